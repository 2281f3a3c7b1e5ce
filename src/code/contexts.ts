import { type Clauses, subtree, token } from './clause.ts'
import type { Codebook } from './codebook.ts'
import type { Triggered } from './triggers.ts'

/** PLOVER contexts whose words stand in the act's own clause, in alphabetical order. */
export function contextsOf(clauses: Clauses, { contexts }: Codebook, { triggerIdx, supportIdx }: Triggered): string[] {
  const idxs = subtree(clauses, supportIdx ?? triggerIdx)
  const found = new Set<string>()
  for (const idx of idxs) {
    const { lemma, form } = token(clauses, idx)
    for (const key of new Set([lemma.toLowerCase(), form.toLowerCase()])) {
      for (const { words, context } of contexts.get(key) ?? [])
        if (words.every((word, i) => isWordAt(clauses, idx + i, word))) found.add(context)
    }
  }
  return [...found].sort()
}

function isWordAt({ doc }: Clauses, idx: number, word: string): boolean {
  const at = doc.tokens[idx]
  return at !== undefined && (at.lemma.toLowerCase() === word || at.form.toLowerCase() === word)
}
