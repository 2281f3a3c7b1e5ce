import type { LinkMention } from '../link/index.ts'
import { type ActFacts, eventKeys, isSameKeys } from './assemble.ts'
import { toldIn } from './events.ts'
import type { KnownSignature, Member, Signature } from './members.ts'

/** What an event of these mentions, least first, is found by. */
export function signatureOf(members: readonly Member[]): Signature {
  const [facts, mentions]: [ActFacts[], LinkMention[]] = [[], []]
  for (const member of members) {
    facts.push(member.facts)
    mentions.push(member.mention)
  }
  const { published, isSeveral } = toldIn(mentions)
  return { keys: eventKeys(facts), published, isSeveral }
}

/** As `signatureOf`, where it may be known already. */
export function keptSignature(members: readonly Member[], known: KnownSignature | undefined): Signature {
  const isKnown = known?.ns.length === members.length && known.ns.every((n, i) => n === members[i]!.n)
  return isKnown ? known.signature : signatureOf(members)
}

export function isSameSignature(a: Signature, b: Signature): boolean {
  return a.published === b.published && a.isSeveral === b.isSeveral && isSameKeys(a.keys, b.keys)
}
