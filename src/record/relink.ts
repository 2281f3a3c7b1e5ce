import type { Transaction } from 'kysely'
import type { CodedEvent } from '../code/index.ts'
import { blockingKeys, clusterComponent, isCandidate, type LinkMention } from '../link/index.ts'
import { chunks, inChunks } from './chunks.ts'
import { type ChangedEvent, deleteEvents, writeEvents } from './events.ts'
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

/** Facts of mentions read before: they never change while a mention keeps its number. */
export type KnownMentions = Map<number, LinkMention>

interface Member {
  readonly n: number
  readonly mention: LinkMention
  readonly component: number
  readonly event: string
  readonly coded?: CodedEvent
}

const CHUNK = 4000
const MAX_KNOWN = 100_000

/**
 * Links loose mentions with those on record. Only the components that they touch are clustered, each from all of its
 * mentions, so that the result is that of linking everything at once. Writes events and the places of old mentions;
 * returns where the loose ones belong, which is the caller's to write, and how many events are new or changed.
 */
export async function relink(
  tx: Transaction<Tables>,
  loose: readonly LooseMention[],
  known: KnownMentions,
): Promise<{ readonly places: ReadonlyMap<number, Place>; readonly nEvents: number }> {
  if (known.size > MAX_KNOWN) known.clear()
  for (const { n, mention } of loose) known.set(n, mention)
  const groups = await joinComponents(tx, loose, known)
  const places = new Map<number, Place>()
  const changed: ChangedEvent[] = []
  const gone = new Set<string>()
  for (const members of groups) {
    const clusters = clusterMembers(members)
    for (const { event } of members) if (event !== '') gone.add(event)
    const component = Math.min(...members.map(({ n }) => n))
    for (const { id, cluster } of clusters) for (const { n } of cluster) places.set(n, { component, event: id })
    for (const { id, cluster } of clusters) {
      const nBefore = members.filter(({ event }) => event === id).length
      if (nBefore === cluster.length && cluster.every(({ event }) => event === id)) gone.delete(id)
      else
        changed.push({ id, mentions: cluster.map(({ n, mention, coded }) => ({ n, report: mention.reportId, coded })) })
    }
  }
  const isLoose = new Set(loose.map(({ n }) => n))
  await moveMentions(
    tx,
    groups.flat().filter(({ n }) => !isLoose.has(n)),
    places,
  )
  await deleteEvents(tx, [...gone])
  await writeEvents(tx, changed)
  return { places, nEvents: changed.length }
}

function clusterMembers(members: readonly Member[]): { id: string; cluster: Member[] }[] {
  const byId = new Map(members.map((member) => [member.mention.id, member]))
  return clusterComponent(members.map(({ mention }) => mention)).map(({ id, mentions }) => ({
    id,
    cluster: mentions.map((mention) => byId.get(mention)!),
  }))
}

/** The components that hold loose mentions, whole. */
async function joinComponents(
  tx: Transaction<Tables>,
  loose: readonly LooseMention[],
  known: KnownMentions,
): Promise<Member[][]> {
  const sets = new Map<string, string>(loose.map(({ n }) => [`loose${n}`, `loose${n}`]))
  const { filed, componentOf } = await readCandidates(tx, loose, known)
  for (const { n, mention } of loose) {
    const others = new Set(blockingKeys(mention).sought.flatMap((key) => filed.get(key) ?? []))
    for (const other of others) {
      const component = componentOf.get(other)
      const label = component === undefined ? `loose${other}` : `old${component}`
      if (find(sets, label) !== find(sets, `loose${n}`) && isCandidate(mention, known.get(other)!))
        sets.set(find(sets, label), find(sets, `loose${n}`))
    }
  }
  const touched = [...sets.keys()].filter((label) => label.startsWith('old') && find(sets, label) !== label)
  const old = await readComponents(
    tx,
    touched.map((label) => Number(label.slice(3))),
    known,
  )
  const groups = new Map<string, Member[]>()
  const put = (label: string, member: Member) => {
    const root = find(sets, label)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [member])
    else group.push(member)
  }
  for (const member of loose) put(`loose${member.n}`, { ...member, component: 0 })
  for (const member of old) put(`old${member.component}`, member)
  return [...groups.values()]
}

/** The representative of a label's set, which it enters alone if it is new. */
function find(sets: Map<string, string>, label: string): string {
  let root = label
  for (let next = sets.get(root); next !== undefined && next !== root; next = sets.get(root)) root = next
  sets.set(label, root)
  return root
}

/** The mentions filed where the loose ones look, by key; old ones with their components, and their facts made known. */
async function readCandidates(tx: Transaction<Tables>, loose: readonly LooseMention[], known: KnownMentions) {
  const filed = new Map<string, number[]>()
  const file = (key: string, n: number) => {
    const block = filed.get(key)
    if (block === undefined) filed.set(key, [n])
    else block.push(n)
  }
  const isLoose = new Set(loose.map(({ n }) => n))
  const sought = new Set<string>()
  for (const { n, mention } of loose) {
    const keys = blockingKeys(mention)
    for (const key of keys.filed) file(key, n)
    for (const key of keys.sought) sought.add(key)
  }
  const found = await inChunks([...sought], CHUNK, (part) =>
    tx.selectFrom('blocks').selectAll().where('key', 'in', part).execute(),
  )
  const old = found.filter(({ mention }) => !isLoose.has(mention))
  for (const { key, mention } of old) file(key, mention)
  const componentOf = new Map<number, number>()
  const ns = [...new Set(old.map(({ mention }) => mention))]
  const places = await inChunks(ns, CHUNK, (part) =>
    tx.selectFrom('mentions').select(['n', 'component']).where('n', 'in', part).execute(),
  )
  for (const { n, component } of places) componentOf.set(n, component)
  await readFacts(tx, ns, known)
  return { filed, componentOf }
}

async function readFacts(tx: Transaction<Tables>, ns: readonly number[], known: KnownMentions): Promise<void> {
  const unknown = ns.filter((n) => !known.has(n))
  const rows = await inChunks(unknown, CHUNK, (part) =>
    tx.selectFrom('mentions').select(['n', 'facts']).where('n', 'in', part).execute(),
  )
  for (const { n, facts } of rows) known.set(n, JSON.parse(facts) as LinkMention)
}

async function readComponents(
  tx: Transaction<Tables>,
  components: readonly number[],
  known: KnownMentions,
): Promise<Member[]> {
  const rows = await inChunks(components, CHUNK, (part) =>
    tx.selectFrom('mentions').select(['n', 'component', 'event']).where('component', 'in', part).execute(),
  )
  await readFacts(
    tx,
    rows.map(({ n }) => n),
    known,
  )
  return rows.map((row) => ({ ...row, mention: known.get(row.n)! }))
}

/** Writes the places of old mentions that changed. */
async function moveMentions(
  tx: Transaction<Tables>,
  members: readonly Member[],
  places: ReadonlyMap<number, Place>,
): Promise<void> {
  const moves = new Map<string, { place: Place; ns: number[] }>()
  for (const { n, component, event } of members) {
    const place = places.get(n)!
    if (place.component === component && place.event === event) continue
    const key = `${place.component} ${place.event}`
    const move = moves.get(key) ?? { place, ns: [] }
    move.ns.push(n)
    moves.set(key, move)
  }
  for (const { place, ns } of moves.values())
    for (const part of chunks(ns, CHUNK)) await tx.updateTable('mentions').set(place).where('n', 'in', part).execute()
}
