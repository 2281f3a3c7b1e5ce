/** What the parser knows of the words of a sentence; arrays are padded as `WordFeatures` are. */
export interface Nodes {
  n: number
  form: Int32Array
  tag: Int32Array
  fine: Int32Array
  coarse: Int32Array
}

/** The state of one parse; children, labels and heads are by padded place. */
export interface ArcState {
  /** Scratch for the rows (or cells) of the features of the present state. */
  readonly features: Int32Array
  readonly stack: Int32Array
  /** Index of the top of the stack; the root lies at 0. */
  top: number
  /** The next word to read, and the place after the last. */
  next: number
  end: number
  readonly heads: Int32Array
  readonly labels: Int32Array
  /** Outermost and second outermost children on either side. */
  readonly left1: Int32Array
  readonly left2: Int32Array
  readonly right1: Int32Array
  readonly right2: Int32Array
  readonly nLeft: Int32Array
  readonly nRight: Int32Array
  /** Sets of the labels of the children, a bit each (labels past 31 share bits). */
  readonly leftLabels: Int32Array
  readonly rightLabels: Int32Array
  /** Heads that the parser from the other side found. */
  readonly guide: Int32Array
  guided: boolean
  /** Leftmost and rightmost children in the tree that the other parser found. */
  readonly guideLeft: Int32Array
  readonly guideRight: Int32Array
}

/** Features of the guide, and of the parser that it guides. */
export const N_GUIDE_FEATURES = 74
export const N_ARC_FEATURES = 96
/** The number of a row has this many bits; smaller tables take the high ones. */
const TABLE_BITS = 21
/** Rows of the tables of moves. */
export const N_ARC_ROWS = 1 << TABLE_BITS
export const N_GUIDE_ROWS = 1 << 20

/** Low bits of a row's number that a table of `nRows` (a power of two) leaves out. */
export function spareBits(nRows: number): number {
  return Math.clz32(nRows) - Math.clz32(N_ARC_ROWS)
}

/** Fills `state.features` with the row of every feature of the state (Zhang and Nivre 2011, with sets of labels). */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a table, one feature a line
export function fillArcFeatures(nodes: Nodes, state: ArcState): void {
  const { form, tag, fine, coarse } = nodes
  const { stack, top, next, end, features: f, left1, left2, right1, right2 } = state
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const s2 = top > 1 ? stack[top - 2]! : 1
  const b0 = Math.min(next, end)
  const b1 = Math.min(b0 + 1, end)
  const b2 = Math.min(b0 + 2, end)
  const b3 = Math.min(b0 + 3, end)
  const s0w = form[s0]!
  const s0t = tag[s0]!
  const s1w = form[s1]!
  const s1t = tag[s1]!
  const b0w = form[b0]!
  const b0t = tag[b0]!
  const b1w = form[b1]!
  const b1t = tag[b1]!
  const b2t = tag[b2]!
  const b3t = tag[b3]!
  const s2t = tag[s2]!
  const s0c = fine[s0]!
  const b0c = fine[b0]!
  const s1c = fine[s1]!
  const s0k = coarse[s0]!
  const b0k = coarse[b0]!
  const s1k = coarse[s1]!
  const s0b0t = (s0t << 7) | b0t
  const s1s0t = (s1t << 7) | s0t
  const s0l = left1[s0]!
  const s0r = right1[s0]!
  const s1l = left1[s1]!
  const s1r = right1[s1]!
  const b0l = left1[b0]!
  const s0lt = tag[s0l]!
  const s0rt = tag[s0r]!
  const s1lt = tag[s1l]!
  const s1rt = tag[s1r]!
  const b0lt = tag[b0l]!
  const far = distance(b0 - s0)
  const near = distance(s0 - s1)
  const s0left = state.leftLabels[s0]!
  const s0right = state.rightLabels[s0]!
  const s1right = state.rightLabels[s1]!
  const s1left = state.leftLabels[s1]!
  const b0left = state.leftLabels[b0]!

  f[0] = row(1, s0w, s0t)
  f[1] = row(2, s0t, 0)
  f[2] = row(3, s0w, 0)
  f[3] = row(4, s1w, s1t)
  f[4] = row(5, s1t, 0)
  f[5] = row(6, s1w, 0)
  f[6] = row(7, b0w, b0t)
  f[7] = row(8, b0t, 0)
  f[8] = row(9, b0w, 0)
  f[9] = row(10, b1w, b1t)
  f[10] = row(11, b1t, 0)
  f[11] = row(12, b1w, 0)
  f[12] = row(13, b2t, 0)
  f[13] = row(14, form[b2]!, b2t)
  f[14] = row(15, s2t, 0)
  f[15] = row(16, form[s2]!, s2t)
  f[16] = row(17, b3t, b2t)
  f[17] = row(19, s0w ^ (s0t << 20), b0t)
  f[18] = row(20, s0t, b0w ^ (b0t << 20))
  f[19] = row(22, s0b0t, 0)
  f[20] = row(24, s1s0t, 0)
  f[21] = row(25, s1w, s0t)
  f[22] = row(26, s1t, s0w)
  f[23] = row(28, s0t, b1t)
  f[24] = row(29, b0t, b1t)
  f[25] = row(30, s1t, b0t)
  f[26] = row(32, s0c, b0c)
  f[27] = row(33, s0c, b0t)
  f[28] = row(34, s0t, b0c)
  f[29] = row(35, s1c, s0c)
  f[30] = row(36, s0k, b0k)
  f[31] = row(37, s1k, s0k)
  f[32] = row(38, s0b0t, b1t)
  f[33] = row(39, (b0t << 7) | b1t, b2t)
  f[34] = row(40, s1s0t, b0t)
  f[35] = row(41, (s2t << 7) | s1t, s0t)
  f[36] = row(42, s0b0t, s0lt)
  f[37] = row(43, s0b0t, s0rt)
  f[38] = row(44, s0b0t, b0lt)
  f[39] = row(45, s1s0t, s1rt)
  f[40] = row(46, s1s0t, s0lt)
  f[41] = row(47, s1s0t, s1lt)
  f[42] = row(48, s1s0t, s0rt)
  f[43] = row(49, s1s0t, b1t)
  f[44] = row(50, s0b0t, tag[left2[s0]!]!)
  f[45] = row(51, s0b0t, tag[right2[s0]!]!)
  f[46] = row(52, s1s0t, tag[right2[s1]!]!)
  f[47] = row(53, s0b0t, far)
  f[48] = row(54, s0w, far)
  f[49] = row(55, b0w, far)
  f[50] = row(56, s1s0t, near)
  f[51] = row(57, s1w, near)
  f[52] = row(58, s0w, near)
  f[53] = row(59, s0w, s0left)
  f[54] = row(60, s0w, s0right)
  f[55] = row(61, s0t, s0left)
  f[56] = row(62, s0t, s0right)
  f[57] = row(63, s1t, s1right)
  f[58] = row(64, s1w, s1right)
  f[59] = row(65, s1t, s1left)
  f[60] = row(66, b0t, b0left)
  f[61] = row(67, b0w, b0left)
  f[62] = row(68, s0b0t, s0right ^ Math.imul(s0left, 31))
  f[63] = row(69, s0b0t, b0left)
  f[64] = row(70, s1s0t, s1right)
  f[65] = row(71, s1s0t, s0left)
  f[66] = row(72, s0t, form[s0l]!)
  f[67] = row(73, s0t, form[s0r]!)
  f[68] = row(74, s1t, form[s1r]!)
  f[69] = row(75, b0t, form[b0l]!)
  f[70] = row(78, b1w, s0b0t)
  f[71] = row(84, s1c, (s0t << 7) | b0t)
  f[72] = row(85, s0c, (s1t << 7) | b0t)
  f[73] = row(86, b0c, s1s0t)
  if (state.guided) {
    fillPairs(nodes, state)
    fillGuided(nodes, state, f)
  }
}

/** Pairs of words, and long runs of tags: dear, and of use only to the parser that has a guide. */
function fillPairs({ form, tag }: Nodes, { stack, top, next, end, features: f, right1 }: ArcState): void {
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const b0 = Math.min(next, end)
  const b1 = Math.min(b0 + 1, end)
  const s0w = form[s0]!
  const s0t = tag[s0]!
  const s1w = form[s1]!
  const s1t = tag[s1]!
  const b0w = form[b0]!
  const b0t = tag[b0]!
  const b1t = tag[b1]!
  const b2t = tag[Math.min(b0 + 2, end)]!
  const s2t = tag[top > 1 ? stack[top - 2]! : 1]!
  const s0r = right1[s0]!
  const s0b0t = (s0t << 7) | b0t
  const s1s0t = (s1t << 7) | s0t
  f[74] = row(18, s0w ^ (s0t << 20), b0w ^ (b0t << 20))
  f[75] = row(21, s0w, b0w)
  f[76] = row(23, s1w ^ (s1t << 20), s0w ^ (s0t << 20))
  f[77] = row(27, s1w, s0w)
  f[78] = row(31, s1w, b0w)
  f[79] = row(76, s0w, (b0t << 7) | b1t)
  f[80] = row(77, b0w, (s0t << 7) | b1t)
  f[81] = row(79, s1w, s0b0t)
  f[82] = row(80, s0w, (s1t << 7) | b0t)
  f[83] = row(81, b0w, s1s0t)
  f[84] = row(82, s1s0t, (b0t << 7) | b1t)
  f[85] = row(83, s0b0t, (b1t << 7) | b2t)
  f[86] = row(87, s0r === 1 ? s0w : form[s0r]!, s0b0t)
  f[87] = row(88, (s2t << 7) | s1t, s0b0t)
}

/** Features of what the parser from the other side made of the words in play. */
function fillGuided(nodes: Nodes, state: ArcState, f: Int32Array): void {
  const { stack, top, next, end, guide } = state
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const b0 = Math.min(next, end)
  const headOfTop = guide[s0]!
  const headOfNext = guide[b0]!
  const up =
    headOfTop === b0 ? 1 : headOfTop === s1 ? 2 : headOfTop > b0 ? 3 : headOfTop > s0 ? 4 : headOfTop > s1 ? 5 : 6
  const ahead = headOfNext === s0 ? 1 : headOfNext === s1 ? 2 : headOfNext >= b0 ? 3 : 4
  const more = state.guideRight[s0]! >= b0 ? 1 : 0
  const back = state.guideLeft[b0]! <= s0 ? (state.guideLeft[b0]! === s0 ? 2 : 1) : 0
  const code = up | (ahead << 3) | (more << 6) | (back << 7)
  const s0t = nodes.tag[s0]!
  const b0t = nodes.tag[b0]!
  f[88] = row(90, code, 0)
  f[89] = row(91, code, (s0t << 7) | b0t)
  f[90] = row(92, code, (nodes.tag[s1]! << 7) | s0t)
  f[91] = row(93, up | (more << 3), nodes.form[s0]!)
  f[92] = row(94, ahead | (back << 3), nodes.form[b0]!)
  f[93] = row(95, up | (more << 3), s0t)
  f[94] = row(96, ahead | (back << 3), b0t)
  f[95] = row(97, code, distance(b0 - s0))
}

function distance(d: number): number {
  if (d <= 0) return 0
  return d < 5 ? d : d < 8 ? 5 : d < 12 ? 6 : 7
}

function row(template: number, a: number, b: number): number {
  let x = Math.imul(a ^ Math.imul(template, 0x9e3779b1), 0x85ebca6b)
  x ^= x >>> 15
  x = Math.imul(x + b, 0xc2b2ae35)
  x ^= x >>> 14
  x = Math.imul(x, 0x27d4eb2f)
  return x >>> (32 - TABLE_BITS)
}
