import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainReport } from '../src/acquire/index.ts'
import { annotate, type Doc } from '../src/annotate/index.ts'
import type { Standing } from '../src/code/mood.ts'
import { readClauses } from '../src/code/readClauses.ts'
import { standingAt } from '../src/code/status.ts'
import { loadResources, type Resources } from '../src/run.ts'

const FROZEN = join(import.meta.dirname, 'factuality-frozen.tsv')
const CLASSES = ['fact', 'open', 'counterfact'] as const
type Class = (typeof CLASSES)[number]

/**
 * `npm run eval -- factuality [FILE] [--errors] [--freeze]`: whether the words around a predicate tell its status, on the predicates of
 * UW event factuality (-3 certainly not, 3 certainly; three classes: at least 1, between, at most -1). Every predicate counts,
 * whether the codebook knows it or not.
 */
export async function run(args: readonly string[]): Promise<void> {
  const [file = '../shared/data/factuality/dev.jsonl'] = args.filter((arg) => !arg.startsWith('--'))
  if (!existsSync(file)) return console.log(`No ${file}: left out.`)
  const judged = readSentences(file).flatMap((sentence) => judge(sentence, loadResourcesOnce()))
  printStatuses(judged)
  const rows = CLASSES.map((name) => scoreOf(judged, name))
  console.log('class          gold  found      P      R     F1')
  for (const [name, ...cells] of rows)
    console.log([name.padEnd(12), ...cells.map((cell) => String(cell).padStart(7))].join(''))
  const macro = rows.reduce((sum, row) => sum + row[5], 0) / rows.length
  console.log(`macro-F1 ${macro.toFixed(1)} over ${judged.length} predicates`)
  if (args.includes('--errors')) for (const one of judged) if (one.gold !== one.found) console.log(errorLine(one))
  if (args.includes('--freeze')) writeFileSync(FROZEN, table(rows, macro, judged.length))
}

interface Labelled {
  readonly text: string
  readonly targets: readonly { readonly span1: readonly [number, number]; readonly label: number }[]
}

interface Judged {
  readonly text: string
  readonly word: string
  readonly label: number
  readonly standing: Standing
  readonly gold: Class
  readonly found: Class
}

function readSentences(file: string): Labelled[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as Labelled)
}

let loaded: Resources | undefined
function loadResourcesOnce(): Resources {
  loaded ??= loadResources()
  return loaded
}

function judge({ text, targets }: Labelled, resources: Resources): Judged[] {
  const doc = annotate(plainReport(text, 'sentence'), resources.annotate)
  const clauses = readClauses(doc, resources.code.codebook)
  const starts = wordStarts(text)
  return targets.map(({ span1: [first], label }) => {
    const tokenIdx = tokenAt(doc, starts[first]!)
    const standing = standingAt(clauses, resources.code.codebook, tokenIdx)
    const gold = label >= 1 ? 'fact' : label <= -1 ? 'counterfact' : 'open'
    return { text, word: doc.tokens[tokenIdx]!.form, label, standing, gold, found: classOf(standing) }
  })
}

/** Offsets of the words of a text whose words are parted by spaces. */
function wordStarts(text: string): number[] {
  return [...text.matchAll(/\S+/g)].map(({ index }) => index)
}

function tokenAt({ tokens }: Doc, offset: number): number {
  const tokenIdx = tokens.findIndex(({ end }) => end > offset)
  if (tokenIdx < 0) throw new RangeError(`no token at ${offset}`)
  return tokenIdx
}

/** What is announced is taken to come true, as the annotators of the set took it; what is wanted or possible stays open. */
function classOf(standing: Standing): Class {
  if (standing === 'drop' || standing === 'denied') return 'counterfact'
  return standing === 'called-for' || standing === 'hypothetical' ? 'open' : 'fact'
}

function printStatuses(judged: readonly Judged[]): void {
  const standings = [...new Set(judged.map(({ standing }) => standing))].sort()
  console.log(['status'.padEnd(14), ...CLASSES.map((name) => name.padStart(12))].join(''))
  for (const standing of standings) {
    const counts = CLASSES.map((name) => judged.filter((one) => one.standing === standing && one.gold === name).length)
    console.log([standing.padEnd(14), ...counts.map((count) => String(count).padStart(12))].join(''))
  }
}

type Row = [name: Class, nGold: number, nFound: number, p: number, r: number, f1: number]

function scoreOf(judged: readonly Judged[], name: Class): Row {
  const nGold = judged.filter(({ gold }) => gold === name).length
  const nFound = judged.filter(({ found }) => found === name).length
  const hits = judged.filter(({ gold, found }) => gold === name && found === name).length
  const [p, r] = [hits / Math.max(1, nFound), hits / Math.max(1, nGold)]
  return [name, nGold, nFound, percent(p), percent(r), percent(hits === 0 ? 0 : (2 * p * r) / (p + r))]
}

const percent = (x: number) => Math.round(x * 1000) / 10

function errorLine({ text, word, label, standing, gold }: Judged): string {
  return [gold, label, standing, word, text].join('\t')
}

function table(rows: readonly Row[], macro: number, n: number): string {
  const lines = rows.map((row) => row.join('\t'))
  return `${['class\tgold\tfound\tp\tr\tf1', ...lines, `macro\t${n}\t${n}\t\t\t${macro.toFixed(1)}`].join('\n')}\n`
}
