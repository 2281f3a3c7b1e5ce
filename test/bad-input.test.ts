import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportFromText } from '../src/acquire/index.ts'
import type { CodedReport } from '../src/code/index.ts'
import { loadResources, type Resources, run } from '../src/run.ts'
import { main } from '../src/serve/cli/program.ts'
import { testIo } from './io.ts'

const GOOD =
  'Ministers meet\n\nFebruary 2, 2022\n\nForeign Minister Ana Brnabić met her Japanese counterpart in Oslo on Tuesday.\n'
/** Every kind of input that is not a clean report, with the problem that tells it; none for those that only look odd. */
const BAD: readonly (readonly [string, string | Uint8Array, string | undefined])[] = [
  ['empty.txt', '', 'empty'],
  ['blank.txt', ' \n\r\n\t', 'empty'],
  ['binary.txt', Uint8Array.from({ length: 5000 }, (_, idx) => (idx * 7919) % 256), 'binary'],
  ['large.txt', 'The two met in Oslo. '.repeat(2_500_000), 'too-large'],
  ['utf16.txt', Buffer.from(GOOD, 'utf16le'), 'encoding'],
  ['latin1.txt', Buffer.from(GOOD.replace('ć', 'é'), 'latin1'), 'encoding'],
  ['no-date.txt', 'The two ministers met in Oslo on Tuesday.', 'no-date'],
  ['future.txt', GOOD.replace('2022', '2062'), 'future-date'],
  ['impossible-date.txt', GOOD.replace('February 2', 'February 31'), 'bad-date'],
  ['long-sentence.txt', `The minister ${'met the envoy and '.repeat(2500)}left.`, 'long-sentence'],
  [
    'surrogates.jsonl',
    `{"text": ${JSON.stringify(GOOD).replace('Oslo', 'Os\\ud800lo \\udc00')}}`,
    'unpaired-surrogate',
  ],
  ['emoji.txt', GOOD.replace('Oslo', '🇳🇴 O\u0301s\u0308lo 👩‍👩‍👧 𝔒𝔰𝔩𝔬'), undefined],
  ['crlf.txt', GOOD.replaceAll('\n', '\r\n'), undefined],
  [
    'german.txt',
    'Die Außenministerin traf am Dienstag in Oslo ihren japanischen Kollegen und sprach mit ihm.',
    'not-english',
  ],
  ['japanese.txt', '林外相は火曜日、オスロでノルウェーの外相と会談した。', 'not-english'],
  ['record.jsonl', '{"text": 1}\n', 'malformed-record'],
  ['deep.html', `<html>${'<div>'.repeat(5000)}The two ministers met in Oslo.`, undefined],
  ['brackets.txt', `${'('.repeat(20_000)}The two met${')'.repeat(20_000)}`, undefined],
  ['quotes.txt', `${'“'.repeat(5000)} he said ${'"'.repeat(5000)}`, undefined],
  ['one-word.txt', 'x'.repeat(200_000), undefined],
  ['controls.txt', 'The two\u0007 ministers\u001b[31m met in\u0000 Oslo on Tuesday.', undefined],
]

/** Inputs that take seconds: coded once, not in every format. */
const HEAVY = new Set(['long-sentence.txt', 'one-word.txt', 'quotes.txt', 'brackets.txt', 'large.txt'])

let folder: string
let resources: Resources
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readout-bad-'))
  await mkdir(join(folder, 'light'))
  for (const [name, content] of BAD) await writeFile(join(folder, HEAVY.has(name) ? '' : 'light', name), content)
  await writeFile(join(folder, 'light', 'zz-good.txt'), GOOD)
  resources = loadResources()
})
afterAll(() => rm(folder, { recursive: true }))

describe('a folder with every kind of bad input', () => {
  test('is coded to its end', { timeout: 120_000 }, async () => {
    const { io, out, err } = testIo()
    expect(await main(['code', folder, join(folder, 'missing.txt'), '--format', 'jsonl'], io)).toBe(1)
    for (const name of ['empty.txt', 'binary.txt', 'large.txt', 'missing.txt']) expect(err()).toContain(name)
    expect(err()).not.toContain('zz-good.txt')
    checkCoded(
      out()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    )
  })

  test.each(['json', 'csv', 'table'])('is coded to its end, as %s', { timeout: 60_000 }, async (format) => {
    const { io, out } = testIo()
    expect(await main(['code', join(folder, 'light'), '--format', format], io)).toBe(1)
    expect(out()).toContain('zz-good.txt')
    if (format === 'json') expect(JSON.parse(out())).toHaveLength(BAD.length - HEAVY.size + 1)
  })

  test('is acquired and annotated to its end', { timeout: 60_000 }, async () => {
    for (const command of [
      ['acquire'],
      ['acquire', '--format', 'jsonl'],
      ['annotate'],
      ['annotate', '--format', 'conllu'],
      ['annotate', '--format', 'jsonl'],
    ]) {
      const { io, out, err } = testIo()
      expect(await main([...command, join(folder, 'light')], io)).toBe(1)
      expect(out(), err()).toContain('Oslo')
    }
  })
})

function checkCoded(coded: readonly CodedReport[]): void {
  const found = new Map(coded.map((each) => [each.report.origin.replace(/.*\//, '').replace(/:1$/, ''), each]))
  for (const [name, , problem] of BAD) {
    const codes = found.get(name)?.problems.map(({ code }) => code)
    expect([name, codes]).toEqual([name, problem === undefined ? expect.any(Array) : expect.arrayContaining([problem])])
    for (const { message, span } of found.get(name)!.problems) {
      expect(message).toMatch(/^\S.*\.$/s)
      if (span !== undefined) expect(span.end).toBeLessThanOrEqual(found.get(name)!.report.text.length)
    }
  }
  for (const name of ['empty.txt', 'binary.txt', 'large.txt', 'german.txt', 'japanese.txt'])
    expect(found.get(name)?.events).toEqual([])
  expect(found.get('zz-good.txt')?.events.map(({ eventType }) => eventType)).toEqual(['CONSULT'])
}

test('any text at all gives a result whose spans lie within it', () => {
  const words = fc.constantFrom(
    'Blinken',
    'said',
    'on',
    'Tuesday',
    '“',
    '”',
    '"',
    ',',
    '.',
    'North',
    'Korea',
    "'s",
    'condemned',
    'the',
    'launch',
    '\ud83d',
    '\udc00',
    'é\u0301',
    '\u0000',
    '\u200b',
    '(',
    ')',
    'that',
    'he',
    'will',
    'meet',
    'Jan. 5',
    '2022',
    '—',
    '\n\n',
    '\r\n',
    '$',
    '10,000',
    'U.S.',
    'who',
    'to',
    'and',
    'missile', // biome-ignore format: one glance
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(words, { maxLength: 80 }).map((parts) => parts.join(' ')),
    fc.array(words, { maxLength: 80 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, (input) => {
      const coded = run(reportFromText(input, { published: '2022-02-02' }), resources)
      const { length } = coded.report.text
      for (const { start, end } of spansOf(coded)) expect(start >= 0 && start <= end && end <= length).toBe(true)
      expect(JSON.parse(JSON.stringify(coded)).report.text).toBe(coded.report.text)
    }),
    { seed: 20220201, numRuns: 300 },
  )
})

/** Every span anywhere in a coded report. */
function* spansOf(value: unknown): Generator<{ start: number; end: number }> {
  if (value === null || typeof value !== 'object') return
  if ('start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number') {
    yield { start: value.start, end: value.end }
  }
  for (const inner of Object.values(value)) yield* spansOf(inner)
}
