import type { CharSpan } from '../../acquire/index.ts'
import type { Doc, ParsedDoc, Token } from '../doc.ts'
import { findQuotedRegions, type QuotedRegion } from './marks.ts'
import type { QuotationRules } from './rules.ts'
import { type Tree, treeOf } from './tree.ts'

/** What quotations are found in: the document once its mentions and times are known. */
export type ResolvedDoc = ParsedDoc & Pick<Doc, 'times' | 'mentions' | 'referents'>

/** A quoted stretch with the tokens between its marks. */
export interface QuotedSpan extends QuotedRegion {
  readonly firstTokenIdx: number
  readonly endTokenIdx: number
  /** Index in `View.quoted` of the quoted stretch around this one, -1 for none. */
  readonly parent: number
  readonly blockIdx: number
  readonly nWords: number
}

/** The document with the indices that every step here looks things up in. */
export interface View {
  readonly doc: ResolvedDoc
  readonly rules: QuotationRules
  readonly tokens: readonly Token[]
  readonly tree: Tree
  readonly quoted: readonly QuotedSpan[]
  /** By token: the innermost quoted stretch of two words or more around it, -1 for none. */
  readonly quotedAt: Int32Array
  /** Where opening marks start, and the start of each mark's fellow by the end of the closing one. */
  readonly openings: ReadonlySet<number>
  readonly openingOf: ReadonlyMap<number, number>
  /** By token: the mention whose head it is, -1 for none. */
  readonly mentionHeadAt: Int32Array
  /** By token: the shortest mention around it, -1 for none. */
  readonly mentionAt: Int32Array
  /** Mentions that are names of persons by the last word of the name, in text order. */
  readonly namesBy: ReadonlyMap<string, readonly number[]>
  /** Speakers found already, by the cue's token. */
  readonly speakers: Map<number, number>
  /** Media looked for so far, by the noun that would end them. */
  readonly mediumAt: Map<number, string | undefined>
  /** By token: 1 within a time expression. */
  readonly isTime: Uint8Array
}

/** Returns the indices over one document, in time linear in its text but for the nesting of quotation marks. */
export function viewOf(doc: ResolvedDoc, rules: QuotationRules): View {
  const tokens = doc.tokens
  const quoted = quotedSpans(doc)
  const quotedAt = new Int32Array(tokens.length).fill(-1)
  quoted.forEach((span, idx) => {
    // Nicknames and terms are words of the sentence around them.
    if (span.nWords < 2) return
    quotedAt.fill(idx, span.firstTokenIdx, span.endTokenIdx)
  })
  const mentionHeadAt = new Int32Array(tokens.length).fill(-1)
  const mentionAt = new Int32Array(tokens.length).fill(-1)
  const length = (idx: number): number => {
    const mention = doc.mentions[idx]
    return mention ? mention.endTokenIdx - mention.firstTokenIdx : Number.MAX_SAFE_INTEGER
  }
  doc.mentions.forEach((mention, idx) => {
    const atHead = mentionHeadAt[mention.headTokenIdx]
    // Of mentions with one head the longest says most: "the spokesman" within "the ministry's spokesman".
    if (atHead !== undefined && (atHead < 0 || length(atHead) < length(idx))) mentionHeadAt[mention.headTokenIdx] = idx
    for (let i = mention.firstTokenIdx; i < mention.endTokenIdx; i++)
      if (mentionAt[i]! < 0 || length(mentionAt[i]!) > length(idx)) mentionAt[i] = idx
  })
  const isTime = new Uint8Array(tokens.length)
  for (const timex of doc.times) isTime.fill(1, timex.firstTokenIdx, timex.endTokenIdx)
  return {
    doc,
    rules,
    tokens,
    tree: treeOf(tokens),
    quoted,
    quotedAt,
    openings: new Set(quoted.map((span) => span.openStart)),
    openingOf: new Map(quoted.map((span) => [span.closeEnd, span.openStart])),
    mentionHeadAt,
    mentionAt,
    isTime,
    namesBy: personNames(doc),
    speakers: new Map(),
    mediumAt: new Map(),
  }
}

function personNames(doc: ResolvedDoc): Map<string, number[]> {
  const names = new Map<string, number[]>()
  doc.mentions.forEach((mention, idx) => {
    const referentIdx = mention.referentIdxs[0]
    if (mention.kind !== 'name' || referentIdx === undefined || doc.referents[referentIdx]?.kind !== 'person') return
    const last = doc.tokens[mention.endTokenIdx - 1]?.form ?? ''
    const idxs = names.get(last)
    if (idxs) idxs.push(idx)
    else names.set(last, [idx])
  })
  return names
}

function quotedSpans(doc: ResolvedDoc): QuotedSpan[] {
  const spans: QuotedSpan[] = []
  const { text, blocks } = doc.report
  blocks.forEach((block, blockIdx) => {
    if (block.kind !== 'paragraph') return
    const open: number[] = []
    for (const found of findQuotedRegions(text, block)) {
      const region = fitted(doc, found, block)
      const firstTokenIdx = tokenFrom(doc.tokens, region.start)
      const endTokenIdx = tokenFrom(doc.tokens, region.end)
      if (endTokenIdx <= firstTokenIdx) continue
      while (open.length > 0 && spans[open.at(-1)!]!.end <= region.start) open.pop()
      // A stretch cut at its sentence's end may leave one within it hanging out.
      if (open.length > 0 && spans[open.at(-1)!]!.end < region.end) continue
      const nWords = countWords(text.slice(region.start, region.end))
      open.push(spans.length)
      const { start, end, openStart, closeEnd, isSingle, depth, isOpenMissing, isCloseMissing } = region
      const parent = open.at(-2) ?? -1
      spans.push({
        start, end, openStart, closeEnd, isSingle, depth, isOpenMissing, isCloseMissing, firstTokenIdx, endTokenIdx, parent, blockIdx, nWords,
      }) // biome-ignore format: one record
    }
  })
  return spans
}

/** Takes white space off the ends; a mark that nothing closes holds to the end of its sentence, or of a paragraph it opens. */
function fitted(doc: ResolvedDoc, region: QuotedRegion, block: CharSpan): QuotedRegion {
  const { text } = doc.report
  let { start, end } = region
  const opensParagraph = text.slice(block.start, region.openStart).trim() === ''
  if (
    region.isCloseMissing &&
    !opensParagraph &&
    !/[:,]\s*$/.test(text.slice(block.start, region.openStart).slice(-3))
  ) {
    const sent = doc.tokens[tokenFrom(doc.tokens, start)]?.sentIdx
    const sentEnd = sent === undefined ? end : (doc.sents[sent]?.end ?? end)
    end = Math.min(end, Math.max(sentEnd, start))
  }
  while (start < end && /\s/.test(text.charAt(start))) start++
  while (end > start && /\s/.test(text.charAt(end - 1))) end--
  return { ...region, start, end, closeEnd: region.isCloseMissing ? end : region.closeEnd }
}

/** The first token that starts at or after an offset; the number of tokens where none does. */
export function tokenFrom(tokens: readonly Token[], offset: number): number {
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens[middle]!.start < offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Words between white space that hold a letter or figure. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
