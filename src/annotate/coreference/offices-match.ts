import { remembered } from '../remembered.ts'
import type { Entity } from './draft.ts'
import type { CoreferenceRules } from './rules.ts'

const LESSER: ReadonlySet<string> = new Set([
  'deputy',
  'vice',
  'assistant',
  'under',
  'undersecretary',
  'associate',
  'shadow',
])

/** The words of a title that can be compared, lower case, singular, spelling of "defence" made one. */
export const titleWords: (title: string) => readonly string[] = remembered((title) =>
  title
    .toLowerCase()
    .replace(/[.'’]/gu, '')
    .replace(/\bdefence\b/gu, 'defense')
    .split(/[\s,-]+/u)
    .filter((word) => word && word !== 'the' && word !== 'a' && word !== 'an')
    .map((word) =>
      /ers$|ors$|nts$|ngs$|ries$|ens$|efs$/u.test(word) ? word.replace(/ries$/u, 'rys').replace(/s$/u, '') : word,
    ),
)

/**
 * The offices that a title can stand for, "deputy " before those of a deputy: "First Vice Foreign Minister" gives
 * "deputy foreign minister", "Secretary of State" and "top diplomat" give "foreign minister".
 */
export function officesOf(words: readonly string[], rules: CoreferenceRules): readonly string[] {
  return readOffices(words, rules).all
}

/** The office that a phrase asks for: of all that its words can stand for the one listed first. */
export function officeAsked(words: readonly string[], rules: CoreferenceRules): readonly string[] {
  return readOffices(words, rules).asked
}

/** The one state that has an office of this name: "Secretary of State" is American unless it is "for" something. */
export function officeCountry(words: readonly string[], rules: CoreferenceRules): string | undefined {
  return readOffices(words, rules).country
}

/** What the words of a title tell by themselves. */
interface OfficesRead {
  readonly all: readonly string[]
  readonly asked: readonly string[]
  readonly country: string | undefined
}

const known = new WeakMap<CoreferenceRules, (title: string) => OfficesRead>()

/** Titles recur from report to report, so that each is read once. */
function readOffices(words: readonly string[], rules: CoreferenceRules): OfficesRead {
  let read = known.get(rules)
  if (!read) {
    read = remembered((title) => {
      const parts = title === '' ? [] : title.split(' ')
      return { all: findOffices(parts, rules), asked: findAsked(parts, rules), country: findCountry(parts, rules) }
    })
    known.set(rules, read)
  }
  return read(words.length === 1 ? words[0]! : words.join(' '))
}

function findOffices(words: readonly string[], rules: CoreferenceRules): readonly string[] {
  const rank = words.some((word) => LESSER.has(word)) ? 'deputy ' : ''
  const found = new Set<string>()
  for (let i = 0; i < words.length; i += 1) {
    for (let j = words.length; j > i; j -= 1) {
      const offices = rules.offices.get(words.slice(i, j).join(' '))
      if (!offices) continue
      for (const office of offices) found.add(rank + office)
      // The longest phrase from here tells; its parts ("secretary" of "secretary of state") would only blur it.
      i = j - 1
      break
    }
  }
  return [...found]
}

function findAsked(words: readonly string[], rules: CoreferenceRules): readonly string[] {
  const rank = words.some((word) => LESSER.has(word)) ? 'deputy ' : ''
  for (let i = 0; i < words.length; i += 1) {
    for (let j = words.length; j > i; j -= 1) {
      const [office] = rules.offices.get(words.slice(i, j).join(' ')) ?? []
      if (office) return [rank + office]
    }
  }
  return []
}

function findCountry(words: readonly string[], rules: CoreferenceRules): string | undefined {
  if (words.includes('for')) return undefined
  for (let i = 0; i < words.length; i += 1) {
    for (let j = words.length; j > i; j -= 1) {
      const country = rules.officeCountries.get(words.slice(i, j).join(' '))
      if (country) return country
    }
  }
  return undefined
}

/** A phrase by office as it is compared with what persons hold. */
export interface OfficePhrase {
  readonly words: readonly string[]
  /** The office meant; a title is compared by all that it can stand for. */
  readonly offices: readonly string[]
  readonly isFormer?: boolean
}

/** How well a phrase by office fits a person: 2 its very words, 1 an office both can stand for, 0 not at all. */
export function officeFit(phrase: OfficePhrase, person: Entity): 0 | 1 | 2 {
  let fit: 0 | 1 | 2 = 0
  for (const title of person.titles) {
    // "the former president" is no president of today, but a former one is still called "the president" now and then.
    if (phrase.isFormer && !title.isFormer && !title.isRole) continue
    if (wordsFit(phrase.words, title.words) && (!title.isFormer || phrase.isFormer)) return 2
    if (phrase.offices.some((office) => title.offices.includes(office))) fit = 1
  }
  return fit === 0 && person.titles.length === 0 ? listedFit(phrase, person) : fit
}

/** By a yearbook: a former office only where the phrase says "former". */
function listedFit(phrase: OfficePhrase, { listed }: Entity): 0 | 1 {
  const isFit = listed.some(
    ({ words, offices, isFormer }) =>
      isFormer === (phrase.isFormer === true) &&
      (wordsFit(phrase.words, words) || phrase.offices.some((office) => offices.includes(office))),
  )
  return isFit ? 1 : 0
}

/** "foreign minister" fits "foreign minister"; "the minister" fits any minister; "minister" with "vice" only a vice one. */
function wordsFit(words: readonly string[], title: readonly string[]): boolean {
  if (words.length === 0 || !words.every((word) => title.includes(word) || WEAK.has(word))) return false
  if (words.every((word) => WEAK.has(word))) return false
  const told = words.filter((word) => !WEAK.has(word))
  if (told.length === 1 && ANY_RANK.has(told[0]!)) return !title.includes('prime')
  return title.some((word) => LESSER.has(word)) === words.some((word) => LESSER.has(word))
}

/** Nouns by which a deputy too is called ("the minister" of a vice minister, but never "the president" of a vice president). */
const ANY_RANK: ReadonlySet<string> = new Set([
  'minister',
  'secretary',
  'diplomat',
  'official',
  'commander',
  'spokesman',
  'spokeswoman',
  'spokesperson',
  'leader',
])

/** Words that tell nothing about which office is meant. */
const WEAK: ReadonlySet<string> = new Set([
  'of',
  'for',
  'new',
  'current',
  'incumbent',
  'first',
  'senior',
  'top',
  'chief',
])
