import { sql, type Transaction } from 'kysely'
import {
  areAlwaysCandidates,
  type BlockingKeys,
  blockingKeys,
  byLeast,
  eventId,
  groupUnits,
  type LinkMention,
  type Unit,
  unitsOf,
} from '../link/index.ts'
import { type ActFacts, eventKeys, isSameKeys, isSteady } from './assemble.ts'
import { patchKeys } from './corrections.ts'
import { among, insertCells } from './dialect.ts'
import { type ChangedEvent, deleteEvents, newEventNumbers, retireEvents, toldIn, writeEvents } from './events.ts'
import { joinComponents } from './join-components.ts'
import type { Component, Known, KnownSignature, LooseMention, Member, Signature } from './members.ts'
import { isAdded } from './numbers.ts'
import { NO_RULINGS, type Rulings } from './rulings.ts'
import { ONE_EVENT, STEADY, type Tables } from './schema.ts'
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
  const { told, gone, moved, steady } = clusterComponents(components, known.signatures, curation)
  const numbers = await newEventNumbers(tx, told.filter(({ event }) => event === 0).length)
  const ns = told.map(({ event }) => (event === 0 ? numbers.next().value! : event))
  const { changed, shapes } = noteEvents(told, ns, known)
  await moveMentions(
    tx,
    { components, steady },
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
    unanimous: new Map(),
  }
  for (const group of clusterMembers(components, curation.rulings)) tellEvent(group, clustering)
  const gone = new Map<number, readonly Member[]>(before)
  for (const { event } of clustering.told) gone.delete(event)
  const steady = steadyAmong(components, clustering.unanimous)
  return { told: clustering.told, gone, moved: clustering.moved, steady }
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
  /** Gains, by their least, changed events of members of which every two agree. */
  readonly unanimous: Map<Member, Unanimous>
}

/** Members that are one event, least first. */
interface MemberGroup {
  readonly members: readonly Member[]
  /** Whether every two of them agree. */
  readonly isUnanimous: boolean
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
function tellEvent({ members, isUnanimous }: MemberGroup, clustering: Clustering): void {
  const { before, eventOf, told } = clustering
  const event = eventOf.get(members[0]!) ?? 0
  const old = before.get(event)
  for (const member of members)
    if (member.event !== event && member.event !== 0 && member.loose < 0) clustering.moved.push([member, told.length])
  // What judgements make of an event is written anew whenever it is looked at: few are judged.
  if (clustering.isCurated && isJudged(members, clustering))
    told.push({ event, members, isChanged: true, isFound: undefined, ...shapedSignature(members, clustering.curation) })
  else if (old?.length === members.length && tell(members, event))
    told.push({ event, members, isChanged: false, signature: undefined, isFound: undefined, shape: undefined })
  else {
    const signature = signatureOf(members)
    const isFound = old !== undefined && isSame(oldSignature(old, clustering.signatures.get(event)), signature)
    if (isUnanimous && members.length > 1) clustering.unanimous.set(members[0]!, { members, signature })
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

/** Mentions of which every two agree, and what their event is found by. */
interface Unanimous {
  readonly members: readonly Member[]
  readonly signature: Signature
}

/** How steady components are that are at all, by what is unanimous by its least mention. */
function steadyAmong(
  components: readonly Component[],
  unanimous: ReadonlyMap<Member, Unanimous>,
): ReadonlyMap<Component, number> {
  const steady = new Map<Component, number>()
  for (const component of components) {
    if (component.row.first === component.row.last) continue
    const least = component.members.find((member) => unanimous.has(member))
    const all = least === undefined ? undefined : unanimous.get(least)!
    if (all?.members.length === component.row.size) steady.set(component, steadinessOf(all))
  }
  return steady
}

function steadinessOf({ members, signature }: Unanimous): number {
  const mentions = mentionsOf(members)
  // Of an act that an analyst added the judgement says since when it is there.
  if (members.some(({ n }) => isAdded(n)) || !areAlwaysCandidates(mentions)) return 0
  const [{ published, isSeries }] = mentions as [LinkMention]
  if (mentions.some((mention) => mention.isSeries !== isSeries)) return ONE_EVENT
  const nFirst = mentions.findIndex((mention) => mention.published !== published)
  return isSteady(factsOf(members), nFirst, signature.keys) ? STEADY : ONE_EVENT
}

/** What an event of these mentions is found by. */
function signatureOf(members: readonly Member[]): Signature {
  const { published, isSeveral } = toldIn(mentionsOf(members))
  return { keys: eventKeys(factsOf(members)), published, isSeveral }
}

function factsOf(members: readonly Member[]): ActFacts[] {
  const all: ActFacts[] = []
  for (const { facts } of members) all.push(facts)
  return all
}

function mentionsOf(members: readonly Member[]): LinkMention[] {
  const all: LinkMention[] = []
  for (const { mention } of members) all.push(mention)
  return all
}

/** As `signatureOf`, with what judgements make of it. */
function shapedSignature(members: readonly Member[], { rulings }: Curation): Pick<Told, 'signature' | 'shape'> {
  const ns = members.map(({ n }) => n)
  const [signature, shape] = [signatureOf(members), shapeEvent(ns, rulings)]
  if (shape === undefined) return { signature, shape }
  return { signature: { ...signature, keys: patchKeys(signature.keys, shape.patch) }, shape }
}

/** The signature of an event before the batch. */
function oldSignature(old: readonly Member[], known: KnownSignature | undefined): Signature {
  const isKnown = known?.ns.length === old.length && known.ns.every((n, i) => n === old[i]!.n)
  return isKnown ? known.signature : signatureOf(old)
}

function isSame(a: Signature, b: Signature): boolean {
  return a.published === b.published && a.isSeveral === b.isSeveral && isSameKeys(a.keys, b.keys)
}

/** Clusters the mentions of components; of those past the bound only the parts that are there are whole. */
function clusterMembers(components: readonly Component[], { constraints }: Rulings): MemberGroup[] {
  const clusters: MemberGroup[] = []
  const memberOf = new Map<LinkMention, Member>()
  const units: Unit[] = []
  // Most acts are told once: where nobody ties them to others there is nothing to cluster.
  const isFree = constraints.groups.size === 0
  for (const { row, members } of components)
    if (isFree && members.length === 1) clusters.push({ members, isUnanimous: true })
    else addUnits(members, row.size, { units, memberOf })
  for (const { mentions, isUnanimous } of groupUnits(units, constraints)) {
    const members: Member[] = []
    for (const mention of mentions) members.push(memberOf.get(mention)!)
    clusters.push({ members, isUnanimous })
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
  {
    components,
    steady,
  }: { readonly components: readonly Component[]; readonly steady: ReadonlyMap<Component, number> },
  moved: readonly (readonly [mention: number, event: number])[],
): Promise<void> {
  for (const { label, joined } of components) {
    const merged = joined.filter((component) => component !== label)
    if (merged.length === 0) continue
    await tx.updateTable('mentions').set({ component: label }).where('component', 'in', among(merged)).execute()
    await tx.deleteFrom('components').where('n', 'in', among(merged)).execute()
  }
  const replace = `on conflict (n) do update set size = excluded.size, first = excluded.first, last = excluded.last,
    steady = excluded.steady`
  const cells: (string | number)[] = []
  for (const component of components) {
    const { n, size, first, last } = component.row
    cells.push(n, size, first, last, steady.get(component) ?? 0)
  }
  await insertCells(tx, 'components', { columns: ['n', 'size', 'first', 'last', 'steady'], conflict: replace }, cells)
  if (moved.length === 0) return
  await sql`update mentions set event = moved.value ->> 1 from json_each(${JSON.stringify(moved)}) as moved
    where mentions.n = moved.value ->> 0`.execute(tx)
}
