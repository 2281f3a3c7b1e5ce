import { type Doc, type Mention, REL, type Token, type TokenSpan, type Word } from '../annotate/index.ts'
import type { Clauses, Known } from './clause.ts'
import type { Codebook } from './codebook.ts'
import { meetAll, USE, type Vocabulary } from './vocabulary.ts'

/** Builds the view of `doc` that the codebook's frames are matched on. */
export function readClauses(
  doc: Doc,
  { vocabulary }: Pick<Codebook, 'vocabulary'>,
  anyKind: ReadonlySet<string> = new Set(),
): Clauses {
  const words = doc.tokens
  const { lemmas, forms, lemmaNumbers, formNumbers, uses, copulaOf } = meetWords(words, vocabulary)
  const mentionAt: Known<Mention> = unknown(words.length)
  const namedFrom: Known<Mention> = unknown(words.length)
  for (const mention of doc.mentions) {
    if (mention.kind !== 'pronoun') namedFrom[mention.firstTokenIdx] ??= mention
    const known = mentionAt[mention.headTokenIdx]
    if (!known || mention.end - mention.start > known.end - known.start) mentionAt[mention.headTokenIdx] = mention
  }
  return {
    doc,
    words,
    mentionAt,
    listed: readLists(doc, mentionAt),
    anyKind,
    copulaOf,
    lemmas,
    forms,
    lemmaNumbers,
    formNumbers,
    uses,
    namedFrom,
    coveredBy: coverage(doc),
    entsIn: bySentence(doc, doc.ents),
    timesIn: bySentence(doc, doc.times),
    isPlaceAt: placeTokens(doc),
    isTimeAt: timeTokens(doc),
    memo: {
      tokens: unknown(words.length),
      marks: unknown(doc.sents.length),
      contexts: unknown(doc.sents.length),
      kinds: numbers(words.length, 0),
      reportSignals: undefined,
      floor: undefined,
      knowsCountries: undefined,
      isOfBusiness: undefined,
      partnerPrepositions: undefined,
      mentionsInOrder: undefined,
    },
  }
}

/** What each word is in the codebook's eyes; see Clauses. */
function meetWords(words: readonly Word[], vocabulary: Vocabulary) {
  const nWords = words.length
  const lemmas: string[] = new Array(nWords)
  const forms: string[] = new Array(nWords)
  const lemmaNumbers: number[] = new Array(nWords)
  const formNumbers: number[] = new Array(nWords)
  const uses: number[] = new Array(nWords)
  const copulaOf = numbers(nWords, -1)
  const met = meetAll(vocabulary, words)
  for (let idx = nWords - 1; idx >= 0; idx--) {
    const word = words[idx]!
    const { lowerLemma, lowerForm, lemmaNumber, formNumber, uses: used } = met[idx]!
    lemmas[idx] = lowerLemma
    forms[idx] = lowerForm
    lemmaNumbers[idx] = lemmaNumber
    formNumbers[idx] = formNumber
    uses[idx] = isHead(word, used) ? used | USE.trigger : used
    if ((word.relation & REL.cop) !== 0 && word.head >= 0 && word.lemma === 'be') copulaOf[word.head] = idx
  }
  for (let idx = 0; idx < nWords; idx++)
    if (copulaOf[idx]! >= 0 && words[idx]!.upos !== 'VERB') uses[idx]! |= USE.trigger
  return { lemmas, forms, lemmaNumbers, formNumbers, uses, copulaOf }
}

/** Whether the lemma heads triggers of the word's part of speech. */
function isHead({ upos }: Word, uses: number): boolean {
  if (upos === 'VERB') return (uses & USE.verb) !== 0
  return (upos === 'NOUN' || upos === 'PROPN') && (uses & USE.noun) !== 0
}

function unknown<T>(n: number): Known<T> {
  // One by one: to fill a new array by its method is a detour of the engine's.
  const found: Known<T> = new Array(n)
  for (let i = 0; i < n; i++) found[i] = undefined
  return found
}

function numbers(n: number, value: number): number[] {
  const found: number[] = new Array(n)
  for (let i = 0; i < n; i++) found[i] = value
  return found
}

function coverage({ tokens, mentions }: Doc): (Mention | undefined)[] {
  const covered: Known<Mention> = unknown(tokens.length)
  const length = (mention: Mention) => mention.endTokenIdx - mention.firstTokenIdx
  for (const mention of mentions) {
    if (mention.kind === 'pronoun') continue
    for (let idx = mention.firstTokenIdx; idx < mention.endTokenIdx; idx++) {
      const known = covered[idx]
      if (!known || length(mention) < length(known)) covered[idx] = mention
    }
  }
  return covered
}

function bySentence<T extends TokenSpan>({ sents, tokens }: Doc, spans: readonly T[]): (readonly T[])[] {
  const found: (readonly T[])[] = new Array(sents.length).fill(NO_SPANS)
  for (const span of spans) {
    const { sentIdx } = tokens[span.firstTokenIdx]!
    const known = found[sentIdx]!
    if (known.length === 0) found[sentIdx] = [span]
    else (known as T[]).push(span) // made here, by the line above
  }
  return found
}

const NO_SPANS: readonly never[] = []

function placeTokens({ tokens, ents }: Doc): readonly number[] {
  const inPlace = numbers(tokens.length, 0)
  for (const { label, firstTokenIdx, endTokenIdx } of ents)
    if (label === 'GPE' || label === 'LOC') for (let idx = firstTokenIdx; idx < endTokenIdx; idx++) inPlace[idx] = 1
  return inPlace
}

function timeTokens({ tokens, times }: Doc): readonly number[] {
  const inTime = numbers(tokens.length, 0)
  for (const { firstTokenIdx, endTokenIdx } of times)
    for (let idx = firstTokenIdx; idx < endTokenIdx; idx++) inTime[idx] = 1
  return inTime
}

/**
 * Lists of mentions side by side ("Foreign Minister X and Defence Minister Y"), by head token. Parsers often make one member a
 * modifier of the other; where one head governs the other and only commas and conjunctions stand between, they are coordinated.
 */
function readLists({ tokens, mentions }: Doc, mentionAt: Known<Mention>): Map<number, number[]> {
  const listed = new Map<number, number[]>()
  const outer = namesInOrder(mentions, mentionAt)
  for (let i = 0; i + 1 < outer.length; i++) {
    const gapAfter = outer[i + 1]!.firstTokenIdx - outer[i]!.endTokenIdx
    if (gapAfter < 1 || gapAfter > 2) continue
    const members = [outer[i]!]
    let hasConjunction = false
    for (let k = i + 1; k < outer.length; k++) {
      const start = outer[k - 1]!.endTokenIdx
      const end = outer[k]!.firstTokenIdx
      if (end <= start || end > start + 2) break
      const joint = jointBetween(tokens, start, end)
      if (joint === 'none') break
      if (!members.some((m) => isGovernedBy(tokens, m, outer[k]!) || isGovernedBy(tokens, outer[k]!, m))) break
      hasConjunction ||= joint === 'conjunction'
      members.push(outer[k]!)
    }
    if (!hasConjunction) continue
    const heads: number[] = []
    for (const { headTokenIdx } of members) heads.push(headTokenIdx)
    for (const head of heads)
      listed.set(head, [...new Set([...(listed.get(head) ?? []), ...heads.filter((other) => other !== head)])])
  }
  return listed
}

/** What parts two mentions: commas, a conjunction among them, or other words, which join no list. */
function jointBetween(tokens: readonly Token[], start: number, end: number): 'comma' | 'conjunction' | 'none' {
  let joint: 'comma' | 'conjunction' = 'comma'
  for (let idx = start; idx < end; idx++) {
    const { upos, form } = tokens[idx]!
    if (upos === 'CCONJ') joint = 'conjunction'
    else if (form !== ',') return 'none'
  }
  return joint
}

/** The longest mention of each head in text order, pronouns aside. */
function namesInOrder(mentions: readonly Mention[], mentionAt: Known<Mention>): readonly Mention[] {
  const found: Mention[] = []
  let isInOrder = true
  for (const mention of mentions) {
    if (mentionAt[mention.headTokenIdx] !== mention || mention.kind === 'pronoun') continue
    const before = found.length === 0 ? undefined : found[found.length - 1]!
    if (before !== undefined && before.firstTokenIdx > mention.firstTokenIdx) isInOrder = false
    found.push(mention)
  }
  // They mostly are.
  return isInOrder ? found : found.sort((a, b) => a.firstTokenIdx - b.firstTokenIdx)
}

/** Whether the head of `below` hangs within three steps on a word of `above`, or both hang on one word as conjuncts do. */
function isGovernedBy(tokens: readonly Token[], below: Mention, above: Mention): boolean {
  let idx = below.headTokenIdx
  for (let steps = 0; steps < 3; steps++) {
    idx = tokens[idx]!.head
    if (idx < 0) return false
    if (idx >= above.firstTokenIdx && idx < above.endTokenIdx) return true
    if (tokens[idx]!.upos === 'VERB') return false
  }
  return false
}
