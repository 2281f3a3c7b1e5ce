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
    'appeal', 'applaud', 'arm', 'arrest', 'attack', 'award', 'back', 'ban', 'bar', 'battle', 'blame', 'blast', 'block', 'bomb', 'call', 'caution', 'charge',
    'cheer', 'claim', 'commend', 'condemn', 'convict', 'curb', 'demand', 'deplore', 'ditch', 'down', 'escort', 'fight', 'fine', 'grab', 'grant', 'hail', 'halt',
    'honour', 'hope', 'host', 'hunt', 'intercept', 'jail', 'lift', 'nab', 'name', 'offer', 'order', 'phone', 'plan', 'pledge', 'pound', 'praise', 'probe',
    'protest', 'raid', 'rap', 'recall', 'regret', 'request', 'resume', 'salute', 'sanction', 'scrap', 'seal', 'sentence', 'shadow', 'shell', 'shelve', 'ship',
    'sign', 'slam', 'snub', 'storm', 'strike', 'summon', 'supply', 'support', 'suspect', 'target', 'test', 'thank', 'tour', 'try', 'urge', 'veto', 'visit',
    'vow', 'warn', 'welcome', 'wound',
  ].map((lemma) => [thirdPerson(lemma), lemma] as const),
) // biome-ignore format: one glance

function thirdPerson(lemma: string): string {
  if (/[^aeiou]y$/.test(lemma)) return `${lemma.slice(0, -1)}ies`
  return /(?:[cs]h|o)$/.test(lemma) ? `${lemma}es` : `${lemma}s`
}

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

/** "The bloc thanks Peru for its help, welcomes the accord": what stands between a body or person and a name or article. */
function mendOpening(words: readonly Growing[], idx: number, lemma: string): void {
  const noun = words[idx]!
  const before = words[idx - 1]
  if (before === undefined || !isFollowedByObject(words, idx)) return
  const subjectIdx = (before.relation & REL.flat) === 0 ? idx - 1 : before.head
  const subject = words[subjectIdx]!
  if (subject.head !== idx || (subject.relation & (REL.compound | REL.nmod)) === 0) {
    mendName(words, idx, lemma, subjectIdx)
    return
  }
  const { head, deprel } = noun
  const governor = words[head]
  // A verb that has found its own subject elsewhere leaves no room for another.
  if (head >= 0 && (governor?.upos !== 'VERB' || head < idx || (noun.relation & REL.nsubj) === 0)) return
  makeVerb(words, idx, lemma)
  hang(subject, idx, 'nsubj')
  // "Brazil's government".
  for (let i = subjectIdx - 1; i >= 0 && words[i]!.sentIdx === noun.sentIdx; i--)
    if (words[i]!.head === idx && (words[i]!.relation & ATTRIBUTES) !== 0) hang(words[i]!, subjectIdx, words[i]!.deprel)
  if (governor === undefined) hang(noun, head, deprel)
  else {
    hang(noun, governor.head, governor.deprel)
    // "over the treatment of sailors held in Lima": a participle right behind its noun was no verb of the sentence.
    if (isPostmodifier(words, head)) hang(governor, head - 1, 'acl')
    else hang(governor, idx, 'conj')
  }
}

const ATTRIBUTES = REL.nmodPoss | REL.amod | REL.det | REL.compound | REL.nmodDesc

/** "President Ramón Díaz thanks Peru": the name is taken for all that the sentence is about, and what it does for a noun beside it. */
function mendName(words: readonly Growing[], idx: number, lemma: string, nameIdx: number): void {
  const noun = words[idx]!
  const name = words[nameIdx]!
  const next = words[idx + 1]!
  if (name.upos !== 'PROPN') return
  // "French President Emmanuel Macron bombs Trump": a first name of whom it reaches.
  const isOfNext = noun.head === idx + 1 && next.upos === 'PROPN' && (next.head < 0 || next.head === nameIdx)
  if (name.head >= 0 ? !(isOfNext && next.head < 0 && name.head === idx + 1) : !(isOfNext || noun.head === nameIdx))
    return
  makeVerb(words, idx, lemma)
  hang(noun, -1, 'root')
  hang(name, idx, 'nsubj')
  if (isOfNext) hang(next, idx, 'obj')
  for (let i = idx + 1; i < words.length && words[i]!.sentIdx === noun.sentIdx; i++)
    if (words[i]!.head === nameIdx) hang(words[i]!, idx, words[i]!.deprel === 'nmod' ? 'obl' : words[i]!.deprel)
}

function isPostmodifier(words: readonly Growing[], idx: number): boolean {
  const { features } = words[idx]!
  return words[idx - 1]!.upos !== 'AUX' && isNoun(words[idx - 1]!) && (features & FEAT.participle) !== 0
}

function isFollowedByObject(words: readonly Growing[], idx: number): boolean {
  const next = words[idx + 1]
  if (next === undefined) return false
  // "Calls on Chile"; "attacks on Chile" are nouns.
  if (next.form === 'on' || next.form === 'upon') return words[idx]!.form === 'calls'
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
