import { sql, type Transaction } from 'kysely'
import {
  type ActorForm,
  foldText,
  formWith,
  isRegistered,
  linkActors,
  nameTokens,
  type Role,
  registerKey,
} from '../link/index.ts'
import { nextNumbers } from './counters.ts'
import { among, insertCells, insertRows, selectLists } from './dialect.ts'
import { readFormDays } from './form-days.ts'
import type { UsedForm } from './forms.ts'
import { followMisspelt, markMisspelt } from './misspelt.ts'
import { fileNear, removeNear } from './near.ts'
import type { ActorTable, FormTable, Tables } from './schema.ts'

const FORM_COLUMNS = [
  'n',
  'id',
  'kind',
  'name',
  'country',
  'words',
  'key',
  'actor',
  'base',
  'calling',
  'reports',
] as const
export const ACTOR_COLUMNS = ['id', 'kind', 'name', 'sort_name', 'country'] as const

/** The values of a row in the order of its columns. */
export function listOf<Row, Column extends keyof Row>(columns: readonly Column[], row: Row): Row[Column][] {
  return columns.map((column) => row[column])
}

/** The forms that a report uses, or a judgement, whose number is below zero. */
export interface FormUses {
  readonly n: number
  readonly forms: readonly UsedForm[]
}

/** Files the forms that new reports use, and brings the register up to date; returns the number of each form by id. */
export async function addForms(
  tx: Transaction<Tables>,
  reports: readonly FormUses[],
): Promise<ReadonlyMap<string, number>> {
  const byId = new Map<string, ActorForm>()
  for (const { forms } of reports) for (const { form } of forms) byId.set(form.id, form)
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
  await countUses(tx, reports, numbers, 1)
  const bases = await relinkRegister(tx, fresh.filter(isRegistered).map(registerKey))
  await fileNear(
    tx,
    await tx
      .selectFrom('forms')
      .select(['n', 'kind', 'country', 'words', 'base'])
      .where('n', 'in', among(fresh.map(({ id }) => numbers.get(id)!)))
      .execute(),
  )
  await settleActors(tx, { bases, used: [...numbers.values()], bereft: [] })
  return numbers
}

/** Looks again at namesakes, and at names that may be misspelt, of forms of which reports say more than when they were added. */
export async function settleForms(tx: Transaction<Tables>, forms: readonly number[]): Promise<void> {
  const bases = await relinkRegister(tx, await keysOfRoles(tx, forms))
  const near = await selectLists<[n: number]>(tx, sql`distinct a`, sql`near_forms where a in ${among(forms)}`)
  if (bases.length > 0 || near.length > 0) await settleActors(tx, { bases, used: near.map(([n]) => n), bereft: [] })
}

/** The register keys of forms that a form with a role shares. */
async function keysOfRoles(tx: Transaction<Tables>, forms: readonly number[]): Promise<string[]> {
  const rows = await selectLists<[key: string]>(
    tx,
    sql`distinct key`,
    sql`forms where n in ${among(forms)} and key <> '' and key in (select key from forms where calling <> '')`,
  )
  return rows.map(([key]) => key)
}

/** Takes back the uses that a report made of its forms; forms that no report uses leave the register. */
export async function removeForms(tx: Transaction<Tables>, reports: readonly FormUses[]): Promise<void> {
  const all = reports.flatMap(({ forms }) => forms.map(({ form }) => form))
  const numbers = await formNumbers(tx, [...new Set(all.flatMap((form) => [form.id, plainId(form)]))])
  // A record of a version that knew no callings has the plain form alone.
  for (const form of all) if (!numbers.has(form.id)) numbers.set(form.id, numbers.get(plainId(form))!)
  await countUses(tx, reports, numbers, -1)
  const unused = await tx.selectFrom('forms').selectAll().where('reports', '<=', 0).execute()
  const near = await removeNear(tx, unused)
  for (const { n } of unused) await tx.deleteFrom('forms').where('n', '=', n).execute()
  await tx.deleteFrom('form_names').where('reports', '<=', 0).execute()
  const registered = unused.filter(({ base }) => base !== null)
  const bases = await relinkRegister(tx, [
    ...registered.map(({ key }) => key),
    ...(await keysOfRoles(tx, [...numbers.values()])),
  ])
  await settleActors(tx, {
    bases: [...bases, ...registered.map(({ base }) => base!)],
    used: [...numbers.values(), ...near],
    bereft: registered.map(({ actor }) => actor!),
  })
}

async function formNumbers(tx: Transaction<Tables>, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.selectFrom('forms').select(['id', 'n']).where('id', 'in', among(ids)).execute()
  return new Map(rows.map(({ id, n }) => [id, n]))
}

function formRow(n: number, form: ActorForm): FormTable {
  return {
    n,
    id: form.id,
    kind: form.kind,
    name: form.name,
    country: form.country ?? null,
    words: ` ${nameTokens(form.name).join(' ')} `,
    key: isRegistered(form) ? registerKey(form) : '',
    actor: null,
    base: null,
    calling: form.role ?? '',
    reports: 0,
  }
}

/** Counts in how many reports each form and each name of it stands, and files which. */
async function countUses(
  tx: Transaction<Tables>,
  reports: readonly FormUses[],
  numbers: ReadonlyMap<string, number>,
  sign: 1 | -1,
): Promise<void> {
  const { uses, filed } = usesOf(reports, numbers, sign)
  await sql`update forms set reports = forms.reports + (used.value ->> 1)
    from json_each(${JSON.stringify(uses.map(({ n, reports }) => [n, reports]))}) as used
    where forms.n = used.value ->> 0`.execute(tx)
  const conflict = 'on conflict (form, name) do update set reports = form_names.reports + excluded.reports'
  const named = uses.flatMap(({ n, names }) => [...names].map(([name, reports]) => [n, name, reports]))
  await insertRows(tx, 'form_names', { columns: ['form', 'name', 'reports'], conflict }, named)
  if (sign > 0) return insertCells(tx, 'form_reports', { columns: ['form', 'report', 'names'] }, filed)
  for (const { n: report, forms } of reports)
    for (const { form } of forms)
      await tx
        .deleteFrom('form_reports')
        .where('form', '=', numbers.get(form.id)!)
        .where('report', '=', report)
        .execute()
}

/** How often reports use a form, and each name of it. */
interface Use {
  readonly n: number
  reports: number
  readonly names: Map<string, number>
}

function usesOf(reports: readonly FormUses[], numbers: ReadonlyMap<string, number>, sign: 1 | -1) {
  const uses = new Map<string, Use>()
  const filed: (number | string)[] = []
  for (const { n: report, forms } of reports)
    for (const { form, names } of forms) {
      let use = uses.get(form.id)
      if (use === undefined) {
        use = { n: numbers.get(form.id)!, reports: 0, names: new Map() }
        uses.set(form.id, use)
      }
      use.reports += sign
      for (const name of names) use.names.set(name, (use.names.get(name) ?? 0) + sign)
      filed.push(use.n, report, names.length === 1 ? '' : names.filter((name) => name !== form.name).join('\n'))
    }
  return { uses: [...uses.values()], filed }
}

/** Links the forms of some register keys anew, each key's whole; returns the bases that they were and are. */
async function relinkRegister(tx: Transaction<Tables>, keys: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('forms')
    .selectAll()
    .where('key', 'in', among([...new Set(keys)]))
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const bases = new Set(rows.flatMap(({ base }) => (base === null ? [] : [base])))
  const days = await readFormDays(tx, rows)
  const moved: [n: number, base: string][] = []
  for (const { id, forms } of linkActors(rows.map(toForm), days)) {
    bases.add(id)
    for (const form of forms) {
      const row = byId.get(form)!
      if (row.base !== id) moved.push([row.n, id])
    }
  }
  await setForms(tx, 'base', moved)
  return [...bases]
}

/** Writes whose forms are. */
async function setForms(
  tx: Transaction<Tables>,
  column: 'actor' | 'base',
  moved: readonly (readonly [n: number, value: string])[],
): Promise<void> {
  if (moved.length === 0) return
  await sql`update forms set ${sql.ref(column)} = moved.value ->> 1 from json_each(${JSON.stringify(moved)}) as moved
    where forms.n = moved.value ->> 0`.execute(tx)
}

interface Unsettled {
  /** Bases whose forms may be others now. */
  readonly bases: readonly string[]
  /** Forms that reports use more or less than before, by number. */
  readonly used: readonly number[]
  /** Actors that lost a form, perhaps their last. */
  readonly bereft: readonly string[]
}

/** Brings actors in line with the forms: which are whose, which are others misspelt, which are no more, and what they are called. */
async function settleActors(tx: Transaction<Tables>, { bases, used, bereft }: Unsettled): Promise<void> {
  const near = await selectLists<[base: string]>(
    tx,
    sql`distinct base`,
    sql`forms where base is not null and n in (select a from near_forms where a in ${among(used)})`,
  )
  const affected = await markMisspelt(tx, [...new Set([...bases, ...near.map(([base]) => base)])])
  const rows = await tx
    .selectFrom('forms')
    .select(['n', 'base', 'actor'])
    .where('base', 'in', among(affected))
    .execute()
  const misspelt = new Map((await tx.selectFrom('misspelt').selectAll().execute()).map((row) => [row.base, row]))
  const touched = new Set(bereft)
  const moved: [n: number, actor: string][] = []
  for (const { n, base, actor } of rows) {
    const into = followMisspelt(base!, misspelt)
    if (actor !== null) touched.add(actor)
    touched.add(into)
    if (actor !== into) moved.push([n, into])
  }
  await setForms(tx, 'actor', moved)
  const there = await selectLists<[actor: string]>(
    tx,
    sql`actor`,
    sql`(select distinct actor from forms where actor in ${among([...touched])})`,
  )
  const left = new Set(there.map(([actor]) => actor))
  const gone = [...touched].filter((actor) => !left.has(actor))
  if (gone.length > 0) await tx.deleteFrom('actors').where('id', 'in', among(gone)).execute()
  await renameActors(tx, [...left, ...(await actorsOf(tx, used))])
}

/** Files the forms of a record of a version that did not look for misspellings, and joins those that are. */
export async function fillNear(tx: Transaction<Tables>): Promise<void> {
  const forms = await tx.selectFrom('forms').selectAll().execute()
  await fileNear(tx, forms)
  await settleForms(
    tx,
    forms.map(({ n }) => n),
  )
}

const plainId = ({ kind, name, country }: ActorForm) => formWith({ kind, name, country, role: undefined }).id

/** A row as linking looks at it. */
export function toForm({ id, kind, name, country, calling }: Omit<FormTable, 'reports'>): ActorForm {
  return {
    id,
    kind: kind as ActorForm['kind'],
    name,
    country: country ?? undefined,
    role: calling === '' ? undefined : (calling as Role),
  }
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

/** A form as far as it names its actor. */
type NamedForm = Pick<FormTable, 'kind' | 'name' | 'country' | 'reports'>

/** The row of an actor who has these forms: the name is that of most reports. */
export function actorRow(id: string, forms: readonly NamedForm[]): ActorTable {
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
function byUse(a: NamedForm, b: NamedForm): number {
  return b.reports - a.reports || b.name.length - a.name.length || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
}
