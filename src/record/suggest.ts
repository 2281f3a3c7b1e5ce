import { type Kysely, sql } from 'kysely'
import { nameTokens } from '../link/index.ts'
import type { OpenRecord } from './open.ts'
import type { Tables } from './schema.ts'

/** Something that a search could ask for. */
export interface Suggestion {
  readonly kind: 'actor' | 'place' | 'publisher' | 'office'
  /** What a filter takes; for places the value of the facet: name and country code, folded. */
  readonly value: string
  /** What tells it from others of the name: a country code. */
  readonly hint?: string
  /** Reports that name an actor or are a publisher's, events at a place, statements of an office. */
  readonly count: number
}

/** Suggests what begins with what a reader wrote: `limit` of each kind, the most frequent first. */
export async function suggest({ backend: { db } }: OpenRecord, text: string, limit: number): Promise<Suggestion[]> {
  const words = nameTokens(text)
  if (words.length === 0) return []
  // Every word begins one of the name: what is folded stands between blanks.
  const like = (column: string) =>
    sql.join(
      words.map((word) => sql`${sql.ref(column)} like ${`% ${word.replaceAll(/[%_]/g, '')}%`}`),
      sql` and `,
    )
  const all = await Promise.all([
    actors(db, like('forms.words'), limit),
    places(db, like('place'), limit),
    publishers(db, text, limit),
    offices(db, text, limit),
  ])
  return all.flat()
}

type Condition = ReturnType<typeof sql>

async function actors(db: Kysely<Tables>, condition: Condition, limit: number): Promise<Suggestion[]> {
  const { rows } = await sql<{ value: string; hint: string | null; count: number }>`
    select actors.name as value, actors.country as hint, sum(forms.reports) as count
    from forms join actors on actors.id = forms.actor where ${condition}
    group by actors.id order by count desc, actors.sort_name limit ${limit}`.execute(db)
  return rows.map((row) => withHint('actor', row))
}

async function places(db: Kysely<Tables>, condition: Condition, limit: number): Promise<Suggestion[]> {
  const { rows } = await sql<{ place: string; count: number }>`
    select place, count(*) as count from events where ${condition} group by place
    order by count desc, place limit ${limit}`.execute(db)
  return rows.map(({ place, count }) => withHint('place', { value: place.trim(), hint: null, count }))
}

async function publishers(db: Kysely<Tables>, text: string, limit: number): Promise<Suggestion[]> {
  const { rows } = await sql<{ value: string; hint: null; count: number }>`
    select publisher as value, null as hint, count(*) as count from reports
    where lower(publisher) like ${pattern(text)} group by publisher order by count desc, publisher limit ${limit}`.execute(
    db,
  )
  return rows.map((row) => withHint('publisher', row))
}

async function offices(db: Kysely<Tables>, text: string, limit: number): Promise<Suggestion[]> {
  const { rows } = await sql<{ value: string; hint: string | null; count: number }>`
    select max(title) as value, nullif(country, '') as hint, count(*) as count from offices
    where lower(title) like ${pattern(text)} and former = 0 group by title_key, country
    order by count desc, title_key, country limit ${limit}`.execute(db)
  return rows.map((row) => withHint('office', row))
}

const pattern = (text: string) => `%${text.trim().toLowerCase().replaceAll(/[%_]/g, '')}%`

function withHint(
  kind: Suggestion['kind'],
  { value, hint, count }: { value: string; hint: string | null; count: number },
): Suggestion {
  return { kind, value, ...(hint === null ? {} : { hint }), count }
}
