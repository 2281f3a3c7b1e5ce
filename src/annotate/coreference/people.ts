import type { Chunk } from './chunks.ts'
import type { Gender, TitleFact } from './draft.ts'
import { countryAfter, entryAt, possessorOf } from './gazetteer-names.ts'
import { spanAt } from './lexicon-spans.ts'
import { nameWords } from './person-names.ts'
import { wordsOf } from './rules.ts'
import { genderOf, isOfficeHead, readTitle, type TitleReading } from './titles.ts'
import { isBeforeVerb, textOf, type View } from './view.ts'

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
  const found = [...taggedNames(view), ...namesAfterTitles(view), ...view.givenNames]
  const spans = withoutOverlap(found.sort((a, b) => a.first - b.first || b.end - a.end))
  const known = new Set<string>()
  for (const span of spans) {
    const words = nameWords(textOf(view, span.first, span.end))
    // The family name comes last, or first in East Asian order.
    if (words.length > 1) for (const word of [words[0]!, words.at(-1)!]) known.add(word)
  }
  const all = [...spans, ...bareSurnames(view, spans, known)].sort((a, b) => a.first - b.first)
  const inName = new Uint8Array(view.doc.tokens.length)
  for (const span of all) inName.fill(1, span.first, span.end)
  return all.map((span) => describe(view, span, inName))
}

interface NameSpan {
  readonly first: number
  readonly end: number
}

function taggedNames(view: View): NameSpan[] {
  const spans: NameSpan[] = []
  const words = wordsOfNames(view)
  for (const ent of view.doc.ents) {
    if (ent.label !== 'PERSON' || !view.isRead[view.doc.tokens[ent.firstTokenIdx]!.sentIdx]) continue
    const entry = entryAt(view, ent.firstTokenIdx)
    const match = view.names[view.nameAt[ent.firstTokenIdx]!]
    if (entry && match?.endTokenIdx === ent.endTokenIdx && match.firstTokenIdx === ent.firstTokenIdx) continue
    const first = afterTitle(view, withGivenName(view, ent.firstTokenIdx), ent.endTokenIdx)
    let end = ent.endTokenIdx
    if (first >= end || view.isTime[first]) continue
    if (end === first + 1 && isGivenNameAlone(view, first)) end += 1
    while (end > first && (view.lower[end - 1] === "'s" || view.doc.tokens[end - 1]!.upos === 'PUNCT')) end -= 1
    for (const part of splitAtHyphen(view, { first, end }, words)) {
      if (/\p{L}/u.test(textOf(view, part.first, part.end))) spans.push(part)
    }
  }
  return spans
}

/** "Bill" of "President Bill Clinton", where the tagger took the surname alone. */
function withGivenName(view: View, first: number): number {
  const before = view.doc.tokens[first - 1]
  if (before?.upos !== 'PROPN' || before.sentIdx !== view.doc.tokens[first]!.sentIdx) return first
  const isTaken =
    view.doc.ents[view.entAt[first - 1]!]?.label === 'PERSON' || spanAt(view.titles, first - 1) !== undefined
  return !isTaken && view.gazetteer.firstNames.has(before.form) ? first - 1 : first
}

/** "Ned" of "Ned Price", where the tagger took a surname that is also a common noun for one. */
function isGivenNameAlone(view: View, i: number): boolean {
  const next = view.doc.tokens[i + 1]
  if (!next || next.sentIdx !== view.doc.tokens[i]!.sentIdx || spanAt(view.titles, i + 1) || view.nameAt[i + 1]! >= 0)
    return false
  const isNoun = next.upos === 'NOUN' || next.upos === 'PROPN'
  return isNoun && /^\p{Lu}\p{Ll}/u.test(next.form) && view.gazetteer.firstNames.has(view.doc.tokens[i]!.form)
}

/** The first token after titles that the tagger took into the name ("President Obama"). */
function afterTitle(view: View, first: number, end: number): number {
  let i = first
  while (i < end && spanAt(view.titles, i)) i = spanAt(view.titles, i)!.endTokenIdx
  return i
}

/** "Blinken - Hayashi" as two names, where the tagger took both sides of a pair for one person. */
function splitAtHyphen(view: View, { first, end }: NameSpan, words: ReadonlySet<string>): NameSpan[] {
  if (end - first !== 3 || !/^[-–]$/u.test(view.lower[first + 1]!)) return [{ first, end }]
  if (!words.has(view.lower[first]!) && !words.has(view.lower[end - 1]!)) return [{ first, end }]
  return [
    { first, end: first + 1 },
    { first: end - 1, end },
  ]
}

/** The words of all persons' names but those of pairs with a hyphen. */
function wordsOfNames(view: View): ReadonlySet<string> {
  const words = new Set<string>()
  for (const { label, firstTokenIdx, endTokenIdx } of view.doc.ents) {
    if (label !== 'PERSON' || /^[-–]$/u.test(view.lower[firstTokenIdx + 1] ?? '')) continue
    for (let i = firstTokenIdx; i < endTokenIdx; i += 1) words.add(view.lower[i]!)
  }
  return words
}

/** "Foreign Minister Hayashi Yoshimasa" where the tagger found no name: proper nouns after an office in one phrase. */
function namesAfterTitles(view: View): NameSpan[] {
  const spans: NameSpan[] = []
  for (const chunk of view.chunks) {
    let first = chunk.end
    while (first > chunk.first && isFreeProper(view, first - 1)) first -= 1
    for (let i = chunk.first; i < chunk.end; i += 1) {
      const match = spanAt(view.titles, i)
      if (match && match.endTokenIdx <= chunk.end) first = Math.max(first, match.endTokenIdx)
    }
    const isTitled =
      first > chunk.first
        ? first < chunk.end && (isOfficeHead(view, chunk.first, first - 1) || isPosted(view, chunk, first))
        : isApposed(view, chunk)
    if (isTitled && chunk.end - first <= 4 && !isRoleWord(view, chunk.head)) spans.push({ first, end: chunk.end })
  }
  return spans
}

/** "special representative for North Korea [Sung Kim]": proper nouns after the country an envoy is sent to. */
function isPosted(view: View, chunk: Chunk, first: number): boolean {
  const match = view.names[view.nameAt[chunk.first]!]
  if (!match || match.endTokenIdx !== first || chunk.end - first < 2) return false
  const link = view.lower[chunk.first - 1] ?? ''
  const governor = view.chunks[view.chunkAt[chunk.first - 2] ?? -1]
  return OFFICE_PREPOSITIONS.has(link) && governor?.end === chunk.first - 1 && isTitleChunk(view, governor)
}

function isRoleWord(view: View, i: number): boolean {
  return spanAt(view.agents, i) !== undefined || wordsOf(view.rules, 'title/heads').has(view.lemmas[i]!)
}

function withoutOverlap(spans: readonly NameSpan[]): readonly NameSpan[] {
  let end = 0
  return spans.filter((span) => {
    if (span.first < end) return false
    end = span.end
    return true
  })
}

/** "the U.S. special representative, [Sung Kim],": proper nouns alone in apposition to an office. */
function isApposed(view: View, chunk: Chunk): boolean {
  if (view.lower[chunk.first - 1] !== ',' || !closesApposition(view, chunk.end) || chunk.end - chunk.first < 2)
    return false
  const last = view.chunkAt[chunk.first - 2] ?? -1
  if (view.chunks[last]?.end !== chunk.first - 1 || !inOneSent(view, chunk.first, chunk.first - 2)) return false
  return titleChunkThatEndsAt(view, last) >= 0
}

function isFreeProper(view: View, i: number): boolean {
  const { upos, form } = view.doc.tokens[i]!
  return upos === 'PROPN' && /^\p{Lu}/u.test(form) && view.entAt[i]! < 0 && view.nameAt[i]! < 0
}

/** Surnames of persons named elsewhere that the tagger passed over: "Blinken" where "Antony Blinken" is known. */
function bareSurnames(view: View, spans: readonly NameSpan[], known: ReadonlySet<string>): NameSpan[] {
  const taken = new Uint8Array(view.doc.tokens.length)
  for (const span of spans) taken.fill(1, span.first, span.end)
  const found: NameSpan[] = []
  view.doc.tokens.forEach((token, i) => {
    if (taken[i] || token.form === view.lower[i] || !view.isRead[token.sentIdx]) return
    if (!/^\p{Lu}/u.test(token.form) || isOtherName(view, i) || !isNameLike(view, i)) return
    const word = nameWords(token.form)[0]
    if (word && word.length > 2 && known.has(word)) found.push({ first: i, end: i + 1 })
  })
  return found
}

/** True if a tagger or gazetteer names something else here; of a pair of surnames ("Blinken-Hayashi") neither is sure. */
function isOtherName(view: View, i: number): boolean {
  const ent = view.doc.ents[view.entAt[i]!]
  const entry = view.names[view.nameAt[i]!]?.entries[0]
  if (entry && entry.kind !== 'place') return true
  if (!ent) return false
  const isPair = /^[-–]$/u.test(view.lower[ent.firstTokenIdx + 1] ?? '')
  // "Austin" is a person where one is known, but "in Austin" is not.
  const isPlaced = ent.label !== 'ORG' && view.doc.tokens[i - 1]?.upos === 'ADP'
  return ent.endTokenIdx - ent.firstTokenIdx === 1 ? ent.label === 'PERSON' || isPlaced : !isPair
}

/** A capital tells a name except at the start of a sentence, where "Price" needs a verb or a possessive after it. */
function isNameLike(view: View, i: number): boolean {
  const { upos, sentIdx } = view.doc.tokens[i]!
  if (upos === 'PROPN') return true
  if (i > view.doc.sents[sentIdx]!.firstTokenIdx && view.doc.tokens[i - 1]!.upos !== 'PUNCT') return upos !== 'ADJ'
  const next = view.doc.tokens[i + 1]
  return next?.upos === 'VERB' || next?.upos === 'AUX' || next?.upos === 'PART' || view.isTime[i + 2] === 1
}

function describe(view: View, span: NameSpan, inName: Uint8Array): PersonFound {
  const chunkIdx = view.chunkAt[span.first]!
  const chunk = view.chunks[chunkIdx]
  const before = chunk && span.end >= chunk.end ? titleBefore(view, chunk, span.first, inName) : undefined
  const apposed = before?.isAdjoining ? before : apposedBefore(view, span, before?.first ?? span.first)
  const after = apposedAfter(view, span)
  const readings = [before?.reading, apposed !== before ? apposed?.reading : undefined, after?.reading]
  const facts = readings.flatMap((reading) => (reading?.fact ? [withName(reading.fact, span)] : []))
  const words = nameWords(textOf(view, span.first, span.end))
  const gender =
    readings.find((r) => r?.gender)?.gender ?? nameGender(view, words) ?? genderOf(view, span.first, span.end)
  const country =
    facts.find((fact) => fact.country)?.country ??
    countryAfter(view, span.end) ??
    readings.find((r) => r?.countries[0])?.countries[0]
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

interface TitleBeside {
  /** Where the phrase with the title begins. */
  readonly first: number
  readonly reading: TitleReading
  /** The chunk of a title that is a phrase of its own. */
  readonly chunkIdx?: number
  readonly isAdjoining?: boolean
}

/** "U.S. Secretary of State [Antony Blinken]", "South Korea's Vice Foreign Minister [Choi]". */
function titleBefore(view: View, chunk: Chunk, nameFirst: number, inName: Uint8Array): TitleBeside {
  const inner = afterOtherNames(view, chunk, nameFirst, inName)
  if (inner > chunk.first) return { first: inner, reading: readTitle(view, inner, nameFirst) }
  const outer = outerPhrase(view, chunk, nameFirst)
  const possessor = possessorOf(view, outer)
  // "Under" of "Under Secretary" is a preposition to the tagger.
  const isUnder = view.lower[outer.first - 1] === 'under' && view.lower[outer.first] === 'secretary'
  const opening = isUnder ? outer.first - 1 : outer.first
  const first = outer.possessor >= 0 ? phraseFirst(view, outer) : opening
  const reading = readTitle(view, opening, nameFirst, possessor)
  // "during the debate Trump spoke": two phrases that only stand side by side.
  if (!reading.isDescribed && view.doc.tokens[nameFirst - 1]?.upos === 'NOUN')
    return { first: nameFirst, reading: { ...reading, countries: [] } }
  return { first, reading, isAdjoining: outer !== chunk }
}

/** Where the title can begin in a chunk that holds another person's name or a hyphen before it ("Blinken-[Hayashi]"). */
function afterOtherNames(view: View, chunk: Chunk, nameFirst: number, inName: Uint8Array): number {
  for (let i = nameFirst - 1; i >= chunk.first; i -= 1) {
    const isHyphen = /^[-‐‑–]$/u.test(view.lower[i]!) && i === nameFirst - 1
    if (isHyphen || inName[i]) return i + 1
  }
  return chunk.first
}

/** The chunk in which the title before a name begins: "Secretary" where "of State Antony Blinken" ends the phrase. */
function outerPhrase(view: View, chunk: Chunk, nameFirst: number): Chunk {
  let outer = chunk
  for (let steps = 0; steps < 3; steps += 1) {
    const preposition = view.lower[outer.first - 1]
    const governor = view.chunks[view.chunkAt[outer.first - 2] ?? -1]
    if (!governor || governor.end !== outer.first - 1 || !preposition || !OFFICE_PREPOSITIONS.has(preposition)) break
    const isBody = wordsOf(view.rules, 'body/nouns').has(view.lower[governor.head]!)
    const hasTitle = isOfficeHead(view, chunk.first, nameFirst - 1)
    if (!(isBody && hasTitle && preposition === 'of') && !isTitleChunk(view, governor)) break
    // "the foreign minister of Russia, …" needs a name right after what the office is over.
    if (!isBody && nameFirst === chunk.first) break
    if (!isBody && hasTitle) break
    outer = governor
  }
  return outer
}

const OFFICE_PREPOSITIONS: ReadonlySet<string> = new Set(['of', 'for', 'to'])

export function isTitleChunk(view: View, chunk: Chunk): boolean {
  if (view.doc.tokens[chunk.head]!.feats.includes('Number=Plur')) return false
  return isOfficeHead(view, chunk.first, chunk.head)
}

function phraseFirst(view: View, chunk: Chunk): number {
  let outer = chunk
  while (outer.possessor >= 0) outer = view.chunks[outer.possessor]!
  return outer.first
}

/** "the U.S. special representative for North Korea, [Sung Kim]," and the same without a comma. */
function apposedBefore(view: View, span: NameSpan, mentionFirst: number): TitleBeside | undefined {
  const hasComma = view.lower[mentionFirst - 1] === ','
  // "his running mate, Gov. Mike Pence,": with a title of its own the name needs the comma and an owner before it.
  if (mentionFirst !== span.first && !hasComma) return undefined
  const last = view.chunkAt[mentionFirst - (hasComma ? 2 : 1)] ?? -1
  const closing = view.chunks[last]
  if (!closing || closing.end !== mentionFirst - (hasComma ? 1 : 0)) return undefined
  if (mentionFirst !== span.first && closing.possessor < 0 && !isBeforeVerb(view, mentionFirst, span.end))
    return undefined
  const chunkIdx = titleChunkThatEndsAt(view, last)
  const chunk = view.chunks[chunkIdx]
  if (!chunk || hasPersonName(view, chunk.first, closing.end)) return undefined
  if (hasComma && !closesApposition(view, span.end)) return undefined
  const reading = readTitle(view, chunk.first, closing.end, possessorOf(view, chunk))
  if (!reading.isDescribed) return undefined
  const first = phraseFirst(view, chunk)
  return hasComma ? { first, reading, chunkIdx } : { first, reading, isAdjoining: true, chunkIdx }
}

/** The chunk with an office for its head whose "of", "for" or "to" phrases lead up to the given chunk. */
function titleChunkThatEndsAt(view: View, lastChunkIdx: number): number {
  for (let idx = lastChunkIdx, steps = 0; idx >= 0 && steps < 3; idx -= 1, steps += 1) {
    const chunk = view.chunks[idx]!
    if (isTitleChunk(view, chunk)) return idx
    const linked = TITLE_LINKS.has(view.lower[chunk.first - 1] ?? '') || chunk.possessor === idx - 1
    if (!linked || (view.chunks[idx - 1]?.end ?? -1) !== chunk.first - 1) return -1
  }
  return -1
}

const TITLE_LINKS: ReadonlySet<string> = new Set(['of', 'for', 'to', 'at', 'with', 'and', 'on', 'in', '&'])

/** A name in apposition is closed by a comma, a stop, a bracket or a quotation mark ("…, Graham said" is none). */
function closesApposition(view: View, end: number): boolean {
  const next = view.doc.tokens[end]
  return !next || next.upos === 'PUNCT'
}

function hasPersonName(view: View, first: number, end: number): boolean {
  for (let i = first; i < end; i += 1) if (view.doc.ents[view.entAt[i]!]?.label === 'PERSON') return true
  return false
}

/** "[Ned Price], a State Department spokesman,": an office after the comma that follows a name. */
function apposedAfter(view: View, span: NameSpan): TitleBeside | undefined {
  const comma = view.lower[span.end]
  if (comma !== ',' && comma !== '(' && comma !== '—' && comma !== '–') return undefined
  let at = span.end + 1
  while (wordsOf(view.rules, 'title/former').has(view.lower[at] ?? '') || view.doc.tokens[at]?.upos === 'ADV') at += 1
  let chunkIdx = view.chunkAt[at] ?? -1
  while (view.chunks[chunkIdx]?.isPossessor && view.chunks[chunkIdx + 1]?.possessor === chunkIdx) chunkIdx += 1
  const chunk = view.chunks[chunkIdx]
  if (!chunk || phraseFirst(view, chunk) > at || !inOneSent(view, span.first, chunk.head)) return undefined
  if (hasPersonName(view, chunk.first, chunk.end)) return undefined
  if (!isTitleChunk(view, chunk)) return memberAfter(view, span, chunkIdx)
  const end = titleEnd(view, chunkIdx)
  if (hasPersonName(view, chunk.end, end) && !isNameOver(view, chunk.end, end)) return undefined
  const first = Math.min(chunk.first, span.end + 1)
  const reading = readTitle(view, chunk.possessor >= 0 ? chunk.first : first, end, possessorOf(view, chunk))
  return reading.isDescribed ? { first: at, reading, chunkIdx } : undefined
}

/** "[Adam Schiff], the top Democrat on the committee,": one of a people or party in apposition. */
function memberAfter(view: View, span: NameSpan, chunkIdx: number): TitleBeside | undefined {
  const chunk = view.chunks[chunkIdx]!
  const entry = entryAt(view, chunk.head)
  const isOne =
    !view.doc.tokens[chunk.head]!.feats.includes('Number=Plur') && view.doc.tokens[chunk.first]!.upos === 'DET'
  const isMember =
    entry !== undefined && (entry.how === 'demonym' || entry.how === 'adjective' || entry.kind === 'group')
  if (!isOne || !isMember) return undefined
  const countries = entry.country && !entry.countries ? [entry.country] : []
  return { first: span.end + 1, reading: { countries, isDescribed: true }, chunkIdx }
}

/**
 * "a spokesman for President Clinton": the name is whom the office serves, where nothing but its own title stands
 * before it. "Keller, Minister for Foreign Affairs Sato" is a list of two.
 */
function isNameOver(view: View, first: number, end: number): boolean {
  if (first >= end || !TITLE_LINKS.has(view.lower[first]!)) return false
  for (let i = first; i < end; i += 1) {
    const ent = view.doc.ents[view.entAt[i]!]
    const chunk = view.chunks[view.chunkAt[i]!]
    if (ent?.label !== 'PERSON' || !chunk) continue
    return ent.firstTokenIdx <= chunk.first || isOfficeHead(view, chunk.first, ent.firstTokenIdx - 1)
  }
  return true
}

function inOneSent(view: View, a: number, b: number): boolean {
  return view.doc.tokens[a]?.sentIdx === view.doc.tokens[b]?.sentIdx
}

/** End of a title with its phrases: "spokesman | for the National Security Council", "fellow | at Brookings". */
export function titleEnd(view: View, chunkIdx: number): number {
  let end = view.chunks[chunkIdx]!.end
  for (let idx = chunkIdx + 1, steps = 0; steps < 4; idx += 1, steps += 1) {
    const next = view.chunks[idx]
    if (!next) break
    const isOwned = next.possessor === idx - 1 && next.first === end + 1
    const isLinked = next.first === end + 1 && OFFICE_LINKS.has(view.lower[end]!)
    const isJoined =
      next.first === end + 1 && view.lower[end] === 'and' && steps > 0 && !isOfficeHead(view, next.first, next.head)
    if (!isOwned && !isLinked && !isJoined) break
    if (!inOneSent(view, next.first, end - 1)) break
    end = next.end
  }
  return end
}

const OFFICE_LINKS: ReadonlySet<string> = new Set(['of', 'for', 'to', 'at', 'with'])
