import { type Kysely, sql } from 'kysely'
import type { Tables } from './schema.ts'

/**
 * Writes zeros over what SQLite left of rows between the rows of a page. What is deleted is written over at once (`secure_delete`), but
 * where a page is full and its rows are laid out anew over several, copies of them stay in what is then room to spare. They are
 * read and written through SQLite's own view of its pages, so that whoever else has the file open sees one change like any other.
 */
export async function wipeLeftovers(db: Kysely<Tables>): Promise<void> {
  // A reader may have pages looked at where they are instead of copied, a writer may not.
  await sql`pragma mmap_size = ${sql.lit(MAPPED)}`.execute(db)
  const [before, found] = [await versionOf(db), await pagesWithLeftovers(db)]
  await sql`pragma mmap_size = 0`.execute(db)
  await db.transaction().execute(async (tx) => {
    // Another process may have written since, and SQLite moves pages.
    const pages = (await versionOf(tx)) === before ? found : await pagesWithLeftovers(tx)
    for (const { pgno, from, to } of pages) await wipe(tx, pgno, { from, to })
  })
}

/** How much of a file SQLite looks at in place, in bytes: as much as it takes. */
export const MAPPED = 2 ** 31 - 65_536

/** A number that changes when another connection has written. */
async function versionOf(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(db)
  return rows[0]!.data_version
}

/** The room of a page from the last of the pointers to its rows to the first of the rows. */
interface Room {
  readonly pgno: number
  readonly from: number
  readonly to: number
}

/**
 * Pages of a table or an index, by their first byte, whose room is not all zeros. The first page begins otherwise and holds what the
 * tables are called. The head of a page has its kind, three bytes of no matter here, the number of rows and where they begin, two bytes each; in
 * pages that point to others four bytes more; then two bytes a row (SQLite's file format, section 1.6). The limits keep SQLite from reading a
 * page anew wherever a value of it is named. Of a million zeros and fewer the longer are the greater, and anything else is greater than these.
 */
async function pagesWithLeftovers(db: Kysely<Tables>): Promise<Room[]> {
  const { rows } = await sql<Room>`
    select rooms.pgno, "from", "to" from (
      select pgno, (counts >> 16) * 2 + case when kind < x'0a' then 12 else 8 end as "from", counts & 65535 as "to" from (
        select pgno, substr(head, 1, 1) as kind, ('0x' || hex(substr(head, 4, 4))) ->> '$' as counts from (
          select pgno, substr(data, 1, 8) as head from sqlite_dbpage where pgno > 1 limit -1
        ) where substr(head, 1, 1) in (x'02', x'05', x'0a', x'0d') limit -1
      ) limit -1
    ) as rooms cross join sqlite_dbpage as page on page.pgno = rooms.pgno
    where substr(page.data, "from" + 1, "to" - "from") > zeroblob(1000000)`.execute(db)
  return rows
}

async function wipe(db: Kysely<Tables>, pgno: number, { from, to }: Pick<Room, 'from' | 'to'>): Promise<void> {
  const { rows } = await sql<{ data: Uint8Array }>`select data from sqlite_dbpage where pgno = ${pgno}`.execute(db)
  const data = new Uint8Array(rows[0]!.data).fill(0, from, to)
  await sql`update sqlite_dbpage set data = ${Buffer.from(data)} where pgno = ${pgno}`.execute(db)
}

/**
 * Writes the changes that wait in the log into the file and empties the log, which has the rows as they were before. Returns false where
 * others still read them as they were, after waiting for a while.
 */
export async function emptyLog(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db)
  return rows[0]!.busy === 0
}

/** Writes the file anew, for a record of a version that left what was deleted wherever SQLite had room to spare. */
export async function rewriteFile(db: Kysely<Tables>): Promise<void> {
  await sql`vacuum`.execute(db)
  await emptyLog(db)
}
