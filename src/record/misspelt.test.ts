import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codedReport } from '../../test/coded.ts'
import { checkAsOf, checkOrder, recordOf } from '../../test/records.ts'
import type { CodedReport } from '../code/index.ts'
import { isMisspelling, nameTokens } from '../link/index.ts'
import { findActors, listActors, listEvents, type OpenRecord } from './index.ts'

test.each([
  ['Antony Blinken', 'Antony Blinkin', true],
  ['Antony Blinken', 'Blinkne Antony', true],
  ['Antony Blinken', 'Anthony Blinken', true],
  ['Recep Tayyip Erdogan', 'Recep Tayip Erdogen', true],
  ['Sergei Shoigu', 'Sergei Shoigoo', false],
  ['Wang Yi', 'Wang Li', false],
  ['Kim Jong Un', 'Kim Jong Il', false],
  ['John Kerry', 'John Kelly', false],
  ['Antony Blinken', 'Antony Blinken', false],
  ['Antony Blinken', 'Blinkin', false],
])('%s and %s: one is the other misspelt: %s', (a, b, expected) => {
  expect(isMisspelling(nameTokens(a), nameTokens(b))).toBe(expected)
  expect(isMisspelling(nameTokens(b), nameTokens(a))).toBe(expected)
})

interface Drawn {
  readonly person: string
  readonly day: string
  /** Whom else the report names. */
  readonly others?: string
  readonly title?: string
}

function report(id: string, { person, day, others = 'RUS', title }: Drawn): CodedReport {
  const coded = codedReport(id, day, [
    { actors: person, recipients: others, eventType: 'ACCUSE', on: day, text: 'condemned the attack on the port' },
  ])
  const [name = '', country = ''] = person.split('/')
  const office = title === undefined ? [] : [{ person: name, title, country, span: { start: 0, end: 5 } }]
  return { ...coded, offices: office }
}

const RIGHT = 'Antony Blinken/USA'
const WRONG = 'Antony Blinkin/USA'
const often = (drawn: Partial<Drawn> = {}) =>
  ['2022-01-03', '2022-01-04', '2022-01-05'].map((day, i) => report(`r${i}`, { person: RIGHT, day, ...drawn }))

async function namesIn(reports: readonly CodedReport[]): Promise<string[][]> {
  const record = await recordOf(reports)
  const { rows } = await listActors(record, { actor: 'antony' })
  await record.close()
  return rows.map(({ names }) => [...names])
}

describe('a rare name a letter away from a frequent one', () => {
  test.each<[string, readonly CodedReport[], boolean]>([
    [
      'is joined where both have one office',
      [
        ...often({ title: 'Secretary of State' }),
        report('w', { person: WRONG, day: '2023-06-01', title: 'Secretary of State' }),
      ],
      true,
    ],
    [
      'is joined where both are told with the same others',
      [
        ...often({ others: 'RUS, Sergei Lavrov/RUS' }),
        report('w', { person: WRONG, day: '2022-01-06', others: 'RUS, Sergei Lavrov/RUS' }),
      ],
      true,
    ],
    [
      'is not where the others are states alone',
      [...often(), report('w', { person: WRONG, day: '2022-01-06' })],
      false,
    ],
    [
      'is not weeks later',
      [
        ...often({ others: 'RUS, Sergei Lavrov/RUS' }),
        report('w', { person: WRONG, day: '2022-03-06', others: 'RUS, Sergei Lavrov/RUS' }),
      ],
      false,
    ],
    [
      'is not of another country',
      [
        ...often({ title: 'Minister' }),
        report('w', { person: 'Antony Blinkin/GBR', day: '2022-01-06', title: 'Minister' }),
      ],
      false,
    ],
    [
      'is not where it is as frequent',
      [
        often({ title: 'Secretary of State' })[0]!,
        report('w', { person: WRONG, day: '2022-01-06', title: 'Secretary of State' }),
      ],
      false,
    ],
  ])('%s', async (_, reports, isJoined) => {
    const expected = [['Antony Blinken', 'Antony Blinkin']]
    expect(await namesIn(reports)).toEqual(isJoined ? expected : expected[0]!.map((name) => [name]))
  })

  test('is noted as a problem of the actor, and its acts are his', async () => {
    const title = 'Secretary of State'
    const record = await recordOf([...often({ title }), report('w', { person: WRONG, day: '2022-01-04', title })])
    const [actor, ...others] = await findActors(record, 'blinken', 5)
    expect(others).toEqual([])
    expect(actor!.problems).toEqual([
      {
        code: 'misspelling',
        message: '"Antony Blinkin" (1) is taken for a misspelling: reports call both secretary of state',
      },
    ])
    const { rows } = await listEvents(record, { actor: 'Antony Blinken' })
    expect(rows.flatMap(({ actors }) => actors.map(({ name, entity }) => [name, entity]))).toEqual(
      rows.map(() => ['Antony Blinken', actor!.id]),
    )
    // The act of the 4th is told by both reports of that day.
    expect(rows.map(({ reports }) => reports.length)).toContain(2)
    await record.close()
  })
})

async function said(record: OpenRecord): Promise<string> {
  const rows = [...(await listEvents(record)).rows, ...(await listActors(record)).rows]
  return rows.map((row) => JSON.stringify(row)).join('\n')
}

const someReports = () =>
  fc
    .array(
      fc.record(
        {
          person: fc.constantFrom(
            RIGHT,
            RIGHT,
            RIGHT,
            WRONG,
            'Anthony Blinken/USA',
            'Antony Blinkin',
            'Antony Blinken',
          ),
          day: fc.constantFrom('2022-01-03', '2022-01-05', '2022-01-12'),
          others: fc.constantFrom('RUS', 'RUS, Sergei Lavrov/RUS'),
          title: fc.constantFrom('Secretary of State', 'Senator'),
        },
        { requiredKeys: ['person', 'day', 'others'] },
      ),
      { minLength: 4, maxLength: 12 },
    )
    .map((drawn) => drawn.map((one, i) => report(`r${i}`, one)))

test('misspellings do not depend on order, batches and what was taken down', async () => {
  await checkOrder({ someReports: someReports(), said })
}, 120_000)

test('misspellings as of a day are those of the reports until then', async () => {
  await checkAsOf({ someReports: someReports(), said }, ['2022-01-03', '2022-01-05', '2022-01-12'])
}, 120_000)
