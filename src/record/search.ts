import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { CodedEvent } from '../code/index.ts'
import { among, eachOf } from './dialect.ts'
import { reportOf } from './numbers.ts'
import type { Tables } from './schema.ts'

/** What full-text search finds: a report's text, the clauses that tell an act, the words of a quotation. */
export type SearchKind = 'report' | 'mention' | 'quotation'

const KINDS: readonly SearchKind[] = ['report', 'mention', 'quotation']

/** A text to be found by its words, and the `n` of the row it belongs to. */
export interface SearchText {
  readonly kind: SearchKind
  readonly n: number
  readonly text: string
}

/**
 * Creates the full-text index: the one thing of the record that SQLite (FTS5) and PostgreSQL do differently. It keeps
 * words, not texts, and takes no part in the equality of records. It has a part for every thousand reports, so that one
 * can be rewritten without the words of a report that is taken down.
 */
export async function createSearch(db: Kysely<Tables>): Promise<void> {
  await sql`create table if not exists word_parts (part integer primary key, stale integer not null)`.execute(db)
}

/** How many bytes of words wait to be written, and how many pieces of one size a part of the index is made of before they are made one. */
const SETTINGS = [
  ['hashsize', 2 ** 23],
  ['automerge', 16],
  ['crisismerge', 16],
] as const

async function createParts(db: Kysely<Tables>, parts: readonly number[]): Promise<void> {
  for (const part of parts) {
    const table = tableOf(part)
    await sql`create virtual table ${table} using fts5
      (text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')`.execute(db)
    // The words of a batch are written at once, and what was written is merged when there is much of it.
    for (const [name, value] of SETTINGS)
      await sql`insert into ${table} (${table}, rank) values (${sql.lit(name)}, ${sql.lit(value)})`.execute(db)
    await db.insertInto('word_parts').values({ part, stale: 0 }).execute()
  }
}

/** What an act is found by: the clauses that tell it, and the names of its parties. */
export function actText({ mentions, actors, recipients }: CodedEvent, text: string): string {
  const parts: string[] = []
  for (const { evidence } of mentions) parts.push(text.slice(evidence.start, evidence.end))
  for (const { name } of actors) parts.push(name)
  for (const { name } of recipients) parts.push(name)
  return parts.join('\n')
}

/** Drops the index with all its words, and the one that older versions had. */
export async function dropSearch(db: Kysely<Tables>): Promise<void> {
  const parts = await db.selectFrom('word_parts').select('part').execute()
  for (const { part } of parts) await sql`drop table ${tableOf(part)}`.execute(db)
  await db.deleteFrom('word_parts').execute()
  await sql`drop table if exists search`.execute(db)
  await createSearch(db)
}

/** Adds texts to the index. */
export async function addSearch(db: Kysely<Tables>, texts: readonly SearchText[]): Promise<void> {
  const rows = byPart(texts, ({ kind, n }) => partOf(kind, n))
  const there = await partsThere(db, rows.keys())
  const missing = [...rows.keys()].filter((part) => !there.includes(part))
  if (missing.length > 0) await createParts(db, missing)
  for (const [part, own] of rows) {
    // In the order of their numbers, so that they are written once: one that is less than the last has all before it written.
    const sorted = own.map(({ kind, n, text }) => [rowid(kind, n), text] as const).sort(([a], [b]) => a - b)
    // In one statement: each has all before it written when it ends.
    await sql`insert into ${tableOf(part)} (rowid, text) select list ->> 0, list ->> 1 from ${eachOf(sorted)}`.execute(
      db,
    )
  }
}

/** Items by the part of the index that they belong to. */
function byPart<T>(items: readonly T[], partOf: (item: T) => number): Map<number, T[]> {
  const parts = new Map<number, T[]>()
  for (const item of items) {
    const own = parts.get(partOf(item))
    if (own === undefined) parts.set(partOf(item), [item])
    else own.push(item)
  }
  return parts
}

async function partsThere(db: Kysely<Tables>, parts: Iterable<number>): Promise<number[]> {
  const rows = await db
    .selectFrom('word_parts')
    .select('part')
    .where('part', 'in', among([...parts]))
    .execute()
  return rows.map(({ part }) => part)
}

/** Takes texts out of the index: they are not found from now on, their words are gone when it is purged. */
export async function removeSearch(db: Kysely<Tables>, kind: SearchKind, ns: readonly number[]): Promise<void> {
  const rows = byPart(ns, (n) => partOf(kind, n))
  for (const part of await partsThere(db, rows.keys())) {
    const ids = rows.get(part)!.map((n) => rowid(kind, n))
    await sql`delete from ${tableOf(part)} where rowid in ${among(ids)}`.execute(db)
    await db.updateTable('word_parts').set({ stale: 1 }).where('part', '=', part).execute()
  }
}

/** Rewrites the parts of the index that texts were taken out of without their words, and drops those that hold none. */
export async function purgeSearch(db: Kysely<Tables>): Promise<void> {
  const stale = await db.selectFrom('word_parts').select('part').where('stale', '=', 1).execute()
  for (const { part } of stale) {
    const table = tableOf(part)
    const { rows } = await sql`select 1 from ${sql.table(`${nameOf(part)}_docsize`)} limit 1`.execute(db)
    const own = db.updateTable('word_parts').set({ stale: 0 }).where('part', '=', part)
    if (rows.length > 0) {
      await sql`insert into ${table} (${table}) values ('optimize')`.execute(db)
      await own.execute()
    } else {
      await sql`drop table ${table}`.execute(db)
      await db.deleteFrom('word_parts').where('part', '=', part).execute()
    }
  }
}

/** A query of the `n` of the texts of one kind that hold every word of `query`; words in double quotes must stand together. */
export async function searchRows(
  db: Kysely<Tables>,
  kind: SearchKind,
  query: string,
): Promise<RawBuilder<{ n: number }>> {
  const match = [...query.matchAll(/"([^"]+)"|(\S+)/g)]
    .map(([, phrase, word]) => `"${(phrase ?? word ?? '').replaceAll('"', '')}"`)
    .filter((term) => /[\p{L}\p{N}]/u.test(term))
    .join(' ')
  const parts = await db.selectFrom('word_parts').select('part').orderBy('part').execute()
  if (match === '' || parts.length === 0) return sql`(select 0 as n where 0)`
  const found = parts.map(
    ({ part }) => sql`select rowid / ${sql.lit(KINDS.length)} as n from ${tableOf(part)}
      where ${tableOf(part)} match ${match} and rowid % ${sql.lit(KINDS.length)} = ${sql.lit(KINDS.indexOf(kind))}`,
  )
  return sql`(${unionOf(found)})`
}

/** What any of the queries finds; SQLite takes some hundreds side by side, and as many of these. */
function unionOf(queries: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const union = (some: readonly RawBuilder<unknown>[]) => sql.join(some, sql` union all `)
  if (queries.length <= MOST_SIDE_BY_SIDE) return union(queries)
  const unions: RawBuilder<unknown>[] = []
  for (let at = 0; at < queries.length; at += MOST_SIDE_BY_SIDE)
    unions.push(sql`select n from (${union(queries.slice(at, at + MOST_SIDE_BY_SIDE))})`)
  return unionOf(unions)
}

const MOST_SIDE_BY_SIDE = 400

/** One index holds every kind: the remainder tells which. */
function rowid(kind: SearchKind, n: number): number {
  return n * KINDS.length + KINDS.indexOf(kind)
}

/** A part of so many is rewritten in some hundredths of a second; every part takes some tenths of a millisecond of each search. */
const REPORTS_A_PART = 1024

/** The part of the index that a text is in: that of its report. */
function partOf(kind: SearchKind, n: number): number {
  return Math.floor((kind === 'report' ? n : reportOf(n)) / REPORTS_A_PART)
}

const nameOf = (part: number) => `words_${part}`

const tableOf = (part: number) => sql.table(nameOf(part))
