import { REL } from './relations.ts'
import type { Growing } from './words.ts'

/** The subject of a verb, active or passive. */
export const SUBJECTS = REL.nsubj | REL.nsubjPass

/** The words that open a relative clause. */
export const RELATIVE = /^(?:which|who|that)$/

/** Words at whose forms rules begin, whatever part of speech they are. */
export const SMALL_WORDS: ReadonlySet<string> = new Set([
  ';', 'Both', 'and', 'both', 'each', 'front', 'one', 'turn', 'what', 'when', 'who', 'whom', 'whose',
]) // biome-ignore format: one glance

/** Lengths of time that tell when, by lemma. */
export const PERIODS: ReadonlySet<string> = new Set([
  'day', 'week', 'weekend', 'month', 'year', 'night', 'spring', 'summer', 'autumn', 'winter',
]) // biome-ignore format: one glance

/** Parts of speech that stand between a subject and its verb. */
export const IN_FRONT_OF_VERB = new Set(['AUX', 'ADV', 'PART'])

/** The first word from `from` on that hangs on `head`, which follows it, by one of some relations; undefined for none. */
export function firstBelow(
  words: readonly Growing[],
  head: number,
  relations: number,
  from: number,
): number | undefined {
  for (let at = Math.max(0, from); at < head; at++)
    if (words[at]!.head === head && (words[at]!.relation & relations) !== 0) return at
  return undefined
}

/** The nearest verb above a word, a few steps up: a tree that is being mended may lead round. */
export function verbAbove(words: readonly Growing[], idx: number): number | undefined {
  let at = words[idx]!.head
  for (let steps = 0; steps < MAX_CLIMB && at >= 0; steps++, at = words[at]!.head)
    if (words[at]!.upos === 'VERB') return at
  return undefined
}

/** How far up a tree is looked. */
export const MAX_CLIMB = 20

/** Whether a word is a noun or a name. */
export function isNoun(word: Growing | undefined): boolean {
  return word?.upos === 'NOUN' || word?.upos === 'PROPN'
}

/** The noun that a name of several words hangs on. */
export function topOfPhrase(words: readonly Growing[], idx: number): number {
  let top = idx
  for (let steps = 0; steps < 4 && (words[top]!.relation & (REL.flat | REL.compound)) !== 0; steps++)
    top = words[top]!.head
  return top
}
