import { sql } from 'kysely'
import type { Location } from '../code/index.ts'
import { isAmong } from './dialect.ts'
import { readTellings } from './mentions.ts'
import type { OpenRecord } from './open.ts'

/** A place where acts took place, and how many. */
export interface PlaceCount {
  /** What the facet of places takes. */
  readonly value: string
  /** As reports name it; a place of that name in that country is one, however exactly they say where in it. */
  readonly place: Omit<Location, 'span'>
  readonly events: number
  /** By quad: words and deeds with, words and deeds against. */
  readonly quads: readonly [number, number, number, number]
  /** Of the acts, ISO dates; absent where none is dated. */
  readonly first?: string
  readonly last?: string
}

/** Where acts took place. */
export interface PlaceCounts {
  /** The place of most acts first. */
  readonly places: readonly PlaceCount[]
  /** Acts whose place no report tells. */
  readonly unplaced: number
  readonly total: number
}

interface Found {
  readonly place: string
  readonly n: number
  readonly events: number
  readonly first: string | null
  readonly last: string
  readonly q1: number
  readonly q2: number
  readonly q3: number
  readonly q4: number
}

/** Counts events by place, those of some numbers if these are given. */
export async function countPlaces(
  record: OpenRecord,
  ns: readonly number[] | undefined,
  limit: number,
): Promise<PlaceCounts> {
  const { db } = record.backend
  const { rows } = await sql<Found>`select place, min(n) as n, count(*) as events,
      min(nullif(day, '')) as first, max(last_day) as last,
      sum(quad = 1) as q1, sum(quad = 2) as q2, sum(quad = 3) as q3, sum(quad = 4) as q4
    from events where ${isAmong(ns)} group by place order by events desc, place`.execute(db)
  const placed = rows.filter(({ place }) => place !== '').slice(0, limit)
  const locations = await locate(record, placed)
  return {
    places: placed.flatMap(({ place, events, first, last, q1, q2, q3, q4 }) => {
      const found = locations.get(place)
      if (found === undefined) return []
      const days = first === null ? {} : { first, last }
      return [{ value: place.trim(), place: found, events, quads: [q1, q2, q3, q4] as const, ...days }]
    }),
    unplaced: rows.find(({ place }) => place === '')?.events ?? 0,
    total: rows.reduce((sum, { events }) => sum + events, 0),
  }
}

/** Where a name is, once one of its reports was read: the gazetteer says the same of the next. */
const known = new Map<string, Omit<Location, 'span'>>()
const MAX_KNOWN = 50_000

/** Reads what the report of one act says of each place. */
async function locate({ backend: { db } }: OpenRecord, found: readonly Found[]) {
  const asked = found.filter(({ place }) => !known.has(place))
  if (known.size > MAX_KNOWN) known.clear()
  const tellings = await readTellings(
    db,
    asked.map(({ n }) => n),
  )
  for (const { place, n } of asked) {
    const told = tellings.get(n)?.find(({ event }) => event.location !== undefined)?.event.location
    if (told === undefined) continue
    const { span: _, ...location } = told
    known.set(place, location)
  }
  return known
}
