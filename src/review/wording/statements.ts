import { foldText, nameTokens } from '../../link/index.ts'
import {
  getReport,
  listOffices,
  listQuotations,
  type OpenRecord,
  type QuotationRow,
  type ReportRef,
} from '../../record/index.ts'
import { type AlignedPhrase, compareWordings, type PhraseSpan } from './align.ts'
import type { WordingLexicon } from './lexicon.ts'
import { LIGHT, stemsOf } from './words.ts'

/** Whose statements to compare, and on what. */
export interface WordingQuery {
  /** Who speaks, or of whom readouts tell: a name in any spelling. One of speaker and office is given, or both. */
  readonly speaker?: string
  /** Words of a title: whoever bears it, of those whom `speaker` names. */
  readonly office?: string
  /** Words of the reports, or somebody they name. */
  readonly topic?: string
  /** ISO dates. */
  readonly from?: string
  readonly to?: string
  /** How many statements, the last ones. */
  readonly limit: number
}

/** What one speaker is reported to have said on one day. */
export interface Statement {
  /** ISO date; '' where unknown. */
  readonly day: string
  /** The quoted and reported words, one piece after another, what several reports give once. */
  readonly text: string
  readonly pieces: readonly Piece[]
}

/** A stretch of a statement that one report gives. */
export interface Piece {
  /** Offsets into the statement's text. */
  readonly start: number
  readonly end: number
  readonly quotation: string
  readonly report: ReportRef
  /** What to add to an offset in the statement for that in the report's text. */
  readonly shift: number
}

/** A phrase of a statement with its place in the report that gives it. */
export interface SourcedSpan {
  readonly text: string
  readonly report: string
  /** Offsets into the report's text. */
  readonly start: number
  readonly end: number
  /** The index of the report's sentence in which it begins. */
  readonly sentence?: number
}

/** Two successive statements, phrase by phrase. */
export interface WordingChange {
  readonly from: string
  readonly to: string
  readonly phrases: readonly (Omit<AlignedPhrase, 'before' | 'after'> & {
    readonly before?: SourcedSpan
    readonly after?: SourcedSpan
  })[]
}

/** Statements in order of days, and what changed from each to the next. */
export interface Wordings {
  readonly statements: readonly Statement[]
  readonly changes: readonly WordingChange[]
}

/** Reads what a speaker said, and compares each statement with the one before. */
export async function readWordings(
  record: OpenRecord,
  query: WordingQuery,
  lexicon: WordingLexicon,
): Promise<Wordings> {
  const speakers = query.office === undefined ? [query.speaker ?? ''] : await readHolders(record, query)
  const found = await Promise.all(speakers.map((speaker) => readQuotations(record, { ...query, speaker })))
  const quotations = [...new Map(found.flat().map((row) => [row.id, row])).values()]
  const byDay = new Map<string, QuotationRow[]>()
  for (const own of groupBy(quotations, ({ report }) => report.id).values()) {
    const day = dayOf(own)
    byDay.set(day, [...(byDay.get(day) ?? []), ...own])
  }
  const statements = [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(-query.limit)
    .map(([day, rows]) => statementOf(day, rows, lexicon))
  const sentenceAt = await sentenceFinder(record, statements)
  const changes = statements.slice(1).map((after, i) => {
    const before = statements[i]!
    const phrases = compareWordings(before.text, after.text, lexicon).map(({ before: a, after: b, ...rest }) => ({
      ...rest,
      ...(a === undefined ? {} : { before: sentenceAt(sourced(before, a)) }),
      ...(b === undefined ? {} : { after: sentenceAt(sourced(after, b)) }),
    }))
    return { from: before.day, to: after.day, phrases }
  })
  return { statements, changes }
}

/** More holders of an office than these are no line of one office. */
const MAX_HOLDERS = 12

/** Who bears a title, by their names. */
async function readHolders(record: OpenRecord, { office = '', speaker }: WordingQuery): Promise<string[]> {
  const { rows } = await listOffices(record, { text: office, ...(speaker === undefined ? {} : { actor: speaker }) })
  return [...new Set(rows.map(({ person }) => person))].slice(0, MAX_HOLDERS)
}

/** A reader compares a few statements; behind more quotations than these lie others' days. */
const MAX_QUOTATIONS = 300

/** The last quotations of the speaker, and those of others that begin with his name: the manner of readouts. */
async function readQuotations(
  record: OpenRecord,
  { speaker, topic, from, to }: WordingQuery & { readonly speaker: string },
): Promise<QuotationRow[]> {
  const filters = {
    ...(topic === undefined ? {} : { about: topic }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
  const page = { limit: MAX_QUOTATIONS, order: 'newest' as const }
  const own = await listQuotations(record, { ...filters, actor: speaker }, page)
  const names = nameTokens(speaker)
  const telling =
    names.length === 0 ? { rows: [] } : await listQuotations(record, { ...filters, text: names.at(-1)! }, page)
  const isAbout = ({ content }: QuotationRow) => {
    const opening = nameTokens(content.split(/\s+/).slice(0, 5).join(' '))
    return names.every((name) => opening.includes(name))
  }
  const rows = new Map([...own.rows, ...telling.rows.filter(isAbout)].map((row) => [row.id, row]))
  return [...rows.values()]
}

/** The day on which a report has it said: one that it states, if that is news in it, else its own. */
function dayOf(quotations: readonly QuotationRow[]): string {
  const published = quotations[0]!.report.published?.value
  const stated = quotations.flatMap(({ date }) => (date === undefined || date.start !== date.end ? [] : [date.start]))
  if (published === undefined) return stated.sort().at(-1) ?? ''
  const oldest = new Date(Date.parse(published) - NEWS_DAYS * 86_400_000).toISOString().slice(0, 10)
  return stated.filter((day) => day >= oldest && day <= published).sort()[0] ?? published
}

const NEWS_DAYS = 3

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

/** The quoted words first, then what reports tell in their own; what is said again is left out. */
function statementOf(day: string, rows: readonly QuotationRow[], lexicon: WordingLexicon): Statement {
  const ordered = rows.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.report.id < b.report.id ? -1 : a.report.id > b.report.id ? 1 : a.span.start - b.span.start),
  )
  const said: Set<string>[] = []
  const pieces: Piece[] = []
  let text = ''
  for (const row of ordered) {
    const { words, cue } = wordsOf(row, lexicon)
    const stems = new Set(stemsOf(words).filter((stem) => !LIGHT.has(stem)))
    if (stems.size === 0 || said.some((other) => coverage(stems, other) >= SAID_AGAIN)) continue
    said.push(stems)
    if (text !== '') text += ' '
    const start = text.length
    text += `${words}.`
    pieces.push({
      start,
      end: start + words.length,
      quotation: row.id,
      report: row.report,
      shift: row.span.start - start - cue,
    })
  }
  return { day, text, pieces }
}

const SAID_AGAIN = 0.7

const rank = ({ kind }: QuotationRow) => ['direct', 'mixed', 'indirect'].indexOf(kind)

/** The words of a quotation; before reported speech the verb, which says how strongly it was said. */
function wordsOf({ kind, cue, content }: QuotationRow, { scales }: WordingLexicon): { words: string; cue: number } {
  const bare = content.replace(/[\s,.;:!?]+$/, '')
  const [stem = ''] = stemsOf(foldText(cue ?? ''))
  const isForce = kind === 'indirect' && cue !== undefined && (scales.get(stem) ?? []).some(({ isHead }) => isHead)
  return isForce ? { words: `${cue} ${bare}`, cue: cue.length + 1 } : { words: bare, cue: 0 }
}

function coverage(stems: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0
  for (const stem of stems) if (others.has(stem)) shared++
  return shared / stems.size
}

function sourced({ pieces }: Statement, { start, end, text }: PhraseSpan): SourcedSpan {
  const piece = pieces.find((one) => start < one.end && end > one.start)!
  const from = Math.max(start, piece.start)
  return { text, report: piece.report.id, start: from + piece.shift, end: Math.min(end, piece.end) + piece.shift }
}

/** Reads the reports of statements, and tells in which of their sentences a span begins. */
async function sentenceFinder(record: OpenRecord, statements: readonly Statement[]) {
  const ids = new Set(statements.flatMap(({ pieces }) => pieces.map(({ report }) => report.id)))
  const sentences = new Map<string, readonly { readonly start: number; readonly end: number }[]>()
  for (const id of ids) sentences.set(id, (await getReport(record, id))?.report.sentences ?? [])
  return (span: SourcedSpan): SourcedSpan => {
    const sentence = sentences.get(span.report)!.findIndex(({ end }) => end > span.start)
    return sentence < 0 ? span : { ...span, sentence }
  }
}
