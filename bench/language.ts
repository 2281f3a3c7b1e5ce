import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readGold } from '../eval/language/gold.ts'
import type { Report } from '../src/acquire/index.ts'
import { built } from './built.ts'

const { analyse } = await built<typeof import('../src/annotate/language/analyse.ts')>('annotate/language/analyse.ts')
const { analyseTokens } =
  await built<typeof import('../src/annotate/language/conllu.ts')>('annotate/language/conllu.ts')
const { findNames } = await built<typeof import('../src/annotate/names/find.ts')>('annotate/names/find.ts')
const { loadAnnotateResources } = await built<typeof import('../src/load-annotate.ts')>('load-annotate.ts')

const N_WORDS = 350
const N_PASSES = 7
/** Passes until the code is compiled for speed. */
const N_WARM = 10
const FROZEN = join(import.meta.dirname, 'language-frozen.tsv')
const require = createRequire(import.meta.url)

/** A program that reads English text; `tag` gives a universal tag a word where the program has such tags. */
interface Reader {
  readonly name: string
  readonly does: string
  readonly read: (text: string) => number
  readonly tag?: (words: readonly string[]) => readonly string[]
}

/**
 * `npm run bench -- language [--data DIR] [--freeze]`: raw text to words, tags and trees on one core, by the build, and with entities besides,
 * beside the two English readers of the npm registry, in the same run on the same text: CPU time, and tags on the words of EWT dev.
 */
export function run(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string', default: '../shared/data/ud' }, freeze: { type: 'boolean', default: false } },
  })
  const started = performance.now()
  const rules = loadAnnotateResources()
  const startMs = performance.now() - started
  const readers = [makeCore(rules), makeWhole(rules), makeWink(), makeCompromise()]
  const sentences = readGold(values.data, 'en_gum-dev.conllu')
  const texts = makeTexts(sentences.map((sentence) => sentence.text))
  const ewt = readGold(values.data, 'en_ewt-dev.conllu').map(({ words }) => words)
  // Whole reports come first: gold tokens go another way, for which what was compiled for texts is thrown away.
  const rows = time(readers, texts).map((row) => ({ ...row, upos: accuracy(row.reader, ewt) }))
  const own = rows[0]!
  const table = [
    'reader\tdoes\treports/s/core\tsd\tbest pass\tthousand words/s\tspeed beside ours\tUPOS on EWT dev',
    ...rows.map(({ reader, rate, sd, best, upos }) =>
      [
        reader.name,
        reader.does,
        rate.toFixed(0),
        sd.toFixed(0),
        best.toFixed(0),
        ((rate * N_WORDS) / 1000).toFixed(0),
        (rate / own.rate).toFixed(2),
        upos,
      ].join('\t'),
    ),
  ].join('\n')
  console.log(
    `${texts.length} reports of ${N_WORDS} words, ${N_PASSES} passes, CPU time; models and gazetteers read in ${startMs.toFixed(0)} ms\n\n${table}`,
  )
  if (values.freeze) writeFileSync(FROZEN, `# ${cpus()[0]?.model.trim()}, Node ${process.version}\n${table}\n`)
}

type Rules = ReturnType<typeof loadAnnotateResources>

function makeCore({ language }: Rules): Reader {
  return {
    name: 'readout language core',
    does: 'words, sentences, tags, features, lemmas, trees',
    read: (text) => analyse(asReport(text), language).tokens.length,
    tag: (words) =>
      analyseTokens([{ words: words.map((form) => ({ form, spaceAfter: true })) }], language).tokens.map(
        (token) => token.upos,
      ),
  }
}

function makeWhole({ language, names, gazetteer }: Rules): Reader {
  return {
    name: 'readout with entities',
    does: 'all of these, and entities',
    read: (text) => {
      const report = asReport(text)
      const { sents, tokens } = analyse(report, language)
      return findNames(report, sents, tokens, names, gazetteer).length
    },
  }
}

function asReport(text: string): Report {
  const blocks = [{ kind: 'paragraph' as const, start: 0, end: text.length }]
  return { id: 'bench', origin: 'bench', language: 'en', text, blocks, problems: [] }
}

/** What of wink-nlp the bench calls; its own types come without the model's. */
interface WinkTokens {
  readonly length: () => number
  readonly out: (what?: unknown) => readonly string[]
}
interface Wink {
  readonly its: { readonly pos: unknown }
  readonly readDoc: (text: string) => { readonly tokens: () => WinkTokens }
}

function makeWink(): Reader {
  const wink = require('wink-nlp') as (model: unknown, pipe: readonly string[]) => Wink
  const nlp = wink(require('wink-eng-lite-web-model'), ['sbd', 'pos'])
  return {
    name: 'wink-nlp',
    does: 'words, sentences, tags',
    read: (text) => nlp.readDoc(text).tokens().length(),
    tag: (words) => {
      const tokens = nlp.readDoc(words.join(' ')).tokens()
      const forms = tokens.out()
      // Where it cuts words in its own way the sentence says nothing of its tags.
      return forms.length === words.length ? tokens.out(nlp.its.pos) : []
    },
  }
}

type Compromise = (text: string) => { readonly terms: () => { readonly length: number } }

function makeCompromise(): Reader {
  const nlp = require('compromise') as Compromise
  return { name: 'compromise', does: 'words, sentences, tags of its own', read: (text) => nlp(text).terms().length }
}

/** Reports of about the same number of words, put together from the sentences in turn. */
function makeTexts(sentences: readonly string[]): string[] {
  const texts: string[] = []
  let parts: string[] = []
  let n = 0
  for (const sentence of sentences) {
    parts.push(sentence)
    n += sentence.split(' ').length
    if (n < N_WORDS) continue
    texts.push(parts.join(' '))
    parts = []
    n = 0
  }
  return texts
}

/** Reports a second and core of each reader: the mean over passes after those that warm up, a pass of each in turn. */
function time(
  readers: readonly Reader[],
  texts: readonly string[],
): { reader: Reader; rate: number; sd: number; best: number }[] {
  const rates = readers.map((): number[] => [])
  for (let pass = 0; pass < N_WARM + N_PASSES; pass++) {
    readers.forEach((reader, i) => {
      const before = process.cpuUsage()
      for (const text of texts) reader.read(text)
      const { user, system } = process.cpuUsage(before)
      if (pass >= N_WARM) rates[i]!.push(texts.length / ((user + system) / 1e6))
    })
  }
  return readers.map((reader, i) => {
    const own = rates[i]!
    const rate = own.reduce((sum, value) => sum + value, 0) / own.length
    const sd = Math.sqrt(own.reduce((sum, value) => sum + (value - rate) ** 2, 0) / own.length)
    return { reader, rate, sd, best: Math.max(...own) }
  })
}

/** Share of the gold tags that the reader gives, over the sentences that it cuts as the treebank does. */
function accuracy(
  reader: Reader,
  sentences: readonly (readonly { readonly form: string; readonly upos: string }[])[],
): string {
  if (!reader.tag) return '-'
  let right = 0
  let n = 0
  let nRead = 0
  for (const words of sentences) {
    const tags = reader.tag(words.map((word) => word.form))
    if (tags.length === 0) continue
    nRead++
    words.forEach((word, i) => {
      n++
      if (tags[i] === word.upos) right++
    })
  }
  const share = nRead === sentences.length ? '' : ` (${nRead} of ${sentences.length} sentences)`
  return `${((100 * right) / n).toFixed(1)}${share}`
}
