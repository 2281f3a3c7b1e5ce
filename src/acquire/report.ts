/** A half-open range `[start, end)` of UTF-16 code units in one report's `text`. */
export interface CharSpan {
  readonly start: number
  readonly end: number
}

/** Something about one report that a reader of its record should know; never a reason to stop. */
export interface Problem {
  readonly code: ProblemCode
  /** One plain sentence that quotes the offending value and says what was done about it. */
  readonly message: string
  readonly span?: CharSpan
}

export type ProblemCode =
  | 'empty'
  | 'unreadable'
  | 'binary'
  | 'too-large'
  | 'encoding'
  | 'malformed-record'
  | 'no-date'
  | 'future-date'
  | 'bad-date'
  | 'unpaired-surrogate'
  | 'long-sentence'
  | 'not-english'
  | 'possible-misspelling'

/** What a stretch of the text as found is; blocks are in text order and do not overlap. Only `paragraph` is coded. */
export type BlockKind = 'title' | 'date' | 'byline' | 'heading' | 'paragraph' | 'furniture'

export interface Block extends CharSpan {
  readonly kind: BlockKind
}

/** Where the publication date was found: in the text, in metadata beside it, or given by the caller. */
export interface Published {
  /** ISO 8601 date, `YYYY-MM-DD`. */
  readonly value: string
  readonly from: 'text' | 'metadata' | 'option'
}

/** The place and date that open a dispatch: "SEOUL, Feb. 1 (Agency) -". */
export interface Dateline {
  readonly place?: string
  /** ISO 8601 date, absent where the dateline bears none. */
  readonly value?: string
  readonly span: CharSpan
}

/** One report as acquired. `text` is never rewritten: every derived datum points into it. */
export interface Report {
  /** Hash of the normalised content: the same wherever the report came from. */
  readonly id: string
  /** The path, URL, archive record or id as given. */
  readonly origin: string
  readonly title?: string
  readonly publisher?: string
  readonly url?: string
  readonly published?: Published
  /** BCP 47 tag of the language found, `und` where the text is too short to tell. */
  readonly language: string
  readonly text: string
  readonly dateline?: Dateline
  readonly blocks: readonly Block[]
  readonly problems: readonly Problem[]
}

/** Whether the problem means that the input as a whole could not be read, so that nothing of it is coded. */
export function isFailure(problem: Problem): boolean {
  return FAILURES.has(problem.code)
}

const FAILURES: ReadonlySet<Problem['code']> = new Set([
  'empty',
  'unreadable',
  'binary',
  'too-large',
  'malformed-record',
])
