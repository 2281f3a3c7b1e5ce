import { foldText } from '../link/index.ts'
import { type EventColumns, FACETS, type Facet, type ValueColumn } from './columns.ts'

/** What is chosen in each facet: within one any value may hold, across them all must. */
export type Choice = Readonly<Partial<Record<Facet, readonly string[]>>>

/** What restricts events besides the choice: marks of those that pass filters, and a closed range of days. */
export interface Bounds {
  readonly passing?: Uint8Array | undefined
  readonly from?: number
  readonly to?: number
}

/** A value of a facet, with how many events there would be. */
export interface FacetValue {
  readonly value: string
  readonly count: number
}

/** A facet's values, most frequent first; those chosen are always among them. */
export interface FacetCounts {
  readonly values: readonly FacetValue[]
  /** How many other values have an event. */
  readonly nMore: number
}

/** The events of a choice, and what another choice would give. */
export interface Chosen {
  /** Places in the columns, ascending. */
  readonly indices: Uint32Array
  readonly facets: Readonly<Record<Facet, FacetCounts>>
}

/**
 * Chooses events, and counts every facet's values among those that pass all the other facets. One walk over the columns:
 * about 15 ms for 100,000 events.
 */
export function chooseEvents(
  columns: EventColumns,
  choice: Choice,
  { bounds = {}, maxValues = 60 }: { bounds?: Bounds; maxValues?: number } = {},
): Chosen {
  const wanted = FACETS.map((facet) => wantedOf(facet, columns.facets[facet], choice[facet]))
  const counts = FACETS.map((facet) => new Uint32Array(columns.facets[facet].names.length))
  const indices = new Uint32Array(columns.size)
  let n = 0
  for (let i = 0; i < columns.size; i++) {
    if (!isWithin(columns, i, bounds)) continue
    const failing = failingFacet(columns, i, wanted)
    if (failing === SEVERAL) continue
    if (failing === NONE) indices[n++] = i
    for (const [f, facet] of FACETS.entries())
      if (failing === NONE || failing === f) countValues(columns.facets[facet], i, counts[f]!)
  }
  const facets = Object.fromEntries(
    FACETS.map((facet, f) => [facet, offered(columns.facets[facet], counts[f]!, { chosen: choice[facet], maxValues })]),
  ) as unknown as Record<Facet, FacetCounts>
  return { indices: indices.slice(0, n), facets }
}

function isWithin({ starts, ends, firstUndated }: EventColumns, i: number, { passing, from, to }: Bounds): boolean {
  if (passing !== undefined && passing[i] === 0) return false
  if (from === undefined && to === undefined) return true
  return i < firstUndated && ends[i]! >= (from ?? -Infinity) && starts[i]! <= (to ?? Infinity)
}

const NONE = -1
const SEVERAL = -2

/** The one facet whose choice an event does not meet. */
function failingFacet(columns: EventColumns, i: number, wanted: readonly (Uint8Array | undefined)[]): number {
  let failing = NONE
  for (let f = 0; f < wanted.length; f++) {
    const marks = wanted[f]
    if (marks === undefined || hasAny(columns.facets[FACETS[f]!], i, marks)) continue
    if (failing !== NONE) return SEVERAL
    failing = f
  }
  return failing
}

function wantedOf(facet: Facet, { names }: ValueColumn, chosen: readonly string[] = []): Uint8Array | undefined {
  if (chosen.length === 0) return undefined
  const folded = chosen.map((value) => ` ${foldText(value)} `)
  // A place is found by any words of its name or country: "Tokyo", "tokyo jpn".
  const isWanted = (name: string) =>
    facet === 'place' ? folded.some((words) => ` ${name} `.includes(words)) : chosen.includes(name)
  return Uint8Array.from(names, (name) => (isWanted(name) ? 1 : 0))
}

function hasAny({ offsets, values }: ValueColumn, i: number, marks: Uint8Array): boolean {
  for (let j = offsets[i]!; j < offsets[i + 1]!; j++) if (marks[values[j]!] === 1) return true
  return false
}

function countValues({ offsets, values }: ValueColumn, i: number, counts: Uint32Array): void {
  for (let j = offsets[i]!; j < offsets[i + 1]!; j++) counts[values[j]!]!++
}

function offered(
  { names }: ValueColumn,
  counts: Uint32Array,
  { chosen = [], maxValues }: { chosen: readonly string[] | undefined; maxValues: number },
): FacetCounts {
  const found = names.map((value, idx) => ({ value, count: counts[idx]! })).filter(({ count }) => count > 0)
  found.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  const shown = found.slice(0, maxValues)
  const missing = chosen
    .filter((value) => !shown.some((one) => one.value === value))
    .map((value) => found.find((one) => one.value === value) ?? { value, count: 0 })
  return { values: [...shown, ...missing], nMore: Math.max(found.length - shown.length, 0) }
}

/** Events a month, from the first month with one to the last; undated ones are left out. */
export interface MonthCounts {
  /** Months since year 0. */
  readonly first: number
  readonly counts: readonly number[]
}

/** Counts events by the month they begin in, over the last `maxMonths` months that have any. */
export function countMonths(
  { starts, firstUndated }: EventColumns,
  indices: Uint32Array,
  maxMonths: number,
): MonthCounts | undefined {
  const counts = new Map<number, number>()
  let [day, month] = [Number.NaN, 0]
  for (const i of indices) {
    if (i >= firstUndated) break
    // Events come in order of days: the calendar is asked once a day.
    if (starts[i] !== day) {
      day = starts[i]!
      month = monthOf(day)
    }
    counts.set(month, (counts.get(month) ?? 0) + 1)
  }
  if (counts.size === 0) return undefined
  const last = Math.max(...counts.keys())
  const first = Math.max(Math.min(...counts.keys()), last - maxMonths + 1)
  return { first, counts: Array.from({ length: last - first + 1 }, (_, idx) => counts.get(first + idx) ?? 0) }
}

function monthOf(day: number): number {
  const date = new Date(day * 86_400_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** Where to begin: the stretch of days in which most acts begin, and the act of it that most reports tell. */
export interface Start {
  readonly from: number
  readonly to: number
  readonly event: number
}

/** Finds where to begin among events; undefined where none is dated. */
export function findStart(columns: EventColumns, indices: Uint32Array, nDays: number): Start | undefined {
  const { starts, ends, firstUndated, reports } = columns
  const dated = indices.filter((i) => i < firstUndated)
  if (dated.length === 0) return undefined
  const [least, most] = [starts[dated[0]!]!, starts[dated.at(-1)!]!]
  let [best, from] = [0, least]
  for (let a = 0, b = 0; b < dated.length; b++) {
    while (starts[dated[b]!]! - starts[dated[a]!]! >= nDays) a++
    if (b - a + 1 > best) [best, from] = [b - a + 1, starts[dated[a]!]!]
  }
  const to = Math.min(from + nDays, Math.max(most + 2, from))
  const nReports = (i: number) => reports.offsets[i + 1]! - reports.offsets[i]!
  const inside = dated.filter((i) => starts[i]! >= from && ends[i]! <= to)
  const event = (inside.length > 0 ? inside : dated).reduce((lead, i) => (nReports(i) > nReports(lead) ? i : lead))
  return { from: from - 1, to, event }
}

/** How many reports tell some of the events. */
export function countReports({ reports: { names, offsets, values } }: EventColumns, indices: Uint32Array): number {
  const isTold = new Uint8Array(names.length)
  for (const i of indices) for (let j = offsets[i]!; j < offsets[i + 1]!; j++) isTold[values[j]!] = 1
  return isTold.reduce((sum, one) => sum + one, 0)
}
