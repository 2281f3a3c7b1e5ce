import {
  type ArcState,
  fillArcs1,
  fillArcs2,
  fillArcs3,
  fillArcs4,
  fillArcs5,
  N_ARC_ROWS,
  N_GUIDE_ROWS,
  N_PLACES,
  N_WORD_ROWS,
  type Nodes,
  PLACES,
  spareBits,
} from '../src/annotate/language/arcfeatures.ts'
import { fillGuide1, fillGuide2, fillGuide3, fillGuide4 } from '../src/annotate/language/guidefeatures.ts'
import {
  fillFirst,
  fillMore,
  N_LABEL_CELLS,
  N_LABEL_FEATURES,
  spareLabelBits,
} from '../src/annotate/language/labelfeatures.ts'
import {
  type ArcModel,
  attach,
  guideMargins,
  isFinished,
  type LabelModel,
  LEFT,
  labelPlace,
  makeArcState,
  parseTree,
  RIGHT,
  ROOT,
  SHIFT,
  scorePlaces,
  setGuide,
  shift,
  startSentence,
} from '../src/annotate/language/parse.ts'
import { PAD } from '../src/annotate/language/words.ts'
import { isGoldArc, isPossible, losesArcs } from './oracle.ts'
import { addTo, type Plan } from './plan.ts'
import { random, shuffled } from './random.ts'

/** A sentence to learn from: padded words with the tags of a tagger that did not see it, and the gold tree. */
export interface Example {
  readonly nodes: Nodes
  /** Keys of every word in every place, N_WORD_ROWS a word. */
  readonly places: Int32Array
  readonly heads: Int32Array
  readonly labels: Int32Array
  /** Heads that a guide which did not see the sentence found. */
  guide?: Int32Array
  /** Sentences of other fold share no training with this one. */
  readonly fold: number
}

const LONGEST = 1000
const MARGIN = 20

interface Weights {
  readonly now: Float32Array
  readonly totals: Float32Array
  step: number
}

export interface TrainedParser {
  readonly arcs: Float32Array
  readonly label: Float32Array
}

/** Learns moves and labels in several orders of the examples and adds up the weights. */
export function trainParser(examples: readonly Example[], labels: LabelModel, plan: Plan): TrainedParser {
  const all = plan.seeds.parser.map((seed) => learnParser(examples, labels, plan, seed))
  return { arcs: all.map(({ arcs }) => arcs).reduce(addTo), label: all.map(({ label }) => label).reduce(addTo) }
}

/** Learns moves and labels together, following the parser's own moves after the first pass. */
function learnParser(examples: readonly Example[], labels: LabelModel, plan: Plan, seed: number): TrainedParser {
  const arcs = makeWeights((4 * N_ARC_ROWS) >> plan.shrink)
  const label = makeWeights(N_LABEL_CELLS >> plan.shrink)
  const state = makeArcState(LONGEST)
  const rng = random(seed)
  for (let epoch = 0; epoch < plan.epochs.parser; epoch++) {
    for (const e of shuffled(examples.length, rng)) {
      const example = examples[e]!
      if (example.nodes.n > LONGEST) continue
      begin(state, example)
      while (!isFinished(state)) {
        const move = learnMove(arcs, example, state, epoch > 0 && rng() < EXPLORE)
        if (move === SHIFT) shift(state)
        else attach(state, move, learnLabel(label, labels, example, state, move))
      }
    }
  }
  return { arcs: average(arcs), label: average(label) }
}

/** Learns the moves alone, in several orders whose weights are added; the sets of labels hold tags. */
export function trainGuide(examples: readonly Example[], plan: Plan, seeds = plan.seeds.guide): Float32Array {
  return seeds.map((seed) => learnGuide(examples, plan, seed)).reduce(addTo)
}

function learnGuide(examples: readonly Example[], plan: Plan, seed: number): Float32Array {
  const arcs = makeWeights((4 * N_GUIDE_ROWS) >> plan.shrink)
  const state = makeArcState(LONGEST)
  const rng = random(seed)
  for (let epoch = 0; epoch < plan.epochs.guide; epoch++) {
    for (const e of shuffled(examples.length, rng)) {
      const example = examples[e]!
      if (example.nodes.n > LONGEST) continue
      begin(state, example)
      while (!isFinished(state)) {
        const move = learnMove(arcs, example, state, epoch > 0 && rng() < EXPLORE)
        if (move === SHIFT) shift(state)
        else attach(state, move, example.nodes.tag[state.stack[state.top]!]!)
      }
    }
  }
  return average(arcs)
}

/** How often the parser's own move is followed though it may be wrong. */
const EXPLORE = 0.9

function begin(state: ArcState, example: Example): void {
  startSentence(state, example.nodes.n)
  if (example.guide) setGuide(state, example.guide)
}

function makeWeights(n: number): Weights {
  return { now: new Float32Array(n), totals: new Float32Array(n), step: 1 }
}

function average({ now, totals, step }: Weights): Float32Array {
  for (let i = 0; i < now.length; i++) now[i] = now[i]! - totals[i]! / step
  return now
}

/** Fills `state.features` with all features of the state; returns how many. */
function fillState({ nodes, places, guide }: Example, state: ArcState): number {
  const { stack, top, next, end, features } = state
  const words = [
    stack[top]!,
    top > 0 ? stack[top - 1]! : 1,
    top > 1 ? stack[top - 2]! : 1,
    Math.min(next, end),
    Math.min(next + 1, end),
    Math.min(next + 2, end),
  ]
  for (let place = 0; place < N_PLACES; place++) {
    for (let f = PLACES[place]!; f < PLACES[place + 1]!; f++) features[f] = places[N_WORD_ROWS * words[place]! + f]!
  }
  const rounds = guide
    ? [fillArcs1, fillArcs2, fillArcs3, fillArcs4, fillArcs5]
    : [fillGuide1, fillGuide2, fillGuide3, fillGuide4]
  return rounds.reduce((k, fill) => fill(nodes, state, k), N_WORD_ROWS)
}

const scores = new Float64Array(3)

/** Corrects the weights at this state; returns the move to follow. */
function learnMove(weights: Weights, example: Example, state: ArcState, explore: boolean): number {
  const { features } = state
  const n = fillState(example, state)
  weights.step++
  scores.fill(0)
  const spare = spareBits(weights.now.length / 4)
  for (let f = 0; f < n; f++) {
    const row = (features[f]! >>> spare) << 2
    scores[0]! += weights.now[row]!
    scores[1]! += weights.now[row + 1]!
    scores[2]! += weights.now[row + 2]!
  }
  let good = -1
  let bad = -1
  for (let move = SHIFT; move <= RIGHT; move++) {
    if (!isPossible(state, move)) continue
    if (losesArcs(state, example.heads, move)) {
      if (bad < 0 || scores[move]! > scores[bad]!) bad = move
    } else if (good < 0 || scores[move]! > scores[good]!) good = move
  }
  if (good < 0) return bad
  if (bad < 0) return good
  if (scores[good]! - scores[bad]! < MARGIN) {
    for (let f = 0; f < n; f++) {
      const row = (features[f]! >>> spare) << 2
      adjust(weights, row + good, 1)
      adjust(weights, row + bad, -1)
    }
  }
  return explore && scores[bad]! > scores[good]! ? bad : good
}

function adjust(weights: Weights, cell: number, by: number): void {
  weights.now[cell]! += by
  weights.totals[cell]! += by * weights.step
}

/** Corrects the label of a right arc; returns the label that the state is to hold. */
function learnLabel(weights: Weights, model: LabelModel, example: Example, state: ArcState, move: number): number {
  const dep = state.stack[state.top]!
  const head = move === LEFT ? state.next : state.stack[state.top - 1]!
  const list = model.places[labelPlace(move, example.nodes.tag[head]!, example.nodes.tag[dep]!)]!
  weights.step++
  if (model.lists[list] === 1) return model.lists[list + 1]!
  fillFirst(example.nodes, state, head, dep)
  fillMore(example.nodes, state, head, dep)
  const gold = isGoldArc(state, example.heads, move) ? example.labels[dep]! : -1
  const { guess, rival } = rankLabels(weights.now, model.lists, list, state.features, gold)
  if (rival < 0) return guess
  const spare = spareLabelBits(weights.now.length)
  for (let f = 0; f < N_LABEL_FEATURES; f++) {
    adjust(weights, (state.features[f]! >>> spare) ^ gold, 1)
    adjust(weights, (state.features[f]! >>> spare) ^ rival, -1)
  }
  return guess
}

interface Ranked {
  /** The label with the highest score. */
  readonly guess: number
  /** The best wrong label where it comes within the margin of the right one, which is a candidate, or -1. */
  readonly rival: number
}

function rankLabels(
  weights: Float32Array,
  lists: Uint8Array,
  list: number,
  features: Int32Array,
  gold: number,
): Ranked {
  const spare = spareLabelBits(weights.length)
  let goldScore = Number.NaN
  let best = -1
  let bestScore = Number.NEGATIVE_INFINITY
  for (let k = list + 1; k <= list + lists[list]!; k++) {
    const label = lists[k]!
    let score = 0
    for (let f = 0; f < N_LABEL_FEATURES; f++) score += weights[(features[f]! >>> spare) ^ label]!
    if (label === gold) goldScore = score
    else if (score > bestScore) {
      bestScore = score
      best = label
    }
  }
  return { guess: goldScore >= bestScore ? gold : best, rival: goldScore - bestScore < MARGIN ? best : -1 }
}

/** The candidates of every direction and pair of tags seen more than once, the most frequent label first. */
export function buildLabels(examples: readonly Example[], names: readonly string[], rootTag: number): LabelModel {
  const counts = new Map<number, Map<number, number>>()
  const all = new Map<number, number>()
  for (const { nodes, heads, labels } of examples) {
    for (let at = PAD; at < nodes.n + PAD; at++) {
      if (heads[at] === ROOT) continue
      const place = labelPlace(heads[at]! > at ? LEFT : RIGHT, nodes.tag[heads[at]!]!, nodes.tag[at]!)
      const seen = counts.get(place) ?? new Map<number, number>()
      counts.set(place, seen.set(labels[at]!, (seen.get(labels[at]!) ?? 0) + 1))
      all.set(labels[at]!, (all.get(labels[at]!) ?? 0) + 1)
    }
  }
  const lists: number[] = []
  const known = new Map<string, number>()
  const put = (labels: readonly number[]) => {
    const key = labels.join()
    const at = known.get(key) ?? lists.length
    if (!known.has(key)) {
      known.set(key, at)
      lists.push(labels.length, ...labels)
    }
    return at
  }
  const places = new Uint16Array(1 << 15).fill(put(byCount(all, 30).slice(0, 24)))
  const root = put([names.indexOf('root')])
  for (let tag = 0; tag < 128; tag++) places[labelPlace(RIGHT, rootTag, tag)] = root
  for (const [place, seen] of [...counts].sort((a, b) => a[0] - b[0]))
    places[place] = put(byCount(seen, 2).length > 0 ? byCount(seen, 2) : byCount(seen, 1))
  return { labels: names, weights: new Int8Array(0), places, lists: Uint8Array.from(lists), rounds: [] }
}

function byCount(counts: ReadonlyMap<number, number>, least: number): number[] {
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return sorted.filter(([, n]) => n >= least).map(([label]) => label)
}

/** The rows of moves as the parser reads them, of the sum of `nOrders` orders of learning; `sure` is for one order. */
export function packRows(weights: Float32Array, nOrders: number, sure: number): { rows: Int16Array; margin: number } {
  let limit = 1e-9
  for (let cell = 0; cell < weights.length; cell += 4)
    for (let move = LEFT; move <= RIGHT; move++) limit = Math.max(limit, Math.abs(over(weights, cell, move)))
  const scale = 127 / limit
  const rows = new Int16Array(weights.length / 4)
  for (let r = 0; r < rows.length; r++) {
    const left = Math.round(over(weights, 4 * r, LEFT) * scale)
    const right = Math.round(over(weights, 4 * r, RIGHT) * scale)
    rows[r] = (left << 8) | (right + 128)
  }
  return { rows, margin: Math.round(sure * nOrders * scale) }
}

/** What the row that begins at `cell` tells for the move over shift. */
function over(weights: Float32Array, cell: number, move: number): number {
  return weights[cell + move]! - weights[cell + SHIFT]!
}

/** The example seen from its end. */
export function reversed(example: Example): Example {
  const { nodes, places, heads, labels } = example
  const flip = (at: number) => (at === ROOT ? ROOT : nodes.n + 2 * PAD - 1 - at)
  const turn = (from: Int32Array) => {
    const to = from.slice()
    for (let at = PAD; at < nodes.n + PAD; at++) to[flip(at)] = from[at]!
    return to
  }
  const turnPlaces = (from: Int32Array) => {
    const to = from.slice()
    for (let at = PAD; at < nodes.n + PAD; at++)
      to.set(from.subarray(N_WORD_ROWS * at, N_WORD_ROWS * (at + 1)), N_WORD_ROWS * flip(at))
    return to
  }
  const flipped = heads.slice()
  for (let at = PAD; at < nodes.n + PAD; at++) flipped[flip(at)] = flip(heads[at]!)
  return {
    nodes: {
      n: nodes.n,
      form: turn(nodes.form),
      tag: turn(nodes.tag),
      tagKey: turn(nodes.tagKey),
      fine: turn(nodes.fine),
      coarse: turn(nodes.coarse),
      sums: nodes.sums,
    },
    places: turnPlaces(places),
    heads: flipped,
    labels: turn(labels),
    fold: example.fold,
  }
}

/** Gives every example the tree of a guide that did not learn from its fold. */
export function addGuides(examples: readonly Example[], nFolds: number, plan: Plan): void {
  const mirrored = examples.map(reversed)
  const state = makeArcState(LONGEST)
  for (let fold = 0; fold < nFolds; fold++) {
    const lessons = mirrored.filter((e) => e.fold !== fold)
    const { rows, margin } = packRows(trainGuide(lessons, plan, plan.seeds.guide.slice(0, 1)), 1, plan.sure.guide)
    const model = { rows, sure: guideMargins(margin) }
    examples.forEach((example, i) => {
      if (example.fold === fold && example.nodes.n <= LONGEST)
        example.guide = guideFor(model, mirrored[i]!.nodes, state)
    })
  }
}

/** Heads of the sentence in reading order, found by a guide from its mirrored words. */
export function guideFor(model: ArcModel, mirrored: Nodes, state: ArcState): Int32Array {
  const sums = new Int32Array(N_PLACES * mirrored.form.length)
  for (let at = 0; at < mirrored.form.length; at++)
    scorePlaces(model, mirrored.form[at]!, mirrored.tagKey[at]!, sums, N_PLACES * at)
  parseTree(model, { ...mirrored, sums }, state)
  const heads = new Int32Array(mirrored.n + 2 * PAD + 2)
  const last = mirrored.n + 2 * PAD - 1
  for (let at = PAD; at < mirrored.n + PAD; at++) {
    const head = state.heads[at]!
    heads[last - at] = head === ROOT ? ROOT : last - head
  }
  return heads
}
