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
