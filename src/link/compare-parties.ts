import type { Weighing } from './compare.ts'
import { isMutual, type LinkMention, type PartyKey } from './mention.ts'
import { compareNames } from './names.ts'

/** What two parties have in common that is weighed. */
type Agreement = 'same-person' | 'same-body' | 'same-country' | 'same-side' | 'other-body' | 'person-and-side'
/** Two persons of one state are rivals: one act has one of them, or names both. */
type Relation = Agreement | 'rival' | 'unknown' | 'apart'

/** Compares who did the act and to whom; acts done together have one side. */
export function compareParties(a: LinkMention, b: LinkMention, weighing: Weighing): void {
  if (isMutual(a)) {
    compareTogether(together(a), together(b), weighing)
    return
  }
  compareSide(a.actors, b.actors, weighing)
  compareSide(a.recipients, b.recipients, weighing)
}

/** All parties of an act done together, found once. */
function together(mention: LinkMention): readonly PartyKey[] {
  let parties = pools.get(mention)
  if (parties === undefined) {
    parties = [...mention.actors, ...mention.recipients]
    pools.set(mention, parties)
  }
  return parties
}

const pools = new WeakMap<LinkMention, readonly PartyKey[]>()

/** One side of a directed act: somebody must be the same, and nobody may be another person in the same place. */
function compareSide(a: readonly PartyKey[], b: readonly PartyKey[], weighing: Weighing): void {
  if (a.length === 0 && b.length === 0) return
  if (a.length === 0 || b.length === 0) {
    weighing.add('party-unknown')
    return
  }
  const found = matches(a, b)
  const relation = best(found)
  if (relation === 'apart' || relation === 'rival') weighing.forbid('counterpart')
  else if (relation === 'unknown') weighing.add('party-unknown')
  else weighing.add(relation)
  const { further } = compareCountries(a, b)
  if (further > 0) weighing.add('further-party', Math.min(2, further))
}

/** Who meets or agrees: the same states, and the same people where both texts name them. */
function compareTogether(a: readonly PartyKey[], b: readonly PartyKey[], weighing: Weighing): void {
  if (a.length === 0 || b.length === 0) {
    weighing.add('party-unknown')
    return
  }
  const found = matches(a, b)
  const states = compareCountries(a, b)
  const { further } = states
  // Two of three ministers meeting is another meeting; of a great gathering each text names some.
  if (further > 0 && states.a > 1 && states.b > 1 && Math.min(states.a, states.b) <= 3) weighing.forbid('counterpart')
  else if (found.length === 0 || found.every((relation) => relation === 'apart')) weighing.forbid('counterpart')
  else if (found.includes('rival')) weighing.forbid('counterpart')
  if (further > 0) weighing.add(states.a > 1 && states.b > 1 ? 'further-party' : 'party-unknown')
  const agreed = found.filter(isAgreement).sort(byStrength)
  // The second party's agreement tells less than the first's, since the pair is often the same.
  agreed.slice(0, 2).forEach((relation, i) => {
    // States meet through their ministers, so that a text may name either.
    weighing.add(relation === 'person-and-side' ? 'same-side' : relation, i === 0 ? 1 : 0.7)
  })
}

/** For each party of the shorter list its best match in the other. */
function matches(a: readonly PartyKey[], b: readonly PartyKey[]): Relation[] {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  return few.map((party) => {
    let found: Relation = 'apart'
    for (const other of many) {
      const relation = relate(party, other)
      if (STRENGTH[relation] < STRENGTH[found]) found = relation
    }
    return found
  })
}

const STRENGTH: Readonly<Record<Relation, number>> = {
  'same-person': 0,
  'same-body': 1,
  'same-country': 2,
  'same-side': 3,
  'person-and-side': 4,
  'other-body': 5,
  rival: 6,
  unknown: 7,
  apart: 8,
}
const isAgreement = (relation: Relation): relation is Agreement => STRENGTH[relation] < STRENGTH.rival
const byStrength = (a: Relation, b: Relation) => STRENGTH[a] - STRENGTH[b]
const best = (found: readonly Relation[]): Relation => found.toSorted(byStrength)[0] ?? 'apart'

function relate(a: PartyKey, b: PartyKey): Relation {
  if (a.country !== undefined && b.country !== undefined && a.country !== b.country) return 'apart'
  const sameCountry = a.country !== undefined && a.country === b.country
  if (a.kind === 'country' && b.kind === 'country') return sameCountry ? 'same-country' : 'apart'
  const byName = compareNames(a.tokens, b.tokens)
  const isNamed = a.tokens.length > 0 && b.tokens.length > 0
  if (a.kind === 'person' && b.kind === 'person' && isNamed)
    return byName === 'different' ? (sameCountry ? 'rival' : 'apart') : 'same-person'
  if (byName !== 'different') return 'same-body'
  if (!sameCountry) return a.country === undefined || b.country === undefined ? 'unknown' : 'apart'
  if (a.kind === 'organization' && b.kind === 'person' && isNamed) return 'other-body'
  if (a.kind === 'person' && b.kind === 'organization' && isNamed) return 'other-body'
  if ((a.kind === 'person') !== (b.kind === 'person')) return 'person-and-side'
  if (a.kind === 'country' || b.kind === 'country' || !isNamed) return 'same-side'
  return 'other-body'
}

/** How many states the parties of one text stand for, and how many of them only one of the two texts names. */
function compareCountries(a: readonly PartyKey[], b: readonly PartyKey[]) {
  const [x, y] = [countries(a), countries(b)]
  let nShared = 0
  for (const one of x) if (y.includes(one)) nShared++
  return { a: x.length, b: y.length, further: x.length + y.length - 2 * nShared }
}

function countries(parties: readonly PartyKey[]): readonly string[] {
  let found = countryLists.get(parties)
  if (found === undefined) {
    found = [...new Set(parties.flatMap(({ country }) => (country === undefined ? [] : [country])))]
    countryLists.set(parties, found)
  }
  return found
}

const countryLists = new WeakMap<readonly PartyKey[], readonly string[]>()
