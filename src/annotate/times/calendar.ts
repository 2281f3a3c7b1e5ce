/** The units in which a calendar date can be named, from the day up; `WE` is a weekend. */
export type Grain = 'D' | 'W' | 'WE' | 'M' | 'Q' | 'H' | 'Y' | 'E' | 'C'

/** Days since 1970-01-01 in the proleptic Gregorian calendar; all arithmetic on dates is done on such numbers. */
export type DayNumber = number

/** The day number of a civil date; `m` and `d` count from 1 and may run over, as in `(2022, 14, 1)`. */
export function dayNumber(y: number, m: number, d: number): DayNumber {
  const month = (((m - 1) % 12) + 12) % 12
  const year = y + Math.floor((m - 1) / 12)
  // Counting years from March puts the leap day last, so that one formula holds for every month.
  const shifted = month < 2 ? year - 1 : year
  const dayOfYear = Math.floor((153 * ((month + 10) % 12) + 2) / 5)
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400)
  return shifted * 365 + leapDays + dayOfYear + d - 1 - 719468
}

/** Year, month and day of a day number; month and day count from 1. */
export function civil(day: DayNumber): { readonly y: number; readonly m: number; readonly d: number } {
  const z = day + 719468
  const era = Math.floor(z / 146097)
  const inEra = z - era * 146097
  const year = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36524) - Math.floor(inEra / 146096)) / 365,
  )
  const dayOfYear = inEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const m = shifted < 10 ? shifted + 3 : shifted - 9
  return { y: year + era * 400 + (m <= 2 ? 1 : 0), m, d: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 }
}

const ISO_DAY = /^(\d{4})-(\d\d)-(\d\d)/

/** The day number of an ISO date, with or without a time after it; undefined where the date does not exist. */
export function parseDay(iso: string): DayNumber | undefined {
  const match = ISO_DAY.exec(iso)
  if (!match) return undefined
  const [y, m, d] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return isDate(y, m, d) ? dayNumber(y, m, d) : undefined
}

/** Whether the Gregorian calendar has such a date. */
export function isDate(y: number, m: number, d: number): boolean {
  return m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y, m)
}

export function daysInMonth(y: number, m: number): number {
  return dayNumber(y, m + 1, 1) - dayNumber(y, m, 1)
}

export const pad = (n: number, width = 2): string => String(n).padStart(width, '0')

/** `YYYY-MM-DD`. */
export function isoDay(day: DayNumber): string {
  const { y, m, d } = civil(day)
  return `${pad(y, 4)}-${pad(m)}-${pad(d)}`
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekdayOf(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** The Monday of an ISO week. */
export function weekStart(year: number, week: number): DayNumber {
  const fourth = dayNumber(year, 1, 4)
  return fourth - weekdayOf(fourth) + 1 + (week - 1) * 7
}

/** ISO week and the year that it belongs to, which differs from the day's own around New Year. */
export function isoWeek(day: DayNumber): { readonly year: number; readonly week: number } {
  const thursday = day - weekdayOf(day) + 4
  const { y } = civil(thursday)
  return { year: y, week: 1 + Math.floor((thursday - dayNumber(y, 1, 1)) / 7) }
}

/** The TIMEX3 value of the unit that a day lies in: `2022-W05` for 2022-02-02 and `W`. */
export function valueAt(day: DayNumber, grain: Grain): string {
  const { y, m } = civil(day)
  switch (grain) {
    case 'D':
      return isoDay(day)
    case 'W':
    case 'WE': {
      const { year, week } = isoWeek(day)
      return `${pad(year, 4)}-W${pad(week)}${grain === 'WE' ? '-WE' : ''}`
    }
    case 'M':
      return `${pad(y, 4)}-${pad(m)}`
    case 'Q':
      return `${pad(y, 4)}-Q${Math.ceil(m / 3)}`
    case 'H':
      return `${pad(y, 4)}-H${Math.ceil(m / 6)}`
    case 'Y':
      return pad(y, 4)
    case 'E':
      return pad(Math.floor(y / 10), 3)
    case 'C':
      return pad(Math.floor(y / 100))
  }
}

const MONTHS_IN: Partial<Record<Grain, number>> = { M: 1, Q: 3, H: 6, Y: 12, E: 120, C: 1200 }

/** The day moved by `n` units; a day that the month reached lacks becomes its last ("Jan. 31" and a month: Feb. 28). */
export function shiftDay(day: DayNumber, n: number, grain: Grain): DayNumber {
  if (grain === 'D') return day + n
  if (grain === 'W' || grain === 'WE') return day + 7 * n
  const { y, m, d } = civil(day)
  const first = dayNumber(y, m + n * MONTHS_IN[grain]!, 1)
  const target = civil(first)
  return first + Math.min(d, daysInMonth(target.y, target.m)) - 1
}

/** The `n`th such weekday of a month, the last for -1. */
export function nthWeekday(y: number, m: number, weekday: number, n: number): DayNumber {
  if (n > 0) {
    const first = dayNumber(y, m, 1)
    return first + ((weekday - weekdayOf(first) + 7) % 7) + (n - 1) * 7
  }
  const last = dayNumber(y, m + 1, 1) - 1
  return last - ((weekdayOf(last) - weekday + 7) % 7) + (n + 1) * 7
}

/** Easter Sunday of the Western churches (Meeus, Astronomical Algorithms, chapter 8). */
export function easter(y: number): DayNumber {
  const a = y % 19
  const b = Math.floor(y / 100)
  const c = y % 100
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  return dayNumber(y, 3, 22) + h + l - 7 * m
}

/** Easter Sunday of the Orthodox churches, as a Gregorian date (Meeus, chapter 8). */
export function orthodoxEaster(y: number): DayNumber {
  const d = (19 * (y % 19) + 15) % 30
  const e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7
  const julianLag = Math.floor(y / 100) - Math.floor(y / 400) - 2
  return dayNumber(y, 3, 22) + d + e + julianLag
}
