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
    .map(({ n, country, words }) => ({ n, country, tokens: wordsOf({ words }), sought: new Set<number>() }))
  const filed: [key: number, form: number][] = []
  for (const { n, tokens, sought } of own)
    for (const { rest, length } of misspellingKeys(tokens)) {
      filed.push([keyOf(rest, length), n])
      for (const by of SHIFTS) sought.add(keyOf(rest, length + by))
    }
  if (filed.length === 0) return
  await insertRows(tx, 'near_keys', { columns: ['key', 'form'], conflict: 'on conflict do nothing' }, filed)
  const others = await readNear(tx, [...new Set(own.flatMap(({ sought }) => [...sought]))])
  const pairs: [number, number][] = []
  for (const form of own) {
    const found = new Set([...form.sought].flatMap((key) => others.get(key) ?? []))
    for (const other of found) if (areNear(form, other)) pairs.push([form.n, other.n], [other.n, form.n])
  }
  await insertRows(tx, 'near_forms', { columns: ['a', 'b'], conflict: 'on conflict do nothing' }, pairs)
}

/** A form with the words of its name. */
type Spelt = Pick<FormTable, 'n' | 'country'> & { readonly tokens: readonly string[] }

/** The forms that are filed under some keys, by key. */
async function readNear(
  tx: Transaction<Tables>,
  keys: readonly number[],
): Promise<ReadonlyMap<number, readonly Spelt[]>> {
  const rows = await selectLists<[key: number, n: number, country: string | null, words: string]>(
    tx,
    sql`near_keys.key, n, country, words`,
    sql`near_keys join forms on n = form where near_keys.key in ${among(keys)}`,
  )
  const byKey = new Map<number, Spelt[]>()
  const known = new Map<number, Spelt>()
  for (const [key, n, country, words] of rows) {
    const form = known.get(n) ?? { n, country, tokens: wordsOf({ words }) }
    known.set(n, form)
    const block = byKey.get(key)
    if (block === undefined) byKey.set(key, [form])
    else block.push(form)
  }
  return byKey
}

const SHIFTS = [-2, -1, 0, 1, 2]
const keyOf = (rest: string, length: number) => keyNumber(`${length} ${rest}`)
const wordsOf = ({ words }: Pick<FormTable, 'words'>) => words.trim().split(' ')

function areNear(a: Spelt, b: Spelt): boolean {
  if (a.n === b.n || (a.country !== null && b.country !== null && a.country !== b.country)) return false
  return isMisspelling(a.tokens, b.tokens)
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
