import { REL, type Word } from '../annotate/index.ts'
import { type Clauses, dependents, isPassive, isWord, MAX_CLIMB, prepositionOf, token } from './clause.ts'
import type { Codebook } from './codebook.ts'
import { bitOf, type Phrase, type PhrasesByWord, phrasesOfWord, type TriggerIndex } from './triggerIndex.ts'
import { USE } from './vocabulary.ts'

/** The phrases of a verb's lemma whose next word stands within reach of a token, or whose previous word right before it. */
export function likelyVerbPhrases(
  clauses: Clauses,
  { verbTriggers, verbPlaces, demands: { code } }: Codebook,
  { lemmaNumber, tokenIdx }: { lemmaNumber: number; tokenIdx: number },
): readonly Phrase[] {
  const place = verbPlaces[lemmaNumber]!
  const search = { clauses, index: verbTriggers, lemmaNumber, nextBits: code[place]!, previousBits: code[place + 1]! }
  return likelyPhrases(search, tokenIdx, Math.min(tokenIdx + MAX_TRIGGER_REACH, clauses.words.length - 1))
}

/** The phrases of a noun beside which their next or previous word stands. */
export function likelyNounPhrases(clauses: Clauses, { nounTriggers }: Codebook, nounIdx: number): readonly Phrase[] {
  const lemmaNumber = clauses.lemmaNumbers[nounIdx]!
  const { nextBits, previousBits } = nounTriggers[lemmaNumber]!
  const search = { clauses, index: nounTriggers, lemmaNumber, nextBits, previousBits }
  return likelyPhrases(search, nounIdx, Math.min(nounIdx + 1, clauses.words.length - 1))
}

interface Search {
  readonly clauses: Clauses
  readonly index: TriggerIndex
  readonly lemmaNumber: number
  readonly nextBits: number
  readonly previousBits: number
}

function likelyPhrases(search: Search, headIdx: number, endIdx: number): readonly Phrase[] {
  const { clauses, index, lemmaNumber, nextBits, previousBits } = search
  let found: readonly Phrase[] = NONE
  if (nextBits !== 0)
    for (let idx = headIdx + 1; idx <= endIdx; idx++)
      if (mayBe(clauses, idx, nextBits)) found = withWord(clauses, index[lemmaNumber]!.byNext, idx, found)
  if (previousBits !== 0 && headIdx > 0 && mayBe(clauses, headIdx - 1, previousBits))
    found = withWord(clauses, index[lemmaNumber]!.byPrevious, headIdx - 1, found)
  return found
}

/** Whether a word may be one that stands beside a head; `bits` are those of the head. */
function mayBe({ uses, lemmaNumbers, formNumbers }: Clauses, tokenIdx: number, bits: number): boolean {
  if ((uses[tokenIdx]! & USE.neighbour) === 0) return false
  return ((bitOf(lemmaNumbers[tokenIdx]!) | bitOf(formNumbers[tokenIdx]!)) & bits) !== 0
}

function withWord(
  { lemmaNumbers, formNumbers }: Clauses,
  byWord: PhrasesByWord,
  tokenIdx: number,
  found: readonly Phrase[],
): readonly Phrase[] {
  const lemma = lemmaNumbers[tokenIdx]!
  const form = formNumbers[tokenIdx]!
  const all = withPhrases(phrasesOfWord(byWord, lemma), found)
  return form === lemma ? all : withPhrases(phrasesOfWord(byWord, form), all)
}

function withPhrases(phrases: readonly Phrase[] | undefined, found: readonly Phrase[]): readonly Phrase[] {
  if (phrases === undefined) return found
  if (found.length === 0) return phrases
  // The same word may stand there twice.
  for (let i = 0; i < found.length; i++) if (found[i] === phrases[0]) return found
  const both = found.slice()
  for (let i = 0; i < phrases.length; i++) both.push(phrases[i]!)
  return both
}

const NONE: readonly Phrase[] = []

/** The tokens of a verb trigger's other words: its prefix just before, its particle, preposition or fixed object in order after. */
export function verbWords(clauses: Clauses, verbIdx: number, { before, after }: Phrase): number[] | undefined {
  if (!isAdjacent(clauses, verbIdx - before.length, before)) return undefined
  const rest = wordsAfter(clauses, verbIdx, verbIdx, after)
  if (rest === undefined) return undefined
  if (before.length > 0) return [...from(verbIdx - before.length, before), verbIdx, ...rest]
  return rest.length === 1 ? [verbIdx, rest[0]!] : [verbIdx, ...rest]
}

/** Tokens of the predicate's subtree after `fromIdx` that are `words` in this order, other words between them allowed. */
export function wordsAfter(
  clauses: Clauses,
  predicateIdx: number,
  fromIdx: number,
  words: readonly number[],
): number[] | undefined {
  let found: number[] | undefined
  const end = Math.min(fromIdx + MAX_TRIGGER_REACH, clauses.words.length - 1)
  let after = fromIdx
  for (let pos = 0; pos < words.length; pos++) {
    const isLast = pos === words.length - 1
    let next = after + 1
    while (
      next <= end &&
      !(
        isWord(clauses, next, words[pos]!) &&
        isBelow(clauses, next, predicateIdx) &&
        !isInTime(clauses, next) &&
        !(isLast && next > after + 1 && isStray(clauses, predicateIdx, next))
      )
    )
      next++
    if (next > end) return undefined
    if (found === undefined) found = [next]
    else found.push(next)
    after = next
  }
  return found ?? []
}

/**
 * Whether the token hangs on the predicate, however far down, and not in a clause of its own, unless it opens that: "called for X to act"; "appeared to object,
 * saying in court" holds no "appear in court".
 */
function isBelow({ words }: Clauses, tokenIdx: number, predicateIdx: number): boolean {
  let idx = tokenIdx
  for (let steps = 0; steps <= MAX_CLIMB && idx >= 0; steps++) {
    if (idx === predicateIdx) return true
    const word = words[idx]!
    const isOpenedByIt = words[tokenIdx]!.head === idx && (words[tokenIdx]!.relation & REL.mark) !== 0
    if ((word.relation & OWN_CLAUSE) !== 0 && idx !== tokenIdx && !isOpenedByIt && isClause(word)) return false
    idx = word.head
  }
  return false
}

function isClause({ upos, below }: Word): boolean {
  return upos === 'VERB' || (below & (REL.cop | REL.nsubj)) !== 0
}

const OWN_CLAUSE = REL.advcl | REL.ccomp | REL.acl | REL.parataxis

/** The "on" of "called him on Saturday" belongs to the date and completes no "call on". */
function isInTime({ words, isTimeAt }: Clauses, tokenIdx: number): boolean {
  const { head, deprel } = words[tokenIdx]!
  if (deprel !== 'case' || head < 0) return false
  return isTimeAt[head] === 1
}

/**
 * The "over" of "took it to court over the sea" opens a phrase of its own and completes no "take over"; the "on" of "call the work
 * on it a success" hangs on another noun, and the "court" of "appeared in his court files" only modifies one.
 */
function isStray(clauses: Clauses, predicateIdx: number, tokenIdx: number): boolean {
  const { deprel, head, upos } = token(clauses, tokenIdx)
  if (deprel === 'compound' && upos === 'NOUN' && head > tokenIdx) return true
  // "called a debate on whether to go": the "on" opens what the debate is about.
  if (clauses.forms[tokenIdx + 1] === 'whether') return true
  if (deprel !== 'case') return false
  return PARTICLES.has(clauses.lemmas[tokenIdx]!) || token(clauses, head).head !== predicateIdx
}

const PARTICLES = new Set(['up', 'down', 'out', 'off', 'over', 'away', 'back', 'in', 'through', 'around', 'by'])

/** "call its ambassador in" is the widest gap we let a trigger of several words have. */
const MAX_TRIGGER_REACH = 8

/** The tokens of a noun trigger: its words side by side. */
export function nounWords(clauses: Clauses, nounIdx: number, { before, after }: Phrase): number[] | undefined {
  const firstIdx = nounIdx - before.length
  if (!isAdjacent(clauses, firstIdx, before) || !isAdjacent(clauses, nounIdx + 1, after)) return undefined
  return [...from(firstIdx, before), nounIdx, ...from(nounIdx + 1, after)]
}

/** Whether the tokens from `firstIdx` on are just `words`. */
function isAdjacent(clauses: Clauses, firstIdx: number, words: readonly number[]): boolean {
  if (firstIdx < 0) return false
  for (let i = 0; i < words.length; i++) if (!isWord(clauses, firstIdx + i, words[i]!)) return false
  return true
}

/** As many indices from `firstIdx` on as there are words. */
function from(firstIdx: number, words: readonly number[]): number[] {
  const idxs: number[] = []
  for (let i = 0; i < words.length; i++) idxs.push(firstIdx + i)
  return idxs
}

/** The light verb that carries a noun trigger: its object, its passive subject, or what a relative clause says of it. */
export function supportVerb(clauses: Clauses, nounIdx: number, support: readonly number[]): number | undefined {
  const { deprel, head, relation } = token(clauses, nounIdx)
  if (head >= 0) {
    if ((deprel === 'obj' || deprel === 'nsubj:pass' || deprel === 'xcomp') && isSupport(clauses, support, head))
      return head
    if (deprel === 'nsubj') {
      if (isSupport(clauses, support, head) && isPassive(clauses, head)) return head
      // "stressed that its commitment remains ironclad": the noun is subject of what the verb says.
      const above = token(clauses, head).head
      if (token(clauses, head).deprel === 'ccomp' && isSupport(clauses, support, above)) return above
    }
    const isOblique = (relation & (REL.obl | REL.conj)) !== 0 && deprel !== 'conj'
    if (
      isOblique &&
      isSupport(clauses, support, head) &&
      !isPreposition(clauses, nounIdx) &&
      !isOccasion(clauses, nounIdx)
    )
      return head
    if (deprel === 'conj' && token(clauses, head).upos !== 'VERB') return supportVerb(clauses, head, support)
    if (measureOf(clauses, nounIdx) !== undefined) return supportVerb(clauses, head, support)
  }
  for (const idx of dependents(clauses, nounIdx, REL.acl))
    if (token(clauses, idx).upos === 'VERB' && isSupport(clauses, support, idx)) return idx
  return undefined
}

/** "three days of exercises": the noun that measures an act, and stands where the act would; undefined for none. */
export function measureOf(clauses: Clauses, nounIdx: number): number | undefined {
  const { deprel, head } = token(clauses, nounIdx)
  if (deprel !== 'nmod' || head < 0 || !MEASURES.has(clauses.lemmas[head]!)) return undefined
  return prepositionOf(clauses, nounIdx) === 'of' ? head : undefined
}

function isSupport({ uses, lemmaNumbers }: Clauses, support: readonly number[], idx: number): boolean {
  if (idx < 0 || (uses[idx]! & USE.support) === 0) return false
  const number = lemmaNumbers[idx]!
  for (let i = 0; i < support.length; i++) if (support[i] === number) return true
  return false
}

/** "threw out diplomats who marched in support of X": "in support of", like "in spite of", is a preposition of three words. */
function isPreposition({ forms }: Clauses, nounIdx: number): boolean {
  return forms[nounIdx - 1] === 'in' && forms[nounIdx + 1] === 'of'
}

/** "Began watching it after the attacks": what comes before or after is not what is begun. */
function isOccasion(clauses: Clauses, nounIdx: number): boolean {
  return OCCASIONS.has(prepositionOf(clauses, nounIdx) ?? '')
}

const OCCASIONS = new Set([
  'after',
  'before',
  'since',
  'until',
  'following',
  'follow',
  'despite',
  'amid',
  'because_of',
  'ahead_of',
])

const MEASURES = new Set([
  'day', 'hour', 'week', 'round', 'series', 'month', 'set', 'string', 'wave', 'package', 'dozen', 'score', 'hundred', 'barrage', 'flurry', 'spate', 'couple',
  'number', 'salvo', 'volley', 'handful', 'pair', 'range',
]) // biome-ignore format: one glance
