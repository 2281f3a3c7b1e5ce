import type { Comparison, Join } from '../link/index.ts'
import type { OpenRecord } from './open.ts'

/** Why the mentions of an event are together, or why those of two events are apart. */
export type EventReasons =
  | { readonly event: string; readonly joins: readonly Join[] }
  | {
      readonly events: readonly [string, string]
      readonly comparisons: readonly (Comparison & { a: string; b: string })[]
    }

/** Returns the reasons for one event, or for two being apart; undefined where an id is unknown. */
export async function whyEvent(_record: OpenRecord, _id: string, _other?: string): Promise<EventReasons | undefined> {
  return undefined
}
