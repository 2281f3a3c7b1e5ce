import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import { ReadoutError } from '../errors.ts'
import { actorId, foldText } from '../link/index.ts'
import { among, selectLists } from './dialect.ts'
import { actsIn, given, matchesActor } from './filters.ts'
import { readNumberedReports } from './hydrate.ts'
import type { OpenRecord } from './open.ts'
import { toListing } from './pages.ts'
import type { ActorOffice, Filters, Listing, OfficeRow, Page } from './rows.ts'
import type { Tables } from './schema.ts'

/** An office as a table tells it: by how many reports, and not by which. */
export interface OfficeSummary extends Omit<OfficeRow, 'reports'> {
  readonly nReports: number
}

/** Lists offices by person, title and country, each with the reports that state it. */
export async function listOffices(
  { backend: { db } }: OpenRecord,
  filters: Filters = {},
  page: Page = {},
): Promise<Listing<OfficeRow>> {
  const { found, shown, total } = await readPage(db, filters, page)
  const reports = await readNumberedReports(
    db,
    shown.flatMap(({ statements }) => statements.map(({ report }) => report)),
  )
  const rows = shown.map(({ person, actor, statements }) => {
    const spans = new Map<number, { start: number; end: number }[]>()
    for (const { report, start, end } of statements) {
      const own = spans.get(report)
      if (own === undefined) spans.set(report, [{ start, end }])
      else own.push({ start, end })
    }
    const stated = [...spans].map(([report, own]) => ({ ...reports.get(report)!, spans: own }))
    return { person, actor, ...officeOf(statements), reports: stated }
  })
  return toListing(found, rows, total, page, ({ key }) => key)
}

/** As `listOffices`, for those who want no reports: they are read a few times as long as the offices. */
export async function summariseOffices(
  { backend: { db } }: OpenRecord,
  filters: Filters = {},
  page: Page = {},
): Promise<Listing<OfficeSummary>> {
  const { found, shown, total } = await readPage(db, filters, page)
  const rows = shown.map(({ person, actor, statements }) => {
    const nReports = new Set(statements.map(({ report }) => report)).size
    return { person, actor, ...officeOf(statements), nReports }
  })
  return toListing(found, rows, total, page, ({ key }) => key)
}

/** The offices of a page as they are stated, one more that is not shown where there is a next page, and how many there are in all. */
async function readPage(db: Kysely<Tables>, filters: Filters, page: Page) {
  const conditions = await officeConditions(db, filters)
  const offices = groupOffices(await readTitles(db, conditions))
  const ordered = page.order === 'newest' ? offices.toReversed() : offices
  const start = page.after === undefined ? 0 : ordered.findIndex(({ key }) => key === page.after) + 1
  if (page.after !== undefined && start === 0)
    throw new ReadoutError('usage', `"${page.after}" is not the end of a page: pass on the "next" of the page before.`)
  const found = ordered.slice(start, page.limit === undefined ? undefined : start + page.limit + 1)
  return { found, shown: await readStatements(db, found.slice(0, page.limit), conditions), total: offices.length }
}

/** The offices of actors, by actor id, in order of titles. */
export async function officesOf(db: Kysely<Tables>, actors: readonly string[]): Promise<Map<string, ActorOffice[]>> {
  const titles = await readTitles(db, [
    sql<SqlBool>`offices.form in (select n from forms where actor in ${among(actors)})`,
  ])
  const byActor = new Map<string, ActorOffice[]>()
  for (const { actor, statements } of await readStatements(db, groupOffices(titles), [])) {
    const reports = [...new Set(statements.map(({ report_id }) => report_id))]
    const office = { ...officeOf(statements), reports }
    const own = byActor.get(actor)
    if (own === undefined) byActor.set(actor, [office])
    else own.push(office)
  }
  return byActor
}

async function officeConditions(db: Kysely<Tables>, filters: Filters): Promise<Expression<SqlBool>[]> {
  const conditions: Expression<SqlBool>[] = []
  if (filters.actor !== undefined) conditions.push(await matchesActor(db, 'offices.form', filters.actor))
  const act = given(filters, ['recipient', 'type', 'status'])
  if (act !== undefined) conditions.push(await actsIn(db, 'offices.form', act))
  if (filters.place !== undefined) conditions.push(sql<SqlBool>`offices.country = ${filters.place}`)
  for (const word of foldText(filters.text ?? '')
    .split(/\s+/)
    .filter(Boolean))
    conditions.push(sql<SqlBool>`offices.title_key like ${`%${word.replaceAll(/[%_]/g, '')}%`}`)
  if (filters.from !== undefined)
    conditions.push(sql<SqlBool>`offices.report in (select n from reports where published >= ${filters.from})`)
  if (filters.to !== undefined)
    conditions.push(
      sql<SqlBool>`offices.report in (select n from reports where published <= ${filters.to} and published <> '')`,
    )
  return conditions
}

/** What reports state of one form in one way, however many do. */
interface Title {
  readonly title_key: string
  readonly country: string
  readonly organization: string
  readonly former: number
  readonly form: string
  readonly form_name: string
  readonly actor: string | null
  readonly name: string | null
  readonly sort_name: string | null
}

/** An office as one report states it. */
interface Statement {
  readonly report: number
  readonly title: string
  readonly country: string
  readonly organization: string
  readonly former: number
  readonly start: number
  readonly end: number
  readonly report_id: string
  readonly published: string
}

/** The ways in which reports state offices: far fewer than statements, and all that groups and orders them. */
async function readTitles(db: Kysely<Tables>, conditions: readonly Expression<SqlBool>[]): Promise<Title[]> {
  const where = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
  const rows = await selectLists<[form: number, string, string, string, number]>(
    db,
    sql`form, title_key, country, organization, former`,
    sql`(select distinct form, title_key, country, organization, former from offices where ${where})`,
  )
  const forms = await readForms(db, [...new Set(rows.map(([form]) => form))])
  return rows.map(([formNumber, title_key, country, organization, former]) => {
    const [, form, form_name, actor, name, sort_name] = forms.get(formNumber)!
    return { title_key, country, organization, former, form, form_name, actor, name, sort_name }
  })
}

/** Reads the statements of offices, in order, as far as they meet conditions. */
async function readStatements(
  db: Kysely<Tables>,
  shown: readonly OfficeGroup[],
  conditions: readonly Expression<SqlBool>[],
): Promise<(OfficeGroup & { readonly statements: readonly Statement[] })[]> {
  const titles = shown.flatMap(({ told }, i) =>
    told.map(({ form, title_key, country, organization, former }) => ({
      asked: [form, title_key, country, organization, former],
      group: i,
      stated: { country, organization, former },
    })),
  )
  const rows = await selectLists<[title: number, stated: string, start: number, end: number, report: number]>(
    db,
    sql`asked.key, offices.title, offices.start, offices."end", offices.report`,
    sql`json_each(${JSON.stringify(titles.map(({ asked }) => asked))}) as asked
      cross join forms on forms.id = asked.value ->> 0
      cross join offices on offices.form = forms.n and title_key = asked.value ->> 1 and offices.country = asked.value ->> 2
        and organization = asked.value ->> 3 and former = asked.value ->> 4
      where ${sql.join([sql`true`, ...conditions], sql` and `)}`,
  )
  // Reports come by the thousand times; each is read once.
  const reports = await readDays(db, [...new Set(rows.map((row) => row[4]))])
  const groups = shown.map((group) => ({ ...group, statements: [] as Statement[] }))
  for (const [idx, title, start, end, report] of rows) {
    const found = reports.get(report)
    if (found === undefined) continue
    const { group, stated } = titles[idx]!
    const { country, organization, former } = stated
    const [, report_id, published] = found
    groups[group]!.statements.push({
      report,
      title,
      country,
      organization,
      former,
      start,
      end,
      report_id,
      published,
    })
  }
  for (const { statements } of groups) statements.sort(inOrder)
  return groups
}

type FormLine = [n: number, id: string, name: string, actor: string | null, called: string | null, sort: string | null]

async function readForms(db: Kysely<Tables>, ns: readonly number[]): Promise<Map<number, FormLine>> {
  const rows = await selectLists<FormLine>(
    db,
    sql`forms.n, forms.id, forms.name, actors.id, actors.name, actors.sort_name`,
    sql`forms left join actors on actors.id = forms.actor where forms.n in ${among(ns)}`,
  )
  return new Map(rows.map((row) => [row[0], row]))
}

/** Reports fewer than this are looked up one by one; more are read from the index by day, which is a small part of the table. */
const FEW = 1000

async function readDays(db: Kysely<Tables>, reports: readonly number[]) {
  const where = reports.length < FEW ? sql`where n in ${among(reports)}` : sql``
  const rows = await selectLists<[n: number, id: string, published: string]>(
    db,
    sql`n, id, published`,
    sql`reports ${where}`,
  )
  return new Map(rows.map((row) => [row[0], row]))
}

/** One office of one actor, with what orders it and how it is stated. */
interface OfficeGroup {
  readonly key: string
  readonly actor: string
  readonly person: string
  readonly told: readonly Title[]
}

function groupOffices(told: readonly Title[]): OfficeGroup[] {
  const groups = new Map<string, Title[]>()
  const countries = countriesOf(told)
  for (const one of told) {
    const { sort_name, form_name, title_key, organization, former } = one
    const country = one.country || (countries.get(`${actorOf(one)}~${title_key}`) ?? '')
    const key = [sort_name ?? foldText(form_name), actorOf(one), title_key, country, organization, former].join('~')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => ({
      key,
      actor: actorOf(group[0]!),
      person: group[0]!.name ?? group[0]!.form_name,
      told: group,
    }))
}

/** The country of each actor's title where the texts that tell it tell one: the others mean the same office. */
function countriesOf(statements: readonly Title[]): Map<string, string> {
  const countries = new Map<string, string>()
  for (const statement of statements) {
    if (statement.country === '') continue
    const key = `${actorOf(statement)}~${statement.title_key}`
    const other = countries.get(key) ?? statement.country
    countries.set(key, other === statement.country ? other : '')
  }
  return countries
}

const actorOf = ({ actor, form }: Title) => actor ?? actorId(form)

/** By publication, report and place in it. */
function inOrder(a: Statement, b: Statement): number {
  if (a.published !== b.published) return a.published < b.published ? -1 : 1
  if (a.report_id !== b.report_id) return a.report_id < b.report_id ? -1 : 1
  return a.start - b.start || a.end - b.end
}

function officeOf(statements: readonly Statement[]): Omit<ActorOffice, 'reports'> {
  const { organization, former } = statements[0]!
  const country = statements.find((statement) => statement.country !== '')?.country
  const dated = statements.filter(({ published }) => published !== '')
  return {
    title: mostStated(statements),
    ...(country === undefined ? {} : { country }),
    ...(organization === '' ? {} : { organization }),
    ...(former === 1 ? { former: true as const } : {}),
    ...(dated.length === 0 ? {} : { from: dated[0]!.published, to: dated.at(-1)!.published }),
  }
}

/** The spelling that most statements use, by letters where as many do. */
function mostStated(statements: readonly Statement[]): string {
  const counts = new Map<string, number>()
  for (const { title } of statements) counts.set(title, (counts.get(title) ?? 0) + 1)
  return [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]![0]
}
