import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { CodedReport } from '../src/code/index.ts'
import { forgetReport, ingest, type OpenRecord, openAsOf, openRecord } from '../src/record/index.ts'

/** A new record of reports; in memory where no file is named. */
export async function recordOf(
  reports: readonly CodedReport[],
  batchSize = 64,
  file = ':memory:',
): Promise<OpenRecord> {
  const record = await openRecord(file)
  await ingest(record, reports, { batchSize })
  return record
}

/** Reports drawn at random, and what a record of them says, in one string. */
export interface Drawn {
  readonly someReports: fc.Arbitrary<CodedReport[]>
  readonly said: (record: OpenRecord) => Promise<string>
}

const RUNS = { numRuns: 20, seed: 2022 }

/** A record says the same whatever the order and the batches, and without a report taken down what one without it says. */
export async function checkOrder({ someReports, said }: Drawn): Promise<void> {
  const drawn = someReports.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.integer({ min: 1, max: 5 })),
  )
  const property = fc.asyncProperty(drawn, async ([all, order, batchSize]) => {
    const [one, other, without] = [await recordOf(all), await recordOf(order, batchSize), await recordOf(all.slice(1))]
    expect(await said(other)).toBe(await said(one))
    await forgetReport(other, all[0]!.report.id, { reason: 'asked', time: '2023-06-01T00:00:00Z' })
    expect(await said(other)).toBe(await said(without))
    for (const record of [one, other, without]) await record.close()
  })
  await fc.assert(property, RUNS)
}

/** As of one of the days a record says what one of the reports published until then says. */
export async function checkAsOf({ someReports, said }: Drawn, days: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'readout-as-of-'))
  let nFiles = 0
  const property = fc.asyncProperty(someReports, fc.constantFrom(...days), async (all, day) => {
    const until = all.filter(({ report: { published } }) => published!.value <= day)
    const now = await recordOf(all, 64, join(folder, `${nFiles++}.db`))
    const [then, view] = [await recordOf(until), await openAsOf(now, day)]
    expect(await said(view)).toBe(await said(then))
    for (const record of [now, then, view]) await record.close()
  })
  try {
    await fc.assert(property, RUNS)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
