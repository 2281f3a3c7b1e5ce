import type { Weighing } from './compare.ts'
import type { LinkMention } from './mention.ts'

/** Compares how, where and with what an act was done. */
export function compareDetails(a: LinkMention, b: LinkMention, weighing: Weighing): void {
  compareWeapons(a, b, weighing)
  comparePlaces(a, b, weighing)
  if (a.mode !== undefined && b.mode !== undefined) weighing.add(a.mode === b.mode ? 'same-mode' : 'other-mode')
  if (isClaim(a) !== isClaim(b)) weighing.add('other-claim')
  else if (a.status !== b.status && (isClaim(a) || (isAhead(a) && isAhead(b)))) weighing.add('other-status')
  if (a.isSeries !== b.isSeries) weighing.add('series')
}

/** What is foreseen or called for in one report may be done in the next. */
const isAhead = ({ status }: LinkMention) => status === 'planned' || status === 'called-for'
const isClaim = ({ status }: LinkMention) => status === 'denied' || status === 'hypothetical'

function compareWeapons({ weapon: a }: LinkMention, { weapon: b }: LinkMention, weighing: Weighing): void {
  if (a === undefined || b === undefined) return
  if (a.designation !== undefined && b.designation !== undefined) {
    if (a.designation === b.designation) weighing.add('same-designation')
    else weighing.forbid('designation')
  } else if (a.kind === b.kind) weighing.add('same-weapon')
  else weighing.add('other-weapon')
}

function comparePlaces({ place: a }: LinkMention, { place: b }: LinkMention, weighing: Weighing): void {
  if (a === undefined || b === undefined) return
  const isShared = a.tokens.some((token) => b.tokens.includes(token))
  const isAbroad = a.country !== undefined && b.country !== undefined && a.country !== b.country
  if (isShared) weighing.add('same-place')
  else if (isAbroad || (a.isTown && b.isTown)) weighing.forbid('place')
  else weighing.add('other-place')
}
