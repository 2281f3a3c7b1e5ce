import { pad } from './calendar.ts'
import { clock, clockOn, partOfDay } from './clocks.ts'
import { count, duration, moveBy, relative, yearsBack } from './counts.ts'
import { besideWeekday, date, dayBeside, figures, fullYear, holiday, listedDay, nthOf, weekday } from './days.ts'
import type { Expression } from './expression.ts'
import type { Captures } from './items.ts'
import { beside, monthBeside, partOfYear, sameDay, season, span, that, thatOf, unitOf, weekend } from './periods.ts'
import {
  type Argument,
  asReckoned,
  grain,
  num,
  type Reckoned,
  type ReckonFunction,
  type Setting,
  stated,
  text,
} from './reckoned.ts'

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

// What `value` of a rule may call. Arguments are captures (`$month`), constants, other calls; a missing capture is missing.
// `now`, `last` and `lead` are anchors (discourse.ts); units are D W WE M Q H Y E C; -1, 0, 1 mean last, this, next.
const FUNCTIONS: Readonly<Record<string, ReckonFunction>> = {
  date: (setting, [y, m, d, w]) =>
    date(setting, { year: fullYear(setting, y), month: num(m), day: num(d), weekday: num(w) }),
  figures: (setting, [form, order]) => figures(setting, text(form), text(order)),
  dayBeside: (setting, [m, d, shift]) => dayBeside(setting, { m: num(m)!, d: num(d)!, shift: num(shift)! }),
  nthWeekday: (_setting, [n, w, month]) => nthOf(num(n), num(w)!, month),
  weekday: (setting, [w, shift]) => weekday(setting, num(w)!, shift === '+1' ? 'coming' : num(shift)),
  rel: (setting, [from, n, unit]) => relative(setting, { from: anchorName(from), n, unit: text(unit) }),
  month: (setting, [m, shift]) => monthBeside(setting, num(m)!, num(shift)!),
  season: (setting, [code, shift, y]) => season(setting, { code: text(code), shift: num(shift), year: num(y) }),
  quarter: (setting, [n, y]) => partOfYear(setting, `Q${text(n)}`, y),
  half: (setting, [n, y]) => partOfYear(setting, `H${text(n)}`, y),
  that: (setting, [unit]) => that(setting, grain(unit)),
  beside: (setting, [unit, n]) => beside(setting, grain(unit), num(n)!),
  yearsBack: (setting, [n]) => yearsBack(setting, n),
  duration: (_setting, [n, unit]) => stated(duration(n, text(unit))),
  sameDay: (setting) => sameDay(setting),
  thatOf: (setting, [y]) => thatOf(setting, text(y)),
  decade: (_setting, [d]) => stated(text(d)),
  century: (_setting, [n]) => stated(pad(num(n)! - 1)),
  clock: (setting, [h, ampm, zone]) =>
    clock(setting, { time: text(h), ampm: text(ampm), zone: text(zone), day: undefined }),
  clockOn: (_setting, [time, day]) => clockOn(time, day),
  part: (setting, [day, part]) => partOfDay(setting, day, text(part)),
  holiday: (setting, [name, y, shift]) => holiday(setting, { rule: text(name), year: y, shift: num(shift) }),
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

function anchorName(arg: Argument): 'now' | 'last' | 'lead' {
  const name = text(arg)
  return name === 'last' || name === 'lead' ? name : 'now'
}

/** The names that rules may call. */
export const FUNCTION_NAMES: ReadonlySet<string> = new Set(Object.keys(FUNCTIONS))
