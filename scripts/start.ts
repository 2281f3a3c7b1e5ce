import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** `npm start`: prints the coded sample reports, built code and all, as a user of the installed package sees them. */
const root = join(import.meta.dirname, '..')
const entry = join(root, 'dist', 'serve', 'cli', 'main.js')
const { status } = spawnSync(process.execPath, [entry, 'code', 'examples'], { cwd: root, stdio: 'inherit' })
process.exitCode = status ?? 1
