import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import { assembleEvent } from './assemble.ts'
import { matchesActor, matchesPlace } from './filters.ts'
import { readRegister, readReports } from './hydrate.ts'
import { mentionNumbers, readCoded } from './mentions.ts'
import type { OpenRecord } from './open.ts'
import { isAfter, pageEnd, toListing } from './pages.ts'
import type { EventRow, Filters, Listing, Page } from './rows.ts'
import type { EventTable, Tables } from './schema.ts'
import { searchRows } from './search.ts'

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
    .select(['id', 'day', 'mentions'])
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
  const own = await db.selectFrom('events').select(['id', 'mentions']).where('id', '=', id).executeTakeFirst()
  if (own !== undefined) return own
  return db
    .selectFrom('aliases')
    .innerJoin('mentions', 'mentions.n', 'aliases.mention')
    .innerJoin('events', 'events.id', 'mentions.event')
    .select(['events.id', 'events.mentions'])
    .where('aliases.id', '=', id)
    .executeTakeFirst()
}

async function eventConditions(db: Kysely<Tables>, filters: Filters): Promise<Expression<SqlBool>[]> {
  const conditions: Expression<SqlBool>[] = []
  for (const role of ['actor', 'recipient'] as const) {
    const query = filters[role]
    if (query === undefined) continue
    const matches = await matchesActor(db, 'form', query)
    conditions.push(sql<SqlBool>`id in (select event from parties where role = ${role} and ${matches})`)
  }
  if (filters.type !== undefined) conditions.push(sql<SqlBool>`type in (${sql.join([...filters.type, ''])})`)
  if (filters.status !== undefined) conditions.push(sql<SqlBool>`status in (${sql.join([...filters.status, ''])})`)
  if (filters.from !== undefined) conditions.push(sql<SqlBool>`last_day >= ${filters.from}`)
  if (filters.to !== undefined) conditions.push(sql<SqlBool>`day <= ${filters.to} and day <> ''`)
  if (filters.place !== undefined) conditions.push(matchesPlace(filters.place))
  if (filters.text !== undefined)
    conditions.push(
      sql<SqlBool>`id in (select event from mentions where n in (select n from ${searchRows('mention', filters.text)}))`,
    )
  return conditions
}

/** An event's id and the numbers of its mentions. */
export type EventKey = Pick<EventTable, 'id' | 'mentions'>

async function toRows(db: Kysely<Tables>, keys: readonly EventKey[]): Promise<EventRow[]> {
  const coded = await readCoded(
    db,
    keys.flatMap(({ mentions }) => mentionNumbers(mentions)),
  )
  const events = keys.map(({ id, mentions }) =>
    assembleEvent(
      id,
      mentionNumbers(mentions).map((n) => coded.get(n)!),
    ),
  )
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
