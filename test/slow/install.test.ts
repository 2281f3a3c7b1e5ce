import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** The README's first two commands on a machine that has nothing yet: a fresh clone of what is committed, no npm cache. */
const root = join(import.meta.dirname, '..', '..')
const scratch = mkdtempSync(join(tmpdir(), 'readout-install-'))
const clone = join(scratch, 'clone')
// The cache is where npx links the command, too.
const ENV = { ...process.env, NODE_ENV: undefined, CI: 'true', npm_config_cache: join(scratch, 'cache') }

beforeAll(() => {
  sh(scratch, 'git', ['clone', '--quiet', root, clone])
  sh(clone, 'npm', ['ci'])
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test('npx readout codes the samples', () => {
  const out = sh(clone, 'npx', ['readout', 'code', 'examples/', '--format', 'jsonl'])
  const reports = out
    .trimEnd()
    .split('\n')
    .map((line): { events: unknown[] } => JSON.parse(line))
  expect(reports.length).toBeGreaterThan(8)
  expect(reports.filter(({ events }) => events.length === 0)).toEqual([])
})

test('npm start serves them', async () => {
  const start = spawn('npm', ['start', '--', '--port', '0'], { cwd: clone, env: ENV, detached: true })
  try {
    let out = ''
    for await (const chunk of start.stdout) {
      out += String(chunk)
      if (/http:\/\/[\d.]+:\d+/.test(out)) break
    }
    const [address] = /http:\/\/[\d.]+:\d+/.exec(out) ?? [out]
    const events = (await (await fetch(`${address}/api/events`)).json()) as unknown[]
    expect(events.length).toBeGreaterThanOrEqual(60)
    expect(await (await fetch(`${address}/events/some`)).text()).toContain('<div id="app">')
  } finally {
    // npm, the script and the server are one group.
    process.kill(-start.pid!, 'SIGTERM')
  }
})

test('the installed package serves as a library', () => {
  const script = `import { reportFromText } from 'readout/acquire'; import { loadResources, run } from 'readout'
const text = 'Foreign Minister Ana Brnabić met Japanese Foreign Minister Yoko Kamikawa in Oslo on Tuesday.'
console.log(run(reportFromText(text), loadResources()).events[0].eventType)`
  expect(sh(clone, 'node', ['--input-type=module', '--eval', script]).trim()).toBe('CONSULT')
})

function sh(cwd: string, command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: ENV,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (status !== 0)
    throw new Error(
      `${command} ${args.join(' ')}: ${error?.message ?? `status ${status}`}\n${stdout.slice(-2000)}\n${stderr.slice(-4000)}`,
    )
  return stdout
}
