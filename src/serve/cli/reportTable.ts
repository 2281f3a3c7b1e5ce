import { isFailure, type Problem, type Published, type Report } from '../../acquire/index.ts'
import { displayWidth, type Look, printable, styled, wrapped } from './layout.ts'

/** What the heading of a report in a table is made of. */
export interface Heading {
  readonly origin: string
  readonly title?: string
  readonly publisher?: string
  readonly published?: Published
  readonly language: string
}

/** Returns the lines over one report in every table: where it is from, its title, its date and what was found. */
export function reportHeading(report: Heading, found: readonly string[], look: Look): string {
  const { origin, title, publisher, published, language } = report
  const date =
    published === undefined ? 'no publication date' : `published ${published.value} (from ${ORIGINS[published.from]})`
  const facts = [
    publisher && printable(publisher),
    date,
    language === 'en' ? undefined : `language ${language}`,
    ...found,
  ]
  const lines = [styled(rule(printable(origin), look), 'dim', look)]
  if (title !== undefined) lines.push(wrapped(styled(printable(title), 'bold', look), 0, look))
  lines.push(wrapped(styled(facts.filter(Boolean).join(' · '), 'dim', look), 0, look))
  return lines.join('\n')
}

const ORIGINS = { text: 'the text', metadata: 'metadata', option: '--published' } as const

/** Returns the problems of a report, one paragraph each. */
export function problemLines(problems: readonly Problem[], look: Look): string[] {
  return problems.map((problem) =>
    wrapped(styled(`! ${printable(problem.message)}`, isFailure(problem) ? 'red' : 'yellow', look), 0, look),
  )
}

/** "3 events", "1 event". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function rule(label: string, look: Look): string {
  return `── ${label} ${'─'.repeat(Math.max(3, Math.min(look.width, 100) - displayWidth(label) - 4))}`
}

/** Returns a report as read, to be looked at: its heading, and its text with what each part was taken for. */
export function reportTable(report: Report, look: Look): string {
  const head = reportHeading(report, [`id ${report.id}`], look)
  const blocks = report.blocks.map(({ kind, start, end }) => {
    const text = wrapped(printable(report.text.slice(start, end)), LABEL, look).trimStart()
    return `${styled(kind.padEnd(LABEL), 'dim', look)}${kind === 'paragraph' ? text : styled(text, 'dim', look)}`
  })
  const { dateline } = report
  const place = dateline && printable(report.text.slice(dateline.span.start, dateline.span.end))
  if (place !== undefined) blocks.unshift(`${styled('dateline'.padEnd(LABEL), 'dim', look)}${place}`)
  return `${[[head, ...problemLines(report.problems, look)].join('\n'), ...blocks].join('\n\n')}\n\n`
}

/** Columns of the widest kind of block and a blank. */
const LABEL = 11
