import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testIo } from '../../../test/io.ts'
import { main } from './program.ts'

const TEXT =
  'Ministers meet\n\nForeign Minister Ana Brnabić met Japanese Foreign Minister Yoko Kamikawa in Oslo on Tuesday.\n'

let folder: string
let report: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readout-cli-'))
  report = join(folder, 'report.txt')
  await writeFile(report, TEXT)
  await writeFile(
    join(folder, 'pairs.jsonl'),
    '{"id":1,"text":"France condemned Russia.","actor":"France","recipient":"Russia"}\nno json\n',
  )
})
afterAll(() => rm(folder, { recursive: true }))

async function readout(args: string[], stdin?: string) {
  const { io, out, err } = testIo(stdin)
  const status = await main(args, io)
  return { status, out: out(), err: err() }
}

describe('wrong usage is told on standard error, with status 2', () => {
  test.each([
    [[], /Usage: readout/],
    [['cod', 'x'], /unknown command 'cod'[\s\S]*code/],
    [['code'], /name at least one file/],
    [['annotate', '--tokens'], /name at least one file/],
    [['code', 'x', '--format', 'xml'], /table, jsonl, json, csv/],
    [['code', 'x', '--published', '2022-02-30'], /YYYY-MM-DD/],
    [['acquire', 'x', '--max-size', '-1'], /whole number/],
    [['code', 'x', '--colour'], /unknown option/],
    [['code', '--pairs', 'nope.jsonl'], /nope.jsonl could not be read/],
  ])('%j', async (args, message) => {
    const { status, out, err } = await readout(args)
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(message)
    expect(err).not.toMatch(/\n {4}at /)
  })
})

test.each([
  [['--version'], /^\d+\.\d+\.\d+/],
  [['--help'], /Examples:/],
  [['help', 'code'], /--pairs/],
  [['code', '--help'], /Examples:/],
])('%j prints on standard output, with status 0', async (args, expected) => {
  const { status, out, err } = await readout(args)
  expect([status, err]).toEqual([0, ''])
  expect(out).toMatch(expected)
})

test('code prints the same bytes for the same input, and takes the date it is given', async () => {
  const args = ['code', report, '--format', 'jsonl', '--published', '2022-02-02']
  const first = await readout(args)
  expect(first).toEqual(await readout(args))
  const coded = JSON.parse(first.out)
  expect(coded.report).toMatchObject({
    origin: report,
    title: 'Ministers meet',
    published: { value: '2022-02-02', from: 'option' },
  })
  expect(coded.events[0]).toMatchObject({ eventType: 'CONSULT', date: { start: '2022-02-01', end: '2022-02-01' } })
})

test('- reads standard input, with other inputs beside it in the order given', async () => {
  const { status, out, err } = await readout(
    ['acquire', report, '-', 'nope', '--format', 'jsonl'],
    'The two met in Oslo.',
  )
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).origin),
  ).toEqual([report, '-', 'nope'])
  expect(status).toBe(1)
  expect(err).toBe('readout: nope: The input could not be read: there is no such file or directory.\n')
})

test('acquire gives the same sentences as code', async () => {
  const [acquired, coded] = await Promise.all([
    readout(['acquire', report, '--format', 'jsonl']),
    readout(['code', report, '--format', 'jsonl']),
  ])
  const { problems: _, ...found } = JSON.parse(acquired.out)
  expect(found).toEqual(JSON.parse(coded.out).report)
})

test('annotate --tokens keeps sentences and words', async () => {
  const conllu =
    '# sent_id = 1\n1\tGet-\tget\tVERB\t_\t_\t0\troot\t_\t_\n2\ttogether\t_\tNOUN\t_\t_\t1\tdep\t_\t_\n\n1\tYes\t_\tINTJ\t_\t_\t0\troot\t_\t_\n\n'
  const { status, out } = await readout(['annotate', '-', '--tokens', '--format', 'conllu'], conllu)
  const forms = out
    .split('\n')
    .flatMap((line) => (/^\d+\t/.test(line) ? [line.split('\t').slice(0, 2).join(' ')] : line === '' ? ['/'] : []))
  expect([status, forms.join(',').replace(/,\/+(?:,\/)*$/, '')]).toEqual([0, '1 Get-,2 together,/,1 Yes'])
})

test('code --pairs prints a type for each pair and names bad lines', async () => {
  const { status, out, err } = await readout(['code', '--pairs', join(folder, 'pairs.jsonl')])
  expect([status, JSON.parse(out)]).toEqual([1, { id: 1, eventType: 'ACCUSE' }])
  expect(err).toMatch(/line 2 of .* is no JSON/)
})

test.each([
  ['Gunmen attacked a customs post on Sunday.', 'Gunmen', 'a customs post'],
  ['Hackers launched cyber attacks on the port of Bar.', 'Hackers', 'the port of Bar'],
])('code --pairs takes no parties of unknown kind for politicians at words: %s', async (text, actor, recipient) => {
  const file = join(folder, 'unknown-kinds.jsonl')
  await writeFile(file, JSON.stringify({ id: 1, text, actor, recipient }))
  const { out } = await readout(['code', '--pairs', file])
  expect(JSON.parse(out)).toEqual({ id: 1, eventType: 'ASSAULT' })
})

test('link --mentions prints a cluster for each act and names what cannot be one', async () => {
  const text = 'An earthquake struck Aceh on Tuesday. The earthquake damaged houses.'
  const act = (id: string, start: number, end: number, doc = 'a') =>
    JSON.stringify({ id, doc, text, trigger: { start, end } })
  const file = join(folder, 'marked.jsonl')
  await writeFile(file, [act('1', 3, 13), act('2', 42, 52, 'b'), act('2', 3, 13), act('3', 60, 90), '{}'].join('\n'))
  const { status, out, err } = await readout(['link', '--mentions', file])
  const [one, two, ...others] = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect([one.id, two.id, others]).toEqual(['1', '2', []])
  expect(one.cluster).toBe(two.cluster)
  expect(status).toBe(1)
  expect(err).toMatch(/another act "2".*\n.*"3", 60-90, lies outside.*\n.*line 5 of/)
})
