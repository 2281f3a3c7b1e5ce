import { hashFolded } from '../src/annotate/language/hash.ts'
import { packModel } from '../src/annotate/language/pack.ts'
import {
  bestTag,
  findCandidates,
  makeTagWork,
  N_TAG_CELLS,
  type TagDictionary,
  type Tagger,
  type TagWork,
  tagFeatures,
  tagSentence,
} from '../src/annotate/language/tag.ts'
import {
  type Clusters,
  describeWords,
  makeWordFeatures,
  PAD,
  type WordFeatures,
} from '../src/annotate/language/words.ts'
import { addTo, type Plan } from './plan.ts'
import { quantise } from './quantise.ts'
import { random, shuffled } from './random.ts'
import type { TreebankSentence } from './treebank.ts'

/** A word seen this often bears no tag that it was never seen with. */
const KNOWN = 12
/** A word this often and this surely of one tag needs no scores. */
const SURE = 0.998

/** A tagger with its weights before quantisation. */
export interface TrainedTagger {
  readonly tagger: Tagger
  readonly weights: Float32Array
}

/** The tagger, and for every sentence the padded tags of taggers that did not learn from it. */
export interface Taggers {
  readonly final: TrainedTagger
  readonly jackknifed: readonly Int32Array[]
}

const N_FOLDS = 5

/** Tag of a treebank word: the universal one and the treebank's own. */
export function tagOf(sentence: TreebankSentence, i: number): string {
  return `${sentence.upos[i]}/${sentence.xpos[i]}`
}

/**
 * Learns the tagger once for every fold and once for all; sentence i is of fold i modulo 5. The last is the sum of the
 * weights that several orders of the sentences lead to, which costs a linear model nothing.
 */
export function trainTaggers(sentences: readonly TreebankSentence[], clusters: Clusters, plan: Plan): Taggers {
  const { epochs, seeds, shrink } = plan
  const tags = listTags(sentences)
  const number = new Map(tags.map((tag, i) => [tag, i]))
  const jackknifed: Int32Array[] = new Array(sentences.length)
  const all = sentences.map((_, i) => i)
  for (let fold = 0; fold < N_FOLDS; fold++) {
    const lessons = all.filter((i) => i % N_FOLDS !== fold)
    const dictionary = buildDictionary(
      lessons.map((i) => sentences[i]!),
      number,
    )
    const weights = learn({
      sentences,
      clusters,
      number,
      dictionary,
      lessons,
      shrink,
      epochs: Math.min(epochs.tagger, 5),
      seed: seeds.tagger[0]!,
    })
    for (let i = fold; i < sentences.length; i += N_FOLDS) {
      jackknifed[i] = tagWith({ tags, weights, dictionary }, sentences[i]!, clusters)
    }
  }
  const dictionary = buildDictionary(sentences, number)
  const course = { sentences, clusters, number, dictionary, lessons: all, shrink, epochs: epochs.tagger }
  const weights = seeds.tagger.map((seed) => learn({ ...course, seed })).reduce(addTo)
  return { final: { tagger: { tags, weights, dictionary }, weights }, jackknifed }
}

/** The padded tags of a sentence. */
export function tagWith(tagger: Tagger, sentence: TreebankSentence, clusters: Clusters): Int32Array {
  const n = sentence.forms.length
  const words = makeWordFeatures(n)
  const work = makeTagWork(n)
  const tags = new Int32Array(n + 2 * PAD)
  describeWords(sentence.spans, clusters, words)
  tagSentence(tagger, words, work, tags)
  return tags
}

interface Course {
  readonly sentences: readonly TreebankSentence[]
  readonly clusters: Clusters
  readonly number: ReadonlyMap<string, number>
  readonly dictionary: TagDictionary
  /** Indices of the sentences to learn from. */
  readonly lessons: readonly number[]
  readonly epochs: number
  readonly seed: number
  readonly shrink: number
}

/** Averaged perceptron over the candidates that the dictionary leaves, with a margin, in seeded order. */
function learn(course: Course): Float32Array {
  const { sentences, lessons } = course
  const state: Learner = {
    weights: new Float32Array(N_TAG_CELLS >> course.shrink),
    totals: new Float32Array(N_TAG_CELLS >> course.shrink),
    words: makeWordFeatures(LONGEST),
    work: makeTagWork(LONGEST),
    guessed: new Int32Array(LONGEST + 2 * PAD),
    step: 1,
  }
  const rng = random(course.seed)
  const counts = new Map<number, number>()
  for (const i of lessons) for (const form of sentences[i]!.forms) count(counts, hashFolded(form, 0, form.length))
  for (let epoch = 0; epoch < course.epochs; epoch++) {
    for (const s of shuffled(lessons.length, rng)) {
      const sentence = sentences[lessons[s]!]!
      if (sentence.forms.length > LONGEST) continue
      describeWords(sentence.spans, course.clusters, state.words)
      findCandidates(course.dictionary, state.words, state.work.candidates)
      hideRareWords(state.words, counts, rng)
      learnSentence(course, state, sentence)
    }
  }
  const { weights, totals, step } = state
  for (let c = 0; c < weights.length; c++) weights[c] = weights[c]! - totals[c]! / step
  return weights
}

const LONGEST = 1000

interface Learner {
  readonly weights: Float32Array
  readonly totals: Float32Array
  readonly words: WordFeatures
  readonly work: TagWork
  readonly guessed: Int32Array
  step: number
}

/** A rare word is now and then one never seen, as the rare words of other texts will be. */
function hideRareWords(words: WordFeatures, counts: ReadonlyMap<number, number>, rng: () => number): void {
  for (let at = PAD; at < words.n + PAD; at++) {
    if ((counts.get(words.form[at]!) ?? 0) <= RARE && rng() < DROP) words.form[at] = UNSEEN
  }
}

function learnSentence({ dictionary, number }: Course, state: Learner, sentence: TreebankSentence): void {
  const { words, work, weights, totals, guessed } = state
  const { lists } = dictionary
  guessed.fill(0, 0, words.n + 2 * PAD)
  for (let i = words.n - 1; i >= 0; i--) {
    const at = i + PAD
    const list = work.candidates[at]!
    state.step++
    if (lists[list] === 1) {
      guessed[at] = lists[list + 1]!
      continue
    }
    const gold = number.get(tagOf(sentence, i)) ?? 0
    tagFeatures(words, work, at, guessed)
    guessed[at] = bestTag(weights, lists, list, work.features)
    const rival = rivalOf(weights, lists, list, work.features, gold)
    update(weights, totals, work.features, { gold, rival, step: state.step })
  }
}

interface Lesson {
  readonly gold: number
  readonly rival: number
  readonly step: number
}

/** The best-scored wrong tag where it comes within the margin of the right one, or -1. */
function rivalOf(weights: Float32Array, lists: Uint8Array, list: number, features: Int32Array, gold: number): number {
  const mask = weights.length - 1
  let goldScore = Number.NaN
  let best = -1
  let bestScore = Number.NEGATIVE_INFINITY
  for (let k = list + 1; k <= list + lists[list]!; k++) {
    const tag = lists[k]!
    let score = 0
    for (let f = 0; f < features.length; f++) score += weights[(features[f]! ^ tag) & mask]!
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
  const mask = weights.length - 1
  for (let f = 0; f < features.length; f++) {
    const right = (features[f]! ^ gold) & mask
    const wrong = (features[f]! ^ rival) & mask
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
  const nSlots = 1 << 15
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
