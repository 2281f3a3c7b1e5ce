import { sql, type Transaction } from 'kysely'
import { MAX_COMPONENT, partKey } from '../link/index.ts'
import { among, selectLists } from './dialect.ts'
import { type Component, type Known, type Member, readComponents, readMembers } from './members.ts'
import { keyNumber } from './numbers.ts'
import type { Rulings } from './rulings.ts'
import type { Tables } from './schema.ts'

interface Pulling {
  readonly rulings: Rulings
  readonly touched: readonly number[]
  readonly known: Known
}

/**
 * Adds to components about to be clustered all that judgements tie to their mentions, and to those touched: whole
 * components, of those past the bound the parts. Which component a mention belongs to is left as facts have it.
 */
export async function pullIn(
  tx: Transaction<Tables>,
  components: readonly Component[],
  { rulings: { tied }, touched, known }: Pulling,
): Promise<readonly Component[]> {
  if (tied.size === 0 && touched.length === 0) return components
  const all = [...components]
  const loaded = new Set<number>()
  let fresh: readonly Member[] = components.flatMap(({ members }) => members)
  let wanted = new Set(touched)
  for (;;) {
    for (const { n } of fresh) {
      loaded.add(n)
      for (const other of tied.get(n) ?? []) wanted.add(other)
    }
    for (const n of touched) for (const other of tied.get(n) ?? []) wanted.add(other)
    const missing = [...wanted].filter((n) => !loaded.has(n))
    if (missing.length === 0) return all
    const found = await readUnits(tx, missing, known)
    // A mention that is on record no more, or not yet, has nothing to pull in.
    for (const n of missing) loaded.add(n)
    fresh = found.flatMap(({ members }) => members)
    for (const component of found) addTo(all, component)
    wanted = new Set()
  }
}

/** The components of mentions; of those past the bound, the parts of the mentions. */
async function readUnits(tx: Transaction<Tables>, ns: readonly number[], known: Known): Promise<Component[]> {
  const places = await selectLists<[n: number, component: number, part: number]>(
    tx,
    sql`n, component, part`,
    sql`mentions where n in ${among(ns)}`,
  )
  const rows = await readComponents(tx, [...new Set(places.map(([, component]) => component))])
  const found: Component[] = []
  for (const [label, row] of rows) {
    const own = places.filter(([, component]) => component === label)
    const parts = row.size <= MAX_COMPONENT ? undefined : [...new Set(own.map(([, , part]) => part))]
    found.push({ label, row, joined: [label], members: await readMembers(tx, [label], known, parts) })
  }
  return found
}

/** Files a component's members with those of it that are there. */
function addTo(all: Component[], found: Component): void {
  const at = all.findIndex(({ joined }) => joined.includes(found.label))
  if (at < 0) return void all.push(found)
  const known = all[at]!
  const there = new Set(known.members.map(({ n }) => n))
  const parts = new Set(known.members.map(({ mention }) => keyNumber(partKey(mention))))
  // Where components came together past the bound, so do their parts: one that is there is there whole.
  const added = found.members.filter(({ n, mention }) => !there.has(n) && !parts.has(keyNumber(partKey(mention))))
  all[at] = { ...known, members: [...known.members, ...added] }
}
