import type { Doc, Token } from '../annotate/index.ts'
import { featureBits, REL, relationBits } from './relations.ts'
import { mendTree } from './trees/mendedTree.ts'
import { type MetWord, meet, type Vocabulary } from './vocabulary.ts'

/**
 * A token as the codebook sees it: its place in the mended tree, and its relation and features in bits, which are asked for many
 * times an act. All words have the same fields in the same order, so that reading them stays quick.
 */
export interface Word extends Token {
  /** Bits of REL for `deprel`. */
  readonly relation: number
  /** Bits of FEAT. */
  readonly features: number
  /** What rules of mending ask of the form and lemma, and of the form of a neighbour; see trees/beginnings.ts. */
  readonly traits: number
  readonly marks: number
  /** The bits of REL that any dependent has. */
  readonly below: number
  /** The first dependent in text order, and the next dependent of the same head; -1 for none. */
  readonly firstChild: number
  readonly nextSibling: number
}

/** A word while its tree is mended. */
export type Growing = { -readonly [K in keyof Word]: Word[K] }

/** The words of a document with its trees mended, and what each is in the codebook's eyes; see Clauses. */
export interface ReadWords {
  readonly words: readonly Word[]
  readonly lemmas: readonly string[]
  readonly forms: readonly string[]
  readonly lemmaNumbers: readonly number[]
  readonly formNumbers: readonly number[]
  readonly uses: readonly number[]
  readonly copulaOf: readonly number[]
}

/** Reads the words of a document. */
export function readWords({ report, sents, tokens, mentions }: Doc, vocabulary: Vocabulary): ReadWords {
  const nWords = tokens.length
  const words: Growing[] = new Array(nWords)
  const lemmas: string[] = new Array(nWords)
  const forms: string[] = new Array(nWords)
  const lemmaNumbers: number[] = new Array(nWords)
  const formNumbers: number[] = new Array(nWords)
  const uses: number[] = new Array(nWords)
  const copulaOf: number[] = new Array(nWords)
  for (let idx = 0; idx < nWords; idx++) {
    const token = tokens[idx]!
    const met = meet(vocabulary, token.form, token.lemma)
    words[idx] = grow(token, met)
    lemmas[idx] = met.lowerLemma
    forms[idx] = met.lowerForm
    lemmaNumbers[idx] = met.lemmaNumber
    formNumbers[idx] = met.formNumber
    uses[idx] = met.uses
    copulaOf[idx] = -1
  }
  // Titles are not coded; and a rule that has once looked before the first word of all is slow for good at looking back.
  const isTitled = report.blocks[sents[0]?.blockIdx ?? 0]?.kind !== 'paragraph'
  mendTree(words, mentions, isTitled ? 1 : 0)
  undoFaults(words, tokens)
  for (let idx = nWords - 1; idx >= 0; idx--) {
    const word = words[idx]!
    if (word.lemma !== tokens[idx]!.lemma) {
      const met = meet(vocabulary, word.form, word.lemma)
      lemmas[idx] = met.lowerLemma
      lemmaNumbers[idx] = met.lemmaNumber
      uses[idx] = met.uses
    }
    if (word.head < 0) continue
    const head = words[word.head]!
    word.nextSibling = head.firstChild
    head.firstChild = idx
    head.below |= word.relation
    if ((word.relation & REL.cop) !== 0 && word.lemma === 'be') copulaOf[word.head] = idx
  }
  return { words, lemmas, forms, lemmaNumbers, formNumbers, uses, copulaOf }
}

function grow(token: Token, met: MetWord): Growing {
  const { start, end, form, lemma, upos, feats, head, deprel, sentIdx } = token
  if (feats !== met.feats) {
    met.feats = feats
    met.features = featureBits(feats)
  }
  if (deprel !== met.deprel) {
    met.deprel = deprel
    met.relation = relationBits(deprel)
  }
  return {
    start, end, form, lemma, upos, feats, head, deprel, sentIdx, relation: met.relation, features: met.features,
    traits: met.traits, marks: met.marks,
    below: 0, firstChild: -1, nextSibling: -1,
  } // biome-ignore format: one glance
}

/**
 * Each mend is sound by itself, but two of one sentence may hang words on each other, and one that looks too far may hang a word on another
 * sentence: such a sentence keeps the tree of the parser, for every walk up or down a tree relies on its having an end, and that in its
 * sentence.
 */
export function undoFaults(words: readonly Growing[], tokens: readonly Token[]): void {
  // One more than the word that the way up began at.
  const reached: number[] = new Array(words.length)
  for (let idx = 0; idx < words.length; idx++) reached[idx] = 0
  for (let start = 0; start < words.length; start++) {
    const { head, sentIdx } = words[start]!
    if (head >= 0 && words[head]!.sentIdx !== sentIdx) restoreSentence(words, tokens, sentIdx)
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
