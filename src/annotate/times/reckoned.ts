import type { Grain } from './calendar.ts'
import type { Discourse } from './discourse.ts'
import type { Node } from './items.ts'
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

/** What a function of the rules is handed: a capture, a constant, a value already reckoned. */
export type Argument = string | number | Reckoned | undefined
/** A function that rules may call; undefined where the words make no time. */
export type ReckonFunction = (setting: Setting, args: readonly Argument[]) => Reckoned | undefined

/** A value that the words state in full. */
export const stated = (value: string): Reckoned => ({ value, anchor: 'none' })
/** The number of an argument, undefined for a value already reckoned. */
export const num = (arg: Argument): number | undefined =>
  arg === undefined || typeof arg === 'object' ? undefined : Number(arg)
/** The text of an argument, empty where it is missing. */
export const text = (arg: Argument): string => (typeof arg === 'object' ? arg.value : String(arg ?? ''))

const GRAINS = new Set<string>(['D', 'W', 'WE', 'M', 'Q', 'H', 'Y', 'E', 'C'])

/** The calendar unit of a lexicon's unit: a fortnight lies in weeks, a night in a day. */
export function grain(arg: Argument): Grain {
  const unit = text(arg)
  // Membership in GRAINS is what makes a text a Grain.
  return GRAINS.has(unit) ? (unit as Grain) : (COUNTED_IN[unit]?.[1] ?? 'D')
}

/** An argument as a value: a constant is stated, a reckoned one stays. */
export const asReckoned = (arg: Argument): Reckoned | undefined =>
  arg === undefined || typeof arg === 'object' ? arg : stated(text(arg))

/** TIMEX3 values of units of which nothing more is known, for texts without any date. */
export const MASK: Readonly<Record<Grain, string>> = {
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

/** Units that are counted in others: decades in years, fortnights in weeks, nights in days, summers in years. */
export const COUNTED_IN: Record<string, readonly [number, Grain]> = {
  E: [10, 'Y'], C: [100, 'Y'], L: [1000, 'Y'], F: [2, 'W'],
  MO: [1, 'D'], AF: [1, 'D'], EV: [1, 'D'], NI: [1, 'D'],
  SP: [1, 'Y'], SU: [1, 'Y'], FA: [1, 'Y'], WI: [1, 'Y'],
} // biome-ignore format: one glance
