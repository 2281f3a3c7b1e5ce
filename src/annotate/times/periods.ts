import { civil, type Grain, pad, parseDay, shiftDay, valueAt, weekdayOf } from './calendar.ts'
import { anchorDay, dayHere, lastTold, unitTold } from './discourse.ts'
import { intervalOf } from './interval.ts'
import { type Argument, MASK, type Reckoned, type Setting, stated, text } from './reckoned.ts'

/** A weekend by its distance; a bare one, and "this weekend" early in a week, go by the tense. */
export function weekend(setting: Setting, shift: number | undefined): Reckoned {
  const anchor = anchorDay(setting.discourse, 'now')
  if (!anchor) return stated(MASK['WE']!)
  const isWeekend = weekdayOf(anchor.day) > 5
  let weeks = shift ?? 0
  if (!isWeekend && shift !== 1 && shift !== -1) {
    const isPast =
      shift === undefined ? setting.tense() !== 'future' : setting.tense() === 'past' && weekdayOf(anchor.day) < 3
    weeks = isPast ? -1 : 0
  }
  return { value: valueAt(anchor.day + 7 * weeks, 'WE'), anchor: anchor.from }
}

/** "last March": the latest before this month; "next March"; "this March": that of the current year. */
export function monthBeside(setting: Setting, m: number, shift: number): Reckoned {
  const anchor = anchorDay(setting.discourse, 'now')
  if (!anchor) return stated(`XXXX-${pad(m)}`)
  const { y, m: current } = civil(anchor.day)
  const year = shift < 0 ? (m < current ? y : y - 1) : shift > 0 ? (m > current ? y : y + 1) : y
  return { value: `${pad(year, 4)}-${pad(m)}`, anchor: anchor.from }
}

/** A season: the latest begun for a past tense, the next for a future one, the current year's for "this". */
export function season(
  setting: Setting,
  {
    code,
    shift,
    year,
  }: { readonly code: string; readonly shift: number | undefined; readonly year: number | undefined },
): Reckoned {
  if (year !== undefined) return stated(`${pad(year, 4)}-${code}`)
  const anchor = anchorDay(setting.discourse, 'now')
  if (!anchor) return stated(`XXXX-${code}`)
  const { y } = civil(anchor.day)
  const range = (c: number) => intervalOf(`${pad(c, 4)}-${code}`)!
  const now = valueAt(anchor.day, 'D')
  const at = (c: number): Reckoned => ({ value: `${pad(c, 4)}-${code}`, anchor: anchor.from })
  if (shift === 0) return at(code === 'WI' && now <= range(y - 1).to ? y - 1 : y)
  const isPast = shift === undefined ? setting.tense() !== 'future' : shift < 0
  if (isPast) return at([y, y - 1, y - 2].find((c) => (shift === undefined ? range(c).from : range(c).to) < now)!)
  return at([y - 1, y, y + 1].find((c) => range(c).from > now) ?? y + 1)
}

/** A quarter or half: of the year given (a year, or an expression that names one), else of the year of writing. */
export function partOfYear(setting: Setting, code: string, year: Argument): Reckoned | undefined {
  if (!/^(?:Q[1-4]|H[12])$/.test(code)) return undefined
  if (year !== undefined)
    return typeof year === 'object' ? { ...year, value: `${year.value}-${code}` } : stated(`${text(year)}-${code}`)
  const anchor = anchorDay(setting.discourse, 'now')
  if (!anchor) return stated(`XXXX-${code}`)
  const { y } = civil(anchor.day)
  const isAhead = intervalOf(`${y}-${code}`)!.from > valueAt(anchor.day, 'D')
  // A quarter still to come, told in the past tense early in a year, is last year's: "fourth-quarter profit rose".
  const isLastYears = isAhead && setting.tense() !== 'future' && civil(anchor.day).m <= 4
  return { value: `${pad(isLastYears ? y - 1 : y, 4)}-${code}`, anchor: anchor.from }
}

/** "that year", "the same month", "the quarter": the unit that the narrative is in. */
export function that(setting: Setting, of: Grain): Reckoned | undefined {
  const told = unitTold(setting.discourse, of)
  if (told) return { value: told, anchor: 'discourse' }
  const anchor = anchorDay(setting.discourse, 'now')
  if (!anchor) return stated(MASK[of])
  // Results are told of a quarter that is over.
  return { value: valueAt(of === 'Q' ? shiftDay(anchor.day, -1, 'Q') : anchor.day, of), anchor: anchor.from }
}

/** "the same day": that of the paragraph, else of the lead. */
export function sameDay(setting: Setting): Reckoned {
  const anchor = dayHere(setting.discourse, setting.tense())
  return anchor ? { value: valueAt(anchor.day, 'D'), anchor: anchor.from } : stated(MASK.D)
}

/** "the 1988 period": the quarter in question, in another year; the year itself where no quarter is in question. */
export function thatOf(setting: Setting, year: string): Reckoned {
  const quarter = lastTold(setting.discourse, ['Q'])
  return quarter ? { value: `${year}${quarter.slice(4)}`, anchor: 'discourse' } : stated(year)
}

/** "the following month", "the previous year": a unit beside the one that the narrative is in. */
export function beside(setting: Setting, of: Grain, n: number): Reckoned | undefined {
  const told = that(setting, of)
  const from = told && intervalOf(told.value)?.from
  return from ? { ...told, value: valueAt(shiftDay(parseDay(from)!, n, of), of) } : told
}

/** "the week of March 6". */
export function unitOf(day: Argument, unit: Grain): Reckoned | undefined {
  if (typeof day !== 'object') return undefined
  const from = intervalOf(day.value)?.from
  return from ? { value: valueAt(parseDay(from)!, unit), anchor: day.anchor } : undefined
}

/** `A/B`; a second year of two figures takes its century from the first ("1950-53"). */
export function span(a: Argument, b: Argument): Reckoned | undefined {
  const first = text(a)
  const second = text(b)
  const last = /^\d{4}$/.test(first) && /^\d\d$/.test(second) ? first.slice(0, 2) + second : second
  const value = `${first}/${last}`
  if (!intervalOf(value)) return undefined
  const part = [a, b].find((arg): arg is Reckoned => typeof arg === 'object' && arg.anchor !== 'none')
  return { value, anchor: part?.anchor ?? 'none' }
}
