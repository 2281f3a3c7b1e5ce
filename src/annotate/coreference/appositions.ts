import type { Chunk } from './chunks.ts'
import { entryAt, possessorOf } from './gazetteer-names.ts'
import { spanAt } from './lexicon-spans.ts'
import type { NameSpan } from './person-spans.ts'
import { isOfficeHead, readTitle, type TitleReading } from './titles.ts'
import { chunkOver, entOver, isBeforeVerb, type View } from './view.ts'
import { BODY_NOUN, FORMER } from './words.ts'

/** A title found beside a name. */
export interface TitleBeside {
  /** Where the phrase with the title begins. */
  readonly first: number
  readonly reading: TitleReading
  /** The chunk of a title that is a phrase of its own. */
  readonly chunkIdx: number | undefined
  readonly isAdjoining: boolean
}

/** True if the phrase names one person by office or role. */
export function isTitleChunk(view: View, chunk: Chunk): boolean {
  if (view.doc.tokens[chunk.head]!.feats.includes('Number=Plur')) return false
  return isOfficeHead(view, chunk.first, chunk.head)
}

/** "party leader and Prime Minister [Boris Johnson]": a noun for one person without an article is an office of whoever follows. */
export function joinedTitle(view: View, mentionFirst: number, span: NameSpan): TitleBeside | undefined {
  if (mentionFirst >= span.first || view.lower[mentionFirst - 1] !== 'and') return undefined
  const chunkIdx = view.chunkAt[mentionFirst - 2] ?? -1
  const chunk = view.chunks[chunkIdx]
  if (!chunk || chunk.end !== mentionFirst - 1 || chunk.possessor >= 0 || !isTitleChunk(view, chunk)) return undefined
  const opener = view.doc.tokens[chunk.first]!
  if (opener.upos === 'DET' || opener.upos === 'PRON' || opener.upos === 'NUM') return undefined
  if (hasPersonName(view, chunk.first, chunk.end) || !inOneSent(view, chunk.first, span.first)) return undefined
  const reading = readTitle(view, chunk.first, chunk.end)
  return reading.fact && !reading.fact.isRole ? beside(chunk.first, reading, chunkIdx) : undefined
}

/** "U.S. Secretary of State [Antony Blinken]", "South Korea's Vice Foreign Minister [Choi]". */
export function titleBefore(view: View, chunk: Chunk, nameFirst: number, inName: Uint8Array): TitleBeside {
  const inner = afterOtherNames(view, chunk, nameFirst, inName)
  if (inner > chunk.first) return beside(inner, readTitle(view, inner, nameFirst))
  const outer = outerPhrase(view, chunk, nameFirst)
  const possessor = possessorOf(view, outer)
  // "Under" of "Under Secretary" is a preposition to the tagger.
  const isUnder = view.lower[outer.first - 1] === 'under' && view.lower[outer.first] === 'secretary'
  const opening = isUnder ? outer.first - 1 : outer.first
  const first = outer.possessor >= 0 ? phraseFirst(view, outer) : opening
  const reading = readTitle(view, opening, nameFirst, possessor)
  // "during the debate Trump spoke": two phrases that only stand side by side.
  if (!reading.isDescribed && view.doc.tokens[nameFirst - 1]?.upos === 'NOUN')
    return beside(nameFirst, { ...reading, countries: [] })
  return { first, reading, chunkIdx: undefined, isAdjoining: outer !== chunk }
}

function beside(first: number, reading: TitleReading, chunkIdx?: number): TitleBeside {
  return { first, reading, chunkIdx, isAdjoining: false }
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
  for (let steps = 0; steps < 4; steps += 1) {
    const preposition = view.lower[outer.first - 1]
    const governor = chunkOver(view, outer.first - 2)
    if (!governor || governor.end !== outer.first - 1 || !preposition || !OFFICE_PREPOSITIONS.has(preposition)) break
    if (isSteppedOver(view, governor, outer)) {
      outer = governor
      continue
    }
    const isBody = (view.types.formBits[governor.head]! & BODY_NOUN) !== 0
    const hasTitle = isOfficeHead(view, chunk.first, nameFirst - 1)
    if (!(isBody && hasTitle && preposition === 'of') && !isTitleChunk(view, governor)) break
    // "the foreign minister of Russia, …" needs a name right after what the office is over.
    if (!isBody && nameFirst === chunk.first) break
    if (!isBody && hasTitle) break
    outer = governor
  }
  return outer
}

/**
 * "Minister of | Foreign Affairs | of Ukraine X", "President of | the Republic | of Korea X": the phrase before the last "of" is the end of
 * the title, or the beginning of the state's name.
 */
function isSteppedOver(view: View, governor: Chunk, outer: Chunk): boolean {
  const title = spanAt(view.titles, governor.head)
  if (title !== undefined && title.firstTokenIdx < governor.first) return true
  const nameIdx = view.nameAt[governor.head]!
  return nameIdx >= 0 && nameIdx === view.nameAt[outer.first]
}

/** The office that "of", "for" or "to" before a phrase hangs on: "Foreign Minister" before "of the Republic of Korea". */
export function officeOver(view: View, chunk: Chunk): Chunk | undefined {
  let outer = chunk
  for (let steps = 0; steps < 4; steps += 1) {
    const governor = chunkOver(view, outer.first - 2)
    if (governor?.end !== outer.first - 1 || !OFFICE_PREPOSITIONS.has(view.lower[outer.first - 1] ?? ''))
      return undefined
    if (isTitleChunk(view, governor)) return governor
    if (!isSteppedOver(view, governor, outer)) return undefined
    outer = governor
  }
  return undefined
}

/** What may stand between an office and what it is over, before a name. */
export const OFFICE_PREPOSITIONS: ReadonlySet<string> = new Set(['of', 'for', 'to'])

function phraseFirst(view: View, chunk: Chunk): number {
  let outer = chunk
  while (outer.possessor >= 0) outer = view.chunks[outer.possessor]!
  return outer.first
}

/** "the U.S. special representative for North Korea, [Sung Kim]," and the same without a comma. */
export function apposedBefore(view: View, span: NameSpan, mentionFirst: number): TitleBeside | undefined {
  // A headline that ends in an office says nothing of the name that opens the text.
  if (!inOneSent(view, mentionFirst - 1, mentionFirst)) return undefined
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
  const isBare = view.doc.tokens[chunk.first]!.upos !== 'DET' && chunk.possessor < 0
  const isClosed = closesApposition(view, span.end) || (isBare && view.doc.tokens[span.end]?.upos === 'ADP')
  if (hasComma && !isClosed) return undefined
  const reading = readTitle(view, chunk.first, closing.end, possessorOf(view, chunk))
  if (!reading.isDescribed) return undefined
  const first = phraseFirst(view, chunk)
  return { first, reading, chunkIdx, isAdjoining: !hasComma }
}

/** The chunk with an office for its head whose "of", "for" or "to" phrases lead up to the given chunk. */
export function titleChunkThatEndsAt(view: View, lastChunkIdx: number): number {
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
export function closesApposition(view: View, end: number): boolean {
  const next = view.doc.tokens[end]
  return !next || next.upos === 'PUNCT'
}

function hasPersonName(view: View, first: number, end: number): boolean {
  for (let i = first; i < end; i += 1) if (entOver(view, i)?.label === 'PERSON') return true
  return false
}

/** "[Ned Price], a State Department spokesman,": an office after the comma that follows a name. */
export function apposedAfter(view: View, span: NameSpan): TitleBeside | undefined {
  const close = afterAge(view, span.end)
  if (!OPENS_APPOSITION.has(view.lower[close] ?? '')) return undefined
  let at = close + 1
  while (((view.types.formBits[at] ?? 0) & FORMER) !== 0 || view.doc.tokens[at]?.upos === 'ADV') at += 1
  let chunkIdx = view.chunkAt[at] ?? -1
  while (view.chunks[chunkIdx]?.isPossessor && view.chunks[chunkIdx + 1]?.possessor === chunkIdx) chunkIdx += 1
  const chunk = view.chunks[chunkIdx]
  if (!chunk || phraseFirst(view, chunk) > at || !inOneSent(view, span.first, chunk.head)) return undefined
  if (hasPersonName(view, chunk.first, chunk.end)) return undefined
  if (!isTitleChunk(view, chunk)) return memberAfter(view, span, chunkIdx)
  const end = titleEnd(view, chunkIdx)
  if (hasPersonName(view, chunk.end, end) && !isNameOver(view, chunk.end, end)) return undefined
  const first = Math.min(chunk.first, close + 1)
  const reading = readTitle(view, chunk.possessor >= 0 ? chunk.first : first, end, possessorOf(view, chunk))
  return reading.isDescribed ? beside(at, reading, chunkIdx) : undefined
}

const OPENS_APPOSITION: ReadonlySet<string> = new Set([',', '(', '—', '–', '―'])

/** Where the comma of an apposition is looked for: behind ", 56" where an age follows the name. */
function afterAge(view: View, end: number): number {
  const isAge = view.lower[end] === ',' && /^\d\d?$/u.test(view.lower[end + 1] ?? '')
  return isAge && OPENS_APPOSITION.has(view.lower[end + 2] ?? '') ? end + 2 : end
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
  return beside(span.end + 1, { fact: undefined, gender: undefined, isDescribed: true, countries }, chunkIdx)
}

/**
 * "a spokesman for President Clinton": the name is whom the office serves, where nothing but its own title stands
 * before it. "Keller, Minister for Foreign Affairs Sato" is a list of two.
 */
function isNameOver(view: View, first: number, end: number): boolean {
  if (first >= end || !TITLE_LINKS.has(view.lower[first]!)) return false
  for (let i = first; i < end; i += 1) {
    const ent = entOver(view, i)
    const chunk = chunkOver(view, i)
    if (ent?.label !== 'PERSON' || !chunk) continue
    return ent.firstTokenIdx <= chunk.first || isOfficeHead(view, chunk.first, ent.firstTokenIdx - 1)
  }
  return true
}

/** True if both tokens are of one sentence. */
export function inOneSent(view: View, a: number, b: number): boolean {
  return view.doc.tokens[a]?.sentIdx === view.doc.tokens[b]?.sentIdx
}

/** End of a title with its phrases: "spokesman | for the National Security Council", "fellow | at Brookings". */
export function titleEnd(view: View, chunkIdx: number): number {
  let end = view.chunks[chunkIdx]!.end
  for (let idx = chunkIdx + 1, steps = 0; steps < 6; idx += 1, steps += 1) {
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
