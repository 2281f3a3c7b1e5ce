import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scoreCases } from '../../eval/insight/cases.ts'
import { type Act, codedReport } from '../../test/coded.ts'
import { loadReviewRules } from '../load-review.ts'
import { ingest, type OpenRecord, openRecord } from '../record/index.ts'
import { checkCounts, findConflicts, nextPeriod, readSeries } from './index.ts'

test('counts, contradictions, plans and days are judged as by hand', async () => {
  for (const { set, errors } of await scoreCases()) expect([set, errors]).toEqual([set, []])
}, 60_000)

const folder = mkdtempSync(join(tmpdir(), 'readout-review-'))
let record: OpenRecord
const LAUNCH: Act = { eventType: 'MOBILIZE', actors: 'PRK', text: 'fired a missile', weapon: { kind: 'missile' } }
beforeAll(async () => {
  record = await openRecord(join(folder, 'record.db'))
  const second = codedReport('b', '2022-01-31', [{ ...LAUNCH, on: '2022-01-30' }])
  const claim = {
    what: 'missile test',
    actor: second.events[0]!.actors[0]!,
    ordinal: 2,
    period: '2022',
    span: { start: 0, end: 5 },
  }
  await ingest(record, [
    codedReport('o', '2021-12-01', [{ ...LAUNCH, on: '2021-11-30' }]),
    codedReport('a', '2022-01-05', [{ ...LAUNCH, on: '2022-01-05' }]),
    { ...second, counts: [claim] },
  ])
})
afterAll(async () => {
  await record.close()
  rmSync(folder, { recursive: true })
})

test('a claim is checked with the words that make it and what was counted', async () => {
  const [check, ...others] = await checkCounts(record, { limit: 5 }, loadReviewRules().kinds)
  expect(others).toEqual([])
  expect(check).toMatchObject({ verdict: 'agrees', claimed: 2, text: 'fired', actor: 'PRK', report: { id: 'b' } })
  expect(check!.counted.map(({ day }) => day)).toEqual(['2022-01-05', '2022-01-30'])
})

test('reports that agree make no conflict', async () => {
  expect(await findConflicts(record, {}, 10)).toEqual([])
})

test('a series has a row for every period, empty ones too', async () => {
  const months = await readSeries(record, { actor: 'PRK' }, 'month')
  expect(months.map(({ period, events }) => [period, events])).toEqual([
    ['2021-11-01', 1],
    ['2021-12-01', 0],
    ['2022-01-01', 2],
  ])
  expect((await readSeries(record, {}, 'week')).map(({ period }) => period).slice(-2)).toEqual([
    '2022-01-17',
    '2022-01-24',
  ])
  expect(await readSeries(record, { actor: 'FRA' }, 'year')).toEqual([])
})

test.each([
  ['2022-12-01', 'month', '2023-01-01'],
  ['2024-02-28', 'day', '2024-02-29'],
  ['2021-12-27', 'week', '2022-01-03'],
  ['2022-01-01', 'year', '2023-01-01'],
] as const)('after %s comes, by %s, %s', (period, by, next) => {
  expect(nextPeriod(period, by)).toBe(next)
})
