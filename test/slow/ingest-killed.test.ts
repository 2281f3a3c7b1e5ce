import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { reportFromText } from '../../src/acquire/index.ts'
import type { CodedReport } from '../../src/code/index.ts'
import { countRows, ingest, listActors, listEvents, openRecord } from '../../src/record/index.ts'
import { loadResources, run } from '../../src/run.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-kill-'))
afterAll(() => rmSync(folder, { recursive: true }))

/**
 * Ingests the reports of a file one a batch, and says after each that it is safe. It waits with the last to be killed: on a
 * loaded machine it may be done with many before anybody hears of the first.
 */
const CHILD = `
import { readFileSync } from 'node:fs'
import { ingest, openRecord } from '${new URL('../../src/record/index.ts', import.meta.url).pathname}'
const [database, file] = process.argv.slice(2)
const reports = readFileSync(file, 'utf8').split('\\n').filter(Boolean).map((line) => JSON.parse(line))
const record = await openRecord(database)
function* waiting() {
  yield* reports.slice(0, -1)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300_000)
  yield reports.at(-1)
}
await ingest(record, waiting(), { batchSize: 1, onProgress: ({ nReports }) => process.stdout.write(nReports + '\\n') })
`

test('an ingest killed at any point and started again leaves the record of one that was not', async () => {
  const reports = codeSamples()
  const expected = await recordOf(join(folder, 'whole.db'), reports)
  const file = join(folder, 'reports.jsonl')
  writeFileSync(
    file,
    reports
      .toReversed()
      .map((one) => JSON.stringify(one))
      .join('\n'),
  )
  writeFileSync(join(folder, 'child.mts'), CHILD)
  for (const nBefore of [1, Math.floor(reports.length / 2), reports.length - 3]) {
    const database = join(folder, `killed-${nBefore}.db`)
    await killAfter(database, file, nBefore)
    const record = await openRecord(database)
    const { reports: nKept } = await countRows(record)
    expect(nKept).toBeGreaterThanOrEqual(nBefore)
    expect(nKept).toBeLessThan(reports.length)
    await record.close()
    expect(await recordOf(database, reports)).toBe(expected)
  }
})

function codeSamples(): CodedReport[] {
  const resources = loadResources()
  return readdirSync('examples')
    .filter((name) => name.endsWith('.txt'))
    .map((name) => run(reportFromText(readFileSync(join('examples', name)), { origin: name }), resources))
}

async function recordOf(database: string, reports: readonly CodedReport[]): Promise<string> {
  const record = await openRecord(database)
  await ingest(record, reports)
  const rows = [...(await listEvents(record)).rows, ...(await listActors(record)).rows]
  await record.close()
  return rows.map((row) => JSON.stringify(row)).join('\n')
}

/** Runs an ingest in a process of its own and kills it without warning once `nReports` are safe. */
function killAfter(database: string, file: string, nReports: number): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(folder, 'child.mts'), database, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let isKilled = false
    child.stdout.on('data', (data: Buffer) => {
      if (Number(data.toString().trim().split('\n').at(-1)) < nReports) return
      isKilled = child.kill('SIGKILL') || isKilled
    })
    child.on('exit', () => (isKilled ? resolve() : reject(new Error('The ingest ended before it was killed.'))))
  })
}
