import { describe, expect, test } from 'vitest'
import { bCubed, ceafE, conll, muc } from './scores.ts'

/** Clusters written as words, a letter or digit a mention: `12345 67`. */
const clusters = (text: string) => text.split(' ').map((word) => [...word])

const KEY = clusters('12345 67 89ABC')

describe('the examples of Bagga and Baldwin 1998 and of Luo 2005', () => {
  test.each([
    ['two of three joined', '12345 6789ABC', 0.947, 0.865, 0.733],
    ['the large ones joined', '1234589ABC 67', 0.947, 0.737, 0.667],
    ['all joined', '123456789ABC', 0.9, 0.545, 0.294],
    ['all apart', '1 2 3 4 5 6 7 8 9 A B C', 0, 0.4, 0.178],
  ])('%s', (_name, response, ofMuc, ofBCubed, ofCeafE) => {
    const found = clusters(response)
    expect(muc(KEY, found).f1).toBeCloseTo(ofMuc, 3)
    expect(bCubed(KEY, found).f1).toBeCloseTo(ofBCubed, 3)
    expect(ceafE(KEY, found).f1).toBeCloseTo(ofCeafE, 3)
    expect(conll(KEY, found)).toBeCloseTo((ofMuc + ofBCubed + ofCeafE) / 3, 2)
  })

  test('B-cubed precision tells the two first apart, where MUC does not', () => {
    const [first, second] = [clusters('12345 6789ABC'), clusters('1234589ABC 67')]
    expect(muc(KEY, first).precision).toBeCloseTo(0.9, 3)
    expect(muc(KEY, second).precision).toBeCloseTo(0.9, 3)
    expect(bCubed(KEY, first).precision).toBeCloseTo(0.762, 3)
    expect(bCubed(KEY, second).precision).toBeCloseTo(0.583, 3)
  })
})

describe('the examples of Vilain et al. 1995', () => {
  test.each([
    ['ABCD', 'AB CD', 2 / 3, 1],
    ['AB CD', 'ABCD', 1, 2 / 3],
    ['ABCD', 'ABCD', 1, 1],
    ['ABC', 'AC', 1 / 2, 1],
    ['BCDEGHJ', 'ABC DEF GHI', 1 / 2, 1 / 2],
  ])('key %s, response %s', (key, response, recall, precision) => {
    const score = muc(clusters(key), clusters(response))
    expect(score.recall).toBeCloseTo(recall, 3)
    expect(score.precision).toBeCloseTo(precision, 3)
  })
})

test('CEAF finds the best matching where taking the best pair first does not', () => {
  // ABCDE and ABCFG are the most alike of all (0.6), and leave DE and FG without a partner.
  expect(ceafE(clusters('ABCDE FG'), clusters('ABCFG DE')).f1).toBeCloseTo(4 / 7, 3)
})

test('what one side leaves out counts against the other', () => {
  expect(bCubed(clusters('AB'), clusters('AB CD'))).toMatchObject({ recall: 1, precision: 0.5 })
})
