import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { hashFolded } from '../src/annotate/language/hash.ts'
import { packModel } from '../src/annotate/language/pack.ts'
import { random } from './random.ts'

const N_FINE = 1024
const N_COARSE = 128
const N_WORDS = 70_000
const ROUNDS = 12

interface Vectors {
  readonly words: string[]
  readonly dims: number
  readonly data: Float32Array
}

/** `npm run train -- clusters --vectors FILE [--out FILE]`: groups the words of pre-trained vectors. */
export function run(args: readonly string[]): void {
  const options = {
    vectors: { type: 'string' },
    out: { type: 'string', default: 'models/language/words.bin' },
  } as const
  const { values } = parseArgs({ args: [...args], options })
  if (!values.vectors) throw new Error('name the file of vectors: npm run train -- clusters --vectors FILE')
  trainClusters(values.vectors, values.out)
}

function trainClusters(vectorsFile: string, outFile: string): void {
  const vectors = readVectors(vectorsFile)
  const rng = random(7)
  const fine = kMeans(vectors, N_FINE, rng)
  const coarse = kMeans({ words: [], dims: vectors.dims, data: fine.centres }, N_COARSE, rng)
  const nSlots = 1 << 17
  const hashes = new Int32Array(nSlots)
  const clusters = new Uint16Array(nSlots)
  for (let i = 0; i < vectors.words.length; i++) {
    const word = vectors.words[i]!
    const hash = hashFolded(word, 0, word.length)
    let slot = hash & (nSlots - 1)
    while (hashes[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & (nSlots - 1)
    if (hashes[slot] === hash) continue
    hashes[slot] = hash
    clusters[slot] = fine.member[i]! + 1
  }
  const coarseOf = new Uint16Array(N_FINE + 1)
  for (let i = 0; i < N_FINE; i++) coarseOf[i + 1] = coarse.member[i]! + 1
  writeFileSync(outFile, packModel({ nSlots }, { hashes, clusters, coarseOf }))
  console.log(`${vectors.words.length} words in ${N_FINE} clusters: ${outFile}`)
}

/** Reads `{"words": […], "vectors": {word: […]}}`, the most frequent words first, each vector brought to length one. */
function readVectors(file: string): Vectors {
  const json = JSON.parse(readFileSync(file, 'utf8')) as { words: string[]; vectors: Record<string, number[]> }
  const dims = 100
  const words = json.words.slice(0, N_WORDS)
  const data = new Float32Array(words.length * dims)
  words.forEach((word, i) => {
    const vector = json.vectors[word] ?? []
    let norm = 0
    for (let d = 0; d < dims; d++) norm += (vector[d] ?? 0) ** 2
    const scale = norm > 0 ? 1 / Math.sqrt(norm) : 0
    for (let d = 0; d < dims; d++) data[i * dims + d] = (vector[d] ?? 0) * scale
  })
  return { words, dims, data }
}

/** Spherical k-means: every row goes to the centre with the greatest cosine. */
function kMeans(vectors: Vectors, k: number, rng: () => number): { member: Int32Array; centres: Float32Array } {
  const { data, dims } = vectors
  const n = data.length / dims
  const centres = new Float32Array(k * dims)
  for (let c = 0; c < k; c++) {
    const pick = Math.floor(rng() * n)
    centres.set(data.subarray(pick * dims, (pick + 1) * dims), c * dims)
  }
  const member = new Int32Array(n)
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < n; i++) member[i] = nearest(data, i * dims, centres, dims)
    centres.fill(0)
    for (let i = 0; i < n; i++) for (let d = 0; d < dims; d++) centres[member[i]! * dims + d]! += data[i * dims + d]!
    for (let c = 0; c < k; c++) normalise(centres, c * dims, dims)
  }
  return { member, centres }
}

function nearest(data: Float32Array, at: number, centres: Float32Array, dims: number): number {
  let best = 0
  let bestDot = -2
  for (let c = 0; c < centres.length / dims; c++) {
    let dot = 0
    const base = c * dims
    for (let d = 0; d < dims; d += 4) {
      dot +=
        data[at + d]! * centres[base + d]! +
        data[at + d + 1]! * centres[base + d + 1]! +
        data[at + d + 2]! * centres[base + d + 2]! +
        data[at + d + 3]! * centres[base + d + 3]!
    }
    if (dot > bestDot) {
      bestDot = dot
      best = c
    }
  }
  return best
}

function normalise(rows: Float32Array, at: number, dims: number): void {
  let norm = 0
  for (let d = 0; d < dims; d++) norm += rows[at + d]! ** 2
  const scale = norm > 0 ? 1 / Math.sqrt(norm) : 0
  for (let d = 0; d < dims; d++) rows[at + d]! *= scale
}
