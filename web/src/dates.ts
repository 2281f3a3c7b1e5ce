import { LOCALE, t } from './catalogue/index.ts'

/** Days are ISO dates and are never read in a zone: `2022-02-01` is that day wherever the reader is. */
const DAY_MS = 86_400_000

export interface Interval {
  readonly value: string
  readonly start: string
  readonly end: string
}

/** Days since 1 January 1970. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
}

export function dayOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}

const formats = {
  dayMonth: format({ day: 'numeric', month: 'short' }),
  full: format({ day: 'numeric', month: 'short', year: 'numeric' }),
  long: format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  month: format({ month: 'short', year: 'numeric' }),
}

function format(options: Intl.DateTimeFormatOptions): (day: string) => string {
  const formatter = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: 'UTC' })
  // A date does not break across lines.
  return (day) => formatter.format(new Date(`${day}T00:00:00Z`)).replaceAll(' ', '\u00a0')
}

export const formatDay = formats.full
export const formatDayMonth = formats.dayMonth
export const formatMonth = formats.month

const timeFormat = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** A moment, in the reader's own zone: "2 Feb 2022, 09:20". */
export function formatTime(time: string): string {
  return timeFormat.format(new Date(time)).replaceAll(' ', '\u00a0')
}

/** A date at the precision stated: a year, a month, a span of days, a day, an hour. */
export function formatInterval({ value, start, end }: Interval): string {
  if (start === end) {
    const hour = /T(\d\d:\d\d)/.exec(value)?.[1]
    return hour === undefined ? formats.full(start) : `${formats.full(start)}, ${hour}`
  }
  const [year, endYear] = [start.slice(0, 4), end.slice(0, 4)]
  if (start.endsWith('-01-01') && end === `${year}-12-31`) return year
  if (start.endsWith('-01') && isLastOfMonth(end)) {
    if (start.slice(0, 7) === end.slice(0, 7)) return formats.month(start)
    return `${formats.month(start)} – ${formats.month(end)}`
  }
  if (start.slice(0, 7) === end.slice(0, 7)) return `${Number(start.slice(8))}–${formats.full(end)}`
  return `${year === endYear ? formats.dayMonth(start) : formats.full(start)} – ${formats.full(end)}`
}

/** As `formatInterval`, a single day with its weekday. */
export function formatLong(interval: Interval): string {
  return interval.start === interval.end && !interval.value.includes('T')
    ? formats.long(interval.start)
    : formatInterval(interval)
}

/** How exact the date is, in words. */
export function precisionOf({ value, start, end }: Interval): string {
  if (value.includes('T')) return t.precision.hour
  const nDays = dayNumber(end) - dayNumber(start) + 1
  if (nDays === 1) return t.precision.day
  if (nDays === 7) return t.precision.week
  if (nDays >= 28 && nDays <= 31) return t.precision.month
  if (nDays >= 365) return t.precision.year
  return t.precision.within
}

function isLastOfMonth(day: string): boolean {
  return dayOf(dayNumber(day) + 1).endsWith('-01')
}
