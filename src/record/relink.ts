import { sql, type Transaction } from 'kysely'
import {
  type BlockingKeys,
  blockingKeys,
  byLeast,
  eventId,
  groupUnits,
  type LinkMention,
  type Stretch,
  type Unit,
  unitsOf,
} from '../link/index.ts'
import { patchKeys } from './corrections.ts'
import { among, insertCells } from './dialect.ts'
import { type ChangedEvent, deleteEvents, newEventNumbers, retireEvents, writeEvents } from './events.ts'
import { joinComponents } from './join-components.ts'
import type { Component, Known, LooseMention, Member, Signature } from './members.ts'
import { ALWAYS, type Past, type PastEvent, pastOf, UNKNOWN } from './past.ts'
import { NO_RULINGS, type Rulings } from './rulings.ts'
import type { Tables } from './schema.ts'
import { type Shape, shapeEvent, writeShapes } from './shapes.ts'
import { isSameSignature, keptSignature, signatureOf } from './signatures.ts'
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

interface Relinking {
  readonly known: Known
  /** Numbers of forms that were looked up already, by id. */
  readonly forms: ReadonlyMap<string, number>
  readonly curation?: Curation
}

/** Some 2 kB each, and a few thousand reports back is where the same acts are told. */
const MAX_KNOWN = 6_000

/**
 * Links loose mentions with those on record. Only the components that they touch are clustered, each from all of its
 * mentions, so that the result is that of linking everything at once; of a component past the bound only the parts
 * that they touch. Writes events and the places of old mentions; those of the loose ones are the caller's to write.
 */
export async function relink(
  tx: Transaction<Tables>,
  loose: readonly LooseMention[],
  { known, forms, curation = UNCURATED }: Relinking,
): Promise<Relinked> {
  dropOldest(known.mentions)
  dropOldest(known.signatures)
  const keys = learn(loose, known)
  const joined = await joinComponents(tx, { loose, keys, known })
  const components = await pullIn(tx, joined, { known, ...curation })
  const { told, gone, moved, pasts } = clusterComponents(components, known.signatures, curation)
  const numbers = await newEventNumbers(tx, told.filter(({ event }) => event === 0).length)
  const ns = told.map(({ event }) => (event === 0 ? numbers.next().value! : event))
  const { changed, shapes } = noteEvents(told, ns, known)
  await moveMentions(
    tx,
    { components, pasts },
    moved.map(([member, i]) => [member.n, ns[i]!]),
  )
  await deleteEvents(tx, [...gone.keys()])
  await retireEvents(tx, gone)
  await writeEvents(tx, changed, forms)
  await writeShapes(tx, shapes)
  return {
    places: placesOf(loose, told, ns),
    filed: filedBy(keys),
    nEvents: told.filter(({ isChanged }) => isChanged).length,
  }
}

/** Keeps loose mentions for the batches to come; returns the keys of each. */
function learn(loose: readonly LooseMention[], { mentions }: Known): BlockingKeys[] {
  const keys: BlockingKeys[] = []
  for (const { n, mention, facts } of loose) {
    mentions.set(n, { mention, facts })
    keys.push(blockingKeys(mention))
  }
  return keys
}

function filedBy(keys: readonly BlockingKeys[]): (readonly number[])[] {
  const all: (readonly number[])[] = []
  for (const { filed } of keys) all.push(filed)
  return all
}

/** An event of a component that was clustered. */
interface Told {
  /** 0 where it is new. */
  readonly event: number
  /** Least first. */
  readonly members: readonly Member[]
  readonly isChanged: boolean
  /** What it is found by, where it changed. */
  readonly signature: Signature | undefined
  /** Whether it was found by the same before; undefined where judgements have a say. */
  readonly isFound: boolean | undefined
  /** What judgements make of it. */
  readonly shape: Shape | undefined
}

interface Writing {
  readonly known: Known
  /** Gains the events that must be written. */
  readonly changed: ChangedEvent[]
  readonly shapes: { readonly n: number; readonly id: string; readonly shape: Shape }[]
}

/** Notes what must be written of events, by their numbers. */
function noteEvents(told: readonly Told[], ns: readonly number[], known: Known): Writing {
  const writing: Writing = { known, changed: [], shapes: [] }
  for (let i = 0; i < told.length; i++) noteEvent(told[i]!, ns[i]!, writing)
  return writing
}

/** Notes what must be written of an event, by its number. */
function noteEvent({ event, members, signature, isFound, shape }: Told, n: number, writing: Writing): void {
  if (signature === undefined) return
  const { signatures } = writing.known
  // What judgements make of an event may change without its mentions.
  if (isFound === undefined) signatures.delete(n)
  else signatures.set(n, { ns: members.map((member) => member.n), signature })
  if (isFound) return
  const id = eventId(members[0]!.mention.id)
  const { keys, published, isSeveral } = signature
  writing.changed.push({ n, id, isNew: event === 0, keys, published, isSeveral })
  if (shape !== undefined) writing.shapes.push({ n, id, shape })
}

/** Where the loose mentions of events belong, in their order. */
function placesOf(loose: readonly LooseMention[], told: readonly Told[], ns: readonly number[]): Place[] {
  const places: Place[] = []
  for (let i = 0; i < loose.length; i++) places.push(NOWHERE)
  for (let i = 0; i < told.length; i++)
    for (const member of told[i]!.members)
      if (member.loose >= 0) places[member.loose] = { component: member.component, event: ns[i]! }
  return places
}

const NOWHERE: Place = { component: 0, event: 0 }

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
  for (const { members } of components) fileByEvent(members, before)
  // An event is the one that its least mention names.
  const eventOf = new Map<Member, number>()
  for (const [event, own] of before) {
    if (own.length > 1) own.sort((a, b) => byLeast(a.mention, b.mention))
    eventOf.set(own[0]!, event)
  }
  const touched = new Set(curation.touched)
  const isCurated = touched.size > 0 || curation.rulings.tied.size > 0
  const clustering: Clustering = {
    before,
    eventOf,
    signatures,
    curation,
    touched,
    isCurated,
    told: [],
    moved: [],
    grouped: new Map(),
  }
  for (const group of clusterMembers(components, curation.rulings)) tellEvent(group, clustering)
  const gone = new Map<number, readonly Member[]>(before)
  for (const { event } of clustering.told) gone.delete(event)
  return { told: clustering.told, gone, moved: clustering.moved, pasts: pastsOf(components, clustering.grouped) }
}

interface Clustering {
  /** The members that told each event of before, least first. */
  readonly before: ReadonlyMap<number, readonly Member[]>
  /** The event that a member named before. */
  readonly eventOf: ReadonlyMap<Member, number>
  readonly signatures: Known['signatures']
  readonly curation: Curation
  readonly touched: ReadonlySet<number>
  readonly isCurated: boolean
  /** Gains the events, in order. */
  readonly told: Told[]
  /** Gains the members on record that told another event, with the place of the event that they tell now. */
  readonly moved: [Member, told: number][]
  /** Gains, by their least, events of which it is known when they are grouped otherwise, none that judgements shape. */
  readonly grouped: Map<Member, PastEvent>
}

/** Members that are one event, least first. */
interface MemberGroup {
  readonly members: readonly Member[]
  /** As linking tells it; of mentions alone in their component nobody asks. */
  readonly otherwise: Stretch | undefined
}

function fileByEvent(members: readonly Member[], before: Map<number, Member[]>): void {
  for (const member of members) {
    if (member.event === 0) continue
    const own = before.get(member.event)
    if (own === undefined) before.set(member.event, [member])
    else own.push(member)
  }
}

/** Notes the event of a group. */
function tellEvent({ members, otherwise }: MemberGroup, clustering: Clustering): void {
  const { before, eventOf, told } = clustering
  const event = eventOf.get(members[0]!) ?? 0
  const old = before.get(event)
  for (const member of members)
    if (member.event !== event && member.event !== 0 && member.loose < 0) clustering.moved.push([member, told.length])
  // What judgements make of an event is written anew whenever it is looked at: few are judged.
  if (clustering.isCurated && isJudged(members, clustering))
    told.push({ event, members, isChanged: true, isFound: undefined, ...shapedSignature(members, clustering.curation) })
  else if (old?.length === members.length && tell(members, event)) {
    if (otherwise !== undefined) clustering.grouped.set(members[0]!, { members, otherwise, signature: undefined })
    told.push({ event, members, isChanged: false, signature: undefined, isFound: undefined, shape: undefined })
  } else {
    const signature = signatureOf(members)
    const isFound =
      old !== undefined && isSameSignature(keptSignature(old, clustering.signatures.get(event)), signature)
    if (otherwise !== undefined) clustering.grouped.set(members[0]!, { members, otherwise, signature })
    told.push({ event, members, isChanged: true, signature, isFound, shape: undefined })
  }
}

function isJudged(members: readonly Member[], { touched, curation }: Clustering): boolean {
  return members.some(({ n }) => touched.has(n) || curation.rulings.tied.has(n))
}

/** Whether all of some mentions told an event before. */
function tell(members: readonly Member[], event: number): boolean {
  for (const member of members) if (member.event !== event) return false
  return true
}

/** What is known of the past of those components that days lie within. */
function pastsOf(components: readonly Component[], grouped: Clustering['grouped']): ReadonlyMap<Component, Past> {
  const pasts = new Map<Component, Past>()
  for (const component of components) {
    const { first, last, size } = component.row
    if (first === last) continue
    const events: PastEvent[] = []
    let nMembers = 0
    for (const member of component.members) {
      const event = grouped.get(member)
      if (event === undefined) continue
      events.push(event)
      nMembers += event.members.length
    }
    pasts.set(component, nMembers === size ? pastOf(events) : UNKNOWN)
  }
  return pasts
}

/** As `signatureOf`, with what judgements make of it. */
function shapedSignature(members: readonly Member[], { rulings }: Curation): Pick<Told, 'signature' | 'shape'> {
  const ns = members.map(({ n }) => n)
  const [signature, shape] = [signatureOf(members), shapeEvent(ns, rulings)]
  if (shape === undefined) return { signature, shape }
  return { signature: { ...signature, keys: patchKeys(signature.keys, shape.patch) }, shape }
}

/** Clusters the mentions of components; of those past the bound only the parts that are there are whole. */
function clusterMembers(components: readonly Component[], { constraints }: Rulings): MemberGroup[] {
  const clusters: MemberGroup[] = []
  const memberOf = new Map<LinkMention, Member>()
  const units: Unit[] = []
  // Most acts are told once: where nobody ties them to others there is nothing to cluster.
  const isFree = constraints.groups.size === 0
  for (const { row, members } of components)
    if (isFree && members.length === 1) clusters.push({ members, otherwise: undefined })
    else addUnits(members, row.size, { units, memberOf })
  for (const { mentions, otherwise } of groupUnits(units, constraints)) {
    const members: Member[] = []
    for (const mention of mentions) members.push(memberOf.get(mention)!)
    clusters.push({ members, otherwise })
  }
  return clusters
}

function addUnits(
  members: readonly Member[],
  size: number,
  { units, memberOf }: { readonly units: Unit[]; readonly memberOf: Map<LinkMention, Member> },
): void {
  const mentions: LinkMention[] = []
  for (const member of members) {
    memberOf.set(member.mention, member)
    mentions.push(member.mention)
  }
  for (const unit of unitsOf(mentions, size)) units.push(unit)
}

/** Writes components, and the places of old mentions that changed: the label of a component that joined another, and the event. */
async function moveMentions(
  tx: Transaction<Tables>,
  { components, pasts }: { readonly components: readonly Component[]; readonly pasts: ReadonlyMap<Component, Past> },
  moved: readonly (readonly [mention: number, event: number])[],
): Promise<void> {
  for (const { label, joined } of components) {
    if (joined.length < 2) continue
    const merged = joined.filter((component) => component !== label)
    await tx.updateTable('mentions').set({ component: label }).where('component', 'in', among(merged)).execute()
    await tx.deleteFrom('components').where('n', 'in', among(merged)).execute()
  }
  const replace = `on conflict (n) do update set size = excluded.size, first = excluded.first, last = excluded.last,
    stirred = excluded.stirred, settled = excluded.settled, steady = excluded.steady`
  const columns = ['n', 'size', 'first', 'last', 'stirred', 'settled', 'steady'] as const
  await insertCells(tx, 'components', { columns, conflict: replace }, componentCells(components, pasts))
  if (moved.length === 0) return
  await sql`update mentions set event = moved.value ->> 1 from json_each(${JSON.stringify(moved)}) as moved
    where mentions.n = moved.value ->> 0`.execute(tx)
}

function componentCells(components: readonly Component[], pasts: ReadonlyMap<Component, Past>): (string | number)[] {
  const cells: (string | number)[] = []
  for (const component of components) {
    const { n, size, first, last } = component.row
    const { otherwise, isSteady } = pasts.get(component) ?? ALWAYS
    const settled = otherwise.until < last ? otherwise.until : last
    cells.push(n, size, first, last, otherwise.from, settled <= first ? '' : settled, isSteady ? 1 : 0)
  }
  return cells
}
