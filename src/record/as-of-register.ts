import { type Kysely, sql } from 'kysely'
import { type ActorForm, type FormDays, isRegistered, linkActors, registerKey } from '../link/index.ts'
import { type Backend, insertRows, selectLists } from './dialect.ts'
import { readFormDays } from './form-days.ts'
import { findMisspelt, followMisspelt } from './misspelt.ts'
import { ACTOR_COLUMNS, actorRow, FORM_COLUMNS, listOf, toForm } from './register.ts'
import type { FormTable, Tables } from './schema.ts'

/**
 * Puts the register of the reports of that time before that of the file: their forms, linked and named by their uses.
 * The view of `form_reports` must be there.
 */
export async function registerAsOf({ db }: Backend): Promise<void> {
  const counts = new Map(
    await selectLists<[form: number, reports: number]>(
      db,
      sql`form, used`,
      sql`(select form, count(*) as used from form_reports group by form)`,
    ),
  )
  // Few reports call a form by another name; sorting all by names would take as long as counting them.
  const uses = await selectLists<[form: number, names: string, reports: number]>(
    db,
    sql`form, names, used`,
    sql`(select form, names, count(*) as used from form_reports where names <> '' group by form, names)`,
  )
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
  await sql`create temp table then_form_names (form integer, name text, reports integer, primary key (form, name))`.execute(
    db,
  )
  await insertRows(db, 'then_form_names', { columns: ['form', 'name', 'reports'] }, namesThen(forms, uses))
  for (const table of ['actors', 'form_names'])
    await sql.raw(`create temp view ${table} as select * from temp.then_${table}`).execute(db)
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
  forms: readonly FormTable[],
  uses: readonly (readonly [form: number, names: string, reports: number])[],
): (readonly [number, string, number])[] {
  const counts = new Map<string, [number, string, number]>()
  const count = (form: number, name: string, reports: number) => {
    const key = `${form} ${name}`
    counts.set(key, [form, name, (counts.get(key)?.[2] ?? 0) + reports])
  }
  for (const { n, name, reports } of forms) count(n, name, reports)
  for (const [form, names, reports] of uses)
    for (const name of names.split('\n')) if (name !== '') count(form, name, reports)
  return [...counts.values()]
}
