import { type Kysely, sql } from 'kysely'
import { assembleEvent } from './assemble.ts'
import { eventConditions } from './filters.ts'
import { readRegister, readReports } from './hydrate.ts'
import { readTellings } from './mentions.ts'
import type { OpenRecord } from './open.ts'
import { isAfter, pageEnd, toListing } from './pages.ts'
import type { EventRow, Filters, Listing, Page } from './rows.ts'
import type { EventTable, Tables } from './schema.ts'

/** Lists events by day, then id. */
export async function listEvents(
  { backend }: OpenRecord,
  filters: Filters = {},
  page: Page = {},
): Promise<Listing<EventRow>> {
  const { db } = backend
  const conditions = await eventConditions(db, filters)
  const all = db.selectFrom('events').where((eb) => eb.and(conditions))
  const after = isAfter({ first: 'day', second: 'id' }, page)
  const direction = page.order === 'newest' ? 'desc' : 'asc'
  const found = await (after === undefined ? all : all.where(after))
    .select(['n', 'id', 'day'])
    .orderBy('day', direction)
    .orderBy('id', direction)
    .limit(page.limit === undefined ? -1 : page.limit + 1)
    .execute()
  const { total } = await all.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  const rows = await toRows(db, found.slice(0, page.limit))
  return toListing(found, rows, Number(total), page, ({ day, id }) => pageEnd(day, id))
}

/** Returns one event; an id that was merged into another event finds that one. */
export async function getEvent({ backend }: OpenRecord, id: string): Promise<EventRow | undefined> {
  const row = await findEvent(backend.db, id)
  return row === undefined ? undefined : (await toRows(backend.db, [row]))[0]
}

/** The stored event that an id names, or where the mention that the id was made from is told now. */
export async function findEvent(db: Kysely<Tables>, id: string): Promise<EventKey | undefined> {
  const own = await db.selectFrom('events').select(['id', 'n']).where('id', '=', id).executeTakeFirst()
  if (own !== undefined) return own
  return db
    .selectFrom('aliases')
    .innerJoin('mentions', 'mentions.n', 'aliases.mention')
    .innerJoin('events', 'events.n', 'mentions.event')
    .select(['events.id', 'events.n'])
    .where('aliases.id', '=', id)
    .executeTakeFirst()
}

/** An event's id and number. */
export type EventKey = Pick<EventTable, 'id' | 'n'>

async function toRows(db: Kysely<Tables>, keys: readonly EventKey[]): Promise<EventRow[]> {
  const tellings = await readTellings(
    db,
    keys.map(({ n }) => n),
  )
  const events = keys.map(({ id, n }) => assembleEvent(id, tellings.get(n)!))
  const register = await readRegister(
    db,
    events.flatMap(({ actors, recipients }) => [...actors, ...recipients]),
  )
  const reports = await readReports(
    db,
    events.flatMap((event) => event.reports.map(({ id }) => id)),
  )
  return events.map((event) => ({
    ...event,
    actors: event.actors.map(register),
    recipients: event.recipients.map(register),
    reports: event.reports.map(({ id, mentions }) => ({ ...reports.get(id)!, mentions })),
  }))
}
