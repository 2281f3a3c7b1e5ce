import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Report } from '../src/acquire/index.ts'
import type { Token } from '../src/annotate/index.ts'
import { analyse, type LanguageModels, readLanguageModels } from '../src/annotate/language/analyse.ts'
import { analyseTokens } from '../src/annotate/language/conllu.ts'
import { type GoldSentence, readGold } from './language/gold.ts'
import { idiomProbes, type Probe } from './language/idioms.ts'

/** One line of the table: what was measured on what, in percent. */
interface Row {
  readonly set: string
  readonly measure: string
  readonly value: number
}

const FROZEN = join(import.meta.dirname, 'language-frozen.tsv')
const PROBES_PER_IDIOM = 300

/**
 * `npm run eval -- language [--data DIR] [--models DIR] [--freeze]`: words, sentences, tags, lemmas and trees by the
 * rules of the CoNLL 2018 shared task (F1 over spans of characters; labels without subtypes), and a probe of idioms.
 */
export function run(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string', default: '../shared/data/ud' },
      models: { type: 'string', default: 'models/language' },
      freeze: { type: 'boolean', default: false },
    },
  })
  const models = loadModels(values.models)
  const ewt = readGold(values.data, 'en_ewt-dev.conllu')
  const gum = readGold(values.data, 'en_gum-dev.conllu')
  const sets: readonly (readonly [string, readonly GoldSentence[]])[] = [
    ['EWT dev', ewt],
    ['GUM dev', gum],
    ['GUM dev news', gum.filter((sentence) => sentence.doc.includes('_news_'))],
  ]
  const rows = sets.flatMap(([set, sentences]) => [
    ...scoreRaw(set, sentences, models),
    ...scoreGoldTokens(set, sentences, models),
  ])
  for (const [name, probes] of idiomProbes(PROBES_PER_IDIOM)) rows.push(scoreProbe(name, probes, models))
  const table = `set\tmeasure\tpercent\n${rows.map(({ set, measure, value }) => `${set}\t${measure}\t${value.toFixed(2)}`).join('\n')}\n`
  console.log(table)
  if (values.freeze) writeFileSync(FROZEN, table)
}

/** The language models of a folder. */
export function loadModels(folder: string): LanguageModels {
  const files = readdirSync(folder).map(
    (file) => [`language/${file}`, new Uint8Array(readFileSync(join(folder, file)))] as const,
  )
  return readLanguageModels(new Map(files))
}

/** Words and sentences found in raw text, against gold spans of characters. */
function scoreRaw(set: string, sentences: readonly GoldSentence[], models: LanguageModels): Row[] {
  const { text, blocks, words, sents } = layOut(sentences)
  const report: Report = { id: set, origin: set, language: 'en', text, blocks, problems: [] }
  const found = analyse(report, models)
  return [
    { set, measure: 'words F1', value: f1(new Set(found.tokens.map(spanKey)), words) },
    { set, measure: 'sentences F1', value: f1(new Set(found.sents.map(spanKey)), sents) },
  ]
}

function spanKey({ start, end }: { start: number; end: number }): string {
  return `${start}-${end}`
}

function f1(found: ReadonlySet<string>, gold: ReadonlySet<string>): number {
  let right = 0
  for (const key of found) if (gold.has(key)) right++
  return (200 * right) / (found.size + gold.size)
}

/** The raw text of gold sentences: a space between sentences, an empty line between paragraphs. */
function layOut(sentences: readonly GoldSentence[]) {
  let text = ''
  const blocks: { kind: 'paragraph'; start: number; end: number }[] = []
  const words = new Set<string>()
  const sents = new Set<string>()
  for (const sentence of sentences) {
    const open = blocks.at(-1)
    if (open && !sentence.newParagraph) text += ' '
    else if (open) text += '\n\n'
    const base = text.length
    text += sentence.text
    if (open && !sentence.newParagraph) open.end = text.length
    else blocks.push({ kind: 'paragraph', start: base, end: text.length })
    for (const word of sentence.words) words.add(spanKey({ start: base + word.start, end: base + word.end }))
    sents.add(spanKey({ start: base, end: text.length }))
  }
  return { text, blocks, words, sents }
}

/** Tags, features, lemmas and trees on gold sentences and words. */
function scoreGoldTokens(set: string, sentences: readonly GoldSentence[], models: LanguageModels): Row[] {
  const { tokens, sents } = analyseTokens(sentences, models)
  const right = { UPOS: 0, feats: 0, lemmas: 0, UAS: 0, LAS: 0, 'LAS with subtypes': 0 }
  let n = 0
  sentences.forEach((sentence, s) => {
    const first = sents[s]!.firstTokenIdx
    sentence.words.forEach((gold, i) => {
      const token = tokens[first + i]!
      const head = token.head < 0 ? -1 : token.head - first
      n++
      if (token.upos === gold.upos) right.UPOS++
      if (token.feats === gold.feats) right.feats++
      if (token.lemma === gold.lemma) right.lemmas++
      if (head !== gold.head) return
      right.UAS++
      if (bare(token.deprel) === bare(gold.deprel)) right.LAS++
      if (token.deprel === gold.deprel) right['LAS with subtypes']++
    })
  })
  return Object.entries(right).map(([measure, count]) => ({ set, measure, value: (100 * count) / n }))
}

function bare(deprel: string): string {
  const colon = deprel.indexOf(':')
  return colon < 0 ? deprel : deprel.slice(0, colon)
}

/** Share of the probes whose root is the verb meant and whose subject is in the phrase meant. */
function scoreProbe(name: string, probes: readonly Probe[], models: LanguageModels): Row {
  const sentences = probes.map(({ words }) => ({ words: words.map((form) => ({ form, spaceAfter: true })) }))
  const { tokens, sents } = analyseTokens(sentences, models)
  const right = probes.filter((probe, i) => isRight(probe, tokens, sents[i]!.firstTokenIdx)).length
  return { set: 'idioms', measure: name, value: (100 * right) / probes.length }
}

function isRight({ root, subject: [start, end], words }: Probe, tokens: readonly Token[], first: number): boolean {
  if (tokens[first + root]!.head !== -1) return false
  const subjects = words
    .map((_, i) => i)
    .filter((i) => tokens[first + i]!.head === first + root && bare(tokens[first + i]!.deprel) === 'nsubj')
  return subjects.length === 1 && subjects[0]! >= start && subjects[0]! < end
}
