import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * `npm start`: codes the sample reports into readout.db in the package's folder and shows that record as a page, with the
 * built program, as a user of the installed package sees it. A second start finds the reports on record and only adds
 * what is new. `npm start -- --port N` names the port; a port that is taken is told, and the next free one used.
 */
const root = join(import.meta.dirname, '..')
const entry = join(root, 'dist', 'serve', 'cli', 'main.js')
const { values } = parseArgs({ options: { port: { type: 'string', default: '4750' } } })
const database = process.env['READOUT_DATABASE'] || 'readout.db'

if (!existsSync(entry) || !existsSync(join(root, 'dist', 'web', 'index.html')))
  must([join(root, 'scripts', 'build.js')], 'The build failed.')
console.log('Coding the sample reports in examples/ …')
must([entry, 'ingest', 'examples', '--database', database], 'The samples could not be recorded.')

const serve = ['serve', '--database', database, '--port', values.port, '--next-free-port']
const server = spawn(process.execPath, [entry, ...serve], { cwd: root, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
server.on('exit', (status) => {
  process.exitCode = status ?? 1
})

/** Runs a script of ours to its end; without it there is nothing to show. */
function must(args: readonly string[], failure: string): void {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status === 0) return
  console.error(failure)
  process.exit(status ?? 1)
}
