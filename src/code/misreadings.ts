import { FEAT, featureBits, REL, relationBits } from './relations.ts'
import type { Growing } from './words.ts'

/**
 * Misreadings that parsers learned from little news fall into again and again, each known by the words that stand there and mended where
 * it is met. `idx` is the word that a rule begins at.
 */
export function mendMisreading(words: readonly Growing[], idx: number): void {
  const { upos, lemma } = words[idx]!
  if (upos === 'PROPN' || upos === 'PRON') {
    mendReceiver(words, idx)
    mendStrandedName(words, idx)
  } else if (upos === 'VERB') {
    mendNamedEvent(words, idx)
    if (DENYING.has(lemma)) mendDeniedCharge(words, idx)
  }
  if (lemma === 'have') mendHyphenatedVerb(words, idx)
}

/** How far a rule looks. */
const REACH = 12

/** Puts a word elsewhere in its tree. */
export function hang(word: Growing, head: number, deprel: string): void {
  word.head = head
  word.deprel = deprel
  word.relation = relationBits(deprel)
}

/** "will send Ukraine more tanks": of two objects side by side the first, a name or pronoun, is the receiver. */
function mendReceiver(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  const { head } = word
  if (word.deprel !== 'obj' || head < 0 || head > idx) return
  for (let i = idx + 1; i < idx + REACH && i < words.length; i++) {
    const next = words[i]!
    if (next.deprel === 'obj' && next.head === head && next.upos === 'NOUN') {
      hang(word, head, 'iobj')
      return
    }
    if (next.upos === 'VERB' || next.upos === 'PUNCT' || next.upos === 'CCONJ') return
  }
}

/** "had met Burhan in Khartoum hours before": a name modifies no noun behind the next preposition; it is the object of the verb before. */
function mendStrandedName(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  const { head, deprel, sentIdx } = word
  if (head < idx || head > idx + REACH || !STRANDED.has(deprel)) return
  let i = idx + 1
  while (i < head && words[i]!.upos !== 'ADP') i++
  if (i === head) return
  let verb = idx - 1
  while (verb >= 0 && (words[verb]!.head === idx || BEFORE_NAME.has(words[verb]!.upos))) verb--
  if (words[verb]?.upos !== 'VERB' || words[verb]!.sentIdx !== sentIdx) return
  for (let k = verb + 1; k < head + REACH && k < words.length; k++)
    if (k !== head && words[k]!.head === verb && words[k]!.deprel === 'obj') return
  hang(word, verb, 'obj')
  const noun = words[head]!
  if (noun.head === verb && noun.deprel === 'obj') hang(noun, verb, 'obl:unmarked')
}

const STRANDED = new Set(['compound', 'nmod:desc', 'amod'])
const BEFORE_NAME = new Set(['PROPN', 'ADJ', 'DET'])

/** "called for a Security Council meeting to be held": what has an article is a noun, and the body before it whose it is. */
function mendNamedEvent(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  if (!word.form.endsWith('ing')) return
  let article = idx - 1
  while (article > idx - 8 && article >= 0 && !(words[article]!.head === idx && words[article]!.deprel === 'det'))
    article--
  if (article <= idx - 8 || article < 0) return
  word.upos = 'NOUN'
  word.lemma = word.form.toLowerCase()
  word.feats = 'Number=Sing'
  word.features = featureBits(word.feats)
  if (word.deprel === 'advcl' || word.deprel === 'xcomp' || word.deprel === 'ccomp') {
    const mark = words.findIndex(
      ({ head, upos }, i) => i < article && i > article - 3 && head === idx && upos === 'ADP',
    )
    hang(word, word.head, mark >= 0 ? 'obl' : 'obj')
    if (mark >= 0) hang(words[mark]!, idx, 'case')
  }
  for (let i = article + 1; i < idx; i++)
    if (words[i]!.head === idx && words[i]!.deprel === 'nsubj') hang(words[i]!, idx, 'compound')
}

/** "has test-fired a rocket": the noun before the hyphen is no object of "has", which helps the verb behind it. */
function mendHyphenatedVerb(words: readonly Growing[], idx: number): void {
  const [have, noun, hyphen, verb] = [words[idx]!, words[idx + 1], words[idx + 2], words[idx + 3]]
  if (noun?.upos !== 'NOUN' || hyphen?.form !== '-' || verb?.upos !== 'VERB' || !verb.form.endsWith('ed')) return
  if (noun.end !== hyphen.start || hyphen.end !== verb.start || (have.relation & REL.aux) !== 0) return
  const verbIdx = idx + 3
  if (have.head !== verbIdx) hang(verb, have.head, have.deprel)
  for (let i = Math.max(0, idx - REACH); i < idx + 2 * REACH && i < words.length; i++)
    if (words[i]!.head === idx && i !== verbIdx) hang(words[i]!, verbIdx, words[i]!.deprel)
  hang(noun, verbIdx, 'compound')
  hang(have, verbIdx, 'aux')
  verb.features |= FEAT.past
}

/** "accused Iran of the raid, a charge Tehran denied": the last clause tells of the charge; it reports nothing. */
function mendDeniedCharge(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  let charge = idx - 1
  while (charge > 1 && WITHIN_PHRASE.has(words[charge]!.upos) && !CHARGES.has(words[charge]!.lemma)) charge--
  const [article, comma] = [words[charge - 1], words[charge - 2]]
  if (charge < 2 || !CHARGES.has(words[charge]!.lemma) || article?.upos !== 'DET' || comma?.form !== ',') return
  if (comma.sentIdx !== verb.sentIdx) return
  let subject = charge + 1
  const isInside = (head: number) => head > charge && head < idx
  while (subject < idx && (words[subject]!.upos === 'AUX' || isInside(words[subject]!.head))) subject++
  if (subject === idx) return
  let told = comma.head
  for (let i = charge - 3; i >= 0 && words[i]!.sentIdx === verb.sentIdx; i--) if (words[i]!.head === idx) told = i
  if (words[told]?.head === idx) hang(words[told]!, verb.head, verb.deprel)
  else told = verb.head
  hang(words[charge]!, told, 'appos')
  hang(words[subject]!, idx, 'nsubj')
  hang(verb, charge, 'acl:relcl')
}

const DENYING = new Set(['deny', 'reject', 'dismiss', 'dispute', 'refute'])
const CHARGES = new Set(['charge', 'claim', 'accusation', 'allegation', 'assertion'])
const WITHIN_PHRASE = new Set(['DET', 'PROPN', 'NOUN', 'ADJ', 'AUX', 'ADV'])
