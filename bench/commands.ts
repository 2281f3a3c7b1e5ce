import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listEvents, listReports, openRecord } from '../src/record/index.ts'

const MAIN = join(import.meta.dirname, '..', 'dist', 'serve', 'cli', 'main.js')
const TRIES = 5
/** The middle of the days that generated reports are of. */
const DAY = '2017-01-01'
const LIMIT = ['--limit', '50']
const DYAD = ['--actor', 'USA', '--recipient', 'CHN']

/** Tells the CPU time of the process when it ends; reading that costs nothing that shows. */
const METER = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs'; process.on('exit', () => { const { user, system } = process.cpuUsage(); writeSync(3, String((user + system) / 1000)) })`,
)}`

/**
 * Runs every command of the build that reads or judges a record on a copy of the one in a file, each five times, and prints the least and the middle
 * milliseconds of the clock and of CPU of a whole process, Node's own start included. With a further argument, only the commands that begin with it.
 */
export async function run([database, only]: readonly string[]): Promise<void> {
  if (database === undefined) {
    console.log('(runs commands on a record of yours: npm run bench -- commands FILE [COMMAND])')
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'readout-bench-commands-'))
  const copy = join(folder, 'record.db')
  copyFileSync(database, copy)
  const commands = await commandsOf(copy)
  console.log('least and middle ms of the clock, least and middle CPU-ms')
  for (const { args, isJudging } of commands) {
    const name = args.map((arg) => (/[ {]/.test(arg) ? `"${arg}"` : arg)).join(' ')
    if (only !== undefined && !name.startsWith(only)) continue
    console.log([name, ...timesOf(args, copy)].join('\t'))
    if (isJudging) continue
  }
  rmSync(folder, { recursive: true })
}

interface Run {
  readonly args: readonly string[]
  readonly isJudging?: true
}

async function commandsOf(database: string): Promise<Run[]> {
  const record = await openRecord(database)
  const { rows: events } = await listEvents(record, { type: ['CONSULT'] }, { limit: 40, order: 'newest' })
  const told = events.find(({ nIndependent }) => nIndependent > 2) ?? events[0]!
  const { rows: past } = await listEvents(
    record,
    { type: ['CONSULT'], to: '2016-12-20' },
    { limit: 40, order: 'newest' },
  )
  const toldThen = past.find(({ nIndependent }) => nIndependent > 2) ?? past[0]!
  const { rows: reports } = await listReports(record, {}, { limit: 1, order: 'newest' })
  await record.close()
  const asOf = ['--as-of', DAY]
  const reading: string[][] = [
    ['events', ...LIMIT],
    ['events', '--actor', 'Tanaka', '--type', 'CONSULT', ...LIMIT],
    ['events', ...DYAD, ...LIMIT],
    ['events', '--text', 'missile', ...LIMIT],
    ['events', '--place', 'Tokyo', '--from', '2016', ...LIMIT],
    ['quotations', ...LIMIT],
    ['quotations', '--actor', 'Tanaka', '--text', 'trade', ...LIMIT],
    ['actors', ...LIMIT],
    ['actors', '--actor', 'Tanaka', ...LIMIT],
    ['offices', ...LIMIT],
    ['offices', '--text', 'minister', ...LIMIT],
    ['reports', ...LIMIT],
    ['reports', '--text', 'missile', '--type', 'ASSAULT', ...LIMIT],
    ['actor', 'Tanaka'],
    ['why', toldThen.id],
    ['why', toldThen.id, past.find(({ id }) => id !== toldThen.id)!.id],
    ['history', toldThen.id],
    ['diff', '--speaker', 'Tanaka', '--topic', 'trade'],
    ['counts'],
    ['conflicts'],
    ['conflicts', ...DYAD],
    ['plans'],
    ['plans', ...DYAD],
    ['series'],
    ['series', ...DYAD, '--by', 'week', '--format', 'csv'],
    ['sample', '--n', '50'],
  ]
  const bare = reading.map((args) => [...args, ...asOf])
  const now: string[][] = [
    ['unsure'],
    ['judgements'],
    ['watchlist', '--add', 'launches', '--type', 'MOBILIZE', '--actor', 'PRK'],
    ['watchlist', '--keep'],
  ]
  const why = ['--because', 'measured']
  const judging: string[][] = [
    ['judge', 'correct', told.id, '--field', 'date=2021-12-30', ...why],
    ['judge', 'apart', told.id, '--reports', told.reports[0]!.id, ...why],
    ['judge', 'same', events[0]!.id, events[1]!.id, ...why],
    ['judge', 'strike', events[2]!.id, ...why],
    ['judge', 'undo', 'LAST', ...why],
    ['forget', reports[0]!.id],
  ]
  return [
    ...reading.flatMap((args, i) => [{ args }, { args: bare[i]! }]),
    ...now.map((args) => ({ args })),
    ...judging.map((args) => ({ args, isJudging: true as const })),
  ]
}

function timesOf(args: readonly string[], database: string): number[] {
  const [walls, cpus]: [number[], number[]] = [[], []]
  for (let i = 0; i < TRIES; i++) {
    const began = performance.now()
    const { status, output, stderr } = spawnSync(
      process.execPath,
      ['--import', METER, MAIN, ...args, '--database', database],
      { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], encoding: 'utf8', maxBuffer: 2 ** 28 },
    )
    walls.push(Math.round(performance.now() - began))
    if (status !== 0) throw new Error(`readout ${args.join(' ')} ended with ${status}: ${stderr}`)
    cpus.push(Math.round(Number(output[3])))
  }
  return [walls, cpus].flatMap((times) => {
    const sorted = times.toSorted((a, b) => a - b)
    return [sorted[0]!, sorted[TRIES >> 1]!]
  })
}
