import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testIo } from '../../../test/io.ts'
import { getReport, ingest, listReports, openRecord } from '../../record/index.ts'
import { LISTINGS } from '../filters.ts'
import { main } from './program.ts'

const REPORTS = [
  'Ministers meet\n\nFebruary 2, 2022\n\nForeign Minister Ana Brnabić met Japanese Foreign Minister Yoko Kamikawa in Oslo on Tuesday.\n',
  'Talks in Oslo\n\nFebruary 3, 2022\n\nJapanese Foreign Minister Kamikawa Yoko held talks with Foreign Minister Ana Brnabić on Tuesday in Oslo.\n',
  'France condemns test\n\nMarch 5, 2022\n\nFrance on Friday condemned North Korea’s missile launch. “We deplore it,” President Emmanuel Macron said.\n',
]

let folder: string
let database: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readout-record-'))
  database = join(folder, 'record.db')
  for (const [idx, text] of REPORTS.entries()) await writeFile(join(folder, `${idx}.txt`), text)
  await readout(['ingest', ...REPORTS.map((_, idx) => join(folder, `${idx}.txt`))])
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

async function readout(args: string[], file = database) {
  const { io, out, err } = testIo()
  const status = await main([...args, '--database', file], io)
  return { status, out: out(), err: err() }
}

const rowsOf = (out: string) =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

test('an ingest says what it did; a second one changes nothing; one that fails in part says so and goes on', async () => {
  const file = join(folder, 'other.db')
  const inputs = [0, 1, 2].map((idx) => join(folder, `${idx}.txt`))
  const first = await readout(['ingest', ...inputs, '--batch-size', '2'], file)
  expect(first).toMatchObject({ status: 0, err: '' })
  expect(first.out).toMatch(/^3 reports read, 3 new; .*other\.db holds 3 reports, \d+ events\n$/)
  const events = await readout(['events', '--format', 'jsonl'], file)
  const again = await readout(['ingest', 'nope.txt', ...inputs.toReversed()], file)
  expect(again.status).toBe(1)
  expect(again.err).toMatch(/^readout: nope\.txt: .*no such file.*\n$/)
  expect(again.out).toMatch(/^4 reports read, 0 new, 1 failed; /)
  expect(await readout(['events', '--format', 'jsonl'], file)).toEqual(events)
  expect(events.out).toBe((await readout(['events', '--format', 'jsonl'])).out)
})

test('the history of an event is told as of a day, and where judgements fit no longer', async () => {
  const file = join(folder, 'told.db')
  await readout(['ingest', ...[0, 1, 2].map((idx) => join(folder, `${idx}.txt`))], file)
  const [{ id }] = rowsOf((await readout(['events', '--type', 'CONSULT', '--format', 'jsonl'], file)).out) as [
    { id: string },
  ]
  expect((await readout(['history', id, '--as-of', '2022-02-02'], file)).out).not.toContain('Talks in Oslo')
  expect((await readout(['history', id, '--as-of', '2022-02-03'], file)).out).toContain('Talks in Oslo')
  const early = await readout(['history', id, '--as-of', '2022-02-01'], file)
  expect(early).toMatchObject({ status: 1, err: expect.stringContaining('on record as of 2022-02-01') })
  expect((await readout(['why', id, '--as-of', '2022-02-02', '--later-judgements'], file)).out).toContain('One report')
  expect((await readout(['diff', '--speaker', 'Zzyzx'], file)).out).toContain('readout actor "Zzyzx"')
  const judged = await readout(['judge', 'strike', id, '--because', 'none', '--by', 'Ana'], file)
  expect(judged.out).toContain('struck out')
  const reports = rowsOf((await readout(['reports', '--format', 'jsonl'], file)).out) as { id: string }[]
  for (const report of reports) await readout(['forget', report.id], file)
  expect((await readout(['recode'], file)).out).toBe(
    '0 reports coded anew\n1 judgement fits no longer: readout judgements --stale\n',
  )
  expect(await readout(['forget', 'nope'], file)).toMatchObject({
    status: 1,
    err: expect.stringContaining('it is noted'),
  })
})

test('somebody is found however his name is spelt', async () => {
  const found = rowsOf((await readout(['actor', 'kamikawwa', '--format', 'jsonl'])).out)
  expect(found).toMatchObject([{ names: expect.arrayContaining(['Kamikawa Yoko', 'Yoko Kamikawa']), problems: [] }])
  expect((await readout(['actor', 'brnabic'])).out).toContain('Ana Brnabić')
  expect(await readout(['actor', 'Zzyzx'])).toMatchObject({ status: 1, out: 'Nobody on record is called "Zzyzx".\n' })
})

test('one act told by two reports is one row, one person under two orders of a name one actor', async () => {
  const meetings = rowsOf((await readout(['events', '--type', 'consult', '--format', 'jsonl'])).out)
  expect(meetings.map(({ reports }) => reports.length)).toEqual([2])
  const actors = rowsOf((await readout(['actors', '--actor', 'Kamikawa', '--format', 'jsonl'])).out)
  expect(actors.map(({ names }) => names.toSorted())).toEqual([['Kamikawa Yoko', 'Yoko Kamikawa']])
})

test.each([
  [['--actor', 'France'], ['ACCUSE']],
  [['--recipient', 'PRK'], ['ACCUSE']],
  [['--from', '2022-03', '--to', '2022', '--type', 'ACCUSE,CONSULT'], ['ACCUSE']],
  [['--status', 'planned,denied'], []],
  [['--text', '"held talks"'], ['CONSULT']],
])('events %j', async (filters, types) => {
  const { status, out } = await readout(['events', ...filters, '--format', 'jsonl'])
  expect([status, rowsOf(out).map(({ eventType }) => eventType)]).toEqual([0, types])
})

test.each([
  ['reports', ['--status', 'occurred', '--type', 'ACCUSE'], 1],
  ['reports', ['--type', 'CONSULT', '--actor', 'Kamikawa'], 2],
  ['reports', ['--type', 'ASSAULT'], 0],
  ['quotations', ['--type', 'ACCUSE', '--recipient', 'nobody'], 0],
  ['quotations', ['--type', 'ACCUSE'], 2],
  ['actors', ['--type', 'ACCUSE'], 1],
  ['actors', ['--recipient', 'PRK', '--from', '2022-03'], 1],
  ['actors', ['--status', 'denied'], 0],
  ['offices', ['--type', 'CONSULT'], 2],
  ['offices', ['--type', 'ACCUSE', '--status', 'planned'], 0],
] as const)('%s %j: %i', async (listing, filters, expected) => {
  const { status, out } = await readout([listing, ...filters, '--format', 'jsonl'])
  expect([status, rowsOf(out).length]).toEqual([0, expected])
})

test.each(LISTINGS)('%s as of a day are those of a record of the reports until then', async (listing) => {
  const then = join(folder, `then-${listing}.db`)
  await readout(['ingest', join(folder, '0.txt')], then)
  for (const day of ['2022-02-02', '2022']) {
    const file = day === '2022' ? database : then
    const { out } = await readout([listing, '--as-of', day, '--format', 'jsonl'], file)
    if (day === '2022-02-02') {
      expect(out).toBe((await readout([listing, '--format', 'jsonl'], then)).out)
      expect((await readout([listing, '--as-of', day, '--format', 'jsonl'])).out).toBe(out)
    } else expect(rowsOf(out).length).toBeGreaterThan(0)
  }
  expect((await readout([listing, '--as-of', '2021', '--format', 'jsonl'])).out).toBe('')
})

describe.each(LISTINGS)('%s', (listing) => {
  test('come as lines of JSON, as CSV with the same number of rows, and as a table', async () => {
    const rows = rowsOf((await readout([listing, '--format', 'jsonl'])).out)
    const csv = (await readout([listing, '--format', 'csv'])).out.trimEnd().split('\n')
    const table = await readout([listing])
    expect(rows.length).toBeGreaterThan(0)
    expect(csv).toHaveLength(rows.length + 1)
    expect(table).toMatchObject({ status: 0, err: '' })
    expect(table.out).toMatch(new RegExp(`\\n${rows.length} ${listing.slice(0, -1)}s?\\n$`))
    expect(Math.max(...table.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  test('are as many as --limit says, from the first', async () => {
    const rows = rowsOf((await readout([listing, '--format', 'jsonl'])).out)
    expect(rowsOf((await readout([listing, '--format', 'jsonl', '--limit', '1'])).out)).toEqual(rows.slice(0, 1))
  })
})

test.each([
  [['events', '--type', 'FOO'], /--type must be one of AGREE, .*not "FOO"/],
  [['events', '--status', 'done'], /--status must be one of occurred/],
  [['events', '--from', '2022-02-30'], /--from must be a date as YYYY-MM-DD.*"2022-02-30"/],
  [['events', '--from', '2022-03', '--to', '2022-02'], /2022-03-01 lies after --to 2022-02-28/],
  [['events', '--as-of', 'then'], /--as-of must be a date as YYYY-MM-DD/],
  [['events', '--limit', '0'], /whole number above 0/],
  [['serve', '--port', '70000'], /a port from 0 to 65535/],
  [['ingest'], /name at least one file/],
])('%j is wrong usage', async (args, message) => {
  const { status, out, err } = await readout(args)
  expect([status, out]).toEqual([2, ''])
  expect(err).toMatch(message)
})

test('reports of an older version are coded anew, and the record is that of a new ingest', async () => {
  const file = join(folder, 'older.db')
  const [newer, older] = [await openRecord(database), await openRecord(file)]
  for (const { id } of (await listReports(newer)).rows) {
    const coded = (await getReport(newer, id))!
    await ingest(older, [{ ...coded, version: '0.0.1', events: coded.events.slice(1) }])
  }
  await newer.close()
  await older.close()
  expect((await readout(['recode'], file)).out).toBe('3 reports coded anew\n')
  expect((await readout(['recode'], file)).out).toBe('0 reports coded anew\n')
  for (const listing of LISTINGS) {
    const args = [listing, '--format', 'jsonl']
    expect((await readout(args, file)).out).toBe((await readout(args)).out)
  }
})

test('a report is taken down and not read again until that is undone', async () => {
  const file = join(folder, 'taken.db')
  const inputs = [0, 1, 2].map((idx) => join(folder, `${idx}.txt`))
  await readout(['ingest', ...inputs], file)
  const [{ id }] = rowsOf((await readout(['reports', '--type', 'ACCUSE', '--format', 'jsonl'], file)).out)
  expect((await readout(['forget', id, '--reason', 'asked to'], file)).out).toBe(`${id} is forgotten\n`)
  expect((await readout(['ingest', ...inputs], file)).out).toMatch(/, 0 new; .* holds 2 reports/)
  expect((await readout(['forget'], file)).out).toBe(`${id}  2022-02-03  asked to\n`)
  expect(await readout(['forget', 'nope'], file)).toMatchObject({ status: 1, out: '' })
  expect((await readout(['forget', id, '--undo'], file)).out).toBe(`${id} may be read again\n`)
  expect((await readout(['ingest', ...inputs], file)).out).toMatch(/, 1 new; .* holds 3 reports/)
})

test('saved searches tell what came since the last look, and why', async () => {
  const file = join(folder, 'watched.db')
  await readout(['ingest', join(folder, '0.txt')], file)
  expect((await readout(['watchlist'], file)).out).toMatch(/^No search is saved\.\nSave one by: /)
  const save = ['watchlist', '--add', 'talks', '--type', 'CONSULT', '--actor', 'Kamikawa']
  expect((await readout(save, file)).out).toBe('talks is saved\n')
  expect(await readout(save, file)).toMatchObject({ status: 2 })
  await readout(['watchlist', '--add', 'north', '--recipient', 'PRK'], file)
  expect((await readout(['watchlist', '--keep'], file)).out).toBe('north: nothing new\ntalks: nothing new\n')
  await readout(['ingest', ...REPORTS.map((_, idx) => join(folder, `${idx}.txt`))], file)
  const look = ['watchlist', '--format', 'jsonl']
  const [north, talks] = rowsOf((await readout([...look, '--keep'], file)).out)
  expect(north).toMatchObject({ name: 'north', total: 1, matches: [{ isNew: true, why: ['recipient North Korea'] }] })
  expect(talks).toMatchObject({ total: 1, matches: [{ isNew: false, reports: [expect.any(String)] }] })
  expect(talks.matches[0].why).toEqual([
    expect.stringMatching(/^actor (?:Kamikawa Yoko|Yoko Kamikawa)$/),
    'type CONSULT',
  ])
  expect((await readout(['watchlist'], file)).out).toMatch(
    /^north: 1 new\n.*ACCUSE.*new · recipient North Korea\ntalks: 1 new\n/s,
  )
  expect(rowsOf((await readout(look, file)).out).map(({ total }) => total)).toEqual([0, 0])
  expect((await readout(['watchlist', '--remove', 'north'], file)).out).toBe('north is removed\n')
  expect(await readout(['watchlist', '--remove', 'north'], file)).toMatchObject({ status: 2 })
  expect(await readout(['watchlist', '--actor', 'PRK'], file)).toMatchObject({ status: 2 })
})

test('statements of a speaker are compared, as text, JSON and HTML', async () => {
  const file = join(folder, 'statements.db')
  const said = [
    'France speaks\n\nMarch 1, 2022\n\n“France condemns the attack on the port,” President Emmanuel Macron said.\n',
    'France speaks again\n\nMarch 9, 2022\n\n“France strongly condemns the attack on the port <b>,” President Emmanuel Macron said.\n',
  ]
  for (const [idx, text] of said.entries()) await writeFile(join(folder, `said-${idx}.txt`), text)
  await readout(['ingest', join(folder, 'said-0.txt'), join(folder, 'said-1.txt')], file)
  const text = await readout(['diff', '--speaker', 'Macron'], file)
  expect(text).toMatchObject({ status: 0, err: '' })
  expect(text.out).toMatch(/^2022-03-01 → 2022-03-09\nstrengthened {2}France condemns → France strongly condemns/)
  const { statements, changes } = JSON.parse(
    (await readout(['diff', '--speaker', 'Macron', '--format', 'json'], file)).out,
  )
  expect([statements.length, changes.length]).toEqual([2, 1])
  expect((await readout(['diff', '--speaker', 'Macron', '--format', 'html'], file)).out).not.toContain('<b>')
  expect((await readout(['diff', '--speaker', 'nobody'], file)).out).toContain('No statement matches.\n')
})

test.each([
  ['counts', /^No report makes a claim of a count\.\nMore reports are recorded by: readout ingest PATH\n$/],
  ['conflicts', /^No reports disagree\.\nMore reports/],
  ['plans', /^No act was planned or called for\.\nMore reports/],
])('%s of a record that has none say so', async (check, message) => {
  expect((await readout([check])).out).toMatch(message)
  expect(await readout([check, '--format', 'jsonl'])).toMatchObject({ status: 0, out: '' })
})

test('a listing that finds nothing says what to try next', async () => {
  expect((await readout(['events', '--actor', 'Nobody'])).out).toBe(
    'No event matches.\nWhom a name may mean on record tells: readout actor "Nobody"\n',
  )
  expect((await readout(['reports', '--from', '2040'])).out).toBe('No report matches.\nFewer filters find more.\n')
})

test('a series is a chart, CSV, JSON or a drawing', async () => {
  expect((await readout(['series'])).out).toMatch(/2022-02-01 {2}█+ +1/)
  expect((await readout(['series', '--format', 'csv'])).out).toMatch(
    /^period,events,verbal_cooperation,.*\n2022-02-01,1,1,0,0,0,/,
  )
  expect(rowsOf((await readout(['series', '--by', 'year', '--format', 'jsonl'])).out)).toMatchObject([
    { period: '2022-01-01' },
  ])
  expect((await readout(['series', '--format', 'svg'])).out).toMatch(/^<svg .*<\/svg>\n$/s)
})

test('a record that is not there, or is none, ends with status 3', async () => {
  const none = await readout(['events'], join(folder, 'none.db'))
  expect(none).toMatchObject({ status: 3, out: '' })
  expect(none.err).toMatch(/^readout: there is no record in .*none\.db: make one with readout ingest/)
  expect((await readout(['events'], join(folder, '0.txt'))).status).toBe(3)
  expect((await readout(['events'], 'postgres://localhost/readout')).status).toBe(3)
})
