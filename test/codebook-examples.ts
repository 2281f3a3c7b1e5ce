import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainReport } from '../src/acquire/index.ts'
import { annotate } from '../src/annotate/index.ts'
import { type CodedEvent, code, type Entry } from '../src/code/index.ts'
import type { Resources } from '../src/run.ts'
import { readMarked } from './marked.ts'

/** What is wrong with a `yes` example of an entry: undefined where it gives an event of the entry's type with the marked roles. */
export function faultOfYes(entry: Entry, example: string, resources: Resources): string | undefined {
  const { text, spans } = readMarked(example)
  const events = codeSentence(text, resources)
  const typed = events.filter(
    ({ eventType, mode }) =>
      eventType === entry.gives.eventType && (entry.gives.mode === undefined || mode === entry.gives.mode),
  )
  if (typed.length === 0) return `gives ${describe(events)}`
  const roleFault = (event: CodedEvent) =>
    spans.find(({ label, start, end }) => {
      const filled = label === 'actor' ? event.actors : label === 'recipient' ? event.recipients : []
      return !filled.some(({ span }) => span.start < end && start < span.end)
    })
  if (typed.some((event) => roleFault(event) === undefined)) return undefined
  return `${roleFault(typed[0]!)!.label} is not found in ${describe(typed)}`
}

/** What is wrong with a `no` example: undefined where the entry gives nothing there. */
export function faultOfNo(entry: Entry, example: string, resources: Resources): string | undefined {
  const events = codeSentence(readMarked(example).text, resources)
  const wrong = entry.gives.eventType === 'NONE' ? [] : events.filter(({ rule }) => rule === entry.id)
  return wrong.length === 0 ? undefined : `gives ${describe(wrong)}`
}

function codeSentence(text: string, resources: Resources): readonly CodedEvent[] {
  const report = plainReport(text, 'example', '2024-03-08')
  return code(annotate(report, resources.annotate), resources.code).events
}

function describe(events: readonly CodedEvent[]): string {
  if (events.length === 0) return 'nothing'
  return events
    .map(
      ({ eventType, rule, actors, recipients }) =>
        `${eventType} (${rule}) ${actors.map(({ name }) => name).join('+')} > ${recipients.map(({ name }) => name).join('+')}`,
    )
    .join('; ')
}

/** The list of examples known to come out wrong, written by `npm run eval -- codebook --freeze`. */
export const KNOWN_WRONG = join(import.meta.dirname, 'codebook-known-wrong.tsv')

/** `entry id <tab> example` of each example known to come out wrong. */
export function readKnownWrong(): ReadonlySet<string> {
  const lines = readFileSync(KNOWN_WRONG, 'utf8').split('\n')
  return new Set(lines.filter((line) => line !== '' && !line.startsWith('#')))
}
