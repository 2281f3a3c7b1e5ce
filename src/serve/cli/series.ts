import { stringify } from 'csv-stringify/sync'
import type { PeriodLength } from '../../record/index.ts'
import { readSeries, type SeriesRow } from '../../review/index.ts'
import { type RawFilters, readAsOf, readFilters } from '../filters.ts'
import { seriesSvg } from '../seriesSvg.ts'
import type { Io } from './io.ts'
import { type Look, styled } from './layout.ts'
import { openExisting } from './list.ts'

export interface SeriesOptions extends Readonly<Record<string, unknown>> {
  readonly database: string
  readonly format: 'table' | 'csv' | 'jsonl' | 'svg'
  readonly by: PeriodLength
  readonly asOf?: string
  readonly laterJudgements?: true
}

/** `readout series`: acts by period; returns the exit status. */
export async function seriesCommand(options: SeriesOptions, io: Io): Promise<number> {
  const asOf = readAsOf(options.asOf, '--as-of')
  const filters = readFilters(options as RawFilters, (name) => `--${name}`)
  const record = await openExisting(io, options.database, asOf, options)
  try {
    const rows = await readSeries(record, filters, options.by)
    await io.write(printed(rows, options, io))
    return 0
  } finally {
    await record.close()
  }
}

const COLUMNS = [
  'period',
  'events',
  'verbalCooperation',
  'materialCooperation',
  'verbalConflict',
  'materialConflict',
  'meanIntensity',
] as const

function printed(rows: readonly SeriesRow[], { format, by }: SeriesOptions, look: Look): string {
  switch (format) {
    case 'jsonl':
      return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    case 'csv':
      return stringify([COLUMNS.map(snake), ...rows.map((row) => COLUMNS.map((column) => row[column] ?? ''))])
    case 'svg':
      return seriesSvg(rows, `Acts by ${by}`)
    case 'table':
      return chart(rows, look)
  }
}

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Eighths of a column, so that a bar is as exact as eight times its width. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A bar a period: acts with in one style, acts against in another, with the mean intensity behind. */
function chart(rows: readonly SeriesRow[], look: Look): string {
  if (rows.length === 0) return 'No event matches.\n'
  const most = Math.max(...rows.map(({ events }) => events), 1)
  const width = Math.max(10, Math.min(look.width, 100) - 34)
  const lines = rows.map((row) => {
    const withThem = row.verbalCooperation + row.materialCooperation
    const length = (row.events / most) * width
    const cut = row.events === 0 ? 0 : Math.round((withThem / row.events) * Math.floor(length))
    const bar = '█'.repeat(Math.floor(length)) + (EIGHTHS[Math.floor((length % 1) * 8)] ?? '')
    const [cooperation, conflict] = [bar.slice(0, cut), bar.slice(cut)]
    const padding = ' '.repeat(Math.max(0, width - bar.length))
    const intensity = row.meanIntensity === undefined ? '' : row.meanIntensity.toFixed(1)
    return `${row.period}  ${styled(cooperation, 'cyan', look)}${styled(conflict, 'yellow', look)}${padding} ${String(row.events).padStart(6)} ${intensity.padStart(6)}`.trimEnd()
  })
  return `${'period'.padEnd(12)}${''.padEnd(width)} ${'events'.padStart(6)} ${'mean'.padStart(6)}\n${lines.join('\n')}\n`
}
