import { type Comparison, compareMentions, type Join, joinsOf } from '../link/index.ts'
import { findEvent } from './list-events.ts'
import { readEventMentions } from './mentions.ts'
import type { OpenRecord } from './open.ts'

/** Why the mentions of an event are together, or why those of two events are apart. */
export type EventReasons =
  | { readonly event: string; readonly joins: readonly Join[] }
  | {
      readonly events: readonly [string, string]
      readonly comparisons: readonly (Comparison & { readonly a: string; readonly b: string })[]
    }

/**
 * Returns the reasons for one event, or for two being apart: what linking weighed, found again from the same facts.
 * Undefined where an id is unknown.
 */
export async function whyEvent(record: OpenRecord, id: string, other?: string): Promise<EventReasons | undefined> {
  const first = await readEvent(record, id)
  if (first === undefined) return undefined
  if (other === undefined) return { event: first.id, joins: joinsOf(first.mentions) }
  const second = await readEvent(record, other)
  if (second === undefined) return undefined
  const comparisons = first.mentions.flatMap((a) =>
    second.mentions.map((b) => ({ a: a.id, b: b.id, ...compareMentions(a, b) })),
  )
  return { events: [first.id, second.id], comparisons }
}

async function readEvent({ backend: { db } }: OpenRecord, id: string) {
  const event = await findEvent(db, id)
  if (event === undefined) return undefined
  return { id: event.id, mentions: await readEventMentions(db, event.n) }
}
