import {
  AHEAD,
  B0C,
  B0K,
  B0L,
  B0LT,
  B0LW,
  B0T,
  B0W,
  B1T,
  B1W,
  B2T,
  B2W,
  B3T,
  CODE,
  distance,
  FAR,
  NEAR,
  S0C,
  S0K,
  S0L,
  S0L2T,
  S0LT,
  S0LW,
  S0R,
  S0R2T,
  S0RT,
  S0RW,
  S0T,
  S0W,
  S1C,
  S1K,
  S1L,
  S1LT,
  S1R,
  S1R2T,
  S1RT,
  S1RW,
  S1T,
  S1W,
  S2T,
  S2W,
  setKey,
  UP,
} from './arckeys.ts'
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
 * The features of a state are those of one word in the place where it stands, which are the same at every state and summed
 * beforehand, and those of what stands together. The latter are looked at in rounds, ordered by how much each tells of the
 * outcome beyond those before it, so that a move that is far ahead can be made without the rest.
 */
export const N_WORD_ROWS = 16
/** Places that the features of one word tell apart: the three on top of the stack and the next three to be read. */
export const N_PLACES = 6
/** Features of the parser that the guide leads. */
export const N_ARC = 80
/** Rows of the tables of moves. */
export const N_ARC_ROWS = 1 << 20
export const N_GUIDE_ROWS = 1 << 20
/** The most features that one part of a state has. */
export const MOST_FEATURES = N_WORD_ROWS + N_ARC

/** Low bits of a feature's key that a table of `nRows` (a power of two) leaves out. */
export function spareBits(nRows: number): number {
  return Math.clz32(nRows) + 1
}

/** Where the features of each place begin among those of one word, and the end of the last. */
export const PLACES = [0, 3, 6, 8, 11, 14, 16] as const

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

/** Fills `state.features` from `k` on with the keys of the first round of the parser that has a guide; returns the place after the last. */
export function fillArcs1({ form, tagKey }: Nodes, state: ArcState, k: number): number {
  const { stack, top, next, end, features: f, left1, leftLabels, rightLabels } = state
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const b0 = Math.min(next, end)
  const b1 = Math.min(b0 + 1, end)
  const s0t = Math.imul(tagKey[s0]!, S0T)
  const s1t = Math.imul(tagKey[s1]!, S1T)
  const b0t = Math.imul(tagKey[b0]!, B0T)
  const b1t = Math.imul(tagKey[b1]!, B1T)
  const b0w = Math.imul(form[b0]!, B0W)
  const s0b0 = s0t ^ b0t
  const s1s0 = s1t ^ s0t
  const s0L = Math.imul(setKey(leftLabels[s0]!), S0L)
  const s0R = Math.imul(setKey(rightLabels[s0]!), S0R)
  const s1R = Math.imul(setKey(rightLabels[s1]!), S1R)
  const b0L = Math.imul(setKey(leftLabels[b0]!), B0L)
  const up = upCode(state, s0, s1, b0)
  const ahead = aheadCode(state, s0, s1, b0)
  const code = Math.imul(KEYS[up | (ahead << 4)]!, CODE)
  f[k] = b0t ^ b0L
  f[k + 1] = code
  f[k + 2] = s0t ^ Math.imul(form[left1[s0]!]!, S0LW)
  f[k + 3] = s0b0 ^ b0L
  f[k + 4] = s0t ^ b1t
  f[k + 5] = s0t ^ s0L
  f[k + 6] = b0w ^ b0L
  f[k + 7] = b0t ^ Math.imul(form[left1[b0]!]!, B0LW)
  f[k + 8] = s1t ^ Math.imul(setKey(leftLabels[s1]!), S1L)
  f[k + 9] = s1s0 ^ s1R
  f[k + 10] = s0b0 ^ s0R ^ s0L
  f[k + 11] = b0t ^ b1t
  return k + 12
}

/** As `fillArcs1`, for the second round. */
export function fillArcs2({ form, tagKey, fine }: Nodes, state: ArcState, k: number): number {
  const { stack, top, next, end, features: f, leftLabels, rightLabels } = state
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const s2 = top > 1 ? stack[top - 2]! : 1
  const b0 = Math.min(next, end)
  const b1 = Math.min(b0 + 1, end)
  const s0t = Math.imul(tagKey[s0]!, S0T)
  const s1t = Math.imul(tagKey[s1]!, S1T)
  const b0t = Math.imul(tagKey[b0]!, B0T)
  const b1t = Math.imul(tagKey[b1]!, B1T)
  const s0w = Math.imul(form[s0]!, S0W)
  const s1w = Math.imul(form[s1]!, S1W)
  const b0w = Math.imul(form[b0]!, B0W)
  const s0c = Math.imul(fine[s0]!, S0C)
  const s0b0 = s0t ^ b0t
  const s1s0 = s1t ^ s0t
  const far = Math.imul(KEYS[distance(b0 - s0)]!, FAR)
  const near = Math.imul(KEYS[distance(s0 - s1)]!, NEAR)
  const s0L = Math.imul(setKey(leftLabels[s0]!), S0L)
  const s0R = Math.imul(setKey(rightLabels[s0]!), S0R)
  const up = upCode(state, s0, s1, b0)
  const ahead = aheadCode(state, s0, s1, b0)
  const code = Math.imul(KEYS[up | (ahead << 4)]!, CODE)
  f[k] = s1s0 ^ s0L
  f[k + 1] = Math.imul(tagKey[s2]!, S2T) ^ s1s0
  f[k + 2] = s1t ^ b0t
  f[k + 3] = s0w ^ s0R
  f[k + 4] = Math.imul(KEYS[up]!, UP) ^ s0t
  f[k + 5] = code ^ s0t ^ b0t
  f[k + 6] = b0w ^ far
  f[k + 7] = s1w ^ near
  f[k + 8] = s0c ^ b0t
  f[k + 9] = s0b0 ^ b1t
  f[k + 10] = s1s0 ^ near
  f[k + 11] = s0b0
  return k + 12
}

/** As `fillArcs1`, for the third round. */
export function fillArcs3({ form, tagKey, coarse }: Nodes, state: ArcState, k: number): number {
  const { stack, top, next, end, features: f, left1, right1, leftLabels } = state
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const b0 = Math.min(next, end)
  const b1 = Math.min(b0 + 1, end)
  const b2 = Math.min(b0 + 2, end)
  const s0t = Math.imul(tagKey[s0]!, S0T)
  const s1t = Math.imul(tagKey[s1]!, S1T)
  const b0t = Math.imul(tagKey[b0]!, B0T)
  const b1t = Math.imul(tagKey[b1]!, B1T)
  const b2t = Math.imul(tagKey[b2]!, B2T)
  const s0w = Math.imul(form[s0]!, S0W)
  const b0w = Math.imul(form[b0]!, B0W)
  const s0k = Math.imul(coarse[s0]!, S0K)
  const s0b0 = s0t ^ b0t
  const s1s0 = s1t ^ s0t
  const far = Math.imul(KEYS[distance(b0 - s0)]!, FAR)
  const s0lt = Math.imul(tagKey[left1[s0]!]!, S0LT)
  const s0rt = Math.imul(tagKey[right1[s0]!]!, S0RT)
  const s0L = Math.imul(setKey(leftLabels[s0]!), S0L)
  const up = upCode(state, s0, s1, b0)
  const ahead = aheadCode(state, s0, s1, b0)
  const s0r = right1[s0]!
  f[k] = s0t ^ Math.imul(form[right1[s0]!]!, S0RW)
  f[k + 1] = s0b0 ^ s0lt
  f[k + 2] = s1s0 ^ b1t
  f[k + 3] = s1t ^ Math.imul(form[right1[s1]!]!, S1RW)
  f[k + 4] = s0b0 ^ Math.imul(tagKey[left1[b0]!]!, B0LT)
  f[k + 5] = Math.imul(KEYS[ahead]!, AHEAD) ^ b0w
  f[k + 6] = s0k ^ Math.imul(coarse[b0]!, B0K)
  f[k + 7] = s1s0 ^ s0rt
  f[k + 8] = Math.imul(KEYS[up]!, UP) ^ s0w
  f[k + 9] = s1s0 ^ Math.imul(tagKey[left1[s1]!]!, S1LT)
  f[k + 10] = s1s0
  f[k + 11] = s0w ^ far
  f[k + 12] = (s0r === 1 ? s0w : Math.imul(form[s0r]!, S0RW)) ^ s0t ^ b0t
  f[k + 13] = b0t ^ b1t ^ b2t
  f[k + 14] = s0w ^ s0L
  f[k + 15] = s0t ^ b0w
  return k + 16
}

/** As `fillArcs1`, for the fourth round. */
export function fillArcs4({ form, tagKey, fine, coarse }: Nodes, state: ArcState, k: number): number {
  const { stack, top, next, end, features: f, left1, left2, right2, rightLabels } = state
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const b0 = Math.min(next, end)
  const b1 = Math.min(b0 + 1, end)
  const b2 = Math.min(b0 + 2, end)
  const s0t = Math.imul(tagKey[s0]!, S0T)
  const s1t = Math.imul(tagKey[s1]!, S1T)
  const b0t = Math.imul(tagKey[b0]!, B0T)
  const b1t = Math.imul(tagKey[b1]!, B1T)
  const b2t = Math.imul(tagKey[b2]!, B2T)
  const s0w = Math.imul(form[s0]!, S0W)
  const s1w = Math.imul(form[s1]!, S1W)
  const s0c = Math.imul(fine[s0]!, S0C)
  const s1c = Math.imul(fine[s1]!, S1C)
  const b0c = Math.imul(fine[b0]!, B0C)
  const s0k = Math.imul(coarse[s0]!, S0K)
  const s0b0 = s0t ^ b0t
  const s1s0 = s1t ^ s0t
  const far = Math.imul(KEYS[distance(b0 - s0)]!, FAR)
  const near = Math.imul(KEYS[distance(s0 - s1)]!, NEAR)
  const s0lt = Math.imul(tagKey[left1[s0]!]!, S0LT)
  const s1R = Math.imul(setKey(rightLabels[s1]!), S1R)
  const up = upCode(state, s0, s1, b0)
  const ahead = aheadCode(state, s0, s1, b0)
  const code = Math.imul(KEYS[up | (ahead << 4)]!, CODE)
  f[k] = s0c ^ b0c
  f[k + 1] = s0t ^ b0c
  f[k + 2] = code ^ s1s0
  f[k + 3] = b2t ^ Math.imul(tagKey[Math.min(b0 + 3, end)]!, B3T)
  f[k + 4] = s1w ^ s1R
  f[k + 5] = Math.imul(KEYS[ahead]!, AHEAD) ^ b0t
  f[k + 6] = s0w ^ s1t ^ b0t
  f[k + 7] = s0w ^ near
  f[k + 8] = Math.imul(coarse[s1]!, S1K) ^ s0k
  f[k + 9] = s1w ^ s0w
  f[k + 10] = s1t ^ s1R
  f[k + 11] = s1t ^ s0w
  f[k + 12] = s0b0 ^ Math.imul(tagKey[right2[s0]!]!, S0R2T)
  f[k + 13] = s0c ^ s1t ^ b0t
  f[k + 14] = s0t ^ b0t ^ b1t ^ b2t
  f[k + 15] = Math.imul(form[Math.min(b0 + 1, end)]!, B1W) ^ s0t ^ b0t
  f[k + 16] = s1s0 ^ s0lt
  f[k + 17] = s1c ^ s0t ^ b0t
  f[k + 18] = code ^ far
  f[k + 19] = s0b0 ^ Math.imul(tagKey[left2[s0]!]!, S0L2T)
  return k + 20
}

/** As `fillArcs1`, for the last round. */
export function fillArcs5({ form, tagKey, fine }: Nodes, state: ArcState, k: number): number {
  const { stack, top, next, end, features: f, right1, right2, rightLabels } = state
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const s2 = top > 1 ? stack[top - 2]! : 1
  const b0 = Math.min(next, end)
  const b1 = Math.min(b0 + 1, end)
  const s0t = Math.imul(tagKey[s0]!, S0T)
  const s1t = Math.imul(tagKey[s1]!, S1T)
  const b0t = Math.imul(tagKey[b0]!, B0T)
  const b1t = Math.imul(tagKey[b1]!, B1T)
  const s0w = Math.imul(form[s0]!, S0W)
  const s1w = Math.imul(form[s1]!, S1W)
  const b0w = Math.imul(form[b0]!, B0W)
  const s0c = Math.imul(fine[s0]!, S0C)
  const s1c = Math.imul(fine[s1]!, S1C)
  const b0c = Math.imul(fine[b0]!, B0C)
  const s0b0 = s0t ^ b0t
  const s1s0 = s1t ^ s0t
  const far = Math.imul(KEYS[distance(b0 - s0)]!, FAR)
  const s0rt = Math.imul(tagKey[right1[s0]!]!, S0RT)
  const s0R = Math.imul(setKey(rightLabels[s0]!), S0R)
  f[k] = s0t ^ s0R
  f[k + 1] = s0b0 ^ far
  f[k + 2] = s1s0 ^ Math.imul(tagKey[right2[s1]!]!, S1R2T)
  f[k + 3] = b0c ^ s1t ^ s0t
  f[k + 4] = s1s0 ^ b0t
  f[k + 5] = s1c ^ s0c
  f[k + 6] = s0b0 ^ s0rt
  f[k + 7] = Math.imul(tagKey[s2]!, S2T) ^ s1s0 ^ b0t
  f[k + 8] = s1w ^ s0t
  f[k + 9] = s1s0 ^ b0t ^ b1t
  f[k + 10] = s0w ^ b0t
  f[k + 11] = s0w ^ b0w
  f[k + 12] = s1s0 ^ Math.imul(tagKey[right1[s1]!]!, S1RT)
  f[k + 13] = s1w ^ b0w
  f[k + 14] = s0w ^ b0t ^ b1t
  f[k + 15] = s1w ^ s1t ^ s0w ^ s0t
  f[k + 16] = b0w ^ s0t ^ b1t
  f[k + 17] = s0w ^ s0t ^ b0w ^ b0t
  f[k + 18] = s1w ^ s0t ^ b0t
  f[k + 19] = b0w ^ s1t ^ s0t
  return k + 20
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
