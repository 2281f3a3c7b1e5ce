import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { ReadoutError } from '../errors.ts'
import { type Backend, openSqlite } from './dialect.ts'
import { MIGRATIONS, type Tables } from './schema.ts'
import { createSearch } from './search.ts'

/** An open record. One process may hold several; several processes may open one file at once. */
export interface OpenRecord {
  /** The file, as given. */
  readonly database: string
  /** The tables, for the record's own modules. */
  readonly backend: Backend
  /** Whether it is shown as it stood on a day, and stays so whatever is written. */
  readonly isPast?: true
  /** Closes the file; the record cannot be used after. */
  close(): Promise<void>
}

/** What whoever opens a record is told. */
export interface Opening {
  /** Called before the schema of a record of an older version is brought up to date, which takes seconds for a large one. */
  readonly onUpgrade?: (() => void) | undefined
}

/**
 * Opens the record in a file, creating it and bringing its schema up to date; `:memory:` lasts until closed.
 * @throws ReadoutError `store` where the file cannot be opened, is no record, or comes from a newer version.
 */
export async function openRecord(database: string, { onUpgrade }: Opening = {}): Promise<OpenRecord> {
  if (/^postgres(?:ql)?:/.test(database))
    throw new ReadoutError('store', `${database}: PostgreSQL is not supported yet; give the path of a file.`)
  try {
    if (database !== ':memory:') mkdirSync(dirname(resolve(database)), { recursive: true })
    const backend = openSqlite(database)
    await migrate(backend, onUpgrade)
    return { database, backend, close: () => backend.db.destroy() }
  } catch (cause) {
    if (cause instanceof ReadoutError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ReadoutError(
      'store',
      `${database} cannot be opened as a record: ${reason}. Name another with --database.`,
      {
        cause,
      },
    )
  }
}

/** Runs the migrations that the file lacks, each whole or not at all, by one process at a time. */
async function migrate({ db, keyed }: Backend, onUpgrade?: () => void): Promise<void> {
  if (await isCurrent(db)) return
  await db.transaction().execute(async (tx) => {
    await sql`create table if not exists migrations (id text primary key)`.execute(tx)
    const done = await doneIn(tx)
    if (done.size > 0 && done.size < MIGRATIONS.length) onUpgrade?.()
    for (const { id, statements, fill, last } of MIGRATIONS) {
      if (done.has(id) || (last !== undefined && done.size > 0)) continue
      for (const statement of statements) await sql.raw(statement.replace('{keyed}', keyed)).execute(tx)
      await createSearch(tx)
      await fill?.(tx)
      await tx.insertInto('migrations').values({ id }).execute()
    }
  })
  const done = await doneIn(db)
  for (const { id, last } of MIGRATIONS.filter((migration) => !done.has(migration.id))) {
    await last?.(db)
    const row = db.insertInto('migrations').values({ id })
    await row.onConflict((conflict) => conflict.doNothing()).execute()
  }
}

/** The migrations that the file has had. */
async function doneIn(db: Kysely<Tables>): Promise<Set<string>> {
  const done = new Set((await db.selectFrom('migrations').select('id').execute()).map(({ id }) => id))
  const unknown = [...done].find((id) => !MIGRATIONS.some((migration) => migration.id === id))
  if (unknown !== undefined)
    throw new ReadoutError('store', `The record has "${unknown}", which this version does not know: use a newer one.`)
  return done
}

/** Whether there is nothing to migrate; without waiting for a process that writes. */
async function isCurrent(db: Kysely<Tables>): Promise<boolean> {
  try {
    const done = await db.selectFrom('migrations').select('id').execute()
    return done.length === MIGRATIONS.length && MIGRATIONS.every(({ id }) => done.some((one) => one.id === id))
  } catch {
    // A new file has no table of migrations; any other fault will show when the migrations run.
    return false
  }
}
