import type { CodedEvent, Participant, Status } from '../code/index.ts'
import { type ActorForm, compareNames, type LinkedAct, nameTokens } from '../link/index.ts'
import type { EventReport, EventRow, RowParticipant } from './rows.ts'

/** An event as stored: participants by the names that reports give them, reports by id alone. */
export type StoredEvent = Omit<EventRow, 'actors' | 'recipients' | 'relations' | 'reports' | 'nIndependent'> & {
  readonly actors: readonly StoredParticipant[]
  readonly recipients: readonly StoredParticipant[]
  readonly reports: readonly Pick<EventReport, 'id' | 'mentions'>[]
}

/** A participant before the register tells its name and id. */
export type StoredParticipant = Omit<RowParticipant, 'entity'>

/** A coded act and the report that tells it. */
export interface Telling {
  readonly report: string
  readonly event: CodedEvent
}

/** A party as far as it decides who takes part in an event. */
type Party = Pick<Participant, 'name' | 'kind' | 'country'>

/** What one telling adds to what the event is found by; those that linking makes are of one shape, whatever is absent. */
export interface ActFacts<P extends Party = ActorForm>
  extends LinkedAct,
    Pick<CodedEvent, 'quad' | 'intensity' | 'confidence'> {
  readonly casualties?: CodedEvent['casualties'] | undefined
  readonly actors: readonly P[]
  readonly recipients: readonly P[]
}

/** What is kept of a coded act beside its report: what tells its event, and what a line of a table tells besides. */
export interface KeptFacts extends ActFacts {
  /** The names of those who are named as having said so. */
  readonly sayers: readonly string[]
}

/** What an event is found by. */
export interface EventKeys<P extends Party = ActorForm>
  extends Pick<StoredEvent, 'eventType' | 'status' | 'quad' | 'intensity'> {
  readonly mode: string | undefined
  readonly date: StoredEvent['date'] | undefined
  readonly location: StoredEvent['location'] | undefined
  readonly weapon: StoredEvent['weapon'] | undefined
  readonly actors: readonly P[]
  readonly recipients: readonly P[]
  /** Whether a report tells it as planned or called for, whatever others tell. */
  readonly isForeseen: boolean
}

/** What an event of these tellings, least first, is found by: the part of `assembleEvent` that listings filter. */
export function eventKeys(events: readonly ActFacts[]): EventKeys {
  return keysOf(events, leadOf(events))
}

/**
 * Whether an event of these tellings, least first, was found by the same keys as now ever since the first `nFirst` of them told it, whichever
 * of the others came by when. Says no of some of which it is so.
 */
export function isSteady(events: readonly ActFacts[], nFirst: number, keys: EventKeys): boolean {
  for (const { eventType, status } of events)
    if (eventType !== events[0]!.eventType || status !== events[0]!.status) return false
  if (!isDateSteady(events, nFirst)) return false
  const lead = leadOf(events)
  // What one telling adds that the clearest leaves out another may have added later.
  if (keys.actors.length !== lead.actors.length || keys.recipients.length !== lead.recipients.length) return false
  const place = keys.location === undefined ? undefined : locationOf(events)
  let [hasLead, hasMode, hasWeapon, hasPlace] = [false, false, false, false]
  for (let i = 0; i < nFirst; i++) {
    const event = events[i]!
    hasLead ||= event === lead
    hasMode ||= event.mode === keys.mode
    hasWeapon ||= event.weapon === keys.weapon
    hasPlace ||= event.location === place
  }
  return (
    hasLead &&
    (hasMode || keys.mode === lead.mode) &&
    (hasWeapon || keys.weapon === undefined) &&
    (hasPlace || place === undefined)
  )
}

/** Whether the first tellings have the day that most tell. */
function isDateSteady(events: readonly ActFacts[], nFirst: number): boolean {
  let first: CodedEvent['date']
  for (let i = 0; i < events.length; i++) {
    const { date } = events[i]!
    if (date === undefined || date.from === 'dct') continue
    if (first === undefined && i >= nFirst) return false
    first ??= date
    if (date.value !== first.value || date.start !== first.start || date.end !== first.end) return false
  }
  return first !== undefined || events.findIndex(({ date }) => date !== undefined) < nFirst
}

/** Whether two events are found by the same. */
export function isSameKeys(a: EventKeys, b: EventKeys): boolean {
  return (
    a.eventType === b.eventType &&
    a.mode === b.mode &&
    a.status === b.status &&
    a.weapon?.kind === b.weapon?.kind &&
    a.quad === b.quad &&
    a.intensity === b.intensity &&
    a.isForeseen === b.isForeseen &&
    isSameDate(a.date, b.date) &&
    a.location?.name === b.location?.name &&
    a.location?.country === b.location?.country &&
    isSameSide(a.actors, b.actors) &&
    isSameSide(a.recipients, b.recipients)
  )
}

function isSameDate(a: EventKeys['date'], b: EventKeys['date']): boolean {
  return a?.value === b?.value && a?.start === b?.start && a?.end === b?.end
}

const isSameSide = (a: readonly ActorForm[], b: readonly ActorForm[]) =>
  a.length === b.length && a.every(({ id }, i) => id === b[i]!.id)

/** One event from its tellings, least first: the clearest leads, the others add what it leaves out and outvote it on status. */
export function assembleEvent(id: string, tellings: readonly Telling[]): StoredEvent {
  const events = tellings.map(({ event }) => event)
  const lead = leadOf(events)
  const { eventType, mode, actors, recipients, date, location, status, weapon } = keysOf(events, lead)
  const casualties = events.findLast((event) => event.casualties !== undefined)?.casualties
  const topic = lead.topic ?? events.find((event) => event.topic !== undefined)?.topic
  return {
    id,
    eventType,
    ...(mode === undefined ? {} : { mode }),
    contexts: [...new Set(events.flatMap(({ contexts }) => contexts))].sort(),
    cameo: lead.cameo,
    quad: lead.quad,
    intensity: lead.intensity,
    actors: actors.map(storedParticipant),
    recipients: recipients.map(storedParticipant),
    ...(date === undefined ? {} : { date: storedDate(date) }),
    ...(location === undefined ? {} : { location: storedPlace(location) }),
    status,
    accordingTo: tellings.flatMap(attributions),
    ...(weapon === undefined ? {} : { weapon }),
    ...(casualties === undefined ? {} : { casualties }),
    ...(topic === undefined ? {} : { topic }),
    rule: lead.rule,
    confidence: Math.max(...events.map(({ confidence }) => confidence)),
    reports: reportsOf(tellings),
  }
}

function keysOf<P extends Party>(events: readonly ActFacts<P>[], lead: ActFacts<P>): EventKeys<P> {
  if (events.length === 1) return keysOfOne(lead)
  const { eventType, quad, intensity } = lead
  const { actors, recipients } = partiesOf(lead, events)
  return {
    eventType,
    mode: lead.mode ?? events.find((event) => event.eventType === eventType && event.mode !== undefined)?.mode,
    weapon: weaponOf(events),
    quad,
    intensity,
    actors,
    recipients,
    date: dateOf(events),
    location: locationOf(events),
    status: statusOf(events),
    isForeseen: events.some(isForeseen),
  }
}

/** What an event of one telling is found by: what that says. */
function keysOfOne<P extends Party>(event: ActFacts<P>): EventKeys<P> {
  const { eventType, mode, weapon, quad, intensity, actors, recipients, date, location, status } = event
  return {
    eventType,
    mode,
    weapon,
    quad,
    intensity,
    actors,
    recipients,
    date,
    location,
    status,
    isForeseen: isForeseen(event),
  }
}

const isForeseen = ({ status }: ActFacts<Party>) => status === 'planned' || status === 'called-for'

/** The clearest telling of those that give the act the type that most give it. */
function leadOf<Act extends ActFacts<Party>>(events: readonly Act[]): Act {
  if (events.length === 1) return events[0]!
  const eventTypes: Act['eventType'][] = []
  for (const event of events) eventTypes.push(event.eventType)
  const eventType = mostFrequent(eventTypes)
  let [best, most]: [Act | undefined, number] = [undefined, 0]
  for (const event of events) {
    if (event.eventType !== eventType) continue
    const own = clarity(event)
    if (best !== undefined && own <= most) continue
    best = event
    most = own
  }
  return best!
}

function attributions({ report, event }: Telling): StoredEvent['accordingTo'] {
  return event.accordingTo.map(({ name, country, cue }) => ({
    name,
    ...(country === undefined ? {} : { country }),
    cue,
    report,
  }))
}

/** The first of the values that occur most often. */
function mostFrequent<T>(values: readonly T[]): T {
  if (isUniform(values)) return values[0]!
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}

function isUniform(values: readonly unknown[]): boolean {
  for (const value of values) if (value !== values[0]) return false
  return true
}

/** How much a telling says of who and when. */
function clarity({ actors, recipients, date, confidence }: ActFacts<Party>): number {
  let named = 0
  for (const { kind } of actors) if (kind === 'person') named++
  for (const { kind } of recipients) if (kind === 'person') named++
  return (
    (actors.length > 0 ? 3 : 0) +
    (recipients.length > 0 ? 2 : 0) +
    Math.min(named, 4) * 0.5 +
    (date !== undefined && date.from !== 'dct' ? 1.5 : 0) +
    confidence
  )
}

/** The weapon told in most detail, the first of those. */
function weaponOf(events: readonly ActFacts<Party>[]): CodedEvent['weapon'] {
  let best = events[0]!.weapon
  for (const { weapon } of events) if (detail(weapon) > detail(best)) best = weapon
  return best
}

const detail = (weapon: CodedEvent['weapon']) =>
  weapon === undefined ? 0 : 1 + (weapon.designation === undefined ? 0 : 2) + (weapon.class === undefined ? 0 : 1)

/** The parties of the clearest telling, and those that two others name and it leaves out. */
function partiesOf<P extends Party>(lead: ActFacts<P>, events: readonly ActFacts<P>[]) {
  const [known, actors, recipients]: [P[], (readonly P[])[], (readonly P[])[]] = [[], [], []]
  for (const party of lead.actors) known.push(party)
  for (const party of lead.recipients) known.push(party)
  for (const event of events) {
    actors.push(event.actors)
    recipients.push(event.recipients)
  }
  return {
    actors: addParties(lead.actors, { tellings: actors, known }),
    recipients: addParties(lead.recipients, { tellings: recipients, known }),
  }
}

/** One side of the event: that of the clearest telling with what the others add; `known` gains what is added. */
function addParties<P extends Party>(
  side: readonly P[],
  { tellings, known }: { readonly tellings: readonly (readonly P[])[]; readonly known: P[] },
): readonly P[] {
  const all: P[] = []
  for (const party of side) all.push(party)
  for (const parties of tellings)
    for (const party of parties) {
      if (isCovered(party, known)) continue
      let nTellings = 0
      for (const others of tellings) if (isCovered(party, others)) nTellings++
      if (all.length > 0 && nTellings < 2) continue
      known.push(party)
      all.push(party)
    }
  return all
}

function isCovered(party: Party, others: readonly Party[]): boolean {
  for (const other of others) if (covers(other, party)) return true
  return false
}

/** Whether one party stands for the other: the same name, or the same state. */
export function covers(a: Party, b: Party): boolean {
  if (a.country !== undefined && a.country === b.country) return true
  return compareNames(nameTokens(a.name), nameTokens(b.name)) !== 'different'
}

/** A participant less what belongs to one report's text. */
export function storedParticipant(participant: Participant): StoredParticipant {
  const { name, kind, country, sector, actorCode, cow, title } = participant
  return {
    name,
    kind,
    ...(country === undefined ? {} : { country }),
    ...(sector === undefined ? {} : { sector }),
    ...(actorCode === undefined ? {} : { actorCode }),
    ...(cow === undefined ? {} : { cow }),
    ...(title === undefined ? {} : { title }),
  }
}

/** The date that most texts state, the shortest interval of those; else that of the earliest report. */
function dateOf(events: readonly ActFacts<Party>[]): CodedEvent['date'] | undefined {
  let [first, nDates, shortest]: [CodedEvent['date'], number, number] = [undefined, 0, Number.POSITIVE_INFINITY]
  let precise: NonNullable<CodedEvent['date']>[] = []
  for (const { date } of events) {
    if (date === undefined) continue
    first ??= date
    nDates++
    if (date.from === 'dct') continue
    const length = date.start === date.end ? 0 : Date.parse(date.end) - Date.parse(date.start)
    if (length < shortest) precise = []
    if (length <= shortest) precise.push(date)
    shortest = Math.min(shortest, length)
  }
  if (nDates <= 1 || precise.length === 0) return first
  const starts: string[] = []
  for (const { start } of precise) starts.push(start)
  return precise[starts.indexOf(mostFrequent(starts))]
}

const storedDate = ({ value, start, end, from }: NonNullable<StoredEvent['date']>) => ({ value, start, end, from })

const PRECISION = ['country', 'water', 'region', 'city', 'point']

/** The most precise place told, the first of those. */
function locationOf(events: readonly ActFacts<Party>[]): CodedEvent['location'] | undefined {
  let best: CodedEvent['location'] | undefined
  const rank = (place: { precision: string }) => PRECISION.indexOf(place.precision)
  for (const { location } of events)
    if (location !== undefined && (best === undefined || rank(location) > rank(best))) best = location
  return best
}

/** A place without where one report's text names it. */
function storedPlace(location: NonNullable<StoredEvent['location']>): NonNullable<StoredEvent['location']> {
  const { span: _span, ...place }: NonNullable<StoredEvent['location']> & { readonly span?: unknown } = location
  return place
}

/** What a text may say of whether an act was done; of as many, the first counts. */
const CLAIMS: readonly Status[] = ['denied', 'occurred', 'ongoing', 'hypothetical']

/** What was done is no longer planned; whether it was done is for most of the texts to say, and a denial for a tie. */
function statusOf(events: readonly ActFacts<Party>[]): Status {
  let [best, most] = ['called-for' as Status, 0]
  for (const claim of CLAIMS) {
    let n = 0
    for (const { status } of events) if (status === claim) n++
    if (n > most) [best, most] = [claim, n]
  }
  if (most > 0) return best
  return events.some(({ status }) => status === 'planned') ? 'planned' : 'called-for'
}

function reportsOf(tellings: readonly Telling[]): StoredEvent['reports'] {
  const reports = new Map<string, EventReport['mentions'][number][]>()
  for (const { report, event } of tellings) {
    const mentions = event.mentions.map(({ sentence, trigger, evidence }) => ({ sentence, trigger, evidence }))
    reports.set(report, [...(reports.get(report) ?? []), ...mentions])
  }
  return [...reports].map(([id, mentions]) => ({ id, mentions }))
}
