import { readFile } from 'node:fs/promises'
import { ReadoutError } from '../../errors.ts'
import type { LoneEventRow, OpenRecord } from '../../record/index.ts'
import { krippendorffAlpha, wilson } from '../agreement.ts'
import { type RawFilters, readAsOf, readFilters } from '../filters.ts'
import { type Drawn, readSheet, toSheet, type Verdict } from '../sheet.ts'
import type { Io } from './io.ts'
import { openExisting } from './list.ts'

export interface SampleOptions extends Readonly<Record<string, unknown>> {
  readonly database: string
  readonly format: 'csv' | 'tsv'
  readonly n: number
  readonly seed: number
  readonly score?: readonly string[]
  readonly asOf?: string
  readonly laterJudgements?: true
}

/** `readout sample`: draws a sheet of events for hand-checking, or scores filled sheets; returns the exit status. */
export async function sampleCommand(options: SampleOptions, io: Io): Promise<number> {
  if (options.score !== undefined) return score(options.score, io)
  const filters = readFilters(options as RawFilters, (name) => `--${name}`)
  const record = await openExisting(io, options.database, readAsOf(options.asOf, '--as-of'), options)
  try {
    const { listEventNumbers, readLoneEvents } = await import('../../record/index.ts')
    const drawn = draw(await listEventNumbers(record, filters), options)
    await io.write(toSheet(await withReports(record, await readLoneEvents(record, drawn)), options.format))
    return 0
  } finally {
    await record.close()
  }
}

/** Draws some of the numbers, each with the same chance, and gives them in their order (Vitter 1985, algorithm R). */
function draw(numbers: readonly number[], { n, seed }: Pick<SampleOptions, 'n' | 'seed'>): number[] {
  const random = seededRandom(seed)
  const kept: number[] = []
  for (let position = 0; position < numbers.length; position++) {
    const slot = position < n ? position : Math.floor(random() * (position + 1))
    if (slot < n) kept[slot] = position
  }
  return kept.sort((a, b) => a - b).map((position) => numbers[position]!)
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Each event with the first of its reports. */
async function withReports(record: OpenRecord, rows: readonly LoneEventRow[]): Promise<Drawn[]> {
  const { getReport } = await import('../../record/index.ts')
  const found: Drawn[] = []
  for (const row of rows) {
    const report = await getReport(record, row.reports[0]!.id)
    if (report !== undefined) found.push({ row, report })
  }
  return found
}

async function score(files: readonly string[], io: Io): Promise<number> {
  if (files.length > 2)
    throw new ReadoutError('usage', `--score takes the sheets of one coder or two, not ${files.length}`)
  const sheets = await Promise.all(files.map(async (file) => ({ file, verdicts: readSheet(await textOf(file), file) })))
  for (const { file, verdicts } of sheets) await io.write(precisionText(file, verdicts))
  const [first, second] = sheets
  if (first && second) await io.write(agreementText(first.verdicts, second.verdicts))
  return 0
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new ReadoutError('usage', `${file} cannot be read: is it there?`, { cause })
  }
}

/** Precision with its interval, of all and by type, and what the strikes give as reasons. */
function precisionText(file: string, verdicts: readonly Verdict[]): string {
  const judged = verdicts.filter(({ isKept }) => isKept !== undefined)
  const unjudged = verdicts.length - judged.length
  const lines = [`${file}: ${judged.length} judged${unjudged > 0 ? `, ${unjudged} without a verdict` : ''}`]
  if (judged.length > 0) lines.push(shareLine('precision', judged))
  for (const type of [...new Set(judged.map((one) => one.type))].sort())
    lines.push(
      shareLine(
        type,
        judged.filter((one) => one.type === type),
      ),
    )
  const reasons = judged.filter(({ isKept, reason }) => !isKept && reason !== '').map(({ reason }) => reason)
  for (const reason of [...new Set(reasons)].sort())
    lines.push(`  struck out: ${reason} ${reasons.filter((one) => one === reason).length}`)
  return `${lines.join('\n')}\n`
}

function shareLine(name: string, judged: readonly Verdict[]): string {
  const nKept = judged.filter(({ isKept }) => isKept).length
  const [low, high] = wilson(nKept, judged.length)
  return `  ${name.padEnd(10)} ${percent(nKept / judged.length)} of ${judged.length} (95%: ${percent(low)} to ${percent(high)})`
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`

/** How far two coders agree on the events that both judged, and on which they do not. */
function agreementText(first: readonly Verdict[], second: readonly Verdict[]): string {
  const others = new Map(second.map((verdict) => [verdict.event, verdict.isKept]))
  const both = first
    .map(({ event, isKept }) => ({ event, answers: [isKept, others.get(event)] }))
    .filter(({ answers }) => answers.every((answer) => answer !== undefined))
  const alpha = krippendorffAlpha(both.map(({ answers }) => answers.map(String)))
  const split = both.filter(({ answers: [one, other] }) => one !== other)
  const lines = [
    `both coders: ${both.length} events, ${both.length - split.length} judged alike`,
    `  Krippendorff's alpha ${alpha === undefined ? 'cannot be told: all verdicts are the same' : alpha.toFixed(3)}`,
    ...split.map(({ event }) => `  judged apart: ${event}`),
  ]
  return `${lines.join('\n')}\n`
}
