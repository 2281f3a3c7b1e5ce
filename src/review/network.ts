import { type DyadCount, type DyadLevel, type DyadSide, nameSides, type OpenRecord } from '../record/index.ts'

/** By quad: words and deeds with, words and deeds against. */
export type Quads = readonly [number, number, number, number]

/** What two sides did to each other in one period. */
export interface DyadPeriod {
  /** The first day of the period. */
  readonly period: string
  readonly events: number
  readonly quads: Quads
}

/** Two sides and what they did to each other, or together. */
export interface Dyad {
  /** Ids of sides; `a` comes first in order of ids. */
  readonly a: string
  readonly b: string
  readonly events: number
  /** Done together, by `a` to `b`, by `b` to `a`; they make up `events`. */
  readonly together: number
  readonly aToB: number
  readonly bToA: number
  readonly quads: Quads
  /** Mean of the acts' intensities, -10 to 10. */
  readonly meanIntensity: number
  /** Periods in which something was done, oldest first. */
  readonly series: readonly DyadPeriod[]
}

/** Who deals with whom, period by period. */
export interface Network {
  /** First days of the periods in which any of them did something. */
  readonly periods: readonly string[]
  /** Sides of the dyads below, those with most events first. */
  readonly sides: readonly (DyadSide & { readonly events: number })[]
  /** The dyads of most events first. */
  readonly dyads: readonly Dyad[]
  /** How many dyads there are, those left out included. */
  readonly total: number
}

interface Tally {
  readonly directed: [together: number, aToB: number, bToA: number]
  intensity: number
  readonly series: Map<string, number[]>
}

/** Makes of what dyads did the `limit` dyads of most events; acts done together are counted once. */
export async function readNetwork(
  record: OpenRecord,
  counts: readonly DyadCount[],
  { level, limit }: { readonly level: DyadLevel; readonly limit: number },
): Promise<Network> {
  const tallies = new Map<string, Tally>()
  const periods = new Set<string>()
  for (const { period, from, to, quad, events, together, intensity } of counts) {
    const isForth = from < to
    // What is done together is counted both ways: once is enough.
    const counted = isForth ? events : events - together
    if (counted === 0) continue
    const key = JSON.stringify(isForth ? [from, to] : [to, from])
    const tally = tallies.get(key) ?? { directed: [0, 0, 0], intensity: 0, series: new Map<string, number[]>() }
    tallies.set(key, tally)
    if (isForth) tally.directed[0] += together
    tally.directed[isForth ? 1 : 2] += events - together
    tally.intensity += (intensity * counted) / events
    const quads = tally.series.get(period) ?? [0, 0, 0, 0]
    quads[quad - 1]! += counted
    tally.series.set(period, quads)
    periods.add(period)
  }
  const dyads = [...tallies].map(([key, tally]) => dyadOf(JSON.parse(key) as [string, string], tally))
  dyads.sort((x, y) => y.events - x.events || (x.a + x.b < y.a + y.b ? -1 : 1))
  const shown = dyads.slice(0, limit)
  return { periods: [...periods].sort(), sides: await sidesOf(record, shown, level), dyads: shown, total: dyads.length }
}

function dyadOf([a, b]: readonly [string, string], { directed, intensity, series }: Tally): Dyad {
  const [together, aToB, bToA] = directed
  const events = together + aToB + bToA
  const rows = [...series]
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([period, quads]) => ({ period, events: sum(quads), quads: quads as unknown as Quads }))
  const quads = [0, 1, 2, 3].map((i) => sum(rows.map((row) => row.quads[i]!))) as unknown as Quads
  const meanIntensity = Math.round((intensity / events) * 100) / 100
  return { a, b, events, together, aToB, bToA, quads, meanIntensity, series: rows }
}

async function sidesOf(record: OpenRecord, dyads: readonly Dyad[], level: DyadLevel) {
  const events = new Map<string, number>()
  for (const dyad of dyads) for (const id of [dyad.a, dyad.b]) events.set(id, (events.get(id) ?? 0) + dyad.events)
  const named = await nameSides(record, [...events.keys()], level)
  return [...events]
    .sort(([x, n], [y, m]) => m - n || (x < y ? -1 : 1))
    .map(([id, n]) => ({ ...(named.get(id) ?? { id, name: id, kind: 'group' }), events: n }))
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)
