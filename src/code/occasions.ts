import { REL } from '../annotate/index.ts'
import type { Arguments } from './argumentMap.ts'
import { argumentsOf } from './arguments.ts'
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
  for (const idx of [...(args.get('purpose') ?? []), ...(args.get('comp') ?? [])]) {
    const met = COUNTERING.has(clauses.lemmas[idx]!) ? metBy(clauses, idx, actors) : NOBODY
    if (met.length > 0) return met
  }
  const around = atBorderOrInView(clauses, args, actors)
  if (around.length > 0) return around
  // "Told its air force to stand ready after Russian drones were seen": the occasion may hang on what is ordered.
  const below = (args.get('comp') ?? []).flatMap((idx) => [idx, ...dependents(clauses, idx, REL.xcomp)])
  for (const idx of [headIdx, ...below].flatMap((above) => dependents(clauses, above, REL.advcl))) {
    const isMet = COUNTERING.has(clauses.lemmas[idx]!)
    const found = isMet ? metBy(clauses, idx, actors) : isOccasion(clauses, idx) ? doing(clauses, idx, actors) : NOBODY
    if (found.length > 0) return found
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
  return dependents(clauses, clauseIdx, REL.mark | REL.advmod).some((idx) => OCCASIONS.has(clauses.lemmas[idx]!))
}

const OCCASIONS = new Set(['after', 'amid', 'as', 'because', 'since', 'where', 'while'])

function doing(clauses: Clauses, clauseIdx: number, actors: readonly Participant[]): readonly Participant[] {
  if (token(clauses, clauseIdx).upos !== 'VERB') return NOBODY
  return (
    dependents(clauses, clauseIdx, REL.nsubj)
      .map((idx) => others(participantsAt(clauses, idx), actors))
      .find((found) => found.length > 0) ?? NOBODY
  )
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
