import { type Kysely, sql, type Transaction } from 'kysely'
import { dayNumber } from '../link/index.ts'
import { among, insertRows, selectLists } from './dialect.ts'
import { formsIn } from './forms.ts'
import { readPacked } from './mentions.ts'
import type { MisspeltTable, Tables } from './schema.ts'

/** A misspelling is used by so many times fewer reports than the name. */
const RARE = 3
/** Reports of one affair are published within these days of each other. */
const AFFAIR_DAYS = 3
/** Reports that are looked at for each of the two names, and others that both must name. */
const [MAX_REPORTS, N_SHARED] = [4, 2]

/** A pair of actors, as forms of equal names make them, with the forms by which one may be the other misspelt. */
interface Pair {
  readonly base: string
  readonly other: string
}

/**
 * Finds which actors of some bases are others misspelt: a rare name against a frequent one of the same country, where
 * reports give both the same office, or reports of the same days tell both with the same others. A name that may be a
 * misspelling of several is none. What it says of a base depends on the reports of it and of those near it alone.
 */
export async function findMisspelt(db: Kysely<Tables>, bases: readonly string[]): Promise<MisspeltTable[]> {
  const pairs = await selectLists<[base: string, other: string]>(
    db,
    sql`base, other`,
    sql`(select distinct one.base as base, two.base as other from forms as one join near_forms on a = one.n
      join forms as two on two.n = b where one.base in ${among(bases)} and two.base <> one.base order by 1, 2)`,
  )
  if (pairs.length === 0) return []
  const uses = await readUses(db, [...new Set(pairs.flat())])
  const found = new Map<string, MisspeltTable[]>()
  for (const [base, other] of pairs) {
    const [own, others] = [uses.get(base)!, uses.get(other)!]
    if (own.reports * RARE > others.reports) continue
    if (own.country !== null && others.country !== null && own.country !== others.country) continue
    const because = (await sharedOffice(db, { base, other })) ?? (await sharedAffair(db, { base, other }))
    if (because !== undefined) found.set(base, [...(found.get(base) ?? []), { base, into: other, because }])
  }
  return [...found.values()].flatMap((some) => (some.length === 1 ? some : []))
}

async function readUses(db: Kysely<Tables>, bases: readonly string[]) {
  const rows = await selectLists<[base: string, reports: number, country: string | null]>(
    db,
    sql`base, reports, country`,
    sql`(select base, sum(reports) as reports, max(country) as country from forms
      where base in ${among(bases)} group by base)`,
  )
  return new Map(rows.map(([base, reports, country]) => [base, { reports, country }]))
}

const formsOfBase = (base: string) => sql`(select n from forms where base = ${base})`

async function sharedOffice(db: Kysely<Tables>, { base, other }: Pair): Promise<string | undefined> {
  const { rows } = await sql<{ title: string | null }>`select min(one.title_key) as title
    from offices as one join offices as two on two.title_key = one.title_key
      and ((one.country <> '' and two.country = one.country)
        or (one.organization <> '' and two.organization = one.organization))
    where one.form in ${formsOfBase(base)} and two.form in ${formsOfBase(other)}`.execute(db)
  const title = rows[0]?.title
  return title === null || title === undefined ? undefined : `reports call both ${title}`
}

async function sharedAffair(db: Kysely<Tables>, { base, other }: Pair): Promise<string | undefined> {
  const own = await selectLists<[n: number, published: string]>(
    db,
    sql`n, published`,
    sql`(select distinct reports.n, published, id from reports join form_reports on report = reports.n
      where form in ${formsOfBase(base)} and published <> '' order by published, id limit ${MAX_REPORTS})`,
  )
  for (const [n, published] of own) {
    const [from, to] = [isoDay(dayNumber(published) - AFFAIR_DAYS), isoDay(dayNumber(published) + AFFAIR_DAYS)]
    const near = await selectLists<[n: number]>(
      db,
      sql`n`,
      sql`(select distinct reports.n, published, id from reports join form_reports on report = reports.n
        where form in ${formsOfBase(other)} and published between ${from} and ${to} and reports.n <> ${n}
        order by abs(julianday(published) - julianday(${published})), id limit ${MAX_REPORTS})`,
    )
    const coded = await readPacked(db, [n, ...near.map(([one]) => one)])
    const named = new Set(formsIn(coded.get(n)!).map(({ form }) => form.id))
    for (const [one] of near) {
      const shared = formsIn(coded.get(one)!).filter(({ form }) => named.has(form.id))
      if (shared.length >= N_SHARED && shared.some(({ form }) => form.kind !== 'country'))
        return 'reports of the same days tell both with the same others'
    }
  }
  return undefined
}

const DAY_MS = 86_400_000
const isoDay = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)

/**
 * Writes down anew which actors of bases, and of those near them, are others misspelt. Returns the bases whose actor may
 * be another now, these included.
 */
export async function markMisspelt(tx: Transaction<Tables>, bases: readonly string[]): Promise<string[]> {
  const near = await selectLists<[base: string]>(
    tx,
    sql`base`,
    sql`(select distinct base from forms where n in (select b from forms join near_forms on a = n
      where base in ${among(bases)}))`,
  )
  const asked = [...new Set([...bases, ...near.map(([base]) => base)])]
  const rows = near.length === 0 ? [] : await findMisspelt(tx, asked)
  await sql`delete from misspelt where base in ${among(asked)}`.execute(tx)
  await insertRows(
    tx,
    'misspelt',
    { columns: ['base', 'into', 'because'] },
    rows.map(({ base, into, because }) => [base, into, because]),
  )
  return near.length === 0 ? [...bases] : withDependents(tx, asked)
}

/** Bases with those that are one of them misspelt, and so on. */
async function withDependents(tx: Transaction<Tables>, bases: readonly string[]): Promise<string[]> {
  const all = new Set(bases)
  for (let next = [...bases]; next.length > 0; ) {
    const rows = await selectLists<[base: string]>(tx, sql`base`, sql`misspelt where "into" in ${among(next)}`)
    next = rows.map(([base]) => base).filter((base) => !all.has(base))
    for (const base of next) all.add(base)
  }
  return [...all]
}

/** The actor that a base is: itself, or what it is a misspelling of, as far as that leads. */
export function followMisspelt(base: string, rows: ReadonlyMap<string, Pick<MisspeltTable, 'into'>>): string {
  let at = base
  // Each step leads to a name of three times as many reports, so that it ends.
  for (let next = rows.get(at); next !== undefined; next = rows.get(at)) at = next.into
  return at
}
