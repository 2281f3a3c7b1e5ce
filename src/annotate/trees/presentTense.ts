import { formIn, PART, type Rule, rename, rule } from './beginnings.ts'
import { hasBelow } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { isNoun } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * Official statements speak in the present tense ("The ministry thanks Peru, welcomes the accord and calls on Chile to join it"), whose verbs
 * taggers that learned from the past tense of news take for plural nouns.
 */
export function presentTenseRules(): readonly Rule[] {
  return [rule({ at: PART.noun, own: formIn(FORMS) }, mendPresentTense)]
}

function mendPresentTense(words: readonly Growing[], idx: number): void {
  const lemma = VERBS.get(words[idx]!.form)
  if (lemma !== undefined && !mendJoined(words, idx, lemma)) mendOpening(words, idx, lemma)
}

const VERBS: ReadonlyMap<string, string> = new Map(
  [
    'appeal', 'applaud', 'arrest', 'back', 'ban', 'bar', 'blame', 'block', 'bomb', 'call', 'charge', 'claim', 'commend', 'condemn', 'demand', 'deplore', 'hail',
    'halt', 'honour', 'hope', 'host', 'name', 'offer', 'order', 'plan', 'pledge', 'praise', 'protest', 'recall', 'regret', 'request', 'salute', 'sanction',
    'summon', 'support', 'suspect', 'thank', 'urge', 'veto', 'visit', 'vow', 'warn', 'welcome',
  ].map((lemma) => [lemma === 'veto' ? 'vetoes' : `${lemma}s`, lemma] as const),
) // biome-ignore format: one glance

const FORMS: ReadonlySet<string> = new Set(VERBS.keys())

/** How far a rule looks. */
const REACH = 16
const PRESENT = FEAT.finite | FEAT.present

/** "demands the release of both and calls on the agency to act": joined to the object of a verb in the present tense, with its own object or preposition. */
function mendJoined(words: readonly Growing[], idx: number, lemma: string): boolean {
  const noun = words[idx]!
  if (noun.deprel !== 'conj' || noun.head < 0 || noun.head > idx || words[idx - 1]?.upos !== 'CCONJ') return false
  let verb = words[noun.head]!.head
  for (let steps = 0; steps < REACH && verb >= 0 && words[verb]!.upos !== 'VERB'; steps++) verb = words[verb]!.head
  if (
    verb < 0 ||
    verb > idx ||
    words[verb]!.upos !== 'VERB' ||
    (words[verb]!.features & FEAT.present) === 0 ||
    !isFollowedByObject(words, idx)
  )
    return false
  makeVerb(words, idx, lemma)
  hang(noun, verb, 'conj')
  return true
}

/** "The bloc thanks Peru for its help, welcomes the accord": what stands between a body and a name or article. */
function mendOpening(words: readonly Growing[], idx: number, lemma: string): void {
  const noun = words[idx]!
  const subject = words[idx - 1]
  if (subject?.head !== idx || (subject.relation & (REL.compound | REL.nmod)) === 0 || !isFollowedByObject(words, idx))
    return
  const { head, deprel } = noun
  const governor = words[head]
  // A verb that has found its own subject elsewhere leaves no room for another.
  if (head >= 0 && (governor?.upos !== 'VERB' || head < idx || (noun.relation & REL.nsubj) === 0)) return
  makeVerb(words, idx, lemma)
  hang(subject, idx, 'nsubj')
  if (governor === undefined) hang(noun, head, deprel)
  else {
    hang(noun, governor.head, governor.deprel)
    // "over the treatment of sailors held in Lima": a participle right behind its noun was no verb of the sentence.
    if (isPostmodifier(words, head)) hang(governor, head - 1, 'acl')
    else hang(governor, idx, 'conj')
  }
}

function isPostmodifier(words: readonly Growing[], idx: number): boolean {
  const { features } = words[idx]!
  return words[idx - 1]!.upos !== 'AUX' && isNoun(words[idx - 1]!) && (features & FEAT.participle) !== 0
}

function isFollowedByObject(words: readonly Growing[], idx: number): boolean {
  const next = words[idx + 1]
  if (next === undefined) return false
  if (next.form === 'on' || next.form === 'upon') return true
  return (
    next.upos === 'PROPN' ||
    next.upos === 'DET' ||
    next.upos === 'NUM' ||
    (next.upos === 'ADJ' && /^\p{Lu}/u.test(next.form)) ||
    (next.upos === 'PRON' && /^(?:its|their|his|her)$/.test(next.form))
  )
}

/** Makes a noun the verb that it is: what hung on it as name or attribute becomes its object, what had a preposition its adjunct. */
function makeVerb(words: readonly Growing[], idx: number, lemma: string): void {
  const verb = words[idx]!
  verb.upos = 'VERB'
  rename(verb, lemma)
  verb.features = PRESENT
  let hasObject = false
  for (let i = idx + 1; i < idx + 2 * REACH && words[i]?.sentIdx === verb.sentIdx; i++) {
    const word = words[i]!
    if (word.head !== idx || word.upos === 'PUNCT' || word.upos === 'CCONJ' || word.upos === 'VERB') continue
    if (hasBelow(words, i, REL.case, idx, i)) hang(word, idx, 'obl')
    else if (!hasObject && (word.upos === 'PROPN' || word.upos === 'NOUN')) {
      hang(word, idx, 'obj')
      hasObject = true
    }
  }
}
