import { MARK, PART, type Rule, rule } from './beginnings.ts'
import { REL } from './relations.ts'
import { type Growing, hang } from './words.ts'

/** Headlines tell what is to come by a bare infinitive, which parsers take for something said of the name: "Lind, Moe to meet in Oslo". */
export function headlineRules(): readonly Rule[] {
  return [rule({ at: PART.verb, by: REL.parataxis | REL.acl | REL.advcl | REL.xcomp, before: MARK.to }, mendHeadline)]
}

function mendHeadline(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const name = words[verb.head]
  if (name?.upos !== 'PROPN' || name.head >= 0 || verb.head >= idx - 1) return
  let first = idx - 2
  while (first >= 0 && words[first]!.sentIdx === verb.sentIdx && isOfNames(words[first]!)) first--
  // Nothing but names from the beginning of the sentence to "to".
  if (first >= 0 && words[first]!.sentIdx === verb.sentIdx) return
  const nameIdx = verb.head
  for (let i = first + 1; i < idx + REACH && words[i]?.sentIdx === verb.sentIdx; i++) {
    const { head, relation } = words[i]!
    if (head !== nameIdx || i === idx) continue
    if (i < idx && (relation & REL.appos) !== 0) hang(words[i]!, nameIdx, 'conj')
    else if (i > idx) hang(words[i]!, idx, words[i]!.deprel)
  }
  hang(verb, -1, 'root')
  hang(name, idx, 'nsubj')
}

/** In words. */
const REACH = 30

function isOfNames({ upos, form }: Growing): boolean {
  return upos === 'PROPN' || upos === 'NOUN' || upos === 'ADJ' || form === ',' || form === 'and' || form === "'s"
}
