import { type Expression, type SqlBool, sql } from 'kysely'
import { ReadoutError } from '../errors.ts'
import type { Listing, Page } from './rows.ts'

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
