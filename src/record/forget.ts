import { linkIn } from './batch.ts'
import { nothingKnown } from './members.ts'
import type { OpenRecord } from './open.ts'
import { removePublishers } from './publishers.ts'
import { adopt } from './recoded.ts'
import { takeOut } from './remove.ts'
import { purgeSearch } from './search.ts'
import { settle } from './settle.ts'

/** What a forgotten report leaves behind. */
export interface Forgotten {
  /** Why, in the words of whoever had it forgotten. */
  readonly reason: string
  /** When, ISO 8601. */
  readonly time: string
}

/**
 * Takes a report down: its text and what rested on it alone are gone from the file, the rest stands as if it had never
 * been read, and it is not read again. Returns false where there is no such report on record; its id is noted all the same.
 */
export async function forgetReport({ backend: { db } }: OpenRecord, id: string, note: Forgotten): Promise<boolean> {
  const isThere = await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('forgotten')
      .values({ id, ...note })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(note))
      .execute()
    const taken = await takeOut(tx, [id])
    const settled = await settle(tx, { reports: [], touched: taken.touched })
    await linkIn(tx, { fresh: settled.added, taken, settled, known: nothingKnown() })
    await adopt(tx, taken.orphans, [])
    await removePublishers(tx, id)
    return taken.nReports > 0
  })
  if (isThere) await purgeSearch(db)
  return isThere
}

/** Lets a forgotten report be read again; returns false where it was not forgotten. */
export async function unforgetReport({ backend: { db } }: OpenRecord, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('forgotten').where('id', '=', id).executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Which reports are forgotten, by id. */
export async function listForgotten({ backend: { db } }: OpenRecord): Promise<(Forgotten & { readonly id: string })[]> {
  return db.selectFrom('forgotten').selectAll().orderBy('id').execute()
}
