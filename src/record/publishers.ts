import { type Kysely, sql, type Transaction } from 'kysely'
import type { CodedReport } from '../code/index.ts'
import { among, insertRows, selectLists } from './dialect.ts'
import type { PublisherTable, ReportTable, Tables } from './schema.ts'

/** Who published a report and when; empty where unknown. */
export function publisherOf({
  id,
  publisher,
  published,
}: Pick<CodedReport['report'], 'id' | 'publisher' | 'published'>): PublisherTable {
  return { report: id, publisher: publisher ?? '', published: published?.value ?? '' }
}

/** As `publisherOf`, of a report on record. */
export function storedPublisher({
  id,
  publisher,
  published,
}: Pick<ReportTable, 'id' | 'publisher' | 'published'>): PublisherTable {
  return { report: id, publisher: publisher ?? '', published }
}

/**
 * Writes down who published the very same text, wherever readings of it differ in that. Of readings that do not, the row
 * of the report knows all; so what is on record is a function of the readings, whichever of them came first.
 */
export async function filePublishers(tx: Transaction<Tables>, all: readonly PublisherTable[]): Promise<void> {
  const byReport = new Map<string, Map<string, PublisherTable>>()
  for (const one of all) {
    const own = byReport.get(one.report) ?? new Map<string, PublisherTable>()
    byReport.set(one.report, own.set(`${one.publisher}\n${one.published}`, one))
  }
  const rows = [...byReport.values()].flatMap((own) => (own.size < 2 ? [] : [...own.values()]))
  await insertRows(
    tx,
    'publishers',
    { columns: ['report', 'publisher', 'published'], conflict: 'on conflict do nothing' },
    rows.filter(({ publisher }) => publisher !== '').map((one) => [one.report, one.publisher, one.published]),
  )
}

/** Forgets who published a text. */
export async function removePublishers(tx: Transaction<Tables>, report: string): Promise<void> {
  await tx.deleteFrom('publishers').where('report', '=', report).execute()
}

/** Who else published the very text of some reports than the record shows, by id of the report, sorted. */
export async function readAlsoBy(db: Kysely<Tables>, reports: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await selectLists<[report: string, publisher: string]>(
    db,
    sql`report, publisher`,
    sql`(select distinct report, publishers.publisher from publishers join reports on reports.id = report
      where report in ${among([...new Set(reports)])} and publishers.publisher is not reports.publisher
      order by 1, 2)`,
  )
  const found = new Map<string, string[]>()
  for (const [report, publisher] of rows) {
    const own = found.get(report)
    if (own === undefined) found.set(report, [publisher])
    else own.push(publisher)
  }
  return found
}
