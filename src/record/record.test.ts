import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Act, codedReport } from '../../test/coded.ts'
import { reportFromText } from '../acquire/index.ts'
import type { CodedReport } from '../code/index.ts'
import { linkMentions, mentionsOf } from '../link/index.ts'
import { loadResources, run } from '../run.ts'
import { summaryOf } from '../serve/cli/rowTable.ts'
import {
  countRows,
  forgetReport,
  getEvent,
  getReport,
  ingest,
  listActors,
  listEvents,
  listForgotten,
  listOffices,
  listQuotations,
  listReports,
  type OpenRecord,
  openAsOf,
  openRecord,
  summariseEvents,
  unforgetReport,
  whyEvent,
} from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-record-'))
let nFiles = 0
const open = () => openRecord(join(folder, `${nFiles++}.db`))
afterAll(() => rmSync(folder, { recursive: true }))

/** Everything that a record says, as lines of JSON. */
async function everything(record: OpenRecord): Promise<string> {
  const listings = [
    await listEvents(record),
    await listQuotations(record),
    await listActors(record),
    await listOffices(record),
    await listReports(record),
  ]
  return listings.flatMap(({ rows }) => rows.map((row) => JSON.stringify(row))).join('\n')
}

async function recordOf(reports: readonly CodedReport[], batchSize = 64): Promise<OpenRecord> {
  const record = await open()
  await ingest(record, reports, { batchSize })
  return record
}

describe('the samples', () => {
  let samples: CodedReport[]
  let record: OpenRecord
  beforeAll(async () => {
    const resources = loadResources()
    samples = readdirSync('examples')
      .filter((name) => name.endsWith('.txt'))
      .map((name) => run(reportFromText(readFileSync(join('examples', name)), { origin: name }), resources))
    record = await recordOf(samples)
  }, 120_000)
  afterAll(() => record.close())

  test('tell in lines of tables what their rows do', async () => {
    const [{ rows }, { rows: lines }] = [await listEvents(record), await summariseEvents(record)]
    expect(lines).toEqual(rows.map(summaryOf))
  })

  test('give the same bytes in any order and batches', async () => {
    const expected = await everything(record)
    for (let i = 1; i <= 10; i++) {
      const other = await recordOf(shuffled(samples, i), 1 + ((i * 7) % 40))
      expect(await everything(other)).toBe(expected)
      await other.close()
    }
  }, 120_000)

  test('say on each of eight days what a record of the reports until then says', async () => {
    const days = ['2022-01-05', '2022-01-06', '2022-01-12', '2022-01-28', '2022-01-31', '2022-02-02', '2022-02-20']
    for (const day of [...days, '2022-12-31']) {
      const [view, then] = [
        await openAsOf(record, day),
        await recordOf(samples.filter(({ report }) => (report.published?.value ?? '9999') <= day)),
      ]
      expect(await everything(view)).toBe(await everything(then))
      await view.close()
      await then.close()
    }
  }, 120_000)

  test('are linked as all at once', async () => {
    const clusters = linkMentions(samples.flatMap(mentionsOf))
    const { rows } = await listEvents(record)
    expect(rows.map(({ id }) => id).toSorted()).toEqual(clusters.map(({ id }) => id).toSorted())
  })

  test('read back as they were coded', async () => {
    for (const sample of samples)
      expect(JSON.stringify(await getReport(record, sample.report.id))).toBe(JSON.stringify(sample))
  })

  test('have evidence that lies in their reports', async () => {
    const texts = new Map(samples.map(({ report }) => [report.id, report.text]))
    for (const { reports } of (await listEvents(record)).rows)
      for (const { id, mentions } of reports)
        for (const { evidence, trigger } of mentions) {
          expect(texts.get(id)!.slice(evidence.start, evidence.end)).not.toBe('')
          expect(texts.get(id)!.slice(trigger.start, trigger.end)).not.toBe('')
        }
  })

  test('have one Hayashi under both orders of his name', async () => {
    const { rows } = await listActors(record, { actor: 'Hayashi' })
    const people = rows.filter(
      ({ names }) => names.includes('Hayashi Yoshimasa') || names.includes('Yoshimasa Hayashi'),
    )
    expect(people).toHaveLength(1)
    expect(people[0]!.names).toEqual(expect.arrayContaining(['Hayashi Yoshimasa', 'Yoshimasa Hayashi']))
  })

  test('come in pages that make up the whole', async () => {
    const whole = await listEvents(record)
    for (const order of ['oldest', 'newest'] as const) {
      const ids: string[] = []
      for (let after: string | undefined; ; ) {
        const page = await listEvents(record, {}, { limit: 37, order, ...(after === undefined ? {} : { after }) })
        expect(page.total).toBe(whole.total)
        ids.push(...page.rows.map(({ id }) => id))
        after = page.next
        if (after === undefined) break
      }
      const expected = whole.rows.map(({ id }) => id)
      expect(ids).toEqual(order === 'newest' ? expected.toReversed() : expected)
    }
  })

  test('tell why an event is one', async () => {
    const event = (await listEvents(record)).rows.find(({ reports }) => reports.length > 1)!
    const reasons = await whyEvent(record, event.id)
    expect(reasons).toMatchObject({
      event: event.id,
      joins: expect.arrayContaining([expect.objectContaining({ forbidding: [] })]),
    })
  })
})

const CALL: Act = {
  actors: 'Antony Blinken/USA',
  recipients: 'Hayashi Yoshimasa/JPN',
  mode: 'phone',
  on: '2022-01-05',
  text: 'Blinken telephoned Hayashi about the hypersonic missile',
}

describe('an ingest', () => {
  test('of what is there changes nothing', async () => {
    const record = await recordOf([codedReport('a', '2022-01-05', [CALL])])
    const before = await everything(record)
    expect(await ingest(record, [codedReport('a', '2022-01-05', [CALL])])).toEqual({ nReports: 1, nNew: 0, nEvents: 0 })
    expect(await everything(record)).toBe(before)
    await record.close()
  })

  test('keeps the least of the origins of one text, and the coding of the newest version', async () => {
    const report = codedReport('a', '2022-01-05', [CALL])
    const elsewhere = { ...report, report: { ...report.report, origin: '0.txt' } }
    const newer = { ...codedReport('a', '2022-01-05', [{ ...CALL, on: '2022-01-04' }]), version: '0.10.0' }
    const other = codedReport('b', '2022-01-06', [CALL])
    const all = [report, elsewhere, newer, other]
    const expected = await recordOf([newer, other])
    for (let i = 0; i < 6; i++) {
      const record = await recordOf(shuffled(all, i), 1 + (i % 2))
      expect(await everything(record)).toBe(await everything(expected))
      await record.close()
    }
    const record = await recordOf([report, elsewhere])
    expect((await listReports(record)).rows[0]!.origin).toBe('0.txt')
  })

  test('tells how far it is', async () => {
    const record = await open()
    const seen: number[] = []
    const reports = ['a', 'b', 'c'].map((id) => codedReport(id, '2022-01-05', [CALL]))
    await ingest(record, reports, { batchSize: 2, onProgress: ({ nReports }) => seen.push(nReports) })
    expect(seen).toEqual([2, 3])
  })

  test('does not depend on order, batches or replacements', async () => {
    await fc.assert(
      fc.asyncProperty(
        manyReports(),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 9 }),
        async (reports, seed, size) => {
          const [one, other] = [await recordOf(reports), await recordOf(shuffled([...reports, ...reports], seed), size)]
          expect(await everything(other)).toBe(await everything(one))
          await one.close()
          await other.close()
        },
      ),
      { numRuns: 25, seed: 2022 },
    )
  }, 60_000)

  test('can be asked how it stood on a day: as a record of the reports until then', async () => {
    await fc.assert(
      fc.asyncProperty(
        manyReports(),
        fc.constantFrom('2022-01-04', '2022-01-05', '2022-01-06', '2022-01-07', '2022-01-31'),
        async (reports, day) => {
          const last = new Map(reports.map((report) => [report.report.id, report]))
          const all = [...last.values()]
          const [now, then] = [await recordOf(all), await recordOf(all.filter((one) => isUntil(one, day)))]
          const view = await openAsOf(now, day)
          expect(await everything(view)).toBe(await everything(then))
          for (const record of [now, then, view]) await record.close()
        },
      ),
      { numRuns: 25, seed: 2022 },
    )
  }, 60_000)

  test('by two processes at once leaves one record', async () => {
    const file = join(folder, 'shared.db')
    const [one, other] = [await openRecord(file), await openRecord(file)]
    const reports = Array.from({ length: 12 }, (_, i) => codedReport(`r${i}`, '2022-01-05', [CALL]))
    for (let i = 0; i < 12; i += 2) {
      await ingest(one, [reports[i]!])
      await ingest(other, [reports[i + 1]!])
    }
    const whole = await recordOf(reports)
    expect(await everything(one)).toBe(await everything(whole))
  })
})

describe('an event', () => {
  test('is found by an id that was merged away', async () => {
    const record = await recordOf([codedReport('b', '2022-01-06', [CALL])])
    const old = (await listEvents(record)).rows[0]!
    await ingest(record, [codedReport('a', '2022-01-05', [CALL])])
    const { rows } = await listEvents(record)
    expect(rows).toHaveLength(1)
    expect(rows[0]!.id).not.toBe(old.id)
    expect(await getEvent(record, old.id)).toEqual(rows[0])
    expect(await getEvent(record, 'no such event')).toBeUndefined()
  })

  test('keeps its id when its report is coded anew, whatever the new coding calls it', async () => {
    const record = await recordOf([codedReport('a', '2022-01-05', [CALL]), codedReport('b', '2022-01-06', [CALL])])
    const old = (await listEvents(record)).rows[0]!
    const coded = codedReport('a', '2022-01-05', [{ ...CALL, eventType: 'AGREE' }])
    const renamed = { ...coded.events[0]!, id: 'a-7', trigger: { start: 3, end: 9 } }
    const newer = {
      ...coded,
      events: [{ ...renamed, mentions: [{ ...renamed.mentions[0]!, trigger: renamed.trigger }] }],
    }
    for (const version of ['0.1.0', '0.2.0']) {
      await ingest(record, [{ ...newer, version }])
      const found = await getEvent(record, old.id)
      expect(found).toMatchObject({ eventType: 'AGREE', reports: [{ id: 'a' }] })
      const fresh = await recordOf([{ ...newer, version }, codedReport('b', '2022-01-06', [CALL])])
      expect(await everything(record)).toBe(await everything(fresh))
      await fresh.close()
    }
    await record.close()
  })

  test('stands when one of its reports is forgotten, and goes with the last', async () => {
    const reports = [codedReport('a', '2022-01-05', [CALL]), codedReport('b', '2022-01-06', [CALL])]
    const record = await recordOf(reports)
    const { id } = (await listEvents(record)).rows[0]!
    const note = { reason: 'asked to', time: '2022-02-03' }
    expect(await forgetReport(record, 'a', note)).toBe(true)
    const other = await recordOf([reports[1]!])
    expect(await everything(record)).toBe(await everything(other))
    expect((await getEvent(record, id))!.reports.map((one) => one.id)).toEqual(['b'])
    await ingest(record, reports)
    expect(await everything(record)).toBe(await everything(other))
    expect(await listForgotten(record)).toEqual([{ id: 'a', ...note }])
    expect(await forgetReport(record, 'b', note)).toBe(true)
    expect(await countRows(record)).toEqual({ reports: 0, events: 0, quotations: 0, actors: 0 })
    expect(await getEvent(record, id)).toBeUndefined()
    expect(await forgetReport(record, 'c', note)).toBe(false)
    expect(await unforgetReport(record, 'a')).toBe(true)
    await ingest(record, [reports[0]!])
    expect((await listReports(record)).rows.map((one) => one.id)).toEqual(['a'])
    await record.close()
    await other.close()
  })

  test('of a forgotten report leaves no words in the file', async () => {
    const record = await recordOf([codedReport('a', '2022-01-05', [{ ...CALL, text: 'Zyzzyva spoke of quicksilver' }])])
    await forgetReport(record, 'a', { reason: '', time: '2022-02-03' })
    const { database } = record
    await record.close()
    expect(readFileSync(database).includes('zyzzyva')).toBe(false)
    expect(readFileSync(database).includes('quicksilv')).toBe(false)
  })

  test.each([
    [{ actor: 'hayashi' }, 1],
    [{ actor: 'Yoshimasa Hayashi' }, 1],
    [{ recipient: 'USA' }, 1],
    [{ actor: 'KOR' }, 0],
    [{ actor: 'nobody' }, 0],
    [{ type: ['CONSULT' as const] }, 1],
    [{ type: [] }, 0],
    [{ status: ['planned' as const] }, 0],
    [{ from: '2022-01-05', to: '2022-01-05' }, 1],
    [{ from: '2022-01-06' }, 0],
    [{ to: '2022-01-04' }, 0],
    [{ text: 'hypersonic' }, 1],
    [{ text: '"the hypersonic missile"' }, 1],
    [{ text: 'missile "' }, 1],
    [{ text: '"missile hypersonic"' }, 0],
    [{ text: '***' }, 0],
    [{ place: 'Tokyo' }, 0],
  ])('is found by %j: %i', async (filters, expected) => {
    const record = await recordOf([codedReport('a', '2022-01-05', [CALL])])
    expect((await listEvents(record, filters)).total).toBe(expected)
    await record.close()
  })
})

test('a record counts what it holds', async () => {
  const record = await recordOf([codedReport('a', '2022-01-05', [CALL])])
  expect(await countRows(record)).toEqual({
    reports: 1,
    events: 1,
    quotations: 0,
    actors: 2,
    published: { first: '2022-01-05', last: '2022-01-05' },
  })
})

test('a record keeps characters of every kind', async () => {
  const act = { ...CALL, text: 'Blinken called \u0001 Hayashi "name":" {"start":1,"end":2} 🚀 \ud800' }
  const report = codedReport('a', '2022-01-05', [act])
  const record = await recordOf([
    { ...report, report: { ...report.report, title: '"name":" {"start":1,"end":2} \u0002' } },
  ])
  expect((await listReports(record)).rows[0]!.title).toBe('"name":" {"start":1,"end":2} \u0002')
  expect((await getReport(record, 'a'))!.report.title).toBe('"name":" {"start":1,"end":2} \u0002')
})

test('a file that is no record is refused with a reason', async () => {
  await expect(openRecord('package.json')).rejects.toMatchObject({ code: 'store' })
  await expect(openRecord('postgres://localhost/x')).rejects.toMatchObject({ code: 'store' })
})

const isUntil = ({ report }: CodedReport, day: string) =>
  report.published !== undefined && report.published.value <= day

function manyReports(): fc.Arbitrary<CodedReport[]> {
  const act = fc.record({
    eventType: fc.constantFrom('CONSULT' as const, 'ACCUSE' as const),
    actors: fc.constantFrom(
      'Antony Blinken/USA',
      'USA',
      'PRK',
      'Hayashi Yoshimasa/JPN',
      'Kim Min-seok',
      'Kim Min Seok/KOR',
    ),
    recipients: fc.constantFrom('Yoshimasa Hayashi/JPN', 'JPN', 'Kim Min-seok/PRK', ''),
    on: fc.constantFrom('2022-01-05', '2022-01-06', '2022-01-01/2022-01-31'),
    text: fc.constantFrom('they spoke by telephone', 'condemned the launch of a missile', 'met for talks'),
  })
  const report = fc.tuple(
    fc.constantFrom('2022-01-05', '2022-01-06', '2022-01-07'),
    fc.array(act, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('0.1.0', '0.2.0'),
  )
  return fc.array(report, { minLength: 1, maxLength: 12 }).map((reports) =>
    // Some ids come twice, with another coding.
    reports.map(([published, acts, version], i) => ({ ...codedReport(`r${i % 9}`, published, acts), version })),
  )
}

/** A copy in an order that the seed decides (linear congruential keys). */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed + 1
  const keyed = items.map((item) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return { item, key: state }
  })
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item)
}
