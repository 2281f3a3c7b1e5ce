import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT_TAG } from '../src/annotate/language/analyse.ts'
import { packModel } from '../src/annotate/language/pack.ts'
import type { LabelModel } from '../src/annotate/language/parse.ts'
import { makeTagWork, type Tagger, tagSentence } from '../src/annotate/language/tag.ts'
import { type Clusters, describeWords, makeWordFeatures, PAD, readClusters } from '../src/annotate/language/words.ts'
import { learnForms } from './forms.ts'
import { addGuides, buildLabels, type Example, packRows, reversed, trainGuide, trainParser } from './parser.ts'
import { quantise } from './quantise.ts'
import { listTags, packTagger, trainTagger } from './tagger.ts'
import { readTreebank, type TreebankSentence } from './treebank.ts'

const N_FOLDS = 5
const LONGEST = 1000

/** How many passes each learner makes over the data. */
export interface Epochs {
  readonly tagger: number
  readonly guide: number
  readonly parser: number
}

const FULL: Epochs = { tagger: 8, guide: 5, parser: 10 }

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
  const epochs = n > 0 ? { tagger: n, guide: n, parser: n } : FULL
  const clusters = readClusters(readFileSync(join(values.out, 'words.bin')))
  mkdirSync(values.out, { recursive: true })
  const files = trainLanguage(sentences, clusters, epochs)
  for (const [name, bytes] of files) writeFileSync(join(values.out, name), bytes)
}

/** The model files by name, learned from the sentences. */
export function trainLanguage(
  sentences: readonly TreebankSentence[],
  clusters: Clusters,
  epochs: Epochs,
): Map<string, Uint8Array> {
  const tagger = packTagger(trainTagger(sentences, clusters, epochs.tagger))
  console.log('tagger trained')
  const examples = makeExamples(sentences, clusters, epochs)
  console.log('tags jackknifed')
  const parser = learnParser(sentences, examples, epochs)
  console.log('parser trained')
  return new Map([
    ['tagger.bin', tagger.bytes],
    ['parser.bin', parser],
    ['forms.tsv', new TextEncoder().encode(learnForms(sentences))],
  ])
}

function learnParser(sentences: readonly TreebankSentence[], examples: readonly Example[], epochs: Epochs): Uint8Array {
  const names = labelNames(sentences)
  const candidates: LabelModel = buildLabels(examples, names, ROOT_TAG)
  addGuides(examples, N_FOLDS, epochs.guide)
  const guide = packRows(trainGuide(examples.map(reversed), epochs.guide))
  const { arcs, label } = trainParser(examples, candidates, epochs.parser)
  const sections = {
    guide,
    arcs: packRows(arcs),
    label: quantise(label),
    places: candidates.places,
    lists: candidates.lists,
  }
  return packModel({ labels: names }, sections)
}

/** All relations, the most frequent first: the first 32 have a bit of their own in the sets of labels. */
export function labelNames(sentences: readonly TreebankSentence[]): string[] {
  const counts = new Map<string, number>()
  for (const { deprels } of sentences) for (const label of deprels) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([label]) => label)
}

/** Examples for the parser with tags from taggers that did not learn from them, for it will not see gold tags at work. */
export function makeExamples(sentences: readonly TreebankSentence[], clusters: Clusters, epochs: Epochs): Example[] {
  const tags = listTags(sentences)
  const labels = new Map(labelNames(sentences).map((label, i) => [label, i]))
  const examples: Example[] = new Array(sentences.length)
  for (let fold = 0; fold < N_FOLDS; fold++) {
    const others = sentences.filter((_, i) => i % N_FOLDS !== fold)
    const { tagger } = trainTagger(others, clusters, Math.min(epochs.tagger, 5), tags)
    sentences.forEach((sentence, i) => {
      if (i % N_FOLDS === fold) examples[i] = makeExample(sentence, tagger, clusters, { fold, labels })
    })
  }
  return examples
}

interface Place {
  readonly fold: number
  readonly labels: ReadonlyMap<string, number>
}

/** One example, with tags by `tagger`. */
export function makeExample(
  sentence: TreebankSentence,
  tagger: Tagger,
  clusters: Clusters,
  { fold, labels }: Place,
): Example {
  const n = sentence.forms.length
  const words = makeWordFeatures(n)
  describeWords(sentence.spans, clusters, words)
  const tag = new Int32Array(n + 2 * PAD)
  if (n <= LONGEST) tagSentence(tagger, words, makeTagWork(n), tag)
  tag[0] = ROOT_TAG
  const heads = new Int32Array(n + 2 * PAD)
  const relations = new Int32Array(n + 2 * PAD)
  for (let i = 0; i < n; i++) {
    heads[i + PAD] = sentence.heads[i]! < 0 ? 0 : sentence.heads[i]! + PAD
    relations[i + PAD] = labels.get(sentence.deprels[i]!) ?? labels.get('dep') ?? 0
  }
  return { nodes: { n, form: words.form, tag, fine: words.fine, coarse: words.coarse }, heads, labels: relations, fold }
}
