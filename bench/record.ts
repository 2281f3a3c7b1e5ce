import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Report } from '../src/acquire/index.ts'
import type { CodedReport } from '../src/code/index.ts'
import { built } from './built.ts'
import { generateReports } from './generate.ts'
import { timeQueries } from './queries.ts'

const { annotateAll } = await built<typeof import('../src/annotate/index.ts')>('annotate/index.ts')
const { code } = await built<typeof import('../src/code/index.ts')>('code/index.ts')
const { countRows, ingest, openRecord } = await built<typeof import('../src/record/index.ts')>('record/index.ts')
const { loadResources } = await built<typeof import('../src/run.ts')>('run.ts')

/** Reports that are walked together, as the commands do it. */
const N_TOGETHER = 32

/**
 * Ingests generated reports (20,000, or the number given) into a new record by the build and prints CPU-ms a report by stage, reports
 * a second, the size of the database, the peak of memory, and the CPU-ms of what commands ask of it. What `record` costs includes linking, indices and search.
 */
export async function run(args: readonly string[]): Promise<void> {
  const nReports = Number(args[0] ?? 20_000)
  const resources = loadResources()
  const folder = mkdtempSync(join(tmpdir(), 'readout-bench-'))
  const database = join(folder, 'record.db')
  const record = await openRecord(database)
  const cpu = { acquire: 0, annotate: 0, code: 0 }
  function* coded(): Generator<CodedReport> {
    const reports = generateReports({ nReports, seed: 2022 })
    for (;;) {
      const batch = timed(cpu, 'acquire', () => take(reports, N_TOGETHER))
      if (batch.length === 0) return
      const docs = timed(cpu, 'annotate', () => annotateAll(batch, resources.annotate))
      yield* timed(cpu, 'code', () => docs.map((doc) => code(doc, resources.code)))
    }
  }
  const started = performance.now()
  const before = cpuMs()
  const steps: string[] = []
  let last = { n: 0, ms: before }
  await ingest(record, coded(), {
    onProgress({ nReports: n }) {
      if (n - last.n < nReports / 10 && n < nReports) return
      const own = cpuMs() - cpu.acquire - cpu.annotate - cpu.code
      steps.push(((own - last.ms) / (n - last.n)).toFixed(2))
      last = { n, ms: own }
    },
  })
  // What waits in the log of changes belongs to the file, and what it takes to copy it there to what recording costs.
  await sql`pragma wal_checkpoint(truncate)`.execute(record.backend.db)
  const seconds = (performance.now() - started) / 1000
  const total = cpuMs() - before
  const counts = await countRows(record)
  const queries = await timeQueries(record)
  await record.close()
  const rest = total - cpu.acquire - cpu.annotate - cpu.code
  console.table({ ...perReport(cpu, nReports), record: round(rest / nReports), total: round(total / nReports) })
  console.log(`record by tenths: ${steps.join(' ')} CPU-ms a report`)
  console.log(`${nReports} reports in ${seconds.toFixed(0)} s: ${(nReports / seconds).toFixed(0)} reports/s`)
  console.log(`${counts.events} events, ${counts.quotations} quotations, ${counts.actors} actors`)
  const bytes = statSync(database).size
  console.log(`database ${(bytes / 1e6).toFixed(0)} MB, ${(bytes / nReports / 1000).toFixed(1)} kB a report`)
  console.log(`peak memory ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB`)
  console.table(queries)
  rmSync(folder, { recursive: true })
}

function take(reports: Iterator<Report>, size: number): Report[] {
  const taken: Report[] = []
  while (taken.length < size) {
    const next = reports.next()
    if (next.done) break
    taken.push(next.value)
  }
  return taken
}

function timed<Stage extends string, T>(cpu: Record<Stage, number>, stage: Stage, work: () => T): T {
  const start = cpuMs()
  const result = work()
  cpu[stage] += cpuMs() - start
  return result
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function perReport(cpu: Record<string, number>, nReports: number): Record<string, number> {
  return Object.fromEntries(Object.entries(cpu).map(([stage, ms]) => [stage, round(ms / nReports)]))
}

const round = (x: number) => Math.round(x * 100) / 100
