import type { Transaction } from 'kysely'
import { blockingKeys, type LinkMention } from '../link/index.ts'
import { among } from './dialect.ts'
import { deleteEvents } from './events.ts'
import { readMentions } from './mentions.ts'
import { keyNumber, numberIn } from './numbers.ts'
import { unpack } from './pack.ts'
import { removeForms } from './register.ts'
import type { LooseMention } from './relink.ts'
import type { ReportTable, Tables } from './schema.ts'
import { removeSearch } from './search.ts'

/**
 * Takes reports out with all that rests on them alone. Returns the mentions of other reports that were connected with
 * theirs: they must be linked again, since what connected them may be gone.
 */
export async function takeOut(tx: Transaction<Tables>, ids: readonly string[]): Promise<LooseMention[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('reports')
    .select(['n', 'coded', 'n_events', 'n_quotations'])
    .where('id', 'in', among(ids))
    .execute()
  const own = await tx
    .selectFrom('mentions')
    .select(['n', 'component', 'event'])
    .where('n', 'in', among(rows.flatMap(({ n, n_events }) => numbersIn(n, n_events))))
    .execute()
  const gone = new Set(own.map(({ n }) => n))
  const broken = new Set(own.map(({ event }) => event))
  const connected = await readMentions(
    tx,
    'component',
    own.map(({ component }) => component),
  )
  const reports = rows.map(({ n, coded }) => ({ n, coded: unpack(coded) }))
  for (const { n, mention } of connected) if (gone.has(n)) await deleteBlocks(tx, n, mention)
  await deleteEvents(tx, [...broken])
  await deleteRows(tx, rows)
  await tx
    .deleteFrom('components')
    .where('n', 'in', among(own.map(({ component }) => component)))
    .execute()
  await removeForms(tx, reports)
  // An event that lost a mention is written again even if the rest of its mentions stay together.
  return connected
    .filter(({ n }) => !gone.has(n))
    .map(({ n, mention, coded, event }) => ({ n, mention, coded, event: broken.has(event) ? 0 : event }))
}

async function deleteBlocks(tx: Transaction<Tables>, n: number, mention: LinkMention): Promise<void> {
  const filed = blockingKeys(mention).filed.map(keyNumber)
  await tx.deleteFrom('blocks').where('key', 'in', among(filed)).where('mention', '=', n).execute()
}

type Sizes = Pick<ReportTable, 'n' | 'n_events' | 'n_quotations'>

async function deleteRows(tx: Transaction<Tables>, reports: readonly Sizes[]): Promise<void> {
  const mentions = reports.flatMap(({ n, n_events }) => numbersIn(n, n_events))
  const quotations = reports.flatMap(({ n, n_quotations }) => numbersIn(n, n_quotations))
  const ns = reports.map(({ n }) => n)
  await removeSearch(tx, 'mention', mentions)
  await removeSearch(tx, 'quotation', quotations)
  await removeSearch(tx, 'report', ns)
  await tx.deleteFrom('mentions').where('n', 'in', among(mentions)).execute()
  await tx.deleteFrom('quotations').where('n', 'in', among(quotations)).execute()
  await tx.deleteFrom('offices').where('report', 'in', among(ns)).execute()
  await tx.deleteFrom('reports').where('n', 'in', among(ns)).execute()
}

/** The numbers of all acts, or all quotations, of a report that has so many. */
function numbersIn(report: number, count: number): number[] {
  return Array.from({ length: count }, (_, idx) => numberIn(report, idx))
}
