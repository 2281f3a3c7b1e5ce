import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import { foldText, nameTokens } from '../link/index.ts'
import type { Tables } from './schema.ts'

/** Forms above this many are not looked for one by one: a word that so many names share tells nobody. */
const MAX_FORMS = 4000

/**
 * A condition that the form numbered by `column` names whom `query` asks for: a country code, or words that all occur in
 * one of the names of an actor. The name of a state finds all who act for it.
 */
export async function matchesActor(db: Kysely<Tables>, column: string, query: string): Promise<Expression<SqlBool>> {
  const code = /^[A-Z][A-Z0-9]{1,7}$/.test(query.trim()) ? query.trim() : undefined
  const found = await findForms(db, query)
  const countries = [
    ...(code === undefined ? [] : [code]),
    ...found.flatMap(({ kind, country }) => (kind === 'country' && country !== null ? [country] : [])),
  ]
  const actors = [...new Set(found.flatMap(({ actor }) => (actor === null ? [] : [actor])))]
  const unregistered = found.filter(({ actor }) => actor === null).map(({ n }) => n)
  return sql<SqlBool>`${sql.ref(column)} in (select n from forms where
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
