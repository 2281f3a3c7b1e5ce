import { remembered } from '../remembered.ts'
import { civil, type DayNumber, dayNumber, type Grain, isoDay, parseDay, shiftDay, weekStart } from './calendar.ts'

/** A closed interval of days: ISO dates, both inclusive. */
export interface Interval {
  readonly from: string
  readonly to: string
}

/**
 * The days that a TIMEX3 value covers; undefined where it names no bounded time (`P3D`, `PAST_REF`, `XXXX-WXX-2`).
 * A time of day covers its day; `A/B` runs from the first day of A to the last of B. Seasons are the meteorological
 * ones of the northern hemisphere, winter beginning in the year named.
 */
export function intervalOf(value: string): Interval | undefined {
  return read(value).interval
}

// Values recur within a report and from report to report.
const read = remembered((value) => ({ interval: readInterval(value) }), 4096)

function readInterval(value: string): Interval | undefined {
  const slash = value.indexOf('/')
  if (slash >= 0) {
    const first = intervalOf(value.slice(0, slash))
    const last = intervalOf(value.slice(slash + 1))
    return first && last && first.from <= last.to ? { from: first.from, to: last.to } : undefined
  }
  const days = bounds(value)
  return days && { from: isoDay(days[0]), to: isoDay(days[1]) }
}

const VALUE = /^(\d{2,4})(?:-(?:(\d\d)(?:-(\d\d))?|W(\d\d)(-WE)?|Q([1-4])|H([12])|(SP|SU|FA|WI)))?(?:T.*)?$/
const SEASON_MONTH: Record<string, number> = { SP: 3, SU: 6, FA: 9, WI: 12 }

function bounds(value: string): readonly [DayNumber, DayNumber] | undefined {
  const match = VALUE.exec(value)
  if (!match) return undefined
  const [, year, month, day, week, weekend, quarter, half, season] = match
  const y = Number(year)
  if (year!.length < 4) return value === year ? years(y, year!.length === 3 ? 10 : 100) : undefined
  if (day) {
    const n = parseDay(value)
    return n === undefined ? undefined : [n, n]
  }
  if (month) return Number(month) >= 1 && Number(month) <= 12 ? months(y, Number(month), 1) : undefined
  if (week) return weekBounds(y, Number(week), weekend !== undefined)
  if (quarter) return months(y, Number(quarter) * 3 - 2, 3)
  if (half) return months(y, Number(half) * 6 - 5, 6)
  if (season) return months(y, SEASON_MONTH[season]!, 3)
  return months(y, 1, 12)
}

const months = (y: number, m: number, n: number) => [dayNumber(y, m, 1), dayNumber(y, m + n, 1) - 1] as const
const years = (unit: number, n: number) => [dayNumber(unit * n, 1, 1), dayNumber((unit + 1) * n, 1, 1) - 1] as const

function weekBounds(y: number, week: number, isWeekend: boolean): readonly [DayNumber, DayNumber] | undefined {
  if (week < 1 || week > 53) return undefined
  const monday = weekStart(y, week)
  return [isWeekend ? monday + 5 : monday, monday + 6]
}

/** The days that both intervals hold, undefined where they are disjoint. */
export function intersect(a: Interval, b: Interval): Interval | undefined {
  // ISO dates compare as text.
  const [, from] = [a.from, b.from].sort() as [string, string]
  const [to] = [a.to, b.to].sort() as [string, string]
  return from <= to ? { from, to } : undefined
}

/** The interval moved by `n` units (back where negative); its ends move separately. */
export function shift(interval: Interval, n: number, grain: Grain): Interval {
  const move = (iso: string) => isoDay(shiftDay(parseDay(iso)!, n, grain))
  return { from: move(interval.from), to: move(interval.to) }
}

/** Whether every day of `inner` lies in `outer`. */
export function contains(outer: Interval, inner: Interval): boolean {
  return outer.from <= inner.from && inner.to <= outer.to
}

/** The number of days in the interval, at least 1. */
export function lengthDays(interval: Interval): number {
  return parseDay(interval.to)! - parseDay(interval.from)! + 1
}

/** The finest unit that a value names; undefined for durations, sets and references without a date. */
export function grainOf(value: string): Grain | 'T' | 'S' | undefined {
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return 'T'
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return 'D'
  if (/^\d{4}-W\d\d-WE$/.test(value)) return 'WE'
  if (/^\d{4}-W\d\d$/.test(value)) return 'W'
  if (/^\d{4}-\d\d$/.test(value)) return 'M'
  if (/^\d{4}-Q\d$/.test(value)) return 'Q'
  if (/^\d{4}-H\d$/.test(value)) return 'H'
  if (/^\d{4}-(?:SP|SU|FA|WI)$/.test(value)) return 'S'
  if (/^\d{4}$/.test(value)) return 'Y'
  if (/^\d{3}$/.test(value)) return 'E'
  return /^\d\d$/.test(value) ? 'C' : undefined
}

/** The year that a value begins in, undefined where it names none. */
export function yearOf(value: string): number | undefined {
  const from = intervalOf(value)?.from
  return from === undefined ? undefined : civil(parseDay(from)!).y
}
