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
export async function joinComponents(tx: Transaction<Tables>, joining: Joining): Promise<Component[]> {
  const { own, old } = await connect(tx, joining)
  const rows = await readComponents(tx, [...old.values()].flat())
  const small = [...rows.values()].filter(isSmall).map(({ n }) => n)
  const members = groupBy(await readMembers(tx, small, joining.known), ({ component }) => component)
  const components: Component[] = []
  for (const [set, idxs] of own) {
    const joined = old.get(set)
    const component = joinOne(idxs, joined === undefined ? NONE : joined.map((n) => rows.get(n)!), {
      loose: joining.loose,
      small: members,
    })
    const large = joined?.filter((n) => !isSmall(rows.get(n)!)) ?? NONE
    components.push(large.length === 0 ? component : await withParts(tx, component, { large, known: joining.known }))
  }
  return components
}

const NONE: readonly never[] = []
const isSmall = ({ size }: ComponentTable) => size <= MAX_COMPONENT

/** The component of some loose mentions, by their places, and of old ones; of these, the members of those that are small. */
function joinOne(
  idxs: readonly number[],
  old: readonly ComponentTable[],
  { loose, small }: { readonly loose: readonly LooseMention[]; readonly small: ReadonlyMap<number, readonly Member[]> },
): Component {
  const label = labelOf(idxs, old, loose)
  const members: Member[] = []
  let [first, last] = ['9999', '']
  for (const i of idxs) {
    const { n, mention, facts, event } = loose[i]!
    members.push({ n, mention, facts, component: label, event, loose: i })
    const day = mention.published ?? '9999'
    if (day < first) first = day
    if (day > last) last = day
  }
  let size = idxs.length
  for (const row of old) {
    size += row.size
    if (row.first < first) first = row.first
    if (row.last > last) last = row.last
    for (const member of small.get(row.n) ?? NONE) members.push(member)
  }
  return { label, row: { n: label, size, first, last }, joined: old.map(({ n }) => n), members }
}

/** The largest of the old components keeps its label, since every mention bears it. */
function labelOf(idxs: readonly number[], old: readonly ComponentTable[], loose: readonly LooseMention[]): number {
  let largest = old[0]
  if (largest === undefined) return idxs.reduce((least, i) => Math.min(least, loose[i]!.n), Number.POSITIVE_INFINITY)
  for (const one of old) if (one.size > largest.size || (one.size === largest.size && one.n < largest.n)) largest = one
  return largest.n
}

/** Adds to a component what its members touch of the old ones in it that are past the bound. */
async function withParts(
  tx: Transaction<Tables>,
  component: Component,
  { large, known }: { readonly large: readonly number[]; readonly known: Known },
): Promise<Component> {
  const parts = new Set(component.members.map(({ mention }) => keyNumber(partKey(mention))))
  for (const part of await sharedParts(tx, large)) parts.add(part)
  return { ...component, members: [...component.members, ...(await readMembers(tx, large, known, [...parts]))] }
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

/** Mentions of which loose ones may be tellings of the same act. */
type Block = Candidate[]

/**
 * Which loose mentions, by their places in the list, and old components come together, by set; components that nothing
 * joins are left out.
 */
async function connect(tx: Transaction<Tables>, { loose, keys, known }: Joining) {
  const nodes = new Map<number, Node>()
  const candidates: Candidate[] = []
  for (const { mention } of loose) candidates.push({ mention, node: { parent: undefined }, comparedWith: undefined })
  const blocks = await readCandidates(tx, { loose, keys, known, own: candidates, nodes })
  for (let i = 0; i < candidates.length; i++) joinAlike(candidates[i]!, blocks[i]!)
  return bySet(candidates, nodes)
}

function bySet(candidates: readonly Candidate[], nodes: ReadonlyMap<number, Node>) {
  const own = new Map<Node, number[]>()
  for (let i = 0; i < candidates.length; i++) fileIn(own, rootOf(candidates[i]!.node), i)
  const old = new Map<Node, number[]>()
  for (const [component, node] of nodes) {
    const root = rootOf(node)
    if (own.has(root)) fileIn(old, root, component)
  }
  return { own, old }
}

/** Joins the set of a loose mention with those of others in its blocks that may tell the same act. */
function joinAlike({ mention, node }: Candidate, blocks: readonly Block[]): void {
  let root = rootOf(node)
  for (const block of blocks)
    for (const other of block) {
      // Each pair is looked at once, however many keys it shares.
      if (other.comparedWith === mention) continue
      other.comparedWith = mention
      const set = rootOf(other.node)
      if (set === root || !isCandidate(mention, other.mention)) continue
      set.parent = root
      root = rootOf(root)
    }
}

function fileIn<K, T>(groups: Map<K, T[]>, key: K, item: T): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [item])
  else group.push(item)
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

interface Seeking extends Joining {
  readonly own: readonly Candidate[]
  /** Gains the nodes of the old components that candidates belong to. */
  readonly nodes: Map<number, Node>
}

/** For each loose mention the blocks that it looks into, with the mentions that are filed there. */
async function readCandidates(
  tx: Transaction<Tables>,
  { loose, keys, known, own, nodes }: Seeking,
): Promise<Block[][]> {
  const blocks = new Map<number, Block>()
  const sought: Block[][] = []
  for (const one of keys) sought.push(blocksSought(one, blocks))
  for (let i = 0; i < keys.length; i++) fileCandidate(own[i]!, keys[i]!, blocks)
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
  fileOthers(found, { blocks, nodes, known, others })
  return sought
}

interface Filing {
  /** By key; those of mentions on record gain them. */
  readonly blocks: ReadonlyMap<number, Block>
  readonly nodes: Map<number, Node>
  readonly known: Known
  /** Which of those found are no loose ones. */
  readonly others: ReadonlySet<number>
}

/** Files mentions on record in the blocks that loose ones look into. */
function fileOthers(
  found: readonly (readonly [key: number, n: number, component: number])[],
  { blocks, nodes, known, others }: Filing,
): void {
  const candidates = new Map<number, Candidate>()
  for (const [key, n, component] of found) {
    if (!others.has(n)) continue
    let candidate = candidates.get(n)
    if (candidate === undefined) {
      let node = nodes.get(component)
      if (node === undefined) {
        node = { parent: undefined }
        nodes.set(component, node)
      }
      candidate = { mention: known.mentions.get(n)!.mention, node, comparedWith: undefined }
      candidates.set(n, candidate)
    }
    blocks.get(key)!.push(candidate)
  }
}

/** The blocks that a mention looks into, made where they are not. */
function blocksSought({ sought }: BlockingKeys, blocks: Map<number, Block>): Block[] {
  const found: Block[] = []
  for (const key of sought) {
    let block = blocks.get(key)
    if (block === undefined) {
      block = []
      blocks.set(key, block)
    }
    found.push(block)
  }
  return found
}

/** Files a loose mention in those of its blocks that any looks into. */
function fileCandidate(candidate: Candidate, { filed }: BlockingKeys, blocks: ReadonlyMap<number, Block>): void {
  for (const key of filed) blocks.get(key)?.push(candidate)
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) fileIn(groups, keyOf(item), item)
  return groups
}
