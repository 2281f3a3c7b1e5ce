import { findDate, findMonthDay, isoDate } from './dates.ts'
import type { Dateline } from './report.ts'

/** A dateline as written: the date may still lack its year. */
export interface FoundDateline {
  readonly place?: string
  /** ISO date where the dateline gives the year. */
  readonly value?: string
  readonly monthDay?: { readonly month: number; readonly day: number }
  /** Length of the dateline with the dash after it and the white space after that, from the start of the paragraph. */
  readonly length: number
  /** Length without the white space at its end. */
  readonly trimmedLength: number
}

/**
 * Returns the dateline that opens `paragraph`, if one does: "SEOUL, Feb. 1 (Yonhap) --", "WASHINGTON (AP) —", "NAPLES, Italy (May 2, 2023) --",
 * "LONDON/PARIS, 1 February -", "(Reuters) -", "Moscow, February 2, 2022 /TASS/.", "NEW DELHI:". A place in lower
 * case counts only with a date or an agency after it, since "Seoul — long a critic — …" opens a sentence.
 */
export function findDateline(paragraph: string): FoundDateline | undefined {
  const head = paragraph.slice(0, MAX_DATELINE)
  const match = DATELINE.exec(head)
  if (match === null) return undefined
  const { place, agency, dash, ...dates } = match.groups as Record<string, string | undefined>
  const date = dates['date'] ?? dates['bracketedDate'] ?? dates['dashedDate'] ?? dates['loneDate'] ?? dates['lateDate']
  const isCapitals = place !== undefined && !/\p{Ll}/u.test(place.split(/[,[(]/)[0]!)
  if (place === undefined && agency === undefined) return undefined
  if (place !== undefined && !isCapitals && date === undefined && agency === undefined) return undefined
  if (place !== undefined && isLabel(place, dash ?? dates['lone'] ?? '')) return undefined
  const full = date === undefined ? undefined : findDate(date)
  const partial = date === undefined || full !== undefined ? undefined : findMonthDay(date)
  return {
    ...(place === undefined ? {} : { place: place.replace(/^([^.,]+)\.$/, '$1') }),
    ...(full?.value === undefined ? {} : { value: full.value }),
    ...(partial?.monthDay === undefined ? {} : { monthDay: partial.monthDay }),
    length: match[0].length,
    trimmedLength: match[0].trimEnd().length,
  }
}

/** Returns the dateline that a line is by itself: "MOSCOW, 12 March 2021", "Geneva, 8 March 2024". */
export function findPlaceAndDate(line: string): FoundDateline | undefined {
  const match = PLACE_AND_DATE.exec(line)
  const { place, date } = match?.groups ?? {}
  if (place === undefined || date === undefined || isLabel(place, '') || NO_PLACE.test(place)) return undefined
  const full = findDate(date)
  return {
    place,
    ...(full?.value === undefined ? {} : { value: full.value }),
    length: line.length,
    trimmedLength: line.trimEnd().length,
  }
}

/**
 * Returns the dateline as the report bears it, its span starting at `start`. A date without a year takes that of the
 * publication date, or the year before where the day would else lie after publication ("Dec. 31" in January).
 */
export function placeDateline(found: FoundDateline, start: number, published: string | undefined): Dateline {
  const value = found.value ?? completed(found.monthDay, published)
  return {
    ...(found.place === undefined ? {} : { place: found.place }),
    ...(value === undefined ? {} : { value }),
    span: { start, end: start + found.trimmedLength },
  }
}

function completed(monthDay: FoundDateline['monthDay'], published: string | undefined): string | undefined {
  if (monthDay === undefined || published === undefined) return undefined
  const year = Number(published.slice(0, 4))
  const sameYear = isoDate(year, monthDay.month, monthDay.day)
  // A dispatch may be dated a day after publication elsewhere in the world; a month later it is last year's.
  if (sameYear === undefined || daysBetween(published, sameYear) <= 31) return sameYear
  return isoDate(year - 1, monthDay.month, monthDay.day)
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

const MAX_DATELINE = 160

const WORD = "\\p{Lu}[\\p{L}\\p{M}.'’-]*"
const NAME = `${WORD}(?: (?:(?:de|la|el|al|of|the|and|du|des|do|da) )?${WORD}){0,3}`
const PLACE = `(?<place>${NAME}(?: ?/ ?${NAME}){0,2}(?:, ${NAME}){0,2}?(?: ?\\[${NAME}\\])?)`
const MONTH =
  '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Za-z]*\\.?'
const WEEKDAY = '(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]? )?'
const DATE = `${WEEKDAY}(?:${MONTH} \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2}(?:st|nd|rd|th)? ${MONTH}(?:,? \\d{4})?|\\d{4}-\\d\\d-\\d\\d|\\d{1,2}/\\d{1,2}/\\d{4})`
const AGENCY =
  "(?<agency>[(\\[/](?=\\p{Lu}|(?:afp|ansa|apa|dpa|efe|epa|ntb|pap)\\b)[\\p{L}\\p{N} .&/'’+-]{2,41}[)\\]/])"
const DASH = '(?<dash> ?(?:--+|[—–―]) ?| _ | - ?|- |\\. (?=\\p{Lu})| ?: )'
/** Some agencies set no mark: "Seoul, Feb 2 (IANS) South Korea …"; then place, date and agency must all be there. */
const UNMARKED = '(?<=\\d[,.]? \\([A-Z]{2,6}\\)) (?=[\\p{Lu}"“])'
const DATELINE = new RegExp(
  `^(?:${PLACE}(?:[,.]? (?:(?<date>${DATE})|\\((?<bracketedDate>${DATE})\\))| ?[-–—] ?(?<dashedDate>${DATE}))?|(?<loneDate>${DATE}))?[,.]?(?: ?${AGENCY}(?:,? (?<lateDate>${DATE}))?)?(?:${DASH}\\s*(?=\\S)|(?<lone> ?(?:--+|[—–―]|-))\\s*$|${UNMARKED})`,
  'u',
)

const PLACE_AND_DATE = new RegExp(`^${PLACE}, (?<date>${DATE})\\.?\\s*$`, 'u')
/** Days, and what stands before a date in heads of releases. */
const NO_PLACE =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Published|Posted|Updated|Issued|Released|Date|Last|First|Press|Media|News|Release|No|Vol|Issue|By)\b/i

/** Words in capitals before a colon or dash that name no place: labels of the desk, and speakers of a transcript. */
const LABELS =
  /^(?:BREAKING|UPDATED?|URGENT|EXCLUSIVE|WATCH|ANALYSIS|EXPLAINER|CORRECT(?:ION|ED)|OPINION|VIDEO|PHOTOS?|FACTBOX|NOTE|LIVE|BYLINE|READ|MORE|ALSO|RELATED|NEWS|FLASH|TIMELINE|Q|A|QUESTION|ANSWER|MODERATOR|OPERATOR|MRS?|MS|DR|SIR|SECRETARY|PRESIDENT|MINISTER|AMBASSADOR|SENATOR|GENERAL|STAFF|REPORTER|INTERVIEWER|SUBJECT|NATO|ASEAN|IAEA|OSCE|OPEC|BRICS|DPRK|ROK|TO|FROM|CC|RE|DATE|FOR|READOUT|STATEMENT|PRESS|MEDIA|FACT|JOINT|CONTACT|THE|THIS|I|WE)\b/

function isLabel(place: string, dash: string): boolean {
  // "THE HAGUE, May 2 -" is a place, "THE LATEST:" is none.
  if (LABELS.test(place) && !/^THE (?:HAGUE|GAMBIA|BAHAMAS)\b/.test(place)) return true
  // "NATO: …", "UN - …": an acronym before a colon or a bare full stop is a topic more often than a place.
  return (dash.startsWith(':') || dash.startsWith('.')) && place.length < 5 && !SHORT_PLACES.has(place)
}

/** Cities of four letters whence wires report. */
const SHORT_PLACES = new Set(
  'ADEN APIA BAKU BERN BONN DILI DOHA GAZA GOMA HOMS JUBA KIEV KYIV LIMA LOMÉ LOME LVIV MALE MALÉ NUUK OSLO RIGA ROME SANA SUVA'.split(
    ' ',
  ),
)
