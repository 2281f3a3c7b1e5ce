import { sql } from 'kysely'
import { among, selectLists } from './dialect.ts'
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
  /** The numbers of the reports that tell the event; `names` is empty. */
  readonly reports: ValueColumn
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
  const { publishers, reports } = await readReportsOf(record, indexOf)
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
    indexOf,
  }
}

function asides([, , day, lastDay, , , place, , , stated]: EventLine): string[] {
  const found = stated === '' ? ['undated'] : day === lastDay ? [] : ['imprecise']
  return place === '' ? [...found, 'unplaced'] : found
}

/** Parties by country, or by the name of the register where they have none. */
async function readParties({ backend: { db } }: OpenRecord, indexOf: ReadonlyMap<number, number>) {
  const forms = new Map(
    await selectLists<[n: number, value: string]>(
      db,
      sql`forms.n, coalesce(forms.country, actors.name, forms.name)`,
      sql`forms left join actors on actors.id = forms.actor`,
    ),
  )
  const rows = await selectLists<[event: number, role: number, form: number]>(db, sql`event, role, form`, sql`parties`)
  return [0, 1].map((role) => {
    const lists = Array.from({ length: indexOf.size }, (): string[] => [])
    for (const [event, own, form] of rows) {
      const list = own === role ? lists[indexOf.get(event) ?? -1] : undefined
      const value = forms.get(form)
      if (list !== undefined && value !== undefined && !list.includes(value)) list.push(value)
    }
    return valuesOf(lists)
  }) as [ValueColumn, ValueColumn]
}

/** What stands for a publisher that no report states. */
export const NO_PUBLISHER = '-'

async function readReportsOf({ backend: { db } }: OpenRecord, indexOf: ReadonlyMap<number, number>) {
  const publishers = new Map(
    await selectLists<[n: number, publisher: string | null]>(db, sql`n, publisher`, sql`reports`),
  )
  const rows = await selectLists<[event: number, report: number]>(
    db,
    sql`event, report`,
    sql`(select distinct event, n / ${sql.lit(ROOM)} as report from mentions)`,
  )
  const names = Array.from({ length: indexOf.size }, (): string[] => [])
  const numbers = Array.from({ length: indexOf.size }, (): number[] => [])
  for (const [event, report] of rows) {
    const idx = indexOf.get(event)
    if (idx === undefined) continue
    numbers[idx]!.push(report)
    const publisher = publishers.get(report) ?? NO_PUBLISHER
    if (!names[idx]!.includes(publisher)) names[idx]!.push(publisher)
  }
  return { publishers: valuesOf(names), reports: { ...flattened(numbers), names: [] } }
}

function valuesOf(lists: readonly (readonly string[])[]): ValueColumn {
  const numbers = new Map<string, number>()
  const numbered = lists.map((list) =>
    list.map((value) => {
      const known = numbers.get(value)
      if (known !== undefined) return known
      numbers.set(value, numbers.size)
      return numbers.size - 1
    }),
  )
  return { ...flattened(numbered), names: [...numbers.keys()] }
}

function flattened(lists: readonly (readonly number[])[]): Pick<ValueColumn, 'offsets' | 'values'> {
  const offsets = new Uint32Array(lists.length + 1)
  for (const [idx, list] of lists.entries()) offsets[idx + 1] = offsets[idx]! + list.length
  const values = new Uint32Array(offsets[lists.length]!)
  for (const [idx, list] of lists.entries()) values.set(list, offsets[idx])
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

/** Tells one state of a record from another: changes with every write, of this process or of others. */
export async function recordVersion({ backend: { db } }: OpenRecord): Promise<string> {
  const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(db)
  const { rows: changes } = await sql<{ n: number }>`select total_changes() as n`.execute(db)
  return `${rows[0]!.data_version} ${changes[0]!.n}`
}

/** How many reports could not be read whole. */
export async function countFailed({ backend: { db } }: OpenRecord): Promise<number> {
  const { n } = await db
    .selectFrom('reports')
    .where('problems', '<>', '[]')
    .select(sql<number>`count(*)`.as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** The numbers of events by their ids, those that were merged into another left out. */
export async function numbersOf({ backend: { db } }: OpenRecord, ids: readonly string[]): Promise<number[]> {
  const rows = await db.selectFrom('events').select('n').where('id', 'in', among(ids)).execute()
  return rows.map(({ n }) => n)
}
