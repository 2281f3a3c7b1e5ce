import { describe, expect, test } from 'vitest'
import { acts, actsOf, actsWithStatus, resources } from '../../test/acts.ts'
import { plainReport, reportFromText } from '../acquire/index.ts'
import { run } from '../run.ts'

describe('whom an act reaches that names nobody', () => {
  /** A report on Peru, whose people it speaks of. */
  const onPeru = (text: string) =>
    actsOf(
      reportFromText(
        `Soldiers seize power in Peru\n\nLIMA, 8 March 2024 - Soldiers detained the president of Peru. Peru is tense. ${text}`,
      ),
    )

  test.each([
    ['Norway donated blankets.', 'AID NOR>PER'],
    ['Sweden gave two million dollars.', 'AID SWE>PER'],
    ['Chile demanded respect for democracy.', 'REQUEST CHL>PER'],
    ['Japan suspended talks on new loans.', 'SANCTION JPN>PER'],
    ['Mexico offered to help to settle the dispute.', 'AGREE MEX>PER'],
    ['Chile threatened to use force.', 'THREATEN CHL>PER'],
  ])('it is meant for the land that the report is about: %s', (text, expected) =>
    expect(onPeru(text)).toContain(expected),
  )

  test.each([
    [
      'Norwegian minister Per Dahl spoke with Chilean minister Juan Soto on Monday. They discussed the border. Dahl spoke of the attack of Peru on Cuba. It was long ago. Nobody was hurt. The weather was fine. Oslo cut military contacts.',
      'SANCTION NOR>CHL',
    ],
    [
      'The European Union imposed sanctions on three generals. Chilean soldiers killed villagers in Chile. Ana Lind mocked the sanctions. Peru called them illegal.',
      'ACCUSE PER>EU',
    ],
    ['Belarus let go a Norwegian citizen, Ana Lind, who had been sentenced to death in June.', 'COERCE BLR>NOR'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))

  test('those who act are not told to be that land themselves', () =>
    expect(onPeru('Peru demanded respect for democracy.')).toContain('REQUEST PER>'))

  test.each([
    [
      'Norwegian minister Per Dahl met Chilean minister Juan Soto on Monday. Dahl promised to speed up the project.',
      'AGREE NOR>CHL',
    ],
    ['Norway and Chile signed an agreement brokered by Egypt on Monday.', 'CONSULT EGY>NOR+CHL'],
    ['Norway and Chile agreed to a truce on Monday. Egypt hailed the truce.', 'SUPPORT EGY>NOR+CHL'],
    [
      'Norway accused Chile of firing first. Chile bombed Norway on Monday. Norway shelled Chile. The envoys of Peru and Cuba came. Both countries shut their border crossings.',
      'SANCTION NOR>CHL',
    ],
    [
      'The leaders of Norway and Chile met. Norway and Chile fought for days. The envoys of Peru and Cuba came. The president of Egypt telephoned both leaders on Saturday.',
      'CONSULT EGY>NOR+CHL',
    ],
    [
      'The European Union imposed sanctions on Peru. Chilean soldiers killed villagers in Chile. Peru called them illegal.',
      'ACCUSE PER>EU',
    ],
    ['Norway thanked Chile for its help and Peru for its patience.', 'SUPPORT NOR>CHL+PER'],
    [
      'Hundreds of people protested in the city of Lima in Peru on Monday against the authorities whom they blame for the fire.',
      'ACCUSE PER>PER',
    ],
    ['Norway praised the efforts of Cairo and Doha.', 'SUPPORT NOR>EGY+QAT'],
    ['The foreign ministers of the Republic of Korea and Japan signed an agreement.', 'AGREE KOR>JPN'],
    ['The president of Peru briefed his counterparts from Chad and Niger.', 'CONSULT PER>TCD+NER'],
    [
      'North Korea fired a missile on Monday. Chile announced that it had expelled a Norwegian journalist and suspended imports of fish.',
      'SANCTION CHL>NOR',
    ],
    ['The rebels of Chile let go two Peruvian sailors.', 'RETREAT CHL>PER'],
    [
      'Norwegian troops shelled Chilean positions. Peruvian peacekeepers contacted commanders of the two sides.',
      'CONSULT PER>NOR+CHL',
    ],
    ['Norwegian forces shelled the Chilean Hospital in Lima on Monday.', 'ASSAULT NOR>PER'],
    ['Norway severed ties with Peru and ordered its diplomats to leave.', 'SANCTION NOR>PER'],
    ['A drone struck a school in Lima. Peruvian police blamed Chile for the attack.', 'ASSAULT CHL>PER'],
    [
      'The army of Peru shelled Peruvian rebels. Peruvian rebels killed two soldiers of the army. Norway appealed to both parties to stop.',
      'REQUEST NOR>PER+PER',
    ],
    [
      'Norwegian and Chilean troops exchanged fire, and both sides accused one another of violating a ceasefire brokered by Peru.',
      'ACCUSE NOR>CHL',
    ],
    [
      'Norwegian and Chilean troops exchanged fire, and both sides accused one another of violating a ceasefire brokered by Peru.',
      'CONSULT PER>NOR+CHL',
    ],
    [
      'Norway said that Chilean units had shelled its troops. The Chilean ministry rejected the statement.',
      'REJECT CHL>NOR',
    ],
    ['Norway urged the institutions in Kosovo to de-escalate immediately.', 'REQUEST NOR>XKX'],
    ['The army of Sudan said it had retaken an oil refinery from Chad.', 'ASSAULT SDN>TCD'],
    ['Norway sent the frigate Nordlys through the strait.', 'MOBILIZE NOR>'],
    [
      'Pyongyang fired what appeared to be a new type of ballistic missile on Thursday, the army of South Korea said.',
      'MOBILIZE PRK>',
    ],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))

  test('bombers that are flown are of the forces', () => {
    const [flight] = run(
      plainReport('Two Russian Tu-95 bombers flew over the Sea of Japan.', 'x', '2024-03-08'),
      resources,
    ).events
    expect(flight?.actors[0]).toMatchObject({ country: 'RUS', sector: 'MIL' })
  })

  test('what was done is not only announced with what is', () => {
    const { events } = run(
      plainReport(
        "Chile's foreign ministry said that it would respond and summoned the Norwegian envoy.",
        'x',
        '2024-03-08',
      ),
      resources,
    )
    expect(events.find(({ eventType }) => eventType === 'ACCUSE')?.status).toBe('occurred')
  })

  test('what is struck kills nobody, but the blow', () => {
    const told = acts(
      'Peru condemned the attack of 14 December on a convoy of Chile near the port, which killed one Norwegian soldier.',
    )
    expect(told.filter((act) => act.startsWith('ASSAULT CHL'))).toEqual([])
  })

  test('pledges of two to one are two acts', () => {
    const told = acts('Norway pledged a million dollars to Peru. Chile pledged two million dollars to Peru.')
    expect(told).toEqual(expect.arrayContaining(['AGREE NOR>PER', 'AGREE CHL>PER']))
  })

  test('what is said in the present is said on the day of the report', () => {
    const report = plainReport(
      'In January 2024 Norway expelled four Russians. Norway calls on Russia to respect the convention.',
      'x',
      '2024-03-08',
    )
    const said = run(report, resources).events.find(({ eventType }) => eventType === 'REQUEST')
    expect(said?.date?.start).toBe('2024-03-08')
  })
})

describe('who acts behind what the parser takes for the subject', () => {
  test.each([
    ['The West African bloc ECOWAS last weekend lifted financial sanctions on Guinea.', 'CONCEDE ECOWAS>GIN'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))

  test('the head of an office is whom the title of its readout names first', () => {
    const report = reportFromText(
      "Readout of President Emmanuel Macron's call with President Masoud Pezeshkian of Iran\n\nParis, 29 January 2025\n\nThe President of the Republic spoke yesterday with the President of the Islamic Republic of Iran, Masoud Pezeshkian. The President condemned Iran's support for Russia.",
    )
    expect(actsOf(report)).toContain('ACCUSE FRA>IRN')
  })

  test('"we" of a statement whose author has no known state is the state that the paragraph begins with', () => {
    const report = reportFromText(
      "Foreign Ministry Spokesperson Ana Lind's Remarks on the Visit of a Chilean Delegation to Peru\n\n2024-05-27\n\nNorway deplores the visit. We urge Chile to respect the accord.",
    )
    expect(actsOf(report)).toContain('REQUEST NOR>CHL')
  })

  test.each([
    // In a readout the sides are those who met, whomever else they condemned.
    [
      "Norwegian minister Per Dahl met Chilean minister Juan Soto on Monday.\n\nDahl condemned Russia's raid. Dahl accused Russia of lies.\n\nThe two sides condemned Iran.",
      'ACCUSE NOR+CHL>IRN',
    ],
    // No mediator is one of the two between whom they mediate.
    [
      'Chile accused Peru of theft. Peru condemned Chile. Peruvian minister Juan Soto spoke with Norwegian minister Per Dahl, who offered to mediate between the two neighbours.',
      'AGREE NOR>PER+CHL',
    ],
    [
      "Norway handed the Chilean chargé d'affaires a note of protest. The Norwegian foreign ministry summoned its diplomat.",
      'ACCUSE NOR>CHL',
    ],
    ['Chile accused Norway of theft. Norway withdrew its envoy.', 'SANCTION NOR>CHL'],
    ['Norway met Chile. Chile sought the extradition of the Chilean president.', 'REQUEST CHL>NOR'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))

  test('what is not adopted asks for nothing', () =>
    expect(
      acts('Norway vetoed a draft resolution that demanded a truce in Peru.').filter((one) =>
        one.startsWith('REQUEST'),
      ),
    ).toEqual([]))

  test('three do not meet again as two', () =>
    expect(
      acts(
        'Per Dahl of Norway had met the ministers of Peru and Chile on Monday. The Peruvian president met Per Dahl of Norway.',
      ).filter((one) => one.startsWith('CONSULT')),
    ).toHaveLength(2))

  test('a bare secretary-general is that of the United Nations where no other body is named', () => {
    const report = reportFromText(
      "Readout of the Secretary-General's meeting with the President of Cyprus\n\nNEW YORK, 24 September 2025 - The Secretary-General met with Mr. Nikos Christodoulides, President of Cyprus. The Secretary-General thanked the President of Cyprus.",
    )
    expect(actsOf(report)).toContain('CONSULT UN>CYP')
  })

  test('a bare High Representative is that of the European Union', () =>
    expect(acts('The High Representative condemned Iran.')).toContain('ACCUSE EU>IRN'))

  test('who is killed in fighting has not done it', () =>
    expect(acts('The army of Chad said 12 Malian rebels were killed in fighting.')).toEqual(['ASSAULT >MLI']))

  test('a package of aid is one aid', () =>
    expect(acts('Norway sent a package of aid to Peru.')).toEqual(['AID NOR>PER']))

  test('who has called for something has called, whenever it is to come', () =>
    expect(actsWithStatus('Norway called for a truce in Peru next week.')).toContain('REQUEST occurred NOR>PER'))

  test('bodies of all lands are of none', () =>
    expect(acts('Amnesty International accused the Ethiopian army of killing civilians.')).toContain(
      'ACCUSE Amnesty International>ETH',
    ))

  test('what is demanded of nobody in one breath with a summons is demanded of the summoned', () =>
    expect(acts('Ankara summoned the Swedish ambassador and demanded an explanation.')).toContain('REQUEST TUR>SWE'))

  test('a headline that ends in an office says nothing of the name that opens the text', () => {
    const report = reportFromText(
      'President of Norway met President of Chile\n\nLIMA, 9 August 2025 - Ana Lind of Peru condemned Iran. Chile is tense.',
    )
    expect(actsOf(report)).toContain('ACCUSE PER>IRN')
  })

  test('the office of a year tells of whom somebody speaks who held another before', () => {
    const report = reportFromText(
      'Statement on Georgia\n\nBRUSSELS, 6 February 2025 - The vote in Georgia is wrong, High Representative Kaja Kallas said. She condemned Georgia. Georgia is tense.',
    )
    expect(actsOf(report)).toContain('ACCUSE EU>GEO')
  })

  test('who is held in the prisons of a state is held by it', () =>
    expect(acts('Two Norwegian sailors are being held in Chilean prisons.')).toContain('COERCE CHL>NOR'))
})

describe('who is told further off', () => {
  test.each([
    [
      'Norway complained that the Chilean embassy was the worst thing that had happened to the island.',
      'ACCUSE NOR>CHL',
    ],
    ['Immigration agents fanned out across Georgia and Texas, arresting Chilean migrants.', 'COERCE USA>CHL'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))

  test.each([
    ['Critics asked about the attacks on compounds in Benghazi, Libya, that killed four Americans.', 'ASSAULT LBY>USA'],
    [
      'Norwegian police arrested 14 foreigners. In Chile, the 14 foreigners were rounded up in a hostel.',
      'COERCE CHL>',
    ],
    ['Norwegian police arrested two Peruvians in Oslo. Chile condemned the bombings.', 'ACCUSE CHL>NOR'],
    [
      'Chile said Chilean ministers and Chilean senators worry. Norwegian Premier Ana Lind has threatened to veto the bill.',
      'THREATEN NOR>CHL',
    ],
    ['The decision was met with outrage by Cuban-Americans.', 'ACCUSE USA>CUB'],
  ])('not of whom nothing of the kind is told: %s', (text, wrong) => expect(acts(text)).not.toContain(wrong))
})

test.each([
  ['Norway and Chile agree that the raid was a crime.', 'AGREE'],
  ['The Norwegian minister assured Chile that the visit was a success.', 'AGREE'],
  ['In a memo to Chile, Norwegian officials insist they\u2019re stopping the rebels.', 'REQUEST'],
])('what is so or was so is neither promised nor asked for: %s', (text, type) =>
  expect(acts(text).filter((act) => act.startsWith(type))).toEqual([]),
)

test('those whose arrest has been told are arrested once, by whoever did it', () =>
  expect(
    acts(
      'The U.S. Congress and U.S. officials mourned. Norwegian police arrested 14 foreigners. The 14 foreigners were rounded up in a hostel.',
    ),
  ).toEqual(['COERCE NOR>14 foreigners']))
