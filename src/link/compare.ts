import type { LinkMention } from './mention.ts'

/** One fact that two mentions share or that keeps them apart, in words a reader understands. */
export interface Reason {
  /** Feature name, such as `date`, `counterpart`, `designation`. */
  readonly feature: string
  /** What it adds to the score; absent for a fact that forbids. */
  readonly weight?: number
  /** Both values, such as `2022-01-05 | 2022-01-05`. */
  readonly detail: string
}

/** What speaks for and against two mentions telling one act. */
export interface Comparison {
  /** Sum of the weights; 0 and above is a candidate to be joined. */
  readonly score: number
  readonly agree: readonly Reason[]
  /** Facts that rule the join out whatever else agrees. */
  readonly forbid: readonly Reason[]
}

/** Compares two mentions by facts of their own reports; symmetric. */
export function compareMentions(_a: LinkMention, _b: LinkMention): Comparison {
  return { score: -1, agree: [], forbid: [] }
}
