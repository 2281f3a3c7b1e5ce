import type { CharSpan } from '../acquire/index.ts'
import { type Clauses, token } from './clause.ts'
import type { Codebook, Entry } from './codebook.ts'
import type { Draft } from './draft.ts'
import { EVENT_TYPES, type EventType, type Participant } from './event.ts'
import { leadOf } from './merge.ts'
import { addDoubts, type DoubtNames, doubtNames } from './partySignals.ts'
import { extentOf, knowsCountries, reportSignals, STATE } from './reportSignals.ts'
import { nSignals, type Signal, signal, signalName, signals, signalsOf } from './signals.ts'
import { addTree } from './treeSignals.ts'
import type { Triggered } from './triggers.ts'

/** The weights of rules/code/confidence.tsv by signal; `bias` stands for none, `floor` is what an event needs to be told. */
export type ConfidenceWeights = ReadonlyMap<string, number>

/** The report that an act is told in, and how many acts were found in it, told or not. */
export interface Telling {
  readonly clauses: Clauses
  readonly codebook: Codebook
  readonly nActs: number
}

/**
 * The share of events of such signals that a careful reader would let stand: a logistic sum, fitted on events judged by hand
 * (`npm run train -- confidence`). Between 0 and 1, in hundredths.
 */
export function confidenceOfAct(telling: Telling, mentions: readonly Draft[]): number {
  const found = signalsOfAct(telling, mentions)
  const { bias, bySignal } = weighed(telling.codebook)
  let sum = bias
  for (let i = 0; i < found.length; i++) sum += bySignal[found[i]!]!
  return Math.round(100 / (1 + Math.exp(-sum))) / 100
}

/** What is known of a codebook's acts. */
interface Weighed {
  readonly codebook: Codebook
  readonly bias: number
  /** The weights of all signals that have a name by now. */
  readonly bySignal: number[]
  /** What the entries say of their acts, by their order, as far as they have been asked for. */
  readonly entries: (EntrySignals | undefined)[]
}

function weighed(codebook: Codebook): Weighed {
  // Report after report is read by one codebook.
  if (last?.codebook !== codebook) last = WEIGHED.get(codebook) ?? newlyWeighed(codebook)
  const { bySignal } = last
  for (let one = bySignal.length; one < nSignals(); one++) bySignal.push(codebook.confidence.get(signalName(one)) ?? 0)
  return last
}

function newlyWeighed(codebook: Codebook): Weighed {
  const entries = codebook.entries.map(() => undefined)
  const made = { codebook, bias: codebook.confidence.get('bias') ?? 0, bySignal: [], entries }
  WEIGHED.set(codebook, made)
  return made
}

let last: Weighed | undefined
const WEIGHED = new WeakMap<Codebook, Weighed>()

/**
 * Whether an event of this confidence is told: an analyst forgives a missed act sooner than a wrong one, the more so where a long report
 * tells of much in passing, and less where a sentence is given by itself: whoever gives it knows that it tells of an act.
 */
export function isSure(
  { clauses: { doc, memo }, codebook: { confidence: weights } }: Telling,
  confidence: number,
): boolean {
  memo.floor ??= weights.get(`floor in a ${extentOf(doc)} report`) ?? weights.get('floor') ?? 0
  return confidence >= memo.floor
}

/**
 * What speaks for and against an act: facts of its clearest mention, each named once; what the model does not know counts for
 * nothing.
 */
export function signalsOfAct({ clauses, codebook, nActs }: Telling, mentions: readonly Draft[]): Signal[] {
  const { triggered, actors, recipients, status, sentIdx, date, event } = leadOf(mentions)
  const { entry, part, supportIdx, wordIdxs } = triggered
  const ofEntry = signalsOfEntry(codebook, entry)
  const { ofType, cameo, mode, demands } = ofEntry
  const found = [
    ofType.type,
    cameo,
    mode,
    ofWord(ofEntry, clauses, triggered.triggerIdx),
    STATUSES[status],
    supportIdx !== undefined
      ? FACTS['trigger supported noun']
      : part === 'verb'
        ? FACTS['trigger verb']
        : FACTS['trigger noun'],
    wordIdxs.length > 1 ? FACTS['words many'] : FACTS['words one'],
    demands,
  ]
  addRivals(found, clauses, codebook, triggered)
  addTree(found, clauses, triggered)
  // What lies behind an empty array is never read: a site that has once done so is slow for good.
  const actor = actors.length > 0 ? actors[0] : undefined
  const recipient = recipients.length > 0 ? recipients[0] : undefined
  const [actorSector, recipientSector] = [sectorNumber(actor?.sector), sectorNumber(recipient?.sector)]
  addSide(found, SIDES.actor, actors, { clauses, triggered, sector: actorSector })
  addSide(found, SIDES.recipient, recipients, { clauses, triggered, sector: recipientSector })
  const isPaired = actor?.country !== undefined && recipient?.country !== undefined
  if (isPaired || knowsCountries(clauses)) addPair(found, ofType, actor, recipient)
  if (actor) found.push(ofKind(ofType.by, actor.kind), ofSector(ofType.bySector, actorSector))
  if (recipient) found.push(ofKind(ofType.to, recipient.kind), ofSector(ofType.toSector, recipientSector))
  if (actor === undefined || recipient === undefined) found.push(ofType.oneSide)
  const ofReport = reportSignals(clauses)
  for (let i = 0; i < ofReport.length; i++) found.push(ofReport[i]!)
  found.push(ACTS_A_SENTENCE[Math.min(4, Math.floor((4 * nActs) / clauses.doc.sents.length))]!)
  found.push(sentIdx === 0 ? FACTS['sentence first'] : sentIdx < 4 ? FACTS['sentence early'] : FACTS['sentence late'])
  found.push(QUARTERS[Math.floor((4 * sentIdx) / clauses.doc.sents.length)]!)
  if (date !== undefined) found.push(FACTS.dated)
  if (event.location !== undefined) found.push(FACTS.placed)
  if (event.accordingTo.length > 0) found.push(FACTS.attributed)
  if (mentions.length > 1) found.push(FACTS['told again'])
  return found
}

/** What the codebook says of the acts of an entry, in signals. */
interface EntrySignals {
  readonly ofType: TypeSignals
  readonly cameo: Signal
  readonly mode: Signal
  readonly demands: Signal
  /** The triggers that have told the entry so far, by the numbers of their lemmas, and at the same place their signals. */
  readonly lemmas: number[]
  readonly words: Signal[]
}

function signalsOfEntry(codebook: Codebook, entry: Entry): EntrySignals {
  const { entries } = weighed(codebook)
  entries[entry.order] ??= newSignals(entry)
  return entries[entry.order]!
}

function newSignals({ gives, where, whereAny }: Entry): EntrySignals {
  const { eventType, cameo, mode } = gives
  const nDemands = Math.min(3, where.size + (whereAny.length > 0 ? 1 : 0))
  const ofType = TYPES.get(eventType)!
  return {
    ofType,
    cameo: CAMEO(cameo),
    mode: ofType.modes(mode ?? 'no mode'),
    demands: DEMANDS[nDemands]!,
    lemmas: [],
    words: [],
  }
}

/** The trigger's word for the type of its entry; an entry has a handful of words. */
function ofWord({ ofType, lemmas, words }: EntrySignals, clauses: Clauses, triggerIdx: number): Signal {
  const lemma = clauses.lemmaNumbers[triggerIdx]!
  for (let i = 0; i < lemmas.length; i++) if (lemmas[i] === lemma) return words[i]!
  const made = ofType.words(clauses.lemmas[triggerIdx]!)
  // 0 stands for many words.
  if (lemma !== 0) {
    lemmas.push(lemma)
    words.push(made)
  }
  return made
}

/** Signals that are named once for each sector, and for none, by the numbers of sectors. */
interface SectorNames {
  readonly prefix: string
  readonly known: Signal[]
}

function sectorNames(prefix: string, none: string): SectorNames {
  return { prefix, known: [signal(`${prefix} ${none}`)] }
}

function ofSector({ prefix, known }: SectorNames, sector: number): Signal {
  known[sector] ??= signal(`${prefix} ${SECTORS[sector]}`)
  return known[sector]
}

/** The number of a sector, by which its signals are found; 0 stands for none. */
function sectorNumber(sector: string | undefined): number {
  if (sector === undefined) return 0
  const known = SECTOR_NUMBERS.get(sector)
  if (known !== undefined) return known
  SECTOR_NUMBERS.set(sector, SECTORS.length)
  IS_OF_STATE.push(STATE.has(sector))
  return SECTORS.push(sector) - 1
}

/** The sectors met so far, and whether each is of the state. */
const SECTORS = ['']
const IS_OF_STATE = [false]
const SECTOR_NUMBERS = new Map<string, number>()

/** The one that belongs to a kind of party: to look it up by the name of the kind takes several times as long. */
function ofKind<T>(by: Readonly<Record<Participant['kind'], T>>, kind: Participant['kind']): T {
  if (kind === 'country') return by.country
  if (kind === 'person') return by.person
  return kind === 'organization' ? by.organization : by.group
}

/** As `ofKind`, for how a party is named. */
function ofMention(by: SideNames['byMention'], resolvedBy: Participant['resolvedBy']): Signal {
  if (resolvedBy === 'name') return by.name
  if (resolvedBy === 'nominal') return by.nominal
  if (resolvedBy === 'pronoun') return by.pronoun
  return resolvedBy === 'title' ? by.title : by.metonym
}

function kindNames(name: string): Readonly<Record<Participant['kind'], Signal>> {
  return {
    person: signal(`${name} person`),
    organization: signal(`${name} organization`),
    country: signal(`${name} country`),
    group: signal(`${name} group`),
  }
}

const FACTS = signals(
  'trigger supported noun',
  'trigger verb',
  'trigger noun',
  'words many',
  'words one',
  'sentence first',
  'sentence early',
  'sentence late',
  'dated',
  'placed',
  'attributed',
  'told again',
  'senses many',
  'senses few',
  'senses one',
  'everyday sense',
  'one country',
  'two countries',
)

type TypeSignals = ReturnType<typeof signalsOfType>

function signalsOfType(type: EventType | 'NONE') {
  return {
    type: signal(`type ${type}`),
    oneSide: signal(`one side of ${type}`),
    by: kindNames(`${type} by`),
    to: kindNames(`${type} to`),
    bySector: sectorNames(`${type} by`, 'no sector'),
    toSector: sectorNames(`${type} to`, 'no sector'),
    modes: signalsOf((mode) => `mode ${mode} of ${type}`),
    words: signalsOf((lemma) => `word ${lemma} for ${type}`),
    pairs: pairNames(`${type} of`),
    oneCountry: signal(`${type} of one country`),
    twoCountries: signal(`${type} of two countries`),
  }
}

type Named = 'none' | 'stateless' | 'some'

/** By how the actor is named, and how the recipient is. */
function pairNames(prefix: string): Readonly<Record<Named, Readonly<Record<Named, Signal>>>> {
  const withActor = (actor: string) => ({
    none: signal(`${prefix} ${actor}, no recipient`),
    stateless: signal(`${prefix} ${actor}, a stateless recipient`),
    some: signal(`${prefix} ${actor}, a recipient`),
  })
  return { none: withActor('no actor'), stateless: withActor('a stateless actor'), some: withActor('a actor') }
}

const TYPES = new Map([...EVENT_TYPES, 'NONE' as const].map((type) => [type, signalsOfType(type)]))
const CAMEO = signalsOf((cameo) => `cameo ${cameo.slice(0, 3)}`)
const ACTS_A_SENTENCE = [0, 1, 2, 3, 4].map((n) => signal(`acts a sentence ${n} of 4`))
const STATUSES = {
  occurred: signal('status occurred'),
  ongoing: signal('status ongoing'),
  planned: signal('status planned'),
  'called-for': signal('status called-for'),
  hypothetical: signal('status hypothetical'),
  denied: signal('status denied'),
} satisfies Record<Draft['status'], Signal>
const QUARTERS = [1, 2, 3, 4].map((n) => signal(`quarter ${n} of the report`))
const DEMANDS = [0, 1, 2, 3].map((n) => signal(`demands ${n}`))

/** How many readings the trigger has besides this one, and whether an everyday one is among them. */
function addRivals(found: Signal[], clauses: Clauses, codebook: Codebook, { triggerIdx, part }: Triggered): void {
  const index = part === 'verb' ? codebook.verbTriggers : codebook.nounTriggers
  const triggers = index[clauses.lemmaNumbers[triggerIdx]!]
  const nSenses = triggers?.nSenses ?? 0
  found.push(nSenses > 3 ? FACTS['senses many'] : nSenses > 1 ? FACTS['senses few'] : FACTS['senses one'])
  if (triggers?.hasEverydaySense) found.push(FACTS['everyday sense'])
}

interface SideNames {
  readonly none: Signal
  readonly byKind: Readonly<Record<Participant['kind'], Signal>>
  readonly byMention: Readonly<Record<Participant['resolvedBy'], Signal>>
  readonly byBoth: Readonly<Record<Participant['kind'], Readonly<Record<Participant['resolvedBy'], Signal>>>>
  readonly bySector: SectorNames
  readonly ofNoSector: Signal
  readonly ofState: Signal
  readonly ofSociety: Signal
  readonly ofNoCountry: Signal
  readonly elsewhere: Signal
  readonly far: Signal
  readonly apart: Signal
  readonly near: Signal
  readonly byPath: PathNames
  readonly many: Signal
  readonly doubts: DoubtNames
}

function sideNames(side: string): SideNames {
  const byMention = (name: string) => ({
    name: signal(`${name} by name`),
    pronoun: signal(`${name} by pronoun`),
    nominal: signal(`${name} by nominal`),
    title: signal(`${name} by title`),
    metonym: signal(`${name} by metonym`),
  })
  const kinds = kindNames(side)
  return {
    none: signal(`no ${side}`),
    byKind: kinds,
    byMention: byMention(side),
    byBoth: {
      person: byMention(`${side} person`),
      organization: byMention(`${side} organization`),
      country: byMention(`${side} country`),
      group: byMention(`${side} group`),
    },
    bySector: sectorNames(`${side} of sector`, 'none'),
    ofNoSector: signal(`${side} of no sector`),
    ofState: signal(`${side} of the state`),
    ofSociety: signal(`${side} of society`),
    ofNoCountry: signal(`${side} of no country`),
    elsewhere: signal(`${side} elsewhere`),
    far: signal(`${side} far`),
    apart: signal(`${side} apart`),
    near: signal(`${side} near`),
    byPath: pathNames(`${side} as`),
    many: signal(`${side}s many`),
    doubts: doubtNames(side),
  }
}

/** The arguments that a side may be; what others are named after is a preposition. */
const FUNCTIONS = ['subj', 'obj', 'comp', 'poss', 'mod', 'by', 'of', 'to', 'with', 'against', 'between']

const SIDES = { actor: sideNames('actor'), recipient: sideNames('recipient') }

interface At {
  readonly clauses: Clauses
  readonly triggered: Triggered
  /** The number of the sector of the first party. */
  readonly sector: number
}

/** Who is on one side, how the text names them, and how far from the trigger. */
function addSide(
  found: Signal[],
  names: SideNames,
  parties: readonly Participant[],
  { clauses, triggered, sector }: At,
): void {
  if (parties.length === 0) {
    found.push(names.none)
    return
  }
  const first = parties[0]!
  const { kind, resolvedBy, country, span } = first
  const { start, end, sentIdx } = token(clauses, triggered.triggerIdx)
  const sent = clauses.doc.sents[sentIdx]!
  const gap = Math.max(start - span.end, span.start - end)
  const isHere = span.start >= sent.start && span.end <= sent.end
  found.push(ofKind(names.byKind, kind), ofMention(names.byMention, resolvedBy))
  found.push(ofMention(ofKind(names.byBoth, kind), resolvedBy))
  found.push(ofSector(names.bySector, sector))
  found.push(sector === 0 ? names.ofNoSector : IS_OF_STATE[sector] ? names.ofState : names.ofSociety)
  if (country === undefined && knowsCountries(clauses)) found.push(names.ofNoCountry)
  found.push(!isHere ? names.elsewhere : gap > FAR ? names.far : gap > NEAR ? names.apart : names.near)
  found.push(pathOf(names.byPath, first, clauses, triggered))
  if (parties.length > 1) found.push(names.many)
  addDoubts(found, names.doubts, parties, { clauses, triggered })
}

/** By what a party is to the trigger. */
interface PathNames {
  readonly understood: Signal
  readonly elsewhere: Signal
  readonly preposition: Signal
  readonly functions: ReadonlyMap<string, Signal>
}

function pathNames(prefix: string): PathNames {
  return {
    understood: signal(`${prefix} understood`),
    elsewhere: signal(`${prefix} told elsewhere`),
    preposition: signal(`${prefix} preposition`),
    functions: new Map(FUNCTIONS.map((name) => [name, signal(`${prefix} ${name}`)])),
  }
}

/** The argument of the trigger that names a party: a function, "preposition", or that it is understood or told further off. */
function pathOf(names: PathNames, { span }: Participant, { words }: Clauses, { args, triggerIdx }: Triggered): Signal {
  if (isInside(words[triggerIdx]!, span)) return names.understood
  for (let at = 0; at < args.lists.length; at++) {
    const tokenIdxs = args.lists[at]!
    for (let i = 0; i < tokenIdxs.length; i++)
      if (isInside(words[tokenIdxs[i]!]!, span)) return names.functions.get(args.names[at]!) ?? names.preposition
  }
  return names.elsewhere
}

function isInside(token: CharSpan, span: CharSpan): boolean {
  return span.start <= token.start && token.end <= span.end
}

/** In characters between party and trigger. */
const NEAR = 25
const FAR = 80

/** Which sides are named, with a country or without, and whether both are of one; of the type besides. */
function addPair(
  found: Signal[],
  { pairs, oneCountry, twoCountries }: TypeSignals,
  actor: Participant | undefined,
  recipient: Participant | undefined,
): void {
  if (actor?.country === undefined || recipient?.country === undefined) {
    found.push(ofNamed(ofNamed(pairs, actor), recipient))
    return
  }
  if (actor.country === recipient.country) found.push(FACTS['one country'], oneCountry)
  else found.push(FACTS['two countries'], twoCountries)
}

function ofNamed<T>(by: Readonly<Record<Named, T>>, first: Participant | undefined): T {
  if (first === undefined) return by.none
  return first.country === undefined ? by.stateless : by.some
}
