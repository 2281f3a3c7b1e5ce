import { type Kysely, sql } from 'kysely'
import { type Days, dayNumber, type FormDays, roleOf } from '../link/index.ts'
import { among, selectLists } from './dialect.ts'
import type { FormTable, Tables } from './schema.ts'

/**
 * When reports tell of forms that may be namesakes: of those with a role at all, of the others of their keys that they
 * hold an office. Nothing is read where no form has a role, as is so of nearly all names.
 */
export async function readFormDays(
  db: Kysely<Tables>,
  forms: readonly Pick<FormTable, 'n' | 'id' | 'key' | 'calling'>[],
): Promise<FormDays> {
  const withRole = forms.filter(({ calling }) => calling !== '')
  if (withRole.length === 0) return new Map()
  const keys = new Set(withRole.map(({ key }) => key))
  const plain = forms.filter(({ key, calling }) => calling === '' && keys.has(key))
  const told = await selectLists<[form: number, first: string, last: string]>(
    db,
    sql`form, first, last`,
    sql`(select form, min(published) as first, max(published) as last from form_reports
      join reports on reports.n = report where form in ${among(withRole.map(({ n }) => n))} and published <> '' group by form)`,
  )
  const held = await selectLists<[form: number, title: string, first: string, last: string]>(
    db,
    sql`form, title_key, first, last`,
    sql`(select form, title_key, min(published) as first, max(published) as last from offices
      join reports on reports.n = report
      where form in ${among(plain.map(({ n }) => n))} and former = 0 and published <> '' group by form, title_key)`,
  )
  const days = new Map<number, Days>()
  const add = (form: number, first: string, last: string) => {
    const known = days.get(form)
    const [from, to] = [dayNumber(first), dayNumber(last)]
    days.set(form, known === undefined ? { first: from, last: to } : widen(known, from, to))
  }
  for (const [form, first, last] of told) add(form, first, last)
  for (const [form, title, first, last] of held) if (roleOf(title) === undefined) add(form, first, last)
  return new Map(forms.flatMap(({ n, id }) => (days.has(n) ? [[id, days.get(n)!] as const] : [])))
}

const widen = ({ first, last }: Days, from: number, to: number): Days => ({
  first: Math.min(first, from),
  last: Math.max(last, to),
})
