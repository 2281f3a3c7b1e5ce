import { expect, test } from 'vitest'
import { CALL, codedReport } from '../../test/coded.ts'
import { ONTOLOGY } from '../../test/curation.ts'
import {
  type Asked,
  countDyads,
  type EventColumns,
  FACETS,
  ingest,
  judge,
  listEvents,
  noteTouched,
  openRecord,
  readColumns,
  refreshColumns,
  takeTouched,
} from './index.ts'

const REPORTS = [
  codedReport('a', '2022-01-05', [CALL]),
  codedReport('b', '2022-01-06', [CALL, { ...CALL, recipients: 'Wang Yi/CHN', on: '2022-01-04' }]),
  codedReport('c', '2022-01-20', [{ ...CALL, on: '2022-01-20' }]),
  codedReport('d', '2022-02-20', [{ ...CALL, actors: 'Ana Novak/CZE', on: '2022-02-19' }]),
]

/** What columns say, whatever numbers values have. */
function saidBy(columns: EventColumns) {
  const { starts, ends, quads, intensities, ahead, facets, reports, parties, firstUndated, indexOf } = columns
  const events = columns.ids.map((id, i) => {
    const at = ({ offsets, values }: EventColumns['reports']) => [...values.subarray(offsets[i], offsets[i + 1])]
    const named = (column: EventColumns['reports']) =>
      at(column)
        .map((value) => column.names[value])
        .sort()
    const forms = parties.map((lists) => [...lists.values.subarray(lists.offsets[i], lists.offsets[i + 1])].sort())
    const values = Object.fromEntries(FACETS.map((facet) => [facet, named(facets[facet])]))
    const place = indexOf.get(columns.ns[i]!)
    return [id, place, starts[i], ends[i], quads[i], intensities[i], ahead[i], values, named(reports), forms]
  })
  return { events, firstUndated }
}

test('after a judgement columns of which the touched events are read anew are those read whole', async () => {
  const record = await openRecord(':memory:')
  await ingest(record, REPORTS)
  await noteTouched(record)
  let columns = await readColumns(record)
  const idAt = async (i: number) => (await listEvents(record)).rows[i]!.id
  let nSaid = 0
  const say = async (asked: Asked) => {
    const time = `2022-03-01T00:00:0${nSaid++}.000Z`
    const { id } = await judge(record, { ...asked, author: 'Ana', time, reason: 'seen' }, ONTOLOGY)
    const { events } = await takeTouched(record)
    expect(events!.length).toBeGreaterThan(0)
    columns = await refreshColumns(record, columns, events!)
    expect(saidBy(columns)).toEqual(saidBy(await readColumns(record)))
    return id
  }
  await say({ kind: 'correct', event: await idAt(0), field: 'date', value: '2022-03-01' })
  await say({ kind: 'correct', event: await idAt(1), field: 'actors', value: 'Jane Doe/FRA/person' })
  await say({ kind: 'correct', event: await idAt(1), field: 'place', value: 'Paris/FRA' })
  const strike = await say({ kind: 'strike', event: await idAt(2) })
  const same = await say({ kind: 'same', events: [await idAt(0), await idAt(1)] })
  await say({ kind: 'undo', judgement: strike })
  await say({ kind: 'undo', judgement: same })
  await ingest(record, [codedReport('e', '2022-02-21', [CALL])])
  expect((await takeTouched(record)).events).toBeUndefined()
  await record.close()
})

test('dyads are counted by the first day of a period, acts done together both ways', async () => {
  const record = await openRecord(':memory:')
  await ingest(record, REPORTS)
  const columns = await readColumns(record)
  const counted = (by: 'week' | 'month', level: 'country' | 'actor') =>
    countDyads(columns, undefined, { by, level })
      .map(({ period, from, to, events, together }) => `${period} ${from} ${to} ${events} ${together}`)
      .sort()
  expect(counted('week', 'country')).toEqual([
    '2022-01-03 CHN USA 1 1',
    '2022-01-03 JPN USA 1 1',
    '2022-01-03 USA CHN 1 1',
    '2022-01-03 USA JPN 1 1',
    '2022-01-17 JPN USA 1 1',
    '2022-01-17 USA JPN 1 1',
    '2022-02-14 CZE JPN 1 1',
    '2022-02-14 JPN CZE 1 1',
  ])
  expect(counted('month', 'actor').filter((row) => row.startsWith('2022-01-01'))).toHaveLength(4)
  await record.close()
})
