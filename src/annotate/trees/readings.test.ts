import { describe, expect, test } from 'vitest'
import { actsWithStatus as acts } from '../../../test/acts.ts'

describe('what parsers misread in news', () => {
  test.each([
    ['Peru sanctions three Chilean generals over the raid.', 'SANCTION occurred PER>CHL'],
    ['Prime Minister Juan Soto of Chile and President Ana Lind of Peru met on Monday.', 'CONSULT occurred CHL>PER'],
    [
      'Prime Minister Juan Soto of the Republic of Chile, President Ana Lind of the Republic of Peru and President Per Dahl of Norway met today in Cairo.',
      'CONSULT occurred CHL>PER+NOR',
    ],
    [
      'Foreign ministers Ana Lind of Peru, Juan Soto of Chile and Nils Vega of Norway met in Cairo.',
      'CONSULT occurred PER>CHL+NOR',
    ],
    [
      'Foreign Minister Ana Lind of Australia and President Juan Soto of Peru condemned Chad.',
      'ACCUSE occurred AUS+PER>TCD',
    ],
    ['Peru will contribute NZ$6.5 million to the World Food Programme for Chile.', 'AID planned PER>UN'],
    [
      'On Tuesday hundreds demonstrated in front of the palace in Lima, and police detained nobody.',
      'PROTEST occurred PER>PER',
    ],
    ['Peru snubs Chilean envoy.', 'REJECT occurred PER>CHL'],
    [
      'Prime Minister Juan Soto of Peru met nobody. Peruvian Prime Minister Juan Soto thanks Chile.',
      'SUPPORT occurred PER>CHL',
    ],
    ["Peru's government snubs the Chilean envoy.", 'REJECT occurred PER>CHL'],
    ['Peru meanwhile has shut its border with Chile.', 'SANCTION occurred PER>CHL'],
    ['Peru freed ten sailors following a phone call with Chile.', 'CONSULT occurred PER>CHL'],
    ['Peru fired a flurry of short-range ballistic missiles into the sea.', 'MOBILIZE occurred PER>'],
    ["Peru summons Chile's ambassador over the treatment of sailors held in Oslo.", 'ACCUSE occurred PER>CHL'],
    ['Peru shot down a Reaper drone near Arica.', 'MOBILIZE occurred PER>'],
    ['The Norwegian navy fired warning shots on Sunday at a Chilean trawler.', 'ASSAULT occurred NOR>CHL'],
    ['Norway scrambled two F-16s on Tuesday.', 'MOBILIZE occurred NOR>'],
    [
      'A Norwegian submarine fired rockets at Chile, the head of the navy, Adm. Ana Lind, told a briefing.',
      'ASSAULT occurred NOR>CHL',
    ],
    ['The trial of Ana Lind on charges of fraud opened in Lima.', 'COERCE occurred PER>PER'],
    ['Norway is thought to have sent Chile 200 rockets.', 'AID occurred NOR>CHL'],
    ['Peruvian troops fought back and killed around twenty Chilean fighters.', 'ASSAULT occurred PER>CHL'],
    [
      'Norway, which accuses Peru of harassing merchant shipping, deployed warships to Chile.',
      'MOBILIZE occurred NOR>CHL',
    ],
    ['Norwegian commandos stormed a ship and captured 35 Chilean pirates, the navy said.', 'COERCE occurred NOR>CHL'],
    ['Norway shot down a surface-to-air missile launched from Chile.', 'MOBILIZE occurred NOR>'],
    [
      'In the Indian Ocean, a Peruvian ship, the Bela, was hit by a suspected Norwegian drone.',
      'ASSAULT occurred NOR>PER',
    ],
    ['A Norwegian warship hailed a Liberian-flagged tanker and opened fire.', 'ASSAULT occurred NOR>LBR'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))
})

describe('protests and votes', () => {
  test.each([
    [
      'Police in the Norwegian capital used batons for a second night to disperse workers.',
      'ASSAULT occurred Police>workers',
    ],
    ['Police used tear gas on Monday at groups of demonstrators in Peru.', 'ASSAULT occurred PER>PER'],
    [
      "Peru's Congress voted overwhelmingly early on Friday to remove President Ana Lind from office.",
      'SANCTION occurred PER>Ana Lind',
    ],
    ['Norway was ready, but the Peruvian army, which has its own quarrel, condemned Chile.', 'ACCUSE occurred PER>CHL'],
    ['Norway accused the far left of hijacking the march.', 'ACCUSE occurred NOR>far left'],
    ['Police in Peru rounded up hundreds of Chilean card holders.', 'COERCE occurred PER>CHL'],
    ['The Norwegian opposition called for new protests on Sunday.', 'PROTEST called-for NOR>'],
    [
      'Norway accused the army of Peru of using force against crowds, many of them Chilean workers.',
      'ACCUSE occurred NOR>PER',
    ],
    ['Norway condemned the excessive force used by Peru.', 'ACCUSE occurred NOR>PER'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))
})

describe('who takes part in news', () => {
  test.each([
    ['A 60-year-old Canadian was released in Lima.', 'RETREAT occurred >CAN'],
    ['An aide to the Peruvian president condemned Chile.', 'ACCUSE occurred PER>CHL'],
    [
      'A senior adviser to the Peruvian president met the secretary of the Chilean Defence Council.',
      'CONSULT occurred PER>CHL',
    ],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))

  test('those with whom somebody talks do not talk with each other', () =>
    expect(acts('All parties favour opening talks with Norway and Chile by summer.')).not.toContain(
      'CONSULT occurred NOR>CHL',
    ))
})

describe('whether it took place', () => {
  test.each([
    ['Peru called the missile test by Chile a provocation.', 'MOBILIZE occurred CHL>'],
    ['Prosecutors hold a man wanted for the murder of a Chilean envoy.', 'ASSAULT occurred >CHL'],
    ['Norway demanded that a judge look into the shooting of Chilean voters.', 'ASSAULT occurred >CHL'],
    ['No fewer than 19 Norwegian bombers entered Chilean airspace.', 'MOBILIZE occurred NOR>CHL'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))
})
