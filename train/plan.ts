/** How long and how large the language models are learned. */
export interface Plan {
  /** Passes over the data of each learner. */
  readonly epochs: { readonly tagger: number; readonly guide: number; readonly parser: number; readonly punct: number }
  /** Orders of the data that are learned apart and added up, a seed each. */
  readonly seeds: {
    readonly tagger: readonly number[]
    readonly guide: readonly number[]
    readonly parser: readonly number[]
  }
  /** Of the treebank sentences those that are given to be made news of; acts for each of them; of the acts those that are reported too. */
  readonly shares: { readonly idioms: number; readonly acts: number; readonly reported: number }
  /** Every table has two to this power fewer cells than in full. */
  readonly shrink: number
  /** How far ahead a move or label must be to be taken without a look at its dearer features; for one order of learning. */
  readonly sure: { readonly guide: number; readonly arcs: number; readonly label: number }
}

/** What the committed models are learned by. */
export const FULL: Plan = {
  epochs: { tagger: 8, guide: 4, parser: 8, punct: 5 },
  seeds: { tagger: [11, 12, 13], guide: [5], parser: [5, 6, 7, 8, 9] },
  shares: { idioms: 0.99, acts: 0.1, reported: 0.4 },
  shrink: 0,
  sure: { guide: 90, arcs: 75, label: 75 },
}

/** Enough for thirty sentences. */
export const SMALL: Plan = {
  epochs: { tagger: 4, guide: 2, parser: 6, punct: 2 },
  seeds: { tagger: [11], guide: [5], parser: [5, 6] },
  shares: { idioms: 0.99, acts: 0.1, reported: 0.4 },
  shrink: 6,
  sure: { guide: 90, arcs: 75, label: 75 },
}

/** The first weights with the second added to them. */
export function addTo(sum: Float32Array, weights: Float32Array): Float32Array {
  for (let i = 0; i < sum.length; i++) sum[i]! += weights[i]!
  return sum
}
