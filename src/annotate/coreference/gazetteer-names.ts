import { entriesFor, type Gazetteer, type GazetteerEntry, regionBehind, regionListed } from '../gazetteer.ts'
import { remembered } from '../remembered.ts'
import type { Chunk } from './chunks.ts'
import { spanAt } from './lexicon-spans.ts'
import { wordsOf } from './rules.ts'
import { chunkOver, entOver, nameOver, possessorChunk, textOf, type View } from './view.ts'

/** How a form names a state outright, as against by its capital or a nickname. */
const NATIONAL: ReadonlySet<string> = new Set(['name', 'abbreviation', 'adjective', 'demonym'])

/** True if the entry is a state, or a body that stands as one (UN, NATO). */
export function isState(entry: GazetteerEntry): boolean {
  return entry.kind === 'country'
}

/**
 * The entry that the gazetteer's name at this token stands for, in its context: an ambiguous form ("Georgia") needs an
 * entity that is no person there, and no form counts within a longer person's name.
 */
export function entryAt(view: View, tokenIdx: number): GazetteerEntry | undefined {
  const nameIdx = view.nameAt[tokenIdx] ?? -1
  if (nameIdx < 0) return undefined
  const match = view.names[nameIdx]!
  const ent = entOver(view, tokenIdx)
  const isWholeEnt = ent?.firstTokenIdx === match.firstTokenIdx && ent.endTokenIdx === match.endTokenIdx
  const sure = match.entries.find((entry) => !entry.isAmbiguous)
  if (ent?.label === 'PERSON') return isWholeEnt && sure?.kind === 'country' ? sure : undefined
  if (sure) return match.entries[0]?.isAmbiguous && ent ? (fitting(match.entries, ent.label) ?? sure) : match.entries[0]
  // "the North" and "the Kremlin" can mean many things, but not where the document names the state outright.
  const nickname = match.entries.find((e) => e.how === 'nickname' && view.sureCountries.has(e.country ?? ''))
  if (nickname) return nickname
  if (!ent) return undefined
  const entry = fitting(match.entries, ent.label)
  if (entry && isState(entry)) {
    const region = regionListed(view.gazetteer, view.doc.tokens, match)
    if (region !== undefined) return region
  }
  // "The Anti-Defamation League" is not Italy's League.
  const isInLongerName = ent.firstTokenIdx < match.firstTokenIdx && view.lower[match.firstTokenIdx - 1] !== 'the'
  if (isInLongerName && entry?.kind === 'organization') return undefined
  // "ABC" is a broadcaster of several countries: one that the text never names is not it.
  if (entry?.how === 'abbreviation' && entry.kind === 'organization' && isElsewhere(view, entry)) return undefined
  return entry
}

function isElsewhere({ sureCountries }: View, { country }: GazetteerEntry): boolean {
  return country !== undefined && /^[A-Z]{3}$/u.test(country) && !sureCountries.has(country)
}

function fitting(entries: readonly GazetteerEntry[], label: string): GazetteerEntry | undefined {
  return entries.find((entry) => entry.label === label) ?? entries[0]
}

/** The entry at this token if it names a nation by name, abbreviation, adjective or demonym, or a body such as the UN. */
export function stateEntry(view: View, tokenIdx: number): GazetteerEntry | undefined {
  const entry = entryAt(view, tokenIdx)
  return entry && isState(entry) && NATIONAL.has(entry.how) ? entry : undefined
}

/** The country codes that the tokens name, each once, in order; metonyms count where `withCapitals` is set. */
export function countriesIn(
  view: View,
  first: number,
  end: number,
  options?: { withCapitals: boolean },
): readonly string[] {
  const codes: string[] = []
  for (let i = first; i < end; ) {
    const nameIdx = view.nameAt[i]!
    if (nameIdx < 0) {
      i += 1
      continue
    }
    const entry = options?.withCapitals ? entryAt(view, i) : stateEntry(view, i)
    const end = Math.max(i + 1, view.names[nameIdx]!.endTokenIdx)
    const isNew = entry?.country !== undefined && entry.kind === 'country' && !codes.includes(entry.country)
    if (isNew && !isPartOfAdjective(view, end) && !isDescent(view, entry, end)) codes.push(entry.country!)
    i = end
  }
  return codes
}

/** "A Spanish-language channel", "French-speaking rebels", "Iran-backed fighters": what is joined to the name tells no nationality. */
function isPartOfAdjective({ lower }: View, end: number): boolean {
  return lower[end] === '-' && NOT_OF.has(lower[end + 1] ?? '')
}

/** "The Cuban American foundation" and "Cuban-Americans" are American. */
export function isDescent({ lower }: View, { how }: GazetteerEntry, end: number): boolean {
  const next = lower[lower[end] === '-' ? end + 1 : end] ?? ''
  return (how === 'adjective' || how === 'demonym') && /^americans?$/u.test(next)
}

const NOT_OF: ReadonlySet<string> = new Set([
  'language', 'speaking', 'style', 'born', 'made', 'built', 'educated', 'trained', 'backed', 'supported', 'funded', 'financed', 'sponsored', 'armed',
  'allied', 'aligned', 'occupied', 'held', 'controlled', 'brokered', 'mediated', 'supplied', 'designed', 'inspired', 'themed',
]) // biome-ignore format: one glance

/** What owns a phrase: "Seoul's", "the ministry's". */
export interface Possessor {
  readonly entry: GazetteerEntry | undefined
  readonly country: string | undefined
}

/** The state or body that the possessor before a chunk names, capitals included ("Seoul's foreign minister"). */
export function possessorOf(view: View, chunk: Chunk): Possessor | undefined {
  const possessor = possessorChunk(view, chunk)
  if (!possessor) return undefined
  const entry = entryAt(view, possessor.head)
  return { entry, country: possessorCountry(view, chunk) || undefined }
}

/** "the Defence Ministry of Japan". */
export function countryAfter(view: View, end: number): string | undefined {
  if (view.lower[end] !== 'of') return undefined
  const next = chunkOver(view, end + 1)
  if (!next) return undefined
  const entry = entryAt(view, next.head)
  return entry && isState(entry) && entry.kind === 'country' ? entry.country : undefined
}

/** The country of the first place, body or people named here that lies in one country: "the Delhi court", "Taliban fighters". */
export function anyCountryIn(view: View, first: number, end: number): string | undefined {
  for (let i = first; i < end; i += 1) {
    const entry = entryAt(view, i)
    // A "Boeing jet" need not be American.
    if (!entry?.country || entry.countries || entry.how === 'water' || entry.sector === 'BUS') continue
    const nameEnd = view.names[view.nameAt[i]!]!.endTokenIdx
    if (isPartOfAdjective(view, nameEnd) || isDescent(view, entry, nameEnd)) continue
    if (!isPortfolio(view, i))
      return (
        (entry.how === 'city' ? regionBehind(view.gazetteer, view.doc.tokens, nameEnd) : undefined) ?? entry.country
      )
  }
  return undefined
}

/** The country that the possessors before a chunk tell, the nearest first: "Iran's Foreign Ministry's spokesman". */
export function possessorCountry(view: View, chunk: Chunk): string | undefined {
  let at: Chunk | undefined = possessorChunk(view, chunk)
  for (let steps = 0; at && steps < 3; steps += 1) {
    const country = entryAt(view, at.head)?.country ?? anyCountryIn(view, at.first, at.end)
    if (country) return country
    at = possessorChunk(view, at)
  }
  return undefined
}

export interface OrganizationFound {
  readonly text: string
  readonly country?: string
}

/**
 * The body that a stretch of tokens names: an organisation of the gazetteer, an ORG entity, or words that end in a noun
 * such as "department" ("state department", "Department of State").
 */
export function organizationIn(view: View, first: number, end: number): OrganizationFound | undefined {
  for (let i = first; i < end; i += 1) {
    // "State" of "Secretary of State" is a word of the title.
    if ((spanAt(view.titles, i)?.firstTokenIdx ?? i) < i || isPortfolio(view, i)) continue
    const ent = entOver(view, i)
    if (ent?.label === 'ORG' && ent.firstTokenIdx >= first && ent.endTokenIdx <= end) {
      return found(view, ent.firstTokenIdx, ent.endTokenIdx)
    }
    const entry = entryAt(view, i)
    const match = nameOver(view, i)
    if (match && match.endTokenIdx <= end && (entry?.kind === 'organization' || entry?.how === 'seat')) {
      return found(view, match.firstTokenIdx, match.endTokenIdx, entry)
    }
    const body = bodyPhrase(view, i, end)
    if (body > i) return found(view, i, body)
  }
  return undefined
}

/** "Foreign Affairs" of "Minister for Foreign Affairs" is what the minister is over, no body (nor a magazine). */
function isPortfolio(view: View, i: number): boolean {
  let at = i
  while (at > 0 && view.doc.tokens[at]!.upos !== 'ADP' && i - at < 4) at -= 1
  return /^(?:of|for)$/u.test(view.lower[at]!) && /^(?:minister|secretary)$/u.test(view.lemmas[at - 1] ?? '')
}

function found(view: View, first: number, end: number, known?: GazetteerEntry): OrganizationFound {
  const text = textOf(view, first, end)
  const country = known?.country ?? bodyEntry(view, text)?.country ?? countriesIn(view, first, end)[0]
  return { text, ...(country ? { country } : {}) }
}

/** The gazetteer's entry for a body named in any case, "state department" and "Department of State" alike. */
export function bodyEntry(view: View, text: string): GazetteerEntry | undefined {
  let ask = bodiesOf.get(view.gazetteer)
  if (!ask) {
    const { gazetteer } = view
    ask = remembered((asked) => ({ entry: findBody(gazetteer, asked) }))
    bodiesOf.set(gazetteer, ask)
  }
  return ask(text).entry
}

const bodiesOf = new WeakMap<Gazetteer, (text: string) => { readonly entry: GazetteerEntry | undefined }>()

function findBody(gazetteer: Gazetteer, text: string): GazetteerEntry | undefined {
  const asWritten = entriesFor(gazetteer, text)
  if (asWritten.length > 0) return asWritten.find((entry) => entry.kind !== 'place')
  const titled = text.toLowerCase().replace(/\b(?!of\b|the\b|and\b|for\b)\p{L}/gu, (letter) => letter.toUpperCase())
  const swapped = /^(Department|Ministry) of (.+)$/u.exec(titled)
  for (const form of [titled, ...(swapped ? [`${swapped[2]} ${swapped[1]}`] : [])]) {
    const entry = entriesFor(gazetteer, form).find((e) => e.kind === 'organization')
    if (entry) return entry
  }
  return undefined
}

/** End of "Department of State" or "state department" that begins at the token; the token itself where none does. */
function bodyPhrase(view: View, first: number, end: number): number {
  const bodyNouns = wordsOf(view.rules, 'body/nouns')
  const limit = Math.min(end, first + 6)
  for (let i = first; i < limit; i += 1) {
    const { upos } = view.doc.tokens[i]!
    if (bodyNouns.has(view.lower[i]!)) return i > first ? i + 1 : ofPhraseEnd(view, i, end)
    if (upos !== 'NOUN' && upos !== 'PROPN' && upos !== 'ADJ') break
  }
  return first
}

function ofPhraseEnd(view: View, bodyIdx: number, end: number): number {
  if (view.lower[bodyIdx + 1] !== 'of' || bodyIdx + 2 >= end) return bodyIdx
  const next = view.doc.tokens[bodyIdx + 2]!
  return next.upos === 'PROPN' || next.upos === 'NOUN' ? bodyIdx + 3 : bodyIdx
}
