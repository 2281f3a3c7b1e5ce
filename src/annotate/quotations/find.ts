import type { CharSpan } from '../../acquire/index.ts'
import type { QuotationKind, QuotationLayer } from '../doc.ts'
import { type Attachment, surroundingsOf, WAYS } from './attach.ts'
import { addresseeOf, mediumOf, timeOf } from './circumstances.ts'
import { type Cue, findCues, indexCues } from './cues.ts'
import { NOT_QUOTED_WAYS } from './named.ts'
import { type Content, LONGEST, REPORTED_WAYS } from './reported.ts'
import type { QuotationRules } from './rules.ts'
import { mentionOf, speakerOf } from './speakers.ts'
import { type QuotedSpan, type ResolvedDoc, type View, viewOf } from './view.ts'

/** Words in marks that no cue reports need at least this many to pass for speech and not for a scare quote. */
const LEAST_UNREPORTED = 5

/** A quoted stretch that is a quotation, with what it hangs on. */
interface Speech {
  readonly span: QuotedSpan
  readonly attachment: Attachment
  readonly kind: QuotationKind
  readonly speakerMentionIdx: number
}

/**
 * Returns the quotations of a document in the order of their starts, the longer first: those in quotation marks (direct,
 * or mixed where the sentence around them goes on), and the clauses that reporting words govern (indirect), which may
 * hold mixed ones. Any text is accepted; what nobody is found to say has no speaker. Time is linear in the text.
 */
export function findQuotations(doc: ResolvedDoc, rules: QuotationRules): QuotationLayer[] {
  const view = viewOf(doc, rules)
  const cues = findCues(view)
  const speeches = findSpeeches(view, cues)
  const layers = speeches.map((speech) => speechLayer(view, speech))
  layers.push(...findReported(view, cues, speeches))
  return layers.sort((a, b) => a.start - b.start || b.end - a.end)
}

function findSpeeches(view: View, cues: readonly Cue[]): Speech[] {
  const index = indexCues(view, cues)
  const notQuoted = view.rules.rules.filter((rule) => rule.kind === 'not-quoted')
  const ways = view.rules.rules.filter((rule) => rule.kind === 'attach')
  const speeches: Speech[] = []
  const isSpeech = new Set<QuotedSpan>()
  for (const span of view.quoted) {
    // Speech quoted within speech is part of it.
    const parent = view.quoted[span.parent]
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
  let speakerMentionIdx = attachment.speakerMentionIdx ?? mentionOf(view, attachment.speakerIdx)
  // "…,” Borrell said, adding: “…”": a participle behind a quotation of its sentence has that quotation's speaker.
  if (previous && followsIn(view, attachment.cue, previous)) speakerMentionIdx = previous.speakerMentionIdx
  // "The statement added": a document with no owner told speaks for whoever spoke last.
  if (
    speakerMentionIdx < 0 &&
    attachment.speakerMentionIdx === undefined &&
    previous &&
    isBareDocument(view, attachment.speakerIdx)
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

function isBareDocument(view: View, tokenIdx: number): boolean {
  const token = view.tokens[tokenIdx]
  return token !== undefined && (view.rules.media.has(token.lemma) || /^(?:it|that|which)$/i.test(token.form))
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
  if (isSame && span.parent === previous.span.parent)
    return { ...previous.attachment, speakerMentionIdx: previous.speakerMentionIdx }
  if (!isWhole && span.nWords < LEAST_UNREPORTED) return undefined
  const reported = isWhole ? reportBefore(view, span, { previous, cues }) : undefined
  if (reported) return reported
  const gap =
    previous && span.parent === previous.span.parent ? span.blockIdx - previous.span.blockIdx : Number.MAX_SAFE_INTEGER
  if (previous && gap === 0) return { ...previous.attachment, speakerMentionIdx: previous.speakerMentionIdx }
  if (previous && gap === 1 && isWhole && (previous.span.isCloseMissing || startsBlock(view, span)))
    return { speakerIdx: -1, speakerMentionIdx: previous.speakerMentionIdx }
  const actor = actorBefore(view, span)
  return actor < 0 && !isWhole ? undefined : { speakerIdx: actor }
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
    if (previous?.attachment.cue === cue)
      return { ...previous.attachment, speakerMentionIdx: previous.speakerMentionIdx }
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

function speechLayer(view: View, speech: Speech): QuotationLayer {
  const { span, attachment, kind, speakerMentionIdx } = speech
  const isContent = (i: number): boolean => view.quotedAt[i] !== span.parent
  return {
    kind,
    start: span.start,
    end: span.end,
    firstTokenIdx: span.firstTokenIdx,
    endTokenIdx: span.endTokenIdx,
    content: view.doc.report.text.slice(span.start, span.end),
    ...(speakerMentionIdx >= 0 && { speakerMentionIdx }),
    ...(attachment.cue && tellingOf(view, attachment.cue, { speakerIdx: attachment.speakerIdx, isContent })),
  }
}

type Telling = Pick<QuotationLayer, 'cueTokenIdx' | 'cueClass' | 'addresseeMentionIdx' | 'medium' | 'timeIdx'>

function tellingOf(view: View, cue: Cue, at: { speakerIdx: number; isContent(tokenIdx: number): boolean }): Telling {
  const addresseeMentionIdx = addresseeOf(view, cue)
  const medium = mediumOf(view, cue, at.speakerIdx)
  const timeIdx = timeOf(view, cue, at.isContent)
  return {
    cueTokenIdx: cue.tokenIdx,
    cueClass: cue.entry.cueClass,
    ...(addresseeMentionIdx >= 0 && { addresseeMentionIdx }),
    ...(medium !== undefined && { medium }),
    ...(timeIdx >= 0 && { timeIdx }),
  }
}

/** The clauses and phrases that cues report outside quotation marks. */
function findReported(view: View, cues: readonly Cue[], speeches: readonly Speech[]): QuotationLayer[] {
  const ways = view.rules.rules.filter((rule) => rule.kind === 'reported')
  const isSpeech = new Uint8Array(view.tokens.length)
  const seen = new Set<string>()
  for (const { span } of speeches) isSpeech.fill(1, span.firstTokenIdx, span.endTokenIdx)
  const direct = new Set(
    speeches.flatMap(({ kind, attachment }) => (kind === 'direct' && attachment.cue ? [attachment.cue] : [])),
  )
  return cues.flatMap((cue) => {
    const sent = view.doc.sents[view.tokens[cue.tokenIdx]!.sentIdx]
    if (view.doc.report.blocks[sent?.blockIdx ?? -1]?.kind !== 'paragraph') return []
    if (isSpeech[cue.tokenIdx] || direct.has(cue) || isTellers(view, cue)) return []
    const speakerIdx = speakerOf(view, cue)
    for (const rule of ways) {
      const contents = (REPORTED_WAYS[rule.way]?.(view, cue) ?? []).filter(
        (content) => (speakerIdx < content.first || speakerIdx >= content.end) && isReported(view, content, isSpeech),
      )
      const fresh = contents.filter((content) => !seen.has(`${content.first}-${content.end}`))
      for (const content of fresh) seen.add(`${content.first}-${content.end}`)
      if (contents.length > 0) return fresh.map((content) => reportedLayer(view, cue, { content, way: rule.way }))
    }
    return []
  })
}

/** Whether the teller or the reader speaks: "I think", "as you know" report nobody's words. */
function isTellers(view: View, cue: Cue): boolean {
  return /^(?:I|we|you|one)$/i.test(view.tokens[speakerOf(view, cue)]?.form ?? '')
}

/** Something is left once quotation marks are taken out: at least two words, and a third of them all. */
function isReported(view: View, content: Content, isSpeech: Uint8Array): boolean {
  if (content.end - content.first > LONGEST) return false
  let nUnquoted = 0
  for (let i = content.first; i < content.end; i++) if (!isSpeech[i] && view.tokens[i]!.upos !== 'PUNCT') nUnquoted++
  return nUnquoted >= 2 && nUnquoted * 3 >= content.end - content.first
}

function reportedLayer(view: View, cue: Cue, { content, way }: { content: Content; way: string }): QuotationLayer {
  const span = charsOf(view, content)
  const speakerIdx = speakerOf(view, cue)
  const speakerMentionIdx = mentionOf(view, speakerIdx)
  const isContent = (i: number): boolean => i >= content.first && i < content.end
  return {
    kind: 'indirect',
    ...span,
    firstTokenIdx: content.first,
    endTokenIdx: content.end,
    content: view.doc.report.text.slice(span.start, span.end),
    ...(speakerMentionIdx >= 0 && { speakerMentionIdx }),
    ...tellingOf(view, cue, { speakerIdx, isContent }),
    ...(isTopic(view, content, way) && { isTopic: true }),
  }
}

/** A noun phrase without a verb names what is spoken of. */
function isTopic(view: View, content: Content, way: string): boolean {
  if (way !== 'object' && way !== 'prepositional') return false
  for (let i = content.first; i < content.end; i++) if (view.tokens[i]!.upos === 'VERB') return false
  return true
}

function charsOf(view: View, content: Content): CharSpan {
  return { start: view.tokens[content.first]!.start, end: view.tokens[content.end - 1]!.end }
}
