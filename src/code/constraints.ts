import { argumentsOf } from './arguments.ts'
import { type Clauses, coordinated, dependents, prepositionOf, remember, token } from './clause.ts'
import type { Constraint } from './codebook.ts'
import { participantsAt } from './participants.ts'
import { thingsMeant } from './standIns.ts'
import type { Triggered } from './triggers.ts'

/** A constraint of an entry that speaks against it: one that does not hold, one that must not, or that no alternative holds. */
export interface Failure {
  readonly why: 'unmet' | 'excluded' | 'no-alternative'
  readonly name?: string
  readonly constraint?: Constraint
}

/** The first constraint that speaks against the entry; undefined where it applies. */
export function failedConstraint(clauses: Clauses, triggered: Triggered): Failure | undefined {
  const { where, whereNot, whereAny } = triggered.entry
  for (const [name, constraint] of where)
    if (!holds(clauses, triggered, name, constraint)) return { why: 'unmet', name, constraint }
  // What a party given from outside is cannot speak against an entry: its kind is unknown.
  const known = clauses.anyKind.size === 0 ? clauses : { ...clauses, anyKind: NO_PARTIES }
  for (const [name, constraint] of whereNot)
    if (holds(known, triggered, name, constraint)) return { why: 'excluded', name, constraint }
  const isOpen = whereAny.length === 0 || whereAny.some((map) => allHold(clauses, triggered, map))
  return isOpen ? undefined : { why: 'no-alternative' }
}

function allHold(clauses: Clauses, triggered: Triggered, map: ReadonlyMap<string, Constraint>): boolean {
  for (const [name, constraint] of map) if (!holds(clauses, triggered, name, constraint)) return false
  return true
}

const NO_PARTIES: ReadonlySet<string> = new Set()

/**
 * How much an entry that applies asks for: words of an argument tell more than a class, a class more than the kind of participant, and
 * its kind more than its presence. Of alternatives the strongest that holds counts; what an entry excludes counts for nothing.
 */
export function specificity(clauses: Clauses, triggered: Triggered): number {
  const { where, whereAny } = triggered.entry
  const sum = (constraints: ReadonlyMap<string, Constraint>) =>
    [...constraints.values()].reduce((total, one) => total + strength(one), 0)
  const held = whereAny.filter((map) => allHold(clauses, triggered, map))
  return sum(where) + Math.max(0, ...held.map(sum)) + (triggered.supportIdx === undefined ? 0 : 0.25)
}

function strength({ class: classes, lemma, kind }: Constraint): number {
  if (kind) return 1
  return lemma ? 2.25 : classes ? 2 : 0.5
}

function holds(clauses: Clauses, { args, supportIdx }: Triggered, name: string, constraint: Constraint): boolean {
  const indices = name === 'support' ? (supportIdx === undefined ? [] : [supportIdx]) : (args.get(name) ?? [])
  if (constraint.absent) return indices.length === 0
  if (constraint.present && indices.length === 0) return false
  if (constraint.infinitive && !indices.some((idx) => isInfinitive(clauses, idx))) return false
  if (constraint.plural && !indices.some((idx) => isPlural(clauses, idx))) return false
  if (!constraint.words && !constraint.kind) return indices.length > 0
  return indices.some((idx) => isSuch(clauses, idx, constraint))
}

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
function isSuch(clauses: Clauses, idx: number, { words, kind }: Constraint): boolean {
  return headsOf(clauses, idx).some((i) => {
    if (kind && participantsAt(clauses, i).some((one) => kind.includes(one.kind) || clauses.anyKind.has(one.entity)))
      return true
    if (words === undefined) return false
    const isNamed = (one: number) => headNames(clauses, one).some((name) => words.has(name))
    return isNamed(i) || thingsMeant(clauses, i).some(isNamed)
  })
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

/**
 * The lemma of a head alone, with the words before it, and with its of-phrase: "missile", "ballistic missile", "state of siege".
 * Words split at their hyphens are put together again, so that a class may list "cease-fire".
 */
function headNames(clauses: Clauses, idx: number): readonly string[] {
  return remember(clauses.memo.headNames, idx, () => {
    const own = clauses.lemmas[idx]!
    const names = [own, clauses.forms[idx]!]
    let phrase = own
    for (let i = idx - 1; i >= 0 && i >= idx - 3 && token(clauses, i).head >= i; i--) {
      phrase = `${clauses.lemmas[i]} ${phrase}`
      names.push(phrase.replaceAll(' - ', '-'))
    }
    for (const i of dependents(clauses, idx, 'nmod', 'obl')) {
      if (prepositionOf(clauses, i) === 'of') names.push(`${own} of ${clauses.lemmas[i]}`)
    }
    return names
  })
}
