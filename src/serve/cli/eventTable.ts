import type { CharSpan } from '../../acquire/index.ts'
import type { CodedEvent, CodedReport, Participant, Status } from '../../code/index.ts'
import { type Look, printable, type Style, styled, wrapped } from './layout.ts'
import { counted, problemLines, reportHeading } from './reportTable.ts'

/** Returns one coded report to be read by people: its heading, then a block for each event. */
export function eventTable(coded: CodedReport, look: Look): string {
  const { report, events, quotations, problems } = coded
  const found = report.text === '' ? [] : [counted(events.length, 'event'), counted(quotations.length, 'quotation')]
  const blocks = events.map((event, idx) => eventBlock(event, idx + 1, { coded, look }))
  const head = [reportHeading(report, found, look), ...problemLines(problems, look)].join('\n')
  return `${[head, ...blocks].join('\n\n')}\n\n`
}

/** The sentence behind a rule, so that it is told from what Readout says of it. */
function beside(sentence: string, look: Look): string {
  const bar = styled('│ ', 'dim', look)
  return wrapped(sentence, INDENT + 2, look)
    .split('\n')
    .map((line) => `${' '.repeat(INDENT)}${bar}${line.slice(INDENT + 2)}`)
    .join('\n')
}

interface View {
  readonly coded: CodedReport
  readonly look: Look
}

/** Columns before the lines of an event: its number, right-aligned, and a blank. */
const INDENT = 5

function eventBlock(event: CodedEvent, number: number, { coded, look }: View): string {
  const who = `${people(event.actors, look)}${event.recipients.length > 0 ? ` ${styled('→', 'dim', look)} ${people(event.recipients, look)}` : ''}`
  const lines = [wrapped(who, INDENT, look), wrapped(whatAndWhen(event, look), INDENT, look)]
  const sayers = event.accordingTo.map(withCountry)
  if (sayers.length > 0) lines.push(wrapped(`according to ${sayers.join('; ')}`, INDENT, look))
  lines.push(beside(markedSentence(event, coded, look), look))
  if (event.mentions.length > 1) {
    lines.push(wrapped(styled(`told ${event.mentions.length} times in the report`, 'dim', look), INDENT, look))
  }
  return `${String(number).padStart(3)}. ${lines.join('\n').trimStart()}`
}

function people(participants: readonly Participant[], look: Look): string {
  if (participants.length === 0) return styled('(not said)', 'dim', look)
  return participants
    .map(({ name, country }) => {
      const plain = printable(name)
      return `${styled(plain, 'bold', look)}${country === undefined ? '' : styled(` (${country})`, 'dim', look)}`
    })
    .join(', ')
}

function withCountry({ name, country }: { readonly name: string; readonly country?: string | undefined }): string {
  return `${printable(name)}${country === undefined ? '' : ` (${country})`}`
}

const STATUS_STYLE: Readonly<Record<Status, Style>> = {
  occurred: 'green',
  ongoing: 'green',
  planned: 'cyan',
  'called-for': 'cyan',
  hypothetical: 'yellow',
  denied: 'red',
}

function whatAndWhen(event: CodedEvent, look: Look): string {
  const { mode, contexts, date, location, weapon, casualties } = event
  const type = styled(`${event.eventType}${mode === undefined ? '' : `/${mode}`}`, 'bold', look)
  const toll = [
    casualties?.killed === undefined ? '' : `${casualties.killed} killed`,
    casualties?.injured === undefined ? '' : `${casualties.injured} injured`,
  ].filter(Boolean)
  const parts = [
    `${type} ${styled(`CAMEO ${event.cameo}`, 'dim', look)}`,
    styled(event.status, STATUS_STYLE[event.status], look),
    date === undefined ? 'date not said' : interval(date.start, date.end),
    location === undefined ? '' : `at ${withCountry(location)}`,
    weapon === undefined
      ? ''
      : [weapon.kind, weapon.designation]
          .filter(Boolean)
          .map((text) => printable(text!))
          .join(' '),
    ...toll,
    contexts.join(', '),
  ]
  return parts.filter(Boolean).join(' · ')
}

function interval(start: string, end: string): string {
  return start === end ? start : `${start} to ${end}`
}

/** The sentence, its evidence underlined and its trigger bold; in brackets and asterisks where there is no colour. */
function markedSentence(event: CodedEvent, { report }: CodedReport, look: Look): string {
  const sentence = report.sentences[event.sentence] ?? event.evidence
  const words = look.hasColor ? painted(report.text, sentence, event, look) : bracketed(report.text, sentence, event)
  return words
}

function bracketed(text: string, sentence: CharSpan, { evidence, trigger }: CodedEvent): string {
  // In the order in which marks at one place stand: what closes before what opens, the inner inside the outer.
  const marks = [
    { at: trigger.end, mark: '*' },
    { at: evidence.end, mark: ']' },
    { at: evidence.start, mark: '[' },
    { at: trigger.start, mark: '*' },
  ].filter(({ at }) => at >= sentence.start && at <= sentence.end)
  let out = ''
  let done = sentence.start
  for (const { at, mark } of marks.sort((a, b) => a.at - b.at)) {
    out += text.slice(done, at) + mark
    done = at
  }
  return printable(out + text.slice(done, sentence.end))
}

function painted(text: string, sentence: CharSpan, { evidence, trigger }: CodedEvent, look: Look): string {
  const cuts = [sentence.start, evidence.start, trigger.start, trigger.end, evidence.end, sentence.end]
    .map((cut) => Math.min(Math.max(cut, sentence.start), sentence.end))
    .sort((a, b) => a - b)
  let out = ''
  for (const [idx, start] of cuts.slice(0, -1).entries()) {
    const end = cuts[idx + 1]!
    if (start === end) continue
    const styles: Style[] = []
    if (start >= evidence.start && end <= evidence.end) styles.push('underline')
    if (start >= trigger.start && end <= trigger.end) styles.push('bold', 'yellow')
    const piece = text.slice(start, end)
    const plain = `${/^\s/.test(piece) ? ' ' : ''}${printable(piece)}${/\S\s+$/.test(piece) ? ' ' : ''}`
    out += styles.length === 0 ? plain : styled(plain, styles, look)
  }
  return out
}
