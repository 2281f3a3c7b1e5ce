import { apposedAfter, apposedBefore, joinedTitle, titleBefore } from './appositions.ts'
import type { Gender, TitleFact } from './draft.ts'
import { countryAfter } from './gazetteer-names.ts'
import { nameWords } from './person-names.ts'
import { findNameSpans, type NameSpan } from './person-spans.ts'
import { FORMS } from './pronoun-forms.ts'
import { genderOf, type TitleReading } from './titles.ts'
import { baseRelation, entOver, textOf, type View } from './view.ts'

/** A person's name in the text with the office that stands beside it. */
export interface PersonFound {
  /** The whole mention: possessor, title and name. */
  readonly first: number
  readonly end: number
  readonly nameFirst: number
  readonly nameEnd: number
  readonly words: readonly string[]
  readonly gender: Gender | undefined
  /** Of a surname alone: the gender of the pronoun that goes on with it, "[Clinton] allowed her staff". */
  readonly genderAfter: Gender | undefined
  readonly facts: readonly TitleFact[]
  /** By adjective or possessive before the name. */
  readonly country: string | undefined
  /** Indices of the chunks in apposition that describe the person. */
  readonly appositions: readonly number[]
}

/** All persons named, in text order: entities of the tagger, and names after a title that it missed. */
export function findPeople(view: View): readonly PersonFound[] {
  const all = findNameSpans(view)
  const inName = new Uint8Array(view.doc.tokens.length)
  for (const span of all) inName.fill(1, span.first, span.end)
  const people: PersonFound[] = []
  for (const span of all) people.push(describe(view, span, inName))
  return people
}

function describe(view: View, span: NameSpan, inName: Uint8Array): PersonFound {
  const chunkIdx = view.chunkAt[span.first]!
  const chunk = view.chunks[chunkIdx]
  const before = chunk && span.end >= chunk.end ? titleBefore(view, chunk, span.first, inName) : undefined
  const apposed = before?.isAdjoining ? before : apposedBefore(view, span, before?.first ?? span.first)
  const after = apposedAfter(view, span)
  const words = nameWords(textOf(view, span.first, span.end))
  const facts: TitleFact[] = []
  const told: Told = { gender: undefined, factCountry: undefined, country: undefined }
  if (before) takeReading(before.reading, span, facts, told)
  if (apposed && apposed !== before) takeReading(apposed.reading, span, facts, told)
  if (after) takeReading(after.reading, span, facts, told)
  const appositions: number[] = []
  if (apposed?.chunkIdx !== undefined) appositions.push(apposed.chunkIdx)
  if (after?.chunkIdx !== undefined) appositions.push(after.chunkIdx)
  const joined = before ? joinedTitle(view, before.first, span) : undefined
  if (joined) {
    takeReading(joined.reading, span, facts, told)
    appositions.push(joined.chunkIdx!)
  }
  return {
    first: before?.first ?? span.first, end: span.end, nameFirst: span.first, nameEnd: span.end, words,
    gender: told.gender ?? nameGender(view, words) ?? genderOf(view, span.first, span.end),
    genderAfter: words.length === 1 ? genderAfter(view, span) : undefined, facts,
    country: told.factCountry ?? countryAfter(view, span.end) ?? told.country, appositions,
  } // biome-ignore format: one record
}

/** What the readings of titles tell besides the offices: each the first that tells it. */
interface Told {
  gender: Gender | undefined
  factCountry: string | undefined
  country: string | undefined
}

function takeReading({ fact, gender, countries }: TitleReading, span: NameSpan, facts: TitleFact[], told: Told): void {
  told.gender ??= gender
  told.country ??= countries[0]
  if (!fact) return
  told.factCountry ??= fact.country
  const isAround = fact.first <= span.first && fact.end >= span.end
  const [first, end] = [Math.min(fact.first, span.first), Math.max(fact.end, span.end)]
  facts.push(isAround ? fact : { ...fact, first, end })
}

/** So many words behind a name a pronoun of its sentence may go on with it, if nobody else is named between. */
const REACH = 12

function genderAfter(view: View, { first, end }: NameSpan): Gender | undefined {
  // "Sanders, who endorsed Clinton, said he agrees": what is no subject of its clause hands on nothing.
  const isObject = baseRelation(view, first) === 'obj'
  if (isObject && view.lower[end] === ',') return undefined
  const { sentIdx } = view.doc.tokens[first]!
  for (let i = end; i < end + REACH && view.doc.tokens[i]?.sentIdx === sentIdx; i += 1) {
    if (entOver(view, i)?.label === 'PERSON') return undefined
    // "Trump warned Clinton that he": whoever goes on as subject was subject before.
    if (isObject && (view.lower[i] === 'he' || view.lower[i] === 'she')) return undefined
    const gender = FORMS.get(view.lower[i]!)?.gender
    if (gender === 'f' || gender === 'm') return gender
  }
  return undefined
}

function nameGender(view: View, words: readonly string[]): Gender | undefined {
  if (words.length < 2) return undefined
  return view.rules.genders.get(words[0]!)
}
