import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codedReport } from '../../test/coded.ts'
import { checkAsOf, checkOrder, recordOf } from '../../test/records.ts'
import type { CodedReport } from '../code/index.ts'
import { roleOf } from '../link/index.ts'
import { listActors, listEvents, type OpenRecord } from './index.ts'

test.each([
  ['Footballer', 'sport'],
  ['striker for Arsenal', 'sport'],
  ['former footballer', undefined],
  ['singer', 'stage'],
  ['Washington correspondent', 'press'],
  ['Defence Minister', undefined],
  ['president of the players’ union', undefined],
])('%s is of %s', (title, role) => {
  expect(roleOf(title)).toBe(role)
})

interface Drawn {
  readonly person: string
  readonly day: string
  readonly title?: string
  /** The title stands in an act; else it is only stated of the person. */
  readonly isActor?: boolean
}

function report(id: string, { person, day, title, isActor = true }: Drawn): CodedReport {
  const coded = codedReport(id, day, [
    { actors: isActor ? person : 'FRA', recipients: 'RUS', eventType: 'ACCUSE', on: day, text: 'condemned the attack' },
  ])
  if (title === undefined) return coded
  const [name = '', country] = person.split('/')
  const [event] = coded.events
  const actors = event!.actors.map((actor) => (isActor ? { ...actor, title } : actor))
  const office = { person: name, title, ...(country === undefined ? {} : { country }), span: { start: 0, end: 5 } }
  return { ...coded, events: [{ ...event!, actors }], offices: [office] }
}

const MINISTER: Drawn = { person: 'Michael Brown/GBR', day: '2022-03-05', title: 'Defence Minister' }
const PLAYER: Drawn = { person: 'Michael Brown/GBR', day: '2022-03-03', title: 'Footballer' }

describe('two of one name', () => {
  test.each<[string, readonly Drawn[], number]>([
    ['a minister and a footballer are two', [MINISTER, PLAYER], 2],
    [
      'so they are where the text does not tell the country of one',
      [MINISTER, { ...PLAYER, person: 'Michael Brown' }],
      2,
    ],
    ['so they are where one only bears the title', [MINISTER, { ...PLAYER, isActor: false }], 2],
    [
      'one who is called nothing is the minister',
      [MINISTER, PLAYER, { person: 'Michael Brown/GBR', day: '2022-04-01' }],
      2,
    ],
    [
      'a footballer and one who is called nothing are one',
      [PLAYER, { person: 'Michael Brown/GBR', day: '2022-04-01' }],
      1,
    ],
    ['a minister who was a footballer years ago is one', [MINISTER, { ...PLAYER, day: '1999-03-03' }], 1],
    ['a minister who is a former footballer is one', [MINISTER, { ...PLAYER, title: 'former footballer' }], 1],
  ])('%s', async (_, drawn, nActors) => {
    const record = await recordOf(drawn.map((one, i) => report(`r${i}`, one)))
    expect((await listActors(record, { actor: 'Michael Brown' })).rows).toHaveLength(nActors)
    await record.close()
  })
})

async function said(record: OpenRecord): Promise<string> {
  const rows = [...(await listEvents(record)).rows, ...(await listActors(record)).rows]
  return rows.map((row) => JSON.stringify(row)).join('\n')
}

const DAYS = ['2021-01-03', '2022-01-12', '2023-06-12']
const someReports = () =>
  fc
    .array(
      fc.record(
        {
          person: fc.constantFrom('Michael Brown/GBR', 'Brown Michael/GBR', 'Michael Brown', 'Michael Browne/GBR'),
          day: fc.constantFrom(...DAYS),
          title: fc.constantFrom('Footballer', 'Defence Minister', 'singer', 'former footballer'),
          isActor: fc.boolean(),
        },
        { requiredKeys: ['person', 'day'] },
      ),
      { minLength: 3, maxLength: 10 },
    )
    .map((drawn) => drawn.map((one, i) => report(`r${i}`, one)))

test('namesakes do not depend on order, batches and what was taken down', async () => {
  await checkOrder({ someReports: someReports(), said })
}, 120_000)

test('namesakes as of a day are those of the reports until then', async () => {
  await checkAsOf({ someReports: someReports(), said }, DAYS)
}, 120_000)
