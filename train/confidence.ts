import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { judgementOf, readJudged } from '../eval/precision/judged.ts'
import { readWikinews } from '../eval/precision/wikinews.ts'
import { matchEvents } from '../eval/reports/events.ts'
import { readGold, reportFile } from '../eval/reports/gold.ts'
import { type Report, reportFromText } from '../src/acquire/index.ts'
import { annotate } from '../src/annotate/index.ts'
import { code, draftReport } from '../src/code/code.ts'
import { signalsOfAct } from '../src/code/confidence.ts'
import type { CodedReport } from '../src/code/index.ts'
import { loadResources } from '../src/run.ts'
import { tellingEveryEvent } from '../test/every-event.ts'

/**
 * `npm run train -- confidence [--out FILE] [--penalty N] [--floor P]`: fits rules/code/confidence.tsv, the weights of what speaks for and against an
 * event, on the events of eval/precision/open.tsv and those of the samples and seeds that may be looked at, and prints how well they
 * rank and how true they are on reports left out of the fit. Events less certain than the floor are not told.
 */
export function run(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string', default: 'rules/code/confidence.tsv' },
      penalty: { type: 'string', default: '4' },
      floor: { type: 'string', default: '0.5' },
    },
  })
  const penalty = Number(values.penalty)
  const examples = [...judgedExamples(), ...goldExamples()]
  const nKept = examples.filter(({ isKept }) => isKept).length
  console.log(`${examples.length} events, ${nKept} of them right`)
  reportFolds(examples, penalty)
  writeFileSync(values.out, table(fitted(examples, penalty), { examples, floor: Number(values.floor) }))
}

interface Example {
  readonly report: string
  readonly signals: readonly string[]
  readonly isKept: boolean
  readonly set: string
}

const resources = tellingEveryEvent(loadResources())

/** Each coded event of a report with its signals. */
function codedWithSignals(report: Report): { coded: CodedReport; signals: readonly string[][] } {
  const doc = annotate(report, resources.annotate)
  const { context, groups } = draftReport(doc, resources.code)
  const signals = groups.map((mentions) => signalsOfAct(context.clauses, resources.code.codebook, mentions))
  return { coded: code(doc, resources.code), signals }
}

function judgedExamples(): Example[] {
  const judged = readJudged('open')
  return readWikinews()
    .filter(({ half }) => half === 'open')
    .flatMap(({ report }) => {
      const { coded, signals } = codedWithSignals(report)
      return coded.events.flatMap((event, idx) => {
        const judgement = judgementOf(judged, report.origin, event)
        if (!judgement) return []
        return [{ report: report.origin, signals: signals[idx]!, isKept: judgement.verdict === 'keep', set: 'judged' }]
      })
    })
}

/** Events of the seeds and of every first of two samples; those whose other side alone is wrong are neither right nor wrong. */
function goldExamples(): Example[] {
  const samples = readGold('eval/gold/samples.gold.jsonl').filter((_, idx) => idx % 2 === 0)
  return [...readGold('../shared/eval/seeds.gold.jsonl'), ...samples].flatMap((gold) => {
    const file = reportFile(gold.id, ['examples', '../shared/seeds'])
    if (file === undefined) return []
    const { coded, signals } = codedWithSignals(reportFromText(readFileSync(file), { origin: file }))
    return matchEvents(gold, coded).predicted.flatMap(({ coded: event, pairing }) => {
      if (pairing?.grade === 1) return []
      const idx = coded.events.indexOf(event)
      return [{ report: gold.id, signals: signals[idx]!, isKept: pairing !== undefined, set: 'gold' }]
    })
  })
}

type Weights = ReadonlyMap<string, number>

/** Logistic regression under a Gaussian prior around 0, by Newton's steps on one weight after the other; the bias is free. */
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
  const sums = new Map(examples.map((example) => [example, 0]))
  for (let pass = 0; pass < N_PASSES; pass++) {
    for (const [signal, bearers] of bySignal) {
      const old = weights.get(signal) ?? 0
      const prior = signal === 'bias' ? 0.01 : penalty
      let [gradient, curvature] = [-prior * old, prior]
      for (const example of bearers) {
        const p = sigmoid(sums.get(example)!)
        gradient += (example.isKept ? 1 : 0) - p
        curvature += p * (1 - p)
      }
      const step = gradient / curvature
      weights.set(signal, old + step)
      for (const example of bearers) sums.set(example, sums.get(example)! + step)
    }
  }
  return weights
}

const N_PASSES = 200
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

/** Each report judged by weights fitted on nine tenths of the others. */
function reportFolds(examples: readonly Example[], penalty: number): void {
  const reports = [...new Set(examples.map(({ report }) => report))].sort()
  const foldOf = new Map(reports.map((report, idx) => [report, idx % 10]))
  const scored = Array.from({ length: 10 }, (_, fold) => {
    const weights = fitted(
      examples.filter(({ report }) => foldOf.get(report) !== fold),
      penalty,
    )
    const left = examples.filter(({ report }) => foldOf.get(report) === fold)
    return left.map((example) => ({ ...example, p: probability(weights, example.signals) }))
  }).flat()
  for (const set of ['judged', 'gold'])
    printScored(
      set,
      scored.filter((one) => one.set === set),
    )
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
    `\n${set}: ${scored.length} events, area under the curve ${(above / (kept.length * struck.length)).toFixed(3)}`,
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
  const rows = [...weights].sort(([a], [b]) => (a < b ? -1 : 1)).filter(([, weight]) => Math.abs(weight) >= 0.005)
  return [
    `# Fitted by npm run train -- confidence on ${examples.length} events judged by hand: what speaks for (above 0) and against an event.`,
    `# Events less certain than the floor are not told.`,
    'signal\tweight',
    `floor\t${floor}`,
    ...rows.map(([signal, weight]) => `${signal}\t${weight.toFixed(2)}`),
    '',
  ].join('\n')
}
