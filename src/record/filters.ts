import { type Expression, type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { foldText, nameTokens } from '../link/index.ts'
import { ROOM } from './numbers.ts'
import type { Filters } from './rows.ts'
import type { Tables } from './schema.ts'
import { searchRows } from './search.ts'

/** Forms above this many are not looked for one by one: a word that so many names share tells nobody. */
const MAX_FORMS = 4000

/**
 * A condition that the form numbered by `column` names whom `query` asks for: a country code, or words that all occur in
 * one of the names of an actor. The name of a state finds all who act for it.
 */
export async function matchesActor(db: Kysely<Tables>, column: string, query: string): Promise<Expression<SqlBool>> {
  return sql<SqlBool>`${sql.ref(column)} ${await findParty(db, query)}`
}

/** Whom names asked for before mean, in one state of a record: questions that ask for the same few again and again share one. */
export type KnownParties = Map<string, Promise<RawBuilder<unknown>>>

function isPartyAsked(db: Kysely<Tables>, query: string, known: KnownParties): Promise<RawBuilder<unknown>> {
  const found = known.get(query) ?? findParty(db, query)
  known.set(query, found)
  return found
}

async function findParty(db: Kysely<Tables>, query: string): Promise<RawBuilder<unknown>> {
  const code = /^[A-Z][A-Z0-9]{1,7}$/.test(query.trim()) ? query.trim() : undefined
  const found = await findForms(db, query)
  const countries = [
    ...(code === undefined ? [] : [code]),
    ...found.flatMap(({ kind, country }) => (kind === 'country' && country !== null ? [country] : [])),
  ]
  const actors = [...new Set(found.flatMap(({ actor }) => (actor === null ? [] : [actor])))]
  const unregistered = found.filter(({ actor }) => actor === null).map(({ n }) => n)
  return sql`in (select n from forms where
    country in (${list(countries)}) or actor in (${list(actors)}) or n in (${list(unregistered)}))`
}

/** Values between brackets of `in`; a list of none holds nothing. */
function list(values: readonly (string | number)[]) {
  return values.length === 0 ? sql`null` : sql.join([...new Set(values)])
}

async function findForms(db: Kysely<Tables>, query: string) {
  const words = nameTokens(query)
  const columns = ['n', 'kind', 'country', 'actor'] as const
  const byName = await db
    .selectFrom('forms')
    .innerJoin('form_names', 'form_names.form', 'forms.n')
    .select(['forms.n', 'forms.kind', 'forms.country', 'forms.actor'])
    .where(sql<SqlBool>`lower(form_names.name) = ${query.trim().toLowerCase()}`)
    .limit(MAX_FORMS)
    .execute()
  if (words.length === 0) return byName
  let forms = db.selectFrom('forms').select(columns).limit(MAX_FORMS)
  for (const word of words) forms = forms.where('words', 'like', `% ${word} %`)
  return [...byName, ...(await forms.execute())]
}

/** A condition that a folded place between blanks holds the words of `query`, or its country code. */
export function matchesPlace(query: string): Expression<SqlBool> {
  return sql<SqlBool>`place like ${`%${foldText(query).replaceAll(/[%_]/g, '')}%`}`
}

/** Conditions on the rows of `events` that the filters ask for; all must hold. */
export async function eventConditions(
  db: Kysely<Tables>,
  filters: Filters,
  known: KnownParties = new Map(),
): Promise<Expression<SqlBool>[]> {
  const conditions: Expression<SqlBool>[] = []
  for (const [role, query] of [filters.actor, filters.recipient].entries()) {
    if (query === undefined) continue
    const isAsked = await isPartyAsked(db, query, known)
    // With few days to look through, the acts of these days are asked who did them, not all acts of these parties when.
    conditions.push(
      isBrief(filters)
        ? sql<SqlBool>`exists (select 1 from parties where event = events.n and role = ${role} and +form ${isAsked})`
        : sql<SqlBool>`n in (select event from parties where role = ${role} and form ${isAsked})`,
    )
  }
  if (filters.type !== undefined) conditions.push(sql<SqlBool>`type in (${sql.join([...filters.type, ''])})`)
  if (filters.status !== undefined) conditions.push(sql<SqlBool>`status in (${sql.join([...filters.status, ''])})`)
  if (isBrief(filters)) conditions.push(await liesWithin(db, filters.from!, filters.to!, filters.type))
  if (filters.from !== undefined) conditions.push(sql<SqlBool>`last_day >= ${filters.from}`)
  if (filters.to !== undefined) conditions.push(sql<SqlBool>`day <= ${filters.to} and day <> ''`)
  if (filters.place !== undefined) conditions.push(matchesPlace(filters.place))
  if (filters.text !== undefined) conditions.push(sql<SqlBool>`n in ${await eventsFound(db, filters.text)}`)
  return conditions
}

/** The events that clauses of these words tell: found once, for of the past, where events are those of two tables, both would be asked. */
async function eventsFound(db: Kysely<Tables>, words: string): Promise<RawBuilder<unknown>> {
  // Of the past mentions are looked up by their numbers behind a limit alone.
  const { rows } = await sql<{
    ns: string
  }>`select json_group_array(distinct event) as ns from (select event from mentions
    where n in (select n from ${await searchRows(db, 'mention', words)}) limit -1)`.execute(db)
  return sql`(select value from json_each(${rows[0]!.ns}))`
}

/** Days of a range that is looked up day by day: of a longer one the other filters are asked first. */
const BRIEF_DAYS = 120

function isBrief({ from, to }: Filters): boolean {
  return from !== undefined && to !== undefined && Date.parse(to) - Date.parse(from) <= BRIEF_DAYS * 86_400_000
}

/**
 * Acts of some days, and those that began before and last: quicker than asking every act whether it ended since. The index by day has their
 * types, too.
 */
async function liesWithin(
  db: Kysely<Tables>,
  from: string,
  to: string,
  types: Filters['type'],
): Promise<Expression<SqlBool>> {
  const isAsked = types === undefined ? sql`true` : sql`type in (${sql.join([...types, ''])})`
  const { rows } = await sql<{ ns: string }>`select json_group_array(n) as ns from
    (select n from events where day >= ${from} and day <= ${to} and ${isAsked}
    union all select n from events where last_day > day and last_day >= ${from} and day < ${from} and ${isAsked})`.execute(
    db,
  )
  return sql<SqlBool>`n in (select value from json_each(${rows[0]!.ns}))`
}

/** Filters that ask something of an act. */
export type ActFilters = Pick<Filters, 'actor' | 'recipient' | 'type' | 'status' | 'from' | 'to' | 'place'>

/** A condition that the report of this number tells an act of this kind. */
export async function tellsEvent(
  db: Kysely<Tables>,
  report: Expression<unknown>,
  asked: ActFilters,
): Promise<Expression<SqlBool>> {
  const conditions = sql.join(await eventConditions(db, asked), sql` and `)
  return sql<SqlBool>`${report} in (select mentions.n / ${sql.lit(ROOM)} from mentions
    where event in (select n from events where ${conditions}))`
}

/** A condition that the form numbered by `column` does an act of this kind. */
export async function actsIn(db: Kysely<Tables>, column: string, asked: ActFilters): Promise<Expression<SqlBool>> {
  const conditions = sql.join(await eventConditions(db, asked), sql` and `)
  return sql<SqlBool>`${sql.ref(column)} in (select form from parties
    where role = 0 and event in (select n from events where ${conditions}))`
}

/** Those of some filters that are given; undefined where none is. */
export function given<Name extends keyof Filters>(
  filters: Filters,
  names: readonly Name[],
): Pick<Filters, Name> | undefined {
  const found = names.filter((name) => filters[name] !== undefined).map((name) => [name, filters[name]])
  return found.length === 0 ? undefined : (Object.fromEntries(found) as Pick<Filters, Name>)
}
