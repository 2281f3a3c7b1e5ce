import { sql } from 'kysely'
import { selectLists } from './dialect.ts'
import { eventConditions } from './filters.ts'
import { ROOM } from './numbers.ts'
import type { OpenRecord } from './open.ts'
import type { Filters } from './rows.ts'

/** What events can be chosen by, each a list of values an event has. */
export const FACETS = ['who', 'whom', 'type', 'mode', 'status', 'place', 'publisher', 'aside'] as const
export type Facet = (typeof FACETS)[number]

/**
 * For every event a list of values: those of event `i` are `names[values[j]]` for `j` from `offsets[i]` to
 * `offsets[i + 1]`, none twice.
 */
export interface ValueColumn {
  readonly names: readonly string[]
  readonly offsets: Uint32Array
  readonly values: Uint32Array
}

/**
 * All events of a record by column, in order of days, the undated last: small enough to stay in memory (about 150 bytes
 * an event), quick enough to count anew with every filter. Days are counted from 1 January 1970.
 */
export interface EventColumns {
  readonly size: number
  /** Events from here on are undated: their days are those of publication. */
  readonly firstUndated: number
  readonly ns: Float64Array
  readonly ids: readonly string[]
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly quads: Uint8Array
  /** 1 where an act is planned, called for or supposed. */
  readonly ahead: Uint8Array
  readonly facets: Readonly<Record<Facet, ValueColumn>>
  /** The reports that tell the event, by their ids. */
  readonly reports: ValueColumn
  /** Reports that could not be read whole. */
  readonly nFailed: number
  /** The place in the columns by the event's number. */
  readonly indexOf: ReadonlyMap<number, number>
}

type EventLine = readonly [
  n: number,
  id: string,
  day: string,
  lastDay: string,
  type: string,
  status: string,
  place: string,
  mode: string,
  quad: number,
  stated: string,
]

const AHEAD: ReadonlySet<string> = new Set(['planned', 'called-for', 'hypothetical'])

/** Reads all events of a record by column. */
export async function readColumns(record: OpenRecord): Promise<EventColumns> {
  const { db } = record.backend
  const lines = await selectLists<EventLine>(
    db,
    sql`n, id, day, last_day, type, status, place, mode, quad, stated`,
    sql`(select * from events order by stated = '', day, last_day, id)`,
  )
  const size = lines.length
  const indexOf = new Map(lines.map(([n], idx) => [n, idx]))
  const one = (value: (line: EventLine) => string) =>
    valuesOf(lines.map((line) => (value(line) === '' ? [] : [value(line)])))
  const [who, whom] = await readParties(record, indexOf)
  const { publishers, reports, nFailed } = await readReportsOf(record, indexOf)
  const firstUndated = lines.findIndex((line) => line[9] === '')
  return {
    size,
    firstUndated: firstUndated === -1 ? size : firstUndated,
    ns: Float64Array.from(lines, (line) => line[0]),
    ids: lines.map((line) => line[1]),
    starts: Int32Array.from(lines, (line) => dayNumber(line[2])),
    ends: Int32Array.from(lines, (line) => dayNumber(line[3])),
    quads: Uint8Array.from(lines, (line) => line[8]),
    ahead: Uint8Array.from(lines, (line) => (AHEAD.has(line[5]) ? 1 : 0)),
    facets: {
      who,
      whom,
      type: one((line) => line[4]),
      mode: one((line) => line[7]),
      status: one((line) => line[5]),
      place: one((line) => line[6].trim()),
      publisher: publishers,
      aside: valuesOf(lines.map(asides)),
    },
    reports,
    nFailed,
    indexOf,
  }
}

function asides([, , day, lastDay, , , place, , , stated]: EventLine): string[] {
  const found = stated === '' ? ['undated'] : day === lastDay ? [] : ['imprecise']
  return place === '' ? [...found, 'unplaced'] : found
}

/** Parties by country, or by the name of the register where they have none. */
async function readParties({ backend: { db } }: OpenRecord, indexOf: ReadonlyMap<number, number>) {
  const forms = await selectLists<[n: number, value: string]>(
    db,
    sql`forms.n, coalesce(forms.country, actors.name, forms.name)`,
    sql`forms left join actors on actors.id = forms.actor`,
  )
  const values = numbered(forms.map(([, value]) => value))
  const valueOfForm = new Map(forms.map(([n], idx) => [n, values.numbers[idx]!]))
  const rows = await selectLists<[event: number, role: number, form: number]>(db, sql`event, role, form`, sql`parties`)
  const sides: [[number, number][], [number, number][]] = [[], []]
  for (const [event, role, form] of rows) {
    const [idx, value] = [indexOf.get(event), valueOfForm.get(form)]
    if (idx !== undefined && value !== undefined) sides[role as 0 | 1].push([idx, value])
  }
  const side = (role: 0 | 1) => ({ ...columnOf(sides[role], indexOf.size), names: values.names })
  return [side(0), side(1)] as const
}

/** What stands for a publisher that no report states. */
export const NO_PUBLISHER = '-'

async function readReportsOf({ backend: { db } }: OpenRecord, indexOf: ReadonlyMap<number, number>) {
  const rows = await selectLists<[n: number, id: string, publisher: string | null, isFailed: number]>(
    db,
    sql`n, id, publisher, problems <> '[]'`,
    sql`reports`,
  )
  const idxOf = new Map(rows.map(([n], idx) => [n, idx]))
  const publishers = numbered(rows.map(([, , publisher]) => publisher ?? NO_PUBLISHER))
  const tellings = await selectLists<[event: number, report: number]>(
    db,
    sql`event, report`,
    sql`(select distinct event, n / ${sql.lit(ROOM)} as report from mentions)`,
  )
  const told = tellings.flatMap(([event, report]): [number, number][] => {
    const idx = indexOf.get(event)
    return idx === undefined ? [] : [[idx, idxOf.get(report)!]]
  })
  return {
    publishers: {
      ...columnOf(
        told.map(([idx, report]) => [idx, publishers.numbers[report]!]),
        indexOf.size,
      ),
      names: publishers.names,
    },
    reports: { ...columnOf(told, indexOf.size), names: rows.map(([, id]) => id) },
    nFailed: rows.filter(([, , , isFailed]) => isFailed === 1).length,
  }
}

function valuesOf(lists: readonly (readonly string[])[]): ValueColumn {
  const { names, numbers } = numbered(lists.flat())
  let next = 0
  const pairs = lists.flatMap((list, idx) => list.map((): [number, number] => [idx, numbers[next++]!]))
  return { ...columnOf(pairs, lists.length), names }
}

/** Gives every value a number, the same to the same. */
function numbered(values: readonly string[]): { names: string[]; numbers: number[] } {
  const known = new Map<string, number>()
  const numbers = values.map((value) => {
    const number = known.get(value) ?? known.size
    known.set(value, number)
    return number
  })
  return { names: [...known.keys()], numbers }
}

/** Lists of values from pairs of an event and a value, in any order; a value that an event has twice is kept once. */
function columnOf(
  pairs: readonly (readonly [number, number])[],
  size: number,
): Pick<ValueColumn, 'offsets' | 'values'> {
  const counts = new Uint32Array(size + 1)
  for (const [idx] of pairs) counts[idx + 1]!++
  for (let i = 0; i < size; i++) counts[i + 1]! += counts[i]!
  const [ends, all] = [counts.slice(0, size), new Uint32Array(pairs.length)]
  for (const [idx, value] of pairs) if (!all.subarray(counts[idx], ends[idx]).includes(value)) all[ends[idx]!++] = value
  const offsets = new Uint32Array(size + 1)
  for (let i = 0; i < size; i++) offsets[i + 1] = offsets[i]! + ends[i]! - counts[i]!
  const values = new Uint32Array(offsets[size]!)
  for (let i = 0; i < size; i++) values.set(all.subarray(counts[i], ends[i]), offsets[i])
  return { offsets, values }
}

/** Days since 1 January 1970; the least of all where there is none. */
export function dayNumber(day: string): number {
  return day === '' ? -(2 ** 31) : Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
}

/** Which events pass filters, as a mark for each of the columns; undefined where nothing is asked. */
export async function passing(
  { backend: { db } }: OpenRecord,
  columns: EventColumns,
  filters: Filters,
): Promise<Uint8Array | undefined> {
  const conditions = await eventConditions(db, filters)
  if (conditions.length === 0) return undefined
  const rows = await selectLists<[n: number]>(db, sql`n`, sql`events where ${sql.join(conditions, sql` and `)}`)
  const marks = new Uint8Array(columns.size)
  for (const [n] of rows) marks[columns.indexOf.get(n)!] = 1
  return marks
}

/** What tells one state of a record from another. */
export interface RecordVersion {
  /** Changes with every write through this connection. */
  readonly own: number
  /** Changes with every write of others. */
  readonly others: number
}

/** Returns what tells the present state of a record from others. */
export async function recordVersion({ backend: { db }, isPast }: OpenRecord): Promise<RecordVersion> {
  if (isPast) return { own: 0, others: 0 }
  const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(db)
  const { rows: changes } = await sql<{ n: number }>`select total_changes() as n`.execute(db)
  return { own: changes[0]!.n, others: rows[0]!.data_version }
}
