import type { CodedEvent, Participant, Status } from '../code/index.ts'
import { compareNames, nameTokens } from '../link/index.ts'
import type { EventReport, EventRow, RowParticipant } from './rows.ts'

/** An event as stored: participants by the names that reports give them, reports by id alone. */
export type StoredEvent = Omit<EventRow, 'actors' | 'recipients' | 'reports'> & {
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

/** What an event is found by. */
export interface EventKeys
  extends Pick<
    StoredEvent,
    'eventType' | 'mode' | 'actors' | 'recipients' | 'date' | 'location' | 'status' | 'weapon' | 'quad' | 'intensity'
  > {
  /** Whether a report tells it as planned or called for, whatever others tell. */
  readonly isForeseen: boolean
}

/** What an event of these tellings, least first, is found by: the part of `assembleEvent` that listings filter. */
export function eventKeys(events: readonly CodedEvent[]): EventKeys {
  return keysOf(events, leadOf(events))
}

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
    actors,
    recipients,
    ...(date === undefined ? {} : { date }),
    ...(location === undefined ? {} : { location }),
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

function keysOf(events: readonly CodedEvent[], lead: CodedEvent): EventKeys {
  const date = dateOf(events)
  const location = locationOf(events)
  const { eventType, quad, intensity } = lead
  const mode = lead.mode ?? events.find((event) => event.eventType === eventType && event.mode !== undefined)?.mode
  const weapon = events.map((event) => event.weapon).reduce((a, b) => (detail(b) > detail(a) ? b : a))
  return {
    eventType,
    ...(mode === undefined ? {} : { mode }),
    ...(weapon === undefined ? {} : { weapon }),
    quad,
    intensity,
    ...partiesOf(lead, events),
    ...(date === undefined ? {} : { date }),
    ...(location === undefined ? {} : { location }),
    status: statusOf(events),
    isForeseen: events.some(({ status }) => status === 'planned' || status === 'called-for'),
  }
}

/** The clearest telling of those that give the act the type that most give it. */
function leadOf(events: readonly CodedEvent[]): CodedEvent {
  const eventType = mostFrequent(events.map((event) => event.eventType))
  return events
    .filter((event) => event.eventType === eventType)
    .reduce((best, event) => (clarity(event) > clarity(best) ? event : best))
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
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}

/** How much a telling says of who and when. */
function clarity({ actors, recipients, date, confidence }: CodedEvent): number {
  const named = [...actors, ...recipients].filter(({ kind }) => kind === 'person').length
  return (
    (actors.length > 0 ? 3 : 0) +
    (recipients.length > 0 ? 2 : 0) +
    Math.min(named, 4) * 0.5 +
    (date !== undefined && date.from !== 'dct' ? 1.5 : 0) +
    confidence
  )
}

const detail = (weapon: CodedEvent['weapon']) =>
  weapon === undefined ? 0 : 1 + (weapon.designation === undefined ? 0 : 2) + (weapon.class === undefined ? 0 : 1)

/** The parties of the clearest telling, and those that two others name and it leaves out. */
function partiesOf(lead: CodedEvent, events: readonly CodedEvent[]): Pick<StoredEvent, 'actors' | 'recipients'> {
  const known: Participant[] = [...lead.actors, ...lead.recipients]
  const actors = [...lead.actors]
  const recipients = [...lead.recipients]
  for (const role of ['actors', 'recipients'] as const) {
    const side = role === 'actors' ? actors : recipients
    for (const party of events.flatMap((event) => event[role])) {
      if (known.some((other) => covers(other, party))) continue
      const nTellings = events.filter((event) => event[role].some((other) => covers(other, party))).length
      if (side.length > 0 && nTellings < 2) continue
      known.push(party)
      side.push(party)
    }
  }
  return { actors: actors.map(storedParticipant), recipients: recipients.map(storedParticipant) }
}

/** Whether one party stands for the other: the same name, or the same state. */
function covers(a: Participant, b: Participant): boolean {
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
function dateOf(events: readonly CodedEvent[]): StoredEvent['date'] {
  const dates = events.flatMap(({ date }) => (date === undefined ? [] : [date]))
  const stated = dates.filter(({ from }) => from !== 'dct')
  const length = ({ start, end }: { start: string; end: string }) => Date.parse(end) - Date.parse(start)
  const shortest = Math.min(...stated.map(length))
  const precise = stated.filter((date) => length(date) === shortest)
  const start = precise.length === 0 ? undefined : mostFrequent(precise.map((date) => date.start))
  const chosen = precise.find((date) => date.start === start) ?? dates[0]
  if (chosen === undefined) return undefined
  return { value: chosen.value, start: chosen.start, end: chosen.end, from: chosen.from }
}

const PRECISION = ['country', 'water', 'region', 'city', 'point']

/** The most precise place told, the first of those. */
function locationOf(events: readonly CodedEvent[]): StoredEvent['location'] {
  const places = events.flatMap(({ location }) => (location === undefined ? [] : [location]))
  if (places.length === 0) return undefined
  const rank = (place: { precision: string }) => PRECISION.indexOf(place.precision)
  const { span: _span, ...place } = places.reduce((best, one) => (rank(one) > rank(best) ? one : best))
  return place
}

/** What was done is no longer planned; whether it was done is for most of the texts to say, and a denial for a tie. */
function statusOf(events: readonly CodedEvent[]): Status {
  const claims: readonly Status[] = ['denied', 'occurred', 'ongoing', 'hypothetical']
  const made = events.map(({ status }) => status).filter((status) => claims.includes(status))
  if (made.length > 0) return mostFrequent(made.toSorted((a, b) => claims.indexOf(a) - claims.indexOf(b)))
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
