import { FEAT, REL } from '../annotate/index.ts'
import { type Clauses, dependents, hasDependent, hasFeature, token } from './clause.ts'
import type { Participant } from './event.ts'
import { participantsAt } from './participants.ts'
import type { Triggered } from './triggers.ts'
import { USE } from './vocabulary.ts'

/**
 * Whether a participle tells how somebody or something stands and no act: "rebel-held", "U.S.-backed", and "members aligned with the
 * union" (CONTRACT, What is coded 1). "Re-arrested" is an arrest.
 */
export function isStandingParticiple({ words, forms, lemmas }: Clauses, { triggerIdx, part }: Triggered): boolean {
  if (part !== 'verb') return false
  const { start, relation, features } = words[triggerIdx]!
  const hyphen = words[triggerIdx - 1]
  const isJoined =
    hyphen !== undefined && hyphen.end === start && (hyphen.form === '-' || hyphen.form === '‑' || hyphen.form === '–')
  if (isJoined) {
    if (words[triggerIdx - 2]?.end !== hyphen.start || PREFIXES.has(forms[triggerIdx - 2]!)) return false
    return /^(?:NOUN|PROPN|ADJ)$/.test(words[triggerIdx + 1]?.upos ?? '')
  }
  return ((relation & REL.acl) !== 0 || (features & FEAT.finite) === 0) && ALLIED.has(lemmas[triggerIdx]!)
}

/** "A call-in show", "strike-breaking", "attack-style": a noun that a hyphen joins to the next word tells no act. */
export function isPartOfWord({ words }: Clauses, { triggerIdx, wordIdxs }: Triggered): boolean {
  if (wordIdxs.includes(triggerIdx + 1)) return false
  const [hyphen, next] = [words[triggerIdx + 1], words[triggerIdx + 2]]
  return hyphen?.form === '-' && hyphen.start === words[triggerIdx]!.end && next?.start === hyphen.end
}

/** "Charged the inspectors with verifying it": a task is no accusation. */
export function isEntrusted(clauses: Clauses, { triggerIdx, part, entry }: Triggered): boolean {
  if (part !== 'verb' || entry.gives.eventType !== 'ACCUSE' || clauses.lemmas[triggerIdx] !== 'charge') return false
  return [triggerIdx, ...dependents(clauses, triggerIdx, REL.obj)].some((above) =>
    dependents(clauses, above, REL.advcl | REL.acl | REL.xcomp | REL.ccomp).some(
      (idx) =>
        TASKS.has(clauses.lemmas[idx]!) &&
        dependents(clauses, idx, REL.mark | REL.case).some((i) => clauses.forms[i] === 'with'),
    ),
  )
}

const TASKS = new Set([
  'administer', 'coordinate', 'defend', 'develop', 'enforce', 'ensure', 'examine', 'guard', 'implement', 'monitor', 'overhaul', 'oversee', 'protect',
  'recommend', 'restore', 'review', 'secure', 'supervise', 'verify',
]) // biome-ignore format: one glance

const PREFIXES = new Set([
  're',
  'co',
  'pre',
  'counter',
  'over',
  'de',
  'un',
  'dis',
  'out',
  'mis',
  'cross',
  'test',
  'hand',
  'force',
  'court',
])
const ALLIED = new Set(['align', 'ally', 'associate', 'affiliate', 'identify'])

/**
 * "Insisted she had not met them", "agree that it was a crime", "assured them that the trip was safe": what is asked for stands in the
 * infinitive or the subjunctive and what is promised in the future, and a clause that tells how things are or were is neither.
 */
export function isStatement(clauses: Clauses, { triggerIdx, part, entry, args }: Triggered): boolean {
  const { eventType } = entry.gives
  if (part !== 'verb' || (eventType !== 'REQUEST' && eventType !== 'AGREE')) return false
  const lemma = clauses.lemmas[triggerIdx]!
  if (eventType === 'REQUEST' ? !MAY_STATE.has(lemma) : !MAY_HOLD.has(lemma)) return false
  // "The ministers agreed that the border is closed" may be what they came to; who agrees today holds it so.
  if (lemma === 'agree' && !hasFeature(clauses, triggerIdx, FEAT.present)) return false
  const said = args.get('comp') ?? []
  return said.some((idx) => {
    if ((token(clauses, idx).relation & (REL.ccomp | REL.parataxis | REL.xcomp)) === 0) return false
    const isPast = (token(clauses, idx).features & INDICATIVE) === INDICATIVE
    if (eventType === 'REQUEST')
      return isPast || dependents(clauses, idx, REL.aux | REL.cop).some((i) => TELLS.test(clauses.forms[i]!))
    // "assured him that Norway is ready to help" is a promise.
    if (READY.has(clauses.lemmas[idx]!)) return false
    return isPast || dependents(clauses, idx, REL.cop).some((i) => TELLS.test(clauses.forms[i]!))
  })
}

const MAY_STATE = new Set(['insist', 'suggest', 'propose', 'recommend', 'advise', 'urge', 'request'])
const MAY_HOLD = new Set(['agree', 'assure', 'reassure'])
const READY = new Set(['able', 'commit', 'committed', 'determined', 'prepare', 'prepared', 'ready', 'willing'])
const INDICATIVE = FEAT.finite | FEAT.past
const TELLS = /^(?:is|are|was|were|has|had|does|did|['’](?:s|re|ve)|will|would)$/

/**
 * Whether a journalist asks for an answer, or somebody merely tells journalists something: what is asked in an interview is no request of
 * one party to another, and "told reporters that they should" asks nothing of the reporters.
 */
export function isAskedByPress(
  clauses: Clauses,
  { triggerIdx, entry }: Triggered,
  actors: readonly Participant[],
  recipients: readonly Participant[],
): boolean {
  if (entry.gives.eventType !== 'REQUEST') return false
  if (actors.length > 0 && actors.every(isInterviewer)) return true
  if (clauses.lemmas[triggerIdx] !== 'tell' || recipients.length === 0) return false
  return recipients.every(({ sector }) => sector === 'JRN') && !hasDependent(clauses, triggerIdx, REL.xcomp)
}

function isInterviewer({ kind, sector, title }: Participant): boolean {
  if (kind !== 'person') return false
  return sector === 'JRN' || (title !== undefined && /\b(?:moderator|interviewer|anchor|host)\b/i.test(title))
}

/**
 * "Pummeled his rival as divisive", "fired at Bush and Cruz": politicians of one country strike one another, their parties and the press
 * with words, unless a weapon, a wound or a word that can mean nothing else tells of force.
 */
export function isBlowOfWords(
  clauses: Clauses,
  { entry, triggerIdx, args }: Triggered,
  actors: readonly Participant[],
  recipients: readonly Participant[],
): boolean {
  const { eventType, cameo } = entry.gives
  // CAMEO 182 and 19, physical assault and fighting, whose words speakers borrow; kidnapping, killing and torture are 181, 186 and 1822.
  if (
    eventType !== 'ASSAULT' ||
    !(cameo === '182' || cameo.startsWith('19') || clauses.lemmas[triggerIdx] === 'topple') ||
    NOTHING_ELSE.has(clauses.lemmas[triggerIdx]!)
  )
    return false
  if (actors.length === 0 || recipients.length === 0 || isWithForce(clauses, args)) return false
  if (!actors.every((one) => one.kind !== 'group' && mayDebate(one)) || !recipients.every(mayDebate)) return false
  const isAttack = ATTACKS.has(clauses.lemmas[triggerIdx]!)
  const isOfPolitics = (one: Participant) => one.sector === 'JUD' || OF_POLITICS.has(one.sector ?? '')
  if (![...actors, ...recipients].some(isOfPolitics) && !(isAttack && [...actors, ...recipients].every(isKnownByName)))
    return false
  const countries = new Set([...actors, ...recipients].map(({ country }) => country))
  countries.delete(undefined)
  return countries.size < 2
}

/** "Attacked him with a knife"; "with the above statement" is no weapon. */
function isWithForce({ lemmas }: Clauses, args: Triggered['args']): boolean {
  return args.get('with')?.some((idx) => !SAID.has(lemmas[idx]!)) ?? false
}

const SAID = new Set([
  'accusation', 'ad', 'advertisement', 'allegation', 'claim', 'comment', 'criticism', 'email', 'insult', 'line', 'message', 'name', 'post', 'question',
  'remark', 'speech', 'statement', 'tweet', 'word',
]) // biome-ignore format: one glance
const ATTACKS = new Set(['attack', 'assault'])

function isKnownByName({ kind, resolvedBy, sector }: Participant): boolean {
  return kind === 'person' && sector !== 'CRM' && (resolvedBy === 'name' || resolvedBy === 'pronoun')
}

const NOTHING_ELSE = new Set([
  'shoot',
  'stab',
  'punch',
  'kick',
  'slap',
  'bomb',
  'shell',
  'manhandle',
  'strangle',
  'invade',
])

const OF_POLITICS = new Set(['ELI', 'GOV', 'LEG', 'OPP', 'PTY'])

function mayDebate({ kind, sector, country, resolvedBy }: Participant): boolean {
  if (kind === 'country' || (kind === 'group' && sector === undefined)) return false
  if (sector !== undefined) return OF_DEBATE.has(sector)
  return kind === 'person' && (country !== undefined || resolvedBy === 'name')
}

const OF_DEBATE = new Set([...OF_POLITICS, 'BUS', 'EDU', 'JRN', 'JUD', 'LAB', 'REL', 'SOC'])

/** "She regretted her remarks", "he thanked his parents": nobody blames or backs themselves, and one's family is no party. */
export function isOfOneself(
  clauses: Clauses,
  { entry, part, args }: Triggered,
  actors: readonly Participant[],
): boolean {
  // "Expressed its rejection and condemnation of the raid": the object of the light verb is not what is condemned.
  const owned = part === 'verb' ? args.get('obj') : undefined
  if (owned === undefined) return false
  const { eventType } = entry.gives
  // "Accused its neighbour": that is somebody else.
  const isOfThings = eventType === 'ACCUSE' || entry.id.startsWith(OF_DEFENCE) || entry.id.startsWith(OF_INTERCEPTION)
  if (!isOfThings && eventType !== 'SUPPORT') return false
  for (const idx of owned) {
    if (!isOwned(clauses, idx, actors)) continue
    if (eventType === 'SUPPORT' && KIN.has(clauses.lemmas[idx]!)) return true
    if (isOfThings && participantsAt(clauses, idx).length === 0) return true
  }
  return false
}

function isOwned(clauses: Clauses, nounIdx: number, actors: readonly Participant[]): boolean {
  for (const idx of dependents(clauses, nounIdx, REL.nmodPoss)) {
    if (clauses.words[idx]!.upos !== 'PRON') continue
    const owners = participantsAt(clauses, idx)
    if (owners.length > 0 && owners.every(({ entity }) => actors.some((actor) => actor.entity === entity))) return true
  }
  return false
}

const KIN = new Set([
  'brother',
  'child',
  'daughter',
  'family',
  'father',
  'husband',
  'mother',
  'parent',
  'sister',
  'son',
  'wife',
  'fiancée',
])
const OF_DEFENCE = 'support/defend'
/** "Destroyed its long-range missiles" intercepts nothing. */
const OF_INTERCEPTION = 'mobilize/intercept'

/**
 * Whether firms deal with one another: bodies of no known trade that a report of shares and takeovers tells of are companies, and what they
 * agree on, ask for or turn down is no politics (CONTRACT, What is coded 1).
 */
export function isBusiness(
  clauses: Clauses,
  { entry }: Triggered,
  actors: readonly Participant[],
  recipients: readonly Participant[],
): boolean {
  const { eventType, mode } = entry.gives
  // "Stepped down as chairman and chief executive": who runs a company is known by no trade either.
  const isOfFirm = mode === 'resign' ? isFirmOrUnknown : isFirm
  if (!actors.every(isOfFirm) || !recipients.every(isOfFirm)) return false
  if (mode !== 'resign' && !OF_DEALS.has(eventType)) return false
  clauses.memo.isOfBusiness ??= countOfShares(clauses) * MARKET_SHARE >= clauses.lemmas.length
  return clauses.memo.isOfBusiness
}

const OF_DEALS: ReadonlySet<string> = new Set([
  'ACCUSE',
  'AGREE',
  'CONSULT',
  'COOPERATE',
  'REJECT',
  'REQUEST',
  'SUPPORT',
])

function isFirm({ kind, sector }: Participant): boolean {
  return kind !== 'country' && (sector === 'BUS' || (kind === 'organization' && sector === undefined))
}

function isFirmOrUnknown(one: Participant): boolean {
  return isFirm(one) || (one.kind === 'person' && one.sector === undefined)
}

function countOfShares({ lemmas, uses }: Clauses): number {
  let n = 0
  for (let idx = 0; idx < lemmas.length; idx++) if ((uses[idx]! & USE.share) !== 0 && OF_SHARES.has(lemmas[idx]!)) n++
  return n
}

/** A report with one such word in so many is of business. */
const MARKET_SHARE = 60
/** Words that reports of shares and takeovers are full of. */
export const OF_SHARES: ReadonlySet<string> = new Set([
  'acquisition', 'analyst', 'bid', 'buyout', 'dividend', 'earnings', 'investor', 'junk', 'merger', 'offer', 'price', 'profit', 'quarter', 'revenue', 'share',
  'shareholder', 'stake', 'stock', 'subsidiary', 'takeover', 'unit',
]) // biome-ignore format: one glance

/** Whether nobody acts but the place an act is at: "arrested in the neighboring state" names no authority. */
export function isMerelyPlace({ resolvedBy, kind, sector, country }: Participant): boolean {
  if (kind === 'country') return resolvedBy === 'nominal'
  if (kind === 'organization') return sector === undefined && country === undefined
  return kind === 'person' || (kind === 'group' && sector === undefined)
}
