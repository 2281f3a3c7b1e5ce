import type { Comparison } from './compare.ts'
import type { LinkMention } from './mention.ts'

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
  /** The joins that made it, in the order made: why its mentions are together. */
  readonly joins: readonly Join[]
}

/** Returns the clusters of a set of mentions: a function of the set, whatever its order. */
export function linkMentions(_mentions: readonly LinkMention[]): Cluster[] {
  return []
}
