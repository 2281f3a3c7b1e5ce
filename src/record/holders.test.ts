import { expect, test } from 'vitest'
import { codedReport } from '../../test/coded.ts'
import type { CodedReport } from '../code/index.ts'
import { ingest, listEvents, openRecord } from './index.ts'

const BY_OFFICE = 'U.S. Secretary of State/USA'

/** A report in which the holder of an office, named by it alone, meets Japan on the day. */
function meeting(id: string, day: string): CodedReport {
  return codedReport(id, day, [{ actors: BY_OFFICE, recipients: 'JPN', on: day, text: 'they met for talks' }])
}

/** A report that states who holds the office, and tells an act of his. */
function naming(id: string, day: string, person: string): CodedReport {
  const report = codedReport(id, day, [
    { actors: `${person}/USA`, recipients: 'PRK', eventType: 'ACCUSE', text: 'condemned it' },
  ])
  const office = { person, title: 'Secretary of State', country: 'USA', span: { start: 0, end: 5 } }
  return { ...report, offices: [office] }
}

/** Who is said to have met Japan, by day, and the ids under which. */
async function whoMet(reports: readonly CodedReport[]): Promise<{ name: string; entity: string }[]> {
  const record = await openRecord(':memory:')
  await ingest(record, reports, { batchSize: 1 })
  const { rows } = await listEvents(record, { type: ['CONSULT'] })
  await record.close()
  return rows.map(({ actors: [one] }) => ({ name: one!.name, entity: one!.entity }))
}

const [OLD, NEW] = [meeting('old', '2017-03-16'), meeting('new', '2022-01-20')]

test('two people named by one office years apart are two', async () => {
  const [old, recent] = await whoMet([OLD, NEW])
  expect(old!.entity).not.toBe(recent!.entity)
})

test('somebody named by his office is whoever reports of the time say holds it', async () => {
  const all = [OLD, NEW, naming('a', '2017-05-01', 'Rex Tillerson'), naming('b', '2022-01-05', 'Antony Blinken')]
  expect((await whoMet(all)).map(({ name }) => name)).toEqual(['Rex Tillerson', 'Antony Blinken'])
  expect(await whoMet(all.toReversed())).toEqual(await whoMet(all))
})

test('nobody is, where nobody or two are said to hold it then', async () => {
  const names = async (...reports: CodedReport[]) => (await whoMet([OLD, ...reports])).map(({ name }) => name)
  expect(await names(naming('b', '2022-01-05', 'Antony Blinken'))).toEqual(['U.S. Secretary of State'])
  const two = [naming('a', '2017-05-01', 'Rex Tillerson'), naming('b', '2017-02-01', 'John Kerry')]
  expect(await names(...two)).toEqual(['U.S. Secretary of State'])
})
