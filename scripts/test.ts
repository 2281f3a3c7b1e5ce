import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Runs every check that a newcomer's machine can do in five minutes; with `--all` also the slow ones in test/slow.
 * Ends in one plain line, "N passed, N failed", and a status that is not zero when anything failed.
 */
const isAll = process.argv.includes('--all')
const root = join(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'readout-test-'))
const total = { passed: 0, failed: 0, skipped: 0 }

check('types', ['tsc', '--noEmit', '-p', 'tsconfig.json'])
check('types of the page', ['tsc', '--noEmit', '-p', 'web/tsconfig.json'])
check('lint and format', ['biome', 'check', '.'])
suite('tests, with the layers and the docs', 'vitest.config.ts')
if (isAll) suite('slow tests: an install from a fresh clone, the page in a browser', 'vitest.slow.config.ts')
else
  console.log(
    '\nLeft out: the install from a fresh clone and the page in a browser, which need the registry and Chromium. npm run test:all runs them too.',
  )

rmSync(scratch, { recursive: true, force: true })
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
process.exitCode = total.failed > 0 ? 1 : 0

/** One tool that passes or fails as a whole. */
function check(name: string, command: readonly string[]): void {
  total[run(name, command) === 0 ? 'passed' : 'failed'] += 1
}

/** One run of vitest, counted test by test; a run that ends without a report counts as one failure. */
function suite(name: string, config: string): void {
  const report = join(scratch, `${config}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const status = run(name, ['vitest', 'run', '--config', config, ...reporters])
  const counts = readCounts(report)
  total.passed += counts?.passed ?? 0
  total.skipped += counts?.skipped ?? 0
  total.failed += counts === undefined || (status !== 0 && counts.failed === 0) ? 1 : counts.failed
}

function readCounts(path: string): typeof total | undefined {
  try {
    const json: Record<string, number> = JSON.parse(readFileSync(path, 'utf8'))
    const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = json
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
  } catch (error) {
    console.error(`No test report: ${error instanceof Error ? error.message : error}`)
    return undefined
  }
}

function run(name: string, [tool, ...args]: readonly string[]): number {
  console.log(`\n── ${name}`)
  const env = { ...process.env, TZ: 'UTC', NO_COLOR: '1', FORCE_COLOR: undefined }
  const bin = join(root, 'node_modules', '.bin', tool!)
  return spawnSync(bin, args, { cwd: root, stdio: 'inherit', env }).status ?? 1
}
