import { expect, test } from 'vitest'
import type { CodedEvent, CodedReport, Participant } from '../../code/index.ts'
import { csvHeader, csvRows } from './csv.ts'
import { eventTable } from './eventTable.ts'

const TEXT = 'Ana Roe on Tuesday condemned Oz’s launch in a call with 林芳正, his 日本 counterpart from Tokyo.'
const span = (words: string) => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length })
const party = (name: string, country: string): Participant => {
  const at = span(name)
  return { name, kind: 'person', country, entity: name, span: at, mention: name, resolvedBy: 'name' }
}
const told = {
  sentence: 0,
  trigger: span('condemned'),
  evidence: span('condemned Oz’s launch'),
}
const event: CodedEvent = {
  ...told,
  id: 'e1',
  eventType: 'ACCUSE',
  contexts: ['military'],
  cameo: '111',
  quad: 3,
  intensity: -2,
  actors: [party('Ana Roe', 'USA')],
  recipients: [party('Oz', 'OZZ')],
  date: { value: '2022-02-01', start: '2022-02-01', end: '2022-02-01', from: 'text' },
  status: 'occurred',
  accordingTo: [{ name: 'Ned Doe', country: 'USA', cue: 'said' }],
  mentions: [told, told],
  rule: 'accuse/condemn',
  confidence: 0.9,
}
const coded: CodedReport = {
  report: {
    id: 'r1',
    origin: 'a.txt',
    title: 'Roe condemns\u001b[31m launch',
    published: { value: '2022-02-02', from: 'text' },
    language: 'en',
    text: TEXT,
    blocks: [],
    sentences: [{ start: 0, end: TEXT.length }],
  },
  events: [event],
  quotations: [],
  offices: [],
  times: [],
  counts: [],
  problems: [{ code: 'future-date', message: 'A problem.' }],
  version: '0',
}

test('a table tells who, what, when, who says so, and marks the evidence in its sentence', () => {
  expect(eventTable(coded, { width: 64, hasColor: false })).toMatchInlineSnapshot(`
    "── a.txt ───────────────────────────────────────────────────────
    Roe condemns [31m launch
    published 2022-02-02 (from the text) · 1 event · 0 quotations
    ! A problem.

      1. Ana Roe (USA) → Oz (OZZ)
         ACCUSE CAMEO 111 · occurred · 2022-02-01 · military
         according to Ned Doe (USA)
         │ Ana Roe on Tuesday [*condemned* Oz’s launch] in a call
         │ with 林芳正, his 日本 counterpart from Tokyo.
         told 2 times in the report

    "
  `)
})

test('colour changes nothing but the marks, and no report commands the terminal', () => {
  const colored = eventTable(coded, { width: 64, hasColor: true })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the table's own styles
  const plain = colored.replace(/\u001b\[\d+m/g, '')
  expect(colored).not.toBe(plain)
  expect(plain).not.toContain('\u001b')
  expect(plain.replace(/[\s“”]+/g, ' ')).toContain('Ana Roe on Tuesday condemned Oz’s launch in a call')
})

test('wide characters count as two columns', () => {
  const narrow = eventTable(coded, { width: 45, hasColor: false })
  const widths = narrow
    .split('\n')
    .map((line) => [...line].reduce((sum, char) => sum + (/\p{Script=Han}/u.test(char) ? 2 : 1), 0))
  expect(Math.max(...widths)).toBeLessThanOrEqual(45)
})

test('CSV has one row an event under one header', () => {
  expect(csvRows(coded).split('\n')).toHaveLength(2)
  expect(csvRows(coded)).toContain('ACCUSE')
  expect(csvHeader().split(',')).toHaveLength(csvRows(coded).split(',').length)
})
