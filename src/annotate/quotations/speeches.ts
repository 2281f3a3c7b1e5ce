import type { QuotationKind } from '../doc.ts'
import { type Attachment, surroundingsOf, WAYS } from './attach.ts'
import { mediumOf } from './circumstances.ts'
import { type Cue, indexCues } from './cues.ts'
import { NOT_QUOTED_WAYS } from './named.ts'
import { mentionOf, speakerOf } from './speakers.ts'
import type { QuotedSpan, View } from './view.ts'

/** Words in marks that no cue reports need at least this many to pass for speech and not for a scare quote. */
const LEAST_UNREPORTED = 5

/** A quoted stretch that is a quotation, with what it hangs on. */
export interface Speech {
  readonly span: QuotedSpan
  readonly attachment: Attachment
  readonly kind: QuotationKind
  readonly speakerMentionIdx: number
}

/** Returns the quoted stretches that are quotations, in text order; those within another quotation are part of it. */
export function findSpeeches(view: View, cues: readonly Cue[]): Speech[] {
  const index = indexCues(view, cues)
  const notQuoted = view.rules.rules.filter((rule) => rule.kind === 'not-quoted')
  const ways = view.rules.rules.filter((rule) => rule.kind === 'attach')
  const speeches: Speech[] = []
  const isSpeech = new Set<QuotedSpan>()
  for (const span of view.quoted) {
    // Speech quoted within speech is part of it.
    const parent = span.parent < 0 ? undefined : view.quoted[span.parent]
    if (parent && isSpeech.has(parent)) {
      isSpeech.add(span)
      continue
    }
    if (notQuoted.some((rule) => NOT_QUOTED_WAYS[rule.way]?.(view, span, rule))) continue
    const around = surroundingsOf(view, span)
    let attachment: Attachment | undefined
    for (const rule of ways) {
      attachment = WAYS[rule.way]?.({ view, cues: index, span, around })
      if (attachment) break
    }
    const previous = speeches.findLast((speech) => speech.span.parent === span.parent)
    attachment ??= carriedOver(view, span, { previous, cues })
    if (!attachment) continue
    isSpeech.add(span)
    speeches.push(speechOf(view, span, { attachment, previous }))
  }
  return speeches
}

function speechOf(
  view: View,
  span: QuotedSpan,
  found: { attachment: Attachment; previous: Speech | undefined },
): Speech {
  const { attachment, previous } = found
  // Nobody within the quotation marks speaks them; the parser reached inside.
  const isInside = attachment.speakerIdx >= 0 && view.quotedAt[attachment.speakerIdx] !== span.parent
  const samePrevious = previous && previous.attachment.cue === attachment.cue ? previous.speakerMentionIdx : -1
  let speakerMentionIdx =
    attachment.speakerMentionIdx ?? (isInside ? samePrevious : mentionOf(view, attachment.speakerIdx))
  // "…,” Borrell said, adding: “…”": a participle behind a quotation of its sentence has that quotation's speaker.
  if (previous && followsIn(view, attachment.cue, previous)) speakerMentionIdx = previous.speakerMentionIdx
  // "The statement added": a document with no owner told speaks for whoever spoke last.
  if (
    speakerMentionIdx < 0 &&
    attachment.speakerMentionIdx === undefined &&
    previous &&
    isBareDocument(view, attachment, previous)
  )
    speakerMentionIdx = previous.speakerMentionIdx
  return { span, attachment, kind: kindOf(view, span, attachment), speakerMentionIdx }
}

function followsIn(view: View, cue: Cue | undefined, previous: Speech): boolean {
  const before = previous.attachment.cue
  if (!cue || !before || cue === before || previous.speakerMentionIdx < 0) return false
  const token = view.tokens[cue.tokenIdx]!
  return (
    /ing$/i.test(token.form) &&
    token.sentIdx === view.tokens[before.tokenIdx]!.sentIdx &&
    cue.tokenIdx > before.tokenIdx &&
    view.tokens[cue.tokenIdx - 1]?.upos === 'PUNCT'
  )
}

/** Whether the speaker is the document that the quotation before came from: "… in a statement. “…,” the statement added." */
function isBareDocument(view: View, { speakerIdx }: Attachment, previous: Speech): boolean {
  const { cue } = previous.attachment
  const medium = view.rules.media.get(view.tokens[speakerIdx]?.lemma ?? '')
  return medium !== undefined && cue !== undefined && medium === mediumOf(view, cue, previous.attachment.speakerIdx)
}

interface Before {
  readonly previous: Speech | undefined
  readonly cues: readonly Cue[]
}

/** A stretch with no cue of its own goes on from what was reported before it, if it reads as a sentence or as long speech. */
function carriedOver(view: View, span: QuotedSpan, { previous, cues }: Before): Attachment | undefined {
  const isWhole = isSentence(view, span)
  // "“very real” and could come “any day now”": what is reported in one sentence is one report.
  const isSame =
    previous?.attachment.cue !== undefined &&
    view.tokens[previous.attachment.cue.tokenIdx]!.sentIdx === view.tokens[span.firstTokenIdx]!.sentIdx
  if (isSame && span.parent === previous.span.parent) return goingOn(previous)
  if (!isWhole && span.nWords < LEAST_UNREPORTED) return undefined
  const reported = isWhole ? reportBefore(view, span, { previous, cues }) : undefined
  if (reported) return reported
  const gap =
    previous && span.parent === previous.span.parent ? span.blockIdx - previous.span.blockIdx : Number.MAX_SAFE_INTEGER
  if (previous && gap === 0) return goingOn(previous)
  if (previous && gap === 1 && isWhole && (previous.span.isCloseMissing || startsBlock(view, span)))
    return { speakerIdx: -1, speakerMentionIdx: previous.speakerMentionIdx }
  const actor = actorBefore(view, span)
  return actor < 0 && !isWhole ? undefined : { speakerIdx: actor }
}

/** The attachment of what goes on with the speaker of the stretch before. */
function goingOn({ attachment: { cue, speakerIdx }, speakerMentionIdx }: Speech): Attachment {
  return { cue, speakerIdx, speakerMentionIdx }
}

/** The first reporting verb of the sentence before, in the same paragraph: "…, Schiff said. “…”" */
function reportBefore(view: View, span: QuotedSpan, { previous, cues }: Before): Attachment | undefined {
  const { tokens, doc } = view
  const sent = doc.sents[tokens[span.firstTokenIdx]!.sentIdx - 1]
  if (!sent || sent.blockIdx !== span.blockIdx) return undefined
  for (let k = cueFrom(cues, sent.firstTokenIdx); k < cues.length && cues[k]!.tokenIdx < sent.endTokenIdx; k++) {
    const cue = cues[k]!
    if (cue.entry.pos !== 'verb' || cue.entry.cueClass !== 'say' || !cue.entry.takes.has('clause')) continue
    if (view.quotedAt[cue.tokenIdx] !== span.parent) continue
    if (previous?.attachment.cue === cue) return goingOn(previous)
    const speakerIdx = speakerOf(view, cue)
    if (mentionOf(view, speakerIdx) >= 0) return { cue, speakerIdx }
  }
  return undefined
}

/** The index of the first cue at or after a token. */
function cueFrom(cues: readonly Cue[], tokenIdx: number): number {
  let low = 0
  let high = cues.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (cues[middle]!.tokenIdx < tokenIdx) low = middle + 1
    else high = middle
  }
  return low
}

/** Who acts in the sentence, or for a sentence that is all quotation, in the one before it, across paragraphs after a colon. */
function actorBefore(view: View, span: QuotedSpan): number {
  const { tokens, doc } = view
  const ownSent = tokens[span.firstTokenIdx]!.sentIdx
  for (const sentIdx of [ownSent, ownSent - 1]) {
    const sent = doc.sents[sentIdx]
    if (!sent || (sent.blockIdx !== span.blockIdx && tokens[sent.endTokenIdx - 1]?.form !== ':')) continue
    for (let i = sent.firstTokenIdx; i < Math.min(sent.endTokenIdx, span.firstTokenIdx); i++)
      if (/^nsubj/.test(tokens[i]!.deprel) && view.quotedAt[i] === span.parent && view.mentionHeadAt[i]! >= 0) return i
  }
  return -1
}

function startsBlock(view: View, span: QuotedSpan): boolean {
  const block = view.doc.report.blocks[span.blockIdx]
  return block !== undefined && view.doc.report.text.slice(block.start, span.openStart).trim() === ''
}

/** Begins as a sentence and ends as one, or as one that its cue follows. */
function isSentence(view: View, span: QuotedSpan): boolean {
  const { text } = view.doc.report
  const starts = /^[^\p{L}\p{N}]*[\p{Lu}\p{N}]/u.test(text.slice(span.start, Math.min(span.end, span.start + 8)))
  return (
    starts &&
    (span.isCloseMissing || endsSentence(text, span) || /^[,.]/.test(text.slice(span.closeEnd, span.closeEnd + 1)))
  )
}

/** Ends in a stop or a comma, nested closing marks aside. */
function endsSentence(text: string, span: QuotedSpan): boolean {
  return /[.,!?…—–-]["“”‘’']*$/.test(text.slice(Math.max(span.start, span.end - 4), span.end))
}

/** Direct: stands on its own beside its cue. Mixed: the sentence around it needs it. */
function kindOf(view: View, span: QuotedSpan, attachment: Attachment): QuotationKind {
  const { text } = view.doc.report
  const before = text.slice(Math.max(0, span.openStart - 3), span.openStart).trimEnd()
  const isIntroduced = /[:,]$/.test(before) || startsBlock(view, span) || /[.!?"”]$/.test(before) || before === ''
  const cueRightBefore =
    attachment.cue !== undefined &&
    view.tokens[attachment.cue.tokenIdx]!.end >= span.openStart - 2 &&
    attachment.cue.tokenIdx < span.firstTokenIdx
  const isEnded =
    span.isCloseMissing || endsSentence(text, span) || /^[,.;!?]/.test(text.slice(span.closeEnd, span.closeEnd + 1))
  if (view.tokens[span.firstTokenIdx]!.sentIdx !== view.tokens[span.endTokenIdx - 1]!.sentIdx && isSentence(view, span))
    return 'direct'
  if (isIntroduced && isEnded && !/^[a-z]/.test(text.charAt(span.start))) return 'direct'
  if (isIntroduced && /[:,]$/.test(before) && isEnded && attachment.cue?.entry.takes.has('quote')) return 'direct'
  return cueRightBefore && isEnded && (isSentence(view, span) || hasClause(view, span)) ? 'direct' : 'mixed'
}

/** Whether the stretch holds a verb with its subject at its top. */
function hasClause(view: View, span: QuotedSpan): boolean {
  for (let i = span.firstTokenIdx; i < span.endTokenIdx; i++) {
    const { deprel, head } = view.tokens[i]!
    if (
      /^nsubj/.test(deprel) &&
      head >= span.firstTokenIdx &&
      head < span.endTokenIdx &&
      !/^acl/.test(view.tokens[head]!.deprel)
    )
      return true
  }
  return false
}
