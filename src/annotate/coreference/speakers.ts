import { baseRelation, chunkOver, type View } from './view.ts'
import { CLOSES_QUOTATION, OPENS_QUOTATION, QUOTES, SPEECH_VERB } from './words.ts'

/** Which words stand inside quotation marks, and which token is the subject of the verb of saying that they go with. */
export interface Speakers {
  /** 1 inside quotation marks. */
  readonly isQuoted: Uint8Array
  /** For every sentence the token that is the subject of its verb of saying outside quotation marks, -1 for none. */
  readonly subjectOfSent: Int32Array
}

/** Reads quotation marks paragraph by paragraph; an unclosed one ends with its paragraph. */
export function findSpeakers(view: View): Speakers {
  const isQuoted = new Uint8Array(view.doc.tokens.length)
  let isOpen = false
  let block = -1
  for (const sent of view.doc.sents) {
    if (sent.blockIdx !== block) isOpen = false
    block = sent.blockIdx
    for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; i += 1) {
      const mark = view.types.formBits[i]! & MARKS
      if (mark === 0) {
        if (isOpen) isQuoted[i] = 1
        continue
      }
      // A closing mark that opens a paragraph is a slip of the typesetter.
      const isFirst = i === sent.firstTokenIdx && !isOpen
      if (mark & OPENS_QUOTATION || (isFirst && mark & CLOSES_QUOTATION)) isOpen = true
      else if (mark & CLOSES_QUOTATION) isOpen = false
      else isOpen = !isOpen
    }
  }
  const subjectOfSent = new Int32Array(view.doc.sents.length)
  for (let s = 0; s < subjectOfSent.length; s += 1) subjectOfSent[s] = sayingSubject(view, isQuoted, s)
  markBlockQuotations(view, isQuoted, subjectOfSent)
  return { isQuoted, subjectOfSent }
}

/** "Limbaugh added:" alone in its paragraph: the next paragraph is what he added, though it bear no quotation marks. */
function markBlockQuotations(view: View, isQuoted: Uint8Array, subjectOfSent: Int32Array): void {
  const { sents, report } = view.doc
  for (let s = 0; s + 1 < sents.length; s += 1) {
    const [sent, next] = [sents[s]!, sents[s + 1]!]
    const isIntroduction = view.lower[sent.endTokenIdx - 1] === ':' && subjectOfSent[s]! >= 0
    if (!isIntroduction || next.blockIdx === sent.blockIdx || sents[s - 1]?.blockIdx === sent.blockIdx) continue
    if (report.blocks[next.blockIdx]?.kind !== 'paragraph') continue
    let end = s + 1
    while (sents[end]?.blockIdx === next.blockIdx) end += 1
    const last = sents[end - 1]!.endTokenIdx
    if (isQuoted.subarray(next.firstTokenIdx, last).includes(1)) continue
    isQuoted.fill(1, next.firstTokenIdx, last)
    subjectOfSent.fill(-1, s + 1, end)
  }
}

const MARKS = OPENS_QUOTATION | CLOSES_QUOTATION | QUOTES

function sayingSubject(view: View, isQuoted: Uint8Array, sentIdx: number): number {
  const sent = view.doc.sents[sentIdx]!
  for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; i += 1) {
    if ((view.types.lemmaBits[i]! & SPEECH_VERB) === 0 || isQuoted[i] || view.doc.tokens[i]!.upos !== 'VERB') continue
    for (let c = view.firstChild[i]!; c >= 0; c = view.nextSibling[c]!) {
      if (baseRelation(view, c) === 'nsubj' && !isQuoted[c]) return c
    }
  }
  const colon = introducedBy(view, isQuoted, sentIdx)
  if (colon >= 0) return colon
  for (let i = sent.firstTokenIdx; i + 2 < sent.endTokenIdx; i += 1) {
    if (view.lower[i] !== 'according' || view.lower[i + 1] !== 'to') continue
    const chunk = chunkOver(view, i + 2)
    if (chunk) return chunk.head
  }
  return besideQuotation(view, isQuoted, sentIdx)
}

/** Trump defended his decision, "As I have stated …": the subject of what stands outside a quotation of some length. */
function besideQuotation(view: View, isQuoted: Uint8Array, sentIdx: number): number {
  const sent = view.doc.sents[sentIdx]!
  let nQuoted = 0
  let subject = -1
  for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; i += 1) {
    if (isQuoted[i]) nQuoted += 1
    else if (subject < 0 && baseRelation(view, i) === 'nsubj') subject = i
  }
  return nQuoted >= 6 ? subject : -1
}

/** The last subject before a colon that opens a quotation: "he praised the general: “He was …”". */
function introducedBy(view: View, isQuoted: Uint8Array, sentIdx: number): number {
  const sent = view.doc.sents[sentIdx]!
  for (let i = sent.firstTokenIdx; i < sent.endTokenIdx - 2; i += 1) {
    if (view.lower[i] !== ':' || isQuoted[i] || !isQuoted[i + 2]) continue
    for (let c = i - 1; c >= sent.firstTokenIdx; c -= 1) if (baseRelation(view, c) === 'nsubj' && !isQuoted[c]) return c
  }
  return -1
}

/**
 * The token that names who speaks the quotation around this token: the subject of saying in the same sentence, else in
 * the nearest sentence of the paragraph before or after, else in the paragraph before; -1 where nobody is told.
 */
export function speakerTokenAt(view: View, speakers: Speakers, tokenIdx: number): number {
  const { sentIdx } = view.doc.tokens[tokenIdx]!
  const block = view.doc.sents[sentIdx]!.blockIdx
  for (const s of [sentIdx, sentIdx - 1, sentIdx + 1, sentIdx - 2, sentIdx + 2]) {
    if (view.doc.sents[s]?.blockIdx === block && speakers.subjectOfSent[s]! >= 0) return speakers.subjectOfSent[s]!
  }
  for (let s = sentIdx - 1; s >= 0 && s >= sentIdx - 6; s -= 1) {
    if (speakers.subjectOfSent[s]! >= 0) return speakers.subjectOfSent[s]!
  }
  return -1
}
