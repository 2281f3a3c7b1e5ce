import { REL } from '../annotate/index.ts'
import { type Arguments, argumentBits } from './argumentMap.ts'
import { argumentsOf } from './arguments.ts'
import {
  type Clauses,
  coordinated,
  dependents,
  firstDependent,
  hasDependent,
  hostClause,
  prepositionOf,
  token,
} from './clause.ts'
import { withoutThings } from './codable.ts'
import { bitOf, type Codebook, type RolePath, type RolePaths } from './codebook.ts'
import type { Participant } from './event.ts'
import { isMerelyPlace } from './otherSenses.ts'
import { isOfPart, ownersAt, participantsAt, participantsIn, unique } from './participants.ts'
import { thingsMeant } from './standIns.ts'
import { surfaceSubject } from './subjects.ts'
import { verbTriggerArguments } from './triggerArguments.ts'
import { matchedAt, type Triggered } from './triggers.ts'

export interface Roles {
  readonly actors: readonly Participant[]
  readonly recipients: readonly Participant[]
}

/** Who answers for an act that a definite noun takes up again ("condemned the launch"): told by what the report has coded so far. */
export type Antecedents = (nounIdx: number) => readonly Participant[]

export interface RoleContext {
  readonly clauses: Clauses
  readonly codebook: Codebook
  readonly antecedents: Antecedents
  /** "Both sides", "the two": the pair that such words take up, or the participants themselves. */
  readonly pairMeant?: (found: readonly Participant[]) => readonly Participant[]
  /** The country that a place name stands for as receiver of an act ("shelled Kharkiv", "an attack on Gaza"), by token. */
  readonly placeAt?: (tokenIdx: number) => Participant | undefined
}

/** The participants of a triggered act by the roles of its frame. */
export function fillRoles(context: RoleContext, triggered: Triggered, depth = 0): Roles {
  const { frame } = triggered.entry
  const paths = triggered.part === 'verb' ? frame.verb : frame.noun
  const filled = firstActors(context, triggered, paths, depth)
  const actors = filled.length > 0 || triggered.part === 'verb' ? filled : actorsAround(context.clauses, triggered)
  const apart = frame.together ? partiesBetween(context.clauses, triggered, actors) : undefined
  if (apart !== undefined) return split(apart)
  // "Japan and Korea agreed to respond to the North": those who agree do so with one another, whomever the agreed act is about.
  const areSeveral = actors.length > 1 && triggered.part === 'verb'
  if (isMutual(context.clauses, triggered, actors) || (areSeveral && isReciprocal(context.clauses, triggered)))
    return split(actors)
  const marked = markedPaths(context.clauses, triggered, paths)
  const named = receiversNamed(context, triggered, { actors, marked, paths, depth })
  const areAll = frame.together && actors.length > 1
  const recipients =
    named.length > 0 || areAll
      ? named
      : // "Azerbaijan retook the region": nobody else's land.
        placesReached(context, triggered, marked ? [...marked, ...paths.recipient] : paths.recipient).filter(
          (one) => !isOwnLand(one, actors),
        )
  // "held talks with both leaders": those whom the report does not name are still others than those who act.
  if (frame.together && recipients.length === 0 && triggered.args.has('with')) return { actors, recipients }
  if (frame.together) return together(context.clauses, triggered, actors, recipients)
  const isToOneAnother = triggered.entry.gives.eventType === 'SANCTION' && recipients.length === 0 && areOnePair(actors)
  return isToOneAnother ? split(actors) : { actors, recipients }
}

interface Reaching {
  readonly actors: readonly Participant[]
  readonly marked: readonly RolePath[] | undefined
  readonly paths: RolePaths
  readonly depth: number
}

/** Whom the clause names as receivers besides those who act: by the preposition that the trigger ends with, else by the frame. */
function receiversNamed(
  context: RoleContext,
  triggered: Triggered,
  { actors, marked, paths, depth }: Reaching,
): readonly Participant[] {
  const theirs = triggered.entry.frame.together ? undefined : actors
  if (marked !== undefined) {
    const bits: number[] = []
    for (const path of marked) bits.push(bitOf(path))
    const sought = { paths: marked, bits, actors: theirs }
    const reached = without(firstReceivers(context, triggered, sought, depth), actors)
    if (reached.length > 0) return reached
  }
  const sought = { paths: paths.recipient, bits: paths.recipientBits, actors: theirs }
  return without(firstReceivers(context, triggered, sought, depth), actors)
}

/** "Both countries expelled diplomats": two that one phrase names do it to one another. */
function areOnePair(actors: readonly Participant[]): boolean {
  const [first, second] = actors
  if (actors.length !== 2 || first!.span.start !== second!.span.start) return false
  return first!.country !== undefined && second!.country !== undefined && first!.country !== second!.country
}

/** "Lind worked to arrange a meeting between A and B": who brings others together is none of them. */
function partiesBetween(
  clauses: Clauses,
  { part, supportIdx, args }: Triggered,
  actors: readonly Participant[],
): readonly Participant[] | undefined {
  if (part !== 'noun' || supportIdx === undefined || !args.has('between')) return undefined
  const parties = participantsIn(clauses, args, 'between')
  return parties.length > 1 && without(parties, actors).length === parties.length ? parties : undefined
}

/**
 * "come out in favour of Chile's bid for membership of the UN", "pull out of Lima": where the words of a trigger end with a preposition, what
 * it marks is whom the act reaches, before all else that the frame names. What is asked for, said or fired is another matter.
 */
function markedPaths(
  { words, lemmas }: Clauses,
  { part, wordIdxs, args, entry }: Triggered,
  { actor, recipient }: RolePaths,
): readonly RolePath[] | undefined {
  if (wordIdxs.length < 2 || part === 'noun') return undefined
  const last = wordIdxs[wordIdxs.length - 1]!
  const name = lemmas[last]!
  if (words[last]!.upos !== 'ADP' || !args.has(name) || name === 'by') return undefined
  if (OF_WORDS_OR_BLOWS.has(entry.gives.eventType)) return undefined
  if (actor.some((path) => path.name === name)) return undefined
  // "Threw a priest out of the country": whom it was done to is the object, where the frame asks for that and no such phrase.
  if (recipient[0]?.name === 'obj' && !recipient.some((path) => path.name === name)) return undefined
  return [
    { inside: undefined, name, ofOwner: false },
    { inside: undefined, name, ofOwner: true },
  ]
}

const OF_WORDS_OR_BLOWS = new Set(['ACCUSE', 'ASSAULT', 'REJECT', 'REQUEST', 'THREATEN'])

/** "accused each other", "fired at one another", "expelled each other's envoys", "each side blamed the other": each of those who act is acted upon. */
function isReciprocal(clauses: Clauses, { args }: Triggered): boolean {
  const { forms } = clauses
  const isEachOther = (idx: number) =>
    (forms[idx] === 'other' && (forms[idx - 1] === 'each' || (forms[idx - 1] === 'the' && isOfEach(clauses, args)))) ||
    (forms[idx] === 'another' && forms[idx - 1] === 'one') ||
    (forms[idx] === 'one' && forms[idx + 1] === 'another')
  return RECEIVING.some((name) =>
    args.get(name)?.some((idx) => isEachOther(idx) || dependents(clauses, idx, REL.nmodPoss).some(isEachOther)),
  )
}

/** "Each side", "each of them": whether a clause tells of its subjects one by one. */
function isOfEach({ lemmas }: Clauses, args: Triggered['args']): boolean {
  return args.get('subj')?.some((idx) => lemmas[idx] === 'each' || lemmas[idx - 1] === 'each') ?? false
}

function isMutual({ lemmas }: Clauses, { triggerIdx, part, args }: Triggered, actors: readonly Participant[]): boolean {
  if (part !== 'verb' || actors.length < 2 || !SETTLING.has(lemmas[triggerIdx]!) || args.has('with')) return false
  return actors.some(({ country }) => country !== actors[0]!.country)
}

const SETTLING = new Set(['agree', 'concur', 'decide', 'resolve'])

/** Whose act a noun tells that names nobody: who is blamed for it, and for a journey who is on it. */
function actorsAround(clauses: Clauses, triggered: Triggered): readonly Participant[] {
  if (triggered.supportIdx !== undefined) return []
  return triggered.entry.gives.mode === 'visit'
    ? travellers(clauses, triggered.triggerIdx)
    : blamedFor(clauses, triggered)
}

/** "Guterres, on a visit to Beijing, …", "announced it during a trip to Chad", "returned from a tour of Peru". */
function travellers(clauses: Clauses, nounIdx: number): readonly Participant[] {
  if (!ON_JOURNEY.has(prepositionOf(clauses, nounIdx) ?? '')) return []
  let idx = token(clauses, nounIdx).head
  for (let steps = 0; steps < 3 && idx >= 0; steps++) {
    if (token(clauses, idx).upos === 'VERB') {
      const subject = argumentsOf(clauses, idx).get('subj')?.[0] ?? surfaceSubject(clauses, idx)
      return subject === undefined ? [] : participantsAt(clauses, subject).filter(({ kind }) => kind === 'person')
    }
    const named = participantsAt(clauses, idx)
    if (named.length > 0) return named.filter(({ kind }) => kind === 'person')
    idx = token(clauses, idx).head
  }
  return []
}

const ON_JOURNEY = new Set(['on', 'during', 'from', 'in', 'after', 'before', 'ahead_of', 'at'])

/** "whom it blamed for the killing", "charged with the murder of X": who is held to have done the act that the noun names. */
function blamedFor(clauses: Clauses, { triggerIdx }: Triggered): readonly Participant[] {
  const { head } = token(clauses, triggerIdx)
  if (head < 0 || !BLAMING.has(clauses.lemmas[head]!)) return []
  if (!CHARGED_WITH.has(prepositionOf(clauses, triggerIdx) ?? '')) return []
  const blamed = verbTriggerArguments(clauses, head).get('obj') ?? []
  return unique(blamed.flatMap((idx) => participantsAt(clauses, idx)))
}

const BLAMING = new Set([
  'accuse',
  'blame',
  'charge',
  'convict',
  'indict',
  'suspect',
  'sentence',
  'jail',
  'prosecute',
  'try',
])
const CHARGED_WITH = new Set(['for', 'of', 'with', 'over'])

/** The country of a place that stands where a receiver would, when nobody is named there. */
function placesReached(
  { clauses, placeAt }: RoleContext,
  triggered: Triggered,
  paths: readonly RolePath[],
): readonly Participant[] {
  if (!placeAt) return []
  const { args, entry } = triggered
  const isOfWords = entry.gives.eventType === 'ACCUSE'
  // "Apologized for his suggestion to Iowa caucusgoers", "a commitment to the Chicago bakery": words reach no land that a thing is called by.
  const placing = OF_WORDS_ALONE.has(entry.gives.eventType) ? PLACING & ~REL.compound : PLACING
  for (const { name, inside } of paths) {
    const heads = inside === undefined ? args.get(name) : undefined
    if (heads === undefined) continue
    const found: Participant[] = []
    const addPlace = (idx: number) => {
      const place = placeAt(idx)
      if (place === undefined) found.push(...landAt(clauses, triggered, idx))
      else found.push(place)
    }
    for (const head of heads) {
      for (const idx of coordinated(clauses, head)) {
        addPlace(idx)
        // "Taiz, a city besieged by rebels".
        if (token(clauses, idx).deprel === 'appos') addPlace(token(clauses, idx).head)
        // "Damascus airport", "a village in Helmand": the place may modify what is struck.
        // "Condemned attacks in Kenya": where a deed was done is not who did it.
        if (!hasDependent(clauses, idx, placing) || isOfPart(clauses, idx)) continue
        for (const below of dependents(clauses, idx, placing))
          if (!isOfWords || !LOCATIVE.has(prepositionOf(clauses, below) ?? '')) addPlace(below)
      }
    }
    if (found.length > 0) return unique(found)
  }
  return []
}

const OF_WORDS_ALONE = new Set(['AGREE', 'CONCEDE', 'REQUEST', 'SUPPORT'])
const PLACING = REL.compound | REL.nmod | REL.amod | REL.appos

/** "strikes against camps in Afghanistan": what is struck in a land strikes the land. */
function landAt(clauses: Clauses, { entry }: Triggered, idx: number): readonly Participant[] {
  if (!REACHES_LANDS.has(entry.gives.eventType) && entry.gives.mode !== 'visit') return []
  if (!LOCATIVE.has(prepositionOf(clauses, idx) ?? '')) return []
  return participantsAt(clauses, idx).filter(({ kind }) => kind === 'country')
}

const REACHES_LANDS = new Set(['ASSAULT', 'AID', 'SANCTION', 'ACCUSE'])
const LOCATIVE = new Set(['in', 'at', 'near', 'across', 'inside', 'around'])

/** Whether a state is that of the acting states themselves. */
function isOwnLand({ kind, country }: Participant, actors: readonly Participant[]): boolean {
  return kind === 'country' && actors.some((actor) => actor.kind === 'country' && actor.country === country)
}

function isAmong({ entity }: Participant, actors: readonly Participant[]): boolean {
  for (const actor of actors) if (actor.entity === entity) return true
  return false
}

/** "reaffirmed the U.S. commitment to Japan": the actor's own state owns the thing and is not whom the act is toward. */
function isOwnState({ kind, country }: Participant, actors: readonly Participant[]): boolean {
  return kind === 'country' && actors.some((actor) => actor.country === country)
}

/** The first of the actor's paths that somebody stands at. */
function firstActors(
  context: RoleContext,
  triggered: Triggered,
  { actor, actorBits }: RolePaths,
  depth: number,
): readonly Participant[] {
  const there = argumentBits(triggered.args)
  for (let at = 0; at < actorBits.length; at++) {
    // Most functions that a frame asks for are not there.
    if ((actorBits[at]! & there) === 0) continue
    const path = actor[at]!
    const found = follow(context, triggered.args, path, depth)
    const acting = path.name === 'in' && found.length > 0 ? found.filter((one) => !isMerelyPlace(one)) : found
    if (acting.length > 0) return acting
  }
  return NOBODY
}

/** Paths of receivers, with their bits, and who are themselves, as their own states are, none of those looked for. */
interface Sought {
  readonly paths: readonly RolePath[]
  readonly bits: readonly number[]
  readonly actors: readonly Participant[] | undefined
}

/** The first of the paths that somebody else than the actors stands at. */
function firstReceivers(
  context: RoleContext,
  triggered: Triggered,
  { paths, bits, actors }: Sought,
  depth: number,
): readonly Participant[] {
  const there = argumentBits(triggered.args)
  for (let at = 0; at < bits.length; at++) {
    if ((bits[at]! & there) === 0) continue
    const path = paths[at]!
    const found = follow(context, triggered.args, path, depth)
    if (found.length === 0) {
      // "urged them": whoever they are, they are nobody further off.
      if (path.name === 'obj' && isUnknownPronoun(context.clauses, triggered)) return NOBODY
      continue
    }
    const told = withoutThings(context.clauses, context.codebook, triggered, found)
    if (told.length > 0 && (actors === undefined || !areActorsOwn(told, actors))) return told
  }
  return NOBODY
}

function areActorsOwn(found: readonly Participant[], actors: readonly Participant[]): boolean {
  for (const one of found) if (!isOwnState(one, actors) && !isAmong(one, actors)) return false
  return true
}

function isUnknownPronoun(clauses: Clauses, { args }: Triggered): boolean {
  for (const idx of args.get('obj') ?? NOWHERE)
    if (clauses.words[idx]!.form.length < 5 && /^(?:them|him|her|us)$/.test(clauses.forms[idx]!)) return true
  return false
}

function follow(context: RoleContext, args: Arguments, path: RolePath, depth: number): readonly Participant[] {
  if (path.inside === undefined) return atArgument(context, args, path)
  if (depth > MAX_DEPTH) return []
  const inside = path.inside === 'comp' ? complements(context.clauses, args) : (args.get(path.inside) ?? NOWHERE)
  if (inside.length === 0) return NOBODY
  if (inside.length === 1) return unique(inComplement(context, inside[0]!, path, depth))
  return insideSeveral(context, inside, path, depth)
}

function insideSeveral(
  context: RoleContext,
  inside: readonly number[],
  path: RolePath,
  depth: number,
): readonly Participant[] {
  const found: Participant[] = []
  for (const idx of inside) for (const one of inComplement(context, idx, path, depth)) found.push(one)
  return unique(found)
}

/** Complements nest ("agreed to try to persuade X to leave"); deeper ones are parse errors. */
const MAX_DEPTH = 2

function atArgument(
  context: RoleContext,
  args: Arguments,
  { name, ofOwner }: Pick<RolePath, 'name' | 'ofOwner'>,
): readonly Participant[] {
  if (!ofOwner) {
    const found = participantsIn(context.clauses, args, name)
    // A name means no pair.
    if (found.length === 0 || found[0]!.resolvedBy === 'name' || context.pairMeant === undefined) return found
    return context.pairMeant(found)
  }
  const indices = args.get(name)
  if (indices === undefined) return NOBODY
  const owners =
    indices.length === 1 ? unique(ownersThere(context, name, indices[0]!)) : ownersOfSeveral(context, name, indices)
  return owners.length > 1 && areOfPair(context, args, owners) ? NOBODY : owners
}

function ownersOfSeveral(context: RoleContext, name: string, indices: readonly number[]): readonly Participant[] {
  const found: Participant[] = []
  for (const idx of indices) for (const one of ownersThere(context, name, idx)) found.push(one)
  return unique(found)
}

/** "Both countries shut their borders": what the pair has is its own, whoever the two turn out to be. */
function areOfPair({ clauses, pairMeant }: RoleContext, args: Arguments, owners: readonly Participant[]): boolean {
  if (pairMeant === undefined || owners.some(({ resolvedBy }) => resolvedBy !== 'pronoun')) return false
  const subjects = participantsIn(clauses, args, 'subj')
  return pairMeant(subjects) !== subjects && owners.every((one) => isAmong(one, subjects))
}

const NOBODY: readonly Participant[] = []

/** Whose the argument called `name` is. */
function ownersThere({ clauses, antecedents }: RoleContext, name: string, idx: number): readonly Participant[] {
  // "killed in an operation in the border region": whose the region is does not tell whose the operation was.
  if (name === 'in' && LANDS.has(clauses.lemmas[idx]!)) return []
  // "At the president's direction": who gave the word is not whom it strikes.
  if (name === 'at' && BIDDING.has(clauses.lemmas[idx]!)) return []
  const owners = ownersAt(clauses, idx)
  if (owners.length > 0) return owners
  const told = antecedents(idx)
  return told.length > 0 ? told : ownersOfThings(clauses, idx)
}

const BIDDING = new Set([
  'behest',
  'direction',
  'instigation',
  'invitation',
  'order',
  'request',
  'suggestion',
  'urging',
])

const LANDS = new Set([
  'area', 'border', 'capital', 'city', 'country', 'county', 'district', 'island', 'neighborhood', 'neighbourhood', 'outskirt', 'province', 'region', 'sea',
  'state', 'suburb', 'territory', 'town', 'valley', 'village', 'water', 'zone',
]) // biome-ignore format: one glance

/** Whose the nearest thing is that a word stands for. */
function ownersOfThings(clauses: Clauses, idx: number): readonly Participant[] {
  for (const thing of thingsMeant(clauses, idx)) {
    const owners = ownersAt(clauses, thing)
    if (owners.length > 0) return owners
  }
  return []
}

/** The act inside an operator's scope: its clause ("vowed to cooperate with X") or its object ("vowed cooperation with X"). */
function complements(clauses: Clauses, args: Arguments): readonly number[] {
  let found: number[] | undefined
  for (const name of MAY_BE_ACTS)
    for (const idx of args.get(name) ?? NOWHERE) {
      if (participantsAt(clauses, idx).length > 0) continue
      found ??= args.get('comp')?.slice() ?? []
      found.push(idx)
    }
  return found ?? args.get('comp') ?? NOWHERE
}

const MAY_BE_ACTS = ['obj', 'for', 'to', 'on']
const NOWHERE: readonly number[] = []

function inComplement(context: RoleContext, idx: number, path: RolePath, depth: number): readonly Participant[] {
  const { clauses, codebook } = context
  const args = token(clauses, idx).upos === 'VERB' ? verbTriggerArguments(clauses, idx) : argumentsOf(clauses, idx)
  if (path.name === 'subj' && !args.has('subj')) return ofNominal(context, idx, path)
  if (path.name !== 'actor' && path.name !== 'recipient') return atArgument(context, args, path)
  const inner = matchedAt(clauses, codebook, idx).find(tellsAct)
  if (inner) {
    const roles = fillRoles(context, inner, depth + 1)
    const filled = path.name === 'actor' ? roles.actors : roles.recipients
    if (filled.length > 0) return filled
  }
  for (const name of path.name === 'actor' ? ['subj'] : RECEIVING) {
    if (!args.has(name)) continue
    const named = atArgument(context, args, { name, ofOwner: false })
    if (named.length > 0) return named
    const owners = atArgument(context, args, { name, ofOwner: true })
    if (owners.length > 0) return owners
  }
  const below = depth >= MAX_DEPTH ? NOWHERE : (args.get('comp') ?? NOWHERE)
  return below.length === 0 ? NOBODY : insideSeveral(context, below, path, depth + 1)
}

function tellsAct({ entry }: Triggered): boolean {
  return entry.gives.eventType !== 'NONE'
}

/** "complained that the administration was the worst thing": of whom a noun is said. */
function ofNominal(context: RoleContext, idx: number, { name, ofOwner }: RolePath): readonly Participant[] {
  const { clauses } = context
  if (!hasDependent(clauses, idx, REL.cop)) return NOBODY
  const subject = firstDependent(clauses, idx, REL.nsubj)
  if (subject === undefined) return NOBODY
  return ofOwner ? ownersThere(context, name, subject) : participantsAt(clauses, subject)
}

/** Where the one who is acted upon stands, when no entry of the codebook knows the verb. */
const RECEIVING = ['obj', 'with', 'to', 'for', 'against', 'on', 'of', 'between']

/**
 * Acts done together list every party (CONTRACT, What is coded 4): who is named first acts, with compatriots; the others receive.
 * "In a call with X" leaves its other party to the subject of the clause it stands in.
 */
function together(
  clauses: Clauses,
  triggered: Triggered,
  actors: readonly Participant[],
  recipients: readonly Participant[],
): Roles {
  if (actors.length > 0 && recipients.length > 0) return { actors, recipients }
  const host = hostSubject(clauses, triggered)
  if (actors.length === 0 && recipients.length > 0 && host.length > 0)
    return { actors: without(host, recipients), recipients }
  if (
    recipients.length === 0 &&
    actors.length === 1 &&
    host.length > 0 &&
    host[0]!.entity !== actors[0]!.entity &&
    triggered.part === 'noun'
  ) {
    return { actors: host, recipients: without(actors, host) }
  }
  // "opening talks with Kyiv and Chisinau": those with whom somebody talks do not talk with each other.
  const areTalkedWith = triggered.args.has('with') && !triggered.args.has('between')
  if (actors.length === 0 && recipients.length > 1 && areTalkedWith) return { actors, recipients }
  return split(actors.length > 0 ? actors : recipients)
}

function split(parties: readonly Participant[]): Roles {
  const first = parties[0]
  if (!first || parties.length === 1) return { actors: parties, recipients: [] }
  const compatriots = parties.filter(
    ({ country, entity }) => entity === first.entity || (country !== undefined && country === first.country),
  )
  if (compatriots.length === parties.length) return { actors: [first], recipients: parties.slice(1) }
  return { actors: compatriots, recipients: without(parties, compatriots) }
}

/** The subject of the clause that a noun trigger stands in as an adjunct: "condemned it in a call with X". */
function hostSubject(clauses: Clauses, { triggerIdx, part, supportIdx }: Triggered): readonly Participant[] {
  if (part !== 'noun' || supportIdx !== undefined) return []
  const hostIdx = hostClause(clauses, triggerIdx)
  if (hostIdx === undefined) return []
  const subject = argumentsOf(clauses, hostIdx).get('subj')?.[0] ?? surfaceSubject(clauses, hostIdx)
  return subject === undefined ? [] : participantsAt(clauses, subject)
}

function without(participants: readonly Participant[], others: readonly Participant[]): readonly Participant[] {
  if (participants.length === 0 || others.length === 0) return participants
  for (const one of participants)
    if (isAmong(one, others)) return participants.filter((other) => !isAmong(other, others))
  return participants
}
