import type { Doc, Token } from '../annotate/index.ts'
import { featureBits, relationBits } from './relations.ts'
import { mendTree } from './trees/mendedTree.ts'

/**
 * A token as the codebook sees it: its place in the mended tree, and its relation and features in bits, which are asked for many
 * times an act. All words have the same fields in the same order, so that reading them stays quick.
 */
export interface Word extends Token {
  /** Bits of REL for `deprel`. */
  readonly relation: number
  /** Bits of FEAT. */
  readonly features: number
  /** The bits of REL that any dependent has. */
  readonly below: number
  /** The first dependent in text order, and the next dependent of the same head; -1 for none. */
  readonly firstChild: number
  readonly nextSibling: number
}

/** A word while its tree is mended. */
export type Growing = { -readonly [K in keyof Word]: Word[K] }

/** The words of a document with its trees mended. */
export function readWords({ report, sents, tokens, mentions }: Doc): readonly Word[] {
  const words = tokens.map(
    ({ start, end, form, lemma, upos, feats, head, deprel, sentIdx }): Growing => ({
      start, end, form, lemma, upos, feats, head, deprel, sentIdx, relation: relationBits(deprel), features: featureBits(feats),
      below: 0, firstChild: -1, nextSibling: -1,
    }), // biome-ignore format: one glance
  )
  // Titles are not coded; and a rule that has once looked before the first word of all is slow for good at looking back.
  const isTitled = report.blocks[sents[0]?.blockIdx ?? 0]?.kind !== 'paragraph'
  mendTree(words, mentions, isTitled ? 1 : 0)
  undoCycles(words, tokens)
  for (let idx = words.length - 1; idx >= 0; idx--) {
    const word = words[idx]!
    const head = word.head < 0 ? undefined : words[word.head]
    if (head === undefined) continue
    word.nextSibling = head.firstChild
    head.firstChild = idx
    head.below |= word.relation
  }
  return words
}

/**
 * Each mend is sound by itself, but two of one sentence may hang words on each other: such a sentence keeps the tree of the parser, for
 * every walk up or down a tree relies on its having an end.
 */
export function undoCycles(words: readonly Growing[], tokens: readonly Token[]): void {
  // One more than the word that the way up began at.
  const reached: number[] = new Array(words.length)
  for (let idx = 0; idx < words.length; idx++) reached[idx] = 0
  for (let start = 0; start < words.length; start++) {
    let idx = start
    while (idx >= 0 && reached[idx] === 0) {
      reached[idx] = start + 1
      idx = words[idx]!.head
    }
    // A way up that comes back to a word of its own has no end; one that meets an earlier way has.
    if (idx >= 0 && reached[idx] === start + 1) restoreSentence(words, tokens, words[idx]!.sentIdx)
  }
}

function restoreSentence(words: readonly Growing[], tokens: readonly Token[], sentIdx: number): void {
  for (let idx = 0; idx < words.length; idx++) {
    if (words[idx]!.sentIdx !== sentIdx) continue
    const { upos, lemma, feats, head, deprel } = tokens[idx]!
    Object.assign(words[idx]!, {
      upos,
      lemma,
      feats,
      head,
      deprel,
      relation: relationBits(deprel),
      features: featureBits(feats),
    })
  }
}
