import { FEAT, REL } from '../annotate/index.ts'
import type { Arguments } from './argumentMap.ts'
import { argumentsOf } from './arguments.ts'
import {
  type Clauses,
  coordinated,
  dependents,
  hasDependent,
  hasFeature,
  memoOf,
  prepositionOf,
  token,
} from './clause.ts'
import type { Codebook, Entry } from './codebook.ts'
import {
  type Alternative,
  ASKS,
  argumentNumber,
  type Demand,
  KINDS,
  needBit,
  type Packed,
  QUARTERS,
} from './demands.ts'
import type { Participant } from './event.ts'
import { participantsAt } from './participants.ts'
import { thingsMeant } from './standIns.ts'
import { numberOf, numberOfOf, numberOfRun, USE, type Vocabulary } from './vocabulary.ts'

/** Where the demands of entries are tried: one trigger with its arguments. */
export interface Scope {
  readonly clauses: Clauses
  readonly codebook: Codebook
  readonly args: Arguments
  readonly supportIdx: number | undefined
  /** The arguments by their numbers in the program of demands, -1 where no entry asks for one or it is empty, and their tokens. */
  readonly numbers: readonly number[]
  readonly lists: readonly (readonly number[])[]
  /** The arguments that are not there, in the bits of `needs`. */
  readonly missing: number
}

export function makeScope(clauses: Clauses, codebook: Codebook, args: Arguments, supportIdx?: number): Scope {
  const { names } = codebook.demands
  const { length } = args.names
  const numbers: number[] = new Array(length)
  let there = 0
  for (let at = 0; at < length; at++) {
    const name = args.names[at]!
    const number = name === 'support' || args.lists[at]!.length === 0 ? -1 : argumentNumber(names, name)
    numbers[at] = number
    if (number >= 0) there |= needBit(number)
  }
  const support = supportIdx === undefined ? -1 : argumentNumber(names, 'support')
  if (supportIdx === undefined || support < 0)
    return { clauses, codebook, args, supportIdx, numbers, lists: args.lists, missing: ~there }
  numbers.push(support)
  const lists = args.lists.slice()
  lists.push([supportIdx])
  return { clauses, codebook, args, supportIdx, numbers, lists, missing: ~(there | needBit(support)) }
}

/** What speaks against an entry: a demand, or that no alternative holds. */
export type Failure = Demand | { readonly why: 'no-alternative' }

const NO_ALTERNATIVE: Failure = { why: 'no-alternative' }

/** Whether the entry that begins at `start` of the program applies: all that it asks for is there, and nothing that speaks against it. */
export function applies(scope: Scope, start: number): boolean {
  const { code } = scope.codebook.demands
  // Most are passed over by these.
  if (!isOpen(scope, code[start + 1]!, code[start + 2]!)) return false
  let at = start + 5 + 2 * code[start + 4]!
  if (!allMet(scope, start + 5, at)) return false
  let nLeft = code[at]!
  let isAnyMet = nLeft === 0
  for (at++; nLeft > 0; nLeft--) {
    const first = at + 4
    const end = first + 2 * code[at + 3]!
    isAnyMet ||= isOpen(scope, code[at]!, code[at + 1]!) && allMet(scope, first, end)
    at = end
  }
  return isAnyMet && allMet(scope, at + 1, at + 1 + 2 * code[at]!)
}

/** Whether the arguments that are there leave an entry or alternative open: all that it needs, and none that bars it. */
function isOpen({ missing }: Scope, needs: number, bars: number): boolean {
  return ((needs & missing) | (bars & ~missing)) === 0
}

function allMet(scope: Scope, start: number, end: number): boolean {
  const { code } = scope.codebook.demands
  for (let at = start; at < end; at += 2) {
    const asks = code[at]!
    if (isMet(scope, asks, code[at + 1]!) === ((asks & ASKS.excluded) !== 0)) return false
  }
  return true
}

/** All that speaks against an entry; empty where it applies. */
export function failedDemands(scope: Scope, { demands }: Entry): Failure[] {
  const failed: Failure[] = [
    ...demands.where.filter(({ packed }) => !holds(scope, packed)),
    ...demands.not.filter(({ packed }) => holds(scope, packed)),
  ]
  const isAnyMet = demands.any.length === 0 || demands.any.some((one) => allHold(scope, one))
  return isAnyMet ? failed : [...failed, NO_ALTERNATIVE]
}

function allHold(scope: Scope, { demands, needs, bars }: Alternative): boolean {
  return isOpen(scope, needs, bars) && demands.every(({ packed }) => holds(scope, packed))
}

/**
 * How much the entry that begins at `start`, which applies, asks for. Of alternatives the strongest that holds counts; what an entry
 * excludes counts for nothing.
 */
export function specificity(scope: Scope, start: number): number {
  const { code } = scope.codebook.demands
  let strongest = 0
  let at = start + 5 + 2 * code[start + 4]!
  let nLeft = code[at]!
  for (at++; nLeft > 0; nLeft--) {
    const first = at + 4
    const end = first + 2 * code[at + 3]!
    const strength = code[at + 2]!
    if (strength > strongest && isOpen(scope, code[at]!, code[at + 1]!) && allMet(scope, first, end))
      strongest = strength
    at = end
  }
  return (code[start + 3]! + strongest) / QUARTERS + (scope.supportIdx === undefined ? 0 : 0.25)
}

function holds(scope: Scope, { asks, wordSet }: Packed): boolean {
  return isMet(scope, asks, wordSet)
}

function isMet(scope: Scope, asks: number, wordSet: number): boolean {
  const number = asks & 0xff
  // Most of what is asked for is not there, which its bit tells.
  if ((needBit(number) & scope.missing) !== 0) return (asks & ASKS.absent) !== 0
  const indices = listOf(scope, number)
  if ((asks & ASKS.absent) !== 0) return indices === undefined
  if (indices === undefined) return false
  const { clauses } = scope
  if ((asks & ASKS.infinitive) !== 0 && !isAny(clauses, indices, isInfinitive)) return false
  if ((asks & ASKS.plural) !== 0 && !isAny(clauses, indices, isPlural)) return false
  if (wordSet < 0 && (asks & KINDS) === 0) return true
  for (let i = 0; i < indices.length; i++) {
    const idx = indices[i]!
    if ((asks & KINDS) !== 0 && isOfKind(clauses, idx, asks)) return true
    if (wordSet >= 0 && isInSet(scope, idx, wordSet)) return true
  }
  return false
}

function listOf({ numbers, lists }: Scope, number: number): readonly number[] | undefined {
  for (let place = 0; place < numbers.length; place++) if (numbers[place] === number) return lists[place]
  return undefined
}

function isAny(
  clauses: Clauses,
  indices: readonly number[],
  test: (clauses: Clauses, tokenIdx: number) => boolean,
): boolean {
  for (let i = 0; i < indices.length; i++) if (test(clauses, indices[i]!)) return true
  return false
}

function isInfinitive({ words }: Clauses, tokenIdx: number): boolean {
  for (let idx = words[tokenIdx]!.firstChild; idx >= 0; idx = words[idx]!.nextSibling)
    if ((words[idx]!.relation & (REL.mark | REL.case)) !== 0 && words[idx]!.lemma === 'to') return true
  return false
}

/** A coordination, several referents, or a plural form; "the Philippines" is one state. */
function isPlural(clauses: Clauses, idx: number): boolean {
  if (coordinated(clauses, idx).length > 1) return true
  const mention = clauses.mentionAt[idx]
  const nReferents = mention?.referentIdxs.length ?? 0
  if (nReferents === 1 && clauses.doc.referents[mention!.referentIdxs[0]!]?.kind === 'country') return false
  return nReferents > 1 || hasFeature(clauses, idx, FEAT.plural)
}

/** Whether a phrase is of any of the kinds that a demand asks for. */
function isOfKind(clauses: Clauses, idx: number, asks: number): boolean {
  const { kinds } = clauses.memo
  let found = kinds[idx]!
  if (found === 0) {
    found = kindsOf(clauses, idx)
    kinds[idx] = found
  }
  if ((found & asks & KINDS) !== 0) return true
  // What a party given from outside is cannot speak against an entry: its kind is unknown. That it is a politician or several states is no guess to make.
  return (
    (found & ANY_KIND) !== 0 &&
    (asks & ASKS.excluded) === 0 &&
    (asks & KINDS & ~(ASKS.politician | ASKS.alliance)) !== 0
  )
}

/** The kinds of all that a phrase names, as bits of ASKS; LOOKED_AT says that it has been asked. */
function kindsOf(clauses: Clauses, idx: number): number {
  let kinds = LOOKED_AT
  let country: string | undefined
  for (const i of headsOf(clauses, idx)) {
    // A city or region that stands only for itself ("arrived in Pyongyang") is no participant, but a place.
    if (clauses.isPlaceAt[i] === 1) kinds |= ASKS.place
    for (const one of participantsAt(clauses, i)) {
      kinds |= ASKS[one.kind]
      if (country !== undefined && one.country !== country && one.kind !== 'person') kinds |= ASKS.alliance
      country = one.country
      if (isPolitician(one)) kinds |= ASKS.politician
      if (clauses.anyKind.has(one.entity)) kinds |= ANY_KIND
    }
  }
  return kinds
}

/** Parties and those who act for them or the state, and whoever of a known country is called by name and has no other trade. */
function isPolitician({ kind, sector, country, resolvedBy }: Participant): boolean {
  if (sector !== undefined) return OF_POLITICS.has(sector) && (kind === 'person' || sector === 'PTY')
  return kind === 'person' && country !== undefined && (resolvedBy === 'name' || resolvedBy === 'pronoun')
}

const OF_POLITICS = new Set(['ELI', 'GOV', 'LEG', 'OPP', 'PTY'])

const LOOKED_AT = 1
const ANY_KIND = 2

/** The tokens that say what a phrase is: its head and conjuncts, and what a measure among them is made of. */
function headsOf(clauses: Clauses, idx: number): readonly number[] {
  const known = memoOf(clauses, idx)
  known.heads ??= findHeads(clauses, idx)
  return known.heads
}

function findHeads(clauses: Clauses, idx: number): readonly number[] {
  const coordinates = coordinated(clauses, idx)
  const isPlain = clauses.words[idx]!.upos !== 'PRON' && coordinates.length === 1
  if (isPlain && ofWhat(clauses, idx).length === 0) return coordinates
  const found: number[] = []
  for (const i of coordinates) {
    found.push(i)
    const meant = clauses.words[i]!.upos === 'PRON' ? groupMeant(clauses, i) : undefined
    if (meant !== undefined) found.push(meant)
    for (const measured of ofWhat(clauses, i)) found.push(measured)
  }
  return found
}

/** "The bomber turned back after it crossed": the noun by which the text has called the group that a pronoun stands for. */
function groupMeant({ doc, mentionAt }: Clauses, idx: number): number | undefined {
  const [referentIdx] = mentionAt[idx]?.referentIdxs ?? []
  if (referentIdx === undefined || doc.referents[referentIdx]?.kind !== 'group') return undefined
  return doc.mentions.findLast(
    ({ kind, headTokenIdx, referentIdxs }) =>
      headTokenIdx < idx && kind !== 'pronoun' && referentIdxs[0] === referentIdx,
  )?.headTokenIdx
}

/** "a series of missiles", "a package of sanctions", "two of the drones": what a measure, number or collection is made of. */
function ofWhat(clauses: Clauses, idx: number): readonly number[] {
  const { lemma, upos } = token(clauses, idx)
  if (lemma === 'what') return freeRelative(clauses, idx)
  // Most nouns have no phrase that could say it.
  if (!hasDependent(clauses, idx, REL.nmod | REL.obl) || (upos !== 'NUM' && !MEASURES.has(lemma))) return NOTHING
  return argumentsOf(clauses, idx).get('of') ?? NOTHING
}

const NOTHING: readonly number[] = []

/** "what appeared to be a missile", "what it called a satellite": the noun that the clause predicates of `what`. */
function freeRelative(clauses: Clauses, whatIdx: number): number[] {
  const clausal = dependents(clauses, whatIdx, REL.acl)
  const named = clausal.flatMap((verbIdx) => dependents(clauses, verbIdx, REL.xcomp | REL.obj | REL.obl | REL.ccomp))
  const nouns = [...named, ...clausal].filter((idx) => token(clauses, idx).upos === 'NOUN')
  // "what appeared to be a new type of missile".
  return nouns.flatMap((idx) => [idx, ...(MEASURES.has(clauses.lemmas[idx]!) ? ofWhat(clauses, idx) : [])])
}

const MEASURES = new Set([
  'series',
  'package',
  'number',
  'round',
  'set',
  'type',
  'kind',
  'barrage',
  'salvo',
  'volley',
  'pair',
  'group',
  'wave',
  'batch',
  'range',
  'string',
  'spate',
  'flurry',
  'hail',
  'burst',
  'fusillade',
  'raft',
  'slew',
  'host',
  'handful',
  'trio',
  'array',
  'stream',
  'dozen',
  'hundred',
  'thousand',
  'score',
  'total',
  'ton',
  'tonne',
  'shipment',
  'convoy',
  'fleet',
  'lot',
  'couple',
  'million',
  'billion',
  'part',
  'squadron',
  'team',
  'member',
  'some',
  'most',
  'many',
  'all',
  'several',
  'majority',
  'rest',
  'half',
  'amount',
  'barrel',
  'cargo',
  'kilogram',
  'litre',
  'load',
  'meter',
  'metre',
  'quantity',
  'sack',
  'stock',
  'volume',
  'quarter',
  'third',
  'fifth',
  'tenth',
  'portion',
  'chunk',
  'bulk',
  'tranche',
  '%',
  'tens',
  'remains',
  'worth',
  'dollar',
  'euro',
  'pound',
  'franc',
  'krona',
  'crown',
  'rial',
  'ruble',
  'rouble',
  'rupee',
  'yen',
  'yuan',
])

/** Whether a phrase is called by a word of a set, or may stand for a thing that is. */
function isInSet({ clauses, codebook: { vocabulary } }: Scope, idx: number, wordSet: number): boolean {
  const known = memoOf(clauses, idx)
  known.setsOfWords ??= setsOfWords(clauses, vocabulary, idx)
  const { setsOfWords: starts } = known
  const { sets } = vocabulary
  const place = wordSet >> 5
  const bit = 1 << (wordSet & 31)
  for (let i = 0; i < starts.length; i++) if ((sets[starts[i]! + place]! & bit) !== 0) return true
  return false
}

/** Where the vocabulary has the sets that the words are in by which a phrase is called: those of one or two words, as a rule, or none. */
function setsOfWords(clauses: Clauses, vocabulary: Vocabulary, idx: number): readonly number[] {
  const found: number[] = []
  const heads = headsOf(clauses, idx)
  for (let i = 0; i < heads.length; i++) {
    addNames(clauses, vocabulary, heads[i]!, found)
    for (const one of thingsMeant(clauses, heads[i]!)) addNames(clauses, vocabulary, one, found)
  }
  return found
}

/** What a head is called, and by title or apposition: "Ambassador Oksana Bilyk", "Oksana Bilyk, the ambassador in Vienna". */
function addNames(clauses: Clauses, vocabulary: Vocabulary, idx: number, found: number[]): void {
  addPhrases(clauses, vocabulary, idx, found)
  if (token(clauses, idx).upos !== 'PROPN') return
  for (const i of dependents(clauses, idx, REL.nmodDesc | REL.appos)) addPhrases(clauses, vocabulary, i, found)
  const isPerson = isPersonsName(clauses, idx)
  for (const i of dependents(clauses, idx, REL.compound))
    if (i < idx && (isPerson || token(clauses, i).upos === 'NOUN')) addPhrases(clauses, vocabulary, i, found)
}

/** Before a person's name stands the title: "summoned Ambassador Nam Gwan-pyo"; before others' what they are: "the frigate Surcouf". */
function isPersonsName({ doc, mentionAt }: Clauses, idx: number): boolean {
  const mention = mentionAt[idx]
  const referentIdx = mention?.kind === 'name' ? mention.referentIdxs[0] : undefined
  return referentIdx !== undefined && doc.referents[referentIdx]?.kind === 'person'
}

/**
 * The lemma of a head alone, with the words before it, and with its of-phrase: "missile", "ballistic missile", "state of siege".
 * Words split at their hyphens are put together again, so that a class may list "cease-fire".
 */
function addPhrases(clauses: Clauses, vocabulary: Vocabulary, idx: number, found: number[]): void {
  const own = clauses.lemmaNumbers[idx]!
  addWord(vocabulary, own, found)
  if (clauses.formNumbers[idx] !== own) addWord(vocabulary, clauses.formNumbers[idx]!, found)
  const uses = vocabulary.uses[own]!
  if ((uses & USE.phraseEnd) !== 0) addLongerPhrases(clauses, vocabulary, idx, found)
  if ((uses & USE.ofHead) === 0) return
  for (const i of dependents(clauses, idx, REL.nmod | REL.obl)) {
    if (prepositionOf(clauses, i) !== 'of') continue
    addWord(vocabulary, numberOfOf(vocabulary, clauses.lemmas[idx]!, clauses.lemmas[i]!), found)
    addWord(vocabulary, numberOfOf(vocabulary, clauses.lemmas[idx]!, clauses.forms[i]!), found)
  }
}

function addLongerPhrases(clauses: Clauses, vocabulary: Vocabulary, idx: number, found: number[]): void {
  const { lemmas, lemmaNumbers, words } = clauses
  let isHyphened = false
  for (let i = idx - 1; i >= 0 && i >= idx - 3; i--) {
    if (lemmas[i] === '-') {
      isHyphened = true
      continue
    }
    // A hyphen may hang on the word before it.
    if (words[i]!.head < i) return
    if ((vocabulary.uses[lemmaNumbers[i]!]! & USE.phraseStart) !== 0) {
      const number = isHyphened
        ? numberOf(vocabulary, lemmas.slice(i, idx + 1).join(' ').replaceAll(' - ', '-')) // biome-ignore format: one step
        : numberOfRun(vocabulary, lemmas, i, idx + 1)
      addWord(vocabulary, number, found)
    }
  }
}

function addWord({ setsOf }: Vocabulary, number: number, found: number[]): void {
  const sets = setsOf[number]!
  if (sets !== 0 && !found.includes(sets)) found.push(sets)
}
