import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
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
const { code } = await built<typeof import('../src/code/index.ts')>('code/index.ts')
const { loadResources } = await built<typeof import('../src/run.ts')>('run.ts')

/** Words of one report, about the length of a wire dispatch. */
const N_WORDS = 350
const N_REPORTS = 120
const N_PASSES = 7
/** Passes before those that count: the engine compiles anew until it has met some two thousand reports, a tenth of a day's news. */
const N_WARMING = 18
/** Reports that are walked together, as the commands do it. */
const N_TOGETHER = 32

/**
 * Measures raw text to coded JSON on one core, by the build: reports of 350 words a second, and the share of each part, over reports
 * put together from examples/, thirty-two at a time. CPU time, since other programs may share the machine. `--freeze` writes code-frozen.tsv.
 */
export async function run(args: readonly string[]): Promise<void> {
  const texts = makeTexts()
  const nWords = texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0)
  const resources = loadResources()
  const cold = runPass(texts, resources)['all']! / texts.length
  for (let pass = 1; pass < N_WARMING; pass++) runPass(texts, resources)
  const passes = Array.from({ length: N_PASSES }, () => runPass(texts, resources))
  const rows = Object.keys(passes[0]!).map((part) => {
    const ms = passes.map((found) => found[part]! / texts.length)
    const mean = ms.reduce((sum, value) => sum + value, 0) / ms.length
    const sd = Math.sqrt(ms.reduce((sum, value) => sum + (value - mean) ** 2, 0) / ms.length)
    return { part, min: Math.min(...ms), mean, sd }
  })
  const total = rows.find(({ part }) => part === 'all')!
  const table = [
    'part\tmin ms\tmean ms\tsd',
    ...rows.map(({ part, min, mean, sd }) => [part, min.toFixed(3), mean.toFixed(3), sd.toFixed(3)].join('\t')),
  ].join('\n')
  const rate = 1000 / total.mean
  console.log(
    `${texts.length} reports of ${Math.round(nWords / texts.length)} words, ${N_PASSES} passes, CPU time a report\n`,
  )
  console.log(table)
  const reference = referenceMs().toFixed(0)
  console.log(
    `\n${rate.toFixed(0)} reports a second and core (best pass ${(1000 / total.min).toFixed(0)}; the first ${texts.length}: ${(1000 / cold).toFixed(0)}); reference loop ${reference} ms`,
  )
  if (!args.includes('--freeze')) return
  const head = `# ${cpus()[0]?.model.trim()}, Node ${process.version}; ${rate.toFixed(0)} reports of ${N_WORDS} words a second and core; reference loop ${reference} ms\n`
  writeFileSync(join(import.meta.dirname, 'code-frozen.tsv'), `${head}${table}\n`)
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
function runPass(texts: readonly string[], resources: Resources): Record<string, number> {
  const spent: Record<string, number> = {}
  const timed = <T>(part: string, work: () => T): T => {
    const before = process.cpuUsage()
    const result = work()
    const { user, system } = process.cpuUsage(before)
    spent[part] = (spent[part] ?? 0) + (user + system) / 1000
    return result
  }
  timed('all', () => {
    for (let at = 0; at < texts.length; at += N_TOGETHER)
      codeInParts(texts.slice(at, at + N_TOGETHER), resources, timed)
  })
  const { all = 0, ...parts } = spent
  return { ...parts, all }
}

type Timed = <T>(part: string, work: () => T) => T

/** The walk of src/run.ts for several reports, with a clock around each part. */
function codeInParts(texts: readonly string[], { annotate, code: rules }: Resources, timed: Timed): readonly string[] {
  const { gazetteer, coreference } = annotate
  const reports = timed('acquire', () => texts.map((text) => reportFromText(text)))
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
function makeTexts(): string[] {
  const folder = join(import.meta.dirname, '..', 'examples')
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
  const paragraphs = files.flatMap((name) => {
    const { text, blocks } = reportFromText(readFileSync(join(folder, name), 'utf8'))
    return blocks.filter(({ kind }) => kind === 'paragraph').map(({ start, end }) => text.slice(start, end))
  })
  const texts: string[] = []
  let next = 0
  while (texts.length < N_REPORTS) {
    const body: string[] = []
    for (let nWords = 0; nWords < N_WORDS; next++) {
      const words = paragraphs[next % paragraphs.length]!.split(/\s+/)
      body.push(words.slice(0, N_WORDS - nWords).join(' '))
      nWords += words.length
    }
    texts.push(`Sample report ${texts.length}\n\nFebruary 2, 2022\n\n${body.join('\n\n')}\n`)
  }
  return texts
}
