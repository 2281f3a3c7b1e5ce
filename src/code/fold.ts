import { mapped, REL } from '../annotate/index.ts'
import { areSoMany } from './antecedents.ts'
import { type Clauses, dependents, subtree, token } from './clause.ts'
import { type Draft, isSaidToBeAnother, redrafted, TOGETHER, typeOf } from './draft.ts'
import type { Participant } from './event.ts'
import { errandOf } from './status.ts'

/**
 * Groups the mentions of one report by the act they tell (CONTRACT, What is coded 2), in the order of first mention.
 * A mention joins the nearest earlier group that nothing speaks against: other people, another day, another weapon, "another".
 */
export function foldMentions(clauses: Clauses, drafts: readonly Draft[]): Draft[][] {
  const groups: Group[] = []
  const byType = new Map<string, Group[]>()
  for (const draft of withOutcomes(clauses, drafts)) {
    const ofType = byType.get(typeOf(draft)) ?? NO_GROUPS
    const best = whole(clauses, draft, ofType) ?? likeliest(clauses, draft, ofType)
    if (best !== undefined) {
      join(best, draft)
      continue
    }
    const group = { members: [draft], distinct: [draft] }
    groups.push(group)
    if (ofType.length > 0) ofType.push(group)
    else byType.set(typeOf(draft), [group])
  }
  return mapped(groups, ({ members }) => members)
}

const NO_GROUPS: Group[] = []

/** The act that a draft only tells a part of. */
function whole(clauses: Clauses, draft: Draft, groups: readonly Group[]): Group | undefined {
  if (!OF_PARTS.has(typeOf(draft))) return undefined
  for (const group of groups) for (const other of group.members) if (isPartOf(clauses, draft, other)) return group
  return undefined
}

/** Types of which one clause may tell a part of what another tells. */
const OF_PARTS: ReadonlySet<string> = new Set(['ASSAULT', 'MOBILIZE'])

/** The mentions of one act, in text order. A long report tells one act in the same words a thousand times, so each wording is compared once. */
interface Group {
  readonly members: Draft[]
  /** The first of the members that are alike in everything that folding looks at. */
  readonly distinct: Draft[]
}

function join({ members, distinct }: Group, draft: Draft): void {
  members.push(draft)
  for (const one of distinct) if (isAlike(one, draft)) return
  distinct.push(draft)
}

/** Whether a member of the group has the trigger of the draft. */
function hasTrigger({ members }: Group, { triggered, sentIdx }: Draft): boolean {
  for (let i = members.length - 1; i >= 0 && members[i]!.sentIdx === sentIdx; i--)
    if (members[i]!.triggered.triggerIdx === triggered.triggerIdx) return true
  return false
}

function likeliest(clauses: Clauses, draft: Draft, groups: readonly Group[]): Group | undefined {
  if (groups.length === 0 || isSaidToBeAnother(clauses, draft)) return undefined
  let best: Group | undefined
  let most = 0
  for (const group of groups) {
    // Two entries for one trigger ("condemned X and condemned Y" read twice) are two acts.
    if (hasTrigger(group, draft) || !mayJoin(clauses, group, draft)) continue
    const likes = likeness(draft, group.distinct)
    const isBetter = best === undefined || likes > most || (likes === most && lastSent(group) > lastSent(best))
    if (!isBetter) continue
    best = group
    most = likes
  }
  return best
}

/** Whether nothing speaks against any of the mentions, and one is of the same kind. */
function mayJoin(clauses: Clauses, { distinct }: Group, draft: Draft): boolean {
  for (const one of distinct) if (!mayBeSame(draft, one)) return false
  for (const one of distinct) if (isSameKind(clauses, draft, one)) return true
  return false
}

/** Whether two mentions are the same in everything that folding looks at, but their place. */
function isAlike(a: Draft, b: Draft): boolean {
  return (
    a.triggered.entry.id === b.triggered.entry.id &&
    a.status === b.status &&
    a.date?.from === b.date?.from &&
    a.date?.value === b.date?.value &&
    a.date?.start === b.date?.start &&
    a.date?.end === b.date?.end &&
    (a.event.weapon === undefined) === (b.event.weapon === undefined) &&
    a.event.weapon?.designation === b.event.weapon?.designation &&
    a.event.weapon?.class === b.event.weapon?.class &&
    areAlike(a.actors, b.actors) &&
    areAlike(a.recipients, b.recipients)
  )
}

function areAlike(some: readonly Participant[], others: readonly Participant[]): boolean {
  if (some.length !== others.length) return false
  for (let i = 0; i < some.length; i++) {
    const [one, other] = [some[i]!, others[i]!]
    if (one.entity !== other.entity || one.kind !== other.kind) return false
    if (one.country !== other.country || one.sector !== other.sector) return false
  }
  return true
}

/** Marks the clauses that only tell how an attack of the same sentence went. */
function withOutcomes(clauses: Clauses, drafts: readonly Draft[]): readonly Draft[] {
  let marked: Draft[] | undefined
  for (let i = 0; i < drafts.length; i++) {
    const draft = drafts[i]!
    if (typeOf(draft) !== 'ASSAULT' || !isWithinAttack(clauses, drafts, i)) continue
    marked ??= drafts.slice()
    marked[i] = redrafted(draft, { isOutcome: true })
  }
  return marked ?? drafts
}

/** Whether an attack of the same sentence is told whose clause the draft at `at` stands in. */
function isWithinAttack(clauses: Clauses, drafts: readonly Draft[], at: number): boolean {
  const draft = drafts[at]!
  let first = at
  while (first > 0 && drafts[first - 1]!.sentIdx === draft.sentIdx) first--
  for (let i = first; i < drafts.length && drafts[i]!.sentIdx === draft.sentIdx; i++)
    if (typeOf(drafts[i]!) === 'ASSAULT' && isWithin(clauses, draft, drafts[i]!)) return true
  return false
}

/**
 * Whether one clause only tells how the other's attack went: "attacked the port, killing two", "a raid that killed three".
 * The killing is no second act.
 */
function isPartOf(clauses: Clauses, a: Draft, b: Draft): boolean {
  if (typeOf(a) === 'MOBILIZE' && typeOf(b) === 'MOBILIZE') return isErrand(clauses, a, b) || isErrand(clauses, b, a)
  if (typeOf(a) !== 'ASSAULT' || typeOf(b) !== 'ASSAULT' || a.sentIdx !== b.sentIdx) return false
  // "Struck the camps, retaliating for an Iranian raid", "fired rockets, prompting Israel to bomb": blow and answer are two.
  if (!sidesFit(a.actors, b.actors)) return false
  return isWithin(clauses, a, b) || isWithin(clauses, b, a)
}

/** "scrambled jets to intercept the bombers": what the forces were sent out for is no second act. */
function isErrand(clauses: Clauses, { triggered: errand }: Draft, { triggered: sending }: Draft): boolean {
  return errandOf(clauses, errand.triggerIdx) === sending.triggerIdx
}

function isWithin(clauses: Clauses, { triggered: part }: Draft, { triggered: whole }: Draft): boolean {
  if (part.args.get('subj')?.some((idx) => isAnchor(whole, idx))) return true
  let idx = part.triggerIdx
  for (let steps = 0; steps < 3; steps++) {
    const { relation, head } = token(clauses, idx)
    if (head < 0 || (relation & TELLING) === 0 || ANSWERS.has(clauses.lemmas[head]!)) return false
    // "attacked the port and killed two" is one blow, "blew up a pipeline and ambushed a patrol" are two.
    if ((relation & REL.conj) !== 0 && !OUTCOMES.has(clauses.lemmas[idx]!)) return false
    if (isAnchor(whole, head))
      return dependents(clauses, part.triggerIdx, REL.nsubj).every((subject) => token(clauses, subject).upos === 'PRON')
    idx = head
  }
  return false
}

/** Whether a token is the trigger of an act or the verb that supports it. */
function isAnchor({ triggerIdx, supportIdx }: Draft['triggered'], idx: number): boolean {
  return idx === triggerIdx || idx === supportIdx
}

/** What follows them came before: "in retaliation for the bombing of its consulate". */
const ANSWERS = new Set(['retaliation', 'revenge', 'response', 'reprisal', 'answer', 'vengeance', 'reaction', 'reply'])
const OUTCOMES = new Set([
  'kill',
  'wound',
  'injure',
  'destroy',
  'damage',
  'maim',
  'hurt',
  'slay',
  'demolish',
  'level',
  'flatten',
  'hit',
  'burn',
  'wreck',
  'shoot',
  'murder',
  'massacre',
])

const TELLING = REL.advcl | REL.conj | REL.xcomp | REL.parataxis | REL.obl | REL.nmod | REL.acl

/** Acts of saying by the same people fold by type alone; others only where the codebook gives them the same code or entry. */
function isSameKind(clauses: Clauses, a: Draft, b: Draft): boolean {
  const type = typeOf(a)
  if (type !== typeOf(b)) return false
  const [one, other] = [a.triggered.entry, b.triggered.entry]
  if (takesUpBlow(clauses, a, b)) return true
  if (areJoinedWithOthers(clauses, a, b)) return false
  if ((isLawsuit(one) && isCriticism(other)) || (isLawsuit(other) && isCriticism(one))) return false
  if (type === 'ASSAULT' && APART.has(one.gives.mode ?? '') !== APART.has(other.gives.mode ?? '')) return false
  if (one.family !== undefined && other.family !== undefined && one.family !== other.family) return false
  const isSame =
    one.id === other.id ||
    areOfOneCode(one.gives.cameo, other.gives.cameo) ||
    isMatterOf(clauses, a, b) ||
    isMatterOf(clauses, b, a) ||
    (BY_TYPE.has(type) && a.actors.some((actor) => isAmong(actor, b.actors)))
  return isSame && !(type === 'REQUEST' && a.sentIdx !== b.sentIdx && asksForOther(clauses, a, b))
}

/** Whether two CAMEO codes begin with the same three figures. */
function areOfOneCode(a: string, b: string): boolean {
  return a === b || a.slice(0, 3) === b.slice(0, 3)
}

function isAmong({ entity }: Participant, parties: readonly Participant[]): boolean {
  for (const party of parties) if (party.entity === entity) return true
  return false
}

/** "sent a package of aid": the noun says what the verb's object is made of. */
function isMatterOf(clauses: Clauses, { triggered: noun, sentIdx }: Draft, verb: Draft): boolean {
  if (noun.part !== 'noun' || verb.triggered.part !== 'verb' || sentIdx !== verb.sentIdx) return false
  const { head, relation } = token(clauses, noun.triggerIdx)
  return (relation & REL.nmod) !== 0 && (verb.triggered.args.get('obj') ?? []).includes(head)
}

/** "laid a tariff on Brazil and sanctioned its judge": two measures of one subject, each with a receiver of its own, are two. */
function areJoinedWithOthers({ words }: Clauses, a: Draft, b: Draft): boolean {
  if (a.sentIdx !== b.sentIdx || !MEASURES.has(typeOf(a)) || a.recipients.length === 0 || b.recipients.length === 0)
    return false
  const anchor = ({ triggered: { supportIdx, triggerIdx } }: Draft) => supportIdx ?? triggerIdx
  const [one, other] = [words[anchor(a)]!, words[anchor(b)]!]
  const isJoined =
    (one.relation === REL.conj && one.head === anchor(b)) || (other.relation === REL.conj && other.head === anchor(a))
  return isJoined && !a.recipients.some((one) => isAmong(one, b.recipients))
}

const MEASURES = new Set(['SANCTION', 'COERCE', 'AID', 'RETREAT', 'CONCEDE'])

/** CAMEO 115, bring a lawsuit against: no other telling of criticism (111). */
function isLawsuit({ gives: { eventType, cameo } }: Draft['triggered']['entry']): boolean {
  return eventType === 'ACCUSE' && cameo.startsWith('115')
}

function isCriticism({ gives: { eventType, cameo } }: Draft['triggered']['entry']): boolean {
  return eventType === 'ACCUSE' && cameo.startsWith('111')
}

/** "was stabbed … survived the attack": the attack on the same person that a definite noun takes up, of whatever kind it was. */
function takesUpBlow(clauses: Clauses, later: Draft, earlier: Draft): boolean {
  const { part, triggerIdx, args } = later.triggered
  // "claimed responsibility for the attacks" tells whose they were.
  if (
    typeOf(later) === 'ASSAULT' &&
    later.recipients.length === 0 &&
    args.get('for')?.some((idx) => isBlowMeant(clauses, idx))
  )
    return earlier.actors.length === 0
  if (typeOf(later) !== 'ASSAULT' || part !== 'noun' || !isBlowMeant(clauses, triggerIdx)) return false
  return later.recipients.some((one) => isPerson(one) && isAmong(one, earlier.recipients))
}

/** A noun of violence with an article that takes up what was told before. */
function isBlowMeant(clauses: Clauses, nounIdx: number): boolean {
  if (!BLOWS.has(clauses.lemmas[nounIdx]!)) return false
  return dependents(clauses, nounIdx, REL.det).some((idx) =>
    /^(?:the|this|that|these|those|all|both)$/i.test(clauses.forms[idx]!),
  )
}

const BLOWS = new Set(['attack', 'assault', 'ambush', 'shooting', 'stabbing', 'bombing', 'attempt'])

/** "urged it to let aid in … pressed it to hold settlers to account": two demands, for they share no word. */
function asksForOther(clauses: Clauses, a: Draft, b: Draft): boolean {
  const { lemmas } = clauses
  const one = demanded(clauses, a)
  const other = one.length === 0 ? one : demanded(clauses, b)
  if (other.length === 0) return false
  for (const idx of one) for (const at of other) if (lemmas[idx] === lemmas[at]) return false
  return true
}

/** The words of what is asked for; none where a noun alone tells it. */
function demanded(clauses: Clauses, { triggered: { args } }: Draft): readonly number[] {
  const found: number[] = []
  for (const verb of args.get('comp') ?? found) {
    if (token(clauses, verb).upos !== 'VERB') continue
    for (const idx of subtree(clauses, verb)) {
      const { upos } = token(clauses, idx)
      if (upos === 'VERB' || upos === 'NOUN') found.push(idx)
    }
  }
  return found
}

/** Modes of ASSAULT that are no other telling of a blow: "kidnapped officers and bombed towns". */
const APART = new Set(['abduct', 'sexual', 'torture', 'beat'])

const BY_TYPE = new Set(['CONSULT', 'ACCUSE', 'AGREE', 'SUPPORT', 'REQUEST', 'THREATEN', 'REJECT', 'COOPERATE'])

function mayBeSame(a: Draft, b: Draft): boolean {
  return statusFits(a, b) && datesFit(a, b) && partiesFit(a, b) && weaponsFit(a, b)
}

function statusFits({ status: one }: Draft, { status: other }: Draft): boolean {
  return one === other || (isAsserted(one) && isAsserted(other))
}

function isAsserted(status: Draft['status']): boolean {
  return status === 'occurred' || status === 'ongoing'
}

function datesFit(a: Draft, b: Draft): boolean {
  // Only what the text says of each forbids; a date taken from the narrative or from publication is a guess of ours.
  if (a.date?.from !== 'text' || b.date?.from !== 'text') return true
  return a.date.start <= b.date.end && b.date.start <= a.date.end
}

function weaponsFit(a: Draft, b: Draft): boolean {
  const [one, other] = [a.event.weapon, b.event.weapon]
  if (!one || !other) return true
  if (one.designation && other.designation && one.designation !== other.designation) return false
  return (
    !one.class || !other.class || one.class === other.class || one.class === 'ballistic' || other.class === 'ballistic'
  )
}

function partiesFit(a: Draft, b: Draft): boolean {
  if (!TOGETHER.has(typeOf(a))) return sidesFit(a.actors, b.actors) && sidesFit(a.recipients, b.recipients)
  if (hasStrangers(a) || hasStrangers(b)) return false
  const [one, other] = [partiesOf(a), partiesOf(b)]
  if (!sidesFit(one, other)) return false
  const isOneOneSided = isOneSided(a)
  if (isOneOneSided !== isOneSided(b)) return !personsClash(one, other)
  return isOneOneSided || !areOtherPartners(one, other, typeOf(a))
}

/** All who take part. */
function partiesOf({ actors, recipients }: Draft): readonly Participant[] {
  if (recipients.length === 0) return actors
  const parties = actors.slice()
  for (const one of recipients) parties.push(one)
  return parties
}

/** "France pledged aid to Libya … Spain pledged it a million": with one side shared the others differ, and the acts are two. */
function areOtherPartners(
  one: readonly Participant[],
  other: readonly Participant[],
  type: ReturnType<typeof typeOf>,
): boolean {
  // "Had met his Afghan and Pakistani counterparts in Kabul … met the Pakistani president": three do not meet again as two.
  if (type === 'CONSULT') {
    const [some, others] = [nCountries(one), nCountries(other)]
    if (Math.min(some, others) === 2 && Math.max(some, others) > 2) return true
  }
  return one.some((party) => isAlone(party, other)) && other.some((party) => isAlone(party, one))
}

function isAlone(party: Participant, those: readonly Participant[]): boolean {
  for (const two of those) if (two.entity === party.entity || standsFor(party, two)) return false
  return true
}

/** Of how many countries they are; bodies meet as a forum of their members. */
function nCountries(parties: readonly Participant[]): number {
  const found: string[] = []
  for (const { kind, country } of parties)
    if (kind !== 'organization' && country !== undefined && !found.includes(country)) found.push(country)
  return found.length
}

/** "spoke with European leaders": partners that the report knows by no name are others than those it does. */
function hasStrangers({ triggered: { args }, recipients }: Draft): boolean {
  return recipients.length === 0 && args.has('with')
}

function isOneSided({ actors, recipients }: Draft): boolean {
  return actors.length === 0 || recipients.length === 0
}

/** Whether either names persons and no person is of both. */
function personsClash(one: readonly Participant[], other: readonly Participant[]): boolean {
  const persons = one.filter(isPerson)
  const others = other.filter(isPerson)
  return persons.length > 0 && others.length > 0 && !persons.some((person) => isAmong(person, others))
}

/** A side left out fits any; else they must share an entity, or a state must stand for its people. Two persons of one state do not fit. */
function sidesFit(a: readonly Participant[], b: readonly Participant[]): boolean {
  if (a.length === 0 || b.length === 0) return true
  if (a.length === 1 && b.length === 1) return a[0]!.entity === b[0]!.entity || standsFor(a[0]!, b[0]!)
  const [restA, restB] = [without(a, b), without(b, a)]
  if (restA.some((x) => restB.some((y) => standsFor(x, y)))) return true
  return restA.length < a.length && !(restA.some(isPerson) && restB.some(isPerson))
}

function without(parties: readonly Participant[], others: readonly Participant[]): readonly Participant[] {
  return parties.filter((one) => !isAmong(one, others))
}

function standsFor(a: Participant, b: Participant): boolean {
  if (areSoMany(a, b)) return true
  if (a.country === undefined || a.country !== b.country) return false
  return (
    a.kind === 'country' ||
    b.kind === 'country' ||
    (a.kind !== 'person' && b.kind !== 'person' && (a.sector === undefined || a.sector === b.sector))
  )
}

function isPerson({ kind }: Participant): boolean {
  return kind === 'person'
}

function likeness(draft: Draft, group: readonly Draft[]): number {
  const { triggered, date } = draft
  const shared = nShared(draft.actors, group) + nShared(draft.recipients, group)
  const sameRule = group.some((one) => one.triggered.entry.id === triggered.entry.id) ? 1 : 0
  const sameDate = date && group.some((one) => one.date?.value === date.value) ? 1 : 0
  return shared * 2 + sameRule + sameDate
}

/** How many of the parties take part in one of the mentions. */
function nShared(parties: readonly Participant[], group: readonly Draft[]): number {
  let n = 0
  for (const party of parties)
    if (group.some(({ actors, recipients }) => isAmong(party, actors) || isAmong(party, recipients))) n++
  return n
}

function lastSent({ members }: Group): number {
  return members.at(-1)!.sentIdx
}
