import { sql, type Transaction } from 'kysely'
import { type ActorForm, foldText, isRegistered, linkActors, nameTokens, registerKey } from '../link/index.ts'
import { nextNumbers } from './counters.ts'
import { among, insertRows } from './dialect.ts'
import { formsOf, type UsedForm } from './forms.ts'
import type { NumberedReport } from './reports.ts'
import type { ActorTable, FormTable, Tables } from './schema.ts'

export const FORM_COLUMNS = ['n', 'id', 'kind', 'name', 'country', 'words', 'key', 'actor', 'reports'] as const
export const ACTOR_COLUMNS = ['id', 'kind', 'name', 'sort_name', 'country'] as const

/** The values of a row in the order of its columns. */
export function listOf<Row, Column extends keyof Row>(columns: readonly Column[], row: Row): Row[Column][] {
  return columns.map((column) => row[column])
}

/** Files the forms that new reports use, and brings the register up to date; returns the number of each form by id. */
export async function addForms(
  tx: Transaction<Tables>,
  reports: readonly NumberedReport[],
): Promise<ReadonlyMap<string, number>> {
  const uses = reports.flatMap(({ n, coded }) => formsOf(coded).map((form) => ({ report: n, form })))
  const byId = new Map(uses.map(({ form }) => [form.id, form]))
  const numbers = await formNumbers(tx, [...byId.keys()])
  const fresh = [...byId.values()].filter(({ id }) => !numbers.has(id))
  const first = await nextNumbers(tx, 'form', fresh.length)
  for (const [i, { id }] of fresh.entries()) numbers.set(id, first + i)
  await insertRows(
    tx,
    'forms',
    { columns: FORM_COLUMNS },
    fresh.map((form) => listOf(FORM_COLUMNS, formRow(numbers.get(form.id)!, form))),
  )
  await countUses(tx, uses, numbers, 1)
  const relinked = await relinkRegister(tx, fresh.filter(isRegistered).map(registerKey), [])
  await renameActors(tx, [...relinked, ...(await actorsOf(tx, [...numbers.values()]))])
  return numbers
}

/** Takes back the uses that a report made of its forms; forms that no report uses leave the register. */
export async function removeForms(tx: Transaction<Tables>, reports: readonly NumberedReport[]): Promise<void> {
  const uses = reports.flatMap(({ n, coded }) => formsOf(coded).map((form) => ({ report: n, form })))
  const numbers = await formNumbers(tx, [...new Set(uses.map(({ form }) => form.id))])
  await countUses(tx, uses, numbers, -1)
  const unused = await tx.selectFrom('forms').select(['n', 'key', 'actor']).where('reports', '<=', 0).execute()
  for (const { n } of unused) await tx.deleteFrom('forms').where('n', '=', n).execute()
  await tx.deleteFrom('form_names').where('reports', '<=', 0).execute()
  const registered = unused.filter(({ actor }) => actor !== null)
  const [keys, actors] = [registered.map(({ key }) => key), registered.map(({ actor }) => actor!)]
  const relinked = await relinkRegister(tx, keys, actors)
  await renameActors(tx, [...relinked, ...(await actorsOf(tx, [...numbers.values()]))])
}

async function formNumbers(tx: Transaction<Tables>, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.selectFrom('forms').select(['id', 'n']).where('id', 'in', among(ids)).execute()
  return new Map(rows.map(({ id, n }) => [id, n]))
}

function formRow(n: number, form: UsedForm): FormTable {
  return {
    n,
    id: form.id,
    kind: form.kind,
    name: form.name,
    country: form.country ?? null,
    words: ` ${nameTokens(form.name).join(' ')} `,
    key: isRegistered(form) ? registerKey(form) : '',
    actor: null,
    reports: 0,
  }
}

/** Counts in how many reports each form and each name of it stands, and files which. */
async function countUses(
  tx: Transaction<Tables>,
  uses: readonly { readonly report: number; readonly form: UsedForm }[],
  numbers: ReadonlyMap<string, number>,
  sign: 1 | -1,
): Promise<void> {
  const forms = new Map<number, number>()
  const names = new Map<string, [form: number, name: string, reports: number]>()
  const filed: [form: number, report: number, names: string][] = []
  for (const { report, form } of uses) {
    const n = numbers.get(form.id)!
    forms.set(n, (forms.get(n) ?? 0) + sign)
    filed.push([n, report, form.names.filter((name) => name !== form.name).join('\n')])
    for (const name of form.names) {
      const key = `${n} ${name}`
      names.set(key, [n, name, (names.get(key)?.[2] ?? 0) + sign])
    }
  }
  await sql`update forms set reports = forms.reports + (used.value ->> 1)
    from json_each(${JSON.stringify([...forms])}) as used where forms.n = used.value ->> 0`.execute(tx)
  const conflict = 'on conflict (form, name) do update set reports = form_names.reports + excluded.reports'
  await insertRows(tx, 'form_names', { columns: ['form', 'name', 'reports'], conflict }, [...names.values()])
  if (sign > 0) await insertRows(tx, 'form_reports', { columns: ['form', 'report', 'names'] }, filed)
  else
    for (const [form, report] of filed)
      await tx.deleteFrom('form_reports').where('form', '=', form).where('report', '=', report).execute()
}

/**
 * Links the forms of some register keys anew, each key's whole. `bereft` actors lost a form, perhaps their last.
 * Returns the actors of the keys, whose forms may be others now.
 */
async function relinkRegister(
  tx: Transaction<Tables>,
  keys: readonly string[],
  bereft: readonly string[],
): Promise<string[]> {
  const rows = await tx
    .selectFrom('forms')
    .selectAll()
    .where('key', 'in', among([...new Set(keys)]))
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const before = new Set([...bereft, ...rows.flatMap(({ actor }) => (actor === null ? [] : [actor]))])
  const actors = linkActors(rows.map(toForm))
  for (const { id, forms } of actors)
    for (const form of forms) {
      const row = byId.get(form)!
      if (row.actor !== id) await tx.updateTable('forms').set({ actor: id }).where('n', '=', row.n).execute()
    }
  const gone = [...before].filter((id) => !actors.some((actor) => actor.id === id))
  if (gone.length > 0) await tx.deleteFrom('actors').where('id', 'in', among(gone)).execute()
  return actors.map(({ id }) => id)
}

/** A row as linking looks at it. */
export function toForm({ id, kind, name, country }: FormTable): ActorForm {
  return { id, kind: kind as ActorForm['kind'], name, ...(country === null ? {} : { country }) }
}

async function actorsOf(tx: Transaction<Tables>, forms: readonly number[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('forms')
    .select('actor')
    .where('n', 'in', among(forms))
    .where('actor', 'is not', null)
    .execute()
  return rows.map(({ actor }) => actor!)
}

/** Gives actors the name that most reports use. */
async function renameActors(tx: Transaction<Tables>, actorIds: readonly string[]): Promise<void> {
  const ids = [...new Set(actorIds)]
  const rows = await tx.selectFrom('forms').selectAll().where('actor', 'in', among(ids)).execute()
  const groups = new Map<string, FormTable[]>()
  for (const row of rows) groups.set(row.actor!, [...(groups.get(row.actor!) ?? []), row])
  const actors = [...groups].map(([id, group]) => actorRow(id, group))
  const conflict = `on conflict (id) do update set name = excluded.name, sort_name = excluded.sort_name,
    country = excluded.country where actors.name <> excluded.name or actors.country is not excluded.country`
  await insertRows(
    tx,
    'actors',
    { columns: ACTOR_COLUMNS, conflict },
    actors.map((actor) => listOf(ACTOR_COLUMNS, actor)),
  )
}

/** The row of an actor who has these forms: the name is that of most reports. */
export function actorRow(id: string, forms: readonly FormTable[]): ActorTable {
  const name = forms.toSorted(byUse)[0]!.name
  return {
    id,
    kind: forms[0]!.kind,
    name,
    sort_name: foldText(name),
    country: forms.find(({ country }) => country !== null)?.country ?? null,
  }
}

/** Most reports first, then the fuller name, then by letters. */
function byUse(a: FormTable, b: FormTable): number {
  return b.reports - a.reports || b.name.length - a.name.length || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
}
