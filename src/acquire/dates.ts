import type { CharSpan } from './report.ts'

/** A full calendar date as a report's head writes it, with its place in the text that was searched. */
export interface FoundDate extends CharSpan {
  /** ISO 8601 date; absent where the digits name no day of the calendar, such as 30 February. */
  readonly value?: string
  /** Month and day without a year, to be completed by what is known of the report; then `value` is absent. */
  readonly monthDay?: { readonly month: number; readonly day: number }
  /** True where day and month could be read either way, as in 02/03/2022 (read as month first). */
  readonly isAmbiguous?: true
}

/**
 * Returns the first full date (day, month and year) in `text`, in any form usual in the head of a report: ISO 8601,
 * "February 2, 2022", "2 Feb 2022", "2nd of February, 2022", "02/02/2022", "2.2.2022", "2-Feb-2022". Only meant for
 * short strings, such as one line: dates of the story itself are found by the annotate stage.
 */
export function findDate(text: string): FoundDate | undefined {
  if (!HAS_YEAR.test(text)) return undefined
  let first: FoundDate | undefined
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(text)
    if (match === null || (first !== undefined && match.index >= first.start)) continue
    first = { start: match.index, end: match.index + match[0].length, ...read(match) }
  }
  return first
}

/** Returns the first day and month without a year in `text` ("Feb. 1", "1 February"), as datelines write them. */
export function findMonthDay(text: string): FoundDate | undefined {
  const match = MONTH_DAY.exec(text)
  if (match === null) return undefined
  const month = monthOf((match[1] ?? match[4])!)
  const day = Number(match[2] ?? match[3])
  return { start: match.index, end: match.index + match[0].length, monthDay: { month, day } }
}

/** Returns the ISO date, or undefined where the calendar has no such day. */
export function isoDate(year: number, month: number, day: number): string | undefined {
  const daysInMonth = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  if (day < 1 || day > (daysInMonth[month - 1] ?? 0)) return undefined
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

const MONTHS =
  'jan(?:uary|\\.)?|feb(?:ruary|r\\.|\\.)?|mar(?:ch|\\.)?|apr(?:il|\\.)?|may|june?\\.?|july?\\.?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|oct(?:ober|\\.)?|nov(?:ember|\\.)?|dec(?:ember|\\.)?'
const YEAR = '(1[89]\\d\\d|20\\d\\d)'
const HAS_YEAR = /1[89]\d\d|20\d\d/
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?'
const MONTH_DAY = new RegExp(`\\b(?:(${MONTHS}) ${DAY}\\b|${DAY}(?: of)? (${MONTHS})(?![\\w]))`, 'i')

type Read = (match: RegExpExecArray) => { value?: string; isAmbiguous?: true }

/** Every form is tried and the leftmost match wins; among forms that start at one place, the earlier in this list. */
const FORMS: readonly { readonly pattern: RegExp; readonly read: Read }[] = [
  // ISO 8601, also with slashes or dots: the year first leaves no doubt about the rest.
  {
    pattern: new RegExp(`(?<!\\d)${YEAR}([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)`),
    read: (m) => day(m[1], m[3], m[4]),
  },
  // February 2, 2022; Feb. 2nd 2022; Feb-02-2022
  {
    pattern: new RegExp(`\\b(${MONTHS})[ -]${DAY}(?:,? |-|,)${YEAR}(?!\\d)`, 'i'),
    read: (m) => day(m[3], monthOf(m[1]!), m[2]),
  },
  // 2 February 2022; 2nd of Feb., 2022; 2-Feb-2022
  {
    pattern: new RegExp(`(?<!\\d)${DAY}(?: of)?[ -](${MONTHS})(?:,? |-|,)${YEAR}(?!\\d)`, 'i'),
    read: (m) => day(m[3], monthOf(m[2]!), m[1]),
  },
  // 2022 February 2
  {
    pattern: new RegExp(`(?<!\\d)${YEAR},? (${MONTHS}) ${DAY}\\b`, 'i'),
    read: (m) => day(m[1], monthOf(m[2]!), m[3]),
  },
  { pattern: new RegExp(`(?<![\\d/])(\\d{1,2})/(\\d{1,2})/${YEAR}(?!\\d)`), read: (m) => eitherOrder(m) },
  // With dots or hyphens the day comes first wherever this is written (German, Russian, Indian usage).
  {
    pattern: new RegExp(`(?<![\\d.-])(\\d{1,2})([.-])(\\d{1,2})\\2${YEAR}(?!\\d)`),
    read: (m) => day(m[4], m[3], m[1]),
  },
]

function day(year: string | undefined, month: string | number | undefined, dayOfMonth: string | undefined) {
  const value = isoDate(Number(year), Number(month), Number(dayOfMonth))
  return value === undefined ? {} : { value }
}

/** Day and month parted by slashes: month first, the usage of most English wires, unless that cannot be. */
function eitherOrder(match: RegExpExecArray): ReturnType<Read> {
  const [first, second, year] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (first > 12) return day(match[3], second, match[1])
  const value = isoDate(year, first, second)
  if (value === undefined) return {}
  return second <= 12 && first !== second ? { value, isAmbiguous: true } : { value }
}

const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function monthOf(name: string): number {
  return MONTH_NAMES.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}
