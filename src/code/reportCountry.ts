import { type Doc, type Gazetteer, nameAt } from '../annotate/index.ts'
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
  const [first, second] = mentions.ranked
  const home = homeCountry(doc, gazetteer, mentions)
  // Places alone tell where a report is set, and not that all its people and bodies are from there.
  const isAlone =
    first === undefined
      ? home !== undefined && home === filedFrom(doc, gazetteer)
      : first[0] === home && first[1] * ALONE[1] >= (second?.[1] ?? 1) * ALONE[0]
  return { home, onlyState: isAlone ? home : undefined }
}

/**
 * The country of the dateline, if the report speaks of it and is not rather about another (talks are held on neutral ground), else the
 * one that its title and its mentions of states, and of whom it knows to be of a state, are of well before any other. Undefined where
 * neither tells.
 */
function homeCountry(
  doc: Doc,
  gazetteer: Gazetteer,
  { ranked, counts, nMentions, inTitle }: MentionsOfStates,
): string | undefined {
  const [first, second] = ranked
  const filed = filedFrom(doc, gazetteer)
  if (first === undefined) return filed ?? onlyCountryOfPlaces(doc, gazetteer)
  const nFiled = filed === undefined ? 0 : (counts.get(filed) ?? 0)
  const rather = BUREAUS.has(doc.report.dateline?.place?.split(/[,/]/)[0]?.trim().toUpperCase() ?? '')
    ? 1
    : RATHER_ANOTHER
  if (
    filed !== undefined &&
    isState(gazetteer, filed) &&
    nFiled * SPOKEN_OF >= nMentions &&
    nFiled * rather >= first[1]
  )
    return filed
  const isAhead = first[1] >= MIN_MENTIONS && first[1] * AHEAD[1] >= (second?.[1] ?? 0) * AHEAD[0]
  if (isAhead && isState(gazetteer, first[0])) return first[0]
  return isState(gazetteer, first[0]) ? undefined : stateOfTitle(gazetteer, { ranked, inTitle })
}

/** A report about the United Nations is set in none of its states, but in the one that its title names where it speaks of no other so often. */
function stateOfTitle(
  gazetteer: Gazetteer,
  { ranked, inTitle }: Pick<MentionsOfStates, 'ranked' | 'inTitle'>,
): string | undefined {
  const [first, second] = ranked.filter(([country]) => isState(gazetteer, country))
  if (first === undefined || !inTitle.has(first[0]) || first[1] < MIN_MENTIONS) return undefined
  return first[1] * AHEAD[1] >= (second?.[1] ?? 0) * AHEAD[0] ? first[0] : undefined
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

interface MentionsOfStates {
  readonly counts: ReadonlyMap<string, number>
  /** The most mentioned first. */
  readonly ranked: readonly (readonly [country: string, nMentions: number])[]
  readonly nMentions: number
  /** Those that the title names. */
  readonly inTitle: ReadonlySet<string>
}

/** How often a report mentions each state and those whom it knows to be of it. */
function mentionsOfStates(doc: Doc, gazetteer: Gazetteer): MentionsOfStates {
  const counts = new Map<string, number>()
  const inTitle = new Set<string>()
  let nMentions = 0
  const known: (boolean | undefined)[] = new Array(doc.referents.length)
  for (const mention of doc.mentions) {
    if (mention.referentIdxs.length === 0) continue
    const sent = doc.sents[doc.tokens[mention.headTokenIdx]!.sentIdx]!
    // "We" of a joint statement counts for none of those who make it.
    if (mention.kind === 'pronoun' && FIRST_PERSON.has(doc.tokens[mention.firstTokenIdx]!.form.toLowerCase())) continue
    const weight = doc.report.blocks[sent.blockIdx]?.kind === 'title' ? IN_TITLE : 1
    for (const referentIdx of mention.referentIdxs) {
      const { country, name } = doc.referents[referentIdx]!
      if (country === undefined) continue
      // A report of embassies is set where they stand.
      known[referentIdx] ??= gazetteer.countries.has(country) && !ABROAD_HERE.test(name)
      if (!known[referentIdx]) continue
      nMentions += weight
      if (weight === IN_TITLE) inTitle.add(country)
      counts.set(country, (counts.get(country) ?? 0) + weight)
    }
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return { counts, ranked, nMentions, inTitle }
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
