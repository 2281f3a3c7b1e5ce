import type { Kysely, Transaction } from 'kysely'
import { mergePatches, type Patch } from './corrections.ts'
import { among, insertRows } from './dialect.ts'
import type { Body, StoredJudgement } from './ledger.ts'
import { byTime, type Rulings } from './rulings.ts'
import type { Tables } from './schema.ts'

/** What judgements make of one event. */
export interface Shape {
  /** Ids, earliest first. */
  readonly judgements: readonly string[]
  readonly patch: Patch
  readonly isStruck: boolean
}

/** What judgements make of the event of these mentions; undefined where none shapes it. */
export function shapeEvent(mentions: readonly number[], { shaping }: Rulings): Shape | undefined {
  const all = [...new Set(mentions.flatMap((n) => shaping.get(n) ?? []))].sort(byTime)
  return all.length === 0 ? undefined : shapeOf(all)
}

/** Of several corrections of one field the latest counts. */
function shapeOf(ordered: readonly Pick<StoredJudgement, 'id' | 'kind' | 'body'>[]): Shape {
  const latest = new Map(ordered.map((judgement) => [judgement.body.field, judgement]))
  const counting = ordered.filter(
    (judgement) => judgement.kind !== 'correct' || latest.get(judgement.body.field) === judgement,
  )
  return {
    judgements: counting.map(({ id }) => id),
    patch: mergePatches(counting.map(({ body }) => body.patch ?? {})),
    isStruck: counting.some(({ kind }) => kind === 'strike'),
  }
}

/** Writes what judgements make of events whose rows are there: those that are struck out lose theirs. */
export async function writeShapes(
  tx: Transaction<Tables>,
  shapes: readonly { readonly n: number; readonly id: string; readonly shape: Shape }[],
): Promise<void> {
  if (shapes.length === 0) return
  const judged = shapes.flatMap(({ n, shape }) => shape.judgements.map((judgement) => [n, judgement]))
  await insertRows(tx, 'judged', { columns: ['event', 'judgement'] }, judged)
  const struck = shapes.filter(({ shape }) => shape.isStruck)
  await insertRows(
    tx,
    'struck',
    { columns: ['n', 'id'] },
    struck.map(({ n, id }) => [n, id]),
  )
  const ns = struck.map(({ n }) => n)
  if (ns.length === 0) return
  await tx.deleteFrom('events').where('n', 'in', among(ns)).execute()
  await tx.deleteFrom('parties').where('event', 'in', among(ns)).execute()
}

/** Reads what judgements make of events, by number; those that none shapes are left out. */
export async function readShapes(db: Kysely<Tables>, events: readonly number[]): Promise<Map<number, Shape>> {
  const rows = await db
    .selectFrom('judged')
    .innerJoin('judgements', 'judgements.id', 'judged.judgement')
    .select(['event', 'judgements.id', 'kind', 'body'])
    .where('event', 'in', among(events))
    .orderBy('time')
    .orderBy('judgements.id')
    .execute()
  const byEvent = new Map<number, Pick<StoredJudgement, 'id' | 'kind' | 'body'>[]>()
  for (const { event, id, kind, body } of rows) {
    const own = byEvent.get(event) ?? []
    byEvent.set(event, own)
    own.push({ id, kind, body: JSON.parse(body) as Body })
  }
  return new Map([...byEvent].map(([event, own]) => [event, shapeOf(own)]))
}
