import { type Kysely, sql } from 'kysely'
import { type ActorForm, type FormDays, isRegistered, linkActors, registerKey } from '../link/index.ts'
import { insertRows, selectLists } from './dialect.ts'
import { readFormDays } from './form-days.ts'
import { findMisspelt, followMisspelt } from './misspelt.ts'
import { ACTOR_COLUMNS, actorRow, FORM_COLUMNS, listOf, toForm } from './register.ts'
import type { FormTable, Tables } from './schema.ts'

/**
 * Puts the register of the reports of that time before that of the file: their forms, linked and named by their uses.
 * The view of `form_reports` must be there.
 */
export async function registerAsOf(db: Kysely<Tables>): Promise<void> {
  const counts = await countThen(db)
  const rows = (await db.selectFrom('forms').selectAll().execute()).filter(({ n }) => counts.has(n))
  const linked = actorsThen(
    rows.map((row) => ({ ...row, reports: counts.get(row.n)! })),
    await readFormDays(db, rows),
  )
  await sql`create temp table then_forms (n integer primary key, id text unique, kind text, name text, country text,
    words text, key text, actor text, base text, calling text, reports integer)`.execute(db)
  await insertRows(
    db,
    'then_forms',
    { columns: FORM_COLUMNS },
    linked.map((row) => listOf(FORM_COLUMNS, row)),
  )
  await sql`create index temp.then_forms_by_base on then_forms (base)`.execute(db)
  await sql`create temp view forms as select * from temp.then_forms`.execute(db)
  const forms = await joinMisspelt(db, linked)
  await sql`create index temp.then_forms_by_actor on then_forms (actor)`.execute(db)
  await sql`create temp table then_actors as select * from main.actors where false`.execute(db)
  const groups = new Map<string, FormTable[]>()
  for (const row of forms) if (row.actor !== null) groups.set(row.actor, [...(groups.get(row.actor) ?? []), row])
  await insertRows(
    db,
    'then_actors',
    { columns: ACTOR_COLUMNS },
    [...groups].map(([id, group]) => listOf(ACTOR_COLUMNS, actorRow(id, group))),
  )
  await sql`create index temp.then_actors_by_id on then_actors (id)`.execute(db)
  await sql`create temp view actors as select * from temp.then_actors`.execute(db)
}

/** Runs of numbers of reports above this many are not looked up one by one. */
const MAX_RUNS = 40

/** How many reports of that time use each form, of those that any uses. */
async function countThen(db: Kysely<Tables>): Promise<ReadonlyMap<number, number>> {
  // Reports mostly come in order of days, so that those of a time are few runs of numbers.
  const runs = await selectLists<[first: number, last: number]>(
    db,
    sql`first, last`,
    sql`(select min(n) as first, max(n) as last from
      (select n, n - row_number() over (order by n) as run from temp.then_reports) group by run limit ${MAX_RUNS + 1})`,
  )
  const used =
    runs.length > MAX_RUNS
      ? sql`(select form, count(*) as used from form_reports group by form)`
      : sql`(select n as form, (select count(*) from json_each(${JSON.stringify(runs)}) as run cross join main.form_reports
          on form = forms.n and report between run.value ->> 0 and run.value ->> 1) as used from main.forms)`
  const counts = await selectLists<[form: number, reports: number]>(db, sql`form, used`, used)
  return new Map(counts.filter(([, reports]) => reports > 0))
}

/**
 * Puts the names by which reports of that time call forms before those of the file; the register must be there.
 */
export async function namesAsOf(db: Kysely<Tables>): Promise<void> {
  // Few reports call a form by another name; sorting all by names would take as long as counting them.
  const uses = await selectLists<[form: number, names: string, reports: number]>(
    db,
    sql`form, names, used`,
    sql`(select form, names, count(*) as used from main.form_reports
      where names <> '' and +report in (select n from temp.then_reports) group by form, names)`,
  )
  const forms = await selectLists<[n: number, name: string, reports: number]>(
    db,
    sql`n, name, reports`,
    sql`then_forms`,
  )
  await sql`create temp table then_form_names (form integer, name text, reports integer, primary key (form, name))`.execute(
    db,
  )
  await insertRows(db, 'then_form_names', { columns: ['form', 'name', 'reports'] }, namesThen(forms, uses))
  await sql`create temp view form_names as select * from temp.then_form_names`.execute(db)
}

/** The forms with the actors that linking these forms alone gives. */
function actorsThen(rows: readonly FormTable[], days: FormDays): FormTable[] {
  const linked = linkActors(
    rows.map(toForm).filter((form: ActorForm) => isRegistered(form) && registerKey(form) !== ''),
    days,
  )
  const actorOf = new Map(linked.flatMap(({ id, forms }) => forms.map((form) => [form, id] as const)))
  return rows.map((row) => {
    const base = actorOf.get(row.id) ?? null
    return { ...row, actor: base, base }
  })
}

/** Joins those that were misspellings by the reports of that time. */
async function joinMisspelt(db: Kysely<Tables>, linked: readonly FormTable[]): Promise<FormTable[]> {
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
  const forms = linked.map((row) => (row.base === null ? row : { ...row, actor: followMisspelt(row.base, misspelt) }))
  for (const { n, base, actor } of forms)
    if (actor !== base) await sql`update temp.then_forms set actor = ${actor} where n = ${n}`.execute(db)
  return forms
}

function namesThen(
  forms: readonly (readonly [n: number, name: string, reports: number])[],
  uses: readonly (readonly [form: number, names: string, reports: number])[],
): (readonly [number, string, number])[] {
  const counts = new Map<string, [number, string, number]>()
  const count = (form: number, name: string, reports: number) => {
    const key = `${form} ${name}`
    counts.set(key, [form, name, (counts.get(key)?.[2] ?? 0) + reports])
  }
  for (const [n, name, reports] of forms) count(n, name, reports)
  for (const [form, names, reports] of uses)
    for (const name of names.split('\n')) if (name !== '') count(form, name, reports)
  return [...counts.values()]
}
