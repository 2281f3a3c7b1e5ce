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
    compareTogether([...a.actors, ...a.recipients], [...b.actors, ...b.recipients], weighing)
    return
  }
  compareSide(a.actors, b.actors, weighing)
  compareSide(a.recipients, b.recipients, weighing)
}

/** One side of a directed act: somebody must be the same, and nobody may be another person in the same place. */
function compareSide(a: readonly PartyKey[], b: readonly PartyKey[], weighing: Weighing): void {
  const detail = () => `${names(a)} | ${names(b)}`
  if (a.length === 0 && b.length === 0) return
  if (a.length === 0 || b.length === 0) {
    weighing.add('party-unknown', detail)
    return
  }
  const found = matches(a, b)
  const relation = best(found)
  if (relation === 'apart' || relation === 'rival') weighing.forbid('counterpart', detail)
  else if (relation === 'unknown') weighing.add('party-unknown', detail)
  else weighing.add(relation, detail)
  const further = furtherCountries(a, b)
  if (further > 0) weighing.add('further-party', detail, Math.min(2, further))
}

/** Who meets or agrees: the same states, and the same people where both texts name them. */
function compareTogether(a: readonly PartyKey[], b: readonly PartyKey[], weighing: Weighing): void {
  const detail = () => `${names(a)} | ${names(b)}`
  if (a.length === 0 || b.length === 0) {
    weighing.add('party-unknown', detail)
    return
  }
  const found = matches(a, b)
  const [x, y] = [countries(a), countries(b)]
  const further = furtherCountries(a, b)
  // Two of three ministers meeting is another meeting; of a great gathering each text names some.
  if (further > 0 && x.size > 1 && y.size > 1 && Math.min(x.size, y.size) <= 3) weighing.forbid('counterpart', detail)
  else if (found.length === 0 || found.every((relation) => relation === 'apart')) weighing.forbid('counterpart', detail)
  else if (found.includes('rival')) weighing.forbid('counterpart', detail)
  if (further > 0) weighing.add(x.size > 1 && y.size > 1 ? 'further-party' : 'party-unknown', detail)
  const agreed = found.filter(isAgreement).sort(byStrength)
  // The second party's agreement tells less than the first's, since the pair is often the same.
  agreed.slice(0, 2).forEach((relation, i) => {
    // States meet through their ministers, so that a text may name either.
    weighing.add(relation === 'person-and-side' ? 'same-side' : relation, detail, i === 0 ? 1 : 0.7)
  })
}

/** For each party of the shorter list its best match in the other. */
function matches(a: readonly PartyKey[], b: readonly PartyKey[]): Relation[] {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  return few.map((party) => best(many.map((other) => relate(party, other))))
}

const STRENGTH: readonly Relation[] = [
  'same-person',
  'same-body',
  'same-country',
  'same-side',
  'person-and-side',
  'other-body',
  'rival',
  'unknown',
  'apart',
]
const isAgreement = (relation: Relation): relation is Agreement => STRENGTH.indexOf(relation) < 6
const byStrength = (a: Relation, b: Relation) => STRENGTH.indexOf(a) - STRENGTH.indexOf(b)
const best = (found: readonly Relation[]): Relation => [...found].sort(byStrength)[0] ?? 'apart'

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
  if ((a.kind === 'person') !== (b.kind === 'person')) return 'person-and-side'
  if (a.kind === 'country' || b.kind === 'country' || !isNamed) return 'same-side'
  return 'other-body'
}

function countries(parties: readonly PartyKey[]): Set<string> {
  return new Set(parties.flatMap(({ country }) => (country === undefined ? [] : [country])))
}

/** How many states only one of the two names. */
function furtherCountries(a: readonly PartyKey[], b: readonly PartyKey[]): number {
  const [x, y] = [countries(a), countries(b)]
  return [...x].filter((one) => !y.has(one)).length + [...y].filter((one) => !x.has(one)).length
}

function names(parties: readonly PartyKey[]): string {
  return (
    parties.map(({ country, tokens }) => [...tokens, ...(country ? [`[${country}]`] : [])].join(' ')).join(', ') || '-'
  )
}
