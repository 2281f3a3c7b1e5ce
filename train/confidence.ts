import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { judgementOf, readJudged } from '../eval/precision/judged.ts'
import { readStatements } from '../eval/precision/statements.ts'
import { readTreebankReports } from '../eval/precision/treebanks.ts'
import { readWikinews } from '../eval/precision/wikinews.ts'
import { matchEvents } from '../eval/reports/events.ts'
import { type GoldReport, readGold, reportFile } from '../eval/reports/gold.ts'
import { type Report, reportFromText } from '../src/acquire/index.ts'
import { annotate } from '../src/annotate/index.ts'
import { code, draftReport } from '../src/code/code.ts'
import { signalsOfAct } from '../src/code/confidence.ts'
import type { CodedReport } from '../src/code/index.ts'
import { signalName } from '../src/code/signals.ts'
import { loadResources } from '../src/run.ts'
import { tellingEveryEvent } from '../test/every-event.ts'

/**
 * `npm run train -- confidence [--out FILE] [--penalty N] [--floor P]`: fits rules/code/confidence.tsv, the weights of what speaks for and against an
 * event, on the events of eval/precision/open.tsv, treebanks.tsv and statements.tsv and those of the seeds, the samples and the breadth that may be looked
 * at, and prints how well they rank and how true they are on reports left out of the fit. Without a penalty, the one that foretells those best is taken.
 * Events less certain than the floor are not told.
 */
export function run(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string', default: 'rules/code/confidence.tsv' },
      penalty: { type: 'string' },
      floor: { type: 'string', default: '0.56' },
    },
  })
  const examples = [
    ...judgedExamples(
      'open',
      readWikinews().flatMap(({ half, report }) => (half === 'open' ? [report] : [])),
    ),
    ...judgedExamples('treebanks', readTreebankReports()),
    ...judgedExamples('statements', readStatements()),
    ...goldExamples(),
  ]
  const nKept = examples.filter(({ isKept }) => isKept).length
  console.log(`${examples.length} events, ${nKept} of them right`)
  const penalty = values.penalty === undefined ? bestPenalty(examples) : Number(values.penalty)
  reportFolds(scoredByFolds(examples, penalty))
  writeFileSync(values.out, table(fitted(examples, penalty), { examples, floor: Number(values.floor) }))
}

interface Example {
  readonly report: string
  readonly signals: readonly string[]
  readonly isKept: boolean
  readonly set: SetName
}

type SetName = 'open' | 'treebanks' | 'statements' | 'gold' | 'breadth'

/** What an event counts for in the fit: most reports are news; weblogs and official statements repeat their phrases. */
const WEIGHT = { open: 1, treebanks: 0.7, statements: 0.5, gold: 1, breadth: 0.7 } as const satisfies Record<
  SetName,
  number
>

const resources = tellingEveryEvent(loadResources())

/** Each coded event of a report with its signals. */
function codedWithSignals(report: Report): { coded: CodedReport; signals: readonly string[][] } {
  const doc = annotate(report, resources.annotate)
  const { context, groups } = draftReport(doc, resources.code)
  const telling = { clauses: context.clauses, codebook: resources.code.codebook, nActs: groups.length }
  const signals = groups.map((mentions) => signalsOfAct(telling, mentions).map(signalName))
  return { coded: code(doc, resources.code), signals }
}

function judgedExamples(set: Exclude<SetName, 'gold' | 'breadth'>, reports: readonly Report[]): Example[] {
  const judged = readJudged(set)
  return reports.flatMap((report) => {
    const { coded, signals } = codedWithSignals(report)
    return coded.events.flatMap((event, idx) => {
      const judgement = judgementOf(judged, report.origin, event)
      if (!judgement) return []
      return [{ report: report.origin, signals: signals[idx]!, isKept: judgement.verdict === 'keep', set }]
    })
  })
}

/** Events of the seeds, of every first of two samples, and of the reports of many kinds that may be looked at. */
function goldExamples(): Example[] {
  const samples = readGold('eval/gold/samples.gold.jsonl').filter((_, idx) => idx % 2 === 0)
  return [
    ...goldExamplesOf('gold', readGold('../shared/eval/seeds.gold.jsonl'), '../shared/seeds'),
    ...goldExamplesOf('gold', samples, 'examples'),
    ...BREADTH.flatMap(([name, folder]) =>
      goldExamplesOf('breadth', readGold(`eval/gold/${name}.gold.jsonl`), `eval/gold/${folder}`),
    ),
  ]
}

/** Gold of agency dispatches and official readouts, with the folder of its reports. */
const BREADTH = [
  ['breadth-open', 'breadth'],
  ['breadth-second', 'breadth-second'],
  ['breadth-third', 'breadth-third'],
  ['breadth-fourth', 'breadth-fourth'],
] as const

/** The events of coded reports in `folder`; those whose other side alone is wrong are neither right nor wrong. */
function goldExamplesOf(set: 'gold' | 'breadth', golds: readonly GoldReport[], folder: string): Example[] {
  return golds.flatMap((gold) => {
    const file = reportFile(gold.id, [folder])
    if (file === undefined) return []
    const { coded, signals } = codedWithSignals(reportFromText(readFileSync(file), { origin: file }))
    return matchEvents(gold, coded).predicted.flatMap(({ coded: event, pairing }) => {
      if (pairing?.grade === 1) return []
      const idx = coded.events.indexOf(event)
      return [{ report: gold.id, signals: signals[idx]!, isKept: pairing !== undefined, set }]
    })
  })
}

/**
 * What the longest reports ask for: half of what was told of them at one half was struck out. A sentence by itself is mostly given for its
 * act, so that what is doubtful in a report may be told: half of what lies between the two floors in labelled sentences is right.
 */
const FLOORS = { 'very long': 0.7, 'single-sentence': 0.45 } as const

type Weights = ReadonlyMap<string, number>

/**
 * Logistic regression under a Gaussian prior around 0, by Newton's steps on one weight after the other; the bias is free. A signal of
 * one event alone says nothing.
 */
function fitted(examples: readonly Example[], penalty: number): Weights {
  const weights = new Map<string, number>([['bias', 0]])
  const bySignal = new Map<string, Example[]>([['bias', [...examples]]])
  for (const example of examples) {
    for (const signal of new Set(example.signals)) {
      const known = bySignal.get(signal)
      if (known) known.push(example)
      else bySignal.set(signal, [example])
    }
  }
  for (const [signal, bearers] of bySignal) if (bearers.length < 2) bySignal.delete(signal)
  const sums = new Map(examples.map((example) => [example, 0]))
  for (let pass = 0; pass < N_PASSES; pass++) {
    for (const [signal, bearers] of bySignal) {
      const old = weights.get(signal) ?? 0
      const prior = signal === 'bias' ? 0.01 : OF_LENGTH.test(signal) ? 1 : penalty
      let [gradient, curvature] = [-prior * old, prior]
      for (const example of bearers) {
        const p = sigmoid(sums.get(example)!)
        gradient += WEIGHT[example.set] * ((example.isKept ? 1 : 0) - p)
        curvature += WEIGHT[example.set] * p * (1 - p)
      }
      const step = gradient / curvature
      weights.set(signal, old + step)
      for (const example of bearers) sums.set(example, sums.get(example)! + step)
    }
  }
  return weights
}

/** What all events of a report share is known from so many of them that it needs hardly any doubt. */
const OF_LENGTH = /^report (?:short|middling|long|very long)$/

const N_PASSES = 60
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

interface Scored extends Example {
  /** The probability that weights fitted without its report give it. */
  readonly p: number
}

/** Each report judged by weights fitted on nine tenths of the others. */
function scoredByFolds(examples: readonly Example[], penalty: number): Scored[] {
  const reports = [...new Set(examples.map(({ report }) => report))].sort()
  const foldOf = new Map(reports.map((report, idx) => [report, idx % N_FOLDS]))
  return Array.from({ length: N_FOLDS }, (_, fold) => {
    const weights = fitted(
      examples.filter(({ report }) => foldOf.get(report) !== fold),
      penalty,
    )
    const left = examples.filter(({ report }) => foldOf.get(report) === fold)
    return left.map((example) => ({ ...example, p: probability(weights, example.signals) }))
  }).flat()
}

const N_FOLDS = 10
const PENALTIES = [4, 8, 16, 32]

/** The penalty under which the judgements of reports left out are least of a surprise. */
function bestPenalty(examples: readonly Example[]): number {
  const losses = PENALTIES.map((penalty) => {
    const judged = scoredByFolds(examples, penalty).filter(({ set }) => set !== 'gold' && set !== 'breadth')
    const loss = judged.reduce((sum, { p, isKept }) => sum - Math.log(isKept ? p : 1 - p), 0) / judged.length
    console.log(`penalty ${penalty}: loss ${loss.toFixed(4)}`)
    return { penalty, loss }
  })
  return losses.sort((a, b) => a.loss - b.loss)[0]!.penalty
}

function reportFolds(scored: readonly Scored[]): void {
  for (const set of ['open', 'treebanks', 'statements', 'gold', 'breadth'] as const)
    printScored(
      set,
      scored.filter((one) => one.set === set),
    )
  printScored(
    'judged',
    scored.filter(({ set }) => set !== 'gold' && set !== 'breadth'),
  )
}

/** How far the mean probability is from the share of right ones, over tenths. */
function calibrationError(scored: readonly { p: number; isKept: boolean }[]): number {
  const surplus = new Array<number>(10).fill(0)
  for (const { p, isKept } of scored)
    surplus[Math.min(9, Math.floor(10 * p))] = surplus[Math.min(9, Math.floor(10 * p))]! + p - (isKept ? 1 : 0)
  return surplus.reduce((sum, one) => sum + Math.abs(one), 0) / Math.max(1, scored.length)
}

function probability(weights: Weights, signals: readonly string[]): number {
  return sigmoid(signals.reduce((sum, signal) => sum + (weights.get(signal) ?? 0), weights.get('bias') ?? 0))
}

function printScored(set: string, scored: readonly { p: number; isKept: boolean }[]): void {
  const kept = scored.filter(({ isKept }) => isKept)
  const struck = scored.filter(({ isKept }) => !isKept)
  let above = 0
  for (const a of kept) for (const b of struck) above += a.p > b.p ? 1 : a.p === b.p ? 0.5 : 0
  console.log(
    `\n${set}: ${scored.length} events, area under the curve ${(above / (kept.length * struck.length)).toFixed(3)}, calibration error ${calibrationError(scored).toFixed(3)}`,
  )
  console.log('from   events  right of them; wrong among those above; right ones lost')
  for (let from = 0; from < 10; from++) {
    const inBin = scored.filter(({ p }) => p >= from / 10 && p < (from + 1) / 10)
    const over = scored.filter(({ p }) => p >= from / 10)
    const share = (some: readonly unknown[], all: readonly unknown[]) =>
      ((100 * some.length) / Math.max(1, all.length)).toFixed(0)
    console.log(
      `0.${from} ${String(inBin.length).padStart(8)} ${share(
        inBin.filter((one) => one.isKept),
        inBin,
      ).padStart(6)} ${share(
        over.filter((one) => !one.isKept),
        over,
      ).padStart(6)} ${share(
        kept.filter(({ p }) => p < from / 10),
        kept,
      ).padStart(6)}`,
    )
  }
}

function table(
  weights: Weights,
  { examples, floor }: { readonly examples: readonly Example[]; readonly floor: number },
): string {
  const rows = [...weights].sort(([a], [b]) => (a < b ? -1 : 1)).filter(([, weight]) => Math.abs(weight) >= 0.02)
  return [
    `# Fitted by npm run train -- confidence on ${examples.length} events judged by hand: what speaks for (above 0) and against an event.`,
    `# Events less certain than the floor are not told.`,
    'signal\tweight',
    `floor\t${floor}`,
    ...Object.entries(FLOORS).map(([length, least]) => `floor in a ${length} report\t${least}`),
    ...rows.map(([signal, weight]) => `${signal}\t${weight.toFixed(2)}`),
    '',
  ].join('\n')
}
