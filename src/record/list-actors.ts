import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import { among, selectLists } from './dialect.ts'
import { actsIn, given, matchesActor } from './filters.ts'
import { officesOf } from './list-offices.ts'
import type { OpenRecord } from './open.ts'
import { isAfter, pageEnd, toListing } from './pages.ts'
import type { ActorRow, Filters, Listing, NameProblem, Page } from './rows.ts'
import type { ActorTable, Tables } from './schema.ts'

/** Lists the register by name, then id. */
export async function listActors(
  { backend }: OpenRecord,
  filters: Filters = {},
  page: Page = {},
): Promise<Listing<ActorRow>> {
  const { db } = backend
  const conditions: Expression<SqlBool>[] = []
  for (const query of [filters.actor, filters.text]) {
    if (query === undefined) continue
    const matches = await matchesActor(db, 'forms.n', query)
    conditions.push(sql<SqlBool>`id in (select actor from forms where ${matches})`)
  }
  const act = given(filters, ['recipient', 'type', 'status', 'from', 'to'])
  if (act !== undefined)
    conditions.push(sql<SqlBool>`id in (select actor from forms where ${await actsIn(db, 'forms.n', act)})`)
  if (filters.place !== undefined) conditions.push(sql<SqlBool>`country = ${filters.place}`)
  // Without a condition rows are counted by the index.
  const every = db.selectFrom('actors')
  const all = conditions.length === 0 ? every : every.where((eb) => eb.and(conditions))
  const after = isAfter({ first: 'sort_name', second: 'id' }, page)
  const direction = page.order === 'newest' ? 'desc' : 'asc'
  const found = await (after === undefined ? all : all.where(after))
    .selectAll()
    .orderBy('sort_name', direction)
    .orderBy('id', direction)
    .limit(page.limit === undefined ? -1 : page.limit + 1)
    .execute()
  const { total } = await all.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  const rows = await toRows(db, found.slice(0, page.limit))
  return toListing(found, rows, Number(total), page, ({ sort_name, id }) => pageEnd(sort_name, id))
}

/** Returns one actor. */
export async function getActor({ backend: { db } }: OpenRecord, id: string): Promise<ActorRow | undefined> {
  return (await toRows(db, await db.selectFrom('actors').selectAll().where('id', '=', id).execute()))[0]
}

/** Returns actors by id, in that order. */
export async function readActors(db: Kysely<Tables>, ids: readonly string[]): Promise<ActorRow[]> {
  const rows = await db.selectFrom('actors').selectAll().where('id', 'in', among(ids)).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return toRows(
    db,
    ids.flatMap((id) => byId.get(id) ?? []),
  )
}

async function toRows(db: Kysely<Tables>, shown: readonly ActorTable[]): Promise<ActorRow[]> {
  const ids = shown.map(({ id }) => id)
  const [names, counts, offices] = [await namesOf(db, ids), await countReports(db, ids), await officesOf(db, ids)]
  const problems = await readMisspellings(db, ids)
  return shown.map(
    ({ id, name, kind, country }): ActorRow => ({
      id,
      name,
      names: names.get(id) ?? [name],
      kind: kind as ActorRow['kind'],
      ...(country === null ? {} : { country }),
      offices: offices.get(id) ?? [],
      nReports: counts.get(id) ?? 0,
      ...(problems.has(id) ? { problems: problems.get(id)! } : {}),
    }),
  )
}

/** Every name of each actor, that of most reports first, then by letters. */
async function namesOf(db: Kysely<Tables>, actors: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('form_names')
    .innerJoin('forms', 'forms.n', 'form_names.form')
    .select(['actor', 'form_names.name', 'form_names.reports'])
    .where('actor', 'in', among(actors))
    .execute()
  const counts = new Map<string, Map<string, number>>()
  for (const { actor, name, reports } of rows) {
    const names = counts.get(actor!) ?? new Map<string, number>()
    counts.set(actor!, names.set(name, (names.get(name) ?? 0) + reports))
  }
  return new Map(
    [...counts].map(([actor, names]) => [
      actor,
      [...names].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name),
    ]),
  )
}

async function countReports(db: Kysely<Tables>, actors: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('form_reports')
    .innerJoin('forms', 'forms.n', 'form_reports.form')
    .select(['actor', sql<number>`count(distinct report)`.as('count')])
    .where('actor', 'in', among(actors))
    .groupBy('actor')
    .execute()
  return new Map(rows.map(({ actor, count }) => [actor!, Number(count)]))
}

/** The names of actors that are taken for misspellings, and why, by actor. */
async function readMisspellings(db: Kysely<Tables>, actors: readonly string[]): Promise<Map<string, NameProblem[]>> {
  const rows = await selectLists<[actor: string, name: string, reports: number, because: string]>(
    db,
    sql`actor, name, reports, because`,
    sql`(select actor, name, reports, because from forms join misspelt on misspelt.base = forms.base
      where actor in ${among(actors)} order by name, forms.id)`,
  )
  const found = new Map<string, NameProblem[]>()
  for (const [actor, name, reports, because] of rows) {
    const message = `"${name}" (${reports}) is taken for a misspelling: ${because}`
    found.set(actor, [...(found.get(actor) ?? []), { code: 'misspelling', message }])
  }
  return found
}
