import { type Cue, caseOf, isAccording, isNominal } from './cues.ts'
import { mentionOf } from './speakers.ts'
import { childrenOf, headOf, relation } from './tree.ts'
import type { View } from './view.ts'

/** Prepositions that lead to what the words were published through. */
const THROUGH = new Set(['in', 'at', 'by', 'via', 'through', 'during', 'over'])
/** Media that one speaks on; "on the talks" is about them. */
const ON = new Set([
  'tweet',
  'social media post',
  'blog post',
  'website',
  'broadcast',
  'podcast',
  'phone call',
  'video call',
])
/** Farther from the cue than this a phrase belongs to something else. */
const REACH = 14

/** Returns the mention that the words are said to, or -1. */
export function addresseeOf(view: View, cue: Cue): number {
  const how = cue.entry.addressee
  if (how === undefined) return -1
  const children = childrenOf(view.tree, cue.tokenIdx).filter(
    (child) => view.quotedAt[child] === view.quotedAt[cue.tokenIdx],
  )
  const addressee = children.find((child) => {
    const name = relation(view.tokens[child])
    if (how === 'obj') return (name === 'obj' || name === 'iobj') && child > cue.tokenIdx
    return name === 'obl' && caseOf(view, child) === how
  })
  // "told a regular briefing": what one is told at is no addressee.
  if (addressee !== undefined) return mediumAt(view, addressee) ? -1 : mentionOf(view, addressee)
  return how === 'obj' ? mentionBeside(view, cue.tokenIdx + 1) : -1
}

/** The mention that starts right after the cue: "told reporters", whatever the parse made of it. */
function mentionBeside(view: View, tokenIdx: number): number {
  const idx = view.mentionAt[tokenIdx] ?? -1
  const mention = view.doc.mentions[idx]
  return mention?.firstTokenIdx === tokenIdx && isNominal(view.tokens[mention.headTokenIdx]) ? idx : -1
}

/** Returns how the words were published: told by the cue itself ("tweeted"), by its document, or by a phrase beside it. */
export function mediumOf(view: View, cue: Cue, speakerIdx: number): string | undefined {
  if (cue.entry.medium) return cue.entry.medium
  const { tokens } = view
  if (cue.entry.pos === 'noun' && !isAccording(cue)) return mediumAt(view, cue.tokenIdx)
  if (cue.objectIdx !== undefined) return mediumAt(view, cue.objectIdx)
  const subject = childrenOf(view.tree, cue.tokenIdx).find((child) => relation(tokens[child]) === 'nsubj')
  const stated = subject !== undefined && subject !== speakerIdx ? mediumAt(view, subject) : undefined
  if (stated) return stated
  const told =
    cue.entry.addressee === 'obj'
      ? childrenOf(view.tree, cue.tokenIdx).find((child) => /^i?obj$/.test(tokens[child]!.deprel))
      : undefined
  const briefed = told === undefined ? undefined : mediumAt(view, told)
  if (briefed) return briefed
  // "issued a statement saying": the participle hangs on its medium.
  const head = headOf(tokens, cue.tokenIdx)
  const governing = head >= 0 && tokens[cue.tokenIdx]!.deprel === 'acl' ? mediumAt(view, head) : undefined
  return governing ?? mediumBeside(view, cue)
}

function mediumBeside(view: View, cue: Cue): string | undefined {
  const { tokens, quotedAt } = view
  const sentIdx = tokens[cue.tokenIdx]!.sentIdx
  for (const step of [1, -1]) {
    for (let i = cue.tokenIdx + step; Math.abs(i - cue.tokenIdx) <= REACH; i += step) {
      const token = tokens[i]
      if (!token || token.sentIdx !== sentIdx || quotedAt[i] !== quotedAt[cue.tokenIdx]) break
      if (step > 0 && (token.deprel === 'ccomp' || token.deprel === 'mark')) break
      const medium = token.upos === 'NOUN' || token.upos === 'PROPN' ? mediumAt(view, i) : undefined
      const preposition = medium === undefined ? undefined : prepositionOf(view, i)
      if (medium && preposition && (THROUGH.has(preposition) || (preposition === 'on' && ON.has(medium)))) return medium
    }
  }
  return undefined
}

/** The preposition of a noun by the parse, or the nearest one before it within its phrase. */
function prepositionOf(view: View, nounIdx: number): string | undefined {
  const parsed = caseOf(view, nounIdx)
  if (parsed) return parsed
  for (let i = nounIdx - 1; i >= Math.max(0, nounIdx - 5); i--) {
    const token = view.tokens[i]!
    if (token.upos === 'ADP') return token.form.toLowerCase()
    if (token.upos === 'VERB' || token.upos === 'PUNCT') return undefined
  }
  return undefined
}

/** The medium whose phrase ends at a token: the longest listed. */
function mediumAt(view: View, nounIdx: number): string | undefined {
  const { mediumAt: known, rules } = view
  const before = known.get(nounIdx)
  if (before !== undefined || known.has(nounIdx)) return before
  const { lemma, form } = view.tokens[nounIdx]!
  const isHead = rules.mediaHeads.has(lemma) || rules.mediaHeads.has(form.toLowerCase())
  const medium = isHead ? findMedium(view, nounIdx) : undefined
  known.set(nounIdx, medium)
  return medium
}

function findMedium(view: View, nounIdx: number): string | undefined {
  const { tokens, rules } = view
  for (let length = rules.longestMedium; length >= 1; length--) {
    const words = tokens.slice(Math.max(0, nounIdx - length + 1), nounIdx + 1)
    if (words.length < length) continue
    const medium =
      rules.media.get(words.map((token) => token.form.toLowerCase()).join(' ')) ??
      rules.media.get(words.map((token) => token.lemma.toLowerCase()).join(' '))
    if (medium) return medium
  }
  return undefined
}

/** Returns the time expression that dates the saying, as index of `times`, or -1: beside the cue, not in what is said. */
export function timeOf(view: View, cue: Cue, isContent: (tokenIdx: number) => boolean): number {
  const { doc, tokens } = view
  let best = -1
  let bestDistance = REACH
  const from = firstTimeAfter(view, cue.tokenIdx - REACH)
  for (let idx = from; idx < doc.times.length; idx++) {
    const timex = doc.times[idx]!
    if (timex.firstTokenIdx > cue.tokenIdx + REACH) break
    const i = timex.endTokenIdx - 1
    if (tokens[i]?.sentIdx !== tokens[cue.tokenIdx]!.sentIdx || isContent(i)) continue
    if (timex.type !== 'DATE' && timex.type !== 'TIME') continue
    const distance = i < cue.tokenIdx ? cue.tokenIdx - i : timex.firstTokenIdx - cue.tokenIdx
    if (distance < bestDistance && dates(view, timex.firstTokenIdx, timex.endTokenIdx, cue)) {
      best = idx
      bestDistance = distance
    }
  }
  return best
}

/** The first time expression that ends after a token; times are in text order. */
function firstTimeAfter(view: View, tokenIdx: number): number {
  const { times } = view.doc
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (times[middle]!.endTokenIdx <= tokenIdx) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a time hangs on the cue, or stands right beside it: "on Monday said", "said Tuesday". */
function dates(view: View, first: number, end: number, cue: Cue): boolean {
  const { tokens } = view
  for (let i = first; i < end; i++) {
    const head = headOf(tokens, i)
    if (head === cue.tokenIdx) return true
  }
  const gap = first > cue.tokenIdx ? { from: cue.tokenIdx + 1, to: first } : { from: end, to: cue.tokenIdx }
  // "told the Senate on Monday": the addressee comes first.
  const isBetween =
    cue.entry.addressee === 'obj' && first > cue.tokenIdx ? /^(?:ADP|ADV|DET|NOUN|PROPN|PRON)$/ : /^(?:ADP|ADV|DET)$/
  if (gap.to - gap.from > (cue.entry.addressee === 'obj' ? 5 : 2)) return false
  return tokens.slice(gap.from, gap.to).every((token) => isBetween.test(token.upos))
}
