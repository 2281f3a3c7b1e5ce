import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { takeSteps } from '../curation.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-curation-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('ten thousand random judgements, ingests, codings and deletions lose nothing, whatever their order', async () => {
  expect(await takeSteps({ nSteps: 10_000, perRun: 50, folder })).toBeGreaterThanOrEqual(10_000)
}, 3_600_000)
