import type { Doc, Ent, ParsedDoc } from '../doc.ts'
import type { Agent, Gazetteer, GazetteerEntry, Title } from '../gazetteer.ts'
import type { FormMatch } from '../names/form-index.ts'
import { remembered } from '../remembered.ts'
import { type Chunk, findChunks } from './chunks.ts'
import { findGivenNames, type GivenName } from './given-names.ts'
import { findAgentSpans, findNameSpans, findTitleSpans, type LexiconSpans } from './lexicon-spans.ts'
import type { CoreferenceRules } from './rules.ts'
import { type WordTypes, wordTypes } from './words.ts'

/** What coreference needs of a document: everything but its own layer. */
export type TimedDoc = ParsedDoc & Pick<Doc, 'times'>

/** A document with the indices that every step of coreference asks: who covers a token, and what hangs below it. */
export interface View {
  readonly doc: TimedDoc
  readonly gazetteer: Gazetteer
  readonly rules: CoreferenceRules
  /** What the spelling of every token and of its lemma tells. */
  readonly types: WordTypes
  /** Lower-case form of every token, with curly apostrophes straightened. */
  readonly lower: readonly string[]
  /** Lemma in lower case, the form where there is none. */
  readonly lemmas: readonly string[]
  /** Dependency relation without its subtype. */
  readonly relations: readonly string[]
  /** Index of the first token that the token governs, -1 for none; siblings follow in `nextSibling`. */
  readonly firstChild: Int32Array
  readonly nextSibling: Int32Array
  /** 1 where a temporal expression covers the token. */
  readonly isTime: Uint8Array
  /** Index of the entity or gazetteer match that covers the token, -1 for none. */
  readonly entAt: Int32Array
  readonly nameAt: Int32Array
  readonly names: readonly FormMatch<GazetteerEntry>[]
  /** Countries that the document names by a form that can mean nothing else. */
  readonly sureCountries: ReadonlySet<string>
  readonly titles: LexiconSpans<Title>
  /** Names that the tagger passed over. */
  readonly givenNames: readonly GivenName[]
  readonly agents: LexiconSpans<Agent>
  readonly chunks: readonly Chunk[]
  readonly chunkAt: Int32Array
  /** 1 where the sentence belongs to a block that is read for participants. */
  readonly isRead: Uint8Array
}

/** Returns the document with its indices; linear in its length. */
export function viewOf(doc: TimedDoc, gazetteer: Gazetteer, rules: CoreferenceRules): View {
  const n = doc.tokens.length
  const { firstChild, nextSibling } = dependents(doc)
  const isTime = new Uint8Array(n)
  for (const t of doc.times) isTime.fill(1, t.firstTokenIdx, t.endTokenIdx)
  const entAt = new Int32Array(n).fill(-1)
  doc.ents.forEach((ent, i) => {
    entAt.fill(i, ent.firstTokenIdx, ent.endTokenIdx)
  })
  const isRead = new Uint8Array(doc.sents.length)
  doc.sents.forEach(({ blockIdx }, s) => {
    const kind = doc.report.blocks[blockIdx]?.kind ?? 'paragraph'
    if (kind === 'paragraph' || kind === 'title' || kind === 'heading') isRead[s] = 1
  })
  const types = wordTypes(doc, gazetteer, rules)
  const { lower, folded: lemmas } = types
  const relations: string[] = []
  for (const { deprel } of doc.tokens) relations.push(deprel.includes(':') ? baseOf(deprel) : deprel)
  const words = { doc, gazetteer, types, isRead }
  const names = findNameSpans(words)
  const isNational = new Uint8Array(n)
  const sureCountries = new Set<string>()
  for (const { entries, firstTokenIdx, endTokenIdx } of names.spans) {
    const entry = entries[0]!
    if (entry.kind !== 'country') continue
    if (entry.how === 'adjective' || entry.how === 'abbreviation') isNational.fill(1, firstTokenIdx, endTokenIdx)
    const sure = entries.find((e) => !e.isAmbiguous && e.how !== 'capital')?.country
    if (sure) sureCountries.add(sure)
  }
  const isPersonEnd = new Uint8Array(n)
  for (const ent of doc.ents) if (ent.label === 'PERSON') isPersonEnd[ent.endTokenIdx - 1] = 1
  const titles = findTitleSpans(words)
  const givenNames = findGivenNames(doc, { types, isRead, entAt, nameAt: names.at, titleAt: titles.at })
  const isGivenName = new Uint8Array(n)
  for (const { first, end } of givenNames) {
    isGivenName.fill(1, first, end)
    isPersonEnd[end - 1] = 1
  }
  const chunks = findChunks(doc, { isRead, isTime, types, lower, isNational, isPersonEnd, isGivenName })
  const chunkAt = new Int32Array(n).fill(-1)
  chunks.forEach((chunk, i) => {
    chunkAt.fill(i, chunk.first, chunk.end)
  })
  return {
    doc, gazetteer, rules, types, lower, lemmas, relations, firstChild, nextSibling, isTime, entAt, isRead, sureCountries, chunks, chunkAt,
    nameAt: names.at, names: names.spans, titles, givenNames, agents: findAgentSpans(words),
  } // biome-ignore format: one record
}

/** `nsubj` of `nsubj:pass`. */
const baseOf = remembered((deprel) => deprel.slice(0, deprel.indexOf(':')), 256)

function dependents(doc: ParsedDoc): { firstChild: Int32Array; nextSibling: Int32Array } {
  const n = doc.tokens.length
  const firstChild = new Int32Array(n).fill(-1)
  const nextSibling = new Int32Array(n).fill(-1)
  for (let i = n - 1; i >= 0; i -= 1) {
    const head = doc.tokens[i]!.head
    if (head < 0 || head >= n) continue
    nextSibling[i] = firstChild[head]!
    firstChild[head] = i
  }
  return { firstChild, nextSibling }
}

/*
 * What covers a token is asked of nearly every token, and mostly nothing does. An index of -1 is asked for first: engines read
 * an array at a negative index thirty times as slowly.
 */

/** The entity that covers the token, undefined for none and outside the document. */
export function entOver(view: View, tokenIdx: number): Ent | undefined {
  const idx = view.entAt[tokenIdx] ?? -1
  return idx < 0 ? undefined : view.doc.ents[idx]
}

/** The name of the gazetteer that covers the token. */
export function nameOver(view: View, tokenIdx: number): FormMatch<GazetteerEntry> | undefined {
  const idx = view.nameAt[tokenIdx] ?? -1
  return idx < 0 ? undefined : view.names[idx]
}

/** The base noun phrase that covers the token. */
export function chunkOver(view: View, tokenIdx: number): Chunk | undefined {
  const idx = view.chunkAt[tokenIdx] ?? -1
  return idx < 0 ? undefined : view.chunks[idx]
}

/** The phrase whose possessive opens the given one. */
export function possessorChunk(view: View, { possessor }: Chunk): Chunk | undefined {
  return possessor < 0 ? undefined : view.chunks[possessor]
}

/** The token's dependency relation without its subtype: `nsubj` for `nsubj:pass`. */
export function baseRelation(view: View, tokenIdx: number): string {
  return view.relations[tokenIdx] ?? ''
}

/** The preposition that marks the phrase headed by the token, in lower case; undefined for none. */
export function caseOf(view: View, headTokenIdx: number, firstTokenIdx: number): string | undefined {
  for (let c = view.firstChild[headTokenIdx] ?? -1; c >= 0; c = view.nextSibling[c]!) {
    const token = view.doc.tokens[c]!
    if (token.deprel === 'case' && token.upos === 'ADP' && c < headTokenIdx) return view.lower[c]
  }
  const before = view.doc.tokens[firstTokenIdx - 1]
  const sameSent = before && before.sentIdx === view.doc.tokens[firstTokenIdx]?.sentIdx
  return sameSent && before.upos === 'ADP' ? view.lower[firstTokenIdx - 1] : undefined
}

/**
 * The token of a phrase whose relation places it in its clause: the one governed from outside. Of several, which a
 * parser's error leaves, one with the relation of an argument is taken, else the last.
 */
export function placingToken(view: View, first: number, end: number, preferred: number): number {
  if (end === first + 1) return first
  let best = -1
  let bestRank = -1
  for (let i = first; i < end; i += 1) {
    const { head, upos, deprel } = view.doc.tokens[i]!
    if ((head >= first && head < end) || upos === 'PUNCT' || deprel === 'case' || deprel === 'det') continue
    const rank = (ARGUMENT.has(baseRelation(view, i)) ? 2 : 0) + (i === preferred ? 1 : 0)
    if (rank >= bestRank) {
      best = i
      bestRank = rank
    }
  }
  return best < 0 ? preferred : best
}

const ARGUMENT: ReadonlySet<string> = new Set(['nsubj', 'obj', 'iobj', 'obl', 'nmod', 'conj', 'root', 'appos'])

/**
 * True if the phrase stands where a subject does, whatever the parse: a verb in the finite follows, with nothing but
 * adverbs, times and a comma between, and no preposition comes before.
 */
export function isBeforeVerb(view: View, first: number, end: number): boolean {
  const { tokens } = view.doc
  const sentIdx = tokens[first]!.sentIdx
  const before = tokens[first - 1]
  if (before?.sentIdx === sentIdx && before.upos === 'ADP' && !CONJUNCTIVE.has(view.lower[first - 1]!)) return false
  let i = end
  while (
    tokens[i]?.sentIdx === sentIdx &&
    i < end + 6 &&
    (view.isTime[i] || tokens[i]!.upos === 'ADV' || tokens[i]!.form === ',')
  )
    i += 1
  const token = tokens[i]
  if (!token || token.sentIdx !== sentIdx) return false
  return (
    token.upos === 'AUX' ||
    (token.upos === 'VERB' &&
      token.deprel !== 'acl' &&
      (token.feats.includes('VerbForm=Fin') || token.feats.includes('Tense=Past')))
  )
}

/** Prepositions that open a clause as well. */
const CONJUNCTIVE: ReadonlySet<string> = new Set(['after', 'before', 'since', 'until', 'as'])

/** True if no space or other text stands between the two tokens. */
export function adjoin(view: View, leftIdx: number, rightIdx: number): boolean {
  return view.doc.tokens[leftIdx]?.end === view.doc.tokens[rightIdx]?.start
}

/** The report's own words under a range of tokens. */
export function textOf(view: View, first: number, end: number): string {
  if (first >= end) return ''
  return view.doc.report.text.slice(view.doc.tokens[first]!.start, view.doc.tokens[end - 1]!.end)
}
