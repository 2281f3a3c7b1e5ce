import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codedReport } from '../../test/coded.ts'
import { checkAsOf, checkOrder, recordOf } from '../../test/records.ts'
import type { CodedReport } from '../code/index.ts'
import { findConflicts } from '../review/index.ts'
import { forgetReport, listEvents, listReports, type OpenRecord } from './index.ts'

const WIRE = [
  'The foreign ministers of Chad and Sudan met in the border town of Adre on Sunday to discuss the refugees from Darfur.',
  'Both sides agreed to open two more crossings for food convoys before the rains begin in June, a joint statement said.',
  'The United Nations counts half a million people in camps on the Chadian side, most of them women and children.',
  'Aid workers told reporters that stocks of grain will last until the middle of May at the present rate.',
]
const OWN = [
  'Sudan and Chad held talks in Adre, where their top diplomats spoke of the camps and of the coming rains.',
  'The deal foresees two new crossing points, which humanitarian agencies have asked for since last winter.',
  'Relief groups warn that supplies are running out fast, and that roads are about to turn to mud again.',
]

/** A report of sentences, the first of which tells of a meeting. */
function report(id: string, published: string, text: readonly string[], publisher?: string): CodedReport {
  const coded = codedReport(
    id,
    published,
    text.map((one) => ({ actors: 'TCD', recipients: 'SDN', on: '2023-05-07', text: one })),
  )
  return {
    ...coded,
    report: { ...coded.report, ...(publisher === undefined ? {} : { publisher }) },
    events: coded.events.slice(0, 1),
  }
}

describe('copies of one wire story', () => {
  const reports = [
    report('c', '2023-05-08', ['ADRE, Chad, May 8 — From our wire.', ...WIRE].slice(1), 'Daily Ledger'),
    report('a', '2023-05-07', WIRE, 'Continental Wire'),
    report('d', '2023-05-08', WIRE.slice(0, 3), 'Northern Post'),
    report('b', '2023-05-08', OWN, 'The Meridian'),
  ]

  test('are one piece of evidence with several publishers', async () => {
    const record = await recordOf(reports)
    const [event] = (await listEvents(record)).rows
    expect(event!.reports.map(({ id, copyOf }) => [id, copyOf])).toEqual([
      ['a', undefined],
      ['b', undefined],
      ['c', 'a'],
      ['d', 'a'],
    ])
    expect(event!.nIndependent).toBe(2)
    const { rows } = await listReports(record)
    expect(rows.map(({ id, copyOf, copies }) => [id, copyOf, copies?.map(({ publisher }) => publisher)])).toEqual([
      ['a', undefined, ['Daily Ledger', 'Northern Post']],
      ['b', undefined, undefined],
      ['c', 'a', ['Continental Wire', 'Northern Post']],
      ['d', 'a', ['Continental Wire', 'Daily Ledger']],
    ])
    await record.close()
  })

  test('confirm nothing where reports disagree', async () => {
    const [wire, ...others] = reports.toSorted((x, y) => (x.report.id < y.report.id ? -1 : 1))
    const denial = report('e', '2023-05-09', [
      'No minister of ours has been to Adre, and nobody there has signed a thing, a spokesman in Khartoum said.',
    ])
    const event = { ...denial.events[0]!, status: 'denied' as const }
    const record = await recordOf([wire!, ...others, { ...denial, events: [event] }])
    const [conflict] = await findConflicts(record, {}, 10)
    expect(conflict!.first.id).toBe('a')
    expect(conflict!.confirmed.map(({ id }) => id)).toEqual(['b'])
    expect(conflict!.denied.map(({ id }) => id)).toEqual(['e'])
    expect(conflict!.copies.map(({ id }) => id)).toEqual(['c', 'd'])
    await record.close()
  })

  test('are two stories again when the one between them is taken down', async () => {
    const chain = [
      report('a', '2023-05-07', [...WIRE, OWN[1]!]),
      report('b', '2023-05-13', WIRE),
      report('c', '2023-05-19', [OWN[2]!, ...WIRE]),
    ]
    const record = await recordOf(chain)
    expect((await listReports(record)).rows.map(({ copyOf }) => copyOf)).toEqual([undefined, 'a', 'a'])
    await forgetReport(record, 'b', { reason: 'asked', time: '2023-06-01T00:00:00Z' })
    expect((await listReports(record)).rows.map(({ copyOf }) => copyOf)).toEqual([undefined, undefined])
    await record.close()
  })
})

test('the very same text from several publishers is one report that names them', async () => {
  const texts = ['Northern Post', 'Continental Wire', 'Daily Ledger', 'Northern Post'].map((publisher, i) => {
    const one = report('a', '2023-05-07', WIRE, publisher)
    return { ...one, report: { ...one.report, origin: `${3 - (i % 3)}.txt` } }
  })
  for (const order of [texts, texts.toReversed(), texts.slice(1)])
    for (const batchSize of [1, 2, 64]) {
      const record = await recordOf(order, batchSize)
      const { rows } = await listReports(record)
      expect(rows.map(({ publisher, alsoBy }) => [publisher, alsoBy])).toEqual([
        ['Daily Ledger', ['Continental Wire', 'Northern Post']],
      ])
      expect((await listEvents(record)).rows[0]!.reports[0]!.alsoBy).toEqual(['Continental Wire', 'Northern Post'])
      await record.close()
    }
})

const DAYS = ['2023-05-07', '2023-05-12', '2023-05-18', '2023-05-25']
const someReports = () =>
  fc
    .array(fc.record({ text: fc.subarray([...WIRE, ...OWN], { minLength: 2 }), day: fc.constantFrom(...DAYS) }), {
      minLength: 2,
      maxLength: 9,
    })
    .map((drawn) => drawn.map(({ text, day }, i) => report(`r${i}`, day, text)))

async function said(record: OpenRecord): Promise<string> {
  const rows = [...(await listEvents(record)).rows, ...(await listReports(record)).rows]
  return rows.map((row) => JSON.stringify(row)).join('\n')
}

test('copies do not depend on order, batches and what was taken down', async () => {
  await checkOrder({ someReports: someReports(), said })
}, 120_000)

test('copies as of a day are those of the reports until then', async () => {
  await checkAsOf({ someReports: someReports(), said }, DAYS)
}, 120_000)
