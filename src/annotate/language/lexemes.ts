import { hashOfWord, interned } from '../remembered.ts'
import { marksOf, traitsOf } from '../trees/mendedTree.ts'
import { featureBits } from '../trees/relations.ts'
import { N_PLACES } from './arcfeatures.ts'
import { featsOf, lemmaOf } from './forms.ts'
import { KEYS } from './hash.ts'
import type { LanguageModels } from './models.ts'
import { scorePlaces } from './parse.ts'
import { PAD_FORMS } from './words.ts'
import type { WordTable } from './wordtable.ts'

/**
 * What has been worked out of words that bear a tag: a row each, found by the row of the word in the table of words and
 * the number of the tag. As that table, it changes how long an analysis takes and never what it finds.
 */
export interface LexemeTable {
  readonly capacity: number
  n: number
  /** Open-addressed table of rows, 0 for an empty slot and else one more than the row. */
  readonly slots: Int32Array
  readonly words: Int32Array
  readonly lemmas: string[]
  readonly feats: string[]
  /** As in Word, a number a row. */
  readonly features: Int32Array
  readonly traits: Int32Array
  readonly marks: Int32Array
  readonly hashes: Int32Array
  /** Scores in the places of the parser and in those of the guide, N_PLACES a row. */
  readonly arcSums: Int32Array
  readonly guideSums: Int32Array
}

/** Rows of the pads about a sentence: the root, nothing, and the two after the last word. */
const N_PADS = 4

export function makeLexemeTable(capacity: number): LexemeTable {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * capacity)))
  const make = (nRows = 1) => new Int32Array(nRows * (capacity + N_PADS))
  return {
    capacity,
    n: 0,
    slots,
    words: make(),
    lemmas: [],
    feats: [],
    features: make(),
    traits: make(),
    marks: make(),
    hashes: make(),
    arcSums: make(N_PLACES),
    guideSums: make(N_PLACES),
  }
}

/** Leaves the pads alone; `rootTag` is that of the first. */
export function clearLexemeTable(table: LexemeTable, { parser }: LanguageModels, rootTag: number): void {
  table.slots.fill(0)
  table.lemmas.length = table.feats.length = 0
  for (table.n = 0; table.n < N_PADS; table.n++) {
    const tagKey = KEYS[table.n === 0 ? rootTag : 0]!
    scorePlaces(parser.arcs, PAD_FORMS[table.n]!, tagKey, table.arcSums, N_PLACES * table.n)
    scorePlaces(parser.guide, PAD_FORMS[table.n]!, tagKey, table.guideSums, N_PLACES * table.n)
    table.words[table.n] = -1
    table.lemmas.push('')
    table.feats.push('')
  }
}

/** Row of the word in row `wordRow` of `table` under the tag; there is room for it. */
export function lexemeRow(
  lexemes: LexemeTable,
  wordRow: number,
  tag: number,
  table: WordTable,
  models: LanguageModels,
): number {
  const key = (wordRow << 7) | tag
  const { slots, words } = lexemes
  const mask = slots.length - 1
  let slot = Math.imul(key, 0x9e3779b1) >>> Math.clz32(mask)
  for (;;) {
    const row = slots[slot]! - 1
    if (row < 0) break
    if (words[row] === key) return row
    slot = (slot + 1) & mask
  }
  const row = lexemes.n++
  slots[slot] = row + 1
  words[row] = key
  const form = table.forms[wordRow]!
  const hash = table.features.form[wordRow]!
  const name = models.tagger.tags[tag]!
  const lemma = interned(lemmaOf(models.forms, form, name))
  const feats = interned(featsOf(models.forms, form, name))
  lexemes.lemmas.push(lemma)
  lexemes.feats.push(feats)
  lexemes.features[row] = featureBits(feats)
  lexemes.traits[row] = traitsOf(form, lemma)
  lexemes.marks[row] = marksOf(form, lemma)
  lexemes.hashes[row] = hashOfWord(form, lemma)
  scorePlaces(models.parser.arcs, hash, KEYS[tag]!, lexemes.arcSums, N_PLACES * row)
  scorePlaces(models.parser.guide, hash, KEYS[tag]!, lexemes.guideSums, N_PLACES * row)
  return row
}
