import type { Mention } from '../doc.ts'
import { rename } from './beginnings.ts'
import { REL } from './relations.ts'
import { isNoun, MAX_CLIMB } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * Mends those edges of the trees that the mentions show to be wrong. A phrase has one head. Where two nouns of one mention hang on the same
 * verb outside it ("The ministers of A and B met": "of A" and "B" both under "met"), the phrase's head keeps the place in the clause, the
 * nearer relation of the two, and the other noun goes below it.
 */
export function mendPhrases(words: readonly Growing[], mentions: readonly Mention[]): void {
  for (const mention of mentions) {
    const length = mention.endTokenIdx - mention.firstTokenIdx
    if (length > 2) mendPhrase(words, mention)
    else if (length === 2 && mention.kind === 'name') mendVerbInName(words, mention.firstTokenIdx)
    else if (length === 1 && (mention.kind === 'nominal' || mention.kind === 'title'))
      mendCapital(words[mention.headTokenIdx]!)
  }
}

function mendPhrase(words: readonly Growing[], { headTokenIdx, firstTokenIdx, endTokenIdx }: Mention): void {
  const head = words[headTokenIdx]!
  const isInside = (idx: number) => idx >= firstTokenIdx && idx < endTokenIdx
  if (head.head < 0 || isInside(head.head)) return
  for (let idx = headTokenIdx + 1; idx < endTokenIdx; idx++) {
    const noun = words[idx]!
    if (noun.head !== head.head || !isNoun(noun) || (noun.relation & ARGUMENTS) === 0) continue
    const isConjunct = words[idx - 1]?.upos === 'CCONJ' || words[idx - 1]?.form === ','
    // The noun that a conjunct is joined to: the last one before it whose own head lies in the phrase.
    let before = idx - 1
    while (before > headTokenIdx && !(isNoun(words[before]!) && isInside(words[before]!.head))) before--
    if (!isCore(head)) hang(head, head.head, noun.deprel)
    if (isConjunct) hang(noun, isUnder(words, before, idx) ? headTokenIdx : Math.max(before, headTokenIdx), 'conj')
    else hang(noun, headTokenIdx, 'nmod')
    return
  }
}

/** Whether a word hangs on another, however far below. */
function isUnder(words: readonly Growing[], idx: number, above: number): boolean {
  let at = idx
  for (let steps = 0; steps < MAX_CLIMB && at >= 0; steps++, at = words[at]!.head) if (at === above) return true
  return false
}

function isCore({ relation }: Growing): boolean {
  return (relation & CORE) !== 0
}

const CORE = REL.nsubj | REL.obj | REL.iobj
const ARGUMENTS = CORE | REL.obl | REL.nmod | REL.conj | REL.appos

/** "with Sung Kim": a name of two words whose first was taken for a verb. */
function mendVerbInName(words: readonly Growing[], idx: number): void {
  const first = words[idx]!
  const last = words[idx + 1]!
  if (first.upos !== 'VERB' || last.upos !== 'PROPN' || last.head !== idx || !/^\p{Lu}/u.test(first.form)) return
  first.upos = 'PROPN'
  first.features = 0
  const isMarked = words[idx - 1]?.upos === 'ADP' && words[idx - 1]!.head === idx
  if (isMarked) hang(words[idx - 1]!, idx, 'case')
  if ((first.relation & (REL.advcl | REL.acl | REL.xcomp | REL.ccomp)) !== 0)
    hang(first, first.head, isMarked ? 'obl' : 'obj')
  hang(last, idx, 'flat')
}

/** "Farmers protested": a noun whose capital makes it a name to the tagger has the form of a plural for its lemma. */
function mendCapital(word: Growing): void {
  const { upos, form, lemma } = word
  if (upos !== 'PROPN' || lemma !== form || !/\p{Ll}(?:s|men)$/u.test(form)) return
  const singular = form
    .toLowerCase()
    .replace(/ies$/, 'y')
    .replace(/men$/, 'man')
    .replace(/(?<=ch|sh|ss|x)es$|(?<!s)s$/, '')
  rename(word, singular)
}
