const DAY_MS = 86_400_000

/** Days since 1970-01-01 of an ISO date; a time of day behind it is ignored. */
export function dayNumber(date: string): number {
  return Math.floor(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS)
}

/** The number of the week, Monday to Sunday, that a day belongs to. */
export function weekNumber(day: number): number {
  return Math.floor((day + 3) / 7)
}

/** The year of a day. */
export function yearOf(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear()
}

/** A closed interval of days; `isStated` where the text tells it, not only the publication date. */
export interface DayWindow {
  readonly first: number
  readonly last: number
  readonly isStated: boolean
}

/** Days from one window to another, 0 where they meet. */
export function gapDays(a: DayWindow, b: DayWindow): number {
  return Math.max(0, b.first - a.last, a.first - b.last)
}
