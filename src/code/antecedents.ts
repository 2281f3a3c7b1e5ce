import { type Clauses, dependents, token } from './clause.ts'
import type { Codebook, Entry } from './codebook.ts'
import { type Draft, typeOf } from './draft.ts'
import type { Participant } from './event.ts'
import { ownersAt } from './participants.ts'
import { REL } from './relations.ts'
import type { Triggered } from './triggers.ts'

/**
 * Whose act a definite noun takes up again. For a noun of the codebook ("the launch"): the actors of the first act told with the
 * same word, else of the first of its kind, else whoever an earlier mention of such a thing belongs to ("North Korean missiles");
 * for a word such as "the move" the actors of the last act at all that is not one of saying.
 */
export function antecedentActors(
  clauses: Clauses,
  codebook: Codebook,
  drafts: readonly Draft[],
  nounIdx: number,
): readonly Participant[] {
  if (token(clauses, nounIdx).upos !== 'NOUN' || !isDefinite(clauses, nounIdx)) return []
  const lemma = clauses.lemmas[nounIdx]!
  const told = drafts.filter(({ actors, status }) => actors.length > 0 && isAsserted(status))
  const entries = namedBy(codebook, lemma)
  if (entries.length > 0) {
    const ofKind = told.filter((draft) => entries.some((entry) => isOfKind(draft, entry)))
    // A report's main act stands in its lead, and "the launch" further down is that one, not the last one told as background.
    const sameWord = ofKind.find(({ triggered }) => clauses.lemmas[triggered.triggerIdx] === lemma)
    // "The embassy bombings" say for themselves which they are.
    const main = sameWord ?? (isDescribed(clauses, nounIdx) ? undefined : ofKind[0])
    return main ? main.actors : ownersBefore(clauses, codebook, nounIdx)
  }
  return ANY_ACT.has(lemma) ? (told.findLast(({ event }) => event.quad === MATERIAL_CONFLICT)?.actors ?? []) : []
}

const MATERIAL_CONFLICT = 4

/** The entries that a noun may tell: where it names acts of force, "the attack" is one of those and no verbal one. */
function namedBy(codebook: Codebook, lemma: string): Entry[] {
  const entries = (codebook.nounTriggers.get(lemma)?.all ?? []).map(({ entry }) => entry)
  const material = entries.filter(
    ({ gives: { eventType } }) =>
      eventType !== 'NONE' && codebook.ontology.types.get(eventType)?.quad === MATERIAL_CONFLICT,
  )
  return material.length > 0 ? material : entries
}

function isOfKind(draft: Draft, { gives }: Entry): boolean {
  if (typeOf(draft) !== gives.eventType || (gives.mode !== undefined && draft.event.mode !== gives.mode)) return false
  // Flights and movements of arms have the mode of their firing too.
  return gives.mode !== 'weapons' || draft.event.weapon !== undefined
}

function isAsserted(status: Draft['status']): boolean {
  return status === 'occurred' || status === 'ongoing'
}

function isDescribed(clauses: Clauses, nounIdx: number): boolean {
  return dependents(clauses, nounIdx, REL.compound | REL.nmod | REL.acl).some((idx) => clauses.isTimeAt[idx] === 0)
}

/** To whom a noun of the same entries, or for the firing of a weapon the weapon, belongs where the report first says so. */
function ownersBefore(clauses: Clauses, codebook: Codebook, nounIdx: number): readonly Participant[] {
  const entries = new Set(namedBy(codebook, clauses.lemmas[nounIdx]!))
  const isFired = [...entries].some(({ gives }) => gives.mode === 'weapons')
  for (let idx = 0; idx < nounIdx; idx++) {
    const word = clauses.lemmas[idx]!
    const isSame = codebook.nounTriggers.get(word)?.all.some(({ entry }) => entries.has(entry))
    if (!isSame && !(isFired && codebook.classes.get('missile')?.has(word))) continue
    const owners = ownersAt(clauses, idx)
    if (owners.length > 0) return owners
  }
  return []
}

/** Whether a criticism says at whom it is aimed; "it" in "condemned it" is the act, not whoever the pronoun rules find. */
export function isAnswered(clauses: Clauses, { entry, args }: Triggered, recipients: readonly Participant[]): boolean {
  if (entry.gives.eventType !== 'ACCUSE') return true
  const object = args.get('obj')?.[0]
  return recipients.length > 0 && !(object !== undefined && clauses.lemmas[object] === 'it')
}

/** Whom a criticism that names nobody answers: who did the last hostile act that the report tells just before, if that is not the critic. */
export function answeredTo(drafts: readonly Draft[], sentIdx: number, actors: readonly Participant[]): Participant[] {
  for (let i = drafts.length - 1; i >= 0 && drafts[i]!.sentIdx >= sentIdx - MAX_SENTENCES_BACK; i--) {
    const draft = drafts[i]!
    if (draft.event.quad !== MATERIAL_CONFLICT || draft.actors.length === 0) continue
    const others = draft.actors.filter((one) => !actors.some((actor) => isOneSide(actor, one)))
    if (others.length > 0) return others
  }
  return []
}

/** "announced sanctions of their own": measures that name no target are laid on whom the last ones told were. */
export function targetsBefore(
  drafts: readonly Draft[],
  sentIdx: number,
  actors: readonly Participant[],
): readonly Participant[] {
  const last = drafts.findLast(
    (draft) =>
      typeOf(draft) === 'SANCTION' && draft.sentIdx >= sentIdx - MAX_SENTENCES_BACK && draft.recipients.length > 0,
  )
  return last?.recipients.filter((one) => !actors.some((actor) => isOneSide(actor, one))) ?? []
}

function isOneSide(a: Participant, b: Participant): boolean {
  return a.entity === b.entity || (a.country !== undefined && a.country === b.country)
}

/** How far back a reader still takes the last act told for the one criticised. */
const MAX_SENTENCES_BACK = 4

const ANY_ACT = new Set([
  'move', 'step', 'act', 'action', 'decision', 'incident', 'provocation', 'measure', 'violation', 'violence', 'aggression', 'crackdown', 'event',
  'development',
]) // biome-ignore format: one glance

function isDefinite(clauses: Clauses, nounIdx: number): boolean {
  return dependents(clauses, nounIdx, REL.det).some((idx) =>
    /^(the|this|that|these|those|such)$/.test(clauses.forms[idx]!),
  )
}
