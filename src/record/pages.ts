import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import { ReadoutError } from '../errors.ts'
import type { Filters, Listing, Page } from './rows.ts'
import type { Tables } from './schema.ts'

/** Two columns that order a listing and tell its rows apart. */
export interface Order {
  readonly first: string
  readonly second: string
}

/** A condition that a row comes after the one that `page.after` names. */
export function isAfter({ first, second }: Order, page: Page): Expression<SqlBool> | undefined {
  if (page.after === undefined) return undefined
  const cut = page.after.lastIndexOf('~')
  if (cut < 0)
    throw new ReadoutError('usage', `"${page.after}" is not the end of a page: pass on the "next" of the page before.`)
  const [a, b] = [page.after.slice(0, cut), page.after.slice(cut + 1)]
  return page.order === 'newest'
    ? sql<SqlBool>`(${sql.ref(first)}, ${sql.ref(second)}) < (${a}, ${b})`
    : sql<SqlBool>`(${sql.ref(first)}, ${sql.ref(second)}) > (${a}, ${b})`
}

/** Whether filters ask what no index by day answers. */
export function takeLong({ actor, recipient, place, text }: Filters): boolean {
  return actor !== undefined || recipient !== undefined || place !== undefined || text !== undefined
}

/** Rows by what orders them and tells them apart, and how many there are in all. */
export interface Keys<Key> {
  /** One more than the limit of the page where there is a next. */
  readonly found: readonly Key[]
  readonly total: number
}

/**
 * The keys of a page of the rows that meet conditions which take long to ask: they are asked once, for the page and for the total, where
 * rows in order and a count would each ask them.
 */
export async function readKeys<Key extends { readonly n: number }>(
  db: Kysely<Tables>,
  { table, first, second }: Order & { readonly table: 'events' | 'reports' },
  conditions: readonly Expression<unknown>[],
  page: Page,
): Promise<Keys<Key>> {
  const columns = sql.join([sql.ref('n'), sql.ref(first), sql.ref(second)])
  const after = isAfter({ first, second }, page)
  const direction = sql.raw(page.order === 'newest' ? 'desc' : 'asc')
  const passing = sql`passing as materialized (select ${columns} from ${sql.table(table)} where ${sql.join(conditions, sql` and `)})`
  const { rows } = await sql<Key & { readonly total: number }>`with ${passing}
    select ${columns}, (select count(*) from passing) as total from passing ${after === undefined ? sql`` : sql`where ${after}`}
    order by ${sql.ref(first)} ${direction}, ${sql.ref(second)} ${direction}
    limit ${page.limit === undefined ? -1 : page.limit + 1}`.execute(db)
  if (rows.length > 0 || after === undefined) return { found: rows, total: rows[0]?.total ?? 0 }
  const { rows: all } = await sql<{ total: number }>`with ${passing} select count(*) as total from passing`.execute(db)
  return { found: rows, total: all[0]!.total }
}

/** What a page's last row is called in `after`. */
export function pageEnd(first: string, second: string): string {
  return `${first}~${second}`
}

/** A page from one row more than its limit, which tells whether there is a next. */
export function toListing<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  total: number,
  { limit }: Page,
  end: (key: Key) => string,
): Listing<Row> {
  const isLast = limit === undefined || keys.length <= limit
  return { rows, total, ...(isLast ? {} : { next: end(keys[limit - 1]!) }) }
}
