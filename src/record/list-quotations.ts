import { type Expression, type SqlBool, sql } from 'kysely'
import type { Quotation } from '../code/index.ts'
import { storedParticipant } from './assemble.ts'
import { given, matchesActor, tellsEvent } from './filters.ts'
import { readNumberedReports, readRegister } from './hydrate.ts'
import { readPacked } from './mentions.ts'
import { placeOf, ROOM, reportOf } from './numbers.ts'
import type { OpenRecord } from './open.ts'
import { isAfter, pageEnd, toListing } from './pages.ts'
import type { Filters, Listing, Page, QuotationRow } from './rows.ts'
import { searchRows } from './search.ts'

/** Lists quotations by the day of speaking, else of publication, then report and position. */
export async function listQuotations(
  { backend }: OpenRecord,
  filters: Filters = {},
  page: Page = {},
): Promise<Listing<QuotationRow>> {
  const { db } = backend
  const conditions: Expression<SqlBool>[] = []
  if (filters.actor !== undefined) conditions.push(await matchesActor(db, 'speaker', filters.actor))
  if (filters.recipient !== undefined) conditions.push(await matchesActor(db, 'addressee', filters.recipient))
  if (filters.about !== undefined) {
    const named = await matchesActor(db, 'form', filters.about)
    conditions.push(sql<SqlBool>`n / ${sql.lit(ROOM)} in (select n from ${await searchRows(db, 'report', filters.about)}
      union all select report from form_reports where ${named})`)
  }
  const kind = given(filters, ['type', 'status', 'place'])
  if (kind !== undefined) conditions.push(await tellsEvent(db, sql`n / ${sql.lit(ROOM)}`, kind))
  if (filters.from !== undefined) conditions.push(sql<SqlBool>`day >= ${filters.from}`)
  if (filters.to !== undefined) conditions.push(sql<SqlBool>`day <= ${filters.to} and day <> ''`)
  if (filters.text !== undefined)
    conditions.push(sql<SqlBool>`n in (select n from ${await searchRows(db, 'quotation', filters.text)})`)
  // Without a condition rows are counted by the index.
  const every = db.selectFrom('quotations')
  const all = conditions.length === 0 ? every : every.where((eb) => eb.and(conditions))
  const after = isAfter({ first: 'day', second: 'id' }, page)
  const direction = page.order === 'newest' ? 'desc' : 'asc'
  const found = await (after === undefined ? all : all.where(after))
    .select(['n', 'id', 'day'])
    .orderBy('day', direction)
    .orderBy('id', direction)
    .limit(page.limit === undefined ? -1 : page.limit + 1)
    .execute()
  const { total } = await all.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  const onPage = found.slice(0, page.limit)
  const packed = await readPacked(
    db,
    onPage.map(({ n }) => reportOf(n)),
  )
  const shown = onPage.map(({ id, n }) => ({
    id,
    report: reportOf(n),
    ...storedQuotation(packed.get(reportOf(n))!.quotations[placeOf(n)]!),
  }))
  const reports = await readNumberedReports(
    db,
    shown.map(({ report }) => report),
  )
  const scopeOf = (report: number) => {
    const { id, published } = reports.get(report)!
    return { id, day: published?.value ?? '' }
  }
  const register = await readRegister(
    db,
    shown.flatMap(({ speaker, addressee }) => [speaker, addressee]).filter((one) => one !== undefined),
  )
  const rows = shown.map(({ id, report, speaker, addressee, ...rest }) => ({
    id,
    ...(speaker === undefined ? {} : { speaker: register(speaker, scopeOf(report)) }),
    ...(addressee === undefined ? {} : { addressee: register(addressee, scopeOf(report)) }),
    ...rest,
    report: reports.get(report)!,
  }))
  return toListing(found, rows, Number(total), page, ({ day, id }) => pageEnd(day, id))
}

function storedQuotation({ speaker, addressee, ...rest }: Quotation) {
  return {
    ...rest,
    speaker: speaker === undefined ? undefined : storedParticipant(speaker),
    addressee: addressee === undefined ? undefined : storedParticipant(addressee),
  }
}
