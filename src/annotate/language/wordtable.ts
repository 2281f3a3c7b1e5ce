import { interned, isAt } from '../remembered.ts'
import { keyOf } from './hash.ts'
import { fillWordFeatures, findCandidates, N_WORD_FEATURES, spareBits, type Tagger } from './tag.ts'
import { describeWord, makeWordFeatures, type WordFeatures, type WordKnowledge } from './words.ts'

/**
 * What has been worked out of words by themselves, since texts repeat their words: a row a word, found by its letters.
 * It changes how long an analysis takes and never what it finds, and it is emptied when it is full.
 */
export interface WordTable {
  /** Rows that there is room for: at least the words of the longest sentence. */
  readonly capacity: number
  n: number
  /** Open-addressed table of rows, 0 for an empty slot and else one more than the row. */
  readonly slots: Int32Array
  readonly hashes: Int32Array
  readonly forms: string[]
  /** The words in small letters. */
  readonly lowers: string[]
  readonly features: WordFeatures
  /** Key of the list of tags that the word may bear. */
  readonly candidates: Int32Array
  /** Where the tags that it may bear lie in `pool`: their number, then each with its score by the word alone. */
  readonly lists: Int32Array
  readonly pool: Int32Array
  poolEnd: number
  /** Whether a word of it is too long to be kept. */
  hasLong: boolean
  readonly scratch: Int32Array
}

/** Words longer than this are forgotten after their sentence. */
const LONGEST = 64

export function makeWordTable(capacity: number, tagger: Tagger): WordTable {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * capacity)))
  return {
    capacity,
    n: 0,
    slots,
    hashes: new Int32Array(capacity),
    forms: [],
    lowers: [],
    features: makeWordFeatures(capacity),
    candidates: new Int32Array(capacity),
    lists: new Int32Array(capacity),
    pool: new Int32Array(capacity * (1 + 2 * longestList(tagger.dictionary.lists))),
    poolEnd: 0,
    hasLong: false,
    scratch: new Int32Array(N_WORD_FEATURES),
  }
}

function longestList(lists: Uint8Array): number {
  let longest = 0
  for (let at = 0; at < lists.length; at += 1 + lists[at]!) longest = Math.max(longest, lists[at]!)
  return longest
}

export function clearWordTable(table: WordTable): void {
  table.n = 0
  table.slots.fill(0)
  table.forms.length = table.lowers.length = 0
  table.poolEnd = 0
  table.hasLong = false
}

/** What a word is described by. */
export interface WordModels {
  readonly knowledge: WordKnowledge
  readonly tagger: Tagger
}

/** Row of the word `text.slice(start, end)`; the table has room for it. */
export function wordRow(table: WordTable, text: string, start: number, end: number, models: WordModels): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash ^= hash >>> 15
  const { slots, hashes, forms } = table
  const mask = slots.length - 1
  let slot = hash & mask
  for (;;) {
    const row = slots[slot]! - 1
    if (row < 0) break
    if (hashes[row] === hash && isAt(forms[row]!, text, start, end)) return row
    slot = (slot + 1) & mask
  }
  const row = table.n++
  slots[slot] = row + 1
  hashes[row] = hash
  const slice = text.slice(start, end)
  const form = end - start > LONGEST ? slice : interned(slice)
  const lower = form.toLowerCase()
  forms.push(form)
  table.lowers.push(lower === form ? form : interned(lower))
  if (end - start > LONGEST) table.hasLong = true
  fillRow(table, row, models)
  return row
}

function fillRow(table: WordTable, row: number, { knowledge, tagger }: WordModels): void {
  const { features, scratch, pool } = table
  describeWord(table.forms[row]!, knowledge, features, row)
  const list = findCandidates(tagger.dictionary, features, row)
  table.candidates[row] = keyOf(list)
  table.lists[row] = table.poolEnd
  const { lists } = tagger.dictionary
  const n = lists[list]!
  if (n > 1) fillWordFeatures(features, row, scratch)
  pool[table.poolEnd++] = n
  for (let k = 0; k < n; k++) {
    const tag = lists[list + 1 + k]!
    pool[table.poolEnd++] = tag
    pool[table.poolEnd++] = n > 1 ? scoreWord(tagger.weights, scratch, tag) : 0
  }
}

/** Score of the tag by the features of the word alone. */
function scoreWord(weights: ArrayLike<number>, features: Int32Array, tag: number): number {
  const spare = spareBits(weights.length)
  let score = 0
  for (let f = 0; f < N_WORD_FEATURES; f++) score += weights[(features[f]! >>> spare) ^ tag]!
  return score
}
