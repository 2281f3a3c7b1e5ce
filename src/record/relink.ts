import { sql, type Transaction } from 'kysely'
import {
  type BlockingKeys,
  blockingKeys,
  byLeast,
  eventId,
  groupUnits,
  isCandidate,
  type LinkMention,
  MAX_COMPONENT,
  partKey,
  type Unit,
  unitsOf,
} from '../link/index.ts'
import { type EventKeys, eventKeys } from './assemble.ts'
import { patchKeys } from './corrections.ts'
import { among, insertRows, selectLists } from './dialect.ts'
import { type ChangedEvent, deleteEvents, newEventNumbers, retireEvents, toldIn, writeEvents } from './events.ts'
import {
  type Component,
  type Known,
  type KnownSignature,
  type LooseMention,
  type Member,
  readComponents,
  readFacts,
  readMembers,
} from './members.ts'
import { keyNumber } from './numbers.ts'
import { NO_RULINGS, type Rulings } from './rulings.ts'
import type { ComponentTable, Tables } from './schema.ts'
import { type Shape, shapeEvent, writeShapes } from './shapes.ts'
import { pullIn } from './tied.ts'

/** Where a mention belongs after linking. */
export interface Place {
  readonly component: number
  readonly event: number
}

/** Where the loose mentions belong and by which keys they are filed, and how many events gained or lost a mention. */
export interface Relinked {
  readonly places: ReadonlyMap<number, Place>
  readonly filed: ReadonlyMap<number, readonly number[]>
  readonly nEvents: number
}

/** What judgements make of mentions, and those whose judgements changed: all that these are tied to is linked again. */
export interface Curation {
  readonly rulings: Rulings
  readonly touched: readonly number[]
}

const UNCURATED: Curation = { rulings: NO_RULINGS, touched: [] }

/** Some 2 kB each, and a few thousand reports back is where the same acts are told. */
const MAX_KNOWN = 20_000

/**
 * Links loose mentions with those on record. Only the components that they touch are clustered, each from all of its
 * mentions, so that the result is that of linking everything at once; of a component past the bound only the parts
 * that they touch. Writes events and the places of old mentions; those of the loose ones are the caller's to write.
 */
export async function relink(
  tx: Transaction<Tables>,
  loose: readonly LooseMention[],
  known: Known,
  curation: Curation = UNCURATED,
): Promise<Relinked> {
  dropOldest(known.mentions)
  dropOldest(known.signatures)
  for (const { n, mention, facts } of loose) known.mentions.set(n, { mention, facts })
  const looseKeys: LooseKeys = new Map(loose.map(({ n, mention }) => [n, blockingKeys(mention)]))
  const joined = await joinComponents(tx, { loose, keys: looseKeys, known })
  const components = await pullIn(tx, joined, { known, ...curation })
  const { told, gone, moved } = clusterComponents(components, known.signatures, curation)
  const numbers = await newEventNumbers(tx, told.filter(({ event }) => event === 0).length)
  const places = new Map<number, Place>()
  const changed: ChangedEvent[] = []
  const shapes: { n: number; id: string; shape: Shape }[] = []
  const labels = new Map(components.flatMap(({ label, members }) => members.map(({ n }) => [n, label])))
  for (const { event, members, signature, keys, shape } of told) {
    const n = event === 0 ? numbers.next().value! : event
    for (const member of members) places.set(member.n, { component: labels.get(member.n)!, event: n })
    if (signature !== undefined) known.signatures.set(n, { ns: members.map((member) => member.n), signature })
    if (keys === undefined) continue
    const id = eventId(members[0]!.mention.id)
    changed.push({ n, id, keys, ...toldIn(members.map(({ mention }) => mention)) })
    if (shape !== undefined) shapes.push({ n, id, shape })
  }
  await moveMentions(tx, components, { isLoose: new Set(loose.map(({ n }) => n)), moved, places })
  await deleteEvents(tx, [...gone.keys()])
  await retireEvents(tx, gone)
  await writeEvents(tx, changed)
  await writeShapes(tx, shapes)
  return {
    places,
    filed: new Map([...looseKeys].map(([n, { filed }]) => [n, filed])),
    nEvents: told.filter(({ isChanged }) => isChanged).length,
  }
}

type LooseKeys = ReadonlyMap<number, BlockingKeys>

/** An event of a component that was clustered. */
interface Told {
  /** 0 where it is new. */
  readonly event: number
  /** Least first. */
  readonly members: readonly Member[]
  readonly isChanged: boolean
  /** What it is found by, as one text, where it changed. */
  readonly signature?: string
  /** What it is found by, where that is new. */
  readonly keys?: EventKeys
  /** What judgements make of it. */
  readonly shape?: Shape
}

/** Forgets what was known first, so that a bound holds. */
function dropOldest(known: Map<number, unknown>): void {
  for (const n of known.keys()) {
    if (known.size <= MAX_KNOWN) return
    known.delete(n)
  }
}

/** Clusters components: their events, those that are no more, and the mentions that told another event before. */
function clusterComponents(components: readonly Component[], signatures: Known['signatures'], curation: Curation) {
  const before = new Map<number, Member[]>()
  for (const { members } of components)
    for (const member of members) {
      if (member.event === 0) continue
      const own = before.get(member.event)
      if (own === undefined) before.set(member.event, [member])
      else own.push(member)
    }
  for (const own of before.values()) own.sort((a, b) => byLeast(a.mention, b.mention))
  // An event is the one that its least mention names.
  const eventOf = new Map([...before].map(([event, [least]]) => [least!.n, event]))
  const gone = new Map<number, readonly Member[]>(before)
  const told: Told[] = []
  const moved: Member[] = []
  const isTouched = new Set(curation.touched)
  const isJudged = ({ n }: Member) => isTouched.has(n) || curation.rulings.tied.has(n)
  for (const cluster of clusterMembers(components, curation.rulings)) {
    const event = eventOf.get(cluster[0]!.n) ?? 0
    gone.delete(event)
    const old = before.get(event) ?? []
    for (const member of cluster) if (member.event !== 0 && member.event !== event) moved.push(member)
    // What judgements make of an event is written anew whenever it is looked at: few are judged.
    if (cluster.some(isJudged))
      told.push({ event, members: cluster, isChanged: true, ...shapedKeys(cluster, curation) })
    else if (old.length === cluster.length && cluster.every((member) => member.event === event))
      told.push({ event, members: cluster, isChanged: false })
    else {
      const keys = keysOf(cluster)
      const signature = signatureOf(keys, cluster)
      const isFound = old.length > 0 && oldSignature(old, signatures.get(event)) === signature
      const one = { event, members: cluster, isChanged: true, signature }
      told.push(isFound ? one : { ...one, keys })
    }
  }
  return { told, gone, moved }
}

const keysOf = (members: readonly Member[]) => eventKeys(members.map(({ facts }) => facts))

/** As `keysOf`, with what judgements make of it. */
function shapedKeys(members: readonly Member[], { rulings }: Curation): Pick<Told, 'keys' | 'shape'> {
  const ns = members.map(({ n }) => n)
  const [keys, shape] = [keysOf(members), shapeEvent(ns, rulings)]
  return shape === undefined ? { keys } : { keys: patchKeys(keys, shape.patch), shape }
}

/** The signature of an event before the batch. */
function oldSignature(old: readonly Member[], known: KnownSignature | undefined): string {
  const isKnown = known?.ns.length === old.length && known.ns.every((n, i) => n === old[i]!.n)
  return isKnown ? known.signature : signatureOf(keysOf(old), old)
}

/** What an event of these mentions is found by, as one text. */
function signatureOf(keys: EventKeys, members: readonly Member[]): string {
  const { eventType, mode, actors, recipients, date, location, status, weapon, quad, intensity, isForeseen } = keys
  const day = date === undefined ? '' : `${date.value} ${date.start}/${date.end}`
  const place = location === undefined ? '' : `${location.name}|${location.country}`
  const sides = [actors, recipients].map((side) => side.map(({ id }) => id).join('\n')).join('\t')
  return [
    eventType,
    mode,
    status,
    day,
    place,
    weapon?.kind,
    quad,
    intensity,
    isForeseen,
    sides,
    members[0]!.mention.published,
    members.every(({ mention }) => mention.isSeries),
  ].join('\t')
}

/** Clusters the mentions of components; of those past the bound only the parts that are there are whole. */
function clusterMembers(components: readonly Component[], { constraints }: Rulings): Member[][] {
  const memberOf = new Map<LinkMention, Member>()
  const units: Unit[] = []
  for (const { row, members } of components) {
    for (const member of members) memberOf.set(member.mention, member)
    const mentions = members.map(({ mention }) => mention)
    for (const unit of unitsOf(mentions, row.size)) units.push(unit)
  }
  return groupUnits(units, constraints).map((mentions) => mentions.map((mention) => memberOf.get(mention)!))
}

interface Joining {
  readonly loose: readonly LooseMention[]
  readonly keys: LooseKeys
  readonly known: Known
}

/** The components that hold loose mentions; of old ones past the bound only the parts that the others touch. */
async function joinComponents(tx: Transaction<Tables>, { loose, keys, known }: Joining): Promise<Component[]> {
  const { own: looseBySet, old: oldBySet } = await connect(tx, { loose, keys, known })
  const joined = [...oldBySet.values()].flat()
  const rows = await readComponents(tx, joined)
  const isSmall = (component: number) => rows.get(component)!.size <= MAX_COMPONENT
  const small = groupBy(await readMembers(tx, joined.filter(isSmall), known), ({ component }) => component)
  const components: Component[] = []
  for (const [set, own] of looseBySet) {
    const old = oldBySet.get(set) ?? []
    const members: Member[] = own.map((one) => ({ ...one, component: 0 }))
    for (const component of old) members.push(...(small.get(component) ?? []))
    const large = old.filter((component) => !isSmall(component))
    if (large.length > 0) {
      const parts = members.map(({ mention }) => keyNumber(partKey(mention)))
      members.push(...(await readMembers(tx, large, known, [...new Set(parts), ...(await sharedParts(tx, large))])))
    }
    // The largest keeps its label, since every mention bears it.
    const largest = old.toSorted((a, b) => rows.get(b)!.size - rows.get(a)!.size || a - b)[0]
    const label = largest ?? Math.min(...own.map(({ n }) => n))
    const row = componentRow(
      label,
      own,
      old.map((component) => rows.get(component)!),
    )
    components.push({ label, row, joined: old, members })
  }
  return components
}

/** The parts that several components past the bound have: where these come together, so do their parts. */
async function sharedParts(tx: Transaction<Tables>, large: readonly number[]): Promise<number[]> {
  if (large.length < 2) return []
  const rows = await tx
    .selectFrom('mentions')
    .select('part')
    .where('component', 'in', among(large))
    .groupBy('part')
    .having(sql<boolean>`count(distinct component) > 1`)
    .execute()
  return rows.map(({ part }) => part)
}

/** A loose mention or an old component, and what it came together with: the set is named by the root. */
interface Node {
  parent: Node | undefined
}

/** A mention that loose ones are compared with, and which of them was last. */
interface Candidate {
  readonly mention: LinkMention
  readonly node: Node
  comparedWith: LinkMention | undefined
}

/** Which loose mentions and old components come together, by set; components that nothing joins are left out. */
async function connect(tx: Transaction<Tables>, { loose, keys, known }: Joining) {
  const nodes = new Map<number, Node>()
  const own: Candidate[] = loose.map(({ mention }) => ({
    mention,
    node: { parent: undefined },
    comparedWith: undefined,
  }))
  const filed = await readCandidates(tx, { loose, keys, known, own, nodes })
  loose.forEach(({ n, mention }, i) => {
    let root = rootOf(own[i]!.node)
    for (const key of keys.get(n)!.sought) {
      // Each pair is looked at once, however many keys it shares.
      for (const other of filed.get(key) ?? []) {
        if (other.comparedWith === mention) continue
        other.comparedWith = mention
        const set = rootOf(other.node)
        if (set === root || !isCandidate(mention, other.mention)) continue
        set.parent = root
        root = rootOf(root)
      }
    }
  })
  const isJoined = new Set(own.map(({ node }) => rootOf(node)))
  const old = [...nodes].filter(([, node]) => isJoined.has(rootOf(node)))
  const oldBySet = new Map(
    [...groupBy(old, ([, node]) => rootOf(node))].map(([root, some]) => [root, some.map(([component]) => component)]),
  )
  const ownBySet = groupBy(
    loose.map((one, i) => ({ one, root: rootOf(own[i]!.node) })),
    ({ root }) => root,
  )
  return { own: new Map([...ownBySet].map(([root, some]) => [root, some.map(({ one }) => one)])), old: oldBySet }
}

function rootOf(node: Node): Node {
  let root = node
  while (root.parent !== undefined) root = root.parent
  for (let at = node; at.parent !== undefined && at.parent !== root; ) {
    const { parent }: Node = at
    at.parent = root
    at = parent
  }
  return root
}

function componentRow(n: number, own: readonly LooseMention[], old: readonly ComponentTable[]): ComponentTable {
  const days = own.map(({ mention }) => mention.published ?? '9999')
  return {
    n,
    size: old.reduce((sum, { size }) => sum + size, own.length),
    first: least([...days, ...old.map(({ first }) => first)]),
    last: [...days, ...old.map(({ last }) => last)].reduce((a, b) => (a > b ? a : b)),
  }
}

const least = (days: readonly string[]) => days.reduce((a, b) => (a < b ? a : b))

interface Seeking extends Joining {
  readonly own: readonly Candidate[]
  /** Gains the nodes of the old components that candidates belong to. */
  readonly nodes: Map<number, Node>
}

/** The mentions filed where the loose ones look, by key. */
async function readCandidates(tx: Transaction<Tables>, { loose, keys, known, own, nodes }: Seeking) {
  const filed = new Map<number, Candidate[]>()
  const file = (key: number, candidate: Candidate) => {
    const block = filed.get(key)
    if (block === undefined) filed.set(key, [candidate])
    else block.push(candidate)
  }
  const sought = new Set<number>()
  loose.forEach(({ n }, i) => {
    for (const key of keys.get(n)!.filed) file(key, own[i]!)
    for (const key of keys.get(n)!.sought) sought.add(key)
  })
  const found = await selectLists<[key: number, n: number, component: number]>(
    tx,
    sql`key, n, component`,
    sql`blocks join mentions on mentions.n = blocks.mention where key in ${among([...sought])}`,
  )
  const others = [...new Set(found.map(([, n]) => n))].filter((n) => !keys.has(n))
  await readFacts(tx, others, known)
  const candidates = new Map<number, Candidate>()
  for (const [key, n, component] of found) {
    if (keys.has(n)) continue
    let candidate = candidates.get(n)
    if (candidate === undefined) {
      const node = nodes.get(component) ?? { parent: undefined }
      nodes.set(component, node)
      candidate = { mention: known.mentions.get(n)!.mention, node, comparedWith: undefined }
      candidates.set(n, candidate)
    }
    file(key, candidate)
  }
  return filed
}

interface Moving {
  readonly isLoose: ReadonlySet<number>
  readonly moved: readonly Member[]
  readonly places: ReadonlyMap<number, Place>
}

/** Writes components, and the places of old mentions that changed: the label of a component that joined another, and the event. */
async function moveMentions(
  tx: Transaction<Tables>,
  components: readonly Component[],
  { isLoose, moved, places }: Moving,
): Promise<void> {
  for (const { label, joined } of components) {
    const merged = joined.filter((component) => component !== label)
    if (merged.length === 0) continue
    await tx.updateTable('mentions').set({ component: label }).where('component', 'in', among(merged)).execute()
    await tx.deleteFrom('components').where('n', 'in', among(merged)).execute()
  }
  const replace = `on conflict (n) do update set size = excluded.size, first = excluded.first, last = excluded.last`
  await insertRows(
    tx,
    'components',
    { columns: ['n', 'size', 'first', 'last'], conflict: replace },
    components.map(({ row }) => [row.n, row.size, row.first, row.last]),
  )
  const old = moved.filter(({ n }) => !isLoose.has(n))
  for (const [event, some] of groupBy(old, ({ n }) => places.get(n)!.event)) {
    const ns = some.map(({ n }) => n)
    await tx.updateTable('mentions').set({ event }).where('n', 'in', among(ns)).execute()
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
