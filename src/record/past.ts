import { LAST_DAY, NEVER, type Stretch } from '../link/index.ts'
import type { ActFacts } from './assemble.ts'
import { isSteady } from './assemble.ts'
import type { Member, Signature } from './members.ts'
import { isAdded } from './numbers.ts'
import { isSameSignature, signatureOf } from './signatures.ts'

/** What need not be linked anew to show a component as it stood on a day. */
export interface Past {
  /** The days as of which its mentions may be other events than now, or found by something else. */
  readonly otherwise: Stretch
  /** Whether the mentions of every day are the events that they are now, whatever these are found by. */
  readonly isSteady: boolean
}

/** Of components whose reports were published on one day. */
export const ALWAYS: Past = { otherwise: NEVER, isSteady: true }
/** Of components of which nothing is known. */
export const UNKNOWN: Past = { otherwise: { from: '', until: LAST_DAY }, isSteady: false }

/** An event that linking alone makes. */
export interface PastEvent {
  /** Least first. */
  readonly members: readonly Member[]
  /** When its mentions are grouped otherwise, as linking tells it. */
  readonly otherwise: Stretch
  /** What it is found by; undefined where that was not asked for. */
  readonly signature: Signature | undefined
}

/** What is known of the past of a component that has these events. */
export function pastOf(events: readonly PastEvent[]): Past {
  let [found, isAlways] = [NEVER, true]
  for (const { members, otherwise } of events) {
    // Of an act that an analyst added the judgement says since when it is there.
    for (const { n } of members) if (isAdded(n)) return UNKNOWN
    found = spanOf(found, otherwise)
    isAlways &&= otherwise === NEVER
  }
  for (const event of events) found = spanOf(found, foundOtherwise(event))
  return { otherwise: found, isSteady: isAlways }
}

/** The days from the first of two stretches to the end of the last. */
function spanOf(a: Stretch, b: Stretch): Stretch {
  if (a === NEVER) return b
  if (b === NEVER) return a
  return { from: a.from < b.from ? a.from : b.from, until: a.until > b.until ? a.until : b.until }
}

/** The days as of which an event, of those of its mentions that are published by then, is found by something else. */
function foundOtherwise({ members, signature }: PastEvent): Stretch {
  const n = members.length
  const dayOf = (i: number) => members[i]!.mention.published
  const first = members[0]!.mention.published
  let nFirst = 1
  while (nFirst < n && dayOf(nFirst) === first) nFirst++
  if (nFirst === n) return NEVER
  const now = signature ?? signatureOf(members)
  if (isSteadySince(members, nFirst, now)) return NEVER
  const isOtherwise = (k: number) =>
    dayOf(k) !== dayOf(k - 1) && !isSameSignature(signatureOf(members.slice(0, k)), now)
  let last = n - 1
  while (last > 0 && !isOtherwise(last)) last--
  if (last === 0) return NEVER
  let least = nFirst
  while (!isOtherwise(least)) least++
  return { from: dayOf(least - 1) ?? LAST_DAY, until: dayOf(last) ?? LAST_DAY }
}

/** Whether an event is found by the same ever since the first of its mentions, as far as that shows at a glance. */
function isSteadySince(members: readonly Member[], nFirst: number, { keys }: Signature): boolean {
  const [{ mention }] = members as [Member]
  const facts: ActFacts[] = []
  for (const member of members) {
    if (member.mention.isSeries !== mention.isSeries) return false
    facts.push(member.facts)
  }
  return isSteady(facts, nFirst, keys)
}
