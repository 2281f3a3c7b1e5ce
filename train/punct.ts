import type { PunctSite, PunctTree } from '../src/annotate/language/punct.ts'
import {
  beginMarks,
  bestHead,
  makePunctWork,
  N_PUNCT_CELLS,
  N_PUNCT_FEATURES,
  nextMark,
  punctFeatures,
} from '../src/annotate/language/punct.ts'
import { random, shuffled } from './random.ts'

/** A gold tree of which the marks are to be hung anew. */
export interface PunctLesson {
  readonly tree: PunctTree
  /** Gold heads, counted from 0, -1 for the root. */
  readonly gold: Int32Array
}

const MARGIN = 5

/** Learns to rank the places where a mark may hang in the gold tree of the words: averaged perceptron with a margin. */
export function trainPunctuation(lessons: readonly PunctLesson[], epochs: number): Float32Array {
  const now = new Float32Array(N_PUNCT_CELLS)
  const totals = new Float32Array(N_PUNCT_CELLS)
  const rng = random(17)
  const work = makePunctWork(Math.max(0, ...lessons.map(({ tree }) => tree.n)))
  let step = 1
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const l of shuffled(lessons.length, rng)) {
      const { tree, gold } = lessons[l]!
      tree.heads.set(gold)
      beginMarks(tree, work)
      for (let mark = nextMark(tree, work, 0); mark < tree.n; mark = nextMark(tree, work, mark + 1)) {
        const { site } = work
        step++
        learnSite(tree, site, gold[site.mark]!, { now, totals, step })
        // What the next marks see of this one is what they will see at work.
        tree.heads[site.mark] = bestHead(tree, site, now)
      }
    }
  }
  for (let c = 0; c < now.length; c++) now[c] = now[c]! - totals[c]! / step
  return now
}

interface Weights {
  readonly now: Float32Array
  readonly totals: Float32Array
  readonly step: number
}

function learnSite(tree: PunctTree, site: PunctSite, gold: number, weights: Weights): void {
  const right = site.candidates.subarray(0, site.n).indexOf(gold)
  if (right < 0) return
  let rival = -1
  let rivalScore = Number.NEGATIVE_INFINITY
  let goldScore = 0
  for (let k = 0; k < site.n; k++) {
    punctFeatures(tree, site, k)
    let score = 0
    for (let f = 0; f < N_PUNCT_FEATURES; f++) score += weights.now[site.features[f]!]!
    if (k === right) goldScore = score
    else if (score > rivalScore) {
      rivalScore = score
      rival = k
    }
  }
  if (rival < 0 || goldScore - rivalScore >= MARGIN) return
  adjust(tree, site, { candidate: right, by: 1 }, weights)
  adjust(tree, site, { candidate: rival, by: -1 }, weights)
}

function adjust(tree: PunctTree, site: PunctSite, change: { candidate: number; by: number }, weights: Weights): void {
  punctFeatures(tree, site, change.candidate)
  for (let f = 0; f < N_PUNCT_FEATURES; f++) {
    weights.now[site.features[f]!]! += change.by
    weights.totals[site.features[f]!]! += change.by * weights.step
  }
}
