import { readFileSync } from 'node:fs'
import { ReadoutError } from '../../errors.ts'
import type { Asked, CorrectableField, JudgementKind, JudgementRow, PortableJudgement } from '../../record/index.ts'
import { type RawFilters, readFilters } from '../filters.ts'
import type { Io } from './io.ts'
import { type Look, printable, styled, wrapped } from './layout.ts'
import { openExisting } from './list.ts'

export interface JudgeOptions {
  readonly database: string
  readonly because: string
  readonly by?: string
  readonly reports?: readonly string[]
  readonly field?: readonly string[]
  readonly words?: string
}

interface Given {
  /** The arguments. */
  readonly names: readonly string[]
  readonly options: JudgeOptions
}

/** `readout judge WAY …`: records a judgement; returns the exit status. */
export async function judgeCommand(way: string, given: Given, io: Io): Promise<number> {
  const { options } = given
  const record = await openExisting(io, options.database)
  try {
    if (way === 'import') {
      const { recordJudgements } = await import('../../record/index.ts')
      const judgements = readExported(given.names[0]!)
      const nNew = await recordJudgements(record, judgements)
      await io.write(`${judgements.length} judgements read, ${nNew} new\n`)
      return 0
    }
    const { sayJudgement } = await import('../judging.ts')
    for (const asked of askedOf(way, given)) {
      const row = await sayJudgement(record, asked, { reason: options.because, author: options.by, time: io.now })
      await io.write(`${judgementText(row, io)}\n`)
    }
    return 0
  } finally {
    await record.close()
  }
}

/** What is asked; several fields are corrected one by one. */
function askedOf(way: string, { names, options }: Given): Asked[] {
  const [first = '', second] = names
  switch (way as JudgementKind) {
    case 'same':
      return [{ kind: 'same', events: [first, second!] }]
    case 'apart':
      if (second !== undefined) return [{ kind: 'apart', events: [first, second] }]
      if (options.reports === undefined)
        throw new ReadoutError('usage', 'name the other event, or with --reports the reports that tell another act')
      return [{ kind: 'apart', event: first, reports: options.reports }]
    case 'correct':
      return fieldsOf(options).map(([field, value]) => ({ kind: 'correct', event: first, field, value }))
    case 'strike':
      return [{ kind: 'strike', event: first }]
    case 'add':
      return [{ kind: 'add', report: first, evidence: options.words!, fields: Object.fromEntries(fieldsOf(options)) }]
    case 'undo':
    case 'explain':
      return [{ kind: way as 'undo' | 'explain', judgement: first }]
  }
}

function fieldsOf({ field = [] }: JudgeOptions): [CorrectableField, string][] {
  if (field.length === 0) throw new ReadoutError('usage', 'say with --field NAME=VALUE what is so')
  return field.map((text) => {
    const cut = text.indexOf('=')
    if (cut < 0) throw new ReadoutError('usage', `--field must be NAME=VALUE, not "${text}"`)
    // Which names there are is checked with the values.
    return [text.slice(0, cut).trim() as CorrectableField, text.slice(cut + 1)]
  })
}

function readExported(file: string): PortableJudgement[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new ReadoutError('bad-input', `${file} cannot be read`, { cause })
  }
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, i) => {
      try {
        return JSON.parse(line) as PortableJudgement
      } catch (cause) {
        throw new ReadoutError('bad-input', `${file}: line ${i + 1} is no JSON`, { cause })
      }
    })
}

export interface JudgementsOptions {
  readonly database: string
  readonly format: 'table' | 'jsonl' | 'export'
  readonly stale?: true
  readonly event?: string
  readonly author?: string
  readonly kind?: JudgementKind
  readonly limit?: number
}

/** `readout judgements`: lists or exports them; returns the exit status. */
export async function judgementsCommand(options: JudgementsOptions, io: Io): Promise<number> {
  const { exportJudgements, listJudgements } = await import('../../record/index.ts')
  const { database, format, stale, event, author, kind, limit } = options
  const record = await openExisting(io, database)
  try {
    if (format === 'export') {
      for (const one of await exportJudgements(record)) await io.write(`${JSON.stringify(one)}\n`)
      return 0
    }
    const { rows, total } = await listJudgements(record, {
      ...(stale ? { state: 'stale' as const } : {}),
      ...(event === undefined ? {} : { event }),
      ...(author === undefined ? {} : { author }),
      ...(kind === undefined ? {} : { kind }),
      ...(limit === undefined ? {} : { limit }),
    })
    for (const row of rows) await io.write(`${format === 'jsonl' ? JSON.stringify(row) : judgementText(row, io)}\n`)
    if (format === 'table')
      await io.write(
        rows.length === 0
          ? 'No judgement is there. What can be said tells: readout judge --help\n'
          : `${rows.length} of ${total} judgements\n`,
      )
    return 0
  } finally {
    await record.close()
  }
}

const INDENT = 2

/** A judgement in two or three lines: what, who, when, why; whether it holds. */
export function judgementText(row: JudgementRow, look: Look): string {
  const { id, state, by, note, laterReasons = [] } = row
  const held = [state === 'in-force' ? '' : `${state}${by === undefined ? '' : ` by ${by}`}`, note ?? '']
  return [
    `${styled(id, 'bold', look)}  ${whatText(row)}`,
    ...[row, ...laterReasons].map((said) => wrapped(saidText(said), INDENT, look)),
    ...held.filter(Boolean).map((text) => wrapped(styled(text, 'dim', look), INDENT, look)),
  ].join('\n')
}

/** Who, when, why. */
function saidText({ author, time, reason }: Pick<JudgementRow, 'author' | 'time' | 'reason'>): string {
  return `${printable(author)}, ${time.slice(0, 16).replace('T', ' ')}: ${printable(reason)}`
}

function whatText({ kind, events, field, value, undoes, explains, others, anchors }: JudgementRow): string {
  const told = events.map(printable).join(' ') || anchors.map(({ report }) => report).join(' ')
  switch (kind) {
    case 'same':
      return events.length === 1 ? `same: one event now, ${told}` : `same: ${told}`
    case 'apart':
      return `apart: ${told}${others === undefined ? '' : ` (${others.map(({ report }) => report).join(' ')})`}`
    case 'correct':
      return `${told}: ${field} is ${value === '' ? 'not told' : printable(value ?? '')}`
    case 'strike':
      return `struck out: ${told}`
    case 'add':
      return `added: ${told} “${printable(anchors[0]?.words ?? '')}”`
    case 'undo':
      return `undone: ${undoes}`
    case 'explain':
      return `explained: ${explains}`
  }
}

export interface UnsureOptions extends Readonly<Record<string, unknown>> {
  readonly database: string
  readonly format: 'table' | 'jsonl'
  readonly limit?: number
}

const UNSURE_LIMIT = 20

/** `readout unsure`: lists the links that linking is least sure of; returns the exit status. */
export async function unsureCommand(options: UnsureOptions, io: Io): Promise<number> {
  const filters = readFilters(options as RawFilters, (name) => `--${name}`)
  const { listUnsure } = await import('../../record/index.ts')
  const record = await openExisting(io, options.database)
  try {
    const links = await listUnsure(record, filters, options.limit ?? UNSURE_LIMIT)
    for (const link of links) {
      const { score, isOne, a, b, why } = link
      if (options.format === 'jsonl') {
        await io.write(`${JSON.stringify(link)}\n`)
        continue
      }
      const reasons = [...why.weighed, ...why.forbidding].map(
        ({ feature, weight, detail }) => `${weight === undefined ? 'forbids' : weight} ${feature} ${printable(detail)}`,
      )
      const head = `${score.toFixed(2).padStart(5)}  ${isOne ? `one: ${a.event}` : `two: ${a.event} ${b.event}`}`
      const sides = [a, b].map(({ report, clause }) =>
        wrapped(
          `${report.published?.value ?? 'undated'} ${printable(report.title ?? report.origin)}: “${printable(clause)}”`,
          7,
          io,
        ),
      )
      await io.write(
        `${[styled(head, 'bold', io), ...sides, wrapped(styled(reasons.join(' · '), 'dim', io), 7, io)].join('\n')}\n`,
      )
    }
    if (links.length === 0 && options.format === 'table') await io.write('No link is unsure.\n')
    return 0
  } finally {
    await record.close()
  }
}
