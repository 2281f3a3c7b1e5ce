import { REL } from '../annotate/index.ts'
import { FREEING } from './antecedents.ts'
import type { Clauses } from './clause.ts'
import { type Draft, TOGETHER, typeOf } from './draft.ts'
import type { Participant } from './event.ts'
import type { Setting } from './home.ts'
import { opponentOf, pairAtOdds } from './opposedPairs.ts'
import { participantsIn } from './participants.ts'
import { placesHit } from './placesHit.ts'
import type { Telling, Told } from './receivers.ts'
import { verbTriggerArguments } from './triggerArguments.ts'
import type { Triggered } from './triggers.ts'
import { landAddressed, landInNeed } from './understood.ts'

/** Whom an act reaches for which the clause tells nobody: the other side of what the report tells, what is struck, else the land that it is about. */
export function receiversUnsaid(
  { clauses, codebook, drafts }: Telling,
  { triggered, setting, sentIdx, actors }: Told,
): readonly Participant[] {
  const { entry } = triggered
  const { eventType } = entry.gives
  if (eventType === 'THREATEN')
    return isOfOwnHouse(clauses, triggered) ? [] : threatened(setting, drafts, sentIdx, actors)
  const isRequest = eventType === 'REQUEST' && isForWhoeverIsTold(clauses, triggered)
  if (isRequest) {
    const addressed = addressedBefore(setting, triggered, drafts)
    if (addressed.length > 0) return addressed
  }
  if ((eventType === 'AGREE' && triggered.part === 'verb') || isRequest) {
    const partners = partnersOf(drafts, sentIdx, actors)
    if (partners.length > 0) return partners
  }
  if (eventType === 'CONSULT' && entry.gives.mode === 'third-party')
    return reconciled({ clauses, drafts, setting }, triggered, actors)
  if (eventType === 'RETREAT' && entry.gives.mode === 'withdraw') return landLeft(setting, actors)
  const met = entry.id === 'assault/shoot' && triggered.part === 'verb' ? comeUpon(clauses, triggered, actors) : []
  if (met.length > 0) return met
  const hit = placesHit(clauses, codebook, triggered)
  return hit.length > 0 || !isForWhoeverIsTold(clauses, triggered) ? hit : landAddressed(setting, actors)
}

/** "summoned the ambassador and demanded an explanation": of whom the verb before it has sent for or scolded. */
function addressedBefore(
  { clauses }: Setting,
  { triggerIdx }: Triggered,
  drafts: readonly Draft[],
): readonly Participant[] {
  const { relation, head } = clauses.words[triggerIdx]!
  if ((relation & REL.conj) === 0) return []
  const before = drafts.findLast(({ triggered }) => triggered.triggerIdx === head)
  return before !== undefined && typeOf(before) === 'ACCUSE' ? before.recipients : []
}

/** "hailed the tanker and opened fire", "stopped a bus and opened fire": fire is opened on whom the verb before it has come upon. */
function comeUpon(
  clauses: Clauses,
  { triggerIdx, args }: Triggered,
  actors: readonly Participant[],
): readonly Participant[] {
  const { relation, head } = clauses.words[triggerIdx]!
  if ((relation & REL.conj) === 0 || AIMED.some((name) => args.has(name))) return []
  if (clauses.words[head]!.upos !== 'VERB') return []
  return participantsIn(clauses, verbTriggerArguments(clauses, head), 'obj').filter(
    (one) => !actors.some(({ entity }) => entity === one.entity),
  )
}

const AIMED = ['at', 'on', 'into']

/** Whom a threat is meant for that names nobody: the other side of the quarrel that the report tells of, else the land that it is about. */
function threatened(
  setting: Setting,
  drafts: readonly Draft[],
  sentIdx: number,
  actors: readonly Participant[],
): readonly Participant[] {
  const foe = opponentOf(setting.gazetteer.countries, drafts, actors)
  if (foe !== undefined) return [foe]
  const partners = partnersOf(drafts, sentIdx, actors)
  return partners.length > 0 ? partners : landAddressed(setting, actors)
}

/** "threatened to veto the bill", "to resign": such a threat is meant for those at home. */
function isOfOwnHouse({ lemmas }: Clauses, { args }: Triggered): boolean {
  return (args.get('comp') ?? []).some((idx) => AT_HOME.has(lemmas[idx]!))
}

const AT_HOME = new Set(['filibuster', 'impeach', 'overrule', 'override', 'quit', 'resign', 'veto'])

/** "met his Peruvian counterpart and promised to speed it up": with whom those who act last met, called or agreed. */
function partnersOf(drafts: readonly Draft[], sentIdx: number, actors: readonly Participant[]): readonly Participant[] {
  const isActor = (one: Participant) => actors.some(({ entity }) => entity === one.entity) || isOfOneState(one, actors)
  for (let i = drafts.length - 1; i >= 0; i--) {
    const draft = drafts[i]!
    // Who brings two together is no party to what these agree upon.
    if (!TOGETHER.has(typeOf(draft)) || draft.event.mode === 'third-party' || draft.sentIdx < sentIdx - MET_BACK)
      continue
    const parties = [...draft.actors, ...draft.recipients]
    const others = parties.filter((one) => one.country !== undefined && !isActor(one))
    if (others.length > 0 && parties.some(isActor)) return others
  }
  return []
}

/** In sentences. */
const MET_BACK = 4

/** "A truce that Egypt brokered", "thanked him for his mediation": those who made what was brokered, as the report tells it. */
function reconciled(
  { clauses, drafts, setting }: { clauses: Clauses; drafts: readonly Draft[]; setting: Setting },
  { triggerIdx, args }: Triggered,
  actors: readonly Participant[],
): readonly Participant[] {
  const nouns = [...(args.get('obj') ?? []), clauses.words[triggerIdx]!.head]
  const isAbout = ({ triggered }: Draft) =>
    nouns.some((idx) => triggered.triggerIdx === idx || triggered.args.lists.some((indices) => indices.includes(idx)))
  const lemmas = new Set(nouns.filter((idx) => idx >= 0).map((idx) => clauses.lemmas[idx]))
  const isOfKind = ({ triggered }: Draft) =>
    [triggered.triggerIdx, ...triggered.args.lists.flat()].some((idx) => lemmas.has(clauses.lemmas[idx]))
  const made = drafts.filter(
    (draft) => TOGETHER.has(typeOf(draft)) && draft.actors.length + draft.recipients.length > 1,
  )
  const one = made.find(isAbout) ?? made.findLast(isOfKind)
  const parties =
    one === undefined ? (pairAtOdds(setting.gazetteer.countries, drafts) ?? []) : [...one.actors, ...one.recipients]
  return parties.filter(
    (party) => !actors.some(({ entity }) => entity === party.entity) && !isOfOneState(party, actors),
  )
}

/** "began to withdraw the crews who fly from the islands": the land where those were who are withdrawn. */
function landLeft(setting: Setting, actors: readonly Participant[]): readonly Participant[] {
  return setting.location?.country === undefined ? [] : landInNeed(setting, actors)
}

/**
 * "Paraguay demanded respect for democracy", "Japan suspended loan talks", "Mexico offered to send food" in a report about another state: what
 * outsiders ask to be changed, punish or offer is meant for the land that the report is about, unless the clause says for whom it is.
 */
function isForWhoeverIsTold({ lemmas }: Clauses, { entry, args }: Triggered): boolean {
  const { eventType, mode } = entry.gives
  // "suspended talks on loans": what talks are on is not whom they are with.
  if (eventType === 'SANCTION')
    return entry.frame.verb.recipient.every(({ name }) => !LAID_UPON.has(name) || !args.has(name))
  if (eventType === 'REQUEST')
    return mode === 'change' || FREEING.has(entry.gives.cameo) || EXTRADITION.has(entry.gives.cameo)
  return eventType === 'AGREE' && (args.get('comp') ?? []).some((idx) => HELPING.has(lemmas[idx]!))
}

/** CAMEO 0213 and 1013: who is asked to extradite is hardly ever told where the extradited are. */
export const EXTRADITION: ReadonlySet<string> = new Set(['0213', '1013'])
const LAID_UPON = new Set(['on', 'against'])
const HELPING = new Set([
  'aid',
  'assist',
  'broker',
  'contribute',
  'donate',
  'help',
  'mediate',
  'provide',
  'send',
  'supply',
])

/** Whether somebody is of a state that acts. */
export function isOfOneState({ country }: Participant, actors: readonly Participant[]): boolean {
  return country !== undefined && actors.some((actor) => actor.country === country)
}
