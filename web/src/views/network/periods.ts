import { dayNumber, dayOf, formatDay, formatMonth } from '../../dates.ts'

export type PeriodLength = 'week' | 'month' | 'year'

/** The last day of the period that begins on a day. */
export function lastDayOf(first: string, by: PeriodLength): string {
  if (by === 'week') return dayOf(dayNumber(first) + 6)
  const [year, month] = first.split('-').map(Number) as [number, number]
  return by === 'year' ? `${year}-12-31` : new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** "2022", "Feb 2022", "7 Feb 2022 – 13 Feb 2022". */
export function periodWords(first: string, by: PeriodLength): string {
  if (by === 'year') return first.slice(0, 4)
  return by === 'month' ? formatMonth(first) : `${formatDay(first)} – ${formatDay(lastDayOf(first, by))}`
}
