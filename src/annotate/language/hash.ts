import { charClass, DIGIT } from './chars.ts'

/** Lower case of the units that have one of the same length; digits are all "0", curly apostrophes straight. */
const FOLDED = buildFolded()

function buildFolded(): Uint16Array {
  const folded = new Uint16Array(65536)
  for (let unit = 0; unit < 65536; unit++) folded[unit] = unit
  for (let unit = 0; unit < 0x2200; unit++) {
    const lower = String.fromCharCode(unit).toLowerCase()
    if (charClass(unit) === DIGIT) folded[unit] = 48
    else if (lower.length === 1) folded[unit] = lower.charCodeAt(0)
  }
  folded[0x2019] = 39
  folded[0x2018] = 39
  folded[0x2010] = 45
  folded[0x2011] = 45
  return folded
}

/** The code unit in lower case, with digits and apostrophes made alike. */
export function fold(unit: number): number {
  return FOLDED[unit]!
}

/** A 32-bit hash of `text` from `start` to `end`, blind to case and to which digits it has. */
export function hashFolded(text: string, start: number, end: number): number {
  let h = 0x811c9dc5
  for (let i = start; i < end; i++) h = Math.imul(h ^ FOLDED[text.charCodeAt(i)]!, 0x01000193)
  return finish(h)
}

/** Spreads the bits of `h`; equal inputs give equal outputs on every machine. */
export function finish(h: number): number {
  let x = h ^ (h >>> 16)
  x = Math.imul(x, 0x45d9f3b)
  x ^= x >>> 15
  return x | 0
}

/**
 * A number of 32 random-looking bits for a small number. Features are made of such keys: each is multiplied by an odd
 * constant of the place it stands in, those of one feature are joined by XOR, and the high bits tell the cell.
 */
export function keyOf(n: number): number {
  let x = Math.imul(n + 1, 0x9e3779b1)
  x ^= x >>> 15
  x = Math.imul(x, 0x85ebca6b)
  x ^= x >>> 13
  x = Math.imul(x, 0xc2b2ae35)
  return x ^ (x >>> 16)
}

/** Keys of the numbers below 256: tags, labels, distances and codes of a few bits. */
export const KEYS: Int32Array = Int32Array.from({ length: 256 }, (_, n) => keyOf(n))

/** One hash from another and a value; the order matters. */
export function mix(h: number, value: number): number {
  const x = Math.imul(h ^ value, 0x2c1b3c6d)
  return (x ^ (x >>> 15)) | 0
}
