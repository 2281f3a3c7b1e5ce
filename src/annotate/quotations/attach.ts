import { type Cue, type CueIndex, isAccording, isNominal, isPassive } from './cues.ts'
import { isRelative, mentionOf, speakerOf, subjectOf } from './speakers.ts'
import { childrenOf, headOf, isUnder, relation } from './tree.ts'
import { type QuotedSpan, tokenFrom, type View } from './view.ts'

/** Who speaks a quoted stretch, and by which word the text says so. */
export interface Attachment {
  readonly cue?: Cue | undefined
  /** Token that heads the speaker's phrase, -1 where the text does not tell. */
  readonly speakerIdx: number
  /** Speaker taken over from another quotation. */
  readonly speakerMentionIdx?: number
}

/** The words around a quoted stretch that may hold its cue: its sentence's, outside other quotation marks. */
export interface Surroundings {
  readonly before: readonly number[]
  readonly after: readonly number[]
}

export interface Attaching {
  readonly view: View
  readonly cues: CueIndex
  readonly span: QuotedSpan
  readonly around: Surroundings
}

/** Farther from the marks than this no cue is looked for. */
const REACH = 45
/** Relations by which a cue governs what it reports. */
const CONTENT = /^(?:ccomp|xcomp|obj|obl|acl|advcl|parataxis|nmod|dep|appos|conj|discourse)$/

const STOPS = /^[.!?]$/
/** Words that open a clause of their own behind a quotation: “…,” when Price said no. */
const OPENS_CLAUSE = /^(?:when|while|as|after|before|because|if|although|though|since|until|whereas|where)$/i

/** How a stretch finds its cue, by the name rules/annotate/quotations.yaml gives the way. */
export const WAYS: Readonly<Record<string, (at: Attaching) => Attachment | undefined>> = {
  'cue-after': cueAfter,
  'cue-before': cueBefore,
  signature,
  governed,
  'announced-by-colon': announcedByColon,
  'same-sentence': sameSentence,
}

/** Returns the words before and after a stretch, within its sentence and between the neighbouring stretches. */
export function surroundingsOf(view: View, span: QuotedSpan): Surroundings {
  const { tokens, doc } = view
  const before: number[] = []
  const opening = tokenFrom(tokens, span.openStart)
  const isOwn = (i: number): boolean => view.quotedAt[i] === span.parent
  // A stop ends the sentence even where the splitter, misled by quotation marks, goes on.
  const isWithin = (i: number): boolean =>
    doc.sents[tokens[i]?.sentIdx ?? -1]?.blockIdx === span.blockIdx && !STOPS.test(tokens[i]!.form)
  let sentIdx = tokens[opening - 1]?.sentIdx
  const isIntroduced = /^[:,]$/.test(tokens[opening - 1]?.form ?? '')
  if (sentIdx !== tokens[span.firstTokenIdx]?.sentIdx && sentIdx !== tokens[opening]?.sentIdx && !isIntroduced)
    sentIdx = -1
  for (
    let i = opening - 1;
    i >= 0 && before.length < REACH && tokens[i]!.sentIdx === sentIdx && isOwn(i) && isWithin(i);
    i--
  )
    before.unshift(i)
  return { before, after: wordsAfter(view, span, { isOwn, isWithin }) }
}

interface Bounds {
  isOwn(tokenIdx: number): boolean
  isWithin(tokenIdx: number): boolean
}

function wordsAfter(view: View, span: QuotedSpan, bounds: Bounds): number[] {
  const { tokens } = view
  const after: number[] = []
  const closing = tokenFrom(tokens, span.closeEnd)
  const lastSent = tokens[Math.max(span.endTokenIdx, closing) - 1]?.sentIdx
  let sentIdx = tokens[span.endTokenIdx - 1]?.sentIdx
  // A splitter may end the sentence at the question mark of “Why?” he asked.
  const goesOn = /^[\p{Ll}—–―]|^--?$/u.test(tokens[closing]?.form ?? '') || /[,?!—–-]$/.test(lastWords(view, span))
  if (tokens[closing]?.sentIdx !== sentIdx && (goesOn || tokens[closing]?.sentIdx === lastSent))
    sentIdx = tokens[closing]?.sentIdx
  for (
    let i = closing;
    i < tokens.length &&
    after.length < REACH &&
    tokens[i]!.sentIdx === sentIdx &&
    bounds.isOwn(i) &&
    bounds.isWithin(i);
    i++
  )
    after.push(i)
  return after
}

/** The last character of the stretch less nested closing marks, which tells whether the sentence goes on. */
function lastWords(view: View, span: QuotedSpan): string {
  return view.doc.report.text
    .slice(Math.max(span.start, span.end - 3), span.end)
    .replace(/["“”‘’']+$/, '')
    .slice(-1)
}

/** “We will go,” Price said. “We will go,” said Price. “We will go,” he told reporters. */
function cueAfter(at: Attaching): Attachment | undefined {
  const { view, span, around, cues } = at
  const words = mainWords(view, around.after)
  const isSetOff =
    /[,?!—–…-]$/.test(lastWords(view, span)) || /^[,—–―-]/.test(view.tokens[around.after[0] ?? -1]?.form ?? '')
  const first = view.tokens[words[0] ?? -1]
  if (
    !first ||
    OPENS_CLAUSE.test(first.form) ||
    (/^(?:CCONJ|SCONJ|ADP)$/.test(first.upos) && first.form.toLowerCase() !== 'according')
  )
    return undefined
  const cueIdx = words.find(
    (i) => closes(cues.at.get(i)) && (cues.at.get(i)!.entry.pos === 'noun' || !/ing$/i.test(view.tokens[i]!.form)),
  )
  if (cueIdx === undefined) return undefined
  const nBetween = words.indexOf(cueIdx)
  const cue = cues.at.get(cueIdx)!
  // A source said the deal was “dead”, Reuters reported: the words are the source's.
  const inner = around.before.length > 2 ? governed(at)?.cue : undefined
  if (inner && inner.tokenIdx < span.firstTokenIdx && isPlainReport(inner) && around.before.includes(inner.tokenIdx))
    return undefined
  if (reportsOther(view, cue, span)) return undefined
  if (nBetween > 0 && !leadsToCue(view, words.slice(0, nBetween), cueIdx)) return undefined
  if (
    !isSetOff &&
    nBetween > 0 &&
    !isUnder(view.tokens, span.endTokenIdx - 1, cueIdx) &&
    !/[.]$/.test(lastWords(view, span))
  )
    return undefined
  return { cue, speakerIdx: speakerNear(view, cue, { words, cueAt: nBetween }) }
}

/** The words less commas, dashes and relative clauses between commas: of "Kuleba, who flew to Brussels, said" what says. */
function mainWords(view: View, words: readonly number[]): number[] {
  const main: number[] = []
  let isRelated = false
  words.forEach((i, n) => {
    const { form } = view.tokens[i]!
    const isPause = /^[,—–―-]+$/.test(form)
    if (isPause) isRelated = /^(?:who|which|whose|whom)$/i.test(view.tokens[words[n + 1] ?? -1]?.form ?? '')
    else if (!isRelated) main.push(i)
  })
  return main
}

/** Verbs and "according to" follow what they report; nouns do not. */
function closes(cue: Cue | undefined): boolean {
  return cue?.entry.takes.has('quote') === true && (cue.entry.pos === 'verb' || isAccording(cue))
}

/** “How long?” The minister said he did not know: the next sentence has a content of its own. */
function reportsOther(view: View, cue: Cue, span: QuotedSpan): boolean {
  if (view.tokens[cue.tokenIdx]!.sentIdx === view.tokens[span.endTokenIdx - 1]!.sentIdx) return false
  return childrenOf(view.tree, cue.tokenIdx).some(
    (child) =>
      child > cue.tokenIdx &&
      /^(?:ccomp|obj)$/.test(view.tokens[child]!.deprel) &&
      !(cue.entry.addressee === 'obj' && view.tokens[child]!.deprel === 'obj'),
  )
}

/** Whether the words between a closing mark and a cue are its subject: no clause of their own but those that describe it. */
function leadsToCue(view: View, words: readonly number[], cueIdx: number): boolean {
  const { tokens } = view
  if (isAccording({ tokenIdx: cueIdx } as Cue)) return words.length < 3
  const subject = subjectOf(view, cueIdx, 6)
  return words.every((i) => {
    const { upos, deprel } = tokens[i]!
    if (upos !== 'VERB' && !(upos === 'AUX' && relation(tokens[i]) !== 'aux')) return true
    return (
      /^(?:acl|acl:relcl|advcl|amod|aux|cop|appos)$/.test(deprel) ||
      (subject >= 0 && isUnder(tokens, i, subject)) ||
      (isUnder(tokens, i, cueIdx) && deprel !== 'ccomp')
    )
  })
}

/** The cue's speaker by the parse; where the parse gives none that is a mention, the nearest nominal beside the cue. */
function speakerNear(view: View, cue: Cue, at: { words: readonly number[]; cueAt: number }): number {
  const parsed = speakerOf(view, cue)
  const follows =
    at.cueAt === 0 && parsed < cue.tokenIdx && cue.entry.pos === 'verb' ? postposed(view, at.words.slice(1, 8)) : -1
  if (follows >= 0) return follows
  // “…,” Price’s statement read: whose document it is says so, whatever the parse makes the subject.
  const owner = at.cueAt > 0 && cue.entry.pos === 'verb' ? ownerOfDocument(view, at.words.slice(0, at.cueAt)) : -1
  if (owner >= 0) return owner
  // A subject behind the cue where words before it are there to be one is a place: "…, his spokesman, Haq, said in New York".
  const isBehind = at.cueAt > 0 && parsed > cue.tokenIdx && !isPassive(view, cue.tokenIdx)
  const isUsable =
    parsed >= 0 && !isBehind && !isRelative(view, parsed) && view.quotedAt[parsed] === view.quotedAt[cue.tokenIdx]
  if (isUsable && mentionOf(view, parsed) >= 0) return parsed
  if (cue.entry.pos === 'noun') return parsed
  if (isUsable && /^(?:advcl|conj|xcomp|acl)/.test(view.tokens[cue.tokenIdx]?.deprel ?? '')) return parsed
  const beside =
    at.cueAt === 0 ? firstNominal(view, at.words.slice(1, 8)) : firstNominal(view, at.words.slice(0, at.cueAt))
  if (beside >= 0) return beside
  // “…,” wrote Price on Monday, “…”: the subject between two parts.
  const isWithin = parsed >= 0 && view.quotedAt[parsed] === view.quotedAt[cue.tokenIdx]
  return isWithin ? parsed : postposed(view, at.words.slice(at.cueAt + 1, at.cueAt + 8))
}

/** “…,” said Price: a noun phrase right behind the cue is its subject, whatever stands before the quotation. */
function postposed(view: View, words: readonly number[]): number {
  const first = view.tokens[words[0] ?? -1]
  return first && /^(?:DET|ADJ|NOUN|PROPN|PRON|NUM)$/.test(first.upos) && !view.isTime[words[0]!]
    ? firstNominal(view, words)
    : -1
}

/** The possessor in words that end with a document, "Ned Price’s statement"; -1 in all others. */
function ownerOfDocument(view: View, words: readonly number[]): number {
  if (!view.rules.media.has(view.tokens[words.at(-1) ?? -1]?.lemma ?? '')) return -1
  const isOwner = (i: number) => /^['’]s?$/.test(view.tokens[i + 1]?.form ?? '') && isNominal(view.tokens[i])
  return words.findLast((i, n) => n < words.length - 1 && isOwner(i)) ?? -1
}

function firstNominal(view: View, words: readonly number[]): number {
  for (const i of words) {
    if (view.tokens[i]!.deprel === 'nmod:poss') continue
    if (view.mentionHeadAt[i]! >= 0 && isNominal(view.tokens[i])) return i
    if (/^(?:VERB|ADP|SCONJ)$/.test(view.tokens[i]!.upos) && view.tokens[i]!.deprel !== 'amod') return -1
  }
  return words.find((i) => isNominal(view.tokens[i])) ?? -1
}

/** Price said: “We will go.” Price told reporters that “we will go.” As Price put it, “we will go.” */
function cueBefore(at: Attaching): Attachment | undefined {
  const { view, around, cues } = at
  const { before } = around
  const last = view.tokens[before.at(-1) ?? -1]
  if (!last) return undefined
  const k = before.findLastIndex((i, n) => introduces(cues.at.get(i), before.length - 1 - n))
  if (k < 0) return undefined
  const cue = cues.at.get(before[k]!)!
  const between = before.slice(k + 1)
  // "agreed “in principle”": with other verbs than those of saying, words right behind may be anything.
  const isSaying = /^(?:say|ask)$/.test(cue.entry.cueClass)
  const isIntroduced = /^(?:[:,]|that|as|like)$/i.test(last.form) || (between.length === 0 && isSaying)
  if (!isIntroduced) return undefined
  const isOther = (i: number): boolean => {
    const token = view.tokens[i]!
    return token.upos === 'VERB' && !/^(?:acl|acl:relcl|advcl|amod)$/.test(token.deprel) && !/ing$/i.test(token.form)
  }
  if (last.form !== ':' && between.some(isOther)) return undefined
  if (last.form === ',' && !cue.entry.takes.has('quote')) return undefined
  return { cue, speakerIdx: speakerNear(view, cue, { words: before, cueAt: k }) }
}

/** Nouns introduce a quotation only right before it ("in these words:"), verbs from afar. */
function introduces(cue: Cue | undefined, nBetween: number): boolean {
  if (!cue || !(cue.entry.takes.has('quote') || cue.entry.takes.has('as'))) return false
  return cue.entry.pos === 'verb' || nBetween <= (isAccording(cue) ? 12 : 1)
}

/** “We will go.” — Ned Price */
function signature(at: Attaching): Attachment | undefined {
  const { view, around } = at
  const [dash, ...rest] = around.after
  if (!/^[—–―]|^--?$/.test(view.tokens[dash ?? -1]?.form ?? '') || rest.length === 0 || rest.length > 15)
    return undefined
  if (rest.some((i) => view.tokens[i]!.upos === 'VERB')) return undefined
  const speakerIdx = firstNominal(view, rest)
  return speakerIdx < 0 || view.tokens[speakerIdx]!.upos !== 'PROPN' ? undefined : { speakerIdx }
}

/** Price said the talks were “frank and constructive”: the cue governs the clause that holds the words. */
function governed(at: Attaching): Attachment | undefined {
  const { view, span, cues } = at
  const { tokens } = view
  let child = topOf(view, span)
  let fallback: Attachment | undefined
  for (let steps = 0; child >= 0 && steps < 30; steps++) {
    const head = headOf(tokens, child)
    const hanging = hangingCue(at, child)
    if (hanging) return { cue: hanging, speakerIdx: speakerOf(view, hanging) }
    if (head < 0) return fallback
    const cue = cues.at.get(head)
    const isOutside = view.quotedAt[head] === span.parent
    // "said in a statement that …": the statement is where it was said.
    const isThrough = cue !== undefined && fallback?.cue?.tokenIdx === child && fallback.cue.entry.pos === 'noun'
    if (cue && isOutside && isThrough && isPlainReport(cue)) return { cue, speakerIdx: speakerOf(view, cue) }
    if (cue && isOutside && CONTENT.test(relation(tokens[child])) && !isAdverbial(view, child, cue)) {
      const attachment = { cue, speakerIdx: speakerOf(view, cue) }
      // "He said the allies want “…”", "has been told to prepare “…”": who says so may be named farther out.
      if (attachment.speakerIdx >= 0 && isPlainReport(cue)) return attachment
      fallback = fallback && fallback.speakerIdx >= 0 ? fallback : attachment
    }
    child = head
  }
  return fallback
}

/** A promise, threat or denial is made by its words. */
function isOwnWord(cueClass: string): boolean {
  return cueClass === 'promise' || cueClass === 'deny'
}

/** Whether the cue passes words on as said: what is urged, thought or described in somebody's report is in the reporter's words. */
function isPlainReport({ entry }: Cue): boolean {
  return (
    entry.pos === 'verb' &&
    ((/^(?:say|ask)$/.test(entry.cueClass) && entry.takes.has('clause')) || isOwnWord(entry.cueClass))
  )
}

/** A cue that hangs on the clause it reports: "The talks, Price said, were “frank”" or "According to Price, …". */
function hangingCue({ cues, view, span }: Attaching, clauseIdx: number): Cue | undefined {
  return cues.hanging.get(clauseIdx)?.find((cue) => view.quotedAt[cue.tokenIdx] === span.parent)
}

/** Time, place and medium of the saying are no part of what is said. */
function isAdverbial(view: View, childIdx: number, cue: Cue): boolean {
  const name = relation(view.tokens[childIdx])
  if (name !== 'obl' && name !== 'nmod') return false
  const preposition = childrenOf(view.tree, childIdx).find((i) => view.tokens[i]?.deprel === 'case')
  const form = preposition === undefined ? '' : view.tokens[preposition]!.form.toLowerCase()
  return !cue.entry.takes.has(form)
}

/** The token of the stretch whose head lies outside it. */
function topOf(view: View, span: QuotedSpan): number {
  for (let i = span.firstTokenIdx; i < span.endTokenIdx; i++) {
    const head = headOf(view.tokens, i)
    if ((head < span.firstTokenIdx || head >= span.endTokenIdx) && view.tokens[i]!.upos !== 'PUNCT') return i
  }
  return span.firstTokenIdx
}

/** Where the parse fails: a cue at the sentence's end (", he said"), else the nearest one before that takes such content. */
function sameSentence(at: Attaching): Attachment | undefined {
  const { view, cues, span } = at
  const words = sentenceWords(view, span)
  const before = words.filter((i) => i < span.firstTokenIdx)
  const k = before.findLastIndex((i) => isReporting(view, cues.at.get(i)))
  if (k >= 0) {
    const cue = cues.at.get(before[k]!)!
    return { cue, speakerIdx: speakerNear(view, cue, { words: before, cueAt: k }) }
  }
  const after = words.filter((i) => i >= span.endTokenIdx)
  const later = after.findIndex((i) => closes(cues.at.get(i)))
  const comma = after.findLastIndex((i, n) => n < later && view.tokens[i]!.form === ',')
  const first = view.tokens[after[comma + 1] ?? -1]
  if (later < 0 || comma < 0 || later - comma > 6 || !first || OPENS_CLAUSE.test(first.form) || first.upos === 'CCONJ')
    return undefined
  const cue = cues.at.get(after[later]!)!
  return { cue, speakerIdx: speakerNear(view, cue, { words: after.slice(comma + 1), cueAt: later - comma - 1 }) }
}

/** The words of the sentence within reach of a stretch, those in other quotation marks left out. */
function sentenceWords(view: View, span: QuotedSpan): number[] {
  const words: number[] = []
  const sentIdx = view.tokens[span.firstTokenIdx]!.sentIdx
  const first = Math.max(0, span.firstTokenIdx - REACH)
  for (let i = first; i < Math.min(view.tokens.length, span.endTokenIdx + REACH); i++)
    if (view.tokens[i]!.sentIdx === sentIdx && view.quotedAt[i] === span.parent) words.push(i)
  return words
}

function isReporting(view: View, cue: Cue | undefined): boolean {
  return (
    cue !== undefined &&
    cue.entry.pos === 'verb' &&
    cue.entry.cueClass !== 'belief' &&
    view.tokens[cue.tokenIdx]!.deprel !== 'amod'
  )
}

/** Blinken on the talks: “…”. Nothing reports but the colon; who acts in the clause before it speaks. */
function announcedByColon(at: Attaching): Attachment | undefined {
  const { view, around } = at
  const last = around.before.at(-1)
  if (last === undefined || view.tokens[last]!.form !== ':') return undefined
  const subject = around.before.find((i) => view.tokens[i]!.deprel.startsWith('nsubj') && view.mentionHeadAt[i]! >= 0)
  const speakerIdx = subject ?? around.before.find((i) => view.mentionHeadAt[i]! >= 0) ?? -1
  return speakerIdx < 0 ? undefined : { speakerIdx }
}
