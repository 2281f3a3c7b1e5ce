import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Report, reportFromText } from '../src/acquire/index.ts'
import type { CodedReport } from '../src/code/index.ts'
import { run as code, loadResources } from '../src/run.ts'
import { type GoldReport, readGold, reportFile } from './reports/gold.ts'
import { readNews } from './reports/news.ts'
import { type Measure, type Score, scoreReports } from './reports/score.ts'

const SEEDS = '../shared/eval/seeds.gold.jsonl'
const GOLD = [
  SEEDS,
  ...[
    'affairs',
    'samples',
    'breadth-open',
    'breadth-second',
    'breadth-third',
    'breadth-fourth',
    'breadth-fifth',
    'breadth-kept',
    'news-open',
    'news-second',
    'news-third',
    'news-fourth',
    'news-fifth',
    'news-sixth',
    'news-kept',
  ].map((name) => `eval/gold/${name}.gold.jsonl`),
]
/** Scored only: their errors are never listed. */
const KEPT = ['affairs', 'breadth-kept', 'news-kept']
const FOLDERS = [
  'examples',
  'eval/gold/breadth',
  'eval/gold/breadth-second',
  'eval/gold/breadth-third',
  'eval/gold/breadth-fourth',
  'eval/gold/breadth-fifth',
  'eval/gold/breadth-kept',
  '../shared/seeds',
]
const FROZEN = join(import.meta.dirname, 'reports-frozen.tsv')

/**
 * `npm run eval -- reports [GOLD…] [--errors] [--freeze] [--reports DIR]`: codes the reports of hand-coded gold and prints
 * how much of it is found. Every second sample is kept back: it is scored apart, and its errors are not listed.
 */
export async function run(args: readonly string[]): Promise<void> {
  const dirIdx = args.indexOf('--reports')
  const folders = dirIdx >= 0 ? [args[dirIdx + 1]!, ...FOLDERS] : FOLDERS
  const named = args.filter((arg, idx) => !arg.startsWith('--') && (dirIdx < 0 || idx !== dirIdx + 1))
  const files = (named.length > 0 ? named : GOLD).filter((file) => existsSync(file) || missing(file))
  const codedOf = coder(folders)
  const rows: string[] = []
  for (const { name, gold, isOpen, reports } of files.flatMap(setsOf)) {
    const score = scoreReports(gold, (one) => codedOf(one, reports?.get(one.id)))
    console.log(`\n${name}: ${score.nReports} reports${score.nAbsent > 0 ? `, ${score.nAbsent} not found` : ''}`)
    if (args.includes('--errors') && isOpen) for (const error of score.errors) console.log(error)
    print(score)
    rows.push(...[...score.measures, ...score.byType].map((measure) => row(name, measure)))
  }
  if (args.includes('--freeze') && named.length === 0) writeFileSync(FROZEN, `${[HEAD, ...rows].join('\n')}\n`)
}

function missing(file: string): false {
  console.log(`No gold ${file}: left out.`)
  return false
}

interface GoldSet {
  readonly name: string
  readonly gold: readonly GoldReport[]
  /** Whether rules may be developed on it, so that its errors may be read. */
  readonly isOpen: boolean
  /** By id, where the reports are no files of their own. */
  readonly reports?: ReadonlyMap<string, Report>
}

/** The sets of a gold file: the samples in whole and in halves, of which the second is kept back as the affairs are. */
function setsOf(file: string): GoldSet[] {
  const name = basename(file).replace(/\.gold\.jsonl$|\.jsonl$/, '')
  const isOpen = !KEPT.includes(name)
  if (name.startsWith('news-')) {
    const { left, ...news } = readNews(file)
    for (const line of left) console.log(line)
    return news.gold.length > 0 ? [{ name, isOpen, ...news }] : []
  }
  const gold = readGold(file)
  if (name !== 'samples') return [{ name, gold, isOpen }]
  return [
    { name, gold, isOpen: false },
    { name: 'samples-open', gold: gold.filter((_, idx) => idx % 2 === 0), isOpen: true },
    { name: 'samples-kept', gold: gold.filter((_, idx) => idx % 2 === 1), isOpen: false },
  ]
}

/** Codes the report of a gold line as `readout code` does, the one given or a file in `folders`; each is coded once. */
function coder(folders: readonly string[]): (gold: GoldReport, given?: Report) => CodedReport | undefined {
  const resources = loadResources()
  const done = new Map<string, CodedReport | undefined>()
  return ({ id }, given) => {
    if (!done.has(id)) {
      const file = given ? undefined : reportFile(id, folders)
      const report = file === undefined ? given : reportFromText(readFileSync(file), { origin: file })
      done.set(id, report && code(report, resources))
    }
    return done.get(id)
  }
}

const HEAD = 'set\tmeasure\tgold\tfound\tp\tr\tf1'

function row(set: string, { measure, nGold, nFound, p, r, f1 }: Measure): string {
  return [set, measure, nGold, nFound ?? '', p ?? '', r ?? '', f1 ?? ''].join('\t')
}

function print({ measures, byType }: Score): void {
  const shown = ({ measure, nGold, nFound, p, r, f1 }: Measure) =>
    [measure.padEnd(14), ...[nGold, nFound, p, r, f1].map((value) => String(value ?? '').padStart(7))].join('')
  console.log(['measure'.padEnd(14), ...['gold', 'found', 'P', 'R', 'F1'].map((head) => head.padStart(7))].join(''))
  for (const measure of measures) console.log(shown(measure))
  console.log('by type, who_whom')
  for (const measure of byType) console.log(shown(measure))
}
