import { FEAT, REL } from '../annotate/index.ts'
import { type Clauses, dependents, hasFeature, prepositionOf, token } from './clause.ts'
import type { Codebook, Entry } from './codebook.ts'
import { type Draft, TOGETHER, typeOf } from './draft.ts'
import type { Participant } from './event.ts'
import { ownersAt, participantsAt } from './participants.ts'
import type { Triggered } from './triggers.ts'
import { USE } from './vocabulary.ts'

/**
 * Whose act a definite noun takes up again. For a noun of the codebook ("the launch"): the actors of the first act told with the
 * same word, else of the first of its kind, else whoever an earlier mention of such a thing belongs to ("North Korean missiles");
 * for a word such as "the move" the actors of the last act at all that is not one of saying.
 */
export function antecedentActors(
  clauses: Clauses,
  codebook: Codebook,
  drafts: readonly Draft[],
  nounIdx: number,
): readonly Participant[] {
  if (token(clauses, nounIdx).upos !== 'NOUN' || !isDefinite(clauses, nounIdx)) return []
  const lemma = clauses.lemmas[nounIdx]!
  const entries = namedBy(codebook, clauses.lemmaNumbers[nounIdx]!)
  // Most words are for no act.
  if (entries.length === 0 && !ANY_ACT.has(lemma) && !ACCORDS.has(lemma)) return []
  const told = drafts.filter(({ actors, status }) => actors.length > 0 && isAsserted(status))
  const made = ACCORDS.has(lemma) && !isDescribed(clauses, nounIdx) ? lastMade(clauses, told, lemma) : undefined
  if (made !== undefined) return [...made.actors, ...made.recipients]
  if (entries.length > 0) {
    const like = told.filter((draft) => isOfKinds(draft, entries))
    // "The strikes" that are condemned are those of bombers before those of workers.
    const assaults = like.filter((draft) => typeOf(draft) === 'ASSAULT')
    const ofKind = assaults.length > 0 ? assaults : like
    // A report's main act stands in its lead, and "the launch" further down is that one, not the last one told as background.
    const sameWord =
      ofKind.find(({ triggered }) => clauses.lemmas[triggered.triggerIdx] === lemma) ??
      ofKind.find((draft) => isUponSame(clauses, nounIdx, draft))
    // "The embassy bombings" say for themselves which they are.
    const main = sameWord ?? (isDescribed(clauses, nounIdx) ? undefined : ofKind[0])
    // "The car bomb attack at the embassy" is not whosever attack the report told of elsewhere.
    if (main === undefined) return isElsewhere(clauses, nounIdx) ? [] : ownersBefore(clauses, codebook, nounIdx)
    // "Welcomed the accord": all who made it.
    return TOGETHER.has(typeOf(main)) ? [...main.actors, ...main.recipients] : main.actors
  }
  return ANY_ACT.has(lemma) ? (told.findLast(({ event }) => event.quad === MATERIAL_CONFLICT)?.actors ?? []) : []
}

/**
 * "Signed an accord … condemned the accord": the last act done together that is told to be about such a thing, else about one that goes by
 * the same name ("began a ceasefire … welcomed the truce"). A truce has no other maker.
 */
function lastMade(clauses: Clauses, told: readonly Draft[], lemma: string): Draft | undefined {
  const alike = TRUCES.has(lemma) ? TRUCES : DEALS
  let like: Draft | undefined
  for (let i = told.length - 1; i >= 0; i--) {
    const draft = told[i]!
    const { args } = draft.triggered
    const isMade = TOGETHER.has(typeOf(draft)) ? draft.event.mode !== 'third-party' : draft.event.mode === 'ceasefire'
    if (!isMade || draft.recipients.length === 0) continue
    if (args.lists.some((indices) => indices.some((idx) => clauses.lemmas[idx] === lemma))) return draft
    if (args.lists.some((indices) => indices.some((idx) => alike.has(clauses.lemmas[idx]!)))) like ??= draft
  }
  return like
}

const TRUCES: ReadonlySet<string> = new Set(['armistice', 'ceasefire', 'cease-fire', 'cessation', 'truce'])
const DEALS: ReadonlySet<string> = new Set([
  'accord', 'agreement', 'deal', 'memorandum', 'pact', 'treaty', 'understanding',
]) // biome-ignore format: one glance
const ACCORDS: ReadonlySet<string> = new Set([...TRUCES, ...DEALS])

const VERBAL_CONFLICT = 3
const MATERIAL_CONFLICT = 4
/** The entries that a noun may tell. */
function namedBy({ entriesOfNoun }: Codebook, lemmaNumber: number): readonly Entry[] {
  return (lemmaNumber < entriesOfNoun.length ? entriesOfNoun[lemmaNumber] : undefined) ?? NO_ENTRIES
}

const NO_ENTRIES: readonly Entry[] = []

function isOfKinds(draft: Draft, entries: readonly Entry[]): boolean {
  for (const entry of entries) if (isOfKind(draft, entry)) return true
  return false
}

function isOfKind(draft: Draft, { gives }: Entry): boolean {
  if (typeOf(draft) !== gives.eventType || (gives.mode !== undefined && draft.event.mode !== gives.mode)) return false
  // Flights and movements of arms have the mode of their firing too.
  return gives.mode !== 'weapons' || draft.event.weapon !== undefined
}

function isAsserted(status: Draft['status']): boolean {
  return status === 'occurred' || status === 'ongoing'
}

function isDescribed(clauses: Clauses, nounIdx: number): boolean {
  return dependents(clauses, nounIdx, REL.compound | REL.nmod | REL.acl).some((idx) => clauses.isTimeAt[idx] === 0)
}

/** "A drone struck the hospital … condemned the attack on the hospital": what it was done to tells which one it is. */
function isUponSame(clauses: Clauses, nounIdx: number, { recipients }: Draft): boolean {
  return dependents(clauses, nounIdx, REL.nmod).some((idx) =>
    participantsAt(clauses, idx).some(({ entity }) => recipients.some((one) => one.entity === entity)),
  )
}

function isElsewhere(clauses: Clauses, nounIdx: number): boolean {
  return dependents(clauses, nounIdx, REL.nmod).some(
    (idx) => clauses.isTimeAt[idx] === 0 && /^(?:at|in|near|outside)$/.test(prepositionOf(clauses, idx) ?? ''),
  )
}

/** To whom a noun of the same entries, or for the firing of a weapon the weapon, belongs where the report first says so. */
function ownersBefore(clauses: Clauses, codebook: Codebook, nounIdx: number): readonly Participant[] {
  const { lemmas, lemmaNumbers, uses } = clauses
  const entries = namedBy(codebook, lemmaNumbers[nounIdx]!)
  const isFired = entries.some(({ gives }) => gives.mode === 'weapons')
  const missiles = isFired ? codebook.classes.get('missile') : undefined
  const nouns = nounsLike(codebook, lemmaNumbers[nounIdx]!, entries)
  for (let idx = 0; idx < nounIdx; idx++) {
    if ((uses[idx]! & (USE.noun | USE.missile)) === 0) continue
    if (!nouns.has(lemmaNumbers[idx]!) && !missiles?.has(lemmas[idx]!)) continue
    const owners = ownersAt(clauses, idx)
    if (owners.length > 0) return owners
  }
  return []
}

/** The numbers of the nouns that trigger one of the entries of a noun. */
function nounsLike(
  { nounTriggers, nounsLike: known }: Codebook,
  noun: number,
  entries: readonly Entry[],
): ReadonlySet<number> {
  const like = known.get(noun)
  if (like !== undefined) return like
  const found = new Set<number>()
  for (const [number, triggers] of nounTriggers.entries())
    if (triggers?.all.some(({ entry }) => entries.includes(entry))) found.add(number)
  known.set(noun, found)
  return found
}

/** Whether a criticism says at whom it is aimed; "it" in "condemned it" is the act, not whoever the pronoun rules find. */
export function isAnswered(clauses: Clauses, { entry, args }: Triggered, recipients: readonly Participant[]): boolean {
  if (entry.gives.eventType !== 'ACCUSE') return true
  const object = args.get('obj')?.[0]
  if (recipients.length === 0 || object === undefined) return recipients.length > 0
  // "called them illegal": measures are, not people.
  if (clauses.forms[object] === 'them') return !args.get('comp')?.some((idx) => OF_DEEDS.has(clauses.lemmas[idx]!))
  if (clauses.lemmas[object] !== 'it') return true
  // "accusing it of aggression": parties are accused, and no acts.
  return args.has('of') || args.has('comp')
}

/** What deeds are called, and seldom those who did them. */
const OF_DEEDS = new Set([
  'arbitrary', 'baseless', 'counterproductive', 'disproportionate', 'groundless', 'illegal', 'illegitimate', 'inadmissible', 'inhumane', 'premature',
  'provocative', 'unacceptable', 'unfounded', 'unjust', 'unjustifiable', 'unjustified', 'unlawful', 'unnecessary', 'unwarranted', 'violation',
]) // biome-ignore format: one glance

/**
 * Whether a criticism that names nobody may be of a deed that the report has told: "condemned the attack", "lodged a protest". "Criticism at
 * his colleague" has an aim of its own, and so have names that are called and what is doubted.
 */
export function isAtDeed(
  clauses: Clauses,
  codebook: Codebook,
  { args, entry, part, supportIdx, triggerIdx }: Triggered,
): boolean {
  if (AIMS.some((name) => args.get(name)?.some((idx) => clauses.mentionAt[idx] !== undefined))) return false
  if (args.get('over')?.some((idx) => !isTelling(codebook, clauses, idx) && !ANY_ACT.has(clauses.lemmas[idx]!)))
    return false
  if (part === 'noun' && supportIdx === undefined) return OUTCRIES.test(clauses.lemmas[triggerIdx]!)
  if (!OF_CHARACTER.has(entry.id)) return true
  const object = args.get('obj')?.[0]
  if (object === undefined) return false
  const { upos } = clauses.words[object]!
  return upos === 'PRON' || ANY_ACT.has(clauses.lemmas[object]!) || isTelling(codebook, clauses, object)
}

const AIMS = ['at', 'against', 'toward', 'towards']
const OUTCRIES = /^(?:condemnation|denunciation|outcry|outrage|protest|uproar)$/
const OF_CHARACTER = new Set(['accuse/call-names', 'accuse/question', 'accuse/question-whether'])

/** Whether a noun may tell an act. */
function isTelling(codebook: Codebook, { lemmaNumbers }: Clauses, nounIdx: number): boolean {
  return namedBy(codebook, lemmaNumbers[nounIdx]!).some(({ quad }) => quad !== 0)
}

/** "vowed to retaliate", "shot down thirty drones": whom it is aimed at goes without saying, for it answers what was done last. */
export function isAnswerToAct({ lemmas }: Clauses, { entry, args, wordIdxs }: Triggered): boolean {
  const { eventType } = entry.gives
  if (eventType === 'MOBILIZE') return entry.family === 'shoot-down'
  if (eventType !== 'THREATEN') return false
  const said = [...wordIdxs, ...(args.get('comp') ?? []), ...(args.get('obj') ?? []), ...(args.get('of') ?? [])]
  return said.some((idx) => IN_ANSWER.has(lemmas[idx]!))
}

const IN_ANSWER = new Set([
  'avenge', 'countermeasure', 'reply', 'reprisal', 'respond', 'response', 'retaliate', 'retaliation', 'retribution', 'revenge', 'vengeance',
]) // biome-ignore format: one glance

/**
 * Whom a criticism answers: where its object is a word for acts of some kind of force ("condemned the coup"), who did one of that kind
 * before who did any other; who punished them is not meant.
 */
export function criticisedFor(
  { clauses, codebook, drafts }: Telling,
  { args }: Triggered,
  sentIdx: number,
  actors: readonly Participant[],
): Participant[] {
  const object = args.get('obj')?.[0]
  // "The sanctions … called them illegal": the deeds named last in the plural.
  const deeds =
    object !== undefined && clauses.forms[object] === 'them' ? deedsBefore(clauses, codebook, object) : undefined
  const doers = deeds === undefined ? [] : antecedentActors(clauses, codebook, drafts, deeds)
  const others = doers.filter((one) => !actors.some((actor) => isOneSide(actor, one)))
  if (others.length > 0) return others
  const entries = object === undefined ? [] : namedBy(codebook, clauses.lemmaNumbers[object]!)
  if (!entries.some(({ quad }) => quad === MATERIAL_CONFLICT)) return answeredTo(drafts, sentIdx, actors)
  const types = new Set(entries.map(({ gives }) => gives.eventType))
  const isGeneral = !OF_ANYBODY.has(clauses.lemmas[object!]!)
  const ofKind = answeredTo(
    drafts.filter((draft) => (isGeneral ? types.has(typeOf(draft)) : isOfKinds(draft, entries))),
    sentIdx,
    actors,
  )
  // Who shelled a town need not be who looted a store.
  if (ofKind.length > 0 || !isGeneral) return ofKind
  return answeredTo(
    // "condemned the bombings": those who arrest the bombers are not meant.
    drafts.filter((draft) => typeOf(draft) !== 'SANCTION' && (typeOf(draft) !== 'COERCE' || types.has('COERCE'))),
    sentIdx,
    actors,
  )
}

/** The last plural noun for deeds before a pronoun. */
function deedsBefore(clauses: Clauses, codebook: Codebook, pronounIdx: number): number | undefined {
  for (let idx = pronounIdx - 1; idx >= 0 && idx > pronounIdx - DEEDS_BACK; idx--)
    if (
      token(clauses, idx).upos === 'NOUN' &&
      hasFeature(clauses, idx, FEAT.plural) &&
      isTelling(codebook, clauses, idx)
    )
      return idx
  return undefined
}

/** In words. */
const DEEDS_BACK = 40

/** Acts of force that others than those who fight one another may have done. */
const OF_ANYBODY = new Set([
  'abduction', 'arson', 'cyberattack', 'defacement', 'desecration', 'hacking', 'hijacking', 'kidnapping', 'looting', 'pillage', 'pillaging', 'plunder',
  'plundering', 'poisoning', 'rape', 'sabotage', 'theft', 'torture', 'vandalism',
]) // biome-ignore format: one glance

/** The report as far as it has been read. */
interface Telling {
  readonly clauses: Clauses
  readonly codebook: Codebook
  readonly drafts: readonly Draft[]
}

/** Whom a criticism that names nobody answers: who did the last hostile act that the report tells just before, if that is not the critic. */
function answeredTo(drafts: readonly Draft[], sentIdx: number, actors: readonly Participant[]): Participant[] {
  const near = justBefore(drafts, sentIdx, actors)
  return near.length > 0 ? near : soleOffender(drafts, actors)
}

function justBefore(drafts: readonly Draft[], sentIdx: number, actors: readonly Participant[]): Participant[] {
  // Whoever was struck or punished answers that before what others suffered.
  const isToActors = ({ recipients }: Draft) => recipients.some((one) => actors.some((actor) => isOneSide(actor, one)))
  const near = drafts.filter((draft) => draft.sentIdx >= sentIdx - MAX_SENTENCES_BACK && isToActors(draft))
  const own = near.length > 0 ? offenders(near, sentIdx, actors) : []
  return own.length > 0 ? own : offenders(drafts, sentIdx, actors)
}

/** Who did the last hostile act told of just before, besides those who answer it. */
function offenders(drafts: readonly Draft[], sentIdx: number, actors: readonly Participant[]): Participant[] {
  for (let i = drafts.length - 1; i >= 0 && drafts[i]!.sentIdx >= sentIdx - MAX_SENTENCES_BACK; i--) {
    const draft = drafts[i]!
    if (draft.event.quad !== MATERIAL_CONFLICT || draft.actors.length === 0 || !isAsserted(draft.status)) continue
    const others = draft.actors.filter((one) => !actors.some((actor) => isOneSide(actor, one)))
    if (others.length > 0) return others
  }
  return []
}

/** Further on the one state whose hostile act the report tells of, if the critic is not of it: "Japan lodged a protest". */
function soleOffender(drafts: readonly Draft[], actors: readonly Participant[]): Participant[] {
  const hostile = drafts.filter(
    ({ event, actors: by, status }) => event.quad === MATERIAL_CONFLICT && by.length > 0 && isAsserted(status),
  )
  const countries = new Set(hostile.flatMap(({ actors: by }) => by.map(({ country }) => country)))
  const first = hostile[0]?.actors[0]
  if (countries.size !== 1 || first?.country === undefined || actors.some((actor) => isOneSide(actor, first))) return []
  return [first]
}

/**
 * "announced sanctions of their own", "Greece sent rescuers": measures that name no target are laid on whom the last ones told were, and
 * so is help given.
 */
export function targetsBefore(
  drafts: readonly Draft[],
  eventType: 'SANCTION' | 'AID',
  sentIdx: number,
  actors: readonly Participant[],
): readonly Participant[] {
  const last = drafts.findLast(
    (draft) =>
      typeOf(draft) === eventType &&
      // A minister who was dismissed is no target of measures.
      draft.triggered.entry.id !== 'sanction/dismiss-official' &&
      isAsserted(draft.status) &&
      draft.sentIdx >= sentIdx - MAX_SENTENCES_BACK &&
      draft.recipients.some(({ kind }) => eventType === 'SANCTION' || kind === 'country'),
  )
  if (last !== undefined) return last.recipients.filter((one) => !actors.some((actor) => isOneSide(actor, one)))
  // "expelled an Australian journalist and suspended imports": both are aimed at whom the sentence names.
  const beside = eventType === 'SANCTION' ? besideOf(drafts, sentIdx, actors) : []
  if (beside.length > 0) return beside
  // "Washington suspended aid" after a coup: measures answer the last hostile act.
  if (eventType !== 'SANCTION') return []
  const forceful = drafts.filter(isForceful)
  const near = justBefore(forceful, sentIdx, actors)
  if (near.length > 0) return near
  // "Beijing cut military contacts" in the readout of a call: the other party, before whoever else is told of.
  const partners = othersTogether(drafts, actors)
  return partners.length > 0 ? partners : soleOffender(forceful, actors)
}

/** With whom alone those who act are told to have met, called or agreed. */
function othersTogether(drafts: readonly Draft[], actors: readonly Participant[]): readonly Participant[] {
  const isActor = (one: Participant) => actors.some((actor) => isOneSide(actor, one))
  const parties = drafts
    .filter((draft) => TOGETHER.has(typeOf(draft)))
    .map((draft) => [...draft.actors, ...draft.recipients])
    .filter((those) => those.some(isActor))
    .map((those) => those.filter((one) => one.country !== undefined && !isActor(one)))
    .filter((those) => those.length > 0)
  const countries = new Set(parties.flat().map(({ country }) => country))
  return countries.size === 1 ? parties[0]! : []
}

/** Whom the last hostile act of the same people in the same sentence was done to. */
function besideOf(drafts: readonly Draft[], sentIdx: number, actors: readonly Participant[]): readonly Participant[] {
  const last = drafts.at(-1)
  if (last === undefined || last.sentIdx !== sentIdx || last.event.quad < VERBAL_CONFLICT) return []
  if (!last.actors.some((one) => actors.some((actor) => isOneSide(actor, one)))) return []
  return last.recipients.filter((one) => one.country !== undefined && !actors.some((actor) => isOneSide(actor, one)))
}

/** "Tightened security", "deployed Marines": who shows force without a weapon is seldom punished for it. */
function isForceful(draft: Draft): boolean {
  return typeOf(draft) !== 'MOBILIZE' || draft.event.weapon !== undefined
}

function isOneSide(a: Participant, b: Participant): boolean {
  return a.entity === b.entity || (a.country !== undefined && a.country === b.country && !isPeopleAgainstState(a, b))
}

/** "Lawyers condemned the arrests": of one country those who live under a state are another side than those who rule it. */
function isPeopleAgainstState({ sector: by }: Participant, { kind, sector }: Participant): boolean {
  return by !== undefined && PEOPLE.has(by) && (kind === 'country' || (sector !== undefined && STATE.has(sector)))
}

const PEOPLE = new Set(['CVL', 'EDU', 'JRN', 'LAB', 'MED', 'OPP', 'REL', 'SOC'])
const STATE = new Set(['COP', 'GOV', 'JUD', 'MIL', 'PRM', 'SPY'])

/** Who the report says holds or has arrested those for whose release it is called: "called for Bazoum's release". */
export function captorsOf(
  drafts: readonly Draft[],
  triggered: Triggered,
  freed: readonly Participant[],
): readonly Participant[] {
  const { eventType, cameo } = triggered.entry.gives
  const isOfFreedom = eventType === 'RETREAT' || FREEING.has(cameo)
  if (!isOfFreedom || !freed.some(({ kind }) => kind === 'person' || kind === 'group')) return []
  const held = drafts.find(
    (draft) =>
      typeOf(draft) === 'COERCE' &&
      isAsserted(draft.status) &&
      draft.actors.length > 0 &&
      draft.recipients.some(({ entity }) => freed.some((one) => one.entity === entity)),
  )
  return held?.actors ?? []
}

/** "Let go a sailor who had been sentenced": whoever is told to free or pardon somebody has held him. */
export function keepersOf(
  drafts: readonly Draft[],
  triggered: Triggered,
  held: readonly Participant[],
): readonly Participant[] {
  const { eventType } = triggered.entry.gives
  if (eventType !== 'COERCE') return []
  const isOfHeld = ({ recipients }: Draft) =>
    recipients.some((other) => held.some((one) => one.entity === other.entity || areSoMany(one, other)))
  // "Police arrested 14 foreigners. The foreigners were rounded up …": who did it has been told.
  const arrested = drafts.findLast(
    (draft) =>
      typeOf(draft) === 'COERCE' &&
      draft.event.rule === ARRESTS &&
      isAsserted(draft.status) &&
      draft.actors.length > 0 &&
      isOfHeld(draft),
  )
  if (arrested !== undefined && triggered.entry.id === ARRESTS) return arrested.actors
  if (!held.some(({ kind }) => kind === 'person')) return []
  const freed = drafts.find(
    (draft) =>
      (typeOf(draft) === 'RETREAT' || typeOf(draft) === 'CONCEDE') &&
      isAsserted(draft.status) &&
      draft.actors.length > 0 &&
      isOfHeld(draft),
  )
  return freed?.actors ?? []
}

/** Who sentences somebody need not be who arrested them. */
const ARRESTS = 'coerce/arrest'
/** "14 foreigners … the 14 foreigners": so many are the same when they are named so again. */
export function areSoMany({ name }: Participant, other: Participant): boolean {
  return name === other.name && COUNTED.test(name)
}

const COUNTED = /^(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) /i

/** CAMEO's codes for appeals and demands for a release. */
export const FREEING: ReadonlySet<string> = new Set(['0253', '1053'])

/** How far back a reader still takes the last act told for the one criticised. */
const MAX_SENTENCES_BACK = 4

const ANY_ACT = new Set([
  'move', 'step', 'act', 'action', 'decision', 'incident', 'provocation', 'measure', 'violation', 'violence', 'aggression', 'crackdown', 'event',
  'development',
]) // biome-ignore format: one glance

function isDefinite(clauses: Clauses, nounIdx: number): boolean {
  return dependents(clauses, nounIdx, REL.det).some((idx) =>
    /^(the|this|that|these|those|such)$/.test(clauses.forms[idx]!),
  )
}
