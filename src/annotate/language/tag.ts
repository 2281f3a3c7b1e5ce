import { IRREGULAR } from './forms.ts'
import { KEYS } from './hash.ts'
import { type Contest, makeContest, narrow, type Round } from './narrow.ts'
import { alignedToLines, type Model, unpackModel } from './pack.ts'
import type { WordFeatures } from './words.ts'
import { PAD } from './words.ts'

/** Scores of tags for hashed features. */
export interface Tagger {
  /** `UPOS/XPOS` of each tag number; 0 is no tag. */
  readonly tags: readonly string[]
  readonly weights: Int8Array
  readonly dictionary: TagDictionary
}

/** The tags that a word may bear: those of common words, and those of words that look alike. */
export interface TagDictionary {
  /** Open-addressed table of hashes of words and of looks (`looksKey`); 0 is an empty slot. */
  readonly hashes: Int32Array
  /** Where their tags begin in `lists`. */
  readonly offsets: Int32Array
  /** Length, then the tags, the most frequent first. */
  readonly lists: Uint8Array
  /** Offset in `lists` of the open tags, for words that look like none. */
  readonly open: number
}

export interface TaggerParams {
  readonly tags: readonly string[]
  readonly open: number
}

export function readTagger(bytes: Uint8Array): Tagger {
  const model: Model<TaggerParams> = unpackModel(bytes, 'language/tagger.bin')
  const dictionary = {
    hashes: model.i32('hashes'),
    offsets: model.i32('offsets'),
    lists: model.u8('lists'),
    open: model.params.open,
  }
  return { tags: model.params.tags, weights: alignedToLines(model.i8('weights')), dictionary }
}

/**
 * Where the candidates of the word in row `at` begin in `dictionary.lists`: its own, or those of the rare words that
 * look like it.
 */
export function findCandidates(dictionary: TagDictionary, words: WordFeatures, at: number): number {
  const own = listOf(dictionary, words.form[at]!)
  if (own >= 0) return own
  for (let look = 0; look < N_LOOKS; look++) {
    const alike = listOf(dictionary, looksKey(words, at, look))
    if (alike >= 0) return alike
  }
  return dictionary.open
}

/** Ways in which rare words are put together with words that look like them, the surest first. */
export const N_LOOKS = 4
/** The look of irregular forms of verbs. */
export const IRREGULAR_LOOK = 0

/**
 * Key of all words with the capitals, digits and marks of the one in row `at` that are the same form of a verb
 * (IRREGULAR_LOOK), or that end in the same three, two or one letters.
 */
export function looksKey(words: WordFeatures, at: number, look: number): number {
  const shape = Math.imul(words.shape[at]!, SHL)
  if (look === IRREGULAR_LOOK) return shape ^ Math.imul(words.verb[at]!, SUF4)
  if (look === 1) return shape ^ Math.imul(words.suffix3[at]!, SUF3R)
  return shape ^ (look === 2 ? Math.imul(words.suffix2[at]!, SUF3L) : Math.imul(words.suffix1[at]!, SUF1))
}

/** Whether the key in `WordFeatures.verb` is that of irregular forms. */
export function isIrregular(verb: number): boolean {
  return verb === KEYS[IRREGULAR]
}

/** Where the list of the key begins, -1 where it has none. */
function listOf({ hashes, offsets }: TagDictionary, key: number): number {
  const mask = hashes.length - 1
  let slot = key & mask
  for (;;) {
    const found = hashes[slot]!
    if (found === key) return offsets[slot]!
    if (found === 0) return -1
    slot = (slot + 1) & mask
  }
}

/** What stands in for the candidates of the pads. */
export const NO_CANDIDATES = -1

/** Features of the word alone, the first of those that look at its neighbours and at the tags to the right of it, and all. */
export const N_WORD_FEATURES = 14
export const N_NEAR = 13
export const N_TAG_FEATURES = 52
export const N_TAG_CELLS = 1 << 22

/** Low bits of a feature's key that a table of `nCells` (a power of two) leaves out. */
export function spareBits(nCells: number): number {
  return Math.clz32(nCells) + 1
}

/** Odd numbers, one for each place that a key may stand in; `keyOf` tells what for. */
const W0 = 0xcc92d33d
const SUF1 = 0x40b2d003
const SUF2 = 0x536e95df
const SUF3 = 0x32833107
const SUF4 = 0x3d90fbad
const PRE1 = 0x3170fab3
const PRE2 = 0xd293056b
const PRE3 = 0xf08db22f
const SH0 = 0x1d74bd1d
const C0 = 0x4ad5cfbd
const K0 = 0x79eaa723
const WR = 0xf3faa8e9
const WL = 0x8ed2305d
const WRR = 0xffec3fef
const WLL = 0x9c8052e3
const T1 = 0x3ce1268d
const T2 = 0x253d9e31
const SHL = 0x8e4edc91
const SHR = 0xa1725103
const SUF3R = 0xa93f32a9
const SUF3L = 0x80289e33
const CR = 0x009f0017
const CL = 0xd9e2ec8d
const CRR = 0x47aa2dbb
const CLL = 0x074206e3
const KR = 0xd5de6e91
const KL = 0xf5097b4f
const A0 = 0x7f453a0f
const AL = 0x2c34bf1d
const ALL = 0xcadd40e9
const V0 = 0x7c3d1e95
const POS = 0xd0380cfb

/**
 * Fills the first features with the keys of what the word in row `at` is by itself. The cell of tag t is the high bits
 * of the key XOR t, so that all candidates of a feature share two cache lines.
 */
export function fillWordFeatures(words: WordFeatures, at: number, f: Int32Array): void {
  const w0 = Math.imul(words.form[at]!, W0)
  const s0 = Math.imul(words.shape[at]!, SH0)
  const suffix3 = Math.imul(words.suffix3[at]!, SUF3)
  f[0] = w0
  f[1] = Math.imul(words.suffix1[at]!, SUF1) ^ s0
  f[2] = Math.imul(words.suffix2[at]!, SUF2)
  f[3] = suffix3
  f[4] = Math.imul(words.suffix4[at]!, SUF4)
  f[5] = Math.imul(words.prefix1[at]!, PRE1)
  f[6] = Math.imul(words.prefix2[at]!, PRE2)
  f[7] = Math.imul(words.prefix3[at]!, PRE3)
  f[8] = Math.imul(words.fine[at]!, C0)
  f[9] = Math.imul(words.coarse[at]!, K0) ^ s0
  f[10] = s0 ^ suffix3
  f[11] = w0 ^ s0
  f[12] = Math.imul(words.verb[at]!, V0)
  f[13] = f[12]! ^ s0
}

/** What a word's features see of its neighbours: all arrays are padded. */
export interface TagContext {
  /** Keys of the lists of tags that words may bear. */
  readonly candidates: Int32Array
  /** Numbers of the tags, which are known to the right of the word. */
  readonly tags: Int32Array
}

/**
 * Fills the N_NEAR features after those of the word alone. Those that look at more than the word are ordered by how much
 * they tell of the outcome beyond those before them.
 */
export function fillNearFeatures(
  words: WordFeatures,
  at: number,
  { candidates, tags }: TagContext,
  f: Int32Array,
): void {
  const { form, shape, fine, suffix3, verb } = words
  const t1 = Math.imul(KEYS[tags[at + 1]!]!, T1)
  const s0 = Math.imul(shape[at]!, SH0)
  const a1 = Math.imul(candidates[at - 1]!, AL)
  f[14] = a1
  f[15] = t1
  f[16] = Math.imul(suffix3[at - 1]!, SUF3L)
  f[17] = s0 ^ Math.imul(shape[at + 1]!, SHR)
  f[18] = Math.imul(fine[at - 1]!, CL)
  f[19] = Math.imul(suffix3[at + 1]!, SUF3R)
  f[20] = t1 ^ Math.imul(form[at]!, W0)
  f[21] = s0 ^ Math.imul(shape[at - 1]!, SHL)
  f[22] = a1 ^ Math.imul(verb[at]!, V0)
  f[23] = t1 ^ Math.imul(fine[at]!, C0)
  f[24] = Math.imul(form[at - 2]!, WLL)
  f[25] = t1 ^ Math.imul(KEYS[tags[at + 2]!]!, T2)
  f[26] = Math.imul(fine[at + 1]!, CR)
}

/** Fills the features after the near ones. */
export function fillFarFeatures(
  words: WordFeatures,
  at: number,
  { candidates, tags }: TagContext,
  f: Int32Array,
): void {
  const { form, shape, fine, coarse, suffix2, suffix3, verb } = words
  const w0 = Math.imul(form[at]!, W0)
  const left = Math.imul(form[at - 1]!, WL)
  const right = Math.imul(form[at + 1]!, WR)
  const t1 = Math.imul(KEYS[tags[at + 1]!]!, T1)
  const t2 = Math.imul(KEYS[tags[at + 2]!]!, T2)
  const c0 = Math.imul(fine[at]!, C0)
  const k0 = Math.imul(coarse[at]!, K0)
  const kl = Math.imul(coarse[at - 1]!, KL)
  const kr = Math.imul(coarse[at + 1]!, KR)
  const s0 = Math.imul(shape[at]!, SH0)
  const a0 = Math.imul(candidates[at]!, A0)
  const a1 = Math.imul(candidates[at - 1]!, AL)
  const v0 = Math.imul(verb[at]!, V0)
  const place = KEYS[at === PAD ? 1 : at === words.n + PAD - 1 ? 2 : 0]!
  f[27] = t1 ^ Math.imul(suffix2[at]!, SUF2)
  f[28] = t1 ^ a1
  f[29] = s0 ^ Math.imul(place, POS)
  f[30] = Math.imul(fine[at - 2]!, CLL)
  f[31] = t1 ^ v0
  f[32] = left
  f[33] = t1 ^ k0 ^ kl
  f[34] = a0 ^ a1
  f[35] = Math.imul(form[at + 2]!, WRR)
  f[36] = right
  f[37] = k0 ^ kl
  f[38] = t2 ^ w0
  f[39] = kr ^ k0
  f[40] = t1 ^ Math.imul(suffix3[at]!, SUF3)
  f[41] = Math.imul(fine[at + 2]!, CRR)
  f[42] = t1 ^ v0 ^ kl
  f[43] = t1 ^ v0 ^ a1
  f[44] = Math.imul(candidates[at - 2]!, ALL) ^ a1
  f[45] = kr ^ k0 ^ kl
  f[46] = t1 ^ t2 ^ c0
  f[47] = right ^ w0
  f[48] = w0 ^ left
  f[49] = right ^ left
  f[50] = t1 ^ a0 ^ a1
  f[51] = t1 ^ t2 ^ w0
}

/** Scratch of the tagger, reused from sentence to sentence; padded as the words are. */
export interface TagWork {
  readonly features: Int32Array
  /** Keys of the lists of tags that each word may bear. */
  readonly candidates: Int32Array
  readonly contest: Contest
}

export function makeTagWork(capacity: number): TagWork {
  return {
    features: new Int32Array(N_TAG_FEATURES),
    candidates: new Int32Array(capacity + 2 * PAD),
    contest: makeContest(),
  }
}

/** Sets the candidates of the pads about `n` words. */
export function padCandidates(candidates: Int32Array, n: number): void {
  candidates[0] = candidates[1] = candidates[n + PAD] = candidates[n + PAD + 1] = NO_CANDIDATES
}

/** Tags that each word may bear, with their scores by the word alone. */
export interface WordScores {
  /** Where each word's tags begin in `pool`, padded: their number, then tag and score of each, the most frequent first. */
  readonly lists: Int32Array
  readonly pool: Int32Array
}

/**
 * Tags the sentence from right to left; `tags` is padded as the words are. In this direction the same features are
 * right in a quarter of a percent more words than from left to right: what follows tells more of an English word.
 */
export function tagSentence(
  weights: Int8Array,
  words: WordFeatures,
  { lists, pool }: WordScores,
  { features, candidates, contest }: TagWork,
  tags: Int32Array,
): void {
  const seen = { candidates, tags }
  tags.fill(0, 0, words.n + 2 * PAD)
  for (let at = words.n + PAD - 1; at >= PAD; at--) {
    const list = lists[at]!
    let n = pool[list]!
    if (n === 1) {
      tags[at] = pool[list + 1]!
      continue
    }
    for (let k = 0; k < n; k++) {
      contest.candidates[k] = pool[list + 1 + 2 * k]!
      contest.scores[k] = pool[list + 2 + 2 * k]!
    }
    fillNearFeatures(words, at, seen, features)
    for (let round = 0; round < ROUNDS.length; round++) {
      if (round === NEAR_ROUNDS) fillFarFeatures(words, at, seen, features)
      n = narrow(contest, n, weights, features, ROUNDS[round]!)
      if (n === 1) break
    }
    tags[at] = contest.candidates[0]!
  }
}

/** Parts of the features, with how far behind after each a tag must be to be dropped: about twice what the rest tells on average. */
const ROUNDS: readonly Round[] = [
  { from: N_WORD_FEATURES, end: 22, margin: 250 },
  { from: 22, end: N_WORD_FEATURES + N_NEAR, margin: 200 },
  { from: N_WORD_FEATURES + N_NEAR, end: 35, margin: 140 },
  { from: 35, end: N_TAG_FEATURES, margin: 0 },
]
/** How many of the rounds look at the near features alone. */
const NEAR_ROUNDS = 2
