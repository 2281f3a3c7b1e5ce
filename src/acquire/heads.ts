import { type FoundDate, findDate } from './dates.ts'

/** What a line that bears nothing but a date says the date is of. */
export interface DateLine {
  readonly date: FoundDate
  /** `updated` where the line says so: a date of publication elsewhere in the report goes before it. */
  readonly role: 'published' | 'updated'
}

/**
 * Returns the date of a line that holds only that, with what usually goes with it: "February 2, 2022",
 * "Published: Wed, 02 Feb 2022 10:00 GMT", "Updated 2 Feb 2022 at 9:15 a.m. EST", "Washington, DC | February 1, 2022",
 * "Posted on 2022-02-02T10:00:00+09:00 by Staff". A line that says anything else is none.
 */
export function readDateLine(line: string): DateLine | undefined {
  if (line.length > MAX_DATE_LINE || !HAS_YEAR.test(line)) return undefined
  return readPlainDateLine(line) ?? readParted(line)
}

/** "READOUT | OFFICE OF THE SPOKESPERSON | FEBRUARY 1, 2022": a date in a part of its own among short labels. */
function readParted(line: string): DateLine | undefined {
  const parts = line.split(/[|•·]/)
  if (parts.length < 2 || parts.some((part) => tokensOf(part).length > MAX_LABEL_WORDS)) return undefined
  let start = 0
  for (const part of parts) {
    const found = readPlainDateLine(part)
    if (found) {
      const { date } = found
      return { ...found, date: { ...date, start: date.start + start, end: date.end + start } }
    }
    start += part.length + 1
  }
  return undefined
}

const MAX_LABEL_WORDS = 7

function readPlainDateLine(line: string): DateLine | undefined {
  const date = findDate(line)
  if (date === undefined) return undefined
  const before = line.slice(0, date.start)
  let after = line.slice(date.end)
  // "Published 1 Feb 2022 | Updated 2 Feb 2022": the second date says nothing about publication.
  const second = findDate(after)
  if (second !== undefined) after = after.slice(0, second.start) + after.slice(second.end)
  if (!isBefore(before) || !isAfter(after)) return undefined
  return { date, role: /updat|modified|revised|edited/i.test(before) ? 'updated' : 'published' }
}

/** A date before the first words of the body, on one line with them, and the title before it if there is one. */
export interface InlinePrefix {
  readonly date: FoundDate
  /** Where the date block starts: at the word "date" or the like, else at the date. */
  readonly start: number
  /** Where the first paragraph starts. */
  readonly end: number
}

/**
 * Returns the date written before the body on the body's own line: "date 2022-01-06 US Secretary …",
 * "Headline date 2022-01-06 US Secretary …", "Published: February 2, 2022 - SEOUL …", "2022-02-02 | The …".
 */
export function readInlinePrefix(line: string): InlinePrefix | undefined {
  const head = line.slice(0, MAX_PREFIX)
  if (!HAS_YEAR.test(head)) return undefined
  for (const pattern of PREFIXES) {
    const match = pattern.exec(head)
    if (match === null || match.index + match[0].length >= line.length) continue
    const label = match[1] ?? ''
    const date = findDate(match[0])
    if (date === undefined) continue
    const start = match.index + match[0].indexOf(label)
    const placed = { ...date, start: match.index + date.start, end: match.index + date.end }
    return { date: placed, start, end: match.index + match[0].length }
  }
  return undefined
}

/** Every form of a full date has its year in four figures. */
const HAS_YEAR = /\d{4}/
const MAX_DATE_LINE = 140
const MAX_PREFIX = 320

const WORDS_BEFORE = words(
  'first last originally published publication posted updated modified revised issued released date dated created uploaded edited time on at as of the mon tue tues wed thu thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday',
)
const WORDS_AFTER = words(
  'at on by and a p m am pm t z gmt utc ist kst jst est edt et cst cdt ct mst mdt mt pst pdt pt bst cet cest eet eest eat wat sast msk hkt sgt pkt gst ast trt irst wib wita ict pht myt npt mmt uzt azt amt get cat art brt clt cot pet vet nzst nzdt akst hst noon midnight aest aedt hr hrs hour hours local time edition updated published last first modified staff newsroom desk mon tue tues wed thu thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday ago min mins minute minutes read',
)
/** The place on the date line of an official readout has at most this many words ("Washington, District of Columbia"). */
const MAX_PLACE_WORDS = 4

const NO_PLACE =
  /^(?:by|from|since|until|till|before|after|in|for|effective|expires?|due|deadline)\b| (?:on|of|at|as|the)$/i

/** Whether all before the date is a place, a label and a weekday, each optional, in that order. */
function isBefore(text: string): boolean {
  const tokens = tokensOf(text)
  const firstWord = tokens.findIndex((token) => WORDS_BEFORE.has(token.toLowerCase()))
  const place = firstWord === -1 ? tokens : tokens.slice(0, firstWord)
  if (place.length > MAX_PLACE_WORDS || !place.every((token) => /^\p{Lu}/u.test(token))) return false
  // "Talks on February 2", "By February 2": no place, but words about the day.
  if (place.length > 0 && NO_PLACE.test(`${place[0]} ${tokens[firstWord] ?? ''}`)) return false
  return firstWord === -1 || tokens.slice(firstWord).every((token) => WORDS_BEFORE.has(token.toLowerCase()))
}

/** Whether all after the date is a time of day with its zone, a label, a place or agency in brackets, or "by" with a name. */
function isAfter(text: string): boolean {
  const tokens = tokensOf(text.replace(/\s*[([]\p{Lu}[^)\]]{1,40}[)\]]\s*$/u, ''))
  const by = tokens.findIndex((token) => token.toLowerCase() === 'by')
  const names = by === -1 ? [] : tokens.slice(by + 1)
  const rest = by === -1 ? tokens : tokens.slice(0, by)
  return (
    names.length <= 6 &&
    names.every((token) => /^\p{Lu}/u.test(token)) &&
    rest.every((token) => WORDS_AFTER.has(token.toLowerCase()) || /^t?\d{1,4}(?:am|pm|h\d?\d?|z)?$/i.test(token))
  )
}

function tokensOf(text: string): string[] {
  return text.split(/[\s,:;|/()[\]•·–—.+-]+/).filter((token) => token !== '')
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

const ISO = '(?:1[89]|20)\\d\\d-\\d\\d?-\\d\\d?(?:[T ]\\d\\d:\\d\\d(?::\\d\\d)?(?:\\.\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?'
const WORDED =
  '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,? )?(?:\\p{L}{3,9}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}(?:st|nd|rd|th)? \\p{L}{3,9}\\.?,? \\d{4}|\\d{1,2}[/.]\\d{1,2}[/.]\\d{4})'
const LABEL = '(?:date|published(?: on)?|posted(?: on)?|updated(?: on)?|dated|issued)'
const PREFIXES: readonly RegExp[] = [
  // A label, a date, and then the text, with or without a mark between them.
  new RegExp(`^\\s*(${LABEL})[: ]\\s*(?:${ISO}|${WORDED})\\s*[|:–—-]*\\s*(?=\\S)`, 'iu'),
  // The label "date" in the midst of a line, with a date that no sentence would write after it.
  new RegExp(`(?<=\\s)(date) ${ISO}\\s+(?=\\S)`, 'u'),
  // A date alone, parted from the text by a mark; the ISO form also by a space before a capital or a quotation mark.
  new RegExp(`^\\s*([(\\[]?)(?:${ISO}|${WORDED})[)\\]]?\\s*(?:\\||–|—|--|:|- | -)\\s*(?=\\S)`, 'iu'),
  new RegExp(`^\\s*([(\\[]?)${ISO}[)\\]]?\\s+(?=[\\p{Lu}"“‘'])`, 'u'),
]
