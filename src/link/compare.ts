import { compareDetails } from './compare-details.ts'
import { compareParties } from './compare-parties.ts'
import { compareTimes } from './compare-times.ts'
import type { LinkMention } from './mention.ts'
import { type Feature, NEEDED, WEIGHTS } from './weights.ts'

/** One fact that two mentions share or that keeps them apart, in words a reader understands. */
export interface Reason {
  readonly feature: Feature
  /** What it adds to the score; absent for a fact that forbids. */
  readonly weight?: number
  /** Both values, such as `2022-01-05 | 2022-01-05`. */
  readonly detail: string
}

/** What speaks for and against two mentions telling one act. */
export interface Comparison {
  /** Sum of the weights less what is needed; 0 and above is a candidate to be joined. */
  readonly score: number
  /** Facts that were weighed, for and against. */
  readonly weighed: readonly Reason[]
  /** Facts that rule the join out whatever else agrees. */
  readonly forbidding: readonly Reason[]
}

/** Takes down what two mentions have in common or not; `times` scales the feature's weight. */
export interface Weighing {
  add(feature: Feature, detail: () => string, times?: number): void
  forbid(feature: Feature, detail: () => string): void
}

/** Compares two mentions by facts of their own reports; symmetric. */
export function compareMentions(a: LinkMention, b: LinkMention): Comparison {
  const [first, second] = a.id <= b.id ? [a, b] : [b, a]
  const weighed: Reason[] = []
  const forbidding: Reason[] = []
  let score = -NEEDED[a.family]
  weigh(first, second, {
    add(feature, detail, times = 1) {
      score += WEIGHTS[feature] * times
      weighed.push({ feature, weight: round(WEIGHTS[feature] * times), detail: detail() })
    },
    forbid: (feature, detail) => forbidding.push({ feature, detail: detail() }),
  })
  return { score: round(score), weighed, forbidding }
}

/** The score alone, `-Infinity` where a fact forbids: what `compareMentions` says, without the words. */
export function scoreMentions(a: LinkMention, b: LinkMention): number {
  const [first, second] = a.id <= b.id ? [a, b] : [b, a]
  let score = -NEEDED[a.family]
  weigh(first, second, {
    add(feature, _detail, times = 1) {
      score += WEIGHTS[feature] * times
    },
    forbid() {
      score = Number.NEGATIVE_INFINITY
    },
  })
  return round(score)
}

function weigh(a: LinkMention, b: LinkMention, weighing: Weighing): void {
  if (a.family !== b.family) weighing.forbid('type', () => `${a.eventType} | ${b.eventType}`)
  else if (a.eventType !== b.eventType) weighing.add('other-type', () => `${a.eventType} | ${b.eventType}`)
  // Clause 2 of the contract: a report's events are its distinct acts, and retellings are mentions of one.
  if (a.reportId === b.reportId) weighing.forbid('same-report', () => a.reportId)
  compareTimes(a, b, weighing)
  compareParties(a, b, weighing)
  compareDetails(a, b, weighing)
}

/** Sums of binary fractions depend on their order; a score is compared and sorted, so it is rounded. */
const round = (x: number) => Math.round(x * 1000) / 1000
