import { layOut } from './blocks.ts'
import { placeDateline } from './datelines.ts'
import { type FoundDate, findDate, isoDate } from './dates.ts'
import { decode } from './decode.ts'
import { reportId } from './identity.ts'
import { englishBeyondDoubt, type LanguageDetector } from './language.ts'
import { type Block, isFailure, type Problem, type Published, type Report } from './report.ts'

/** What is known of a report besides its text. */
export interface TextOptions {
  /** The path, URL, archive record or id as given; `text` by default. */
  readonly origin?: string
  readonly title?: string
  readonly publisher?: string
  readonly url?: string
  /** A date in metadata beside the text, in any usual form; used where the text bears none. */
  readonly date?: string
  /** ISO 8601 date the caller gives, used where neither text nor metadata bears one. */
  readonly published?: string
  /** Today, ISO 8601: later publication dates are told as a problem. No check without it. */
  readonly now?: string
  /** Asked where the function words leave doubt; without it such a text is `und`, and coded. */
  readonly detectLanguage?: LanguageDetector
  /** The encoding a transfer or a page declares. */
  readonly encoding?: string
  /** Larger inputs are left uncoded, with a problem; in bytes, or UTF-16 code units of a string. Default 1,000,000. */
  readonly maxSize?: number
  /** Problems found on the way to the text. */
  readonly problems?: readonly Problem[]
}

/** A novel is half a million characters; what is larger is no report but a dump of many. */
export const MAX_SIZE = 1_000_000

/**
 * Returns the report that `input` is: text as found, its blocks, dates and language. Never throws: an input that
 * cannot be read gives a report with an empty text and a problem that says why.
 */
export function reportFromText(input: string | Uint8Array, options: TextOptions = {}): Report {
  const maxSize = options.maxSize ?? MAX_SIZE
  if (input.length > maxSize) return unreadReport(tooLarge(input.length, maxSize), options)
  const { text, problems: found } = typeof input === 'string' ? decoded(input) : decode(input, options.encoding)
  const problems = [...(options.problems ?? []), ...found]
  if (problems.some(isFailure)) return emptyReport(problems, options)
  if (!/[^\s\u200b\ufeff]/.test(text)) {
    return emptyReport([...problems, { code: 'empty', message: 'The input holds no text.' }], options)
  }
  const layout = layOut(text, options.title === undefined ? {} : { title: options.title })
  const dated = publicationDate([layout.published, layout.updated], layout.dateline?.value, options)
  const dateline = layout.dateline && placeDateline(layout.dateline, layout.dateline.start, dated.published?.value)
  const language = languageOf(text, layout.blocks, options.detectLanguage)
  const title = options.title ?? titleOf(text, layout.blocks)
  return {
    id: reportId(text),
    origin: options.origin ?? 'text',
    ...(title === undefined ? {} : { title }),
    ...(options.publisher === undefined ? {} : { publisher: options.publisher }),
    ...(options.url === undefined ? {} : { url: options.url }),
    ...(dated.published === undefined ? {} : { published: dated.published }),
    language: language.tag,
    text,
    ...(dateline === undefined ? {} : { dateline }),
    blocks: layout.blocks,
    problems: [...problems, ...surrogateProblems(text), ...dated.problems, ...language.problems],
  }
}

/** Returns the report for an input that could not be read at all: no text, and the reason. */
export function unreadReport(problem: Problem, options: TextOptions = {}): Report {
  return emptyReport([...(options.problems ?? []), problem], options)
}

/** The problem of an input of `size` that is over the limit; `size` may be a lower bound. */
export function tooLarge(size: number, maxSize: number): Problem {
  const message = `The input has ${size} bytes, more than the limit of ${maxSize} for one report; it was left uncoded.`
  return { code: 'too-large', message }
}

function emptyReport(problems: readonly Problem[], options: TextOptions): Report {
  const { origin = 'text', title, publisher, url } = options
  return {
    id: reportId(''),
    origin,
    ...(title === undefined ? {} : { title }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(url === undefined ? {} : { url }),
    language: 'und',
    text: '',
    blocks: [],
    problems,
  }
}

function decoded(input: string): { text: string; problems: readonly Problem[] } {
  return { text: input.startsWith('\ufeff') ? input.slice(1) : input, problems: [] }
}

function titleOf(text: string, blocks: readonly Block[]): string | undefined {
  const block = blocks.find((candidate) => candidate.kind === 'title')
  return block && text.slice(block.start, block.end)
}

/** The text's own date, else that of its dateline, else metadata, else the caller's. */
function publicationDate(
  inText: readonly (FoundDate | undefined)[],
  datelineValue: string | undefined,
  options: TextOptions,
): { published?: Published; problems: readonly Problem[] } {
  const problems: Problem[] = []
  const written = inText.find((date) => date?.value !== undefined)
  for (const date of inText) if (date !== undefined) problems.push(...dateProblems(date))
  const published: Published | undefined =
    asPublished(written?.value ?? datelineValue, 'text') ??
    asPublished(metadataDate(options.date, problems), 'metadata') ??
    asPublished(options.published, 'option')
  if (published === undefined) problems.push(NO_DATE)
  else if (options.now !== undefined && isAfterTomorrow(published.value, options.now)) {
    const message = `The publication date ${published.value} lies in the future; it was used as it stands.`
    problems.push({ code: 'future-date', message })
  }
  return published === undefined ? { problems } : { published, problems }
}

const NO_DATE: Problem = {
  code: 'no-date',
  message: 'No publication date was found in the text or beside it; relative dates such as "Tuesday" stay open.',
}

function asPublished(value: string | undefined, from: Published['from']): Published | undefined {
  return value === undefined ? undefined : { value, from }
}

function dateProblems(date: FoundDate): Problem[] {
  const span = { start: date.start, end: date.end }
  if (date.value === undefined) {
    return [{ code: 'bad-date', message: 'The date line names no day of the calendar; it was not used.', span }]
  }
  if (date.isAmbiguous === undefined) return []
  const message = `The date can be read with day or month first; it was read as ${date.value}, month first.`
  return [{ code: 'bad-date', message, span }]
}

function metadataDate(date: string | undefined, problems: Problem[]): string | undefined {
  if (date === undefined || date.trim() === '') return undefined
  const compact = /^(\d{4})(\d\d)(\d\d)(?:T?\d{2,6}Z?)?$/.exec(date.trim())
  const value =
    compact === null
      ? findDate(date.slice(0, 100))?.value
      : isoDate(Number(compact[1]), Number(compact[2]), Number(compact[3]))
  if (value === undefined) {
    const message = `The date "${date.slice(0, 60)}" beside the text could not be read; it was not used.`
    problems.push({ code: 'bad-date', message })
  }
  return value
}

/** Zones run ahead of each other by more than half a day, so tomorrow's date is none of the future. */
function isAfterTomorrow(value: string, now: string): boolean {
  return Date.parse(value) - Date.parse(now.slice(0, 10)) > 86_400_000
}

/** Code units of the body that tell its language. */
const SAMPLE = 4000

function languageOf(text: string, blocks: readonly Block[], detect: LanguageDetector | undefined) {
  const body = blocks.filter((block) => block.kind === 'paragraph')
  let sample = ''
  for (const { start, end } of body) {
    if (sample.length < SAMPLE) sample += `${text.slice(start, Math.min(end, start + SAMPLE))}\n`
  }
  const tag = englishBeyondDoubt(sample) ?? detect?.(sample) ?? 'und'
  if (tag === 'en' || tag === 'und') return { tag, problems: [] }
  const message = `The text is in another language than English (${tag}); it was left uncoded.`
  const problem: Problem = { code: 'not-english', message }
  return { tag, problems: [problem] }
}

function surrogateProblems(text: string): Problem[] {
  if (text.isWellFormed()) return []
  const match = /(?:[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff])/.exec(text)
  if (match === null) return []
  const code = match[0].charCodeAt(0).toString(16).toUpperCase()
  const message = `The text holds half a character (unpaired surrogate U+${code}); it was left as found.`
  return [{ code: 'unpaired-surrogate', message, span: { start: match.index, end: match.index + 1 } }]
}
