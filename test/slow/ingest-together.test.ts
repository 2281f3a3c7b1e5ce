import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'
import { reportFromText } from '../../src/acquire/index.ts'
import type { CodedReport } from '../../src/code/index.ts'
import { ingest, listActors, listEvents, listReports, openRecord } from '../../src/record/index.ts'
import { loadResources, run } from '../../src/run.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-together-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Loads everything, says that it is ready, and ingests its reports when it is told to, some at a time. */
const CHILD = `
import { readFileSync } from 'node:fs'
import { ingest, openRecord } from '${new URL('../../src/record/index.ts', import.meta.url).pathname}'
const [database, file] = process.argv.slice(2)
const reports = readFileSync(file, 'utf8').split('\\n').filter(Boolean).map((line) => JSON.parse(line))
process.stdout.write('ready\\n')
process.stdin.once('data', async () => {
  const record = await openRecord(database)
  await ingest(record, reports, { batchSize: 3 })
  await record.close()
  process.exit(0)
})
`

test('three processes that make and fill one record at the same instant leave the record of one', async () => {
  const resources = loadResources()
  const reports = readdirSync('examples')
    .filter((name) => name.endsWith('.txt'))
    .map((name) => run(reportFromText(readFileSync(join('examples', name)), { origin: name }), resources))
  const expected = await rowsOf(join(folder, 'whole.db'), reports)
  writeFileSync(join(folder, 'child.mts'), CHILD)
  const database = join(folder, 'together.db')
  // Each report is ingested by two of the three, in different orders.
  const shares = [0, 1, 2].map((share) => reports.filter((_, i) => i % 3 !== share))
  const started = shares.map((share, i) => start(database, i % 2 === 0 ? share : share.toReversed(), i))
  await Promise.all(started.map(({ ready }) => ready))
  for (const { child } of started) child.stdin.write('go\n')
  expect(await Promise.all(started.map(({ ended }) => ended))).toEqual([0, 0, 0])
  expect(await rowsOf(database, [])).toBe(expected)
})

/** Opens a new record for each line that it is given, which names its file, and says so. */
const OPENER = `
import { createInterface } from 'node:readline'
import { openRecord } from '${new URL('../../src/record/index.ts', import.meta.url).pathname}'
process.stdout.write('ready\\n')
for await (const database of createInterface({ input: process.stdin })) {
  await (await openRecord(database)).close()
  process.stdout.write('opened\\n')
}
`

test('four processes that open a new record at the same instant all open it', async () => {
  writeFileSync(join(folder, 'opener.mts'), OPENER)
  const openers = Array.from({ length: 4 }, () => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(folder, 'opener.mts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
  })
  const said = () => Promise.all(openers.map(async ({ lines }) => (await lines.next()).value as string | undefined))
  expect(await said()).toEqual(Array(4).fill('ready'))
  // One opening in a hundred was refused where SQLite's refusal was final.
  for (let round = 0; round < 200; round++) {
    for (const { child } of openers) child.stdin.write(`${join(folder, `new-${round}.db`)}\n`)
    expect(await said(), `round ${round}`).toEqual(Array(4).fill('opened'))
  }
  for (const { child } of openers) child.stdin.end()
})

function start(database: string, reports: readonly CodedReport[], i: number) {
  const file = join(folder, `share-${i}.jsonl`)
  writeFileSync(file, reports.map((one) => JSON.stringify(one)).join('\n'))
  const child = spawn(process.execPath, ['--import', 'tsx', join(folder, 'child.mts'), database, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  return {
    child,
    ready: new Promise<void>((resolve) => child.stdout.once('data', () => resolve())),
    ended: new Promise<number | null>((resolve) => child.once('exit', resolve)),
  }
}

async function rowsOf(database: string, reports: readonly CodedReport[]): Promise<string> {
  const record = await openRecord(database)
  await ingest(record, reports)
  const rows = [
    ...(await listEvents(record)).rows,
    ...(await listActors(record)).rows,
    ...(await listReports(record)).rows,
  ]
  await record.close()
  return rows.map((row) => JSON.stringify(row)).join('\n')
}
