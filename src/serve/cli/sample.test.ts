import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testIo } from '../../../test/io.ts'
import { parseDelimited } from '../sheet.ts'
import { main } from './program.ts'

let folder: string
let database: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readout-sample-'))
  database = join(folder, 'record.db')
  await readout(['ingest', 'examples', '--database', database])
}, 120_000)
afterAll(() => rm(folder, { recursive: true }))

async function readout(args: string[]) {
  const { io, out, err } = testIo()
  return { status: await main(args, io), out: out(), err: err() }
}

const sample = (...args: string[]) => readout(['sample', '--database', database, ...args])

test('a seed draws the same events, another seed others; each has its sentence with the trigger marked', async () => {
  const { out, status } = await sample('--n', '20')
  expect(status).toBe(0)
  expect((await sample('--n', '20')).out).toBe(out)
  expect((await sample('--n', '20', '--seed', '2')).out).not.toBe(out)
  const [head, ...rows] = parseDelimited(out, ',')
  expect(rows).toHaveLength(20)
  expect(new Set(rows.map(([event]) => event)).size).toBe(20)
  for (const row of rows) expect(row[head!.indexOf('sentence')]).toMatch(/<[^<>]+>/)
})

test('filters choose what is drawn from', async () => {
  const [head, ...rows] = parseDelimited((await sample('--type', 'ACCUSE', '--format', 'tsv')).out, '\t')
  expect(new Set(rows.map((row) => row[head!.indexOf('event_type')]))).toEqual(new Set(['ACCUSE']))
})

test('filled sheets give precision with its interval and the agreement of two coders', async () => {
  const { out } = await sample('--n', '10')
  const [head, ...rows] = parseDelimited(out, ',')
  const files = ['1111111100', '1111111010'].map((answers) => {
    const filled = rows.map((row, idx) => [
      row[0],
      answers[idx] === '1' ? 'keep' : 'strike',
      'parties',
      ...row.slice(3),
    ])
    return [head, ...filled]
      .map((row) => row!.map((cell) => (cell ?? '').replaceAll(/[\t"]/g, ' ')).join('\t'))
      .join('\n')
  })
  const [first, second] = [join(folder, 'ana.tsv'), join(folder, 'ben.tsv')]
  await writeFile(first, files[0]!)
  await writeFile(second, files[1]!)
  const scored = await readout(['sample', '--score', first, second])
  expect(scored).toMatchObject({ status: 0, err: '' })
  expect(scored.out).toContain('precision  80.0% of 10 (95%: 49.0% to 94.3%)')
  expect(scored.out).toContain('both coders: 10 events, 8 judged alike')
  expect(scored.out).toContain("Krippendorff's alpha 0.406")
})

test('a sheet that is none, or a verdict that is none, is named', async () => {
  const file = join(folder, 'bad.csv')
  await writeFile(file, 'event,verdict,reason,event_type,confidence\na,perhaps,,AID,0.5\n')
  expect(await readout(['sample', '--score', file])).toMatchObject({ status: 2 })
  expect((await readout(['sample', '--score', file])).err).toMatch(/bad\.csv: line 2: "perhaps" is no verdict/)
  expect((await readout(['sample', '--score', join(folder, 'nope.csv')])).err).toMatch(/nope\.csv cannot be read/)
})
