import { expect, test } from 'vitest'
import { featureBits, relationBits } from './relations.ts'
import { asParsed, type Growing, linkWords, undoFaults } from './words.ts'

const HEADS = [1, -1, 1, 4, -1]

/** Two sentences, of three words and of two. */
function words(heads: readonly number[]): Growing[] {
  return heads.map((head, idx) => ({
    start: idx, end: idx + 1, form: 'x', lemma: 'x', upos: 'NOUN', feats: '', head, deprel: head < 0 ? 'root' : 'obj', sentIdx: idx < 3 ? 0 : 1,
    relation: relationBits('obj'), features: featureBits(''), traits: 1, marks: 1, hash: 0, below: 0, firstChild: -1, nextSibling: -1,
  })) // biome-ignore format: one glance
}

test.each([
  ['two words on each other', [1, 0, 1, 4, -1], HEADS],
  ['a ring of three', [1, 2, 0, 4, -1], HEADS],
  ['a word on itself', [0, -1, 1, 4, -1], HEADS],
  ['a word on another sentence', [2, -1, 1, 4, 2], [2, -1, 1, 4, -1]],
  ['a mended tree', [2, -1, 1, -1, 3], [2, -1, 1, -1, 3]],
])('%s', (_, heads, expected) => {
  const mended = words(heads)
  undoFaults(mended, asParsed(words(HEADS)))
  expect(mended.map(({ head }) => head)).toEqual(expected)
})

test('words know their dependents in text order', () => {
  const linked = words(HEADS)
  linkWords(linked)
  expect(linked.map(({ firstChild }) => firstChild)).toEqual([-1, 0, -1, -1, 3])
  expect(linked.map(({ nextSibling }) => nextSibling)).toEqual([2, -1, -1, -1, -1])
  expect(linked[1]!.below).toBe(relationBits('obj'))
})
