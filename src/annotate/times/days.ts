import { civil, type DayNumber, dayNumber, isDate, nthWeekday, pad, parseDay, valueAt, weekdayOf } from './calendar.ts'
import { type Anchor, anchorDay, type Discourse, unitTold } from './discourse.ts'
import { holidayDay } from './holidays.ts'
import { yearOf } from './interval.ts'
import { type Argument, num, type Reckoned, type Setting, stated } from './reckoned.ts'

/** "'98" and "in '02": the year of two figures that lies nearest to the time of writing, at most 20 years ahead. */
export function fullYear(setting: Setting, given: Argument): number | undefined {
  const year = typeof given === 'object' ? Number(given.value) : num(given)
  if (year === undefined || Number.isNaN(year) || year >= 100) return year
  const now = setting.discourse.now === undefined ? 2000 : civil(setting.discourse.now).y
  const guess = Math.floor(now / 100) * 100 + year
  if (guess > now + 20) return guess - 100
  return guess < now - 79 ? guess + 100 : guess
}

interface Partial {
  readonly year: number | undefined
  readonly month: number | undefined
  readonly day: number | undefined
  readonly weekday: number | undefined
}

/** A calendar date as far as the words give it; a missing year is found from weekday, tense and distance. */
export function date(setting: Setting, partial: Partial): Reckoned | undefined {
  const { year, month, day } = partial
  // "May next year" in a text without a day: what it is next to is not known.
  const isFloating = year !== undefined && Number.isNaN(year)
  if (month === undefined) return year === undefined ? undefined : stated(isFloating ? 'XXXX' : pad(year, 4))
  if (day !== undefined && (month > 12 || day < 1 || day > 31)) return undefined
  const write = (y: number) => `${pad(y, 4)}-${pad(month)}${day === undefined ? '' : `-${pad(day)}`}`
  if (isFloating) return stated(`XXXX-${write(0).slice(5)}`)
  if (year !== undefined) return day === undefined || isDate(year, month, day) ? stated(write(year)) : undefined
  const anchor = anchorDay(setting.discourse, 'now') ?? yearTold(setting.discourse)
  if (!anchor) return stated(`XXXX-${write(0).slice(5)}`)
  const here = day === undefined ? yearHere(setting) : undefined
  if (here !== undefined) return { value: write(here), anchor: 'discourse' }
  const best = nearestYear(anchor.day, partial as Partial & { month: number }, setting)
  return best === undefined ? undefined : { value: write(best), anchor: anchor.from }
}

/** The year that months are named in: "in 2019, in March and in October". A day is more often one of this year. */
function yearHere(setting: Setting): number | undefined {
  const { now, sentIdx, told } = setting.discourse
  const latest = told.at(-1)
  if (now === undefined || latest?.sentIdx !== sentIdx || !['Y', 'M', 'D'].includes(latest.grain)) return undefined
  const year = yearOf(latest.value)!
  return year < civil(now).y && setting.tense() === 'past' ? year : undefined
}

/** Without a date of writing, a year told before is all there is to go by. */
function yearTold(discourse: Discourse): Anchor | undefined {
  const year = unitTold(discourse, 'Y')
  return year === undefined ? undefined : { day: dayNumber(Number(year), 7, 1), from: 'discourse' }
}

// News gives the year of a date more than about four months off, unless the tense tells the direction.
const NEAR_DAYS = 120
const MONTHS_JUST_AHEAD = 2
const JUST_GONE_DAYS = 30

function nearestYear(
  now: DayNumber,
  { month, day, weekday: w }: Partial & { month: number },
  setting: Setting,
): number | undefined {
  const { y } = civil(now)
  const candidates = (w === undefined ? [y - 1, y, y + 1] : [y - 3, y - 2, y - 1, y, y + 1, y + 2]).filter(
    (c) =>
      day === undefined || (isDate(c, month, day) && (w === undefined || weekdayOf(dayNumber(c, month, day)) === w)),
  )
  const range = (c: number) =>
    day === undefined
      ? ([dayNumber(c, month, 1), dayNumber(c, month + 1, 1) - 1] as const)
      : ([dayNumber(c, month, day), dayNumber(c, month, day)] as const)
  const distance = (c: number) => Math.max(0, range(c)[0] - now, now - range(c)[1])
  const nearest = candidates.sort((a, b) => distance(a) - distance(b))[0]
  if (nearest === undefined) return undefined
  if (day !== undefined && distance(nearest) <= NEAR_DAYS) {
    // "would have condemned the attack of Oct. 7" on Oct. 18: nobody means a day eleven months ahead.
    const isGone = range(nearest)[1] < now - JUST_GONE_DAYS
    const next = candidates.filter((c) => range(c)[0] > now).sort((a, b) => a - b)[0]
    return isGone && setting.tense() === 'future' ? (next ?? nearest) : nearest
  }
  const tense = setting.tense()
  // Of a month just ahead the one of last year would be called so: "last November", unless what is told is over: "was held in February".
  const monthsAhead = (month - civil(now).m + 12) % 12
  if (day === undefined && monthsAhead > 0 && monthsAhead <= MONTHS_JUST_AHEAD && tense !== 'past') return nearest
  if (tense === 'past') return candidates.filter((c) => range(c)[0] <= now).sort((a, b) => b - a)[0] ?? nearest
  if (tense === 'future') return candidates.filter((c) => range(c)[1] >= now).sort((a, b) => a - b)[0] ?? nearest
  return nearest
}

/** "last Oct. 23", "next Jan. 1": the latest such day before the day of writing, the first after it. */
export function dayBeside(
  setting: Setting,
  { m, d, shift }: { readonly m: number; readonly d: number; readonly shift: number },
): Reckoned | undefined {
  const anchor = anchorDay(setting.discourse, 'now')
  if (!anchor) return isDate(2000, m, d) ? stated(`XXXX-${pad(m)}-${pad(d)}`) : undefined
  const { y } = civil(anchor.day)
  const days = [y - 1, y, y + 1].filter((c) => isDate(c, m, d)).map((c) => dayNumber(c, m, d))
  const day = shift < 0 ? days.findLast((n) => n < anchor.day) : days.find((n) => n > anchor.day)
  const pick = shift === 0 ? dayNumber(y, m, d) : day
  return pick === undefined ? undefined : { value: valueAt(pick, 'D'), anchor: anchor.from }
}

/** A further day of a month that was just named. */
export function listedDay(day: Argument, d: number): Reckoned | undefined {
  if (typeof day !== 'object') return undefined
  const value = `${day.value.slice(0, 8)}${pad(d)}`
  return day.value.startsWith('XXXX') || parseDay(value) !== undefined ? { value, anchor: day.anchor } : undefined
}

/** "the first Monday of March", the last where no number is given. */
export function nthOf(n: number | undefined, w: number, month: Argument): Reckoned | undefined {
  if (typeof month !== 'object' || !/^\d{4}-\d\d$/.test(month.value)) return undefined
  const [y, m] = month.value.split('-').map(Number) as [number, number]
  const day = nthWeekday(y, m, w, n ?? -1)
  return civil(day).m === m ? { value: valueAt(day, 'D'), anchor: month.anchor } : undefined
}

/** `2022-01-06`, `06.01.2022` (day first), `01/06/2022` (month first, or day first where that lies nearer). */
export function figures(setting: Setting, form: string, order: string): Reckoned | undefined {
  const [a, b, c] = form.split(/[/.-]/).map(Number) as [number, number, number]
  const century = (y: number) => (y >= 100 ? y : y < 50 ? 2000 + y : 1900 + y)
  const at = (y: number, m: number, d: number) => (isDate(y, m, d) ? dayNumber(y, m, d) : undefined)
  const dayFirst = at(century(c), b, a)
  const now = setting.discourse.now
  let day = order === 'ymd' ? at(a, b, c) : order === 'dmy' ? dayFirst : at(century(c), a, b)
  if (order === 'slash' && dayFirst !== undefined) {
    const isNearer = now !== undefined && day !== undefined && Math.abs(dayFirst - now) < Math.abs(day - now)
    if (day === undefined || isNearer) day = dayFirst
  }
  return day === undefined ? undefined : stated(valueAt(day, 'D'))
}

/**
 * A weekday: `last` is the latest before the day of writing, `next` that of the week to come, `this` that of the
 * current week, `coming` the first after it; a bare one is the day of writing itself where it fits, else the nearest on the side of the tense.
 */
export function weekday(setting: Setting, w: number, shift: number | 'coming' | undefined): Reckoned {
  const anchor = anchorDay(setting.discourse, 'now')
  if (!anchor) return stated(`XXXX-WXX-${w}`)
  const at = (day: DayNumber): Reckoned => ({ value: valueAt(day, 'D'), anchor: anchor.from })
  const back = (weekdayOf(anchor.day) - w + 7) % 7
  if (shift === undefined) {
    if (back === 0) return at(anchor.day)
    const isAhead = ['future', 'timetable'].includes(setting.tense())
    return at(isAhead ? anchor.day + 7 - back : anchor.day - back)
  }
  if (shift === 'coming') return at(anchor.day + 7 - back)
  if (shift < 0) return at(anchor.day - (back || 7))
  const ofThisWeek = anchor.day - weekdayOf(anchor.day) + w
  return at(shift > 0 ? ofThisWeek + 7 : ofThisWeek)
}

/** "the previous Friday", "the following Monday": from the day that the narrative has reached. */
export function besideWeekday(setting: Setting, w: number, n: number): Reckoned {
  const anchor = anchorDay(setting.discourse, 'last')
  if (!anchor) return stated(`XXXX-WXX-${w}`)
  const back = (weekdayOf(anchor.day) - w + 7) % 7
  const day = n < 0 ? anchor.day - (back || 7) : anchor.day + (7 - back)
  return { value: valueAt(day, 'D'), anchor: anchor.from }
}

/** A holiday of the year given, of this, last or next; a bare one is the nearest, the tense deciding where it tells. */
export function holiday(
  setting: Setting,
  { rule, year, shift }: { readonly rule: string; readonly year: Argument; readonly shift: number | undefined },
): Reckoned | undefined {
  const y = typeof year === 'object' ? Number(year.value) : num(year)
  if (y !== undefined) return holidayOf(rule, y, 'none')
  const anchor = anchorDay(setting.discourse, 'now') ?? yearTold(setting.discourse)
  if (!anchor) return stated('XXXX-XX-XX')
  const now = anchor.day
  const here = civil(now).y
  const days = [here - 1, here, here + 1]
    .map((c) => ({ c, day: holidayDay(rule, c) }))
    .filter((h) => h.day !== undefined)
  const past = days.findLast((h) => h.day! <= now)
  const ahead = days.find((h) => h.day! >= now)
  const tense = shift === undefined ? setting.tense() : shift < 0 ? 'past' : shift > 0 ? 'future' : 'none'
  let pick = tense === 'past' ? past : tense === 'future' ? ahead : undefined
  if (shift === 0) pick = days.find((h) => h.c === here)
  pick ??= days.sort((a, b) => Math.abs(a.day! - now) - Math.abs(b.day! - now))[0]
  return pick && holidayOf(rule, pick.c, anchor.from)
}

function holidayOf(rule: string, year: number, anchor: Reckoned['anchor']): Reckoned | undefined {
  const day = holidayDay(rule, year)
  return day === undefined ? undefined : { value: valueAt(day, 'D'), anchor }
}
