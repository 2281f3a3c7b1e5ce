import type { Suggestion } from '../../../src/serve/http/types.ts'
import { ask } from '../api.ts'
import { addressOf, type Place } from '../router.tsx'
import { FIELDS, type Search, searchParameters } from './searchSyntax.ts'

/** Views whose own rows the box searches, by words alone. */
export const LISTS: ReadonlySet<string> = new Set(['/actors', '/reports'])

/** Whether a view is filtered as the record is: a search stays in it. */
export function isFiltered(path: string): boolean {
  return path === '/' || path === '/map' || path === '/network'
}

/** What a search leaves behind: all that it could ask for, and what was chosen of the answer before. */
const REPLACED: readonly string[] = [...Object.values(FIELDS), 'text', 'event', 'at', 'window']

/** The address of a search: in a view that is filtered as the record is, that view; else the record. */
export async function addressOfSearch({ path, query }: Place, asked: Search): Promise<string> {
  const next = new URLSearchParams(isFiltered(path) ? query : {})
  for (const name of REPLACED) next.delete(name)
  for (const [name, value] of searchParameters(asked)) next.append(name, await known(name, value))
  return addressOf(isFiltered(path) ? path : '/', next)
}

/** The address of a list of which words are asked. */
export function addressOfList(path: string, text: string): string {
  return addressOf(path, new URLSearchParams(text.trim() === '' ? {} : { text: text.trim() }))
}

/** Places and publishers as the record calls them: the most frequent whose name has these words. */
async function known(name: string, value: string): Promise<string> {
  if (name !== 'place' && name !== 'publisher') return value
  const address = `/api/suggestions?limit=20&text=${encodeURIComponent(value)}`
  const found = await ask<Suggestion[]>(address).catch((): Suggestion[] => [])
  const own = found.filter(({ kind }) => kind === name)
  return (own.find((one) => one.value === value.toLowerCase()) ?? own[0])?.value ?? value
}

/** Where a search, as it is written, is saved under a name. */
export function addressOfSaving(written: string): string {
  return `/saved?query=${encodeURIComponent(written)}`
}
