import type { Weighing } from './compare.ts'
import { isMutual, type LinkMention, type PartyKey, type Side } from './mention.ts'
import { compareNames, isMisspelling } from './names.ts'

/** What two parties have in common that is weighed, the strongest first; a relation is a place in this list, or one behind it. */
const AGREEMENTS = ['same-person', 'same-body', 'same-country', 'same-side', 'person-and-side', 'other-body'] as const
const [SAME_PERSON, SAME_BODY, SAME_COUNTRY, SAME_SIDE, PERSON_AND_SIDE, OTHER_BODY] = [0, 1, 2, 3, 4, 5] as const
/** Two persons of one state are rivals: one act has one of them, or names both. */
const [RIVAL, UNKNOWN, APART] = [6, 7, 8] as const
type Relation = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

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
  let relation: Relation = APART
  for (const party of a.parties) relation = bestMatch(party, b.parties, relation)
  if (relation === APART || relation === RIVAL) weighing.forbid('counterpart')
  else if (relation === UNKNOWN) weighing.add('party-unknown')
  else weighing.add(AGREEMENTS[relation])
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
  const isShorter = a.parties.length <= b.parties.length
  const { isApart, best, second } = isShorter ? matchSides(a.parties, b.parties) : matchSides(b.parties, a.parties)
  if (isApart && !isOther) weighing.forbid('counterpart')
  if (further > 0) weighing.add(nA > 1 && nB > 1 ? 'further-party' : 'party-unknown')
  // The second party's agreement tells less than the first's, since the pair is often the same.
  addTogether(best, 1, weighing)
  addTogether(second, 0.7, weighing)
}

function addTogether(relation: Relation, times: number, weighing: Weighing): void {
  if (relation === RIVAL || relation === UNKNOWN || relation === APART) return
  // States meet through their ministers, so that a text may name either.
  weighing.add(AGREEMENTS[relation === PERSON_AND_SIDE ? SAME_SIDE : relation], times)
}

/** For each party of the shorter list its best match in the other: the best two of those, and whether they rule the join out. */
function matchSides(few: readonly PartyKey[], many: readonly PartyKey[]) {
  let best: Relation = APART
  let second: Relation = APART
  let [hasRival, isApart] = [false, true]
  for (const party of few) {
    const relation = bestMatch(party, many, APART)
    if (relation === RIVAL) hasRival = true
    if (relation !== APART) isApart = false
    if (relation < best) {
      second = best
      best = relation
    } else if (relation < second) second = relation
  }
  return { isApart: hasRival || isApart, best, second }
}

/** What relates a party best to one of others, if that is better than what is found already. */
function bestMatch(party: PartyKey, others: readonly PartyKey[], found: Relation): Relation {
  let best = found
  for (const other of others) {
    const relation = relate(party, other)
    if (relation < best) best = relation
    if (best === SAME_PERSON) break
  }
  return best
}

function relate(a: PartyKey, b: PartyKey): Relation {
  if (a.country !== undefined && b.country !== undefined && a.country !== b.country) return APART
  const sameCountry = a.country !== undefined && a.country === b.country
  if (a.kind === 'country' && b.kind === 'country') return sameCountry ? SAME_COUNTRY : APART
  const byName = compareNames(a.tokens, b.tokens)
  const isNamed = a.tokens.length > 0 && b.tokens.length > 0
  if (a.kind === 'person' && b.kind === 'person' && isNamed)
    return byName === 'different' ? relateStrangers(a, b, sameCountry) : SAME_PERSON
  if (byName !== 'different') return SAME_BODY
  if (!sameCountry) return a.country === undefined || b.country === undefined ? UNKNOWN : APART
  if (a.kind === 'organization' && b.kind === 'person' && isNamed) return OTHER_BODY
  if (a.kind === 'person' && b.kind === 'organization' && isNamed) return OTHER_BODY
  if ((a.kind === 'person') !== (b.kind === 'person')) return PERSON_AND_SIDE
  if (a.kind === 'country' || b.kind === 'country' || !isNamed) return SAME_SIDE
  return OTHER_BODY
}

/** Two persons of different names: one may be the other misspelt. */
function relateStrangers(a: PartyKey, b: PartyKey, isOneState: boolean): Relation {
  if (!isOneState) return APART
  return isMisspelling(a.tokens, b.tokens) ? SAME_SIDE : RIVAL
}

/** How many states only one of the two texts names. */
function countFurther({ countries: a }: Side, { countries: b }: Side): number {
  let nShared = 0
  for (const one of a) if (b.includes(one)) nShared++
  return a.length + b.length - 2 * nShared
}
