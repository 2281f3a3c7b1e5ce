import type { Transaction } from 'kysely'
import { ReadoutError } from '../errors.ts'
import { linkIn } from './batch.ts'
import { emptyLog, wipeLeftovers } from './leftovers.ts'
import { nothingKnown } from './members.ts'
import type { OpenRecord } from './open.ts'
import { removePublishers } from './publishers.ts'
import { adopt } from './recoded.ts'
import { takeOut } from './remove.ts'
import type { Tables } from './schema.ts'
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
 * @throws ReadoutError `store` where the report is forgotten and another process keeps its text in the file.
 */
export async function forgetReport(record: OpenRecord, id: string, note: Forgotten): Promise<boolean> {
  return (await forgetReports(record, [id], note)).length > 0
}

/** As `forgetReport`, for many at once; returns the ids of those that were on record. */
export async function forgetReports(record: OpenRecord, ids: readonly string[], note: Forgotten): Promise<string[]> {
  const { db } = record.backend
  const found: string[] = []
  for (const id of ids) if (await db.transaction().execute((tx) => forgetOne(tx, id, note))) found.push(id)
  // Even where none was on record: whoever was interrupted runs the command again.
  await db.transaction().execute(purgeSearch)
  await wipeLeftovers(db)
  if (!(await emptyLog(db)))
    throw new ReadoutError(
      'store',
      `${record.database}: forgotten, but the file keeps the text as long as another process reads what was before. Run it again when that has ended.`,
    )
  return found
}

async function forgetOne(tx: Transaction<Tables>, id: string, note: Forgotten): Promise<boolean> {
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
