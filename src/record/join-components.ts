import { sql, type Transaction } from 'kysely'
import { type BlockingKeys, isCandidate, type LinkMention, MAX_COMPONENT, partKey } from '../link/index.ts'
import { among, selectLists } from './dialect.ts'
import {
  type Component,
  type Known,
  type LooseMention,
  type Member,
  readComponents,
  readFacts,
  readMembers,
} from './members.ts'
import { keyNumber } from './numbers.ts'
import type { ComponentTable, Tables } from './schema.ts'

/** Loose mentions with the keys of each, and what is known of those on record. */
export interface Joining {
  readonly loose: readonly LooseMention[]
  /** By their order. */
  readonly keys: readonly BlockingKeys[]
  readonly known: Known
}

/** The components that hold loose mentions; of old ones past the bound only the parts that the others touch. */
export async function joinComponents(tx: Transaction<Tables>, { loose, keys, known }: Joining): Promise<Component[]> {
  const { own: looseBySet, old: oldBySet } = await connect(tx, { loose, keys, known })
  const joined = [...oldBySet.values()].flat()
  const rows = await readComponents(tx, joined)
  const isSmall = (component: number) => rows.get(component)!.size <= MAX_COMPONENT
  const small = groupBy(await readMembers(tx, joined.filter(isSmall), known), ({ component }) => component)
  const components: Component[] = []
  for (const [set, own] of looseBySet) {
    const old = oldBySet.get(set) ?? []
    const members: Member[] = own.map((i) => {
      const { n, mention, facts, event } = loose[i]!
      return { n, mention, facts, event, component: 0, loose: i }
    })
    for (const component of old) members.push(...(small.get(component) ?? []))
    const large = old.filter((component) => !isSmall(component))
    if (large.length > 0) {
      const parts = members.map(({ mention }) => keyNumber(partKey(mention)))
      members.push(...(await readMembers(tx, large, known, [...new Set(parts), ...(await sharedParts(tx, large))])))
    }
    // The largest keeps its label, since every mention bears it.
    const largest = old.toSorted((a, b) => rows.get(b)!.size - rows.get(a)!.size || a - b)[0]
    const label = largest ?? Math.min(...own.map((i) => loose[i]!.n))
    const row = componentRow(
      label,
      own.map((i) => loose[i]!),
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

/**
 * Which loose mentions, by their places in the list, and old components come together, by set; components that nothing
 * joins are left out.
 */
async function connect(tx: Transaction<Tables>, { loose, keys, known }: Joining) {
  const nodes = new Map<number, Node>()
  const own: Candidate[] = loose.map(({ mention }) => ({
    mention,
    node: { parent: undefined },
    comparedWith: undefined,
  }))
  const blocks = await readCandidates(tx, { loose, keys, known, own, nodes })
  loose.forEach(({ mention }, i) => {
    let root = rootOf(own[i]!.node)
    for (const block of blocks[i]!) {
      // Each pair is looked at once, however many keys it shares.
      for (const other of block) {
        if (other.comparedWith === mention) continue
        other.comparedWith = mention
        const set = rootOf(other.node)
        if (set === root || !isCandidate(mention, other.mention)) continue
        set.parent = root
        root = rootOf(root)
      }
    }
  })
  const ownBySet = new Map<Node, number[]>()
  own.forEach(({ node }, i) => {
    const root = rootOf(node)
    const set = ownBySet.get(root)
    if (set === undefined) ownBySet.set(root, [i])
    else set.push(i)
  })
  const oldBySet = new Map<Node, number[]>()
  for (const [component, node] of nodes) {
    const root = rootOf(node)
    if (!ownBySet.has(root)) continue
    const set = oldBySet.get(root)
    if (set === undefined) oldBySet.set(root, [component])
    else set.push(component)
  }
  return { own: ownBySet, old: oldBySet }
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

/** For each loose mention the blocks that it looks into, with the mentions that are filed there. */
async function readCandidates(tx: Transaction<Tables>, { loose, keys, known, own, nodes }: Seeking) {
  const blocks = new Map<number, Candidate[]>()
  const sought = keys.map((one) =>
    one.sought.map((key) => {
      let block = blocks.get(key)
      if (block === undefined) {
        block = []
        blocks.set(key, block)
      }
      return block
    }),
  )
  // Where nobody looks nothing need be filed.
  keys.forEach(({ filed }, i) => {
    for (const key of filed) blocks.get(key)?.push(own[i]!)
  })
  const found = await selectLists<[key: number, n: number, component: number]>(
    tx,
    sql`key, n, component`,
    sql`blocks join mentions on mentions.n = blocks.mention where key in ${among([...blocks.keys()])}`,
  )
  if (found.length === 0) return sought
  const isLoose = new Set(loose.map(({ n }) => n))
  const others = new Set<number>()
  for (const [, n] of found) if (!isLoose.has(n)) others.add(n)
  await readFacts(tx, [...others], known)
  const candidates = new Map<number, Candidate>()
  for (const [key, n, component] of found) {
    if (!others.has(n)) continue
    let candidate = candidates.get(n)
    if (candidate === undefined) {
      const node = nodes.get(component) ?? { parent: undefined }
      nodes.set(component, node)
      candidate = { mention: known.mentions.get(n)!.mention, node, comparedWith: undefined }
      candidates.set(n, candidate)
    }
    blocks.get(key)!.push(candidate)
  }
  return sought
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
