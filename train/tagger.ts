import { hashFolded } from '../src/annotate/language/hash.ts'
import { packModel } from '../src/annotate/language/pack.ts'
import {
  bestTag,
  findCandidates,
  makeTagWork,
  N_TAG_CELLS,
  N_TAG_FEATURES,
  type TagDictionary,
  type Tagger,
  tagFeatures,
} from '../src/annotate/language/tag.ts'
import { type Clusters, describeWords, makeWordFeatures, PAD } from '../src/annotate/language/words.ts'
import { quantise } from './quantise.ts'
import { random, shuffled } from './random.ts'
import type { TreebankSentence } from './treebank.ts'

/** A word seen this often bears no tag that it was never seen with. */
const KNOWN = 12
/** A word this often and this surely of one tag needs no scores. */
const SURE = 0.998

/** The averaged weights before quantisation, with the tags that they score. */
export interface TrainedTagger {
  readonly tagger: Tagger
  readonly weights: Float32Array
}

/** Tag of a treebank word: the universal one and the treebank's own. */
export function tagOf(sentence: TreebankSentence, i: number): string {
  return `${sentence.upos[i]}/${sentence.xpos[i]}`
}

/** Averaged perceptron over the candidates that the dictionary leaves, with a margin; `epochs` passes in seeded order. */
export function trainTagger(
  sentences: readonly TreebankSentence[],
  clusters: Clusters,
  epochs: number,
  tags = listTags(sentences),
): TrainedTagger {
  const number = new Map(tags.map((tag, i) => [tag, i]))
  const dictionary = buildDictionary(sentences, number)
  const weights = new Float32Array(N_TAG_CELLS)
  const totals = new Float32Array(N_TAG_CELLS)
  const rng = random(11)
  const words = makeWordFeatures(1000)
  const work = makeTagWork(1000)
  const guessed = new Int32Array(1000 + 2 * PAD)
  const counts = new Map<number, number>()
  for (const sentence of sentences) for (const form of sentence.forms) count(counts, hashFolded(form, 0, form.length))
  let step = 1
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const s of shuffled(sentences.length, rng)) {
      const sentence = sentences[s]!
      if (sentence.forms.length > 1000) continue
      describeWords(sentence.spans, clusters, words)
      findCandidates(dictionary, words, work.candidates)
      for (let at = PAD; at < words.n + PAD; at++)
        if ((counts.get(words.form[at]!) ?? 0) <= RARE && rng() < DROP) words.form[at] = UNSEEN
      guessed.fill(0, 0, words.n + 2 * PAD)
      for (let i = 0; i < words.n; i++) {
        const at = i + PAD
        const list = work.candidates[at]!
        step++
        if (dictionary.lists[list] === 1) {
          guessed[at] = dictionary.lists[list + 1]!
          continue
        }
        const gold = number.get(tagOf(sentence, i)) ?? 0
        tagFeatures(words, work, at, guessed)
        guessed[at] = bestTag(weights, dictionary.lists, list, work.features)
        update(weights, totals, work.features, {
          gold,
          step,
          rival: rivalOf(weights, dictionary.lists, list, work.features, gold),
        })
      }
    }
  }
  for (let c = 0; c < weights.length; c++) weights[c] = weights[c]! - totals[c]! / step
  return { tagger: { tags, weights, dictionary }, weights }
}

interface Lesson {
  readonly gold: number
  readonly rival: number
  readonly step: number
}

/** The best-scored wrong tag where it comes within the margin of the right one, or -1. */
function rivalOf(weights: Float32Array, lists: Uint8Array, list: number, features: Int32Array, gold: number): number {
  let goldScore = Number.NaN
  let best = -1
  let bestScore = Number.NEGATIVE_INFINITY
  for (let k = list + 1; k <= list + lists[list]!; k++) {
    const tag = lists[k]!
    let score = 0
    for (let f = 0; f < N_TAG_FEATURES; f++) score += weights[features[f]! ^ tag]!
    if (tag === gold) goldScore = score
    else if (score > bestScore) {
      bestScore = score
      best = tag
    }
  }
  return goldScore - bestScore < MARGIN ? best : -1
}

const RARE = 2
const DROP = 0.4
const UNSEEN = 23
const MARGIN = 8

function update(
  weights: Float32Array,
  totals: Float32Array,
  features: Int32Array,
  { gold, rival, step }: Lesson,
): void {
  if (rival < 0) return
  for (let f = 0; f < N_TAG_FEATURES; f++) {
    const right = features[f]! ^ gold
    const wrong = features[f]! ^ rival
    weights[right]! += 1
    totals[right]! += step
    weights[wrong]! -= 1
    totals[wrong]! -= step
  }
}

/** All tags in order of name after the empty one, so that a tag's number does not hang on the order of the files. */
export function listTags(sentences: readonly TreebankSentence[]): string[] {
  const counts = new Map<string, number>()
  for (const sentence of sentences) for (let i = 0; i < sentence.forms.length; i++) count(counts, tagOf(sentence, i))
  const kept = [...counts].filter(([, n]) => n >= 3).map(([tag]) => tag)
  kept.sort()
  if (kept.length > 127) throw new Error(`${kept.length} tags do not fit a row`)
  return ['_', ...kept]
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function buildDictionary(sentences: readonly TreebankSentence[], number: ReadonlyMap<string, number>): TagDictionary {
  const byWord = new Map<number, Map<number, number>>()
  const rare = new Map<number, Set<number>>()
  for (const sentence of sentences) {
    for (let i = 0; i < sentence.forms.length; i++) {
      const form = sentence.forms[i]!
      const tag = number.get(tagOf(sentence, i))
      if (tag === undefined) continue
      const hash = hashFolded(form, 0, form.length)
      const tags = byWord.get(hash) ?? new Map<number, number>()
      byWord.set(hash, tags)
      count(tags, tag)
    }
  }
  for (const [hash, tags] of byWord)
    for (const tag of tags.keys()) rare.set(tag, (rare.get(tag) ?? new Set()).add(hash))
  const open = [...rare].filter(([, hashes]) => hashes.size >= 40).map(([tag]) => tag)
  open.sort((a, b) => a - b)
  return layOut(byWord, open)
}

/** The dictionary as an open-addressed table with shared lists. */
function layOut(byWord: ReadonlyMap<number, ReadonlyMap<number, number>>, open: readonly number[]): TagDictionary {
  const lists: number[] = []
  const places = new Map<string, number>()
  const place = (tags: readonly number[]) => {
    const key = tags.join()
    const known = places.get(key)
    if (known !== undefined) return known
    const at = lists.length
    places.set(key, at)
    lists.push(tags.length, ...tags)
    return at
  }
  const openAt = place(open)
  const nSlots = 1 << 17
  const hashes = new Int32Array(nSlots)
  const offsets = new Int32Array(nSlots)
  for (const [hash, tags] of [...byWord].sort((a, b) => a[0] - b[0])) {
    const list = candidatesOf(tags, open)
    if (!list) continue
    const offset = place(list)
    let slot = hash & (nSlots - 1)
    while (hashes[slot] !== 0) slot = (slot + 1) & (nSlots - 1)
    hashes[slot] = hash
    offsets[slot] = offset
  }
  return { hashes, offsets, lists: Uint8Array.from(lists), open: openAt }
}

/**
 * The tags of a word, or nothing for a rare word of open classes: were rare words listed, their lists would tell
 * the tagger in training what no list can tell it of a word that it never saw.
 */
function candidatesOf(tags: ReadonlyMap<number, number>, open: readonly number[]): number[] | undefined {
  const sorted = [...tags].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  const total = sorted.reduce((sum, [, n]) => sum + n, 0)
  if (total >= 30 && sorted[0]![1] / total >= SURE) return [sorted[0]![0]]
  const seen = sorted.map(([tag]) => tag)
  if (total >= KNOWN) return seen
  if (seen.every((tag) => open.includes(tag))) return undefined
  return [...seen, ...open.filter((tag) => !tags.has(tag))]
}

/** The tagger with weights of eight bits, and its file. */
export function packTagger(trained: TrainedTagger): { tagger: Tagger; bytes: Uint8Array } {
  const { tagger } = trained
  const weights = quantise(trained.weights)
  const { hashes, offsets, lists, open } = tagger.dictionary
  const bytes = packModel({ tags: tagger.tags, open }, { weights, hashes, offsets, lists })
  return { tagger: { ...tagger, weights }, bytes }
}
