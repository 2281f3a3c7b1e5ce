import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CALL, codedReport } from '../../test/coded.ts'
import { ONTOLOGY } from '../../test/curation.ts'
import {
  type Asked,
  forgetReport,
  getEvent,
  ingest,
  judge,
  listEvents,
  listJudgements,
  listUnsure,
  type OpenRecord,
  openRecord,
  readHistory,
} from './index.ts'

const REPORTS = [
  codedReport('a', '2022-01-05', [CALL]),
  codedReport('b', '2022-01-06', [CALL]),
  codedReport('c', '2022-01-20', [{ ...CALL, on: '2022-01-20' }]),
]

let record: OpenRecord
let nSaid = 0
beforeEach(async () => {
  record = await openRecord(':memory:')
  await ingest(record, REPORTS)
})
afterEach(() => record.close())

const say = (asked: Asked) =>
  judge(record, { ...asked, author: 'Ana', time: `2022-02-01T00:00:0${nSaid++ % 10}.000Z`, reason: 'seen' }, ONTOLOGY)
const told = async () =>
  (await listEvents(record)).rows.map(({ reports }) => reports.map(({ id }) => id).join('')).sort()
const idOf = async (reports: string) =>
  (await listEvents(record)).rows.find((row) => row.reports.map(({ id }) => id).join('') === reports)!.id

describe('two events', () => {
  test('are one once somebody says so, and two again when he takes it back', async () => {
    expect(await told()).toEqual(['ab', 'c'])
    const gone = await idOf('c')
    const { id } = await say({ kind: 'same', events: [await idOf('ab'), gone] })
    expect(await told()).toEqual(['abc'])
    expect((await getEvent(record, gone))!.id).toBe(await idOf('abc'))
    await say({ kind: 'undo', judgement: id })
    expect(await told()).toEqual(['ab', 'c'])
    expect(await idOf('c')).toBe(gone)
  })

  test('come of one where a report tells another act, and a later judgement wins', async () => {
    await say({ kind: 'apart', event: await idOf('ab'), reports: ['b'] })
    expect(await told()).toEqual(['a', 'b', 'c'])
    await say({ kind: 'same', events: [await idOf('a'), await idOf('b')] })
    expect(await told()).toEqual(['ab', 'c'])
    const { rows } = await listJudgements(record)
    expect(rows.map(({ kind, state }) => [kind, state])).toEqual([
      ['same', 'in-force'],
      ['apart', 'overruled'],
    ])
  })
})

test.each([
  ['date', '2022-01-06', { date: { value: '2022-01-06', start: '2022-01-06', end: '2022-01-06', from: 'judgement' } }],
  ['date', '2022-01', { date: { value: '2022-01', start: '2022-01-01', end: '2022-01-31', from: 'judgement' } }],
  ['type', 'accuse', { eventType: 'ACCUSE', quad: 3, intensity: -3 }],
  ['mode', 'phone', { mode: 'phone', intensity: 1.5 }],
  ['place', 'Seoul/KOR', { location: { name: 'Seoul', country: 'KOR', precision: 'city' } }],
  ['actors', 'Hayashi Yoshimasa', { actors: [expect.objectContaining({ name: 'Yoshimasa Hayashi', country: 'JPN' })] }],
  ['actors', 'Jane Doe/KOR/person', { actors: [expect.objectContaining({ name: 'Jane Doe', country: 'KOR' })] }],
  ['killed', '3', { casualties: { killed: 3 } }],
] as const)('%s can be corrected to %s, and events are found by it', async (field, value, expected) => {
  const event = await idOf('c')
  const { id } = await say({ kind: 'correct', event, field, value })
  expect(await getEvent(record, event)).toMatchObject({ ...expected, judgements: [id] })
  if (field === 'date') expect((await listEvents(record, { to: '2022-01-10' })).total).toBe(2)
  if (value === 'Jane Doe/KOR/person') expect((await listEvents(record, { actor: 'Doe' })).total).toBe(1)
})

test.each([
  [{ kind: 'correct', field: 'date', value: 'then' }, 'usage', /^date must be/],
  [{ kind: 'correct', field: 'status', value: '' }, 'usage', /must have a status/],
  [{ kind: 'correct', field: 'mode', value: 'dance' }, 'usage', /^mode of CONSULT must be one of phone, visit/],
  [{ kind: 'correct', field: 'actors', value: 'Nobody' }, 'usage', /^nobody on record is called "Nobody"/],
  [{ kind: 'apart', reports: ['z'] }, 'missing', /^report "z" does not tell event/],
  [{ kind: 'apart', reports: ['c'] }, 'usage', /^no report is left/],
] as const)('%o is refused', async (asked, code, message) => {
  const event = await idOf('c')
  await expect(say({ ...asked, event } as Asked)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  })
  await expect(say({ kind: 'strike', event: 'nope' })).rejects.toMatchObject({ code: 'missing' })
  expect((await listJudgements(record)).total).toBe(0)
})

test('an event that is struck out has a history and no row, also when its report is coded anew', async () => {
  const event = await idOf('c')
  await say({ kind: 'strike', event })
  expect(await told()).toEqual(['ab'])
  await ingest(record, [{ ...codedReport('c', '2022-01-20', [{ ...CALL, on: '2022-01-20' }]), version: '0.0.1' }])
  expect(await told()).toEqual(['ab'])
  expect(await readHistory(record, event)).toMatchObject({
    isStruck: true,
    judgements: [{ kind: 'strike', state: 'in-force' }],
  })
  await expect(say({ kind: 'strike', event })).rejects.toMatchObject({ code: 'conflict' })
})

test('an act that was not coded can be added, is linked, and goes with its report', async () => {
  const added = { type: 'CONSULT', actors: 'Jane Doe/KOR/person', recipients: 'Japan/JPN/country', date: '2022-01-20' }
  const { id, events } = await say({
    kind: 'add',
    report: 'c',
    evidence: 'held a call',
    fields: { ...added, type: 'ACCUSE' },
  })
  expect(await getEvent(record, events[0]!)).toMatchObject({
    eventType: 'ACCUSE',
    rule: 'judgement',
    judgements: [id],
    reports: [{ id: 'c', mentions: [{ evidence: { start: 20, end: 31 } }] }],
  })
  await expect(say({ kind: 'add', report: 'c', evidence: 'held a call', fields: added })).rejects.toMatchObject({
    code: 'conflict',
  })
  await forgetReport(record, 'c', { reason: '', time: '2022-02-02' })
  expect(await told()).toEqual(['ab'])
  expect((await listJudgements(record, { state: 'stale' })).rows).toMatchObject([
    { id, note: 'no report on record tells what it is about any more' },
  ])
})

test('history tells what the program made of it, and links near the threshold wait to be judged', async () => {
  const event = await idOf('ab')
  await say({ kind: 'correct', event, field: 'date', value: '2022-01-04' })
  const history = (await readHistory(record, event))!
  expect([history.row.date!.value, history.coded.date!.value]).toEqual(['2022-01-04', '2022-01-05'])
  expect(history.tellings.map(({ report }) => report.id)).toEqual(['a', 'b'])
  expect(history.joins).toHaveLength(1)
  for (const { score } of await listUnsure(record, {}, 10)) expect(Math.abs(score)).toBeLessThanOrEqual(1)
})
