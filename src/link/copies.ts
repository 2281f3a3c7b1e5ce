import { foldText } from './names.ts'

/** A text to be told from its copies; earlier ones of a list are taken for the original. */
export interface CopyText {
  readonly id: string
  readonly text: string
}

const N_HASHES = 64
/** Rows of a band: texts are compared if they agree in all rows of one of the bands. */
const BAND = 4
/** Words that make a shingle. */
const SHINGLE = 5
/** Texts that share so many of their shingles, as far as hashes tell, are copies of one. */
const ALIKE = 0.5

/**
 * Returns for each text that is a copy, as it stands or little edited, the id of the earliest that it copies: the many
 * prints of one wire story. By MinHash (Broder 1997) and banding, so that texts that have little in common are never compared.
 */
export function findCopies(texts: readonly CopyText[]): Map<string, string> {
  const copies = new Map<string, string>()
  const buckets = new Map<string, number[]>()
  const signatures = texts.map(({ text }) => signatureOf(text))
  texts.forEach(({ id }, i) => {
    const signature = signatures[i]
    if (signature === undefined) return
    const others = new Set<number>()
    for (let band = 0; band < N_HASHES; band += BAND) {
      const key = `${band} ${signature.subarray(band, band + BAND).join(' ')}`
      const bucket = buckets.get(key) ?? []
      for (const other of bucket) others.add(other)
      buckets.set(key, [...bucket, i])
    }
    const original = [...others].sort((x, y) => x - y).find((j) => agreement(signature, signatures[j]!) >= ALIKE)
    if (original === undefined) return
    const first = texts[original]!.id
    copies.set(id, copies.get(first) ?? first)
  })
  return copies
}

/** The least hash of the text's shingles under each of many hash functions; undefined for a text too short to have any. */
function signatureOf(text: string): Uint32Array | undefined {
  const words = foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length < SHINGLE) return undefined
  const least = new Uint32Array(N_HASHES).fill(0xffffffff)
  for (let i = 0; i + SHINGLE <= words.length; i++) {
    const hash = hash32(words.slice(i, i + SHINGLE).join(' '))
    for (let k = 0; k < N_HASHES; k++) {
      const mixed = mix(hash ^ Math.imul(k + 1, 0x9e3779b1))
      if (mixed < least[k]!) least[k] = mixed
    }
  }
  return least
}

function agreement(a: Uint32Array, b: Uint32Array): number {
  let shared = 0
  for (let k = 0; k < N_HASHES; k++) if (a[k] === b[k]) shared++
  return shared / N_HASHES
}

/** FNV-1a over UTF-16 code units. */
function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The finaliser of MurmurHash3: each bit of the result depends on all of the argument. */
function mix(value: number): number {
  let x = value >>> 0
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}
