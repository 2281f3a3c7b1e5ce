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
    if (Math.abs(tokenIdx - from) > MAX_REACH || found.includes(context)) continue
    if (isBelow(clauses, tokenIdx, from)) found.push(context)
  }
  return found.length < 2 ? found : found.sort()
}

const MAX_REACH = 60

/** The words of a sentence that begin a phrase of a context; several acts of it ask for them. */
function contextWords(clauses: Clauses, codebook: Codebook, sentIdx: number): readonly ContextWord[] {
  const { contexts } = clauses.memo
  contexts[sentIdx] ??= findContextWords(clauses, codebook, sentIdx)
  return contexts[sentIdx]
}

function findContextWords(clauses: Clauses, { contexts }: Codebook, sentIdx: number): readonly ContextWord[] {
  const { doc, uses, lemmaNumbers, formNumbers } = clauses
  const { firstTokenIdx, endTokenIdx } = doc.sents[sentIdx]!
  let found: ContextWord[] | undefined
  for (let tokenIdx = firstTokenIdx; tokenIdx < endTokenIdx; tokenIdx++) {
    if ((uses[tokenIdx]! & USE.context) === 0) continue
    const lemma = lemmaNumbers[tokenIdx]!
    const form = formNumbers[tokenIdx]!
    for (const number of form === lemma ? [lemma] : [lemma, form])
      for (const { words, context } of contexts.get(number) ?? []) {
        if (!stand(clauses, tokenIdx, words)) continue
        found ??= []
        found.push({ tokenIdx, context })
      }
  }
  return found ?? NONE
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
