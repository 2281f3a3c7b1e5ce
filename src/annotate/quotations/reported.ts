import type { Token } from '../doc.ts'
import { type Cue, isAccording, isNominal, isPassive } from './cues.ts'
import { speakerTokenOf } from './speakers.ts'
import { childrenOf, headOf, relation } from './tree.ts'
import type { View } from './view.ts'

/** A half-open range of tokens that a cue reports. */
export interface Content {
  readonly first: number
  readonly end: number
}

/** What a cue reports without quotation marks, by the name rules/annotate/quotations.yaml gives the way. */
export const REPORTED_WAYS: Readonly<Record<string, (view: View, cue: Cue) => readonly Content[]>> = {
  clause,
  'hanging-cue': hangingCue,
  infinitive,
  predicate,
  prepositional,
  object,
  'that-words': thatWords,
  'said-words': saidWords,
  'closing-cue': closingCue,
}

/** Price said the talks were frank. A belief that …; confident that …. */
function clause(view: View, cue: Cue): Content[] {
  if (!cue.entry.takes.has('clause') || isAccording(cue)) return []
  const names = cue.entry.pos === 'verb' ? /^ccomp$/ : /^(?:ccomp|acl|advcl)$/
  return childrenOf(view.tree, cue.tokenIdx)
    .filter((child) => names.test(relation(view.tokens[child])))
    .filter((child) => cue.entry.pos === 'verb' || markOf(view, child) === 'that')
    .flatMap((child) => around(view, child, cue))
}

/** The talks were frank, Price said. According to Price, the talks were frank. */
function hangingCue(view: View, cue: Cue): Content[] {
  const { tokens } = view
  const top = cue.objectIdx ?? cue.tokenIdx
  const head = headOf(tokens, top)
  if (head < 0) return []
  const name = relation(tokens[top])
  if (isAccording(cue)) return /^(?:obl|nmod|advcl|parataxis)$/.test(name) ? clauseAround(view, head, cue) : []
  if (name !== 'parataxis' || !cue.entry.takes.has('clause') || cue.entry.pos !== 'verb') return []
  return speakerTokenOf(view, cue) >= 0 ? clauseAround(view, head, cue) : []
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

function isClause(view: View, tokenIdx: number): boolean {
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
  const told = children.find((child) => /^(?:obj|nsubj:pass)$/.test(view.tokens[child]!.deprel))
  const said = children.find((child) => {
    const name = relation(view.tokens[child])
    if (name === 'xcomp') return true
    return (name === 'obl' || name === 'advcl') && /^as$/.test(caseOrMark(view, child) ?? '')
  })
  if (said === undefined) return []
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
      return marker !== undefined && marker !== 'as' && cue.entry.takes.has(marker)
    })
    .flatMap((child) => around(view, child, cue).map((content) => withoutMarker(view, content, child)))
}

/** The preposition belongs to the cue: "called for", "warned of". */
function withoutMarker(view: View, content: Content, headIdx: number): Content {
  const { deprel, head } = view.tokens[content.first]!
  return /^(?:case|mark)$/.test(deprel) && head === headIdx ? { ...content, first: content.first + 1 } : content
}

/** Price denied the report. */
function object(view: View, cue: Cue): Content[] {
  if (!cue.entry.takes.has('object') || isPassive(view, cue.tokenIdx) || !hasSpeaker(view, cue)) return []
  return childrenOf(view.tree, cue.tokenIdx)
    .filter((child) => relation(view.tokens[child]) === 'obj' && isNominal(view.tokens[child]))
    .flatMap((child) => around(view, child, cue))
}

/** Where the parse lost the clause: what follows "said that". */
function thatWords(view: View, cue: Cue): Content[] {
  if (cue.entry.pos !== 'verb' || !cue.entry.takes.has('clause')) return []
  const end = sentenceEnd(view, cue.tokenIdx)
  for (let i = cue.tokenIdx + 1; i < Math.min(end, cue.tokenIdx + 8); i++) {
    if (view.tokens[i]!.upos === 'VERB') return []
    if (view.tokens[i]!.form.toLowerCase() === 'that' && view.tokens[i]!.upos === 'SCONJ')
      return hasVerb(view, i + 1, end) ? [trim(view, { first: i + 1, end })] : []
  }
  return []
}

/** Where the parse lost the clause: what follows a plain "said", once its time and place are passed over. */
function saidWords(view: View, cue: Cue): Content[] {
  const { tokens } = view
  if (cue.entry.lemma !== 'say' || tokens[cue.tokenIdx - 1]?.form === ',') return []
  const end = sentenceEnd(view, cue.tokenIdx)
  let first = cue.tokenIdx + 1
  const time = view.doc.times.find((timex) => timex.firstTokenIdx >= first && timex.firstTokenIdx <= first + 1)
  if (time) first = time.endTokenIdx
  if (!/^(?:PRON|DET|PROPN|NOUN|ADJ|NUM)$/.test(tokens[first]?.upos ?? '')) return []
  return hasVerb(view, first, end) ? [trim(view, { first, end })] : []
}

/** Where the parse lost the clause: what stands before ", Price said" at the sentence's end. */
function closingCue(view: View, cue: Cue): Content[] {
  const { tokens } = view
  if (cue.entry.pos !== 'verb' || cue.entry.cueClass !== 'say' || !cue.entry.takes.has('clause')) return []
  if (/^(?:acl|amod|xcomp)/.test(tokens[cue.tokenIdx]!.deprel)) return []
  const start = sentenceStart(view, cue.tokenIdx)
  const end = sentenceEnd(view, cue.tokenIdx)
  let comma = cue.tokenIdx - 1
  while (comma > start && cue.tokenIdx - comma < 9 && !/^[,;]$/.test(tokens[comma]!.form)) comma--
  if (tokens[comma]?.form !== ',' || comma - start < 3 || end - cue.tokenIdx > 12) return []
  for (let i = comma + 1; i < end; i++) if (i !== cue.tokenIdx && !isPartOfClosing(view, i, cue)) return []
  return hasVerb(view, start, comma) ? [trim(view, { first: start, end: comma })] : []
}

/** A reporting clause that closes a sentence holds a subject, an adverb, a time, a place or a medium, and no other clause. */
function isPartOfClosing(view: View, tokenIdx: number, cue: Cue): boolean {
  const { upos, form, deprel } = view.tokens[tokenIdx]!
  if (/^["“”‘’']$/.test(form) || upos === 'VERB') return false
  return (
    tokenIdx > cue.tokenIdx ||
    !(/^(?:SCONJ|CCONJ|ADP)$/.test(upos) && deprel !== 'compound:prt' && view.tokens[tokenIdx - 1]!.form === ',')
  )
}

/** Short contents count only as the words of somebody named. */
function hasSpeaker(view: View, cue: Cue): boolean {
  return speakerTokenOf(view, cue) >= 0
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
  const end = right[headIdx]!
  const own = cueWords(view, cue, headIdx)
  if (own.end <= first || own.first >= end) return [trim(view, { first, end })]
  return [trim(view, { first, end: own.first }), trim(view, { first: own.end, end })].filter(
    (part) => part.end - part.first >= 3,
  )
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
  while (first < end && isMarker(tokens[first]!)) first++
  while (end > first && isPause(tokens[end - 1]!)) end--
  return { first, end }
}

function isPause(token: Token): boolean {
  return token.upos === 'PUNCT' && !/^["”’')\]]$/.test(token.form)
}

function isMarker(token: Token): boolean {
  if (token.upos === 'PUNCT') return !/^["“‘'([]$/.test(token.form)
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
