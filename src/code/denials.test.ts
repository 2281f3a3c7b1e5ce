import { describe, expect, test } from 'vitest'
import { tellingEveryEvent } from '../../test/every-event.ts'
import { plainReport } from '../acquire/index.ts'
import { loadResources, run } from '../run.ts'
import type { CodedEvent } from './event.ts'

const resources = tellingEveryEvent(loadResources())

function eventsOf(text: string): readonly CodedEvent[] {
  return run(plainReport(text, 'test', '2024-03-08'), resources).events
}

describe('what the accused denies beside the act', () => {
  test.each([
    ['Norway said Iran attacked the tankers. Iran denied involvement.', 'ASSAULT'],
    ['Norway said Iran had attacked the refinery. Tehran denied the accusation.', 'ASSAULT'],
    ['The envoy claims President Donald Trump asked Xi Jinping for help, which Mr Trump denied.', 'REQUEST'],
  ])('denied: %s', (text, eventType) => {
    expect(eventsOf(text).find((event) => event.eventType === eventType)?.status).toBe('denied')
  })

  test.each([
    ['Iran attacked the tankers. Norway denied involvement.', 'ASSAULT'],
    ['Iran attacked the tankers. Iran did not deny involvement.', 'ASSAULT'],
    ['Iran condemned Norway. Iran denied involvement.', 'ACCUSE'],
  ])('stands: %s', (text, eventType) => {
    expect(eventsOf(text).find((event) => event.eventType === eventType)?.status).toBe('occurred')
  })
})

describe('casualties', () => {
  test.each([
    ['Rebels killed at least 20 people and wounded 100 in an attack on Aden.', { killed: 20, injured: 100 }],
    ['The death toll from the Saudi air strike on Sanaa rose to 49.', { killed: 49 }],
    ['Police arrested 200 protesters in Minsk.', { arrested: 200 }],
  ])('%s', (text, expected) => expect(eventsOf(text)[0]?.casualties).toEqual(expected))
})
