import { FEAT, REL } from '../annotate/index.ts'
import { hasFormBelow, hasWordBelow } from './below.ts'
import {
  type Clauses,
  dependents,
  firstDependent,
  hasDependent,
  hasFeature,
  isTime,
  MAX_CLIMB,
  subtree,
  token,
} from './clause.ts'
import type { Triggered } from './triggers.ts'

/** Whether the sentence asks, its closing quotation marks aside: a question tells no act. */
export function isAsked({ doc }: Clauses, tokenIdx: number): boolean {
  const { firstTokenIdx, endTokenIdx } = doc.sents[doc.tokens[tokenIdx]!.sentIdx]!
  for (let idx = endTokenIdx - 1; idx >= firstTokenIdx; idx--) {
    const { form, upos } = doc.tokens[idx]!
    if (upos !== 'PUNCT') return false
    if (form.includes('?')) return true
  }
  return false
}

/**
 * Whether the act's own verb stands in the simple present active, without perfect, progressive, modal or day: what somebody does as a
 * rule ("the agency helps women", "the treaty allows inspections") is a standing state, which CONTRACT, What is coded 1, leaves out.
 * Verbs of saying are done by being said, also in the present ("We condemn the attack"), but what one has long praised or opposed is a stance.
 */
export function isHabitual(clauses: Clauses, { triggerIdx, supportIdx, part, entry }: Triggered): boolean {
  const isStance = entry.gives.eventType === 'SUPPORT' || entry.gives.eventType === 'ACCUSE'
  if (!isStance && !OF_DOING.has(entry.gives.eventType)) return false
  const verbIdx = supportIdx ?? (part === 'verb' ? triggerIdx : undefined)
  if (verbIdx === undefined) return false
  // "Has long admired the pope" tells how he stands.
  if (isStance && part === 'verb' && hasFormBelow(clauses, verbIdx, REL.advmod, 'long')) return true
  if (entry.gives.eventType === 'ACCUSE') return false
  const auxiliaries = dependents(clauses, verbIdx, REL.aux)
  // "is backed by": nobody does anything here; but who is detained was.
  if (auxiliaries.length === 1 && entry.gives.eventType !== 'COERCE' && isPresentPassive(clauses, auxiliaries[0]!))
    return !isDated(clauses, verbIdx)
  if (auxiliaries.length > 0 || entry.gives.eventType === 'SUPPORT' || !hasFeature(clauses, verbIdx, FEAT.present))
    return false
  // One sentence that is all there is, as an alert or a headline by itself, tells news in the present tense.
  if (clauses.doc.sents.length === 1) return false
  return isPlainlyPresent(clauses, verbIdx) && !isDated(clauses, verbIdx) && !isHeadline(clauses, verbIdx)
}

/** "Israel lets UN trucks into Gaza", alone in its paragraph and without an article: a headline tells in the present what has happened. */
function isHeadline({ doc, forms }: Clauses, verbIdx: number): boolean {
  const { deprel, sentIdx } = doc.tokens[verbIdx]!
  const { firstTokenIdx, endTokenIdx, blockIdx } = doc.sents[sentIdx]!
  if (deprel !== 'root' || endTokenIdx - firstTokenIdx > LONG_HEADLINE) return false
  if (doc.sents[sentIdx - 1]?.blockIdx === blockIdx || doc.sents[sentIdx + 1]?.blockIdx === blockIdx) return false
  for (let idx = firstTokenIdx; idx < endTokenIdx; idx++) if (IN_SENTENCES.has(forms[idx]!)) return false
  return true
}

/** In words. */
const LONG_HEADLINE = 20
/** Articles, which headlines leave out, and words for what is done as a rule. */
const IN_SENTENCES = new Set([
  'the', 'a', 'an', 'always', 'often', 'usually', 'regularly', 'still', 'sometimes', 'every', 'each', 'never', 'i', 'we', 'you',
]) // biome-ignore format: one glance

/** "cut", "froze", "shut" after a singular noun are past, whatever the tagger took them for: the present would end in -s. */
function isPlainlyPresent(clauses: Clauses, verbIdx: number): boolean {
  const { features, form } = token(clauses, verbIdx)
  if ((features & FEAT.finite) === 0) return false
  if (/s$/i.test(form)) return true
  const subject = firstDependent(clauses, verbIdx, REL.nsubj)
  return (
    subject !== undefined &&
    hasFeature(clauses, subject, FEAT.plural) &&
    clauses.forms[verbIdx] === clauses.lemmas[verbIdx] &&
    !PAST_LIKE_BASE.has(form.toLowerCase())
  )
}

const PAST_LIKE_BASE = new Set([
  'beat', 'bid', 'burst', 'cast', 'cut', 'hit', 'hurt', 'let', 'put', 'quit', 'rid', 'set', 'shed', 'shut', 'split', 'spread', 'thrust', 'upset',
]) // biome-ignore format: one glance

function isPresentPassive(clauses: Clauses, auxiliaryIdx: number): boolean {
  const { deprel, features, lemma } = token(clauses, auxiliaryIdx)
  return deprel === 'aux:pass' && lemma === 'be' && (features & FEAT.present) !== 0 && (features & FEAT.finite) !== 0
}

function isDated(clauses: Clauses, verbIdx: number): boolean {
  return subtree(clauses, verbIdx).some((idx) => isTime(clauses, idx))
}

/** Types whose acts are done, not said. */
const OF_DOING: ReadonlySet<string> = new Set([
  'AID', 'ASSAULT', 'COERCE', 'CONCEDE', 'CONSULT', 'MOBILIZE', 'PROTEST', 'RETREAT', 'SANCTION',
]) // biome-ignore format: one glance

/** "I want to thank", "we would like to express our condolences": to say that one wants to say it is to say it. */
export function isPerformative(clauses: Clauses, { triggerIdx, supportIdx, entry }: Triggered): boolean {
  if (!OF_SAYING.has(entry.gives.eventType)) return false
  let idx = supportIdx ?? triggerIdx
  for (let steps = 0; steps < MAX_CLIMB; steps++) {
    const { deprel, head } = token(clauses, idx)
    const isVoted = deprel === 'advcl' && head >= 0 && token(clauses, head).lemma === 'vote'
    if (deprel !== 'xcomp' && deprel !== 'conj' && !isVoted) return false
    if (head < 0) return false
    idx = head
    // An assembly that votes to condemn condemns.
    if (token(clauses, idx).lemma === 'vote') return (token(clauses, idx).features & FEAT.past) !== 0
    if (WISHING.has(clauses.lemmas[idx]!)) {
      // "The government would like to express its condolences" expresses them.
      if (entry.gives.eventType === 'SUPPORT' && clauses.lemmas[idx] === 'like') return true
      return dependents(clauses, idx, REL.nsubj).some((i) => /^(i|we)$/i.test(token(clauses, i).form))
    }
  }
  return false
}

const OF_SAYING: ReadonlySet<string> = new Set(['ACCUSE', 'CONCEDE', 'REJECT', 'REQUEST', 'SUPPORT', 'THREATEN'])
/** "sought to ease fears": who seeks to do something asks nobody for it. */
export function isOwnEffort(clauses: Clauses, { triggerIdx, part, entry }: Triggered): boolean {
  if (part !== 'verb' || entry.gives.eventType !== 'REQUEST' || token(clauses, triggerIdx).lemma !== 'seek')
    return false
  return hasDependent(clauses, triggerIdx, REL.xcomp) && !hasDependent(clauses, triggerIdx, REL.obj)
}

/** "Vetoed a resolution that demanded a truce", "a draft resolution condemning the raid": what is not adopted asks for nothing and blames nobody. */
export function isOfUnadoptedText(clauses: Clauses, { triggerIdx, part, entry }: Triggered): boolean {
  if (part !== 'verb' || (entry.gives.eventType !== 'REQUEST' && entry.gives.eventType !== 'ACCUSE')) return false
  const { relation, head } = token(clauses, triggerIdx)
  if ((relation & REL.acl) === 0 || head < 0 || !TEXTS.has(clauses.lemmas[head]!)) return false
  const { relation: role, head: verb } = token(clauses, head)
  if (verb >= 0 && (role & (REL.obj | REL.nsubjPass)) !== 0 && STOPPING.has(clauses.lemmas[verb]!)) return true
  return hasWordBelow(clauses, head, REL.amod | REL.compound, UNADOPTED)
}

const TEXTS = new Set(['amendment', 'bill', 'draft', 'motion', 'proposal', 'resolution', 'text'])
const STOPPING = new Set(['block', 'defeat', 'reject', 'scupper', 'thwart', 'veto'])
const UNADOPTED = new Set(['draft', 'proposed', 'rival', 'vetoed'])

function governorLemma(clauses: Clauses, tokenIdx: number): string {
  const { head } = token(clauses, tokenIdx)
  return head < 0 ? '' : clauses.lemmas[head]!
}

const WISHING = new Set(['want', 'wish', 'like', 'love'])

/** "Speaking to X of the BBC, she said": the occasion of a quotation, and no talks (CONTRACT, What is coded 1). */
export function isOccasionOfWords(clauses: Clauses, { triggerIdx, part, entry }: Triggered): boolean {
  // "Assaulting a reporter is an offence": what would be one is not told as done.
  if (part === 'verb' && token(clauses, triggerIdx).deprel === 'csubj' && /ing$/i.test(token(clauses, triggerIdx).form))
    return true
  if (entry.gives.eventType !== 'CONSULT') return false
  // "met on the sidelines of the council's meeting": that is where they met.
  if (part === 'noun') return /^(?:margin|sideline|fringe)s?$/.test(governorLemma(clauses, triggerIdx))
  const { deprel, head, form, lemma } = token(clauses, triggerIdx)
  if (deprel !== 'advcl' || head < 0 || !form.toLowerCase().endsWith('ing')) return false
  return /^(speak|talk|answer|respond|reply)$/.test(lemma) && hasDependent(clauses, head, REL.ccomp | REL.parataxis)
}
