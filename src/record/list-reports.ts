import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import type { CodedReport } from '../code/index.ts'
import { readPrintingsOf, readStories } from './copies.ts'
import { among } from './dialect.ts'
import { given, matchesActor, tellsEvent } from './filters.ts'
import { readNumberedReports, reportRef } from './hydrate.ts'
import { numberIn } from './numbers.ts'
import type { OpenRecord } from './open.ts'
import { unpack } from './pack.ts'
import { isAfter, type Keys, pageEnd, readKeys, takeLong, toListing } from './pages.ts'
import { readAlsoBy } from './publishers.ts'
import type { Filters, Listing, Page, RecordCounts, ReportRow } from './rows.ts'
import type { ReportTable, Tables } from './schema.ts'
import { searchRows } from './search.ts'

/** Lists reports by publication date, then id. */
export async function listReports(
  { backend }: OpenRecord,
  filters: Filters = {},
  page: Page = {},
): Promise<Listing<ReportRow>> {
  const { db } = backend
  const conditions: Expression<SqlBool>[] = []
  const kind = given(filters, ['type', 'status', 'place'])
  // With a kind of act, the people asked for are those who do it.
  if (kind !== undefined)
    conditions.push(await tellsEvent(db, sql.ref('n'), { ...kind, ...given(filters, ['actor', 'recipient']) }))
  for (const query of [filters.actor, filters.recipient]) {
    if (query === undefined || kind !== undefined) continue
    const matches = await matchesActor(db, 'form', query)
    conditions.push(sql<SqlBool>`n in (select report from form_reports where ${matches})`)
  }
  if (filters.from !== undefined) conditions.push(sql<SqlBool>`published >= ${filters.from}`)
  if (filters.to !== undefined) conditions.push(sql<SqlBool>`published <= ${filters.to} and published <> ''`)
  if (filters.text !== undefined)
    conditions.push(sql<SqlBool>`n in (select n from ${await searchRows(db, 'report', filters.text)})`)
  const { found, total } =
    kind !== undefined || takeLong(filters)
      ? await readKeys<ReportKey>(db, REPORT_ORDER, conditions, page)
      : await readInOrder(db, conditions, page)
  const shown = await readRows(db, found.slice(0, page.limit))
  const printings = await readPrintings(db, shown)
  const elsewhere = await readAlsoBy(
    db,
    shown.map(({ id }) => id),
  )
  const rows = shown.map(
    (row): ReportRow => ({
      ...reportRef(row),
      ...(row.url === null ? {} : { url: row.url }),
      language: row.language,
      nEvents: row.n_events,
      nQuotations: row.n_quotations,
      problems: JSON.parse(row.problems) as CodedReport['problems'],
      version: row.version,
      ...printings.get(row.n),
      ...(elsewhere.has(row.id) ? { alsoBy: elsewhere.get(row.id)! } : {}),
    }),
  )
  return toListing(found, rows, total, page, ({ published, id }) => pageEnd(published, id))
}

type ReportKey = Pick<ReportTable, 'n' | 'id' | 'published'>
const REPORT_ORDER = { table: 'reports', first: 'published', second: 'id' } as const

/** As `readKeys`, in the order of the index by day, as far as the page goes. */
async function readInOrder(
  db: Kysely<Tables>,
  conditions: readonly Expression<SqlBool>[],
  page: Page,
): Promise<Keys<ReportKey>> {
  // Without a condition rows are counted by the index.
  const every = db.selectFrom('reports')
  const all = conditions.length === 0 ? every : every.where((eb) => eb.and(conditions))
  const after = isAfter(REPORT_ORDER, page)
  const direction = page.order === 'newest' ? 'desc' : 'asc'
  const found = await (after === undefined ? all : all.where(after))
    .select(['n', 'id', 'published'])
    .orderBy('published', direction)
    .orderBy('id', direction)
    .limit(page.limit === undefined ? -1 : page.limit + 1)
    .execute()
  const { total } = await all.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  return { found, total: Number(total) }
}

/** What is told of reports besides their text, in the order of their keys. */
async function readRows(db: Kysely<Tables>, keys: readonly ReportKey[]) {
  const rows = await db
    .selectFrom('reports')
    .select(['n', 'id', 'origin', 'title', 'publisher', 'url', 'published', 'published_from', 'language'])
    .select(['version', 'n_events', 'n_quotations', 'problems'])
    .where('n', 'in', among(keys.map(({ n }) => n)))
    .execute()
  const byNumber = new Map(rows.map((row) => [row.n, row]))
  return keys.map(({ n }) => byNumber.get(n)!)
}

/** What other reports print the text of some, by number; those that no other prints are left out. */
async function readPrintings(
  db: Kysely<Tables>,
  shown: readonly { readonly n: number; readonly id: string }[],
): Promise<ReadonlyMap<number, Pick<ReportRow, 'copyOf' | 'copies'>>> {
  const stories = await readStories(
    db,
    shown.map(({ n }) => n),
  )
  const printed = await readPrintingsOf(db, [...stories.values()])
  const refs = await readNumberedReports(db, [...printed.values()].flat())
  return new Map(
    shown.flatMap(({ n, id }): [number, Pick<ReportRow, 'copyOf' | 'copies'>][] => {
      const all = (printed.get(stories.get(n)!) ?? []).map((one) => refs.get(one)!)
      if (all.length === 0) return []
      const first = all[0]!.id
      return [[n, { ...(first === id ? {} : { copyOf: first }), copies: all.filter((one) => one.id !== id) }]]
    }),
  )
}

/** Returns a report whole, as coded, with its text; its events bear their own ids, not those of the record. */
export async function getReport({ backend }: OpenRecord, id: string): Promise<CodedReport | undefined> {
  const row = await backend.db.selectFrom('reports').select('coded').where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : unpack(row.coded)
}

/** Returns the ids of the events of the record that the acts of a report are part of, in the order of its acts. */
export async function recordedEvents({ backend }: OpenRecord, id: string): Promise<string[]> {
  const report = await backend.db
    .selectFrom('reports')
    .select(['n', 'n_events'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (report === undefined) return []
  const rows = await backend.db
    .selectFrom('mentions')
    .leftJoin('events', 'events.n', 'mentions.event')
    .leftJoin('struck', 'struck.n', 'mentions.event')
    .select(['events.id', 'struck.id as struckId'])
    .where('mentions.n', '>=', numberIn(report.n, 0))
    .where('mentions.n', '<', numberIn(report.n, report.n_events))
    .orderBy('mentions.n')
    .execute()
  return rows.map(({ id, struckId }) => (id ?? struckId)!)
}

/** Reports that make claims of counts, as coded, newest first; `firstReport` is when the oldest report of all was published. */
export async function listCounting(
  { backend: { db } }: OpenRecord,
  filters: Pick<Filters, 'from' | 'to'>,
  limit: number,
): Promise<{ readonly reports: readonly CodedReport[]; readonly firstReport: string }> {
  const rows = await db
    .selectFrom('reports')
    .select('coded')
    .where('n_counts', '>', 0)
    .where('published', '>=', filters.from ?? '')
    .where('published', '<=', filters.to ?? '9999')
    .orderBy('published', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  const first = await db
    .selectFrom('reports')
    .select('published')
    .where('published', '<>', '')
    .orderBy('published')
    .limit(1)
    .execute()
  return { reports: rows.map(({ coded }) => unpack(coded)), firstReport: first[0]?.published ?? '' }
}

/** Yields the reports whose coding is of another version, as coded; those that are coded anew meanwhile do not come again. */
export async function* oldCodings({ backend: { db } }: OpenRecord, version: string): AsyncIterable<CodedReport> {
  for (let last = ''; ; ) {
    const rows = await db
      .selectFrom('reports')
      .select(['id', 'coded'])
      .where('version', '<>', version)
      .where('id', '>', last)
      .orderBy('id')
      .limit(64)
      .execute()
    for (const { coded } of rows) yield unpack(coded)
    if (rows.length === 0) return
    last = rows.at(-1)!.id
  }
}

/** Counts what the record holds. */
export async function countRows({ backend: { db } }: OpenRecord): Promise<RecordCounts> {
  const count = async (table: 'reports' | 'events' | 'quotations' | 'actors') => {
    const { total } = await db.selectFrom(table).select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
    return Number(total)
  }
  return {
    reports: await count('reports'),
    events: await count('events'),
    quotations: await count('quotations'),
    actors: await count('actors'),
    ...(await publishedRange(db)),
  }
}

async function publishedRange(db: Kysely<Tables>): Promise<Pick<RecordCounts, 'published'>> {
  const dated = db.selectFrom('reports').where('published', '>', '')
  const ends = dated.select(({ fn }) => [
    fn.min<string | null>('published').as('first'),
    fn.max<string | null>('published').as('last'),
  ])
  const { first, last } = await ends.executeTakeFirstOrThrow()
  return first === null || last === null ? {} : { published: { first, last } }
}
