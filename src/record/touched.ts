import { sql } from 'kysely'
import { selectLists } from './dialect.ts'
import type { OpenRecord } from './open.ts'

/** Stands for reports that came or went: then there is more to read than events. */
const REPORTS = -1

/** Tables, what is done to them, and the events that it touches. */
const WATCHED: readonly (readonly [table: string, change: string, touched: readonly string[]])[] = [
  ['events', 'insert', ['new.n']],
  ['events', 'update', ['new.n']],
  ['events', 'delete', ['old.n']],
  ['mentions', 'insert', ['new.event']],
  ['mentions', 'update of event', ['old.event', 'new.event']],
  ['mentions', 'delete', ['old.event']],
  ['reports', 'insert', [String(REPORTS)]],
  ['reports', 'delete', [String(REPORTS)]],
]

/** Has it written down from now on which events this connection changes, whatever does. */
export async function noteTouched({ backend: { db } }: OpenRecord): Promise<void> {
  await sql`create temp table if not exists touched (n integer primary key)`.execute(db)
  for (const [table, change, touched] of WATCHED) {
    const name = `touched_${table}_${change.split(' ')[0]}`
    // What a statement says of conflicts counts for its triggers, too: none may arise here.
    const statements = touched
      .map((n) => `insert into touched select ${n} where ${n} not in (select n from touched);`)
      .join(' ')
    await sql
      .raw(`create temp trigger if not exists ${name} after ${change} on main.${table} begin ${statements} end`)
      .execute(db)
  }
}

/** Events touched since they were asked for last. */
export interface Touched {
  /** Their numbers; undefined where reports came or went. */
  readonly events: readonly number[] | undefined
  /** What forgetting them adds to the version of the record. */
  readonly nForgotten: number
}

/** Returns which events were touched, and forgets them. */
export async function takeTouched({ backend: { db } }: OpenRecord): Promise<Touched> {
  const rows = await selectLists<[n: number]>(db, sql`n`, sql`touched`)
  const ns = rows.map(([n]) => n)
  await sql`delete from touched where n in (select value from json_each(${JSON.stringify(ns)}))`.execute(db)
  return { events: ns.includes(REPORTS) ? undefined : ns, nForgotten: ns.length }
}
