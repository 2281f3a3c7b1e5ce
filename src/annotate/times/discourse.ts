import { type DayNumber, type Grain, parseDay, valueAt } from './calendar.ts'
import { grainOf, intervalOf } from './interval.ts'
import type { Tense } from './tense.ts'

/** Precision of what was told: a unit, a time of day (`T`), a season (`S`), a stretch of months (`P`). */
export type ToldGrain = Grain | 'T' | 'S' | 'P'

/** What the document has said about time so far; relative expressions are reckoned from it. */
export interface Discourse {
  /** The day of writing: the dateline's, else the publication date. */
  readonly now: DayNumber | undefined
  readonly nowFrom: 'dct' | 'dateline'
  /** The day that the lead tells of: what "the day" means in a report. */
  lead: DayNumber | undefined
  /** The first day that the text names in full, which stands in for the day of writing where that is unknown. */
  stated: DayNumber | undefined
  /** The block that opens the report. */
  readonly leadBlockIdx: number
  /** The block of the report and the sentence of the document being read. */
  blockIdx: number
  sentIdx: number
  /** Values of dated expressions in text order, the latest last. */
  readonly told: Told[]
}

/** A dated expression that has been read. */
export interface Told {
  readonly value: string
  readonly grain: ToldGrain
  readonly blockIdx: number
  readonly sentIdx: number
}

/** Where a value was reckoned from, and the day. */
export interface Anchor {
  readonly day: DayNumber
  readonly from: 'dct' | 'dateline' | 'discourse'
}

/** The anchor that rules name: `now` (writing), `last` (the latest day told), `lead` (the day of the lead). */
export function anchorDay(discourse: Discourse, name: 'now' | 'last' | 'lead'): Anchor | undefined {
  if (name === 'lead' && discourse.lead !== undefined) return { day: discourse.lead, from: 'discourse' }
  if (name === 'last') {
    const told = lastTold(discourse, ['D', 'T'])
    const day = told === undefined ? undefined : parseDay(told)
    if (day !== undefined) return { day, from: 'discourse' }
  }
  if (discourse.now !== undefined) return { day: discourse.now, from: discourse.nowFrom }
  return discourse.stated === undefined ? undefined : { day: discourse.stated, from: 'discourse' }
}

/**
 * The day that a paragraph is about: the latest told in it, else that of the lead, else the day of writing. A clause
 * that does not look ahead passes over days to come.
 */
export function dayHere(discourse: Discourse, tense: Tense): Anchor | undefined {
  const limit = tense === 'future' ? undefined : discourse.now
  const isHere = (t: Told) =>
    t.blockIdx === discourse.blockIdx &&
    (t.grain === 'D' || t.grain === 'T') &&
    (limit === undefined || parseDay(t.value)! <= limit)
  const told = discourse.told.findLast(isHere)
  const day = told && parseDay(told.value)
  return day === undefined ? anchorDay(discourse, 'lead') : { day, from: 'discourse' }
}

/** The latest value told at one of these precisions. */
export function lastTold(discourse: Discourse, grains: readonly ToldGrain[]): string | undefined {
  return discourse.told.findLast((t) => grains.includes(t.grain))?.value
}

const FINER: Partial<Record<string, readonly ToldGrain[]>> = {
  D: ['D', 'T'],
  W: ['D', 'T', 'W', 'WE'],
  WE: ['WE', 'D', 'T', 'W'],
  M: ['D', 'T', 'W', 'WE', 'M'],
  Q: ['Q'],
  H: ['H'],
  Y: ['D', 'T', 'W', 'WE', 'M', 'Q', 'H', 'S', 'Y'],
  E: ['D', 'T', 'M', 'Y', 'E'],
  C: ['D', 'T', 'M', 'Y', 'E', 'C'],
}

/** The unit that the latest expression lies in: "that month" after "on Jan. 5" is January. */
export function unitTold(discourse: Discourse, grain: Grain): string | undefined {
  const value = lastTold(discourse, FINER[grain] ?? [])
  const from = value && intervalOf(value)?.from
  return from ? valueAt(parseDay(from)!, grain) : undefined
}

type Telling = { readonly value: string; readonly anchor: 'none' | Anchor['from'] }

/** Notes a resolved value; durations, sets and references without a date are no part of the narrative's time. */
export function tell(discourse: Discourse, { value, anchor }: Telling): void {
  // "the first nine months" is what a comparison that follows is about, not the quarter told before.
  const grain = grainOf(value) ?? (/^P\d+M$/.test(value) ? 'P' : undefined)
  if (!grain) return
  discourse.told.push({ value, grain, blockIdx: discourse.blockIdx, sentIdx: discourse.sentIdx })
  if (anchor === 'none' && grain === 'D') discourse.stated ??= parseDay(value)!
  const isInLead = discourse.blockIdx === discourse.leadBlockIdx
  if (isInLead && discourse.lead === undefined && (grain === 'D' || grain === 'T')) discourse.lead = parseDay(value)!
}
