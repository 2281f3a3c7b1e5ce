import { sql } from 'kysely'
import { dayNumber, type EventColumns, type NumberLists } from './columns.ts'
import type { OpenRecord } from './open.ts'
import { firstDayOf, type PeriodLength } from './periods.ts'

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
 * Counts events by who did them to whom, by period and quad, those at some places of the columns if these are given; undated events
 * and those without a recipient are left out.
 */
export function countDyads(
  columns: EventColumns,
  indices: Iterable<number> | undefined,
  { by, level }: { readonly by: PeriodLength; readonly level: DyadLevel },
): DyadCount[] {
  const { starts, quads, intensities, facets, forms } = columns
  const nodes = new Map<string, number>()
  const nodeOf = new Map<number, number>()
  for (const [form, { country, actor }] of forms) {
    const node = level === 'country' ? country : actor
    if (node === null) continue
    if (!nodes.has(node)) nodes.set(node, nodes.size)
    nodeOf.set(form, nodes.get(node)!)
  }
  const isTogether = facets.type.names.map((type) => TOGETHER.has(type))
  const names = [...nodes.keys()]
  const periods = periodsOf(by)
  const counts = new Map<number, { -readonly [Key in keyof DyadCount]: DyadCount[Key] }>()
  for (const i of indices ?? starts.keys()) {
    if (starts[i] === UNDATED) continue
    const period = periods.numberOf(starts[i]!)
    const together = isTogether[facets.type.values[facets.type.offsets[i]!]!] ? 1 : 0
    const recipients = nodesAt(columns.parties[1], i, nodeOf)
    for (const from of nodesAt(columns.parties[0], i, nodeOf))
      for (const to of recipients) {
        if (from === to) continue
        const key = ((period * names.length + from) * names.length + to) * 4 + quads[i]! - 1
        const known = counts.get(key)
        if (known === undefined)
          counts.set(key, {
            period: periods.names[period]!,
            from: names[from]!,
            to: names[to]!,
            quad: quads[i]!,
            events: 1,
            together,
            intensity: intensities[i]!,
          })
        else {
          known.events += 1
          known.together += together
          known.intensity += intensities[i]!
        }
      }
  }
  return [...counts.values()]
}

/** Contract, clause 4: what every party does. */
const TOGETHER: ReadonlySet<string> = new Set(['CONSULT', 'AGREE', 'COOPERATE'])
const UNDATED = dayNumber('')

/** The sides that an event has in one role, none twice. */
function nodesAt({ offsets, values }: NumberLists, i: number, nodeOf: ReadonlyMap<number, number>): number[] {
  const found: number[] = []
  for (let j = offsets[i]!; j < offsets[i + 1]!; j++) {
    const node = nodeOf.get(values[j]!)
    if (node !== undefined && !found.includes(node)) found.push(node)
  }
  return found
}

/** Numbers the periods of days, and names each by its first day. */
function periodsOf(by: PeriodLength): { readonly names: readonly string[]; numberOf(day: number): number } {
  const names: string[] = []
  const numbers = new Map<string, number>()
  const known = new Map<number, number>()
  return {
    names,
    numberOf(day) {
      const found = known.get(day)
      if (found !== undefined) return found
      const name = firstDayOf(day, by)
      const number = numbers.get(name) ?? names.push(name) - 1
      numbers.set(name, number)
      known.set(day, number)
      return number
    },
  }
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
