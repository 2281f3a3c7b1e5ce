import { REL } from '../annotate/index.ts'
import type { Arguments } from './argumentMap.ts'
import { argumentsOf } from './arguments.ts'
import { hasWordBelow } from './below.ts'
import { type Clauses, dependents, token } from './clause.ts'
import type { Participant } from './event.ts'
import { isUnknownGroup, ownersAt, participantsAt, participantsIn } from './participants.ts'
import { verbTriggerArguments } from './triggerArguments.ts'
import type { Triggered } from './triggers.ts'

/**
 * Against whom forces are moved that the act's own phrases do not name: those whose deed is its occasion ("scrambled jets after Russian
 * bombers approached") or whom its purpose names ("sent troops to deter Iran"). Nobody for tests of weapons, which have no receiver unless
 * the text gives one (CONTRACT, What is coded 4).
 */
export function thoseAnswered(
  clauses: Clauses,
  { entry, triggerIdx, supportIdx, args }: Triggered,
  actors: readonly Participant[],
): readonly Participant[] {
  if (OF_SHOW.has(entry.family ?? '') && entry.id !== 'mobilize/scramble') return NOBODY
  const headIdx = supportIdx ?? triggerIdx
  const said = args.get('comp') ?? NOWHERE
  const purposes = args.get('purpose') ?? NOWHERE
  const met = metByAny(clauses, purposes, actors) ?? metByAny(clauses, said, actors)
  if (met !== undefined) return met
  const around = atBorderOrInView(clauses, args, actors)
  if (around.length > 0) return around
  const own = onOccasion(clauses, headIdx, actors)
  if (own.length > 0) return own
  // "Told its air force to stand ready after Russian drones were seen": the occasion may hang on what is ordered.
  for (const idx of said) {
    const found = onOccasion(clauses, idx, actors)
    if (found.length > 0) return found
    for (const below of dependents(clauses, idx, REL.xcomp)) {
      const ordered = onOccasion(clauses, below, actors)
      if (ordered.length > 0) return ordered
    }
  }
  const { deprel, head } = token(clauses, headIdx)
  if (deprel !== 'ccomp' || head < 0) return NOBODY
  // "Has strengthened patrols since Chile claimed the island, the force said": parsers hang the occasion on the saying.
  for (const idx of dependents(clauses, head, REL.advcl | REL.ccomp)) {
    if (idx === headIdx || idx < headIdx || idx > head || !isOccasion(clauses, idx)) continue
    const found = doing(clauses, idx, actors)
    if (found.length > 0) return found
  }
  return NOBODY
}

const NOBODY: readonly Participant[] = []

/** Whom one of the verbs says is met. */
function metByAny(
  clauses: Clauses,
  verbIdxs: readonly number[],
  actors: readonly Participant[],
): readonly Participant[] | undefined {
  for (const idx of verbIdxs) {
    const met = COUNTERING.has(clauses.lemmas[idx]!) ? metBy(clauses, idx, actors) : NOBODY
    if (met.length > 0) return met
  }
  return undefined
}

/** Whom the adverbial clauses of a verb say is met, or whose deed is the occasion. */
function onOccasion(clauses: Clauses, verbIdx: number, actors: readonly Participant[]): readonly Participant[] {
  for (const idx of dependents(clauses, verbIdx, REL.advcl)) {
    const isMet = COUNTERING.has(clauses.lemmas[idx]!)
    const found = isMet ? metBy(clauses, idx, actors) : isOccasion(clauses, idx) ? doing(clauses, idx, actors) : NOBODY
    if (found.length > 0) return found
  }
  return NOBODY
}

/** Families of shows of force that have no receiver, or whose receiver is met by the act itself. */
const OF_SHOW = new Set(['approach', 'exercise', 'intercept', 'launch', 'nuclear-test', 'shoot-down'])

/** "To the frontier | with China", "because of Russia", "amid tension with Chile": what the phrases around the act name. */
function atBorderOrInView(clauses: Clauses, args: Arguments, actors: readonly Participant[]): readonly Participant[] {
  for (const name of AT_PLACES) {
    if (!args.get(name)?.some((idx) => BORDERS.has(clauses.lemmas[idx]!))) continue
    const found = others(participantsIn(clauses, args, 'with'), actors)
    if (found.length > 0) return found
  }
  for (const name of IN_VIEW) {
    for (const idx of args.get(name) ?? NOWHERE) {
      const at = participantsAt(clauses, idx)
      const found = others(
        at.length > 0 ? at : [...ownersAt(clauses, idx), ...participantsIn(clauses, argumentsOf(clauses, idx), 'with')],
        actors,
      )
      if (found.length > 0) return found
    }
  }
  return NOBODY
}

const NOWHERE: readonly number[] = []
const AT_PLACES = ['along', 'at', 'near', 'on', 'to', 'toward', 'towards']
const BORDERS = new Set(['border', 'boundary', 'frontier', 'line'])
const IN_VIEW = ['because_of', 'amid', 'after', 'over']

/** "to deter Iran", "to deal with rioters", "along the border facing Israel". */
const COUNTERING = new Set([
  'alarm', 'anger', 'brace', 'cite', 'confront', 'contain', 'counter', 'deal', 'deter', 'face', 'fight', 'intimidate', 'meet', 'oppose', 'provoke', 'quell', 'repel', 'resist', 'stop', 'tackle', 'threaten',
  'warn',
]) // biome-ignore format: one glance

function metBy(clauses: Clauses, verbIdx: number, actors: readonly Participant[]): readonly Participant[] {
  const args = verbTriggerArguments(clauses, verbIdx)
  for (const name of ['obj', 'with', 'for']) {
    const met = others(participantsIn(clauses, args, name), actors)
    if (met.length > 0) return met
  }
  // "Citing a threat from Tehran".
  return others(
    (args.get('obj') ?? NOWHERE).flatMap((idx) => ownersAt(clauses, idx)),
    actors,
  )
}

function isOccasion(clauses: Clauses, clauseIdx: number): boolean {
  return hasWordBelow(clauses, clauseIdx, REL.mark | REL.advmod, OCCASIONS)
}

const OCCASIONS = new Set(['after', 'amid', 'as', 'because', 'since', 'where', 'while'])

function doing(clauses: Clauses, clauseIdx: number, actors: readonly Participant[]): readonly Participant[] {
  if (token(clauses, clauseIdx).upos !== 'VERB') return NOBODY
  for (const idx of dependents(clauses, clauseIdx, REL.nsubj)) {
    const found = others(participantsAt(clauses, idx), actors)
    if (found.length > 0) return found
  }
  return NOBODY
}

/** Those of another state, and crowds, gangs and rebels of any. */
function others(found: readonly Participant[], actors: readonly Participant[]): readonly Participant[] {
  return found.filter((one) =>
    one.country === undefined || actors.some(({ country }) => country === one.country)
      ? (one.kind !== 'person' && OF_UNREST.has(one.sector ?? '')) || (isUnknownGroup(one) && one.sector === 'CVL')
      : true,
  )
}

const OF_UNREST = new Set(['CRM', 'REB', 'UAF'])
