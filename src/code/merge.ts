import type { Gazetteer } from '../annotate/index.ts'
import { withCodes } from './actorCodes.ts'
import { type Building, type Draft, typeOf } from './draft.ts'
import type { Attribution, CodedEvent, EventDate, Participant } from './event.ts'

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
  // Most acts are told once.
  const ordered = group.length === 1 ? group : [lead, ...group.filter((draft) => draft !== lead)]
  const { actors, recipients } = partiesOf(ordered)
  const date = narrowest(ordered) ?? lead.date
  const location = first(ordered, ({ event }) => event.location)
  const weapon = first(ordered, ({ event }) => event.weapon)
  const casualties = first(ordered, ({ event }) => event.casualties)
  const mode = lead.event.mode ?? first(ordered, ({ event }) => event.mode)
  const { eventType, cameo, quad, intensity, sentence, trigger, evidence, rule } = lead.event
  // Fields that may be absent are added below, all in the order in which they are printed.
  const event: Partial<Building<CodedEvent>> = {
    id: eventId(reportId, group),
    eventType,
    contexts:
      ordered.length === 1 ? lead.event.contexts : [...new Set(ordered.flatMap((one) => one.event.contexts))].sort(),
    cameo,
    quad,
    intensity,
    accordingTo: attributions(ordered),
    sentence,
    trigger,
    evidence,
    rule,
  }
  if (mode !== undefined) event.mode = mode
  event.actors = actors.map((party) => withCodes(gazetteer, party))
  event.recipients = recipients.map((party) => withCodes(gazetteer, party))
  if (date !== undefined) event.date = date
  if (location !== undefined) event.location = location
  if (weapon !== undefined) event.weapon = weapon
  if (casualties !== undefined) event.casualties = casualties
  event.status = lead.status
  event.mentions = ordered.map(({ event: { sentence, trigger, evidence } }) => ({ sentence, trigger, evidence }))
  event.confidence = confidence
  return event as CodedEvent
}

/** The id of the act of one report: by where its clearest mention stands. */
export function eventId(reportId: string, group: readonly Draft[]): string {
  const lead = leadOf(group)
  return `${reportId}-${lead.event.trigger.start}-${typeOf(lead).toLowerCase()}`
}

/** The mention that tells most of the act. */
export function leadOf(group: readonly Draft[]): Draft {
  if (group.length === 1) return group[0]!
  return [...group].sort((a, b) => clarity(b) - clarity(a) || a.triggered.triggerIdx - b.triggered.triggerIdx)[0]!
}

/** How much a mention tells: both sides, people by name, a date of its own, a finite verb; whom an attack killed comes after whom it struck, and who ordered a show of force after the state that made it. */
function clarity({ actors, recipients, date, triggered, event, isOutcome }: Draft): number {
  const named = [...actors, ...recipients].filter(({ resolvedBy }) => resolvedBy === 'name').length
  return (
    (actors.length > 0 ? 3 : 0) +
    (recipients.length > 0 ? 2 : 0) +
    Math.min(named, 3) * 0.5 +
    (date?.from === 'text' ? 1.5 : 0) +
    (triggered.part === 'verb' || triggered.supportIdx !== undefined ? 1 : 0) +
    (event.weapon ? 0.25 : 0) +
    (event.eventType === 'MOBILIZE' && actors[0]?.kind === 'country' ? 0.75 : 0) -
    (isOutcome ? 2 : 0)
  )
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

function partiesOf(ordered: readonly Draft[]): { actors: Participant[]; recipients: Participant[] } {
  const lead = ordered[0]!
  // "12 rebels were killed in fighting": those who fight are here whom it befell.
  const isHit = ({ entity }: Participant) => lead.recipients.some((party) => party.entity === entity)
  const acting = lead.actors.length > 0 ? lead : ordered.find((one) => one.actors.length > 0 && !one.actors.some(isHit))
  const actors = acting?.actors ?? []
  const first = lead.recipients.length > 0 ? lead : ordered.find((draft) => draft.recipients.length > 0)
  const recipients = first === undefined ? [] : withThoseHit(first, ordered)
  return {
    actors: [...actors],
    recipients: recipients.filter(({ entity }) => !actors.some((actor) => actor.entity === entity)),
  }
}

/** "Hit a car in Sidon, killing two Hamas officials": those killed receive the blow besides the land where nobody else was told to be struck. */
function withThoseHit({ recipients, event }: Draft, ordered: readonly Draft[]): readonly Participant[] {
  // A state that is named as the target ("attacked Abu Dhabi, killing two Indians") was meant itself; a land that only a place tells was not.
  const isLand = ({ entity }: Participant) => entity.startsWith('p')
  if (event.eventType !== 'ASSAULT' || !recipients.every(isLand)) return recipients
  const hit = ordered.find(({ isOutcome, recipients: killed }) => isOutcome && killed.length > 0)?.recipients ?? []
  return [...recipients, ...hit.filter((one) => !recipients.some(({ entity }) => entity === one.entity))]
}

function attributions(ordered: readonly Draft[]): Attribution[] {
  const found: Attribution[] = []
  for (const { event } of ordered) {
    for (const attribution of event.accordingTo)
      if (!found.some(({ name }) => name === attribution.name)) found.push(attribution)
  }
  return found
}

function first<T>(ordered: readonly Draft[], of: (draft: Draft) => T | undefined): T | undefined {
  for (const draft of ordered) {
    const found = of(draft)
    if (found !== undefined) return found
  }
  return undefined
}
