const DAY_MS = 86_400_000

/** Days since 1970-01-01 of an ISO date; a time of day behind it is ignored. */
export function dayNumber(date: string): number {
  let day = days.get(date)
  if (day === undefined) {
    day = findDay(date)
    if (days.size >= MAX_REMEMBERED) days.clear()
    days.set(date, day)
  }
  return day
}

/** Dates read before: reports come by the day. */
const days = new Map<string, number>()
const MAX_REMEMBERED = 10_000

function findDay(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS
}

/** The number of the week, Monday to Sunday, that a day belongs to. */
export function weekNumber(day: number): number {
  return Math.floor((day + 3) / 7)
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
