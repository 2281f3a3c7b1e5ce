import { FEAT, REL } from '../annotate/index.ts'
import { hasFormBelow, hasWordBelow } from './below.ts'
import { type Clauses, dependents, firstDependent, hasDependent, hasFeature, token } from './clause.ts'
import type { Status } from './event.ts'

/** What an act is in the world of the text; `drop` where the text says that no act took place. */
export type Standing = Status | 'drop'

/** Whether the clause is a condition: "if Pakistan shows", "should Pakistan show". */
export function isConditional(clauses: Clauses, predicateIdx: number): boolean {
  return hasWordBelow(clauses, predicateIdx, REL.mark, CONDITIONALS) || isInvertedConditional(clauses, predicateIdx)
}

/** What a predicate's own auxiliaries, negation, conjunction and aspect say; undefined where they assert it. */
export function moodOf(clauses: Clauses, predicateIdx: number): Standing | undefined {
  const { upos, below } = token(clauses, predicateIdx)
  if (upos !== 'VERB' && upos !== 'AUX' && (below & (REL.cop | REL.aux)) === 0) return undefined
  if (isConditional(clauses, predicateIdx)) return 'hypothetical'
  const isMarked = (below & (REL.mark | REL.case)) !== 0
  if (isMarked && isLeftUndone(clauses, predicateIdx)) return 'drop'
  if (isMarked && isAwaited(clauses, predicateIdx)) return 'planned'
  if (isMarked && isCondition(clauses, predicateIdx)) return 'hypothetical'
  const auxiliaries = auxiliariesOf(clauses, predicateIdx)
  // "may not come" leaves it open; "could not agree" does not.
  if (isNegated(clauses, predicateIdx)) return hasMay(clauses, auxiliaries) ? 'hypothetical' : 'drop'
  if (isYetTo(clauses, predicateIdx)) return 'drop'
  const modal = modalAmong(clauses, auxiliaries)
  if (modal === 'would' && isPerfect(clauses, predicateIdx)) return 'hypothetical'
  if (modal === 'would') return isReported(clauses, predicateIdx) ? 'planned' : 'hypothetical'
  if (modal) return modal
  if (isProgressive(clauses, predicateIdx)) return 'ongoing'
  return isMarked ? moodByMark(clauses, predicateIdx) : undefined
}

/** What "to" or a preposition before a predicate says; undefined where it asserts it. */
function moodByMark(clauses: Clauses, predicateIdx: number): Standing | undefined {
  const { deprel, head } = token(clauses, predicateIdx)
  if (isObliged(clauses, predicateIdx) || isDuty(clauses, predicateIdx)) return 'called-for'
  if (isRanked(clauses, predicateIdx)) return undefined
  if (isVoiced(clauses, predicateIdx)) return moodOf(clauses, head)
  if (
    hasInfinitiveMark(clauses, predicateIdx) &&
    !isOutcome(clauses, predicateIdx) &&
    // "arrived to meet": the purpose is yet to come; other infinitives take what their governor gives.
    (deprel === 'advcl' || deprel === 'acl' || isToBe(clauses, predicateIdx))
  )
    return 'planned'
  return isGoal(clauses, predicateIdx) ? 'planned' : undefined
}

function isNegated(clauses: Clauses, predicateIdx: number): boolean {
  return (
    hasWordBelow(clauses, predicateIdx, REL.advmod, NEGATIONS) ||
    hasNegativeSubject(clauses, predicateIdx) ||
    hasFormBelow(clauses, predicateIdx, REL.cc, 'nor')
  )
}

function hasMay({ lemmas }: Clauses, auxiliaries: readonly number[]): boolean {
  for (const idx of auxiliaries) if (lemmas[idx] === 'may' || lemmas[idx] === 'might') return true
  return false
}

/** What the first modal among auxiliaries says. */
function modalAmong({ lemmas }: Clauses, auxiliaries: readonly number[]): Standing | 'would' | undefined {
  for (const idx of auxiliaries) {
    const given = MODALS.get(lemmas[idx]!)
    if (given !== undefined) return given
  }
  return undefined
}

/** "marched to denounce the vote", "gathered to protest": what crowds come together to voice they voice by it. */
function isVoiced(clauses: Clauses, predicateIdx: number): boolean {
  const { head, relation, lemma } = token(clauses, predicateIdx)
  if (head < 0 || head > predicateIdx || (relation & REL.advcl) === 0 || !VOICING.has(lemma)) return false
  return GATHERING.has(clauses.lemmas[head]!) && hasInfinitiveMark(clauses, predicateIdx)
}

const VOICING = new Set(['condemn', 'decry', 'demand', 'denounce', 'oppose', 'protest', 'support', 'urge'])
const GATHERING = new Set([
  'assemble', 'congregate', 'converge', 'demonstrate', 'gather', 'march', 'mass', 'parade', 'picket', 'pour', 'protest', 'rally', 'strike', 'throng', 'turn',
]) // biome-ignore format: one glance

/** "steps toward normalising ties", "aimed at ending the war": what the gerund tells is yet to come. */
function isGoal(clauses: Clauses, predicateIdx: number): boolean {
  return hasWordBelow(clauses, predicateIdx, REL.mark | REL.case, GOALS)
}

const GOALS = new Set(['toward', 'towards'])

/** Whether the sentence opens with "if" and no comma has ended the condition before the token, however the clause is parsed. */
export function isInOpeningCondition({ doc, lemmas, forms }: Clauses, tokenIdx: number): boolean {
  const { firstTokenIdx } = doc.sents[doc.tokens[tokenIdx]!.sentIdx]!
  if (lemmas[firstTokenIdx] !== 'if' && lemmas[firstTokenIdx] !== 'unless') return false
  return !forms.slice(firstTokenIdx, tokenIdx).includes(',')
}

/** "Has yet to endorse him". */
function isYetTo(clauses: Clauses, predicateIdx: number): boolean {
  const { relation, head } = token(clauses, predicateIdx)
  if ((relation & REL.xcomp) === 0 || head < 0 || clauses.lemmas[head] !== 'have') return false
  return clauses.forms[head + 1] === 'yet' && clauses.forms[head + 2] === 'to'
}

/** "would have resigned", "would have had to resign": what somebody would have done was not done. */
function isPerfect(clauses: Clauses, predicateIdx: number): boolean {
  return dependents(clauses, predicateIdx, REL.aux).some(
    (idx) => clauses.forms[idx] === 'have' && /^(?:would|'d|’d)$/.test(clauses.forms[idx - 1] ?? ''),
  )
}

/** "before he throws his support to her": a clause in the present behind such a word tells what has not come. */
function isAwaited(clauses: Clauses, predicateIdx: number): boolean {
  const { features } = token(clauses, predicateIdx)
  if ((features & FEAT.present) === 0 || (features & FEAT.finite) === 0) return false
  return hasFormBelow(clauses, predicateIdx, REL.mark, 'before') || isUntil(clauses, predicateIdx)
}

/** "will not talk until Chile has freed them", "refused to sit until it freed them": for what has not come about one waits for what has not. */
function isCondition(clauses: Clauses, predicateIdx: number): boolean {
  const { features, head } = token(clauses, predicateIdx)
  if (head < 0 || (features & (FEAT.past | FEAT.participle)) === 0) return false
  if (!isUntil(clauses, predicateIdx)) return false
  return hasInfinitiveMark(clauses, head) || modalAmong(clauses, auxiliariesOf(clauses, head)) !== undefined
}

function isUntil(clauses: Clauses, predicateIdx: number): boolean {
  return hasFormBelow(clauses, predicateIdx, REL.mark, 'until') || hasFormBelow(clauses, predicateIdx, REL.mark, 'till')
}

/** "has to leave", "ought to stop": a duty; who "had to leave" has left. */
function isObliged(clauses: Clauses, predicateIdx: number): boolean {
  const { deprel, head } = token(clauses, predicateIdx)
  if (deprel !== 'xcomp' || head < 0 || !hasInfinitiveMark(clauses, predicateIdx)) return false
  const { lemma, features } = token(clauses, head)
  return (lemma === 'have' || lemma === 'ought') && (features & FEAT.past) === 0
}

/** "Congress has to approve them", where the tree has taken the verb of duty for an auxiliary. */
function isDuty({ words, forms }: Clauses, predicateIdx: number): boolean {
  for (let idx = words[predicateIdx]!.firstChild; idx >= 0 && idx < predicateIdx; idx = words[idx]!.nextSibling)
    if (forms[idx] === 'to' && words[idx]!.relation === REL.mark) {
      const before = forms[idx - 1]
      return (before === 'has' || before === 'have') && words[idx - 1]!.head === predicateIdx
    }
  return false
}

/** "the third president to be impeached", "the first to sign": a rank among those who did. */
function isRanked(clauses: Clauses, predicateIdx: number): boolean {
  const { relation, head } = token(clauses, predicateIdx)
  if ((relation & REL.acl) === 0 || head < 0) return false
  return [head, ...dependents(clauses, head, REL.amod | REL.nummod)].some((idx) =>
    RANKS.test(token(clauses, idx).lemma),
  )
}

const RANKS = /^(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|latest|only|\d+(st|nd|rd|th))$/i

/** The infinitive's own "to", at most an auxiliary and an adverb before it, not one that a parse hung there from afar. */
export function hasInfinitiveMark(clauses: Clauses, predicateIdx: number): boolean {
  if (!hasDependent(clauses, predicateIdx, REL.mark)) return false
  const { words, lemmas } = clauses
  let isFound = false
  for (let idx = words[predicateIdx]!.firstChild; idx >= 0; idx = words[idx]!.nextSibling) {
    const { relation, features, deprel } = words[idx]!
    if ((relation & REL.aux) !== 0 && (features & FEAT.finite) !== 0 && deprel === 'aux:pass') return false
    const isNear = idx < predicateIdx && idx >= predicateIdx - MAX_SPLIT
    if (isNear && (relation & REL.mark) !== 0 && lemmas[idx] === 'to') isFound = true
  }
  return isFound
}

/** "to formally and publicly be recognised". */
const MAX_SPLIT = 5

/** "should the talks fail", "had they met": an auxiliary before its subject, in a clause that depends on another or opens the sentence. */
function isInvertedConditional(clauses: Clauses, predicateIdx: number): boolean {
  const { deprel, sentIdx, below } = token(clauses, predicateIdx)
  if ((below & REL.aux) === 0) return false
  const { firstTokenIdx } = clauses.doc.sents[sentIdx]!
  const subject = firstDependent(clauses, predicateIdx, REL.nsubj)
  if (subject === undefined) return false
  for (const idx of dependents(clauses, predicateIdx, REL.aux)) {
    if (idx > subject || (deprel !== 'advcl' && idx !== firstTokenIdx)) continue
    if (clauses.lemmas[idx] === 'should' || clauses.lemmas[idx] === 'have') return true
  }
  return false
}

/** "left without signing", "attacked instead of talking", "decided against joining". */
function isLeftUndone(clauses: Clauses, predicateIdx: number): boolean {
  for (const idx of dependents(clauses, predicateIdx, REL.mark | REL.case)) {
    let words = clauses.lemmas[idx]!
    // Most are the "to" of an infinitive.
    if (words === 'to') continue
    for (const i of dependents(clauses, idx, REL.fixed)) words += ` ${clauses.lemmas[i]}`
    if (UNDONE.has(words)) return true
    const { head } = token(clauses, predicateIdx)
    if (head < 0) continue
    const governor = clauses.lemmas[head]!
    if ((words === 'from' && KEPT_FROM.has(governor)) || (words === 'against' && DECIDED.has(governor))) return true
  }
  return false
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
  return dependents(clauses, predicateIdx, REL.advmod).filter((i) => NEGATIONS.has(clauses.lemmas[i]!))
}

const NEGATIONS = new Set(['not', "n't", 'n’t', 'never', 'neither', 'nor', 'hardly'])
const MODALS = new Map<string, Standing | 'would'>([
  ['will', 'planned'], ["'ll", 'planned'], ['shall', 'planned'], ['would', 'would'], ["'d", 'would'], ['may', 'hypothetical'],
  ['might', 'hypothetical'], ['could', 'hypothetical'], ['can', 'hypothetical'], ['should', 'called-for'], ['must', 'called-for'], ['ought', 'called-for'],
]) // biome-ignore format: one glance
/** "Returned, only to be jailed": what came of it took place. */
function isOutcome(clauses: Clauses, predicateIdx: number): boolean {
  for (const idx of dependents(clauses, predicateIdx, REL.mark)) if (clauses.forms[idx - 1] === 'only') return true
  return false
}

/** "is to meet", "are to sign": an arranged future. */
function isToBe(clauses: Clauses, predicateIdx: number): boolean {
  const { deprel, head } = token(clauses, predicateIdx)
  for (const idx of dependents(clauses, predicateIdx, REL.aux | REL.cop))
    if (token(clauses, idx).lemma === 'be') return deprel !== 'xcomp'
  return (deprel === 'xcomp' || deprel === 'ccomp') && head >= 0 && token(clauses, head).lemma === 'be'
}

/** The auxiliaries of a predicate, or those that it shares with the one before. */
function auxiliariesOf(clauses: Clauses, predicateIdx: number): readonly number[] {
  const { deprel, head, below } = token(clauses, predicateIdx)
  const sharesSubject = deprel === 'conj' && (below & (REL.aux | REL.nsubj)) === 0
  return dependents(clauses, sharesSubject && head >= 0 ? head : predicateIdx, REL.aux)
}

/** "said it would send" reports a plan; "would send troops if" supposes one. */
function isReported(clauses: Clauses, predicateIdx: number): boolean {
  const { deprel, head, sentIdx } = token(clauses, predicateIdx)
  const opening = clauses.lemmas[clauses.doc.sents[sentIdx]!.firstTokenIdx]
  if (opening === 'if' || opening === 'unless') return false
  if (
    dependents(clauses, predicateIdx, REL.advcl).some((i) =>
      dependents(clauses, i, REL.mark).some((m) => CONDITIONALS.has(clauses.lemmas[m]!)),
    )
  )
    return false
  return (
    (deprel === 'ccomp' || deprel === 'parataxis' || deprel === 'conj' || deprel === 'root') &&
    (head < 0 || token(clauses, head).upos === 'VERB')
  )
}

function isProgressive(clauses: Clauses, predicateIdx: number): boolean {
  const { features, below } = token(clauses, predicateIdx)
  if ((below & REL.aux) === 0 || (features & (FEAT.gerund | FEAT.participle)) === 0) return false
  if (!clauses.forms[predicateIdx]!.endsWith('ing')) return false
  for (const idx of dependents(clauses, predicateIdx, REL.aux))
    if (hasFeature(clauses, idx, FEAT.present) && token(clauses, idx).lemma === 'be') return true
  return false
}

/** "no meeting", "neither side"; "no fewer than 19 drones" are at least so many. */
export function isNegatedNoun(clauses: Clauses, nounIdx: number): boolean {
  const { lemmas, forms } = clauses
  for (const idx of dependents(clauses, nounIdx, REL.det | REL.ccPreconj)) {
    const isNo = lemmas[idx] === 'no' || lemmas[idx] === 'neither'
    if (isNo && !COMPARED.test(forms[idx + 1] ?? '')) return true
  }
  return false
}

const COMPARED = /^(?:fewer|less|more|later|longer)$/

/** "No one was hurt", "neither side attended", "no minister came": the subject denies the whole clause. */
function hasNegativeSubject(clauses: Clauses, predicateIdx: number): boolean {
  const { words } = clauses
  const { below, firstChild } = words[predicateIdx]!
  if ((below & SUBJECTS) === 0) return false
  for (let idx = firstChild; idx >= 0; idx = words[idx]!.nextSibling)
    if ((words[idx]!.relation & SUBJECTS) !== 0 && isNegativeSubject(clauses, idx)) return true
  return false
}

const SUBJECTS = REL.nsubj | REL.expl

function isNegativeSubject(clauses: Clauses, idx: number): boolean {
  const { lemmas } = clauses
  const lemma = lemmas[idx]!
  if (lemma === 'one' && idx > 0 && lemmas[idx - 1]! === 'no') return true
  if (NOBODY.has(lemma)) return true
  if (!hasDependent(clauses, idx, REL.det | REL.ccPreconj)) return false
  if (isNegatedNoun(clauses, idx)) return true
  for (const i of dependents(clauses, idx, REL.det))
    if (i > 0 && lemmas[i - 1] === 'not' && EVERY.has(lemmas[i]!)) return true
  return false
}

const EVERY = new Set(['every', 'all', 'many'])
const NOBODY = new Set(['nobody', 'none', 'nothing', 'neither', 'no-one'])
