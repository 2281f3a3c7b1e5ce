import { type Clauses, isWord } from './clause.ts'
import type { Codebook } from './codebook.ts'
import type { Triggered } from './triggers.ts'
import { USE } from './vocabulary.ts'

/** A word at which a phrase of a context begins. */
export interface ContextWord {
  readonly tokenIdx: number
  readonly context: string
}

/** PLOVER contexts whose words stand in the act's own clause, in alphabetical order. */
export function contextsOf(clauses: Clauses, codebook: Codebook, { triggerIdx, supportIdx }: Triggered): string[] {
  const from = supportIdx ?? triggerIdx
  const inSentence = contextWords(clauses, codebook, clauses.words[from]!.sentIdx)
  const found: string[] = []
  for (let i = 0; i < inSentence.length; i++) {
    const { tokenIdx, context } = inSentence[i]!
    // A clause of hundreds of words is a list or a parse error; what stands far off is another matter.
    if (Math.abs(tokenIdx - from) <= MAX_REACH && isBelow(clauses, tokenIdx, from)) insert(found, context)
  }
  return found
}

const MAX_REACH = 60

/** Adds a context that is not there yet at its place in the alphabet: a sentence is of a few. */
function insert(found: string[], context: string): void {
  let at = found.length
  while (at > 0 && found[at - 1]! > context) at--
  if (at > 0 && found[at - 1] === context) return
  found.push(context)
  for (let i = found.length - 1; i > at; i--) found[i] = found[i - 1]!
  found[at] = context
}

/** The words of a sentence that begin a phrase of a context; several acts of it ask for them. */
function contextWords(clauses: Clauses, codebook: Codebook, sentIdx: number): readonly ContextWord[] {
  const { contexts } = clauses.memo
  contexts[sentIdx] ??= findContextWords(clauses, codebook, sentIdx)
  return contexts[sentIdx]
}

function findContextWords(clauses: Clauses, codebook: Codebook, sentIdx: number): readonly ContextWord[] {
  const { doc, uses, lemmaNumbers, formNumbers } = clauses
  const { firstTokenIdx, endTokenIdx } = doc.sents[sentIdx]!
  let found: ContextWord[] | undefined
  for (let tokenIdx = firstTokenIdx; tokenIdx < endTokenIdx; tokenIdx++) {
    if ((uses[tokenIdx]! & USE.context) === 0) continue
    found ??= []
    const lemma = lemmaNumbers[tokenIdx]!
    const form = formNumbers[tokenIdx]!
    addPhrases(found, clauses, codebook, { tokenIdx, number: lemma })
    if (form !== lemma) addPhrases(found, clauses, codebook, { tokenIdx, number: form })
  }
  return found ?? NONE
}

/** The phrases that stand at a token and begin with the word of this number, which is its lemma or its form. */
function addPhrases(
  found: ContextWord[],
  clauses: Clauses,
  { contexts, vocabulary }: Codebook,
  { tokenIdx, number }: { readonly tokenIdx: number; readonly number: number },
): void {
  if ((vocabulary.uses[number]! & USE.context) === 0) return
  const phrases = contexts.get(number)
  if (phrases === undefined) return
  for (let i = 0; i < phrases.length; i++) {
    const { words, context } = phrases[i]!
    if (stand(clauses, tokenIdx, words)) found.push({ tokenIdx, context })
  }
}

const NONE: readonly ContextWord[] = []

function stand(clauses: Clauses, firstIdx: number, words: readonly number[]): boolean {
  for (let i = 0; i < words.length; i++) if (!isWord(clauses, firstIdx + i, words[i]!)) return false
  return true
}

/** Whether a word hangs on another, however far down, or is that word. */
function isBelow({ words }: Clauses, tokenIdx: number, topIdx: number): boolean {
  let idx = tokenIdx
  while (idx >= 0 && idx !== topIdx) idx = words[idx]!.head
  return idx === topIdx
}
