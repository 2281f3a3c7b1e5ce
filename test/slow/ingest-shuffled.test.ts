import { expect, test } from 'vitest'
import type { CodedReport, EventType } from '../../src/code/index.ts'
import { linkMentions, mentionsOf } from '../../src/link/index.ts'
import { ingest, listActors, listEvents, openRecord } from '../../src/record/index.ts'
import { random } from '../../train/random.ts'
import { codedReport } from '../coded.ts'

const TYPES: readonly EventType[] = ['CONSULT', 'ACCUSE', 'MOBILIZE', 'AGREE']
const PEOPLE = [
  'Antony Blinken/USA',
  'USA',
  'Wendy Sherman/USA',
  'PRK',
  'Hayashi Yoshimasa/JPN',
  'Yoshimasa Hayashi/JPN',
]
const TEXTS = [
  'they spoke by telephone',
  'condemned the launch of a missile',
  'fired a missile',
  'met for talks in Seoul',
]

/** Reports of one week or so that are much alike: most acts of a type are candidates for one another. */
function reportsOf(nReports: number, rng: () => number): CodedReport[] {
  const pick = <T>(items: readonly T[]) => items[Math.floor(rng() * items.length)]!
  return Array.from({ length: nReports }, (_, i) => {
    const acts = Array.from({ length: 1 + Math.floor(rng() * 3) }, () => ({
      eventType: pick(TYPES),
      actors: pick(PEOPLE),
      recipients: pick(PEOPLE),
      ...(rng() < 0.7 ? { on: `2022-01-0${1 + Math.floor(rng() * 8)}` } : {}),
      text: pick(TEXTS),
    }))
    return codedReport(`r${i}`, `2022-01-0${4 + Math.floor(rng() * 5)}`, acts)
  })
}

function shuffled<T>(items: readonly T[], rng: () => number): T[] {
  return items
    .map((item) => ({ item, key: rng() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

/** What a record of the reports says, ingested in that order in batches of a size. */
async function saidOf(reports: readonly CodedReport[], batchSize: number): Promise<string> {
  const record = await openRecord(':memory:')
  await ingest(record, reports, { batchSize })
  const rows = [...(await listEvents(record)).rows, ...(await listActors(record)).rows]
  await record.close()
  return rows.map((row) => JSON.stringify(row)).join('\n')
}

test('two hundred shuffles in batches of other sizes give the same bytes', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const rng = random(seed)
    const reports = reportsOf(10 + seed * 2, rng)
    const expected = await saidOf(reports, reports.length)
    for (let i = 0; i < 10; i++) expect(await saidOf(shuffled(reports, rng), 1 + Math.floor(rng() * 12))).toBe(expected)
  }
}, 600_000)

test('so do acts of which so many are alike that they are clustered part by part', async () => {
  const rng = random(7)
  const reports = Array.from({ length: 300 }, (_, i) =>
    codedReport(`r${i}`, `2022-01-0${4 + (i % 3)}`, [
      { actors: 'Antony Blinken/USA', recipients: 'JPN', on: `2022-01-0${3 + (i % 2)}`, text: TEXTS[i % 4]! },
    ]),
  )
  const expected = await saidOf(reports, 300)
  expect(expected.split('\n').filter((row) => row.includes('eventType'))).toHaveLength(
    linkMentions(reports.flatMap(mentionsOf)).length,
  )
  for (const batchSize of [7, 64, 150]) expect(await saidOf(shuffled(reports, rng), batchSize)).toBe(expected)
}, 600_000)
