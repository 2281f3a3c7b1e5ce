import { sql } from 'kysely'
import { among, selectLists } from './dialect.ts'
import { eventConditions } from './filters.ts'
import { reportOf } from './numbers.ts'
import type { OpenRecord } from './open.ts'
import type { Filters } from './rows.ts'

/** What events can be chosen by, each a list of values an event has. */
export const FACETS = ['who', 'whom', 'type', 'mode', 'status', 'place', 'publisher', 'aside'] as const
export type Facet = (typeof FACETS)[number]

/**
 * For every event a list of values: those of event `i` are `names[values[j]]` for `j` from `offsets[i]` to
 * `offsets[i + 1]`, none twice.
 */
export interface ValueColumn extends NumberLists {
  readonly names: readonly string[]
}

/** For every event a list of numbers: those of event `i` stand from `offsets[i]` to `offsets[i + 1]`, none twice. */
export interface NumberLists {
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
  readonly intensities: Float64Array
  /** 1 where an act is planned, called for or supposed. */
  readonly ahead: Uint8Array
  readonly facets: Readonly<Record<Facet, ValueColumn>>
  /** The reports that tell the event, by their ids. */
  readonly reports: ValueColumn
  /** Reports that could not be read whole. */
  readonly nFailed: number
  /** The place in the columns by the event's number. */
  readonly indexOf: ReadonlyMap<number, number>
  /** Who did it, and to whom, as numbers of forms. */
  readonly parties: readonly [actors: NumberLists, recipients: NumberLists]
  readonly forms: ReadonlyMap<number, PartyForm>
  /** The place among `reports.names` by the number of a report. */
  readonly reportOf: ReadonlyMap<number, number>
  /** The place of its publisher among the names of that facet, by the place of a report. */
  readonly publisherOf: readonly number[]
}

/** A form as a party. */
export interface PartyForm {
  /** The country, or the name of the register where there is none. */
  readonly value: string
  readonly country: string | null
  /** The id of the `actors` row, else of the form. */
  readonly actor: string
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
  intensity: number,
  stated: string,
]

/** Statuses of acts that are not told as done. */
export const AHEAD: ReadonlySet<string> = new Set(['planned', 'called-for', 'hypothetical'])

/**
 * The columns of a record of which only some events changed, by number, since others were read: those that are no more are left out. No report
 * may have come or gone.
 */
export async function refreshColumns(
  record: OpenRecord,
  columns: EventColumns,
  touched: readonly number[],
): Promise<EventColumns> {
  return withChanges({ ...columns, forms: await readForms(record) }, await readChanges(record, touched))
}

/** What stands for a publisher that no report states. */
export const NO_PUBLISHER = '-'

/** Reads the forms that parties are. */
export async function readForms({ backend: { db } }: OpenRecord): Promise<ReadonlyMap<number, PartyForm>> {
  const rows = await selectLists<[n: number, value: string, country: string | null, actor: string]>(
    db,
    sql`forms.n, coalesce(forms.country, actors.name, forms.name), forms.country, coalesce(forms.actor, forms.id)`,
    sql`forms left join actors on actors.id = forms.actor`,
  )
  return new Map(rows.map(([n, value, country, actor]) => [n, { value, country, actor }]))
}

/** Events that are new or were changed, in order, and what is told of them by their numbers. */
interface Changes {
  readonly lines: readonly EventLine[]
  readonly parties: readonly [actors: Lists, recipients: Lists]
  readonly reports: Lists
  /** Those that are left out of what was read before. */
  readonly touched: ReadonlySet<number>
}

type Lists = ReadonlyMap<number, readonly number[]>

/** Reads events by their numbers. */
async function readChanges({ backend: { db } }: OpenRecord, touched: readonly number[]): Promise<Changes> {
  const asked = (column: string) => sql`${sql.ref(column)} in ${among(touched)}`
  const lines = await selectLists<EventLine>(
    db,
    sql`n, id, day, last_day, type, status, place, mode, quad, intensity, stated`,
    sql`(select * from events where ${asked('n')} order by stated = '', day, last_day, id)`,
  )
  const parties = await selectLists<[event: number, role: number, form: number]>(
    db,
    sql`event, role, form`,
    sql`parties where ${asked('event')}`,
  )
  const sides = [new Map<number, number[]>(), new Map<number, number[]>()] as const
  for (const [event, role, form] of parties) addTo(sides[role as 0 | 1], event, form)
  const tellings = await selectLists<[event: number, n: number]>(
    db,
    sql`event, n`,
    sql`mentions where ${asked('event')}`,
  )
  const reports = new Map<number, number[]>()
  for (const [event, n] of tellings) addTo(reports, event, reportOf(n))
  return { lines, parties: sides, reports, touched: new Set(touched) }
}

function addTo(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else if (!list.includes(value)) list.push(value)
}

const NONE: readonly number[] = []

function withChanges(old: EventColumns, changes: Changes): EventColumns {
  const { lines } = changes
  const order = orderOf(old, changes)
  const size = order.length
  const ids = new Array<string>(size)
  const [ns, starts, ends] = [new Float64Array(size), new Int32Array(size), new Int32Array(size)]
  const [quads, intensities, ahead] = [new Uint8Array(size), new Float64Array(size), new Uint8Array(size)]
  const indexOf = new Map<number, number>()
  for (let i = 0; i < size; i++) {
    const at = order[i]!
    const line = at < 0 ? lines[-1 - at]! : undefined
    ids[i] = line === undefined ? old.ids[at]! : line[1]
    ns[i] = line === undefined ? old.ns[at]! : line[0]
    starts[i] = line === undefined ? old.starts[at]! : dayNumber(line[2])
    ends[i] = line === undefined ? old.ends[at]! : dayNumber(line[3])
    quads[i] = line === undefined ? old.quads[at]! : line[8]
    intensities[i] = line === undefined ? old.intensities[at]! : line[9]
    ahead[i] = line === undefined ? old.ahead[at]! : AHEAD.has(line[5]) ? 1 : 0
    indexOf.set(ns[i]!, i)
  }
  const reports = spliced(old.reports, order, (k) =>
    (changes.reports.get(lines[k]![0]) ?? NONE).map((n) => old.reportOf.get(n)!),
  )
  const side = (role: 0 | 1) =>
    spliced(old.parties[role], order, (k) => changes.parties[role].get(lines[k]![0]) ?? NONE)
  const parties = [side(0), side(1)] as const
  return {
    ...old,
    size,
    firstUndated: firstUndatedOf(order, old, lines),
    ns,
    ids,
    starts,
    ends,
    quads,
    intensities,
    ahead,
    facets: { ...facetsOf(old, order, lines), ...sidesOf(parties, old.forms), publisher: publishersOf(old, reports) },
    reports: { ...reports, names: old.reports.names },
    indexOf,
    parties,
  }
}

/** Places among what was read before, or -1, -2, ... for the first, second, ... of the new lines, in order. */
function orderOf({ size, ns, ids, starts, ends, firstUndated }: EventColumns, { lines, touched }: Changes): Int32Array {
  const order = new Int32Array(size + lines.length)
  const isBefore = (k: number, i: number) => {
    const [, id, day, lastDay] = lines[k]!
    const [isUndated, start, end] = [isUndatedLine(lines[k]!), dayNumber(day), dayNumber(lastDay)]
    if (isUndated !== i >= firstUndated) return !isUndated
    return start !== starts[i] ? start < starts[i]! : end !== ends[i] ? end < ends[i]! : id < ids[i]!
  }
  let [n, next] = [0, 0]
  for (let i = 0; i < size; i++) {
    if (touched.has(ns[i]!)) continue
    while (next < lines.length && isBefore(next, i)) order[n++] = -1 - next++
    order[n++] = i
  }
  while (next < lines.length) order[n++] = -1 - next++
  return order.slice(0, n)
}

const isUndatedLine = (line: EventLine) => line[10] === ''

function firstUndatedOf(order: Int32Array, { firstUndated }: EventColumns, lines: readonly EventLine[]): number {
  const found = order.findIndex((at) => (at < 0 ? isUndatedLine(lines[-1 - at]!) : at >= firstUndated))
  return found === -1 ? order.length : found
}

/** Lists in a new order; those of the new lines by their places. */
function spliced(old: NumberLists, order: Int32Array, listOf: (line: number) => readonly number[]): NumberLists {
  const offsets = new Uint32Array(order.length + 1)
  const fresh = new Map<number, readonly number[]>()
  for (let i = 0; i < order.length; i++) {
    const at = order[i]!
    if (at >= 0) offsets[i + 1] = offsets[i]! + old.offsets[at + 1]! - old.offsets[at]!
    else {
      const list = listOf(-1 - at)
      fresh.set(at, list)
      offsets[i + 1] = offsets[i]! + list.length
    }
  }
  const values = new Uint32Array(offsets[order.length]!)
  for (let i = 0; i < order.length; i++) {
    const at = order[i]!
    let to = offsets[i]!
    if (at < 0) for (const value of fresh.get(at)!) values[to++] = value
    else for (let from = old.offsets[at]!; from < old.offsets[at + 1]!; from++) values[to++] = old.values[from]!
  }
  return { offsets, values }
}

type OwnFacet = Exclude<Facet, 'who' | 'whom' | 'publisher'>

function facetsOf({ facets }: EventColumns, order: Int32Array, lines: readonly EventLine[]) {
  const column = (facet: OwnFacet, valuesOf: (line: EventLine) => readonly string[]): ValueColumn => {
    const { names, numberOf } = numberer(facets[facet].names)
    return { ...spliced(facets[facet], order, (k) => valuesOf(lines[k]!).map(numberOf)), names }
  }
  const one = (value: string) => (value === '' ? [] : [value])
  return {
    type: column('type', (line) => one(line[4])),
    mode: column('mode', (line) => one(line[7])),
    status: column('status', (line) => one(line[5])),
    place: column('place', (line) => one(line[6].trim())),
    aside: column('aside', asides),
  }
}

function asides(line: EventLine): string[] {
  const found = isUndatedLine(line) ? ['undated'] : line[2] === line[3] ? [] : ['imprecise']
  return line[6] === '' ? [...found, 'unplaced'] : found
}

/** Parties by country, or by the name of the register where they have none. */
export function sidesOf([actors, recipients]: EventColumns['parties'], forms: EventColumns['forms']) {
  const { names, numberOf } = numberer([])
  const numbers = new Map([...forms].map(([form, { value }]) => [form, numberOf(value)]))
  const side = (lists: NumberLists) => ({ ...translated(lists, (form) => numbers.get(form)!), names })
  return { who: side(actors), whom: side(recipients) }
}

/** The publishers of the reports that tell each event. */
export function publishersOf(
  {
    facets,
    publisherOf,
  }: Pick<EventColumns, 'publisherOf'> & { readonly facets: Pick<EventColumns['facets'], 'publisher'> },
  reports: NumberLists,
): ValueColumn {
  return { ...translated(reports, (report) => publisherOf[report]!), names: facets.publisher.names }
}

/** Lists of other numbers; one that an event has twice is kept once. */
function translated({ offsets: from, values }: NumberLists, numberOf: (value: number) => number): NumberLists {
  const offsets = new Uint32Array(from.length)
  const all = new Uint32Array(values.length)
  let to = 0
  for (let i = 0; i + 1 < from.length; i++) {
    const start = to
    for (let j = from[i]!; j < from[i + 1]!; j++) {
      const value = numberOf(values[j]!)
      let k = start
      while (k < to && all[k] !== value) k++
      if (k === to) all[to++] = value
    }
    offsets[i + 1] = to
  }
  return { offsets, values: all.slice(0, to) }
}

/** Gives every value a number, the same to the same; `names` begins with those that have one. */
export function numberer(known: readonly string[]): { readonly names: string[]; numberOf(value: string): number } {
  const names = [...known]
  const numbers = new Map(names.map((name, number) => [name, number]))
  return {
    names,
    numberOf(value) {
      const number = numbers.get(value)
      if (number !== undefined) return number
      numbers.set(value, names.length)
      return names.push(value) - 1
    },
  }
}

/** Days since 1 January 1970; the least of all where there is none. */
export function dayNumber(day: string): number {
  let number = numbers.get(day)
  if (number === undefined) {
    number = day === '' ? -(2 ** 31) : Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
    if (numbers.size >= MAX_DAYS) numbers.clear()
    numbers.set(day, number)
  }
  return number
}

/** Numbers of days told before: many events share a day. */
const numbers = new Map<string, number>()
const MAX_DAYS = 20_000

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
