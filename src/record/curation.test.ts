import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { takeSteps } from '../../test/curation.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-curation-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('random judgements, ingests, codings and deletions leave the record what they make it, in any order', async () => {
  expect(await takeSteps({ nSteps: 200, perRun: 20, folder })).toBeGreaterThan(100)
}, 300_000)
