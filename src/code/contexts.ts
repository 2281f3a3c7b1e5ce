import { type Clauses, isWord, subtree } from './clause.ts'
import type { Codebook } from './codebook.ts'
import type { Triggered } from './triggers.ts'
import { USE } from './vocabulary.ts'

/** PLOVER contexts whose words stand in the act's own clause, in alphabetical order. */
export function contextsOf(clauses: Clauses, codebook: Codebook, { triggerIdx, supportIdx }: Triggered): string[] {
  const from = supportIdx ?? triggerIdx
  const { uses } = clauses
  const found: string[] = []
  for (const idx of subtree(clauses, from)) {
    if ((uses[idx]! & USE.context) === 0) continue
    // A clause of hundreds of words is a list or a parse error; what stands far off is another matter.
    if (Math.abs(idx - from) > MAX_REACH) continue
    const lemma = clauses.lemmaNumbers[idx]!
    const form = clauses.formNumbers[idx]!
    addContexts(clauses, idx, codebook.contexts.get(lemma), found)
    if (form !== lemma) addContexts(clauses, idx, codebook.contexts.get(form), found)
  }
  return found.length < 2 ? found : found.sort()
}

function addContexts(
  clauses: Clauses,
  idx: number,
  phrases: ReturnType<Codebook['contexts']['get']>,
  found: string[],
): void {
  for (const { words, context } of phrases ?? [])
    if (!found.includes(context) && stand(clauses, idx, words)) found.push(context)
}

function stand(clauses: Clauses, firstIdx: number, words: readonly number[]): boolean {
  for (let i = 0; i < words.length; i++) if (!isWord(clauses, firstIdx + i, words[i]!)) return false
  return true
}

const MAX_REACH = 60
