import { type Doc, type Gazetteer, mapped, nameAt, type Referent } from '../annotate/index.ts'
import { countryOfPlace } from './places.ts'

/** Where a report is set; both undefined for news between states of which none leads. */
export interface ReportCountry {
  readonly home: string | undefined
  /**
   * The same, where the report speaks of no other state half as often: persons and bodies whose country it does not tell are taken for
   * its own, as readers of such news take them.
   */
  readonly onlyState: string | undefined
}

/** The country that a report is set in, and whether it is alone there. */
export function countryOf(doc: Doc, gazetteer: Gazetteer): ReportCountry {
  const mentions = mentionsOfStates(doc, gazetteer)
  const first = leading(mentions.states)
  const second = leading(mentions.states, first)
  const home = homeCountry(doc, gazetteer, { mentions, first, second })
  // Places alone tell where a report is set, and not that all its people and bodies are from there.
  const isAlone =
    first === undefined
      ? home !== undefined && home === filedFrom(doc, gazetteer)
      : first.country === home && first.nMentions * ALONE[1] >= (second?.nMentions ?? 1) * ALONE[0]
  return { home, onlyState: isAlone ? home : undefined }
}

/**
 * The country of the dateline, if the report speaks of it and is not rather about another (talks are held on neutral ground), else the
 * one that its title and its mentions of states, and of whom it knows to be of a state, are of well before any other. Undefined where
 * neither tells.
 */
function homeCountry(doc: Doc, gazetteer: Gazetteer, { mentions, first, second }: Ranked): string | undefined {
  const filed = filedFrom(doc, gazetteer)
  if (first === undefined) return filed ?? onlyCountryOfPlaces(doc, gazetteer)
  const nFiled = mentions.states.find(({ country }) => country === filed)?.nMentions ?? 0
  const rather = BUREAUS.has(doc.report.dateline?.place?.split(/[,/]/)[0]?.trim().toUpperCase() ?? '')
    ? 1
    : RATHER_ANOTHER
  if (
    filed !== undefined &&
    isState(gazetteer, filed) &&
    nFiled * SPOKEN_OF >= mentions.nMentions &&
    nFiled * rather >= first.nMentions
  )
    return filed
  const isFirstState = isState(gazetteer, first.country)
  if (isFirstState && first.nMentions >= MIN_MENTIONS && isAhead(first, second)) return first.country
  return isFirstState ? undefined : stateOfTitle(gazetteer, mentions.states)
}

/** A report about the United Nations is set in none of its states, but in the one that its title names where it speaks of no other so often. */
function stateOfTitle(gazetteer: Gazetteer, all: readonly StateMentions[]): string | undefined {
  const states = all.filter(({ country }) => isState(gazetteer, country))
  const first = leading(states)
  if (first === undefined || !first.isInTitle || first.nMentions < MIN_MENTIONS) return undefined
  return isAhead(first, leading(states, first)) ? first.country : undefined
}

function isAhead(first: StateMentions, second: StateMentions | undefined): boolean {
  return first.nMentions * AHEAD[1] >= (second?.nMentions ?? 0) * AHEAD[0]
}

function isState(gazetteer: Gazetteer, country: string): boolean {
  return gazetteer.countries.get(country)?.kind === 'country'
}

/** The country of the places that a report names without a state, if they lie in one: "at a children's home in Bradford, England". */
function onlyCountryOfPlaces(doc: Doc, gazetteer: Gazetteer): string | undefined {
  let only: string | undefined
  for (const ent of doc.ents) {
    if (ent.label !== 'GPE' && ent.label !== 'LOC') continue
    const country = countryOfPlace(doc, gazetteer, ent)
    if (country === undefined || country === only) continue
    if (only !== undefined) return undefined
    only = country
  }
  return only
}

/** How often a report mentions a state, or a body of states, and those whom it knows to be of it. */
interface StateMentions {
  readonly country: string
  /** What the gazetteer calls it. */
  readonly name: string
  nMentions: number
  isInTitle: boolean
}

interface MentionsOfStates {
  readonly states: readonly StateMentions[]
  /** Of all together. */
  readonly nMentions: number
}

/** With the most mentioned and the next. */
interface Ranked {
  readonly mentions: MentionsOfStates
  readonly first: StateMentions | undefined
  readonly second: StateMentions | undefined
}

/** The most mentioned, of those mentioned as often the first by its code; `but` is left out. */
function leading(states: readonly StateMentions[], but?: StateMentions): StateMentions | undefined {
  let best: StateMentions | undefined
  for (const state of states) {
    if (state === but || state.nMentions === 0) continue
    const isBefore =
      best === undefined ||
      state.nMentions > best.nMentions ||
      (state.nMentions === best.nMentions && state.country < best.country)
    if (isBefore) best = state
  }
  return best
}

function mentionsOfStates(doc: Doc, gazetteer: Gazetteer): MentionsOfStates {
  const states: StateMentions[] = []
  const ofReferents = mapped(doc.referents, (referent) => stateOf(referent, gazetteer, states))
  let nMentions = 0
  for (const { referentIdxs, headTokenIdx, firstTokenIdx, kind } of doc.mentions) {
    if (!referentIdxs.some((referentIdx) => ofReferents[referentIdx] !== undefined)) continue
    // "We" of a joint statement counts for none of those who make it.
    if (kind === 'pronoun' && isFirstPerson(doc.tokens[firstTokenIdx]!.form)) continue
    const { blockIdx } = doc.sents[doc.tokens[headTokenIdx]!.sentIdx]!
    const isInTitle = doc.report.blocks[blockIdx]?.kind === 'title'
    const weight = isInTitle ? IN_TITLE : 1
    for (const referentIdx of referentIdxs) {
      const state = ofReferents[referentIdx]
      if (state === undefined) continue
      nMentions += weight
      state.nMentions += weight
      if (isInTitle) state.isInTitle = true
    }
  }
  return { states, nMentions }
}

/** The one of `states` that a referent is or is of, added to them where it is new; none for those who stand abroad: a report of embassies is set where they are. */
function stateOf(
  { country, name }: Referent,
  { countries }: Gazetteer,
  states: StateMentions[],
): StateMentions | undefined {
  if (country === undefined) return undefined
  let state: StateMentions | undefined
  for (let i = 0; i < states.length && state === undefined; i++) if (states[i]!.country === country) state = states[i]
  if (state === undefined) {
    const known = countries.get(country)
    if (known === undefined) return undefined
    state = { country, name: known.name, nMentions: 0, isInTitle: false }
    states.push(state)
  }
  // No state is called after an embassy.
  return name !== state.name && ABROAD_HERE.test(name) ? undefined : state
}

/** Of pronouns most are "it", "he", "they" and the like, which is sooner seen than all that they might be. */
function isFirstPerson(pronoun: string): boolean {
  if (pronoun === 'it' || pronoun === 'its' || pronoun === 'he' || pronoun === 'his' || pronoun === 'they') return false
  return FIRST_PERSON.has(pronoun.toLowerCase())
}

const FIRST_PERSON = new Set(['we', 'us', 'our', 'ours', 'ourselves', 'i', 'me', 'my'])
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
  const place = doc.report.dateline?.place
  if (place === undefined) return undefined
  let only: string | undefined
  for (const one of place.split(/[,/]/)) {
    const country = countryNamed(gazetteer, one.trim()) ?? countryNamed(gazetteer, inLowerCase(one.trim()))
    if (country === undefined || country === only) continue
    if (only !== undefined) return undefined
    only = country
  }
  return only
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
