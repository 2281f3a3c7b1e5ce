import type { NameDoc } from './describe.ts'
import type { Evidence } from './evidence.ts'
import { featuresOf, MAX_FEATURES } from './features.ts'
import { closes, mayFollow, N_STATES, OUTSIDE, opens } from './labels.ts'
import { type NameWeights, slotOf } from './model.ts'

/** A name of no label known here cannot win against this. */
const NEVER = -(1 << 28)

/** 1 at `state * N_STATES + next` where `next` may follow. */
const MAY_FOLLOW = buildMayFollow()

function buildMayFollow(): Uint8Array {
  const table = new Uint8Array(N_STATES * N_STATES)
  for (let a = 0; a < N_STATES; a += 1) {
    for (let b = 0; b < N_STATES; b += 1) table[a * N_STATES + b] = mayFollow(a, b) ? 1 : 0
  }
  return table
}

/** Calls `visit` with each stretch of candidate tokens of the document; names never cross its ends. */
export function eachStretch(doc: NameDoc, visit: (from: number, to: number, first: number, end: number) => void): void {
  for (const { firstTokenIdx: first, endTokenIdx: end } of doc.sents) {
    for (let i = first; i < end; ) {
      if (doc.isCandidate[i] === 0) {
        i += 1
        continue
      }
      let to = i + 1
      while (to < end && doc.isCandidate[to] === 1) to += 1
      visit(i, to, first, end)
      i = to
    }
  }
}

/** The best state of every token: Viterbi over each stretch of candidates, all else outside. */
export function decode(doc: NameDoc, evidence: Evidence, weights: NameWeights): Uint8Array {
  const states = new Uint8Array(doc.tokens.length)
  const features = new Int32Array(MAX_FEATURES)
  let scores = new Int32Array(64 * N_STATES)
  let links = new Uint8Array(64 * N_STATES)
  eachStretch(doc, (from, to, first, end) => {
    const length = to - from
    if (length * N_STATES > scores.length) {
      scores = new Int32Array(2 * length * N_STATES)
      links = new Uint8Array(2 * length * N_STATES)
    }
    scores.fill(0, 0, length * N_STATES)
    for (let i = from; i < to; i += 1) {
      const n = featuresOf(doc, evidence, { i, first, end }, features)
      addScores(weights, features, n, scores, (i - from) * N_STATES)
    }
    walk(weights.transitions, scores, links, length)
    trace(scores, links, length, states, from)
  })
  return states
}

function addScores(weights: NameWeights, features: Int32Array, n: number, scores: Int32Array, base: number): void {
  const { checks, rows } = weights
  for (let f = 0; f < n; f += 1) {
    const slot = slotOf(checks, features[f]!)
    if (slot < 0) continue
    const row = slot * N_STATES
    for (let s = 0; s < N_STATES; s += 1) scores[base + s]! += rows[row + s]!
  }
}

/** Turns emission scores into best path scores, in place. */
function walk(transitions: Int32Array, scores: Int32Array, links: Uint8Array, length: number): void {
  for (let s = 0; s < N_STATES; s += 1) {
    if (MAY_FOLLOW[OUTSIDE * N_STATES + s] === 0) scores[s] = NEVER
    else scores[s]! += transitions[OUTSIDE * N_STATES + s]!
  }
  for (let at = 1; at < length; at += 1) {
    const base = at * N_STATES
    const before = base - N_STATES
    for (let next = 0; next < N_STATES; next += 1) {
      let best = NEVER
      let link = 0
      for (let s = 0; s < N_STATES; s += 1) {
        if (MAY_FOLLOW[s * N_STATES + next] === 0) continue
        const score = scores[before + s]! + transitions[s * N_STATES + next]!
        if (score > best) {
          best = score
          link = s
        }
      }
      scores[base + next] = Math.max(NEVER, best + scores[base + next]!)
      links[base + next] = link
    }
  }
}

function trace(scores: Int32Array, links: Uint8Array, length: number, states: Uint8Array, from: number): void {
  const base = (length - 1) * N_STATES
  let best = OUTSIDE
  for (let s = 1; s < N_STATES; s += 1) {
    if (closes(s) && scores[base + s]! > scores[base + best]!) best = s
  }
  for (let at = length - 1; at >= 0; at -= 1) {
    states[from + at] = best
    best = links[at * N_STATES + best]!
  }
}

/** Names as ranges of tokens with the number of their label, from states. */
export function spansOf(states: Uint8Array, visit: (first: number, end: number, label: number) => void): void {
  for (let i = 0; i < states.length; i += 1) {
    if (!opens(states[i]!)) continue
    let end = i
    while (end < states.length && !closes(states[end]!)) end += 1
    visit(i, end + 1, (states[i]! - 1) >> 2)
    i = end
  }
}
