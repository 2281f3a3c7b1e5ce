import { type Clauses, dependents, isPassive, MAX_CLIMB, token } from './clause.ts'
import type { Entry, Trigger } from './codebook.ts'

/** The tokens of a verb trigger's other words: its prefix just before, its particle, preposition or fixed object in order after. */
export function verbWords(clauses: Clauses, verbIdx: number, { words, headPos }: Trigger): number[] | undefined {
  const found = adjacent(clauses, verbIdx - headPos, words.slice(0, headPos))
  if (!found) return undefined
  const after = wordsAfter(clauses, verbIdx, verbIdx, words.slice(headPos + 1))
  return after && [...found, verbIdx, ...after]
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
export function nounWords(clauses: Clauses, nounIdx: number, { words, headPos }: Trigger): number[] | undefined {
  const before = adjacent(clauses, nounIdx - headPos, words.slice(0, headPos))
  const after = before && adjacent(clauses, nounIdx + 1, words.slice(headPos + 1))
  return after && [...before, nounIdx, ...after]
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
  const { deprel, head } = token(clauses, nounIdx)
  if (head >= 0 && /^(obj|nsubj:pass|xcomp)$/.test(deprel) && isSupport(head)) return head
  if (head >= 0 && deprel === 'nsubj' && isPassive(clauses, head) && isSupport(head)) return head
  if (head >= 0 && /^(obl|conj)/.test(deprel) && isSupport(head) && deprel !== 'conj') return head
  // "stressed that its commitment remains ironclad": the noun is subject of what the verb says.
  if (
    head >= 0 &&
    deprel === 'nsubj' &&
    token(clauses, head).deprel === 'ccomp' &&
    isSupport(token(clauses, head).head)
  )
    return token(clauses, head).head
  if (deprel === 'conj' && head >= 0 && token(clauses, head).upos !== 'VERB') return supportVerb(clauses, head, entry)
  return dependents(clauses, nounIdx, 'acl').find((idx) => token(clauses, idx).upos === 'VERB' && isSupport(idx))
}
