import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import type { CodedEvent } from '../code/index.ts'
import { type ActFacts, assembleEvent } from './assemble.ts'
import { readStories } from './copies.ts'
import { patchEvent } from './corrections.ts'
import { among, selectLists } from './dialect.ts'
import { type EventKey, readEventKeys } from './event-keys.ts'
import { eventConditions, type KnownParties } from './filters.ts'
import { readRegister, readReports } from './hydrate.ts'
import { type Coded, readActsOf, readTellings } from './mentions.ts'
import { reportOf } from './numbers.ts'
import type { OpenRecord } from './open.ts'
import { pageEnd, toListing } from './pages.ts'
import { type PeriodLength, periodOf } from './periods.ts'
import { readAlsoBy } from './publishers.ts'
import { readRelations } from './relations.ts'
import type { EventRow, Filters, Listing, LoneEventRow, Page, ReportRef } from './rows.ts'
import type { EventTable, Tables } from './schema.ts'
import { readShapes, type Shape } from './shapes.ts'

/** Lists events by day, then id. */
export async function listEvents(
  record: OpenRecord,
  filters: Filters = {},
  page: Page = {},
): Promise<Listing<EventRow>> {
  return listRows(record, { filters, page })
}

/** What rows of events are to tell. */
interface Telling {
  /** As the program alone has them, without judgements. */
  readonly isCodedAlone?: true
  /** Without what they are to others: `relations` is empty. */
  readonly isLone?: true
}

async function listRows(
  record: OpenRecord,
  { filters, page, ...telling }: Telling & { readonly filters: Filters; readonly page: Page },
): Promise<Listing<EventRow>> {
  const { found, total } = await readEventKeys(record, filters, page)
  const rows = await toRows(record.backend.db, found.slice(0, page.limit), telling)
  return toListing(found, rows, total, page, ({ day, id }) => pageEnd(day, id))
}

/** The first events that meet conditions, newest first, and how many do. */
export async function listEventKeys(
  { backend: { db } }: OpenRecord,
  conditions: readonly Expression<SqlBool>[],
  limit: number,
): Promise<{ rows: EventRow[]; total: number }> {
  const all = db.selectFrom('events').where((eb) => eb.and([...conditions]))
  const keys = await all.select(['id', 'n']).orderBy('day', 'desc').orderBy('id', 'desc').limit(limit).execute()
  const { total } = await all.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  return { rows: await toRows(db, keys), total: Number(total) }
}

/** Returns one event; an id that was merged into another event finds that one. */
export async function getEvent({ backend }: OpenRecord, id: string): Promise<EventRow | undefined> {
  const row = await findEvent(backend.db, id)
  return row === undefined ? undefined : (await toRows(backend.db, [row]))[0]
}

/** Returns the rows of events by their numbers, in that order. */
export async function readEvents({ backend: { db } }: OpenRecord, ns: readonly number[]): Promise<EventRow[]> {
  return toRows(db, await readKeysOf(db, ns))
}

/** As `readEvents`, without what events are to others. */
export async function readLoneEvents({ backend: { db } }: OpenRecord, ns: readonly number[]): Promise<LoneEventRow[]> {
  return toRows(db, await readKeysOf(db, ns), { isLone: true })
}

async function readKeysOf(db: Kysely<Tables>, ns: readonly number[]): Promise<EventKey[]> {
  const keys = await db.selectFrom('events').select(['id', 'n']).where('n', 'in', among(ns)).execute()
  const byNumber = new Map(keys.map((key) => [key.n, key]))
  return ns.flatMap((n) => byNumber.get(n) ?? [])
}

/** The id of an event that is struck out, by its own or a former id; undefined where there is none such. */
export async function findStruck({ backend }: OpenRecord, id: string): Promise<string | undefined> {
  const found = await findAnyEvent(backend.db, id)
  return found?.isStruck ? found.id : undefined
}

/** One report's telling of an event. */
export interface Told {
  readonly report: ReportRef
  /** The id of the first report of the event that prints the same text. */
  readonly copyOf?: string
  readonly event: CodedEvent
  /** The clause that tells it. */
  readonly clause: string
}

/** Returns what each report says of events, earliest first, by the id of the event; unknown ids are left out. */
export async function readTold({ backend: { db } }: OpenRecord, ids: readonly string[]): Promise<Map<string, Told[]>> {
  const keys = await db.selectFrom('events').select(['id', 'n']).where('id', 'in', among(ids)).execute()
  const tellings = await readTellings(
    db,
    keys.map(({ n }) => n),
  )
  const reports = await readReports(
    db,
    [...tellings.values()].flat().map(({ report }) => report),
  )
  const copies = await readCopies(db, tellings)
  return new Map(
    keys.map(({ id, n }) => [
      id,
      (tellings.get(n) ?? []).map(({ report, event, clause }) => {
        const copyOf = copies.get(n)!.get(report)
        return { report: reports.get(report)!, ...(copyOf === undefined ? {} : { copyOf }), event, clause }
      }),
    ]),
  )
}

/** What one report tells of an event, as far as reports may differ in it. */
export interface ToldFacts {
  /** The id of the report. */
  readonly report: string
  readonly event: ActFacts
}

/** Returns what reports tell of events, in the order of `readTold`, by the number of the event: far quicker to read than the whole. */
export async function readToldFacts(
  { backend: { db } }: OpenRecord,
  events: readonly number[],
): Promise<Map<number, ToldFacts[]>> {
  const told = await readActsOf(db, events)
  return new Map(
    [...told].map(([event, acts]) => [
      event,
      acts.map(({ teller, facts }) => ({ report: teller.reportId, event: facts })),
    ]),
  )
}

/** By event, which of its reports print the text of an earlier one of it, and of which; tellings are least first. */
export async function readCopies(
  db: Kysely<Tables>,
  tellings: ReadonlyMap<number, readonly Pick<Coded, 'n' | 'report'>[]>,
): Promise<ReadonlyMap<number, ReadonlyMap<string, string>>> {
  const all = [...tellings.values()].flatMap((told) => (isToldByMany(told) ? told : []))
  const stories = await readStories(
    db,
    all.map(({ n }) => reportOf(n)),
  )
  return new Map(
    [...tellings].map(([event, told]) => {
      const first = new Map<number, string>()
      const copies = new Map<string, string>()
      for (const { n, report } of isToldByMany(told) ? told : []) {
        const story = stories.get(reportOf(n))!
        const earlier = first.get(story)
        if (earlier === undefined) first.set(story, report)
        else if (earlier !== report) copies.set(report, earlier)
      }
      return [event, copies]
    }),
  )
}

const isToldByMany = (told: readonly Pick<Coded, 'report'>[]) => told.some(({ report }) => report !== told[0]!.report)

/** What an event is found by, without its reports: quick to read by the thousand. */
export type FoundEvent = Omit<EventTable, 'place' | 'foreseen' | 'stated' | 'several'>

const FOUND = [
  'n',
  'id',
  'day',
  'last_day',
  'type',
  'status',
  'mode',
  'weapon',
  'quad',
  'intensity',
  'published',
] as const

/** Which events to find, besides what filters ask. */
export interface Finding {
  /** Acts that texts tell only as several are left out. */
  readonly isSingle?: true
  /** Told by a report as planned or called for. */
  readonly isForeseen?: true
  readonly order?: 'oldest' | 'newest'
  readonly limit?: number
  /** Those alone that come after it. */
  readonly after?: Pick<FoundEvent, 'day' | 'id'> | undefined
  /** Whom names mean, where it is asked for many times in one state of the record. */
  readonly known?: KnownParties
}

/** Finds events by day, then id. */
export async function findEvents(
  { backend: { db } }: OpenRecord,
  filters: Filters,
  { isSingle, isForeseen, order = 'oldest', limit = -1, after, known }: Finding = {},
): Promise<FoundEvent[]> {
  const conditions = await eventConditions(db, filters, known)
  if (isSingle) conditions.push(sql`several = 0`)
  if (isForeseen) conditions.push(sql`foreseen = 1`)
  const direction = sql.raw(order === 'oldest' ? 'asc' : 'desc')
  if (after !== undefined)
    conditions.push(sql`(day, id) ${sql.raw(order === 'oldest' ? '>' : '<')} (${after.day}, ${after.id})`)
  const where = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
  const rows = await selectLists<(string | number)[]>(
    db,
    sql.join(FOUND.map((column) => sql.ref(column))),
    sql`(select * from events where ${where}
      order by day ${direction}, id ${direction} limit ${limit})`,
  )
  return rows.map((row) => Object.fromEntries(FOUND.map((column, i) => [column, row[i]!])) as unknown as FoundEvent)
}

/** The numbers of the events that pass filters, by day, then id. */
export async function listEventNumbers({ backend: { db } }: OpenRecord, filters: Filters): Promise<number[]> {
  const conditions = await eventConditions(db, filters)
  const where = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
  // Of the past, where events are those of two tables, both are read in the order of their indexes where that is of columns that are selected.
  const { rows } = await sql<{ ns: string }>`select json_group_array(n) as ns from
    (select n, day, id from events where ${where} order by day, id)`.execute(db)
  return JSON.parse(rows[0]!.ns) as number[]
}

/** Those of some events that two reports or more tell, by number. */
export async function toldByMany({ backend: { db } }: OpenRecord, events: readonly number[]): Promise<Set<number>> {
  const rows = await selectLists<[event: number, n: number]>(
    db,
    sql`event, n`,
    sql`mentions where event in ${among(events)}`,
  )
  const reports = new Map<number, number>()
  const many = new Set<number>()
  for (const [event, n] of rows) {
    const report = reports.get(event)
    if (report === undefined) reports.set(event, reportOf(n))
    else if (report !== reportOf(n)) many.add(event)
  }
  return many
}

/** Events of one period and quad: how many, and the sum of their intensities. */
export interface PeriodCount {
  /** The first day of the period. */
  readonly period: string
  readonly quad: number
  readonly events: number
  readonly intensity: number
}

/** Counts events by the period of their first day, and by quad; undated ones are left out. */
export async function countByPeriod(
  { backend: { db } }: OpenRecord,
  filters: Filters,
  by: PeriodLength,
): Promise<PeriodCount[]> {
  const conditions = [...(await eventConditions(db, filters)), sql`day <> ''`]
  const { rows } = await sql<PeriodCount>`select ${periodOf(by)} as period, quad, count(*) as events,
    sum(intensity) as intensity from events where ${sql.join(conditions, sql` and `)}
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

/** The stored event that an id names, or where the mention that the id was made from is told now. */
export async function findEvent(db: Kysely<Tables>, id: string): Promise<EventKey | undefined> {
  const found = await findAnyEvent(db, id)
  return found?.isStruck ? undefined : found
}

/** As `findEvent`; finds events that are struck out, too. */
export async function findAnyEvent(
  db: Kysely<Tables>,
  id: string,
): Promise<(EventKey & { readonly isStruck: boolean }) | undefined> {
  const own = await db.selectFrom('events').select(['id', 'n']).where('id', '=', id).executeTakeFirst()
  if (own !== undefined) return { ...own, isStruck: false }
  const struck = await db.selectFrom('struck').select(['id', 'n']).where('id', '=', id).executeTakeFirst()
  if (struck !== undefined) return { ...struck, isStruck: true }
  const alias = await db
    .selectFrom('aliases')
    .innerJoin('mentions', 'mentions.n', 'aliases.mention')
    .leftJoin('events', 'events.n', 'mentions.event')
    .leftJoin('struck', 'struck.n', 'mentions.event')
    .select(['mentions.event as n', 'events.id', 'struck.id as struckId'])
    .where('aliases.id', '=', id)
    .executeTakeFirst()
  const told = alias?.id ?? alias?.struckId
  if (alias === undefined || told === null || told === undefined) return undefined
  return { n: alias.n, id: told, isStruck: alias.id === null }
}

/** The rows of events, in the order of their keys. */
export async function toRows(
  db: Kysely<Tables>,
  keys: readonly EventKey[],
  { isCodedAlone, isLone }: Telling = {},
): Promise<EventRow[]> {
  const ns = keys.map(({ n }) => n)
  const tellings = await readTellings(db, ns)
  const shapes = isCodedAlone ? new Map<number, Shape>() : await readShapes(db, ns)
  const events = keys.map(({ id, n }) => {
    const event = assembleEvent(id, tellings.get(n)!)
    const shape = shapes.get(n)
    return shape === undefined ? event : patchEvent(event, shape.patch, shape.judgements)
  })
  const reports = await readReports(
    db,
    events.flatMap((event) => event.reports.map(({ id }) => id)),
  )
  const scopes = events.map(({ id, date, reports: told }) => ({
    id,
    day: date?.start ?? reports.get(told[0]!.id)!.published?.value ?? '',
  }))
  const register = await readRegister(
    db,
    events.flatMap(({ actors, recipients }) => [...actors, ...recipients]),
  )
  const relations = isLone ? new Map<number, EventRow['relations']>() : await readRelations(db, tellings)
  const copies = await readCopies(db, tellings)
  const elsewhere = await readAlsoBy(db, [...reports.keys()])
  return events.map(({ reports: told, ...event }, i) => {
    const copied = copies.get(keys[i]!.n)!
    return {
      ...event,
      actors: event.actors.map((one) => register(one, scopes[i]!)),
      recipients: event.recipients.map((one) => register(one, scopes[i]!)),
      relations: relations.get(keys[i]!.n) ?? [],
      reports: told.map(({ id, mentions }) => {
        const [copyOf, alsoBy] = [copied.get(id), elsewhere.get(id)]
        return {
          ...reports.get(id)!,
          mentions,
          ...(copyOf === undefined ? {} : { copyOf }),
          ...(alsoBy === undefined ? {} : { alsoBy }),
        }
      }),
      nIndependent: told.length - copied.size,
    }
  })
}
