import { isFailure, type Report, readReports } from '../../acquire/index.ts'
import { ReadoutError } from '../../errors.ts'
import type { Io } from './io.ts'

/** The options of every command that reads reports. */
export interface InputOptions {
  readonly published?: string
  readonly url?: string
  readonly maxSize?: number
}

/** How a batch went: what the exit status and the last line of progress are made of. */
export interface Tally {
  nReports: number
  nFailed: number
}

/** Yields the reports that a command line names; a report that could not be read is named on standard error too. */
export async function* inputReports(
  inputs: readonly string[],
  options: InputOptions,
  { io, tally }: { io: Io; tally: Tally },
): AsyncIterable<Report> {
  requireInputs(inputs)
  const { published, url, maxSize } = options
  const startMs = io.clockMs()
  let shownMs = startMs
  const readOptions = {
    now: io.today,
    stdin: io.stdin,
    ...(published === undefined ? {} : { published }),
    ...(url === undefined ? {} : { url }),
    ...(maxSize === undefined ? {} : { maxSize }),
  }
  for await (const report of readReports(inputs, readOptions)) {
    tally.nReports += 1
    const failure = report.problems.find(isFailure)
    if (failure !== undefined) {
      tally.nFailed += 1
      io.warn(`readout: ${report.origin}: ${failure.message}`)
    }
    yield report
    const nowMs = io.clockMs()
    if (nowMs - startMs < PATIENCE_MS || nowMs - shownMs < REFRESH_MS) continue
    shownMs = nowMs
    const rate = (tally.nReports / (nowMs - startMs)) * 1000
    io.progress(`${tally.nReports} reports, ${rate.toFixed(rate < 10 ? 1 : 0)} a second, ${tally.nFailed} failed`)
  }
  io.progress('')
}

/** @throws ReadoutError `usage` where the command line names no input. */
export function requireInputs(inputs: readonly string[]): void {
  if (inputs.length > 0) return
  throw new ReadoutError('usage', 'name at least one file, directory or address, or - for standard input')
}

/** Progress is of interest once a run takes longer than this. */
const PATIENCE_MS = 2000
const REFRESH_MS = 200
