import { type Clauses, subtree } from './clause.ts'
import type { Codebook } from './codebook.ts'
import type { Triggered } from './triggers.ts'

/** PLOVER contexts whose words stand in the act's own clause, in alphabetical order. */
export function contextsOf(clauses: Clauses, { contexts }: Codebook, { triggerIdx, supportIdx }: Triggered): string[] {
  const from = supportIdx ?? triggerIdx
  const found = new Set<string>()
  for (const idx of subtree(clauses, from)) {
    // A clause of hundreds of words is a list or a parse error; what stands far off is another matter.
    if (Math.abs(idx - from) > MAX_REACH) continue
    const [lemma, form] = [clauses.lemmas[idx]!, clauses.forms[idx]!]
    addContexts(clauses, idx, contexts.get(lemma), found)
    if (form !== lemma) addContexts(clauses, idx, contexts.get(form), found)
  }
  return [...found].sort()
}

function addContexts(
  { lemmas, forms }: Clauses,
  idx: number,
  phrases: ReturnType<Codebook['contexts']['get']>,
  found: Set<string>,
): void {
  if (!phrases) return
  for (const { words, context } of phrases)
    if (words.every((word, i) => lemmas[idx + i] === word || forms[idx + i] === word)) found.add(context)
}

const MAX_REACH = 60
