#!/usr/bin/env node
import { openBundle } from './bundle.ts'

const { load } = openBundle(import.meta.dirname)
// The build makes these files of the modules of these names.
const { processIo } = load('io.cjs') as typeof import('./io.ts')
const { main } = load('program.cjs') as typeof import('./program.ts')

const status = await main(process.argv.slice(2), processIo())
// Where output goes to a pipe some systems write it later. To end then and there spares the process clearing away all that it holds.
for (const stream of [process.stdout, process.stderr]) await new Promise((resolve) => stream.write('', resolve))
process.exit(status)
