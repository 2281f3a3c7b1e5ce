import { type Comparison, compareMentions, type Join, joinsOf } from '../link/index.ts'
import { findEvent } from './list-events.ts'
import { readEventMentions } from './mentions.ts'
import type { OpenRecord } from './open.ts'

/** Two mentions by their ids, and what linking weighs of them. */
export type ComparedPair = Comparison & { readonly a: string; readonly b: string }

/** Why the mentions of an event are together, or why those of two events are apart. */
export type EventReasons =
  | { readonly event: string; readonly joins: readonly Join[] }
  | {
      readonly events: readonly [string, string]
      readonly comparisons: readonly ComparedPair[]
    }

/**
 * Returns the reasons for one event, or for two being apart: what linking weighed, found again from the same facts.
 * Two ids that lead to one event tell why it is one. Undefined where an id is unknown.
 */
export async function whyEvent(record: OpenRecord, id: string, other?: string): Promise<EventReasons | undefined> {
  const first = await readEvent(record, id)
  if (first === undefined) return undefined
  if (other === undefined) return { event: first.id, joins: joinsOf(first.mentions) }
  const second = await readEvent(record, other)
  if (second === undefined) return undefined
  if (second.id === first.id) return { event: first.id, joins: joinsOf(first.mentions) }
  const comparisons = first.mentions.flatMap((a) =>
    second.mentions.map((b) => ({ a: a.id, b: b.id, ...compareMentions(a, b) })),
  )
  return { events: [first.id, second.id], comparisons }
}

/** What decides whether two events are one: the pair of mentions that agree most, and what speaks against it. */
export interface Decisive {
  readonly nearest: ComparedPair
  /** The pair that speaks most against it; absent where the nearest itself does not agree enough, or where none does. */
  readonly parting?: ComparedPair
}

/** Picks the decisive ones of all pairs of two events' mentions, of which there is one at least. */
export function decisiveOf(pairs: readonly ComparedPair[]): Decisive {
  const nearest = pairs.reduce((best, pair) => (pair.score > best.score ? pair : best))
  if (isAgainst(nearest)) return { nearest }
  const against = pairs.filter(isAgainst)
  if (against.length === 0) return { nearest }
  const weight = ({ forbidding, score }: ComparedPair) => (forbidding.length > 0 ? Number.NEGATIVE_INFINITY : score)
  return { nearest, parting: against.reduce((worst, pair) => (weight(pair) < weight(worst) ? pair : worst)) }
}

const isAgainst = ({ forbidding, score }: Comparison) => forbidding.length > 0 || score < 0

async function readEvent({ backend: { db } }: OpenRecord, id: string) {
  const event = await findEvent(db, id)
  if (event === undefined) return undefined
  return { id: event.id, mentions: await readEventMentions(db, event.n) }
}
