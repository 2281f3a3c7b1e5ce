import { type Gazetteer, type Mention, nameAt, REL } from '../annotate/index.ts'
import { ofCountry } from './asParticipant.ts'
import { type Clauses, dependents, hasDependent, prepositionOf, token } from './clause.ts'
import type { EventType, Location, Participant } from './event.ts'
import { landsOf, ofTheLand } from './lands.ts'
import { isLocal, isMission } from './locals.ts'
import { mentionAtSpan, participantsAt } from './participants.ts'
import { countryOfPlace } from './places.ts'
import type { Triggered } from './triggers.ts'
import { placeBefore, placeWhere } from './whereabouts.ts'

/** What tells where people act who are named without a country. */
export interface Setting {
  readonly clauses: Clauses
  readonly gazetteer: Gazetteer
  readonly triggered: Triggered
  readonly location: Location | undefined
  /** The report's country. */
  readonly home: string | undefined
  /** That country where the report speaks of hardly another. */
  readonly onlyState: string | undefined
  /** The countries that phrases have been given, by where they begin: one phrase is of one country in all that it does. */
  readonly settled: Map<number, string>
}

/**
 * Armed groups, officials and residents that are named by a common noun take the country in which they act (CONTRACT, What is coded 4):
 * that of whom they belong to ("supporters of X"), of the place their act is said to be at, for acts of a state upon its own people that
 * of the other side, else the report's. A person known by name alone takes that of the person or state that the text relates them to
 * ("his wife, X").
 */
export function settle(
  setting: Setting,
  participants: readonly Participant[],
  others: readonly Participant[],
): readonly Participant[] {
  for (let i = 0; i < participants.length; i++)
    if (!isSettled(setting.gazetteer, participants[i]!)) return settledFrom(i, setting, participants, others)
  return participants
}

/** With those from `first` on as they are settled. */
function settledFrom(
  first: number,
  setting: Setting,
  participants: readonly Participant[],
  others: readonly Participant[],
): readonly Participant[] {
  const found = participants.slice(0, first)
  for (let i = first; i < participants.length; i++) found.push(withItsCountry(setting, participants[i]!, others))
  return found
}

function isSettled(gazetteer: Gazetteer, { country, kind, name }: Participant): boolean {
  if (country === undefined) return false
  return kind === 'country' || kind === 'person' || landsOf(gazetteer, name) === undefined
}

function withItsCountry(setting: Setting, participant: Participant, others: readonly Participant[]): Participant {
  if (participant.country !== undefined) return ofTheLand(setting, participant)
  const { clauses, settled, onlyState } = setting
  const mention = mentionAtSpan(clauses, participant.span)
  const country =
    settled.get(participant.span.start) ??
    (mention === undefined ? undefined : countryTold(setting, participant, mention)) ??
    embassyCountry(clauses, participant) ??
    (isLocal(participant) && !isSomebodyElses(clauses, mention) && !isOfElsewhere(clauses, participant, mention)
      ? localCountry(setting, participant, others)
      : undefined) ??
    (isCitizen(participant) && !isOfElsewhere(clauses, participant, mention)
      ? (onlyState ?? courtCountry(setting, participant, others) ?? forceCountry(setting, participant))
      : undefined)
  if (country === undefined) return participant
  settled.set(participant.span.start, country)
  return ofCountry(participant, country)
}

/** "The American embassy denied it; Ambassador Ana Lind praised the crews": an envoy who speaks behind an embassy is its head. */
function embassyCountry({ doc }: Clauses, { kind, title, span }: Participant): string | undefined {
  if (kind !== 'person' || title === undefined || !/\b(?:ambassador|chargé|consul|high commissioner)\b/i.test(title))
    return undefined
  const sentIdx = doc.sents.findLastIndex(({ start }) => start <= span.start)
  const first = doc.sents[Math.max(0, sentIdx - 1)]!.firstTokenIdx
  for (let i = doc.mentions.length - 1; i >= 0; i--) {
    const { headTokenIdx, referentIdxs } = doc.mentions[i]!
    if (headTokenIdx < first) return undefined
    const referent = doc.referents[referentIdxs[0] ?? -1]
    if (doc.tokens[headTokenIdx]!.start < span.start && referent?.country !== undefined && isMission(referent.name))
      return referent.country
  }
  return undefined
}

/** The country that the words around a mention tell. */
function countryTold(setting: Setting, participant: Participant, mention: Mention): string | undefined {
  const { clauses } = setting
  return (
    leader(setting, mention) ??
    sharedCountry(clauses, participant, mention) ??
    relatedCountry(clauses, participant, mention) ??
    countryBefore(setting, participant, mention)
  )
}

/**
 * Whom the authorities of the report's country deal with is one of its people, where the text tells of no other country: news says so
 * of a foreigner.
 */
function courtCountry(
  { triggered, location, home }: Setting,
  { kind }: Participant,
  others: readonly Participant[],
): string | undefined {
  if (kind !== 'person' || triggered.entry.gives.eventType !== 'COERCE') return undefined
  if (location?.country !== undefined && location.country !== home) return undefined
  return others.every(({ sector, country }) => country === home && sector !== 'MIL') ? home : undefined
}

/** "The Internal Security Service detained ten people": who arrests serves the country that the report is set in; news says so of others. */
function forceCountry({ triggered, location, home }: Setting, { kind, sector }: Participant): string | undefined {
  if (kind !== 'organization' || (sector !== 'COP' && sector !== 'JUD' && sector !== 'SPY')) return undefined
  if (triggered.entry.gives.eventType !== 'COERCE') return undefined
  return location?.country === undefined || location.country === home ? home : undefined
}

/** A person or a body, whom news of one state alone names without more; news agencies speak to all the world. */
function isCitizen({ kind, sector, actorCode }: Participant): boolean {
  if (kind === 'person') return true
  return kind === 'organization' && sector !== 'JRN' && sector !== 'IGO' && !isOfAllLands(actorCode)
}

/** Amnesty International, the Red Cross: bodies that CAMEO lists by a code of their own and under no state (CAMEO manual, 3.4). */
function isOfAllLands(actorCode: string | undefined): boolean {
  return actorCode?.startsWith('NGO') ?? false
}

function localCountry(
  { clauses, gazetteer, triggered, location, home }: Setting,
  { name, sector, kind, resolvedBy }: Participant,
  others: readonly Participant[],
): string | undefined {
  // Ministers meet on neutral ground.
  const isGuest = kind === 'person' && resolvedBy !== 'nominal' && triggered.entry.gives.eventType === 'CONSULT'
  return (
    (isGuest ? undefined : location?.country) ??
    sideCountry(gazetteer, triggered.entry.gives.eventType, others) ??
    (isOwnPeople(clauses, triggered, sector) || isOwnHouse(triggered, sector)
      ? onlyCountry(gazetteer, others)
      : undefined) ??
    ownDissent(triggered, name, others) ??
    placeWhere(clauses, gazetteer, triggered) ??
    placeBefore(clauses, gazetteer, triggered) ??
    (sector !== undefined && OFFICIAL.has(sector) ? speakerCountry(clauses, triggered) : undefined) ??
    (isAbroad(clauses, triggered, { sector, others, home }) && !isRulerThere(sector, others, home)
      ? undefined
      : isAddressing(triggered, sector, others, home)
        ? otherStateBefore(clauses, gazetteer, triggered, home)
        : isSetElsewhere(clauses, gazetteer, triggered, home)
          ? undefined
          : landOf(gazetteer, sector, home))
  )
}

/** Officials at the United Nations are its own; nobody else who is spoken of there lives in it. */
function landOf({ countries }: Gazetteer, sector: string | undefined, home: string | undefined): string | undefined {
  return home === undefined || sector === 'GOV' || countries.get(home)?.kind === 'country' ? home : undefined
}

/** "The attacks at the embassies in Kenya and Tanzania, which killed 250 people": force in a sentence that places it in other lands alone is not at home. */
function isSetElsewhere(
  { doc, entsIn }: Clauses,
  gazetteer: Gazetteer,
  { triggerIdx, entry }: Triggered,
  home: string | undefined,
): boolean {
  if (entry.gives.eventType !== 'ASSAULT' || home === undefined) return false
  let isElsewhere = false
  for (const ent of entsIn[doc.tokens[triggerIdx]!.sentIdx]!) {
    if (ent.label !== 'GPE' && ent.label !== 'LOC') continue
    const country = countryOfPlace(doc, gazetteer, ent)
    if (country === home) return false
    if (country !== undefined && !isElsewhere) isElsewhere = IN_PLACE.has(doc.tokens[ent.firstTokenIdx - 1]?.form ?? '')
  }
  return isElsewhere
}

const IN_PLACE = new Set(['in', 'at', 'near', 'outside', 'across', 'and'])

interface Across {
  readonly sector: string | undefined
  readonly others: readonly Participant[]
  readonly home: string | undefined
}

/**
 * Sanctions are laid on people elsewhere, and a state that strikes in its own name strikes there: "Canada blacklisted 129 people". No state
 * arms rebels of its own, and who is killed "abroad" is of no state that is told.
 */
function isAbroad({ forms }: Clauses, { entry, args }: Triggered, { sector, others, home }: Across): boolean {
  if (others.length === 0) return false
  const { eventType } = entry.gives
  if (eventType === 'AID' && sector === 'REB' && others.some(({ country }) => country === home)) return true
  if (args.get('advmod')?.some((idx) => forms[idx] === 'abroad' || forms[idx] === 'overseas')) return true
  return (
    eventType === 'SANCTION' ||
    (eventType === 'ASSAULT' && others.some(({ kind, country }) => kind === 'country' && country === home))
  )
}

/** "The commerce ministry urged the United States" in a report from there: a state's own ministry does not address it by name. */
function isAddressing(
  { entry }: Triggered,
  sector: string | undefined,
  others: readonly Participant[],
  home: string | undefined,
): boolean {
  return (
    sector !== undefined &&
    OF_STATE.has(sector) &&
    ADDRESSING.has(entry.gives.eventType) &&
    others.some(({ kind, country }) => kind === 'country' && country === home)
  )
}

const ADDRESSING = new Set(['REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'SUPPORT', 'CONSULT'])

/** The state other than the report's that the paragraph named last before the act. */
function otherStateBefore(
  { doc }: Clauses,
  { countries }: Gazetteer,
  { triggerIdx }: Triggered,
  home: string | undefined,
): string | undefined {
  const { blockIdx } = doc.sents[doc.tokens[triggerIdx]!.sentIdx]!
  for (let i = doc.mentions.length - 1; i >= 0; i--) {
    const { headTokenIdx, referentIdxs } = doc.mentions[i]!
    if (headTokenIdx >= triggerIdx || doc.sents[doc.tokens[headTokenIdx]!.sentIdx]!.blockIdx !== blockIdx) continue
    const country = referentIdxs.length === 1 ? doc.referents[referentIdxs[0]!]!.country : undefined
    if (country !== undefined && country !== home && countries.get(country)?.kind === 'country') return country
  }
  return undefined
}

const OF_STATE = new Set(['MIL', 'GOV', 'COP', 'SPY', 'JUD', 'LEG', 'PRM'])

/** "New Zealand imposed a travel ban on the junta": who rules the report's country is punished from outside. */
function isRulerThere(sector: string | undefined, others: readonly Participant[], home: string | undefined): boolean {
  return (
    sector !== undefined &&
    OF_STATE.has(sector) &&
    others.every(({ country }) => country !== undefined && country !== home)
  )
}

/** Police arrest, and crowds march against, their own: the country of the one person or body on the other side. */
export function sideCountry(
  gazetteer: Gazetteer,
  eventType: EventType | 'NONE',
  others: readonly Participant[],
): string | undefined {
  return eventType === 'COERCE' || eventType === 'PROTEST' ? onlyCountry(gazetteer, others) : undefined
}

/** "The senator accused Biden": lawmakers and opponents quarrel with their own, though they meet anybody. */
function isOwnHouse({ entry }: Triggered, sector: string | undefined): boolean {
  return (sector === 'LEG' || sector === 'OPP') && !WITH_ANYBODY.has(entry.gives.eventType)
}

const WITH_ANYBODY: ReadonlySet<string> = new Set(['CONSULT', 'AGREE', 'COOPERATE', 'SUPPORT'])

/**
 * "The ministry ordered the families of its staff to leave", "the prime minister instructed officials to gather information": residents are
 * asked, and officials ordered about, by their own.
 */
function isOwnPeople({ lemmas }: Clauses, { entry, triggerIdx }: Triggered, sector: string | undefined): boolean {
  if (entry.gives.eventType !== 'REQUEST' || sector === undefined) return false
  return sector === 'CVL' || (OFFICIAL.has(sector) && ORDERING.has(lemmas[triggerIdx]!))
}

const ORDERING = new Set(['assign', 'charge', 'command', 'direct', 'instruct', 'order', 'task'])

/** "Iran's crackdown on protesters": those who rise against a state and are held down by it are its own. */
function ownDissent({ entry }: Triggered, name: string, others: readonly Participant[]): string | undefined {
  const [state] = others
  if (entry.gives.eventType !== 'COERCE' || others.length !== 1 || state?.kind !== 'country') return undefined
  return DISSENT.test(name) ? state.country : undefined
}

const DISSENT =
  /\b(?:activists?|critics|demonstrators?|dissent|dissenters?|dissidents?|marchers|opponents|opposition (?:leaders?|figures?|politicians?|parties|members|supporters|activists)|protest[eo]rs?|rioters|strikers)$/i

/** The state of the persons and bodies of one side; international bodies have no people. */
function onlyCountry(gazetteer: Gazetteer, others: readonly Participant[]): string | undefined {
  // "arrested 20 people, among them a Reuters photographer": those first named count.
  if (others[0]?.country === undefined && others.length > 1) return undefined
  let only: Participant | undefined
  for (const one of others) {
    if (!isAtHome(one)) continue
    if (only !== undefined && only.country !== one.country) return undefined
    only = one
  }
  const country = only?.country
  return country !== undefined && gazetteer.countries.has(country) ? country : undefined
}

/** A person or a body; embassies, reporters and whoever is told by nationality alone ("a Dane", "a Danish national") are abroad. */
function isAtHome({ kind, sector, name, resolvedBy }: Participant): boolean {
  if (kind !== 'person' && kind !== 'organization') return false
  const isNational = (sector === 'CVL' && resolvedBy === 'name') || /\b(?:nationals?|citizens?)$/i.test(name)
  if (kind === 'person' && isNational) return false
  return sector !== 'JRN' && !/\b(?:embassy|consulate|ambassador|diplomat|envoy|high commission)/i.test(name)
}

/** "The Blue House said that the adviser …": whose officials a state's own body speaks of, unless the text says otherwise. */
function speakerCountry(clauses: Clauses, { args }: Triggered): string | undefined {
  const speaker = args.get('speaker')?.[0]
  if (speaker === undefined) return undefined
  return participantsAt(clauses, speaker).find(
    ({ kind, resolvedBy }) => kind === 'organization' || (kind === 'country' && resolvedBy === 'metonym'),
  )?.country
}

/** "The Saudi-led coalition" answers for the state that leads it. */
function leader({ clauses, gazetteer }: Setting, mention: Mention): string | undefined {
  const { doc } = clauses
  for (let idx = mention.firstTokenIdx + 1; idx + 1 < mention.endTokenIdx; idx++) {
    if (doc.tokens[idx]!.form !== '-' || doc.tokens[idx + 1]!.form !== 'led') continue
    for (let first = Math.max(mention.firstTokenIdx, idx - 3); first < idx; first++) {
      const country = nameAt(gazetteer, doc.tokens, first, idx)?.entries[0]?.country
      if (country !== undefined) return country
    }
  }
  return undefined
}

/** "US diplomats and military officials": what modifies the first of a list goes for what is joined to it bare. */
function sharedCountry(
  clauses: Clauses,
  { span, kind, resolvedBy }: Participant,
  mention: Mention,
): string | undefined {
  if (kind !== 'group' || resolvedBy !== 'nominal') return undefined
  const { head, deprel } = token(clauses, mention.headTokenIdx)
  if (deprel !== 'conj' || head < 0 || dependents(clauses, mention.headTokenIdx, REL.det | REL.nummod).length > 0)
    return undefined
  if (dependents(clauses, head, REL.amod | REL.compound).every((idx) => token(clauses, idx).upos === 'NOUN'))
    return undefined
  return participantsAt(clauses, head).find((one) => one.kind === 'group' && one.span.end < span.start)?.country
}

/** The country of whom the text relates a participant to: "supporters of Hernandez", "his wife, Ana Garcia", "Navalnaya, his wife". */
function relatedCountry(clauses: Clauses, { kind }: Participant, { headTokenIdx }: Mention): string | undefined {
  const own = countryByNoun(clauses, headTokenIdx, kind)
  if (own !== undefined) return own
  for (const noun of dependents(clauses, headTokenIdx, REL.appos | REL.compound | REL.nmodDesc)) {
    const country = countryByNoun(clauses, noun, kind)
    if (country !== undefined) return country
  }
  const { head, deprel } = token(clauses, headTokenIdx)
  return deprel === 'appos' && head >= 0 ? countryByNoun(clauses, head, kind) : undefined
}

/** The country of whom a noun for somebody relates them to. */
function countryByNoun(clauses: Clauses, noun: number, kind: Participant['kind']): string | undefined {
  // "The main opposition body, the High Negotiations Committee".
  const named = kind !== 'person' && token(clauses, noun).deprel === 'appos' ? participantsAt(clauses, noun) : NOBODY
  if (named.length === 1 && named[0]!.country !== undefined && named[0]!.kind === 'organization')
    return named[0]!.country
  const lemma = clauses.lemmas[noun]!
  if (!hasDependent(clauses, noun, REL.nmod) || UNRELATED.has(lemma)) return undefined
  for (const idx of ownersOf(clauses, noun, kind))
    for (const owner of participantsAt(clauses, idx))
      if (owner.country && !(owner.kind === 'country' && ABROAD.has(lemma))) return owner.country
  return undefined
}

const NOBODY: readonly Participant[] = []

/** "We", said by "a spokesman of the embassy": a pronoun has the country of whom the text relates the phrase to that it stands for. */
function countryBefore(
  { clauses, settled }: Setting,
  { resolvedBy }: Participant,
  mention: Mention,
): string | undefined {
  if (resolvedBy !== 'pronoun' || mention.referentIdxs.length !== 1) return undefined
  const [referent] = mention.referentIdxs
  for (const other of clauses.doc.mentions) {
    if (other === mention || other.referentIdxs.length !== 1 || other.referentIdxs[0] !== referent) continue
    const [named] = participantsAt(clauses, other.headTokenIdx)
    if (named === undefined || named.resolvedBy === 'pronoun') continue
    const country = settled.get(named.span.start) ?? relatedTo(clauses, named)
    if (country !== undefined) return country
  }
  return undefined
}

function relatedTo(clauses: Clauses, participant: Participant): string | undefined {
  const mention = mentionAtSpan(clauses, participant.span)
  return mention === undefined ? undefined : relatedCountry(clauses, participant, mention)
}

/** "The Asad regime", "Maduro's rivals": the text tells whose they are, and where they live is not told by that. */
function isSomebodyElses(clauses: Clauses, mention: Mention | undefined): boolean {
  if (mention !== undefined && clauses.lemmas[mention.headTokenIdx] === 'regime')
    return dependents(clauses, mention.headTokenIdx, REL.compound | REL.nmod).some(
      (idx) => token(clauses, idx).upos === 'PROPN',
    )
  if (mention === undefined || !UNRELATED.has(clauses.lemmas[mention.headTokenIdx]!)) return false
  return dependents(clauses, mention.headTokenIdx, REL.nmodPoss).length > 0
}

/** "The region's governor": whose office it is the text tells, and that is no state of which we know. */
function isOfElsewhere(clauses: Clauses, { kind }: Participant, mention: Mention | undefined): boolean {
  if (kind !== 'person' || mention === undefined) return false
  const { headTokenIdx } = mention
  if (isOfThing(clauses, headTokenIdx)) return true
  for (const noun of dependents(clauses, headTokenIdx, REL.appos | REL.nmodDesc))
    if (isOfThing(clauses, noun)) return true
  return false
}

/** Whether a noun is a thing's: "the suspect's wife" lives where he does. */
function isOfThing(clauses: Clauses, noun: number): boolean {
  for (const idx of dependents(clauses, noun, REL.nmodPoss)) {
    const { deprel, upos } = token(clauses, idx)
    if (deprel !== 'nmod:poss' || upos !== 'NOUN') continue
    if (!participantsAt(clauses, idx).some(({ kind }) => kind === 'person' || kind === 'group')) return true
  }
  return false
}

/** Who possesses a noun; for a group also whom it is of, and for a spokesman whom he speaks for, at two removes ("of the ministry of X"). */
function ownersOf(clauses: Clauses, noun: number, kind: Participant['kind'], depth = 0): number[] {
  const isSpeaking = clauses.lemmas[noun]!.startsWith('spokes')
  const found: number[] = []
  for (const idx of dependents(clauses, noun, REL.nmod)) {
    if (token(clauses, idx).deprel === 'nmod:poss') {
      found.push(idx)
      continue
    }
    const preposition = prepositionOf(clauses, idx)
    const isOwner =
      preposition === 'of'
        ? kind !== 'person' || isSpeaking || depth > 0 || KIN.has(clauses.lemmas[noun]!)
        : preposition === 'for' && isSpeaking
    if (!isOwner) continue
    found.push(idx)
    if (depth === 0) found.push(...ownersOf(clauses, idx, kind, 1))
  }
  return found
}

/** Who lives where those do whose they are. */
const KIN = new Set([
  'aide', 'associate', 'brother', 'confidant', 'cousin', 'daughter', 'deputy', 'father', 'husband', 'mother', 'nephew', 'niece', 'sister', 'son',
  'supporter', 'uncle', 'widow', 'wife',
]) // biome-ignore format: one glance

/** People whom one has across a border. */
const UNRELATED = new Set([
  'counterpart', 'host', 'guest', 'rival', 'opponent', 'enemy', 'foe', 'adversary', 'attacker', 'killer', 'captor', 'interlocutor', 'victim',
  'prisoner', 'captive', 'hostage',
]) // biome-ignore format: one glance

/** Whom a state has abroad, and a person at home. */
const ABROAD = new Set(['ally', 'partner', 'neighbour', 'neighbor', 'friend'])

/** Those whom a body of their own state speaks of. */
const OFFICIAL = new Set(['GOV', 'MIL', 'COP', 'JUD', 'LEG', 'SPY'])
