import type { Transaction } from 'kysely'
import type { CodedEvent } from '../code/index.ts'
import { eventId } from '../link/index.ts'
import { among, insertRows } from './dialect.ts'
import { isAdded, numberIn, placeOf } from './numbers.ts'
import type { Home } from './reports.ts'
import type { Tables } from './schema.ts'

/** An act of a report that is taken out, and what its ids can lead to instead. */
export interface Orphan {
  /** The number of its mention, which is no more. */
  readonly n: number
  readonly report: string
  readonly coded: CodedEvent
  /** The id of the event that it told. */
  readonly event: string
  /** A mention of that event by another report, if there is one. */
  readonly survivor?: number
}

/**
 * Lets the ids of acts that were taken out lead to the same act in the new coding of their report, else to another
 * report's mention of the event; ids that nothing is left of are forgotten.
 */
export async function adopt(
  tx: Transaction<Tables>,
  orphans: readonly Orphan[],
  recoded: readonly Home[],
): Promise<void> {
  if (orphans.length === 0) return
  const codings = new Map(recoded.map((one) => [one.id, one]))
  const heirs = new Map<number, number>()
  const aliases = new Map<string, number>()
  for (const { n, report, coded, event, survivor } of orphans) {
    const coding = codings.get(report)
    const heir = (coding === undefined ? undefined : heirIn(coding, n, coded)) ?? survivor
    if (heir === undefined) continue
    heirs.set(n, heir)
    // The event bears the id of its least mention, or an id that was its own before.
    if (event === eventId(coded.id) || !aliases.has(event)) aliases.set(event, heir)
    aliases.set(eventId(coded.id), heir)
  }
  const older = await tx
    .selectFrom('aliases')
    .selectAll()
    .where('mention', 'in', among(orphans.map(({ n }) => n)))
    .execute()
  for (const { id, mention } of older) {
    const heir = heirs.get(mention)
    if (heir !== undefined && !aliases.has(id)) aliases.set(id, heir)
  }
  await tx
    .deleteFrom('aliases')
    .where('mention', 'in', among(orphans.map(({ n }) => n)))
    .execute()
  const conflict = 'on conflict (id) do update set mention = excluded.mention'
  await insertRows(tx, 'aliases', { columns: ['id', 'mention'], conflict }, [...aliases])
}

/** The mention of an act in another coding of its report; one that an analyst added keeps its place. */
function heirIn(coding: Home, n: number, act: CodedEvent) {
  if (isAdded(n)) return numberIn(coding.n, placeOf(n))
  const idx = sameAct(act, coding.coded.events)
  return idx === undefined ? undefined : numberIn(coding.n, idx)
}

/** What an act is known by. */
export interface KnownAct extends Pick<CodedEvent, 'id' | 'eventType' | 'evidence'> {
  readonly mentions: readonly Pick<CodedEvent['mentions'][number], 'trigger'>[]
}

/** The place of the act among those of another coding of one text; undefined where none is the same. */
export function sameAct(act: KnownAct, events: readonly KnownAct[]): number | undefined {
  const tests: readonly ((other: KnownAct) => boolean)[] = [
    ({ id }) => id === act.id,
    (other) => other.eventType === act.eventType && sharesTrigger(act, other),
    (other) => sharesTrigger(act, other),
    (other) => other.eventType === act.eventType && overlap(act.evidence, other.evidence) > 0.5,
  ]
  for (const isSame of tests) {
    const idx = events.findIndex(isSame)
    if (idx >= 0) return idx
  }
  return undefined
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Whether words that tell one act tell the other. */
export function sharesTrigger(a: Pick<KnownAct, 'mentions'>, b: Pick<KnownAct, 'mentions'>): boolean {
  return a.mentions.some(({ trigger: x }) => b.mentions.some(({ trigger: y }) => overlap(x, y) > 0))
}

/** The share of the shorter span that both cover. */
function overlap(a: Span, b: Span): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  const shorter = Math.min(a.end - a.start, b.end - b.start)
  return shared <= 0 || shorter === 0 ? 0 : shared / shorter
}
