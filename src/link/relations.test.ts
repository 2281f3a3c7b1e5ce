import { expect, test } from 'vitest'
import { type RelatedAct, relationOf } from './index.ts'

const REPORT = { id: 'r', published: { value: '2022-01-06' } }
const act = (id: string, given: Partial<RelatedAct>): RelatedAct => ({
  id,
  eventType: 'CONSULT',
  status: 'occurred',
  actors: [{ entity: 'x', country: 'PRK' }],
  recipients: [],
  reports: [REPORT],
  ...given,
})
const on = (start: string, end = start) => ({ date: { start, end } })

const LAUNCH = act('launch', { eventType: 'MOBILIZE', ...on('2022-01-05') })
const CASES: readonly (readonly [string, RelatedAct, RelatedAct, string, string])[] = [
  [
    'a plan and what became of it',
    act('a', { status: 'planned', ...on('2022-01-12') }),
    act('b', on('2022-01-13')),
    'outcome',
    'planned',
  ],
  [
    'an accord and what was done by it',
    act('a', { eventType: 'AGREE', recipients: [{ entity: 'y', country: 'KOR' }], ...on('2022-01-05') }),
    act('b', { eventType: 'AID', recipients: [{ entity: 'z', country: 'KOR' }], ...on('2022-02-05') }),
    'done',
    'announced',
  ],
  ['one of several', LAUNCH, act('all', { eventType: 'MOBILIZE', ...on('2022-01-01', '2022-01-31') }), 'whole', 'part'],
  [
    'an act and its condemnation',
    LAUNCH,
    act('b', {
      eventType: 'ACCUSE',
      actors: [{ entity: 'u', country: 'USA' }],
      recipients: [{ entity: 'x' }],
      ...on('2022-01-06'),
    }),
    'response',
    'prompted-by',
  ],
]

test.each(CASES)('%s', (_name, a, b, there, back) => {
  expect(relationOf(a, b)).toBe(there)
  expect(relationOf(b, a)).toBe(back)
})

test('what is only alike does not relate', () => {
  expect(relationOf(LAUNCH, act('b', { eventType: 'MOBILIZE', ...on('2022-01-11') }))).toBeUndefined()
  expect(relationOf(LAUNCH, LAUNCH)).toBeUndefined()
  const elsewhere = act('b', {
    eventType: 'ACCUSE',
    recipients: LAUNCH.actors,
    actors: [],
    reports: [],
    ...on('2022-01-06'),
  })
  expect(relationOf(LAUNCH, elsewhere)).toBeUndefined()
})
