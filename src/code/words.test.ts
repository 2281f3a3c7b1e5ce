import { expect, test } from 'vitest'
import type { Token } from '../annotate/index.ts'
import { featureBits, relationBits } from './relations.ts'
import { type Growing, undoFaults } from './words.ts'

const HEADS = [1, -1, 1, 4, -1]

/** Two sentences, of three words and of two, with the heads of the parser. */
function tokens(): Token[] {
  return HEADS.map((head, idx) => ({
    start: idx, end: idx + 1, form: 'x', lemma: 'x', upos: 'NOUN', feats: '', head, deprel: head < 0 ? 'root' : 'obj', sentIdx: idx < 3 ? 0 : 1,
  })) as Token[] // biome-ignore format: one glance
}

function mended(heads: readonly number[]): Growing[] {
  return tokens().map((token, idx) => ({
    ...token, head: heads[idx]!, relation: relationBits('obj'), features: featureBits(''), traits: 1, marks: 1, below: 0, firstChild: -1, nextSibling: -1,
  })) // biome-ignore format: one glance
}

test.each([
  ['two words on each other', [1, 0, 1, 4, -1], HEADS],
  ['a ring of three', [1, 2, 0, 4, -1], HEADS],
  ['a word on itself', [0, -1, 1, 4, -1], HEADS],
  ['a word on another sentence', [2, -1, 1, 4, 2], [2, -1, 1, 4, -1]],
  ['a mended tree', [2, -1, 1, -1, 3], [2, -1, 1, -1, 3]],
])('%s', (_, heads, expected) => {
  const words = mended(heads)
  undoFaults(words, tokens())
  expect(words.map(({ head }) => head)).toEqual(expected)
})
