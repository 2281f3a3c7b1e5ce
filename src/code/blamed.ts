import type { Clauses } from './clause.ts'
import { type Draft, typeOf } from './draft.ts'
import type { Participant } from './event.ts'

/**
 * Makes those the actors of a blow whom a sentence blames for it, in the same sentence or the one before: "A drone struck the port, said the army,
 * blaming Y", "A bomb killed ten. Police blamed Y for the attack". Who is named as the actor by the blow's own clause stays. What is told behind
 * knows already who it was.
 */
export function blameIn(clauses: Clauses, drafts: Draft[], sentIdx: number): void {
  let first = drafts.length
  let charge: Draft | undefined
  for (; first > 0 && drafts[first - 1]!.sentIdx >= sentIdx - 1; first--)
    if (drafts[first - 1]!.sentIdx === sentIdx && isCharge(clauses, drafts[first - 1]!)) charge = drafts[first - 1]
  if (charge === undefined) return
  for (let i = first; i < drafts.length; i++) {
    const draft = drafts[i]!
    const isBlow = typeOf(draft) === 'ASSAULT' || (typeOf(draft) === 'COERCE' && draft.event.mode === 'cyber')
    if (!isBlow || !draft.actors.every(isNobodys)) continue
    if (!charge.recipients.some((one) => isOwnLand(one, draft.recipients))) drafts[i] = doneBy(draft, charge.recipients)
  }
}

/** "blamed Y", "blamed Y for the attack". */
function isCharge({ lemmas }: Clauses, { triggered: { triggerIdx, args }, recipients, status, event }: Draft): boolean {
  if (event.eventType !== 'ACCUSE' || lemmas[triggerIdx] !== 'blame' || status !== 'occurred') return false
  return recipients.length > 0 && (args.get('for') ?? []).every((idx) => BLOWS.has(lemmas[idx]!))
}

const BLOWS = new Set([
  'abduction', 'airstrike', 'ambush', 'assassination', 'assault', 'attack', 'blast', 'bombardment', 'bombing', 'breach', 'cyberattack', 'hack', 'death', 'explosion', 'incident', 'kidnapping', 'killing', 'massacre',
  'murder', 'raid', 'shelling', 'shooting', 'strike', 'violence',
]) // biome-ignore format: one glance

/** A state that is blamed for something else than the blow upon its own people. */
function isOwnLand({ kind, country }: Participant, hit: readonly Participant[]): boolean {
  return kind === 'country' && hit.some((one) => one.country === country)
}

/** A weapon that has no known owner acts for nobody. */
function isNobodys({ country, name, kind }: Participant): boolean {
  return country === undefined && kind === 'group' && UNMANNED.test(name)
}

const UNMANNED = /\b(?:drones?|missiles?|rockets?|projectiles?|shells?)$/i

/** All drafts are of one shape. */
function doneBy(
  { triggered, sentIdx, recipients, status, date, isOutcome, event }: Draft,
  actors: readonly Participant[],
): Draft {
  return { triggered, sentIdx, actors, recipients, status, date, isOutcome, event }
}
