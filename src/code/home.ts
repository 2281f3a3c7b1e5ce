import { type Doc, type Gazetteer, nameAt } from '../annotate/index.ts'
import { asParticipant } from './asParticipant.ts'
import { type Clauses, dependents, prepositionOf, token } from './clause.ts'
import type { EventType, Location, Participant } from './event.ts'
import { isLocal } from './locals.ts'
import { mentionAtSpan, participantsAt } from './participants.ts'
import { countryOfPlace } from './places.ts'
import { REL } from './relations.ts'
import type { Triggered } from './triggers.ts'
import { placeBefore, placeWhere } from './whereabouts.ts'

/**
 * The country that a report is set in: that of its dateline, if the report speaks of it and is not rather about another (talks are
 * held on neutral ground), else the one that its title and its mentions of states, and of whom it knows to be of a state, are of well
 * before any other. Undefined where neither tells.
 */
export function homeCountry(doc: Doc, gazetteer: Gazetteer): string | undefined {
  const { ranked, counts, nMentions } = mentionsOfStates(doc, gazetteer)
  const [first, second] = ranked
  if (first === undefined) return undefined
  const filed = filedFrom(doc, gazetteer)
  const nFiled = filed === undefined ? 0 : (counts.get(filed) ?? 0)
  const rather = BUREAUS.has(doc.report.dateline?.place?.split(/[,/]/)[0]?.trim().toUpperCase() ?? '')
    ? 1
    : RATHER_ANOTHER
  if (filed !== undefined && nFiled * SPOKEN_OF >= nMentions && nFiled * rather >= first[1]) return filed
  const isAhead = first[1] >= MIN_MENTIONS && first[1] * AHEAD[1] >= (second?.[1] ?? 0) * AHEAD[0]
  // A report about the United Nations is set in none of its states.
  return isAhead && gazetteer.countries.get(first[0])?.kind === 'country' ? first[0] : undefined
}

/**
 * The state that a report is set in, where it speaks of no other half as often: persons and bodies whose country it does not tell are
 * taken for its own, as readers of such news take them. Undefined for news between states.
 */
export function onlyState(doc: Doc, gazetteer: Gazetteer, home: string | undefined): string | undefined {
  const [first, second] = mentionsOfStates(doc, gazetteer).ranked
  if (first === undefined || first[0] !== home) return undefined
  return first[1] * ALONE[1] >= (second?.[1] ?? 1) * ALONE[0] ? home : undefined
}

interface MentionsOfStates {
  readonly counts: ReadonlyMap<string, number>
  /** The most mentioned first. */
  readonly ranked: readonly (readonly [country: string, nMentions: number])[]
  readonly nMentions: number
}

/** How often a report mentions each state and those whom it knows to be of it. */
function mentionsOfStates(doc: Doc, gazetteer: Gazetteer): MentionsOfStates {
  const counts = new Map<string, number>()
  let nMentions = 0
  for (const mention of doc.mentions) {
    const sent = doc.sents[doc.tokens[mention.headTokenIdx]!.sentIdx]!
    // "We" of a joint statement counts for none of those who make it.
    if (mention.kind === 'pronoun' && FIRST_PERSON.test(doc.tokens[mention.firstTokenIdx]!.form)) continue
    const weight = doc.report.blocks[sent.blockIdx]?.kind === 'title' ? IN_TITLE : 1
    for (const referentIdx of mention.referentIdxs) {
      const { country, name } = doc.referents[referentIdx]!
      // A report of embassies is set where they stand.
      if (ABROAD_HERE.test(name)) continue
      if (country === undefined || !gazetteer.countries.has(country)) continue
      nMentions += weight
      counts.set(country, (counts.get(country) ?? 0) + weight)
    }
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return { counts, ranked, nMentions }
}

const FIRST_PERSON = /^(?:we|us|our|ours|ourselves|i|me|my)$/i
const ABROAD_HERE = /\b(?:embass(?:y|ies)|consulates?)\b/i

const MIN_MENTIONS = 3
/** A mention in the title counts for so many. */
const IN_TITLE = 3
/** A report is not set where it was filed if fewer mentions than one in so many are of that country, or than one for so many of another. */
const SPOKEN_OF = 8
const RATHER_ANOTHER = 4
/** Where agencies have the desks that report on the countries around. */
const BUREAUS = new Set([
  'NAIROBI',
  'DAKAR',
  'JOHANNESBURG',
  'CAIRO',
  'DUBAI',
  'BEIRUT',
  'AMMAN',
  'BANGKOK',
  'SINGAPORE',
  'HONG KONG',
  'GENEVA',
])
/** How many mentions the country has for how many of the next. */
const AHEAD = [3, 2] as const
/** The same of a country that is alone. */
const ALONE = [5, 2] as const

/** The country of the dateline: "SEOUL", "DUBAI, United Arab Emirates"; none for two places in two countries. */
function filedFrom(doc: Doc, gazetteer: Gazetteer): string | undefined {
  const places = doc.report.dateline?.place?.split(/[,/]/) ?? []
  const found = places.flatMap((place) => {
    return countryNamed(gazetteer, place.trim()) ?? countryNamed(gazetteer, inLowerCase(place.trim())) ?? []
  })
  return new Set(found).size === 1 ? found[0] : undefined
}

function countryNamed(gazetteer: Gazetteer, place: string): string | undefined {
  const words = place.split(/\s+/).map((form) => ({ form }))
  return nameAt(gazetteer, words, 0, words.length)?.entries[0]?.country
}

/** "PORT-AU-PRINCE", "DAR ES SALAAM": in capitals the small words of a name are capitals too. */
function inLowerCase(place: string): string {
  return place
    .toLowerCase()
    .replaceAll(/\p{L}+/gu, (word) => (SMALL.has(word) ? word : word[0]!.toUpperCase() + word.slice(1)))
}

const SMALL = new Set([
  'au',
  'es',
  'de',
  'do',
  'da',
  'del',
  'la',
  'le',
  'les',
  'el',
  'al',
  'sur',
  'of',
  'and',
  'en',
  'upon',
  'i',
  'y',
])

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
): Participant[] {
  return participants.map((participant) => {
    if (participant.country !== undefined) return participant
    const country =
      setting.settled.get(participant.span.start) ??
      leader(setting, participant) ??
      sharedCountry(setting, participant) ??
      relatedCountry(setting, participant) ??
      (isLocal(participant) && !isSomebodyElses(setting, participant) && !isOfElsewhere(setting, participant)
        ? localCountry(setting, participant, others)
        : undefined) ??
      (isCitizen(participant) && !isOfElsewhere(setting, participant)
        ? (setting.onlyState ?? courtCountry(setting, participant, others))
        : undefined)
    if (country === undefined) return participant
    setting.settled.set(participant.span.start, country)
    return { ...participant, country }
  })
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

/** A person or a body, whom news of one state alone names without more; news agencies speak to all the world. */
function isCitizen({ kind, sector }: Participant): boolean {
  return kind === 'person' || (kind === 'organization' && sector !== 'JRN' && sector !== 'IGO')
}

/**
 * The state whose authorities did what only authorities do, where the text leaves them out: "two Canadians were detained in China",
 * "he was sentenced to five years". The state is that of the place of the act, else of who suffered it at home, else the report's.
 */
export function understoodState(setting: Setting, sufferers: readonly Participant[]): Participant[] {
  const { clauses, gazetteer, triggered, location, home } = setting
  const { eventType, cameo } = triggered.entry.gives
  if (sufferers.length === 0 || eventType !== 'COERCE' || !AUTHORITIES_ALONE.test(cameo)) return []
  if (location === undefined && isSomewhereUnknown(clauses, triggered)) return []
  // Rebels capture and hold people too.
  if (/^(?:re)?captur/.test(clauses.lemmas[triggered.triggerIdx]!)) return []
  const country =
    location?.country ??
    placeBefore(clauses, gazetteer, triggered) ??
    sideCountry(gazetteer, eventType, sufferers) ??
    home
  return stateOf(setting, country)
}

/**
 * Whom help reaches that names nobody ("Ireland donated tents", "France handed out food in the south of Lebanon"): the land where it is
 * given, else the one that the report is about, if the helpers are of another.
 */
export function landInNeed(setting: Setting, helpers: readonly Participant[]): Participant[] {
  const country = setting.location?.country ?? setting.home
  const areAbroad = helpers.length > 0 && helpers.every((one) => one.country !== undefined && one.country !== country)
  return areAbroad ? stateOf(setting, country) : []
}

/** A state that the text leaves out, at the trigger of the act that it is understood of; none for a country without a name. */
function stateOf({ clauses, gazetteer, triggered }: Setting, country: string | undefined): Participant[] {
  const named = country === undefined ? undefined : gazetteer.countries.get(country)
  if (country === undefined || named === undefined) return []
  const { start, end } = clauses.doc.tokens[triggered.triggerIdx]!
  return [
    asParticipant({
      name: named.name,
      kind: 'country',
      country,
      entity: `s${country}`,
      span: { start, end },
      mention: clauses.doc.report.text.slice(start, end),
      resolvedBy: 'nominal',
    }),
  ]
}

/** "Arrested at Sheremetyevo airport": a place is named that no table knows, which may lie in any country. */
function isSomewhereUnknown(clauses: Clauses, { args }: Triggered): boolean {
  return ['in', 'at', 'near', 'outside'].some((name) =>
    args.get(name)?.some((idx) => {
      if (clauses.isTimeAt[idx] === 1) return false
      return [idx, ...dependents(clauses, idx, REL.compound)].some((i) => token(clauses, i).upos === 'PROPN')
    }),
  )
}

/** CAMEO 173, arrest, detain, charge with legal action. */
const AUTHORITIES_ALONE = /^173/

function localCountry(
  { clauses, gazetteer, triggered, location, home }: Setting,
  { sector, kind, resolvedBy }: Participant,
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
    placeWhere(clauses, gazetteer, triggered) ??
    placeBefore(clauses, gazetteer, triggered) ??
    (sector !== undefined && OFFICIAL.has(sector) ? speakerCountry(clauses, triggered) : undefined) ??
    (isAbroad(triggered, others, home) && !isRulerThere(sector, others, home)
      ? undefined
      : isAddressing(triggered, sector, others, home)
        ? otherStateBefore(clauses, gazetteer, triggered, home)
        : isSetElsewhere(clauses, gazetteer, triggered, home)
          ? undefined
          : home)
  )
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
    if (country !== undefined && IN_PLACE.test(doc.tokens[ent.firstTokenIdx - 1]?.form ?? '')) isElsewhere = true
  }
  return isElsewhere
}

const IN_PLACE = /^(?:in|at|near|outside|across|and)$/

/** Sanctions are laid on people elsewhere, and a state that strikes in its own name strikes there: "Canada blacklisted 129 people". */
function isAbroad({ entry }: Triggered, others: readonly Participant[], home: string | undefined): boolean {
  if (others.length === 0) return false
  const { eventType } = entry.gives
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
function sideCountry(
  gazetteer: Gazetteer,
  eventType: EventType | 'NONE',
  others: readonly Participant[],
): string | undefined {
  return eventType === 'COERCE' || eventType === 'PROTEST' ? onlyCountry(gazetteer, others) : undefined
}

/** "The senator accused Biden": lawmakers and opponents quarrel with their own, though they meet anybody. */
function isOwnHouse({ entry }: Triggered, sector: string | undefined): boolean {
  return (sector === 'LEG' || sector === 'OPP') && !/^(?:CONSULT|AGREE|COOPERATE|SUPPORT)$/.test(entry.gives.eventType)
}

/**
 * "The ministry ordered the families of its staff to leave", "the prime minister instructed officials to gather information": residents are
 * asked, and officials ordered about, by their own.
 */
function isOwnPeople({ lemmas }: Clauses, { entry, triggerIdx }: Triggered, sector: string | undefined): boolean {
  if (entry.gives.eventType !== 'REQUEST' || sector === undefined) return false
  return sector === 'CVL' || (OFFICIAL.has(sector) && ORDERING.has(lemmas[triggerIdx]!))
}

const ORDERING = new Set(['assign', 'charge', 'command', 'direct', 'instruct', 'order', 'task'])

/** The state of the persons and bodies of one side; international bodies have no people. */
function onlyCountry(gazetteer: Gazetteer, others: readonly Participant[]): string | undefined {
  // "arrested 20 people, among them a Reuters photographer": those first named count.
  if (others[0]?.country === undefined && others.length > 1) return undefined
  const countries = new Set(others.filter(isAtHome).map(({ country }) => country))
  const [only] = countries
  return countries.size === 1 && only !== undefined && gazetteer.countries.has(only) ? only : undefined
}

/** A person or a body; embassies and reporters are abroad. */
function isAtHome({ kind, sector, name }: Participant): boolean {
  if (kind !== 'person' && kind !== 'organization') return false
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
function leader({ clauses, gazetteer }: Setting, { span }: Participant): string | undefined {
  const { doc } = clauses
  const mention = mentionAtSpan(clauses, span)
  if (mention === undefined) return undefined
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
function sharedCountry({ clauses }: Setting, { span, kind, resolvedBy }: Participant): string | undefined {
  if (kind !== 'group' || resolvedBy !== 'nominal') return undefined
  const mention = mentionAtSpan(clauses, span)
  if (mention === undefined) return undefined
  const { head, deprel } = token(clauses, mention.headTokenIdx)
  if (deprel !== 'conj' || head < 0 || dependents(clauses, mention.headTokenIdx, REL.det | REL.nummod).length > 0)
    return undefined
  if (dependents(clauses, head, REL.amod | REL.compound).every((idx) => token(clauses, idx).upos === 'NOUN'))
    return undefined
  return participantsAt(clauses, head).find((one) => one.kind === 'group' && one.span.end < span.start)?.country
}

/** The country of whom the text relates a participant to: "supporters of Hernandez", "his wife, Ana Garcia", "Navalnaya, his wife". */
function relatedCountry({ clauses }: Setting, { span, kind }: Participant): string | undefined {
  const mention = mentionAtSpan(clauses, span)
  if (mention === undefined) return undefined
  const { headTokenIdx } = mention
  const { head, deprel } = token(clauses, headTokenIdx)
  const nouns = [
    headTokenIdx,
    ...dependents(clauses, headTokenIdx, REL.appos | REL.compound | REL.nmodDesc),
    ...(deprel === 'appos' && head >= 0 ? [head] : []),
  ]
  for (const noun of nouns) {
    const lemma = clauses.lemmas[noun]!
    if (UNRELATED.has(lemma)) continue
    const owners = ownersOf(clauses, noun, kind)
    const country = owners
      .flatMap((idx) => participantsAt(clauses, idx))
      .find((owner) => owner.country && !(owner.kind === 'country' && ABROAD.has(lemma)))?.country
    if (country !== undefined) return country
  }
  return undefined
}

/** "The Asad regime", "Maduro's rivals": the text tells whose they are, and where they live is not told by that. */
function isSomebodyElses({ clauses }: Setting, { span }: Participant): boolean {
  const mention = mentionAtSpan(clauses, span)
  if (mention !== undefined && clauses.lemmas[mention.headTokenIdx] === 'regime')
    return dependents(clauses, mention.headTokenIdx, REL.compound | REL.nmod).some(
      (idx) => token(clauses, idx).upos === 'PROPN',
    )
  if (mention === undefined || !UNRELATED.has(clauses.lemmas[mention.headTokenIdx]!)) return false
  return dependents(clauses, mention.headTokenIdx, REL.nmodPoss).length > 0
}

/** "The region's governor": whose office it is the text tells, and that is no state of which we know. */
function isOfElsewhere({ clauses }: Setting, { span, kind }: Participant): boolean {
  const mention = kind === 'person' ? mentionAtSpan(clauses, span) : undefined
  if (mention === undefined) return false
  const { headTokenIdx } = mention
  const nouns = [headTokenIdx, ...dependents(clauses, headTokenIdx, REL.appos | REL.nmodDesc)]
  return nouns.some((noun) =>
    dependents(clauses, noun, REL.nmod).some(
      (idx) =>
        token(clauses, idx).deprel === 'nmod:poss' &&
        token(clauses, idx).upos === 'NOUN' &&
        // "The suspect's wife" lives where he does.
        !participantsAt(clauses, idx).some((owner) => owner.kind === 'person' || owner.kind === 'group'),
    ),
  )
}

/** Who possesses a noun; for a group also whom it is of, and for a spokesman whom he speaks for, at two removes ("of the ministry of X"). */
function ownersOf(clauses: Clauses, noun: number, kind: Participant['kind'], depth = 0): number[] {
  const isSpeaking = /^spokes/.test(clauses.lemmas[noun]!)
  return dependents(clauses, noun, REL.nmod).flatMap((idx) => {
    if (token(clauses, idx).deprel === 'nmod:poss') return [idx]
    const preposition = prepositionOf(clauses, idx)
    const isOwner =
      preposition === 'of' ? kind !== 'person' || isSpeaking || depth > 0 : preposition === 'for' && isSpeaking
    if (!isOwner) return []
    return [idx, ...(depth === 0 ? ownersOf(clauses, idx, kind, 1) : [])]
  })
}

/** People whom one has across a border. */
const UNRELATED = new Set([
  'counterpart', 'host', 'guest', 'rival', 'opponent', 'enemy', 'foe', 'adversary', 'attacker', 'killer', 'captor', 'interlocutor', 'victim',
  'prisoner', 'captive', 'hostage',
]) // biome-ignore format: one glance

/** Whom a state has abroad, and a person at home. */
const ABROAD = new Set(['ally', 'partner', 'neighbour', 'neighbor', 'friend'])

/** Those whom a body of their own state speaks of. */
const OFFICIAL = new Set(['GOV', 'MIL', 'COP', 'JUD', 'LEG', 'SPY'])
