import { mapped, REL } from '../annotate/index.ts'
import { argumentsOf } from './arguments.ts'
import { type Clauses, dependents, token } from './clause.ts'
import { type Draft, redrafted } from './draft.ts'
import type { Participant } from './event.ts'
import { beginsWithOneOf, lettersOf } from './letters.ts'
import { negationsOf } from './mood.ts'
import { participantsIn } from './participants.ts'

/**
 * The drafts with those `denied` that the accused denies beside them (CONTRACT, What is coded 7): "X says that Y bombed the port, which
 * Y denies", "Y denied involvement" in the sentence behind. Denials of a clause of their own ("Y denied bombing the port") are read
 * with the status of that clause.
 */
export function withDenials(clauses: Clauses, drafts: readonly Draft[]): readonly Draft[] {
  if (drafts.length === 0) return drafts
  const { words, lemmas } = clauses
  const denials: Denial[] = []
  for (let idx = 0; idx < words.length; idx++) {
    if (words[idx]!.upos !== 'VERB' || !beginsWithOneOf(OF_DENIALS, lemmas[idx]!)) continue
    const denial = denialAt(clauses, idx)
    if (denial) denials.push(denial)
  }
  if (denials.length === 0) return drafts
  return mapped(drafts, (draft) =>
    denials.some((denial) => isDenied(clauses, draft, denial)) ? redrafted(draft, { status: 'denied' }) : draft,
  )
}

interface Denial {
  readonly verbIdx: number
  readonly sentIdx: number
  readonly deniers: readonly Participant[]
  /** "…, which he denied": what is denied is the clause before, whatever it tells. */
  readonly isRelative: boolean
}

function denialAt(clauses: Clauses, verbIdx: number): Denial | undefined {
  const { deprel, sentIdx } = token(clauses, verbIdx)
  const objects = DENIED_OBJECTS.get(clauses.lemmas[verbIdx]!)
  if (objects === undefined || negationsOf(clauses, verbIdx).length > 0) return undefined
  const args = argumentsOf(clauses, verbIdx)
  const isRelative =
    deprel === 'acl:relcl' || dependents(clauses, verbIdx, REL.obj).some((idx) => clauses.lemmas[idx] === 'which')
  if (!isRelative && !args.get('obj')?.some((idx) => objects.has(clauses.lemmas[idx]!))) return undefined
  const deniers = participantsIn(clauses, args, 'subj')
  return deniers.length === 0 ? undefined : { verbIdx, sentIdx, deniers, isRelative }
}

const CHARGES = ['accusation', 'allegation', 'charge', 'claim', 'report', 'suggestion']
const DENIED_OBJECTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['deny', new Set([...CHARGES, 'involvement', 'responsibility', 'wrongdoing', 'role', 'part', 'it', 'this', 'that'])],
  ['reject', new Set(CHARGES)],
  ['dismiss', new Set(CHARGES)],
  ['refute', new Set(CHARGES)],
])

const OF_DENIALS = lettersOf(DENIED_OBJECTS.keys())

/** What the accused says of others, and the denial itself, are not what is denied. */
function isDenied(clauses: Clauses, { triggered, sentIdx, actors, status, event }: Draft, denial: Denial): boolean {
  if (status !== 'occurred' && status !== 'ongoing') return false
  if (event.eventType === 'REJECT' || !actors.some((actor) => denial.deniers.some((one) => isSame(actor, one))))
    return false
  const isBefore = triggered.triggerIdx < denial.verbIdx
  if (denial.isRelative)
    return sentIdx === denial.sentIdx && isBefore && token(clauses, triggered.triggerIdx).head !== denial.verbIdx
  if (event.quad !== MATERIAL_CONFLICT) return false
  // "bombed the port and rejected the claims" may be other claims; who "denied involvement" denies what was just told.
  const isBeside = sentIdx === denial.sentIdx && isBefore && clauses.lemmas[denial.verbIdx] === 'deny'
  return isBeside || sentIdx === denial.sentIdx - 1
}

const MATERIAL_CONFLICT = 4

/** "Tehran" and its minister answer for what Iran is said to have done. */
function isSame(actor: Participant, denier: Participant): boolean {
  if (actor.entity === denier.entity) return true
  return actor.kind === 'country' && actor.country !== undefined && actor.country === denier.country
}
