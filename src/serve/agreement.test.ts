import { expect, test } from 'vitest'
import { krippendorffAlpha, wilson } from './agreement.ts'

/** Units by coders as columns of digits; a point is a missing answer. */
function units(...coders: string[]): (string | undefined)[][] {
  return [...coders[0]!].map((_, idx) => coders.map((answers) => (answers[idx] === '.' ? undefined : answers[idx])))
}

test('alpha of two coders and two values is that of Krippendorff 2011, section A', () => {
  expect(krippendorffAlpha(units('0100000010', '1110010000'))).toBeCloseTo(0.095, 3)
})

test('alpha of four coders with answers missing is that of Krippendorff 2011, section C', () => {
  const coders = ['123321412...', '1233224125.3', '.3332342251.', '12332441251.']
  expect(krippendorffAlpha(units(...coders))).toBeCloseTo(0.743, 3)
})

test('alpha is 1 where all agree and untold where there is nothing to compare', () => {
  expect(krippendorffAlpha(units('0101', '0101'))).toBe(1)
  expect(krippendorffAlpha(units('0000', '0000'))).toBeUndefined()
  expect(krippendorffAlpha([])).toBeUndefined()
})

test('the Wilson interval', () => {
  const [low, high] = wilson(8, 10)
  expect(low).toBeCloseTo(0.4902, 3)
  expect(high).toBeCloseTo(0.9433, 3)
  expect(wilson(0, 0)).toEqual([0, 1])
})
