import type { Gazetteer } from '../annotate/index.ts'
import { withCodes } from './actorCodes.ts'
import { type Draft, type DraftedEvent, typeOf } from './draft.ts'
import type { Attribution, CodedEvent, EventDate, EventMention, Participant } from './event.ts'

/** What events take besides their mentions: the report that they are told in, and the codes of countries. */
export interface Merging {
  readonly reportId: string
  readonly gazetteer: Gazetteer
}

/** One event from the mentions of one act: the clearest mention leads, the others add what it leaves out. */
export function mergeMentions(
  { reportId, gazetteer }: Merging,
  group: readonly Draft[],
  confidence: number,
): CodedEvent {
  const lead = leadOf(group)
  // Most acts are told once, or by their first mention best.
  const ordered = lead === group[0] ? group : [lead, ...group.filter((draft) => draft !== lead)]
  const { actors, recipients } = partiesOf(ordered)
  const { mode, location, weapon, casualties } = details(ordered)
  const { eventType, cameo, quad, intensity, sentence, trigger, evidence, rule } = lead.event
  // Every field has a place, undefined where it is absent, in the order in which they are printed: all events are of one shape.
  return {
    id: idOf(reportId, lead),
    eventType,
    contexts: contextsOfAll(ordered),
    cameo,
    quad,
    intensity,
    accordingTo: attributions(ordered),
    sentence,
    trigger,
    evidence,
    rule,
    mode,
    actors: allWithCodes(gazetteer, actors),
    recipients: allWithCodes(gazetteer, recipients),
    date: narrowest(ordered) ?? lead.date,
    location,
    weapon,
    casualties,
    status: lead.status,
    mentions: mentionsOf(ordered),
    confidence,
  }
}

/** The id of the act of one report: by where its clearest mention stands. */
export function eventId(reportId: string, group: readonly Draft[]): string {
  return idOf(reportId, leadOf(group))
}

function idOf(reportId: string, lead: Draft): string {
  return `${reportId}-${lead.event.trigger.start}-${typeOf(lead).toLowerCase()}`
}

/** The mention that tells most of the act. */
export function leadOf(group: readonly Draft[]): Draft {
  let lead = group[0]!
  if (group.length === 1) return lead
  let most = clarity(lead)
  for (let i = 1; i < group.length; i++) {
    const draft = group[i]!
    const told = clarity(draft)
    if (told < most || (told === most && draft.triggered.triggerIdx >= lead.triggered.triggerIdx)) continue
    lead = draft
    most = told
  }
  return lead
}

/** How much a mention tells: both sides, people by name, a date of its own, a finite verb; whom an attack killed comes after whom it struck, and who ordered a show of force after the state that made it. */
function clarity({ actors, recipients, date, triggered, event, isOutcome }: Draft): number {
  return (
    (actors.length > 0 ? 3 : 0) +
    (recipients.length > 0 ? 2 : 0) +
    Math.min(nNamed(actors) + nNamed(recipients), 3) * 0.5 +
    (date?.from === 'text' ? 1.5 : 0) +
    (triggered.part === 'verb' || triggered.supportIdx !== undefined ? 1 : 0) +
    (event.weapon ? 0.25 : 0) +
    (event.eventType === 'MOBILIZE' && actors[0]?.kind === 'country' ? 0.75 : 0) -
    (isOutcome ? 2 : 0)
  )
}

function nNamed(parties: readonly Participant[]): number {
  let n = 0
  for (const { resolvedBy } of parties) if (resolvedBy === 'name') n++
  return n
}

/** The narrowest of the dates that the text gives the act: one mention may only say "this year". */
function narrowest(ordered: readonly Draft[]): EventDate | undefined {
  let best: EventDate | undefined
  for (const { date } of ordered)
    if (date?.from === 'text' && (best === undefined || daysOf(date) < daysOf(best))) best = date
  return best
}

function daysOf({ start, end }: EventDate): number {
  return (Date.parse(end) - Date.parse(start)) / 86_400_000
}

interface Parties {
  readonly actors: readonly Participant[]
  readonly recipients: readonly Participant[]
}

function partiesOf(ordered: readonly Draft[]): Parties {
  const lead = ordered[0]!
  const actors = actingFirst(ordered)
  const first = lead.recipients.length > 0 ? lead : ordered.find((draft) => draft.recipients.length > 0)
  const recipients = first === undefined ? NOBODY : withThoseHit(first, ordered)
  for (const one of recipients)
    if (isAmong(one, actors)) return { actors, recipients: recipients.filter((other) => !isAmong(other, actors)) }
  return { actors, recipients }
}

/** Who acts by the first mention that tells it. */
function actingFirst(ordered: readonly Draft[]): readonly Participant[] {
  const { actors, recipients } = ordered[0]!
  if (actors.length > 0) return actors
  // "12 rebels were killed in fighting": those who fight are here whom it befell.
  const isHit = (one: Participant) => isAmong(one, recipients)
  for (const { actors: acting } of ordered) if (acting.length > 0 && !acting.some(isHit)) return acting
  return NOBODY
}

const NOBODY: readonly Participant[] = []

function isAmong({ entity }: Participant, parties: readonly Participant[]): boolean {
  for (const party of parties) if (party.entity === entity) return true
  return false
}

function allWithCodes(gazetteer: Gazetteer, parties: readonly Participant[]): Participant[] {
  const coded: Participant[] = []
  for (const party of parties) coded.push(withCodes(gazetteer, party))
  return coded
}

/** "Hit a car in Sidon, killing two Hamas officials": those killed receive the blow besides the land where nobody else was told to be struck. */
function withThoseHit({ recipients, event }: Draft, ordered: readonly Draft[]): readonly Participant[] {
  // A state that is named as the target ("attacked Abu Dhabi, killing two Indians") was meant itself; a land that only a place tells was not.
  if (event.eventType !== 'ASSAULT' || !recipients.every(isLand)) return recipients
  const hit = ordered.find(({ isOutcome, recipients: killed }) => isOutcome && killed.length > 0)?.recipients ?? []
  return [...recipients, ...hit.filter((one) => !isAmong(one, recipients))]
}

function isLand({ entity }: Participant): boolean {
  return entity.startsWith('p')
}

/** The contexts of all mentions, in alphabetical order, in which those of each are. */
function contextsOfAll(ordered: readonly Draft[]): readonly string[] {
  const { contexts } = ordered[0]!.event
  let all: string[] | undefined
  for (let i = 1; i < ordered.length; i++)
    for (const context of ordered[i]!.event.contexts) {
      if ((all ?? contexts).includes(context)) continue
      all ??= contexts.slice()
      all.push(context)
    }
  return all === undefined ? contexts : all.sort()
}

function attributions(ordered: readonly Draft[]): readonly Attribution[] {
  const { accordingTo } = ordered[0]!.event
  if (ordered.length === 1) return accordingTo
  const found: Attribution[] = []
  for (const { event } of ordered)
    for (const attribution of event.accordingTo)
      if (!found.some(({ name }) => name === attribution.name)) found.push(attribution)
  return found
}

/** Mode, place, weapon and toll, each as the first mention has it that tells of it. */
function details(ordered: readonly Draft[]): Pick<DraftedEvent, 'mode' | 'location' | 'weapon' | 'casualties'> {
  if (ordered.length === 1) return ordered[0]!.event
  let { mode, location, weapon, casualties } = ordered[0]!.event
  for (const { event } of ordered) {
    mode ??= event.mode
    location ??= event.location
    weapon ??= event.weapon
    casualties ??= event.casualties
  }
  return { mode, location, weapon, casualties }
}

function mentionsOf(ordered: readonly Draft[]): EventMention[] {
  const mentions: EventMention[] = []
  for (const { event } of ordered) {
    const { sentence, trigger, evidence } = event
    mentions.push({ sentence, trigger, evidence })
  }
  return mentions
}
