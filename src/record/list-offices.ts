import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import { ReadoutError } from '../errors.ts'
import { actorId, foldText } from '../link/index.ts'
import { among } from './dialect.ts'
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
  const offices = groupOffices(await readStatements(db, await officeConditions(db, filters)))
  const ordered = page.order === 'newest' ? offices.toReversed() : offices
  const start = page.after === undefined ? 0 : ordered.findIndex(({ key }) => key === page.after) + 1
  if (page.after !== undefined && start === 0)
    throw new ReadoutError('usage', `"${page.after}" is not the end of a page: pass on the "next" of the page before.`)
  const found = ordered.slice(start, page.limit === undefined ? undefined : start + page.limit + 1)
  const shown = found.slice(0, page.limit)
  const reports = await readNumberedReports(
    db,
    shown.flatMap(({ statements }) => statements.map(({ report }) => report)),
  )
  const rows = shown.map(({ person, actor, statements }) => {
    const { reports: ids, ...office } = officeOf(statements)
    return {
      person,
      actor,
      ...office,
      reports: ids.map((id) => {
        const own = statements.filter(({ report_id }) => report_id === id)
        return { ...reports.get(own[0]!.report)!, spans: own.map(({ start, end }) => ({ start, end })) }
      }),
    }
  })
  return toListing(found, rows, offices.length, page, ({ key }) => key)
}

/** The offices of actors, by actor id, in order of titles. */
export async function officesOf(db: Kysely<Tables>, actors: readonly string[]): Promise<Map<string, ActorOffice[]>> {
  const statements = await readStatements(db, [sql<SqlBool>`forms.actor in ${among(actors)}`])
  const offices = groupOffices(statements)
  const byActor = new Map<string, ActorOffice[]>()
  for (const { actor, statements } of offices) byActor.set(actor, [...(byActor.get(actor) ?? []), officeOf(statements)])
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
  if (filters.from !== undefined) conditions.push(sql<SqlBool>`reports.published >= ${filters.from}`)
  if (filters.to !== undefined)
    conditions.push(sql<SqlBool>`reports.published <= ${filters.to} and reports.published <> ''`)
  return conditions
}

type Statement = Awaited<ReturnType<typeof readStatements>>[number]

function readStatements(db: Kysely<Tables>, conditions: readonly Expression<SqlBool>[]) {
  return db
    .selectFrom('offices')
    .innerJoin('reports', 'reports.n', 'offices.report')
    .innerJoin('forms', 'forms.n', 'offices.form')
    .leftJoin('actors', 'actors.id', 'forms.actor')
    .select([
      'offices.report',
      'offices.title',
      'title_key',
      'offices.country',
      'organization',
      'former',
      'start',
      'end',
    ])
    .select(['reports.id as report_id', 'published', 'forms.id as form', 'forms.name as form_name'])
    .select(['actors.id as actor', 'actors.name', 'actors.sort_name'])
    .where((eb) => eb.and(conditions))
    .execute()
}

/** The statements of one office of one actor, with what orders it. */
interface OfficeGroup {
  readonly key: string
  readonly actor: string
  readonly person: string
  readonly statements: readonly Statement[]
}

function groupOffices(statements: readonly Statement[]): OfficeGroup[] {
  const groups = new Map<string, Statement[]>()
  const countries = countriesOf(statements)
  for (const statement of statements) {
    const { sort_name, form_name, title_key, organization, former } = statement
    const country = statement.country || (countries.get(`${actorOf(statement)}~${title_key}`) ?? '')
    const key = [sort_name ?? foldText(form_name), actorOf(statement), title_key, country, organization, former].join(
      '~',
    )
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [statement])
    else group.push(statement)
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => ({
      key,
      actor: actorOf(group[0]!),
      person: group[0]!.name ?? group[0]!.form_name,
      statements: group.toSorted(inOrder),
    }))
}

/** The country of each actor's title where the texts that tell it tell one: the others mean the same office. */
function countriesOf(statements: readonly Statement[]): Map<string, string> {
  const countries = new Map<string, string>()
  for (const statement of statements) {
    if (statement.country === '') continue
    const key = `${actorOf(statement)}~${statement.title_key}`
    const other = countries.get(key) ?? statement.country
    countries.set(key, other === statement.country ? other : '')
  }
  return countries
}

const actorOf = ({ actor, form }: Statement) => actor ?? actorId(form)

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
