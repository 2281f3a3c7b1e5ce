import { agglomerate, NEVER, type Stretch } from './agglomerate.ts'
import { type Comparison, compareMentions, scoreMentions } from './compare.ts'
import { type Constraints, poolUnits, type Ties, tiesAmong, UNCONSTRAINED } from './constraints.ts'
import { hash64 } from './hash.ts'
import { blockingKeys, doMeet } from './keys.ts'
import type { LinkMention, PartyKey } from './mention.ts'

/** Two mentions whose agreement brought their clusters together. */
export interface Join extends Comparison {
  readonly a: string
  readonly b: string
}

/** The mentions of one real act. */
export interface Cluster {
  /** Hash of the least mention, by publication date, then id. */
  readonly id: string
  /** Ids, least first. */
  readonly mentions: readonly string[]
}

/** Components above this are split by counterpart and day before they are clustered. */
export const MAX_COMPONENT = 200

/** Returns the clusters of a set of mentions: a function of the set and of what is known of it, whatever its order. */
export function linkMentions(mentions: readonly LinkMention[], constraints: Constraints = UNCONSTRAINED): Cluster[] {
  return clusterUnits(
    componentsOf(mentions).flatMap((component) => unitsOf(component, component.length)),
    constraints,
  )
}

/** Mentions that candidate joins connect, each component in order of its mentions, components in order of their least. */
export function componentsOf(mentions: readonly LinkMention[]): LinkMention[][] {
  const ordered = mentions.toSorted(byLeast)
  const parents = ordered.map((_, i) => i)
  const blocks = new Map<number, number[]>()
  ordered.forEach((mention, i) => {
    const { filed, sought } = blockingKeys(mention)
    // A block is looked into before the mention is filed in it, so that each pair is met once.
    for (const j of new Set(sought.flatMap((key) => blocks.get(key) ?? [])))
      if (find(parents, i) !== find(parents, j) && isCandidate(mention, ordered[j]!)) unite(parents, i, j)
    for (const key of filed) {
      const block = blocks.get(key)
      if (block === undefined) blocks.set(key, [i])
      else block.push(i)
    }
  })
  const components = new Map<number, LinkMention[]>()
  ordered.forEach((mention, i) => {
    const root = find(parents, i)
    const component = components.get(root)
    if (component === undefined) components.set(root, [mention])
    else component.push(mention)
  })
  return [...components.values()]
}

/** Whether two mentions that share a block belong to one component. */
export function isCandidate(a: LinkMention, b: LinkMention): boolean {
  return doMeet(a, b) && scoreMentions(a, b) >= 0
}

/** Mentions that are clustered together: a component, or a part of one past the bound. */
export interface Unit {
  readonly mentions: readonly LinkMention[]
  readonly isPart: boolean
}

/** A component of this size as it is clustered: whole, or those of its parts that are given where it is past the bound. */
export function unitsOf(component: readonly LinkMention[], size: number): Unit[] {
  if (size <= MAX_COMPONENT) return [{ mentions: component, isPart: false }]
  const parts = new Map<string, LinkMention[]>()
  for (const mention of component) {
    const key = partKey(mention)
    const part = parts.get(key)
    if (part === undefined) parts.set(key, [mention])
    else part.push(mention)
  }
  return [...parts.values()].map((mentions) => ({ mentions, isPart: true }))
}

/** Parts above this are gathered about the earliest mentions, in time that grows with the part and not with its square. */
const MAX_PART = 50

/** Clusters units and names the clusters. */
function clusterUnits(units: readonly Unit[], constraints: Constraints): Cluster[] {
  return groupUnits(units, constraints).map(({ mentions }) => ({
    id: eventId(mentions[0]!.id),
    mentions: mentions.map(({ id }) => id),
  }))
}

/** Mentions that are one act, least first. */
export interface Group {
  readonly mentions: readonly LinkMention[]
  /**
   * The days as of which the mentions of their unit that are published by then may be grouped otherwise than all of them are. Undefined where
   * it is not known, as of units that others are tied to.
   */
  readonly otherwise: Stretch | undefined
}

/**
 * Clusters units, least mention first, each unit by itself unless something is known that ties it to others: the best agreements first, two
 * clusters becoming one where no fact forbids any pair of their mentions and the pairs agree on average. What is known
 * counts for more than any fact. A function of the sets.
 */
export function groupUnits(units: readonly Unit[], constraints: Constraints): Group[] {
  const groups: Group[] = []
  for (const pool of poolUnits(units, constraints)) groupPool(pool, constraints, groups)
  return groups
}

/** Clusters units that belong together; `groups` gains the clusters. */
function groupPool(pool: readonly Unit[], constraints: Constraints, groups: Group[]): void {
  const mentions = pool.length === 1 ? pool[0]!.mentions : pool.flatMap((unit) => unit.mentions)
  if (mentions.length === 1) {
    groups.push({ mentions: [mentions[0]!], otherwise: pool[0]!.isPart ? undefined : NEVER })
    return
  }
  const isLarge = mentions.length > MAX_COMPONENT || pool.some((unit) => unit.isPart && unit.mentions.length > MAX_PART)
  const ordered = mentions.toSorted(byLeast)
  const ties = tiesAmong(ordered, constraints)
  const { clusters, otherwise } = isLarge
    ? { clusters: gather(ordered, ties), otherwise: undefined }
    : agglomerate(ordered, ties)
  const isWhole = pool.length === 1 && !pool[0]!.isPart
  for (const idxs of clusters) {
    const members: LinkMention[] = []
    for (const i of idxs) members.push(ordered[i]!)
    groups.push({ mentions: members, otherwise: isWhole ? otherwise : undefined })
  }
}

/** What the mentions of one part of a component past the bound share: counterparts and day. */
export function partKey({ actors, recipients, date, published }: LinkMention): string {
  const parties: string[] = []
  for (const party of actors) fileParty(party, parties)
  for (const party of recipients) fileParty(party, parties)
  return `${parties.join('+')} ${date?.start ?? published ?? ''}`
}

/** Puts a party in its place among others in order, unless it is there. */
function fileParty({ country, tokens }: PartyKey, parties: string[]): void {
  const party = country ?? tokens.join(' ')
  if (parties.includes(party)) return
  let i = parties.length
  for (; i > 0 && parties[i - 1]! > party; i--) parties[i] = parties[i - 1]!
  parties[i] = party
}

/** The pairs that tell best why mentions of one cluster are together: each mention's strongest tie to those before it. */
export function joinsOf(cluster: readonly LinkMention[]): Join[] {
  const ordered = cluster.toSorted(byLeast)
  return ordered.slice(1).map((mention, i) => {
    const before = ordered.slice(0, i + 1)
    const scores = before.map((other) => scoreMentions(other, mention))
    const other = before[scores.indexOf(Math.max(...scores))]!
    return { a: other.id, b: mention.id, ...compareMentions(other, mention) }
  })
}

/** The id of an event whose least mention is the one given. */
export function eventId(mentionId: string): string {
  return hash64(mentionId)
}

/** The order of mentions in which the first names the event: the earliest report keeps its event's id stable. */
export function byLeast(a: Pick<LinkMention, 'id' | 'published'>, b: Pick<LinkMention, 'id' | 'published'>): number {
  const [x, y] = [a.published ?? '9999', b.published ?? '9999']
  if (x !== y) return x < y ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** A cluster is told by so many of its first mentions. */
const N_LEADERS = 3

/** As `agglomerate`: each mention in turn goes to the cluster whose first mentions it agrees with most, or begins one. */
function gather(mentions: readonly LinkMention[], ties: Ties | undefined): number[][] {
  const clusters: { readonly members: number[]; readonly reports: Set<string> }[] = []
  mentions.forEach((mention, i) => {
    let [best, most] = [undefined as (typeof clusters)[number] | undefined, 0]
    for (const cluster of clusters) {
      if (ties !== undefined && cluster.members.some((j) => ties.groupOf(i)[0] === ties.groupOf(j)[0])) {
        best = cluster
        break
      }
      // What one report tells apart stays apart, whoever leads.
      if (cluster.reports.has(mention.reportId)) continue
      if (cluster.members.some((j) => ties?.isApart(i, j))) continue
      const leaders = cluster.members.slice(0, N_LEADERS)
      const sum = leaders.reduce((total, j) => total + scoreMentions(mentions[j]!, mention), 0)
      const mean = sum / leaders.length
      if (mean >= 0 && (best === undefined || mean > most)) [best, most] = [cluster, mean]
    }
    if (best === undefined) clusters.push({ members: [i], reports: new Set([mention.reportId]) })
    else {
      best.members.push(i)
      best.reports.add(mention.reportId)
    }
  })
  return clusters.map(({ members }) => members)
}

function find(parents: number[], i: number): number {
  let root = i
  while (parents[root] !== root) root = parents[root]!
  for (let at = i; at !== root; ) {
    const next = parents[at]!
    parents[at] = root
    at = next
  }
  return root
}

function unite(parents: number[], i: number, j: number): void {
  const [a, b] = [find(parents, i), find(parents, j)]
  parents[Math.max(a, b)] = Math.min(a, b)
}
