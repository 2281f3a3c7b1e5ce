import { type Doc, type Gazetteer, nameAt } from '../annotate/index.ts'
import type { Location, Participant } from './event.ts'

/**
 * The country that a report is set in: the one that at least half of its mentions of countries are of, else that of its dateline,
 * if the report speaks of it at all. Undefined where neither tells.
 */
export function homeCountry(doc: Doc, gazetteer: Gazetteer): string | undefined {
  const counts = new Map<string, number>()
  let nMentions = 0
  for (const { referentIdxs } of doc.mentions) {
    for (const referentIdx of referentIdxs) {
      const { kind, country } = doc.referents[referentIdx]!
      if (kind !== 'country' || country === undefined) continue
      nMentions += 1
      counts.set(country, (counts.get(country) ?? 0) + 1)
    }
  }
  for (const [country, n] of counts) if (n >= MIN_MENTIONS && n * 2 > nMentions) return country
  const place = doc.report.dateline?.place
  if (place === undefined) return undefined
  const words = place.split(/\s+/).map((form) => ({ form }))
  const country = nameAt(gazetteer, words, 0, words.length)?.entries[0]?.country
  return country !== undefined && (counts.get(country) ?? 0) * 4 >= nMentions ? country : undefined
}

const MIN_MENTIONS = 3

/**
 * Armed groups, officials and residents that are named by a common noun take the country in which they act (CONTRACT, What is
 * coded 4): that of the place their act is said to be at, else the report's.
 */
export function settle(
  participants: readonly Participant[],
  location: Location | undefined,
  home: string | undefined,
): Participant[] {
  return participants.map((participant) => {
    if (participant.country !== undefined || !isLocal(participant)) return participant
    const country = location?.country ?? home
    return country === undefined ? participant : { ...participant, country }
  })
}

function isLocal({ kind, sector, resolvedBy }: Participant): boolean {
  if (resolvedBy === 'name' || resolvedBy === 'metonym') return false
  return kind === 'group' || (kind === 'organization' && sector !== undefined && LOCAL.has(sector))
}

/** Sectors whose people act at home: the state's own, and those who live under it. */
const LOCAL = new Set([
  'COP',
  'MIL',
  'GOV',
  'JUD',
  'LEG',
  'CVL',
  'OPP',
  'REB',
  'PTY',
  'SPY',
  'PRM',
  'LAB',
  'EDU',
  'JRN',
  'MED',
  'REL',
  'CRM',
])
