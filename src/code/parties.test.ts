import { describe, expect, test } from 'vitest'
import { tellingEveryEvent } from '../../test/every-event.ts'
import { plainReport } from '../acquire/index.ts'
import { loadResources, run } from '../run.ts'

const resources = tellingEveryEvent(loadResources())

/** `TYPE ACTORS>RECIPIENTS` of each event, by country where there is one. */
function acts(text: string): string[] {
  const codes = (parties: readonly { country?: string | undefined; name: string }[]) =>
    parties.map(({ country, name }) => country ?? name).join('+')
  return run(plainReport(text, 'test', '2024-03-08'), resources).events.map(
    ({ eventType, actors, recipients }) => `${eventType} ${codes(actors)}>${codes(recipients)}`,
  )
}

describe('who takes part', () => {
  test.each([
    ['Oslo had on Tuesday recalled its ambassador from Chile.', 'SANCTION NOR>CHL'],
    ["The group's leader, Ana Lind, replied by accusing Norway of fraud.", 'ACCUSE Ana Lind>NOR'],
    [
      "Norway's foreign minister, Ana Lind, spoke by phone with her counterparts in Tehran and Lima.",
      'CONSULT NOR>IRN+PER',
    ],
    [
      'Foreign Minister Ana Lind of Norway held talks in Paris with her Chilean and Dutch colleagues.',
      'CONSULT NOR>CHL+NLD',
    ],
    ["Denmark's and Norway's leaders discussed arms deliveries with Peru.", 'CONSULT DNK+NOR>PER'],
    ['The president told the nation he had spoken to U.N. Secretary-General Antonio Guterres.', 'CONSULT president>UN'],
    ['Norway summoned the Chilean ambassador to demand an explanation.', 'REQUEST NOR>'],
    ['Norway launched more than 300 missiles at Chile.', 'ASSAULT NOR>CHL'],
    ['Chile struck a camp in Peru, retaliating for a Peruvian missile attack on its territory.', 'ASSAULT PER>CHL'],
    ['Chile fired rockets at Peru, prompting the Peruvian army to bomb Chile.', 'ASSAULT PER>CHL'],
    ['Peru imposed sanctions on Ana Lind, a general, whom it blamed for the killings.', 'ACCUSE PER>Ana Lind'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))
})

test('who suffered an act is not blamed for it', () => {
  expect(acts('Norway condemned the bombing of the Chilean embassy.')).not.toContain('ACCUSE NOR>CHL')
  expect(acts('Peru bombed Lima. Norway condemned the killing of Chilean officers.')).toContain('ACCUSE NOR>PER')
})

test('what is condemned by name is an act of that kind', () => {
  const text =
    'Soldiers in Chile seized power in a coup on Monday. Norway imposed sanctions on Chile. Peru condemned the coup.'
  expect(acts(text)).not.toContain('ACCUSE PER>NOR')
})

describe('whom a pair means', () => {
  test.each([
    ['Norway and Chile held talks on Monday. Peru urged the two neighbours to sign.', 'REQUEST PER>NOR+CHL'],
    [
      'President Joe Biden thanked French President Emmanuel Macron. The two men will meet on Friday.',
      'CONSULT USA>FRA',
    ],
    [
      'Chile condemned Peru. Peru condemned Chile. Ministers of Norway, Chile and Peru held talks. Both countries agreed on a truce.',
      'AGREE PER>CHL',
    ],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))
})

describe('whose country', () => {
  test.each([
    ['London expelled 20 envoys of Russia. The Foreign Ministry in Moscow condemned London.', 'ACCUSE RUS>GBR'],
    ['Britain expelled two Russian spies. France threw out 23 diplomats on Monday.', 'SANCTION FRA>RUS'],
    ['China voted. Ukraine thanked the countries that had sponsored it.', 'SUPPORT UKR>countries'],
    [
      'Talks resumed in Mexico City. Colombia’s army fought the rebels in Colombia. Bogota hailed Colombia.',
      'ASSAULT COL>COL',
    ],
    ['The European Union imposed sanctions on Moscow. Moscow accused Brussels of hatred.', 'ACCUSE RUS>EU'],
    ['Americans were killed in the Kenya embassy bombing.', 'ASSAULT >USA'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))

  test('a mission is of no state that it stands in', () => {
    expect(acts('Rebels attacked the consulate in Lima.')).not.toContain('ASSAULT PER>PER')
  })
})
