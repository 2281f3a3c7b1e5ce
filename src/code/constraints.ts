import { argumentsOf } from './arguments.ts'
import {
  type Arguments,
  type Clauses,
  coordinated,
  dependents,
  hasFeature,
  prepositionOf,
  remember,
  token,
} from './clause.ts'
import type { Entry } from './codebook.ts'
import type { Alternative, Demand, WordBits } from './demands.ts'
import { participantsAt } from './participants.ts'
import { FEAT, REL } from './relations.ts'
import { thingsMeant } from './standIns.ts'

/** Where the demands of entries are tried: one trigger with its arguments, and what has been found out there. */
export interface Scope {
  readonly clauses: Clauses
  readonly args: Arguments
  readonly supportIdx: number | undefined
  /** The arguments that are not there, in the bits of `needs`. */
  readonly missing: number
  readonly wordBits: WordBits
  /** Number of this scope in its document. */
  readonly id: number
  /** By demand, for all scopes of a document: twice the number of the last one that tried it, plus one where it holds there. */
  readonly tried: Int32Array
}

/** What speaks against an entry: a demand, or that no alternative holds. */
export type Failure = Demand | { readonly why: 'no-alternative' }

const NO_ALTERNATIVE: Failure = { why: 'no-alternative' }

/** Whether all that an entry asks for is there, and nothing that speaks against it. */
export function applies(scope: Scope, { demands }: Entry): boolean {
  if ((demands.needs & scope.missing) !== 0) return false
  for (const demand of demands.where) if (!holds(scope, demand)) return false
  for (const demand of demands.not) if (holds(scope, demand)) return false
  if (demands.any.length === 0) return true
  for (const one of demands.any) if (allHold(scope, one)) return true
  return false
}

/** All that speaks against an entry; empty where it applies. */
export function failedDemands(scope: Scope, { demands }: Entry): Failure[] {
  const failed: Failure[] = [
    ...demands.where.filter((demand) => !holds(scope, demand)),
    ...demands.not.filter((demand) => holds(scope, demand)),
  ]
  const isOpen = demands.any.length === 0 || demands.any.some((one) => allHold(scope, one))
  return isOpen ? failed : [...failed, NO_ALTERNATIVE]
}

function allHold(scope: Scope, { demands, needs }: Alternative): boolean {
  if ((needs & scope.missing) !== 0) return false
  for (const demand of demands) if (!holds(scope, demand)) return false
  return true
}

/**
 * How much an entry that applies asks for. Of alternatives the strongest that holds counts; what an entry excludes counts for nothing.
 */
export function specificity(scope: Scope, { demands }: Entry): number {
  let strongest = 0
  for (const one of demands.any) if (one.strength > strongest && allHold(scope, one)) strongest = one.strength
  return demands.strength + strongest + (scope.supportIdx === undefined ? 0 : 0.25)
}

function holds(scope: Scope, demand: Demand): boolean {
  const { tried, id } = scope
  const known = tried[demand.id]!
  if (known >> 1 === id) return (known & 1) === 1
  const isHeld = isMet(scope, demand)
  tried[demand.id] = id * 2 + (isHeld ? 1 : 0)
  return isHeld
}

function isMet(scope: Scope, demand: Demand): boolean {
  const { clauses, args, supportIdx } = scope
  const { name } = demand
  const indices = name === 'support' ? (supportIdx === undefined ? NONE : [supportIdx]) : (args.get(name) ?? NONE)
  if (demand.isAbsent) return indices.length === 0
  if (indices.length === 0) return false
  if (demand.isInfinitive && !indices.some((idx) => isInfinitive(clauses, idx))) return false
  if (demand.isPlural && !indices.some((idx) => isPlural(clauses, idx))) return false
  if (demand.wordSet < 0 && demand.kinds === undefined) return true
  for (const idx of indices) if (isSuch(scope, idx, demand)) return true
  return false
}

const NONE: readonly number[] = []
const NO_PARTIES: ReadonlySet<string> = new Set()

function isInfinitive(clauses: Clauses, idx: number): boolean {
  return dependents(clauses, idx, REL.mark | REL.case).some((i) => token(clauses, i).lemma === 'to')
}

/** A coordination, several referents, or a plural form; "the Philippines" is one state. */
function isPlural(clauses: Clauses, idx: number): boolean {
  if (coordinated(clauses, idx).length > 1) return true
  const mention = clauses.mentionAt.get(idx)
  const nReferents = mention?.referentIdxs.length ?? 0
  if (nReferents === 1 && clauses.doc.referents[mention!.referentIdxs[0]!]?.kind === 'country') return false
  return nReferents > 1 || hasFeature(clauses, idx, FEAT.plural)
}

/** Whether a phrase meets any of the classes, lemmas or kinds that a demand lists. */
function isSuch(scope: Scope, idx: number, { kinds, wordSet, why }: Demand): boolean {
  const { clauses } = scope
  for (const i of headsOf(clauses, idx)) {
    if (kinds !== undefined) {
      // A city or region that stands only for itself ("arrived in Pyongyang") is no participant, but a place.
      if (clauses.isPlaceAt[i] === 1 && kinds.includes('place')) return true
      // What a party given from outside is cannot speak against an entry: its kind is unknown.
      const anyKind = why === 'excluded' ? NO_PARTIES : clauses.anyKind
      for (const one of participantsAt(clauses, i)) if (kinds.includes(one.kind) || anyKind.has(one.entity)) return true
    }
    if (wordSet >= 0)
      for (const bits of wordsAt(scope, i)) if (((bits[wordSet >> 5]! >>> (wordSet & 31)) & 1) === 1) return true
  }
  return false
}

/** The tokens that say what a phrase is: its head and conjuncts, and what a measure among them is made of. */
function headsOf(clauses: Clauses, idx: number): readonly number[] {
  return remember(clauses.memo.heads, idx, () => coordinated(clauses, idx).flatMap((i) => [i, ...ofWhat(clauses, i)]))
}

/** "a series of missiles", "a package of sanctions": what a measure or collection is made of. */
function ofWhat(clauses: Clauses, idx: number): number[] {
  if (token(clauses, idx).lemma === 'what') return freeRelative(clauses, idx)
  return MEASURES.has(token(clauses, idx).lemma) ? [...(argumentsOf(clauses, idx).get('of') ?? [])] : []
}

/** "what appeared to be a missile", "what it called a satellite": the noun that the clause predicates of `what`. */
function freeRelative(clauses: Clauses, whatIdx: number): number[] {
  const clausal = dependents(clauses, whatIdx, REL.acl)
  const named = clausal.flatMap((verbIdx) => dependents(clauses, verbIdx, REL.xcomp | REL.obj | REL.obl | REL.ccomp))
  return [...named, ...clausal].filter((idx) => token(clauses, idx).upos === 'NOUN')
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
  'dozen',
  'hundred',
  'thousand',
  'score',
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
  'tens',
  'remains',
])

/** The words of the codebook that a head is called by, or the things that it may stand for: the sets that each is in. */
function wordsAt({ clauses, wordBits }: Scope, idx: number): readonly Uint32Array[] {
  return remember(clauses.memo.words, idx, () => {
    const names = headNames(clauses, idx)
    for (const one of thingsMeant(clauses, idx)) names.push(...headNames(clauses, one))
    const found: Uint32Array[] = []
    for (const name of names) {
      const bits = wordBits.get(name)
      if (bits) found.push(bits)
    }
    return found
  })
}

/** What a head is called, and by title or apposition: "Ambassador Oksana Bilyk", "Oksana Bilyk, the ambassador in Vienna". */
function headNames(clauses: Clauses, idx: number): string[] {
  const names = phraseNames(clauses, idx)
  if (token(clauses, idx).upos !== 'PROPN') return names
  for (const i of dependents(clauses, idx, REL.nmodDesc | REL.appos)) names.push(...phraseNames(clauses, i))
  return names
}

/**
 * The lemma of a head alone, with the words before it, and with its of-phrase: "missile", "ballistic missile", "state of siege".
 * Words split at their hyphens are put together again, so that a class may list "cease-fire".
 */
function phraseNames(clauses: Clauses, idx: number): string[] {
  const own = clauses.lemmas[idx]!
  const names = [own]
  if (clauses.forms[idx] !== own) names.push(clauses.forms[idx]!)
  let phrase = own
  for (let i = idx - 1; i >= 0 && i >= idx - 3 && token(clauses, i).head >= i; i--) {
    phrase = `${clauses.lemmas[i]} ${phrase}`
    names.push(phrase.includes(' - ') ? phrase.replaceAll(' - ', '-') : phrase)
  }
  for (const i of dependents(clauses, idx, REL.nmod | REL.obl)) {
    if (prepositionOf(clauses, i) === 'of')
      names.push(`${own} of ${clauses.lemmas[i]}`, `${own} of ${clauses.forms[i]}`)
  }
  return names
}
