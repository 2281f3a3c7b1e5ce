import {
  civil,
  type DayNumber,
  dayNumber,
  type Grain,
  isDate,
  nthWeekday,
  pad,
  parseDay,
  shiftDay,
  valueAt,
  weekdayOf,
} from './calendar.ts'
import { type Anchor, anchorDay, type Discourse, lastTold, unitTold } from './discourse.ts'
import type { Expression } from './expression.ts'
import { holidayDay } from './holidays.ts'
import { intervalOf } from './interval.ts'
import type { Captures, Node } from './items.ts'
import type { Tense } from './tense.ts'

/** A value with where it was reckoned from. */
export interface Reckoned {
  readonly value: string
  readonly anchor: 'none' | 'dct' | 'dateline' | 'discourse'
}

/** What a value may depend on besides the words matched. */
export interface Setting {
  readonly discourse: Discourse
  readonly tense: () => Tense
  /** The day that a clock time is told of further on: "at 9 p.m. (1800 GMT) on Saturday". */
  readonly dayAhead: () => Node | undefined
  /** Reckons an expression that is a part of this one. */
  readonly part: (node: Node) => Reckoned | undefined
}

type Argument = string | number | Reckoned | undefined
type ReckonFunction = (setting: Setting, args: readonly Argument[]) => Reckoned | undefined

/** Reckons an expression for one match; undefined where the words do not make a time ("Feb. 31"). */
export function reckon(expression: Expression, captures: Captures, setting: Setting): Reckoned | undefined {
  const result = evaluate(expression, captures, setting)
  if (result === undefined || typeof result === 'number') return undefined
  return typeof result === 'string' ? stated(result) : result
}

function evaluate(expression: Expression, captures: Captures, setting: Setting): Argument {
  switch (expression.kind) {
    case 'text':
      return expression.text
    case 'number':
      return expression.number
    case 'capture': {
      const captured = captures[expression.name]
      if (typeof captured === 'object') return setting.part(captured)
      if (captured === undefined || !expression.isNegated) return captured
      return captured === 'X' ? '-X' : -Number(captured)
    }
    case 'call':
      return FUNCTIONS[expression.fn]!(
        setting,
        expression.args.map((arg) => evaluate(arg, captures, setting)),
      )
  }
}

const stated = (value: string): Reckoned => ({ value, anchor: 'none' })
const num = (arg: Argument): number | undefined =>
  arg === undefined || typeof arg === 'object' ? undefined : Number(arg)
const text = (arg: Argument): string => (typeof arg === 'object' ? arg.value : String(arg ?? ''))

const GRAINS = new Set<string>(['D', 'W', 'WE', 'M', 'Q', 'H', 'Y', 'E', 'C'])

/** The calendar unit of a lexicon's unit: a fortnight lies in weeks, a night in a day. */
function grain(arg: Argument): Grain {
  const unit = text(arg)
  // Membership in GRAINS is what makes a text a Grain.
  return GRAINS.has(unit) ? (unit as Grain) : (COUNTED_IN[unit]?.[1] ?? 'D')
}

const FUNCTIONS: Readonly<Record<string, ReckonFunction>> = {
  date: (setting, [y, m, d, w]) =>
    date(setting, { year: fullYear(setting, y), month: num(m), day: num(d), weekday: num(w) }),
  figures: (setting, [form, order]) => figures(setting, text(form), text(order)),
  dayBeside: (setting, [m, d, shift]) => dayBeside(setting, num(m)!, num(d)!, num(shift)!),
  nthWeekday: (_setting, [n, w, month]) => nthOf(num(n), num(w)!, month),
  weekday: (setting, [w, shift]) => weekday(setting, num(w)!, shift === '+1' ? 'coming' : num(shift)),
  rel: (setting, [from, n, unit]) => relative(setting, text(from) as 'now', n, text(unit)),
  month: (setting, [m, shift]) => monthBeside(setting, num(m)!, num(shift)!),
  season: (setting, [code, shift, y]) => season(setting, text(code), num(shift), num(y)),
  quarter: (setting, [n, y]) => partOfYear(setting, `Q${text(n)}`, y, 4),
  half: (setting, [n, y]) => partOfYear(setting, `H${text(n)}`, y, 2),
  that: (setting, [unit]) => that(setting, grain(unit)),
  beside: (setting, [unit, n]) => beside(setting, grain(unit), num(n)!),
  yearsBack: (setting, [n]) => yearsBack(setting, n),
  duration: (_setting, [n, unit]) => stated(duration(n, text(unit))),
  thatOf: (setting, [y]) => thatOf(setting, text(y)),
  decade: (_setting, [d]) => stated(text(d)),
  century: (_setting, [n]) => stated(pad(num(n)! - 1)),
  clock: (setting, [h, ampm, zone]) =>
    clock(setting, { time: text(h), ampm: text(ampm), zone: text(zone), day: undefined }),
  clockOn: (_setting, [time, day]) => clockOn(time, day),
  part: (setting, [day, part]) => partOfDay(setting, day, text(part)),
  holiday: (setting, [name, y, shift]) => holiday(setting, text(name), y, num(shift)),
  span: (_setting, [a, b]) => span(a, b),
  moveBy: (_setting, [length, day, sign]) => moveBy(length, day, num(sign)!),
  unitOf: (_setting, [day, unit]) => unitOf(day, grain(unit)),
  join: (_setting, parts) => stated(parts.map(text).join('')),
  ago: (setting, [n, unit]) => count(setting, { from: 'now', n, unit: text(unit), sign: -1 }),
  later: (setting, [n, unit]) => count(setting, { from: 'last', n, unit: text(unit), sign: 1 }),
  ahead: (setting, [n, unit]) => count(setting, { from: 'now', n, unit: text(unit), sign: 1 }),
  earlier: (setting, [n, unit]) => count(setting, { from: 'last', n, unit: text(unit), sign: -1 }),
  besideWeekday: (setting, [w, n]) => besideWeekday(setting, num(w)!, num(n)!),
  weekend: (setting, [shift]) => weekend(setting, num(shift)),
  eachMonth: (_setting, [m]) => stated(`XXXX-${pad(num(m)!)}`),
  listedDay: (_setting, [day, d]) => listedDay(day, num(d)!),
  either: (_setting, parts) => asReckoned(parts.find((part) => part !== undefined)),
}

const asReckoned = (arg: Argument): Reckoned | undefined =>
  arg === undefined || typeof arg === 'object' ? arg : stated(text(arg))

/** The names that rules may call. */
export const FUNCTION_NAMES: ReadonlySet<string> = new Set(Object.keys(FUNCTIONS))

/** "'98" and "in '02": the year of two figures that lies nearest to the time of writing, at most 20 years ahead. */
function fullYear(setting: Setting, given: Argument): number | undefined {
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
function date(setting: Setting, partial: Partial): Reckoned | undefined {
  const { year, month, day } = partial
  if (month === undefined) return year === undefined ? undefined : stated(pad(year, 4))
  if (day !== undefined && (month > 12 || day < 1 || day > 31)) return undefined
  const write = (y: number) => `${pad(y, 4)}-${pad(month)}${day === undefined ? '' : `-${pad(day)}`}`
  if (year !== undefined) return day === undefined || isDate(year, month, day) ? stated(write(year)) : undefined
  const anchor = anchorDay(setting.discourse, 'now') ?? yearTold(setting.discourse)
  if (!anchor) return stated(`XXXX-${write(0).slice(5)}`)
  const best = nearestYear(anchor.day, partial as Partial & { month: number }, setting)
  return best === undefined ? undefined : { value: write(best), anchor: anchor.from }
}

/** Without a date of writing, a year told before is all there is to go by. */
function yearTold(discourse: Discourse): Anchor | undefined {
  const year = unitTold(discourse, 'Y')
  return year === undefined ? undefined : { day: dayNumber(Number(year), 7, 1), from: 'discourse' }
}

// News gives the year of a date more than about four months off, unless the tense tells the direction.
const NEAR_DAYS = 120
const MONTHS_JUST_AHEAD = 2

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
  if (nearest === undefined || (day !== undefined && distance(nearest) <= NEAR_DAYS)) return nearest
  // Of a month just ahead the one of last year would be called so: "last November", whatever the tense.
  const monthsAhead = (month - civil(now).m + 12) % 12
  if (day === undefined && monthsAhead > 0 && monthsAhead <= MONTHS_JUST_AHEAD) return nearest
  const tense = setting.tense()
  if (tense === 'past') return candidates.filter((c) => range(c)[0] <= now).sort((a, b) => b - a)[0] ?? nearest
  if (tense === 'future') return candidates.filter((c) => range(c)[1] >= now).sort((a, b) => a - b)[0] ?? nearest
  return nearest
}

/** "last Oct. 23", "next Jan. 1": the latest such day before the day of writing, the first after it. */
function dayBeside(setting: Setting, m: number, d: number, shift: number): Reckoned | undefined {
  const anchor = anchorDay(setting.discourse, 'now')
  if (!anchor) return isDate(2000, m, d) ? stated(`XXXX-${pad(m)}-${pad(d)}`) : undefined
  const { y } = civil(anchor.day)
  const days = [y - 1, y, y + 1].filter((c) => isDate(c, m, d)).map((c) => dayNumber(c, m, d))
  const day = shift < 0 ? days.findLast((n) => n < anchor.day) : days.find((n) => n > anchor.day)
  const pick = shift === 0 ? dayNumber(y, m, d) : day
  return pick === undefined ? undefined : { value: valueAt(pick, 'D'), anchor: anchor.from }
}

/** "the first Monday of March", the last where no number is given. */
function nthOf(n: number | undefined, w: number, month: Argument): Reckoned | undefined {
  if (typeof month !== 'object' || !/^\d{4}-\d\d$/.test(month.value)) return undefined
  const [y, m] = month.value.split('-').map(Number) as [number, number]
  const day = nthWeekday(y, m, w, n ?? -1)
  return civil(day).m === m ? { value: valueAt(day, 'D'), anchor: month.anchor } : undefined
}

/** `2022-01-06`, `06.01.2022` (day first), `01/06/2022` (month first, or day first where that lies nearer). */
function figures(setting: Setting, form: string, order: string): Reckoned | undefined {
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

const MASK: Readonly<Record<Grain, string>> = {
  D: 'XXXX-XX-XX',
  W: 'XXXX-WXX',
  WE: 'XXXX-WXX-WE',
  M: 'XXXX-XX',
  Q: 'XXXX-QX',
  H: 'XXXX-HX',
  Y: 'XXXX',
  E: 'XXX',
  C: 'XX',
}

/**
 * A weekday: `last` is the latest before the day of writing, `next` that of the week to come, `this` that of the
 * current week, `coming` the first after it; a bare one is the day of writing itself where it fits, else the nearest on the side of the tense.
 */
function weekday(setting: Setting, w: number, shift: number | 'coming' | undefined): Reckoned {
  const anchor = anchorDay(setting.discourse, 'now')
  if (!anchor) return stated(`XXXX-WXX-${w}`)
  const at = (day: DayNumber): Reckoned => ({ value: valueAt(day, 'D'), anchor: anchor.from })
  const back = (weekdayOf(anchor.day) - w + 7) % 7
  if (shift === undefined) {
    if (back === 0) return at(anchor.day)
    return at(setting.tense() === 'future' ? anchor.day + 7 - back : anchor.day - back)
  }
  if (shift === 'coming') return at(anchor.day + 7 - back)
  if (shift < 0) return at(anchor.day - (back || 7))
  const ofThisWeek = anchor.day - weekdayOf(anchor.day) + w
  return at(shift > 0 ? ofThisWeek + 7 : ofThisWeek)
}

const CLOCK_UNITS = new Set(['TS', 'TM', 'TH'])

/** A unit `n` away from an anchor: "last week", "two years ago", "a day earlier". */
function relative(setting: Setting, from: 'now' | 'last' | 'lead', n: Argument, unit: string): Reckoned {
  if (n === 'X' || n === '-X') return stated(n === 'X' ? 'FUTURE_REF' : 'PAST_REF')
  const amount = Number(n)
  if (unit === 'F') return relative(setting, from, amount * 2, 'W')
  if (CLOCK_UNITS.has(unit)) return stated(amount < 0 ? 'PAST_REF' : amount > 0 ? 'FUTURE_REF' : 'PRESENT_REF')
  const of = grain(unit)
  const anchor = from === 'last' ? toldDay(setting.discourse, of, amount) : anchorDay(setting.discourse, from)
  if (!anchor) return stated(MASK[of])
  return { value: valueAt(shiftDay(anchor.day, wholeUnits(amount), of), of), anchor: anchor.from }
}

/**
 * The day that a count starts from: of the latest time told, at a precision that fits the unit ("in 1994, a decade
 * later"). Nothing told, "a day earlier" looks back from the day of writing; "later" has nothing to start from.
 */
function toldDay(discourse: Discourse, of: Grain, amount: number): Anchor | undefined {
  const told = unitTold(discourse, of)
  const from = told === undefined ? undefined : intervalOf(told)?.from
  if (from !== undefined) return { day: parseDay(from)!, from: 'discourse' }
  return amount < 0 ? anchorDay(discourse, 'now') : undefined
}

const wholeUnits = (n: number): number => (n < 0 ? Math.ceil(n) : Math.floor(n))

interface Count {
  readonly from: 'now' | 'last'
  readonly n: Argument
  readonly unit: string
  readonly sign: 1 | -1
}

/** Units that are counted in others: decades in years, fortnights in weeks, nights in days, summers in years. */
const COUNTED_IN: Record<string, readonly [number, Grain]> = {
  E: [10, 'Y'], C: [100, 'Y'], L: [1000, 'Y'], F: [2, 'W'],
  MO: [1, 'D'], AF: [1, 'D'], EV: [1, 'D'], NI: [1, 'D'],
  SP: [1, 'Y'], SU: [1, 'Y'], FA: [1, 'Y'], WI: [1, 'Y'],
} // biome-ignore format: one glance

/** A count of units from an anchor; decades count as ten years, half years as six months. */
function count(setting: Setting, { from, n, unit, sign }: Count): Reckoned {
  if (n === 'X') return stated(sign < 0 ? 'PAST_REF' : 'FUTURE_REF')
  const amount = sign * Number(n ?? 1)
  const counted = COUNTED_IN[unit]
  if (counted) return relative(setting, from, amount * counted[0], counted[1])
  if (unit === 'Y' && !Number.isInteger(amount)) return relative(setting, from, amount * 12, 'M')
  return relative(setting, from, amount, unit)
}

/** "the previous Friday", "the following Monday": from the day that the narrative has reached. */
function besideWeekday(setting: Setting, w: number, n: number): Reckoned {
  const anchor = anchorDay(setting.discourse, 'last')
  if (!anchor) return stated(`XXXX-WXX-${w}`)
  const back = (weekdayOf(anchor.day) - w + 7) % 7
  const day = n < 0 ? anchor.day - (back || 7) : anchor.day + (7 - back)
  return { value: valueAt(day, 'D'), anchor: anchor.from }
}

/** A weekend by its distance; a bare one, and "this weekend" early in a week, go by the tense. */
function weekend(setting: Setting, shift: number | undefined): Reckoned {
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

/** A further day of a month that was just named. */
function listedDay(day: Argument, d: number): Reckoned | undefined {
  if (typeof day !== 'object') return undefined
  const value = `${day.value.slice(0, 8)}${pad(d)}`
  return day.value.startsWith('XXXX') || parseDay(value) !== undefined ? { value, anchor: day.anchor } : undefined
}

/** "last March": the latest before this month; "next March"; "this March": that of the current year. */
function monthBeside(setting: Setting, m: number, shift: number): Reckoned {
  const anchor = anchorDay(setting.discourse, 'now')
  if (!anchor) return stated(`XXXX-${pad(m)}`)
  const { y, m: current } = civil(anchor.day)
  const year = shift < 0 ? (m < current ? y : y - 1) : shift > 0 ? (m > current ? y : y + 1) : y
  return { value: `${pad(year, 4)}-${pad(m)}`, anchor: anchor.from }
}

/** A season: the latest begun for a past tense, the next for a future one, the current year's for "this". */
function season(setting: Setting, code: string, shift: number | undefined, year: number | undefined): Reckoned {
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
function partOfYear(setting: Setting, code: string, year: Argument, parts: number): Reckoned | undefined {
  const n = Number(code.slice(1))
  if (!(n >= 1 && n <= parts)) return undefined
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
function that(setting: Setting, of: Grain): Reckoned | undefined {
  const told = unitTold(setting.discourse, of)
  if (told) return { value: told, anchor: 'discourse' }
  const anchor = anchorDay(setting.discourse, 'now')
  if (!anchor) return stated(MASK[of])
  // Results are told of a quarter that is over.
  return { value: valueAt(of === 'Q' ? shiftDay(anchor.day, -1, 'Q') : anchor.day, of), anchor: anchor.from }
}

/** "the 1988 period": the quarter in question, in another year; the year itself where no quarter is in question. */
function thatOf(setting: Setting, year: string): Reckoned {
  const quarter = lastTold(setting.discourse, ['Q'])
  return quarter ? { value: `${year}${quarter.slice(4)}`, anchor: 'discourse' } : stated(year)
}

/** "the following month", "the previous year": a unit beside the one that the narrative is in. */
function beside(setting: Setting, of: Grain, n: number): Reckoned | undefined {
  const told = that(setting, of)
  const from = told && intervalOf(told.value)?.from
  return from ? { ...told, value: valueAt(shiftDay(parseDay(from)!, n, of), of) } : told
}

/** "a year earlier" compares like with like: the quarter in question a year before, where the text is about quarters. */
function yearsBack(setting: Setting, n: Argument): Reckoned {
  const quarter = lastTold(setting.discourse, ['Q', 'P'])
  if (quarter && !quarter.startsWith('P') && typeof n === 'number') {
    return { value: `${pad(Number(quarter.slice(0, 4)) + n, 4)}${quarter.slice(4)}`, anchor: 'discourse' }
  }
  return relative(setting, 'now', n, 'Y')
}

const HALVES: Record<string, string> = { Y: '6M', TH: '30M', TM: '30S', M: '15D', W: '3D', E: '5Y' }

/** `P3D`, `PT5H30M`, `P2Y6M`; `PXY` for an open count. */
function duration(n: Argument, unit: string): string {
  const counted = COUNTED_IN[unit]
  if (counted && n !== undefined && n !== 'X') return duration(Number(n) * counted[0], counted[1])
  if (unit.length === 2 && counted) return duration('X', counted[1])
  const isClock = unit.startsWith('T')
  const prefix = isClock ? 'PT' : 'P'
  const letter = isClock ? unit.slice(1) : unit
  const amount = typeof n === 'object' || n === undefined ? 'X' : String(n).replace('-', '')
  if (amount.endsWith('.5') && HALVES[unit]) {
    const whole = amount.slice(0, -2)
    return `${prefix}${whole === '0' ? '' : `${whole}${letter}`}${HALVES[unit]}`
  }
  return `${prefix}${amount}${letter}`
}

interface ClockTime {
  readonly time: string
  readonly ampm: string
  readonly zone: string
  readonly day: Argument
}

/** A clock time on a day: the one given, else the latest told in the text, else the day of writing. */
function clock(setting: Setting, { time, ampm, zone, day }: ClockTime): Reckoned | undefined {
  const digits = /^(\d\d)(\d\d)$/.exec(time)
  const [hour, minute, second] = digits ? [digits[1]!, digits[2]!] : time.split(':')
  let h = Number(hour)
  if (ampm === 'pm' && h < 12) h += 12
  if (ampm === 'am' && h === 12) h = 0
  if (h > 24 || Number(minute ?? 0) > 59) return undefined
  const written = `T${pad(h)}:${pad(Number(minute ?? 0))}${second ? `:${second}` : ''}${zone}`
  const on = dayOf(setting, day)
  return on && { value: `${on.value}${written}`, anchor: on.anchor }
}

/** A clock time moved to the day that it is named with. */
function clockOn(time: Argument, day: Argument): Reckoned | undefined {
  if (typeof day !== 'object' || typeof time !== 'object') return undefined
  return { value: `${day.value.split('T')[0]}${time.value.slice(time.value.indexOf('T'))}`, anchor: day.anchor }
}

function dayOf(setting: Setting, day: Argument): Reckoned | undefined {
  if (typeof day === 'object')
    return /^[\dX]{4}-/.test(day.value) ? { ...day, value: day.value.split('T')[0]! } : undefined
  const ahead = setting.dayAhead()
  if (ahead) return setting.part(ahead)
  const anchor = anchorDay(setting.discourse, 'last')
  return anchor ? { value: valueAt(anchor.day, 'D'), anchor: anchor.from } : stated('XXXX-XX-XX')
}

/** `2022-02-01TMO`; noon and midnight have their hour. */
function partOfDay(setting: Setting, day: Argument, part: string): Reckoned | undefined {
  const on = dayOf(setting, day)
  return on && { value: `${on.value}T${part}`, anchor: on.anchor }
}

/** A holiday of the year given, of this, last or next; a bare one is the nearest, the tense deciding where it tells. */
function holiday(setting: Setting, rule: string, year: Argument, shift: number | undefined): Reckoned | undefined {
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

/** `A/B`; a second year of two figures takes its century from the first ("1950-53"). */
function span(a: Argument, b: Argument): Reckoned | undefined {
  const first = text(a)
  const second = text(b)
  const last = /^\d{4}$/.test(first) && /^\d\d$/.test(second) ? first.slice(0, 2) + second : second
  const value = `${first}/${last}`
  if (!intervalOf(value)) return undefined
  const part = [a, b].find((arg): arg is Reckoned => typeof arg === 'object' && arg.anchor !== 'none')
  return { value, anchor: part?.anchor ?? 'none' }
}

/** "two weeks before Christmas", at the precision of the unit counted; without a length, by a day. */
function moveBy(length: Argument, day: Argument, sign: number): Reckoned | undefined {
  if (typeof day !== 'object') return undefined
  const from = intervalOf(day.value)?.from
  const counted = /^P(\d+)([DWMY])$/.exec(length === undefined ? 'P1D' : text(length))
  if (!from) return { value: 'XXXX-XX-XX', anchor: 'none' }
  if (!counted) return { value: sign < 0 ? 'PAST_REF' : 'FUTURE_REF', anchor: 'none' }
  const grain = counted[2] as Grain
  return { value: valueAt(shiftDay(parseDay(from)!, sign * Number(counted[1]), grain), grain), anchor: day.anchor }
}

/** "the week of March 6". */
function unitOf(day: Argument, unit: Grain): Reckoned | undefined {
  if (typeof day !== 'object') return undefined
  const from = intervalOf(day.value)?.from
  return from ? { value: valueAt(parseDay(from)!, unit), anchor: day.anchor } : undefined
}
