import {
  type Doc,
  type Ent,
  FEAT,
  interned,
  type Mention,
  REL,
  remembered,
  type Timex,
  type Token,
  type Word,
} from '../annotate/index.ts'
import type { Arguments } from './argumentMap.ts'
import type { ContextWord } from './contexts.ts'
import type { Participant } from './event.ts'
import type { Signal } from './signals.ts'
import type { Triggered } from './triggers.ts'

/**
 * The parse of one document as the codebook sees it: deep grammatical functions with passive, control, relative clauses,
 * participles and coordination undone. All indices are token indices of the document.
 */
export interface Clauses {
  /** The document; its tokens are `words`. */
  readonly doc: Doc
  readonly words: readonly Word[]
  /** The mention that a token heads, if any. */
  readonly mentionAt: Known<Mention>
  /** Other members of the list of names that a mention's head token belongs to, where the text lists them side by side. */
  readonly listed: ReadonlyMap<number, readonly number[]>
  /** Entities of unknown kind, which meet any demand for a kind: parties given from outside. */
  readonly anyKind: ReadonlySet<string>
  /** The first "be" that each token bears as copula; -1 for none. */
  readonly copulaOf: readonly number[]
  /** Lower-case lemma and form of each token, and their numbers in the codebook's vocabulary. */
  readonly lemmas: readonly string[]
  readonly forms: readonly string[]
  readonly lemmaNumbers: readonly number[]
  readonly formNumbers: readonly number[]
  /** What the codebook uses either for, in bits of USE. */
  readonly uses: readonly number[]
  /** The first mention, pronouns aside, that begins at each token. */
  readonly namedFrom: Known<Mention>
  /** The shortest mention, pronouns aside, that covers each token, if any. */
  readonly coveredBy: readonly (Mention | undefined)[]
  /** The entities and time expressions that begin in each sentence. */
  readonly entsIn: readonly (readonly Ent[])[]
  readonly timesIn: readonly (readonly Timex[])[]
  /** 1 for each token that lies in the name of a place, else 0; the arrays are plain, for typed ones lie outside the heap and cost more to make. */
  readonly isPlaceAt: readonly number[]
  /** 1 for each token that lies in a time expression, else 0. */
  readonly isTimeAt: readonly number[]
  /** What has been worked out of single tokens: the codebook asks the same of one token for many entries. */
  readonly memo: Memo
}

/** What has been worked out; only ever filled, and gone with the document. */
export interface Memo {
  /** By token index, of the tokens that have been asked about: fewer than half are. */
  readonly tokens: Known<TokenMemo>
  readonly kinds: number[]
  /** What marks of punctuation stand in each sentence, by sentence. */
  readonly marks: Known<readonly Signal[]>
  /** The words of contexts in each sentence, by sentence. */
  readonly contexts: Known<readonly ContextWord[]>
  reportSignals: readonly Signal[] | undefined
  /** The least confidence with which acts of the report are told. */
  floor: number | undefined
  /** Whether the report names a state, or anybody of one. */
  knowsCountries: boolean | undefined
  /** Whether the report is of shares and takeovers. */
  isOfBusiness: boolean | undefined
  /** The prepositions right behind which a named partner of acts stands, in text order. */
  partnerPrepositions: readonly number[] | undefined
  /** The mentions by where they begin. */
  mentionsInOrder: readonly Mention[] | undefined
}

/** What has been worked out of one token. */
export interface TokenMemo {
  subtree: readonly number[] | undefined
  arguments: Arguments | undefined
  /** With those of the object; see verbTriggerArguments. */
  verbArguments: Arguments | undefined
  participants: readonly Participant[] | undefined
  owners: readonly Participant[] | undefined
  /** Where the vocabulary has the sets of words that the phrase is in. */
  setsOfWords: readonly number[] | undefined
  heads: readonly number[] | undefined
  matched: readonly Triggered[] | undefined
}

/** What has been worked out of a token, to be read and filled. */
export function memoOf({ memo }: Clauses, tokenIdx: number): TokenMemo {
  memo.tokens[tokenIdx] ??= emptyMemo()
  return memo.tokens[tokenIdx]
}

function emptyMemo(): TokenMemo {
  return {
    subtree: undefined,
    arguments: undefined,
    verbArguments: undefined,
    participants: undefined,
    owners: undefined,
    setsOfWords: undefined,
    heads: undefined,
    matched: undefined,
  }
}

/** Answers by token index. */
export type Known<T> = (T | undefined)[]

/** The token at an index known to be in range. */
export function token(clauses: Clauses, tokenIdx: number): Word {
  return clauses.words[tokenIdx]!
}

/** Whether a token has the number of the vocabulary by its lemma or its form. */
export function isWord({ lemmaNumbers, formNumbers }: Clauses, tokenIdx: number, number: number): boolean {
  return lemmaNumbers[tokenIdx] === number || formNumbers[tokenIdx] === number
}

/** Dependents of `tokenIdx` whose relation is one of `relations` (bits of REL), in text order. */
export function dependents({ words }: Clauses, tokenIdx: number, relations: number): readonly number[] {
  const word = tokenIdx < 0 ? undefined : words[tokenIdx]
  if (word === undefined || (word.below & relations) === 0) return NONE
  let idx = word.firstChild
  while ((words[idx]!.relation & relations) === 0) idx = words[idx]!.nextSibling
  // Most have one. An empty list that is added to is given room for seventeen.
  const found = [idx]
  for (idx = words[idx]!.nextSibling; idx >= 0; idx = words[idx]!.nextSibling)
    if ((words[idx]!.relation & relations) !== 0) found.push(idx)
  return found
}

const NONE: readonly number[] = []

/** All dependents of `tokenIdx`, in text order. */
export function childrenOf({ words }: Clauses, tokenIdx: number): readonly number[] {
  const found: number[] = []
  for (let idx = words[tokenIdx]!.firstChild; idx >= 0; idx = words[idx]!.nextSibling) found.push(idx)
  return found
}

/** The first of the dependents; undefined for none. */
export function firstDependent({ words }: Clauses, tokenIdx: number, relations: number): number | undefined {
  const word = tokenIdx < 0 ? undefined : words[tokenIdx]
  if (word === undefined || (word.below & relations) === 0) return undefined
  let idx = word.firstChild
  while ((words[idx]!.relation & relations) === 0) idx = words[idx]!.nextSibling
  return idx
}

/** Whether any dependent has one of the relations. */
export function hasDependent({ words }: Clauses, tokenIdx: number, relations: number): boolean {
  return tokenIdx >= 0 && (words[tokenIdx]!.below & relations) !== 0
}

/** Whether the token itself has one of the relations to its head. */
export function isRelated({ words }: Clauses, tokenIdx: number, relations: number): boolean {
  return (words[tokenIdx]!.relation & relations) !== 0
}

/** Whether the token has one of the features (bits of FEAT). */
export function hasFeature({ words }: Clauses, tokenIdx: number, features: number): boolean {
  return (words[tokenIdx]!.features & features) !== 0
}

const OF_VOICE = REL.obj | REL.nsubj | REL.aux

/** Whether the verb is in the passive voice, by its auxiliary, its subject or as a bare past participle after a noun. */
export function isPassive(clauses: Clauses, verbIdx: number): boolean {
  const verb = token(clauses, verbIdx)
  const { words } = clauses
  let nAuxiliaries = 0
  let isPassiveAuxiliary = false
  let isBare = true
  const first = (verb.below & OF_VOICE) === 0 ? -1 : verb.firstChild
  for (let idx = first; idx >= 0; idx = words[idx]!.nextSibling) {
    const { relation, deprel, lemma } = words[idx]!
    if ((relation & OF_VOICE) === 0) continue
    if (deprel === 'aux:pass') return true
    if ((relation & REL.nsubjPass) === 0) isBare = false
    if ((relation & REL.aux) === 0) continue
    nAuxiliaries++
    isPassiveAuxiliary ||= lemma === 'be' || lemma === 'get'
  }
  // "have detained" is active, whatever the parser calls its subject.
  if (nAuxiliaries > 0 && !isPassiveAuxiliary) return false
  // "Fifteen countries later called on …": a clause of its own is no passive without an auxiliary.
  if (hasDependent(clauses, verbIdx, REL.nsubjPass))
    return nAuxiliaries > 0 || (isBare && !/^(root|ccomp|conj|parataxis)$/.test(verb.deprel))
  // "Officials were mocked and criticized": the auxiliary goes for both.
  if (nAuxiliaries === 0 && isBare && verb.deprel === 'conj' && isJoinedToPassive(clauses, verb)) return true
  const isReduced = verb.deprel === 'acl' && !isMainVerb(clauses, verbIdx)
  if ((verb.features & FEAT.passive) !== 0) return isBare && (isReduced || verb.deprel !== 'acl')
  return isReduced && isPastParticiple(verb) && isBare
}

/** Whether "and" joins a form that may be a participle to a passive right before it, with no object of its own. */
function isJoinedToPassive(clauses: Clauses, verb: Word): boolean {
  const { words } = clauses
  if (verb.head < 0 || !isPastParticiple(verb) || (verb.below & REL.cc) === 0) return false
  const first = words[verb.head]!
  if (first.upos !== 'VERB' || (first.below & REL.aux) === 0) return false
  for (let idx = first.firstChild; idx >= 0; idx = words[idx]!.nextSibling)
    if (words[idx]!.deprel === 'aux:pass') return words[verb.head + 1]?.upos === 'CCONJ'
  return false
}

/**
 * "Noh Kyu-duk, the envoy, talked by phone", "Women marched for bread": a verb that the parser took for a modifier though no verb
 * stands above it. Behind a comma or right under the root it is the sentence's own, unless an agent makes it a passive.
 */
function isMainVerb(clauses: Clauses, verbIdx: number): boolean {
  const { head } = token(clauses, verbIdx)
  const isUnderRoot = head >= 0 && token(clauses, head).deprel === 'root' && head < verbIdx
  if (clauses.forms[verbIdx - 1] !== ',' && !isUnderRoot) return false
  if (
    dependents(clauses, verbIdx, REL.obl).some(
      (idx) => prepositionOf(clauses, idx) === 'by' && clauses.mentionAt[idx] !== undefined,
    )
  )
    return false
  let idx = head
  for (let steps = 0; steps < MAX_CLIMB && idx >= 0; steps++) {
    if (token(clauses, idx).upos === 'VERB') return false
    idx = token(clauses, idx).head
  }
  return true
}

/** The tokens coordinated with `tokenIdx`, itself included, in text order: "A, B and C" from A. */
export function coordinated(clauses: Clauses, tokenIdx: number): number[] {
  const isListed = clauses.listed.size > 0 && clauses.listed.has(tokenIdx)
  if (!isListed && !hasDependent(clauses, tokenIdx, REL.conj)) return [tokenIdx]
  const conjuncts = dependents(clauses, tokenIdx, REL.conj).filter((i) => isNominal(token(clauses, i)))
  if (!isListed && (conjuncts.length === 0 || isSubjectBehind(clauses, tokenIdx, conjuncts))) return [tokenIdx]
  return inTextOrder([...new Set([tokenIdx, ...conjuncts, ...(clauses.listed.get(tokenIdx) ?? [])])])
}

/** "In Oslo, Lind, backed by others, won": a name that commas set apart behind a phrase with a preposition begins the clause and ends no list. */
function isSubjectBehind({ forms, words }: Clauses, tokenIdx: number, [only, more]: readonly number[]): boolean {
  if (more !== undefined || only === undefined || (words[tokenIdx]!.below & REL.case) === 0) return false
  if ((words[only]!.below & (REL.cc | REL.case)) !== 0) return false
  let end = only
  while ((words[end + 1]!.relation & REL.flat) !== 0 && words[end + 1]!.head === only) end++
  return forms[end + 1] === ',' && words[end + 2]?.upos === 'VERB'
}

/** Every token of the subtree of `tokenIdx`, itself included, in text order. */
export function subtree(clauses: Clauses, tokenIdx: number): readonly number[] {
  const known = memoOf(clauses, tokenIdx)
  known.subtree ??= findSubtree(clauses, tokenIdx)
  return known.subtree
}

function findSubtree({ words }: Clauses, tokenIdx: number): readonly number[] {
  const found = [tokenIdx]
  for (let i = 0; i < found.length; i++)
    for (let idx = words[found[i]!]!.firstChild; idx >= 0; idx = words[idx]!.nextSibling) found.push(idx)
  return inTextOrder(found)
}

/** Orders token indices as the text does, in place: they are few and nearly in order, for which the library's sort is a long way round. */
export function inTextOrder(idxs: number[]): number[] {
  if (idxs.length > MANY) return idxs.sort((a, b) => a - b)
  for (let i = 1; i < idxs.length; i++) {
    const idx = idxs[i]!
    let at = i
    for (; at > 0 && idxs[at - 1]! > idx; at--) idxs[at] = idxs[at - 1]!
    idxs[at] = idx
  }
  return idxs
}

/** Where the time of the simple sort, which grows with the square, overtakes. */
const MANY = 60

/** Deep trees are errors of the parser; no construction of English needs a longer way up. */
export const MAX_CLIMB = 12

export function isInfinitive(clauses: Clauses, verbIdx: number): boolean {
  const { words } = clauses
  if (!hasDependent(clauses, verbIdx, REL.mark)) return false
  for (let idx = words[verbIdx]!.firstChild; idx >= 0; idx = words[idx]!.nextSibling)
    if ((words[idx]!.relation & REL.mark) !== 0 && words[idx]!.lemma === 'to') return true
  return false
}

/**
 * The verb whose clause a noun of an occasion is an adjunct of: "condemned the launch in a call with X", wherever the parser
 * hung "in a call"; undefined for nouns in other positions.
 */
export function hostClause(clauses: Clauses, nounIdx: number): number | undefined {
  let idx = nounIdx
  // "after five hours of talks"
  if (prepositionOf(clauses, idx) === 'of' && OCCASION_MEASURES.has(clauses.lemmas[token(clauses, idx).head] ?? ''))
    idx = token(clauses, idx).head
  const preposition = prepositionOf(clauses, idx) ?? ''
  if (preposition !== 'for' && !OCCASION_PREPOSITIONS.has(preposition)) return undefined
  for (let steps = 0; steps < 4; steps++) {
    const { head, relation } = token(clauses, idx)
    if (head < 0 || (relation & ADJOINED) === 0) return undefined
    // "flew to Berlin for talks": whoever sets out for an act takes part in it; whoever calls for it may not.
    if (token(clauses, head).upos === 'VERB')
      return preposition !== 'for' || SETTING_OUT.has(clauses.lemmas[head]!) ? head : undefined
    idx = head
  }
  return undefined
}

const ADJOINED = REL.obl | REL.nmod | REL.obj | REL.xcomp | REL.conj | REL.advcl
const SETTING_OUT = new Set([
  'arrive', 'come', 'depart', 'fly', 'gather', 'go', 'head', 'join', 'land', 'leave', 'meet', 'return', 'sit', 'travel', 'visit', 'convene', 'host',
  'receive', 'welcome',
]) // biome-ignore format: one glance

const OCCASION_PREPOSITIONS = new Set([
  'in',
  'during',
  'at',
  'over',
  'by',
  'on',
  'via',
  'after',
  'following',
  'follow',
  'before',
])

const OCCASION_MEASURES = new Set([
  'hour',
  'day',
  'week',
  'month',
  'minute',
  'round',
  'series',
  'couple',
  'string',
  'set',
])

/** Lemma of the preposition that marks a nominal, words of a fixed one joined by `_` ("because_of"). */
export function prepositionOf(clauses: Clauses, nominalIdx: number): string | undefined {
  const { words, lemmas } = clauses
  const nominal = words[nominalIdx]
  if (nominal === undefined || (nominal.below & REL.case) === 0) return undefined
  let found: string | undefined
  for (let idx = nominal.firstChild; idx >= 0; idx = words[idx]!.nextSibling) {
    const { relation, form } = words[idx]!
    if ((relation & REL.case) === 0 || form === "'s" || form === '’s') continue
    // The words of a fixed preposition hang on its first.
    const fixed = found === undefined ? dependents(clauses, idx, REL.fixed) : NONE
    found = found === undefined ? lemmas[idx]! : oneOf(`${found}_${lemmas[idx]}`)
    for (const i of fixed) found = oneOf(`${found}_${lemmas[i]}`)
  }
  return found
}

/** "because_of" as the one text for these letters: names of arguments are compared at a glance. */
const oneOf = remembered(interned, 512)

/** For "which", "who", "that" inside a relative clause the noun it stands for, else the token itself. */
export function relativeAntecedent(clauses: Clauses, tokenIdx: number): number {
  const { features, lemma } = token(clauses, tokenIdx)
  if ((features & FEAT.relative) === 0 && !isRelativeWord(lemma)) return tokenIdx
  const blow = lemma === 'who' ? undefined : blowBefore(clauses, tokenIdx)
  if (blow !== undefined) return blow
  let idx = token(clauses, tokenIdx).head
  for (let steps = 0; steps < MAX_CLIMB && idx >= 0; steps++) {
    const { deprel, head, relation } = token(clauses, idx)
    if (deprel === 'acl:relcl' && head >= 0)
      return (
        personBefore(clauses, tokenIdx, head) ??
        (lemma === 'who' ? subjectOfPredicate(clauses, personAbove(clauses, head)) : head)
      )
    if ((relation & CLIMBED) === 0) return tokenIdx
    idx = head
  }
  return tokenIdx
}

/** "Bakk is a liar and showman who has threatened it": what a predicate noun's relative clause tells, the named subject does. */
function subjectOfPredicate(clauses: Clauses, nounIdx: number): number {
  if (clauses.mentionAt[nounIdx]?.referentIdxs.length) return nounIdx
  let idx = nounIdx
  for (let steps = 0; steps < MAX_CLIMB; steps++) {
    const { relation, head, upos } = token(clauses, idx)
    if (hasDependent(clauses, idx, REL.cop)) return firstDependent(clauses, idx, REL.nsubj) ?? nounIdx
    if ((relation & REL.conj) === 0 || head < 0 || upos === 'VERB') return nounIdx
    idx = head
  }
  return nounIdx
}

/** "A rapporteur for the Office of Human Rights who had looked into it": "who" is nobody's body and no state, but the person whom it belongs to. */
function personAbove(clauses: Clauses, nounIdx: number): number {
  const { head: named, relation: tie } = token(clauses, nounIdx)
  // "Branstad, a Republican who has spoken against Cruz": Branstad has.
  if ((tie & REL.appos) !== 0 && named >= 0 && named < nounIdx && kindAt(clauses, named) === 'person') return named
  if (!isBodyAt(clauses, nounIdx)) return nounIdx
  for (let idx = nounIdx, steps = 0; steps < MAX_CLIMB; steps++) {
    const { head, relation } = token(clauses, idx)
    // "Lind, a chairwoman of the caucus, who wrote to him": a noun for her stands between.
    if ((relation & REL.appos) !== 0 && head >= 0 && kindAt(clauses, head) === 'person') return head
    if (head < 0 || head > idx || (relation & (REL.nmod | REL.conj | REL.flat)) === 0) return nounIdx
    if (clauses.mentionAt[head] !== undefined && !isBodyAt(clauses, head)) return head
    idx = head
  }
  return nounIdx
}

/** "The bombing of a clinic that killed a guard", "blasts at embassies in two towns, which wounded many": it is the blast that kills. */
function blowBefore(clauses: Clauses, tokenIdx: number): number | undefined {
  const { head, sentIdx, relation } = token(clauses, tokenIdx)
  if (head < tokenIdx || (relation & REL.nsubj) === 0 || !HARMING.has(clauses.lemmas[head]!)) return undefined
  for (
    let idx = tokenIdx - 1;
    idx > tokenIdx - BLOW_REACH && idx >= 0 && token(clauses, idx).sentIdx === sentIdx;
    idx--
  )
    if (token(clauses, idx).upos === 'NOUN' && BLOWS.test(clauses.lemmas[idx]!)) return idx
  return undefined
}

/** In words. */
const BLOW_REACH = 16
const HARMING = new Set(['kill', 'wound', 'injure', 'maim', 'destroy', 'damage', 'devastate'])
const BLOWS =
  /^(?:attack|air-?strike|strike|blast|bombing|bombardment|explosion|shooting|shelling|raid|assault|massacre|ambush|clash|stampede|earthquake|quake|crash|fire)$/

function isBodyAt(clauses: Clauses, tokenIdx: number): boolean {
  const kind = kindAt(clauses, tokenIdx)
  return kind === 'organization' || kind === 'country'
}

function isOneBody(clauses: Clauses, tokenIdx: number): boolean {
  return kindAt(clauses, tokenIdx) !== 'person' && !hasFeature(clauses, tokenIdx, FEAT.plural)
}

function kindAt({ doc, mentionAt, coveredBy }: Clauses, tokenIdx: number): string | undefined {
  const [referentIdx] = (mentionAt[tokenIdx] ?? coveredBy[tokenIdx])?.referentIdxs ?? []
  return referentIdx === undefined ? undefined : doc.referents[referentIdx]?.kind
}

/**
 * "The safety of Mr Bongo, whom they hold", "a quarrel over soldiers whom it arrested": where the parser hung the clause on a thing, "who"
 * means the people who stand right before it.
 */
function personBefore(clauses: Clauses, tokenIdx: number, headIdx: number): number | undefined {
  const { words, mentionAt, coveredBy, forms } = clauses
  if (!forms[tokenIdx]!.startsWith('who') || forms[tokenIdx] === 'whose') return undefined
  const before = words[tokenIdx - 1]?.form === ',' ? tokenIdx - 2 : tokenIdx - 1
  const mention = before > headIdx ? coveredBy[before] : undefined
  // "The campaign of Viktor Babaryka, who was arrested": one body is nobody who is arrested, as supporters may be.
  const isThing =
    mentionAt[headIdx] === undefined || (kindAt(clauses, before) === 'person' && isOneBody(clauses, headIdx))
  if (!isThing) return undefined
  return mention === undefined || mention.headTokenIdx <= headIdx ? undefined : mention.headTokenIdx
}

const CLIMBED = REL.conj | REL.xcomp | REL.ccomp | REL.nmod | REL.obl | REL.advcl

function isRelativeWord(lemma: string): boolean {
  return lemma.charCodeAt(0) === LETTER_W && RELATIVES.has(lemma)
}

const LETTER_W = 'w'.charCodeAt(0)
const RELATIVES = new Set(['who', 'which', 'whom', 'whose'])

function isPastParticiple({ features, form }: Word): boolean {
  return (features & FEAT.participle) !== 0 ? (features & FEAT.past) !== 0 : /(ed|en|wn|nt|ld)$/.test(form)
}

export function isNominal({ upos }: Token): boolean {
  return (
    upos === 'NOUN' ||
    upos === 'PROPN' ||
    upos === 'PRON' ||
    upos === 'NUM' ||
    upos === 'ADJ' ||
    upos === 'X' ||
    upos === 'DET'
  )
}

/** "by Tuesday", "by 2030": no agent of a passive. */
export function isTime(clauses: Clauses, nominalIdx: number): boolean {
  return clauses.isTimeAt[nominalIdx] === 1
}
