import { REL } from '../annotate/index.ts'
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
    let ofType = byType.get(typeOf(draft))
    if (ofType === undefined) {
      ofType = []
      byType.set(typeOf(draft), ofType)
    }
    const best = whole(clauses, draft, ofType) ?? likeliest(clauses, draft, ofType)
    if (best) join(best, draft)
    else {
      const group = { members: [draft], distinct: [draft], keys: undefined, triggers: undefined }
      groups.push(group)
      ofType.push(group)
    }
  }
  return groups.map(({ members }) => members)
}

/** The act that a draft only tells a part of. */
function whole(clauses: Clauses, draft: Draft, groups: readonly Group[]): Group | undefined {
  if (!OF_PARTS.has(typeOf(draft))) return undefined
  return groups.find((group) => group.members.some((other) => isPartOf(clauses, draft, other)))
}

/** Types of which one clause may tell a part of what another tells. */
const OF_PARTS: ReadonlySet<string> = new Set(['ASSAULT', 'MOBILIZE'])

/** The mentions of one act. A long report tells one act in the same words a thousand times, so each wording is compared once. */
interface Group {
  readonly members: Draft[]
  /** The first of the members that are alike in everything that folding looks at. */
  readonly distinct: Draft[]
  /** Their keys, and the triggers of all; most acts are told once and need neither. */
  keys: Set<string> | undefined
  triggers: Set<number> | undefined
}

function join(group: Group, draft: Draft): void {
  const { members, distinct } = group
  group.keys ??= new Set([keyOf(members[0]!)])
  group.triggers ??= new Set([triggerOf(members[0]!)])
  members.push(draft)
  group.triggers.add(triggerOf(draft))
  const key = keyOf(draft)
  if (group.keys.has(key)) return
  group.keys.add(key)
  distinct.push(draft)
}

function hasTrigger({ members, triggers }: Group, draft: Draft): boolean {
  return triggers === undefined ? triggerOf(members[0]!) === triggerOf(draft) : triggers.has(triggerOf(draft))
}

function likeliest(clauses: Clauses, draft: Draft, groups: readonly Group[]): Group | undefined {
  if (isSaidToBeAnother(clauses, draft)) return undefined
  let best: { readonly group: Group; readonly likeness: number } | undefined
  for (const group of groups) {
    const { distinct } = group
    // Two entries for one trigger ("condemned X and condemned Y" read twice) are two acts.
    if (hasTrigger(group, draft) || !distinct.some((other) => isSameKind(clauses, draft, other))) continue
    if (!distinct.every((one) => mayBeSame(draft, one))) continue
    const likes = likeness(draft, distinct)
    const isBetter =
      !best || likes > best.likeness || (likes === best.likeness && lastSent(group) > lastSent(best.group))
    if (isBetter) best = { group, likeness: likes }
  }
  return best?.group
}

const triggerOf = ({ triggered }: Draft) => triggered.triggerIdx

/** Everything of a mention that folding looks at, but its place. */
function keyOf({ actors, recipients, status, date, event, triggered: { entry } }: Draft): string {
  const party = ({ entity, kind, country, sector }: Participant) => [entity, kind, country, sector]
  const { designation, class: weaponClass } = event.weapon ?? {}
  const isArmed = event.weapon !== undefined
  return JSON.stringify([
    [entry.id, status, date?.from, date?.value, date?.start, date?.end, isArmed, designation, weaponClass],
    actors.map(party),
    recipients.map(party),
  ])
}

/** Marks the clauses that only tell how an attack of the same sentence went. */
function withOutcomes(clauses: Clauses, drafts: readonly Draft[]): readonly Draft[] {
  const attacks = new Map<number, Draft[]>()
  for (const draft of drafts) {
    if (typeOf(draft) !== 'ASSAULT') continue
    const beside = attacks.get(draft.sentIdx)
    if (beside) beside.push(draft)
    else attacks.set(draft.sentIdx, [draft])
  }
  if (attacks.size === 0) return drafts
  return drafts.map((draft) => {
    const beside = typeOf(draft) === 'ASSAULT' ? attacks.get(draft.sentIdx) : undefined
    return beside?.some((other) => isWithin(clauses, draft, other)) ? redrafted(draft, { isOutcome: true }) : draft
  })
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
  const anchors = [whole.triggerIdx, whole.supportIdx]
  if (part.args.get('subj')?.some((idx) => anchors.includes(idx))) return true
  let idx = part.triggerIdx
  for (let steps = 0; steps < 3; steps++) {
    const { relation, head } = token(clauses, idx)
    if (head < 0 || (relation & TELLING) === 0 || ANSWERS.has(clauses.lemmas[head]!)) return false
    // "attacked the port and killed two" is one blow, "blew up a pipeline and ambushed a patrol" are two.
    if ((relation & REL.conj) !== 0 && !OUTCOMES.has(clauses.lemmas[idx]!)) return false
    if (anchors.includes(head))
      return dependents(clauses, part.triggerIdx, REL.nsubj).every((subject) => token(clauses, subject).upos === 'PRON')
    idx = head
  }
  return false
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
  if (typeOf(a) !== typeOf(b)) return false
  const [one, other] = [a.triggered.entry, b.triggered.entry]
  if (takesUpBlow(clauses, a, b)) return true
  if (areJoinedWithOthers(clauses, a, b)) return false
  if ((isLawsuit(one) && isCriticism(other)) || (isLawsuit(other) && isCriticism(one))) return false
  if (APART.has(one.gives.mode ?? '') !== APART.has(other.gives.mode ?? '') && typeOf(a) === 'ASSAULT') return false
  if (one.family !== undefined && other.family !== undefined && one.family !== other.family) return false
  if (typeOf(a) === 'REQUEST' && a.sentIdx !== b.sentIdx && asksForOther(clauses, a, b)) return false
  if (one.id === other.id || one.gives.cameo.slice(0, 3) === other.gives.cameo.slice(0, 3)) return true
  if (isMatterOf(clauses, a, b) || isMatterOf(clauses, b, a)) return true
  return BY_TYPE.has(typeOf(a)) && a.actors.some(({ entity }) => b.actors.some((actor) => actor.entity === entity))
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
  return isJoined && !a.recipients.some(({ entity }) => b.recipients.some((two) => two.entity === entity))
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
  return later.recipients.some((one) => isPerson(one) && earlier.recipients.some(({ entity }) => entity === one.entity))
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
  const [one, other] = [demanded(clauses, a), demanded(clauses, b)]
  return one.size > 0 && other.size > 0 && ![...one].some((lemma) => other.has(lemma))
}

/** The words of what is asked for; none where a noun alone tells it. */
function demanded(clauses: Clauses, { triggered: { args } }: Draft): ReadonlySet<string> {
  const verbs = (args.get('comp') ?? []).filter((idx) => token(clauses, idx).upos === 'VERB')
  const words = verbs
    .flatMap((idx) => subtree(clauses, idx))
    .filter((idx) => /^(?:VERB|NOUN)$/.test(token(clauses, idx).upos))
  return new Set(words.map((idx) => clauses.lemmas[idx]!))
}

/** Modes of ASSAULT that are no other telling of a blow: "kidnapped officers and bombed towns". */
const APART = new Set(['abduct', 'sexual', 'torture', 'beat'])

const BY_TYPE = new Set(['CONSULT', 'ACCUSE', 'AGREE', 'SUPPORT', 'REQUEST', 'THREATEN', 'REJECT', 'COOPERATE'])

function mayBeSame(a: Draft, b: Draft): boolean {
  return statusFits(a, b) && datesFit(a, b) && partiesFit(a, b) && weaponsFit(a, b)
}

function statusFits(a: Draft, b: Draft): boolean {
  const asserted = (status: string) => status === 'occurred' || status === 'ongoing'
  return a.status === b.status || (asserted(a.status) && asserted(b.status))
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
  if (TOGETHER.has(typeOf(a)))
    return (
      !hasStrangers(a) &&
      !hasStrangers(b) &&
      sidesFit([...a.actors, ...a.recipients], [...b.actors, ...b.recipients]) &&
      !haveOtherPartners(a, b) &&
      !(isOneSided(a) !== isOneSided(b) && personsClash(a, b))
    )
  return sidesFit(a.actors, b.actors) && sidesFit(a.recipients, b.recipients)
}

/** "France pledged aid to Libya … Spain pledged it a million": with one side shared the others differ, and the acts are two. */
function haveOtherPartners(a: Draft, b: Draft): boolean {
  if (isOneSided(a) || isOneSided(b)) return false
  const [one, other] = [
    [...a.actors, ...a.recipients],
    [...b.actors, ...b.recipients],
  ]
  const isAlone = (party: Participant, those: readonly Participant[]) =>
    !those.some((two) => two.entity === party.entity || standsFor(party, two))
  const [some, others] = [countriesOf(one), countriesOf(other)]
  // "Had met his Afghan and Pakistani counterparts in Kabul … met the Pakistani president": three do not meet again as two.
  if (typeOf(a) === 'CONSULT' && Math.min(some, others) === 2 && Math.max(some, others) > 2) return true
  return one.some((party) => isAlone(party, other)) && other.some((party) => isAlone(party, one))
}

/** Of how many countries they are; bodies meet as a forum of their members. */
function countriesOf(parties: readonly Participant[]): number {
  return new Set(parties.flatMap(({ kind, country }) => (kind === 'organization' ? [] : (country ?? [])))).size
}

/** "spoke with European leaders": partners that the report knows by no name are others than those it does. */
function hasStrangers({ triggered: { args }, recipients }: Draft): boolean {
  return recipients.length === 0 && args.has('with')
}

function isOneSided({ actors, recipients }: Draft): boolean {
  return actors.length === 0 || recipients.length === 0
}

function personsClash(a: Draft, b: Draft): boolean {
  const persons = (draft: Draft) =>
    [...draft.actors, ...draft.recipients].filter(({ kind }) => kind === 'person').map(({ entity }) => entity)
  const [one, other] = [persons(a), persons(b)]
  return one.length > 0 && other.length > 0 && !one.some((entity) => other.includes(entity))
}

/** A side left out fits any; else they must share an entity, or a state must stand for its people. Two persons of one state do not fit. */
function sidesFit(a: readonly Participant[], b: readonly Participant[]): boolean {
  if (a.length === 0 || b.length === 0) return true
  if (a.length === 1 && b.length === 1) return a[0]!.entity === b[0]!.entity || standsFor(a[0]!, b[0]!)
  const shared = a.filter(({ entity }) => b.some((other) => other.entity === entity))
  const unshared = (xs: readonly Participant[]) => xs.filter(({ entity }) => !shared.some((s) => s.entity === entity))
  const [restA, restB] = [unshared(a), unshared(b)]
  if (restA.length > 0 && restB.length > 0 && restA.every((x) => restB.every((y) => !standsFor(x, y))))
    return shared.length > 0 && !(restA.some(isPerson) && restB.some(isPerson))
  return shared.length > 0 || restA.some((x) => restB.some((y) => standsFor(x, y)))
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
  const entities = new Set(
    group.flatMap(({ actors, recipients }) => [...actors, ...recipients].map(({ entity }) => entity)),
  )
  const shared = [...draft.actors, ...draft.recipients].filter(({ entity }) => entities.has(entity)).length
  const sameRule = group.some(({ triggered }) => triggered.entry.id === draft.triggered.entry.id) ? 1 : 0
  const sameDate = draft.date && group.some(({ date }) => date?.value === draft.date?.value) ? 1 : 0
  return shared * 2 + sameRule + sameDate
}

function lastSent({ members }: Group): number {
  return members.at(-1)!.sentIdx
}
