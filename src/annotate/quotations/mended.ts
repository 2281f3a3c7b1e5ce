import { type Content, contentEnd, hasVerb, sentenceEnd, sentenceStart, trim } from './content.ts'
import { type Cue, isAccording, isPassive } from './cues.ts'
import { mentionOf, speakerOf } from './speakers.ts'
import type { View } from './view.ts'

/** What one says that is no clause: "said nothing", "said the same". */
const SAYABLE = new Set([
  'nothing',
  'something',
  'anything',
  'everything',
  'much',
  'little',
  'so',
  'goodbye',
  'same',
  'hello',
  'yes',
  'no',
  'what',
  'this',
  'that',
  'it',
  'him',
  'her',
  'them',
])

/** Where the parse lost the clause: what stands before ", according to Price" at the end or behind "According to Price," at the start. */
export function besideAccording(view: View, cue: Cue): Content[] {
  const { tokens } = view
  const start = sentenceStart(view, cue.tokenIdx)
  const end = sentenceEnd(view, cue.tokenIdx)
  if (cue.tokenIdx - start > 3)
    return hasVerb(view, start, cue.tokenIdx) ? [trim(view, { first: start, end: cue.tokenIdx })] : []
  let comma = (cue.objectIdx ?? cue.tokenIdx) + 1
  while (comma < end && tokens[comma]!.form !== ',') comma++
  return hasVerb(view, comma, end) ? [behindParticiple(view, trim(view, { first: comma + 1, end }))] : []
}

/** "According to Yonhap, citing officials, …": on whom X relies is no part of what it says. */
export function behindParticiple(view: View, content: Content): Content {
  const { form, upos } = view.tokens[content.first]!
  if (upos !== 'VERB' || !/ing$/i.test(form)) return content
  for (let i = content.first + 1; i < content.end; i++)
    if (view.tokens[i]!.form === ',') return trim(view, { first: i + 1, end: content.end })
  return content
}

/** Where the parse lost the clause: what follows "said that", "made an announcement on Thursday that". */
export function thatWords(view: View, cue: Cue): Content[] {
  if (cue.entry.pos === 'adjective' || !cue.entry.takes.has('clause') || isAccording(cue)) return []
  const end = sentenceEnd(view, cue.tokenIdx)
  for (let i = cue.tokenIdx + 1; i < Math.min(end, cue.tokenIdx + 8); i++) {
    if (view.tokens[i]!.upos === 'VERB') return []
    if (isThat(view, i, cue))
      return hasVerb(view, i + 1, end) ? [trim(view, { first: i + 1, end: contentEnd(view, i + 1, end) })] : []
  }
  return []
}

/** A "that" that opens a clause; with "told him", one that the tagger takes for a pronoun too, if a subject follows. */
function isThat(view: View, tokenIdx: number, cue: Cue): boolean {
  const { form, upos } = view.tokens[tokenIdx]!
  if (form.toLowerCase() !== 'that') return false
  const next = view.tokens[tokenIdx + 1]?.upos ?? ''
  return upos === 'SCONJ' || (cue.entry.addressee === 'obj' && /^(?:DET|PROPN|NOUN|PRON|ADJ|NUM)$/.test(next))
}

/** Where the parse lost the clause: a subject and a finite verb right behind the cue, once adverbs and times are passed over. */
export function clauseWords(view: View, cue: Cue): Content[] {
  const { tokens } = view
  if (cue.entry.pos !== 'verb' || !cue.entry.takes.has('clause') || isPassive(view, cue.tokenIdx)) return []
  if (/^[,"”’']$/.test(tokens[cue.tokenIdx - 1]?.form ?? '')) return []
  const end = sentenceEnd(view, cue.tokenIdx)
  let first = cue.tokenIdx + 1
  while (
    first < end &&
    (view.isTime[first] || tokens[first]!.upos === 'ADV' || (tokens[first]!.upos === 'ADP' && view.isTime[first + 1]))
  )
    first++
  if (!/^(?:PRON|DET|PROPN|NOUN|ADJ|NUM)$/.test(tokens[first]?.upos ?? '')) return []
  // Of all verbs "say" has hardly ever a thing for object, so what follows is a clause whatever the tags.
  if (cue.entry.lemma === 'say' && !SAYABLE.has(tokens[first]!.lemma) && hasVerb(view, first + 1, end))
    return [trim(view, { first, end: contentEnd(view, first, end) })]
  for (let i = first + 1; i < Math.min(end, first + 14); i++) {
    const { upos, form, feats } = tokens[i]!
    if (/^[,:;"“”()]$|^(?:who|which|that|to)$/i.test(form)) return []
    if (upos === 'CCONJ' && /^(?:VERB|AUX|ADV)$/.test(tokens[i + 1]?.upos ?? '')) return []
    if ((upos === 'VERB' || upos === 'AUX') && !/VerbForm=(?:Part|Inf|Ger)/.test(feats))
      return [trim(view, { first, end: contentEnd(view, first, end) })]
  }
  return []
}

/** Where the parse lost the clause: what stands before ", Price said" at the sentence's end. */
export function closingCue(view: View, cue: Cue): Content[] {
  const { tokens } = view
  if (cue.entry.pos !== 'verb' || cue.entry.cueClass !== 'say' || !cue.entry.takes.has('clause')) return []
  if (/^(?:amod|xcomp)/.test(tokens[cue.tokenIdx]!.deprel)) return []
  const start = sentenceStart(view, cue.tokenIdx)
  const end = sentenceEnd(view, cue.tokenIdx)
  const speakerIdx = speakerOf(view, cue)
  const mention = view.doc.mentions[mentionOf(view, speakerIdx)]
  const isBehind = speakerIdx > cue.tokenIdx
  let comma = isBehind ? cue.tokenIdx - 1 : Math.min(mention?.firstTokenIdx ?? speakerIdx, speakerIdx) - 1
  while (comma > start && cue.tokenIdx - comma < 12 && !/^[,;]$/.test(tokens[comma]!.form)) comma--
  if (speakerIdx < 0 || tokens[comma]?.form !== ',' || comma - start < 3 || end - cue.tokenIdx > 12) return []
  for (let i = comma + 1; i < end; i++) if (i !== cue.tokenIdx && !isPartOfClosing(view, i, cue)) return []
  return hasVerb(view, start, comma) ? [trim(view, { first: start, end: comma })] : []
}

/** A reporting clause that closes a sentence holds a subject, an adverb, a time, a place or a medium, and no other clause. */
function isPartOfClosing(view: View, tokenIdx: number, cue: Cue): boolean {
  const { upos, form } = view.tokens[tokenIdx]!
  if (/^["“”‘’']$/.test(form) || upos === 'VERB') return false
  const isLink = /^(?:SCONJ|CCONJ)$/.test(upos) && view.tokens[tokenIdx - 1]!.form === ','
  return tokenIdx > cue.tokenIdx || !isLink
}
