import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readNews } from './news.ts'

const ID = 'outlet_2022-02-02_envoys.txt'
const TEXT = 'Envoys meet.\n\nThe two envoys met in Oslo on Tuesday.\n'
const at = (words: string) => [TEXT.indexOf(words), TEXT.indexOf(words) + words.length]

/** Reads a line of gold for TEXT from a data folder that holds `text` in its place, or nothing. */
function read(text: string | undefined) {
  const data = mkdtempSync(join(tmpdir(), 'readout-news-'))
  const act = { types: ['CONSULT'], act: 'a meeting', sources: [], targets: [], date: null, status: ['occurred'] }
  const line = {
    id: ID,
    published: '2022-02-02',
    sha256: createHash('sha256').update(TEXT).digest('hex'),
    events: [{ ...act, evidence: at('The two envoys met'), place: at('Oslo') }],
    statements: [],
    offices: [],
    times: [{ text: at('Tuesday'), value: '2022-02-01' }],
  }
  if (text !== undefined) writeFileSync(join(data, ID), text)
  writeFileSync(join(data, 'news.gold.jsonl'), `${JSON.stringify(line)}\n`)
  return readNews(join(data, 'news.gold.jsonl'), data)
}

test('offsets become the words of the text, the headline and the date of the file its title and date', () => {
  const { gold, reports, left } = read(TEXT)
  expect(left).toEqual([])
  expect(gold[0]?.events[0]).toMatchObject({ evidence: 'The two envoys met', place: 'Oslo' })
  expect(gold[0]?.times).toEqual([{ text: 'Tuesday', value: '2022-02-01' }])
  expect(reports.get(ID)).toMatchObject({ title: 'Envoys meet.', published: { value: '2022-02-02' } })
})

test.each([
  ['a missing text', undefined, 'No text'],
  ['a text in another edition', `${TEXT} `, 'Another text'],
])('%s is left out and told', (_, text, told) => {
  const { gold, left } = read(text)
  expect(gold).toEqual([])
  expect(left).toEqual([expect.stringContaining(told)])
})
