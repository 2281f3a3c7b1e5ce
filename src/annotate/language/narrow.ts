/** Tags or labels that compete for a word or an arc: who is left, and the score of each so far. */
export interface Contest {
  readonly candidates: Int32Array
  readonly scores: Int32Array
}

export function makeContest(): Contest {
  return { candidates: new Int32Array(256), scores: new Int32Array(256) }
}

/** Part of the features of a decision: from where to where, and by how much who is behind after it may still win. */
export interface Round {
  readonly from: number
  readonly end: number
  readonly margin: number
}

/**
 * Adds a round's features to the scores of the first `n` candidates and drops those that are too far behind for what is
 * still to be added; returns how many are left, in their order. The cell of candidate c is the high bits of a key XOR c.
 * After a round without margin the first that is left is the winner.
 */
export function narrow(
  { candidates, scores }: Contest,
  n: number,
  weights: Int8Array,
  features: Int32Array,
  { from, end, margin }: Round,
): number {
  const spare = Math.clz32(weights.length) + 1
  for (let f = from; f < end; f++) features[f]! >>>= spare
  let best = -(1 << 30)
  for (let k = 0; k < n; k++) {
    const candidate = candidates[k]!
    let score = scores[k]!
    for (let f = from; f < end; f++) score += weights[features[f]! ^ candidate]!
    scores[k] = score
    if (score > best) best = score
  }
  const least = best - margin
  let left = 0
  for (let k = 0; k < n; k++) {
    if (scores[k]! < least) continue
    candidates[left] = candidates[k]!
    scores[left++] = scores[k]!
  }
  return left
}
