import { scoreMentions } from './compare.ts'
import { constrain, type Ties } from './constraints.ts'
import { areAlwaysCandidates, type BlockingKeys, blockingKeys, doMeet } from './keys.ts'
import type { LinkMention } from './mention.ts'

/** Mentions as they were brought together. */
export interface Agglomerated {
  /** Places of mentions, ascending, in order of their least. */
  readonly clusters: readonly (readonly number[])[]
  /** When they may be otherwise, as groups have it. */
  readonly otherwise: Stretch | undefined
}

/** Days from the first on, those before `until`: none where `from` is not before it. */
export interface Stretch {
  readonly from: string
  readonly until: string
}

export const NEVER: Stretch = { from: '', until: '' }
/** No day is before it, and none after. */
export const LAST_DAY = '9999'

/** Clusters mentions, least first, by the scores of all their pairs: the best agreements first. */
export function agglomerate(mentions: readonly LinkMention[], ties: Ties | undefined): Agglomerated {
  const n = mentions.length
  const scores = n * n <= SCORES.length ? SCORES : new Float64Array(n * n)
  for (let j = 1; j < n; j++) for (let i = 0; i < j; i++) scores[i * n + j] = scoreMentions(mentions[i]!, mentions[j]!)
  if (ties !== undefined) constrain(scores, mentions, ties)
  const areOne = doAllAgree(scores, n)
  if (areOne && ties !== undefined) return { clusters: [firstNumbers(n)], otherwise: undefined }
  if (areOne && (isOfOneDay(mentions) || areAlwaysCandidates(mentions)))
    return { clusters: [firstNumbers(n)], otherwise: NEVER }
  const edges = edgesOf(scores, n)
  const clusters: number[][] = []
  for (let i = 0; i < n; i++) clusters.push(ties === undefined ? [i] : [...ties.groupOf(i)])
  // The members of a group share one list: what one joins, all have joined.
  if (ties !== undefined) for (let i = 0; i < n; i++) clusters[i] = clusters[clusters[i]![0]!]!
  join(clusters, edges, { scores, n })
  const found: number[][] = []
  for (let i = 0; i < n; i++) if (clusters[i]![0] === i) found.push(clusters[i]!)
  const otherwise = ties === undefined ? otherwiseOf(clusters, edges, { mentions, scores, n }) : undefined
  return { clusters: found, otherwise }
}

function firstNumbers(n: number): number[] {
  const numbers: number[] = []
  for (let i = 0; i < n; i++) numbers.push(i)
  return numbers
}

/** Room for the scores of most components. */
const SCORES = new Float64Array(1024)

/** The score of each pair `i < j` of mentions at `i * n + j`. */
interface Scores {
  readonly scores: Float64Array
  readonly n: number
}

function doAllAgree(scores: Float64Array, n: number): boolean {
  for (let j = 1; j < n; j++) for (let i = 0; i < j; i++) if (scores[i * n + j]! < 0) return false
  return true
}

interface Edge {
  readonly i: number
  readonly j: number
  readonly score: number
}

/** The pairs that agree, those that agree most first. */
function edgesOf(scores: Float64Array, n: number): Edge[] {
  const edges: Edge[] = []
  for (let j = 1; j < n; j++)
    for (let i = 0; i < j; i++) {
      const score = scores[i * n + j]!
      if (score >= 0) edges.push({ i, j, score })
    }
  if (edges.length > 1) edges.sort((a, b) => b.score - a.score || a.i - b.i || a.j - b.j)
  return edges
}

/** Joins clusters, which each of their members has, where an edge joins two that agree; of mentions past the last that has one nothing is joined. */
function join(clusters: number[][], edges: readonly Edge[], all: Scores): void {
  for (const { i, j } of edges) {
    if (j >= clusters.length) continue
    const [a, b] = [clusters[i]!, clusters[j]!]
    if (a === b || !agree(a, b, all)) continue
    for (const member of b) {
      a.push(member)
      clusters[member] = a
    }
    // Sums depend on their order in the last digits.
    a.sort(ascending)
  }
}

const ascending = (a: number, b: number) => a - b

function agree(a: readonly number[], b: readonly number[], { scores, n }: Scores): boolean {
  let sum = 0
  for (const i of a) for (const j of b) sum += i < j ? scores[i * n + j]! : scores[j * n + i]!
  return sum >= 0
}

function isOfOneDay(mentions: readonly LinkMention[]): boolean {
  return mentions[0]!.published === mentions.at(-1)!.published
}

/** More mentions than this are not looked into: each day of them is clustered anew. */
const MAX_LOOKED_INTO = 64

/** When mentions, of which these are the clusters by mention, are grouped otherwise, as those of that day by themselves are. */
function otherwiseOf(
  clusters: readonly (readonly number[])[],
  edges: readonly Edge[],
  { mentions, ...all }: Scores & { readonly mentions: readonly LinkMention[] },
): Stretch | undefined {
  if (isOfOneDay(mentions)) return NEVER
  if (all.n > MAX_LOOKED_INTO) return undefined
  const links = linksAmong(mentions, edges)
  const isOtherwise = (k: number) => {
    if (mentions[k]!.published === mentions[k - 1]!.published) return false
    const then: number[][] = []
    for (let i = 0; i < k; i++) then.push([i])
    join(then, links === undefined ? edges : within(links, edges, k), all)
    for (let i = 0; i < k; i++) if (then[i]![0] !== clusters[i]![0]) return true
    return false
  }
  let last = all.n - 1
  while (last > 0 && !isOtherwise(last)) last--
  if (last === 0) return NEVER
  let first = 1
  while (!isOtherwise(first)) first++
  return { from: mentions[first - 1]!.published ?? LAST_DAY, until: mentions[last]!.published ?? LAST_DAY }
}

/** Those of the pairs that agree that are candidates whatever others are there; undefined where all are. */
function linksAmong(mentions: readonly LinkMention[], edges: readonly Edge[]): readonly Edge[] | undefined {
  if (edges.every(({ i, j }) => areAlwaysCandidates([mentions[i]!, mentions[j]!]))) return undefined
  const keys: BlockingKeys[] = []
  for (const mention of mentions) keys.push(blockingKeys(mention))
  return edges.filter(({ i, j }) => doMeet(mentions[i]!, mentions[j]!) && isAnyOf(keys[i]!.filed, keys[j]!.sought))
}

const isAnyOf = (some: readonly number[], others: readonly number[]) => some.some((one) => others.includes(one))

/** The pairs of the first `k` mentions that links among these connect. */
function within(links: readonly Edge[], edges: readonly Edge[], k: number): Edge[] {
  const roots = firstNumbers(k)
  for (const { i, j } of links) {
    if (j >= k || roots[i] === roots[j]) continue
    const [root, other] = [roots[i]!, roots[j]!]
    for (let at = 0; at < k; at++) if (roots[at] === other) roots[at] = root
  }
  return edges.filter(({ i, j }) => j < k && roots[i] === roots[j])
}
