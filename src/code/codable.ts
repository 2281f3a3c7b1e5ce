import type { Clauses } from './clause.ts'
import type { Codebook } from './codebook.ts'
import type { Participant } from './event.ts'
import { isUnknownGroup, mentionAtSpan } from './participants.ts'
import type { Triggered } from './triggers.ts'

/**
 * Whether somebody does something to somebody, or shows force (CONTRACT, What is coded 1). An event needs a participant or a weapon;
 * a noun without a support verb needs somebody whose act it is, or who suffered it; unnamed people of no known country are too vague a side to stand
 * alone; a state's own body in session meets nobody; and what private people do to one another is no politics unless it is violence.
 */
export function isCodable({ clauses, triggered, actors, recipients, hasWeapon }: Cast): boolean {
  const { part, supportIdx, entry } = triggered
  const { eventType, cameo, mode } = entry.gives
  const isBareNoun = part === 'noun' && supportIdx === undefined && actors.length === 0
  if (isBareNoun && !(SUFFERED.has(eventType) && recipients.some(hasCountry))) return false
  if (actors.length === 0 && recipients.length === 0) return hasWeapon
  const isOneSided = actors.length === 0 || recipients.length === 0
  // Who calls a strike off may be told by no more than who called it.
  const isOfProtest = eventType === 'PROTEST' || cameo === '082'
  if (!isOfProtest && isOneSided && actors.every(isVague) && recipients.every(isVague)) return false
  // "The man accused of it": by whom and of which country nobody tells.
  if (eventType === 'ACCUSE' && actors.length === 0 && !recipients.some(hasCountry)) return false
  const isOfAnyone =
    // Who calls a strike off yields as who called it protested.
    cameo === '082' ||
    OF_ANYONE.has(eventType) ||
    (eventType === 'AID' && actors.some(isNamedBody)) ||
    (eventType === 'COOPERATE' && isAcrossBorders(actors, recipients))
  if (!isOfAnyone && actors.length > 0 && !actors.some(isPolitical) && !recipients.some(isPolitical)) return false
  // Help helps and force forces somebody; a curfew or state of emergency is laid on all.
  if (eventType === 'AID' && recipients.length === 0) return false
  if (eventType === 'COERCE' && recipients.length === 0 && !OF_ALL.has(mode ?? '')) return false
  if (mode === 'visit' && isAtHome(actors, recipients)) return false
  return eventType !== 'CONSULT' || isConsultation(clauses, triggered, actors, recipients)
}

function hasCountry({ country }: Participant): boolean {
  return country !== undefined
}

/** People of no known country, unless of an armed group that is named: "3,000 Islamic State members". */
function isVague(one: Participant): boolean {
  return isUnknownGroup(one) && !(one.sector === 'REB' && /\p{L} \p{Lu}/u.test(`a ${one.name}`))
}

/** Whether those who are told to confer may do so. */
function isConsultation(
  clauses: Clauses,
  triggered: Triggered,
  actors: readonly Participant[],
  recipients: readonly Participant[],
): boolean {
  const { cameo, mode } = triggered.entry.gives
  const isBargaining =
    cameo === '046' &&
    actors.length > 0 &&
    recipients.length > 0 &&
    (actors.some(isPolitical) || recipients.some(isPolitical))
  // "Shuttled between the two camps": a mediator's sides may be told by no more than that.
  const mayAll = mayConfer(actors) && (mode === 'third-party' || mayConfer(recipients))
  if (!isBargaining && !mayAll) return false
  if (actors.length + recipients.length > 1) return true
  const only = actors.length > 0 ? actors[0]! : recipients[0]!
  return !isInternal(only) && !isOwnSession(clauses, triggered, only)
}

/** "A Security Council meeting": a body that only says which meeting it is meets nobody. */
function isOwnSession({ doc }: Clauses, { part, args }: Triggered, { kind, span }: Participant): boolean {
  if (part !== 'noun' || kind !== 'organization') return false
  const isParty = (idx: number) => span.start <= doc.tokens[idx]!.start && doc.tokens[idx]!.end <= span.end
  return args.get('mod')?.some(isParty) ?? false
}

/** Modes of COERCE that name nobody on whom they are laid. */
const OF_ALL: ReadonlySet<string> = new Set(['curfew', 'martial-law', 'restrict', 'censor', 'seize', 'withhold'])

/** Acts that are told by those who suffered them alone: "the bombing of the consulate", "the arrest of two Canadians". */
const SUFFERED = new Set(['ASSAULT', 'COERCE'])

export interface Cast {
  readonly clauses: Clauses
  readonly triggered: Triggered
  readonly actors: readonly Participant[]
  readonly recipients: readonly Participant[]
  readonly hasWeapon: boolean
}

/** A leader who tours their own country visits nobody. */
function isAtHome(actors: readonly Participant[], recipients: readonly Participant[]): boolean {
  const [guest] = actors
  return (
    guest?.country !== undefined &&
    recipients.length > 0 &&
    recipients.every(({ kind, country }) => kind === 'country' && country === guest.country)
  )
}

/** Scientists, doctors or crews of two countries who work together do so for them; firms do business, but trade with another country. */
function isAcrossBorders(actors: readonly Participant[], recipients: readonly Participant[]): boolean {
  return actors.some(
    ({ country, sector }) =>
      country !== undefined &&
      recipients.some(
        (one) =>
          one.country !== undefined &&
          one.country !== country &&
          (one.kind === 'country' || (sector !== 'BUS' && one.sector !== 'BUS')),
      ),
  )
}

/** Charities and relief agencies mostly have no country; their help is coded like that of states. */
function isNamedBody({ kind, resolvedBy }: Participant): boolean {
  return kind === 'organization' && resolvedBy === 'name'
}

/**
 * The parties less those who only tell: news outlets that a pronoun stands for ("it" is hardly ever one of them), and whoever the act
 * is told "according to".
 */
export function withoutOutlets({ doc }: Clauses, parties: readonly Participant[]): readonly Participant[] {
  const { text } = doc.report
  for (const party of parties) if (isOutlet(text, party)) return parties.filter((one) => !isOutlet(text, one))
  return parties
}

function isOutlet(text: string, { name, kind, sector, resolvedBy, span }: Participant): boolean {
  if (resolvedBy === 'pronoun' && kind === 'organization' && sector === 'JRN') return true
  // "Mitch McConnell, R-Ky.": a party and a state, nobody besides.
  if (kind !== 'country' && name.charCodeAt(1) === HYPHEN && OF_PARTY.test(name)) return true
  // Before most parties stands neither "to" nor "the".
  const before = span.start < 2 ? 0 : text.charCodeAt(span.start - 2) | 0x20
  return (before === O || before === E) && ACCORDING_TO.test(text.slice(Math.max(0, span.start - 18), span.start))
}

const OF_PARTY = /^[RDI]-\p{Lu}/u
const HYPHEN = 0x2d
/** The letters in lower case. */
const [E, O] = [0x65, 0x6f]

const ACCORDING_TO = /\baccording\s+to\s+(?:the\s+)?$/i

/**
 * The receivers less what is sent to them or asked for: "appealed for fighter jets", "sent sixty firefighters". Vehicles and arms that
 * are fired at, intercepted or seized stand for those whose they are.
 */
export function withoutThings(
  clauses: Clauses,
  { classes }: Codebook,
  { entry, args }: Triggered,
  parties: readonly Participant[],
): readonly Participant[] {
  const { eventType, cameo } = entry.gives
  if (OF_FORCE.has(eventType)) return parties
  if (eventType === 'AGREE' && parties.length > 0)
    return parties.filter((one) => !isMeans(clauses, args.get('comp'), one))
  // "Escorted a food convoy": what is guarded is somebody's.
  if (cameo === '074' && entry.where.has('obj')) return parties
  if (eventType !== 'MOBILIZE' && parties.some(isPost)) return withoutPosts(parties)
  const sent = eventType === 'AID' ? entry.where.get('obj') : undefined
  const isSent = sent !== undefined && sent.kind === undefined
  if (!parties.some((one) => isUnknownGroup(one) || (isSent && isUnnamed(one)))) return parties
  const isThing = (one: Participant): boolean => {
    if (!isUnknownGroup(one) && !isUnnamed(one)) return false
    const head = mentionAtSpan(clauses, one.span)?.headTokenIdx
    if (head === undefined) return false
    if (isSent && args.get('obj')?.includes(head)) return true
    if (!isUnknownGroup(one)) return false
    return THINGS.some((name) => classes.get(name)?.has(clauses.lemmas[head]!))
  }
  return parties.filter((one) => !isThing(one))
}

/** "Is willing to withdraw its troops", "agreed to set up two hospitals": what one promises to move or make is promised to nobody, unless where it is made tells for whom. */
function isMeans(clauses: Clauses, comp: readonly number[] | undefined, one: Participant): boolean {
  const { sector } = one
  const mention = comp === undefined ? undefined : mentionAtSpan(clauses, one.span)
  if (mention === undefined || !comp!.includes(clauses.words[mention.headTokenIdx]!.head)) return false
  if (sector === 'MIL' || sector === 'COP') return POSSESSIVES.has(clauses.forms[mention.firstTokenIdx]!)
  return isUnnamed(one) && comp!.some((idx) => MAKING.has(clauses.lemmas[idx]!))
}

const POSSESSIVES = new Set(['his', 'her', 'its', 'my', 'our', 'their'])
const MAKING = new Set(['build', 'construct', 'create', 'establish', 'form', 'found', 'launch', 'open', 'set'])

/** Those who act less posts and camps: "shrapnel and an air base" wound nobody as a base does. */
export function withoutPosts(parties: readonly Participant[]): readonly Participant[] {
  return parties.some(isPost) ? parties.filter((one) => !isPost(one)) : parties
}

/** A place that stands for the force in it, which is struck and left and does nothing. */
function isPost({ kind, resolvedBy, name }: Participant): boolean {
  return kind === 'group' && resolvedBy === 'nominal' && POST.test(name)
}

const POST =
  /\b(?:academy|airbase|airfield|airport|barracks?|bases?|camps?|checkpoints?|compounds?|depots?|facility|headquarters|hideouts?|installations?|outposts?|positions?|posts?|sites?|stations?|strongholds?)\b/

/** A body that only a common noun tells and whose country is not told: "flew in a field hospital". */
function isUnnamed({ kind, resolvedBy, country }: Participant): boolean {
  return kind === 'organization' && resolvedBy === 'nominal' && country === undefined
}

const OF_FORCE = new Set(['ASSAULT', 'COERCE', 'THREATEN', 'RETREAT', 'ACCUSE', 'NONE'])
const THINGS = ['weapon', 'aircraft', 'ship', 'vehicle']

/** Violence, force of the state and protest are political whoever takes part; so is being charged or acquitted, whose actor goes unsaid. */
const OF_ANYONE: ReadonlySet<string> = new Set(['ASSAULT', 'COERCE', 'PROTEST', 'THREATEN'])

/** States, those who act for them or against them, and whoever of a known country the lexicons give no trade. */
function isPolitical({ kind, country, sector, resolvedBy, actorCode, mention }: Participant): boolean {
  // A business of the state's own.
  if (sector === 'BUS' && kind === 'organization' && OF_THE_STATE.test(mention)) return true
  // The World Bank is an intergovernmental body besides being a bank.
  if (actorCode !== undefined && (actorCode.startsWith('IGO') || actorCode.startsWith('NGO'))) return true
  if (kind === 'country' || (resolvedBy === 'title' && sector === undefined)) return true
  // A union takes sides as a party does; who works is private.
  if (sector === 'LAB' && kind === 'organization') return true
  return sector === undefined ? country !== undefined : POLITICAL.has(sector)
}

const OF_THE_STATE =
  /^(?:the |an? )?(?:[\p{L}-]+ )?(?:state|state-owned|state-run|municipal|nationalised|nationalized)[ -]/iu

/** A side of talks is political, several states or a person of whom only the name is known, or it is not told. */
function mayConfer(side: readonly Participant[]): boolean {
  return side.length === 0 || side.some((one) => isPolitical(one) || isOfNoTrade(one))
}

function isOfNoTrade({ kind, sector, name }: Participant): boolean {
  return sector === undefined && (kind === 'person' || (kind === 'group' && STATES.test(name)))
}

/** "East Asian countries", "donor nations"; "the two countries" are those who meet. */
const STATES = /^(?!.*\b(?:both|two)\b).*\b(?:countries|governments|nations|powers|states)$/i

/** PLOVER's sectors of the state, of those who contend for it, and of civil society and churches. */
const POLITICAL = new Set([
  'COP',
  'ELI',
  'GOV',
  'IGO',
  'JUD',
  'LEG',
  'MIL',
  'OPP',
  'PRM',
  'PTY',
  'REB',
  'REF',
  'REL',
  'SOC',
  'SPY',
  'UAF',
])

/** A body or group of one state; international bodies have codes of their own. */
function isInternal({ kind, country }: Participant): boolean {
  return (
    (kind === 'organization' || kind === 'group') &&
    (country === undefined || /^[A-Z]{3}$/.test(country)) &&
    !INTERNATIONAL.has(country ?? '')
  )
}

const INTERNATIONAL = new Set([
  'LAS',
  'GCC',
  'OIC',
  'SCO',
  'CIS',
  'OAS',
  'IMF',
  'ICC',
  'WTO',
  'ICJ',
  'EAC',
  'SADC',
  'IAEA',
])
