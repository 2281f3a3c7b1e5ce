import type { Plan } from '../../../../src/serve/http/types.ts'
import { dayNumber, dayOf } from '../../dates.ts'

/** The days that the drawings of one month's plans cover, and where a day lies on them. */
export interface Axis {
  readonly first: number
  readonly last: number
  /** Per cent of the width at which a day begins. */
  at(day: number): number
  /** First days of months on it, ISO. */
  readonly months: readonly string[]
  /** Today, where it lies on the axis. */
  readonly today?: number
}

/** A plan announced longer before is drawn from the edge. */
const MAX_DAYS_BEFORE = 120
const MAX_DAYS = 400

/** The axis of some plans: from the first announcement to the last outcome, with a margin. */
export function axisOf(plans: readonly Plan[], today: string): Axis {
  const days = plans.flatMap(({ announced, plannedFor, by, movedTo }) =>
    [
      announced.published?.value,
      plannedFor?.start,
      plannedFor?.end,
      by?.when?.start,
      by?.report.published?.value,
      movedTo,
    ].filter((day) => day !== undefined),
  )
  const numbers = days.map(dayNumber).sort((a, b) => a - b)
  const planned = plans.flatMap(({ plannedFor }) => (plannedFor === undefined ? [] : [dayNumber(plannedFor.start)]))
  const least = numbers[0] ?? dayNumber(today)
  const from = planned.length === 0 ? least : Math.max(least, Math.min(...planned) - MAX_DAYS_BEFORE)
  const first = from - 2
  const last = Math.max(Math.min(numbers.at(-1) ?? from, first + MAX_DAYS), first + 27) + 3
  const width = last - first
  const now = dayNumber(today)
  return {
    first,
    last,
    at: (day) => ((Math.min(Math.max(day, first), last) - first) / width) * 100,
    months: monthsBetween(first, last),
    ...(now >= first && now <= last ? { today: now } : {}),
  }
}

/** Labels of more months than these would meet. */
const MAX_MONTHS = 7

function monthsBetween(first: number, last: number): string[] {
  const months: string[] = []
  for (let day = first; day <= last; day++) {
    const iso = dayOf(day)
    if (iso.endsWith('-01')) months.push(iso)
  }
  const every = Math.ceil(months.length / MAX_MONTHS)
  return months.filter((_, idx) => idx % every === 0)
}
