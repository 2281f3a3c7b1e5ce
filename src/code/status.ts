import { FEAT, REL } from '../annotate/index.ts'
import { hasFormBelow, hasLemmaBelow, hasWordBelow } from './below.ts'
import {
  type Clauses,
  dependents,
  hasDependent,
  hasFeature,
  isPassive,
  isRelated,
  MAX_CLIMB,
  prepositionOf,
  token,
} from './clause.ts'
import type { Codebook, StatusOperator } from './codebook.ts'
import {
  hasInfinitiveMark,
  isConditional,
  isInOpeningCondition,
  isNegatedNoun,
  moodOf,
  negationsOf,
  type Standing,
} from './mood.ts'
import { OBJECT_CONTROL } from './subjects.ts'
import type { Triggered } from './triggers.ts'
import { USE } from './vocabulary.ts'

/** Statuses that matched operators of the codebook give to the tokens of their complements. */
export type ComplementStatus = ReadonlyMap<number, Standing>

/**
 * The status of a triggered act, from its own mood and tense outward through the words that govern it
 * (CONTRACT, What is coded 7). The nearest word that settles it wins; negation turns an asserted act into none.
 */
export function statusOf(
  clauses: Clauses,
  codebook: Codebook,
  triggered: Triggered,
  complements: ComplementStatus,
): Standing {
  const { entry, wordIdxs, triggerIdx, supportIdx } = triggered
  // "put no pressure on them": the noun of a fixed phrase may bear the negation.
  if (wordIdxs.length > 1 && wordIdxs.some((idx) => idx !== triggerIdx && isNegatedNoun(clauses, idx))) return 'drop'
  // "expelled no diplomats": nobody was.
  if (triggered.part === 'verb' && !entry.asksNegation && hasNoObject(clauses, triggerIdx)) return 'drop'
  // "Has not accused Russia of being behind it": nobody says so.
  if (entry.asksSpeaker && isUnsaid(clauses, triggerIdx)) return 'drop'
  const errandIdx = entry.gives.eventType === 'MOBILIZE' ? errandOf(clauses, triggerIdx) : undefined
  if (errandIdx !== undefined) return standingAt(clauses, codebook, errandIdx, { complements })
  const meansIdx =
    FORCE.has(entry.gives.eventType) && !complements.has(triggerIdx) ? meansOf(clauses, triggerIdx) : undefined
  if (meansIdx !== undefined) return standingAt(clauses, codebook, meansIdx, { complements })
  const { isMoodItsOwn } = entry
  return standingAt(clauses, codebook, triggerIdx, { complements, isMoodItsOwn, supportIdx })
}

function isUnsaid(clauses: Clauses, triggerIdx: number): boolean {
  const { head } = token(clauses, triggerIdx)
  return head >= 0 && token(clauses, head).upos === 'VERB' && negationsOf(clauses, head).length > 0
}

/**
 * "sent ships to shadow the fleet", "scrambled jets to intercept it": what forces are sent out for they did, if they were sent. The verb of
 * sending; undefined for all others.
 */
export function errandOf(clauses: Clauses, verbIdx: number): number | undefined {
  const { head, relation, features } = token(clauses, verbIdx)
  if (head < 0 || head > verbIdx || (relation & (REL.advcl | REL.xcomp | REL.acl)) === 0) return undefined
  if ((features & FEAT.infinitive) === 0 && !hasInfinitiveMark(clauses, verbIdx)) return undefined
  const senderIdx = SENDING.has(clauses.lemmas[head]!) ? head : token(clauses, head).head
  if (senderIdx < 0 || !SENDING.has(clauses.lemmas[senderIdx]!) || token(clauses, senderIdx).upos !== 'VERB')
    return undefined
  return senderIdx === head || isRelated(clauses, head, REL.obj) ? senderIdx : undefined
}

const FORCE = new Set(['ASSAULT', 'COERCE'])

/** "used batons to disperse the crowd": for what force is used is done by it. The verb of using; undefined for all others. */
function meansOf(clauses: Clauses, verbIdx: number): number | undefined {
  const { head, relation } = token(clauses, verbIdx)
  if (head < 0 || head > verbIdx || (relation & (REL.advcl | REL.xcomp)) === 0) return undefined
  return USING.has(clauses.lemmas[head]!) && hasInfinitiveMark(clauses, verbIdx) ? head : undefined
}

const USING = new Set(['use', 'employ', 'fire', 'wield', 'intervene'])

function hasNoObject(clauses: Clauses, verbIdx: number): boolean {
  for (const idx of dependents(clauses, verbIdx, REL.obj)) if (hasFormBelow(clauses, idx, REL.det, 'no')) return true
  return false
}

const SENDING = new Set([
  'send',
  'scramble',
  'dispatch',
  'despatch',
  'fly',
  'sail',
  'launch',
  'task',
  'divert',
  'rush',
  'take',
])

/** What is known of a predicate besides its place in the tree. */
export interface Circumstances {
  readonly supportIdx?: number | undefined
  readonly complements?: ComplementStatus
  /** "will not lift the ban" is a refusal, "must leave" a demand, and both took place: the entry asks for the negation or the modal. */
  readonly isMoodItsOwn?: boolean
}

/** Verbs that carry nouns of acts to come. */
const PLANNING = new Set(['plan', 'prepare', 'schedule'])

/** The status of whatever predicate stands at a token, verb or noun, whether the codebook knows it or not. */
export function standingAt(
  clauses: Clauses,
  codebook: Codebook,
  predicateIdx: number,
  { supportIdx, complements = NO_COMPLEMENTS, isMoodItsOwn = false }: Circumstances = {},
): Standing {
  let idx = supportIdx ?? predicateIdx
  const modified = modifierStatus(clauses, codebook, predicateIdx)
  if (modified) return modified
  let mood: Standing | undefined = isNegatedNoun(clauses, predicateIdx) ? 'drop' : moodOf(clauses, idx)
  // "called for protests": whoever calls for one has not held it.
  if (isCalledFor(clauses, predicateIdx, supportIdx)) mood ??= 'called-for'
  // "Norway plans talks with Chile": what the verb that carries the noun plans has not come.
  const isToCome = supportIdx !== undefined && PLANNING.has(clauses.lemmas[supportIdx]!)
  if (isToCome && (mood === undefined || mood === 'ongoing')) mood = 'planned'
  // "Should Chile show us evidence" asks Chile for none.
  if (isMoodItsOwn) mood = isConditional(clauses, idx) ? 'drop' : undefined
  else if (mood !== 'drop' && isInOpeningCondition(clauses, predicateIdx)) mood = 'hypothetical'
  for (let steps = 0; steps < MAX_CLIMB; steps++) {
    const { head } = token(clauses, idx)
    if (head < 0) break
    // "rejected calls to resign": nobody's call is told here but that it comes to nothing.
    if (isRejectedCall(clauses, idx, head)) return 'drop'
    if (steps > 0 && isRejectedCharge(clauses, idx, head))
      return moodOf(clauses, head) === 'drop' ? 'occurred' : 'denied'
    const operator = operatorOver(clauses, codebook, idx, head)
    const given = (complements.size === 0 ? undefined : complements.get(idx)) ?? operator?.gives
    // Who wants a war to end, or condemns it, takes for granted that there is one.
    if (given === 'occurred') return mood ?? 'occurred'
    // "warned that it would answer in kind" is the threat itself.
    if (isMoodItsOwn && given === 'hypothetical') return moodOf(clauses, head) ?? 'occurred'
    if (given !== undefined && given !== 'keep') return combine(given, mood, moodOf(clauses, head))
    // "will return to the Gulf, visiting Riyadh": what goes with a thing to come is to come.
    if (mood === undefined && isAccompanying(clauses, idx, head) && moodOf(clauses, head) === 'planned')
      return 'planned'
    const way = wayUp(clauses, idx, given === 'keep')
    if (way === 'none') break
    if (way === 'with-mood') mood ??= moodOf(clauses, head)
    idx = head
  }
  return mood ?? 'occurred'
}

function isCalledFor(clauses: Clauses, nounIdx: number, supportIdx: number | undefined): boolean {
  return supportIdx !== undefined && clauses.lemmas[supportIdx] === 'call' && prepositionOf(clauses, nounIdx) === 'for'
}

/** "rejected the charge that it had shelled them": what the charge tells is denied. */
function isRejectedCharge({ words, lemmas }: Clauses, idx: number, head: number): boolean {
  return (words[idx]!.relation & REL.obj) !== 0 && REJECTING.has(lemmas[head]!) && CHARGES.has(lemmas[idx]!)
}

function isRejectedCall({ words, lemmas }: Clauses, idx: number, head: number): boolean {
  if ((words[idx]!.relation & (REL.acl | REL.nmod)) === 0 || !CALLS.has(lemmas[head]!)) return false
  const verb = words[head]!.head
  return verb >= 0 && (words[head]!.relation & REL.obj) !== 0 && REBUFFING.has(lemmas[verb]!)
}

const CALLS = new Set(['appeal', 'call', 'demand', 'plea', 'pressure', 'request'])
const REBUFFING = new Set([
  'brush', 'defy', 'disregard', 'dismiss', 'ignore', 'rebuff', 'refuse', 'reject', 'resist', 'spurn', 'shrug', 'withstand',
]) // biome-ignore format: one glance

const REJECTING = new Set(['reject', 'dismiss', 'dispute', 'rebut', 'repudiate', 'rebuff'])
const CHARGES = new Set([
  'charge',
  'claim',
  'accusation',
  'allegation',
  'suggestion',
  'assertion',
  'report',
  'insinuation',
  'notion',
])

const NO_COMPLEMENTS: ComplementStatus = new Map()

/** "planned talks", "a possible strike", "no meeting". */
function modifierStatus(clauses: Clauses, codebook: Codebook, nounIdx: number): Standing | undefined {
  if (!hasDependent(clauses, nounIdx, REL.acl | REL.amod | REL.case)) return undefined
  if (isCalledOff(clauses, codebook, nounIdx)) return 'drop'
  for (const idx of dependents(clauses, nounIdx, REL.amod)) {
    if ((clauses.uses[idx]! & USE.operator) === 0) continue
    // "a proposed accord" is one to come, though who proposes one calls for it.
    const given = codebook.operators[clauses.formNumbers[idx]!] ?? codebook.operators[clauses.lemmaNumbers[idx]!]
    if (given && given.gives !== 'keep' && given.gives !== 'called-for') return given.gives
  }
  const preposition = prepositionOf(clauses, nounIdx)
  return preposition === 'ahead_of' || preposition === 'in_advance_of' || preposition === 'pending'
    ? 'planned'
    : undefined
}

/** "a planned trip, which was cancelled", "the talks called off on Friday". */
function isCalledOff(clauses: Clauses, codebook: Codebook, nounIdx: number): boolean {
  if (token(clauses, nounIdx).upos === 'VERB') return false
  return dependents(clauses, nounIdx, REL.acl).some((idx) => {
    const operator = codebook.operators[clauses.lemmaNumbers[idx]!]
    return operator?.gives === 'drop' && isPassive(clauses, idx) && !hasDependent(clauses, idx, REL.xcomp | REL.ccomp)
  })
}

/** The operator of rules/code/status.yaml at `headIdx` whose scope holds `idx`. */
function operatorOver(clauses: Clauses, codebook: Codebook, idx: number, headIdx: number): StatusOperator | undefined {
  if ((clauses.uses[headIdx]! & USE.operator) === 0) return undefined
  const operator = codebook.operators[clauses.lemmaNumbers[headIdx]!]
  if (!operator) return undefined
  // "asked about his attacks": what one is asked about is not asked for.
  if (operator.gives === 'called-for') {
    const preposition = prepositionOf(clauses, idx)
    // "wanted for the murder of a judge": it has been done.
    if (preposition === 'about' || (preposition === 'for' && clauses.lemmas[headIdx] === 'want')) return undefined
    if (clauses.lemmas[headIdx] === 'call' && isNamed(clauses, idx, headIdx)) return undefined
  }
  const isOccurrence =
    (operator.gives === 'keep' || operator.gives === 'occurred') &&
    isRelated(clauses, idx, REL.nsubj | REL.obj | REL.obl)
  return isOccurrence || isInScope(clauses, idx, headIdx) ? operator : undefined
}

/** "called the test a provocation", "called the raid unlawful": what is called something is not called for. */
function isNamed(clauses: Clauses, idx: number, verbIdx: number): boolean {
  if (!isRelated(clauses, idx, REL.obj)) return false
  return hasDependent(clauses, verbIdx, REL.xcomp) || dependents(clauses, verbIdx, REL.obj).length > 1
}

/** Only complements are in an operator's scope: "called for talks", not "the talks called for restraint" or "called in talks". */
function isInScope(clauses: Clauses, idx: number, headIdx: number): boolean {
  const { deprel, relation } = token(clauses, idx)
  if ((relation & COMPLEMENTED) !== 0 && COMPLEMENTS.has(deprel))
    return deprel !== 'acl' || token(clauses, headIdx).upos === 'NOUN'
  if (deprel === 'advcl' && isArgumentClause(clauses, idx, headIdx)) return true
  if (deprel === 'nsubj') return isPassive(clauses, headIdx) || isRaised(clauses, headIdx)
  if (deprel === 'csubj') return token(clauses, headIdx).upos === 'ADJ'
  if ((relation & (REL.obl | REL.nmod)) !== 0) {
    const preposition = prepositionOf(clauses, idx) ?? ''
    // "claimed responsibility for the attack": one answers for what has been done, and is obliged "to" what has not.
    if (preposition === 'for' && clauses.lemmas[headIdx] === 'responsibility') return false
    return SCOPE_PREPOSITIONS.has(preposition)
  }
  return (
    deprel === 'advcl' &&
    token(clauses, headIdx).upos !== 'VERB' &&
    dependents(clauses, idx, REL.mark).some((i) => token(clauses, i).lemma === 'to')
  )
}

/** "asked the leader, who is away, to resign", "called for it to go", "plans on leaving": a clause that the verb asks for, hung as an adverbial. */
function isArgumentClause(clauses: Clauses, clauseIdx: number, verbIdx: number): boolean {
  if (token(clauses, verbIdx).upos !== 'VERB') return false
  const marks = dependents(clauses, clauseIdx, REL.mark | REL.case).map((idx) => clauses.lemmas[idx]!)
  if (hasFeature(clauses, clauseIdx, FEAT.gerund)) return marks.includes('on') || marks.includes('about')
  if (!OBJECT_CONTROL.has(clauses.lemmas[verbIdx]!)) return false
  return marks.includes('to') && clauseIdx > verbIdx && hasDependent(clauses, verbIdx, REL.obj | REL.iobj | REL.obl)
}

/** "the talks are set to open", "the summit is due to take place": what an adjective says of its subject through an infinitive. */
function isRaised(clauses: Clauses, adjectiveIdx: number): boolean {
  if (token(clauses, adjectiveIdx).upos !== 'ADJ') return false
  return dependents(clauses, adjectiveIdx, REL.xcomp | REL.ccomp | REL.advcl).some((idx) =>
    hasInfinitiveMark(clauses, idx),
  )
}

const COMPLEMENTED = REL.xcomp | REL.ccomp | REL.obj | REL.nsubjPass | REL.acl
const COMPLEMENTS = new Set(['xcomp', 'ccomp', 'obj', 'nsubj:pass', 'acl'])

const SCOPE_PREPOSITIONS = new Set([
  'for',
  'of',
  'on',
  'to',
  'about',
  'against',
  'from',
  'toward',
  'towards',
  'over',
  'into',
])

/**
 * Whether operators further up still bear on the act, and whether the mood of the word above is the act's own:
 * an infinitive shares its governor's mood ("will try to meet"), and so does the subject or object of a verb
 * that only says that something takes place ("the talks will begin"), and a conjunct without a subject of its own
 * ("if he is charged and convicted"); a content clause does not.
 */
function wayUp(clauses: Clauses, idx: number, throughOccurrence: boolean): 'with-mood' | 'operators-only' | 'none' {
  const { deprel, features, relation } = token(clauses, idx)
  // "agreed to disarm under a deal brokered by the union": the deal has been brokered, whatever becomes of it.
  if (deprel === 'acl' && (features & FEAT.past) !== 0) return 'none'
  if (throughOccurrence || deprel === 'xcomp') return 'with-mood'
  if (deprel === 'conj') return isSharing(clauses, idx) ? 'with-mood' : 'operators-only'
  if ((deprel === 'nmod' || deprel === 'obl') && isTakenForGranted(clauses, idx)) return 'none'
  // "called on them to use their influence to make it withdraw": what is asked for is asked for its purpose.
  if (deprel === 'advcl' && hasInfinitiveMark(clauses, idx)) return 'operators-only'
  // "a reward for information that leads to his arrest".
  if (deprel === 'acl:relcl' && clauses.lemmas[idx] === 'lead') return 'operators-only'
  return (relation & GOVERNED_BY_OPERATORS) !== 0 && UNDER_OPERATORS.has(deprel) ? 'operators-only' : 'none'
}

/** "…, visiting Riyadh": a participle behind its verb, without a subject or a conjunction. */
function isAccompanying(clauses: Clauses, idx: number, head: number): boolean {
  const { relation, form } = token(clauses, idx)
  if ((relation & REL.advcl) === 0 || idx < head || !form.endsWith('ing')) return false
  return !hasDependent(clauses, idx, REL.nsubj | REL.mark | REL.case)
}

const GOVERNED_BY_OPERATORS = REL.ccomp | REL.acl | REL.nmod | REL.appos | REL.obj | REL.obl | REL.nsubjPass
const UNDER_OPERATORS = new Set(['ccomp', 'acl', 'nmod', 'appos', 'obj', 'obl', 'nsubj:pass'])

/** A bare conjunct shares subject and auxiliaries with the verb before it, and so its mood. */
function isSharing(clauses: Clauses, idx: number): boolean {
  const { upos, head } = token(clauses, idx)
  if (upos !== 'VERB' || token(clauses, head).upos !== 'VERB') return false
  return !hasDependent(clauses, idx, REL.nsubj | REL.aux | REL.mark | REL.csubj)
}

/** "the files from their inquiry", "views on this war": a definite noun far from what is asked for is spoken of, not asked for. */
function isTakenForGranted(clauses: Clauses, idx: number): boolean {
  const { upos, head } = token(clauses, idx)
  // "agreed on a response to the launch": what one responds to has happened.
  if (upos === 'NOUN' && head >= 0 && RESPONSES.has(clauses.lemmas[head]!)) return true
  // "to help victims of the attacks": there have been attacks.
  if (head >= 0 && SUFFERERS.has(clauses.lemmas[head]!)) return true
  const preposition = prepositionOf(clauses, idx) ?? ''
  // "demanded that a judge look into the shooting": what is looked into has happened.
  if (preposition === 'into' && head >= 0 && INQUIRING.has(clauses.lemmas[head]!)) return true
  if (upos !== 'NOUN' || GOVERNED.has(preposition)) return false
  // "a warrant for his arrest in the killing of the doctor": what something is done about has happened.
  if (CONCERNING.has(preposition) && hasLemmaBelow(clauses, idx, REL.det, 'the')) return true
  return hasDependent(clauses, idx, REL.nmodPoss) || hasWordBelow(clauses, idx, REL.det, DEMONSTRATIVES)
}

/** Prepositions that a noun of wishing or planning asks for. */
const GOVERNED = new Set(['of', 'for', 'to'])
const CONCERNING = new Set(['in', 'after', 'following', 'follow'])
const INQUIRING = new Set(['look', 'inquire', 'enquire', 'delve', 'inquiry', 'enquiry', 'investigation', 'probe'])
const SUFFERERS = new Set([
  'victim',
  'survivor',
  'casualty',
  'perpetrator',
  'culprit',
  'witness',
  'anniversary',
  'scene',
  'site',
])
const RESPONSES = new Set(['response', 'reaction', 'reply', 'answer', 'retaliation'])
const DEMONSTRATIVES = new Set(['this', 'that', 'these', 'those'])

/** `own` is what the operator gives, `inner` the act's own mood, `outer` the operator's mood. */
function combine(own: Standing, inner: Standing | undefined, outer: Standing | undefined): Standing {
  if (own === 'denied') return outer === 'drop' ? 'occurred' : 'denied'
  if (own === 'drop') return outer === 'drop' ? 'hypothetical' : 'drop'
  if (inner === 'drop') return 'drop'
  if (outer === 'drop') return 'drop'
  // "if the House votes to impeach": a plan that is supposed is supposed.
  if (own === 'planned' && outer === 'hypothetical') return 'hypothetical'
  return own
}
