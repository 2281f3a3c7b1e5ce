import { charClass, DIGIT, isUpper, LETTER } from './chars.ts'
import { finish, fold, hashFolded } from './hash.ts'
import { type Model, unpackModel } from './pack.ts'

/** Places before the first and after the last word of a sentence that features may look at. */
export const PAD = 2

/**
 * What features know of the words of one sentence: word `i` of the sentence is at `i + PAD` of every array,
 * and the pads hold values that no word has. The arrays are reused from sentence to sentence.
 */
export interface WordFeatures {
  n: number
  /** Hash of the word blind to case. */
  form: Int32Array
  /** Hashes of the last one to four letters, blind to case. */
  suffix1: Int32Array
  suffix2: Int32Array
  suffix3: Int32Array
  suffix4: Int32Array
  prefix1: Int32Array
  prefix2: Int32Array
  prefix3: Int32Array
  /** Capitals, digits, hyphens and length, in a small number. */
  shape: Int32Array
  /** Numbers of the word's clusters, 0 for words that the clusters do not know. */
  fine: Int32Array
  coarse: Int32Array
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

/** Fills `out` with the words of the sentence. */
export function describeWords(spans: WordSpans, clusters: Clusters, out: WordFeatures): void {
  const n = spans.end - spans.first
  out.n = n
  pad(out, 0, 11)
  pad(out, 1, 13)
  pad(out, n + PAD, 17)
  pad(out, n + PAD + 1, 19)
  for (let i = 0; i < n; i++) {
    const start = spans.starts[spans.first + i]!
    describeWord(spans.text, start, spans.ends[spans.first + i]!, i + PAD, out)
    const cluster = findCluster(clusters, out.form[i + PAD]!)
    out.fine[i + PAD] = cluster
    out.coarse[i + PAD] = clusters.coarseOf[cluster]!
  }
}

function pad(out: WordFeatures, at: number, value: number): void {
  out.form[at] = value
  out.suffix1[at] = value
  out.suffix2[at] = value
  out.suffix3[at] = value
  out.suffix4[at] = value
  out.prefix1[at] = value
  out.prefix2[at] = value
  out.prefix3[at] = value
  out.shape[at] = value + 100_000
  out.fine[at] = value + 100_000
  out.coarse[at] = value + 100_000
}

function describeWord(text: string, start: number, end: number, at: number, out: WordFeatures): void {
  out.form[at] = hashFolded(text, start, end)
  const length = end - start
  let h = 7
  for (let k = 1; k <= 4; k++) {
    h = Math.imul(h ^ (k <= length ? fold(text.charCodeAt(end - k)) : 0), 0x01000193)
    if (k === 1) out.suffix1[at] = finish(h)
    else if (k === 2) out.suffix2[at] = finish(h)
    else if (k === 3) out.suffix3[at] = finish(h)
    else out.suffix4[at] = finish(h)
  }
  h = 13
  for (let k = 0; k < 3; k++) {
    h = Math.imul(h ^ (k < length ? fold(text.charCodeAt(start + k)) : 0), 0x01000193)
    if (k === 0) out.prefix1[at] = finish(h)
    else if (k === 1) out.prefix2[at] = finish(h)
    else out.prefix3[at] = finish(h)
  }
  out.shape[at] = shapeOf(text, start, end)
}

/** First letter a capital, others capitals, digits, marks, and the length up to three. */
function shapeOf(text: string, start: number, end: number): number {
  let shape = isUpper(text.charCodeAt(start)) ? 1 : 0
  // A token of 100,000 letters has the shape of its first 40.
  const last = Math.min(end, start + 40)
  for (let i = start; i < last; i++) {
    const unit = text.charCodeAt(i)
    const kind = charClass(unit)
    if (kind === LETTER) shape |= isUpper(unit) ? (i > start ? 2 : 0) : 4
    else if (kind === DIGIT) shape |= 8
    else if (unit === 45) shape |= 16
    else if (unit === 46) shape |= 32
    else shape |= 64
  }
  return shape | (Math.min(end - start, 3) << 7)
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
