import {
  type EventColumns,
  type EventRow,
  type OpenRecord,
  readColumns,
  readEvents,
  recordVersion,
} from '../../record/index.ts'

interface Held {
  readonly version: string
  readonly columns: Promise<EventColumns>
  /** When they were there, and how long reading them took. */
  readyAt: number
  tookMs: number
}

const held = new WeakMap<OpenRecord, Held>()

/** While others write, columns are read anew no more often than this many times the time that it takes. */
const PATIENCE = 10

/**
 * The columns of a record, read anew when the record has changed: at once after a change of our own, and after those
 * of other processes so seldom that an ingest leaves time to answer.
 */
export async function columnsOf(record: OpenRecord): Promise<EventColumns> {
  const { own, others } = await recordVersion(record)
  const version = `${own} ${others}`
  const known = held.get(record)
  if (known !== undefined) {
    const isOurs = known.version.startsWith(`${own} `)
    const isFresh = performance.now() - known.readyAt < known.tookMs * PATIENCE
    if (known.version === version || (isOurs && isFresh)) return known.columns
  }
  const began = performance.now()
  const columns = readColumns(record)
  const now: Held = { version, columns, readyAt: Number.POSITIVE_INFINITY, tookMs: 0 }
  held.set(record, now)
  try {
    await columns
    now.readyAt = performance.now()
    now.tookMs = now.readyAt - began
    return columns
  } catch (error) {
    held.delete(record)
    throw error
  }
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
