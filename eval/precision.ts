import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run as code, loadResources } from '../src/run.ts'
import { wilson } from '../src/serve/agreement.ts'
import { type JudgedEvent, judgementOf, readJudged, type Sheet } from './precision/judged.ts'
import { readNewspapers } from './precision/newspapers.ts'
import { readStatements } from './precision/statements.ts'
import { readTreebankReports } from './precision/treebanks.ts'
import { readWikinews } from './precision/wikinews.ts'

const FROZEN = join(import.meta.dirname, 'precision-frozen.tsv')

/**
 * `npm run eval -- precision [--errors] [--freeze]`: the share of events that a careful reader strikes out, and whether confidence keeps
 * its word, on events judged one by one: `open` of Wikinews, `open-second` of it and of newspapers, `treebanks`,
 * `statements` and `newspapers`, on which rules were developed, `kept`, drawn from the other articles of Wikinews after, and `later` and `latest`, drawn from those anew. An event counts while it is
 * coded as it was when it was judged.
 */
export async function run(args: readonly string[]): Promise<void> {
  const ofNewspapers = [...readJudged('newspapers'), ...readJudged('open-second')]
  const newspapers = readNewspapers(new Set(ofNewspapers.map(({ report }) => report)))
  const reports = [
    ...readWikinews().map(({ report }) => report),
    ...readTreebankReports(),
    ...readStatements(),
    ...newspapers,
  ]
  if (reports.length === 0) return console.log('No texts in ../shared/data: left out.')
  const resources = loadResources()
  const frozen = ['sheet\tjudged\tstruck_when_judged\tstill_coded\tstruck\tcalibration_error']
  for (const sheet of SHEETS) {
    const judged = readJudged(sheet)
    const origins = new Set(judged.map(({ report }) => report))
    const still = reports
      .filter(({ origin }) => origins.has(origin))
      .flatMap((report) =>
        code(report, resources).events.flatMap((event) => {
          const judgement = judgementOf(judged, report.origin, event)
          return judgement ? [{ judgement, confidence: event.confidence }] : []
        }),
      )
    frozen.push([sheet, ...printSheet(sheet, judged, still)].join('\t'))
    if (args.includes('--errors') && MAY_BE_READ.has(sheet)) printStruck(still)
  }
  if (args.includes('--freeze')) writeFileSync(FROZEN, `${frozen.join('\n')}\n`)
}

const SHEETS = [
  'open',
  'open-second',
  'treebanks',
  'statements',
  'newspapers',
  'kept',
  'later',
  'latest',
] as const satisfies readonly Sheet[]
const MAY_BE_READ: ReadonlySet<Sheet> = new Set(['open', 'open-second', 'treebanks', 'statements', 'newspapers'])

interface StillCoded {
  readonly judgement: JudgedEvent
  readonly confidence: number
}

/** Prints one sheet and returns its cells of the frozen table. */
function printSheet(sheet: Sheet, judged: readonly JudgedEvent[], still: readonly StillCoded[]): (string | number)[] {
  const whenJudged = judged.filter(({ verdict }) => verdict === 'strike').length
  const struck = still.filter(({ judgement }) => judgement.verdict === 'strike')
  const share = (n: number, of: number) => `${percent(n, of)} (95%: ${wilson(n, of).map(round).join(' to ')})`
  console.log(`\n${sheet}: ${judged.length} judged, struck out ${share(whenJudged, judged.length)}`)
  console.log(`still coded so: ${still.length}, struck out ${share(struck.length, still.length)}`)
  const reasons = [...new Set(struck.map(({ judgement }) => judgement.reason))].sort()
  const count = (reason: string) => struck.filter(({ judgement }) => judgement.reason === reason).length
  console.log(reasons.map((reason) => `${reason} ${count(reason)}`).join(', '))
  const error = printReliability(still)
  return [judged.length, percent(whenJudged, judged.length), still.length, percent(struck.length, still.length), error]
}

/** The reliability table; returns the expected calibration error over its bins. */
function printReliability(still: readonly StillCoded[]): number {
  console.log('confidence  events   mean  right')
  let error = 0
  for (const [from, to] of BINS) {
    const inBin = still.filter(({ confidence }) => confidence >= from && confidence < to)
    if (inBin.length === 0) continue
    const mean = inBin.reduce((sum, one) => sum + one.confidence, 0) / inBin.length
    const right = inBin.filter(({ judgement }) => judgement.verdict === 'keep').length / inBin.length
    error += (Math.abs(mean - right) * inBin.length) / still.length
    console.log(
      `${from.toFixed(1)} to ${Math.min(1, to).toFixed(1)} ${String(inBin.length).padStart(7)} ${mean.toFixed(2).padStart(6)} ${right.toFixed(2).padStart(6)}`,
    )
  }
  console.log(`calibration error ${error.toFixed(3)}`)
  return Math.round(error * 1000) / 1000
}

const BINS: readonly (readonly [number, number])[] = [
  [0, 0.5],
  [0.5, 0.6],
  [0.6, 0.7],
  [0.7, 0.8],
  [0.8, 0.9],
  [0.9, 1.01],
]

function printStruck(still: readonly StillCoded[]): void {
  for (const { judgement, confidence } of still) {
    if (judgement.verdict !== 'strike') continue
    const { report, trigger, type, status, actors, recipients, reason } = judgement
    console.log([reason, confidence, type, status, trigger, actors, recipients, report].join('\t'))
  }
}

const percent = (n: number, of: number) => Math.round((1000 * n) / Math.max(1, of)) / 10
const round = (share: number) => Math.round(1000 * share) / 10
