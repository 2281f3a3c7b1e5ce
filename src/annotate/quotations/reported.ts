import type { Token } from '../doc.ts'
import { type Cue, isAccording, isPassive } from './cues.ts'
import { isJoinedToReport, mentionOf, speakerOf } from './speakers.ts'
import { childrenOf, headOf, relation } from './tree.ts'
import type { View } from './view.ts'

/** A half-open range of tokens that a cue reports. */
export interface Content {
  readonly first: number
  readonly end: number
}

/** A clause of more words is a broken parse; the bound keeps the work linear. */
export const LONGEST = 400

/** What a cue reports without quotation marks, by the name rules/annotate/quotations.yaml gives the way. */
export const REPORTED_WAYS: Readonly<Record<string, (view: View, cue: Cue) => readonly Content[]>> = {
  clause,
  'hanging-cue': hangingCue,
  infinitive,
  'that-words': thatWords,
  'clause-words': clauseWords,
  predicate,
  prepositional,
  object,
  'closing-cue': closingCue,
}

/** Price said the talks were frank. A belief that …; confident that …. */
function clause(view: View, cue: Cue): Content[] {
  if (!cue.entry.takes.has('clause') || isAccording(cue)) return []
  const names = cue.entry.pos === 'verb' ? /^ccomp$/ : /^(?:ccomp|acl|advcl)$/
  return childrenOf(view.tree, cue.tokenIdx)
    .filter((child) => names.test(relation(view.tokens[child])))
    .filter((child) => cue.entry.pos === 'verb' || markOf(view, child) === 'that')
    .flatMap((child) =>
      around(view, child, cue).map((content) => withSubject(view, content, { clauseIdx: child, cue })),
    )
}

/** Parsers hang the subject of a clause on the reporting verb, as its object or its second subject. */
function withSubject(view: View, content: Content, { clauseIdx, cue }: { clauseIdx: number; cue: Cue }): Content {
  if (content.first <= cue.tokenIdx) return content
  const isWhole = childrenOf(view.tree, clauseIdx).some((child) => /^(?:nsubj|mark)/.test(view.tokens[child]!.deprel))
  if (isWhole) return content
  const names = cue.entry.addressee === 'obj' ? /^nsubj/ : /^(?:obj|iobj|nsubj)/
  const subject = childrenOf(view.tree, cue.tokenIdx).find(
    (child) =>
      child > cue.tokenIdx && names.test(view.tokens[child]!.deprel) && view.tree.right[child] === content.first,
  )
  return subject === undefined ? content : { first: view.tree.left[subject]!, end: content.end }
}

/** The talks were frank, Price said. According to Price, the talks were frank. */
function hangingCue(view: View, cue: Cue): Content[] {
  const { tokens } = view
  const top = cue.objectIdx ?? cue.tokenIdx
  const head = headOf(tokens, top)
  if (head < 0) return []
  const name = relation(tokens[top])
  if (isAccording(cue)) return clauseAround(view, head, cue).map((content) => behindParticiple(view, content))
  if (name !== 'parataxis' || !cue.entry.takes.has('clause') || cue.entry.pos !== 'verb') return []
  return speakerOf(view, cue) >= 0 ? clauseAround(view, head, cue) : []
}

/** "According to" may hang on a noun of the clause: what is reported is the whole clause. */
function clauseAround(view: View, headIdx: number, cue: Cue): Content[] {
  let at = headIdx
  for (let steps = 0; steps < 20 && !isClause(view, at); steps++) {
    const head = headOf(view.tokens, at)
    if (head < 0) break
    at = head
  }
  return around(view, at, cue)
}

/** "According to Yonhap, citing officials, …": on whom X relies is no part of what it says. */
function behindParticiple(view: View, content: Content): Content {
  const { form, upos } = view.tokens[content.first]!
  const end = view.tree.right[content.first]!
  return upos === 'VERB' && /ing$/i.test(form) && end < content.end
    ? trim(view, { first: end, end: content.end })
    : content
}

function isClause(view: View, tokenIdx: number): boolean {
  if (/ing$/i.test(view.tokens[tokenIdx]!.form)) return false
  return (
    /^(?:root|ccomp|advcl|parataxis|conj|acl|csubj)$/.test(relation(view.tokens[tokenIdx])) &&
    childrenOf(view.tree, tokenIdx).some((child) => relation(view.tokens[child]) === 'nsubj')
  )
}

/** Price vowed to continue. Price urged the North to return. */
function infinitive(view: View, cue: Cue): Content[] {
  if (!cue.entry.takes.has('inf') || !hasSpeaker(view, cue)) return []
  return childrenOf(view.tree, cue.tokenIdx)
    .filter((child) => /^(?:xcomp|ccomp|acl|advcl)$/.test(relation(view.tokens[child])) && markOf(view, child) === 'to')
    .flatMap((child) => around(view, child, cue))
}

/** Price described the launch as a provocation; called it a mistake. */
function predicate(view: View, cue: Cue): Content[] {
  if (!cue.entry.takes.has('as') || !hasSpeaker(view, cue)) return []
  const children = childrenOf(view.tree, cue.tokenIdx)
  const told = children.find((child) => /^(?:obj|iobj|nsubj:pass)$/.test(view.tokens[child]!.deprel))
  const said = children.find((child) => {
    const name = relation(view.tokens[child])
    if (name === 'xcomp' || (told !== undefined && child > told && /^(?:obj|iobj|ccomp|dep)$/.test(name))) return true
    return (name === 'obl' || name === 'advcl') && /^as$/.test(caseOrMark(view, child) ?? '')
  })
  // "calls itself a party" names, it does not say.
  if (said === undefined || (told !== undefined && /sel(?:f|ves)$/i.test(view.tokens[told]!.form))) return []
  if (told === undefined || told < cue.tokenIdx) return around(view, said, cue)
  return [trim(view, { first: view.tree.left[told]!, end: Math.max(view.tree.right[told]!, view.tree.right[said]!) })]
}

/** Price called for restraint; warned of consequences; accused the North of lying. */
function prepositional(view: View, cue: Cue): Content[] {
  if (!hasSpeaker(view, cue)) return []
  return childrenOf(view.tree, cue.tokenIdx)
    .filter((child) => child > cue.tokenIdx && /^(?:obl|nmod|advcl|ccomp|xcomp)$/.test(relation(view.tokens[child])))
    .filter((child) => {
      const marker = caseOrMark(view, child)
      return (
        marker !== undefined && marker !== 'as' && cue.entry.takes.has(marker) && view.tokens[child]!.upos !== 'PROPN'
      )
    })
    .flatMap((child) =>
      around(view, child, cue).map((content) => withDemand(view, withoutMarker(view, content, child), cue)),
    )
}

/** "called on Trump to stop": what is asked of him belongs to it. */
function withDemand(view: View, content: Content, cue: Cue): Content {
  const demanded = childrenOf(view.tree, cue.tokenIdx).find(
    (child) => view.tree.left[child] === content.end && markOf(view, child) === 'to',
  )
  return demanded === undefined ? content : trim(view, { first: content.first, end: view.tree.right[demanded]! })
}

/** The preposition belongs to the cue: "called for", "warned of". */
function withoutMarker(view: View, content: Content, headIdx: number): Content {
  const { deprel, head } = view.tokens[content.first]!
  return /^(?:case|mark)$/.test(deprel) && head === headIdx ? { ...content, first: content.first + 1 } : content
}

/** Price denied the report. */
function object(view: View, cue: Cue): Content[] {
  // "Yonhap reported, citing officials": those are named, not quoted.
  if (view.tokens[cue.tokenIdx]!.form === 'citing') return []
  if (!cue.entry.takes.has('object') || isPassive(view, cue.tokenIdx) || !hasSpeaker(view, cue)) return []
  return childrenOf(view.tree, cue.tokenIdx)
    .filter((child) => relation(view.tokens[child]) === 'obj' && view.tokens[child]!.upos === 'NOUN')
    .flatMap((child) => around(view, child, cue))
}

/** Where the parse lost the clause: what follows "said that", "made an announcement on Thursday that". */
function thatWords(view: View, cue: Cue): Content[] {
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
function clauseWords(view: View, cue: Cue): Content[] {
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
function closingCue(view: View, cue: Cue): Content[] {
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

/** Short contents count only as the words of somebody named. */
function hasSpeaker(view: View, cue: Cue): boolean {
  return mentionOf(view, speakerOf(view, cue)) >= 0
}

function hasVerb(view: View, first: number, end: number): boolean {
  for (let i = first; i < end; i++) if (/^(?:VERB|AUX)$/.test(view.tokens[i]!.upos)) return true
  return false
}

function sentenceStart(view: View, tokenIdx: number): number {
  return view.doc.sents[view.tokens[tokenIdx]!.sentIdx]?.firstTokenIdx ?? tokenIdx
}

function sentenceEnd(view: View, tokenIdx: number): number {
  return view.doc.sents[view.tokens[tokenIdx]!.sentIdx]?.endTokenIdx ?? tokenIdx + 1
}

/** The subtree of a content's head, less the cue's own words; in two parts where the cue interrupts it. */
function around(view: View, headIdx: number, cue: Cue): Content[] {
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
function contentEnd(view: View, first: number, end: number): number {
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
    if (child === contentIdx || /^(?:ccomp|punct)$/.test(relation(view.tokens[child]))) continue
    if (view.tree.left[child]! <= contentIdx && contentIdx < view.tree.right[child]!) continue
    first = Math.min(first, view.tree.left[child]!)
    end = Math.max(end, view.tree.right[child]!)
  }
  return { first, end }
}

/** Takes punctuation and the words that only mark a clause off both ends. */
function trim(view: View, content: Content): Content {
  const { tokens } = view
  let { first, end } = content
  const body = view.doc.report.dateline?.span.end ?? 0
  while (first < end && tokens[first]!.start < body) first++
  while (first < end && isMarker(view, tokens[first]!)) first++
  const start = tokens[first]?.start ?? 0
  while (end > first && isPause(view, tokens[end - 1]!, start)) end--
  return { first, end: withClosingMark(view, { first, end }) }
}

/** A content that opens quotation marks closes them too, with the stop inside. */
function withClosingMark(view: View, { first, end }: Content): number {
  const span = view.quoted[view.quotedAt[end - 1] ?? -1]
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

function isMarker(view: View, token: Token): boolean {
  if (token.upos === 'PUNCT') return !/^[([]$/.test(token.form) && !view.openings.has(token.start)
  return token.deprel === 'mark' && token.form.toLowerCase() === 'that'
}

function markOf(view: View, clauseIdx: number): string | undefined {
  const mark = childrenOf(view.tree, clauseIdx).find((child) => view.tokens[child]!.deprel === 'mark')
  return mark === undefined ? undefined : view.tokens[mark]!.form.toLowerCase()
}

function caseOrMark(view: View, headIdx: number): string | undefined {
  const marker = childrenOf(view.tree, headIdx).find(
    (child) => child < headIdx && /^(?:case|mark)$/.test(view.tokens[child]!.deprel),
  )
  return marker === undefined ? undefined : view.tokens[marker]!.form.toLowerCase()
}
