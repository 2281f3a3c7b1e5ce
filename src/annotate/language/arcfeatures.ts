import { KEYS } from './hash.ts'
import { PAD } from './words.ts'

/** What the parser knows of the words of a sentence; arrays are padded as `WordFeatures` are and hold keys. */
export interface Nodes {
  n: number
  readonly form: Int32Array
  /** Numbers of the tags. */
  readonly tag: Int32Array
  readonly tagKey: Int32Array
  readonly fine: Int32Array
  readonly coarse: Int32Array
  /** Scores of each word in each of the places of `wordScores`, N_PLACES a word. */
  readonly sums: Int32Array
}

export function makeNodes(capacity: number): Nodes {
  const make = () => new Int32Array(capacity + 2 * PAD)
  return {
    n: 0,
    form: make(),
    tag: make(),
    tagKey: make(),
    fine: make(),
    coarse: make(),
    sums: new Int32Array(N_PLACES * (capacity + 2 * PAD)),
  }
}

/** The state of one parse; children, labels and heads are by padded place. */
export interface ArcState {
  /** Scratch for the rows (or cells) of the features of the present state. */
  readonly features: Int32Array
  readonly stack: Int32Array
  /** Index of the top of the stack; the root lies at 0. */
  top: number
  /** The next word to read, and the place after the last. */
  next: number
  end: number
  readonly heads: Int32Array
  readonly labels: Int32Array
  /** Outermost and second outermost children on either side. */
  readonly left1: Int32Array
  readonly left2: Int32Array
  readonly right1: Int32Array
  readonly right2: Int32Array
  readonly nLeft: Int32Array
  readonly nRight: Int32Array
  /** Sets of the labels of the children, a bit each (labels past 31 share bits). */
  readonly leftLabels: Int32Array
  readonly rightLabels: Int32Array
  /** Heads that the parser from the other side found. */
  readonly guide: Int32Array
  /** Leftmost and rightmost children in the tree that the other parser found. */
  readonly guideLeft: Int32Array
  readonly guideRight: Int32Array
}

/**
 * The features of a state come in three parts: those of one word in the place where it stands, which are the same at
 * every state; those of tags, children and the guide, which are few and mostly in reach of the processor; and those of
 * words joined with what stands around them, which are only looked at where the others do not tell enough.
 */
export const N_WORD_ROWS = 16
/** Places that the features of one word tell apart: the three on top of the stack and the next three to be read. */
export const N_PLACES = 6
/** Of the guide, and of the parser that it guides. */
export const N_GUIDE_DENSE = 32
export const N_GUIDE_LEXICAL = 26
export const N_ARC_DENSE = 41
export const N_ARC_LEXICAL = 39
/** Rows of the tables of moves. */
export const N_ARC_ROWS = 1 << 20
export const N_GUIDE_ROWS = 1 << 20
/** The most features that one part of a state has. */
export const MOST_FEATURES = N_WORD_ROWS + N_ARC_DENSE + N_ARC_LEXICAL

/** Low bits of a feature's key that a table of `nRows` (a power of two) leaves out. */
export function spareBits(nRows: number): number {
  return Math.clz32(nRows) + 1
}

/** Where the features of each place begin among those of one word, and the end of the last. */
export const PLACES = [0, 3, 6, 8, 11, 14, 16] as const

/** The odd numbers of the places that keys stand in; `keyOf` tells what for. */
const S0W = 0x7857dd87
const S1W = 0x2e84496f
const S2W = 0xba6f875d
const B0W = 0x940eee3d
const B1W = 0x4dc2a627
const B2W = 0x33406bc5
const S0T = 0xe325faa7
const S1T = 0xb938451f
const S2T = 0x68fb90d7
const B0T = 0xc1d8fac1
const B1T = 0xb7740a63
const B2T = 0xc2354e2b
const B3T = 0x43e58845
const S0C = 0x887e8401
const S1C = 0x3ec33dd7
const B0C = 0xa2da95a9
const S0K = 0xd0055979
const S1K = 0xbc38d757
const B0K = 0x7f90ade7
const S0LT = 0x5aab0a37
const S0RT = 0x6a769807
const S1LT = 0x86ff0de3
const S1RT = 0xba4e6c37
const B0LT = 0x9d9b532b
const S0L2T = 0xf6978771
const S0R2T = 0x37d72e4b
const S1R2T = 0x4f3d4e7b
const S0LW = 0x8b389065
const S0RW = 0xb43d4319
const S1RW = 0x548a84a5
const B0LW = 0x84f42b4b
const FAR = 0x131db619
const NEAR = 0xbb3a6a07
const S0L = 0xc63d5f77
const S0R = 0xffe9ec11
const S1L = 0xddfa7fa5
const S1R = 0x34d57085
const B0L = 0xb070e385
const CODE = 0xc0a9c8bf
const UP = 0xba49c19f
const AHEAD = 0x77f1caf1

/** Fills `f` from `at` on with the keys that a word has in each of the places that features look at. */
export function fillPlaces(form: number, tagKey: number, f: Int32Array, at: number): void {
  const s0w = Math.imul(form, S0W)
  const s1w = Math.imul(form, S1W)
  const b0w = Math.imul(form, B0W)
  const b1w = Math.imul(form, B1W)
  const s0t = Math.imul(tagKey, S0T)
  const s1t = Math.imul(tagKey, S1T)
  const s2t = Math.imul(tagKey, S2T)
  const b0t = Math.imul(tagKey, B0T)
  const b1t = Math.imul(tagKey, B1T)
  const b2t = Math.imul(tagKey, B2T)
  f[at] = s0w
  f[at + 1] = s0w ^ s0t
  f[at + 2] = s0t
  f[at + 3] = s1w
  f[at + 4] = s1w ^ s1t
  f[at + 5] = s1t
  f[at + 6] = Math.imul(form, S2W) ^ s2t
  f[at + 7] = s2t
  f[at + 8] = b0w
  f[at + 9] = b0w ^ b0t
  f[at + 10] = b0t
  f[at + 11] = b1w
  f[at + 12] = b1w ^ b1t
  f[at + 13] = b1t
  f[at + 14] = Math.imul(form, B2W) ^ b2t
  f[at + 15] = b2t
}

/** Fills `state.features` from `k` on with the keys of tags, children and distances; returns the place after the last. */
export function fillDense({ tagKey }: Nodes, state: ArcState, k: number): number {
  const { stack, top, next, end, features: f, left1, left2, right1, right2, leftLabels, rightLabels } = state
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const s2 = top > 1 ? stack[top - 2]! : 1
  const b0 = Math.min(next, end)
  const b1 = Math.min(b0 + 1, end)
  const b2 = Math.min(b0 + 2, end)
  const s0t = Math.imul(tagKey[s0]!, S0T)
  const b0t = Math.imul(tagKey[b0]!, B0T)
  const s1t = Math.imul(tagKey[s1]!, S1T)
  const b1t = Math.imul(tagKey[b1]!, B1T)
  const b2t = Math.imul(tagKey[b2]!, B2T)
  const s0b0 = s0t ^ b0t
  const s1s0 = s1t ^ s0t
  const s0lt = Math.imul(tagKey[left1[s0]!]!, S0LT)
  const s0rt = Math.imul(tagKey[right1[s0]!]!, S0RT)
  const s0L = Math.imul(setKey(leftLabels[s0]!), S0L)
  const s0R = Math.imul(setKey(rightLabels[s0]!), S0R)
  const s1R = Math.imul(setKey(rightLabels[s1]!), S1R)
  const b0L = Math.imul(setKey(leftLabels[b0]!), B0L)
  f[k] = s0b0
  f[k + 1] = s1s0
  f[k + 2] = s0t ^ b1t
  f[k + 3] = b0t ^ b1t
  f[k + 4] = s1t ^ b0t
  f[k + 5] = b2t ^ Math.imul(tagKey[Math.min(b0 + 3, end)]!, B3T)
  f[k + 6] = s0b0 ^ b1t
  f[k + 7] = b0t ^ b1t ^ b2t
  f[k + 8] = s1s0 ^ b0t
  f[k + 9] = Math.imul(tagKey[s2]!, S2T) ^ s1s0
  f[k + 10] = s0b0 ^ s0lt
  f[k + 11] = s0b0 ^ s0rt
  f[k + 12] = s0b0 ^ Math.imul(tagKey[left1[b0]!]!, B0LT)
  f[k + 13] = s1s0 ^ Math.imul(tagKey[right1[s1]!]!, S1RT)
  f[k + 14] = s1s0 ^ s0lt
  f[k + 15] = s1s0 ^ Math.imul(tagKey[left1[s1]!]!, S1LT)
  f[k + 16] = s1s0 ^ s0rt
  f[k + 17] = s1s0 ^ b1t
  f[k + 18] = s0b0 ^ Math.imul(tagKey[left2[s0]!]!, S0L2T)
  f[k + 19] = s0b0 ^ Math.imul(tagKey[right2[s0]!]!, S0R2T)
  f[k + 20] = s1s0 ^ Math.imul(tagKey[right2[s1]!]!, S1R2T)
  f[k + 21] = s0b0 ^ Math.imul(KEYS[distance(b0 - s0)]!, FAR)
  f[k + 22] = s1s0 ^ Math.imul(KEYS[distance(s0 - s1)]!, NEAR)
  f[k + 23] = s0t ^ s0L
  f[k + 24] = s0t ^ s0R
  f[k + 25] = s1t ^ s1R
  f[k + 26] = s1t ^ Math.imul(setKey(leftLabels[s1]!), S1L)
  f[k + 27] = b0t ^ b0L
  f[k + 28] = s0b0 ^ s0R ^ s0L
  f[k + 29] = s0b0 ^ b0L
  f[k + 30] = s1s0 ^ s1R
  f[k + 31] = s1s0 ^ s0L
  return k + N_GUIDE_DENSE
}

/** As `fillDense`, for what the parser from the other side made of the words in play, and long runs of tags. */
export function fillGuided({ tagKey }: Nodes, state: ArcState, k: number): number {
  const { stack, top, next, end, features: f } = state
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const s2 = top > 1 ? stack[top - 2]! : 1
  const b0 = Math.min(next, end)
  const s0t = Math.imul(tagKey[s0]!, S0T)
  const b0t = Math.imul(tagKey[b0]!, B0T)
  const s1s0 = Math.imul(tagKey[s1]!, S1T) ^ s0t
  const b1t = Math.imul(tagKey[Math.min(b0 + 1, end)]!, B1T)
  const up = upCode(state, s0, s1, b0)
  const ahead = aheadCode(state, s0, s1, b0)
  const code = Math.imul(KEYS[up | (ahead << 4)]!, CODE)
  f[k] = code
  f[k + 1] = code ^ s0t ^ b0t
  f[k + 2] = code ^ s1s0
  f[k + 3] = Math.imul(KEYS[up]!, UP) ^ s0t
  f[k + 4] = Math.imul(KEYS[ahead]!, AHEAD) ^ b0t
  f[k + 5] = code ^ Math.imul(KEYS[distance(b0 - s0)]!, FAR)
  f[k + 6] = s1s0 ^ b0t ^ b1t
  f[k + 7] = s0t ^ b0t ^ b1t ^ Math.imul(tagKey[Math.min(b0 + 2, end)]!, B2T)
  f[k + 8] = Math.imul(tagKey[s2]!, S2T) ^ s1s0 ^ b0t
  return k + N_ARC_DENSE - N_GUIDE_DENSE
}

/** Where the guide hangs the top of the stack, and whether it hangs anything still to be read on it: below 16. */
function upCode({ guide, guideRight }: ArcState, s0: number, s1: number, b0: number): number {
  const head = guide[s0]!
  const more = guideRight[s0]! >= b0 ? 8 : 0
  return more | (head === b0 ? 1 : head === s1 ? 2 : head > b0 ? 3 : head > s0 ? 4 : head > s1 ? 5 : 6)
}

/** Where the guide hangs the next word, and whether it hangs anything on the stack on it: below 16. */
function aheadCode({ guide, guideLeft }: ArcState, s0: number, s1: number, b0: number): number {
  const head = guide[b0]!
  const back = guideLeft[b0]! > s0 ? 0 : guideLeft[b0]! === s0 ? 8 : 4
  return back | (head === s0 ? 1 : head === s1 ? 2 : head >= b0 ? 3 : 0)
}

/** Fills `state.features` from `k` on with the keys of words and clusters in context; returns the place after the last. */
export function fillLexical({ form, tagKey, fine, coarse }: Nodes, state: ArcState, k: number): number {
  const { stack, top, next, end, features: f, left1, right1, leftLabels, rightLabels } = state
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const b0 = Math.min(next, end)
  const s0w = Math.imul(form[s0]!, S0W)
  const s1w = Math.imul(form[s1]!, S1W)
  const b0w = Math.imul(form[b0]!, B0W)
  const s0t = Math.imul(tagKey[s0]!, S0T)
  const s1t = Math.imul(tagKey[s1]!, S1T)
  const b0t = Math.imul(tagKey[b0]!, B0T)
  const s0c = Math.imul(fine[s0]!, S0C)
  const s1c = Math.imul(fine[s1]!, S1C)
  const b0c = Math.imul(fine[b0]!, B0C)
  const s0k = Math.imul(coarse[s0]!, S0K)
  const far = Math.imul(KEYS[distance(b0 - s0)]!, FAR)
  const near = Math.imul(KEYS[distance(s0 - s1)]!, NEAR)
  f[k] = s0w ^ b0t
  f[k + 1] = s0t ^ b0w
  f[k + 2] = s1w ^ s0t
  f[k + 3] = s1t ^ s0w
  f[k + 4] = s0c ^ b0c
  f[k + 5] = s0c ^ b0t
  f[k + 6] = s0t ^ b0c
  f[k + 7] = s1c ^ s0c
  f[k + 8] = s0k ^ Math.imul(coarse[b0]!, B0K)
  f[k + 9] = Math.imul(coarse[s1]!, S1K) ^ s0k
  f[k + 10] = s0w ^ far
  f[k + 11] = b0w ^ far
  f[k + 12] = s1w ^ near
  f[k + 13] = s0w ^ near
  f[k + 14] = s0w ^ Math.imul(setKey(leftLabels[s0]!), S0L)
  f[k + 15] = s0w ^ Math.imul(setKey(rightLabels[s0]!), S0R)
  f[k + 16] = s1w ^ Math.imul(setKey(rightLabels[s1]!), S1R)
  f[k + 17] = b0w ^ Math.imul(setKey(leftLabels[b0]!), B0L)
  f[k + 18] = s0t ^ Math.imul(form[left1[s0]!]!, S0LW)
  f[k + 19] = s0t ^ Math.imul(form[right1[s0]!]!, S0RW)
  f[k + 20] = s1t ^ Math.imul(form[right1[s1]!]!, S1RW)
  f[k + 21] = b0t ^ Math.imul(form[left1[b0]!]!, B0LW)
  f[k + 22] = Math.imul(form[Math.min(b0 + 1, end)]!, B1W) ^ s0t ^ b0t
  f[k + 23] = s1c ^ s0t ^ b0t
  f[k + 24] = s0c ^ s1t ^ b0t
  f[k + 25] = b0c ^ s1t ^ s0t
  return k + N_GUIDE_LEXICAL
}

/** As `fillLexical`, for pairs of words and for words as the guide hangs them: of use only to the parser that has a guide. */
export function fillPairs({ form, tagKey }: Nodes, state: ArcState, k: number): number {
  const { stack, top, next, end, features: f, right1 } = state
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const b0 = Math.min(next, end)
  const s0w = Math.imul(form[s0]!, S0W)
  const s1w = Math.imul(form[s1]!, S1W)
  const b0w = Math.imul(form[b0]!, B0W)
  const s0t = Math.imul(tagKey[s0]!, S0T)
  const s1t = Math.imul(tagKey[s1]!, S1T)
  const b0t = Math.imul(tagKey[b0]!, B0T)
  const b1t = Math.imul(tagKey[Math.min(b0 + 1, end)]!, B1T)
  const s0r = right1[s0]!
  f[k] = Math.imul(KEYS[upCode(state, s0, s1, b0)]!, UP) ^ s0w
  f[k + 1] = Math.imul(KEYS[aheadCode(state, s0, s1, b0)]!, AHEAD) ^ b0w
  f[k + 2] = s0w ^ s0t ^ b0w ^ b0t
  f[k + 3] = s0w ^ b0w
  f[k + 4] = s1w ^ s1t ^ s0w ^ s0t
  f[k + 5] = s1w ^ s0w
  f[k + 6] = s1w ^ b0w
  f[k + 7] = s0w ^ b0t ^ b1t
  f[k + 8] = b0w ^ s0t ^ b1t
  f[k + 9] = s1w ^ s0t ^ b0t
  f[k + 10] = s0w ^ s1t ^ b0t
  f[k + 11] = b0w ^ s1t ^ s0t
  f[k + 12] = (s0r === 1 ? s0w : Math.imul(form[s0r]!, S0RW)) ^ s0t ^ b0t
  return k + N_ARC_LEXICAL - N_GUIDE_LEXICAL
}

function distance(d: number): number {
  if (d <= 0) return 0
  return d < 5 ? d : d < 8 ? 5 : d < 12 ? 6 : 7
}

/** Brings the high bits of a set down, for a product looks at its factors from below. */
export function setKey(set: number): number {
  const x = Math.imul(set ^ (set >>> 16), 0x45d9f3b)
  return x ^ (x >>> 15)
}
