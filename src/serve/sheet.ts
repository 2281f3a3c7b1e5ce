import { stringify } from 'csv-stringify/sync'
import type { CharSpan } from '../acquire/index.ts'
import type { CodedReport } from '../code/index.ts'
import { ReadoutError } from '../errors.ts'
import type { LoneEventRow, RowParticipant } from '../record/index.ts'

/** One judged row of a sheet, as it is scored. */
export interface Verdict {
  readonly event: string
  readonly type: string
  /** Whether the event stands; undefined where the coder has not judged it. */
  readonly isKept?: boolean
  readonly reason: string
  readonly confidence: number
}

/** An event with the report whose text tells it. */
export interface Drawn {
  readonly row: LoneEventRow
  readonly report: CodedReport
}

type Cell = string | number | undefined

/** The columns of a sheet: what was coded, the words that tell it with the trigger in angle brackets, and what a coder fills in. */
const COLUMNS: readonly (readonly [string, (drawn: Drawn) => Cell])[] = [
  ['event', ({ row }) => row.id],
  ['verdict', () => ''],
  ['reason', () => ''],
  ['event_type', ({ row }) => row.eventType],
  ['mode', ({ row }) => row.mode],
  ['status', ({ row }) => row.status],
  ['actors', ({ row }) => names(row.actors)],
  ['recipients', ({ row }) => names(row.recipients)],
  ['date', ({ row }) => row.date?.value],
  ['location', ({ row }) => row.location?.name],
  ['sentence', sentenceOf],
  ['title', ({ report }) => report.report.title],
  ['published', ({ report }) => report.report.published?.value],
  ['report', ({ report }) => report.report.id],
  ['rule', ({ row }) => row.rule],
  ['confidence', ({ row }) => row.confidence],
]

/** Returns a sheet for hand-checking, its head first; line ends and tabs within cells are blanks. */
export function toSheet(drawn: readonly Drawn[], format: 'csv' | 'tsv'): string {
  const rows = drawn.map((one) => COLUMNS.map(([, cell]) => String(cell(one) ?? '').replaceAll(/\s+/g, ' ')))
  return stringify([COLUMNS.map(([name]) => name), ...rows], { delimiter: format === 'csv' ? ',' : '\t' })
}

function names(participants: readonly RowParticipant[]): string {
  return participants.map(({ name, country }) => (country === undefined ? name : `${name} (${country})`)).join('; ')
}

function sentenceOf({ row, report: { report } }: Drawn): string {
  const [first] = row.reports.find(({ id }) => id === report.id)!.mentions
  const sentence = report.sentences[first!.sentence]!
  const cut = ({ start, end }: CharSpan) => report.text.slice(start, end)
  const { start, end } = first!.trigger
  return `${cut({ start: sentence.start, end: start })}<${cut(first!.trigger)}>${cut({ start: end, end: sentence.end })}`
}

/**
 * Reads a sheet that a coder has filled in, as CSV or TSV with a head; columns may stand in any order and others be added.
 * @throws ReadoutError `usage` that names the file and the line: no such column, or a verdict that is neither keep nor strike.
 */
export function readSheet(text: string, file: string): Verdict[] {
  const delimiter = (text.split('\n', 1)[0] ?? '').includes('\t') ? '\t' : ','
  const [head = [], ...rows] = parseDelimited(text, delimiter)
  const fail = (what: string): never => {
    throw new ReadoutError('usage', `${file}: ${what}`)
  }
  const at = (name: string) => (head.includes(name) ? head.indexOf(name) : fail(`there is no column "${name}"`))
  const [event, verdict, reason] = [at('event'), at('verdict'), at('reason')]
  const [type, confidence] = [at('event_type'), at('confidence')]
  return rows.map((row, idx) => {
    const answer = (row[verdict] ?? '').trim().toLowerCase()
    if (answer !== '' && answer !== 'keep' && answer !== 'strike')
      fail(`line ${idx + 2}: "${row[verdict]}" is no verdict; write keep or strike, or leave it empty`)
    return {
      event: row[event] ?? '',
      type: row[type] ?? '',
      ...(answer === '' ? {} : { isKept: answer === 'keep' }),
      reason: (row[reason] ?? '').trim(),
      confidence: Number(row[confidence]),
    }
  })
}

/** The rows of a delimited text (RFC 4180): quoted fields may hold delimiters, line ends and doubled quotation marks. */
export function parseDelimited(text: string, delimiter: ',' | '\t'): string[][] {
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${delimiter}\\r\\n]*))(${delimiter}|\\r?\\n|$)`, 'gy')
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain = '', end] of text.replace(/^\ufeff/, '').matchAll(field)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === delimiter) continue
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  return rows
}
