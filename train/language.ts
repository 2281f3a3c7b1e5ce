import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT_TAG } from '../src/annotate/language/analyse.ts'
import { packModel } from '../src/annotate/language/pack.ts'
import type { LabelModel } from '../src/annotate/language/parse.ts'
import { type Clusters, describeWords, makeWordFeatures, PAD, readClusters } from '../src/annotate/language/words.ts'
import { learnForms } from './forms.ts'
import { newsIdioms } from './idioms.ts'
import { addGuides, buildLabels, type Example, packRows, reversed, trainGuide, trainParser } from './parser.ts'
import { FULL, type Plan } from './plan.ts'
import { type PunctLesson, trainPunctuation } from './punct.ts'
import { quantise } from './quantise.ts'
import { packTagger, trainTaggers } from './tagger.ts'
import { readTreebank, type TreebankSentence } from './treebank.ts'

const N_FOLDS = 5

/** The share of the treebank sentences that are given to be made news of. */
const IDIOMS = 0.99

/** `npm run train -- language --data DIR [--out DIR] [--epochs N]`: tagger, parser and forms, the same bytes every time. */
export function run(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      out: { type: 'string', default: 'models/language' },
      epochs: { type: 'string' },
    },
  })
  if (!values.data) throw new Error('name the folder of the treebanks: npm run train -- language --data DIR')
  const sentences = ['en_ewt-train.conllu', 'en_gum-train.conllu'].flatMap((name) =>
    readTreebank(join(values.data!, name)),
  )
  const n = Number(values.epochs ?? 0)
  const plan = n > 0 ? { ...FULL, epochs: { tagger: n, guide: n, parser: n, punct: n } } : FULL
  const clusters = readClusters(readFileSync(join(values.out, 'words.bin')))
  mkdirSync(values.out, { recursive: true })
  const files = trainLanguage(sentences, clusters, plan)
  for (const [name, bytes] of files) writeFileSync(join(values.out, name), bytes)
}

/** The model files by name, learned from the sentences and from what `newsIdioms` makes of them. */
export function trainLanguage(
  treebank: readonly TreebankSentence[],
  clusters: Clusters,
  plan: Plan,
): Map<string, Uint8Array> {
  const sentences = [...treebank, ...newsIdioms(treebank, IDIOMS)]
  const { final, jackknifed } = trainTaggers(sentences, clusters, plan)
  console.log('tagger trained')
  const labels = new Map(labelNames(treebank).map((label, i) => [label, i]))
  const examples = sentences.map((sentence, i) =>
    makeExample(sentence, jackknifed[i]!, clusters, { fold: i % N_FOLDS, labels }),
  )
  const twice = examples.filter((_, i) => sentences[i]!.doc.startsWith('GUM_'))
  const punct = trainPunctuation(
    punctLessons(treebank, clusters, { tags: final.tagger.tags, labels }),
    plan.epochs.punct,
  )
  const parser = learnParser({ names: labelNames(treebank), examples, twice, punct }, plan)
  console.log('parser trained')
  return new Map([
    ['tagger.bin', packTagger(final).bytes],
    ['parser.bin', parser],
    ['forms.tsv', new TextEncoder().encode(learnForms(treebank))],
  ])
}

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
  const guide = packRows(trainGuide(examples.map(reversed), plan))
  const { arcs, label } = trainParser([...examples, ...twice], candidates, plan)
  const sections = {
    guide,
    arcs: packRows(arcs),
    label: quantise(label),
    places: candidates.places,
    lists: candidates.lists,
    punct: quantise(punct),
  }
  return packModel({ labels: names }, sections)
}

interface Numbering {
  readonly tags: readonly string[]
  readonly labels: ReadonlyMap<string, number>
}

/** The gold trees of the treebank, of which the marks are to be hung anew. */
export function punctLessons(
  treebank: readonly TreebankSentence[],
  clusters: Clusters,
  { tags, labels }: Numbering,
): PunctLesson[] {
  const number = new Map(tags.map((tag, i) => [tag, i]))
  return treebank.map((sentence) => {
    const { forms, upos, xpos, spans } = sentence
    const n = forms.length
    const words = makeWordFeatures(n)
    describeWords(spans, clusters, words)
    const tag = new Int32Array(n + 2 * PAD)
    for (let i = 0; i < n; i++) tag[i + PAD] = number.get(`${upos[i]}/${xpos[i]}`) ?? 0
    const gold = Int32Array.from(sentence.heads)
    const relations = Int32Array.from(sentence.deprels.map((label) => labels.get(label) ?? 0))
    const isPunct = (i: number) => upos[i] === 'PUNCT'
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
  clusters: Clusters,
  { fold, labels }: Place,
): Example {
  const n = sentence.forms.length
  const words = makeWordFeatures(n)
  describeWords(sentence.spans, clusters, words)
  const tag = tags.slice()
  tag[0] = ROOT_TAG
  const heads = new Int32Array(n + 2 * PAD)
  const relations = new Int32Array(n + 2 * PAD)
  for (let i = 0; i < n; i++) {
    heads[i + PAD] = sentence.heads[i]! < 0 ? 0 : sentence.heads[i]! + PAD
    relations[i + PAD] = labels.get(sentence.deprels[i]!) ?? labels.get('dep') ?? 0
  }
  return { nodes: { n, form: words.form, tag, fine: words.fine, coarse: words.coarse }, heads, labels: relations, fold }
}
