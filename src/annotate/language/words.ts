import { charClass, DIGIT, isUpper, LETTER } from './chars.ts'
import { type Verbs, verbFormOf } from './forms.ts'
import { finish, fold, hashFolded, keyOf } from './hash.ts'
import { type Model, unpackModel } from './pack.ts'

/** Places before the first and after the last word of a sentence that features may look at. */
export const PAD = 2

/**
 * What features know of words, a row each: of the words of one sentence, where word `i` is at `i + PAD` and the pads
 * hold values that no word has, or of a table of words. All values are keys (`keyOf`). The arrays are reused.
 */
export interface WordFeatures {
  n: number
  /** Hash of the word blind to case. */
  readonly form: Int32Array
  /** Hashes of the last one to four letters, blind to case. */
  readonly suffix1: Int32Array
  readonly suffix2: Int32Array
  readonly suffix3: Int32Array
  readonly suffix4: Int32Array
  readonly prefix1: Int32Array
  readonly prefix2: Int32Array
  readonly prefix3: Int32Array
  /** Capitals, digits, hyphens and length. */
  readonly shape: Int32Array
  /** The word's clusters; all words that the clusters do not know are of one. */
  readonly fine: Int32Array
  readonly coarse: Int32Array
  /** Which form of a verb the word could be. */
  readonly verb: Int32Array
}

/** What is known of words beforehand. */
export interface WordKnowledge {
  readonly clusters: Clusters
  readonly verbs: Verbs
}

/** Clusters of words with like vectors. */
export interface Clusters {
  readonly hashes: Int32Array
  readonly clusters: Uint16Array
  readonly coarseOf: Uint16Array
}

export function readClusters(bytes: Uint8Array): Clusters {
  const model: Model<object> = unpackModel(bytes, 'language/words.bin')
  return { hashes: model.i32('hashes'), clusters: model.u16('clusters'), coarseOf: model.u16('coarseOf') }
}

/** Room for sentences of up to `capacity` words. */
export function makeWordFeatures(capacity: number): WordFeatures {
  const make = () => new Int32Array(capacity + 2 * PAD)
  return {
    n: 0,
    form: make(),
    suffix1: make(),
    suffix2: make(),
    suffix3: make(),
    suffix4: make(),
    prefix1: make(),
    prefix2: make(),
    prefix3: make(),
    shape: make(),
    fine: make(),
    coarse: make(),
    verb: make(),
  }
}

/** Spans of the words of one sentence, as indices into a text. */
export interface WordSpans {
  readonly text: string
  readonly starts: ArrayLike<number>
  readonly ends: ArrayLike<number>
  readonly first: number
  readonly end: number
}

/** Fills `out` with the words of the sentence and its pads. */
export function describeWords(spans: WordSpans, known: WordKnowledge, out: WordFeatures): void {
  const n = spans.end - spans.first
  out.n = n
  padWords(out)
  for (let i = 0; i < n; i++) {
    const word = spans.text.slice(spans.starts[spans.first + i]!, spans.ends[spans.first + i]!)
    describeWord(word, known, out, i + PAD)
  }
}

/** Makes pads differ in their high bits from what else a feature may see. */
const PAD_KEY = keyOf(1_000_000)

/** Keys of the two places before the sentence and of the two after it. */
export const PAD_FORMS = [PAD_KEY + 11, PAD_KEY + 13, PAD_KEY + 17, PAD_KEY + 19].map((key) => key | 0)

/** Sets the pads about the `out.n` words. */
export function padWords(out: WordFeatures): void {
  padOne(out, 0, PAD_FORMS[0]!)
  padOne(out, 1, PAD_FORMS[1]!)
  padOne(out, out.n + PAD, PAD_FORMS[2]!)
  padOne(out, out.n + PAD + 1, PAD_FORMS[3]!)
}

function padOne(out: WordFeatures, at: number, key: number): void {
  out.form[at] = out.suffix1[at] = out.suffix2[at] = out.suffix3[at] = out.suffix4[at] = key
  out.prefix1[at] = out.prefix2[at] = out.prefix3[at] = key
  out.shape[at] = out.fine[at] = out.coarse[at] = out.verb[at] = key
}

/** Fills row `at` of `out` with what the word is by itself. */
export function describeWord(word: string, { clusters, verbs }: WordKnowledge, out: WordFeatures, at: number): void {
  const length = word.length
  out.form[at] = hashFolded(word, 0, length)
  let h = 7
  for (let k = 1; k <= 4; k++) {
    h = Math.imul(h ^ (k <= length ? fold(word.charCodeAt(length - k)) : 0), 0x01000193)
    if (k === 1) out.suffix1[at] = finish(h)
    else if (k === 2) out.suffix2[at] = finish(h)
    else if (k === 3) out.suffix3[at] = finish(h)
    else out.suffix4[at] = finish(h)
  }
  h = 13
  for (let k = 0; k < 3; k++) {
    h = Math.imul(h ^ (k < length ? fold(word.charCodeAt(k)) : 0), 0x01000193)
    if (k === 0) out.prefix1[at] = finish(h)
    else if (k === 1) out.prefix2[at] = finish(h)
    else out.prefix3[at] = finish(h)
  }
  out.shape[at] = keyOf(shapeOf(word))
  const cluster = findCluster(clusters, out.form[at]!)
  out.fine[at] = keyOf(cluster)
  out.coarse[at] = keyOf(100_000 + clusters.coarseOf[cluster]!)
  out.verb[at] = keyOf(length > 40 ? 0 : verbFormOf(verbs, word.toLowerCase()))
}

/** First letter a capital, others capitals, digits, marks, and the length up to three. */
function shapeOf(word: string): number {
  let shape = isUpper(word.charCodeAt(0)) ? 1 : 0
  // A token of 100,000 letters has the shape of its first 40.
  const last = Math.min(word.length, 40)
  for (let i = 0; i < last; i++) {
    const unit = word.charCodeAt(i)
    const kind = charClass(unit)
    if (kind === LETTER) shape |= isUpper(unit) ? (i > 0 ? 2 : 0) : 4
    else if (kind === DIGIT) shape |= 8
    else if (unit === 45) shape |= 16
    else if (unit === 46) shape |= 32
    else shape |= 64
  }
  return shape | (Math.min(word.length, 3) << 7)
}

/** Number of the word's fine cluster, 0 where it has none. */
export function findCluster(clusters: Clusters, hash: number): number {
  const mask = clusters.hashes.length - 1
  let slot = hash & mask
  for (;;) {
    const found = clusters.hashes[slot]!
    if (found === hash) return clusters.clusters[slot]!
    if (found === 0) return 0
    slot = (slot + 1) & mask
  }
}
