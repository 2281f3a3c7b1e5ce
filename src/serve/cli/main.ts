#!/usr/bin/env node
import { openBundle } from './bundle.ts'

const { load } = openBundle(import.meta.dirname)
// The build makes these files of the modules of these names.
const { processIo } = load('io.cjs') as typeof import('./io.ts')
const { main } = load('program.cjs') as typeof import('./program.ts')

process.exitCode = await main(process.argv.slice(2), processIo())
