import { PART, type Rule, rule } from './beginnings.ts'
import { FEAT, REL } from './relations.ts'
import { type Growing, hang } from './words.ts'

/**
 * "The court had the opposition leader arrested": who has a thing done does it, in other words than "had arrested the leader". Only for what
 * one has done to others: who has somebody killed or something stolen may be the one who suffers.
 */
export function causativeRules(): readonly Rule[] {
  return [rule({ at: PART.verb, by: REL.ccomp | REL.xcomp | REL.acl | REL.advcl }, mendCausative)]
}

function mendCausative(words: readonly Growing[], idx: number): void {
  const participle = words[idx]!
  if (!ORDERED.has(participle.lemma) || participle.form === participle.lemma || participle.form.endsWith('ing')) return
  const object = idx === 0 ? undefined : words[idx - 1]!
  // Behind the noun itself, with no auxiliary between: "had the leader arrested".
  if (object?.upos !== 'NOUN' && object?.upos !== 'PROPN') return
  const haveIdx = participle.head === idx - 1 ? object.head : participle.head
  const have = words[haveIdx]
  if (have?.lemma !== 'have' || haveIdx >= idx - 1 || have.upos !== 'VERB' || !isRightBehind(words, haveIdx, idx - 1))
    return
  const { head, deprel } = have
  for (let i = Math.max(0, haveIdx - REACH); i < idx + REACH && i < words.length; i++)
    if (words[i]!.head === haveIdx && i !== idx) hang(words[i]!, idx, words[i]!.deprel)
  hang(participle, head, deprel)
  participle.feats = 'Tense=Past|VerbForm=Part'
  participle.features = FEAT.past | FEAT.participle
  hang(object, idx, 'obj')
  have.upos = 'AUX'
  hang(have, idx, 'aux')
}

/** In words. */
const REACH = 24

/** Whether the words from "had" to the noun are one phrase without a possessive: "had his passport seized" befell him. */
function isRightBehind(words: readonly Growing[], haveIdx: number, nounIdx: number): boolean {
  for (let i = haveIdx + 1; i < nounIdx; i++) {
    const { upos, head } = words[i]!
    if (upos !== 'DET' && upos !== 'ADJ' && upos !== 'NOUN' && upos !== 'PROPN' && upos !== 'NUM') return false
    if (head < haveIdx || head > nounIdx) return false
  }
  return true
}

/** What those who may give orders have done to others. */
const ORDERED = new Set([
  'arrest', 'ban', 'bar', 'block', 'censor', 'charge', 'demolish', 'deport', 'detain', 'disperse', 'evict', 'exile', 'expel', 'extradite', 'flog', 'free', 'imprison', 'jail',
  'prosecute', 'recall', 'release', 'remove', 'silence', 'summon', 'transfer', 'try', 'withdraw',
]) // biome-ignore format: one glance
