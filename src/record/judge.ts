import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { CharSpan } from '../acquire/index.ts'
import type { CodedEvent, CodedReport, EventDate, Location, Participant } from '../code/index.ts'
import { ReadoutError } from '../errors.ts'
import { actorForm } from '../link/index.ts'
import { linkIn } from './batch.ts'
import { mergePatches, type Patch } from './corrections.ts'
import { nextNumbers } from './counters.ts'
import { type Anchor, type Asked, CORRECTABLE, type JudgementRow, type Judging } from './judgements.ts'
import { type Body, insertJudgements, readLedger, type StoredJudgement } from './ledger.ts'
import { findAnyEvent } from './list-events.ts'
import { judgementRows } from './list-judgements.ts'
import { nothingKnown } from './members.ts'
import { readTellings } from './mentions.ts'
import type { OpenRecord } from './open.ts'
import { unpack } from './pack.ts'
import { ruleOn } from './rulings.ts'
import type { Tables } from './schema.ts'
import { codedLike, settle } from './settle.ts'
import { type EventOntology, readValue } from './values.ts'

/** An anchor of the first or the second event that is judged. */
type SidedAnchor = Anchor & { readonly side: number }

/** A judgement that can be recorded in any record: what it is about is found there by report and place in its text. */
export interface PortableJudgement extends Judging {
  readonly kind: StoredJudgement['kind']
  readonly body: Body
  readonly anchors: readonly SidedAnchor[]
}

/**
 * Records what an analyst says and brings the record in line with it.
 * @throws ReadoutError `usage` where what is asked makes no sense, `missing` where what it names is not on record,
 * `conflict` where it is so already.
 */
export async function judge(
  record: OpenRecord,
  asked: Asked & Judging,
  ontology: EventOntology,
): Promise<JudgementRow> {
  const { db } = record.backend
  const { author, time, reason } = asked
  if (author.trim() === '') throw new ReadoutError('usage', 'a judgement needs an author: who says so?')
  if (reason.trim() === '') throw new ReadoutError('usage', 'a judgement needs a reason: why is it so?')
  const id = await db.transaction().execute(async (tx) => {
    const { body, anchors } = await WHAT[asked.kind](tx, asked as never, ontology)
    const judgement = { kind: asked.kind, author: author.trim(), time, reason: reason.trim(), body, anchors }
    await insert(tx, [judgement])
    return idOf(judgement)
  })
  return (await judgementRows(db, [id]))[0]!
}

/**
 * Records judgements made elsewhere, in any order; those that are there change nothing. Returns how many are new.
 */
export async function recordJudgements(
  { backend: { db } }: OpenRecord,
  judgements: readonly PortableJudgement[],
): Promise<number> {
  return db.transaction().execute((tx) => insert(tx, judgements))
}

/** Every judgement as `recordJudgements` takes it, earliest first. */
export async function exportJudgements({ backend: { db } }: OpenRecord): Promise<PortableJudgement[]> {
  const ledger = await readLedger(db)
  return ledger.map(({ kind, author, time, reason, body, anchors }) => ({
    kind,
    author,
    time,
    reason,
    body,
    anchors: anchors.map(anchorOf),
  }))
}

async function insert(tx: Transaction<Tables>, judgements: readonly PortableJudgement[]): Promise<number> {
  const known = new Set((await tx.selectFrom('judgements').select('id').execute()).map(({ id }) => id))
  const fresh = new Map(judgements.map((one) => [idOf(one), one] as const).filter(([id]) => !known.has(id)))
  if (fresh.size === 0) return 0
  const first = await nextNumbers(tx, 'judgement', fresh.size)
  const stored = [...fresh].map(([id, { anchors, ...rest }], i): StoredJudgement => {
    const placed = anchors.map((anchor, idx) => ({ ...anchor, idx }))
    return { ...rest, id, n: first + i, anchors: placed }
  })
  await insertJudgements(tx, stored)
  const settled = await settle(tx, { reports: [], judgements: stored, touched: [] })
  await linkIn(tx, { fresh: settled.added, taken: { leftOver: [] }, settled, known: nothingKnown() })
  return fresh.size
}

/** Equal for equal judgements in every record. */
function idOf({ kind, author, time, reason, body, anchors }: PortableJudgement): string {
  const about = anchors.map(({ side, report, act }) => [side, report, act])
  const text = JSON.stringify([kind, author, time, reason, body, about])
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

type Judged = Pick<PortableJudgement, 'body' | 'anchors'>
type Of<Kind extends Asked['kind']> = Extract<Asked, { readonly kind: Kind }>

/** What each kind of judgement is about. */
const WHAT: {
  readonly [Kind in Asked['kind']]: (
    tx: Transaction<Tables>,
    asked: Of<Kind> & Judging,
    ontology: EventOntology,
  ) => Promise<Judged>
} = { same: onSame, apart: onApart, correct: onCorrect, strike: onStrike, add: onAdd, undo: onUndo, explain: onExplain }

async function onSame(tx: Transaction<Tables>, { events: [a, b] }: Of<'same'>): Promise<Judged> {
  const [x, y] = [await eventOf(tx, a), await eventOf(tx, b)]
  for (const { id, isStruck } of [x, y])
    if (isStruck) throw new ReadoutError('conflict', `event "${id}" is struck out: undo that first`)
  if (x.n === y.n) throw new ReadoutError('conflict', `"${a}" and "${b}" are one event already`)
  return { body: {}, anchors: [...(await anchorsOf(tx, x.n, 0)), ...(await anchorsOf(tx, y.n, 1))] }
}

async function onApart(tx: Transaction<Tables>, asked: Of<'apart'>): Promise<Judged> {
  if ('events' in asked) {
    const [x, y] = [await eventOf(tx, asked.events[0]), await eventOf(tx, asked.events[1])]
    if (x.n === y.n)
      throw new ReadoutError('usage', `"${x.id}" is one event: name the reports whose tellings are of another act`)
    return { body: {}, anchors: [...(await anchorsOf(tx, x.n, 0)), ...(await anchorsOf(tx, y.n, 1))] }
  }
  const event = await eventOf(tx, asked.event)
  const anchors = await anchorsOf(tx, event.n, 0)
  const unknown = asked.reports.find((id) => !anchors.some(({ report }) => report === id))
  if (unknown !== undefined) throw new ReadoutError('missing', `report "${unknown}" does not tell event "${event.id}"`)
  const others = anchors.filter(({ report }) => asked.reports.includes(report))
  const own = anchors.filter((anchor) => !others.includes(anchor))
  if (others.length === 0) throw new ReadoutError('usage', 'name the reports whose tellings are of another act')
  if (own.length === 0) throw new ReadoutError('usage', `no report is left that tells event "${event.id}"`)
  return { body: {}, anchors: [...own, ...others.map((anchor) => ({ ...anchor, side: 1 }))] }
}

async function onCorrect(
  tx: Transaction<Tables>,
  { event: id, field, value }: Of<'correct'>,
  ontology: EventOntology,
): Promise<Judged> {
  if (!CORRECTABLE.includes(field))
    throw new ReadoutError('usage', `a field must be one of ${CORRECTABLE.join(', ')}, not "${field}"`)
  const event = await eventOf(tx, id)
  const row = await tx.selectFrom('events').select('type').where('n', '=', event.n).executeTakeFirst()
  if (row === undefined) throw new ReadoutError('conflict', `event "${event.id}" is struck out: undo that first`)
  const eventType = row.type as CodedEvent['eventType']
  const patch = await readValue(field, value, { db: tx, ontology, eventType })
  return { body: { field, value: value.trim(), patch }, anchors: await anchorsOf(tx, event.n, 0) }
}

async function onStrike(tx: Transaction<Tables>, { event: id }: Of<'strike'>): Promise<Judged> {
  const event = await eventOf(tx, id)
  if (event.isStruck) throw new ReadoutError('conflict', `event "${event.id}" is struck out already`)
  return { body: {}, anchors: await anchorsOf(tx, event.n, 0) }
}

async function onUndo(tx: Transaction<Tables>, { judgement: id }: Of<'undo'>): Promise<Judged> {
  const ledger = await readLedger(tx)
  if (!ledger.some((one) => one.id === id)) throw new ReadoutError('missing', `there is no judgement "${id}" on record`)
  const ruling = ruleOn(ledger).rulings.get(id)
  if (ruling?.state === 'undone')
    throw new ReadoutError('conflict', `judgement "${id}" is undone already, by "${ruling.by}"`)
  return { body: { undoes: id }, anchors: [] }
}

async function onExplain(tx: Transaction<Tables>, { judgement: id }: Of<'explain'>): Promise<Judged> {
  const found = (await readLedger(tx, [id]))[0]
  if (found === undefined) throw new ReadoutError('missing', `there is no judgement "${id}" on record`)
  // A reason of a reason is one more of what both are about.
  return { body: { explains: found.body.explains ?? id }, anchors: [] }
}

async function onAdd(
  tx: Transaction<Tables>,
  { report: id, evidence, fields, ...judging }: Of<'add'> & Judging,
  ontology: EventOntology,
): Promise<Judged> {
  const row = await tx.selectFrom('reports').select('coded').where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new ReadoutError('missing', `there is no report "${id}" on record`)
  const whole = unpack(row.coded)
  const span = spanOf(evidence, whole.report)
  const patch = await readFields(tx, fields, ontology)
  const coded = actOf(patch, whole, { span, key: JSON.stringify([id, span, fields, judging]) })
  const idx = codedLike(coded, whole)
  if (idx !== undefined)
    throw new ReadoutError(
      'conflict',
      `the report's act "${whole.events[idx]!.id}" is told by the same words: correct its event instead`,
    )
  const anchor = { side: 0, report: id, act: coded.id, eventType: coded.eventType, trigger: span, evidence: span }
  return { body: { fields, coded }, anchors: [anchor] }
}

async function readFields(tx: Transaction<Tables>, fields: Of<'add'>['fields'], ontology: EventOntology) {
  const { type, ...rest } = fields
  const unknown = Object.keys(rest).find((field) => !CORRECTABLE.some((one) => one === field))
  if (unknown !== undefined)
    throw new ReadoutError('usage', `a field must be one of ${CORRECTABLE.join(', ')}, not "${unknown}"`)
  if (type === undefined) throw new ReadoutError('usage', 'an act that is added needs a type')
  const patches = [await readValue('type', type, { db: tx, ontology })]
  const eventType = patches[0]!.eventType!
  for (const field of CORRECTABLE) {
    const value = field === 'type' ? undefined : rest[field]
    if (value !== undefined && value !== '')
      patches.push(await readValue(field, value, { db: tx, ontology, eventType }))
  }
  const patch = mergePatches(patches)
  if ((patch.actors ?? []).length + (patch.recipients ?? []).length === 0 && !patch.weapon)
    throw new ReadoutError('usage', 'an act that is added needs actors, recipients or a weapon')
  return patch
}

/** The span of a clause in a report's text. */
function spanOf(evidence: CharSpan | string, { id, text }: CodedReport['report']): CharSpan {
  if (typeof evidence === 'string') {
    const start = text.indexOf(evidence)
    if (evidence.trim() === '' || start < 0)
      throw new ReadoutError('missing', `report "${id}" does not say "${evidence}"`)
    if (text.indexOf(evidence, start + 1) >= 0)
      throw new ReadoutError('usage', `report "${id}" says "${evidence}" more than once: give more words`)
    return { start, end: start + evidence.length }
  }
  const { start, end } = evidence
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end <= start || end > text.length)
    throw new ReadoutError('usage', `evidence must lie within the ${text.length} characters of report "${id}"`)
  return { start, end }
}

interface Telling {
  readonly span: CharSpan
  /** Tells the act from all others. */
  readonly key: string
}

/** The act as coding would have it. */
function actOf(patch: Patch, { report }: CodedReport, { span, key }: Telling): CodedEvent {
  const { eventType, cameo, quad, intensity, mode, status = 'occurred', date, location, weapon, topic } = patch
  const sentence = Math.max(
    report.sentences.findIndex(({ end }) => span.start < end),
    0,
  )
  const told = { sentence, trigger: span, evidence: span }
  const partiesOf = (parties: Patch['actors']) =>
    (parties ?? []).map(
      (party): Participant => ({
        ...party,
        entity: actorForm(party).id,
        span,
        mention: party.name,
        resolvedBy: 'name',
      }),
    )
  return {
    id: createHash('sha256').update(key).digest('hex').slice(0, 16),
    eventType: eventType!,
    ...(mode ? { mode } : {}),
    contexts: [],
    cameo: cameo!,
    quad: quad!,
    intensity: intensity!,
    actors: partiesOf(patch.actors),
    recipients: partiesOf(patch.recipients),
    // An analyst reads the date off the text.
    ...(date ? { date: { ...date, from: 'text' } satisfies EventDate } : {}),
    ...(location ? { location: { ...location, span } satisfies Location } : {}),
    status,
    accordingTo: [],
    ...(weapon ? { weapon } : {}),
    ...(patch.casualties === undefined
      ? {}
      : { casualties: patch.casualties as NonNullable<CodedEvent['casualties']> }),
    ...(topic ? { topic } : {}),
    ...told,
    mentions: [told],
    rule: 'judgement',
    confidence: 1,
  }
}

async function eventOf(db: Kysely<Tables>, id: string) {
  const event = await findAnyEvent(db, id)
  if (event === undefined) throw new ReadoutError('missing', `there is no event "${id}" on record`)
  return event
}

/** What is kept of a telling that is judged, and of nothing else that the row or the act holds. */
function anchorOf({ side, report, act, eventType, trigger, evidence }: SidedAnchor): SidedAnchor {
  return { side, report, act, eventType, trigger, evidence }
}

/** The tellings of an event, least first, as they can be found again. */
async function anchorsOf(tx: Transaction<Tables>, event: number, side: number): Promise<SidedAnchor[]> {
  const tellings = (await readTellings(tx, [event])).get(event) ?? []
  return tellings.map(({ report, event }) => anchorOf({ ...event, side, report, act: event.id }))
}
