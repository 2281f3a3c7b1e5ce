import { countByPeriod, type Filters, type OpenRecord, type PeriodLength } from '../record/index.ts'

/** What was done in one period. */
export interface SeriesRow {
  /** The first day of the period, ISO 8601; weeks begin on Monday. */
  readonly period: string
  readonly events: number
  /** By quad: words and deeds with, words and deeds against. */
  readonly verbalCooperation: number
  readonly materialCooperation: number
  readonly verbalConflict: number
  readonly materialConflict: number
  /** Absent where nothing was done. */
  readonly meanIntensity?: number
}

/** A series longer than this has gaps of centuries: a date that was read wrong. */
const MAX_PERIODS = 20_000

/** Counts acts by period, periods in which nothing was done included. */
export async function readSeries(record: OpenRecord, filters: Filters, by: PeriodLength): Promise<SeriesRow[]> {
  const counts = await countByPeriod(record, filters, by)
  const found = new Map<string, { quads: number[]; intensity: number }>()
  for (const { period, quad, events, intensity } of counts) {
    const row = found.get(period) ?? { quads: [0, 0, 0, 0, 0], intensity: 0 }
    row.quads[quad]! += events
    row.intensity += intensity
    found.set(period, row)
  }
  const [first, last] = [counts[0]?.period, counts.at(-1)?.period]
  if (first === undefined || last === undefined) return []
  const rows: SeriesRow[] = []
  for (let period = first; period <= last && rows.length < MAX_PERIODS; period = nextPeriod(period, by)) {
    const { quads, intensity } = found.get(period) ?? { quads: [0, 0, 0, 0, 0], intensity: 0 }
    const events = quads.reduce((sum, n) => sum + n, 0)
    rows.push({
      period,
      events,
      verbalCooperation: quads[1]!,
      materialCooperation: quads[2]!,
      verbalConflict: quads[3]!,
      materialConflict: quads[4]!,
      ...(events === 0 ? {} : { meanIntensity: Math.round((intensity / events) * 100) / 100 }),
    })
  }
  return rows
}

/** The first day of the period after one. */
export function nextPeriod(period: string, by: PeriodLength): string {
  const [year, month, day] = period.split('-').map(Number) as [number, number, number]
  const next = {
    day: () => Date.UTC(year, month - 1, day + 1),
    week: () => Date.UTC(year, month - 1, day + 7),
    month: () => Date.UTC(year, month, 1),
    year: () => Date.UTC(year + 1, 0, 1),
  }[by]
  return new Date(next()).toISOString().slice(0, 10)
}
