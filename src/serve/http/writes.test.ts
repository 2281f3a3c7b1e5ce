import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportFromText } from '../../acquire/index.ts'
import { ingest, type OpenRecord, openRecord } from '../../record/index.ts'
import { loadResources, run } from '../../run.ts'
import { createApp } from './index.ts'
import type {
  EventRow,
  Network,
  Noticed,
  PlaceCounts,
  SpeakerCount,
  Suggestion,
  UploadNews,
  Wordings,
} from './types.ts'

const EXAMPLES = join(import.meta.dirname, '../../../examples')
const folder = mkdtempSync(join(tmpdir(), 'readout-http-'))

let record: OpenRecord
let ask: (path: string, init?: RequestInit) => Promise<Response>
const read = async <T>(path: string) => (await (await ask(path)).json()) as T
beforeAll(async () => {
  record = await openRecord(join(folder, 'readout.db'))
  const resources = loadResources()
  const names = readdirSync(EXAMPLES).filter((name) => /^2022-0(?:1-0[56]|2-0[12]).*\.txt$/.test(name))
  await ingest(
    record,
    names.map((name) => run(reportFromText(readFileSync(join(EXAMPLES, name)), { origin: name }), resources)),
  )
  const app = createApp({ record, page: new Map() })
  ask = async (path, init) => app.request(path, init)
}, 60_000)
afterAll(async () => {
  await record.close()
  rmSync(folder, { recursive: true })
})

describe('overviews', () => {
  test('the network counts what its links list', async () => {
    const { sides, dyads, periods, total } = await read<Network>('/api/network?by=week')
    expect(total).toBe(dyads.length)
    expect(periods).toEqual(periods.toSorted())
    const dyad = dyads.find(({ a, b }) => a === 'JPN' && b === 'USA')!
    expect(sides.find(({ id }) => id === 'USA')).toMatchObject({ kind: 'country', country: 'USA' })
    expect(dyad.together + dyad.aToB + dyad.bToA).toBe(dyad.events)
    expect(dyad.quads.reduce((sum, n) => sum + n, 0)).toBe(dyad.events)
    expect(dyad.series.reduce((sum, { events }) => sum + events, 0)).toBe(dyad.events)
    const listed = (await read<unknown[]>('/api/events?actor=USA&recipient=JPN&from=1900&to=2100')).length
    expect(dyad.together + dyad.bToA).toBe(listed)
  })

  test('people deal with people', async () => {
    const { sides } = await read<Network>('/api/network?level=actor&limit=2000')
    expect(sides.map(({ name }) => name)).toContain('Antony J. Blinken')
  })

  test('places have coordinates and as many acts as the list', async () => {
    const { places, unplaced, total } = await read<PlaceCounts>('/api/places')
    expect(places.length).toBeGreaterThan(0)
    expect(places.reduce((sum, { events }) => sum + events, unplaced)).toBe(total)
    for (const { place, events, quads } of places) {
      expect(quads.reduce((sum, n) => sum + n, 0)).toBe(events)
      expect(place.precision).toBeTruthy()
    }
    expect(places.some(({ place }) => place.lat !== undefined)).toBe(true)
  })

  test('speakers, by topic and by part of the name', async () => {
    const speakers = await read<SpeakerCount[]>('/api/speakers?topic=North+Korea')
    expect(speakers[0]!.days).toBeGreaterThanOrEqual(speakers.at(-1)!.days)
    const price = await read<SpeakerCount[]>('/api/speakers?text=price')
    expect(price.map(({ name }) => name)).toEqual(['Ned Price'])
  })

  test('suggestions begin with what was written', async () => {
    const found = await read<Suggestion[]>('/api/suggestions?text=blin')
    expect(found).toContainEqual(expect.objectContaining({ kind: 'actor', value: 'Antony J. Blinken', hint: 'USA' }))
    expect(await read<Suggestion[]>('/api/suggestions?text=%25')).toEqual([])
    expect(await read<Suggestion[]>('/api/suggestions')).toEqual([])
  })

  test('the words of an office, whoever holds it, lead to their sentences', async () => {
    const { statements, changes } = await read<Wordings>('/api/wordings?office=Secretary+of+State&speaker=USA')
    expect(statements.length).toBeGreaterThan(1)
    const spans = changes.flatMap(({ phrases }) => phrases.flatMap(({ before, after }) => [before, after]))
    expect(spans.filter((span) => span !== undefined).every(({ sentence }) => sentence !== undefined)).toBe(true)
    expect((await ask('/api/wordings')).status).toBe(400)
  })

  test('as of a day', async () => {
    const then = await read<PlaceCounts>('/api/places?as-of=2022-01-31')
    const now = await read<PlaceCounts>('/api/places')
    expect(then.total).toBeLessThan(now.total)
    expect((await read<Network>('/api/network?as-of=2022-01-31')).total).toBeGreaterThan(0)
    expect((await read<SpeakerCount[]>('/api/speakers?as-of=2022-01-31')).length).toBeGreaterThan(0)
  })

  test('as of a day, with what was judged since', async () => {
    const then = '/api/events?as-of=2022-01-31'
    const before = await read<EventRow[]>(then)
    const { id } = before[0]!
    const judge = (body: object) =>
      ask('/api/judgements', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ reason: 'tried', ...body }),
      })
    const struck = (await (await judge({ kind: 'strike', event: id })).json()) as { id: string }
    expect(await read<EventRow[]>(then)).toEqual(before)
    const since = await read<EventRow[]>(`${then}&judgements=all`)
    expect(since.map((row) => row.id)).toEqual(before.slice(1).map((row) => row.id))
    await judge({ kind: 'undo', judgement: struck.id })
    expect(await read<EventRow[]>(`${then}&judgements=all`)).toEqual(before)
  })

  test.each([
    ['/api/network?level=galaxy', /^level must be country or actor$/],
    ['/api/places?limit=0', /^limit/],
    [`/api/suggestions?text=${'x'.repeat(501)}`, /^text must have at most 500 characters$/],
  ])('%s is refused with a reason', async (path, message) => {
    const response = await ask(path)
    expect(response.status).toBe(400)
    expect(((await response.json()) as { error: string }).error).toMatch(message)
  })
})

/** Sends a form and returns what is told of it. */
async function upload(fields: Record<string, string>, files: readonly File[] = []): Promise<UploadNews[]> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const file of files) form.append('file', file)
  const response = await ask('/api/uploads', { method: 'POST', body: form })
  expect(response.status).toBe(202)
  const { news } = (await response.json()) as { news: string }
  return newsOf(await (await ask(news)).text())
}

function newsOf(stream: string): UploadNews[] {
  return [...stream.matchAll(/^data: (.+)$/gm)].map(([, data]) => JSON.parse(data!) as UploadNews)
}

describe('adding reports', () => {
  const TEXT = 'March 3, 2022\n\nFrance on Thursday condemned the missile launch by North Korea.\n'

  test('one that cannot be read stops none of the others', async () => {
    const news = await upload({}, [
      new File(['\u0000\u0001\u0002\u0003'.repeat(400)], 'bulletin.pdf'),
      new File([TEXT], '<img src=x>.txt'),
      new File([], 'nothing.txt'),
      new File([`${JSON.stringify({ text: TEXT })}\n{"text": 4}\n`], 'many.jsonl'),
    ])
    expect(news.map((one) => (one.kind === 'done' ? 'done' : `${one.origin} ${one.outcome}`))).toEqual([
      'bulletin.pdf failed',
      '<img src=x>.txt added',
      'nothing.txt failed',
      'many.jsonl:1 known',
      'many.jsonl:2 failed',
      'done',
    ])
    expect(news.at(-1)).toMatchObject({ nAdded: 1, nKnown: 1, nFailed: 3 })
    const added = news[1] as Extract<UploadNews, { kind: 'report' }>
    expect(added).toMatchObject({ published: '2022-03-03', nEvents: expect.any(Number) })
    expect((await ask(`/api/reports/${added.id}`)).status).toBe(200)
  })

  test('a text is pasted with its title, publisher and date', async () => {
    const [first] = await upload({
      text: 'Germany on Monday urged North Korea to return to talks.',
      title: 'Berlin speaks',
      publisher: 'Own notes',
      published: '2022-03-08',
    })
    expect(first).toMatchObject({ origin: 'pasted text', outcome: 'added', title: 'Berlin speaks' })
    expect(first).toMatchObject({ published: '2022-03-08' })
  })

  test('news can be asked for again, after the last that was heard', async () => {
    const form = new FormData()
    form.set('text', TEXT)
    const { news } = (await (await ask('/api/uploads', { method: 'POST', body: form })).json()) as { news: string }
    expect(newsOf(await (await ask(news)).text())).toHaveLength(2)
    expect(newsOf(await (await ask(news, { headers: { 'Last-Event-ID': '0' } })).text())).toHaveLength(1)
    expect((await ask('/api/uploads/nope')).status).toBe(404)
  })

  test.each([
    [{}, [], 400, /nothing to read/],
    [{ text: 'x', published: 'yesterday' }, [], 400, /^published must be a date/],
    [{}, [new File(['x'.repeat(33_000_000)], 'big.txt')], 413, /^more than the 32 MB/],
  ] as const)('%o is refused with a reason', async (fields, files, status, message) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    for (const file of files) form.append('file', file)
    // A browser tells the length; the harness does not.
    const size = new Blob(files as readonly File[] as File[]).size
    const headers = { 'Content-Length': String(size) }
    const response = await ask('/api/uploads', { method: 'POST', body: form, ...(size === 0 ? {} : { headers }) })
    expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([
      status,
      expect.stringMatching(message),
    ])
  })
})

const json = (method: string, body: unknown): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'Content-Type': 'application/json' },
})

test('a search is saved, notices what comes, is seen, and forgotten', async () => {
  const saved = await ask('/api/watchlist', json('POST', { name: 'Italy', filters: { actor: 'Italy' } }))
  expect(saved.status).toBe(201)
  expect((await ask('/api/watchlist', json('POST', { name: 'Italy', filters: { actor: 'ITA' } }))).status).toBe(400)
  expect((await ask('/api/watchlist', json('POST', { name: 'All', filters: {} }))).status).toBe(400)
  await upload({ text: 'March 9, 2022\n\nItaly on Wednesday condemned the missile launch by North Korea.\n' })
  const [noticed] = await read<Noticed[]>('/api/watchlist')
  expect(noticed).toMatchObject({ name: 'Italy', total: 1, matches: [{ isNew: true, why: ['actor Italy'] }] })
  expect((await ask('/api/watchlist/seen', json('POST', { name: 'Italy' }))).status).toBe(204)
  expect((await read<Noticed[]>('/api/watchlist'))[0]).toMatchObject({ total: 0 })
  expect((await ask('/api/watchlist/Italy', { method: 'DELETE' })).status).toBe(204)
  expect((await ask('/api/watchlist/Italy', { method: 'DELETE' })).status).toBe(404)
})

describe('who may ask', () => {
  const seen = (headers: Record<string, string>) => {
    const { method, body, headers: type } = json('POST', {}) as { method: string; body: string; headers: object }
    return ask('/api/watchlist/seen', { method, body, headers: { ...type, ...headers } })
  }
  test.each([
    [{ Host: 'localhost:4750', Origin: 'http://localhost:4750' }, 204],
    [{ Host: '127.0.0.1:4750', 'Sec-Fetch-Site': 'same-origin' }, 204],
    [{ Host: '[::1]:4750' }, 204],
    [{ Host: 'archive:4750', Origin: 'http://archive:4750' }, 204],
    [{ Host: 'localhost:4750', Origin: 'http://localhost:4751' }, 403],
    [{ Host: 'localhost:4750', Origin: 'https://example.org' }, 403],
    [{ Host: 'localhost:4750', Origin: 'null' }, 403],
    [{ Host: 'localhost:4750', 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ Host: 'rebound.example.org', Origin: 'http://rebound.example.org' }, 403],
  ])('%o', async (headers, status) => {
    expect((await seen(headers)).status).toBe(status)
  })

  test('a name that leads here by a trick reads nothing', async () => {
    expect((await ask('/api/events', { headers: { Host: 'rebound.example.org' } })).status).toBe(403)
  })
})
