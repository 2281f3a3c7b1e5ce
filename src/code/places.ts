import {
  type Doc,
  type Ent,
  type Gazetteer,
  type GazetteerEntry,
  nameAt,
  REL,
  regionBehind,
  regionListed,
} from '../annotate/index.ts'
import { asParticipant } from './asParticipant.ts'
import { type Clauses, MAX_CLIMB, prepositionOf, token } from './clause.ts'
import type { Building } from './draft.ts'
import type { EventType, Location, Participant } from './event.ts'
import type { Triggered } from './triggers.ts'

/** Where the act took place as its own clause says: a place name after a preposition of place that depends on the act (CONTRACT, What is coded 6). */
export function placeOf(clauses: Clauses, gazetteer: Gazetteer, triggered: Triggered): Location | undefined {
  const { sentIdx } = token(clauses, triggered.triggerIdx)
  if (clauses.entsIn[sentIdx]!.length === 0) return undefined
  const { endTokenIdx } = clauses.doc.sents[sentIdx]!
  const { triggerIdx, supportIdx } = triggered
  const heads = supportIdx === undefined ? [triggerIdx] : [triggerIdx, supportIdx]
  let best: { ent: Ent; steps: number } | undefined
  for (const ent of clauses.entsIn[sentIdx]!) {
    if (ent.label !== 'GPE' && ent.label !== 'LOC' && ent.label !== 'FAC') continue
    if (ent.endTokenIdx > endTokenIdx || isEndOfBorder(clauses.doc, ent)) continue
    const steps = stepsTo(clauses, ent.endTokenIdx - 1, heads, wayIn(triggered))
    if (steps !== undefined && (!best || steps < best.steps)) best = { ent, steps }
  }
  return best && toLocation(clauses, gazetteer, best.ent)
}

/** "At the U.S.-Mexico border" is on either side of it. */
function isEndOfBorder({ tokens }: Doc, { firstTokenIdx, endTokenIdx }: Ent): boolean {
  const next = tokens[endTokenIdx]?.form
  return (next === 'border' || next === 'frontier') && /^[-–]$/.test(tokens[firstTokenIdx - 1]?.form ?? '')
}

/**
 * How a place may hang on the act besides by a preposition of place: what is struck is where the strike is ("shelled Kharkiv", "an
 * attack on Gaza", "arrested monks in Lhasa"), and whoever visits a place is there.
 */
interface WayIn {
  readonly throughObject: boolean
  readonly asObject: boolean
  readonly prepositions: ReadonlySet<string>
}

function wayIn({ entry: { gives } }: Triggered): WayIn {
  if (gives.mode === 'visit') return OF_VISIT
  return gives.eventType === 'ASSAULT' ? OF_ASSAULT : gives.eventType === 'COERCE' ? OF_COERCION : OF_OTHERS
}

const OF_VISIT: WayIn = { throughObject: false, asObject: true, prepositions: new Set(['to']) }
const OF_ASSAULT: WayIn = { throughObject: true, asObject: true, prepositions: new Set(['on', 'against']) }
const OF_COERCION: WayIn = { throughObject: true, asObject: false, prepositions: new Set() }
const OF_OTHERS: WayIn = { throughObject: false, asObject: false, prepositions: new Set() }

/** Steps from a place name up to the act through phrases of place; undefined where another relation lies between. */
function stepsTo(
  clauses: Clauses,
  tokenIdx: number,
  heads: readonly number[],
  { throughObject, asObject, prepositions }: WayIn,
): number | undefined {
  let idx = tokenIdx
  let placed = false
  for (let steps = 0; steps < MAX_CLIMB; steps++) {
    const { deprel, head, relation } = token(clauses, idx)
    if (head < 0) return undefined
    const preposition = (relation & (REL.obl | REL.nmod)) !== 0 ? prepositionOf(clauses, idx) : undefined
    if (preposition !== undefined) {
      // "talks between Moscow and Kyiv" are no more between towns than "turned towards Beijing" is.
      if (OF_SIDES.has(preposition) && clauses.coveredBy[tokenIdx] !== undefined) return undefined
      if (PLACE_PREPOSITIONS.has(preposition) || prepositions.has(preposition)) placed = true
      else if (preposition !== 'of') return undefined
    } else if (deprel === 'obj' || deprel === 'nsubj:pass') {
      if (!heads.includes(head) || !(placed ? throughObject : asObject)) return undefined
      placed = true
    } else if ((relation & PHRASAL) === 0) return undefined
    if (heads.includes(head)) return placed ? steps : undefined
    if (token(clauses, head).upos === 'VERB' && deprel !== 'xcomp' && deprel !== 'conj') return undefined
    idx = head
  }
  return undefined
}

const PHRASAL = REL.flat | REL.compound | REL.appos | REL.nmodPoss | REL.conj | REL.xcomp | REL.obl | REL.amod
const OF_SIDES = new Set(['between', 'toward', 'towards'])

const PLACE_PREPOSITIONS = new Set([
  'in',
  'at',
  'near',
  'off',
  'over',
  'outside',
  'inside',
  'around',
  'along',
  'across',
  'into',
  'toward',
  'towards',
  'north_of',
  'south_of',
  'east_of',
  'west_of',
  'above',
  'beyond',
  'between',
  'throughout',
  'within',
])

function toLocation(clauses: Clauses, gazetteer: Gazetteer, ent: Ent): Location {
  const { doc } = clauses
  const entry = placeEntry(clauses, gazetteer, ent)
  // A sea between several states is in none of them.
  const country = entry?.how === 'water' && entry.countries !== undefined ? undefined : entry?.country
  const point = entry?.point
  // In the order in which they are printed.
  const found: Partial<Building<Location>> = { name: doc.report.text.slice(ent.start, ent.end) }
  if (country !== undefined) found.country = country
  if (point?.lat !== undefined && point.lon !== undefined) {
    found.lat = point.lat
    found.lon = point.lon
  }
  if (point?.geonamesId !== undefined) found.geonamesId = point.geonamesId
  found.precision = precisionOf(clauses, ent, entry?.how)
  found.span = { start: ent.start, end: ent.end }
  return found as Location
}

/**
 * What a place name stands for where something happens: a capital is the town and not its state, and of several towns of one name
 * the one in the state named right behind it ("Tripoli, Lebanon"), else in one that the report speaks of, else the largest.
 */
function placeEntry(clauses: Clauses, gazetteer: Gazetteer, ent: Ent): GazetteerEntry | undefined {
  const { doc } = clauses
  const match = nameAt(gazetteer, doc.tokens, ent.firstTokenIdx, ent.endTokenIdx)
  if (match === undefined || match.endTokenIdx < ent.endTokenIdx) return undefined
  const first = regionListed(gazetteer, doc.tokens, match) ?? match.entries[0]
  if (first?.how !== 'capital' && first?.how !== 'city') return first
  const towns = match.entries.filter(({ point }) => point !== undefined)
  if (towns.length === 0) return first
  const region = regionBehind(gazetteer, doc.tokens, ent.endTokenIdx)
  const container = region ?? containerOf(clauses, gazetteer, ent.endTokenIdx)
  const isSpokenOf = (country: string | undefined) => doc.referents.some((referent) => referent.country === country)
  return (
    towns.find(({ country }) => country === container) ??
    // "Burlington, Vermont", of which the gazetteer knows a larger namesake alone.
    (region === undefined ? undefined : { ...towns[0]!, country: region, point: undefined }) ??
    towns.find(({ country }) => country === first.country && first.how === 'capital') ??
    towns.find(({ country }) => isSpokenOf(country)) ??
    towns[0]
  )
}

/** The country of the name behind the comma that follows a place name: "Lebanon" in "Tripoli, Lebanon". */
function containerOf({ doc: { tokens } }: Clauses, gazetteer: Gazetteer, endTokenIdx: number): string | undefined {
  if (tokens[endTokenIdx]?.form !== ',') return undefined
  return nameAt(gazetteer, tokens, endTokenIdx + 1, Math.min(endTokenIdx + 5, tokens.length))?.entries[0]?.country
}

/** The country of the place that a name stands for, that of the region behind it before that of the largest town so called. */
export function countryOfPlace(doc: Doc, gazetteer: Gazetteer, ent: Ent): string | undefined {
  const match = nameAt(gazetteer, doc.tokens, ent.firstTokenIdx, ent.endTokenIdx)
  const entries = match?.entries
  if (match !== undefined && entries?.[0]?.how === 'name')
    return (regionListed(gazetteer, doc.tokens, match) ?? entries[0]).country
  if (entries?.[0]?.how !== 'city') return entries?.[0]?.country
  return regionBehind(gazetteer, doc.tokens, ent.endTokenIdx) ?? entries[0].country
}

function precisionOf({ forms }: Clauses, ent: Ent, how: string | undefined): Location['precision'] {
  if (how === 'water') return 'water'
  for (let idx = ent.firstTokenIdx; idx < ent.endTokenIdx; idx++) if (WATERS.has(forms[idx]!)) return 'water'
  if (ent.label === 'FAC') return 'point'
  if (how === 'name' || how === 'abbreviation') return 'country'
  if (how === 'city' || how === 'capital') return 'city'
  return ent.label === 'LOC' || how === 'region' ? 'region' : 'city'
}

const WATERS = new Set(['sea', 'ocean', 'strait', 'straits', 'gulf', 'bay', 'channel', 'lake', 'river'])

/** The country that a place name outside all mentions stands for, as a participant, where the gazetteer knows it. */
export function placeAsReceiver(clauses: Clauses, gazetteer: Gazetteer, tokenIdx: number): Participant | undefined {
  const { doc } = clauses
  if (clauses.mentionAt[tokenIdx] !== undefined) return undefined
  const ent = clauses.entsIn[token(clauses, tokenIdx).sentIdx]!.find(
    ({ label, firstTokenIdx, endTokenIdx }) =>
      firstTokenIdx <= tokenIdx && tokenIdx < endTokenIdx && (label === 'GPE' || label === 'LOC' || label === 'FAC'),
  )
  const entry = ent && placeEntry(clauses, gazetteer, ent)
  if (ent === undefined || entry?.country === undefined || entry.how === 'water') return undefined
  const mention = doc.report.text.slice(ent.start, ent.end)
  return asParticipant({
    name: gazetteer.countries.get(entry.country)?.name ?? mention,
    kind: 'country',
    country: entry.country,
    entity: `p${entry.country}`,
    span: { start: ent.start, end: ent.end },
    mention,
    resolvedBy: 'metonym',
  })
}

/** "struck targets near Damascus": force told with a place in another's land is against that land, where nobody is named. */
export function withLandStruck(
  eventType: EventType,
  actors: readonly Participant[],
  recipients: readonly Participant[],
  location: Location | undefined,
): readonly Participant[] {
  if (eventType !== 'ASSAULT' || recipients.length > 0 || location?.country === undefined) return recipients
  const { country, name, span } = location
  if (actors.length === 0 || actors.some((actor) => actor.country === undefined || actor.country === country))
    return recipients
  const entity = `l${country}`
  return [asParticipant({ name, kind: 'country', country, entity, span, mention: name, resolvedBy: 'metonym' })]
}
