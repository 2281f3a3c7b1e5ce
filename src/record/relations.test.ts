import { expect, test } from 'vitest'
import { type Act, codedReport } from '../../test/coded.ts'
import type { CodedReport } from '../code/index.ts'
import { getEvent, ingest, listEvents, openRecord } from './index.ts'

const MEETING: Act = { actors: 'USA', recipients: 'JPN', on: '2022-01-10', text: 'the two will meet for talks' }
const LAUNCH: Act = { eventType: 'MOBILIZE', actors: 'PRK', on: '2022-01-11', text: 'fired a missile' }
const PLANNED = codedReport('plan', '2022-01-05', [{ ...MEETING, status: 'planned' }])
const HELD = codedReport('held', '2022-01-14', [{ ...MEETING, on: '2022-01-13', text: 'they met' }])
const SERIES = codedReport('many', '2022-02-01', [
  { ...LAUNCH, on: '2022-01-05/2022-01-30', text: 'the launches of January' },
])
const SINGLE = codedReport('one', '2022-01-11', [LAUNCH])
const ANSWERED = nested(
  codedReport('answer', '2022-01-12', [
    {
      eventType: 'ACCUSE',
      actors: 'USA',
      recipients: 'PRK',
      on: '2022-01-12',
      text: 'condemned the launch of a missile',
    },
    LAUNCH,
  ]),
)

const ANSWER: Act = {
  ...LAUNCH,
  eventType: 'ACCUSE',
  actors: 'USA',
  recipients: 'PRK',
  text: 'condemned the latest missile launch',
}

/** A report of acts, one a line. */
function told(acts: readonly Act[], published = '2022-01-12', id = 'told'): CodedReport {
  return codedReport(id, published, acts)
}

/** The report with a word of the clause that tells its first act as the trigger of the second, too. */
function nested(report: CodedReport): CodedReport {
  const [first, second] = report.events as [CodedReport['events'][number], CodedReport['events'][number]]
  const start = first.evidence.start
  const mention = { sentence: 0, evidence: first.evidence, trigger: { start: start + 14, end: start + 20 } }
  const trigger = { start, end: start + 9 }
  return {
    ...report,
    events: [
      { ...first, trigger, mentions: [{ sentence: 0, evidence: first.evidence, trigger }] },
      { ...second, mentions: [...second.mentions, mention] },
    ],
  }
}

/** What events of a record of the reports are to others, as `type of one kind type of the other`. */
async function relationsOf(reports: readonly CodedReport[], batchSize = 64): Promise<string[]> {
  const record = await openRecord(':memory:')
  await ingest(record, reports, { batchSize })
  const { rows } = await listEvents(record)
  const found: string[] = []
  for (const { id, eventType, relations } of rows) {
    expect((await getEvent(record, id))!.relations).toEqual(relations)
    for (const { kind, to } of relations) found.push(`${eventType} ${kind} ${(await getEvent(record, to))!.eventType}`)
  }
  await record.close()
  return found.sort()
}

test.each<[string, CodedReport[], string[]]>([
  [
    'a plan and what it became on another day',
    [PLANNED, HELD],
    ['CONSULT outcome-of CONSULT', 'CONSULT plan-of CONSULT'],
  ],
  [
    'several acts told as one, and one of them',
    [SERIES, SINGLE],
    ['MOBILIZE part-of MOBILIZE', 'MOBILIZE whole-of MOBILIZE'],
  ],
  [
    'an act and what answers it, by the report that tells both',
    [ANSWERED, SINGLE],
    ['ACCUSE response-to MOBILIZE', 'MOBILIZE answered-by ACCUSE'],
  ],
  [
    'an act and what answers it, in a clause that speaks of it again',
    [told([LAUNCH, ANSWER])],
    ['ACCUSE response-to MOBILIZE', 'MOBILIZE answered-by ACCUSE'],
  ],
  [
    'the last act alone of those that a clause may speak of',
    [told([{ ...LAUNCH, on: '2022-01-05' }, { ...LAUNCH, on: '2022-01-11' }, ANSWER])],
    ['ACCUSE response-to MOBILIZE', 'MOBILIZE answered-by ACCUSE'],
  ],
  [
    'an act of any kind in response to another',
    [
      told([
        LAUNCH,
        { ...LAUNCH, actors: 'KOR', text: 'fired a missile in response to the launch', recipients: 'PRK' },
      ]),
    ],
    ['MOBILIZE answered-by MOBILIZE', 'MOBILIZE response-to MOBILIZE'],
  ],
  ['nothing, where the clause speaks of no act', [told([LAUNCH, { ...ANSWER, text: 'criticised the country' }])], []],
  ['nothing, where the answer was before', [told([LAUNCH, { ...ANSWER, on: '2022-01-09' }])], []],
  ['nothing, where it is for others', [told([LAUNCH, { ...ANSWER, recipients: 'CHN' }])], []],
  [
    'nothing, where one report tells a plan and an act of other days',
    [
      told([
        { ...MEETING, on: '2022-01-04', text: 'they met' },
        { ...MEETING, status: 'planned', on: '2022-01-05' },
      ]),
    ],
    [],
  ],
  [
    'nothing, where other ministers of the states meet',
    [
      told([{ ...MEETING, actors: 'Antony Blinken/USA', status: 'planned' }], '2022-01-05', 'plan'),
      told([{ ...MEETING, actors: 'Lloyd Austin/USA', on: '2022-01-13', text: 'they met' }], '2022-01-14', 'held'),
    ],
    [],
  ],
  ['nothing, where parties differ', [PLANNED, codedReport('x', '2022-01-14', [{ ...MEETING, actors: 'KOR' }])], []],
  [
    'nothing, where the act was before the plan',
    [PLANNED, codedReport('x', '2022-01-03', [{ ...MEETING, on: '2022-01-02' }])],
    [],
  ],
])('tells %s', async (_name, reports, expected) => {
  expect(await relationsOf(reports)).toEqual(expected)
})

test('does not depend on order and batches', async () => {
  const reports = [PLANNED, HELD, SERIES, SINGLE, ANSWERED]
  const bytes = async (order: readonly CodedReport[], batchSize: number) => {
    const record = await openRecord(':memory:')
    await ingest(record, order, { batchSize })
    const { rows } = await listEvents(record)
    await record.close()
    return JSON.stringify(rows)
  }
  const expected = await bytes(reports, 64)
  for (let i = 0; i < 5; i++)
    expect(await bytes([...reports.slice(i), ...reports.slice(0, i)].toReversed(), 1 + i)).toBe(expected)
})
