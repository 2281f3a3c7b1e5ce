import { ReadoutError } from '../../errors.ts'
import { type EventHistory, readHistory } from '../../record/index.ts'
import { readAsOf } from '../filters.ts'
import type { Io } from './io.ts'
import { judgementText } from './judge.ts'
import { type Look, printable, styled, wrapped } from './layout.ts'
import { openExisting } from './list.ts'
import { eventRow } from './rowTable.ts'

export interface HistoryOptions {
  readonly database: string
  readonly format: 'text' | 'json'
  readonly asOf?: string
  readonly laterJudgements?: true
}

/** `readout history EVENT`: tells how an event came to be; returns the exit status. */
export async function historyCommand(event: string, options: HistoryOptions, io: Io): Promise<number> {
  const { database, format, asOf } = options
  const record = await openExisting(io, database, readAsOf(asOf, '--as-of'), options)
  try {
    const history = await readHistory(record, event)
    if (history === undefined)
      throw new ReadoutError(
        'missing',
        `there is no event "${event}" on record${asOf === undefined ? '' : ` as of ${asOf}`}: readout events --format jsonl has their ids`,
      )
    await io.write(format === 'json' ? `${JSON.stringify(history, null, 2)}\n` : historyText(history, io))
    return 0
  } finally {
    await record.close()
  }
}

const INDENT = 2

function historyText(history: EventHistory, look: Look): string {
  const { id, row, isStruck, tellings, joins, formerIds, judgements } = history
  const line = (text: string) => wrapped(text, INDENT, look)
  const section = (head: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [styled(head, 'bold', look), ...lines]
  return `${[
    eventRow(row, look).trimEnd(),
    ...(isStruck ? [styled('struck out: it is listed no more', 'bold', look)] : []),
    ...section(
      'Told by',
      tellings.map(({ report, version, rule, clause, confidence }) =>
        line(
          `${report.published?.value ?? 'undated'} ${printable([report.publisher, report.title ?? report.origin].filter(Boolean).join(': '))}: “${printable(clause)}” (${version === undefined ? 'added by an analyst' : `${rule}, version ${version}, ${confidence.toFixed(2)}`})`,
        ),
      ),
    ),
    ...section(
      'One act because',
      joins.map(({ a, b, score, weighed }) =>
        line(
          `${a} ${b}: ${score.toFixed(2)} (${weighed.map(({ feature, detail }) => `${feature} ${printable(detail)}`).join(' · ')})`,
        ),
      ),
    ),
    ...section('Corrected', changesOf(history).map(line)),
    ...section(
      'Judged',
      judgements.map((judgement) => judgementText(judgement, look)),
    ),
    ...section('Ids that lead here', [line([id, ...formerIds].join(' '))]),
  ].join('\n')}\n`
}

/** Fields that judgements changed, with what the program made of them. */
function changesOf({ row, coded }: EventHistory): string[] {
  const fields = [
    'eventType',
    'mode',
    'status',
    'date',
    'location',
    'actors',
    'recipients',
    'weapon',
    'casualties',
    'topic',
  ] as const
  return fields
    .filter((field) => JSON.stringify(row[field]) !== JSON.stringify(coded[field]))
    .map((field) => `${field}: ${textOf(row[field])}, not ${textOf(coded[field])}`)
}

function textOf(value: unknown): string {
  if (value === undefined) return 'none'
  if (Array.isArray(value)) return value.map(textOf).join(', ') || 'none'
  if (typeof value !== 'object' || value === null) return printable(String(value))
  const named = value as { readonly name?: string; readonly value?: string; readonly kind?: string }
  return printable(named.name ?? named.value ?? named.kind ?? JSON.stringify(value))
}
