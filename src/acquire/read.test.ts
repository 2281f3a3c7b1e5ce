import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ReadOptions, readReports } from './read.ts'
import type { Report } from './report.ts'

const TEXT = 'Ministers meet\n\nFebruary 2, 2022\n\nThe two ministers of the states met in Oslo on Tuesday.\n'
const GERMAN = 'Die beiden Minister haben sich am Dienstag in Oslo getroffen und über die Lage gesprochen.'
const PAGE = `<!doctype html><html><head><title>Ministers meet</title>
<meta property="article:published_time" content="2022-02-02T10:00:00Z"><meta property="og:site_name" content="The Daily"></head>
<body><nav>Home | World</nav><article><h1>Ministers meet</h1>${'<p>The two ministers of the states met in Oslo on Tuesday &amp; talked at length about the matter.</p>'.repeat(6)}</article>
<footer>About us</footer></body></html>`

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readout-read-'))
  await mkdir(join(folder, 'all', 'inner'), { recursive: true })
  await writeFile(join(folder, 'all', 'b.txt'), TEXT)
  await writeFile(join(folder, 'all', 'a.html'), PAGE)
  await writeFile(join(folder, 'all', 'inner', 'c.jsonl'), `${JSON.stringify({ text: TEXT, id: 'r1' })}\n`)
  await writeFile(join(folder, 'all', 'ignored.png'), 'x')
  await mkdir(join(folder, 'none'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(input: string | Uint8Array, options: ReadOptions = {}): Promise<Report[]> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input
  // Two chunks, so that what is cut between them is put together again.
  const stdin = (async function* () {
    yield bytes.subarray(0, Math.ceil(bytes.length / 2))
    yield bytes.subarray(Math.ceil(bytes.length / 2))
  })()
  return collect(readReports(['-'], { ...options, stdin }))
}

async function collect(found: AsyncIterable<Report>): Promise<Report[]> {
  const reports: Report[] = []
  for await (const report of found) reports.push(report)
  return reports
}

const codes = (report: Report | undefined) => report?.problems.map((problem) => problem.code)

describe('where reports come from', () => {
  test('a directory: files of known endings, sorted by path, with those below', async () => {
    const reports = await collect(readReports([join(folder, 'all')]))
    expect(reports.map((report) => report.origin.replace(folder, ''))).toEqual(['/all/a.html', '/all/b.txt', 'r1'])
    expect(reports.map((report) => report.published?.value)).toEqual(['2022-02-02', '2022-02-02', '2022-02-02'])
  })

  test('what is not there is told, and the rest goes on', async () => {
    const inputs = [join(folder, 'nope.txt'), join(folder, 'all', 'b.txt'), join(folder, 'none')]
    const reports = await collect(readReports(inputs))
    expect(reports.map(codes)).toEqual([['unreadable'], [], ['empty']])
    expect(reports.map((report) => report.origin)).toEqual(inputs)
  })

  test('an address', async () => {
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/a' ? 200 : 404, { 'content-type': 'text/html' }).end(PAGE)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const [found, missing, invalid] = await collect(readReports([`${base}/a`, `${base}/b`, 'http://']))
    await new Promise((resolve) => server.close(resolve))
    expect(found).toMatchObject({
      origin: `${base}/a`,
      url: `${base}/a`,
      title: 'Ministers meet',
      publisher: 'The Daily',
    })
    expect(missing?.problems[0]?.message).toContain('404')
    expect(codes(invalid)).toEqual(['unreadable'])
  })
})

test('a page gives its article: title, paragraphs, and a date from its metadata', async () => {
  const [report] = await read(PAGE, { url: 'https://example.org/a' })
  expect(report).toMatchObject({
    title: 'Ministers meet',
    url: 'https://example.org/a',
    published: { value: '2022-02-02', from: 'metadata' },
  })
  expect(report?.text).toMatch(/^Ministers meet\n\nThe two ministers .* Tuesday & talked/)
  expect(report?.text).not.toMatch(/Home|About us/)
})

test('JSONL: every name of a field, ids as origin, bad lines told and left out', async () => {
  const lines = [
    {
      text: 'SEOUL, Feb. 1 (SP) -- The two ministers of the states met.',
      date: '2022-02-02',
      id: 7,
      source: 'The Daily',
    },
    {
      body: 'The two ministers of the states met in Oslo.',
      published: 1643760000,
      title: 'Ministers meet',
      url: 'https://example.org',
    },
    { content: 'The two ministers of the states met in Oslo.', publisher: 'The Weekly', extra: [1] },
  ]
  const input = `${lines.map((line) => JSON.stringify(line)).join('\r\n')}\n\nno json\n{"text":3}\n{"title":"x"}\n`
  const reports = await read(input)
  expect(reports.map((report) => [report.origin, report.published?.value, report.publisher])).toEqual([
    ['7', '2022-02-02', 'The Daily'],
    ['-:2', '2022-02-02', undefined],
    ['-:3', undefined, 'The Weekly'],
    ['-:5', undefined, undefined],
    ['-:6', undefined, undefined],
    ['-:7', undefined, undefined],
  ])
  expect(reports[0]?.dateline).toMatchObject({ place: 'SEOUL', value: '2022-02-01' })
  expect(reports.slice(3).map(codes)).toEqual([['malformed-record'], ['malformed-record'], ['malformed-record']])
})

test.each([
  ['one record', JSON.stringify({ text: TEXT, id: 'r' }, null, 2), [['r', '2022-02-02']]],
  [
    'an array',
    JSON.stringify([{ text: TEXT }, { body: TEXT, id: 'r' }], null, 2),
    [
      ['-:1', '2022-02-02'],
      ['r', '2022-02-02'],
    ],
  ],
  ['an array on one line', JSON.stringify([{ text: TEXT }]), [['-:1', '2022-02-02']]],
])('JSON: %s', async (_, input, expected) => {
  expect((await read(input)).map((report) => [report.origin, report.published?.value])).toEqual(expected)
})

describe('bad input', () => {
  const utf16 = (text: string, swap: boolean) => {
    const bytes = Buffer.from(text, 'utf16le')
    return swap ? bytes.swap16() : bytes
  }
  test.each<[string, string | Uint8Array, string[], string]>([
    ['an empty file', '', ['empty'], ''],
    ['white space alone', ' \r\n\t\ufeff', ['empty'], ''],
    ['a picture', Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), ['binary'], ''],
    ['a PDF document', '%PDF-1.7 …', ['binary'], ''],
    ['random bytes', Uint8Array.from({ length: 4096 }, (_, idx) => (idx * 7919) % 256), ['binary'], ''],
    ['UTF-16 with its mark', utf16(`\ufeff${TEXT}`, false), ['encoding'], TEXT],
    ['UTF-16 without its mark', utf16(TEXT, true), ['encoding'], TEXT],
    ['windows-1252', Buffer.from(TEXT.replace('Oslo', 'Malmö'), 'latin1'), ['encoding'], TEXT.replace('Oslo', 'Malmö')],
    ['a byte order mark', `\ufeff${TEXT}`, [], TEXT],
    [
      'UTF-8 read as windows-1252',
      TEXT.replace('Oslo', 'Zoraâ€™s house'),
      ['encoding'],
      TEXT.replace('Oslo', 'Zoraâ€™s house'),
    ],
    ['CRLF', TEXT.replaceAll('\n', '\r\n'), [], TEXT.replaceAll('\n', '\r\n')],
    [
      'emoji and combining marks',
      TEXT.replace('Oslo', 'O\u0301slo 👩‍👩‍👧'),
      [],
      TEXT.replace('Oslo', 'O\u0301slo 👩‍👩‍👧'),
    ],
    ['another language', GERMAN, ['no-date', 'not-english'], GERMAN],
    [
      'another script',
      '中国外交部长王毅与美国国务卿布林肯通电话。',
      ['no-date', 'not-english'],
      '中国外交部长王毅与美国国务卿布林肯通电话。',
    ],
    [
      'no date',
      'The two ministers of the states met in Oslo.',
      ['no-date'],
      'The two ministers of the states met in Oslo.',
    ],
    ['a date in the future', TEXT.replace('2022', '2032'), ['future-date'], TEXT.replace('2022', '2032')],
  ])('%s', async (_, input, expected, text) => {
    const [report] = await read(input, { now: '2022-02-03' })
    expect([codes(report), report?.text]).toEqual([expected, text])
  })

  test('half a character, from a record', async () => {
    const [report] = await read('{"text": "The two \\ud83d met in the city of Oslo.", "date": "2022-02-02"}')
    expect(codes(report)).toEqual(['unpaired-surrogate'])
    expect(report?.text[report.problems[0]!.span!.start]).toBe('\ud83d')
  })

  test('a file or record over the limit is not read to its end, and the next record is', async () => {
    expect(codes((await read('The two met. '.repeat(100), { maxSize: 1000 }))[0])).toEqual(['too-large'])
    const lines = [{ text: 'x'.repeat(2000) }, { text: TEXT }].map((line) => JSON.stringify(line)).join('\n')
    const reports = await read(`${JSON.stringify({ text: TEXT })}\n${lines}`, { maxSize: 1000 })
    expect(reports.map(codes)).toEqual([[], ['too-large'], []])
  })

  test('a page nested thousands deep', async () => {
    const deep = `<html><body>${'<div>'.repeat(20_000)}The two met.${'</div>'.repeat(20_000)}</body></html>`
    expect(await read(deep)).toHaveLength(1)
  })
})
