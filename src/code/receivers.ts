import { captorsOf, criticisedFor, FREEING, isAnswered, isAnswerToAct, isAtDeed, targetsBefore } from './antecedents.ts'
import { asParticipant, ofCountry } from './asParticipant.ts'
import { type Clauses, dependents } from './clause.ts'
import type { Codebook } from './codebook.ts'
import type { Draft } from './draft.ts'
import type { EventType, Participant } from './event.ts'
import type { Setting } from './home.ts'
import { isMission } from './locals.ts'
import { thoseAnswered } from './occasions.ts'
import { opponentOf, opposedWithout } from './opposedPairs.ts'
import { isUnknownGroup, mentionAtSpan, ownersAt, participantsAt } from './participants.ts'
import { withLandStruck } from './places.ts'
import { EXTRADITION, isOfOneState, receiversUnsaid } from './receiversUnsaid.ts'
import { REL } from './relations.ts'
import type { Triggered } from './triggers.ts'
import { landInNeed } from './understood.ts'

const EXPELLING = new Set([
  'sanction/expel-diplomat',
  'sanction/order-leave',
  'sanction/persona-non-grata',
  'threaten/give-notice',
])

function isEnvoy({ name }: Participant): boolean {
  return /\b(?:ambassador|attach|charg|consul|diplomat|embassy|envoy)/i.test(name)
}

/** The report as far as it has been read. */
export interface Telling {
  readonly clauses: Clauses
  readonly codebook: Codebook
  readonly drafts: readonly Draft[]
}

/** One act as far as it is read. */
export interface Told {
  readonly triggered: Triggered
  readonly sentIdx: number
  readonly actors: readonly Participant[]
  /** Whom the clause itself names. */
  readonly told: readonly Participant[]
  readonly setting: Setting
}

/** Whom the act reaches, as the clause tells it or as the report has told it before. */
export function receivers(
  { clauses, codebook, drafts }: Telling,
  { triggered, setting, sentIdx, actors, told }: Told,
): readonly Participant[] {
  const { entry } = triggered
  const { eventType } = entry.gives
  const rather = ratherThanTold({ clauses, codebook, drafts }, { triggered, setting, sentIdx, actors, told })
  if (rather !== undefined) return rather
  const placed = ofTheLandHit(triggered, told, setting.location?.country)
  if (placed !== undefined) return placed
  const opponent = isOpponentMeant(clauses, triggered, told)
    ? opponentOf(setting.gazetteer.countries, drafts, actors)
    : undefined
  if (opponent !== undefined) return told.length === 0 ? [opponent] : withCountry(opponent, told)
  // "demanded Bazoum's release": of those who hold him.
  if (FREEING.has(entry.gives.cameo) && told.length === 0)
    return captorsOf(drafts, triggered, freedBy(clauses, triggered))
  const struck = withLandStruck(eventType as EventType, actors, told, setting.location)
  // "Hit an oil depot": a thing of which nobody is told is the opponent's.
  if (eventType === 'ASSAULT' && struck.length === 0 && triggered.part === 'verb' && triggered.args.has('obj')) {
    const foe = opponentOf(setting.gazetteer.countries, drafts, actors, OFTEN)
    if (foe !== undefined) return [foe]
  }
  const isOpen = told.length === 0 && isAnswerToAct(clauses, triggered)
  // "Refused to withdraw its diplomats": those are its own, and who asked or ordered it is refused.
  if (
    eventType === 'REJECT' &&
    triggered.args.has('obj.poss') &&
    told.length > 0 &&
    told.every((one) => isOfOneState(one, actors))
  )
    return askedBy(drafts, sentIdx, actors) ?? told
  if (eventType === 'REJECT' && isSayingRejected(clauses, triggered)) {
    const chargers = chargedBy(drafts, sentIdx, actors)
    if (chargers.length > 0) return chargers
  }
  // "asked the president to meet them, but he refused, telling reporters": who asked is refused, and not who is told of it.
  if (eventType === 'REJECT' && told.every(({ sector }) => sector === 'JRN')) {
    const asking = askedBeside(drafts, triggered, sentIdx, actors)
    if (asking.length > 0) return asking
  }
  if (isOwnDeed(clauses, triggered, actors, told)) {
    const others = criticisedFor({ clauses, codebook, drafts }, triggered, sentIdx, actors)
    if (others.length > 0) return others
  }
  const held = eventType === 'THREATEN' && told.length === 0 ? unlessTheyYield(clauses, triggered, actors) : []
  if (held.length > 0) return held
  const accused = isOpen ? accusedBefore(drafts, sentIdx, actors) : []
  if (accused.length > 0) return accused
  if (isOpen || (!isAnswered(clauses, triggered, told) && isAtDeed(clauses, codebook, triggered)))
    return criticisedFor({ clauses, codebook, drafts }, triggered, sentIdx, actors)
  if (eventType === 'SANCTION' && told.length > 0 && told.every(isUnknownGroup))
    return withCountryOf(targetsBefore(drafts, eventType, sentIdx, actors), told)
  const isLikeOthers = eventType === 'SANCTION' || (eventType === 'AID' && triggered.part === 'verb')
  // "imposed sanctions on those who undermine democracy": the clause says on whom, though nobody is named.
  const isTold = eventType === 'SANCTION' && (triggered.args.has('on') || triggered.args.has('against'))
  if (isLikeOthers && told.length === 0 && !isTold) {
    const before = targetsBefore(drafts, eventType, sentIdx, actors)
    if (before.length > 0) return before
    // "Denied the charge and withdrew its envoy": from those who had accused it.
    const accusers = entry.id === 'sanction/recall-envoy' ? chargedBy(drafts, sentIdx, actors) : []
    if (accusers.length > 0) return accusers
    if (eventType === 'AID') return isOfGifts(triggered) ? landInNeed(setting, actors) : []
  }
  // "asked him to lift the measure": it is lifted from whom it was laid on.
  if (eventType === 'CONCEDE' && told.length === 0 && entry.id.startsWith('concede/ease-'))
    return laidOn(drafts, actors)
  // "pledged five million dollars" in a report on floods abroad.
  if (eventType === 'AGREE' && told.length === 0 && isOfMoney(triggered)) return landInNeed(setting, actors)
  if (eventType === 'MOBILIZE' && told.every((one) => isOfOneState(one, actors))) {
    const answered = thoseAnswered(clauses, triggered, actors)
    if (answered.length > 0) return answered
    // "Massed troops off its own coast": a land is no foe of its own forces.
    if (told.every(({ kind }) => kind === 'country')) return []
  }
  return struck.length > 0 || actors.length === 0
    ? struck
    : receiversUnsaid({ clauses, codebook, drafts }, { triggered, setting, sentIdx, actors, told })
}

/** Whom the report means where those whom the clause names can hardly be meant: nobody summons an envoy of their own; undefined elsewhere. */
function ratherThanTold(
  { clauses, codebook, drafts }: Telling,
  { triggered, setting, sentIdx, actors, told }: Told,
): readonly Participant[] | undefined {
  if (told.length === 0) return undefined
  if (isBetweenOthers(clauses, triggered, actors, told))
    return opposedWithout(setting.gazetteer.countries, drafts, actors, told)
  if (!told.every((one) => isOfOneState(one, actors))) return undefined
  const { entry } = triggered
  // "Argentina called it a fraud, and Bolivia summoned its ambassador".
  if (entry.id === 'accuse/summon-envoy') return criticisedBy(drafts, told, actors)
  // "Cut ties with Ecuador and gave its diplomats two days to leave": those thrown out are of whom the measures hit.
  if (EXPELLING.has(entry.id) && told.every(isEnvoy))
    return withCountryOf(targetsBefore(drafts, 'SANCTION', sentIdx, actors), told)
  // "Sought the extradition of its own former premier": of whoever harbours them.
  return EXTRADITION.has(entry.gives.cameo)
    ? receiversUnsaid({ clauses, codebook, drafts }, { triggered, setting, sentIdx, actors, told: [] })
    : undefined
}

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
/** "Offered to mediate between the two neighbours", "urged both sides to talk": two whom one word means, and neither is whoever says so. */
function isBetweenOthers(
  { lemmas }: Clauses,
  { entry, args }: Triggered,
  actors: readonly Participant[],
  told: readonly Participant[],
): boolean {
  if (told.length !== 2 || told[0]!.span.start !== told[1]!.span.start) return false
  const { eventType, mode } = entry.gives
  const offersToMediate = args.get('comp')?.some((idx) => MEDIATING.has(lemmas[idx]!))
  const isBetween = eventType === 'REQUEST' || mode === 'third-party' || args.has('between') || offersToMediate === true
  return isBetween && actors.length === 1 && told.some((one) => isOfOneState(one, actors))
}

const MEDIATING = new Set(['arbitrate', 'bridge', 'broker', 'facilitate', 'host', 'intercede', 'mediate', 'reconcile'])

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

/** Whose release is asked for. */
function freedBy(clauses: Clauses, { args }: Triggered): readonly Participant[] {
  const things = [...(args.get('obj') ?? []), ...(args.get('for') ?? [])].flatMap((idx) => ownersAt(clauses, idx))
  return [...things, ...(args.get('comp.obj') ?? []).flatMap((idx) => participantsAt(clauses, idx))]
}

/** So often a report tells of blows and charges between two, before what one of them strikes is taken to be the other's. */
const OFTEN = 2

/** The envoy as one of whoever else acted last. */
function criticisedBy(
  drafts: readonly Draft[],
  told: readonly Participant[],
  actors: readonly Participant[],
): readonly Participant[] {
  const before = drafts.findLast(
    ({ actors: by }) => by[0]?.country !== undefined && !actors.some(({ country }) => country === by[0]!.country),
  )
  // "Handed the Peruvian chargé a note, and summoned the diplomat again": else of those whom they last addressed.
  const addressed = drafts.findLast(
    ({ recipients }) => recipients[0]?.country !== undefined && !isOfOneState(recipients[0], actors),
  )
  const country = before?.actors[0]?.country ?? addressed?.recipients[0]?.country
  return country === undefined ? told : told.map((one) => ofCountry(one, country))
}

/**
 * What is struck or searched, as of the land where it stands: a thing without a country ("attacked a blood bank in Kupiansk"), and a house of
 * healing, teaching or prayer, whatever it is called after ("shelled the Indonesian Hospital in Gaza"); undefined for all others.
 */
function ofTheLandHit(
  { entry }: Triggered,
  told: readonly Participant[],
  country: string | undefined,
): readonly Participant[] | undefined {
  const { eventType } = entry.gives
  if (country === undefined || told.length === 0 || (eventType !== 'ASSAULT' && eventType !== 'COERCE'))
    return undefined
  if (eventType === 'ASSAULT' && told.every(isUnplacedTarget)) return told.map((one) => ofCountry(one, country))
  return told.some(isHouse) ? told.map((one) => (isHouse(one) ? ofCountry(one, country) : one)) : undefined
}

function isHouse({ kind, name, country }: Participant): boolean {
  return kind === 'organization' && country !== undefined && HOUSES.test(name)
}

const HOUSES =
  /^\p{Lu}.*\b(?:Academy|Cathedral|Centre|Center|Church|Clinic|College|Hospital|Hotel|Market|Mosque|School|Seminary|Synagogue|Temple|University)$/u

function isUnplacedTarget({ kind, resolvedBy, country, name }: Participant): boolean {
  return (
    country === undefined &&
    !isMission(name) &&
    resolvedBy === 'nominal' &&
    (kind === 'organization' || kind === 'group')
  )
}

/**
 * "accused its neighbour", "shelled Goris", "violated it within minutes" of two that fight: whoever they are, and wherever that is, the other
 * side of the report's quarrel is meant.
 */
function isOpponentMeant(clauses: Clauses, { entry }: Triggered, told: readonly Participant[]): boolean {
  if (told.length === 0) return entry.id === 'assault/violate-truce'
  return told.every(
    (one) =>
      one.country === undefined &&
      (isNeighbour(clauses, one) || (entry.gives.eventType === 'ASSAULT' && isBareName(one))),
  )
}

function isNeighbour(clauses: Clauses, { span, kind, resolvedBy }: Participant): boolean {
  if (kind !== 'group' || resolvedBy !== 'nominal') return false
  const mention = mentionAtSpan(clauses, span)
  return mention !== undefined && NEIGHBOURS.has(clauses.forms[mention.headTokenIdx]!)
}

const NEIGHBOURS = new Set([
  'neighbour',
  'neighbor',
  'rival',
  'foe',
  'enemy',
  'adversary',
  'archrival',
  'arch-rival',
  'archfoe',
])

/** A single word that names somebody of whom nothing is known: of what is struck, a place that no table knows. */
function isBareName({ kind, resolvedBy, name, title, sector }: Participant): boolean {
  return (
    kind === 'person' && resolvedBy === 'name' && title === undefined && sector === undefined && !name.includes(' ')
  )
}

function withCountry({ name, country }: Participant, told: readonly Participant[]): Participant[] {
  return told.map((one) =>
    asParticipant(one.resolvedBy === 'name' ? { ...one, name, kind: 'country', country } : { ...one, country }),
  )
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
function withCountryOf(targets: readonly Participant[], told: readonly Participant[]): readonly Participant[] {
  const countries = new Set(targets.map(({ country }) => country))
  const [country] = countries
  return countries.size === 1 && country !== undefined ? told.map((one) => ofCountry(one, country)) : told
}
