import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actorForm, compareNames, isRegistered, linkActors, nameTokens } from './index.ts'

const person = (name: string, country?: string) =>
  actorForm({ kind: 'person', name, ...(country === undefined ? {} : { country }) })

describe('one person', () => {
  test.each([
    ['Hayashi Yoshimasa', 'Yoshimasa Hayashi'],
    ['Antony J. Blinken', 'Antony Blinken'],
    ['António Guterres', 'Antonio Guterres'],
    ['Kim Jong Un', 'Kim Jong-un'],
    ['Volodymyr Zelenskyy', 'Volodymyr Zelensky'],
    ['Lloyd J. Austin III', 'Lloyd Austin'],
    ['Josep Borrell', 'BORRELL Josep'],
  ])('%s, %s', (a, b) => {
    expect(linkActors([person(a), person(b)])).toHaveLength(1)
  })

  test('whose country one report tells', () => {
    const actors = linkActors([person('Wendy Sherman', 'USA'), person('Wendy Sherman')])
    expect(actors).toHaveLength(1)
    expect(actors[0]!.country).toBe('USA')
  })
})

describe('two people', () => {
  test.each([
    ['Kim Jong Un', 'Kim Jong Il'],
    ['Kim Yo-jong', 'Kim Jong-un'],
    ['Antony Blinken', 'Blinken'],
    ['Mahamat Deby', 'Idriss Deby'],
  ])('%s, %s', (a, b) => {
    expect(linkActors([person(a), person(b)])).toHaveLength(2)
  })

  test('of one name in two countries, and a third whose country nobody tells', () => {
    const actors = linkActors([person('Kim Min-seok', 'KOR'), person('Kim Min Seok', 'PRK'), person('Kim Min-seok')])
    expect(actors.map(({ country }) => country).toSorted()).toEqual(['KOR', 'PRK', undefined])
  })
})

test('states are known by their code', () => {
  const forms = ['North Korea', 'DPRK'].map((name) => actorForm({ kind: 'country', name, country: 'PRK' }))
  expect(linkActors(forms)).toHaveLength(1)
})

test.each([
  ['Chung Eui-yong', 'person', 'KOR', true],
  ['Houthis', 'group', undefined, true],
  ['5,000 people', 'group', undefined, false],
  ['foreign ministry', 'organization', 'JPN', true],
  ['foreign ministry', 'organization', undefined, false],
  ['official of Seoul', 'person', 'KOR', false],
  ['U.S. Secretary of State', 'person', 'USA', false],
  ['Foreign Minister of the Republic', 'person', 'KOR', false],
  ['Ministry of Unification', 'organization', undefined, true],
] as const)('%s (%s, %s) is registered: %s', (name, kind, country, expected) => {
  expect(isRegistered(actorForm({ kind, name, ...(country === undefined ? {} : { country }) }))).toBe(expected)
})

test('the register does not depend on the order of forms', () => {
  const form = fc
    .tuple(
      fc.constantFrom('Hayashi Yoshimasa', 'Yoshimasa Hayashi', 'Hayashi', 'Kim Jong Un', 'Kim Jong-un', 'Jong-un Kim'),
      fc.constantFrom('JPN', 'PRK', undefined),
    )
    .map(([name, country]) => person(name, country))
  fc.assert(
    fc.property(fc.uniqueArray(form, { selector: ({ id }) => id }), (forms) => {
      expect(linkActors(forms.toReversed())).toEqual(linkActors(forms))
    }),
    { seed: 2022 },
  )
})

test.each([
  ['Antony Blinken', 'Blinken', 'part'],
  ['Antony Blinken', 'Lloyd Austin', 'different'],
  ['Choi Jong-kun', 'Choi Jongkun', 'equal'],
  ['', 'Choi', 'different'],
] as const)('%s and %s are %s', (a, b, expected) => {
  expect(compareNames(nameTokens(a), nameTokens(b))).toBe(expected)
})
