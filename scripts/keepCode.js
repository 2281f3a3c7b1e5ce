// Runs the commands of the build on a small record, and keeps the code that V8 compiled for them beside the bundle (src/serve/cli/bundle.ts).
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'

const root = join(import.meta.dirname, '..')
const cli = join(root, 'dist', 'serve', 'cli')
const { openBundle } = await import(pathToFileURL(join(cli, 'bundle.js')).href)

/** Commands that read the record of the samples, the event of most reports standing for EVENT: those that people run again and again. */
const COMMANDS = [
  'events --actor USA --text missile --from 2022 --limit 50',
  'events --type CONSULT --place Japan',
  'quotations --actor Price --text missile',
  'actors --limit 50',
  'offices --text minister',
  'reports --type MOBILIZE --text launch',
  'actor Blinken',
  'why EVENT',
  'history EVENT',
  'diff --speaker Price --topic missile',
  'counts',
  'conflicts',
  'plans',
  'series --by week',
  'sample --n 20',
  'unsure',
  'judgements',
  'watchlist --keep',
]
/** A day between those of the samples. */
const DAY = '2022-01-20'
const AS_OF = /^(?!unsure|judgements|watchlist)/

// Functions that were not called for a while lose their code.
setFlagsFromString('--no-flush-bytecode')
const { load, keepCode } = openBundle(cli)
const io = load('io.cjs').processIo()
const { main } = load('program.cjs')
const folder = mkdtempSync(join(tmpdir(), 'readout-build-'))
try {
  const database = ['--database', join(folder, 'record.db')]
  ingestSamples(database)
  const rows = await run(['events', '--format', 'jsonl', '--as-of', DAY, ...database])
  const longest = rows.split('\n').sort((a, b) => b.length - a.length)[0]
  const { id } = JSON.parse(longest)
  for (const command of COMMANDS) {
    const args = [...command.replace('EVENT', id).split(' '), ...database]
    await run(args)
    if (AS_OF.test(command)) await run([...args, '--as-of', DAY])
  }
} finally {
  rmSync(folder, { recursive: true })
}
// With this flag set V8 would not take what is kept for its own.
setFlagsFromString('--flush-bytecode')
keepCode()

/** In another process: who reads need not load the code that codes and records. */
function ingestSamples(database) {
  const args = [join(cli, 'main.js'), 'ingest', join(root, 'examples'), ...database]
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error('the samples cannot be recorded')
}

/** Runs a command and returns what it prints. */
async function run(args) {
  let printed = ''
  const write = async (text) => {
    printed += text
  }
  const status = await main(args, { ...io, write })
  if (status !== 0) throw new Error(`readout ${args.join(' ')} ended with ${status}`)
  return printed
}
