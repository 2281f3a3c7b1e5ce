import { sql } from 'kysely'
import { blockingKeys, byLeast, compareMentions, type LinkMention } from '../link/index.ts'
import { dayNumber } from './columns.ts'
import { among, selectLists } from './dialect.ts'
import { findEvent, findEvents, toRows } from './list-events.ts'
import { readEventMentions, readMentions } from './mentions.ts'
import type { OpenRecord } from './open.ts'
import type { EventRow, Filters } from './rows.ts'
import { type Decisive, decisiveOf } from './why.ts'

/** Mentions of one event that are compared, its first: later ones tell what these do. */
const MAX_MENTIONS = 12

/** Mentions that are filed near an event and looked at: fuller blocks are of acts told everywhere. */
const MAX_FILED = 2000

/** Days before and after in which an act of the same type and actor is worth a look, and how many of them. */
const NEAR_DAYS = 31
const MAX_NEAR = 100

/** An event that is another though it is like one, and what keeps the two apart. */
export interface SimilarEvent extends Decisive {
  readonly event: EventRow
}

/** Lists the events that are most like one and are not it, the likest first; none where the id is unknown. */
export async function listSimilar(record: OpenRecord, id: string, limit: number): Promise<SimilarEvent[]> {
  const { db } = record.backend
  const event = await findEvent(db, id)
  if (event === undefined) return []
  const own = (await readEventMentions(db, event.n)).slice(0, MAX_MENTIONS)
  const [row] = await toRows(db, [event])
  const near = new Set([...(await filedNear(record, own)), ...(await actsNear(record, row!))])
  near.delete(event.n)
  const keys = await db
    .selectFrom('events')
    .select(['id', 'n'])
    .where('n', 'in', among([...near]))
    .execute()
  const mentions = await mentionsByEvent(
    record,
    keys.map(({ n }) => n),
  )
  const found = keys
    .map((key) => ({ key, ...decide(own, mentions.get(key.n)!) }))
    .filter(({ nearest }) => nearest.weighed.some(({ weight = 0 }) => weight > 0))
    .sort((x, y) => y.nearest.score - x.nearest.score || (x.key.id < y.key.id ? -1 : 1))
    .slice(0, limit)
  const rows = await toRows(
    db,
    found.map(({ key }) => key),
  )
  return found.map(({ key: _key, ...decisive }, i) => ({ event: rows[i]!, ...decisive }))
}

function decide(own: readonly LinkMention[], others: readonly LinkMention[]): Decisive {
  return decisiveOf(own.flatMap((a) => others.map((b) => ({ a: a.id, b: b.id, ...compareMentions(a, b) }))))
}

/** Events that linking compared with these mentions. */
async function filedNear({ backend: { db } }: OpenRecord, own: readonly LinkMention[]): Promise<number[]> {
  const keys = [...new Set(own.flatMap((mention) => blockingKeys(mention).sought))]
  const rows = await selectLists<[event: number]>(
    db,
    sql`event`,
    sql`(select distinct event from mentions where n in (
      select mention from blocks where key in ${among(keys)} order by mention limit ${MAX_FILED}))`,
  )
  return rows.map(([event]) => event)
}

/** Events of the type of one and by its first actor, or to its first recipient, in the weeks around it. */
async function actsNear(record: OpenRecord, { eventType, actors, recipients, date, reports }: EventRow) {
  const published = reports[0]?.published?.value
  const [start, end] = [date?.start ?? published, date?.end ?? published]
  const who: Filters | undefined =
    actors[0] !== undefined
      ? { actor: actors[0].name }
      : recipients[0] !== undefined
        ? { recipient: recipients[0].name }
        : undefined
  if (who === undefined || start === undefined || end === undefined) return []
  const days = { from: dayAfter(start, -NEAR_DAYS), to: dayAfter(end, NEAR_DAYS) }
  const found = await findEvents(record, { ...who, ...days, type: [eventType] }, { limit: MAX_NEAR })
  return found.map(({ n }) => n)
}

async function mentionsByEvent({ backend: { db } }: OpenRecord, events: readonly number[]) {
  const byEvent = new Map<number, LinkMention[]>()
  for (const { event, mention } of await readMentions(db, 'event', events)) {
    const own = byEvent.get(event)
    if (own === undefined) byEvent.set(event, [mention])
    else own.push(mention)
  }
  return new Map([...byEvent].map(([event, own]) => [event, own.sort(byLeast).slice(0, MAX_MENTIONS)]))
}

const DAY_MS = 86_400_000

/** The day so many days after a date, of which a time of day is ignored. */
function dayAfter(date: string, nDays: number): string {
  return new Date((dayNumber(date.slice(0, 10)) + nDays) * DAY_MS).toISOString().slice(0, 10)
}
