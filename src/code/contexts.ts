import { type Clauses, isWord } from './clause.ts'
import type { Codebook } from './codebook.ts'
import type { Triggered } from './triggers.ts'
import { USE } from './vocabulary.ts'

/**
 * The phrases that tell contexts, in numbers. They are asked for at every tenth word of a report and hardly ever twice in a row: in one table
 * they lie side by side in memory, where it would take longer to go from object to object than to compare them.
 */
export interface ContextPhrases {
  /** Where `table` has the phrases that begin with a word, by the word's number in the vocabulary; 0 for a word with which none begins. */
  readonly places: Int32Array
  /** There how many they are, and then for each its context's number, how many words follow the first, and the numbers of those. */
  readonly table: Int32Array
  /** The contexts by number. */
  readonly names: readonly string[]
}

/** Phrases with their contexts by the numbers of their first words. */
export type PhrasesByWord = ReadonlyMap<
  number,
  readonly { readonly words: readonly number[]; readonly context: string }[]
>

/** The table of phrases for a vocabulary of so many words. */
export function tableOfPhrases(byWord: PhrasesByWord, nWords: number): ContextPhrases {
  const places = new Int32Array(nWords)
  const table = [0]
  const names: string[] = []
  for (const [first, phrases] of byWord) {
    places[first] = table.length
    table.push(phrases.length)
    for (const { words, context } of phrases) {
      if (!names.includes(context)) names.push(context)
      table.push(names.indexOf(context), words.length - 1, ...words.slice(1))
    }
  }
  return { places, table: Int32Array.from(table), names }
}

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
  { contextPhrases: { places, table, names } }: Codebook,
  { tokenIdx, number }: { readonly tokenIdx: number; readonly number: number },
): void {
  const place = places[number]!
  if (place === 0) return
  for (let left = table[place]!, at = place + 1; left > 0; left--) {
    const nMore = table[at + 1]!
    if (doFollow(clauses, tokenIdx, table, at + 2)) found.push({ tokenIdx, context: names[table[at]!]! })
    at += 2 + nMore
  }
}

/** Whether the words behind the first of a phrase, whose numbers stand from `first` on, follow the token; how many they are stands before them. */
function doFollow(clauses: Clauses, tokenIdx: number, table: Int32Array, first: number): boolean {
  const nMore = table[first - 1]!
  for (let i = 0; i < nMore; i++) if (!isWord(clauses, tokenIdx + 1 + i, table[first + i]!)) return false
  return true
}

const NONE: readonly ContextWord[] = []

/** Whether a word hangs on another, however far down, or is that word. */
function isBelow({ words }: Clauses, tokenIdx: number, topIdx: number): boolean {
  let idx = tokenIdx
  while (idx >= 0 && idx !== topIdx) idx = words[idx]!.head
  return idx === topIdx
}
