import { hashFolded, mix } from './hash.ts'

/** Cells of the table that ranks the heads of punctuation marks. */
export const N_PUNCT_CELLS = 1 << 17
export const N_PUNCT_FEATURES = 18

/**
 * A sentence whose words hang together and whose marks are to be hung anew. Arrays count words from `at`, so that
 * padded ones serve as they are; heads count from 0, -1 is the root.
 */
export interface PunctTree {
  readonly n: number
  readonly heads: Int32Array
  readonly labels: Int32Array
  /** Hash of the form and number of the tag of word i at `pad + i`. */
  readonly form: Int32Array
  readonly tag: Int32Array
  readonly pad: number
  /** Whether the tag is one of punctuation marks, by its number. */
  readonly isPunct: Uint8Array
}

/** The places where one mark may hang without crossing an arc, and what they are seen by. */
export interface PunctSite {
  mark: number
  readonly candidates: Int32Array
  n: number
  /** How many of the `n` candidates stand to the left; they come first. Each side is ordered from the mark outwards up. */
  nLeft: number
  /** Opens (1) or closes (2) a pair whose other mark is `mate`, or neither (0). */
  pair: 0 | 1 | 2
  mate: number
  previousComma: number
  readonly features: Int32Array
}

/** Scratch for sentences of up to a number of words, reused from one to the next. */
export interface PunctWork {
  readonly isLeaf: Uint8Array
  /** The other mark of each bracket and quotation mark, -1 where it has none. */
  readonly mates: Int32Array
  /** The nearest token on either side that is no mark, -1 and n where there is none: a run of marks is walked once. */
  readonly before: Int32Array
  readonly after: Int32Array
  readonly site: PunctSite
}

export function makePunctWork(capacity: number): PunctWork {
  const make = () => new Int32Array(capacity)
  const features = new Int32Array(N_PUNCT_FEATURES)
  const candidates = new Int32Array(2 * HIGHEST + 2)
  const site: PunctSite = { mark: 0, candidates, n: 0, nLeft: 0, pair: 0, mate: -1, previousComma: -1, features }
  return { isLeaf: new Uint8Array(capacity), mates: make(), before: make(), after: make(), site }
}

/**
 * Hangs every punctuation mark where the tree of the words tells that it belongs. The parser decides on a mark before
 * it knows what comes behind it; with the tree at hand the treebanks' habits are nearly rules.
 */
export function attachPunctuation(tree: PunctTree, weights: ArrayLike<number>, work: PunctWork): void {
  beginMarks(tree, work)
  for (let mark = nextMark(tree, work, 0); mark < tree.n; mark = nextMark(tree, work, mark + 1)) {
    const best = bestHead(tree, work.site, weights)
    if (best >= 0) tree.heads[mark] = best
  }
}

/** Looks at the sentence as a whole, before its marks are taken from left to right by `nextMark`. */
export function beginMarks(tree: PunctTree, work: PunctWork): void {
  const { n, heads } = tree
  work.isLeaf.fill(1, 0, n)
  for (let i = 0; i < n; i++) if (heads[i]! >= 0) work.isLeaf[heads[i]!] = 0
  work.site.previousComma = -1
  work.site.mark = -1
  pairMarks(tree, work.mates)
  findNearest(tree, work)
}

/** The next mark from `from` on that has somewhere to hang, told of in `work.site`; `tree.n` where there is none. */
export function nextMark(tree: PunctTree, work: PunctWork, from: number): number {
  const { site, isLeaf, mates } = work
  if (site.mark >= 0 && tree.form[tree.pad + site.mark] === COMMA) site.previousComma = site.mark
  for (let mark = from; mark < tree.n; mark++) {
    if (!isMark(tree, mark) || isLeaf[mark] === 0 || tree.heads[mark]! < 0) continue
    site.mark = mark
    site.n = 0
    site.mate = mates[mark]!
    site.pair = site.mate < 0 ? 0 : site.mate > mark ? 1 : 2
    collect(tree, site, work)
    if (site.n > 0) return mark
    if (tree.form[tree.pad + mark] === COMMA) site.previousComma = mark
  }
  return tree.n
}

export function bestHead(tree: PunctTree, site: PunctSite, weights: ArrayLike<number>): number {
  let best = -1
  let bestScore = Number.NEGATIVE_INFINITY
  for (let k = 0; k < site.n; k++) {
    punctFeatures(tree, site, k)
    let score = 0
    for (let f = 0; f < N_PUNCT_FEATURES; f++) score += weights[site.features[f]!]!
    if (score > bestScore) {
      bestScore = score
      best = site.candidates[k]!
    }
  }
  return best
}

/** Climbs from the nearest words on either side as long as no arc over the mark would be crossed. */
function collect(tree: PunctTree, site: PunctSite, { before, after }: PunctWork): void {
  const { heads, n } = tree
  const { mark, candidates } = site
  const left = before[mark]!
  const right = after[mark]!
  const rightTop = right < n ? climb(tree, right, mark + 1, n, undefined) : -1
  const leftLimit = rightTop >= 0 && heads[rightTop]! >= 0 ? heads[rightTop]! : -1
  if (left >= 0) climb(tree, left, leftLimit, mark - 1, site)
  site.nLeft = site.n
  const leftTop = site.n > 0 ? candidates[site.n - 1]! : -1
  const rightLimit = leftTop >= 0 && heads[leftTop]! > mark ? heads[leftTop]! : n
  if (right < n) climb(tree, right, mark + 1, rightLimit, site)
}

function findNearest(tree: PunctTree, { before, after }: PunctWork): void {
  const { n } = tree
  for (let i = 0, last = -1; i < n; i++) {
    before[i] = last
    if (!isMark(tree, i)) last = i
  }
  for (let i = n - 1, next = n; i >= 0; i--) {
    after[i] = next
    if (!isMark(tree, i)) next = i
  }
}

function isMark({ isPunct, tag, pad }: PunctTree, i: number): boolean {
  return isPunct[tag[pad + i]!] === 1
}

/** No chain that tells anything is longer; a list of a thousand conjuncts must not make the sentence quadratic. */
const HIGHEST = 12

/** Adds `from` and the heads above it between `low` and `high`, both included, to the candidates; returns the last. */
function climb(tree: PunctTree, from: number, low: number, high: number, into: PunctSite | undefined): number {
  let at = from
  if (into) into.candidates[into.n++] = at
  for (let step = 0; step < HIGHEST; step++) {
    const head = tree.heads[at]!
    if (head < 0 || head < low || head > high) break
    at = head
    if (into) into.candidates[into.n++] = at
  }
  return at
}

const hashOf = (form: string) => hashFolded(form, 0, form.length)
const COMMA = hashOf(',')
const OPENING = new Map([
  [hashOf('('), hashOf(')')],
  [hashOf('['), hashOf(']')],
  [hashOf('“'), hashOf('”')],
  [hashOf('{'), hashOf('}')],
])
const CLOSING = new Map([...OPENING].map(([open, close]) => [close, open]))
const STRAIGHT = hashOf('"')

/** Finds the other mark of each bracket and quotation mark. */
function pairMarks(tree: PunctTree, mates: Int32Array): void {
  const { n, form, pad } = tree
  mates.fill(-1, 0, n)
  let open: Map<number, number> | undefined
  for (let i = 0; i < n; i++) {
    if (!isMark(tree, i)) continue
    const kind = form[pad + i]!
    const opener = kind === STRAIGHT ? STRAIGHT : CLOSING.get(kind)
    const mate = opener === undefined ? undefined : open?.get(opener)
    if (opener !== undefined && mate !== undefined) {
      mates[i] = mate
      mates[mate] = i
      open!.delete(opener)
    } else if (kind === STRAIGHT || OPENING.has(kind)) {
      open ??= new Map()
      open.set(kind, i)
    }
  }
}

/** Fills `site.features` with the cells of candidate `k`. */
export function punctFeatures(tree: PunctTree, site: PunctSite, k: number): void {
  const { heads, labels, tag, form, pad, n } = tree
  const { mark, candidates, n: nCandidates, nLeft, features: f, pair, mate, previousComma } = site
  const c = candidates[k]!
  const side = k < nLeft ? 0 : 1
  const rank = side === 0 ? k : k - nLeft
  const isTop = k === nLeft - 1 || k === nCandidates - 1 ? 1 : 0
  const leftTop = nLeft > 0 ? candidates[nLeft - 1]! : -1
  const rightTop = nCandidates > nLeft ? candidates[nCandidates - 1]! : -1
  const leftLabel = leftTop < 0 ? 63 : labels[leftTop]!
  const rightLabel = rightTop < 0 ? 63 : labels[rightTop]!
  const over = leftTop >= 0 && heads[leftTop] === rightTop ? 1 : rightTop >= 0 && heads[rightTop] === leftTop ? 2 : 0
  const p = form[pad + mark]!
  const label = labels[c]!
  const base = side | (isTop << 1) | (Math.min(rank, 3) << 2)
  const above = heads[c]! < 0 ? 62 : labels[heads[c]!]!
  const next = mark + 1 < n ? tag[pad + mark + 1]! : 125
  const before = mark > 0 ? tag[pad + mark - 1]! : 125
  const place = mark === n - 1 ? 2 : mark === 0 ? 1 : 0
  const inside = pair === 0 ? 0 : c > Math.min(mark, mate) && c < Math.max(mark, mate) ? 1 : 2
  const asMate = pair === 2 && heads[mate] === c ? 1 : 0
  const asComma = previousComma < 0 ? 0 : heads[previousComma] === c ? 1 : previousComma > c ? 2 : 3
  const far = Math.min(Math.abs(c - mark), 8)
  f[0] = cell(1, p, base)
  f[1] = cell(2, p, base | (label << 5))
  f[2] = cell(3, p, base | (tag[pad + c]! << 5))
  f[3] = cell(4, p, base | (over << 5))
  f[4] = cell(5, p, mix(base & 3, leftLabel | (rightLabel << 6) | (over << 12)))
  f[5] = cell(6, p, base | (next << 5) | (before << 12))
  f[6] = cell(7, p, base | (place << 5))
  f[7] = cell(8, p, (heads[c]! < 0 ? 1 : 0) | (place << 1) | (side << 3))
  f[8] = cell(9, p, pair | (inside << 2) | (isTop << 4) | (label << 5))
  f[9] = cell(10, pair, inside | (asMate << 2) | (isTop << 3) | (side << 4))
  f[10] = cell(11, p, asComma | (base << 2))
  f[11] = cell(12, p, label | (above << 6) | (side << 12))
  f[12] = cell(13, p, label | (far << 6) | (side << 12))
  f[13] = cell(14, p, base | (next << 5) | (label << 12))
  f[14] = cell(15, mark + 1 < n ? form[pad + mark + 1]! : 0, mix(p, base))
  f[15] = cell(16, p, mix(base, leftLabel | (rightLabel << 6) | (over << 12) | (asComma << 14)))
  f[16] = cell(17, p, mix(label, leftLabel | (rightLabel << 6) | (side << 12) | (isTop << 13)))
  f[17] = cell(18, tag[pad + c]!, mix(p, label | (base << 6) | (next << 12)))
}

function cell(template: number, a: number, b: number): number {
  let x = Math.imul(a ^ Math.imul(template, 0x9e3779b1), 0x85ebca6b)
  x ^= x >>> 15
  x = Math.imul(x + b, 0xc2b2ae35)
  x ^= x >>> 14
  x = Math.imul(x, 0x27d4eb2f)
  return x >>> 15
}
