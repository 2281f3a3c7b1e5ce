import { addFarTag, addForm, addTags, MAX_FEATURES, REACH } from './features.ts'
import { type Forms, formCapacity } from './forms.ts'
import { N_STATES } from './labels.ts'
import { type NameWeights, ROW_WORDS, slotOf } from './model.ts'

/**
 * A sum of rows is kept as it adds up: two sums of sixteen bits in a word, for states 4k and 4k + 2 in word 2k and for 4k + 1 and
 * 4k + 3 in word 2k + 1. A hundred weights of eight bits stay within sixteen, and sums of sums are sums.
 */
export const SUM_WORDS = 2 * ROW_WORDS

const LOW_BYTES = 0x00ff00ff
/** What the 128 added to each weight comes to in a sum, for one row. */
const BIAS = 0x00800080

/** Sums that recur: of the features of a form at each place of the window, and of the tags around a token. */
export interface Sums {
  readonly weights: NameWeights
  readonly forms: Forms
  readonly features: Int32Array
  /** Which sums of `ofForm` are there: by form, a bit for each place. */
  isThere: Uint8Array
  /** The sum of form f at place p begins at `(f * PLACES + p) * SUM_WORDS`. */
  ofForm: Int32Array
  generation: number
  /** By three tags of five bits each, and after them by side and tag, one more than the number of their sum in `ofTags`; 0 for one that is not there. */
  readonly tagNumbers: Int32Array
  ofTags: Int32Array
  nTags: number
}

const PLACES = 2 * REACH + 1
const N_TAGS = 32

export function makeSums(weights: NameWeights, forms: Forms): Sums {
  return {
    weights, forms, features: new Int32Array(MAX_FEATURES), isThere: new Uint8Array(0), ofForm: new Int32Array(0), generation: 0,
    tagNumbers: new Int32Array(N_TAGS ** 3 + 2 * N_TAGS), ofTags: new Int32Array(256 * SUM_WORDS), nTags: 0,
  } // biome-ignore format: one record
}

/** Makes the sums ready for a document, all of whose forms are in `sums.forms`. */
export function beginSums(sums: Sums): void {
  const capacity = formCapacity(sums.forms)
  if (sums.generation !== sums.forms.generation) sums.isThere.fill(0)
  sums.generation = sums.forms.generation
  if (sums.isThere.length >= capacity) return
  const isThere = new Uint8Array(capacity)
  const ofForm = new Int32Array(capacity * PLACES * SUM_WORDS)
  isThere.set(sums.isThere)
  ofForm.set(sums.ofForm)
  sums.isThere = isThere
  sums.ofForm = ofForm
}

/** Adds the sum of a form that stands `offset` places from the token to the sum at `out`. */
export function addFormSum(sums: Sums, form: number, offset: number, out: Int32Array): void {
  const place = offset + REACH
  const base = (form * PLACES + place) * SUM_WORDS
  if ((sums.isThere[form]! & (1 << place)) === 0) {
    sums.isThere[form]! |= 1 << place
    sums.ofForm.fill(0, base, base + SUM_WORDS)
    const n = addForm(sums.forms, form, offset, sums.features, 0)
    addRows(sums.weights, sums.features, n, sums.ofForm, base)
  }
  addSum(sums.ofForm, base, out)
}

/** Adds the sum of the features of tags `before`, `own` and `after`. */
export function addTagSum(sums: Sums, before: number, own: number, after: number, out: Int32Array): void {
  const key = (before * N_TAGS + own) * N_TAGS + after
  const known = sums.tagNumbers[key]!
  const at = known === 0 ? newTagSum(sums, key) : (known - 1) * SUM_WORDS
  if (known === 0) addRows(sums.weights, sums.features, addTags(before, own, after, sums.features, 0), sums.ofTags, at)
  addSum(sums.ofTags, at, out)
}

/** Adds the sum of the feature of a tag two places before (`side` -1) or after (1) the token. */
export function addFarTagSum(sums: Sums, side: -1 | 1, tag: number, out: Int32Array): void {
  const key = N_TAGS ** 3 + (side < 0 ? 0 : N_TAGS) + tag
  const known = sums.tagNumbers[key]!
  const at = known === 0 ? newTagSum(sums, key) : (known - 1) * SUM_WORDS
  if (known === 0) addRows(sums.weights, sums.features, addFarTag(side, tag, sums.features, 0), sums.ofTags, at)
  addSum(sums.ofTags, at, out)
}

function newTagSum(sums: Sums, key: number): number {
  sums.nTags += 1
  if (sums.nTags * SUM_WORDS > sums.ofTags.length) {
    const wider = new Int32Array(2 * sums.ofTags.length)
    wider.set(sums.ofTags)
    sums.ofTags = wider
  }
  sums.tagNumbers[key] = sums.nTags
  return (sums.nTags - 1) * SUM_WORDS
}

function addSum(sums: Int32Array, base: number, out: Int32Array): void {
  for (let k = 0; k < SUM_WORDS; k += 1) out[k] = (out[k]! + sums[base + k]!) | 0
}

/** Adds the rows of `n` features to the sum at `out[base]`. Fourteen variables, for a sum in memory takes twice the time. */
export function addRows(weights: NameWeights, features: Int32Array, n: number, out: Int32Array, base: number): void {
  const { checks, rows } = weights
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let e = 0
  let f = 0
  let g = 0
  let h = 0
  let i = 0
  let j = 0
  let k = 0
  let l = 0
  let m = 0
  let nRows = 0
  for (let at = 0; at < n; at += 1) {
    const slot = slotOf(checks, features[at]!)
    if (slot < 0) continue
    nRows += 1
    const row = slot * ROW_WORDS
    let word = rows[row]!
    a = (a + (word & LOW_BYTES)) | 0
    b = (b + ((word >>> 8) & LOW_BYTES)) | 0
    word = rows[row + 1]!
    c = (c + (word & LOW_BYTES)) | 0
    d = (d + ((word >>> 8) & LOW_BYTES)) | 0
    word = rows[row + 2]!
    e = (e + (word & LOW_BYTES)) | 0
    f = (f + ((word >>> 8) & LOW_BYTES)) | 0
    word = rows[row + 3]!
    g = (g + (word & LOW_BYTES)) | 0
    h = (h + ((word >>> 8) & LOW_BYTES)) | 0
    word = rows[row + 4]!
    i = (i + (word & LOW_BYTES)) | 0
    j = (j + ((word >>> 8) & LOW_BYTES)) | 0
    word = rows[row + 5]!
    k = (k + (word & LOW_BYTES)) | 0
    l = (l + ((word >>> 8) & LOW_BYTES)) | 0
    // The twenty-fifth state is alone in its word.
    m = (m + (rows[row + 6]! & LOW_BYTES)) | 0
  }
  const bias = Math.imul(nRows, BIAS)
  addTo(out, base, a - bias)
  addTo(out, base + 1, b - bias)
  addTo(out, base + 2, c - bias)
  addTo(out, base + 3, d - bias)
  addTo(out, base + 4, e - bias)
  addTo(out, base + 5, f - bias)
  addTo(out, base + 6, g - bias)
  addTo(out, base + 7, h - bias)
  addTo(out, base + 8, i - bias)
  addTo(out, base + 9, j - bias)
  addTo(out, base + 10, k - bias)
  addTo(out, base + 11, l - bias)
  addTo(out, base + 12, m - bias)
}

function addTo(sums: Int32Array, at: number, value: number): void {
  sums[at] = (sums[at]! + value) | 0
}

/** Writes the score of each state that a sum holds to `scores` from `base` on. */
export function unpackSum(sum: Int32Array, scores: Int32Array, base: number): void {
  for (let word = 0; word < SUM_WORDS; word += 1) {
    const low = (sum[word]! << 16) >> 16
    const state = 4 * (word >> 1) + (word & 1)
    if (state < N_STATES) scores[base + state] = low
    if (state + 2 < N_STATES) scores[base + state + 2] = (sum[word]! - low) >> 16
  }
}
