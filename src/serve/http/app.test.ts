import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportFromText } from '../../acquire/index.ts'
import { ingest, type OpenRecord, openRecord } from '../../record/index.ts'
import { loadResources, run } from '../../run.ts'
import { LISTINGS } from '../filters.ts'
import { LIST } from '../rows.ts'
import { createApp, listen } from './index.ts'
import type { BrowsedEvents, EventRow, Facets, Timeline, WholeReport } from './types.ts'

const EXAMPLES = join(import.meta.dirname, '../../../examples')
const PAGE = new Map([
  ['/index.html', new TextEncoder().encode('<!doctype html><title>Readout</title>')],
  ['/assets/a.js', new TextEncoder().encode('0')],
])

let record: OpenRecord
let get: (path: string, init?: RequestInit) => Promise<Response>
let rows: EventRow[]
beforeAll(async () => {
  record = await openRecord(':memory:')
  const resources = loadResources()
  const names = readdirSync(EXAMPLES).filter((name) => /^2022-0(?:1-0[56]|2-0[12]).*\.txt$/.test(name))
  await ingest(
    record,
    names.map((name) => run(reportFromText(readFileSync(join(EXAMPLES, name)), { origin: name }), resources)),
  )
  const app = createApp({ record, page: PAGE })
  get = async (path, init) => app.request(path, init)
  rows = (await (await get('/api/events')).json()) as EventRow[]
}, 60_000)
afterAll(() => record.close())

test.each(LISTINGS)('/api/%s answers the rows of the record as a JSON array', async (listing) => {
  const response = await get(`/api/${listing}`)
  const found = await LIST[listing](record)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^application\/json/)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('x-total-count')).toBe(String(found.total))
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(found.rows)))
})

test('pages follow each other by Link and make up the whole', async () => {
  const paged: EventRow[] = []
  let next: string | undefined = '/api/events?limit=7'
  while (next !== undefined) {
    const response: Response = await get(next)
    paged.push(...((await response.json()) as EventRow[]))
    next = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1]
  }
  expect(paged).toEqual(rows)
  const newest = (await (await get('/api/events?order=newest&limit=1')).json()) as EventRow[]
  expect(newest).toEqual(rows.slice(-1))
})

test('filters are those of the command line', async () => {
  const calls = (await (await get('/api/events?type=consult&actor=Blinken&recipient=Hayashi')).json()) as EventRow[]
  expect(calls.length).toBeGreaterThan(0)
  expect(calls.every(({ eventType }) => eventType === 'CONSULT')).toBe(true)
  const both = await get('/api/events?type=ACCUSE&type=CONSULT')
  expect(((await both.json()) as EventRow[]).length).toBeGreaterThan(calls.length)
  expect(await (await get('/api/events?text=zyzzyva')).json()).toEqual([])
  const place = rows.find(({ location }) => location !== undefined)!.location!.name
  const there = (await (await get(`/api/events?place=${encodeURIComponent(place)}`)).json()) as EventRow[]
  expect(there.map(({ location }) => location?.name)).toContain(place)
})

test.each([
  ['type=FOO', /^type must be one of .*"FOO"$/],
  ['status=', /^status must not be empty$/],
  ['from=yesterday', /^from must be a date/],
  ['limit=0', /^limit/],
  ['limit=x', /^limit/],
  ['order=up', /^order: must be oldest or newest$/],
  ['limit=5&after=nonsense', /not the end of a page/],
  ['colour=red', /^there is no parameter "colour"; \/api\/events has actor, /],
  ['as-of=then', /^as-of must be a date/],
  ['as-of=2022-02-01', /a record in memory keeps no past/],
])('/api/events?%s is refused with a reason', async (query, message) => {
  const response = await get(`/api/events?${query}`)
  expect(response.status).toBe(400)
  expect(((await response.json()) as { error: string }).error).toMatch(message)
})

test.each([
  ['/api/wordings?speaker=Blinken', 'statements'],
  ['/api/claims', 'length'],
  ['/api/conflicts?limit=3', 'length'],
  ['/api/plans?type=CONSULT', 'length'],
  ['/api/watchlist', 'length'],
  ['/api/series?by=week&actor=PRK', 'length'],
])('%s answers with JSON', async (path, property) => {
  const response = await get(path)
  expect(response.status).toBe(200)
  expect(await response.json()).toHaveProperty(property)
})

test.each([
  ['/api/wordings', /^speaker or office must be given$/],
  ['/api/plans?limit=0', /^limit/],
  ['/api/series?by=decade', /^by must be day, week, month or year$/],
  ['/api/plans?actors=PRK', /^there is no parameter "actors"; \/api\/plans has actor, /],
  ['/api/network?status=planned&type=CONSULT&publishers=x', /^there is no parameter "publishers"; /],
  ['/api/places?country=PRK', /^there is no parameter "country"; /],
  ['/api/facets?order=newest', /^there is no parameter "order"; /],
  ['/api/timeline?first=2022-01-01&last=2022-01-31&from=2022-01-02&step=3', /^there is no parameter "step"; /],
  ['/api/speakers?type=CONSULT', /^there is no parameter "type"; /],
  ['/api/wordings?speaker=Blinken&actor=x', /^there is no parameter "actor"; /],
  ['/api/counts?text=x', /^there is no parameter "text"; \/api\/counts has as-of, judgements$/],
  ['/api/judgements?type=same', /^there is no parameter "type"; /],
  ['/api/events/x/similar?other=y', /^there is no parameter "other"; /],
  ['/api/plans?as-of=2022-02-01&judgements=some', /^judgements must be all, not "some"$/],
])('%s is refused with a reason', async (path, message) => {
  const response = await get(path)
  expect(response.status).toBe(400)
  expect(((await response.json()) as { error: string }).error).toMatch(message)
})

describe('browsing', () => {
  const facets = async (query: string) => (await (await get(`/api/facets?${query}`)).json()) as Facets
  const browse = async (query: string) => (await (await get(`/api/browse?${query}`)).json()) as BrowsedEvents

  test('every value of every facet tells how many events its choice leaves', async () => {
    const base = 'who=USA&type=ACCUSE&type=CONSULT'
    const found = await facets(base)
    expect(found.total).toBe((await browse(base)).total)
    for (const [facet, { values }] of Object.entries(found.facets)) {
      const others = new URLSearchParams(base)
      others.delete(facet)
      for (const { value, count } of values.slice(0, 4)) {
        const asked = new URLSearchParams(others)
        asked.set(facet, value)
        // A place is found by words, so that a country has the events of its cities too.
        const { total } = await browse(String(asked))
        if (facet === 'place') expect(total).toBeGreaterThanOrEqual(count)
        else expect([facet, value, total]).toEqual([facet, value, count])
      }
    }
  })

  test('pages follow each other, the undated last, and an event is found in its place', async () => {
    const { rows: all, total } = await browse('limit=500')
    expect([total, all.map(({ id }) => id).sort()]).toEqual([rows.length, rows.map(({ id }) => id).sort()])
    const dated = all.map(({ date }) => date?.start ?? 'undated')
    expect(dated).toEqual(dated.toSorted())
    expect((await browse('offset=3&limit=2')).rows).toEqual(all.slice(3, 5))
    const around = await browse(`at=${all[20]!.id}&limit=10`)
    expect(around).toMatchObject({ position: 20, offset: 15 })
    expect((await browse(`at=${all[20]!.id}&status=denied`)).position).toBeUndefined()
  })

  test('words, days and facets narrow together', async () => {
    const { rows: found } = await browse('text=missile&from=2022-02-01&to=2022-02-28&aside=unplaced')
    expect(found.length).toBeGreaterThan(0)
    for (const { date, location } of found) {
      expect(location).toBeUndefined()
      expect(date!.end >= '2022-02-01' && date!.start <= '2022-02-28').toBe(true)
    }
    expect((await facets('text=zyzzyva')).total).toBe(0)
  })

  test.each(['type', 'actor'])('a timeline has lanes by %s with every event of the window', async (by) => {
    const response = await get(`/api/timeline?first=2022-01-01&last=2022-02-28&lanes=${by}&bins=10&marks=3`)
    const { lanes } = (await response.json()) as Timeline
    expect(lanes.length).toBeGreaterThan(3)
    for (const { total, marks, done, ahead } of lanes) {
      expect(marks.length).toBe(Math.min(total, 3))
      expect([...done, ...ahead].reduce((sum, n) => sum + n, 0)).toBe(total)
    }
  })

  test.each([
    ['/api/timeline?first=2022-01-01', /^last/],
    ['/api/timeline?first=2022-02-01&last=2022-01-01', /lies after/],
    ['/api/browse?limit=0', /^limit/],
    ['/api/facets?from=soon', /^from must be a date/],
  ])('%s is refused with a reason', async (path, message) => {
    const response = await get(path)
    expect(response.status).toBe(400)
    expect(((await response.json()) as { error: string }).error).toMatch(message)
  })
})

test('a series can be drawn', async () => {
  expect((await get('/api/series?format=svg')).headers.get('content-type')).toMatch(/^image\/svg\+xml/)
})

describe('one of them', () => {
  test('an event, and why its mentions are one', async () => {
    const event = rows.find(({ reports }) => reports.length > 1)!
    expect(await (await get(`/api/events/${event.id}`)).json()).toEqual(event)
    const why = (await (await get(`/api/events/${event.id}/why`)).json()) as { joins: unknown[] }
    expect(why.joins.length).toBeGreaterThan(0)
    expect(await (await get(`/api/events/${event.id}/conflicts`)).json()).toBeInstanceOf(Array)
  })

  test('a report whole, whose events lead to those of the record', async () => {
    const id = rows[0]!.reports[0]!.id
    const whole = (await (await get(`/api/reports/${id}`)).json()) as WholeReport
    expect(whole.report.text.length).toBeGreaterThan(100)
    for (const event of whole.events) {
      const row = rows.find(({ id }) => id === event.recorded)!
      const own = row.reports.find((report) => report.id === id)!
      expect(own.mentions.some(({ trigger }) => trigger.start === event.trigger.start)).toBe(true)
    }
  })

  test('an actor', async () => {
    const { entity, name } = rows.flatMap(({ actors }) => actors).find(({ kind }) => kind === 'person')!
    expect(await (await get(`/api/actors/${entity}`)).json()).toMatchObject({ id: entity, name })
  })

  test.each(['events', 'actors', 'reports'])('no such one of %s', async (listing) => {
    const response = await get(`/api/${listing}/nope`)
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ error: `there is no ${listing.slice(0, -1)} "nope" on record` })
  })
})

test('an id that was merged away redirects to the event it is part of', async () => {
  const own = await openRecord(':memory:')
  const resources = loadResources()
  const tell = (day: number) =>
    run(
      reportFromText(`February ${day}, 2022\n\nFrance on Tuesday condemned the missile launch by North Korea.`),
      resources,
    )
  const app = createApp({ record: own, page: PAGE })
  const eventsNow = async () => (await (await app.request('/api/events?type=ACCUSE')).json()) as EventRow[]
  await ingest(own, [tell(3)])
  const [before] = await eventsNow()
  await ingest(own, [tell(2)])
  const [after, ...others] = await eventsNow()
  expect(others).toEqual([])
  expect(after!.id).not.toBe(before!.id)
  const response = await app.request(`/api/events/${before!.id}`)
  expect([response.status, response.headers.get('location')]).toEqual([307, `/api/events/${after!.id}`])
  await own.close()
})

test('the rest of /api is not there, and rows are not written', async () => {
  expect((await get('/api/nope')).status).toBe(404)
  expect((await get('/api/events', { method: 'POST' })).status).toBe(405)
})

test('the page answers at / and at every view, assets keep, and no address leads out of it', async () => {
  for (const path of ['/', '/events/1f', '/reports/2a', '/actors/3b']) {
    const response = await get(path)
    expect([path, response.status, response.headers.get('content-type')]).toEqual([
      path,
      200,
      'text/html; charset=utf-8',
    ])
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; /)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  }
  expect((await get('/assets/a.js')).headers.get('cache-control')).toMatch(/immutable/)
  expect((await get('/assets/b.js')).status).toBe(404)
  expect((await get('/%2e%2e/package.json')).status).toBe(404)
})

test('a taken port is told, or the next free one found', async () => {
  const app = createApp({ record, page: PAGE })
  const first = (await listen(app, { host: '127.0.0.1', port: 0, isNextTried: false }))!
  const port = Number(new URL(first.address).port)
  expect(await listen(app, { host: '127.0.0.1', port, isNextTried: false })).toBeUndefined()
  const second = (await listen(app, { host: '127.0.0.1', port, isNextTried: true }))!
  expect(Number(new URL(second.address).port)).toBeGreaterThan(port)
  expect((await (await fetch(`${second.address}/api/counts`)).json()) as object).toHaveProperty('events')
  await Promise.all([first.close(), second.close()])
})
