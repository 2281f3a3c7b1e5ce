/** Weights in eight bits, and a margin of scores in their unit. */
export interface Quantised {
  readonly weights: Int8Array
  readonly margin: number
}

/** The weights in eight bits, on one scale for the whole table, so that sums compare as before. */
export function quantise(weights: Float32Array, margin = 0): Quantised {
  // Nothing is clipped: the few great weights matter more than the last bit of the many small ones.
  let limit = 1e-9
  for (let i = 0; i < weights.length; i++) limit = Math.max(limit, Math.abs(weights[i]!))
  const scale = 127 / limit
  const out = new Int8Array(weights.length)
  for (let i = 0; i < weights.length; i++) out[i] = Math.round(weights[i]! * scale)
  return { weights: out, margin: Math.round(margin * scale) }
}
