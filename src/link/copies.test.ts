import { expect, test } from 'vitest'
import { findCopies } from './index.ts'

const WIRE =
  'The foreign ministers of the two countries met in Oslo on Tuesday and agreed to reopen a border crossing that has been ' +
  'closed for nine years. They will meet again in the spring, a joint statement said, to discuss trade and visas for drivers.'
const OTHER =
  'Thousands marched through the capital on Tuesday to demand new elections, and police used tear gas near parliament. ' +
  'The opposition leader told the crowd that the protests would go on until the government resigned and a date was set.'

test('prints of one story are copies of the first, whatever is put before or behind them', () => {
  const copies = findCopies([
    { id: 'a', text: WIRE },
    { id: 'b', text: OTHER },
    { id: 'c', text: `OSLO (Wire) — ${WIRE}` },
    { id: 'd', text: WIRE.toUpperCase() },
    { id: 'e', text: 'Two words' },
  ])
  expect([...copies]).toEqual([
    ['c', 'a'],
    ['d', 'a'],
  ])
})
