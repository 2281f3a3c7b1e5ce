import { describe, expect, test } from 'vitest'
import { type Act, codedReport } from '../../test/coded.ts'
import { findActors, ingest, listEvents, openRecord, whyEvent } from './index.ts'

const CALL: Act = {
  actors: 'Antony Blinken/USA',
  recipients: 'Hayashi Yoshimasa/JPN',
  on: '2022-01-05',
  text: 'Blinken telephoned Hayashi on Wednesday to talk about the launch of a missile by the North into the sea',
}
const LAUNCH: Act = {
  eventType: 'MOBILIZE',
  actors: 'PRK',
  on: '2022-01-04',
  text: 'North Korea fired a missile into the sea',
}
const CONDEMN: Act = {
  eventType: 'ACCUSE',
  actors: 'JPN',
  recipients: 'PRK',
  on: '2022-01-05',
  text: 'Japan condemned the launch',
}

async function recordOf(...reports: Parameters<typeof codedReport>[]) {
  const record = await openRecord(':memory:')
  await ingest(
    record,
    reports.map((report) => codedReport(...report)),
  )
  return record
}

describe('why', () => {
  test('tells what answers an act, and what that answers', async () => {
    const record = await recordOf(['a', '2022-01-05', [LAUNCH, CONDEMN]])
    const [launch, condemn] = (await listEvents(record)).rows
    expect(await whyEvent(record, launch!.id)).toMatchObject({ relations: [{ to: condemn!.id, kind: 'response' }] })
    expect(await whyEvent(record, condemn!.id)).toMatchObject({ relations: [{ to: launch!.id, kind: 'prompted-by' }] })
    await record.close()
  })

  test('tells which reports print one text', async () => {
    const record = await recordOf(
      ['a', '2022-01-05', [CALL]],
      ['b', '2022-01-06', [{ ...CALL, text: `TOKYO ${CALL.text}` }]],
    )
    const [call, ...others] = (await listEvents(record)).rows
    expect(others).toEqual([])
    expect(await whyEvent(record, call!.id)).toMatchObject({ copies: [{ report: 'b', of: 'a' }] })
    await record.close()
  })
})

describe('a name that is asked for', () => {
  test('finds who bears it, else who has one like it, and tells of slips of the pen', async () => {
    const days = ['2022-01-05', '2022-01-06', '2022-01-07']
    const record = await recordOf(...days.map((day): Parameters<typeof codedReport> => [day, day, [CALL]]), [
      'slip',
      '2022-01-08',
      [{ ...CALL, recipients: 'Hayahsi Yoshimasa/JPN' }],
    ])
    const [hayashi, ...others] = await findActors(record, 'hayashi')
    expect(others).toEqual([])
    expect(hayashi).toMatchObject({
      name: 'Hayashi Yoshimasa',
      likeness: 'part',
      uses: [{ name: 'Hayashi Yoshimasa', reports: 3 }],
      misspelt: [{ name: 'Hayahsi Yoshimasa', reports: 1 }],
    })
    expect((await findActors(record, 'Blinkn')).map(({ name, likeness }) => [name, likeness])).toEqual([
      ['Antony Blinken', 'similar'],
    ])
    expect(await findActors(record, 'Nobody')).toEqual([])
    await record.close()
  })
})
