import { type Grain, pad, parseDay, shiftDay, valueAt } from './calendar.ts'
import { type Anchor, anchorDay, type Discourse, lastTold, unitTold } from './discourse.ts'
import { intervalOf } from './interval.ts'
import { type Argument, COUNTED_IN, grain, MASK, type Reckoned, type Setting, stated, text } from './reckoned.ts'

const CLOCK_UNITS = new Set(['TS', 'TM', 'TH'])

/** A unit `n` away from an anchor: "last week", "two years ago", "a day earlier". */
export function relative(
  setting: Setting,
  { from, n, unit }: { readonly from: 'now' | 'last' | 'lead'; readonly n: Argument; readonly unit: string },
): Reckoned {
  if (n === 'X' || n === '-X') return stated(n === 'X' ? 'FUTURE_REF' : 'PAST_REF')
  const amount = Number(n)
  if (unit === 'F') return relative(setting, { from, n: amount * 2, unit: 'W' })
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

/** A count of units from an anchor; decades count as ten years, half years as six months. */
export function count(setting: Setting, { from, n, unit, sign }: Count): Reckoned {
  if (n === 'X') return stated(sign < 0 ? 'PAST_REF' : 'FUTURE_REF')
  const amount = sign * Number(n ?? 1)
  const counted = COUNTED_IN[unit]
  if (counted) return relative(setting, { from, n: amount * counted[0], unit: counted[1] })
  if (unit === 'Y' && !Number.isInteger(amount)) return relative(setting, { from, n: amount * 12, unit: 'M' })
  return relative(setting, { from, n: amount, unit })
}

/** "a year earlier" compares like with like: the quarter in question a year before, where the text is about quarters. */
export function yearsBack(setting: Setting, n: Argument): Reckoned {
  const quarter = lastTold(setting.discourse, ['Q', 'P'])
  if (quarter && !quarter.startsWith('P') && typeof n === 'number') {
    return { value: `${pad(Number(quarter.slice(0, 4)) + n, 4)}${quarter.slice(4)}`, anchor: 'discourse' }
  }
  return relative(setting, { from: 'now', n, unit: 'Y' })
}

/** "two weeks before Christmas", at the precision of the unit counted; without a length, by a day. */
export function moveBy(length: Argument, day: Argument, sign: number): Reckoned | undefined {
  if (typeof day !== 'object') return undefined
  const from = intervalOf(day.value)?.from
  const counted = /^P(\d+)([DWMY])$/.exec(length === undefined ? 'P1D' : text(length))
  if (!from) return { value: 'XXXX-XX-XX', anchor: 'none' }
  if (!counted) return { value: sign < 0 ? 'PAST_REF' : 'FUTURE_REF', anchor: 'none' }
  const grain = counted[2] as Grain
  return { value: valueAt(shiftDay(parseDay(from)!, sign * Number(counted[1]), grain), grain), anchor: day.anchor }
}

const HALVES: Record<string, string> = { Y: '6M', TH: '30M', TM: '30S', M: '15D', W: '3D', E: '5Y' }

/** `P3D`, `PT5H30M`, `P2Y6M`; `PXY` for an open count. */
export function duration(n: Argument, unit: string): string {
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
