import { sql, type Transaction } from 'kysely'
import { isMisspelling, misspellingKeys } from '../link/index.ts'
import { among, insertRows, selectLists } from './dialect.ts'
import { keyNumber } from './numbers.ts'
import type { FormTable, Tables } from './schema.ts'

/** A form as far as it may be a misspelling. */
export type NearForm = Pick<FormTable, 'n' | 'kind' | 'country' | 'words' | 'base'>

/** Finds of which forms on record new ones may be misspellings, or those of them, and writes it down. */
export async function fileNear(tx: Transaction<Tables>, fresh: readonly NearForm[]): Promise<void> {
  const own = fresh
    .filter(({ kind, base }) => kind === 'person' && base !== null)
    .map((form) => ({ form, keys: misspellingKeys(wordsOf(form)) }))
  const filed = own.flatMap(({ form, keys }) => keys.map(({ rest, length }) => [keyOf(rest, length), form.n]))
  await insertRows(tx, 'near_keys', { columns: ['key', 'form'], conflict: 'on conflict do nothing' }, filed)
  const sought = new Set(
    own.flatMap(({ keys }) => keys.flatMap(({ rest, length }) => SHIFTS.map((by) => keyOf(rest, length + by)))),
  )
  if (sought.size === 0) return
  const others = await selectLists<[n: number, country: string | null, words: string]>(
    tx,
    sql`n, country, words`,
    sql`forms where n in (select form from near_keys where key in ${among([...sought])})`,
  )
  const pairs = own.flatMap(({ form }) =>
    others
      .filter(([n, country, words]) => n !== form.n && areNear(form, { country, words }))
      .flatMap(([n]) => [
        [form.n, n],
        [n, form.n],
      ]),
  )
  await insertRows(tx, 'near_forms', { columns: ['a', 'b'], conflict: 'on conflict do nothing' }, pairs)
}

const SHIFTS = [-2, -1, 0, 1, 2]
const keyOf = (rest: string, length: number) => keyNumber(`${length} ${rest}`)
const wordsOf = ({ words }: Pick<FormTable, 'words'>) => words.trim().split(' ')

type Named = Pick<FormTable, 'country' | 'words'>

function areNear(a: Named, b: Named): boolean {
  if (a.country !== null && b.country !== null && a.country !== b.country) return false
  return isMisspelling(wordsOf(a), wordsOf(b))
}

/** Forgets forms; returns those of which they may have been misspellings, or that may have been some of them. */
export async function removeNear(tx: Transaction<Tables>, gone: readonly NearForm[]): Promise<number[]> {
  const ns = gone.map(({ n }) => n)
  const others = await selectLists<[n: number]>(tx, sql`distinct b`, sql`near_forms where a in ${among(ns)}`)
  await sql`delete from near_forms where a in ${among(ns)}`.execute(tx)
  for (const [b] of others) await sql`delete from near_forms where a = ${b} and b in ${among(ns)}`.execute(tx)
  for (const form of gone)
    for (const { rest, length } of misspellingKeys(wordsOf(form)))
      await sql`delete from near_keys where key = ${keyOf(rest, length)} and form = ${form.n}`.execute(tx)
  return others.map(([n]) => n)
}
