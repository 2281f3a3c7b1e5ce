import {
  type EventColumns,
  type EventRow,
  noteTouched,
  type OpenRecord,
  type RecordVersion,
  readColumns,
  readEvents,
  recordVersion,
  refreshColumns,
  takeTouched,
} from '../../record/index.ts'

interface Held {
  readonly version: RecordVersion
  readonly columns: EventColumns
  /** When they were there, and how long reading them took. */
  readyAt: number
  tookMs: number
}

const held = new WeakMap<OpenRecord, Held>()

/** While others write, columns are read anew no more often than this many times the time that it takes. */
const PATIENCE = 10

/**
 * The columns of a record, read anew when the record has changed: at once after a change of our own, of which only the events that it
 * touched are read, and after those of other processes so seldom that an ingest leaves time to answer.
 */
export async function columnsOf(record: OpenRecord): Promise<EventColumns> {
  const version = await recordVersion(record)
  const known = held.get(record)
  if (known !== undefined) {
    const isOurs = known.version.own === version.own
    const isFresh = performance.now() - known.readyAt < known.tookMs * PATIENCE
    if (isOurs && (known.version.others === version.others || isFresh)) return known.columns
  }
  // Asked twice at once, it is read once; what came meanwhile is looked at after.
  const under = reading.get(record)
  if (under !== undefined) {
    await under
    return columnsOf(record)
  }
  const now = readAnew(record, version, known).finally(() => reading.delete(record))
  reading.set(record, now)
  return now
}

const reading = new WeakMap<OpenRecord, Promise<EventColumns>>()

/** More touched events than this are as quickly read with all others. */
const MAX_TOUCHED = 5000

async function readAnew(record: OpenRecord, version: RecordVersion, known: Held | undefined): Promise<EventColumns> {
  const began = performance.now()
  let [own, isWhole] = [version.own, true]
  let columns: EventColumns | undefined
  if (!record.isPast) {
    if (known === undefined) await noteTouched(record)
    const { events, nForgotten } = await takeTouched(record)
    // Forgetting counts as changes of our own; what else came meanwhile is seen the next time.
    own += nForgotten
    if (known !== undefined && known.version.others === version.others && events !== undefined)
      if (events.length <= MAX_TOUCHED) {
        columns = await refreshColumns(record, known.columns, events)
        isWhole = false
      }
  }
  columns ??= await readColumns(record)
  const readyAt = performance.now()
  const tookMs = isWhole ? readyAt - began : known!.tookMs
  held.set(record, { version: { own, others: version.others }, columns, readyAt, tookMs })
  return columns
}

/** Rows kept for those who come back to them. */
const MAX_ROWS = 4000
const rowsOf = new WeakMap<EventColumns, Map<number, EventRow>>()

/** The rows of events by their places in the columns, in that order. */
export async function rowsAt(
  record: OpenRecord,
  columns: EventColumns,
  indices: readonly number[],
): Promise<EventRow[]> {
  let known = rowsOf.get(columns)
  if (known === undefined || known.size > MAX_ROWS) {
    known = new Map()
    rowsOf.set(columns, known)
  }
  const missing = [...new Set(indices.filter((idx) => !known.has(idx)))]
  const rows = await readEvents(
    record,
    missing.map((idx) => columns.ns[idx]!),
  )
  // An event may have gone since the columns were read; the next question reads them anew.
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const idx of missing) {
    const row = byId.get(columns.ids[idx]!)
    if (row !== undefined) known.set(idx, row)
  }
  return indices.flatMap((idx) => known.get(idx) ?? [])
}
