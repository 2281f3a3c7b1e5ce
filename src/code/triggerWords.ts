import { type Clauses, dependents, isPassive, MAX_CLIMB, token } from './clause.ts'
import type { Entry } from './codebook.ts'
import { REL } from './relations.ts'
import type { HeadTriggers, Trigger } from './triggerIndex.ts'

/** The triggers of a verb whose next word stands within their reach, or whose previous word right before it; verbs alone included. */
export function likelyVerbTriggers(clauses: Clauses, triggers: HeadTriggers, verbIdx: number): readonly Trigger[] {
  const end = Math.min(verbIdx + MAX_TRIGGER_REACH, clauses.doc.tokens.length - 1)
  return likelyTriggers(clauses, triggers, verbIdx, end)
}

/** The triggers of a noun beside which their next or previous word stands; nouns alone included. */
export function likelyNounTriggers(clauses: Clauses, triggers: HeadTriggers, nounIdx: number): readonly Trigger[] {
  return likelyTriggers(clauses, triggers, nounIdx, nounIdx + 1)
}

function likelyTriggers(
  clauses: Clauses,
  { alone, byNext, byPrevious }: HeadTriggers,
  headIdx: number,
  endIdx: number,
): readonly Trigger[] {
  let found: Set<Trigger> | undefined
  if (byNext.size > 0) for (let idx = headIdx + 1; idx <= endIdx; idx++) found = withWord(clauses, byNext, idx, found)
  if (byPrevious.size > 0) found = withWord(clauses, byPrevious, headIdx - 1, found)
  return found === undefined ? alone : [...alone, ...found].sort((a, b) => a.order - b.order)
}

function withWord(
  { lemmas, forms }: Clauses,
  byWord: ReadonlyMap<string, readonly Trigger[]>,
  tokenIdx: number,
  found: Set<Trigger> | undefined,
): Set<Trigger> | undefined {
  const lemma = lemmas[tokenIdx]
  const form = forms[tokenIdx]
  if (lemma === undefined || form === undefined) return found
  const byLemma = byWord.get(lemma)
  const byForm = form === lemma ? undefined : byWord.get(form)
  if (!byLemma && !byForm) return found
  const all = found ?? new Set()
  for (const trigger of byLemma ?? []) all.add(trigger)
  for (const trigger of byForm ?? []) all.add(trigger)
  return all
}

/** The tokens of a verb trigger's other words: its prefix just before, its particle, preposition or fixed object in order after. */
export function verbWords(clauses: Clauses, verbIdx: number, { words, before, after }: Trigger): number[] | undefined {
  if (words.length === 1) return [verbIdx]
  const found = adjacent(clauses, verbIdx - before.length, before)
  const rest = found && wordsAfter(clauses, verbIdx, verbIdx, after)
  return rest && [...found, verbIdx, ...rest]
}

/** Tokens of the predicate's subtree after `fromIdx` that are `words` in this order, other words between them allowed. */
export function wordsAfter(
  clauses: Clauses,
  predicateIdx: number,
  fromIdx: number,
  words: readonly string[],
): number[] | undefined {
  if (words.length === 0) return []
  const found: number[] = []
  const end = Math.min(fromIdx + MAX_TRIGGER_REACH, clauses.doc.tokens.length - 1)
  for (const [pos, word] of words.entries()) {
    const after = found.at(-1) ?? fromIdx
    const isLast = pos === words.length - 1
    let next = after + 1
    while (
      next <= end &&
      !(
        isWord(clauses, next, word) &&
        isBelow(clauses, next, predicateIdx) &&
        !isInTime(clauses, next) &&
        !(isLast && next > after + 1 && isStray(clauses, predicateIdx, next))
      )
    )
      next++
    if (next > end) return undefined
    found.push(next)
  }
  return found
}

/** Whether the token hangs on the predicate, however far down. */
function isBelow({ doc }: Clauses, tokenIdx: number, predicateIdx: number): boolean {
  let idx = tokenIdx
  for (let steps = 0; steps <= MAX_CLIMB && idx >= 0; steps++) {
    if (idx === predicateIdx) return true
    idx = doc.tokens[idx]!.head
  }
  return false
}

/** The "on" of "called him on Saturday" belongs to the date and completes no "call on". */
function isInTime({ doc, isTimeAt }: Clauses, tokenIdx: number): boolean {
  const { head, deprel } = doc.tokens[tokenIdx]!
  if (deprel !== 'case' || head < 0) return false
  return isTimeAt[head] === 1
}

/**
 * The "over" of "took it to court over the sea" opens a phrase of its own and completes no "take over"; the "on" of "call the work
 * on it a success" hangs on another noun.
 */
function isStray(clauses: Clauses, predicateIdx: number, tokenIdx: number): boolean {
  const { lemma, deprel, head } = token(clauses, tokenIdx)
  if (deprel !== 'case') return false
  return PARTICLES.has(lemma.toLowerCase()) || token(clauses, head).head !== predicateIdx
}

const PARTICLES = new Set(['up', 'down', 'out', 'off', 'over', 'away', 'back', 'in', 'through', 'around', 'by'])

/** "call its ambassador in" is the widest gap we let a trigger of several words have. */
const MAX_TRIGGER_REACH = 8

/** The tokens of a noun trigger: its words side by side. */
export function nounWords(clauses: Clauses, nounIdx: number, { words, before, after }: Trigger): number[] | undefined {
  if (words.length === 1) return [nounIdx]
  const found = adjacent(clauses, nounIdx - before.length, before)
  const rest = found && adjacent(clauses, nounIdx + 1, after)
  return rest && [...found, nounIdx, ...rest]
}

/** The tokens from `firstIdx` on, where they are just `words`. */
function adjacent(clauses: Clauses, firstIdx: number, words: readonly string[]): number[] | undefined {
  if (firstIdx < 0) return undefined
  for (const [i, word] of words.entries()) if (!isWord(clauses, firstIdx + i, word)) return undefined
  return words.map((_, i) => firstIdx + i)
}

function isWord(clauses: Clauses, tokenIdx: number, word: string): boolean {
  return clauses.lemmas[tokenIdx] === word || clauses.forms[tokenIdx] === word
}

/** The light verb that carries a noun trigger: its object, its passive subject, or what a relative clause says of it. */
export function supportVerb(clauses: Clauses, nounIdx: number, entry: Entry): number | undefined {
  const isSupport = (idx: number) => entry.support.has(clauses.lemmas[idx]!)
  const { deprel, head, relation } = token(clauses, nounIdx)
  if (head >= 0 && (deprel === 'obj' || deprel === 'nsubj:pass' || deprel === 'xcomp') && isSupport(head)) return head
  if (head >= 0 && deprel === 'nsubj' && isPassive(clauses, head) && isSupport(head)) return head
  if (head >= 0 && (relation & (REL.obl | REL.conj)) !== 0 && isSupport(head) && deprel !== 'conj') return head
  // "stressed that its commitment remains ironclad": the noun is subject of what the verb says.
  if (
    head >= 0 &&
    deprel === 'nsubj' &&
    token(clauses, head).deprel === 'ccomp' &&
    isSupport(token(clauses, head).head)
  )
    return token(clauses, head).head
  if (deprel === 'conj' && head >= 0 && token(clauses, head).upos !== 'VERB') return supportVerb(clauses, head, entry)
  return dependents(clauses, nounIdx, REL.acl).find((idx) => token(clauses, idx).upos === 'VERB' && isSupport(idx))
}
