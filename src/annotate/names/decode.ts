import { isFunctionWord, type NameDoc } from './describe.ts'
import type { Evidence } from './evidence.ts'
import { addJoint, capitalShare, formAt, MAX_FEATURES, type Place, REACH, tagAt } from './features.ts'
import { closes, mayFollow, N_STATES, OUTSIDE, opens } from './labels.ts'
import { addFarTagSum, addFormSum, addRows, addTagSum, beginSums, SUM_WORDS, type Sums, unpackSum } from './sums.ts'

/** A name of no label known here cannot win against this. */
const NEVER = -(1 << 28)

/** 1 at `state * N_STATES + next` where `next` may follow. */
const MAY_FOLLOW = Uint8Array.from({ length: N_STATES * N_STATES }, (_, i) =>
  mayFollow(Math.floor(i / N_STATES), i % N_STATES) ? 1 : 0,
)

/** The moves that states allow, by the state that they lead to. */
const MOVES = Array.from({ length: N_STATES * N_STATES }, (_, i) => [i % N_STATES, Math.floor(i / N_STATES)] as const)
  .filter(([from, to]) => mayFollow(from, to)) // biome-ignore format: a list and its filter
const N_MOVES = MOVES.length
const MOVE_FROM = Uint8Array.from(MOVES, ([from]) => from)
const MOVE_TO = Uint8Array.from(MOVES, ([, to]) => to)

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

/** What decoding uses again from document to document. */
export interface DecodeWork {
  readonly sums: Sums
  /** The sum of the token at hand. */
  readonly sum: Int32Array
  readonly features: Int32Array
  scores: Int32Array
  links: Uint8Array
}

export function makeDecodeWork(sums: Sums): DecodeWork {
  return {
    sums, sum: new Int32Array(SUM_WORDS), features: new Int32Array(MAX_FEATURES),
    scores: new Int32Array(64 * N_STATES), links: new Uint8Array(64 * N_STATES),
  } // biome-ignore format: one record
}

/** The best state of every token: Viterbi over each stretch of candidates, all else outside. */
export function decode(doc: NameDoc, evidence: Evidence, work: DecodeWork): Uint8Array {
  const states = new Uint8Array(doc.tokens.length)
  const { transitions } = work.sums.weights
  beginSums(work.sums)
  const place: Place = { i: 0, first: -1, end: 0, share: 0 }
  eachStretch(doc, (from, to, first, end) => {
    const length = to - from
    // A function word by itself is no name, and a fifth of all stretches are one.
    if (length === 1 && isFunctionWord(doc, from)) return
    if (length * N_STATES > work.scores.length) {
      work.scores = new Int32Array(2 * length * N_STATES)
      work.links = new Uint8Array(2 * length * N_STATES)
    }
    if (place.first !== first) place.share = capitalShare(doc, first, end)
    place.first = first
    place.end = end
    for (let i = from; i < to; i += 1) {
      place.i = i
      score(doc, evidence, place, work, (i - from) * N_STATES)
    }
    walk(transitions, work.scores, work.links, length)
    trace(work.scores, work.links, length, states, from)
  })
  return states
}

/** Writes the scores of the states of one token. */
function score(doc: NameDoc, evidence: Evidence, place: Place, work: DecodeWork, base: number): void {
  const { sums, sum, features } = work
  const { i } = place
  sum.fill(0)
  for (let offset = -REACH; offset <= REACH; offset += 1) addFormSum(sums, formAt(doc, i + offset, place), offset, sum)
  addTagSum(sums, tagAt(doc, i - 1, place), doc.upos[i]!, tagAt(doc, i + 1, place), sum)
  addFarTagSum(sums, -1, tagAt(doc, i - 2, place), sum)
  addFarTagSum(sums, 1, tagAt(doc, i + 2, place), sum)
  addRows(sums.weights, features, addJoint(doc, evidence, place, features, 0), sum, 0)
  unpackSum(sum, work.scores, base)
}

/** Turns scores of states into scores of the best paths to them, in place. */
function walk(transitions: Int32Array, scores: Int32Array, links: Uint8Array, length: number): void {
  for (let s = 0; s < N_STATES; s += 1) {
    if (MAY_FOLLOW[OUTSIDE * N_STATES + s] === 0) scores[s] = NEVER
    else scores[s]! += transitions[OUTSIDE * N_STATES + s]!
  }
  for (let at = 1; at < length; at += 1) {
    const base = at * N_STATES
    for (let move = 0; move < N_MOVES; ) {
      const next = MOVE_TO[move]!
      let best = NEVER
      let link = 0
      for (; move < N_MOVES && MOVE_TO[move] === next; move += 1) {
        const s = MOVE_FROM[move]!
        const found = scores[base - N_STATES + s]! + transitions[s * N_STATES + next]!
        if (found > best) {
          best = found
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
