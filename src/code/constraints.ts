import { argumentsOf } from './arguments.ts'
import { type Arguments, type Clauses, coordinated, dependents, prepositionOf, remember, token } from './clause.ts'
import type { Constraint, Entry } from './codebook.ts'
import type { Alternative, Demand } from './demands.ts'
import { participantsAt } from './participants.ts'
import { thingsMeant } from './standIns.ts'

/** Where the demands of entries are tried: one trigger with its arguments, and what has been found out there. */
export interface Scope {
  readonly clauses: Clauses
  readonly args: Arguments
  readonly supportIdx: number | undefined
  /** Number of this scope in its document. */
  readonly id: number
  /** By demand, for all scopes of a document: twice the number of the last one that tried it, plus one where it holds there. */
  readonly tried: Int32Array
}

/** What speaks against an entry: a demand, or that no alternative holds. */
export type Failure = Demand | { readonly why: 'no-alternative' }

const NO_ALTERNATIVE: Failure = { why: 'no-alternative' }

/** The first demand that speaks against the entry; undefined where it applies. */
export function failedDemand(scope: Scope, { demands }: Entry): Failure | undefined {
  for (const demand of demands.where) if (!holds(scope, demand)) return demand
  for (const demand of demands.not) if (holds(scope, demand)) return demand
  if (demands.any.length === 0) return undefined
  for (const one of demands.any) if (allHold(scope, one)) return undefined
  return NO_ALTERNATIVE
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

function allHold(scope: Scope, { demands }: Alternative): boolean {
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

function isMet({ clauses, args, supportIdx }: Scope, { why, name, constraint }: Demand): boolean {
  const indices = name === 'support' ? (supportIdx === undefined ? NONE : [supportIdx]) : (args.get(name) ?? NONE)
  if (constraint.absent) return indices.length === 0
  if (indices.length === 0) return false
  if (constraint.infinitive && !indices.some((idx) => isInfinitive(clauses, idx))) return false
  if (constraint.plural && !indices.some((idx) => isPlural(clauses, idx))) return false
  if (!constraint.words && !constraint.kind) return true
  // What a party given from outside is cannot speak against an entry: its kind is unknown.
  const anyKind = why === 'excluded' ? NO_PARTIES : clauses.anyKind
  for (const idx of indices) if (isSuch(clauses, idx, constraint, anyKind)) return true
  return false
}

const NONE: readonly number[] = []
const NO_PARTIES: ReadonlySet<string> = new Set()

function isInfinitive(clauses: Clauses, idx: number): boolean {
  return dependents(clauses, idx, 'mark', 'case').some((i) => token(clauses, i).lemma === 'to')
}

/** A coordination, several referents, or a plural form; "the Philippines" is one state. */
function isPlural(clauses: Clauses, idx: number): boolean {
  if (coordinated(clauses, idx).length > 1) return true
  const mention = clauses.mentionAt.get(idx)
  const nReferents = mention?.referentIdxs.length ?? 0
  if (nReferents === 1 && clauses.doc.referents[mention!.referentIdxs[0]!]?.kind === 'country') return false
  return nReferents > 1 || /Number=Plur/.test(token(clauses, idx).feats)
}

/** Whether a phrase meets any of the classes, lemmas or kinds that a constraint lists. */
function isSuch(clauses: Clauses, idx: number, { words, kind }: Constraint, anyKind: ReadonlySet<string>): boolean {
  for (const i of headsOf(clauses, idx)) {
    // A city or region that stands only for itself ("arrived in Pyongyang") is no participant, but a place.
    if (kind?.includes('place') && clauses.isPlaceAt[i] === 1) return true
    if (kind && participantsAt(clauses, i).some((one) => kind.includes(one.kind) || anyKind.has(one.entity)))
      return true
    if (words) for (const name of namesOf(clauses, i)) if (words.has(name)) return true
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
  const clausal = dependents(clauses, whatIdx, 'acl')
  const named = clausal.flatMap((verbIdx) => dependents(clauses, verbIdx, 'xcomp', 'obj', 'obl', 'ccomp'))
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

/** What a head is called, and what the things are called that it may stand for. */
function namesOf(clauses: Clauses, idx: number): readonly string[] {
  return remember(clauses.memo.names, idx, () => [
    ...headNames(clauses, idx),
    ...thingsMeant(clauses, idx).flatMap((one) => headNames(clauses, one)),
  ])
}

/**
 * The lemma of a head alone, with the words before it, and with its of-phrase: "missile", "ballistic missile", "state of siege".
 * Words split at their hyphens are put together again, so that a class may list "cease-fire".
 */
function headNames(clauses: Clauses, idx: number): string[] {
  const own = clauses.lemmas[idx]!
  const names = [own]
  if (clauses.forms[idx] !== own) names.push(clauses.forms[idx]!)
  let phrase = own
  for (let i = idx - 1; i >= 0 && i >= idx - 3 && token(clauses, i).head >= i; i--) {
    phrase = `${clauses.lemmas[i]} ${phrase}`
    names.push(phrase.includes(' - ') ? phrase.replaceAll(' - ', '-') : phrase)
  }
  for (const i of dependents(clauses, idx, 'nmod', 'obl')) {
    if (prepositionOf(clauses, i) === 'of')
      names.push(`${own} of ${clauses.lemmas[i]}`, `${own} of ${clauses.forms[i]}`)
  }
  return names
}
