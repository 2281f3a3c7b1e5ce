import {
  type ArcState,
  fillArcFeatures,
  N_ARC_FEATURES,
  N_GUIDE_FEATURES,
  type Nodes,
  spareBits,
} from './arcfeatures.ts'
import { fillLabelFeatures, N_LABEL_FEATURES } from './labelfeatures.ts'
import { type Model, unpackModel } from './pack.ts'
import { PAD } from './words.ts'

/** Moves of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011). */
export const SHIFT = 0
export const LEFT = 1
export const RIGHT = 2

/** Places in the padded arrays that stand for the artificial root and for nothing. */
export const ROOT = 0
export const NONE = 1

/** Weights of one direction of parsing. */
export interface ArcModel {
  /** A row each: three bytes, of shift, left and right from the lowest, each a weight plus 128. */
  readonly rows: Int32Array
}

/** Weights that name the relation of an arc. */
export interface LabelModel {
  readonly labels: readonly string[]
  readonly weights: ArrayLike<number>
  /** Where the labels of (direction, head tag, dependent tag) begin in `lists`; 0 for a pair never seen. */
  readonly places: Uint16Array
  /** Length, then the labels, the most frequent first. */
  readonly lists: Uint8Array
}

export interface Parser {
  /** Parses from the right, to tell the parser from the left what lies ahead. */
  readonly guide: ArcModel
  readonly arcs: ArcModel
  readonly label: LabelModel
  /** Weights that hang punctuation marks when the words hang together. */
  readonly punct: ArrayLike<number>
}

export function readParser(bytes: Uint8Array): Parser {
  const model: Model<{ labels: readonly string[] }> = unpackModel(bytes, 'language/parser.bin')
  return {
    guide: { rows: model.i32('guide') },
    arcs: { rows: model.i32('arcs') },
    label: {
      labels: model.params.labels,
      weights: model.i8('label'),
      places: model.u16('places'),
      lists: model.u8('lists'),
    },
    punct: model.i8('punct'),
  }
}

/** A state with room for `capacity` words, reused from sentence to sentence. */
export function makeArcState(capacity: number): ArcState {
  const make = () => new Int32Array(capacity + 2 * PAD + 2)
  return {
    features: new Int32Array(Math.max(N_ARC_FEATURES, N_LABEL_FEATURES)),
    stack: make(),
    top: 0,
    next: PAD,
    end: PAD,
    heads: make(),
    labels: make(),
    left1: make(),
    left2: make(),
    right1: make(),
    right2: make(),
    nLeft: make(),
    nRight: make(),
    leftLabels: make(),
    rightLabels: make(),
    guide: make(),
    guideLeft: make(),
    guideRight: make(),
    guided: false,
  }
}

/** Sets the state to the beginning of a sentence of `n` words. */
export function startSentence(state: ArcState, n: number): void {
  const length = n + 2 * PAD
  state.end = n + PAD
  state.next = PAD
  state.stack[0] = ROOT
  state.top = 0
  state.heads.fill(-1, 0, length)
  state.labels.fill(0, 0, length)
  state.left1.fill(NONE, 0, length)
  state.left2.fill(NONE, 0, length)
  state.right1.fill(NONE, 0, length)
  state.right2.fill(NONE, 0, length)
  state.nLeft.fill(0, 0, length)
  state.nRight.fill(0, 0, length)
  state.leftLabels.fill(0, 0, length)
  state.rightLabels.fill(0, 0, length)
}

/** Finds the heads alone; the sets of labels hold the tags of the children. */
export function parseTree(model: ArcModel, nodes: Nodes, state: ArcState): void {
  startSentence(state, nodes.n)
  state.guided = false
  while (!isFinished(state)) {
    const move = bestMove(model.rows, nodes, state)
    if (move === SHIFT) shift(state)
    else attach(state, move, nodes.tag[state.stack[state.top]!]!)
  }
}

/** Parses the mirrored sentence and puts the heads in reading order into `heads`. */
export function guideFrom(model: ArcModel, mirrored: Nodes, state: ArcState, heads: Int32Array): void {
  parseTree(model, mirrored, state)
  const last = mirrored.n + 2 * PAD - 1
  for (let at = PAD; at < mirrored.n + PAD; at++) {
    const head = state.heads[at]!
    heads[last - at] = head === ROOT ? ROOT : last - head
  }
}

/** Lets the next parse of the sentence look at `heads`, the tree of another parser. */
export function setGuide(state: ArcState, heads: Int32Array): void {
  const { guide, guideLeft, guideRight, end } = state
  state.guided = true
  guide[0] = guide[1] = guide[end] = -1
  for (let at = 0; at <= end; at++) guideLeft[at] = guideRight[at] = at
  for (let at = PAD; at < end; at++) {
    const head = heads[at]!
    guide[at] = head
    if (at < guideLeft[head]!) guideLeft[head] = at
    if (at > guideRight[head]!) guideRight[head] = at
  }
}

/** Finds heads and labels; the state begins a sentence and has its guide. */
export function parseGreedily(model: ArcModel, label: LabelModel, nodes: Nodes, state: ArcState): void {
  while (!isFinished(state)) {
    const move = bestMove(model.rows, nodes, state)
    if (move === SHIFT) shift(state)
    else attach(state, move, bestLabel(label, nodes, state, move))
  }
}

export function isFinished(state: ArcState): boolean {
  return state.top === 0 && state.next >= state.end
}

/** The move with the highest score among those that are possible. */
export function bestMove(rows: Int32Array, nodes: Nodes, state: ArcState): number {
  const canShift = state.next < state.end
  const canRight = mayGoRight(state)
  const canLeft = canShift && state.top > 0
  if (!canRight && !canLeft) return SHIFT
  if (!canShift) return RIGHT
  fillArcFeatures(nodes, state)
  const { features } = state
  const spare = spareBits(rows.length)
  const n = state.guided ? N_ARC_FEATURES : N_GUIDE_FEATURES
  // Two sums in the halves of one integer: a hundred bytes never reach 2 ** 16.
  let shiftAndRight = 0
  let left = 0
  for (let f = 0; f < n; f++) {
    const row = rows[features[f]! >>> spare]!
    shiftAndRight += row & 0x00ff00ff
    left += (row >>> 8) & 0xff
  }
  const scoreShift = shiftAndRight & 0xffff
  const scoreRight = shiftAndRight >>> 16
  if (canLeft && left >= scoreShift && (!canRight || left >= scoreRight)) return LEFT
  return canRight && scoreRight > scoreShift ? RIGHT : SHIFT
}

/** Only the last word on the stack may hang on the root, and only when all have been read: a tree has one root. */
export function mayGoRight(state: ArcState): boolean {
  return state.top > 1 || (state.top === 1 && state.next >= state.end)
}

export function shift(state: ArcState): void {
  state.stack[++state.top] = state.next++
}

/** Takes the top of the stack off and hangs it on the next word (left) or on the word below it (right). */
export function attach(state: ArcState, move: number, label: number): void {
  const dep = state.stack[state.top]!
  const head = move === LEFT ? state.next : state.stack[state.top - 1]!
  state.top--
  state.heads[dep] = head
  state.labels[dep] = label
  if (move === LEFT) {
    state.left2[head] = state.left1[head]!
    state.left1[head] = dep
    state.nLeft[head]!++
    state.leftLabels[head]! |= 1 << (label & 31)
  } else {
    state.right2[head] = state.right1[head]!
    state.right1[head] = dep
    state.nRight[head]!++
    state.rightLabels[head]! |= 1 << (label & 31)
  }
}

/** The best relation for the arc that `move` would make now, among those seen between such tags. */
export function bestLabel(model: LabelModel, nodes: Nodes, state: ArcState, move: number): number {
  const dep = state.stack[state.top]!
  const head = move === LEFT ? state.next : state.stack[state.top - 1]!
  const list = model.places[labelPlace(move, nodes.tag[head]!, nodes.tag[dep]!)]!
  const { lists, weights } = model
  if (lists[list] === 1) return lists[list + 1]!
  fillLabelFeatures(nodes, state, head, dep)
  const { features } = state
  const mask = weights.length - 1
  let best = 0
  let bestScore = Number.NEGATIVE_INFINITY
  const end = list + lists[list]!
  for (let k = list + 1; k <= end; k++) {
    const label = lists[k]!
    let score = 0
    for (let f = 0; f < N_LABEL_FEATURES; f++) score += weights[(features[f]! ^ label) & mask]!
    if (score > bestScore) {
      bestScore = score
      best = label
    }
  }
  return best
}

/** Index into `places` of a direction and two tags. */
export function labelPlace(move: number, headTag: number, depTag: number): number {
  return ((move === LEFT ? 0 : 1) << 14) | (headTag << 7) | depTag
}
