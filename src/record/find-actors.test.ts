import { expect, test } from 'vitest'
import { codedReport } from '../../test/coded.ts'
import { findActors, ingest, openRecord } from './index.ts'

const REPORTS = [
  'Antony Blinken/USA',
  'Antony Blinken/USA',
  'Antony Blinkin/USA',
  'Kim Min-seok/KOR',
  'Kim Min-seok/PRK',
].map((actors, i) =>
  codedReport(`r${i}`, `2022-01-0${i + 1}`, [{ actors, recipients: 'RUS', eventType: 'ACCUSE', text: 'condemned it' }]),
)

test.each([
  ['Antony Blinken', ['Antony Blinken', 'Antony Blinkin']],
  ['blinken antony', ['Antony Blinken', 'Antony Blinkin']],
  ['blinkn', ['Antony Blinken', 'Antony Blinkin']],
  ['Min Seok', []],
  ['minseok', ['Kim Min-seok', 'Kim Min-seok']],
  ['rus', ['RUS']],
  ['Macron', []],
  ['', []],
])('"%s" finds %j', async (name, expected) => {
  const record = await openRecord(':memory:')
  await ingest(record, REPORTS)
  expect((await findActors(record, name, 5)).map((actor) => actor.name)).toEqual(expected)
  await record.close()
})

test('a name a slip away is told, not joined; a namesake of another country is somebody else', async () => {
  const record = await openRecord(':memory:')
  await ingest(record, REPORTS)
  const [right, wrong] = await findActors(record, 'Antony Blinken', 5)
  const message = '"Antony Blinkin" (1) may be a misspelling of "Antony Blinken" (2)'
  expect(right!.problems).toEqual([{ code: 'possible-misspelling', message, actor: wrong!.id }])
  expect(wrong!.problems).toEqual([{ code: 'possible-misspelling', message, actor: right!.id }])
  const namesakes = await findActors(record, 'Kim Min-seok', 5)
  expect(namesakes.map(({ country }) => country).toSorted()).toEqual(['KOR', 'PRK'])
  expect(namesakes.map(({ problems }) => problems)).toEqual([[], []])
  await record.close()
})
