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
    for (const key of [clauses.lemmas[idx]!, clauses.forms[idx]!]) {
      for (const { words, context } of contexts.get(key) ?? [])
        if (words.every((word, i) => clauses.lemmas[idx + i] === word || clauses.forms[idx + i] === word))
          found.add(context)
    }
  }
  return [...found].sort()
}

const MAX_REACH = 60
