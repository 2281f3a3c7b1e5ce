import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  type RawBuilder,
  type SqlBool,
  SqliteAdapter,
  type SqliteDatabase,
  type SqliteDialectConfig,
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
  /** Has something made before the first statement that names one of its tables. */
  putOff(part: LatePart): void
}

/** Tables of one connection that are made when they are first asked for. */
export interface LatePart {
  /** Matches the statements that need them. */
  readonly tables: RegExp
  /** Makes them; its own statements have nothing made. */
  make(db: Kysely<Tables>): Promise<void>
}

/** How long a process waits for another that is writing; an ingest holds the file for one batch at a time. */
const BUSY_MS = 60_000

/** Opens SQLite in a file, durable and readable while another process writes. */
export function openSqlite(file: string): Backend {
  const sqlite = new Database(file, { timeout: BUSY_MS / 1000 })
  sqlite.exec(`pragma busy_timeout = ${BUSY_MS}`)
  // Of a new file: three packed reports fit into such a page, one into half of it.
  sqlite.exec('pragma page_size = 8192')
  keepLog(sqlite)
  // A power cut may take the last batches with it, never tear one: an ingest that was cut short is run again.
  sqlite.exec('pragma synchronous = normal')
  sqlite.exec('pragma cache_size = -65536')
  // What is deleted is written over, for a report may be taken down; what this leaves `leftovers.ts` finds.
  sqlite.exec('pragma secure_delete = on')
  // Pages that every batch touches are copied into the file once in many batches.
  sqlite.exec('pragma wal_autocheckpoint = 8000')
  const parts = new Set<LatePart>()
  const driver = new ImmediateDriver({ database: withPreparedStatements(sqlite) }, parts)
  return { db: kyselyOn(driver), keyed: 'without rowid', putOff: (part) => void parts.add(part) }
}

/**
 * Has changes wait in a log beside the file. Where two processes open a new file at one instant, SQLite refuses one of them at once, however
 * long it was told to wait: each reads the file and both ask to write it, and only one that begins again can go on.
 */
function keepLog(sqlite: Database.Database): void {
  const until = Date.now() + BUSY_MS
  for (;;) {
    try {
      sqlite.exec('pragma journal_mode = wal')
      return
    } catch (cause) {
      if ((cause as { code?: unknown }).code !== 'SQLITE_BUSY' || Date.now() > until) throw cause
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, AGAIN_MS)
    }
  }
}

/** How long a process waits before it asks again. */
const AGAIN_MS = 10

function kyselyOn(driver: Driver): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => driver,
      createIntrospector: (kysely) => new SqliteIntrospector(kysely),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
}

/** Values for `in`, however many, as one parameter: the statement stays the same and need not be compiled again. */
export function among<T extends string | number>(values: readonly T[]): RawBuilder<T> {
  return sql<T>`(select value from json_each(${JSON.stringify(values)}))`
}

/** A condition that the `n` of a row is one of some; true where none are given. */
export function isAmong(ns: readonly number[] | undefined): RawBuilder<SqlBool> {
  return ns === undefined ? sql<SqlBool>`true` : sql<SqlBool>`n in ${among(ns)}`
}

/** Reads rows as lists of values in the order of `columns`, as one text: quicker than a row at a time. */
export async function selectLists<Row extends readonly (string | number | null)[]>(
  db: Kysely<Tables>,
  columns: RawBuilder<unknown>,
  from: RawBuilder<unknown>,
): Promise<Row[]> {
  // A view of two tables is looked up by index only where nothing is added up of it: the limit keeps that outside.
  const { rows } = await sql<{ all: string }>`select '[' || coalesce(group_concat(line), '') || ']' as "all"
    from (select json_array(${columns}) as line from ${from} limit -1)`.execute(db)
  return JSON.parse(rows[0]!.all) as Row[]
}

/** A value of a row. */
type Cell = ShortCell | Uint8Array
type ShortCell = string | number | null

/**
 * Writes rows, each a list of values in the order of `columns`: many at once with a parameter a value, what is left over as one parameter.
 * Either way the statement stays the same. `conflict` says what happens to a row that is there.
 */
export async function insertRows<Table extends keyof Tables & string>(
  db: Kysely<Tables>,
  table: Table,
  inserting: Inserting<Table>,
  rows: readonly (readonly ShortCell[])[],
): Promise<void> {
  const cells: ShortCell[] = []
  for (const row of rows) for (const cell of row) cells.push(cell)
  await insertCells(db, table, inserting, cells)
}

/** The columns of rows that are written, and what happens to a row that is there. */
interface Inserting<Table extends keyof Tables> {
  readonly columns: readonly (keyof Tables[Table] & string)[]
  readonly conflict?: string
}

/** As `insertRows`, for the values of all rows in one list: where there are twenty rows a report, a list for each is a burden. */
export async function insertCells<Table extends keyof Tables & string>(
  db: Kysely<Tables>,
  table: Table,
  { columns, conflict = '' }: Inserting<Table>,
  cells: readonly ShortCell[],
): Promise<void> {
  const width = columns.length
  const size = Math.ceil(MANY / width)
  const left = await insertMany(db, { head: headOf(table, columns), width, conflict, size }, cells)
  if (left.length === 0) return
  const rows: (readonly ShortCell[])[] = []
  for (let at = 0; at < left.length; at += width) rows.push(left.slice(at, at + width))
  const values = columns.map((_, i) => `list ->> ${i}`).join(', ')
  // SQLite wants a condition before "on conflict", lest it read "on" as that of a join.
  await sql`${sql.raw(`${INSERT} ${headOf(table, columns)} select ${values}`)}
    from ${eachOf(rows)} where true ${sql.raw(conflict)}`.execute(db)
}

/**
 * How a statement begins that writes rows: one that fails undoes its batch, so that SQLite need not keep what every page was before the
 * statement, as it does where a single statement may be undone.
 */
const INSERT = 'insert or fail into'

const headOf = (table: string, columns: readonly string[]) =>
  `"${table}" (${columns.map((name) => `"${name}"`).join(', ')})`

/** The rows of a list of lists, each the JSON `list`: the limit keeps SQLite from writing it anew for every value that is read of it. */
export function eachOf(lists: readonly (readonly unknown[])[]): RawBuilder<unknown> {
  return sql`(select value as list from json_each(${JSON.stringify(lists)}) limit -1)`
}

/** As `insertCells`, for rows of long texts or bytes, which are not to be escaped and read as JSON. */
export async function insertLongCells<Table extends keyof Tables & string>(
  db: Kysely<Tables>,
  table: Table,
  columns: readonly (keyof Tables[Table] & string)[],
  cells: readonly Cell[],
): Promise<void> {
  const many = { head: headOf(table, columns), width: columns.length, conflict: '' }
  const left = await insertMany(db, { ...many, size: FEW }, cells)
  await insertMany(db, { ...many, size: 1 }, left)
}

/** Values of one statement: reading numbers as JSON takes more than twice as long, and a statement for fewer is a burden. */
const MANY = 1024
/** Rows of one statement: few enough for texts that are copied on their way. */
const FEW = 32

interface Many {
  /** The table and its columns. */
  readonly head: string
  readonly width: number
  readonly conflict: string
  /** Rows of a statement. */
  readonly size: number
}

/** Writes rows so many at a time, a parameter a value; returns the values of those that are left over. */
async function insertMany<T extends Cell>(
  db: Kysely<Tables>,
  { head, width, conflict, size }: Many,
  cells: readonly T[],
): Promise<readonly T[]> {
  const room = size * width
  if (cells.length < room) return cells
  const one = `(${Array.from({ length: width }, () => '?').join(', ')})`
  const statement = `${INSERT} ${head} values ${Array.from({ length: size }, () => one).join(', ')} ${conflict}`
  let at = 0
  for (; at + room <= cells.length; at += room)
    await db.executeQuery(CompiledQuery.raw(statement, cells.slice(at, at + room)))
  return cells.slice(at)
}

/** Takes the write lock when a transaction begins: one that only reads first could not wait for it later. */
class ImmediateDriver extends SqliteDriver {
  readonly #parts: Set<LatePart>

  constructor(config: SqliteDialectConfig, parts: Set<LatePart>) {
    super(config)
    this.#parts = parts
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection()
    return this.#parts.size === 0 ? connection : new LateConnection(connection, this.#parts)
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

/** A connection that makes what a statement needs before it runs it. */
class LateConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection
  readonly #parts: Set<LatePart>

  constructor(connection: DatabaseConnection, parts: Set<LatePart>) {
    this.#connection = connection
    this.#parts = parts
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    for (const part of this.#parts) {
      if (!part.tables.test(query.sql)) continue
      await part.make(kyselyOn(new HeldDriver(this.#connection)))
      this.#parts.delete(part)
    }
    return this.#connection.executeQuery<R>(query)
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery<R>(query, chunkSize)
  }
}

/** Runs statements on a connection that somebody holds. */
class HeldDriver implements Driver {
  readonly #connection: DatabaseConnection

  constructor(connection: DatabaseConnection) {
    this.#connection = connection
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  async init(): Promise<void> {}
  async beginTransaction(): Promise<void> {}
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

const MAX_STATEMENTS = 200

/** Keeps the statements used last prepared, for an ingest runs the same few over and over. */
function withPreparedStatements(sqlite: Database.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => {
      statements.clear()
      // A statement that is not yet collected keeps the connection, and a transaction left open would hold the file against those who write.
      if (sqlite.inTransaction) sqlite.exec('rollback')
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
