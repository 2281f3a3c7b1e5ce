import { sql, type Transaction } from 'kysely'
import { blockingKeys, type LinkMention } from '../link/index.ts'
import { removeCopies } from './copies.ts'
import { among } from './dialect.ts'
import { deleteEvents } from './events.ts'
import { formsIn } from './forms.ts'
import { isJudged, readLedger } from './ledger.ts'
import type { LooseMention } from './members.ts'
import { readCoded, readMentions, type StoredMention } from './mentions.ts'
import { numberIn, ROOM } from './numbers.ts'
import { unpack } from './pack.ts'
import type { Orphan } from './recoded.ts'
import { removeForms } from './register.ts'
import { ruleOn } from './rulings.ts'
import type { ReportTable, Tables } from './schema.ts'
import { removeSearch } from './search.ts'

/** What taking reports out leaves to be done. */
export interface TakenOut {
  readonly nReports: number
  /** The mentions of other reports that were connected with theirs: what connected them may be gone. */
  readonly leftOver: readonly LooseMention[]
  /** Their acts, whose ids must lead somewhere else. */
  readonly orphans: readonly Orphan[]
  /** The mentions that judgements tied to theirs. */
  readonly touched: readonly number[]
}

/** Takes reports out with all that rests on them alone; what they were connected with must be linked again. */
export async function takeOut(tx: Transaction<Tables>, ids: readonly string[]): Promise<TakenOut> {
  if (ids.length === 0) return { nReports: 0, leftOver: [], orphans: [], touched: [] }
  const rows = await tx
    .selectFrom('reports')
    .select(['n', 'coded', 'n_events', 'n_quotations'])
    .where('id', 'in', among(ids))
    .execute()
  const added = await tx
    .selectFrom('added')
    .select('mention')
    .where(sql<number>`mention / ${sql.lit(ROOM)}`, 'in', among(rows.map(({ n }) => n)))
    .execute()
  const acts = rows.flatMap(({ n, n_events }) => numbersIn(n, n_events))
  const taken = await takeOutActs(tx, [...acts, ...added.map(({ mention }) => mention)])
  const uses = rows.map(({ n, coded }) => ({ n, forms: formsIn(unpack(coded)) }))
  await deleteRows(tx, rows)
  await removeForms(tx, uses)
  return { nReports: rows.length, ...taken }
}

/** Takes acts out, without the reports that tell them; what they were connected with must be linked again. */
export async function takeOutActs(tx: Transaction<Tables>, ns: readonly number[]): Promise<Omit<TakenOut, 'nReports'>> {
  const own = await tx.selectFrom('mentions').select(['n', 'component', 'event']).where('n', 'in', among(ns)).execute()
  const gone = new Set(own.map(({ n }) => n))
  const broken = new Set(own.map(({ event }) => event))
  const components = own.map(({ component }) => component)
  const connected = await readMentions(tx, 'component', components)
  const orphans = await orphansOf(tx, connected, { gone, broken })
  const touched = await takeOffAnchors(tx, gone)
  for (const { n, mention } of connected) if (gone.has(n)) await deleteBlocks(tx, n, mention)
  await deleteEvents(tx, [...broken])
  await removeSearch(tx, 'mention', [...gone])
  await tx
    .deleteFrom('mentions')
    .where('n', 'in', among([...gone]))
    .execute()
  await tx
    .deleteFrom('added')
    .where('mention', 'in', among([...gone]))
    .execute()
  await tx.deleteFrom('components').where('n', 'in', among(components)).execute()
  // An event that lost a mention is written again even if the rest of its mentions stay together.
  const leftOver = connected
    .filter(({ n }) => !gone.has(n))
    .map(({ n, mention, facts, event }) => ({ n, mention, facts, event: broken.has(event) ? 0 : event }))
  return { leftOver, orphans, touched }
}

/** Takes judgements off acts that are no more; returns the mentions that these tied to them. */
async function takeOffAnchors(tx: Transaction<Tables>, gone: ReadonlySet<number>): Promise<number[]> {
  if (!(await isJudged(tx))) return []
  const { tied } = ruleOn(await readLedger(tx))
  await tx
    .updateTable('anchors')
    .set({ mention: null, told: null })
    .where('mention', 'in', among([...gone]))
    .execute()
  return [...new Set([...gone].flatMap((n) => tied.get(n) ?? []))].filter((n) => !gone.has(n))
}

async function orphansOf(
  tx: Transaction<Tables>,
  connected: readonly StoredMention[],
  { gone, broken }: { readonly gone: ReadonlySet<number>; readonly broken: ReadonlySet<number> },
): Promise<Orphan[]> {
  const rows = await tx
    .selectFrom('events')
    .select(['n', 'id'])
    .where('n', 'in', among([...broken]))
    .unionAll(
      tx
        .selectFrom('struck')
        .select(['n', 'id'])
        .where('n', 'in', among([...broken])),
    )
    .execute()
  const ids = new Map(rows.map(({ n, id }) => [n, id]))
  const coded = await readCoded(tx, [...gone])
  const survivors = new Map(connected.filter(({ n }) => !gone.has(n)).map(({ n, event }) => [event, n]))
  return connected
    .filter(({ n }) => gone.has(n))
    .map(({ n, mention, event }) => {
      const survivor = survivors.get(event)
      const orphan = { n, report: mention.reportId, coded: coded.get(n)!, event: ids.get(event)! }
      return survivor === undefined ? orphan : { ...orphan, survivor }
    })
}

async function deleteBlocks(tx: Transaction<Tables>, n: number, mention: LinkMention): Promise<void> {
  await tx
    .deleteFrom('blocks')
    .where('key', 'in', among(blockingKeys(mention).filed))
    .where('mention', '=', n)
    .execute()
}

type Sizes = Pick<ReportTable, 'n' | 'n_events' | 'n_quotations'>

async function deleteRows(tx: Transaction<Tables>, reports: readonly Sizes[]): Promise<void> {
  const quotations = reports.flatMap(({ n, n_quotations }) => numbersIn(n, n_quotations))
  const ns = reports.map(({ n }) => n)
  await removeSearch(tx, 'quotation', quotations)
  await removeSearch(tx, 'report', ns)
  await removeCopies(tx, ns)
  await tx.deleteFrom('quotations').where('n', 'in', among(quotations)).execute()
  await tx.deleteFrom('offices').where('report', 'in', among(ns)).execute()
  await tx.deleteFrom('acts').where('report', 'in', among(ns)).execute()
  await tx.deleteFrom('reports').where('n', 'in', among(ns)).execute()
}

/** The numbers of all acts, or all quotations, of a report that has so many. */
function numbersIn(report: number, count: number): number[] {
  return Array.from({ length: count }, (_, idx) => numberIn(report, idx))
}
