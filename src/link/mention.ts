import type { CodedEvent, CodedReport, EventDate, EventType, Participant, Status } from '../code/index.ts'
import { type DayWindow, dayNumber } from './days.ts'
import { foldText, isOffice, nameTokens } from './names.ts'
import { findWindow } from './when.ts'
import { bagOf, contentWords, type WordBag } from './words.ts'

/** One side's party as linking compares it: facts of its own report alone, never ids of the register. */
export interface PartyKey {
  readonly kind: Participant['kind']
  readonly country?: string | undefined
  /** Words of the name without case, diacritics and hyphens; none for a country known by its code, and for unnamed persons. */
  readonly tokens: readonly string[]
}

/** Event types that coders and outlets use for one act share a family. */
export type Family =
  | 'consult'
  | 'commit'
  | 'yield'
  | 'ask'
  | 'blame'
  | 'reject'
  | 'protest'
  | 'punish'
  | 'force'
  | 'arms'
  /** Marked in a text and not coded. */
  | 'told'

/** One coded act of one report, reduced to what linking looks at; of one shape whatever is absent, since it is compared by the thousand. */
export interface LinkMention {
  /** The id of the coded event, unique over all reports. */
  readonly id: string
  readonly reportId: string
  readonly family: Family
  /** Absent where the act is not coded. */
  readonly eventType?: EventType | undefined
  readonly mode?: string | undefined
  readonly status: Status
  readonly actors: readonly PartyKey[]
  readonly recipients: readonly PartyKey[]
  /** Publication date of the report, ISO 8601. */
  readonly published?: string | undefined
  /** Closed interval of the act as the text has it; absent where only the publication date tells it. */
  readonly date?: Pick<EventDate, 'start' | 'end'> | undefined
  readonly place?: PlaceKey | undefined
  readonly weapon?: WeaponKey | undefined
  /** Several acts told as one: "the launches since September". */
  readonly isSeries: boolean
  /** Content words of the clause that tells the act, without names, dates and numbers. */
  readonly words: readonly string[]
  /** Stems of the words that tell it, the head's first; none for coded acts, whose type says it better. */
  readonly trigger: readonly string[]
  /** Content words of the whole report; absent for coded acts, which are told in reports of other acts too. */
  readonly story?: WordBag
  /** What comparing needs of the fields above, found once: a mention is compared with many others. */
  readonly found: Found
}

/** Where an act was done. */
export interface PlaceKey {
  readonly tokens: readonly string[]
  readonly country?: string | undefined
  readonly isTown: boolean
}

/** What was used, the designation without case and hyphens. */
export interface WeaponKey {
  readonly kind: NonNullable<CodedEvent['weapon']>['kind']
  readonly designation?: string | undefined
}

/** What is found once a mention. */
export interface Found {
  readonly window: DayWindow | undefined
  /** The day of publication, and the first and last day of `date`, as numbers. */
  readonly published?: number | undefined
  readonly first?: number | undefined
  readonly last?: number | undefined
  /** Whether its report tells no other act of its family by any of its actors. */
  readonly isOnly: boolean
  readonly words: WordBag
  /** Of acts done together, every party. */
  readonly actors: Side
  /** Nobody, of acts done together. */
  readonly recipients: Side
}

/** The parties of one side, and the states that they stand for. */
export interface Side {
  readonly parties: readonly PartyKey[]
  readonly countries: readonly string[]
}

const FAMILIES: Readonly<Record<EventType, Family>> = {
  AGREE: 'commit',
  CONSULT: 'consult',
  SUPPORT: 'commit',
  CONCEDE: 'yield',
  COOPERATE: 'commit',
  AID: 'commit',
  RETREAT: 'yield',
  REQUEST: 'ask',
  ACCUSE: 'blame',
  REJECT: 'reject',
  THREATEN: 'arms',
  PROTEST: 'protest',
  SANCTION: 'punish',
  MOBILIZE: 'arms',
  COERCE: 'force',
  ASSAULT: 'force',
}

/** Acts that every party does: who is named first is the outlet's choice. */
export function isMutual({ family }: Pick<LinkMention, 'family'>): boolean {
  return family === 'consult' || family === 'commit'
}

/** The acts of one report as linking compares them, in the order of its events. */
export function mentionsOf({ report, events }: Pick<CodedReport, 'report' | 'events'>): LinkMention[] {
  const reportId = report.id
  const published = report.published?.value
  const mentions: LinkMention[] = []
  for (const event of events) {
    const teller = { id: event.id, reportId, published, isOnly: isOnlyOf(event, events) }
    mentions.push(mentionOf(event, teller, readClause(event, report.text)))
  }
  return mentions
}

/** What only the text of the report tells of an act. */
export type Clause = Pick<LinkMention, 'words' | 'isSeries'>

type Party = Pick<Participant, 'kind' | 'country' | 'name'>

/** What of a coded act linking looks at. */
export interface LinkedAct extends Pick<CodedEvent, 'eventType' | 'status'> {
  readonly mode?: CodedEvent['mode'] | undefined
  readonly date?: CodedEvent['date'] | undefined
  readonly location?: CodedEvent['location'] | undefined
  readonly weapon?: CodedEvent['weapon'] | undefined
  readonly actors: readonly Party[]
  readonly recipients: readonly Party[]
}

/** Which act of which report it is. */
export interface Teller extends Pick<LinkMention, 'id' | 'reportId'> {
  /** ISO date. */
  readonly published: string | undefined
  readonly isOnly: boolean
}

/** The mention of a coded act whose text has been read before. */
export function mentionOf(act: LinkedAct, teller: Teller, { words, isSeries }: Clause): LinkMention {
  const { id, reportId, published, isOnly } = teller
  const { eventType, mode, status, location, weapon } = act
  const family = FAMILIES[eventType]
  const [actors, recipients] = [partyKeys(act.actors), partyKeys(act.recipients)]
  const date = act.date === undefined || act.date.from === 'dct' ? undefined : intervalOf(act.date)
  const isTogether = isMutual({ family })
  return {
    id,
    reportId,
    family,
    eventType,
    mode,
    status,
    actors,
    recipients,
    published,
    date,
    place: location === undefined ? undefined : placeKey(location),
    weapon: weapon === undefined ? undefined : weaponKey(weapon),
    isSeries,
    words,
    trigger: NONE,
    found: {
      window: findWindow({ date, published, status }),
      published: published === undefined ? undefined : dayNumber(published),
      first: date === undefined ? undefined : dayNumber(date.start),
      last: date === undefined ? undefined : dayNumber(date.end),
      isOnly,
      words: bagOf(words),
      actors: isTogether ? sideOf(bothOf(actors, recipients)) : sideOf(actors),
      recipients: isTogether ? NOBODY : sideOf(recipients),
    },
  }
}

const NONE: readonly string[] = []
const NOBODY: Side = { parties: [], countries: [] }

// A list that was filled has room for seventeen: what is kept by the thousand is a copy of it, which has none to spare.

function partyKeys(parties: readonly Party[]): PartyKey[] {
  const keys: PartyKey[] = []
  for (const party of parties) keys.push(partyKey(party))
  return keys.slice()
}

function bothOf(actors: readonly PartyKey[], recipients: readonly PartyKey[]): readonly PartyKey[] {
  if (recipients.length === 0) return actors
  const all: PartyKey[] = []
  for (const party of actors) all.push(party)
  for (const party of recipients) all.push(party)
  return all.slice()
}

function sideOf(parties: readonly PartyKey[]): Side {
  const countries: string[] = []
  for (const { country } of parties) if (country !== undefined && !countries.includes(country)) countries.push(country)
  return { parties, countries: countries.slice() }
}

/** Whether no other act of its report is of its family and has one of its actors: else words must tell them apart. */
export function isOnlyOf(act: LikeActs, acts: readonly LikeActs[]): boolean {
  for (const other of acts) if (other !== act && isLikewise(act, other)) return false
  return true
}

type LikeActs = Pick<LinkedAct, 'eventType' | 'actors'>

function isLikewise(a: LikeActs, b: LikeActs): boolean {
  if (FAMILIES[a.eventType] !== FAMILIES[b.eventType]) return false
  for (const actor of a.actors)
    for (const other of b.actors) if ((actor.country ?? actor.name) === (other.country ?? other.name)) return true
  return false
}

/** Reads what linking wants to know of the clauses that tell an act in the text of its report. */
export function readClause(event: CodedEvent, text: string): Clause {
  const names: (readonly string[])[] = []
  for (const side of [event.actors, event.recipients])
    for (const { name, mention } of side) {
      names.push(nameTokens(name))
      if (mention !== name) names.push(nameTokens(mention))
    }
  const clauses: string[] = []
  for (const { evidence } of event.mentions) clauses.push(text.slice(evidence.start, evidence.end))
  return { isSeries: isSeries(event, text), words: contentWords(clauses, names) }
}

/** What one report calls a party, as linking compares it; one object for one party, however many reports name it. */
function partyKey({ kind, country, name }: Party): PartyKey {
  let namesakes = parties.get(name)
  if (namesakes === undefined) {
    if (parties.size >= MAX_REMEMBERED) parties.clear()
    namesakes = []
    parties.set(name, namesakes)
  }
  for (const key of namesakes) if (key.kind === kind && key.country === country) return key
  const key = findParty(kind, country, name)
  namesakes.push(key)
  return key
}

/** Parties by name. */
const parties = new Map<string, PartyKey[]>()
const MAX_REMEMBERED = 20_000

function findParty(kind: Participant['kind'], country: string | undefined, name: string): PartyKey {
  if (kind === 'country' && country !== undefined) return { kind, country, tokens: NONE }
  // Who is called by an office alone may be anybody who holds it.
  const isNamed = kind !== 'person' || (/^\p{Lu}/u.test(name.split(' ').at(-1) ?? '') && !isOffice(name))
  return { kind, country, tokens: isNamed ? nameTokens(name) : NONE }
}

/** Shows of force and attacks are counted one by one; other acts are often told in the plural ("talks", "sanctions"). */
function isSeries({ eventType, trigger, date }: CodedEvent, text: string): boolean {
  if (eventType !== 'MOBILIZE' && eventType !== 'ASSAULT') return false
  if (date !== undefined && date.from !== 'dct' && date.start === date.end) return false
  return /\b(?:launch|launching|test|firing|shot|attack|strike|raid|salvo|provocation|violation)e?s\b/i.test(
    text.slice(trigger.start, trigger.end),
  )
}

function placeKey({ name, country, precision }: NonNullable<CodedEvent['location']>): PlaceKey {
  return { tokens: nameTokens(name), country, isTown: precision === 'city' }
}

const intervalOf = ({ start, end }: EventDate) => ({ start, end })

function weaponKey({ kind, designation }: NonNullable<CodedEvent['weapon']>): WeaponKey {
  return { kind, designation: designation === undefined ? undefined : foldDesignation(designation) }
}

function foldDesignation(designation: string): string {
  return foldText(designation).replaceAll(/[^\p{L}\p{N}]/gu, '')
}
