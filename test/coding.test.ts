import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainReport, reportFromText } from '../src/acquire/index.ts'
import { annotate } from '../src/annotate/index.ts'
import { type CodedReport, codePair } from '../src/code/index.ts'
import { loadResources, run } from '../src/run.ts'
import { tellingEveryEvent } from './every-event.ts'

const resources = tellingEveryEvent(loadResources())

/** Codes one paragraph published on Friday, 8 March 2024. */
function codeText(text: string): CodedReport {
  return run(plainReport(text, 'test', '2024-03-08'), resources)
}

/** `TYPE status ACTORS>RECIPIENTS` of each event, in order. */
function shortForm(text: string): string[] {
  const codes = (parties: readonly { country?: string | undefined; name: string }[]) =>
    parties.map(({ country, name }) => country ?? name).join('+')
  return codeText(text).events.map(
    ({ eventType, status, actors, recipients }) => `${eventType} ${status} ${codes(actors)}>${codes(recipients)}`,
  )
}

describe('status', () => {
  test.each([
    ['Norway condemned Iran on Thursday.', 'ACCUSE occurred NOR>IRN'],
    ['Norway will impose sanctions on Iran.', 'SANCTION planned NOR>IRN'],
    ['Norway may impose sanctions on Iran.', 'SANCTION hypothetical NOR>IRN'],
    ['The foreign ministers of Norway and Chile are to meet on Monday in Oslo.', 'CONSULT planned NOR>CHL'],
    ['Norway is shelling Iran.', 'ASSAULT ongoing NOR>IRN'],
    ['Norway plans to hold talks with Iran.', 'CONSULT planned NOR>IRN'],
  ])('%s', (text, expected) => expect(shortForm(text)).toContain(expected))

  test.each([
    'Norway did not condemn Iran.',
    'Norway has not imposed sanctions on Iran.',
    'Norway cancelled talks with Iran.',
    'If Norway wins, the team travels home.',
  ])('no act took place: %s', (text) => {
    const asserted = codeText(text).events.filter(({ status }) => status === 'occurred' || status === 'ongoing')
    expect(
      asserted.map(({ eventType }) => eventType).filter((type) => type === 'ACCUSE' || type === 'CONSULT'),
    ).toEqual([])
  })
})

describe('roles', () => {
  test.each([
    ['Iran was condemned by Norway.', 'ACCUSE occurred NOR>IRN'],
    ["Norway condemned Iran's missile test.", 'ACCUSE occurred NOR>IRN'],
    ['Norway and Chile condemned Iran.', 'ACCUSE occurred NOR+CHL>IRN'],
    ['Norway met with Chile and condemned Iran.', 'ACCUSE occurred NOR>IRN'],
    ['Norway, which led the talks in May, condemned Iran.', 'ACCUSE occurred NOR>IRN'],
    ['Norway urged Iran to stop its launches.', 'REQUEST occurred NOR>IRN'],
    ['Norway and Chile held talks in Oslo.', 'CONSULT occurred NOR>CHL'],
    // A phrase has one head, wherever the parse hangs its last noun.
    ['The foreign and defence ministers of Norway and Chile met by video on Thursday.', 'CONSULT occurred NOR>CHL'],
    // What a pronoun stands for, and whose it is.
    [
      'An Iranian missile exploded shortly after it was launched from an airfield on Wednesday.',
      'MOBILIZE occurred IRN>',
    ],
    ['Iran said on Thursday that the missile which it tested a day earlier was a new one.', 'MOBILIZE occurred IRN>'],
    ['Two Iranian launches were tests of a new missile. Norway condemned the tests.', 'ACCUSE occurred NOR>IRN'],
    // A group stands for those of it that are named, and a finite verb is no passive.
    ['Fifteen countries, including Norway and Chile, later called on Iran to stop.', 'REQUEST occurred NOR+CHL>IRN'],
    ['Ana Brnabić, the Serbian premier, talked by phone with Edi Rama of Albania.', 'CONSULT occurred SRB>ALB'],
    // Authorities that the text leaves out are those of the place, or of who is arrested.
    ['Two Canadians were detained in China on Monday.', 'COERCE occurred CHN>CAN'],
    [
      'Five hours of talks with Iran followed. Norway met Chile, a day after two hours of talks with Peru.',
      'CONSULT occurred NOR>PER',
    ],
    // A city that one goes to is its state, abroad.
    ['Olaf Scholz arrived in Hanoi late on Sunday.', 'CONSULT occurred DEU>VNM'],
    ['Olaf Scholz flew to Hanoi on Sunday for talks with Chile.', 'CONSULT occurred DEU>CHL'],
    // A particle that the parse takes for a preposition, and a possessor that it takes for a subject.
    ['Hamas handed over 13 Israeli hostages to the Red Cross.', 'RETREAT occurred PSE>ISR'],
    ["Seoul's National Security Council expressed strong regret over Norway's launch.", 'ACCUSE occurred KOR>NOR'],
    ['Norway said that it had successfully test-fired a ballistic missile off its coast.', 'MOBILIZE occurred NOR>'],
    // Those who agree do so with one another.
    ['Norway and Chile agreed to coordinate on a response to the launch by Iran.', 'AGREE occurred NOR>CHL'],
    ['Norway accused Iran of escalating the crisis by imposing new sanctions on Peru.', 'SANCTION occurred IRN>PER'],
    ['Norway responded with the launch of five missiles.', 'MOBILIZE occurred NOR>'],
    // Who underwent an act, told by a noun.
    ['Norway condemned the bombing of the Turkish consulate in Basra.', 'ASSAULT occurred >TUR'],
    ['The arrest of three Chinese fishermen angered many.', 'COERCE occurred >CHN'],
    ["Norway's arrest of three Chinese fishermen angered many.", 'COERCE occurred NOR>CHN'],
    ['U.S. forces launched missile strikes against camps in Afghanistan.', 'ASSAULT occurred USA>AFG'],
  ])('%s', (text, expected) => expect(shortForm(text)).toContain(expected))

  test('whoever is arrested does not do the arresting', () => {
    const { events } = codeText("The arrest of Alexei Navalny followed. Navalny's arrest drew protests.")
    expect(events.flatMap(({ actors }) => actors.map(({ kind }) => kind))).not.toContain('person')
  })

  test('the embassy bombings are not the strikes told before', () =>
    expect(
      shortForm(
        'Norwegian forces launched missile strikes against camps in Sudan. The embassy bombings killed 24 Kenyans.',
      ),
    ).toContain('ASSAULT occurred >KEN'))
})

test('a relative clause of a verb that could be a noun', () =>
  expect(shortForm('Norway, which borders Russia, condemned Iran.')).toEqual(['ACCUSE occurred NOR>IRN']))

test('a relative clause without its pronoun', () =>
  expect(shortForm('Iran said on Thursday that the missile it tested a day earlier was a new one.')).toContain(
    'MOBILIZE occurred IRN>',
  ))

describe('one act, one event', () => {
  test('mentions of one act are folded, with the day that one of them tells', () => {
    const { events } = codeText(
      "Norway's foreign minister, Espen Barth Eide, telephoned Alberto van Klaveren of Chile on Wednesday. Eide raised fishing in the call with van Klaveren.",
    )
    const calls = events.filter(({ eventType }) => eventType === 'CONSULT')
    expect(calls).toHaveLength(1)
    expect(calls[0]!.date).toMatchObject({ start: '2024-03-06', from: 'text' })
  })

  test('other days and other people are other acts', () => {
    const days = codeText('Norway tested a missile on Monday. Norway tested a missile on Wednesday.').events
    expect(days.map(({ date }) => date?.start).sort()).toEqual(['2024-03-04', '2024-03-06'])
    const people = codeText('President Lula of Brazil condemned Iran. President Boric of Chile condemned Iran.').events
    expect(people.filter(({ eventType }) => eventType === 'ACCUSE')).toHaveLength(2)
  })

  test('an attack struck whom it was aimed at, not only whom it killed', () =>
    expect(shortForm('Houthi rebels attacked Abu Dhabi with drones on Monday, killing two Indians.')).toEqual([
      'ASSAULT occurred YEM>ARE',
    ]))

  test('the state that fired comes before who ordered it', () => {
    const text = 'Iran fired a ballistic missile on Tuesday. The missile launch ordered by Ebrahim Raisi was the first.'
    expect(codeText(text).events.map(({ actors }) => actors[0]?.name)).toEqual(['Iran'])
  })

  test('the killing is part of the attack', () => {
    const { events } = codeText('Norway attacked Iran on Monday, killing three soldiers.')
    expect(events.filter(({ eventType }) => eventType === 'ASSAULT')).toHaveLength(1)
    expect(events[0]!.casualties).toEqual({ killed: 3 })
  })
})

describe('dates', () => {
  test.each([
    ['Norway condemned Iran on Tuesday.', '2024-03-05', 'text'],
    ['Norway on Tuesday condemned Iran.', '2024-03-05', 'text'],
    ['Norway condemned Iran.', '2024-03-08', 'dct'],
    [
      'Norway condemned Iran on Tuesday, and the ministry in Oslo said on Thursday that more would follow.',
      '2024-03-05',
      'text',
    ],
  ])('%s', (text, start, from) => {
    expect(codeText(text).events.find(({ eventType }) => eventType === 'ACCUSE')?.date).toMatchObject({ start, from })
  })

  test.each([
    ['Norway condemned Iran on Tuesday, a day after Iran seized a tanker.', '2024-03-04', '2024-03-04'],
    ['Norway condemned Iran two weeks after Iran seized a tanker.', '2024-02-23', '2024-02-23'],
    ['Norway condemned Iran hours after Iran seized a tanker.', '2024-03-08', '2024-03-08'],
    ['Norway condemned Iran on Tuesday, a month after Iran seized a tanker.', '2024-02-01', '2024-02-29'],
  ])('at a distance from another act: %s', (text, start, end) => {
    expect(codeText(text).events.find(({ eventType }) => eventType === 'COERCE')?.date).toMatchObject({ start, end })
  })

  test('a day behind an act told in full is its day', () => {
    const { events } = codeText("Norway condemned Iran's firing of a missile on Tuesday.")
    expect(events.map(({ eventType, date }) => [eventType, date?.start])).toEqual([
      ['ACCUSE', '2024-03-08'],
      ['MOBILIZE', '2024-03-05'],
    ])
  })

  test('the narrowest day that its mentions tell', () => {
    const text = 'Iran fired a ballistic missile on Tuesday. The missile that Iran fired this year was its first.'
    expect(codeText(text).events.map(({ date }) => date?.value)).toEqual(['2024-03-05'])
  })
})

describe('counts', () => {
  test.each([
    ["The launch was Norway's fourth missile test this year.", 4, 'NOR'],
    ['Norway carried out its 21st missile test of the year.', 21, 'NOR'],
  ])('%s', (text, ordinal, country) => {
    const counts = codeText(text).counts
    expect(counts.map((count) => [count.ordinal, count.actor?.country])).toContainEqual([ordinal, country])
  })

  test.each(['It was the first time this year.', 'The third floor of the ministry burned.'])('none in: %s', (text) =>
    expect(codeText(text).counts).toEqual([]),
  )
})

describe('who says so', () => {
  test('the speaker of the words that tell the act', () => {
    const event = codeText('Chile said that Norway had expelled two Iranian diplomats.').events.find(
      ({ eventType }) => eventType === 'SANCTION',
    )
    expect(event?.accordingTo.map(({ country }) => country)).toContain('CHL')
  })
})

describe('pairs', () => {
  const typeOf = (text: string, actor: string, recipient: string) => {
    const span = (name: string) => ({ start: text.indexOf(name), end: text.indexOf(name) + name.length })
    return codePair(
      annotate(plainReport(text, 'pair'), resources.annotate),
      span(actor),
      span(recipient),
      resources.code,
    )
  }
  test.each([
    ['Workers in Lima protested against the mayor on Monday.', 'Workers in Lima', 'the mayor', 'PROTEST'],
    ['The guild sued the publisher over the archive.', 'The guild', 'the publisher', 'ACCUSE'],
    ['The bank gave Zambia a loan of 40 million dollars.', 'The bank', 'Zambia', 'AID'],
  ])('%s', (text, actor, recipient, type) => expect(typeOf(text, actor, recipient)).toBe(type))
})

describe('any text', () => {
  const words = [
    'Norway',
    'Iran',
    'condemned',
    'said',
    'on Tuesday',
    '“',
    '”',
    'talks',
    'with',
    'missiles',
    'fired',
    ',',
    '.',
    'the',
    'and',
    'will',
    '\n\n',
    '🚀',
    'é',
    '\ud800',
  ]
  test('is coded, the same way twice, with every span inside the text and every id once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary' })), { maxLength: 40 }),
        (parts) => {
          const report = reportFromText(parts.join(' '), { published: '2024-03-08' })
          const coded = run(report, resources)
          expect(run(report, resources)).toEqual(coded)
          const { length } = coded.report.text
          for (const { trigger, evidence, sentence } of coded.events.flatMap(({ mentions }) => mentions)) {
            const within = coded.report.sentences[sentence]!
            expect(
              0 <= evidence.start &&
                evidence.start <= trigger.start &&
                trigger.end <= evidence.end &&
                evidence.end <= length,
            ).toBe(true)
            expect(within.start <= evidence.start && evidence.end <= within.end).toBe(true)
          }
          expect(new Set(coded.events.map(({ id }) => id)).size).toBe(coded.events.length)
        },
      ),
      { numRuns: 60, seed: 2022 },
    )
  })
})
