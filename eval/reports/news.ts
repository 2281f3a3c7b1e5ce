import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Report, reportFromText } from '../../src/acquire/index.ts'
import { readWikinews } from '../precision/wikinews.ts'
import type { GoldEvent, GoldReport, GoldStatement, GoldTime } from './gold.ts'

/** Half-open, in UTF-16 code units of the text of the report. */
type Offsets = readonly [start: number, end: number]

/** A line of `gold/news-*.gold.jsonl`: a gold report whose words are offsets into a text that is not copied here. */
interface NewsLine extends Omit<GoldReport, 'events' | 'statements' | 'times'> {
  /** Of the text as UTF-8: offsets mean nothing in another edition of it. */
  readonly sha256: string
  readonly events: readonly (Omit<GoldEvent, 'evidence' | 'place'> & {
    readonly evidence: Offsets
    readonly place: Offsets | null
  })[]
  readonly statements: readonly (Omit<GoldStatement, 'quote'> & { readonly quote: Offsets })[]
  readonly times: readonly (Omit<GoldTime, 'text'> & { readonly text: Offsets })[]
}

/** Hand-coded reports with the texts that they point into. */
export interface News {
  readonly gold: readonly GoldReport[]
  /** By the gold's id: the path of the text in the data folder, for a row of a table with its address after a hash sign. */
  readonly reports: ReadonlyMap<string, Report>
  /** One line for every report whose text is missing or another than the one that was coded; it is left out. */
  readonly left: readonly string[]
}

/** The news coded in `file`, with the texts under `data`. */
export function readNews(file: string, data = '../shared/data'): News {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as NewsLine) // written by hand and tested by eval/gold/check.ts
  const wikinews = new Map(
    readWikinews(join(data, 'unlabelled')).map(({ report }) => [report.url ?? report.origin, report]),
  )
  const reports = new Map<string, Report>()
  const left: string[] = []
  for (const { id, sha256 } of lines) {
    const report = reportOf(id, { data, wikinews })
    if (report === undefined) left.push(`No text ${id} in ${data}: left out.`)
    else if (hashOf(report.text) !== sha256) left.push(`Another text of ${id} than the one coded: left out.`)
    else reports.set(id, report)
  }
  const gold = lines.flatMap((line) => {
    const report = reports.get(line.id)
    return report ? [worded(line, report.text)] : []
  })
  return { gold, reports, left }
}

interface Texts {
  readonly data: string
  readonly wikinews: ReadonlyMap<string, Report>
}

/** PolNeAR's articles bear their date in the name of the file alone; their first line is the headline, ended by a stop. */
function reportOf(id: string, { data, wikinews }: Texts): Report | undefined {
  const [path = '', address] = id.split('#')
  if (address !== undefined) return wikinews.get(address)
  const file = join(data, path)
  if (!existsSync(file)) return undefined
  const text = readFileSync(file, 'utf8')
  const date = basename(file).match(/_(\d{4}-\d\d-\d\d)_/)?.[1]
  return reportFromText(text, { origin: id, title: text.split('\n', 1)[0]!, ...(date !== undefined && { date }) })
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** The line with words in place of offsets. */
function worded({ sha256: _, ...line }: NewsLine, text: string): GoldReport {
  const words = ([start, end]: Offsets) => text.slice(start, end)
  return {
    ...line,
    events: line.events.map((event) => ({
      ...event,
      evidence: words(event.evidence),
      place: event.place && words(event.place),
    })),
    statements: line.statements.map((statement) => ({ ...statement, quote: words(statement.quote) })),
    times: line.times.map((time) => ({ ...time, text: words(time.text) })),
  }
}
