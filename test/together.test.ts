import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reportFromText } from '../src/acquire/index.ts'
import { loadResources, run, runAll } from '../src/run.ts'

test('reports that are walked together give what each gives alone', () => {
  const resources = loadResources()
  const folder = join(import.meta.dirname, '..', 'examples')
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .slice(0, 12)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  const reports = [...texts, '', 'La ministre a rencontré son homologue à Paris mardi, a-t-on appris.', '?'].map(
    (text) => reportFromText(text),
  )
  expect(runAll(reports, resources)).toEqual(reports.map((report) => run(report, resources)))
})
