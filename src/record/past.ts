import type { ActFacts } from './assemble.ts'
import { isSteady } from './assemble.ts'
import type { Member, Signature } from './members.ts'
import { isAdded } from './numbers.ts'
import { isSameSignature, signatureOf } from './signatures.ts'

/** What need not be linked anew to show a component as it stood on a day. */
export interface Past {
  /** The day from which on the mentions of any day are the events that they are now, found by the same. */
  readonly settled: string
  /** Whether the mentions of every day are the events that they are now, whatever these are found by. */
  readonly isSteady: boolean
}

/** Of components whose reports were published on one day. */
export const ALWAYS: Past = { settled: '', isSteady: true }
/** Of components of which nothing is known. */
export const UNKNOWN: Past = { settled: '9999', isSteady: false }

/** An event that linking alone makes. */
export interface PastEvent {
  /** Least first. */
  readonly members: readonly Member[]
  /** Since when its mentions are grouped so, as linking tells it. */
  readonly since: string
  /** What it is found by; undefined where that was not asked for. */
  readonly signature: Signature | undefined
}

/** What is known of the past of a component that has these events. */
export function pastOf(events: readonly PastEvent[]): Past {
  let [settled, isAlways] = ['', true]
  for (const { members, since } of events) {
    // Of an act that an analyst added the judgement says since when it is there.
    for (const { n } of members) if (isAdded(n)) return UNKNOWN
    if (since > settled) settled = since
    isAlways &&= since === ''
  }
  for (const event of events) {
    const since = sameSince(event)
    if (since > settled) settled = since
  }
  return { settled, isSteady: isAlways }
}

/** The day from which on an event, of those of its mentions that are published by then, is found by the same. */
function sameSince({ members, signature }: PastEvent): string {
  const n = members.length
  const dayOf = (i: number) => members[i]!.mention.published
  const first = members[0]!.mention.published
  let nFirst = 1
  while (nFirst < n && dayOf(nFirst) === first) nFirst++
  if (nFirst === n) return ''
  const now = signature ?? signatureOf(members)
  if (isSteadySince(members, nFirst, now)) return ''
  for (let k = n - 1; k > 0; k--) {
    if (dayOf(k) === dayOf(k - 1)) continue
    if (!isSameSignature(signatureOf(members.slice(0, k)), now)) return dayOf(k) ?? UNKNOWN.settled
  }
  return ''
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
