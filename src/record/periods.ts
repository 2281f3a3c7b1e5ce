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
