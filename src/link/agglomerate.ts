import { scoreMentions } from './compare.ts'
import { constrain, type Ties } from './constraints.ts'
import { areAlwaysCandidates } from './keys.ts'
import type { LinkMention } from './mention.ts'

/** Mentions as they were brought together. */
export interface Agglomerated {
  /** Places of mentions, ascending, in order of their least. */
  readonly clusters: readonly (readonly number[])[]
  /** Since when they are so, as groups have it (`cluster.ts`). */
  readonly since: string | undefined
}

/** Clusters mentions, least first, by the scores of all their pairs: the best agreements first. */
export function agglomerate(mentions: readonly LinkMention[], ties: Ties | undefined): Agglomerated {
  const n = mentions.length
  const scores = n * n <= SCORES.length ? SCORES : new Float64Array(n * n)
  for (let j = 1; j < n; j++) for (let i = 0; i < j; i++) scores[i * n + j] = scoreMentions(mentions[i]!, mentions[j]!)
  if (ties !== undefined) constrain(scores, mentions, ties)
  if (doAllAgree(scores, n)) {
    const isAlways = ties === undefined && (isOfOneDay(mentions) || areAlwaysCandidates(mentions))
    return { clusters: [firstNumbers(n)], since: isAlways ? '' : undefined }
  }
  const edges = edgesOf(scores, n)
  const clusters: number[][] = []
  for (let i = 0; i < n; i++) clusters.push(ties === undefined ? [i] : [...ties.groupOf(i)])
  // The members of a group share one list: what one joins, all have joined.
  if (ties !== undefined) for (let i = 0; i < n; i++) clusters[i] = clusters[clusters[i]![0]!]!
  join(clusters, edges, { scores, n })
  const found: number[][] = []
  for (let i = 0; i < n; i++) if (clusters[i]![0] === i) found.push(clusters[i]!)
  return { clusters: found, since: ties === undefined ? sinceOf(clusters, edges, { mentions, scores, n }) : undefined }
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

/** Mentions of more than this many are not looked into: each day of them is clustered anew. */
const MAX_LOOKED_INTO = 64

/** Since when mentions, of which these are the clusters by mention, are grouped so. */
function sinceOf(
  clusters: readonly (readonly number[])[],
  edges: readonly Edge[],
  { mentions, ...all }: Scores & { readonly mentions: readonly LinkMention[] },
): string | undefined {
  if (isOfOneDay(mentions)) return ''
  if (all.n > MAX_LOOKED_INTO) return undefined
  // Where all that agree are compared, whatever others are there, the first mentions by themselves are clustered as they are here.
  for (const { i, j } of edges) if (!areAlwaysCandidates([mentions[i]!, mentions[j]!])) return undefined
  for (let k = all.n - 1; k > 0; k--) {
    if (mentions[k]!.published === mentions[k - 1]!.published) continue
    const then: number[][] = []
    for (let i = 0; i < k; i++) then.push([i])
    join(then, edges, all)
    for (let i = 0; i < k; i++) if (then[i]![0] !== clusters[i]![0]) return mentions[k]!.published
  }
  return ''
}
