import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { badDate, readSearch, readTerms, searchParameters, writeSearch } from './searchSyntax.ts'

describe('a search is read', () => {
  test.each([
    ['missile', { text: 'missile', fields: {} }],
    ['  missile   "ballistic launch" ', { text: 'missile "ballistic launch"', fields: {} }],
    ['“ballistic launch”', { text: '"ballistic launch"', fields: {} }],
    ['actor:Blinken launch', { text: 'launch', fields: { actor: ['Blinken'] } }],
    ['Actor:"Antony Blinken"', { text: '', fields: { actor: ['Antony Blinken'] } }],
    ['actor:A actor:B', { text: '', fields: { actor: ['B'] } }],
    ['type:accuse type:CONSULT', { text: '', fields: { type: ['accuse', 'CONSULT'] } }],
    ['after:2022-02 before:2022-03-01', { text: '', fields: { after: ['2022-02'], before: ['2022-03-01'] } }],
    ['actor:', { text: '', fields: {} }],
    ['colour:red', { text: 'colour:red', fields: {} }],
    ['at 10:30', { text: 'at 10:30', fields: {} }],
    ['place:"New York', { text: '', fields: { place: ['New York'] } }],
  ])('%s', (text, search) => {
    expect(readSearch(text)).toEqual(search)
  })
})

test('what an address holds is written as it would be searched', () => {
  const query = new URLSearchParams('text=launch&actor=Antony+Blinken&type=ACCUSE&type=CONSULT&from=2022-02')
  const text = writeSearch(query)
  expect(text).toBe('launch actor:"Antony Blinken" type:accuse type:consult after:2022-02')
  expect(new URLSearchParams(searchParameters(readSearch(text)).map(([name, value]) => [name, value]))).toEqual(query)
})

test('a date that is none is told', () => {
  expect(badDate(readSearch('after:yesterday'))).toBe('yesterday')
  expect(badDate(readSearch('after:2022-02 before:2022'))).toBeUndefined()
})

test('any text is a search, whose terms lie in it in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      let last = 0
      for (const { start, end } of readTerms(text)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        last = end
      }
      expect(last).toBeLessThanOrEqual(text.length)
      readSearch(text)
    }),
  )
})
