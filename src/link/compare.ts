import { compareDetails } from './compare-details.ts'
import { compareParties } from './compare-parties.ts'
import { compareTimes } from './compare-times.ts'
import { compareWords } from './compare-words.ts'
import { describe } from './describe.ts'
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
  /** Set where nothing more needs to be known; a weighing that keeps reasons leaves it out. */
  readonly isForbidden?: boolean
  add(feature: Feature, times?: number): void
  forbid(feature: Feature): void
}

/** Compares two mentions by facts of their own reports; symmetric. */
export function compareMentions(a: LinkMention, b: LinkMention): Comparison {
  const [first, second] = a.id <= b.id ? [a, b] : [b, a]
  const weighed: Reason[] = []
  const forbidding: Reason[] = []
  let score = -NEEDED[a.family]
  weigh(first, second, {
    add(feature, times = 1) {
      score += WEIGHTS[feature] * times
      weighed.push({ feature, weight: round(WEIGHTS[feature] * times), detail: describe(feature, first, second) })
    },
    forbid: (feature) => forbidding.push({ feature, detail: describe(feature, first, second) }),
  })
  return { score: round(score), weighed, forbidding }
}

/** The score alone, `-Infinity` where a fact forbids: what `compareMentions` says, without the words. */
export function scoreMentions(a: LinkMention, b: LinkMention): number {
  if (a.family !== b.family || (a.reportId === b.reportId && a.family !== 'told')) return Number.NEGATIVE_INFINITY
  SUM.score = -NEEDED[a.family]
  SUM.isForbidden = false
  if (a.id <= b.id) weigh(a, b, SUM)
  else weigh(b, a, SUM)
  return SUM.isForbidden ? Number.NEGATIVE_INFINITY : round(SUM.score)
}

/** What the weights of two mentions' features are multiplied by; undefined where a fact forbids the join. What training reads. */
export function countFeatures(a: LinkMention, b: LinkMention): ReadonlyMap<Feature, number> | undefined {
  const [first, second] = a.id <= b.id ? [a, b] : [b, a]
  const counts = new Map<Feature, number>()
  const weighing = {
    isForbidden: false,
    add: (feature: Feature, times = 1) => void counts.set(feature, (counts.get(feature) ?? 0) + times),
    forbid: () => {
      weighing.isForbidden = true
    },
  }
  weigh(first, second, weighing)
  return weighing.isForbidden ? undefined : counts
}

/** Adds up weights and forgets the reasons; stops at the first fact that forbids. */
class Sum implements Weighing {
  score = 0.5
  isForbidden = false

  add(feature: Feature, times = 1): void {
    this.score += WEIGHTS[feature] * times
  }

  forbid(): void {
    this.isForbidden = true
  }
}

/** The one that pairs are weighed with, one after the other: there are a hundred a report. */
const SUM = new Sum()

function weigh(a: LinkMention, b: LinkMention, weighing: Weighing): void {
  if (a.family !== b.family) weighing.forbid('type')
  else if (a.eventType !== b.eventType) weighing.add('other-type')
  // Clause 2 of the contract: a report's events are its distinct acts, and retellings are mentions of one.
  if (a.reportId === b.reportId && a.family !== 'told') weighing.forbid('same-report')
  if (a.family !== 'told') compareCodes(a, b, weighing)
  if (!weighing.isForbidden) compareWords(a, b, weighing)
}

/** What coding says of the acts. */
function compareCodes(a: LinkMention, b: LinkMention, weighing: Weighing): void {
  compareTimes(a, b, weighing)
  if (!weighing.isForbidden) compareParties(a, b, weighing)
  if (!weighing.isForbidden) compareDetails(a, b, weighing)
}

/** Sums of binary fractions depend on their order; a score is compared and sorted, so it is rounded. */
const round = (x: number) => Math.round(x * 1000) / 1000
