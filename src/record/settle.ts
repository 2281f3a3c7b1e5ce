import type { Transaction } from 'kysely'
import type { CodedEvent, CodedReport } from '../code/index.ts'
import { mentionsOf } from '../link/index.ts'
import { among } from './dialect.ts'
import { factsOf, formsOf } from './forms.ts'
import { isJudged, readLedger, type StoredAnchor, type StoredJudgement } from './ledger.ts'
import type { LooseMention } from './members.ts'
import { numberAdded, numberIn, reportOf } from './numbers.ts'
import { unpack } from './pack.ts'
import { type KnownAct, type Orphan, sameAct, sharesTrigger } from './recoded.ts'
import { addForms, type FormUses, removeForms } from './register.ts'
import type { Curation } from './relink.ts'
import { takeOutActs } from './remove.ts'
import type { Home } from './reports.ts'
import { NO_RULINGS, ruleOn } from './rulings.ts'
import type { Tables } from './schema.ts'
import { actText, addSearch } from './search.ts'

/** What judgements come to once reports or judgements changed. */
export interface Settled {
  readonly curation: Curation
  /** Acts that analysts added and that must be linked. */
  readonly added: readonly LooseMention[]
  /** What is left of the components of such acts that were taken away. */
  readonly leftOver: readonly LooseMention[]
  readonly orphans: readonly Orphan[]
}

interface Changed {
  /** Reports that were recorded just now. */
  readonly reports: readonly Home[]
  /** Judgements that were made just now. */
  readonly judgements?: readonly StoredJudgement[]
  /** Mentions that judgements were tied to before. */
  readonly touched: readonly number[]
}

/**
 * Finds again what judgements are about, puts the acts that analysts added on record or takes them off it, and weighs
 * the judgements against each other. Linking comes after.
 */
export async function settle(
  tx: Transaction<Tables>,
  { reports, judgements = [], touched }: Changed,
): Promise<Settled> {
  if (!(await isJudged(tx))) return { curation: { rulings: NO_RULINGS, touched }, added: [], leftOver: [], orphans: [] }
  const before = await readLedger(tx)
  const known = new Map(reports.map((one) => [one.id, one]))
  const off = await takeBackAdded(tx, before)
  const added = await addActs(tx, before, known)
  const about = new Set([
    ...known.keys(),
    ...off.reports,
    ...judgements.flatMap(({ anchors }) => anchors.map(({ report }) => report)),
  ])
  await findAnchors(tx, before, { about, known })
  const ledger = await readLedger(tx)
  const rulings = ruleOn(ledger)
  await countForms(tx, ledger, rulings.rulings)
  const isOwn = ({ id, anchors }: StoredJudgement) =>
    anchors.some(({ report }) => about.has(report)) || judgements.some((one) => one.id === id)
  // What a judgement was about until now may be free of it: an added act that is there after all draws its judgements to itself.
  const changed = [...before.filter(isOwn), ...ledger.filter(isOwn), ...undoneBy(judgements, ledger)]
  const mentions = changed.flatMap(({ anchors }) => anchors.flatMap(({ mention }) => mention ?? []))
  return {
    curation: { rulings, touched: [...new Set([...touched, ...off.touched, ...mentions])] },
    added,
    leftOver: off.leftOver,
    orphans: off.orphans,
  }
}

/** What judgements undo, and what that had undone. */
function undoneBy(judgements: readonly StoredJudgement[], ledger: readonly StoredJudgement[]): StoredJudgement[] {
  const ids = new Set(judgements.flatMap(({ body }) => body.undoes ?? []))
  if (ids.size === 0) return []
  const undone = ledger.filter(({ id }) => ids.has(id))
  return [...undone, ...undoneBy(undone, ledger)]
}

/** Takes acts off the record whose judgement was undone. */
async function takeBackAdded(tx: Transaction<Tables>, ledger: readonly StoredJudgement[]) {
  const { rulings } = ruleOn(ledger)
  const rows = await tx.selectFrom('added').selectAll().execute()
  const off = rows.filter(({ judgement }) => rulings.get(judgement)?.state === 'undone')
  if (off.length === 0) return { leftOver: [], orphans: [], touched: [], reports: [] }
  const taken = await takeOutActs(
    tx,
    off.map(({ mention }) => mention),
  )
  const ids = new Set(off.map(({ judgement }) => judgement))
  const reports = ledger.filter(({ id }) => ids.has(id)).flatMap(({ anchors }) => anchors.map(({ report }) => report))
  return { ...taken, reports }
}

type Known = Map<string, Home>

/**
 * Puts acts on record that analysts added to reports on record, unless the program codes them by itself now: then what
 * is said of them holds of the coded act.
 */
async function addActs(tx: Transaction<Tables>, ledger: readonly StoredJudgement[], known: Known) {
  const { rulings } = ruleOn(ledger)
  const there = new Set((await tx.selectFrom('added').select('judgement').execute()).map(({ judgement }) => judgement))
  const wanted = ledger.filter(
    ({ id, kind }) => kind === 'add' && !there.has(id) && rulings.get(id)?.state !== 'undone',
  )
  await readInto(
    tx,
    known,
    wanted.map(({ anchors }) => anchors[0]!.report),
  )
  const added: LooseMention[] = []
  for (const { id, n, anchors, body } of wanted) {
    const home = known.get(anchors[0]!.report)
    const event = body.coded!
    if (home === undefined || codedLike(event, home.coded) !== undefined) continue
    const mention = mentionsOf({ report: home.coded.report, events: [...home.coded.events, event] }).at(-1)!
    added.push({ n: numberAdded(home.n, n), mention, facts: factsOf(event), event: 0 })
    await tx
      .insertInto('added')
      .values({ mention: numberAdded(home.n, n), judgement: id })
      .execute()
    await addSearch(tx, [{ kind: 'mention', n: numberAdded(home.n, n), text: actText(event, home.coded.report.text) }])
  }
  return added
}

/** The place of an act of this type that the same words tell among those that the program coded. */
export function codedLike(event: Pick<CodedEvent, 'eventType' | 'mentions'>, { events }: CodedReport) {
  const idx = events.findIndex((other) => other.eventType === event.eventType && sharesTrigger(event, other))
  return idx < 0 ? undefined : idx
}

async function readInto(tx: Transaction<Tables>, known: Known, ids: readonly string[]): Promise<void> {
  const asked = [...new Set(ids)].filter((id) => !known.has(id))
  if (asked.length === 0) return
  const rows = await tx.selectFrom('reports').select(['n', 'id', 'coded']).where('id', 'in', among(asked)).execute()
  for (const { n, id, coded } of rows) known.set(id, { n, id, coded: unpack(coded) })
}

/** Finds the mentions of what judgements are about in some reports. */
async function findAnchors(
  tx: Transaction<Tables>,
  ledger: readonly StoredJudgement[],
  { about, known }: { readonly about: ReadonlySet<string>; readonly known: Known },
): Promise<void> {
  const anchors = ledger.flatMap(({ id, anchors }) => anchors.map((anchor) => ({ ...anchor, judgement: id })))
  const asked = anchors.filter(({ report }) => about.has(report))
  if (asked.length === 0) return
  await readInto(
    tx,
    known,
    asked.map(({ report }) => report),
  )
  const rows = await tx.selectFrom('added').selectAll().execute()
  const bodies = new Map(ledger.map(({ id, body }) => [id, body]))
  const added = new Map(
    rows.map(({ mention, judgement }) => [`${reportOf(mention)} ${bodies.get(judgement)!.coded!.id}`, mention]),
  )
  for (const anchor of asked) {
    const home = known.get(anchor.report)
    const found = home === undefined ? undefined : mentionOf(anchor, home, added)
    if (found?.mention === anchor.mention && found?.told === anchor.told) continue
    await tx
      .updateTable('anchors')
      .set({ mention: found?.mention ?? null, told: found?.told ?? null })
      .where('judgement', '=', anchor.judgement)
      .where('side', '=', anchor.side)
      .where('idx', '=', anchor.idx)
      .execute()
  }
}

function mentionOf(anchor: StoredAnchor, { n, coded }: Home, added: ReadonlyMap<string, number>) {
  const mention = added.get(`${n} ${anchor.act}`)
  if (mention !== undefined) return { mention, told: anchor.act }
  const act: KnownAct = {
    id: anchor.act,
    eventType: anchor.eventType,
    evidence: anchor.evidence,
    mentions: [{ trigger: anchor.trigger }],
  }
  const idx = sameAct(act, coded.events)
  return idx === undefined ? undefined : { mention: numberIn(n, idx), told: coded.events[idx]!.id }
}

/** Counts the names that judgements in force use like those of reports: numbered below zero, so that both stay apart. */
async function countForms(
  tx: Transaction<Tables>,
  ledger: readonly StoredJudgement[],
  rulings: ReturnType<typeof ruleOn>['rulings'],
): Promise<void> {
  const rows = await tx.selectFrom('form_reports').select('report').distinct().where('report', '<', 0).execute()
  const counted = new Set(rows.map(({ report }) => report))
  const using = ledger.filter(({ body }) => body.patch !== undefined || body.coded !== undefined).map(usesOf)
  const holds = new Set(ledger.filter(({ id }) => rulings.get(id)?.state === 'in-force').map(({ n }) => -n))
  await addForms(
    tx,
    using.filter(({ n }) => holds.has(n) && !counted.has(n)),
  )
  await removeForms(
    tx,
    using.filter(({ n }) => !holds.has(n) && counted.has(n)),
  )
}

/** The people, bodies and states that a judgement names, as a report that names them. */
function usesOf({ n, body }: StoredJudgement): FormUses {
  const { actors = [], recipients = [] } = body.patch ?? body.coded ?? {}
  return { n: -n, forms: formsOf([...actors, ...recipients], []) }
}
