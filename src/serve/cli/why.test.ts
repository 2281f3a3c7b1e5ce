import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testIo } from '../../../test/io.ts'
import { main } from './program.ts'

const REPORTS = [
  'Ministers meet\n\nFebruary 2, 2022\n\nForeign Minister Ana Brnabić met Japanese Foreign Minister Yoko Kamikawa in Oslo on Tuesday.\n',
  'Talks in Oslo\n\nFebruary 3, 2022\n\nJapanese Foreign Minister Kamikawa Yoko held talks with Foreign Minister Ana Brnabić on Tuesday in Oslo.\n',
  'Ministers meet again\n\nFebruary 10, 2022\n\nForeign Minister Ana Brnabić met Japanese Foreign Minister Yoko Kamikawa in Oslo on Wednesday.\n',
  'France condemns test\n\nMarch 5, 2022\n\nFrance on Friday condemned North Korea’s missile launch.\n',
]

let folder: string
let database: string
/** Ids of the two meetings and of the condemnation. */
let [first, second, blame] = ['', '', '']
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readout-why-'))
  database = join(folder, 'record.db')
  const files = REPORTS.map((_, idx) => join(folder, `${idx}.txt`))
  for (const [idx, text] of REPORTS.entries()) await writeFile(files[idx]!, text)
  await readout(['ingest', ...files])
  const { out } = await readout(['events', '--type', 'CONSULT,ACCUSE', '--format', 'jsonl'])
  const ids = out.trim().split('\n')
  expect(ids).toHaveLength(3)
  ;[first, second, blame] = ids.map((line) => JSON.parse(line).id) as [string, string, string]
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

async function readout(args: string[]) {
  const { io, out, err } = testIo()
  const status = await main([...args, '--database', database], io)
  return { status, out: out(), err: err() }
}

/** Runs `readout why` on events by their places: 1 and 2 are the meetings, 3 the condemnation. */
async function why(...args: string[]) {
  const ids: Readonly<Record<string, string>> = { 1: first, 2: second, 3: blame }
  return readout(['why', ...args.map((arg) => ids[arg] ?? arg)])
}

const row = async (...args: string[]) => JSON.parse((await why(...args, '--format', 'jsonl')).out)

test.each([
  ['its reports', ['1'], /Told by\n {2}\[1\] 2022-02-02 .*Ministers meet: “.*\n(?:.*\n)* {2}\[2\] 2022-02-03 /],
  ['what they agree on and what it weighs', ['1'], /\[2\] is what \[1\] tells: [\d.]+ of the 2\.60 needed\n/],
  ['weights of facts', ['1'], / {6}for: (?:.*\n?.*)same day\s+2022-02-01 \+2\.50/],
  ['what is alike and why it is another', ['1'], /Alike, and another act\n {2}\w{16}\n.*2022-02-09(?:.*\n)*.*date/],
  ['that one report tells it', ['2'], /One act because\n {2}One report tells it\.\n/],
  ['why two are apart', ['1', '2'], /Two acts because\n {2}\[\d\] and \[3\] agree most: .*\n/],
  ['what forbids', ['1', '3'], /forbids: .*type CONSULT \| ACCUSE/],
  ['that an event is one with itself', ['1', '1'], /\[2\] is what \[1\] tells/],
  ['a record of that day', ['1', '--as-of', '2022-02-02'], /One report tells it\.\n$/],
])('it tells %s', async (_, args, expected) => {
  const { status, out, err } = await why(...args)
  expect([status, err]).toEqual([0, ''])
  expect(out).toMatch(expected)
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
})

test('as a line of JSON it has tellings, joins of them and events like it', async () => {
  const one = await row('1')
  expect(one.event.id).toBe(first)
  const ids = one.tellings.map(({ id }: { id: string }) => id)
  expect(one.joins).toMatchObject([{ a: ids[0], b: ids[1], forbidding: [] }])
  expect(one.similar).toMatchObject([{ event: { id: second }, nearest: { a: expect.any(String) } }])
  expect((await row('1', '2')).comparisons).toHaveLength(2)
})

test.each([
  ['an unknown id', ['nope'], 1, /^readout: there is no event "nope" on record/],
  ['an unknown other', ['1', 'nope'], 1, /^readout: there is no event "nope" on record/],
  ['no id', [], 2, /missing required argument/],
  ['a limit of none', ['1', '--limit', '0'], 2, /whole number above 0/],
  ['a day that is none', ['1', '--as-of', 'then'], 2, /--as-of must be a date/],
])('%s is an error', async (_, args, status, message) => {
  const done = await why(...args)
  expect([done.status, done.out]).toEqual([status, ''])
  expect(done.err).toMatch(message)
})

test('what was judged is told, too, and struck events say where to look', async () => {
  const said = ['--because', 'told so', '--by', 'An Analyst']
  await readout(['judge', 'apart', first, second, ...said])
  expect((await why('1', '2')).out).toMatch(/Judged\n\w{16} {2}apart: .*\n {2}An Analyst, .*: told so\n$/s)
  expect((await why('1')).out).toContain('an analyst judged that the two are not one')
  const [{ id: apart }] = (await row('1', '2')).judgements
  await readout(['judge', 'undo', apart, ...said])
  await readout(['judge', 'same', first, second, ...said])
  expect((await why('1', '2')).out).toMatch(
    /\[3\] agrees most with \[\d\], and not enough: forbidden, whatever\s+agrees/,
  )
  expect((await row('2')).judgements).toMatchObject([{ kind: 'same', author: 'An Analyst' }])
  await readout(['judge', 'strike', blame, ...said])
  expect((await why('3')).err).toMatch(/is struck out: readout history \w{16} tells by whom\n$/)
})
