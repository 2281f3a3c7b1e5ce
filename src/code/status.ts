import { type Clauses, dependents, isPassive, MAX_CLIMB, prepositionOf, token } from './clause.ts'
import type { Codebook, StatusOperator } from './codebook.ts'
import type { Status } from './event.ts'
import type { Triggered } from './triggers.ts'

/** What an act is in the world of the text; `drop` where the text says that no act took place. */
export type Standing = Status | 'drop'

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
  const { where } = triggered.entry
  return standingAt(clauses, codebook, triggered.triggerIdx, {
    complements,
    isMoodItsOwn: where.has('negation') || where.has('modal'),
    ...(triggered.supportIdx === undefined ? {} : { supportIdx: triggered.supportIdx }),
  })
}

/** What is known of a predicate besides its place in the tree. */
export interface Circumstances {
  readonly supportIdx?: number
  readonly complements?: ComplementStatus
  /** "will not lift the ban" is a refusal, "must leave" a demand, and both took place: the entry asks for the negation or the modal. */
  readonly isMoodItsOwn?: boolean
}

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
  if (isMoodItsOwn) mood = undefined
  for (let steps = 0; steps < MAX_CLIMB; steps++) {
    const { head } = token(clauses, idx)
    if (head < 0) break
    const operator = operatorOver(clauses, codebook, idx, head)
    const given = complements.get(idx) ?? operator?.gives
    // Who wants a war to end, or condemns it, takes for granted that there is one.
    if (given === 'occurred') return mood ?? 'occurred'
    // "warned that it would answer in kind" is the threat itself.
    if (isMoodItsOwn && given === 'hypothetical') return moodOf(clauses, head) ?? 'occurred'
    if (given !== undefined && given !== 'keep') return combine(given, mood, moodOf(clauses, head))
    const way = wayUp(clauses, idx, given === 'keep')
    if (way === 'none') break
    if (way === 'with-mood') mood ??= moodOf(clauses, head)
    idx = head
  }
  return mood ?? 'occurred'
}

const NO_COMPLEMENTS: ComplementStatus = new Map()

/** "planned talks", "a possible strike", "no meeting". */
function modifierStatus(clauses: Clauses, codebook: Codebook, nounIdx: number): Standing | undefined {
  for (const idx of dependents(clauses, nounIdx, 'amod')) {
    const given =
      codebook.statusOperators.get(token(clauses, idx).lemma.toLowerCase()) ??
      codebook.statusOperators.get(token(clauses, idx).form.toLowerCase())
    if (given && given.gives !== 'keep' && given.gives !== 'called-for') return given.gives
  }
  const preposition = prepositionOf(clauses, nounIdx)
  return preposition === 'ahead_of' || preposition === 'in_advance_of' || preposition === 'pending'
    ? 'planned'
    : undefined
}

function isNegatedNoun(clauses: Clauses, nounIdx: number): boolean {
  return dependents(clauses, nounIdx, 'det', 'cc:preconj').some((idx) =>
    NO.has(token(clauses, idx).lemma.toLowerCase()),
  )
}

const NO = new Set(['no', 'neither'])

/** "No one was hurt", "neither side attended", "no minister came": the subject denies the whole clause. */
function hasNegativeSubject(clauses: Clauses, predicateIdx: number): boolean {
  return dependents(clauses, predicateIdx, 'nsubj', 'expl').some((idx) => {
    const { lemma } = token(clauses, idx)
    if (NOBODY.has(lemma.toLowerCase()) || isNegatedNoun(clauses, idx)) return true
    return lemma.toLowerCase() === 'one' && idx > 0 && token(clauses, idx - 1).lemma.toLowerCase() === 'no'
  })
}

const NOBODY = new Set(['nobody', 'none', 'nothing', 'neither', 'no-one'])

/** What a predicate's own auxiliaries, negation, conjunction and aspect say; undefined where they assert it. */
function moodOf(clauses: Clauses, predicateIdx: number): Standing | undefined {
  const predicate = token(clauses, predicateIdx)
  if (
    predicate.upos !== 'VERB' &&
    predicate.upos !== 'AUX' &&
    dependents(clauses, predicateIdx, 'cop', 'aux').length === 0
  )
    return undefined
  const marks = dependents(clauses, predicateIdx, 'mark').map((i) => token(clauses, i).lemma.toLowerCase())
  if (marks.some((mark) => CONDITIONALS.has(mark)) || isInvertedConditional(clauses, predicateIdx))
    return 'hypothetical'
  if (isLeftUndone(clauses, predicateIdx)) return 'drop'
  const negated = negationsOf(clauses, predicateIdx).length > 0 || hasNegativeSubject(clauses, predicateIdx)
  const lemmas = auxiliaries(clauses, predicateIdx)
  const modal = lemmas.map((lemma) => MODALS.get(lemma)).find((given) => given !== undefined)
  // "may not come" leaves it open; "could not agree" does not.
  if (negated) return lemmas.some((lemma) => lemma === 'may' || lemma === 'might') ? 'hypothetical' : 'drop'
  if (modal === 'would') return isReported(clauses, predicateIdx) ? 'planned' : 'hypothetical'
  if (modal) return modal
  if (isProgressive(clauses, predicateIdx)) return 'ongoing'
  if (
    hasInfinitiveMark(clauses, predicateIdx) &&
    (INFINITIVE_OF_PURPOSE.test(predicate.deprel) || isToBe(clauses, predicateIdx))
  )
    return 'planned'
  return undefined
}

/** The infinitive's own "to", at most an auxiliary and an adverb before it, not one that a parse hung there from afar. */
function hasInfinitiveMark(clauses: Clauses, predicateIdx: number): boolean {
  if (
    dependents(clauses, predicateIdx, 'aux').some(
      (idx) => /VerbForm=Fin/.test(token(clauses, idx).feats) && token(clauses, idx).deprel === 'aux:pass',
    )
  )
    return false
  return dependents(clauses, predicateIdx, 'mark').some(
    (idx) => token(clauses, idx).lemma.toLowerCase() === 'to' && idx < predicateIdx && idx >= predicateIdx - MAX_SPLIT,
  )
}

/** "to formally and publicly be recognised". */
const MAX_SPLIT = 5

/** "should the talks fail", "had they met": an auxiliary before its subject, in a clause that depends on another or opens the sentence. */
function isInvertedConditional(clauses: Clauses, predicateIdx: number): boolean {
  const { deprel, sentIdx } = token(clauses, predicateIdx)
  const { firstTokenIdx } = clauses.doc.sents[sentIdx]!
  const subject = dependents(clauses, predicateIdx, 'nsubj')[0]
  if (subject === undefined) return false
  return dependents(clauses, predicateIdx, 'aux').some((idx) => {
    const isFront = deprel === 'advcl' || idx === firstTokenIdx
    return isFront && idx < subject && /^(should|have)$/.test(token(clauses, idx).lemma.toLowerCase())
  })
}

/** "left without signing", "attacked instead of talking", "decided against joining". */
function isLeftUndone(clauses: Clauses, predicateIdx: number): boolean {
  return dependents(clauses, predicateIdx, 'mark', 'case').some((idx) => {
    const words = [idx, ...dependents(clauses, idx, 'fixed')]
      .map((i) => token(clauses, i).lemma.toLowerCase())
      .join(' ')
    if (UNDONE.has(words)) return true
    const { head } = token(clauses, predicateIdx)
    if (head < 0) return false
    const governor = token(clauses, head).lemma.toLowerCase()
    return (words === 'from' && KEPT_FROM.has(governor)) || (words === 'against' && DECIDED.has(governor))
  })
}

const UNDONE = new Set(['without', 'instead of', 'rather than', 'short of', 'in lieu of'])
const KEPT_FROM = new Set([
  'keep',
  'deter',
  'discourage',
  'dissuade',
  'hinder',
  'stop',
  'prevent',
  'restrain',
  'bar',
  'ban',
  'block',
  'prohibit',
  'exclude',
  'protect',
  'shield',
])
const DECIDED = new Set(['decide', 'vote', 'advise', 'warn', 'caution', 'rule', 'opt', 'argue', 'recommend', 'urge'])

const CONDITIONALS = new Set(['if', 'unless', 'whether', 'lest'])
/** "not", "never" and the like on a predicate. */
export function negationsOf(clauses: Clauses, predicateIdx: number): number[] {
  return dependents(clauses, predicateIdx, 'advmod').filter((i) => NEGATIONS.has(token(clauses, i).lemma.toLowerCase()))
}

const NEGATIONS = new Set(['not', "n't", 'n’t', 'never', 'neither', 'nor', 'hardly'])
const MODALS = new Map<string, Standing | 'would'>([
  ['will', 'planned'], ["'ll", 'planned'], ['shall', 'planned'], ['would', 'would'], ["'d", 'would'], ['may', 'hypothetical'],
  ['might', 'hypothetical'], ['could', 'hypothetical'], ['can', 'hypothetical'], ['should', 'called-for'], ['must', 'called-for'], ['ought', 'called-for'],
]) // biome-ignore format: one glance
/** "arrived to meet": the purpose is yet to come; other infinitives take what their governor gives. */
const INFINITIVE_OF_PURPOSE = /^(advcl|acl)$/

/** "is to meet", "are to sign": an arranged future. */
function isToBe(clauses: Clauses, predicateIdx: number): boolean {
  const { deprel, head } = token(clauses, predicateIdx)
  if (dependents(clauses, predicateIdx, 'aux', 'cop').some((idx) => token(clauses, idx).lemma === 'be'))
    return deprel !== 'xcomp'
  return (deprel === 'xcomp' || deprel === 'ccomp') && head >= 0 && token(clauses, head).lemma === 'be'
}

function auxiliaries(clauses: Clauses, predicateIdx: number): string[] {
  const own = dependents(clauses, predicateIdx, 'aux').map((i) => token(clauses, i).lemma.toLowerCase())
  const { deprel, head } = token(clauses, predicateIdx)
  const sharesSubject = deprel === 'conj' && own.length === 0 && dependents(clauses, predicateIdx, 'nsubj').length === 0
  return sharesSubject && head >= 0
    ? dependents(clauses, head, 'aux').map((i) => token(clauses, i).lemma.toLowerCase())
    : own
}

/** "said it would send" reports a plan; "would send troops if" supposes one. */
function isReported(clauses: Clauses, predicateIdx: number): boolean {
  const { deprel, head } = token(clauses, predicateIdx)
  if (
    dependents(clauses, predicateIdx, 'advcl').some((i) =>
      dependents(clauses, i, 'mark').some((m) => CONDITIONALS.has(token(clauses, m).lemma.toLowerCase())),
    )
  )
    return false
  return (
    (deprel === 'ccomp' || deprel === 'parataxis' || deprel === 'conj' || deprel === 'root') &&
    (head < 0 || token(clauses, head).upos === 'VERB')
  )
}

function isProgressive(clauses: Clauses, predicateIdx: number): boolean {
  const { feats, form } = token(clauses, predicateIdx)
  if (!/VerbForm=(Ger|Part)/.test(feats) || !form.toLowerCase().endsWith('ing')) return false
  return dependents(clauses, predicateIdx, 'aux').some(
    (i) => /Tense=Pres/.test(token(clauses, i).feats) && token(clauses, i).lemma === 'be',
  )
}

/** The operator of rules/code/status.yaml at `headIdx` whose scope holds `idx`. */
function operatorOver(clauses: Clauses, codebook: Codebook, idx: number, headIdx: number): StatusOperator | undefined {
  const operator = codebook.statusOperators.get(token(clauses, headIdx).lemma.toLowerCase())
  if (!operator) return undefined
  const isOccurrence =
    (operator.gives === 'keep' || operator.gives === 'occurred') && /^(nsubj|obj|obl)/.test(token(clauses, idx).deprel)
  return isOccurrence || isInScope(clauses, idx, headIdx) ? operator : undefined
}

/** Only complements are in an operator's scope: "called for talks", not "the talks called for restraint" or "called in talks". */
function isInScope(clauses: Clauses, idx: number, headIdx: number): boolean {
  const { deprel } = token(clauses, idx)
  if (/^(xcomp|ccomp|obj|nsubj:pass|acl)$/.test(deprel))
    return deprel !== 'acl' || token(clauses, headIdx).upos === 'NOUN'
  if (deprel === 'nsubj') return isPassive(clauses, headIdx) || isRaised(clauses, headIdx)
  if (deprel === 'csubj') return token(clauses, headIdx).upos === 'ADJ'
  if (/^(obl|nmod)/.test(deprel)) return SCOPE_PREPOSITIONS.has(prepositionOf(clauses, idx) ?? '')
  return (
    deprel === 'advcl' &&
    dependents(clauses, idx, 'mark').some((i) => token(clauses, i).lemma === 'to') &&
    token(clauses, headIdx).upos !== 'VERB'
  )
}

/** "the talks are set to open", "the summit is due to take place": what an adjective says of its subject through an infinitive. */
function isRaised(clauses: Clauses, adjectiveIdx: number): boolean {
  if (token(clauses, adjectiveIdx).upos !== 'ADJ') return false
  return dependents(clauses, adjectiveIdx, 'xcomp', 'ccomp', 'advcl').some((idx) => hasInfinitiveMark(clauses, idx))
}

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
  const { deprel, feats } = token(clauses, idx)
  // "agreed to disarm under a deal brokered by the union": the deal has been brokered, whatever becomes of it.
  if (deprel === 'acl' && /Tense=Past/.test(feats)) return 'none'
  if (throughOccurrence || deprel === 'xcomp') return 'with-mood'
  if (deprel === 'conj') return isSharing(clauses, idx) ? 'with-mood' : 'operators-only'
  if (/^(nmod|obl)$/.test(deprel) && isTakenForGranted(clauses, idx)) return 'none'
  return /^(ccomp|acl|nmod|appos|obj|obl|nsubj:pass)$/.test(deprel) ? 'operators-only' : 'none'
}

/** A bare conjunct shares subject and auxiliaries with the verb before it, and so its mood. */
function isSharing(clauses: Clauses, idx: number): boolean {
  const { upos, head } = token(clauses, idx)
  if (upos !== 'VERB' || token(clauses, head).upos !== 'VERB') return false
  return dependents(clauses, idx, 'nsubj', 'aux', 'mark', 'csubj').length === 0
}

/** "the files from their inquiry", "views on this war": a definite noun far from what is asked for is spoken of, not asked for. */
function isTakenForGranted(clauses: Clauses, idx: number): boolean {
  if (token(clauses, idx).upos !== 'NOUN' || GOVERNED.has(prepositionOf(clauses, idx) ?? '')) return false
  return (
    dependents(clauses, idx, 'nmod:poss').length > 0 ||
    dependents(clauses, idx, 'det').some((i) => DEMONSTRATIVES.has(token(clauses, i).lemma.toLowerCase()))
  )
}

/** Prepositions that a noun of wishing or planning asks for. */
const GOVERNED = new Set(['of', 'for', 'to'])
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
