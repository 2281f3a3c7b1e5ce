import type { Report } from '../../acquire/index.ts'
import { sentenceSpans } from '../../annotate/index.ts'
import { type InputOptions, inputReports, type Tally } from './inputs.ts'
import type { Io } from './io.ts'

export interface AcquireOptions extends InputOptions {
  readonly format: 'table' | 'jsonl'
}

/** `readout acquire`: prints the reports as read, with their sentences; returns the exit status. */
export async function acquireCommand(inputs: readonly string[], options: AcquireOptions, io: Io): Promise<number> {
  const tally: Tally = { nReports: 0, nFailed: 0 }
  const { reportTable } = await import('./reportTable.ts')
  for await (const report of inputReports(inputs, options, { io, tally })) {
    await io.write(options.format === 'jsonl' ? reportLine(report) : reportTable(report, io))
  }
  return tally.nFailed > 0 ? 1 : 0
}

/** One line of JSON: the `report` object of docs/contract.md, with the blocks and problems found on the way. */
function reportLine(report: Report): string {
  const { id, origin, title, publisher, url, published, language, text, dateline, blocks, problems } = report
  const line = {
    ...{ id, origin, title, publisher, url, published, language, text, dateline },
    sentences: sentenceSpans(report),
    blocks,
    problems,
  }
  return `${JSON.stringify(line)}\n`
}
