import { type Kysely, type RawBuilder, sql } from 'kysely'
import { linkActors } from '../link/index.ts'
import { among, insertRows, selectLists } from './dialect.ts'
import { readFormDays } from './form-days.ts'
import { findMisspelt, followMisspelt } from './misspelt.ts'
import { ACTOR_COLUMNS, actorRow, listOf, toForm } from './register.ts'
import type { ActorTable, Tables } from './schema.ts'

/**
 * Puts the register of the reports of that time before that of the file: their forms, linked and named by their uses, and the names by which they
 * call them. The view of `form_reports` must be there. What is counted of a form is counted when it is asked for.
 */
export async function registerAsOf(db: Kysely<Tables>): Promise<void> {
  const uses = await usesThen(db)
  await sql`create temp table then_forms (n integer primary key, id text unique, kind text, name text, country text,
    words text, key text, actor text, base text, calling text)`.execute(db)
  await sql`insert into then_forms select n, id, kind, name, country, words, key, base, base, calling
    from main.forms where exists (select 1 from ${uses('forms.n')})`.execute(db)
  await sql`create index temp.then_forms_by_base on then_forms (base)`.execute(db)
  await sql`create temp view forms as select n, id, kind, name, country, words, key, actor, base, calling,
    (select count(*) from ${uses('then_forms.n')}) as reports from temp.then_forms`.execute(db)
  await relinkThen(db)
  await joinMisspelt(db)
  await sql`create index temp.then_forms_by_actor on then_forms (actor)`.execute(db)
  await shadowNames(db, uses)
  await sql`create temp table then_actors as select * from main.actors where false`.execute(db)
  await insertRows(
    db,
    'then_actors',
    { columns: ACTOR_COLUMNS },
    (await actorsThen(db)).map((actor) => listOf(ACTOR_COLUMNS, actor)),
  )
  await sql`create index temp.then_actors_by_id on then_actors (id)`.execute(db)
  await sql`create temp view actors as select * from temp.then_actors`.execute(db)
}

/** The rows of `form_reports` that are of that time and of the form that an expression numbers. */
type Uses = (form: string) => RawBuilder<unknown>

/** Runs of numbers of reports above this many are not looked up one by one. */
const MAX_RUNS = 40

async function usesThen(db: Kysely<Tables>): Promise<Uses> {
  // Reports mostly come in order of days, so that those of a time are few runs of numbers.
  const { rows } = await sql<{ ns: string }>`select json_group_array(n) as ns from
    (select n from temp.then_reports order by n)`.execute(db)
  const runs = runsOf(JSON.parse(rows[0]!.ns) as number[])
  return (form) =>
    runs.length > MAX_RUNS
      ? sql`main.form_reports as used where used.form = ${sql.raw(form)} and used.report in (select n from temp.then_reports)`
      : sql`json_each(${sql.lit(JSON.stringify(runs))}) as run cross join main.form_reports as used
          where used.form = ${sql.raw(form)} and used.report between run.value ->> 0 and run.value ->> 1`
}

/** Numbers in order as runs without gaps. */
function runsOf(ns: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = []
  for (const n of ns) {
    const run = runs.at(-1)
    if (run !== undefined && n === run[1] + 1) run[1] = n
    else runs.push([n, n])
  }
  return runs
}

/** Links those anew that share a register key with forms that are of later reports alone, or that callings tell apart: all others are linked as they are now. */
async function relinkThen(db: Kysely<Tables>): Promise<void> {
  const keys = await selectLists<[key: string]>(
    db,
    sql`distinct key`,
    sql`main.forms where key <> '' and (calling <> '' or n not in (select n from temp.then_forms))`,
  )
  if (keys.length === 0) return
  const rows = await db
    .selectFrom('then_forms')
    .selectAll()
    .where('key', 'in', among(keys.map(([key]) => key)))
    .execute()
  const numbers = new Map(rows.map(({ id, n }) => [id, n]))
  const linked = linkActors(rows.map(toForm), await readFormDays(db, rows))
  const bases = linked.flatMap(({ id, forms }) => forms.map((form) => [numbers.get(form)!, id]))
  await sql`update temp.then_forms set base = linked.value ->> 1, actor = linked.value ->> 1
    from json_each(${JSON.stringify(bases)}) as linked where then_forms.n = linked.value ->> 0`.execute(db)
}

/** The actors of the forms of that time, each named as most of its reports do. */
async function actorsThen(db: Kysely<Tables>): Promise<ActorTable[]> {
  const rows = await selectLists<[n: number, actor: string, kind: string, name: string, country: string | null]>(
    db,
    sql`n, actor, kind, name, country`,
    sql`temp.then_forms where actor is not null`,
  )
  const groups = new Map<string, (typeof rows)[number][]>()
  for (const row of rows) {
    const group = groups.get(row[1])
    if (group === undefined) groups.set(row[1], [row])
    else group.push(row)
  }
  const several = [...groups.values()].filter(({ length }) => length > 1).flat()
  const counts = new Map(
    await selectLists<[n: number, reports: number]>(
      db,
      sql`n, reports`,
      sql`forms where n in ${among(several.map(([n]) => n))}`,
    ),
  )
  return [...groups].map(([id, group]) =>
    actorRow(
      id,
      group.map(([n, , kind, name, country]) => ({ kind, name, country, reports: counts.get(n) ?? 0 })),
    ),
  )
}

/** The names of forms of that time: its own is that of every report that uses a form, others are noted with the use. */
async function shadowNames(db: Kysely<Tables>, uses: Uses): Promise<void> {
  const isCalled = sql`instr(char(10) || used.names || char(10), char(10) || called.name || char(10)) > 0`
  await sql`create temp view form_names as select form, name, reports from (select called.form, called.name,
      case when called.name = then_forms.name then (select count(*) from ${uses('called.form')})
        else (select count(*) from ${uses('called.form')} and used.names <> '' and ${isCalled}) end as reports
    from main.form_names as called join temp.then_forms on then_forms.n = called.form) where reports > 0`.execute(db)
}

/** Joins those that were misspellings by the reports of that time. */
async function joinMisspelt(db: Kysely<Tables>): Promise<void> {
  const near = await selectLists<[base: string]>(
    db,
    sql`distinct base`,
    sql`forms where base is not null and n in (select a from near_forms)`,
  )
  const rows = await findMisspelt(
    db,
    near.map(([base]) => base),
  )
  await sql`create temp table misspelt (base text primary key, "into" text, because text)`.execute(db)
  await insertRows(
    db,
    'misspelt',
    { columns: ['base', 'into', 'because'] },
    rows.map(({ base, into, because }) => [base, into, because]),
  )
  const misspelt = new Map(rows.map((row) => [row.base, row]))
  for (const base of misspelt.keys())
    await sql`update temp.then_forms set actor = ${followMisspelt(base, misspelt)} where base = ${base}`.execute(db)
}
