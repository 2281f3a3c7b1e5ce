import type { Transaction } from 'kysely'
import { eventKeys } from './assemble.ts'
import { insertRows } from './dialect.ts'
import { EVENT_COLUMNS } from './events.ts'
import { factsOf } from './forms.ts'
import { readTellings } from './mentions.ts'
import type { Tables } from './schema.ts'

/** The columns that the table had then. */
const COLUMNS = EVENT_COLUMNS.filter((column) => column !== 'several')

/** Events read at a time. */
const BATCH = 500

/** Reads from the reports what `stated` holds, for the rows of a version that had no such column. */
export async function fillStated(tx: Transaction<Tables>): Promise<void> {
  let last = Number.NEGATIVE_INFINITY
  for (;;) {
    const rows = await tx.selectFrom('events').selectAll().where('n', '>', last).orderBy('n').limit(BATCH).execute()
    if (rows.length === 0) return
    last = rows.at(-1)!.n
    const tellings = await readTellings(
      tx,
      rows.map(({ n }) => n),
    )
    const filled = rows.map((row) => {
      const { date } = eventKeys(tellings.get(row.n)!.map(({ event }) => factsOf(event)))
      return COLUMNS.map((column) => (column === 'stated' ? (date?.value ?? '') : row[column]))
    })
    const conflict = 'on conflict (n) do update set stated = excluded.stated'
    await insertRows(tx, 'events', { columns: COLUMNS, conflict }, filled)
  }
}
