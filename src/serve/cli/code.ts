import type { CodedReport } from '../../code/index.ts'
import { batchesOf } from './batches.ts'
import { type InputOptions, inputReports, requireInputs, type Tally } from './inputs.ts'
import type { Io } from './io.ts'

export interface CodeOptions extends InputOptions {
  readonly format: 'table' | 'jsonl' | 'json' | 'csv'
  readonly pairs?: string
}

/** `readout code`: prints the coded events of the inputs; returns the exit status. */
export async function codeCommand(inputs: readonly string[], options: CodeOptions, io: Io): Promise<number> {
  if (options.pairs !== undefined) {
    const { codePairs } = await import('./pairs.ts')
    return codePairs(options.pairs, io)
  }
  requireInputs(inputs)
  const [{ loadResources, runAll }, writer] = await Promise.all([import('../../run.ts'), writerOf(options, io)])
  const resources = loadResources()
  const tally: Tally = { nReports: 0, nFailed: 0 }
  await io.write(writer.head)
  let isFirst = true
  for await (const batch of batchesOf(inputReports(inputs, options, { io, tally }))) {
    for (const coded of runAll(batch, resources)) {
      await io.write(writer.body(coded, isFirst))
      isFirst = false
    }
  }
  await io.write(writer.foot)
  return tally.nFailed > 0 ? 1 : 0
}

/** What stands before, for, and after the reports in one output format. */
interface Writer {
  readonly head: string
  readonly body: (coded: CodedReport, isFirst: boolean) => string
  readonly foot: string
}

async function writerOf({ format }: CodeOptions, io: Io): Promise<Writer> {
  switch (format) {
    case 'jsonl':
      return { head: '', body: (coded) => `${JSON.stringify(coded)}\n`, foot: '' }
    case 'json':
      return {
        head: '[',
        body: (coded, isFirst) => `${isFirst ? '' : ','}\n${JSON.stringify(coded, null, 2)}`,
        foot: '\n]\n',
      }
    case 'csv': {
      const { csvHeader, csvRows } = await import('./csv.ts')
      return { head: csvHeader(), body: csvRows, foot: '' }
    }
    case 'table': {
      const { eventTable } = await import('./eventTable.ts')
      return { head: '', body: (coded) => eventTable(coded, io), foot: '' }
    }
  }
}
