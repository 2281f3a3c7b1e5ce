import { afterAll, beforeAll, expect, test } from 'vitest'
import { codedReport } from '../../../test/coded.ts'
import { ingest, type OpenRecord, openRecord } from '../../record/index.ts'
import { createApp } from './index.ts'
import type { EventHistory, EventRow, JudgementRow } from './types.ts'

let record: OpenRecord
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  record = await openRecord(':memory:')
  const call = { actors: 'Antony Blinken/USA', recipients: 'Yoshimasa Hayashi/JPN', text: 'They held a call.' }
  await ingest(record, [
    codedReport('a', '2022-01-05', [{ ...call, on: '2022-01-05' }]),
    codedReport('b', '2022-01-20', [{ ...call, on: '2022-01-20' }]),
  ])
  app = createApp({ record, page: new Map() })
})
afterAll(() => record.close())

const get = async <T>(path: string) => (await app.request(path)).json() as Promise<T>
const post = (body: unknown) =>
  app.request('/api/judgements', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })

test('judgements are made, listed, told in the history, and undone', async () => {
  const before = await get<EventRow[]>('/api/events')
  const [a, b] = before as [EventRow, EventRow]
  const said = await post({ kind: 'same', events: [a.id, b.id], reason: 'one call', author: 'Ana' })
  expect(said.status).toBe(201)
  const row = (await said.json()) as JudgementRow
  expect(row).toMatchObject({ kind: 'same', author: 'Ana', reason: 'one call', state: 'in-force', events: [a.id] })
  expect(await get('/api/judgements')).toEqual([row])
  const history = await get<EventHistory>(`/api/events/${a.id}/history`)
  expect(history.judgements).toEqual([row])
  expect(history.formerIds).toEqual([b.id])
  expect((await app.request(`/api/events/${b.id}`)).headers.get('location')).toBe(`/api/events/${a.id}`)
  expect((await post({ kind: 'undo', judgement: row.id, reason: 'two calls' })).status).toBe(201)
  expect(await get('/api/events')).toEqual(before)
  expect(await get<JudgementRow[]>('/api/judgements?state=undone')).toMatchObject([{ id: row.id, state: 'undone' }])
})

test('a reason that comes later stands with the judgement, and can be taken back', async () => {
  const before = await get<EventRow[]>('/api/events')
  const correct = { kind: 'correct', event: before[0]!.id, field: 'date', value: '2022-01-06', reason: 'Tokyo' }
  const row = (await (await post(correct)).json()) as JudgementRow
  const said = await post({ kind: 'explain', judgement: row.id, reason: 'the ministry has the sixth', author: 'Ana' })
  const later = (await said.json()) as JudgementRow
  expect(later).toMatchObject({ kind: 'explain', explains: row.id, state: 'in-force', events: row.events })
  const reasons = [{ id: later.id, author: 'Ana', reason: 'the ministry has the sixth' }]
  const { judgements } = await get<EventHistory>(`/api/events/${row.events[0]}/history`)
  expect(judgements.find(({ id }) => id === row.id)).toMatchObject({ reason: 'Tokyo', laterReasons: reasons })
  await post({ kind: 'undo', judgement: later.id, reason: 'a slip' })
  const [bare] = (await get<JudgementRow[]>('/api/judgements?kind=correct')) as [JudgementRow]
  expect(bare).toEqual(row)
  await post({ kind: 'undo', judgement: row.id, reason: 'a test' })
  expect(await get('/api/events')).toEqual(before)
})

test('an event that is struck out is gone, and its history is not', async () => {
  const [{ id }] = (await get<EventRow[]>('/api/events')) as [EventRow]
  const said = (await (await post({ kind: 'strike', event: id, reason: 'none' })).json()) as JudgementRow
  expect((await app.request(`/api/events/${id}`)).status).toBe(410)
  expect(await get(`/api/events/${id}/history`)).toMatchObject({ isStruck: true })
  expect((await post({ kind: 'strike', event: id, reason: 'none' })).status).toBe(409)
  await post({ kind: 'undo', judgement: said.id, reason: 'a test' })
  expect((await app.request(`/api/events/${id}`)).status).toBe(200)
})

test('unsure links are a list', async () => {
  expect(await get('/api/unsure?limit=5&type=CONSULT')).toBeInstanceOf(Array)
})

test.each([
  [{ kind: 'maybe', reason: 'x' }, 400, /^kind must be one of same, apart/],
  [{ kind: 'same', events: ['x'], reason: 'x' }, 400, /^events must be the ids of two events$/],
  [{ kind: 'strike', event: 'x' }, 400, /^reason must be given$/],
  [{ kind: 'strike', event: 'nope', reason: 'x' }, 404, /^there is no event "nope" on record$/],
  [{ kind: 'undo', judgement: 'nope', reason: 'x' }, 404, /^there is no judgement "nope" on record$/],
  [{ kind: 'explain', judgement: 'nope', reason: 'x' }, 404, /^there is no judgement "nope" on record$/],
  [{ kind: 'correct', event: 'nope', field: 'colour', value: 'red', reason: 'x' }, 400, /^field must be one of type, /],
])('%o is refused with a reason', async (body, status, message) => {
  const response = await post(body)
  expect(response.status).toBe(status)
  expect(((await response.json()) as { error: string }).error).toMatch(message)
})
