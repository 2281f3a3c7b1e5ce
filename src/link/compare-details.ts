import type { Weighing } from './compare.ts'
import type { LinkMention } from './mention.ts'
import { WORDY } from './weights.ts'
import { wordOverlap } from './words.ts'

/** Compares how, where and with what an act was done, and the words that tell it. */
export function compareDetails(a: LinkMention, b: LinkMention, weighing: Weighing): void {
  compareWeapons(a, b, weighing)
  comparePlaces(a, b, weighing)
  if (a.mode !== undefined && b.mode !== undefined)
    weighing.add(a.mode === b.mode ? 'same-mode' : 'other-mode', () => `${a.mode} | ${b.mode}`)
  if (a.status !== b.status)
    weighing.add(isClaim(a) === isClaim(b) ? 'other-status' : 'other-claim', () => `${a.status} | ${b.status}`)
  if (a.isSeries !== b.isSeries) weighing.add('series', () => (a.isSeries ? 'several | one' : 'one | several'))
  const overlap = wordOverlap(a.words, b.words)
  if (overlap < FEW_WORDS)
    weighing.add('other-words', () => `${a.words.join(' ')} | ${b.words.join(' ')}`, WORDY.has(a.family) ? 4 : 1)
  else weighing.add('words', () => a.words.filter((word) => b.words.includes(word)).join(' '), overlap)
}

/** Tellings of one act share at least its trigger or its object; one word of twenty is chance. */
const FEW_WORDS = 0.1

const isClaim = ({ status }: LinkMention) => status === 'denied' || status === 'hypothetical'

function compareWeapons({ weapon: a }: LinkMention, { weapon: b }: LinkMention, weighing: Weighing): void {
  if (a === undefined || b === undefined) return
  const detail = () => `${a.designation ?? a.kind} | ${b.designation ?? b.kind}`
  if (a.designation !== undefined && b.designation !== undefined) {
    if (a.designation === b.designation) weighing.add('same-designation', detail)
    else weighing.forbid('designation', detail)
  } else if (a.kind === b.kind) weighing.add('same-weapon', detail)
  else weighing.add('other-weapon', detail)
}

function comparePlaces({ place: a }: LinkMention, { place: b }: LinkMention, weighing: Weighing): void {
  if (a === undefined || b === undefined) return
  const detail = () => `${a.tokens.join(' ')} | ${b.tokens.join(' ')}`
  const isShared = a.tokens.some((token) => b.tokens.includes(token))
  const isAbroad = a.country !== undefined && b.country !== undefined && a.country !== b.country
  if (isShared) weighing.add('same-place', detail)
  else if (isAbroad || (a.isTown && b.isTown)) weighing.forbid('place', detail)
  else weighing.add('other-place', detail)
}
