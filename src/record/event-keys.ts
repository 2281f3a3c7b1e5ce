import { type Expression, type SqlBool, sql } from 'kysely'
import { eventConditions } from './filters.ts'
import type { OpenRecord } from './open.ts'
import { isAfter, readKeys, takeLong } from './pages.ts'
import type { Filters, Page } from './rows.ts'
import type { EventTable } from './schema.ts'

/** An event's id and number. */
export type EventKey = Pick<EventTable, 'id' | 'n'>

/** The keys of a page of events, by day, then id, with one more where there are more, and how many there are in all. */
export async function readEventKeys(
  record: OpenRecord,
  filters: Filters,
  page: Page,
): Promise<{ readonly found: readonly (EventKey & Pick<EventTable, 'day'>)[]; readonly total: number }> {
  const { db } = record.backend
  const conditions = await eventConditions(db, filters)
  return takeLong(filters)
    ? readKeys<EventKey & Pick<EventTable, 'day'>>(db, EVENT_ORDER, conditions, page)
    : readInOrder(record, conditions, page)
}

const EVENT_ORDER = { table: 'events', first: 'day', second: 'id' } as const

/** As `readKeys`, in the order of the index by day, as far as the page goes. */
async function readInOrder(
  { backend: { db }, isPast }: OpenRecord,
  conditions: readonly Expression<SqlBool>[],
  page: Page,
) {
  // Without a condition rows are counted by the index.
  const every = db.selectFrom('events')
  const all = conditions.length === 0 ? every : every.where((eb) => eb.and(conditions))
  const after = isAfter(EVENT_ORDER, page)
  const direction = page.order === 'newest' ? 'desc' : 'asc'
  const found = await (after === undefined ? all : all.where(after))
    .select(['n', 'id', 'day'])
    .orderBy('day', direction)
    .orderBy('id', direction)
    .limit(page.limit === undefined ? -1 : page.limit + 1)
    .execute()
  // Of the past, where events are those of two tables, each is counted by its index behind a limit alone.
  const rows = all.select(sql<number>`1`.as('one')).limit(-1).as('rows')
  const count = sql<number>`count(*)`.as('total')
  const counted = isPast ? db.selectFrom(rows).select(count) : all.select(count)
  const { total } = await counted.executeTakeFirstOrThrow()
  return { found, total: Number(total) }
}
