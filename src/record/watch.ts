import { sql } from 'kysely'
import { ReadoutError } from '../errors.ts'
import { eventConditions } from './filters.ts'
import { listEventKeys } from './list-events.ts'
import { ROOM } from './numbers.ts'
import type { OpenRecord } from './open.ts'
import type { EventRow, Filters } from './rows.ts'

/** A saved search of events. */
export interface Watch {
  readonly name: string
  readonly filters: Filters
}

/** What a saved search found since it was last looked at. */
export interface WatchMatches extends Watch {
  readonly matches: readonly WatchMatch[]
  /** How many there are in all; `matches` has the first of them. */
  readonly total: number
}

/** An event that matches, and what is new of it. */
export interface WatchMatch {
  /** Whether the event is new, or only some of its reports. */
  readonly isNew: boolean
  /** Ids of the reports that came since. */
  readonly reports: readonly string[]
  readonly event: EventRow
}

/**
 * Saves a search; what is on record now counts as seen.
 * @throws ReadoutError `usage` where another has the name.
 */
export async function addWatch({ backend: { db } }: OpenRecord, { name, filters }: Watch): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const other = await tx.selectFrom('watches').select('name').where('name', '=', name).executeTakeFirst()
    if (other !== undefined) throw new ReadoutError('usage', `there is a saved search "${name}": remove it first`)
    const { seen } = await tx
      .selectFrom('reports')
      .select(sql<number>`coalesce(max(arrived), 0)`.as('seen'))
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('watches')
      .values({ name, filters: JSON.stringify(filters), seen })
      .execute()
  })
}

/** Removes a saved search; returns false where there is none of the name. */
export async function removeWatch({ backend: { db } }: OpenRecord, name: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('watches').where('name', '=', name).executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Runs every saved search for what came since it was looked at, `limit` events each, newest first. */
export async function readWatches(record: OpenRecord, limit: number): Promise<WatchMatches[]> {
  const { db } = record.backend
  const watches = await db.selectFrom('watches').selectAll().orderBy('name').execute()
  const found: WatchMatches[] = []
  for (const { name, filters: saved, seen } of watches) {
    const filters = JSON.parse(saved) as Filters
    const since = sql<boolean>`n in (select event from mentions where n / ${sql.lit(ROOM)} in
      (select n from reports where arrived > ${seen}))`
    const { rows, total } = await listEventKeys(record, [...(await eventConditions(db, filters)), since], limit)
    const arrivals = await db
      .selectFrom('reports')
      .select('id')
      .where('arrived', '>', seen)
      .where('id', 'in', [...new Set(rows.flatMap(({ reports }) => reports.map(({ id }) => id))), ''])
      .execute()
    const isNew = new Set(arrivals.map(({ id }) => id))
    const matches = rows.map((event) => {
      const reports = event.reports.map(({ id }) => id).filter((id) => isNew.has(id))
      return { isNew: reports.length === event.reports.length, reports, event }
    })
    found.push({ name, filters, matches, total })
  }
  return found
}

/** Counts what is on record now as seen by every saved search, or by one. */
export async function markSeen({ backend: { db } }: OpenRecord, name?: string): Promise<void> {
  await sql`update watches set seen = (select coalesce(max(arrived), 0) from reports)
    ${name === undefined ? sql`` : sql`where name = ${name}`}`.execute(db)
}
