import type { Kysely } from 'kysely'
import { among } from './dialect.ts'
import type { AnchorRow, JudgementKind, JudgementRow, JudgementState } from './judgements.ts'
import { readLedger, type StoredAnchor, type StoredJudgement } from './ledger.ts'
import { findAnyEvent } from './list-events.ts'
import { isAdded } from './numbers.ts'
import type { OpenRecord } from './open.ts'
import { unpack } from './pack.ts'
import type { Listing } from './rows.ts'
import { type Rulings, ruleOn, targetsOf } from './rulings.ts'
import type { Tables } from './schema.ts'

/** Which judgements to list. */
export interface JudgementFilters {
  /** Id of an event: those that bear or bore on it. */
  readonly event?: string
  readonly author?: string
  readonly kind?: JudgementKind
  /** `stale` finds all that no longer fit, wholly or in part. */
  readonly state?: JudgementState
  readonly limit?: number
}

/** Lists judgements, the latest first; `total` counts all that pass. */
export async function listJudgements(
  { backend: { db } }: OpenRecord,
  { event, author, kind, state, limit }: JudgementFilters = {},
): Promise<Listing<JudgementRow>> {
  const ledger = await readLedger(db)
  const rulings = ruleOn(ledger)
  const about = event === undefined ? undefined : await bearingOn(db, event, ledger)
  const found = ledger
    .filter((judgement) => about === undefined || about.has(judgement.id))
    .filter((judgement) => author === undefined || judgement.author === author)
    .filter((judgement) => kind === undefined || judgement.kind === kind)
    .filter((judgement) => state === undefined || hasState(judgement, state, rulings))
    .toReversed()
  const shown = found.slice(0, limit)
  return { rows: await toRows(db, shown, { ledger, rulings }), total: found.length }
}

/** The rows of judgements, in the order of their ids. */
export async function judgementRows(db: Kysely<Tables>, ids: readonly string[]): Promise<JudgementRow[]> {
  const ledger = await readLedger(db)
  const byId = new Map(ledger.map((judgement) => [judgement.id, judgement]))
  const asked = ids.flatMap((id) => byId.get(id) ?? [])
  return toRows(db, asked, { ledger, rulings: ruleOn(ledger) })
}

function hasState(judgement: StoredJudgement, state: JudgementState, { rulings }: Rulings): boolean {
  const own = rulings.get(judgement.id)?.state
  return own === state || (state === 'stale' && own === 'in-force' && noteOn(judgement) !== undefined)
}

/** The judgements about any mention of an event, with those that undo them. */
export async function bearingOn(
  db: Kysely<Tables>,
  id: string,
  ledger: readonly StoredJudgement[],
): Promise<Set<string>> {
  const event = await findAnyEvent(db, id)
  if (event === undefined) return new Set()
  const rows = await db.selectFrom('mentions').select('n').where('event', '=', event.n).execute()
  const own = new Set(rows.map(({ n }) => n))
  const found = new Set(
    ledger
      .filter(({ anchors }) => anchors.some(({ mention }) => mention !== undefined && own.has(mention)))
      .map((judgement) => judgement.id),
  )
  // What is about a judgement comes after it, and may be undone itself.
  for (const one of ledger) {
    const other = judgementOf(one)
    if (other !== undefined && found.has(other)) found.add(one.id)
  }
  return found
}

/** The judgement that an undo takes back or a later reason is of. */
const judgementOf = ({ body: { undoes, explains } }: StoredJudgement) => undoes ?? explains

interface Context {
  readonly ledger: readonly StoredJudgement[]
  readonly rulings: Rulings
}

async function toRows(
  db: Kysely<Tables>,
  shown: readonly StoredJudgement[],
  context: Context,
): Promise<JudgementRow[]> {
  const byId = new Map(context.ledger.map((judgement) => [judgement.id, judgement]))
  const aboutOf = (judgement: StoredJudgement): StoredJudgement => {
    const other = judgementOf(judgement)
    return other === undefined ? judgement : aboutOf(byId.get(other) ?? { ...judgement, body: {} })
  }
  const anchors = shown.flatMap((judgement) => aboutOf(judgement).anchors)
  const events = await eventsOf(db, anchors)
  const texts = await textsOf(db, anchors)
  const rowOf = ({ mention, told: _told, side: _side, idx: _idx, ...anchor }: StoredAnchor): AnchorRow => {
    const words = texts.get(anchor.report)?.slice(anchor.evidence.start, anchor.evidence.end)
    const event = mention === undefined ? undefined : events.get(mention)
    return { ...anchor, ...(words === undefined ? {} : { words }), ...(event === undefined ? {} : { event }) }
  }
  return shown.map((judgement) => {
    const about = aboutOf(judgement)
    const { state, by } = rulingOf(judgement, { ...context, events })
    const { id, kind, author, time, reason, body } = judgement
    const note = noteOn(about)
    const later = laterReasons(id, context)
    const sides = [0, 1].map((side) => about.anchors.filter((anchor) => anchor.side === side).map(rowOf))
    return {
      id,
      kind,
      author,
      time,
      reason,
      state,
      ...(note === undefined ? {} : { note }),
      ...(by === undefined ? {} : { by }),
      events: [...new Set(targetsOf(about).flatMap((n) => events.get(n) ?? []))],
      anchors: sides[0]!,
      ...(sides[1]!.length === 0 ? {} : { others: sides[1]! }),
      ...(body.field === undefined ? {} : { field: body.field, value: body.value ?? '' }),
      ...(body.fields === undefined ? {} : { fields: body.fields }),
      ...(body.undoes === undefined ? {} : { undoes: body.undoes }),
      ...(body.explains === undefined ? {} : { explains: body.explains }),
      ...(later.length === 0 ? {} : { laterReasons: later }),
    }
  })
}

/** Reasons that were given for a judgement later, earliest first. */
function laterReasons(id: string, { ledger, rulings }: Context): NonNullable<JudgementRow['laterReasons']> {
  return ledger
    .filter((one) => one.body.explains === id && holds(one.id, rulings))
    .map(({ id: own, author, time, reason }) => ({ id: own, author, time, reason }))
}

/** A correction gives way to a later one of the same field of the same event, too. */
function rulingOf(
  judgement: StoredJudgement,
  { ledger, rulings, events }: Context & { readonly events: ReadonlyMap<number, string> },
): { readonly state: JudgementState; readonly by?: string } {
  const own = rulings.rulings.get(judgement.id) ?? { state: 'stale' }
  if (own.state !== 'in-force' || judgement.kind !== 'correct') return own
  const [target] = targetsOf(judgement)
  const later = ledger
    .slice(ledger.indexOf(judgement) + 1)
    .filter(({ id, kind, body }) => kind === 'correct' && body.field === judgement.body.field && holds(id, rulings))
    .find((other) => {
      const [n] = targetsOf(other)
      return n === target || (n !== undefined && target !== undefined && events.get(n) === events.get(target))
    })
  return later === undefined ? own : { state: 'overruled', by: later.id }
}

const holds = (id: string, { rulings }: Rulings) => rulings.get(id)?.state === 'in-force'

/** What of a judgement no longer fits the record. */
function noteOn({ kind, anchors }: StoredJudgement): string | undefined {
  const told = anchors.filter(({ mention }) => mention !== undefined)
  if (anchors.length === 0) return undefined
  if (told.length === 0) return 'no report on record tells what it is about any more'
  if (kind === 'add') return isAdded(told[0]!.mention!) ? undefined : 'the program codes the act by itself now'
  if (told.length === anchors.length) return undefined
  return `${anchors.length - told.length} of the ${anchors.length} tellings it is about are on record no more`
}

async function eventsOf(db: Kysely<Tables>, anchors: readonly StoredAnchor[]): Promise<Map<number, string>> {
  const ns = anchors.flatMap(({ mention }) => mention ?? [])
  const rows = await db
    .selectFrom('mentions')
    .leftJoin('events', 'events.n', 'mentions.event')
    .leftJoin('struck', 'struck.n', 'mentions.event')
    .select(['mentions.n', 'events.id', 'struck.id as struckId'])
    .where('mentions.n', 'in', among(ns))
    .execute()
  return new Map(
    rows.flatMap(({ n, id, struckId }) => (id === null && struckId === null ? [] : [[n, (id ?? struckId)!]])),
  )
}

async function textsOf(db: Kysely<Tables>, anchors: readonly StoredAnchor[]): Promise<Map<string, string>> {
  const ids = [...new Set(anchors.map(({ report }) => report))]
  const rows = await db.selectFrom('reports').select(['id', 'coded']).where('id', 'in', among(ids)).execute()
  return new Map(rows.map(({ id, coded }) => [id, unpack(coded).report.text]))
}
