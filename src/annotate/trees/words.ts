import type { Word } from '../doc.ts'
import { featureBits, relationBits } from './relations.ts'

/** A word while its tree is mended. */
export type Growing = { -readonly [K in keyof Word]: Word[K] }

/** Hangs a word on another. */
export function hang(word: Growing, head: number, deprel: string): void {
  word.head = head
  word.deprel = deprel
  word.relation = relationBits(deprel)
}

/** What the parser made of the words, a list a field. */
export interface Parsed {
  readonly upos: readonly Word['upos'][]
  readonly lemmas: readonly string[]
  readonly hashes: readonly number[]
  readonly feats: readonly string[]
  readonly heads: readonly number[]
  readonly deprels: readonly string[]
}

/** The words as they are now. */
export function asParsed(words: readonly Word[]): Parsed {
  const n = words.length
  const upos: Word['upos'][] = new Array(n)
  const lemmas: string[] = new Array(n)
  const hashes: number[] = new Array(n)
  const feats: string[] = new Array(n)
  const heads: number[] = new Array(n)
  const deprels: string[] = new Array(n)
  for (let idx = 0; idx < n; idx++) {
    const word = words[idx]!
    upos[idx] = word.upos
    lemmas[idx] = word.lemma
    hashes[idx] = word.hash
    feats[idx] = word.feats
    heads[idx] = word.head
    deprels[idx] = word.deprel
  }
  return { upos, lemmas, hashes, feats, heads, deprels }
}

/**
 * Each mend is sound by itself, but two of one sentence may hang words on each other, and one that looks too far may hang a word on another
 * sentence: such a sentence keeps the tree of the parser, for every walk up or down a tree relies on its having an end, and that in its
 * sentence.
 */
export function undoFaults(words: readonly Growing[], parsed: Parsed): void {
  // One more than the word that the way up began at.
  const reached: number[] = new Array(words.length)
  for (let idx = 0; idx < words.length; idx++) reached[idx] = 0
  for (let start = 0; start < words.length; start++) {
    const { head, sentIdx } = words[start]!
    if (head >= 0 && words[head]!.sentIdx !== sentIdx) restoreSentence(words, parsed, sentIdx)
    let idx = start
    while (idx >= 0 && reached[idx] === 0) {
      reached[idx] = start + 1
      idx = words[idx]!.head
    }
    // A way up that comes back to a word of its own has no end; one that meets an earlier way has.
    if (idx >= 0 && reached[idx] === start + 1) restoreSentence(words, parsed, words[idx]!.sentIdx)
  }
}

function restoreSentence(words: readonly Growing[], parsed: Parsed, sentIdx: number): void {
  for (let idx = 0; idx < words.length; idx++) {
    const word = words[idx]!
    if (word.sentIdx !== sentIdx) continue
    word.upos = parsed.upos[idx]!
    word.lemma = parsed.lemmas[idx]!
    word.hash = parsed.hashes[idx]!
    word.feats = parsed.feats[idx]!
    word.features = featureBits(word.feats)
    hang(word, parsed.heads[idx]!, parsed.deprels[idx]!)
  }
}

/** Tells every word its dependents. */
export function linkWords(words: readonly Growing[]): void {
  for (let idx = words.length - 1; idx >= 0; idx--) {
    const word = words[idx]!
    if (word.head < 0) continue
    const head = words[word.head]!
    word.nextSibling = head.firstChild
    head.firstChild = idx
    head.below |= word.relation
  }
}
