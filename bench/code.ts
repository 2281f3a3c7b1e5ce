import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { readWikinews } from '../eval/precision/wikinews.ts'
import type { TextOptions } from '../src/acquire/index.ts'
import type { Resources } from '../src/run.ts'
import { built } from './built.ts'

const { reportFromText } = await built<typeof import('../src/acquire/index.ts')>('acquire/index.ts')
const { placeOfficeHolders } = await built<typeof import('../src/annotate/coreference/office-holders.ts')>(
  'annotate/coreference/office-holders.ts',
)
const { resolve } = await built<typeof import('../src/annotate/coreference/resolve.ts')>(
  'annotate/coreference/resolve.ts',
)
const { analyse } = await built<typeof import('../src/annotate/language/analyse.ts')>('annotate/language/analyse.ts')
const { findNames } = await built<typeof import('../src/annotate/names/find.ts')>('annotate/names/find.ts')
const { findOffices } = await built<typeof import('../src/annotate/offices/find.ts')>('annotate/offices/find.ts')
const { findQuotations } =
  await built<typeof import('../src/annotate/quotations/find.ts')>('annotate/quotations/find.ts')
const { findTimes } = await built<typeof import('../src/annotate/times/find.ts')>('annotate/times/find.ts')
const { mendPhrases } = await built<typeof import('../src/annotate/trees/phrases.ts')>('annotate/trees/phrases.ts')
const { linkWords } = await built<typeof import('../src/annotate/trees/words.ts')>('annotate/trees/words.ts')
const { code } = await built<typeof import('../src/code/index.ts')>('code/index.ts')
const { loadResources } = await built<typeof import('../src/run.ts')>('run.ts')

/** Words of one report, about the length of a wire dispatch. */
const N_WORDS = 350
const N_REPORTS = 120
const N_PASSES = 7
/** Passes before those that count: the engine compiles anew until it has met some two thousand reports, a tenth of a day's news. */
const N_WARMING = 18
/** Of the articles, which come when the engine is warm. */
const N_WARMING_NEWS = 3
/** Reports that are walked together, as the commands do it. */
const N_TOGETHER = 32

/** A text to be read, with what is known of it from elsewhere. */
interface Source {
  readonly text: string
  readonly options?: TextOptions
}

interface Measured {
  /** In ms of CPU time a report, over the passes. */
  readonly rows: readonly { readonly part: string; readonly min: number; readonly mean: number; readonly sd: number }[]
  readonly nReports: number
  readonly nWords: number
  /** Milliseconds of CPU time a report in the first pass. */
  readonly cold: number
}

/**
 * Measures raw text to coded JSON on one core, by the build: the time of each part a report, over reports of 350 words put together from
 * examples/, thirty-two at a time; then over the articles of Wikinews as they come, where they are there. CPU time, since other programs
 * may share the machine. `--freeze` writes code-frozen.tsv.
 */
export async function run(args: readonly string[]): Promise<void> {
  const resources = loadResources()
  const samples = measure(makeTexts(), resources, N_WARMING)
  const articles = readWikinews().map(({ report: { text, published } }): Source => {
    const date = published?.value
    return date === undefined ? { text } : { text, options: { date } }
  })
  const news = articles.length > 0 ? [measure(articles, resources, N_WARMING_NEWS)] : []
  const reference = referenceMs().toFixed(0)
  print('samples', samples)
  for (const one of news) print('articles of Wikinews', one)
  console.log(`\nreference loop ${reference} ms`)
  if (!args.includes('--freeze')) return
  const rate = 1000 / meanOf(samples, 'all')
  const head = `# ${cpus()[0]?.model.trim()}, Node ${process.version}; ${rate.toFixed(0)} reports of ${N_WORDS} words a second and core; reference loop ${reference} ms`
  const lines = [
    head,
    'set\tpart\tmin ms\tmean ms\tsd',
    ...linesOf('samples', samples),
    ...news.flatMap((one) => linesOf('news', one)),
  ]
  writeFileSync(join(import.meta.dirname, 'code-frozen.tsv'), `${lines.join('\n')}\n`)
}

function measure(sources: readonly Source[], resources: Resources, nWarming: number): Measured {
  const nReports = sources.length
  const nWords = sources.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0)
  const cold = runPass(sources, resources)['all']! / nReports
  for (let pass = 1; pass < nWarming; pass++) runPass(sources, resources)
  const passes = Array.from({ length: N_PASSES }, () => runPass(sources, resources))
  const rows = Object.keys(passes[0]!).map((part) => {
    const ms = passes.map((found) => found[part]! / nReports)
    const mean = ms.reduce((sum, value) => sum + value, 0) / ms.length
    const sd = Math.sqrt(ms.reduce((sum, value) => sum + (value - mean) ** 2, 0) / ms.length)
    return { part, min: Math.min(...ms), mean, sd }
  })
  return { rows, nReports, nWords, cold }
}

function print(name: string, { rows, nReports, nWords, cold }: Measured): void {
  const all = rows.find(({ part }) => part === 'all')!
  console.log(
    `\n${name}: ${nReports} reports of ${Math.round(nWords / nReports)} words, ${N_PASSES} passes, CPU time a report\n`,
  )
  console.log(
    ['part\tmin ms\tmean ms\tsd', ...linesOf(name, { rows }).map((line) => line.slice(name.length + 1))].join('\n'),
  )
  const share = (100 * meanOf({ rows }, 'code')) / all.mean
  console.log(
    `\n${(1000 / all.mean).toFixed(0)} reports a second and core (best pass ${(1000 / all.min).toFixed(0)}; the first ${nReports}: ${(1000 / cold).toFixed(0)}); coding is ${share.toFixed(0)}% of it`,
  )
}

function linesOf(name: string, { rows }: Pick<Measured, 'rows'>): string[] {
  return rows.map(({ part, min, mean, sd }) => [name, part, min.toFixed(3), mean.toFixed(3), sd.toFixed(3)].join('\t'))
}

function meanOf({ rows }: Pick<Measured, 'rows'>, name: string): number {
  return rows.find(({ part }) => part === name)!.mean
}

/** CPU time of a fixed loop over a table: a busy machine slows it as it slows the rest, so figures can be set against it. */
function referenceMs(): number {
  const table = new Int32Array(1 << 22)
  const before = process.cpuUsage()
  for (let i = 0, hash = 1; i < 20_000_000; i++) {
    hash = Math.imul(hash ^ i, 0x01000193)
    table[(hash >>> 8) & (table.length - 1)]! += 1
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Milliseconds of CPU time that each part took for all the texts. */
function runPass(sources: readonly Source[], resources: Resources): Record<string, number> {
  const spent: Record<string, number> = {}
  const timed = <T>(part: string, work: () => T): T => {
    const before = process.cpuUsage()
    const result = work()
    const { user, system } = process.cpuUsage(before)
    spent[part] = (spent[part] ?? 0) + (user + system) / 1000
    return result
  }
  timed('all', () => {
    for (let at = 0; at < sources.length; at += N_TOGETHER)
      codeInParts(sources.slice(at, at + N_TOGETHER), resources, timed)
  })
  const { all = 0, ...parts } = spent
  return { ...parts, all }
}

type Timed = <T>(part: string, work: () => T) => T

/** The walk of src/run.ts for several reports, with a clock around each part. */
function codeInParts(
  sources: readonly Source[],
  { annotate, code: rules }: Resources,
  timed: Timed,
): readonly string[] {
  const { gazetteer, coreference } = annotate
  const reports = timed('acquire', () => sources.map(({ text, options }) => reportFromText(text, options)))
  const analyses = timed('language', () => reports.map((report) => analyse(report, annotate.language)))
  const parsed = timed('names', () =>
    analyses.map(({ sents, tokens, problems }, i) => {
      const ents = findNames(reports[i]!, sents, tokens, annotate.names, gazetteer)
      return { report: reports[i]!, sents, tokens, ents, problems }
    }),
  )
  const dated = timed('times', () =>
    parsed.map(({ report, sents, tokens, ents, problems }) => {
      const times = findTimes({ report, sents, tokens }, annotate.times)
      return { report, sents, tokens, ents, problems, times }
    }),
  )
  const resolved = timed('coreference', () => dated.map((doc) => resolve(doc, gazetteer, coreference)))
  timed('trees', () => {
    for (const [i, { tokens }] of dated.entries()) {
      mendPhrases(tokens, resolved[i]!.mentions)
      linkWords(tokens)
    }
  })
  const named = timed('offices', () =>
    dated.map(({ report, sents, tokens, ents, problems, times }, i) => {
      const referents = placeOfficeHolders(report, resolved[i]!.referents, coreference.officeHolders)
      return { report, sents, tokens, ents, problems, times, mentions: resolved[i]!.mentions, referents }
    }),
  )
  const quotations = timed('quotations', () => named.map((doc) => findQuotations(doc, annotate.quotations)))
  const offices = timed('offices', () => named.map((doc) => findOffices(doc)))
  const coded = timed('code', () =>
    named.map(({ report, sents, tokens, ents, problems, times, mentions, referents }, i) => {
      const layers = { times, mentions, referents, quotations: quotations[i]!, offices: offices[i]! }
      return code({ report, sents, tokens, ents, problems, ...layers }, rules)
    }),
  )
  return timed('json', () => coded.map((report) => JSON.stringify(report)))
}

/** Reports of N_WORDS words: the paragraphs of examples/, in order, under the head of the report they come from. */
function makeTexts(): Source[] {
  const folder = join(import.meta.dirname, '..', 'examples')
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
  const paragraphs = files.flatMap((name) => {
    const { text, blocks } = reportFromText(readFileSync(join(folder, name), 'utf8'))
    return blocks.filter(({ kind }) => kind === 'paragraph').map(({ start, end }) => text.slice(start, end))
  })
  const texts: Source[] = []
  let next = 0
  while (texts.length < N_REPORTS) {
    const body: string[] = []
    for (let nWords = 0; nWords < N_WORDS; next++) {
      const words = paragraphs[next % paragraphs.length]!.split(/\s+/)
      body.push(words.slice(0, N_WORDS - nWords).join(' '))
      nWords += words.length
    }
    texts.push({ text: `Sample report ${texts.length}\n\nFebruary 2, 2022\n\n${body.join('\n\n')}\n` })
  }
  return texts
}
