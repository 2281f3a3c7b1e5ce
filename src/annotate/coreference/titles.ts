import type { Title } from '../gazetteer.ts'
import type { Gender, TitleFact } from './draft.ts'
import {
  anyCountryIn,
  bodyEntry,
  isState,
  type OrganizationFound,
  organizationIn,
  type Possessor,
  stateEntry,
} from './gazetteer-names.ts'
import { spanAt } from './lexicon-spans.ts'
import { officeCountry, officesOf, titleWords } from './offices-match.ts'
import { isStranger } from './shared-names.ts'
import { textOf, type View } from './view.ts'
import { COUNTERPART, FORMER, TITLE_HEAD } from './words.ts'

/** What stands before a name or in apposition to it, read as an office. */
export interface TitleReading {
  readonly fact: TitleFact | undefined
  readonly gender: Gender | undefined
  /** True if the words describe a person, by office or otherwise ("his Japanese counterpart"). */
  readonly isDescribed: boolean
  /** Countries named by adjective or possessive, whether or not an office follows. */
  readonly countries: readonly string[]
}

/**
 * Reads the tokens as the title of a person: nationality, body, rank and office, such as "former U.S. Secretary of
 * State" or "a spokesman for the Russian Foreign Ministry". `possessor` is the country or body that owns the phrase.
 */
export function readTitle(view: View, first: number, end: number, possessor?: Possessor): TitleReading {
  if (first >= end && !possessor) return NO_TITLE
  const opening = skipOpening(view, first, end)
  const countries = [...(possessor?.country ? [possessor.country] : []), ...opening.countries]
  const isCounterpart = end > first && (view.types.lemmaBits[end - 1]! & COUNTERPART) !== 0
  const found = isCounterpart ? undefined : officeIn(view, opening.first, end)
  const gender = opening.gender ?? genderOf(view, opening.first, end)
  const isDescribed = found !== undefined || isCounterpart
  if (!found) return { fact: undefined, gender, isDescribed, countries }
  const stop = withoutCountryPhrase(view, opening.first, end)
  const title = textOf(view, opening.first, stop)
  const words = titleWords(title)
  const organization = organizationIn(view, opening.first, beforePosting(view, opening.first, end))
  // "U.N. Ambassador John Bolton" is sent there by a state.
  const isSentThere = organization?.country === 'UN' && words.includes('ambassador')
  const country =
    countries[0] ??
    (stop < end ? stateAtEnd(view, stop, end) : undefined) ??
    (isSentThere || isOfStranger(view, organization)
      ? undefined
      : (organization?.country ??
        officeCountry(words, view.rules) ??
        anyCountryIn(view, opening.first, withoutPosting(view, opening.first, stop))))
  const possessorBody = possessor?.entry && !isState(possessor.entry) ? possessor.entry.form : undefined
  const body = organization?.text ?? possessorBody
  const fact: TitleFact = {
    title, country: country || undefined, organization: body || undefined, sector: found.sector || undefined,
    isFormer: opening.isFormer, isRole: found.isRole, words, offices: officesOf(words, view.rules), first, end,
  } // biome-ignore format: one record
  return { fact, gender, isDescribed, countries }
}

/** "The head of Congress" in a report that does not name the state whose congress the gazetteer knows. */
function isOfStranger(view: View, body: OrganizationFound | undefined): boolean {
  const entry = body?.country === undefined ? undefined : bodyEntry(view, body.text)
  return entry !== undefined && isStranger(view, { ...entry, form: body!.text })
}

/** Where nothing stands before the name. */
export const NO_TITLE: TitleReading = { fact: undefined, gender: undefined, isDescribed: false, countries: [] }

interface Opening {
  readonly first: number
  readonly countries: readonly string[]
  readonly isFormer: boolean
  readonly gender: Gender | undefined
}

/** Steps over determiners, nationalities, "former" and honorifics, which are no part of the title as stated. */
function skipOpening(view: View, first: number, end: number): Opening {
  const countries: string[] = []
  let isFormer = false
  let gender: Gender | undefined
  let i = first
  while (i < end) {
    const entry = stateEntry(view, i)
    const nameIdx = view.nameAt[i]!
    if (entry?.country && nameIdx >= 0 && view.names[nameIdx]!.endTokenIdx <= end) {
      countries.push(entry.country)
      i = view.names[nameIdx]!.endTokenIdx
    } else if ((view.types.formBits[i]! & FORMER) !== 0) {
      isFormer = true
      i += 1
    } else if (HONORIFICS.has(bare(view.lower[i]!))) {
      gender ??= HONORIFICS.get(bare(view.lower[i]!))
      i += 1
    } else if (isOpener(view, i)) i += 1
    else break
  }
  return { first: i, countries, isFormer, gender }
}

function isOpener(view: View, i: number): boolean {
  const { upos, form } = view.doc.tokens[i]!
  return (
    upos === 'DET' ||
    upos === 'PRON' ||
    upos === 'VERB' ||
    upos === 'PUNCT' ||
    upos === 'CCONJ' ||
    form === "'s" ||
    form === '’s'
  )
}

const bare = (word: string) => (word.includes('.') ? word.replaceAll('.', '') : word)

/** Forms of address that tell a gender and no office. */
const HONORIFICS: ReadonlyMap<string, Gender | undefined> = new Map([
  ['mr', 'm'], ['mister', 'm'], ['sir', 'm'], ['lord', 'm'], ['mrs', 'f'], ['ms', 'f'], ['miss', 'f'], ['lady', 'f'],
  ['dame', 'f'], ['madam', 'f'], ['mme', 'f'], ['dr', undefined],
]) // biome-ignore format: one glance

/** "wife" of "ex-wife". */
export function withoutEx(lemma: string): string {
  return lemma.startsWith('ex-') ? lemma.slice(3) : lemma
}

/** The gender that a word such as "spokeswoman" or "King" tells. */
export function genderOf(view: View, first: number, end: number): Gender | undefined {
  for (let i = first; i < end; i += 1) {
    const told = HONORIFICS.get(bare(view.lower[i]!)) ?? view.rules.genderedNouns.get(withoutEx(view.lemmas[i]!))
    if (told) return told
  }
  return undefined
}

interface OfficeWords {
  readonly sector: string | undefined
  readonly isRole: boolean
}

/** The office, rank, profession or role that the words name; undefined where none does. */
function officeIn(view: View, first: number, end: number): OfficeWords | undefined {
  let found: OfficeWords | undefined
  if (closesWithThing(view, end)) return undefined
  for (let i = first; i < end; ) {
    const match = spanAt(view.titles, i)
    const isWhole = match && match.firstTokenIdx >= first && match.endTokenIdx <= end
    const title = isWhole ? match.entries.find((entry) => entry.type !== 'honorific') : undefined
    if (match && title) {
      found = mergeOffice(found, title, false)
      i = match.endTokenIdx
      continue
    }
    const agent = spanAt(view.agents, i)
    const person =
      agent && agent.endTokenIdx <= end ? agent.entries.find((entry) => entry.kind === 'person') : undefined
    // "Benghazi victims sue X": several people are no title of one.
    const isPlural = agent !== undefined && view.doc.tokens[agent.endTokenIdx - 1]!.feats.includes('Number=Plur')
    // "The veteran dissident" served in no army.
    const isOfLongStanding = view.lower[i] === 'veteran' && i + 1 < end
    if (person && !isPlural && !isOfLongStanding) found = mergeOffice(found, person, true)
    if ((view.types.lemmaBits[i]! & TITLE_HEAD) !== 0) found = mergeOffice(found, {}, false)
    i += 1
  }
  return found
}

/** "Benghazi victims sue X", which the tagger takes for nouns: behind people in the plural a thing closes no title of one person. */
function closesWithThing(view: View, end: number): boolean {
  const last = view.doc.tokens[end - 1]
  if (last?.upos !== 'NOUN' || (view.types.lemmaBits[end - 1]! & TITLE_HEAD) !== 0) return false
  if (spanAt(view.titles, end - 1) !== undefined || spanAt(view.agents, end - 1) !== undefined) return false
  return view.doc.tokens[end - 2]?.feats.includes('Number=Plur') === true
}

function mergeOffice(found: OfficeWords | undefined, more: Pick<Title, 'sector'>, isRole: boolean): OfficeWords {
  return { sector: found?.sector ?? more.sector, isRole: isRole && found?.isRole !== false }
}

/** True if the phrase that ends with this head noun names a person by office, rank, profession or role. */
export function isOfficeHead(view: View, first: number, head: number): boolean {
  if ((view.types.lemmaBits[head]! & (TITLE_HEAD | COUNTERPART)) !== 0) return true
  const title = spanAt(view.titles, head)
  if (title && title.firstTokenIdx >= first && title.entries.some((entry) => entry.type !== 'honorific')) return true
  const agent = spanAt(view.agents, head)
  return agent?.endTokenIdx === head + 1 && agent.entries.some((entry) => entry.kind === 'person')
}

function beforePosting(view: View, first: number, end: number): number {
  for (let i = first; i < end; i += 1) if (view.lower[i] === 'to') return i
  return end
}

/** Where "to Japan", "for North Korea" or "on Korean affairs" begins: whom an envoy is sent to tells nothing of who sends him. */
function withoutPosting(view: View, first: number, end: number): number {
  for (let i = first; i < end; i += 1) {
    if (view.lower[i] === 'to' || view.lower[i] === 'for' || view.lower[i] === 'on') return i
    // "Its ambassador in Washington"
    if (view.lower[i] === 'in' && i > first && POSTED.has(view.lemmas[i - 1]!)) return i
  }
  return end
}

const POSTED: ReadonlySet<string> = new Set([
  'ambassador',
  'envoy',
  'consul',
  'attache',
  'attaché',
  'diplomat',
  'correspondent',
  'legate',
  'nuncio',
])

/** Where "of Russia" begins at the end of "president of Russia"; the end where no such phrase closes the title. */
function withoutCountryPhrase(view: View, first: number, end: number): number {
  for (let i = end - 1; i > first; i -= 1) {
    const nameIdx = view.nameAt[i]!
    if (nameIdx < 0) {
      if (view.doc.tokens[i]!.upos === 'DET') continue
      if (view.lower[i] === 'of' && i < end - 1 && view.lemmas[i - 1] !== 'secretary') return i
      return end
    }
    const entry = stateEntry(view, i)
    if (entry?.kind !== 'country' || (entry.how !== 'name' && entry.how !== 'abbreviation')) return end
    i = view.names[nameIdx]!.firstTokenIdx
  }
  return end
}

function stateAtEnd(view: View, first: number, end: number): string | undefined {
  for (let i = first; i < end; i += 1) {
    const country = stateEntry(view, i)?.country
    if (country) return country
  }
  return undefined
}
