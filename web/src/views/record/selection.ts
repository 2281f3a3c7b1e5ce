import type { EventRow, RowParticipant, Status } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { countryName } from '../../countries.ts'
import { dayNumber } from '../../dates.ts'

/** The groups of the facets, each a parameter of the address. */
export const GROUPS = ['who', 'whom', 'type', 'status', 'place', 'publisher', 'aside'] as const
export type Group = (typeof GROUPS)[number]

/** What is chosen in each group; within a group any may hold, across groups all must. */
export type Choice = Readonly<Record<Group, ReadonlySet<string>>>

/** Reads the choice from an address. */
export function readChoice(query: URLSearchParams): Choice {
  return Object.fromEntries(GROUPS.map((group) => [group, new Set(query.getAll(group))])) as unknown as Choice
}

/** A value that a group offers, with how many events there would be. */
export interface Offered {
  readonly value: string
  readonly label: string
  readonly count: number
}

/** The events that pass the choice, in every group but `except`. */
export function chosen(events: readonly EventRow[], choice: Choice, except?: Group): EventRow[] {
  const asked = GROUPS.filter((group) => group !== except && choice[group].size > 0)
  return events.filter((event) =>
    asked.every((group) => valuesOf(event, group).some(([value]) => choice[group].has(value))),
  )
}

/** What a group offers: the most frequent first, types and statuses in their own order. */
export function offered(events: readonly EventRow[], choice: Choice, group: Group): Offered[] {
  const found = new Map<string, { label: string; count: number }>()
  for (const value of choice[group]) found.set(value, { label: value, count: 0 })
  for (const event of chosen(events, choice, group)) {
    for (const [value, label] of valuesOf(event, group)) {
      const known = found.get(value)
      found.set(value, { label, count: (known?.count ?? 0) + 1 })
    }
  }
  const all = [...found].map(([value, { label, count }]) => ({ value, label, count }))
  const fixed = group === 'type' ? Object.keys(t.types) : group === 'status' ? Object.keys(t.statuses) : undefined
  return fixed === undefined
    ? all.sort((a, b) => b.count - a.count || a.label.localeCompare(b.label))
    : all.sort((a, b) => fixed.indexOf(a.value) - fixed.indexOf(b.value))
}

/** The values of one event in a group, each with its label, none twice. */
function valuesOf(event: EventRow, group: Group): readonly (readonly [string, string])[] {
  switch (group) {
    case 'who':
      return parties(event.actors)
    case 'whom':
      return parties(event.recipients)
    case 'type':
      return [[event.eventType, t.types[event.eventType]]]
    case 'status':
      return [[event.status, t.statuses[event.status as Status]]]
    case 'place':
      return event.location === undefined ? [] : [[event.location.name, event.location.name]]
    case 'publisher':
      return unique(event.reports.map(({ publisher }) => [publisher ?? '-', publisher ?? 'not stated'] as const))
    case 'aside':
      return asides(event)
  }
}

function parties(participants: readonly RowParticipant[]): readonly (readonly [string, string])[] {
  return unique(
    participants.map(({ country, name }) =>
      country === undefined ? ([name, name] as const) : ([country, countryName(country)] as const),
    ),
  )
}

function asides({ date, location }: EventRow): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = []
  if (date === undefined) found.push(['undated', 'Undated'])
  else if (date.start !== date.end) found.push(['imprecise', 'Imprecise'])
  if (location === undefined) found.push(['unplaced', 'Unplaced'])
  return found
}

function unique(pairs: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  return [...new Map(pairs)]
}

/** By day, the undated last; on one day the precise before the imprecise. */
export function byDay(a: EventRow, b: EventRow): number {
  if (a.date === undefined || b.date === undefined) return (a.date ? 0 : 1) - (b.date ? 0 : 1)
  if (a.date.start !== b.date.start) return a.date.start < b.date.start ? -1 : 1
  return a.date.end === b.date.end ? 0 : a.date.end < b.date.end ? -1 : 1
}

/** Closed range of days. */
export interface Window {
  readonly first: number
  readonly last: number
}

/** How many days the timeline shows at first. */
const WINDOW_DAYS = 60

/** The window of the address, or else the stretch in which most of the events begin. */
export function windowOf(events: readonly EventRow[], query: URLSearchParams): Window {
  const [, first, last] = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(query.get('window') ?? '') ?? []
  if (first !== undefined && last !== undefined && first <= last)
    return { first: dayNumber(first), last: dayNumber(last) }
  const days = events.flatMap(({ date }) => (date === undefined ? [] : [dayNumber(date.start)])).sort((a, b) => a - b)
  if (days.length === 0) return { first: 0, last: WINDOW_DAYS - 1 }
  const [least, most] = [days[0]!, days.at(-1)!]
  if (most - least < WINDOW_DAYS) return { first: least - 1, last: most + 2 }
  let [best, bestStart, from] = [0, least, 0]
  for (const [idx, day] of days.entries()) {
    while (day - days[from]! >= WINDOW_DAYS) from += 1
    if (idx - from + 1 > best) [best, bestStart] = [idx - from + 1, days[from]!]
  }
  return { first: bestStart - 1, last: bestStart + WINDOW_DAYS }
}

/** What is shown before the reader chooses: the act of the window that most reports tell. */
export function mostTold(events: readonly EventRow[], { first, last }: Window): EventRow | undefined {
  const inside = events.filter(
    ({ date }) => date !== undefined && dayNumber(date.start) >= first && dayNumber(date.end) <= last,
  )
  const candidates = inside.length > 0 ? inside : events
  return candidates.reduce<EventRow | undefined>(
    (best, event) => (best === undefined || event.reports.length > best.reports.length ? event : best),
    undefined,
  )
}
