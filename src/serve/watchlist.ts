import { type OpenRecord, readWatches, type WatchMatch, type WatchMatches } from '../record/index.ts'
import { whyMatched } from '../review/index.ts'

/** What a saved search found, each match with the reasons. */
export interface Noticed extends Omit<WatchMatches, 'matches'> {
  readonly matches: readonly (WatchMatch & { readonly why: readonly string[] })[]
}

/** Runs every saved search for what came since it was looked at. */
export async function readWatchlist(record: OpenRecord, limit: number): Promise<Noticed[]> {
  const found = await readWatches(record, limit)
  return found.map(({ matches, ...watch }) => ({
    ...watch,
    matches: matches.map((match) => ({ ...match, why: whyMatched(match.event, watch.filters) })),
  }))
}
