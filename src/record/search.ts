import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { CodedEvent } from '../code/index.ts'
import { eachOf } from './dialect.ts'
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
 * words, not texts, and takes no part in the equality of records.
 */
export async function createSearch(db: Kysely<Tables>): Promise<void> {
  await sql`create virtual table if not exists search using fts5
    (text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')`.execute(db)
  // The words of a batch are written at once, and what was written is merged when there is much of it.
  for (const [name, value] of SETTINGS)
    await sql`insert into search (search, rank) values (${sql.lit(name)}, ${sql.lit(value)})`.execute(db)
}

/** How many bytes of words wait to be written, and how many parts of the index of one size are made one, little by little and at once. */
const SETTINGS = [
  ['hashsize', 2 ** 23],
  ['automerge', 64],
  ['crisismerge', 64],
] as const

/** What an act is found by: the clauses that tell it, and the names of its parties. */
export function actText({ mentions, actors, recipients }: CodedEvent, text: string): string {
  const parts: string[] = []
  for (const { evidence } of mentions) parts.push(text.slice(evidence.start, evidence.end))
  for (const { name } of actors) parts.push(name)
  for (const { name } of recipients) parts.push(name)
  return parts.join('\n')
}

/** Adds texts to the index. */
export async function addSearch(db: Kysely<Tables>, texts: readonly SearchText[]): Promise<void> {
  if (texts.length === 0) return
  // In the order of their numbers, so that they are written once: one that is less than the last has all before it written.
  const rows = texts.map(({ kind, n, text }) => [rowid(kind, n), text] as const).sort(([a], [b]) => a - b)
  // In one statement: each has all before it written when it ends.
  await sql`insert into search (rowid, text) select list ->> 0, list ->> 1 from ${eachOf(rows)}`.execute(db)
}

/** Takes texts out of the index. */
export async function removeSearch(db: Kysely<Tables>, kind: SearchKind, ns: readonly number[]): Promise<void> {
  for (const n of ns) await sql`delete from search where rowid = ${rowid(kind, n)}`.execute(db)
}

/** Rewrites the index without the words of what was taken out, and the file without what was freed. */
export async function purgeSearch(db: Kysely<Tables>): Promise<void> {
  await sql`insert into search (search) values ('optimize')`.execute(db)
  await sql`vacuum`.execute(db)
  await sql`pragma wal_checkpoint(truncate)`.execute(db)
}

/** A query of the `n` of the texts of one kind that hold every word of `query`; words in double quotes must stand together. */
export function searchRows(kind: SearchKind, query: string): RawBuilder<{ n: number }> {
  const match = [...query.matchAll(/"([^"]+)"|(\S+)/g)]
    .map(([, phrase, word]) => `"${(phrase ?? word ?? '').replaceAll('"', '')}"`)
    .filter((term) => /[\p{L}\p{N}]/u.test(term))
    .join(' ')
  if (match === '') return sql`(select 0 as n where 0)`
  return sql`(select rowid / ${sql.lit(KINDS.length)} as n from search
    where search match ${match} and rowid % ${sql.lit(KINDS.length)} = ${sql.lit(KINDS.indexOf(kind))})`
}

/** One index holds every kind: the remainder tells which. */
function rowid(kind: SearchKind, n: number): number {
  return n * KINDS.length + KINDS.indexOf(kind)
}
