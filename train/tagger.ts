import { hashFolded, keyOf } from '../src/annotate/language/hash.ts'
import { packModel } from '../src/annotate/language/pack.ts'
import {
  fillFarFeatures,
  fillNearFeatures,
  fillWordFeatures,
  findCandidates,
  makeTagWork,
  N_TAG_CELLS,
  padCandidates,
  spareBits,
  type TagDictionary,
  type TagWork,
} from '../src/annotate/language/tag.ts'
import {
  describeWords,
  makeWordFeatures,
  PAD,
  type WordFeatures,
  type WordKnowledge,
} from '../src/annotate/language/words.ts'
import { addTo, type Plan } from './plan.ts'
import { quantise } from './quantise.ts'
import { random, shuffled } from './random.ts'
import { buildDictionary, count, tagOf, withRareWords } from './tagdictionary.ts'
import type { TreebankSentence } from './treebank.ts'

/** A tagger with its weights before quantisation. */
export interface TrainedTagger {
  readonly tags: readonly string[]
  readonly dictionary: TagDictionary
  readonly weights: Float32Array
}

/** The tagger, and for every sentence the padded tags of taggers that did not learn from it. */
export interface Taggers {
  readonly final: TrainedTagger
  readonly jackknifed: readonly Int32Array[]
}

const N_FOLDS = 5

/**
 * Learns the tagger once for every fold and once for all; sentence i is of fold i modulo 5. The last is the sum of the
 * weights that several orders of the sentences lead to, which costs a linear model nothing.
 */
export function trainTaggers(sentences: readonly TreebankSentence[], known: WordKnowledge, plan: Plan): Taggers {
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
      known,
    )
    const weights = learn({
      sentences,
      known,
      number,
      dictionary,
      lessons,
      shrink,
      epochs: Math.min(epochs.tagger, 5),
      seed: seeds.tagger[0]!,
    })
    for (let i = fold; i < sentences.length; i += N_FOLDS) {
      jackknifed[i] = tagWith({ tags, weights, dictionary }, sentences[i]!, known)
    }
  }
  const dictionary = withRareWords(buildDictionary(sentences, number, known), sentences, number, known)
  const course = { sentences, known, number, dictionary, lessons: all, shrink, epochs: epochs.tagger }
  const weights = seeds.tagger.map((seed) => learn({ ...course, seed })).reduce(addTo)
  return { final: { tags, dictionary, weights }, jackknifed }
}

/** The padded tags of a sentence. */
export function tagWith(tagger: TrainedTagger, sentence: TreebankSentence, known: WordKnowledge): Int32Array {
  const n = sentence.forms.length
  const lesson: Lesson = { words: makeWordFeatures(n), work: makeTagWork(n), lists: new Int32Array(n + 2 * PAD) }
  const tags = new Int32Array(n + 2 * PAD)
  begin(lesson, sentence, known, tagger.dictionary)
  const { lists } = tagger.dictionary
  for (let at = n + PAD - 1; at >= PAD; at--) {
    const list = lesson.lists[at]!
    if (lists[list] === 1) tags[at] = lists[list + 1]!
    else tags[at] = bestTag(tagger.weights, lists, list, seenAt(lesson, at, tags))
  }
  return tags
}

/** A sentence as the tagger sees it. */
interface Lesson {
  readonly words: WordFeatures
  readonly work: TagWork
  /** Where the tags that each word may bear begin in the lists of the dictionary, padded. */
  readonly lists: Int32Array
}

function begin(
  { words, work, lists }: Lesson,
  sentence: TreebankSentence,
  known: WordKnowledge,
  dictionary: TagDictionary,
) {
  describeWords(sentence.spans, known, words)
  padCandidates(work.candidates, words.n)
  for (let at = PAD; at < words.n + PAD; at++) {
    lists[at] = findCandidates(dictionary, words, at)
    work.candidates[at] = keyOf(lists[at]!)
  }
}

/** The features of the word at `at`, of whose neighbours those to the right have tags. */
function seenAt({ words, work: { candidates, features } }: Lesson, at: number, tags: Int32Array): Int32Array {
  fillWordFeatures(words, at, features)
  const context = { candidates, tags }
  fillNearFeatures(words, at, context, features)
  fillFarFeatures(words, at, context, features)
  return features
}

/** The candidate with the highest score; of equals the first, which is the more frequent one. */
function bestTag(weights: Float32Array, lists: Uint8Array, list: number, features: Int32Array): number {
  let best = 0
  let bestScore = Number.NEGATIVE_INFINITY
  for (let k = list + 1; k <= list + lists[list]!; k++) {
    const score = scoreOf(weights, features, lists[k]!)
    if (score > bestScore) {
      bestScore = score
      best = lists[k]!
    }
  }
  return best
}

function scoreOf(weights: Float32Array, features: Int32Array, tag: number): number {
  const spare = spareBits(weights.length)
  let score = 0
  for (let f = 0; f < features.length; f++) score += weights[(features[f]! >>> spare) ^ tag]!
  return score
}

interface Course {
  readonly sentences: readonly TreebankSentence[]
  readonly known: WordKnowledge
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
    lesson: {
      words: makeWordFeatures(LONGEST),
      work: makeTagWork(LONGEST),
      lists: new Int32Array(LONGEST + 2 * PAD),
    },
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
      begin(state.lesson, sentence, course.known, course.dictionary)
      hideRareWords(state.lesson.words, counts, rng)
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
  readonly lesson: Lesson
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
  const { lesson, weights, totals, guessed } = state
  const { lists } = dictionary
  guessed.fill(0, 0, lesson.words.n + 2 * PAD)
  for (let i = lesson.words.n - 1; i >= 0; i--) {
    const at = i + PAD
    const list = lesson.lists[at]!
    state.step++
    if (lists[list] === 1) {
      guessed[at] = lists[list + 1]!
      continue
    }
    const gold = number.get(tagOf(sentence, i)) ?? 0
    const features = seenAt(lesson, at, guessed)
    guessed[at] = bestTag(weights, lists, list, features)
    const rival = rivalOf(weights, lists, list, features, gold)
    update(weights, totals, features, { gold, rival, step: state.step })
  }
}

/** The best-scored wrong tag where it comes within the margin of the right one, or -1. */
function rivalOf(weights: Float32Array, lists: Uint8Array, list: number, features: Int32Array, gold: number): number {
  let goldScore = Number.NaN
  let best = -1
  let bestScore = Number.NEGATIVE_INFINITY
  for (let k = list + 1; k <= list + lists[list]!; k++) {
    const tag = lists[k]!
    const score = scoreOf(weights, features, tag)
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
  { gold, rival, step }: { readonly gold: number; readonly rival: number; readonly step: number },
): void {
  if (rival < 0) return
  const spare = spareBits(weights.length)
  for (let f = 0; f < features.length; f++) {
    const right = (features[f]! >>> spare) ^ gold
    const wrong = (features[f]! >>> spare) ^ rival
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

/** The file of the tagger, with weights of eight bits. */
export function packTagger({ tags, dictionary, weights }: TrainedTagger): Uint8Array {
  const { hashes, offsets, lists, open } = dictionary
  return packModel({ tags, open }, { weights: quantise(weights).weights, hashes, offsets, lists })
}
