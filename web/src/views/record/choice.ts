import type { EventRow, Facet, Facets } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { countryName } from '../../countries.ts'
import { dayNumber, dayOf } from '../../dates.ts'
import { go, withQuery } from '../../router.tsx'
import { modeWords } from '../../words.ts'

/** The facets in the order of the column, each a parameter of the address. */
export const FACETS = [
  'who',
  'whom',
  'type',
  'mode',
  'status',
  'place',
  'publisher',
  'aside',
] as const satisfies Facet[]

/** Parameters that narrow the record besides the facets. */
export const BOUNDS = ['text', 'actor', 'recipient', 'from', 'to'] as const
export type Filter = Facet | (typeof BOUNDS)[number]
const FILTERS: readonly Filter[] = [...BOUNDS, ...FACETS]

/** The filters in force, each value by itself. */
export function filtersIn(query: URLSearchParams): { readonly name: Filter; readonly value: string }[] {
  return FILTERS.flatMap((name) =>
    query
      .getAll(name)
      .filter((value) => value !== '')
      .map((value) => ({ name, value })),
  )
}

/** The address without one value of a filter. */
export function without(query: URLSearchParams, name: Filter, value: string): URLSearchParams {
  const next = new URLSearchParams(query)
  next.delete(name)
  for (const other of query.getAll(name)) if (other !== value) next.append(name, other)
  return next
}

/** Takes a value of a facet in, or out where it is in; the window is found anew. */
export function toggle(query: URLSearchParams, facet: Facet, value: string): void {
  const isIn = query.getAll(facet).includes(value)
  const next = isIn ? without(query, facet, value) : new URLSearchParams(query)
  if (!isIn) next.append(facet, value)
  go(withQuery(next, {}), { isReplaced: true })
}

/** What a value of a facet is called. */
export function valueName(facet: Filter, value: string, places: Readonly<Record<string, string>> = {}): string {
  switch (facet) {
    case 'who':
    case 'whom':
      return countryName(value)
    case 'type':
      return (t.types as Readonly<Record<string, string>>)[value] ?? value
    case 'mode':
      return modeWords(value)
    case 'status':
      return (t.statuses as Readonly<Record<string, string>>)[value] ?? value
    case 'place':
      return places[value] ?? value
    case 'publisher':
      return value === '-' ? t.record.notStated : value
    case 'aside':
      return (t.record.aside as Readonly<Record<string, string>>)[value] ?? value
    default:
      return value
  }
}

/** A closed range of days, counted from 1 January 1970. */
export interface Window {
  readonly first: number
  readonly last: number
}

/** The window that an address names. */
export function windowIn(query: URLSearchParams): Window | undefined {
  const [, first, last] = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(query.get('window') ?? '') ?? []
  if (first === undefined || last === undefined || first > last) return undefined
  return { first: dayNumber(first), last: dayNumber(last) }
}

/** A window as the address has it. */
export const wordsOf = ({ first, last }: Window) => `${dayOf(first)}..${dayOf(last)}`

/**
 * The days that the address names; or else those to begin with, or as many before or after them that have the chosen act
 * among them.
 */
export function windowOf(query: URLSearchParams, answer: Facets, event: EventRow | undefined): Window {
  const named = windowIn(query)
  if (named !== undefined) return named
  const { first, last } = startOf(answer)
  if (event?.date === undefined) return { first, last }
  const length = last - first + 1
  const turned = Math.floor((dayNumber(event.date.start) - first) / length) * length
  return { first: first + turned, last: last + turned }
}

function startOf({ start, days }: Facets): Window {
  if (start !== undefined) return { first: dayNumber(start.from), last: dayNumber(start.to) }
  const first = days === undefined ? 0 : dayNumber(days.first)
  return { first, last: first + 60 }
}
