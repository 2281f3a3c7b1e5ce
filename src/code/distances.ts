import { type Clauses, token } from './clause.ts'
import type { EventDate } from './event.ts'

/** How far before or after another act the text puts one: "a day after the test" puts the test a day before the act it hangs on. */
export interface Distance {
  /** Token of the clause or noun phrase that bears the distance, and the first word of the distance. */
  readonly bearerIdx: number
  readonly firstIdx: number
  /** Where "after" or "before" stands. */
  readonly markIdx: number
  /** Signed: what is added to the date of the act it hangs on. */
  readonly amount: number
  readonly unit: Unit
}

type Unit = 'hour' | 'day' | 'week' | 'month' | 'year'

/**
 * The distance that introduces the clause or noun phrase of the word at `bearerIdx`. It is looked for in the words before, as far as
 * the next verb or comma: parsers hang "a day after" now on the clause behind it, now on the one before.
 */
export function distanceOf(clauses: Clauses, bearerIdx: number): Distance | undefined {
  if (!hasMarkBefore(clauses, bearerIdx)) return undefined
  const { sentIdx } = token(clauses, bearerIdx)
  for (let markIdx = bearerIdx - 1; markIdx > 0 && markIdx >= bearerIdx - MAX_WORDS; markIdx--) {
    const { upos, sentIdx: at, form } = token(clauses, markIdx)
    if (at !== sentIdx || upos === 'VERB' || form === ',') return undefined
    const word = clauses.lemmas[markIdx]
    if (word !== 'after' && word !== 'before') continue
    const unit = UNITS.get(clauses.lemmas[markIdx - 1]!)
    const count = unit === undefined ? undefined : countBefore(clauses, markIdx - 1)
    if (unit === undefined || count === undefined) return undefined
    return { bearerIdx, markIdx, firstIdx: count.idx, unit, amount: word === 'after' ? -count.n : count.n }
  }
  return undefined
}

const MAX_WORDS = 8

/** Whether any of the words is "after" or "before", as for few acts: told by the lemmas alone, without a look at what each word is. */
function hasMarkBefore({ lemmas }: Clauses, bearerIdx: number): boolean {
  for (let idx = bearerIdx - 1; idx > 0 && idx >= bearerIdx - MAX_WORDS; idx--)
    if (lemmas[idx] === 'after' || lemmas[idx] === 'before') return true
  return false
}

const UNITS = new Map<string, Unit>([
  ['hour', 'hour'],
  ['day', 'day'],
  ['week', 'week'],
  ['month', 'month'],
  ['year', 'year'],
])

/** The number before a unit: "a day", "two weeks", "just hours" (no number: within the unit, so none is counted). */
function countBefore(clauses: Clauses, unitIdx: number): { n: number; idx: number } | undefined {
  const word = clauses.forms[unitIdx - 1] ?? ''
  const n = NUMBERS.get(word) ?? (/^\d{1,2}$/.test(word) ? Number(word) : undefined)
  if (n !== undefined) return { n, idx: unitIdx - 1 }
  return clauses.lemmas[unitIdx] === 'hour' ? { n: 0, idx: unitIdx } : undefined
}

const NUMBERS = new Map(
  ['a', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'].map((word, i) => [
    word,
    i + 1,
  ]),
)
  .set('an', 1)
  .set('one', 1)

/** The date at that distance from `anchor`, no more precise than the unit: "a month after" an act of 4 March is in February. */
export function dateAt(clauses: Clauses, anchor: EventDate, { amount, unit, firstIdx, markIdx }: Distance): EventDate {
  const span = { start: token(clauses, firstIdx).start, end: token(clauses, markIdx).end }
  if (unit === 'year' || unit === 'month') {
    const at = new Date(`${anchor.start.slice(0, 10)}T00:00:00Z`)
    at.setUTCDate(1)
    at.setUTCMonth(at.getUTCMonth() + amount * (unit === 'year' ? 12 : 1))
    const iso = at.toISOString()
    const value = unit === 'year' ? iso.slice(0, 4) : iso.slice(0, 7)
    const end = unit === 'year' ? `${value}-12-31` : lastOfMonth(value)
    return { value, start: unit === 'year' ? `${value}-01-01` : `${value}-01`, end, from: 'text', span }
  }
  const days = unit === 'hour' ? 0 : amount * (unit === 'week' ? 7 : 1)
  const [start, end] = [shift(anchor.start, days), shift(anchor.end, days)]
  return { value: start === end ? start : `${start}/${end}`, start, end, from: 'text', span }
}

function shift(iso: string, days: number): string {
  return new Date(Date.parse(iso.slice(0, 10)) + days * 86_400_000).toISOString().slice(0, 10)
}

function lastOfMonth(month: string): string {
  const [year, at] = month.split('-').map(Number)
  return new Date(Date.UTC(year!, at!, 0)).toISOString().slice(0, 10)
}
