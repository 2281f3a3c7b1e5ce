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
}

const held = new WeakMap<OpenRecord, Held>()

/** The columns of a record, read anew when the record has changed. */
export async function columnsOf(record: OpenRecord): Promise<EventColumns> {
  const version = await recordVersion(record)
  const known = held.get(record)
  if (known?.version === version) return known.columns
  const columns = readColumns(record)
  held.set(record, { version, columns })
  try {
    return await columns
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
