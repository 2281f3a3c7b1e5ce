// Commands that print a few rows wait for what they load: this part of the library is a tenth of the whole.
import * as z from 'zod/mini'
import { EVENT_TYPES, type Status } from '../code/index.ts'
import { ReadoutError } from '../errors.ts'
import type { Filters } from '../record/index.ts'

/** What can be listed. */
export const LISTINGS = ['events', 'quotations', 'actors', 'offices', 'reports'] as const
export type ListingName = (typeof LISTINGS)[number]

export const STATUSES = ['occurred', 'ongoing', 'planned', 'called-for', 'hypothetical', 'denied'] as const
STATUSES satisfies readonly Status[]

const text = z.string('must be given once')
const words = text.check(
  z.trim(),
  z.minLength(1, 'must not be empty'),
  z.maxLength(500, 'must have at most 500 characters'),
)
const types = z.enum(EVENT_TYPES, { error: ({ input }) => unknownWord(input, EVENT_TYPES) })
const statuses = z.enum(STATUSES, { error: ({ input }) => unknownWord(input, STATUSES) })

/** Filters as users write them, in a command line or an address: several types or statuses are parted by commas. */
const filterSchema = z.object({
  actor: z.optional(words),
  recipient: z.optional(words),
  type: z.optional(listOf(types, (word) => word.toUpperCase())),
  status: z.optional(listOf(statuses, (word) => word.toLowerCase())),
  from: z.optional(boundOf('first')),
  to: z.optional(boundOf('last')),
  place: z.optional(words),
  text: z.optional(words),
})

/** What a user asked for, before it is checked; keys that are no filter are left alone. */
export type RawFilters = Readonly<Record<string, string | readonly string[] | undefined>>

/** The filters, as an address names them. */
export const FILTERS: readonly string[] = Object.keys(filterSchema.shape)

/**
 * Returns the filters, checked; `named` turns the name of a filter into what the user wrote.
 * @throws ReadoutError `usage` that names the first that is wrong.
 */
export function readFilters(raw: RawFilters, named: (filter: string) => string): Filters {
  const given = Object.fromEntries(FILTERS.flatMap((name) => (raw[name] === undefined ? [] : [[name, raw[name]]])))
  const parsed = filterSchema.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw new ReadoutError('usage', `${named(String(issue.path[0]))} ${issue.message}`)
  }
  const filters = parsed.data
  if (filters.from !== undefined && filters.to !== undefined && filters.from > filters.to)
    throw new ReadoutError('usage', `${named('from')} ${filters.from} lies after ${named('to')} ${filters.to}`)
  return dropUndefined(filters)
}

/**
 * Returns the day that a user wants the record as of, the last of a month or year; undefined where none is named.
 * @throws ReadoutError `usage` where it is no day.
 */
export function readAsOf(value: string | readonly string[] | undefined, named: string): string | undefined {
  if (value === undefined) return undefined
  const parsed = z.object({ day: boundOf('last') }).safeParse({ day: value })
  if (parsed.success) return parsed.data.day
  throw new ReadoutError('usage', `${named} ${parsed.error.issues[0]!.message}`)
}

function listOf<Word extends string>(schema: z.ZodMiniType<Word, string>, fold: (word: string) => string) {
  const parted = z.transform((value: string | string[]) =>
    [value]
      .flat()
      .flatMap((part) => part.split(','))
      .map((word) => fold(word.trim()))
      .filter((word) => word !== ''),
  )
  const list = z.array(schema).check(z.minLength(1, 'must not be empty'))
  return z.pipe(z.pipe(z.union([z.string(), z.array(z.string())]), parted), list)
}

/** "2022", "2022-02" and "2022-02-01" are days, months and years; a bound takes its first or its last day. */
function boundOf(side: 'first' | 'last') {
  const day = z.transform((value: string, { issues }) => {
    const found = dayOf(value, side)
    const message = `must be a date as YYYY-MM-DD, YYYY-MM or YYYY, not "${value}"`
    if (found === undefined) issues.push({ code: 'custom', input: value, message })
    return found ?? z.NEVER
  })
  return z.pipe(text, day)
}

function dayOf(value: string, side: 'first' | 'last'): string | undefined {
  const [, year, month = side === 'first' ? '01' : '12', day] =
    /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value.trim()) ?? []
  if (year === undefined) return undefined
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  const bound = `${year}-${month}-${day ?? (side === 'first' ? '01' : String(lastDay).padStart(2, '0'))}`
  const date = new Date(`${bound}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(bound) ? bound : undefined
}

function unknownWord(input: unknown, known: readonly string[]): string {
  return `must be one of ${known.join(', ')}, not "${String(input)}"`
}

function dropUndefined(filters: { readonly [Name in keyof Filters]: Filters[Name] | undefined }): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
}
