import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EventRow, listEvents, listReports, openRecord } from '../src/record/index.ts'

const MAIN = join(import.meta.dirname, '..', 'dist', 'serve', 'cli', 'main.js')
const TRIES = 5
/** The middle of the days that generated reports are of. */
const DAY = '2017-01-01'
const LIMIT = ['--limit', '50']
const DYAD = ['--actor', 'USA', '--recipient', 'CHN']
const WHY = ['--because', 'measured']

/** Tells the CPU time of the process when it ends; reading that costs nothing that shows. */
const METER = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs'
process.on('exit', () => { const { user, system } = process.cpuUsage(); writeSync(3, String((user + system) / 1000)) })`,
)}`

/**
 * Runs every command of the build that reads or judges a record on a copy of the one in a file, each five times, and prints the least and the
 * middle milliseconds of the clock and of CPU of a whole process, Node's own start included. With a further argument, only the commands that
 * begin with it.
 */
export async function run([database, only]: readonly string[]): Promise<void> {
  if (database === undefined) {
    console.log('(runs commands on a record of yours: npm run bench -- commands FILE [COMMAND])')
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'readout-bench-commands-'))
  try {
    const copy = join(folder, 'record.db')
    copyFileSync(database, copy)
    console.log('least and middle ms of the clock, least and middle CPU-ms')
    for (const [name, argsAt] of await commandsOf(copy)) {
      if (only !== undefined && !name.startsWith(only)) continue
      console.log([name, ...timesOf(argsAt, copy)].join('\t'))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A command by its name, with its arguments each time that it is run and what it printed the time before. */
type Command = readonly [name: string, argsAt: (time: number, printed: string) => readonly string[]]

async function commandsOf(database: string): Promise<Command[]> {
  const record = await openRecord(database)
  const newest = { limit: 60, order: 'newest' } as const
  const { rows: past } = await listEvents(record, { type: ['CONSULT'], to: '2016-12-20' }, newest)
  const { rows: events } = await listEvents(record, { type: ['CONSULT'] }, newest)
  const { rows: reports } = await listReports(record, {}, { limit: TRIES, order: 'newest' })
  await record.close()
  // On record as of the day: some report of that time tells it.
  const known = past.filter((one) => one.reports.some(({ published }) => (published?.value ?? DAY) < DAY))
  const told = known.find(({ nIndependent }) => nIndependent > 2) ?? known[0]!
  const reading = readingOf(told.id)
  const both = reading.flatMap((args) => [args, [...args, '--as-of', DAY]])
  const other = known.find(({ id }) => id !== told.id)!.id
  const now = [['why', told.id, other], ['unsure'], ['judgements'], ['watchlist', '--keep']]
  const always = [...both, ...now].map((args): Command => [nameOf(args, [told.id, other]), () => args])
  return [
    ['node', () => ['--version']],
    ...always,
    ...judgingOf(events),
    ['forget REPORT', (i) => ['forget', reports[i]!.id]],
  ]
}

function readingOf(event: string): string[][] {
  return [
    ['events', ...LIMIT],
    ['events', '--actor', 'Tanaka', '--type', 'CONSULT', ...LIMIT],
    ['events', ...DYAD, ...LIMIT],
    ['events', '--text', 'missile', ...LIMIT],
    ['events', '--place', 'Tokyo', '--from', '2016', ...LIMIT],
    ['quotations', ...LIMIT],
    ['quotations', '--actor', 'Tanaka', '--text', 'trade', ...LIMIT],
    ['actors', ...LIMIT],
    ['offices', ...LIMIT],
    ['offices', '--text', 'minister', ...LIMIT],
    ['reports', ...LIMIT],
    ['reports', '--text', 'missile', '--type', 'ASSAULT', ...LIMIT],
    ['actor', 'Tanaka'],
    ['why', event],
    ['history', event],
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
}

/** Judgements, each time of other events. */
function judgingOf(events: readonly EventRow[]): Command[] {
  const many = events.filter(({ reports }) => reports.length > 1)
  const id = (i: number) => events[events.length - 1 - i]!.id
  let struck = ''
  return [
    ['judge same', (i) => ['judge', 'same', id(4 * i), id(4 * i + 1), ...WHY]],
    ['judge correct', (i) => ['judge', 'correct', id(4 * i + 2), '--field', 'date=2021-12-30', ...WHY]],
    ['judge apart', (i) => ['judge', 'apart', many[i]!.id, '--reports', many[i]!.reports[0]!.id, ...WHY]],
    ['judge strike', (i) => ['judge', 'strike', id(4 * i + 3), ...WHY]],
    [
      'judge undo',
      (_, printed) => {
        struck = /^[0-9a-f]{16}/.exec(printed)?.[0] ?? struck
        return ['judge', 'undo', struck, ...WHY]
      },
    ],
  ]
}

function nameOf(args: readonly string[], ids: readonly string[]): string {
  return args.map((arg) => (ids.includes(arg) ? 'EVENT' : arg)).join(' ')
}

let printed = ''

function timesOf(argsAt: Command[1], database: string): number[] {
  const [walls, cpus]: [number[], number[]] = [[], []]
  for (let i = 0; i < TRIES; i++) {
    const args = argsAt(i, printed)
    const asked = args[0] === '--version' ? args : [...args, '--database', database]
    const began = performance.now()
    const { status, output, stderr } = spawnSync(process.execPath, ['--import', METER, MAIN, ...asked], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    })
    walls.push(Math.round(performance.now() - began))
    if (status !== 0) throw new Error(`readout ${args.join(' ')} ended with ${status}: ${stderr}`)
    printed = output[1]!
    cpus.push(Math.round(Number(output[3])))
  }
  return [walls, cpus].flatMap((times) => {
    const sorted = times.toSorted((a, b) => a - b)
    return [sorted[0]!, sorted[TRIES >> 1]!]
  })
}
