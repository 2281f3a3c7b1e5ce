import type { Weighing } from './compare.ts'
import { type DayWindow, gapDays } from './days.ts'
import type { LinkMention } from './mention.ts'

/** Stated days that are further apart than a time zone can account for are two acts. */
export const ZONE_DAYS = 1
/** A stated time longer than this tells a period, not a day. */
const DAY_LENGTH = 3
/** Undated tellings this far outside each other's windows are two acts. */
const STRAINED_DAYS = 21

/** Compares when two acts were: stated days decide; else publication dates speak for or against. */
export function compareTimes(a: LinkMention, b: LinkMention, weighing: Weighing): void {
  const [x, y] = [a.found.window, b.found.window]
  comparePlans(a, b, weighing)
  if (x === undefined || y === undefined) return
  const gap = gapDays(x, y)
  if (x.isStated && y.isStated) {
    if (gap > ZONE_DAYS) weighing.forbid('date')
    else if (gap > 0) weighing.add(isFarOff(a) && isFarOff(b) ? 'day-of-zone' : 'next-day')
    else if (length(x) <= DAY_LENGTH && length(y) <= DAY_LENGTH) weighing.add('same-day')
    else if (isFarLonger(x, y)) weighing.add(SERIAL.has(a.family) ? 'time-strained' : 'same-period', 0.5)
    else weighing.add('same-period', likeness(x, y))
    return
  }
  if (gap > STRAINED_DAYS && !isLasting(a) && !isLasting(b)) weighing.forbid('date')
  else if (isOneState(a, b)) weighing.add('lasting', Math.max(0, 1 - gap / LASTING_DAYS))
  else if (gap > 0) weighing.add('time-strained', 1 + Math.min(1, gap / NEWS_SCALE))
  else if (x.isStated) compareToNews(a, b, weighing)
  else if (y.isStated) compareToNews(b, a, weighing)
  else compareNews(a, b, weighing)
}

/** Acts that the same parties do again and again. */
const SERIAL: ReadonlySet<LinkMention['family']> = new Set(['arms', 'consult', 'blame', 'ask'])

/** Of what a text puts in a year or more, another that tells the day tells one instance. */
function isFarLonger(x: DayWindow, y: DayWindow): boolean {
  const [short, long] = [Math.min(length(x), length(y)), Math.max(length(x), length(y))]
  return long > QUARTER_LENGTH && short <= MONTH_LENGTH
}

const QUARTER_LENGTH = 92

/** A week or a month may hold the day of the act; in a year or more there are many. */
function likeness(x: DayWindow, y: DayWindow): number {
  const [short, long] = [Math.min(length(x), length(y)), Math.max(length(x), length(y))]
  return long <= MONTH_LENGTH ? 1 : short / long
}

const MONTH_LENGTH = 31
const NEWS_SCALE = 10
/** Acts are news on the day and the day after; a week later another of the kind may have been. */
const NEWS_DAYS = 2

function compareToNews(dated: LinkMention, undated: LinkMention, weighing: Weighing): void {
  const [{ first, last }, { published }] = [dated.found, undated.found]
  if (first === undefined || last === undefined || published === undefined) return
  if (last - first > MONTH_LENGTH) return
  const ahead = first - published
  const behind = published - last
  if (ahead <= 0 && behind <= NEWS_DAYS) weighing.add('day-is-news')
  else if (ahead <= PLAN_DAYS || dated.family === 'consult') weighing.add('day-is-news', 0.4)
}
/** An undated plan is more likely for the next days than for the next month; meetings take longer. */
const PLAN_DAYS = 7

function compareNews(a: LinkMention, b: LinkMention, weighing: Weighing): void {
  const [x, y] = [a.found.published, b.found.published]
  if (x === undefined || y === undefined) return
  if ((a.status === 'planned') !== (b.status === 'planned')) {
    weighing.add('day-is-news', 0.4)
    return
  }
  const apart = Math.abs(x - y)
  if (apart <= NEWS_DAYS) weighing.add('published-together', apart < NEWS_DAYS ? 1 : 0.5)
  else weighing.add('time-strained', Math.min(1.5, 0.5 + apart / NEWS_SCALE))
}

/** What is still ahead on one day cannot have been done before it. */
function comparePlans(a: LinkMention, b: LinkMention, weighing: Weighing): void {
  if (a.status !== 'planned' && b.status !== 'planned') return
  const isFirst = a.status === 'planned'
  const plan = isFirst ? a : b
  const act = isFirst ? b : a
  if (act.status !== 'occurred') return
  const made = plan.found.published
  const done = act.found.last ?? act.found.published
  if (made !== undefined && done !== undefined && done < made) weighing.forbid('plan')
}

/** What goes on, and troops that stand somewhere. */
const isState = ({ status, mode, date }: LinkMention) =>
  status === 'ongoing' || (mode === 'troops' && date === undefined)
/** What one text says goes on, another says was done: forces that gather, a blockade. */
function isOneState(a: LinkMention, b: LinkMention): boolean {
  if (isState(a) && isState(b)) return true
  return (isState(a) && isBegun(b)) || (isState(b) && isBegun(a))
}

const isBegun = ({ family, status, date, weapon }: LinkMention) =>
  family === 'arms' && status === 'occurred' && date === undefined && weapon === undefined
/** Demands may stay unmet for as long. */
const isLasting = (mention: LinkMention) => isState(mention) || mention.status === 'called-for'
const LASTING_DAYS = 60

/** What is fired far from the capital that announces it is often dated by both: weapon tests, and what Americans do abroad. */
const isFarOff = ({ family, weapon, found }: LinkMention) =>
  (family === 'arms' && weapon !== undefined) || (family === 'force' && found.actors.countries.includes('USA'))

const length = ({ first, last }: DayWindow) => last - first + 1
