import type { Weighing } from './compare.ts'
import { isMutual, type LinkMention, type PartyKey, type Side } from './mention.ts'
import { compareNames } from './names.ts'

/** What two parties have in common that is weighed. */
type Agreement = 'same-person' | 'same-body' | 'same-country' | 'same-side' | 'other-body' | 'person-and-side'
/** Two persons of one state are rivals: one act has one of them, or names both. */
type Relation = Agreement | 'rival' | 'unknown' | 'apart'

/** Compares who did the act and to whom; acts done together have one side. */
export function compareParties(a: LinkMention, b: LinkMention, weighing: Weighing): void {
  if (isMutual(a)) {
    compareTogether(a.found.actors, b.found.actors, weighing)
    return
  }
  compareSide(a.found.actors, b.found.actors, weighing)
  // Weapon tests and shows of force have no recipient unless the text gives one (contract, clause 4).
  const isOpen = a.family === 'arms' && (a.recipients.length === 0 || b.recipients.length === 0)
  if (!weighing.isForbidden && !isOpen) compareSide(a.found.recipients, b.found.recipients, weighing)
}

/** One side of a directed act: somebody must be the same, and nobody may be another person in the same place. */
function compareSide(a: Side, b: Side, weighing: Weighing): void {
  if (a.parties.length === 0 && b.parties.length === 0) return
  if (a.parties.length === 0 || b.parties.length === 0) {
    weighing.add('party-unknown')
    return
  }
  let relation: Relation = 'apart'
  for (const party of a.parties) relation = bestMatch(party, b.parties, relation)
  if (relation === 'apart' || relation === 'rival') weighing.forbid('counterpart')
  else if (relation === 'unknown') weighing.add('party-unknown')
  else weighing.add(relation)
  const further = countFurther(a, b)
  if (further > 0) weighing.add('further-party', Math.min(2, further))
}

/** Who meets or agrees: the same states, and the same people where both texts name them. */
function compareTogether(a: Side, b: Side, weighing: Weighing): void {
  if (a.parties.length === 0 || b.parties.length === 0) {
    weighing.add('party-unknown')
    return
  }
  const further = countFurther(a, b)
  const [nA, nB] = [a.countries.length, b.countries.length]
  // Two of three ministers meeting is another meeting; of a great gathering each text names some.
  const isOther = further > 0 && nA > 1 && nB > 1 && Math.min(nA, nB) <= 3
  if (isOther) weighing.forbid('counterpart')
  if (weighing.isForbidden) return
  const { isApart, best, second } = matchSides(a.parties, b.parties)
  if (isApart && !isOther) weighing.forbid('counterpart')
  if (further > 0) weighing.add(nA > 1 && nB > 1 ? 'further-party' : 'party-unknown')
  // The second party's agreement tells less than the first's, since the pair is often the same.
  addTogether(best, 1, weighing)
  addTogether(second, 0.7, weighing)
}

function addTogether(relation: Relation, times: number, weighing: Weighing): void {
  if (!isAgreement(relation)) return
  // States meet through their ministers, so that a text may name either.
  weighing.add(relation === 'person-and-side' ? 'same-side' : relation, times)
}

/** For each party of the shorter list its best match in the other: the best two of those, and whether they rule the join out. */
function matchSides(a: readonly PartyKey[], b: readonly PartyKey[]) {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  let [best, second]: [Relation, Relation] = ['apart', 'apart']
  let [hasRival, isApart] = [false, true]
  for (const party of few) {
    const relation = bestMatch(party, many, 'apart')
    if (relation === 'rival') hasRival = true
    if (relation !== 'apart') isApart = false
    if (STRENGTH[relation] < STRENGTH[best]) [best, second] = [relation, best]
    else if (STRENGTH[relation] < STRENGTH[second]) second = relation
  }
  return { isApart: hasRival || isApart, best, second }
}

/** What relates a party best to one of others, if that is better than what is found already. */
function bestMatch(party: PartyKey, others: readonly PartyKey[], found: Relation): Relation {
  let best = found
  for (const other of others) {
    const relation = relate(party, other)
    if (STRENGTH[relation] < STRENGTH[best]) best = relation
    if (best === 'same-person') break
  }
  return best
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

/** How many states only one of the two texts names. */
function countFurther({ countries: a }: Side, { countries: b }: Side): number {
  let nShared = 0
  for (const one of a) if (b.includes(one)) nShared++
  return a.length + b.length - 2 * nShared
}
