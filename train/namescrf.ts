import { eachStretch } from '../src/annotate/names/decode.ts'
import type { NameDoc } from '../src/annotate/names/describe.ts'
import type { Evidence } from '../src/annotate/names/evidence.ts'
import { capitalShare, featuresOf, MAX_FEATURES } from '../src/annotate/names/features.ts'
import { closes, mayFollow, N_STATES, OUTSIDE } from '../src/annotate/names/labels.ts'
import { claimSlot, type NameWeights, packRow, ROW_WORDS } from '../src/annotate/names/model.ts'
import { random, shuffled } from './random.ts'

/** A document ready to learn from. */
export interface NamesExample {
  readonly doc: NameDoc
  readonly evidence: Evidence
  readonly states: Uint8Array
  /** How much its labels count; gold 1. */
  readonly weight: number
}

export interface CrfOptions {
  readonly epochs: number
  /** One for each order of learning. */
  readonly seeds: readonly number[]
  /** Features seen less often are left out. */
  readonly cutoff: number
  /** Slots of the table, a power of two. */
  readonly nSlots: number
  readonly rate: number
  /** Share of each weight that an epoch takes away. */
  readonly decay: number
  /** Share of the features of each word that a step does not see, lest it lean on the word alone. */
  readonly dropout: number
  readonly log?: (text: string) => void
}

/** Stretches of candidate tokens with their features as row numbers, flat. */
interface Corpus {
  readonly nFeatures: number
  readonly hashes: Int32Array
  /** Rows of token t: `rows[offsets[t] .. offsets[t + 1]]`. */
  readonly rows: Int32Array
  readonly offsets: Int32Array
  readonly states: Uint8Array
  /** Stretch k: tokens `bounds[k] .. bounds[k + 1]`. */
  readonly bounds: Int32Array
  readonly weights: Float32Array
}

/**
 * Learns a conditional random field by AdaGrad, in as many orders as there are seeds, and keeps the strongest rows that fit the
 * table, in eight bits. The weights are the mean of what they are after the last passes of every order, which is worth half a
 * point of F1 over the last pass alone.
 */
export function trainCrf(examples: readonly NamesExample[], options: CrfOptions): NameWeights {
  const corpus = makeCorpus(examples, options.cutoff)
  options.log?.(`${corpus.bounds.length - 1} stretches, ${corpus.states.length} words, ${corpus.nFeatures} features`)
  const mean = {
    rows: new Float32Array(corpus.nFeatures * N_STATES),
    transitions: new Float32Array(N_STATES * N_STATES),
  }
  const share = 1 / (options.seeds.length * Math.min(MEAN_OF, options.epochs))
  for (const seed of options.seeds) {
    learnOnce(corpus, seed, options, (state) => {
      for (let i = 0; i < mean.rows.length; i += 1) mean.rows[i]! += share * (1 - options.dropout) * state.rows[i]!
      for (let i = 0; i < mean.transitions.length; i += 1) mean.transitions[i]! += share * state.transitions[i]!
    })
  }
  return pack(corpus, mean.rows, mean.transitions, options.nSlots)
}

/** How many of the last passes the mean is over. */
const MEAN_OF = 4

/** Learns in one order; `visit` sees the weights after each of the last passes. */
function learnOnce(corpus: Corpus, seed: number, options: CrfOptions, visit: (state: Learned) => void): void {
  const { nFeatures } = corpus
  const state = {
    rows: new Float32Array(nFeatures * N_STATES),
    rowSquares: new Float32Array(nFeatures * N_STATES),
    transitions: new Float32Array(N_STATES * N_STATES),
    transitionSquares: new Float32Array(N_STATES * N_STATES),
  }
  const rng = random(seed)
  const work = makeWork(corpus)
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    let loss = 0
    const rate = options.rate / (1 + epoch / 4)
    for (const k of shuffled(corpus.bounds.length - 1, rng)) {
      work.mask = maskOf(epoch + 100 * seed, options.dropout)
      loss += learn(corpus, k, state, work, rate)
    }
    if (options.decay > 0) for (let i = 0; i < state.rows.length; i += 1) state.rows[i]! *= 1 - options.decay
    options.log?.(`seed ${seed}, epoch ${epoch + 1}: loss ${loss.toFixed(0)}`)
    if (epoch >= options.epochs - MEAN_OF) visit(state)
  }
}

/** Hides a share of the features, others in each epoch. */
function maskOf(epoch: number, share: number): (f: number) => boolean {
  const bound = Math.floor(share * 65536)
  const salt = Math.imul(epoch + 1, 0x9e3779b1)
  return (f) => ((Math.imul(f ^ salt, 0x45d9f3b) >>> 12) & 65535) >= bound
}

function makeCorpus(examples: readonly NamesExample[], cutoff: number): Corpus {
  let pool = new Int32Array(1 << 22)
  let nPool = 0
  const offsets = [0]
  const states: number[] = []
  const bounds = [0]
  const weights: number[] = []
  const features = new Int32Array(MAX_FEATURES)
  for (const { doc, evidence, states: gold, weight } of examples) {
    eachStretch(doc, (from, to, first, end) => {
      const share = capitalShare(doc, first, end)
      for (let i = from; i < to; i += 1) {
        const n = featuresOf(doc, evidence, { i, first, end, share }, features)
        if (nPool + n > pool.length) {
          const larger = new Int32Array(2 * pool.length)
          larger.set(pool)
          pool = larger
        }
        pool.set(features.subarray(0, n), nPool)
        nPool += n
        offsets.push(nPool)
        states.push(gold[i]!)
      }
      repair(states, bounds.at(-1)!)
      bounds.push(states.length)
      weights.push(weight)
    })
  }
  const { hashes, rows } = number(pool.subarray(0, nPool), cutoff)
  return {
    nFeatures: hashes.length, hashes, rows, offsets: Int32Array.from(offsets), states: Uint8Array.from(states),
    bounds: Int32Array.from(bounds), weights: Float32Array.from(weights),
  } // biome-ignore format: one record
}

/** Names that reach out of their stretch are taken for outside, so that every sequence is one the tagger can give. */
function repair(states: number[], from: number): void {
  let begun = from
  for (let i = from; i <= states.length; i += 1) {
    const before = i > from ? states[i - 1]! : OUTSIDE
    const next = i < states.length ? states[i]! : OUTSIDE
    if (before === OUTSIDE || closes(before)) begun = i
    if (!mayFollow(before, next)) {
      for (let k = begun; k < i; k += 1) if (!closes(before)) states[k] = OUTSIDE
      for (let k = i; k < states.length && !mayFollow(states[k - 1] ?? OUTSIDE, states[k]!); k += 1) states[k] = OUTSIDE
      begun = i
    }
  }
}

/** Row numbers of the features that occur `cutoff` times or more, -1 for the rest, and the hash of each row. */
function number(pool: Int32Array, cutoff: number): { hashes: Int32Array; rows: Int32Array } {
  const nSlots = 1 << 24
  const keys = new Int32Array(nSlots)
  const counts = new Int32Array(nSlots)
  const find = (hash: number): number => {
    let slot = Math.imul(hash, 0x9e3779b1) >>> 8
    while (counts[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & (nSlots - 1)
    return slot
  }
  for (const hash of pool) {
    const slot = find(hash)
    keys[slot] = hash
    counts[slot]! += 1
  }
  const ids = new Int32Array(nSlots).fill(-1)
  const hashes: number[] = []
  const rows = new Int32Array(pool.length)
  for (let i = 0; i < pool.length; i += 1) {
    const slot = find(pool[i]!)
    if (ids[slot]! < 0 && counts[slot]! >= cutoff) {
      ids[slot] = hashes.length
      hashes.push(pool[i]!)
    }
    rows[i] = ids[slot]!
  }
  return { hashes: Int32Array.from(hashes), rows }
}

interface Learned {
  readonly rows: Float32Array
  readonly rowSquares: Float32Array
  readonly transitions: Float32Array
  readonly transitionSquares: Float32Array
}

interface Work {
  /** Which features the step sees, by their place in the corpus. */
  mask: (f: number) => boolean
  readonly emissions: Float64Array
  readonly forward: Float64Array
  readonly backward: Float64Array
  readonly moves: Float64Array
  readonly gradient: Float64Array
}

function makeWork(corpus: Corpus): Work {
  let longest = 1
  for (let k = 0; k + 1 < corpus.bounds.length; k += 1)
    longest = Math.max(longest, corpus.bounds[k + 1]! - corpus.bounds[k]!)
  const make = (n: number) => new Float64Array(n)
  return {
    mask: () => true,
    emissions: make(longest * N_STATES),
    forward: make(longest * N_STATES),
    backward: make(longest * N_STATES),
    moves: make(N_STATES * N_STATES),
    gradient: make(N_STATES),
  }
}

/** The moves that states allow, as pairs. */
const MOVES = Array.from(
  { length: N_STATES * N_STATES },
  (_, i) => [Math.floor(i / N_STATES), i % N_STATES] as const,
).filter(([a, b]) => mayFollow(a, b))
const MOVE_FROM = Int32Array.from(MOVES, ([a]) => a)
const MOVE_TO = Int32Array.from(MOVES, ([, b]) => b)
const MAY_START = Array.from({ length: N_STATES }, (_, s) => mayFollow(OUTSIDE, s))
const MAY_END = Array.from({ length: N_STATES }, (_, s) => mayFollow(s, OUTSIDE))

/** One step on stretch `k`; returns its loss. */
function learn(corpus: Corpus, k: number, learned: Learned, work: Work, rate: number): number {
  const from = corpus.bounds[k]!
  const length = corpus.bounds[k + 1]! - from
  const { emissions, forward, backward, moves } = work
  const logScale = emit(corpus, from, length, learned, work)
  for (let m = 0; m < MOVES.length; m += 1) {
    const cell = MOVE_FROM[m]! * N_STATES + MOVE_TO[m]!
    moves[cell] = Math.exp(learned.transitions[cell]!)
  }
  let logZ = logScale + runForward(emissions, moves, forward, length)
  const lastZ = sumEnd(forward, length)
  logZ += Math.log(lastZ)
  runBackward(emissions, moves, backward, length)
  const loss = logZ - goldScore(corpus, from, length, learned, work)
  update(corpus, from, length, learned, work, rate * corpus.weights[k]!)
  return loss * corpus.weights[k]!
}

/** Fills `emissions` with exp(score - max) and returns the sum of the maxima. */
function emit(corpus: Corpus, from: number, length: number, learned: Learned, { emissions, mask }: Work): number {
  let logScale = 0
  for (let i = 0; i < length; i += 1) {
    const base = i * N_STATES
    emissions.fill(0, base, base + N_STATES)
    for (let f = corpus.offsets[from + i]!; f < corpus.offsets[from + i + 1]!; f += 1) {
      const row = corpus.rows[f]!
      if (row < 0 || !mask(f)) continue
      for (let s = 0; s < N_STATES; s += 1) emissions[base + s]! += learned.rows[row * N_STATES + s]!
    }
    let max = -1e9
    for (let s = 0; s < N_STATES; s += 1) max = Math.max(max, emissions[base + s]!)
    for (let s = 0; s < N_STATES; s += 1) emissions[base + s] = Math.exp(emissions[base + s]! - max) + 1e-30
    logScale += max
  }
  return logScale
}

/** Scaled forward sums; returns the log of the scales. */
function runForward(emissions: Float64Array, moves: Float64Array, forward: Float64Array, length: number): number {
  let logScale = 0
  forward.fill(0, 0, length * N_STATES)
  for (let s = 0; s < N_STATES; s += 1) if (MAY_START[s]) forward[s] = emissions[s]! * moves[s]!
  for (let i = 0; i < length; i += 1) {
    const base = i * N_STATES
    if (i > 0) {
      const before = base - N_STATES
      for (let m = 0; m < MOVES.length; m += 1) {
        const [a, b] = [MOVE_FROM[m]!, MOVE_TO[m]!]
        forward[base + b]! += forward[before + a]! * moves[a * N_STATES + b]!
      }
      for (let s = 0; s < N_STATES; s += 1) forward[base + s]! *= emissions[base + s]!
    }
    let sum = 0
    for (let s = 0; s < N_STATES; s += 1) sum += forward[base + s]!
    for (let s = 0; s < N_STATES; s += 1) forward[base + s]! /= sum
    logScale += Math.log(sum)
  }
  return logScale
}

function sumEnd(forward: Float64Array, length: number): number {
  let sum = 1e-300
  for (let s = 0; s < N_STATES; s += 1) if (MAY_END[s]) sum += forward[(length - 1) * N_STATES + s]!
  return sum
}

function runBackward(emissions: Float64Array, moves: Float64Array, backward: Float64Array, length: number): void {
  const last = (length - 1) * N_STATES
  for (let s = 0; s < N_STATES; s += 1) backward[last + s] = MAY_END[s] ? 1 : 0
  for (let i = length - 2; i >= 0; i -= 1) {
    const base = i * N_STATES
    const next = base + N_STATES
    backward.fill(0, base, base + N_STATES)
    for (let m = 0; m < MOVES.length; m += 1) {
      const [a, b] = [MOVE_FROM[m]!, MOVE_TO[m]!]
      backward[base + a]! += moves[a * N_STATES + b]! * emissions[next + b]! * backward[next + b]!
    }
    let sum = 1e-300
    for (let s = 0; s < N_STATES; s += 1) sum += backward[base + s]!
    for (let s = 0; s < N_STATES; s += 1) backward[base + s]! /= sum
  }
}

function goldScore(corpus: Corpus, from: number, length: number, learned: Learned, { mask }: Work): number {
  let score = 0
  let before = OUTSIDE
  for (let i = 0; i < length; i += 1) {
    const state = corpus.states[from + i]!
    for (let f = corpus.offsets[from + i]!; f < corpus.offsets[from + i + 1]!; f += 1) {
      const row = corpus.rows[f]!
      if (row >= 0 && mask(f)) score += learned.rows[row * N_STATES + state]!
    }
    score += learned.transitions[before * N_STATES + state]!
    before = state
  }
  return score
}

/** Takes the step: gold counts less expected ones, each cell at its own AdaGrad rate. */
function update(corpus: Corpus, from: number, length: number, learned: Learned, work: Work, rate: number): void {
  const { emissions, forward, backward, moves, gradient, mask } = work
  for (let i = 0; i < length; i += 1) {
    const base = i * N_STATES
    let sum = 1e-300
    for (let s = 0; s < N_STATES; s += 1) sum += forward[base + s]! * backward[base + s]!
    const gold = corpus.states[from + i]!
    for (let s = 0; s < N_STATES; s += 1)
      gradient[s] = (s === gold ? 1 : 0) - (forward[base + s]! * backward[base + s]!) / sum
    for (let f = corpus.offsets[from + i]!; f < corpus.offsets[from + i + 1]!; f += 1) {
      const row = corpus.rows[f]!
      if (row >= 0 && mask(f)) step(learned.rows, learned.rowSquares, row * N_STATES, gradient, rate)
    }
    if (i === 0) step(learned.transitions, learned.transitionSquares, OUTSIDE, gradient, rate)
    else stepMoves(corpus.states[from + i - 1]!, gold, base, learned, { emissions, forward, backward, moves }, rate)
  }
}

function step(cells: Float32Array, squares: Float32Array, base: number, gradient: Float64Array, rate: number): void {
  for (let s = 0; s < N_STATES; s += 1) {
    const g = gradient[s]!
    if (g < 1e-4 && g > -1e-4) continue
    const square = squares[base + s]! + g * g
    squares[base + s] = square
    cells[base + s]! += (rate * g) / Math.sqrt(square + 1e-2)
  }
}

function stepMoves(
  before: number,
  gold: number,
  base: number,
  learned: Learned,
  work: Pick<Work, 'emissions' | 'forward' | 'backward' | 'moves'>,
  rate: number,
): void {
  const { emissions, forward, backward, moves } = work
  const previous = base - N_STATES
  let sum = 1e-300
  const shares = new Float64Array(MOVES.length)
  for (let m = 0; m < MOVES.length; m += 1) {
    const [a, b] = [MOVE_FROM[m]!, MOVE_TO[m]!]
    shares[m] = forward[previous + a]! * moves[a * N_STATES + b]! * emissions[base + b]! * backward[base + b]!
    sum += shares[m]!
  }
  for (let m = 0; m < MOVES.length; m += 1) {
    const [a, b] = [MOVE_FROM[m]!, MOVE_TO[m]!]
    const g = (a === before && b === gold ? 1 : 0) - shares[m]! / sum
    const cell = a * N_STATES + b
    const square = learned.transitionSquares[cell]! + g * g
    learned.transitionSquares[cell] = square
    learned.transitions[cell]! += (rate * g) / Math.sqrt(square + 1e-2)
  }
}

/** What a word outside of names loses, in units of the packed weights: names that are in doubt are given (by UNER-EWT dev). */
const DARING = 6

/** Claims slots for the rows that matter most and brings all weights to eight bits on one scale. */
function pack(corpus: Corpus, rows: Float32Array, transitions: Float32Array, nSlots: number): NameWeights {
  const strength = new Float32Array(corpus.nFeatures)
  for (let row = 0; row < corpus.nFeatures; row += 1) {
    let sum = 0
    for (let s = 0; s < N_STATES; s += 1) sum += rows[row * N_STATES + s]! ** 2
    strength[row] = sum
  }
  const order = Array.from(strength.keys()).sort((a, b) => strength[b]! - strength[a]! || a - b)
  const kept = order.slice(0, Math.floor(nSlots * 0.9))
  let limit = 1e-9
  for (const row of kept)
    for (let s = 0; s < N_STATES; s += 1) limit = Math.max(limit, Math.abs(rows[row * N_STATES + s]!))
  const scale = 127 / limit
  const checks = new Uint16Array(nSlots)
  const packed = new Int32Array(nSlots * ROW_WORDS)
  for (const row of kept) {
    const slot = claimSlot(checks, corpus.hashes[row]!)
    if (slot < 0) continue
    packRow(
      Float32Array.from({ length: N_STATES }, (_, s) => Math.round(rows[row * N_STATES + s]! * scale)),
      packed,
      slot,
    )
  }
  const scaled = Int32Array.from(transitions, (w) => Math.round(w * scale))
  for (let s = 0; s < N_STATES; s += 1) scaled[s * N_STATES + OUTSIDE]! -= DARING
  return { checks, rows: packed, transitions: scaled }
}
