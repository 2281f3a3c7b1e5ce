import { describe, expect, test } from 'vitest'
import { tellingEveryEvent } from '../../test/every-event.ts'
import { plainReport } from '../acquire/index.ts'
import { loadResources, run } from '../run.ts'
import type { CodedEvent } from './event.ts'

const resources = tellingEveryEvent(loadResources())

function firstOf(text: string, eventType: string): CodedEvent | undefined {
  return run(plainReport(text, 'test', '2024-03-08'), resources).events.find((event) => event.eventType === eventType)
}

describe('where an act takes place', () => {
  test.each([
    ['Norway and Chile held talks in Tripoli, Lebanon, on Monday.', 'CONSULT', 'Tripoli LBN city 34.43'],
    ['Norway and Chile held talks in Paris.', 'CONSULT', 'Paris FRA city 48.85'],
    ['Rebels shelled a town near Donetsk.', 'ASSAULT', 'Donetsk UKR city 48.02'],
    ['Russia shelled Kharkiv on Monday.', 'ASSAULT', 'Kharkiv UKR city 49.98'],
    ['The Norwegian minister visited Kyiv on Tuesday.', 'CONSULT', 'Kyiv UKR city 50.45'],
  ])('%s', (text, eventType, expected) => {
    const { name, country = '', precision, lat = '' } = firstOf(text, eventType)!.location!
    expect(`${name} ${country} ${precision} ${lat}`).toBe(expected)
  })

  test('a missile fired toward a sea', () => {
    const event = firstOf('Iran fired a missile toward the Sea of Japan.', 'MOBILIZE')
    expect(event?.location?.name).toBe('Sea of Japan')
  })

  test.each([
    ['Talks between Moscow and Kyiv broke no ground.', 'CONSULT'],
    ['Norway condemned the attack in Kabul.', 'ACCUSE'],
  ])('none: %s', (text, eventType) => expect(firstOf(text, eventType)?.location).toBeUndefined())
})

describe('codes of participants', () => {
  test.each([
    ['Norway condemned Iran.', ['NOR 385', 'IRN 630']],
    ['French journalists condemned the Iranian army.', ['FRAMED 220', 'IRNMIL 630']],
    ['The United Nations condemned Iran.', ['IGOUNO ', 'IRN 630']],
  ])('%s', (text, expected) => {
    const { actors, recipients } = firstOf(text, 'ACCUSE')!
    expect([...actors, ...recipients].map(({ actorCode, cow = '' }) => `${actorCode} ${cow}`)).toEqual(expected)
  })
})
