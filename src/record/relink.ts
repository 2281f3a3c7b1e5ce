import { sql, type Transaction } from 'kysely'
import { blockingKeys, byLeast, eventId, groupUnits, type LinkMention, type Unit, unitsOf } from '../link/index.ts'
import { eventKeys, isSameKeys } from './assemble.ts'
import { patchKeys } from './corrections.ts'
import { among, insertRows } from './dialect.ts'
import { type ChangedEvent, deleteEvents, newEventNumbers, retireEvents, toldIn, writeEvents } from './events.ts'
import { joinComponents } from './join-components.ts'
import type { Component, Known, KnownSignature, LooseMention, Member, Signature } from './members.ts'
import { NO_RULINGS, type Rulings } from './rulings.ts'
import type { Tables } from './schema.ts'
import { type Shape, shapeEvent, writeShapes } from './shapes.ts'
import { pullIn } from './tied.ts'

/** Where a mention belongs after linking. */
export interface Place {
  readonly component: number
  readonly event: number
}

/** Where the loose mentions belong and by which keys they are filed, in their order, and how many events gained or lost a mention. */
export interface Relinked {
  readonly places: readonly Place[]
  readonly filed: readonly (readonly number[])[]
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
  const keys = loose.map(({ mention }) => blockingKeys(mention))
  const joined = await joinComponents(tx, { loose, keys, known })
  const components = await pullIn(tx, joined, { known, ...curation })
  const { told, gone, moved } = clusterComponents(components, known.signatures, curation)
  const numbers = await newEventNumbers(tx, told.filter(({ event }) => event === 0).length)
  const ns = told.map(({ event }) => (event === 0 ? numbers.next().value! : event))
  const changed: ChangedEvent[] = []
  const shapes: { n: number; id: string; shape: Shape }[] = []
  told.forEach(({ event, members, signature, isFound, shape }, i) => {
    const n = ns[i]!
    if (signature === undefined) return
    // What judgements make of an event may change without its mentions.
    if (isFound === undefined) known.signatures.delete(n)
    else known.signatures.set(n, { ns: members.map((member) => member.n), signature })
    if (isFound) return
    const id = eventId(members[0]!.mention.id)
    changed.push({ n, id, isNew: event === 0, ...signature })
    if (shape !== undefined) shapes.push({ n, id, shape })
  })
  await moveMentions(
    tx,
    components,
    moved.map(([member, i]) => [member.n, ns[i]!]),
  )
  await deleteEvents(tx, [...gone.keys()])
  await retireEvents(tx, gone)
  await writeEvents(tx, changed)
  await writeShapes(tx, shapes)
  return {
    places: placesOf(components, told, ns),
    filed: keys.map(({ filed }) => filed),
    nEvents: told.filter(({ isChanged }) => isChanged).length,
  }
}

/** An event of a component that was clustered. */
interface Told {
  /** 0 where it is new. */
  readonly event: number
  /** Least first. */
  readonly members: readonly Member[]
  readonly isChanged: boolean
  /** What it is found by, where it changed. */
  readonly signature?: Signature
  /** Whether it was found by the same before; absent where judgements have a say. */
  readonly isFound?: boolean
  /** What judgements make of it. */
  readonly shape?: Shape
}

/** Where the loose mentions belong, in their order. */
function placesOf(components: readonly Component[], told: readonly Told[], ns: readonly number[]): Place[] {
  const labels: number[] = []
  for (const { label, members } of components)
    for (const { loose } of members) if (loose !== undefined) labels[loose] = label
  const places: Place[] = []
  told.forEach(({ members }, i) => {
    for (const { loose } of members)
      if (loose !== undefined) places[loose] = { component: labels[loose]!, event: ns[i]! }
  })
  return places
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
  for (const own of before.values()) if (own.length > 1) own.sort((a, b) => byLeast(a.mention, b.mention))
  // An event is the one that its least mention names.
  const eventOf = new Map([...before].map(([event, [least]]) => [least!, event]))
  const gone = new Map<number, readonly Member[]>(before)
  const told: Told[] = []
  const moved: [Member, told: number][] = []
  const isTouched = new Set(curation.touched)
  const isCurated = isTouched.size > 0 || curation.rulings.tied.size > 0
  const isJudged = ({ n }: Member) => isTouched.has(n) || curation.rulings.tied.has(n)
  for (const members of clusterMembers(components, curation.rulings)) {
    const event = eventOf.get(members[0]!) ?? 0
    gone.delete(event)
    const old = before.get(event) ?? []
    for (const member of members)
      if (member.event !== event && member.event !== 0 && member.loose === undefined) moved.push([member, told.length])
    // What judgements make of an event is written anew whenever it is looked at: few are judged.
    if (isCurated && members.some(isJudged))
      told.push({ event, members, isChanged: true, ...shapedSignature(members, curation) })
    else if (old.length === members.length && members.every((member) => member.event === event))
      told.push({ event, members, isChanged: false })
    else {
      const signature = signatureOf(members)
      const isFound = old.length > 0 && isSameSignature(oldSignature(old, signatures.get(event)), signature)
      told.push({ event, members, isChanged: true, signature, isFound })
    }
  }
  return { told, gone, moved }
}

/** What an event of these mentions is found by. */
function signatureOf(members: readonly Member[]): Signature {
  const isAlone = members.length === 1
  return {
    keys: eventKeys(isAlone ? [members[0]!.facts] : members.map(({ facts }) => facts)),
    ...toldIn(isAlone ? [members[0]!.mention] : members.map(({ mention }) => mention)),
  }
}

/** As `signatureOf`, with what judgements make of it. */
function shapedSignature(members: readonly Member[], { rulings }: Curation): Pick<Told, 'signature' | 'shape'> {
  const ns = members.map(({ n }) => n)
  const [signature, shape] = [signatureOf(members), shapeEvent(ns, rulings)]
  if (shape === undefined) return { signature }
  return { signature: { ...signature, keys: patchKeys(signature.keys, shape.patch) }, shape }
}

/** The signature of an event before the batch. */
function oldSignature(old: readonly Member[], known: KnownSignature | undefined): Signature {
  const isKnown = known?.ns.length === old.length && known.ns.every((n, i) => n === old[i]!.n)
  return isKnown ? known.signature : signatureOf(old)
}

function isSameSignature(a: Signature, b: Signature): boolean {
  return a.published === b.published && a.isSeveral === b.isSeveral && isSameKeys(a.keys, b.keys)
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

/** Writes components, and the places of old mentions that changed: the label of a component that joined another, and the event. */
async function moveMentions(
  tx: Transaction<Tables>,
  components: readonly Component[],
  moved: readonly (readonly [mention: number, event: number])[],
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
  if (moved.length === 0) return
  await sql`update mentions set event = moved.value ->> 1 from json_each(${JSON.stringify(moved)}) as moved
    where mentions.n = moved.value ->> 0`.execute(tx)
}
