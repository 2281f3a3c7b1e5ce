import { interned } from '../remembered.ts'
import {
  type ArcState,
  fillArcs1,
  fillArcs2,
  fillArcs3,
  fillArcs4,
  fillArcs5,
  fillPlaces,
  MOST_FEATURES,
  N_PLACES,
  N_WORD_ROWS,
  type Nodes,
  PLACES,
  spareBits,
} from './arcfeatures.ts'
import { fillGuide1, fillGuide2, fillGuide3, fillGuide4 } from './guidefeatures.ts'
import { fillFirst, fillMore, N_FIRST, N_LABEL_FEATURES } from './labelfeatures.ts'
import { makeContest, narrow, type Round } from './narrow.ts'
import { alignedToLines, type Model, unpackModel } from './pack.ts'
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
  /**
   * A row each: what the feature tells for left and for right over shift. The high byte is that for left, the low byte
   * that for right plus 128.
   */
  readonly rows: Int16Array
  /** By how much a move must be ahead after each round of features but the last to be made without the others. */
  readonly sure: readonly number[]
}

/** Weights that name the relation of an arc. */
export interface LabelModel {
  readonly labels: readonly string[]
  readonly weights: Int8Array
  /** Where the labels of (direction, head tag, dependent tag) begin in `lists`; 0 for a pair never seen. */
  readonly places: Uint16Array
  /** Length, then the labels, the most frequent first. */
  readonly lists: Uint8Array
  /** Parts of the features; labels that are far behind after one are not looked at in the next. */
  readonly rounds: readonly Round[]
}

export interface Parser {
  /** Parses from the right, to tell the parser from the left what lies ahead. */
  readonly guide: ArcModel
  readonly arcs: ArcModel
  readonly label: LabelModel
  /** Weights that hang punctuation marks when the words hang together. */
  readonly punct: ArrayLike<number>
}

/** What the header's `sure` comes to after each round: as the rest has less to tell, less of a lead is needed. */
const GUIDE_SHARES = [1.8, 1.4, 1.05]
const ARC_SHARES = [2.7, 2.3, 1.8, 1.2]

/** The margins of the rounds of the guide, and of the parser that it guides, of a header's `sure`. */
export function guideMargins(sure: number): number[] {
  return GUIDE_SHARES.map((share) => Math.round(share * sure))
}

export function arcMargins(sure: number): number[] {
  return ARC_SHARES.map((share) => Math.round(share * sure))
}

export function readParser(bytes: Uint8Array): Parser {
  const model: Model<ParserParams> = unpackModel(bytes, 'language/parser.bin')
  const { labels, sure } = model.params
  return {
    guide: { rows: model.i16('guide'), sure: guideMargins(sure.guide) },
    arcs: { rows: model.i16('arcs'), sure: arcMargins(sure.arcs) },
    label: {
      labels: labels.map(interned),
      weights: alignedToLines(model.i8('label')),
      places: model.u16('places'),
      lists: model.u8('lists'),
      rounds: labelRounds(sure.label),
    },
    punct: model.i8('punct'),
  }
}

/** Ends of the parts of a label's features, and how far behind after each a label must be to be dropped, as a share of `sure`. */
const ROUNDS = [
  [8, 0.85],
  [N_FIRST, 0.65],
  [24, 0.48],
  [N_LABEL_FEATURES, 0],
] as const
/** How many of the rounds look at the first features alone. */
const FIRST_ROUNDS = 2

function labelRounds(sure: number): Round[] {
  return ROUNDS.map(([end, share], i) => ({ from: ROUNDS[i - 1]?.[0] ?? 0, end, margin: Math.round(share * sure) }))
}

export interface ParserParams {
  readonly labels: readonly string[]
  readonly sure: { readonly guide: number; readonly arcs: number; readonly label: number }
}

/** A state with room for `capacity` words, reused from sentence to sentence. */
export function makeArcState(capacity: number): ArcState {
  const make = () => new Int32Array(capacity + 2 * PAD + 2)
  return {
    features: new Int32Array(Math.max(MOST_FEATURES, N_LABEL_FEATURES)),
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
  while (!isFinished(state)) {
    const move = onlyMove(state) ?? guideMove(model, nodes, state)
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
    const move = onlyMove(state) ?? arcMove(model, nodes, state)
    if (move === SHIFT) shift(state)
    else attach(state, move, bestLabel(label, nodes, state, move))
  }
}

export function isFinished(state: ArcState): boolean {
  return state.top === 0 && state.next >= state.end
}

/** The move where the state leaves no choice. */
function onlyMove(state: ArcState): number | undefined {
  if (state.next >= state.end) return RIGHT
  return state.top === 0 ? SHIFT : undefined
}

/** The move with the highest score by the guide's weights. */
function guideMove({ rows, sure }: ArcModel, nodes: Nodes, state: ArcState): number {
  const { features } = state
  const canRight = mayGoRight(state)
  let score = wordScores(nodes, state) + addRows(rows, features, fillGuide1(nodes, state, 0))
  let move = sureMove(score, canRight, sure[0]!)
  if (move >= 0) return move
  score += addRows(rows, features, fillGuide2(nodes, state, 0))
  move = sureMove(score, canRight, sure[1]!)
  if (move >= 0) return move
  score += addRows(rows, features, fillGuide3(nodes, state, 0))
  move = sureMove(score, canRight, sure[2]!)
  return move >= 0 ? move : bestOf(score + addRows(rows, features, fillGuide4(nodes, state, 0)), canRight)
}

/** The move with the highest score by the weights of the parser that has a guide. */
function arcMove({ rows, sure }: ArcModel, nodes: Nodes, state: ArcState): number {
  const { features } = state
  const canRight = mayGoRight(state)
  let score = wordScores(nodes, state) + addRows(rows, features, fillArcs1(nodes, state, 0))
  let move = sureMove(score, canRight, sure[0]!)
  if (move >= 0) return move
  score += addRows(rows, features, fillArcs2(nodes, state, 0))
  move = sureMove(score, canRight, sure[1]!)
  if (move >= 0) return move
  score += addRows(rows, features, fillArcs3(nodes, state, 0))
  move = sureMove(score, canRight, sure[2]!)
  if (move >= 0) return move
  score += addRows(rows, features, fillArcs4(nodes, state, 0))
  move = sureMove(score, canRight, sure[3]!)
  return move >= 0 ? move : bestOf(score + addRows(rows, features, fillArcs5(nodes, state, 0)), canRight)
}

/*
 * Scores are two sums in the halves of one integer: what is told for left over shift in the high half, and what is told
 * for right over shift, with its sign, in the low one. A hundred bytes never reach 2 ** 15.
 */

/** Score of the rows of the first `n` features. */
function addRows(rows: Int16Array, features: Int32Array, n: number): number {
  const spare = spareBits(rows.length)
  let sum = 0
  let low = 0
  for (let f = 0; f < n; f++) {
    const row = rows[features[f]! >>> spare]!
    sum += row
    low += row & 0xff
  }
  return ((sum - low) << 8) + low - (n << 7)
}

/** Score of the words in play by what each is in its place. */
function wordScores({ sums }: Nodes, { stack, top, next, end }: ArcState): number {
  const s1 = top > 0 ? stack[top - 1]! : 1
  const s2 = top > 1 ? stack[top - 2]! : 1
  return (
    sums[N_PLACES * stack[top]!]! +
    sums[N_PLACES * s1 + 1]! +
    sums[N_PLACES * s2 + 2]! +
    sums[N_PLACES * next + 3]! +
    sums[N_PLACES * Math.min(next + 1, end) + 4]! +
    sums[N_PLACES * Math.min(next + 2, end) + 5]!
  )
}

const places = new Int32Array(N_WORD_ROWS)

/** Fills `sums` from `at` on with the scores of a word in each of the places that `wordScores` looks at. */
export function scorePlaces({ rows }: ArcModel, form: number, tagKey: number, sums: Int32Array, at: number): void {
  const spare = spareBits(rows.length)
  fillPlaces(form, tagKey, places, 0)
  for (let place = 0; place < N_PLACES; place++) {
    let sum = 0
    for (let f = PLACES[place]!; f < PLACES[place + 1]!; f++) {
      const row = rows[places[f]! >>> spare]!
      sum += ((row >> 8) << 16) + (row & 0xff) - 128
    }
    sums[at + place] = sum
  }
}

/** The best move where it is ahead by more than `sure`, or -1. */
function sureMove(score: number, canRight: boolean, sure: number): number {
  const right = (score << 16) >> 16
  const left = (score - right) >> 16
  if (!canRight) return left > sure ? LEFT : left < -sure ? SHIFT : -1
  if (left > right) return left > sure && left - right > sure ? LEFT : left < -sure ? SHIFT : -1
  return right > sure && right - left > sure ? RIGHT : right < -sure ? SHIFT : -1
}

function bestOf(score: number, canRight: boolean): number {
  const right = (score << 16) >> 16
  const left = (score - right) >> 16
  if (left >= 0 && (!canRight || left >= right)) return LEFT
  return canRight && right > 0 ? RIGHT : SHIFT
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
export function bestLabel({ lists, places, weights, rounds }: LabelModel, nodes: Nodes, state: ArcState, move: number) {
  const dep = state.stack[state.top]!
  const head = move === LEFT ? state.next : state.stack[state.top - 1]!
  const list = places[labelPlace(move, nodes.tag[head]!, nodes.tag[dep]!)]!
  let n = lists[list]!
  if (n === 1) return lists[list + 1]!
  const { candidates, scores } = contest
  for (let k = 0; k < n; k++) {
    candidates[k] = lists[list + 1 + k]!
    scores[k] = 0
  }
  fillFirst(nodes, state, head, dep)
  for (let round = 0; round < rounds.length; round++) {
    if (round === FIRST_ROUNDS) fillMore(nodes, state, head, dep)
    n = narrow(contest, n, weights, state.features, rounds[round]!)
    if (n === 1) break
  }
  return candidates[0]!
}

const contest = makeContest()

/** Index into `places` of a direction and two tags. */
export function labelPlace(move: number, headTag: number, depTag: number): number {
  return ((move === LEFT ? 0 : 1) << 14) | (headTag << 7) | depTag
}
