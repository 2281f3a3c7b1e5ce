import type { CharSpan } from '../../acquire/index.ts'
import type { QuotationLayer } from '../doc.ts'
import { mapped } from '../mapped.ts'
import { addresseeOf, mediumOf, timeOf } from './circumstances.ts'
import { type Content, LONGEST } from './content.ts'
import { type Cue, findCues } from './cues.ts'
import { REPORTED_WAYS } from './reported.ts'
import type { QuotationRule, QuotationRules } from './rules.ts'
import { mentionOf, speakerOf } from './speakers.ts'
import { findSpeeches, type Speech } from './speeches.ts'
import { type ResolvedDoc, type View, viewOf } from './view.ts'

/**
 * Returns the quotations of a document in the order of their starts, the longer first: those in quotation marks (direct,
 * or mixed where the sentence around them goes on), and the clauses that reporting words govern (indirect), which may
 * hold mixed ones. Any text is accepted; what nobody is found to say has no speaker. Time is linear in the text.
 */
export function findQuotations(doc: ResolvedDoc, rules: QuotationRules): QuotationLayer[] {
  const view = viewOf(doc, rules)
  const cues = findCues(view)
  const speeches = findSpeeches(view, cues)
  const layers = mapped(speeches, (speech) => speechLayer(view, speech))
  layers.push(...findReported(view, cues, speeches))
  return layers.sort((a, b) => a.start - b.start || b.end - a.end)
}

function speechLayer(view: View, speech: Speech): QuotationLayer {
  const { span, attachment, kind, speakerMentionIdx } = speech
  const isContent = (i: number): boolean => view.quotedAt[i] !== span.parent
  const telling = attachment.cue && tellingOf(view, attachment.cue, { speakerIdx: attachment.speakerIdx, isContent })
  return {
    kind,
    start: span.start,
    end: span.end,
    firstTokenIdx: span.firstTokenIdx,
    endTokenIdx: span.endTokenIdx,
    content: view.doc.report.text.slice(span.start, span.end),
    speakerMentionIdx: known(speakerMentionIdx),
    cueTokenIdx: telling?.cueTokenIdx,
    cueClass: telling?.cueClass,
    addresseeMentionIdx: telling?.addresseeMentionIdx,
    medium: telling?.medium,
    timeIdx: telling?.timeIdx,
    isTopic: undefined,
  }
}

/** Undefined for -1. */
function known(idx: number): number | undefined {
  return idx < 0 ? undefined : idx
}

type Telling = Pick<QuotationLayer, 'cueTokenIdx' | 'cueClass' | 'addresseeMentionIdx' | 'medium' | 'timeIdx'>

function tellingOf(view: View, cue: Cue, at: { speakerIdx: number; isContent(tokenIdx: number): boolean }): Telling {
  return {
    cueTokenIdx: cue.tokenIdx,
    cueClass: cue.entry.cueClass,
    addresseeMentionIdx: known(addresseeOf(view, cue)),
    medium: mediumOf(view, cue, at.speakerIdx),
    timeIdx: known(timeOf(view, cue, at.isContent)),
  }
}

/** The clauses and phrases that cues report outside quotation marks. */
function findReported(view: View, cues: readonly Cue[], speeches: readonly Speech[]): QuotationLayer[] {
  const ways = view.rules.rules.filter((rule) => rule.kind === 'reported')
  const isSpeech = new Uint8Array(view.tokens.length)
  const seen = new Set<number>()
  for (const { span } of speeches) isSpeech.fill(1, span.firstTokenIdx, span.endTokenIdx)
  const direct = new Set(
    speeches.flatMap(({ kind, attachment }) => (kind === 'direct' && attachment.cue ? [attachment.cue] : [])),
  )
  const layers: QuotationLayer[] = []
  for (const cue of cues) {
    const sent = view.doc.sents[view.tokens[cue.tokenIdx]!.sentIdx]
    if (!sent || view.doc.report.blocks[sent.blockIdx]?.kind !== 'paragraph') continue
    if (isSpeech[cue.tokenIdx] || direct.has(cue) || isTellers(view, cue)) continue
    const told = contentsOf(view, cue, ways, isSpeech)
    if (!told) continue
    const fresh = told.contents.filter(({ first, end }) => !seen.has(first * view.tokens.length + end))
    for (const content of fresh) {
      seen.add(content.first * view.tokens.length + content.end)
      layers.push(reportedLayer(view, cue, { content, way: told.way }))
    }
  }
  return layers
}

/** What a cue reports, by the first way that finds anything. */
function contentsOf(view: View, cue: Cue, ways: readonly QuotationRule[], isSpeech: Uint8Array) {
  const speakerIdx = speakerOf(view, cue)
  for (const { way } of ways) {
    const found = REPORTED_WAYS[way]?.(view, cue) ?? NO_CONTENT
    if (found.length === 0) continue
    const contents = found.filter(
      (content) => (speakerIdx < content.first || speakerIdx >= content.end) && isReported(view, content, isSpeech),
    )
    if (contents.length > 0) return { way, contents }
  }
  return undefined
}

const NO_CONTENT: readonly Content[] = []

/** Whether the teller or the reader speaks: "I think", "as you know" report nobody's words. */
function isTellers(view: View, cue: Cue): boolean {
  const form = view.tokens[speakerOf(view, cue)]?.form ?? ''
  return form.length <= 3 && /^(?:I|we|you|one)$/i.test(form)
}

/** Something is left once quotation marks are taken out: at least two words, and a third of them all. */
function isReported(view: View, content: Content, isSpeech: Uint8Array): boolean {
  if (content.end - content.first > LONGEST) return false
  let nUnquoted = 0
  for (let i = content.first; i < content.end; i++) if (!isSpeech[i] && view.tokens[i]!.upos !== 'PUNCT') nUnquoted++
  return nUnquoted >= 2 && nUnquoted * 3 >= content.end - content.first
}

function reportedLayer(view: View, cue: Cue, { content, way }: { content: Content; way: string }): QuotationLayer {
  const { start, end } = charsOf(view, content)
  const speakerIdx = speakerOf(view, cue)
  const isContent = (i: number): boolean => i >= content.first && i < content.end
  const telling = tellingOf(view, cue, { speakerIdx, isContent })
  return {
    kind: 'indirect',
    start,
    end,
    firstTokenIdx: content.first,
    endTokenIdx: content.end,
    content: view.doc.report.text.slice(start, end),
    speakerMentionIdx: known(mentionOf(view, speakerIdx)),
    cueTokenIdx: telling.cueTokenIdx,
    cueClass: telling.cueClass,
    addresseeMentionIdx: telling.addresseeMentionIdx,
    medium: telling.medium,
    timeIdx: telling.timeIdx,
    isTopic: isTopic(view, content, way) ? true : undefined,
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
