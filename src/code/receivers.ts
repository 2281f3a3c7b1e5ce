import { mapped } from '../annotate/index.ts'
import { captorsOf, FREEING, targetsBefore } from './antecedents.ts'
import { asParticipant, ofCountry } from './asParticipant.ts'
import type { Clauses } from './clause.ts'
import type { Codebook } from './codebook.ts'
import type { Draft } from './draft.ts'
import type { EventType, Participant } from './event.ts'
import type { Setting } from './home.ts'
import { isMission } from './locals.ts'
import { opponentOf, opposedWithout } from './opposedPairs.ts'
import { mentionAtSpan, ownersAt, participantsAt } from './participants.ts'
import { withLandStruck } from './places.ts'
import { receiversOfType, withCountryOf } from './receiversOfType.ts'
import { EXTRADITION, isOfOneState, receiversUnsaid } from './receiversUnsaid.ts'
import type { Triggered } from './triggers.ts'

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
export function receivers(telling: Telling, act: Told): readonly Participant[] {
  const { clauses, drafts } = telling
  const { triggered, setting, actors, told } = act
  const { eventType, cameo } = triggered.entry.gives
  const rather = told.length === 0 ? undefined : ratherThanTold(telling, act)
  if (rather !== undefined) return rather
  const placed = ofTheLandHit(triggered, told, setting.location?.country)
  if (placed !== undefined) return placed
  const opponent = isOpponentMeant(clauses, triggered, told)
    ? opponentOf(setting.gazetteer.countries, drafts, actors)
    : undefined
  if (opponent !== undefined) return told.length === 0 ? [opponent] : withCountry(opponent, told)
  // "demanded Bazoum's release": of those who hold him.
  if (told.length === 0 && FREEING.has(cameo)) return captorsOf(drafts, triggered, freedBy(clauses, triggered))
  const struck = withLandStruck(eventType as EventType, actors, told, setting.location)
  const ofType = receiversOfType(telling, act, struck)
  if (ofType !== undefined) return ofType
  return struck.length > 0 || actors.length === 0 ? struck : receiversUnsaid(telling, act)
}

/** Whom the report means where those whom the clause names can hardly be meant: nobody summons an envoy of their own; undefined elsewhere. */
function ratherThanTold(telling: Telling, act: Told): readonly Participant[] | undefined {
  const { clauses, drafts } = telling
  const { triggered, setting, sentIdx, actors, told } = act
  if (isBetweenOthers(clauses, triggered, actors, told))
    return opposedWithout(setting.gazetteer.countries, drafts, actors, told)
  const { entry } = triggered
  // "In Hanoi, the foreign ministry called for restraint": where a state speaks it asks others.
  if (entry.gives.eventType === 'REQUEST' && isFronted(triggered, 'in') && isOfOwnLand(actors, told))
    return receiversUnsaid(telling, { ...act, told: NOBODY })
  const isSummons = entry.id === 'accuse/summon-envoy'
  const isExtradition = EXTRADITION.has(entry.gives.cameo)
  const isExpelling = EXPELLING.has(entry.id)
  if (!isSummons && !isExtradition && !isExpelling) return undefined
  // "Beijing accused Tokyo, which summoned Ambassador Lind": nor of a state that the quarrel is not with.
  const mayBeAnswer = (one: Participant) =>
    one.country === undefined ? isExpelling || one.resolvedBy === 'name' : isExpelling && isOfOneState(one, actors)
  if (!isExtradition && told.length > 0 && told.every(mayBeAnswer)) {
    const answered = whoseActsAreAnswered(drafts, actors)
    if (answered !== undefined) return told.map((one) => ofCountry(one, answered))
  }
  if (!told.every((one) => isOfOneState(one, actors))) return undefined
  // "Argentina called it a fraud, and Bolivia summoned its ambassador".
  if (isSummons) return criticisedBy(drafts, told, actors)
  // "Sought the extradition of its own former premier": of whoever harbours them.
  if (isExtradition) return receiversUnsaid(telling, { ...act, told: NOBODY })
  // "Cut ties with Ecuador and gave its diplomats two days to leave": those thrown out are of whom the measures hit.
  return told.every(isEnvoy) ? withCountryOf(targetsBefore(drafts, 'SANCTION', sentIdx, actors), told) : undefined
}

const NOBODY: readonly Participant[] = []

function isFronted({ args, triggerIdx }: Triggered, name: string): boolean {
  return args.get(name)?.some((idx) => idx < triggerIdx) ?? false
}

/** Whether authorities address nobody but their own country. */
function isOfOwnLand(actors: readonly Participant[], told: readonly Participant[]): boolean {
  const [only] = told
  return (
    told.length === 1 &&
    only!.kind === 'country' &&
    actors.every(({ kind, sector, country }) => country === only!.country && (kind === 'country' || sector === 'GOV'))
  )
}

/**
 * "Peru expelled our envoy, to which Chile replied by sending home Ambassador Lind", "summoned the Peruvian envoy and expelled an employee of the
 * embassy": the other side of the last blow that whoever acts now took or dealt.
 */
function whoseActsAreAnswered(drafts: readonly Draft[], actors: readonly Participant[]): string | undefined {
  for (let i = drafts.length - 1; i >= 0; i--) {
    const { event, actors: by, recipients } = drafts[i]!
    const [from, to] = [by[0], recipients[0]]
    if (event.quad < VERBAL_CONFLICT || from?.country === undefined || to?.country === undefined) continue
    const isOurs = isOfOneState(from, actors)
    if (isOurs !== isOfOneState(to, actors)) return isOurs ? to.country : from.country
  }
  return undefined
}

const VERBAL_CONFLICT = 3

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

/** Whose release is asked for. */
function freedBy(clauses: Clauses, { args }: Triggered): readonly Participant[] {
  const things = [...(args.get('obj') ?? []), ...(args.get('for') ?? [])].flatMap((idx) => ownersAt(clauses, idx))
  return [...things, ...(args.get('comp.obj') ?? []).flatMap((idx) => participantsAt(clauses, idx))]
}

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
  return country === undefined ? told : mapped(told, (one) => ofCountry(one, country))
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
  if (eventType === 'ASSAULT' && told.every(isUnplacedTarget)) return mapped(told, (one) => ofCountry(one, country))
  return told.some(isHouse) ? mapped(told, (one) => (isHouse(one) ? ofCountry(one, country) : one)) : undefined
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
  return mapped(told, (one) =>
    asParticipant(one.resolvedBy === 'name' ? { ...one, name, kind: 'country', country } : { ...one, country }),
  )
}
