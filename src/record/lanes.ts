import type { EventColumns } from './columns.ts'

/** What a lane of a timeline holds. */
export interface Lane {
  readonly key: string
  /** How many of the events lie in the window. */
  readonly total: number
  /** Places in the columns of those worth a mark of their own: told by most reports, exact before vague. */
  readonly marked: readonly number[]
  /** How many begin in each stretch of the window: those that happened, and those that are planned, called for or supposed. */
  readonly done: readonly number[]
  readonly ahead: readonly number[]
}

/** What to lay out: a closed range of days, cut into `nBins` stretches, with at most `maxMarks` marks a lane. */
export interface LaneOptions {
  readonly from: number
  readonly to: number
  readonly nBins: number
  readonly maxMarks: number
  /** Lanes from top to bottom, by the values of a facet: each value belongs to one lane at most. */
  readonly lanes: readonly { readonly key: string; readonly values: readonly string[] }[]
  readonly by: 'type' | 'who'
  /** An event that gets its mark first. */
  readonly chosen?: number
}

/** Lays events out in lanes. One walk over the window's events. */
export function layLanes(columns: EventColumns, indices: Uint32Array, options: LaneOptions): Lane[] {
  const { from, to, nBins, lanes } = options
  const { starts, ends, firstUndated, ahead } = columns
  const laneOf = lanesByValue(columns, options)
  const found = lanes.map(() => ({
    members: [] as number[],
    done: new Uint32Array(nBins),
    ahead: new Uint32Array(nBins),
  }))
  const scale = nBins / (to - from + 1)
  for (const i of indices) {
    if (i >= firstUndated || starts[i]! > to) break
    if (ends[i]! < from) continue
    const bin = Math.floor((Math.max(starts[i]!, from) - from) * scale)
    for (const lane of lanesOf(columns, i, options.by, laneOf)) {
      const own = found[lane]!
      own.members.push(i)
      if (ahead[i] === 1) own.ahead[bin]!++
      else own.done[bin]!++
    }
  }
  return lanes.map(({ key }, lane) => ({
    key,
    total: found[lane]!.members.length,
    marked: worthMarks(columns, found[lane]!.members, options),
    done: [...found[lane]!.done],
    ahead: [...found[lane]!.ahead],
  }))
}

function lanesByValue({ facets }: EventColumns, { lanes, by }: LaneOptions): Int32Array {
  const { names } = facets[by]
  const laneOf = new Int32Array(names.length).fill(-1)
  const numbers = new Map(lanes.flatMap(({ values }, lane) => values.map((value) => [value, lane])))
  for (const [idx, name] of names.entries()) laneOf[idx] = numbers.get(name) ?? -1
  return laneOf
}

function lanesOf({ facets }: EventColumns, i: number, by: LaneOptions['by'], laneOf: Int32Array): readonly number[] {
  const { offsets, values } = facets[by]
  const found: number[] = []
  for (let j = offsets[i]!; j < offsets[i + 1]!; j++) {
    const lane = laneOf[values[j]!]!
    if (lane !== -1 && !found.includes(lane)) found.push(lane)
  }
  return found
}

/** From so many events on a lane is read by its counts, and few have a mark of their own. */
const CROWD = 400
const MARKS_IN_CROWD = 8

/** Days from which a date is too vague for a mark to be worth much. */
const VAGUE_DAYS = 31

function worthMarks(
  { starts, ends, reports }: EventColumns,
  members: readonly number[],
  { maxMarks, chosen }: LaneOptions,
): number[] {
  const worth = (i: number) =>
    (i === chosen ? 1e9 : 0) +
    (reports.offsets[i + 1]! - reports.offsets[i]!) * 10 -
    Math.min(ends[i]! - starts[i]!, VAGUE_DAYS)
  const n = members.length > CROWD ? Math.min(maxMarks, MARKS_IN_CROWD) : maxMarks
  return members.toSorted((a, b) => worth(b) - worth(a) || a - b).slice(0, n)
}

/** The values of a facet that most of the window's events have. */
export function topValues(
  columns: EventColumns,
  indices: Uint32Array,
  { by, from, to, limit }: Pick<LaneOptions, 'by' | 'from' | 'to'> & { readonly limit: number },
): string[] {
  const { starts, ends, firstUndated, facets } = columns
  const { names, offsets, values } = facets[by]
  const counts = new Uint32Array(names.length)
  for (const i of indices) {
    if (i >= firstUndated || starts[i]! > to) break
    if (ends[i]! < from) continue
    for (let j = offsets[i]!; j < offsets[i + 1]!; j++) counts[values[j]!]!++
  }
  return names
    .map((value, idx) => ({ value, count: counts[idx]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, limit)
    .map(({ value }) => value)
}
