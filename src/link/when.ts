import { type DayWindow, dayNumber } from './days.ts'
import type { LinkMention } from './mention.ts'

/** Undated acts that a report tells as news lie within the week before it. */
const NEWS_DAYS = 7
/** Undated plans lie within the month after the report. */
const PLAN_DAYS = 30

/**
 * The days on which the act can have been: those the text states, else the days that reports of such acts usually
 * mean. Undefined where not even the publication date is known, or where the act is a lasting state.
 */
export function findWindow({
  date,
  published,
  status,
}: Pick<LinkMention, 'date' | 'published' | 'status'>): DayWindow | undefined {
  if (date !== undefined && !isVague(date, published))
    return { first: dayNumber(date.start), last: dayNumber(date.end), isStated: true }
  if (published === undefined) return undefined
  const day = dayNumber(published)
  const isAhead = status === 'planned' || status === 'called-for' || status === 'hypothetical'
  return isAhead
    ? { first: day, last: day + PLAN_DAYS, isStated: false }
    : { first: day - NEWS_DAYS, last: day, isStated: false }
}

/** "The largest test this year" is news, and the year tells nothing more. */
function isVague({ start, end }: NonNullable<LinkMention['date']>, published: string | undefined): boolean {
  return (
    published !== undefined && start <= published && published <= end && dayNumber(end) - dayNumber(start) > QUARTER
  )
}

const QUARTER = 92
