/** One pair: the features that are not 0, by index, and whether the pair is one act. */
export interface Row {
  readonly idxs: readonly number[]
  readonly values: readonly number[]
  readonly isOne: boolean
}

/**
 * Logistic regression drawn to `prior`: the weights that make the rows likeliest, less `strength` times half the squared
 * distance of each weight from its prior. Newton's method; no chance is involved.
 */
export function fitWeights(rows: readonly Row[], prior: readonly number[], strength: readonly number[]): number[] {
  const n = prior.length
  let weights = [...prior]
  for (let step = 0; step < MAX_STEPS; step++) {
    const gradient = weights.map((weight, i) => -strength[i]! * (weight - prior[i]!))
    const hessian = Array.from({ length: n }, (_, i) =>
      Float64Array.from({ length: n }, (_, j) => (i === j ? strength[i]! : 0)),
    )
    for (const { idxs, values, isOne } of rows) {
      let sum = 0
      for (let k = 0; k < idxs.length; k++) sum += weights[idxs[k]!]! * values[k]!
      const likely = 1 / (1 + Math.exp(-sum))
      const error = (isOne ? 1 : 0) - likely
      const spread = likely * (1 - likely)
      for (let k = 0; k < idxs.length; k++) {
        const i = idxs[k]!
        gradient[i]! += error * values[k]!
        const row = hessian[i]!
        for (let l = 0; l < idxs.length; l++) row[idxs[l]!]! += spread * values[k]! * values[l]!
      }
    }
    const move = solve(hessian, gradient)
    const before = likelihood(rows, weights) - penalty(weights, prior, strength)
    // Far from the best weights a whole step may overshoot.
    for (let share = 1; share > SMALL; share /= 2) {
      const next = weights.map((weight, i) => weight + share * move[i]!)
      if (likelihood(rows, next) - penalty(next, prior, strength) < before) continue
      weights = next
      break
    }
    if (Math.max(...move.map(Math.abs)) < SMALL) break
  }
  return weights
}

function likelihood(rows: readonly Row[], weights: readonly number[]): number {
  let total = 0
  for (const { idxs, values, isOne } of rows) {
    let sum = 0
    for (let k = 0; k < idxs.length; k++) sum += weights[idxs[k]!]! * values[k]!
    const z = isOne ? sum : -sum
    total -= z > 0 ? Math.log1p(Math.exp(-z)) : -z + Math.log1p(Math.exp(z))
  }
  return total
}

function penalty(weights: readonly number[], prior: readonly number[], strength: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + (strength[i]! * (weight - prior[i]!) ** 2) / 2, 0)
}

const MAX_STEPS = 30
const SMALL = 1e-6

/** Solves `table · x = right` by elimination with pivots; changes both. */
function solve(table: Float64Array[], right: number[]): number[] {
  const n = right.length
  for (let i = 0; i < n; i++) {
    let pivot = i
    for (let k = i + 1; k < n; k++) if (Math.abs(table[k]![i]!) > Math.abs(table[pivot]![i]!)) pivot = k
    ;[table[i], table[pivot]] = [table[pivot]!, table[i]!]
    ;[right[i], right[pivot]] = [right[pivot]!, right[i]!]
    for (let k = i + 1; k < n; k++) {
      const factor = table[k]![i]! / table[i]![i]!
      if (factor === 0) continue
      for (let j = i; j < n; j++) table[k]![j]! -= factor * table[i]![j]!
      right[k]! -= factor * right[i]!
    }
  }
  const x = new Array<number>(n).fill(0)
  for (let i = n - 1; i >= 0; i--) {
    let sum = right[i]!
    for (let j = i + 1; j < n; j++) sum -= table[i]![j]! * x[j]!
    x[i] = sum / table[i]![i]!
  }
  return x
}
