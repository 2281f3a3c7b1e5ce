import { foldText } from './names.ts'

/**
 * What of a text is kept to tell copies of it: MinHash (Broder 1997) by one permutation (Li, Owen and Zhang 2012) over
 * runs of words, the least hash of each of `SIZE` parts, 16 bits of each.
 */
export interface Sketch {
  /** How many runs of words the text has. */
  readonly nRuns: number
  readonly least: Uint16Array
}

/** Words of a run: long enough that two reports in their own words share hardly any. */
const RUN = 4
/** A power of two. */
const SIZE = 64
/** Texts of fewer runs say too little to tell a copy from another notice of its kind. */
const MIN_RUNS = 16

/** Returns the sketch of the text that some pieces make up, one after the other; undefined for a text that is too short. */
export function sketchText(pieces: readonly string[]): Sketch | undefined {
  const words = hashWords(pieces)
  const nRuns = words.length - RUN + 1
  if (nRuns < MIN_RUNS) return undefined
  const found = new Int32Array(SIZE).fill(EMPTY)
  for (let i = 0; i < nRuns; i++) {
    let bits = 0
    for (let j = i; j < i + RUN; j++) bits = Math.imul(bits ^ words[j]!, 0x9e3779b1) ^ (bits >>> 15)
    const hash = mix(bits)
    const part = hash & (SIZE - 1)
    if (hash < found[part]!) found[part] = hash
  }
  const least = new Uint16Array(SIZE)
  for (let part = 0; part < SIZE; part++) least[part] = leastOf(found, part) >>> 16
  return { nRuns, least }
}

/** Greater than what any part of a text of words is likely to have. */
const EMPTY = 0x7fffffff

/** The least hash of a part, for an empty one that of another: the next by chance, the same for every text (Shrivastava 2017). */
function leastOf(found: Int32Array, part: number): number {
  let at = part
  for (let i = 1; found[at] === EMPTY; i++) at = mix(part * SIZE + i) & (SIZE - 1)
  // What is borrowed counts for this part alone.
  return at === part ? mix(found[at]!) : mix(found[at]! ^ (part + 1))
}

/** The words of a text, each as a number; case, diacritics and all that is no letter or figure count for nothing. */
function hashWords(pieces: readonly string[]): number[] {
  const words: number[] = []
  for (const piece of pieces) {
    const text = PLAIN.test(piece) ? piece : foldText(piece).replaceAll(/[^\p{L}\p{N}]/gu, ' ')
    let hash = START
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (isWordUnit(unit)) hash = Math.imul(hash ^ (unit >= 65 && unit <= 90 ? unit + 32 : unit), 0x01000193)
      else if (hash !== START) {
        words.push(hash)
        hash = START
      }
    }
    if (hash !== START) words.push(hash)
  }
  return words
}

const START = 0x811c9dc5 | 0
/** Letters without diacritics, and the quotation marks and dashes of print. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is meant
const PLAIN = /^[\u0000-\u007f\u2010-\u2027]*$/

function isWordUnit(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 48 && unit <= 57) ||
    (unit > 127 && (unit < 0x2010 || unit > 0x2027))
  )
}

/** Spreads the bits of a number over 32, the first of them its sign (the end of MurmurHash3). */
function mix(number: number): number {
  let bits = number | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}

/** From this share of common runs on, two reports are one text in two printings, and not two in their own words. */
const COPY = 0.5
/** As much of the shorter one stands in the longer: it was cut. */
const CUT = 0.8
/** Below this share what sketches tell of the shorter text is guesswork. */
const LEAST_SHARE = 0.25

/** Whether two texts are printings of one: a function of the two, and the same either way round. */
export function areCopies(a: Sketch, b: Sketch): boolean {
  let same = 0
  for (let i = 0; i < SIZE; i++) if (a.least[i] === b.least[i]) same++
  const share = same / SIZE
  if (share >= COPY) return true
  if (share < LEAST_SHARE) return false
  const common = (share / (1 + share)) * (a.nRuns + b.nRuns)
  return common >= CUT * Math.min(a.nRuns, b.nRuns)
}

/** Parts of a sketch that are looked up together, and how many such bands there are: 94 of 100 pairs that share half meet in one, 99 that share more. */
const [BAND, N_BANDS] = [2, 10]

/** Printings of one text follow each other within these days. */
export const COPY_DAYS = 7
const FOUR_WEEKS = 28
const FIRST = 2 ** 17

/** Where a sketch is filed and where it looks for others: numbers below 2^53, the four weeks of the day in front. */
export interface CopyKeys {
  readonly filed: readonly number[]
  readonly sought: readonly number[]
}

/** The keys of a text that was published on a day (counted from 1970); undated texts meet undated ones alone. */
export function copyKeys({ least }: Sketch, day: number | undefined): CopyKeys {
  if (day === undefined) {
    const filed = addBands(least, 0)
    return { filed, sought: filed }
  }
  const filed = addBands(least, timeOf(day))
  const [first, last] = [timeOf(day - COPY_DAYS), timeOf(day + COPY_DAYS)]
  return { filed, sought: first === last ? filed : addBands(least, last, addBands(least, first)) }
}

const timeOf = (day: number) => Math.floor(day / FOUR_WEEKS) + FIRST

/** Adds the keys of a sketch at some time. */
function addBands(least: Uint16Array, time: number, keys: number[] = []): number[] {
  for (let band = 0; band < N_BANDS; band++) {
    let hash = band
    for (let i = band * BAND; i < (band + 1) * BAND; i++) hash = mix(hash ^ least[i]!)
    keys.push(time * 2 ** 32 + (hash >>> 0))
  }
  return keys
}

/** A text that was published on a day, to be told from others. */
export interface Printing {
  /** Days since 1970; undefined where unknown. */
  readonly day: number | undefined
  readonly sketch: Sketch
  /** A number that the printings of one text share. */
  story: number
}

/** Printings by the keys under which they are filed. */
export type FiledPrintings = Map<number, Printing[]>

/**
 * Gives printings of one text one story, directly or through others, each looking among those that are filed and then
 * filed itself: the least of their numbers. Returns by its number every story of before that is part of another now.
 */
export function uniteCopies(fresh: readonly Printing[], filed: FiledPrintings): ReadonlyMap<number, number> {
  const parents: Parents = new Map()
  for (const one of fresh) {
    const keys = copyKeys(one.sketch, one.day)
    for (const key of keys.sought) uniteAmong(one, filed.get(key), parents)
    for (const key of keys.filed) filePrinting(filed, key, one)
  }
  for (const one of fresh) one.story = rootOf(one.story, parents)
  return new Map([...parents.keys()].map((story) => [story, rootOf(story, parents)]))
}

/** What story each is part of, if it is part of another. */
type Parents = Map<number, number>

/** Makes one story of those that a printing is a copy of among some. */
function uniteAmong(one: Printing, others: readonly Printing[] | undefined, parents: Parents): void {
  if (others === undefined) return
  for (const other of others) {
    const [a, b] = [rootOf(one.story, parents), rootOf(other.story, parents)]
    if (a === b || !areNear(one, other) || !areCopies(one.sketch, other.sketch)) continue
    parents.set(Math.max(a, b), Math.min(a, b))
  }
}

function rootOf(story: number, parents: Parents): number {
  let root = story
  for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next
  return root
}

/** Files a printing under a key. */
export function filePrinting(filed: FiledPrintings, key: number, one: Printing): void {
  const block = filed.get(key)
  if (block === undefined) filed.set(key, [one])
  else block.push(one)
}

function areNear({ day: a }: Printing, { day: b }: Printing): boolean {
  return a === b || (a !== undefined && b !== undefined && Math.abs(a - b) <= COPY_DAYS)
}
