// Builds dist/ from src/: what `npm ci` calls through `prepare`, and what the `readout` command runs. Plain JavaScript,
// since it must start where the development dependencies, and so a TypeScript runner, are not installed.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const entry = join(root, 'dist', 'serve', 'cli', 'main.js')
const compiler = findCompiler()

if (compiler !== undefined) {
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
  // npm links the command to this file before it is built, and sets the executable bit only where the file is there.
  chmodSync(entry, 0o755)
} else if (!existsSync(entry)) {
  console.error('dist/ is missing and TypeScript is not installed: run npm ci without --omit=dev once.')
  process.exit(1)
}

function findCompiler() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}
