import { sql } from 'kysely'
import { isAmong } from './dialect.ts'
import type { OpenRecord } from './open.ts'
import { type PeriodLength, periodOf } from './periods.ts'

/** Whether people and bodies stand for their country, those of none left out, or each for itself. */
export type DyadLevel = 'country' | 'actor'

/** A side of a dyad. */
export interface DyadSide {
  /** A country's code; of people and bodies the id of the `actors` row, else that of a form that nobody in particular bears. */
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly country?: string
}

/** What one side did to the other, or with it, in one period. */
export interface DyadCount {
  /** The first day of the period. */
  readonly period: string
  readonly from: string
  readonly to: string
  /** Those of acts done together, which are counted both ways. */
  readonly together: number
  readonly events: number
  readonly intensity: number
  /** 1 to 4: words and deeds with, words and deeds against. */
  readonly quad: number
}

/**
 * Counts events by who did them to whom, by period and quad, those of some numbers if these are given; undated events
 * and those without a recipient are left out.
 */
export async function countDyads(
  { backend: { db } }: OpenRecord,
  ns: readonly number[] | undefined,
  { by, level }: { readonly by: PeriodLength; readonly level: DyadLevel },
): Promise<DyadCount[]> {
  const node = level === 'country' ? sql`country` : sql`coalesce(actor, id)`
  const { rows } = await sql<DyadCount>`with
    asked as materialized (select n, ${periodOf(by)} as period, quad, intensity,
      type in ('CONSULT', 'AGREE', 'COOPERATE') as mutual from events where ${isAmong(ns)} and day <> ''),
    named as materialized (select n, ${node} as node from forms),
    sides as materialized (select distinct event, role, node from parties join named on named.n = parties.form
      where node is not null and event in (select n from asked))
    select period, a.node as "from", b.node as "to", quad, count(*) as events, sum(mutual) as together,
      sum(intensity) as intensity
    from asked join sides a on a.event = asked.n and a.role = 0 join sides b on b.event = asked.n and b.role = 1
    where a.node <> b.node group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(db)
  return rows
}

/** Names the sides of dyads: a country by its code, others as the register does. */
export async function nameSides(
  { backend: { db } }: OpenRecord,
  ids: readonly string[],
  level: DyadLevel,
): Promise<Map<string, DyadSide>> {
  const values = sql`(select value from json_each(${JSON.stringify(ids)}))`
  const { rows } =
    level === 'country'
      ? await sql<Named>`select value as id, value as country, 'country' as kind, coalesce((select name from actors
          where kind = 'country' and country = value order by length(name), name limit 1), value) as name
          from json_each(${JSON.stringify(ids)})`.execute(db)
      : await sql<Named>`select id, name, kind, country from actors where id in ${values}
          union all select id, name, kind, country from forms where actor is null and id in ${values}`.execute(db)
  return new Map(rows.map(({ country, ...row }) => [row.id, { ...row, ...(country === null ? {} : { country }) }]))
}

type Named = Omit<DyadSide, 'country'> & { readonly country: string | null }
