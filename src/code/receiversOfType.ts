import { mapped, REL } from '../annotate/index.ts'
import { criticisedFor, isAnswered, isAnswerToAct, isAtDeed, targetsBefore } from './antecedents.ts'
import { ofCountry } from './asParticipant.ts'
import { type Clauses, dependents } from './clause.ts'
import type { Draft } from './draft.ts'
import type { Participant } from './event.ts'
import { thoseAnswered } from './occasions.ts'
import { opponentOf } from './opposedPairs.ts'
import { isUnknownGroup, ownersAt, participantsAt } from './participants.ts'
import type { Telling, Told } from './receivers.ts'
import { isOfOneState } from './receiversUnsaid.ts'
import type { Triggered } from './triggers.ts'
import { landInNeed } from './understood.ts'

/**
 * Whom the act reaches by what the report has told before, for types of acts that answer others; undefined where its type tells nothing.
 * `struck` are those whom the clause names with the land that a blow strikes.
 */
export function receiversOfType(
  telling: Telling,
  act: Told,
  struck: readonly Participant[],
): readonly Participant[] | undefined {
  switch (act.triggered.entry.gives.eventType) {
    case 'ASSAULT':
      return struck.length > 0 ? undefined : ofStruckThing(telling, act)
    case 'REJECT':
      return ofRefusal(telling, act)
    case 'ACCUSE':
      return ofCriticism(telling, act)
    case 'THREATEN':
      return ofThreat(telling, act)
    case 'SANCTION':
      return ofMeasure(telling, act)
    case 'AID':
      return ofHelp(telling, act)
    case 'MOBILIZE':
      return ofForces(telling, act)
    case 'CONCEDE':
      // "asked him to lift the measure": it is lifted from whom it was laid on.
      return act.told.length === 0 && act.triggered.entry.id.startsWith('concede/ease-')
        ? laidOn(telling.drafts, act.actors)
        : undefined
    case 'AGREE':
      // "pledged five million dollars" in a report on floods abroad.
      return act.told.length === 0 && isOfMoney(act.triggered) ? landInNeed(act.setting, act.actors) : undefined
    default:
      return undefined
  }
}

/** "Hit an oil depot": a thing of which nobody is told is the opponent's. */
function ofStruckThing({ drafts }: Telling, { triggered, setting, actors }: Told): readonly Participant[] | undefined {
  if (triggered.part !== 'verb' || !triggered.args.has('obj')) return undefined
  const foe = opponentOf(setting.gazetteer.countries, drafts, actors, OFTEN)
  return foe === undefined ? undefined : [foe]
}

/** So often a report tells of blows and charges between two, before what one of them strikes is taken to be the other's. */
const OFTEN = 2

function ofRefusal(
  { clauses, drafts }: Telling,
  { triggered, sentIdx, actors, told }: Told,
): readonly Participant[] | undefined {
  // "Refused to withdraw its diplomats": those are its own, and who asked or ordered it is refused.
  if (told.length > 0 && triggered.args.has('obj.poss') && told.every((one) => isOfOneState(one, actors)))
    return askedBy(drafts, sentIdx, actors) ?? told
  if (isSayingRejected(clauses, triggered)) {
    const chargers = chargedBy(drafts, sentIdx, actors)
    if (chargers.length > 0) return chargers
  }
  // "asked the president to meet them, but he refused, telling reporters": who asked is refused, and not who is told of it.
  const asking = told.every(({ sector }) => sector === 'JRN') ? askedBeside(drafts, triggered, sentIdx, actors) : NOBODY
  return asking.length > 0 ? asking : undefined
}

function ofCriticism(telling: Telling, { triggered, sentIdx, actors, told }: Told): readonly Participant[] | undefined {
  const { clauses, codebook } = telling
  if (isOwnDeed(clauses, triggered, actors, told)) {
    const others = criticisedFor(telling, triggered, sentIdx, actors)
    if (others.length > 0) return others
  }
  return !isAnswered(clauses, triggered, told) && isAtDeed(clauses, codebook, triggered)
    ? criticisedFor(telling, triggered, sentIdx, actors)
    : undefined
}

function ofThreat(telling: Telling, act: Told): readonly Participant[] | undefined {
  const { triggered, actors, told } = act
  if (told.length > 0) return undefined
  const held = unlessTheyYield(telling.clauses, triggered, actors)
  return held.length > 0 ? held : ofAnswer(telling, act)
}

/** Whom an act answers that says so; undefined for others. */
function ofAnswer(telling: Telling, { triggered, sentIdx, actors, told }: Told): readonly Participant[] | undefined {
  if (told.length > 0 || !isAnswerToAct(telling.clauses, triggered)) return undefined
  const accused = accusedBefore(telling.drafts, sentIdx, actors)
  return accused.length > 0 ? accused : criticisedFor(telling, triggered, sentIdx, actors)
}

function ofMeasure(
  { drafts }: Telling,
  { triggered: { entry, args }, sentIdx, actors, told }: Told,
): readonly Participant[] | undefined {
  if (told.length > 0)
    return told.every(isUnknownGroup)
      ? withCountryOf(targetsBefore(drafts, 'SANCTION', sentIdx, actors), told)
      : undefined
  // "imposed sanctions on those who undermine democracy": the clause says on whom, though nobody is named.
  if (args.has('on') || args.has('against')) return undefined
  const before = targetsBefore(drafts, 'SANCTION', sentIdx, actors)
  if (before.length > 0) return before
  // "Denied the charge and withdrew its envoy": from those who had accused it.
  const accusers = entry.id === 'sanction/recall-envoy' ? chargedBy(drafts, sentIdx, actors) : NOBODY
  return accusers.length > 0 ? accusers : undefined
}

function ofHelp(
  { drafts }: Telling,
  { triggered, setting, sentIdx, actors, told }: Told,
): readonly Participant[] | undefined {
  if (triggered.part !== 'verb' || told.length > 0) return undefined
  const before = targetsBefore(drafts, 'AID', sentIdx, actors)
  if (before.length > 0) return before
  return isOfGifts(triggered) ? landInNeed(setting, actors) : NOBODY
}

function ofForces(telling: Telling, act: Told): readonly Participant[] | undefined {
  const { triggered, actors, told } = act
  const answered = ofAnswer(telling, act)
  if (answered !== undefined) return answered
  if (!told.every((one) => isOfOneState(one, actors))) return undefined
  const opposed = thoseAnswered(telling.clauses, triggered, actors)
  if (opposed.length > 0) return opposed
  // "Massed troops off its own coast": a land is no foe of its own forces.
  return told.every(({ kind }) => kind === 'country') ? NOBODY : undefined
}

const NOBODY: readonly Participant[] = []

/** "rejected the statement", "dismissed these claims": what has been said before, without a word of who said it. */
function isSayingRejected(clauses: Clauses, { part, args }: Triggered): boolean {
  const object = part === 'verb' ? args.get('obj')?.[0] : undefined
  if (object === undefined || !SAYINGS.has(clauses.lemmas[object]!)) return false
  return !args.has('obj.poss') && dependents(clauses, object, REL.nmod | REL.compound | REL.amod).length === 0
}

const SAYINGS = new Set([
  'account', 'accusation', 'allegation', 'assertion', 'charge', 'claim', 'insinuation', 'remark', 'report', 'statement', 'version',
]) // biome-ignore format: one glance

/** Those who last charged whoever acts, or upon whom these are said to have acted. */
function chargedBy(drafts: readonly Draft[], sentIdx: number, actors: readonly Participant[]): readonly Participant[] {
  for (let i = drafts.length - 1; i >= 0 && drafts[i]!.sentIdx >= sentIdx - PRESSED_BACK; i--) {
    const { event, actors: by, recipients } = drafts[i]!
    const [sayers, charged] = event.eventType === 'ACCUSE' ? [by, recipients] : [recipients, by]
    if (event.eventType !== 'ACCUSE' && event.quad !== MATERIAL_CONFLICT) continue
    if (!charged.some((one) => isOfOneState(one, actors))) continue
    const others = sayers.filter((one) => one.country !== undefined && !isOfOneState(one, actors))
    if (others.length > 0) return others
  }
  return []
}

const MATERIAL_CONFLICT = 4
/** Those of another state who last asked, punished or threatened whoever acts; undefined for none. */
function askedBy(
  drafts: readonly Draft[],
  sentIdx: number,
  actors: readonly Participant[],
): readonly Participant[] | undefined {
  const before = drafts.findLast(
    ({ event, sentIdx: told, actors: by, recipients }) =>
      PRESSING.has(event.eventType) &&
      told >= sentIdx - PRESSED_BACK &&
      by.length > 0 &&
      by.every((one) => one.country !== undefined && !isOfOneState(one, actors)) &&
      recipients.some((one) => isOfOneState(one, actors)),
  )
  return before?.actors
}

/** Who asked those who act for something else in the same sentence: "urged voters to reject it" refuses nobody who urges. */
function askedBeside(
  drafts: readonly Draft[],
  { triggerIdx }: Triggered,
  sentIdx: number,
  actors: readonly Participant[],
): readonly Participant[] {
  const last = drafts.findLast(
    ({ event, sentIdx: told, recipients, triggered: { args } }) =>
      event.eventType === 'REQUEST' &&
      !args.get('comp')?.includes(triggerIdx) &&
      told === sentIdx &&
      recipients.some(({ entity }) => actors.some((one) => one.entity === entity)),
  )
  return last?.actors ?? []
}

const PRESSING = new Set(['REQUEST', 'SANCTION', 'THREATEN'])
/** In sentences. */
const PRESSED_BACK = 6

/** "warned of consequences if Tehran did not release them": the threat is to those whose doing it hangs on. */
function unlessTheyYield(
  clauses: Clauses,
  { triggerIdx, args }: Triggered,
  actors: readonly Participant[],
): readonly Participant[] {
  for (const head of [triggerIdx, ...(args.get('comp') ?? []), ...(args.get('of') ?? [])])
    for (const clause of dependents(clauses, head, REL.advcl | REL.acl)) {
      if (!dependents(clauses, clause, REL.mark).some((idx) => CONDITION.test(clauses.forms[idx]!))) continue
      const others = dependents(clauses, clause, REL.nsubj)
        .flatMap((idx) => participantsAt(clauses, idx))
        .filter((one) => one.country !== undefined && !isOfOneState(one, actors))
      if (others.length > 0) return others
    }
  return []
}

const CONDITION = /^(?:if|unless|until)$/

/** "accused the alliance of a build-up and vowed to respond": the answer is meant for whom the same sentence accuses. */
function accusedBefore(
  drafts: readonly Draft[],
  sentIdx: number,
  actors: readonly Participant[],
): readonly Participant[] {
  const last = drafts.at(-1)
  if (last === undefined || last.sentIdx !== sentIdx || last.event.eventType !== 'ACCUSE') return []
  return actors.some(({ entity }) => last.actors.some((one) => one.entity === entity)) ? last.recipients : []
}

/** "The president condemned the provocation" behind a drill of his own army: nobody's own deed is what they condemn without a word of whose it is. */
function isOwnDeed(
  clauses: Clauses,
  { entry, args }: Triggered,
  actors: readonly Participant[],
  told: readonly Participant[],
): boolean {
  if (entry.gives.eventType !== 'ACCUSE' || told.length === 0 || !told.every((one) => isOfOneState(one, actors)))
    return false
  const object = args.get('obj')?.[0]
  return object !== undefined && participantsAt(clauses, object).length === 0 && ownersAt(clauses, object).length === 0
}

/** Upon whom of another state the ones who act laid their last measure. */
function laidOn(drafts: readonly Draft[], actors: readonly Participant[]): readonly Participant[] {
  const isOwn = ({ entity, country }: Participant) =>
    actors.some((actor) => actor.entity === entity || (country !== undefined && actor.country === country))
  for (let i = drafts.length - 1; i >= 0; i--) {
    const { event, actors: by, recipients } = drafts[i]!
    if ((event.eventType !== 'SANCTION' && event.eventType !== 'COERCE') || !by.some(isOwn)) continue
    const others = recipients.filter((one) => one.country !== undefined && !isOwn(one))
    if (others.length > 0) return others
  }
  return []
}

/** Whether the entry asks what is given: one that does not tells of sendings of any kind ("sent the protocol to parliament"). */
function isOfGifts({ entry: { where, whereAny } }: Triggered): boolean {
  const isGift = (one: typeof where) => one.get('obj')?.words !== undefined
  return isGift(where) || (whereAny.length > 0 && whereAny.every(isGift))
}

/** Whether the entry asks for a sum. */
function isOfMoney({ entry }: Triggered): boolean {
  return [entry.where, ...entry.whereAny].some((where) => where.get('obj')?.class?.includes('money'))
}

/** "France threw out 23 diplomats": of whose country those were whom others expelled before. */
export function withCountryOf(targets: readonly Participant[], told: readonly Participant[]): readonly Participant[] {
  const countries = new Set(targets.map(({ country }) => country))
  const [country] = countries
  return countries.size === 1 && country !== undefined ? mapped(told, (one) => ofCountry(one, country)) : told
}
