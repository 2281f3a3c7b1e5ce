import { sql, type Transaction } from 'kysely'
import type { CodedEvent } from '../code/index.ts'
import {
  type BlockingKeys,
  blockingKeys,
  clusterPart,
  isCandidate,
  type LinkMention,
  MAX_COMPONENT,
  partKey,
} from '../link/index.ts'
import { among } from './dialect.ts'
import { type ChangedEvent, deleteEvents, retireEvents, writeEvents } from './events.ts'
import { readMentions, type StoredMention } from './mentions.ts'
import type { Tables } from './schema.ts'

/** A mention outside any component: new, or left over when its component lost another. */
export interface LooseMention {
  readonly n: number
  readonly mention: LinkMention
  readonly coded: CodedEvent
  /** The event it told before; '' for a new one. */
  readonly event: string
}

/** Where a mention belongs after linking. */
export interface Place {
  readonly component: number
  readonly event: string
}

/** Where the loose mentions belong and by which keys they are filed, and how many events are new or changed. */
export interface Relinked {
  readonly places: ReadonlyMap<number, Place>
  readonly keys: LooseKeys
  readonly nEvents: number
}

type LooseKeys = ReadonlyMap<number, BlockingKeys>

/** Mentions read before: they never change while they keep their number. */
export type KnownMentions = Map<number, Pick<StoredMention, 'mention' | 'coded'>>

interface Member {
  readonly n: number
  readonly mention: LinkMention
  readonly component: number
  readonly event: string
  readonly coded: CodedEvent
}

/** A component after the batch: those of its mentions that must be clustered anew, and how many it has in all. */
interface Component {
  readonly label: number
  /** The old components that came together in it. */
  readonly joined: readonly number[]
  readonly size: number
  readonly members: readonly Member[]
}

/** Some 3 kB each, and a few thousand reports back is where the same acts are told. */
const MAX_KNOWN = 12_000

/**
 * Links loose mentions with those on record. Only the components that they touch are clustered, each from all of its
 * mentions, so that the result is that of linking everything at once; of a component past the bound only the parts
 * that they touch. Writes events and the places of old mentions; those of the loose ones are the caller's to write.
 */
export async function relink(
  tx: Transaction<Tables>,
  loose: readonly LooseMention[],
  known: KnownMentions,
): Promise<Relinked> {
  for (const n of known.keys()) if (known.size > MAX_KNOWN) known.delete(n)
  for (const { n, mention, coded } of loose) known.set(n, { mention, coded })
  const keys: LooseKeys = new Map(loose.map(({ n, mention }) => [n, blockingKeys(mention)]))
  const components = await joinComponents(tx, loose, keys, known)
  const places = new Map<number, Place>()
  const changed: ChangedEvent[] = []
  const gone = new Map<string, Member[]>()
  for (const { label, size, members } of components) {
    const before = groupBy(
      members.filter(({ event }) => event !== ''),
      ({ event }) => event,
    )
    for (const [event, told] of before) gone.set(event, told)
    for (const { id, cluster } of clusterMembers(members, size)) {
      for (const { n } of cluster) places.set(n, { component: label, event: id })
      gone.delete(id)
      const isSame = before.get(id)?.length === cluster.length && cluster.every(({ event }) => event === id)
      if (!isSame)
        changed.push({
          id,
          mentions: cluster.map(({ n, mention, coded }) => ({ n, published: mention.published ?? '', coded })),
        })
    }
  }
  const isLoose = new Set(loose.map(({ n }) => n))
  await moveMentions(tx, components, isLoose, places)
  await deleteEvents(tx, [...gone.keys()])
  await retireEvents(tx, gone)
  await writeEvents(tx, changed)
  return { places, keys, nEvents: changed.length }
}

/** Clusters a component's mentions, part by part where it is past the bound. */
function clusterMembers(members: readonly Member[], size: number): { id: string; cluster: Member[] }[] {
  const parts = size <= MAX_COMPONENT ? [members] : groupBy(members, ({ mention }) => partKey(mention)).values()
  return [...parts].flatMap((part) => {
    const byId = new Map(part.map((member) => [member.mention.id, member]))
    return clusterPart(part.map(({ mention }) => mention)).map(({ id, mentions }) => ({
      id,
      cluster: mentions.map((mention) => byId.get(mention)!),
    }))
  })
}

/** The components that hold loose mentions; of old ones past the bound only the parts that the others touch. */
async function joinComponents(
  tx: Transaction<Tables>,
  loose: readonly LooseMention[],
  keys: LooseKeys,
  known: KnownMentions,
): Promise<Component[]> {
  const { filed, componentOf } = await readCandidates(tx, keys, known)
  // A set is named by a loose mention's number, or by the number of an old component below zero.
  const sets = new Map<number, number>(loose.map(({ n }) => [n, n]))
  for (const { n, mention } of loose) {
    const compared = new Set<number>()
    for (const key of keys.get(n)!.sought) {
      for (const other of filed.get(key) ?? []) {
        if (compared.has(other)) continue
        compared.add(other)
        const component = componentOf.get(other)
        const set = find(sets, component === undefined ? other : -component)
        if (set !== find(sets, n) && isCandidate(mention, known.get(other)!.mention)) sets.set(set, find(sets, n))
      }
    }
  }
  const joined = [...sets.keys()].filter((set) => set < 0 && find(sets, set) !== set).map((set) => -set)
  const looseBySet = groupBy(loose, ({ n }) => find(sets, n))
  const oldBySet = groupBy(joined, (component) => find(sets, -component))
  const sizes = await readSizes(tx, joined)
  const isSmall = (component: number) => sizes.get(component)! <= MAX_COMPONENT
  const small = groupBy(await readMembers(tx, joined.filter(isSmall), known), ({ component }) => component)
  const components: Component[] = []
  for (const [set, own] of looseBySet) {
    const old = oldBySet.get(set) ?? []
    const members: Member[] = own.map((one) => ({ ...one, component: 0 }))
    for (const component of old) members.push(...(small.get(component) ?? []))
    const large = old.filter((component) => !isSmall(component))
    const parts = [...new Set(large.length === 0 ? [] : members.map(({ mention }) => partKey(mention)))]
    members.push(...(await readMembers(tx, large, known, parts)))
    // The largest keeps its label, since every mention bears it.
    const largest = old.toSorted((a, b) => sizes.get(b)! - sizes.get(a)! || a - b)[0]
    const size = old.reduce((sum, component) => sum + sizes.get(component)!, own.length)
    components.push({ label: largest ?? Math.min(...own.map(({ n }) => n)), joined: old, size, members })
  }
  return components
}

/** The representative of a set, which enters alone if it is new. */
function find(sets: Map<number, number>, set: number): number {
  let root = set
  for (let next = sets.get(root); next !== undefined && next !== root; next = sets.get(root)) root = next
  sets.set(set, root)
  return root
}

/** The mentions filed where the loose ones look, by key; old ones with their components, and their facts made known. */
async function readCandidates(tx: Transaction<Tables>, keys: LooseKeys, known: KnownMentions) {
  const filed = new Map<string, number[]>()
  const file = (key: string, n: number) => {
    const block = filed.get(key)
    if (block === undefined) filed.set(key, [n])
    else block.push(n)
  }
  const sought = new Set<string>()
  for (const [n, own] of keys) {
    for (const key of own.filed) file(key, n)
    for (const key of own.sought) sought.add(key)
  }
  const found = await tx
    .selectFrom('blocks')
    .innerJoin('mentions', 'mentions.n', 'blocks.mention')
    .select(['key', 'n', 'component'])
    .where('key', 'in', among([...sought]))
    .execute()
  const componentOf = new Map<number, number>()
  for (const { key, n, component } of found) {
    if (keys.has(n)) continue
    file(key, n)
    componentOf.set(n, component)
  }
  await readFacts(tx, [...componentOf.keys()], known)
  return { filed, componentOf }
}

async function readFacts(tx: Transaction<Tables>, ns: readonly number[], known: KnownMentions): Promise<void> {
  const unknown = ns.filter((n) => !known.has(n))
  if (unknown.length === 0) return
  for (const { n, mention, coded } of await readMentions(tx, 'n', unknown)) known.set(n, { mention, coded })
}

async function readSizes(tx: Transaction<Tables>, components: readonly number[]): Promise<Map<number, number>> {
  if (components.length === 0) return new Map()
  const rows = await tx
    .selectFrom('mentions')
    .select(['component', sql<number>`count(*)`.as('size')])
    .where('component', 'in', among(components))
    .groupBy('component')
    .execute()
  return new Map(rows.map(({ component, size }) => [component, Number(size)]))
}

/** The mentions of components, or of some of their parts. */
async function readMembers(
  tx: Transaction<Tables>,
  components: readonly number[],
  known: KnownMentions,
  parts?: readonly string[],
): Promise<Member[]> {
  if (components.length === 0) return []
  const all = tx.selectFrom('mentions').select(['n', 'component', 'event']).where('component', 'in', among(components))
  const rows = await (parts === undefined ? all : all.where('part', 'in', among(parts))).execute()
  await readFacts(
    tx,
    rows.map(({ n }) => n),
    known,
  )
  return rows.map((row) => ({ ...row, ...known.get(row.n)! }))
}

/** Writes the places of old mentions that changed: the label of a component that joined another, and the event. */
async function moveMentions(
  tx: Transaction<Tables>,
  components: readonly Component[],
  isLoose: ReadonlySet<number>,
  places: ReadonlyMap<number, Place>,
): Promise<void> {
  for (const { label, joined, members } of components) {
    const merged = joined.filter((component) => component !== label)
    if (merged.length > 0)
      await tx.updateTable('mentions').set({ component: label }).where('component', 'in', among(merged)).execute()
    const moved = members.filter(({ n, event }) => !isLoose.has(n) && places.get(n)!.event !== event)
    for (const [event, some] of groupBy(moved, ({ n }) => places.get(n)!.event)) {
      const ns = some.map(({ n }) => n)
      await tx.updateTable('mentions').set({ event }).where('n', 'in', among(ns)).execute()
    }
  }
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
