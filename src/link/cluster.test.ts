import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Act, codedReport } from '../../test/coded.ts'
import {
  componentsOf,
  groupUnits,
  type LinkMention,
  linkMentions,
  MAX_COMPONENT,
  mentionsOf,
  UNCONSTRAINED,
  unitsOf,
} from './index.ts'

const CALL: Act = {
  actors: 'Antony Blinken/USA',
  recipients: 'Hayashi Yoshimasa/JPN',
  mode: 'phone',
  on: '2022-01-05',
  text: 'Blinken telephoned Hayashi on Wednesday',
}
const LAUNCH: Act = {
  eventType: 'MOBILIZE',
  actors: 'PRK',
  on: '2022-01-30',
  weapon: { kind: 'missile', designation: 'Hwasong-12' },
  text: 'North Korea fired a Hwasong-12 missile on Sunday',
}
const CONDEMN: Act = {
  eventType: 'ACCUSE',
  actors: 'Antony Blinken/USA',
  recipients: 'PRK',
  on: '2022-02-01',
  text: 'Blinken condemned the launches',
}

/** Whether linking joins two acts that two reports tell, published on the days of the acts unless given. */
function joins(a: Act, b: Act, published: readonly [string, string] = [a.on ?? '', b.on ?? '']): boolean {
  const reports = [codedReport('aaaa', published[0], [a]), codedReport('bbbb', published[1], [b])]
  return linkMentions(reports.flatMap(mentionsOf)).length === 1
}

describe('one act', () => {
  const cases: readonly [string, Act, Act][] = [
    ['told alike', CALL, CALL],
    [
      'in the other order of names and parties',
      CALL,
      { ...CALL, actors: 'Yoshimasa Hayashi/JPN', recipients: 'Antony J. Blinken/USA' },
    ],
    ['of states for their ministers', CALL, { ...CALL, actors: 'USA', recipients: 'JPN' }],
    ['without the designation', LAUNCH, { ...LAUNCH, weapon: { kind: 'missile' } }],
    ['within a period', LAUNCH, { ...LAUNCH, on: '2022-01-24/2022-01-30' }],
    ['of somebody whom the other names by his office', CALL, { ...CALL, actors: 'U.S. Secretary of State/USA' }],
    ['of somebody whose name is misspelt', CALL, { ...CALL, actors: 'Antony Blinkin/USA' }],
    ['by surname alone', CONDEMN, { ...CONDEMN, actors: 'Blinken/USA' }],
    ['planned and done', { ...CALL, mode: 'visit', status: 'planned' }, { ...CALL, mode: 'visit' }],
  ]
  test.each(cases)('%s', (_name, a, b) => {
    expect(
      joins(a, b, ['2022-01-05', '2022-02-02'].includes(a.on!) ? ['2022-01-05', '2022-01-06'] : [a.on!, a.on!]),
    ).toBe(true)
  })

  test('that goes on in one report and was done in another of the next week', () => {
    const gathering: Act = {
      eventType: 'MOBILIZE',
      actors: 'RUS',
      status: 'ongoing',
      text: 'the deployment of troops near the border of Ukraine',
    }
    const done: Act = { ...gathering, status: 'occurred', text: 'Russia has massed troops near the border of Ukraine' }
    expect(joins(gathering, done, ['2022-02-03', '2022-02-08'])).toBe(true)
  })

  test('undated in a report of the next day', () => {
    const { on: _on, ...undated } = LAUNCH
    expect(joins(LAUNCH, undated, ['2022-01-30', '2022-01-31'])).toBe(true)
  })
})

describe('two acts', () => {
  const cases: readonly [string, Act, Act][] = [
    ['on days apart', CALL, { ...CALL, on: '2022-02-01' }],
    ['with another counterpart', CALL, { ...CALL, recipients: 'Chung Eui-yong/KOR' }],
    ['with a third party', CALL, { ...CALL, recipients: 'Hayashi Yoshimasa/JPN, Chung Eui-yong/KOR' }],
    [
      'of other people of the same states',
      CALL,
      { ...CALL, actors: 'Wendy Sherman/USA', recipients: 'Mori Takeo/JPN' },
    ],
    ['of another designation', LAUNCH, { ...LAUNCH, weapon: { kind: 'missile', designation: 'Hwasong-17' } }],
    [
      'on a day and some time in years',
      LAUNCH,
      { ...LAUNCH, weapon: { kind: 'missile' }, on: '2021-01-01/2022-02-10' },
    ],
    [
      'by a person and another body',
      CONDEMN,
      { ...CONDEMN, actors: 'Indo-Pacific Command/USA', text: 'the command criticised it' },
    ],
    ['by another state', LAUNCH, { ...LAUNCH, actors: 'KOR' }],
    ['by minister and deputy', CONDEMN, { ...CONDEMN, actors: 'Wendy Sherman/USA' }],
    ['of another family', CALL, { ...CONDEMN, on: CALL.on! }],
    [
      'in two towns',
      { ...CALL, location: { name: 'Paris', precision: 'city', span: { start: 0, end: 0 } } },
      { ...CALL, location: { name: 'Rome', precision: 'city', span: { start: 0, end: 0 } } },
    ],
  ]
  test.each(cases)('%s', (_name, a, b) => {
    expect(joins(a, b)).toBe(false)
  })

  test('of one report, which its coder told apart', () => {
    expect(linkMentions(mentionsOf(codedReport('aaaa', '2022-01-05', [CALL, CALL])))).toHaveLength(2)
  })

  test('planned after it was done', () => {
    const plan: Act = { ...CALL, status: 'planned', on: '2022-01-05/2022-01-31' }
    expect(joins(CALL, plan, ['2022-01-06', '2022-01-20'])).toBe(false)
  })
})

describe('clusters', () => {
  test('bear the hash of their earliest mention, whatever comes later', () => {
    const early = codedReport('zzzz', '2022-01-05', [CALL])
    const late = codedReport('aaaa', '2022-01-06', [CALL])
    const [alone] = linkMentions(mentionsOf(early))
    const [joined] = linkMentions([late, early].flatMap(mentionsOf))
    expect(joined!.id).toBe(alone!.id)
    expect(joined!.mentions).toEqual(['zzzz-0', 'aaaa-0'])
  })

  test('do not depend on the order of mentions', () => {
    fc.assert(
      fc.property(manyMentions(), fc.infiniteStream(fc.nat()), (mentions, numbers) => {
        const keys = new Map(mentions.map((mention) => [mention, numbers.next().value]))
        const shuffled = mentions.toSorted((a, b) => keys.get(a)! - keys.get(b)!)
        expect(sorted(linkMentions(shuffled))).toEqual(sorted(linkMentions(mentions)))
      }),
      { numRuns: 60, seed: 2022 },
    )
  })

  test('are what the mentions published by any day are by themselves, but on days that are told', () => {
    fc.assert(
      fc.property(manyMentions(), (mentions) => {
        for (const component of componentsOf(mentions)) {
          const groups = groupUnits(unitsOf(component, component.length), UNCONSTRAINED)
          const { from, until } = groups[0]!.otherwise!
          for (const day of DAYS) {
            if (day >= from && day < until) continue
            const isThen = ({ published }: LinkMention) => published! <= day
            const then = linkMentions(component.filter(isThen))
            const kept = groups.map((group) => group.mentions.filter(isThen)).filter(({ length }) => length > 0)
            expect(then.map(({ mentions: own }) => own).sort()).toEqual(
              kept.map((own) => own.map(({ id }) => id)).sort(),
            )
          }
        }
      }),
      { numRuns: 100, seed: 2022 },
    )
  })

  test('of a component past the bound are made by counterpart and day', () => {
    const reports = Array.from({ length: MAX_COMPONENT + 40 }, (_, i) =>
      codedReport(`r${String(i).padStart(4, '0')}`, '2022-01-31', [
        { ...LAUNCH, on: i % 2 === 0 ? '2022-01-30' : '2022-01-31' },
      ]),
    )
    const clusters = linkMentions(reports.flatMap(mentionsOf))
    expect(clusters.map(({ mentions }) => mentions.length)).toEqual([MAX_COMPONENT / 2 + 20, MAX_COMPONENT / 2 + 20])
  })
})

const DAYS = ['2022-01-05', '2022-01-07', '2022-01-20'] as const

/** Acts that are like and unlike one another, in reports of one to four. */
function manyMentions(): fc.Arbitrary<LinkMention[]> {
  const act = fc.record({
    eventType: fc.constantFrom('CONSULT' as const, 'ACCUSE' as const, 'MOBILIZE' as const),
    actors: fc.constantFrom('Antony Blinken/USA', 'USA', 'Wendy Sherman/USA', 'PRK', 'Hayashi Yoshimasa/JPN', ''),
    recipients: fc.constantFrom('Yoshimasa Hayashi/JPN', 'JPN', 'PRK', 'KOR, JPN', ''),
    on: fc.constantFrom('2022-01-05', '2022-01-06', '2022-01-01/2022-01-31', '2021-01-01/2022-01-05'),
    text: fc.constantFrom(
      'they spoke by telephone',
      'condemned the launch of a missile',
      'fired a missile',
      'met for talks',
    ),
  })
  const report = fc.tuple(fc.constantFrom(...DAYS), fc.array(act, { minLength: 1, maxLength: 4 }))
  return fc
    .array(report, { minLength: 1, maxLength: 14 })
    .map((reports) => reports.flatMap(([published, acts], i) => mentionsOf(codedReport(`r${i}`, published, acts))))
}

const sorted = <T extends { readonly id: string }>(items: readonly T[]) =>
  items.toSorted((a, b) => (a.id < b.id ? -1 : 1))
