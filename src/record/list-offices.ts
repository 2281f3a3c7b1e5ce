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

/** Lists offices by person, title and country, each with the reports that state it. */
export async function listOffices(
  { backend }: OpenRecord,
  filters: Filters = {},
  page: Page = {},
): Promise<Listing<OfficeRow>> {
  const { db } = backend
  const conditions = await officeConditions(db, filters)
  const offices = groupOffices(await readTitles(db, conditions))
  const ordered = page.order === 'newest' ? offices.toReversed() : offices
  const start = page.after === undefined ? 0 : ordered.findIndex(({ key }) => key === page.after) + 1
  if (page.after !== undefined && start === 0)
    throw new ReadoutError('usage', `"${page.after}" is not the end of a page: pass on the "next" of the page before.`)
  const found = ordered.slice(start, page.limit === undefined ? undefined : start + page.limit + 1)
  const shown = await stateShown(db, found.slice(0, page.limit), conditions)
  const reports = await readNumberedReports(
    db,
    shown.flatMap(({ statements }) => statements.map(({ report }) => report)),
  )
  const rows = shown.map(({ person, actor, statements }) => {
    const { reports: ids, ...office } = officeOf(statements)
    const byReport = new Map<string, Statement[]>()
    for (const one of statements) {
      const own = byReport.get(one.report_id)
      if (own === undefined) byReport.set(one.report_id, [one])
      else own.push(one)
    }
    return {
      person,
      actor,
      ...office,
      reports: ids.map((id) => {
        const own = byReport.get(id)!
        return { ...reports.get(own[0]!.report)!, spans: own.map(({ start, end }) => ({ start, end })) }
      }),
    }
  })
  return toListing(found, rows, offices.length, page, ({ key }) => key)
}

/** The offices of actors, by actor id, in order of titles. */
export async function officesOf(db: Kysely<Tables>, actors: readonly string[]): Promise<Map<string, ActorOffice[]>> {
  const statements = await readStatements(db, [sql<SqlBool>`forms.actor in ${among(actors)}`])
  const byActor = new Map<string, ActorOffice[]>()
  for (const { actor, told } of groupOffices(statements))
    byActor.set(actor, [...(byActor.get(actor) ?? []), officeOf(told.toSorted(inOrder))])
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

/** An office as one report states it, and who bears it. */
interface Statement extends Title {
  readonly report: number
  readonly title: string
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

/** What tells one title of a form from others. */
const titleId = ({ form, title_key, country, organization, former }: Title) =>
  [form, title_key, country, organization, former].join('~')

/** Reads the statements of some offices, in order, as far as they meet conditions. */
async function stateShown(
  db: Kysely<Tables>,
  shown: readonly OfficeGroup<Title>[],
  conditions: readonly Expression<SqlBool>[],
): Promise<(OfficeGroup<Title> & { readonly statements: readonly Statement[] })[]> {
  const titles = shown.flatMap(({ told }) =>
    told.map(({ form, title_key, country, organization, former }) => [form, title_key, country, organization, former]),
  )
  const asked = sql<SqlBool>`(offices.form, title_key, offices.country, organization, former) in
    (select forms.n, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(${JSON.stringify(titles)})
      join forms on forms.id = value ->> 0)`
  const statements = titles.length === 0 ? [] : await readStatements(db, [...conditions, asked])
  const groupOf = new Map(shown.flatMap(({ key, told }) => told.map((title) => [titleId(title), key])))
  const byGroup = new Map<string, Statement[]>()
  for (const one of statements) {
    const key = groupOf.get(titleId(one))!
    const own = byGroup.get(key)
    if (own === undefined) byGroup.set(key, [one])
    else own.push(one)
  }
  return shown.map((group) => ({ ...group, statements: (byGroup.get(group.key) ?? []).sort(inOrder) }))
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

async function readStatements(db: Kysely<Tables>, conditions: readonly Expression<SqlBool>[]): Promise<Statement[]> {
  const where = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
  const rows = await selectLists<[string, string, string, string, number, number, number, string]>(
    db,
    sql`offices.title, title_key, offices.country, organization, former, start, "end", offices.report || ' ' || form`,
    sql`offices join forms on forms.n = offices.form where ${where}`,
  )
  // Reports and people come by the thousand times; each is read once.
  const keys = rows.map((row) => row[7].split(' ').map(Number) as [report: number, form: number])
  const reports = await readDays(db, [...new Set(keys.map(([report]) => report))])
  const forms = await readForms(db, [...new Set(keys.map(([, form]) => form))])
  return rows.flatMap(([title, title_key, country, organization, former, start, end], i) => {
    const [report, formNumber] = keys[i]!
    const found = reports.get(report)
    if (found === undefined) return []
    const [, report_id, published] = found
    const [, form, form_name, actor, name, sort_name] = forms.get(formNumber)!
    const stated = { report, title, title_key, country, organization, former, start, end, report_id, published }
    return [{ ...stated, form, form_name, actor, name, sort_name }]
  })
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
interface OfficeGroup<T extends Title> {
  readonly key: string
  readonly actor: string
  readonly person: string
  readonly told: readonly T[]
}

function groupOffices<T extends Title>(told: readonly T[]): OfficeGroup<T>[] {
  const groups = new Map<string, T[]>()
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
  const [x, y] = [`${a.published} ${a.report_id}`, `${b.published} ${b.report_id}`]
  return x < y ? -1 : x > y ? 1 : a.start - b.start
}

function officeOf(statements: readonly Statement[]): ActorOffice {
  const { organization, former } = statements[0]!
  const country = statements.find((statement) => statement.country !== '')?.country
  const days = statements.map(({ published }) => published).filter((day) => day !== '')
  return {
    title: mostStated(statements),
    ...(country === undefined ? {} : { country }),
    ...(organization === '' ? {} : { organization }),
    ...(former === 1 ? { former: true as const } : {}),
    ...(days.length === 0 ? {} : { from: days[0]!, to: days.at(-1)! }),
    reports: [...new Set(statements.map(({ report_id }) => report_id))],
  }
}

/** The spelling that most statements use, by letters where as many do. */
function mostStated(statements: readonly Statement[]): string {
  const counts = new Map<string, number>()
  for (const { title } of statements) counts.set(title, (counts.get(title) ?? 0) + 1)
  return [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]![0]
}
