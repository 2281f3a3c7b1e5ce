import { type RawBuilder, sql } from 'kysely'

/** How long a period is; weeks begin on Monday. */
export type PeriodLength = 'day' | 'week' | 'month' | 'year'

/** The first day of the period in which an event begins, as an expression on the table of events. */
export function periodOf(by: PeriodLength): RawBuilder<string> {
  return {
    day: sql<string>`day`,
    week: sql<string>`date(day, '-6 days', 'weekday 1')`,
    month: sql<string>`substr(day, 1, 7) || '-01'`,
    year: sql<string>`substr(day, 1, 4) || '-01-01'`,
  }[by]
}

/** The first day of the period that a day, counted from 1970, belongs to. */
export function firstDayOf(day: number, by: PeriodLength): string {
  // Weeks begin on Monday; 1970 began on a Thursday.
  const monday = day - ((((day + 3) % 7) + 7) % 7)
  const iso = new Date((by === 'week' ? monday : day) * 86_400_000).toISOString().slice(0, 10)
  return by === 'month' ? `${iso.slice(0, 7)}-01` : by === 'year' ? `${iso.slice(0, 4)}-01-01` : iso
}
