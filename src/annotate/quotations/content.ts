import type { Token } from '../doc.ts'
import { type Cue, isAccording } from './cues.ts'
import { isJoinedToReport } from './speakers.ts'
import { childrenOf } from './tree.ts'
import type { View } from './view.ts'

/** A half-open range of tokens that a cue reports. */
export interface Content {
  readonly first: number
  readonly end: number
}

/** A clause of more words is a broken parse; the bound keeps the work linear. */
export const LONGEST = 400

/** Whether a verb stands in a range of tokens. */
export function hasVerb(view: View, first: number, end: number): boolean {
  for (let i = first; i < end; i++) {
    const { upos } = view.tokens[i]!
    if (upos === 'VERB' || upos === 'AUX') return true
  }
  return false
}

/** The first token of the sentence around a token. */
export function sentenceStart(view: View, tokenIdx: number): number {
  return view.doc.sents[view.tokens[tokenIdx]!.sentIdx]?.firstTokenIdx ?? tokenIdx
}

/** One past the last token of the sentence around a token. */
export function sentenceEnd(view: View, tokenIdx: number): number {
  return view.doc.sents[view.tokens[tokenIdx]!.sentIdx]?.endTokenIdx ?? tokenIdx + 1
}

/** The subtree of a content's head, less the cue's own words; in two parts where the cue interrupts it. */
export function around(view: View, headIdx: number, cue: Cue): Content[] {
  const { left, right } = view.tree
  const first = left[headIdx]!
  const whole = right[headIdx]!
  const end = isAccording(cue) ? whole : contentEnd(view, first, whole)
  const own = cueWords(view, cue, headIdx)
  if (cue.tokenIdx < first || cue.tokenIdx >= end) return [trim(view, { first, end })]
  return [trim(view, { first, end: own.first }), trim(view, { first: own.end, end })].filter(
    (part) => part.end - part.first >= 3 && hasVerb(view, part.first, part.end),
  )
}

/** Where a content ends at the latest: before another cue that closes the sentence or takes up the report. */
export function contentEnd(view: View, first: number, end: number): number {
  if (end - first > LONGEST) return end
  return beforeClosing(view, beforeAccording(view, { first, end: beforeJoined(view, { first, end }) }), first)
}

/** "emphasized that the U.S. stands by Ukraine and called on Russia": a past tense joined to a present goes on from the past. */
function beforeJoined(view: View, { first, end }: Content): number {
  for (let i = first + 2; i < end - 1; i++)
    if (
      view.tokens[i]!.upos === 'CCONJ' &&
      view.rules.verbs.has(view.tokens[i + 1]!.lemma) &&
      isJoinedToReport(view, i + 1)
    )
      return i
  return end
}

/** ", according to Price" at the end of a content is a cue of its own. */
function beforeAccording(view: View, { first, end }: Content): number {
  for (let i = first + 2; i < end - 1; i++) {
    if (view.tokens[i]!.form === 'according' && view.tokens[i + 1]!.form === 'to' && view.tokens[i - 1]!.form === ',')
      return i - 1
  }
  return end
}

/** ", the ministry said": the subject of a closing cue is no part of what is said. */
function beforeClosing(view: View, end: number, first: number): number {
  for (let i = first + 3; i < end - 2; i++) if (isNextReport(view, i)) return i
  if (view.rules.verbs.get(view.tokens[end]?.lemma ?? '')?.cueClass !== 'say') return end
  for (let i = end - 1; i > Math.max(first, end - 9) && view.tokens[i]!.upos !== 'VERB'; i--)
    if (view.tokens[i]!.form === ',') return i
  return end
}

/** ", and stressed that", ", adding": the speaker's next report. */
function isNextReport(view: View, commaIdx: number): boolean {
  const { tokens, rules } = view
  if (tokens[commaIdx]!.form !== ',') return false
  const isJoined = tokens[commaIdx + 1]?.upos === 'CCONJ'
  const verb = tokens[commaIdx + (isJoined ? 2 : 1)]
  if (verb?.form === 'adding') return true
  const next = tokens[commaIdx + (isJoined ? 3 : 2)]
  if (verb?.upos !== 'VERB' || !(isJoined || /ing$/.test(verb.form)) || next?.form !== 'that') return false
  return rules.verbs.get(verb.lemma)?.takes.has('clause') === true
}

/** The words of the cue's clause that are not reported: its subject, addressee, medium and time. */
function cueWords(view: View, cue: Cue, contentIdx: number): Content {
  const top = cue.objectIdx ?? cue.tokenIdx
  let first = Math.min(cue.tokenIdx, top)
  let end = Math.max(cue.tokenIdx, top) + 1
  for (const child of childrenOf(view.tree, top)) {
    const { deprel } = view.tokens[child]!
    if (child === contentIdx || deprel === 'ccomp' || deprel === 'punct') continue
    if (view.tree.left[child]! <= contentIdx && contentIdx < view.tree.right[child]!) continue
    first = Math.min(first, view.tree.left[child]!)
    end = Math.max(end, view.tree.right[child]!)
  }
  return { first, end }
}

/** Takes punctuation and the words that only mark a clause off both ends. */
export function trim(view: View, content: Content): Content {
  const { tokens } = view
  let { first, end } = content
  const body = view.doc.report.dateline?.span.end ?? 0
  while (first < end && tokens[first]!.start < body) first++
  while (first < end && isMarker(view, first)) first++
  const start = tokens[first]?.start ?? 0
  while (end > first && isPause(view, tokens[end - 1]!, start)) end--
  return { first, end: withClosingMark(view, { first, end }) }
}

/** A content that opens quotation marks closes them too, with the stop inside. */
function withClosingMark(view: View, { first, end }: Content): number {
  const idx = view.quotedAt[end - 1] ?? -1
  const span = idx < 0 ? undefined : view.quoted[idx]
  if (!span || span.firstTokenIdx <= first || span.endTokenIdx > end + 1) return end
  let to = end
  while (to < view.tokens.length && view.tokens[to]!.end <= span.closeEnd) to++
  return to
}

/** Whether a token may go from the end; a closing mark stays if its opening mark is within. */
function isPause(view: View, token: Token, start: number): boolean {
  if (token.upos !== 'PUNCT') return false
  if (/^[')\]]$/.test(token.form)) return false
  const opening = view.openingOf.get(token.end)
  return !/^["”’»]$|^''$/.test(token.form) || opening === undefined || opening < start
}

function isMarker(view: View, tokenIdx: number): boolean {
  const token = view.tokens[tokenIdx]!
  if (token.upos === 'PUNCT') return !/^[([]$/.test(token.form) && !view.openings.has(token.start)
  if (token.form.toLowerCase() !== 'that') return false
  // "that sanctions fail" opens with the conjunction, "that is wrong" with the subject, whatever the tags.
  const next = view.tokens[tokenIdx + 1]?.upos ?? ''
  return (
    token.deprel === 'mark' || (view.tokens[tokenIdx - 1]?.upos === 'VERB' && /^(?:NOUN|PROPN|DET|PRON)$/.test(next))
  )
}

/** The word that marks a clause ("that", "to"), lower-case, or undefined. */
export function markOf(view: View, clauseIdx: number): string | undefined {
  const mark = childrenOf(view.tree, clauseIdx).find((child) => view.tokens[child]!.deprel === 'mark')
  return mark === undefined ? undefined : view.tokens[mark]!.form.toLowerCase()
}

/** The preposition or conjunction before the head of a phrase, lower-case, or undefined. */
export function caseOrMark(view: View, headIdx: number): string | undefined {
  const marker = childrenOf(view.tree, headIdx).find(
    (child) => child < headIdx && (view.tokens[child]!.deprel === 'case' || view.tokens[child]!.deprel === 'mark'),
  )
  return marker === undefined ? undefined : view.tokens[marker]!.form.toLowerCase()
}
