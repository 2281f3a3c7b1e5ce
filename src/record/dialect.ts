import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type RawBuilder,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
  sql,
} from 'kysely'
import Database from 'libsql'
import type { Tables } from './schema.ts'

/** What differs between databases, besides full-text search (`search.ts`). */
export interface Backend {
  readonly db: Kysely<Tables>
  /** What `{keyed}` in a migration stands for. */
  readonly keyed: string
}

/** How long a process waits for another that is writing; an ingest holds the file for one batch at a time. */
const BUSY_MS = 60_000

/** Opens SQLite in a file, durable and readable while another process writes. */
export function openSqlite(file: string): Backend {
  const sqlite = new Database(file, { timeout: BUSY_MS / 1000 })
  sqlite.exec(`pragma busy_timeout = ${BUSY_MS}`)
  sqlite.exec('pragma journal_mode = wal')
  // A power cut may take the last batches with it, never tear one: an ingest that was cut short is run again.
  sqlite.exec('pragma synchronous = normal')
  sqlite.exec('pragma cache_size = -65536')
  // Pages that every batch touches are copied into the file once in many batches.
  sqlite.exec('pragma wal_autocheckpoint = 8000')
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new ImmediateDriver({ database: withPreparedStatements(sqlite) }),
      createIntrospector: (kysely) => new SqliteIntrospector(kysely),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
  return { db, keyed: 'without rowid' }
}

/** Values for `in`, however many, as one parameter: the statement stays the same and need not be compiled again. */
export function among<T extends string | number>(values: readonly T[]): RawBuilder<T> {
  return sql<T>`(select value from json_each(${JSON.stringify(values)}))`
}

/** Takes the write lock when a transaction begins: one that only reads first could not wait for it later. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

const MAX_STATEMENTS = 200

/** Keeps the statements used last prepared, for an ingest runs the same few over and over. */
function withPreparedStatements(sqlite: Database.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => {
      statements.clear()
      sqlite.close()
    },
    prepare(sql) {
      let statement = statements.get(sql)
      if (statement === undefined) {
        // libsql speaks better-sqlite3's interface, of which Kysely asks for three methods.
        statement = sqlite.prepare(sql) as unknown as SqliteStatement
        const oldest = statements.keys().next().value
        if (statements.size >= MAX_STATEMENTS && oldest !== undefined) statements.delete(oldest)
      } else statements.delete(sql)
      statements.set(sql, statement)
      return statement
    },
  }
}
