import type { Ent } from '../doc.ts'
import { closesApposition, inOneSent, officeOver, titleChunkThatEndsAt } from './appositions.ts'
import type { Chunk } from './chunks.ts'
import { entryAt } from './gazetteer-names.ts'
import { spanAt } from './lexicon-spans.ts'
import { nameWords } from './person-names.ts'
import { isOfficeHead } from './titles.ts'
import { entOver, nameOver, textOf, type View } from './view.ts'
import { BODY_NAME, CAPITAL, TITLE_HEAD } from './words.ts'

/** The tokens of a person's name, without titles. */
export interface NameSpan {
  readonly first: number
  readonly end: number
}

/** Where persons are named, in text order, without overlap. */
export function findNameSpans(view: View): readonly NameSpan[] {
  const found = [...taggedNames(view), ...namesAfterTitles(view), ...view.givenNames]
  const spans = withoutOverlap(found.sort((a, b) => a.first - b.first || b.end - a.end))
  const known = new Set<string>()
  for (const span of spans) {
    const words = nameWords(textOf(view, span.first, span.end))
    // The family name comes last, or first in East Asian order.
    if (words.length > 1) for (const word of [words[0]!, words.at(-1)!]) known.add(word)
  }
  return [...spans, ...bareSurnames(view, spans, known)].sort((a, b) => a.first - b.first)
}

function taggedNames(view: View): NameSpan[] {
  const spans: NameSpan[] = []
  const words = wordsOfNames(view)
  for (const ent of view.doc.ents) {
    if (ent.label !== 'PERSON' || isBodyName(view, ent) || !view.isRead[view.doc.tokens[ent.firstTokenIdx]!.sentIdx])
      continue
    const entry = entryAt(view, ent.firstTokenIdx)
    const match = nameOver(view, ent.firstTokenIdx)
    if (entry && match?.endTokenIdx === ent.endTokenIdx && match.firstTokenIdx === ent.firstTokenIdx) continue
    const first = afterTitle(view, withGivenName(view, ent), ent.endTokenIdx)
    let end = ent.endTokenIdx
    if (first >= end || view.isTime[first]) continue
    if (end === first + 1 && isGivenNameAlone(view, first)) end += 1
    while (end > first && (view.lower[end - 1] === "'s" || view.doc.tokens[end - 1]!.upos === 'PUNCT')) end -= 1
    end = withoutState(view, withoutHeadline(view, { first, end }, words), first)
    for (const part of splitAtHyphen(view, { first, end }, words)) {
      if (nameWords(textOf(view, part.first, part.end)).length > 0) spans.push(part)
    }
  }
  return spans
}

/** "Xi Jinping of the People", cut out of "of the People's Republic": a name ends before its "of the". */
function withoutState(view: View, end: number, first: number): number {
  for (let i = first + 1; i + 1 < end; i += 1) if (view.lower[i] === 'of' && view.lower[i + 1] === 'the') return i
  return end
}

/** "Mary Wells" of the headline "Mary Wells Speaks Out", where the text below has no such last name. */
function withoutHeadline(view: View, { first, end }: NameSpan, words: ReadonlySet<string>): number {
  if (end - first < 2 || !isHeadline(view, view.doc.tokens[first]!.sentIdx)) return end
  const isStray = !words.has(view.lower[end - 1]!) && words.has(view.lower[end - 2]!)
  return isStray ? end - 1 : end
}

/** A title, or the first sentence of a text where its longer words begin with capitals, as those of American headlines do. */
function isHeadline({ doc }: View, sentIdx: number): boolean {
  const { blockIdx, firstTokenIdx, endTokenIdx } = doc.sents[sentIdx]!
  if (doc.report.blocks[blockIdx]?.kind === 'title') return true
  if (sentIdx > 0) return false
  const words = doc.tokens.slice(firstTokenIdx, endTokenIdx).filter(({ form }) => LONGER.test(form))
  return words.length >= 4 && words.every(({ form }) => /^\p{Lu}/u.test(form))
}

const LONGER = /^\p{L}{5}/u

/** "Tax Policy Center", whatever the tagger takes it for. */
export function isBodyName(view: View, { firstTokenIdx, endTokenIdx }: Ent): boolean {
  const last = view.doc.tokens[endTokenIdx - 1]!
  return (
    endTokenIdx - firstTokenIdx > 1 &&
    /^\p{Lu}/u.test(last.form) &&
    (view.types.formBits[endTokenIdx - 1]! & BODY_NAME) !== 0
  )
}

/** "Bill" of "President Bill Clinton", "Sung" of "the envoys, Sung Kim and …", where the tagger took the surname alone. */
function withGivenName(view: View, { firstTokenIdx: first, endTokenIdx: end }: Ent): number {
  const before = view.doc.tokens[first - 1]
  if (before === undefined || before.sentIdx !== view.doc.tokens[first]!.sentIdx) return first
  const isTaken = entOver(view, first - 1)?.label === 'PERSON' || spanAt(view.titles, first - 1) !== undefined
  if (isTaken) return first
  if (before.upos === 'PROPN' && view.gazetteer.firstNames.has(before.form)) return first - 1
  return end === first + 1 && isUnknownName(view, first - 1) ? first - 1 : first
}

/** A capital inside a sentence that opens a phrase and that no lexicon explains. */
function isUnknownName(view: View, i: number): boolean {
  if ((view.types.formBits[i]! & CAPITAL) === 0 || view.nameAt[i]! >= 0 || view.isTime[i]) return false
  if (i === view.doc.sents[view.doc.tokens[i]!.sentIdx]!.firstTokenIdx || spanAt(view.agents, i)) return false
  return view.lower[i - 1] === ',' || (view.doc.tokens[i - 1]!.upos === 'ADP' && view.doc.tokens[i]!.upos === 'VERB')
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
  // "Diaz-Canel" is one where "Miguel Diaz-Canel" is named.
  if (words.has(`${view.lower[first]}-${view.lower[end - 1]}`)) return [{ first, end }]
  return [
    { first, end: first + 1 },
    { first: end - 1, end },
  ]
}

/** The words of all persons' names below the headline but those of pairs with a hyphen; "diaz-canel" too where it is part of a longer name. */
function wordsOfNames(view: View): ReadonlySet<string> {
  const words = new Set<string>()
  for (const { label, firstTokenIdx, endTokenIdx } of view.doc.ents) {
    if (label !== 'PERSON' || /^[-–]$/u.test(view.lower[firstTokenIdx + 1] ?? '')) continue
    if (isHeadline(view, view.doc.tokens[firstTokenIdx]!.sentIdx)) continue
    for (let i = firstTokenIdx; i < endTokenIdx; i += 1) words.add(view.lower[i]!)
    for (let i = firstTokenIdx + 2; i < endTokenIdx - 1; i += 1)
      if (view.lower[i] === '-') words.add(`${view.lower[i - 1]}-${view.lower[i + 1]}`)
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
    const isSuffix = nameWords(textOf(view, first, chunk.end)).length === 0
    if (isTitled && !isSuffix && chunk.end - first <= 4 && !isRoleWord(view, chunk.head))
      spans.push({ first, end: chunk.end })
  }
  return spans
}

/** "special representative for North Korea [Sung Kim]": proper nouns after the country an envoy is sent to. */
function isPosted(view: View, chunk: Chunk, first: number): boolean {
  const match = nameOver(view, chunk.first)
  if (!match || match.endTokenIdx !== first || chunk.end - first < 2) return false
  return officeOver(view, chunk) !== undefined
}

function isRoleWord(view: View, i: number): boolean {
  return spanAt(view.agents, i) !== undefined || (view.types.lemmaBits[i]! & TITLE_HEAD) !== 0
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
  if (upos !== 'PROPN' || !/^\p{Lu}/u.test(form) || view.nameAt[i]! >= 0) return false
  const ent = entOver(view, i)
  return ent === undefined || isBehindState(view, ent, i)
}

/** "Korea Chung Eui-yong", which the tagger took for one place: words behind the state's name are no part of it. */
function isBehindState(view: View, { label, firstTokenIdx }: Ent, i: number): boolean {
  if (label === 'PERSON') return false
  for (let at = i - 1; at >= firstTokenIdx; at -= 1)
    if (view.nameAt[at]! >= 0) return entryAt(view, at)?.kind === 'country'
  return false
}

/** Surnames of persons named elsewhere that the tagger passed over: "Blinken" where "Antony Blinken" is known. */
function bareSurnames(view: View, spans: readonly NameSpan[], known: ReadonlySet<string>): NameSpan[] {
  const taken = new Uint8Array(view.doc.tokens.length)
  for (const span of spans) taken.fill(1, span.first, span.end)
  const found: NameSpan[] = []
  view.doc.tokens.forEach((token, i) => {
    if ((view.types.formBits[i]! & CAPITAL) === 0 || taken[i] || !view.isRead[token.sentIdx]) return
    const word = view.types.forms[i]!.surname
    if (!word || word.length <= 2 || !known.has(word)) return
    if (!isOtherName(view, i) && isNameLike(view, i)) found.push({ first: i, end: i + 1 })
  })
  return found
}

/** True if a tagger or gazetteer names something else here; of a pair of surnames ("Blinken-Hayashi") neither is sure. */
function isOtherName(view: View, i: number): boolean {
  const ent = entOver(view, i)
  const entry = nameOver(view, i)?.entries[0]
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
  if (next && /^(?:him|her)self$/iu.test(next.form)) return true
  return next?.upos === 'VERB' || next?.upos === 'AUX' || next?.upos === 'PART' || view.isTime[i + 2] === 1
}

function withoutOverlap(spans: readonly NameSpan[]): readonly NameSpan[] {
  let end = 0
  return spans.filter((span) => {
    if (span.first < end) return false
    end = span.end
    return true
  })
}
