import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report } from '../../acquire/index.ts'
import type { CodedReport } from '../../code/index.ts'
import type { IngestProgress } from '../../record/index.ts'
import { batchesOf } from './batches.ts'
import { type InputOptions, inputReports, requireInputs, type Tally } from './inputs.ts'
import { type Io, sayUpgrading } from './io.ts'

export interface IngestOptions extends InputOptions {
  readonly database: string
  readonly batchSize?: number
}

/** `readout ingest`: codes and records the inputs; returns the exit status. */
export async function ingestCommand(inputs: readonly string[], options: IngestOptions, io: Io): Promise<number> {
  requireInputs(inputs)
  const { countRows, ingest, openRecord } = await import('../../record/index.ts')
  const record = await openRecord(options.database, sayUpgrading(io, options.database))
  try {
    const { loadResources, runAll } = await import('../../run.ts')
    const resources = loadResources()
    const tally: Tally = { nReports: 0, nFailed: 0 }
    const meter = await meterOf(inputs, { io, tally })
    async function* coded(): AsyncIterable<CodedReport> {
      // The progress of an ingest has more to say than that of reading.
      for await (const batch of batchesOf(
        inputReports(inputs, options, { io: { ...io, progress: () => {} }, tally }),
      )) {
        // An input that gave no text is named on standard error; there is nothing of it to record.
        yield* runAll(
          batch.filter(({ text }) => text !== ''),
          resources,
        )
        for (const report of batch) meter.read(report)
      }
    }
    const done = await ingest(record, coded(), {
      ...(options.batchSize === undefined ? {} : { batchSize: options.batchSize }),
      onProgress: meter.recorded,
    })
    io.progress('')
    const { reports, events } = await countRows(record)
    const failed = tally.nFailed === 0 ? '' : `, ${grouped(tally.nFailed)} failed`
    await io.write(
      `${plural(tally.nReports, 'report')} read, ${grouped(done.nNew)} new${failed}; ${options.database} holds ` +
        `${plural(reports, 'report')}, ${plural(events, 'event')}\n`,
    )
    return tally.nFailed > 0 ? 1 : 0
  } finally {
    await record.close()
  }
}

/** Shows how far an ingest has come. */
interface Meter {
  /** One more report was read and coded. */
  read(report: Report): void
  /** One more batch is safe. */
  recorded(progress: IngestProgress): void
}

const REFRESH_MS = 200
/** A rate over less than this tells nothing. */
const PATIENCE_MS = 1000

async function meterOf(inputs: readonly string[], { io, tally }: { io: Io; tally: Tally }): Promise<Meter> {
  const sizes = await sizesOf(inputs)
  const total = sizes === undefined ? 0 : [...sizes.values()].reduce((sum, size) => sum + size, 0)
  const startMs = io.clockMs()
  let [shownMs, doneBytes, nRecorded] = [startMs, 0, 0]
  const show = () => {
    const nowMs = io.clockMs()
    if (nowMs - startMs < PATIENCE_MS || nowMs - shownMs < REFRESH_MS) return
    shownMs = nowMs
    const seconds = (nowMs - startMs) / 1000
    const rate = tally.nReports / seconds
    const share = Math.min(doneBytes / total, 1)
    io.progress(
      [
        `${grouped(tally.nReports)} read, ${grouped(nRecorded)} recorded`,
        `${rate.toFixed(rate < 10 ? 1 : 0)} a second`,
        `${grouped(tally.nFailed)} failed`,
        ...(share > 0 ? [`${Math.floor(share * 100)} %, ${duration((seconds / share) * (1 - share))} left`] : []),
      ].join(' · '),
    )
  }
  return {
    read({ origin, text }) {
      // A report of a JSONL file counts by its text; the names of its fields make up for what escapes cost.
      doneBytes += sizes?.get(origin) ?? Buffer.byteLength(text) + 100
      show()
    },
    recorded({ nReports }) {
      nRecorded = nReports
      show()
    },
  }
}

/** Bytes of every file among the inputs; undefined where an input has no size to know, so that no time left can be told. */
async function sizesOf(inputs: readonly string[]): Promise<Map<string, number> | undefined> {
  const sizes = new Map<string, number>()
  for (const input of inputs) {
    if (input === '-' || /^https?:\/\//i.test(input)) return undefined
    try {
      const found = await stat(input)
      if (!found.isDirectory()) sizes.set(input, found.size)
      else
        for (const name of await readdir(input, { recursive: true }))
          sizes.set(join(input, name), (await stat(join(input, name))).size)
    } catch {
      // Reading it will tell what is wrong; it takes no time.
    }
  }
  return sizes
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

const grouped = (count: number) => count.toLocaleString('en-GB')
const plural = (count: number, noun: string) => `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`
