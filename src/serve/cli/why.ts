import { ReadoutError } from '../../errors.ts'
import type { EventReasons, EventRow, OpenRecord, Told } from '../../record/index.ts'
import type { AskOptions } from './actor.ts'
import type { Io } from './io.ts'
import { type Look, printable, styled, wrapped } from './layout.ts'
import { openExisting } from './list.ts'
import { rowsTable } from './rowTable.ts'

type Joined = Extract<EventReasons, { joins: unknown }>
type Comparison = Joined['joins'][number]

/**
 * `readout why EVENT [EVENT]`: prints why mentions are one event, or why those of two are two.
 * @throws ReadoutError `usage` that names an id that is not on record.
 */
export async function whyCommand(ids: readonly string[], { database, format }: AskOptions, io: Io): Promise<number> {
  const record = await openExisting(database)
  try {
    const { getEvent, readTold, whyEvent } = await import('../../record/index.ts')
    const events: EventRow[] = []
    for (const id of ids) {
      const event = await getEvent(record, id)
      if (event === undefined) throw new ReadoutError('usage', `there is no event "${id}" on record`)
      events.push(event)
    }
    const reasons = (await whyEvent(record, ids[0]!, ids[1]))!
    if (format === 'jsonl') {
      await io.write(`${JSON.stringify(reasons)}\n`)
      return 0
    }
    const told = await readTold(
      record,
      events.map(({ id }) => id),
    )
    await io.write(rowsTable('events', events, io))
    await io.write(
      'joins' in reasons
        ? await together(reasons, record, { told, look: io })
        : apart(reasons.comparisons, { told, look: io }),
    )
    return 0
  } finally {
    await record.close()
  }
}

interface Shown {
  readonly told: ReadonlyMap<string, readonly Told[]>
  readonly look: Look
}

async function together({ joins, relations, copies }: Joined, record: OpenRecord, shown: Shown): Promise<string> {
  const { getEvent } = await import('../../record/index.ts')
  const parts = joins.map((join) => comparison(join, 'one act', shown))
  const nameOf = reportNames(shown)
  for (const { report, of } of copies)
    parts.push(`  ${nameOf.byReport.get(report)} prints the text of ${nameOf.byReport.get(of)}.\n`)
  for (const { to, kind } of relations) {
    const row = await getEvent(record, to)
    if (row !== undefined)
      parts.push(
        `${styled(kind, 'bold', shown.look)} ${styled(to, 'dim', shown.look)}\n${rowsTable('events', [row], shown.look)}`,
      )
  }
  return parts.length === 0 ? 'One report tells it, and nothing on record relates to it.\n' : parts.join('')
}

/** Of many pairs of mentions the likest tells most. */
function apart(comparisons: readonly Comparison[], shown: Shown): string {
  const likest = comparisons.toSorted((a, b) => a.forbidding.length - b.forbidding.length || b.score - a.score)[0]
  return likest === undefined ? '' : comparison(likest, 'apart', shown)
}

function comparison({ a, b, score, weighed, forbidding }: Comparison, verdict: string, shown: Shown): string {
  const { byMention } = reportNames(shown)
  const head = `${byMention.get(a) ?? a} and ${byMention.get(b) ?? b}: ${verdict}`
  const facts: (readonly [string, string])[] = [
    ...forbidding.map(({ feature, detail }) => ['forbids', `${feature}: ${detail}`] as const),
    ...weighed.map(({ feature, weight = 0, detail }) => [signed(weight), `${feature}: ${detail}`] as const),
    [signed(score), 'over what is needed'],
  ]
  const lines = facts.map(([sign, fact]) => `${sign.padStart(SIGN_WIDTH)}  ${printable(fact)}\n`)
  return `\n${wrapped(head, 0, shown.look)}\n${lines.join('')}`
}

const SIGN_WIDTH = 9
const signed = (weight: number) => (weight >= 0 ? `+${weight.toFixed(1)}` : weight.toFixed(1))

function reportNames({ told }: Shown) {
  const all = [...told.values()].flat()
  const nameOf = ({ report }: Told) =>
    printable([report.publisher, report.title ?? report.origin].filter(Boolean).join(': '))
  return {
    byMention: new Map(all.map((one) => [one.event.id, nameOf(one)])),
    byReport: new Map(all.map((one) => [one.report.id, nameOf(one)])),
  }
}
