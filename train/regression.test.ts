import { expect, test } from 'vitest'
import { fitWeights } from './regression.ts'

test('weights are the log-odds of the rows, drawn to the prior where rows are few', () => {
  const rows = [true, true, true, false].map((isOne) => ({ idxs: [0], values: [1], isOne }))
  expect(fitWeights(rows, [0, 5], [1e-9, 1])[0]).toBeCloseTo(Math.log(3), 4)
  expect(fitWeights(rows, [0, 5], [1e-9, 1])[1]).toBeCloseTo(5, 4)
  expect(fitWeights(rows, [-2], [1e6])[0]).toBeCloseTo(-2, 3)
})
