import { apposedAfter, apposedBefore, titleBefore } from './appositions.ts'
import type { Gender, TitleFact } from './draft.ts'
import { countryAfter } from './gazetteer-names.ts'
import { nameWords } from './person-names.ts'
import { findNameSpans, type NameSpan } from './person-spans.ts'
import { genderOf, NO_TITLE, type TitleReading } from './titles.ts'
import { textOf, type View } from './view.ts'

/** A person's name in the text with the office that stands beside it. */
export interface PersonFound {
  /** The whole mention: possessor, title and name. */
  readonly first: number
  readonly end: number
  readonly nameFirst: number
  readonly nameEnd: number
  readonly words: readonly string[]
  readonly gender?: Gender
  readonly facts: readonly TitleFact[]
  /** By adjective or possessive before the name. */
  readonly country?: string
  /** Indices of the chunks in apposition that describe the person. */
  readonly appositions: readonly number[]
}

/** All persons named, in text order: entities of the tagger, and names after a title that it missed. */
export function findPeople(view: View): readonly PersonFound[] {
  const all = findNameSpans(view)
  const inName = new Uint8Array(view.doc.tokens.length)
  for (const span of all) inName.fill(1, span.first, span.end)
  return all.map((span) => describe(view, span, inName))
}

function describe(view: View, span: NameSpan, inName: Uint8Array): PersonFound {
  const chunkIdx = view.chunkAt[span.first]!
  const chunk = view.chunks[chunkIdx]
  const before = chunk && span.end >= chunk.end ? titleBefore(view, chunk, span.first, inName) : undefined
  const apposed = before?.isAdjoining ? before : apposedBefore(view, span, before?.first ?? span.first)
  const after = apposedAfter(view, span)
  const readings: TitleReading[] = []
  for (const beside of [before, apposed !== before ? apposed : undefined, after])
    if (beside && beside.reading !== NO_TITLE) readings.push(beside.reading)
  const facts = readings.flatMap((reading) => (reading.fact ? [withName(reading.fact, span)] : []))
  const words = nameWords(textOf(view, span.first, span.end))
  const gender =
    readings.find((r) => r.gender)?.gender ?? nameGender(view, words) ?? genderOf(view, span.first, span.end)
  const country =
    facts.find((fact) => fact.country)?.country ??
    countryAfter(view, span.end) ??
    readings.find((r) => r.countries[0])?.countries[0]
  return {
    first: before?.first ?? span.first,
    end: span.end,
    nameFirst: span.first,
    nameEnd: span.end,
    words,
    facts,
    appositions: [apposed?.chunkIdx, after?.chunkIdx].flatMap((idx) => (idx === undefined ? [] : [idx])),
    ...(gender ? { gender } : {}),
    ...(country ? { country } : {}),
  }
}

function withName(fact: TitleFact, span: NameSpan): TitleFact {
  return { ...fact, first: Math.min(fact.first, span.first), end: Math.max(fact.end, span.end) }
}

function nameGender(view: View, words: readonly string[]): Gender | undefined {
  if (words.length < 2) return undefined
  return view.rules.genders.get(words[0]!)
}
