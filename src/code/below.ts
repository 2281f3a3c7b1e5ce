import type { Clauses } from './clause.ts'

/** Whether a dependent with one of the relations (bits of REL) has the lemma; asked of every act many times, and mostly there is no such dependent. */
export function hasLemmaBelow({ words, lemmas }: Clauses, tokenIdx: number, relations: number, lemma: string): boolean {
  const { below, firstChild } = words[tokenIdx]!
  if ((below & relations) === 0) return false
  for (let idx = firstChild; idx >= 0; idx = words[idx]!.nextSibling)
    if (lemmas[idx] === lemma && (words[idx]!.relation & relations) !== 0) return true
  return false
}

/** As `hasLemmaBelow`, of a form. */
export function hasFormBelow({ words, forms }: Clauses, tokenIdx: number, relations: number, form: string): boolean {
  const { below, firstChild } = words[tokenIdx]!
  if ((below & relations) === 0) return false
  for (let idx = firstChild; idx >= 0; idx = words[idx]!.nextSibling)
    if (forms[idx] === form && (words[idx]!.relation & relations) !== 0) return true
  return false
}

/** As `hasLemmaBelow`, of any lemma of a set. */
export function hasWordBelow(
  { words, lemmas }: Clauses,
  tokenIdx: number,
  relations: number,
  those: ReadonlySet<string>,
): boolean {
  const { below, firstChild } = words[tokenIdx]!
  if ((below & relations) === 0) return false
  for (let idx = firstChild; idx >= 0; idx = words[idx]!.nextSibling)
    if ((words[idx]!.relation & relations) !== 0 && those.has(lemmas[idx]!)) return true
  return false
}
