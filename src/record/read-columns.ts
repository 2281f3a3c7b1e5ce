import { type Kysely, sql } from 'kysely'
import {
  AHEAD,
  dayNumber,
  type EventColumns,
  NO_PUBLISHER,
  type NumberLists,
  numberer,
  publishersOf,
  readForms,
  sidesOf,
  type ValueColumn,
} from './columns.ts'
import { selectLists } from './dialect.ts'
import { reportOf } from './numbers.ts'
import type { OpenRecord } from './open.ts'
import type { Tables } from './schema.ts'

/** Reads all events of a record by column: every column comes as one list, and nothing is made for each event but its values. */
export async function readColumns(record: OpenRecord): Promise<EventColumns> {
  const { db } = record.backend
  const { reportIds, reportAt, publisherOf, publishers, nFailed } = await readReportColumns(db)
  const forms = await readForms(record)
  const events = await readEventColumns(db)
  const { ns, ids, days, lastDays, undated, places } = events
  const size = ns.length
  const indexOf = new Map<number, number>()
  for (let i = 0; i < size; i++) indexOf.set(ns[i]!, i)
  const parties = await readParties(db, indexOf)
  const told = await readTellings(db, indexOf, reportAt)
  const firstUndated = undated.indexOf(1)
  return {
    size,
    firstUndated: firstUndated === -1 ? size : firstUndated,
    ns: Float64Array.from(ns),
    ids,
    starts: Int32Array.from(days, dayNumber),
    ends: Int32Array.from(lastDays, dayNumber),
    quads: Uint8Array.from(events.quads),
    intensities: Float64Array.from(events.intensities),
    ahead: Uint8Array.from(events.statuses, (status) => (AHEAD.has(status) ? 1 : 0)),
    facets: {
      ...sidesOf(parties, forms),
      type: valuesOf(events.types),
      mode: valuesOf(events.modes),
      status: valuesOf(events.statuses),
      place: valuesOf(places.map((place) => place.trim())),
      publisher: publishersOf({ facets: { publisher: { ...NOTHING, names: publishers } }, publisherOf }, told),
      aside: asidesOf(events),
    },
    reports: { ...told, names: reportIds },
    nFailed,
    indexOf,
    parties,
    forms,
    reportOf: reportAt,
    publisherOf,
  }
}

const NOTHING: NumberLists = { offsets: new Uint32Array(1), values: new Uint32Array(0) }

async function readReportColumns(db: Kysely<Tables>) {
  const rows = await selectLists<[n: number, id: string, publisher: string | null, isFailed: number]>(
    db,
    sql`n, id, publisher, problems <> '[]'`,
    sql`reports`,
  )
  const { names: publishers, numberOf } = numberer([])
  return {
    reportIds: rows.map(([, id]) => id),
    reportAt: new Map(rows.map(([n], idx) => [n, idx])),
    publisherOf: rows.map(([, , publisher]) => numberOf(publisher ?? NO_PUBLISHER)),
    publishers,
    nFailed: rows.filter(([, , , isFailed]) => isFailed === 1).length,
  }
}

/** What is read of each event, a list each, in order of days, the undated last. */
interface Lines {
  readonly ns: readonly number[]
  readonly ids: readonly string[]
  readonly days: readonly string[]
  readonly lastDays: readonly string[]
  readonly types: readonly string[]
  readonly statuses: readonly string[]
  readonly places: readonly string[]
  readonly modes: readonly string[]
  readonly quads: readonly number[]
  readonly intensities: readonly number[]
  readonly undated: readonly number[]
}

const LISTS: readonly (readonly [keyof Lines, string])[] = [
  ['ns', 'n'],
  ['ids', 'id'],
  ['days', 'day'],
  ['lastDays', 'last_day'],
  ['types', 'type'],
  ['statuses', 'status'],
  ['places', 'place'],
  ['modes', 'mode'],
  ['quads', 'quad'],
  ['intensities', 'intensity'],
  ['undated', 'undated'],
]

async function readEventColumns(db: Kysely<Tables>): Promise<Lines> {
  const lists = LISTS.map(([name, column]) => sql`json_group_array(${sql.ref(column)}) as ${sql.ref(name)}`)
  const { rows } = await sql<Record<keyof Lines, string>>`select ${sql.join(lists)} from
    (select n, id, day, last_day, type, status, place, mode, quad, intensity, stated = '' as undated from events
      order by stated = '', day, last_day, id)`.execute(db)
  return Object.fromEntries(LISTS.map(([name]) => [name, JSON.parse(rows[0]![name])])) as unknown as Lines
}

/** Pairs of numbers as one list. */
async function readPairs(db: Kysely<Tables>, query: ReturnType<typeof sql>): Promise<number[]> {
  const { rows } = await sql<{ all: string | null }>`select group_concat(pair) as "all" from ${query}`.execute(db)
  return JSON.parse(`[${rows[0]!.all ?? ''}]`) as number[]
}

/** Who did each event and to whom. */
async function readParties(db: Kysely<Tables>, indexOf: ReadonlyMap<number, number>): Promise<EventColumns['parties']> {
  const side = async (role: 0 | 1) =>
    listed(await readPairs(db, sql`(select event || ',' || form as pair from parties where role = ${role})`), {
      indexOf,
      meaning: (form) => form,
    })
  return [await side(0), await side(1)]
}

/** The reports that tell each event, by their places. */
async function readTellings(
  db: Kysely<Tables>,
  indexOf: ReadonlyMap<number, number>,
  reportAt: ReadonlyMap<number, number>,
): Promise<NumberLists> {
  return listed(await readPairs(db, sql`(select event || ',' || n as pair from mentions)`), {
    indexOf,
    meaning: (n) => reportAt.get(reportOf(n))!,
  })
}

interface Listing {
  readonly indexOf: ReadonlyMap<number, number>
  /** The value that stands for the second number of a pair. */
  readonly meaning: (second: number) => number
}

/** Lists of events from pairs of an event's number and a value's, none twice; events that have no place have no list. */
function listed(pairs: readonly number[], { indexOf, meaning }: Listing): NumberLists {
  const at = new Int32Array(pairs.length / 2)
  const room = new Uint32Array(indexOf.size + 1)
  for (let k = 0; k < at.length; k++) {
    const idx = indexOf.get(pairs[2 * k]!) ?? -1
    at[k] = idx
    if (idx >= 0) room[idx + 1] = room[idx + 1]! + 1
  }
  for (let i = 0; i < indexOf.size; i++) room[i + 1] = room[i + 1]! + room[i]!
  const ends = room.slice(0, indexOf.size)
  const all = new Uint32Array(room[indexOf.size]!)
  for (let k = 0; k < at.length; k++) {
    const idx = at[k]!
    if (idx < 0) continue
    const value = meaning(pairs[2 * k + 1]!)
    let to = room[idx]!
    while (to < ends[idx]! && all[to] !== value) to++
    if (to < ends[idx]!) continue
    all[to] = value
    ends[idx] = to + 1
  }
  return closed(all, room, ends)
}

/** Lists with the room between them taken out. */
function closed(all: Uint32Array, starts: Uint32Array, ends: Uint32Array): NumberLists {
  const offsets = new Uint32Array(starts.length)
  let to = 0
  for (let i = 0; i < ends.length; i++) {
    for (let from = starts[i]!; from < ends[i]!; from++) all[to++] = all[from]!
    offsets[i + 1] = to
  }
  return { offsets, values: all.slice(0, to) }
}

/** One value an event; none where it is empty. */
function valuesOf(values: readonly string[]): ValueColumn {
  const { names, numberOf } = numberer([])
  const offsets = new Uint32Array(values.length + 1)
  const numbers = new Uint32Array(values.length)
  let to = 0
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== '') numbers[to++] = numberOf(values[i]!)
    offsets[i + 1] = to
  }
  return { names, offsets, values: numbers.slice(0, to) }
}

function asidesOf({ days, lastDays, undated, places }: Lines): ValueColumn {
  const { names, numberOf } = numberer([])
  const offsets = new Uint32Array(days.length + 1)
  const values: number[] = []
  for (let i = 0; i < days.length; i++) {
    if (undated[i] === 1) values.push(numberOf('undated'))
    else if (days[i] !== lastDays[i]) values.push(numberOf('imprecise'))
    if (places[i] === '') values.push(numberOf('unplaced'))
    offsets[i + 1] = values.length
  }
  return { names, offsets, values: Uint32Array.from(values) }
}
