import { expect, test } from 'vitest'
import type { CodedReport } from '../../src/code/index.ts'
import type { GoldReport } from './gold.ts'
import { scoreReports } from './score.ts'

const TEXT = 'Ana Brnabić condemned the launch by North Korea on Tuesday.'
const GOLD = {
  id: 'a.txt',
  published: '2022-02-02',
  events: [
    {
      key: 'condemn',
      types: ['ACCUSE'],
      act: 'Brnabić condemns the launch',
      sources: [{ name: 'Ana Brnabić', country: 'SRB' }],
      targets: ['PRK'],
      date: { start: '2022-02-01', end: '2022-02-01' },
      status: ['occurred'],
      evidence: 'Ana Brnabić condemned the launch by North Korea',
    },
  ],
  statements: [],
  offices: [],
  times: [{ text: 'Tuesday', value: '2022-02-01' }],
} satisfies GoldReport

/** What was coded for TEXT, with some of the event otherwise. */
function coded(changes: object): CodedReport {
  const span = { start: 0, end: TEXT.length }
  const event = {
    eventType: 'ACCUSE',
    actors: [{ name: 'Ana Brnabić', country: 'SRB' }],
    recipients: [{ name: 'North Korea', country: 'PRK' }],
    date: { value: '2022-02-01', start: '2022-02-01', end: '2022-02-01', from: 'text' },
    status: 'occurred',
    evidence: span,
    mentions: [],
    ...changes,
  }
  const times = [{ span: { start: 50, end: 57 }, type: 'DATE', value: '2022-02-01', start: '2022-02-01', rule: '' }]
  // Only what the scorer reads.
  return { report: { text: TEXT }, events: [event], quotations: [], offices: [], times, counts: [] } as never
}

const f1s = (changes: object) => {
  const { measures } = scoreReports([GOLD], () => coded(changes))
  return measures.slice(0, 3).map(({ f1 }) => f1)
}

test.each([
  ['all right', {}, [100, 100, 100]],
  ['a type that the gold does not accept', { eventType: 'CONSULT' }, [0, 0, 0]],
  ['a wrong actor', { actors: [{ name: 'Fumio Kishida', country: 'JPN' }] }, [0, 0, 0]],
  ['no recipient', { recipients: [] }, [100, 0, 0]],
  ['parties beside the right ones', { recipients: ['PRK', 'JPN', 'KOR', 'USA'].map(party) }, [100, 0, 0]],
  ['no date', { date: undefined }, [100, 100, 0]],
  ['evidence elsewhere', { evidence: { start: 0, end: 11 } }, [0, 0, 0]],
])('an event with %s', (_, changes, expected) => {
  expect(f1s(changes)).toEqual(expected)
})

function party(country: string): object {
  return { name: country, country }
}

test('a report without output counts against recall', () => {
  const { nAbsent, measures } = scoreReports([GOLD], () => undefined)
  expect(nAbsent).toBe(1)
  expect(measures.find(({ measure }) => measure === 'times')).toMatchObject({ nGold: 1, r: 0 })
})

test('times are right by text and value', () => {
  const { measures } = scoreReports([GOLD], () => coded({}))
  expect(measures.find(({ measure }) => measure === 'times')).toMatchObject({ nGold: 1, r: 100 })
})
