import type { Mention } from '../annotate/index.ts'
import { type Clauses, token } from './clause.ts'
import type { Participant } from './event.ts'
import { mentionAtSpan } from './participants.ts'
import { type Signal, signal } from './signals.ts'
import type { Triggered } from './triggers.ts'

/** The names of what may speak against one side of an act, put together once. */
export interface DoubtNames {
  readonly acrossVerb: Signal
  readonly acrossComma: Signal
  readonly acrossParty: Signal
  readonly settled: Signal
  readonly land: Signal
  readonly unknown: Signal
  readonly rivals: Signal
  readonly far: Signal
  readonly openers: Readonly<Record<Opener, Signal>>
}

type Opener = 'the' | 'a' | 'possessive' | 'number' | 'nothing'

/** The names for "actor" or "recipient". */
export function doubtNames(side: string): DoubtNames {
  return {
    acrossVerb: signal(`${side} across a verb`),
    acrossComma: signal(`${side} across a comma`),
    acrossParty: signal(`${side} across a party`),
    settled: signal(`${side} of a country by where it is`),
    land: signal(`${side} a land`),
    unknown: signal(`${side} a name alone`),
    rivals: signal(`${side} by a pronoun of several`),
    far: signal(`${side} by a pronoun from afar`),
    openers: {
      the: signal(`${side} opened by the`),
      a: signal(`${side} opened by a`),
      possessive: signal(`${side} opened by a possessive`),
      number: signal(`${side} opened by a number`),
      nothing: signal(`${side} opened by nothing`),
    },
  }
}

/**
 * What tells how surely the first of a side is who takes part: what stands between the phrase and the trigger, as a reader who knows no
 * grammar would see it; where the country comes from; how the phrase begins; and for a pronoun who else might be meant.
 */
export function addDoubts(
  found: Signal[],
  names: DoubtNames,
  parties: readonly Participant[],
  { clauses, triggered }: { readonly clauses: Clauses; readonly triggered: Triggered },
): void {
  const { kind, country, sector, title, resolvedBy, entity, span } = parties[0]!
  if (entity.startsWith('l') || entity.startsWith('p')) found.push(names.land)
  if (
    kind === 'person' &&
    resolvedBy === 'name' &&
    country === undefined &&
    sector === undefined &&
    title === undefined
  )
    found.push(names.unknown)
  const mention = mentionAtSpan(clauses, span)
  if (mention === undefined) return
  if (country !== undefined && isOfNoCountry(clauses, mention)) found.push(names.settled)
  if (resolvedBy === 'nominal' || resolvedBy === 'title') found.push(names.openers[openerOf(clauses, mention)])
  if (resolvedBy === 'pronoun') addRivals(found, names, clauses, mention)
  addBetween(found, names, clauses, nearest(clauses, parties, triggered) ?? mention, triggered)
}

function isOfNoCountry({ doc }: Clauses, { referentIdxs }: Mention): boolean {
  for (const idx of referentIdxs) if (doc.referents[idx]!.country !== undefined) return false
  return true
}

function openerOf({ words, forms }: Clauses, { firstTokenIdx }: Mention): Opener {
  const { upos, deprel } = words[firstTokenIdx]!
  const form = forms[firstTokenIdx]!
  if (form === 'the' || form === 'this' || form === 'that' || form === 'these' || form === 'those') return 'the'
  if (form === 'a' || form === 'an' || form === 'another' || form === 'one') return 'a'
  if (deprel === 'nmod:poss') return 'possessive'
  return upos === 'NUM' ? 'number' : 'nothing'
}

/** The mention of the party that stands nearest to the trigger: in a list the others of a side do not come between. */
function nearest(clauses: Clauses, parties: readonly Participant[], { triggerIdx }: Triggered): Mention | undefined {
  if (parties.length < 2) return undefined
  let best: Mention | undefined
  for (const { span } of parties) {
    const mention = mentionAtSpan(clauses, span)
    if (mention === undefined) continue
    const isNearer =
      best === undefined || Math.abs(mention.headTokenIdx - triggerIdx) < Math.abs(best.headTokenIdx - triggerIdx)
    if (isNearer) best = mention
  }
  return best
}

/** What lies between a phrase and the trigger of its sentence. */
function addBetween(
  found: Signal[],
  names: DoubtNames,
  clauses: Clauses,
  { firstTokenIdx, endTokenIdx, headTokenIdx, referentIdxs }: Mention,
  { triggerIdx }: Triggered,
): void {
  if (token(clauses, triggerIdx).sentIdx !== token(clauses, headTokenIdx).sentIdx) return
  const [from, to] = triggerIdx >= endTokenIdx ? [endTokenIdx, triggerIdx] : [triggerIdx + 1, firstTokenIdx]
  let [verb, comma, other] = [false, false, false]
  for (let idx = from; idx < to; idx++) {
    const { upos, form } = clauses.words[idx]!
    if (upos === 'VERB') verb = true
    else if (form === ',') comma = true
    const beside = other ? undefined : clauses.mentionAt[idx]
    if (beside && beside.kind !== 'pronoun' && !hasCommon(beside.referentIdxs, referentIdxs)) other = true
  }
  if (verb) found.push(names.acrossVerb)
  if (comma) found.push(names.acrossComma)
  if (other) found.push(names.acrossParty)
}

function hasCommon(some: readonly number[], others: readonly number[]): boolean {
  for (const one of some) if (others.includes(one)) return true
  return false
}

/** Whether a pronoun's referent was last named in another sentence, and whether somebody else was named since. */
function addRivals(found: Signal[], names: DoubtNames, { doc, mentionAt }: Clauses, pronoun: Mention): void {
  const { sentIdx } = doc.tokens[pronoun.firstTokenIdx]!
  for (let idx = pronoun.firstTokenIdx - 1, steps = 0; idx >= 0 && steps < LOOKED_BACK; idx--, steps++) {
    const before = mentionAt[idx]
    if (!before || before.kind === 'pronoun') continue
    if (hasCommon(before.referentIdxs, pronoun.referentIdxs)) {
      if (doc.tokens[idx]!.sentIdx !== sentIdx) found.push(names.far)
      return
    }
    if (isLike(doc, before, pronoun) && !found.includes(names.rivals)) found.push(names.rivals)
  }
  found.push(names.far)
}

/** In words. */
const LOOKED_BACK = 60

function isLike({ referents }: Clauses['doc'], before: Mention, pronoun: Mention): boolean {
  const [first] = before.referentIdxs
  const [second] = pronoun.referentIdxs
  if (first === undefined || second === undefined) return false
  const [one, other] = [referents[first], referents[second]]
  return one !== undefined && other !== undefined && (one.kind === 'person') === (other.kind === 'person')
}
