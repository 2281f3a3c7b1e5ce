import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { among, selectLists } from './dialect.ts'
import type { Coded } from './mentions.ts'
import { relateAcross } from './relations-across.ts'
import { relateTold } from './relations-told.ts'
import type { Relation, RelationKind } from './rows.ts'
import type { Tables } from './schema.ts'

/** One event's relation to another, by their numbers. */
export interface Related {
  readonly a: number
  readonly kind: Directed
  readonly b: number
}

/** A relation by its first event; from the second it is the inverse. */
export type Directed = 'plan-of' | 'part-of' | 'response-to' | 'demand-for'

const INVERSE: Readonly<Record<Directed, RelationKind>> = {
  'plan-of': 'outcome-of',
  'part-of': 'whole-of',
  'response-to': 'answered-by',
  'demand-for': 'demanded-by',
}

/**
 * Finds what events are to others, by the number of the event: from what their reports tell of both, and from types,
 * parties and days. Nothing of it is stored, so that it is a function of the events on record and no id dangles.
 */
export async function readRelations(
  db: Kysely<Tables>,
  tellings: ReadonlyMap<number, readonly Coded[]>,
): Promise<ReadonlyMap<number, readonly Relation[]>> {
  const own = [...tellings.keys()]
  const related = [...(await relateTold(db, tellings)), ...(await relateAcross(db, own))]
  const ids = await readIds(db, [...new Set(related.flatMap(({ a, b }) => [a, b]))])
  const found = new Map<number, Map<string, Relation>>(own.map((n) => [n, new Map()]))
  const add = (n: number, kind: RelationKind, other: number) => {
    const to = ids.get(other)
    // What is struck out is nothing to others.
    if (to === undefined) return
    found.get(n)?.set(`${kind} ${to}`, { kind, to })
  }
  for (const { a, kind, b } of related) {
    add(a, kind, b)
    add(b, INVERSE[kind], a)
  }
  return new Map([...found].map(([n, some]) => [n, [...some].sort(byKey).map(([, relation]) => relation)]))
}

const byKey = ([a]: readonly [string, Relation], [b]: readonly [string, Relation]) => (a < b ? -1 : a > b ? 1 : 0)

async function readIds(db: Kysely<Tables>, ns: readonly number[]): Promise<Map<number, string>> {
  if (ns.length === 0) return new Map()
  return new Map(await selectLists<[number, string]>(db, sql`n, id`, sql`events where n in ${among(ns)}`))
}
