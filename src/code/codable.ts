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
  const isBareNoun = part === 'noun' && supportIdx === undefined && actors.length === 0
  if (isBareNoun && !(SUFFERED.has(entry.gives.eventType) && recipients.some(({ country }) => country !== undefined)))
    return false
  const parties = [...actors, ...recipients]
  if (parties.length === 0) return hasWeapon
  const isOneSided = actors.length === 0 || recipients.length === 0
  if (entry.gives.eventType !== 'PROTEST' && isOneSided && parties.every(isUnknownGroup)) return false
  // "The man accused of it": by whom and of which country nobody tells.
  if (
    entry.gives.eventType === 'ACCUSE' &&
    actors.length === 0 &&
    parties.every(({ country }) => country === undefined)
  )
    return false
  const isOfAnyone =
    OF_ANYONE.has(entry.gives.eventType) || (entry.gives.eventType === 'AID' && actors.some(isNamedBody))
  if (!isOfAnyone && actors.length > 0 && !parties.some(isPolitical)) return false
  if (entry.gives.eventType === 'CONSULT' && ![actors, recipients].every(mayConfer)) return false
  // Help helps and force forces somebody; a curfew or state of emergency is laid on all.
  if (entry.gives.eventType === 'AID' && recipients.length === 0) return false
  if (entry.gives.eventType === 'COERCE' && recipients.length === 0 && !OF_ALL.has(entry.gives.mode ?? '')) return false
  if (entry.gives.mode === 'visit' && isAtHome(actors, recipients)) return false
  if (entry.gives.eventType !== 'CONSULT' || parties.length > 1) return true
  return !isInternal(parties[0]!) && !isOwnSession(clauses, triggered, parties[0]!)
}

/** "A Security Council meeting": a body that only says which meeting it is meets nobody. */
function isOwnSession({ doc }: Clauses, { part, args }: Triggered, { kind, span }: Participant): boolean {
  if (part !== 'noun' || kind !== 'organization') return false
  const isParty = (idx: number) => span.start <= doc.tokens[idx]!.start && doc.tokens[idx]!.end <= span.end
  return args.get('mod')?.some(isParty) ?? false
}

/** Modes of COERCE that name nobody on whom they are laid. */
const OF_ALL: ReadonlySet<string> = new Set(['curfew', 'martial-law', 'restrict', 'censor', 'seize'])

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
  const isOutlet = ({ name, kind, sector, resolvedBy, span }: Participant) =>
    (resolvedBy === 'pronoun' && kind === 'organization' && sector === 'JRN') ||
    // "Mitch McConnell, R-Ky.": a party and a state, nobody besides.
    (kind !== 'country' && /^[RDI]-\p{Lu}/u.test(name)) ||
    // Before most parties stands neither "to" nor "the".
    (/[oe]/i.test(text.charAt(span.start - 2)) &&
      ACCORDING_TO.test(text.slice(Math.max(0, span.start - 18), span.start)))
  return parties.some(isOutlet) ? parties.filter((one) => !isOutlet(one)) : parties
}

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
  const isSent = entry.gives.eventType === 'AID' && entry.where.get('obj')?.kind === undefined && entry.where.has('obj')
  if (OF_FORCE.has(entry.gives.eventType) || !parties.some((one) => isUnknownGroup(one) || (isSent && isUnnamed(one))))
    return parties
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

/** A body that only a common noun tells and whose country is not told: "flew in a field hospital". */
function isUnnamed({ kind, resolvedBy, country }: Participant): boolean {
  return kind === 'organization' && resolvedBy === 'nominal' && country === undefined
}

const OF_FORCE = new Set(['ASSAULT', 'COERCE', 'THREATEN', 'RETREAT', 'ACCUSE', 'NONE'])
const THINGS = ['weapon', 'aircraft', 'ship', 'vehicle']

/** Violence, force of the state and protest are political whoever takes part; so is being charged or acquitted, whose actor goes unsaid. */
const OF_ANYONE: ReadonlySet<string> = new Set(['ASSAULT', 'COERCE', 'PROTEST', 'THREATEN'])

/** States, those who act for them or against them, and whoever of a known country the lexicons give no trade. */
function isPolitical({ kind, country, sector, resolvedBy, actorCode }: Participant): boolean {
  // The World Bank is an intergovernmental body besides being a bank.
  if (actorCode !== undefined && /^[IN]GO/.test(actorCode)) return true
  if (kind === 'country' || (resolvedBy === 'title' && sector === undefined)) return true
  // A union takes sides as a party does; who works is private.
  if (sector === 'LAB' && kind === 'organization') return true
  return sector === undefined ? country !== undefined : POLITICAL.has(sector)
}

/** A side of talks is political or a person of whom only the name is known, or it is not told. */
function mayConfer(side: readonly Participant[]): boolean {
  return (
    side.length === 0 || side.some((one) => isPolitical(one) || (one.kind === 'person' && one.sector === undefined))
  )
}

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
