import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fillPlaces, N_WORD_ROWS, type Nodes } from '../src/annotate/language/arcfeatures.ts'
import { readVerbs } from '../src/annotate/language/forms.ts'
import { KEYS } from '../src/annotate/language/hash.ts'
import { ROOT_TAG } from '../src/annotate/language/models.ts'
import { packModel } from '../src/annotate/language/pack.ts'
import type { LabelModel } from '../src/annotate/language/parse.ts'
import { attachPunctuation, makePunctWork } from '../src/annotate/language/punct.ts'
import {
  describeWords,
  makeWordFeatures,
  PAD,
  readClusters,
  type WordKnowledge,
} from '../src/annotate/language/words.ts'
import { newsActs } from './acts.ts'
import { learnForms } from './forms.ts'
import { newsIdioms, reportedActs } from './idioms.ts'
import { addGuides, buildLabels, type Example, packRows, reversed, trainGuide, trainParser } from './parser.ts'
import { FULL, type Plan, SMALL } from './plan.ts'
import { type PunctLesson, trainPunctuation } from './punct.ts'
import { quantise } from './quantise.ts'
import { packTagger, trainTaggers } from './tagger.ts'
import { noteTrained, sumOf } from './trained.ts'
import { readTreebank, type TreebankSentence } from './treebank.ts'

const N_FOLDS = 5

/**
 * `npm run train -- language --data DIR [--silver FILE] [--out DIR] [--epochs N]`: tagger, parser and forms, the same bytes every time.
 * `--silver` is what `silver.ts` writes: news with the trees of a stronger parser.
 */
export function run(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      silver: { type: 'string' },
      out: { type: 'string', default: FOLDER },
      epochs: { type: 'string' },
    },
  })
  if (!values.data) throw new Error('name the folder of the treebanks: npm run train -- language --data DIR')
  const sentences = ['en_ewt-train.conllu', 'en_gum-train.conllu'].flatMap((name) =>
    readTreebank(join(values.data!, name)),
  )
  const n = Number(values.epochs ?? 0)
  const plan = n > 0 ? { ...FULL, epochs: { tagger: n, guide: n, parser: n, punct: n } } : FULL
  const known = {
    clusters: readClusters(readFileSync(join(values.out, 'words.bin'))),
    verbs: readVerbs(readFileSync(join(values.out, 'verbs.txt'), 'utf8')),
  }
  mkdirSync(values.out, { recursive: true })
  const silver = values.silver ? readTreebank(values.silver) : []
  const files = trainLanguage({ treebank: sentences, silver }, known, plan)
  for (const [name, bytes] of files) writeFileSync(join(values.out, name), bytes)
  if (values.out === FOLDER && plan === FULL) noteTrained('language', languageCode(known))
}

const FOLDER = 'models/language'

/** Sentences to learn from: with gold trees, and with those of a teacher, whose marks hang anywhere. */
export interface Sentences {
  readonly treebank: readonly TreebankSentence[]
  readonly silver: readonly TreebankSentence[]
}

/** The model files by name, learned from the sentences and from what `newsIdioms` makes of them. */
export function trainLanguage(
  { treebank, silver }: Sentences,
  known: WordKnowledge,
  plan: Plan,
): Map<string, Uint8Array> {
  const acts = newsActs(Math.round(treebank.length * plan.shares.acts))
  const told = [
    ...treebank,
    ...newsIdioms(treebank, plan.shares.idioms),
    ...acts,
    ...reportedActs(acts, plan.shares.reported),
    ...silver,
  ]
  const { final, jackknifed } = trainTaggers(told, known, plan)
  console.log('tagger trained')
  const labels = new Map(labelNames(treebank).map((label, i) => [label, i]))
  const numbering = { tags: final.tags, labels }
  const punct = trainPunctuation(punctLessons(treebank, known, numbering), plan.epochs.punct)
  const sentences = [...told.slice(0, -silver.length || undefined), ...withMarks(silver, punct, known, numbering)]
  const examples = sentences.map((sentence, i) =>
    makeExample(sentence, jackknifed[i]!, known, { fold: i % N_FOLDS, labels }),
  )
  const twice = examples.filter((_, i) => sentences[i]!.doc.startsWith('GUM_'))
  const parser = learnParser({ names: labelNames(treebank), examples, twice, punct }, plan)
  console.log('parser trained')
  return new Map([
    ['tagger.bin', packTagger(final)],
    ['parser.bin', parser],
    ['forms.tsv', new TextEncoder().encode(learnForms(treebank))],
  ])
}

/** A sum of what the code makes of the fixture's thirty sentences by a small plan, and of the whole plan: the same as long as nothing else is learned. */
export function languageCode(known: WordKnowledge): string {
  const treebank = readTreebank(FIXTURE)
  const files = trainLanguage({ treebank, silver: treebank.slice(0, 5) }, known, SMALL)
  const acts = newsActs(400)
  const made = [...newsIdioms(Array.from({ length: 10 }, () => treebank).flat(), 1), ...acts, ...reportedActs(acts, 1)]
  return sumOf(FULL, made, ...files.values())
}

const FIXTURE = join(import.meta.dirname, 'fixture/news.conllu')

interface ParserLessons {
  readonly names: readonly string[]
  readonly examples: readonly Example[]
  /** Those to be seen twice in every pass: edited prose, of which there is less than of web text. */
  readonly twice: readonly Example[]
  readonly punct: Float32Array
}

function learnParser({ names, examples, twice, punct }: ParserLessons, plan: Plan): Uint8Array {
  const candidates: LabelModel = buildLabels(examples, names, ROOT_TAG)
  addGuides(examples, N_FOLDS, plan)
  const guide = packRows(trainGuide(examples.map(reversed), plan), plan.seeds.guide.length, plan.sure.guide)
  const { arcs: weights, label: labelWeights } = trainParser([...examples, ...twice], candidates, plan)
  const arcs = packRows(weights, plan.seeds.parser.length, plan.sure.arcs)
  const label = quantise(labelWeights, plan.sure.label * plan.seeds.parser.length)
  const sections = {
    guide: guide.rows,
    arcs: arcs.rows,
    label: label.weights,
    places: candidates.places,
    lists: candidates.lists,
    punct: quantise(punct).weights,
  }
  return packModel({ labels: names, sure: { guide: guide.margin, arcs: arcs.margin, label: label.margin } }, sections)
}

/** The sentences with their marks hung as the treebanks hang them. */
export function withMarks(
  sentences: readonly TreebankSentence[],
  weights: Float32Array,
  known: WordKnowledge,
  numbering: Numbering,
): TreebankSentence[] {
  const rounded = quantise(weights).weights
  return punctLessons(sentences, known, numbering).map(({ tree }, i) => {
    attachPunctuation(tree, rounded, makePunctWork(tree.n))
    return { ...sentences[i]!, heads: [...tree.heads] }
  })
}

interface Numbering {
  readonly tags: readonly string[]
  readonly labels: ReadonlyMap<string, number>
}

/** The gold trees of the treebank, of which the marks are to be hung anew. */
export function punctLessons(
  treebank: readonly TreebankSentence[],
  known: WordKnowledge,
  { tags, labels }: Numbering,
): PunctLesson[] {
  const number = new Map(tags.map((tag, i) => [tag, i]))
  const isPunct = Uint8Array.from(tags, (tag) => (tag.startsWith('PUNCT/') ? 1 : 0))
  return treebank.map((sentence) => {
    const { forms, upos, xpos, spans } = sentence
    const n = forms.length
    const words = makeWordFeatures(n)
    describeWords(spans, known, words)
    const tag = new Int32Array(n + 2 * PAD)
    for (let i = 0; i < n; i++) tag[i + PAD] = number.get(`${upos[i]}/${xpos[i]}`) ?? 0
    const gold = Int32Array.from(sentence.heads)
    const relations = Int32Array.from(sentence.deprels.map((label) => labels.get(label) ?? 0))
    return { gold, tree: { n, heads: gold.slice(), labels: relations, form: words.form, tag, pad: PAD, isPunct } }
  })
}

/** All relations, the most frequent first: the first 32 have a bit of their own in the sets of labels. */
export function labelNames(sentences: readonly TreebankSentence[]): string[] {
  const counts = new Map<string, number>()
  for (const { deprels } of sentences) for (const label of deprels) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([label]) => label)
}

interface Place {
  readonly fold: number
  readonly labels: ReadonlyMap<string, number>
}

/** One example with the padded tags of a tagger that did not learn from it, for the parser will not see gold tags at work. */
export function makeExample(
  sentence: TreebankSentence,
  tags: Int32Array,
  known: WordKnowledge,
  { fold, labels }: Place,
): Example {
  const n = sentence.forms.length
  const words = makeWordFeatures(n)
  describeWords(sentence.spans, known, words)
  const tag = tags.slice()
  tag[0] = ROOT_TAG
  const heads = new Int32Array(n + 2 * PAD)
  const relations = new Int32Array(n + 2 * PAD)
  for (let i = 0; i < n; i++) {
    heads[i + PAD] = sentence.heads[i]! < 0 ? 0 : sentence.heads[i]! + PAD
    relations[i + PAD] = labels.get(sentence.deprels[i]!) ?? labels.get('dep') ?? 0
  }
  const tagKey = tag.map((number) => KEYS[number]!)
  const nodes = { n, form: words.form, tag, tagKey, fine: words.fine, coarse: words.coarse, sums: new Int32Array(0) }
  return { nodes, places: placesOf(nodes), heads, labels: relations, fold }
}

/** The keys of every word in each of the places that it may stand in. */
export function placesOf({ form, tagKey }: Nodes): Int32Array {
  const places = new Int32Array(N_WORD_ROWS * form.length)
  for (let at = 0; at < form.length; at++) fillPlaces(form[at]!, tagKey[at]!, places, N_WORD_ROWS * at)
  return places
}
