import type { CharSpan } from '../acquire/index.ts'
import { REL, type TokenSpan } from '../annotate/index.ts'
import { type Clauses, isInfinitive, subtree, token } from './clause.ts'
import type { EventDate, Participant } from './event.ts'
import type { Triggered } from './triggers.ts'

/** The characters of the trigger's own words. */
export function triggerSpan({ doc }: Clauses, { wordIdxs, triggerIdx }: Triggered): CharSpan {
  const isWhole = areSideBySide(wordIdxs)
  const [first, last] = isWhole ? [wordIdxs[0]!, wordIdxs[wordIdxs.length - 1]!] : [triggerIdx, triggerIdx]
  return { start: doc.tokens[first]!.start, end: doc.tokens[last]!.end }
}

function areSideBySide(idxs: readonly number[]): boolean {
  for (let i = 1; i < idxs.length; i++) if (idxs[i] !== idxs[i - 1]! + 1) return false
  return true
}

/**
 * The clause that tells the act: the trigger's own clause without coordinated and subordinate statements; for a noun the phrase
 * with its support verb, or the clause it stands in where the phrase alone names nobody.
 */
export function evidenceSpan(clauses: Clauses, triggered: Triggered, { actors, recipients, date }: Around): CharSpan {
  const top = clauseTop(clauses, triggered)
  const sent = clauses.doc.sents[token(clauses, triggered.triggerIdx).sentIdx]!
  const inside = clauseTokens(clauses, top, sent)
  const { firstIdx, lastIdx } = trimmed(clauses, inside, triggered.triggerIdx)
  const found = { start: token(clauses, firstIdx).start, end: token(clauses, lastIdx).end }
  // Who takes part and when belongs to what tells the act: "in a call" alone does not say whose.
  for (const { span } of actors) widen(found, span, sent)
  for (const { span } of recipients) widen(found, span, sent)
  if (date !== undefined) widen(found, date.span, sent)
  return found
}

/** Who takes part in an act, and when. */
interface Around {
  readonly actors: readonly Participant[]
  readonly recipients: readonly Participant[]
  readonly date: EventDate | undefined
}

/** Takes a span of the same sentence in. */
function widen(found: { start: number; end: number }, span: CharSpan | undefined, sent: CharSpan): void {
  if (span === undefined || span.start < sent.start || span.end > sent.end) return
  if (span.start < found.start) found.start = span.start
  if (span.end > found.end) found.end = span.end
}

function clauseTop(clauses: Clauses, { part, supportIdx, triggerIdx }: Triggered): number {
  if (supportIdx !== undefined && token(clauses, supportIdx).deprel !== 'acl') return supportIdx
  if (part === 'verb') return triggerIdx
  const { relation, head } = token(clauses, triggerIdx)
  const isClausal =
    head >= 0 && token(clauses, head).upos === 'VERB' && (relation & (REL.nsubj | REL.obj | REL.obl)) !== 0
  const phrase = subtree(clauses, triggerIdx)
  return isClausal && phrase.length < SHORT_PHRASE ? head : triggerIdx
}

/** A noun phrase of fewer words rarely tells who did what by itself. */
const SHORT_PHRASE = 4

/** The subtree of a predicate less the clauses that assert something else, within its sentence; in no order. */
function clauseTokens(clauses: Clauses, topIdx: number, sent: TokenSpan): number[] {
  const found = [topIdx]
  const { words } = clauses
  for (let i = 0; i < found.length; i++)
    for (let idx = words[found[i]!]!.firstChild; idx >= 0; idx = words[idx]!.nextSibling)
      if (!isOtherClause(clauses, idx) && idx >= sent.firstTokenIdx && idx < sent.endTokenIdx) found.push(idx)
  return found
}

/** A coordinated or adverbial clause with a subject of its own, and what is put in: statements beside this one. */
function isOtherClause(clauses: Clauses, tokenIdx: number): boolean {
  const { deprel, upos, relation, below } = token(clauses, tokenIdx)
  if (relation === 0) return deprel === 'discourse'
  // Most words hang on theirs by none of these, which is told without a look at their names.
  if ((relation & BESIDE) === 0) return false
  if (deprel === 'parataxis') return true
  if (deprel === 'conj') return upos === 'VERB'
  // "called for X to act": an infinitive with a subject says what the verb is about.
  return deprel === 'advcl' && (below & REL.nsubj) !== 0 && !isInfinitive(clauses, tokenIdx)
}

const BESIDE = REL.parataxis | REL.conj | REL.advcl

/** The first and last of the tokens without punctuation at the ends and a conjunction before; the trigger always stays. */
function trimmed(
  { words }: Clauses,
  idxs: readonly number[],
  triggerIdx: number,
): { readonly firstIdx: number; readonly lastIdx: number } {
  let firstIdx = -1
  let lastIdx = -1
  for (let i = 0; i < idxs.length; i++) {
    const idx = idxs[i]!
    if (idx > firstIdx && idx < lastIdx) continue
    if (idx !== triggerIdx && words[idx]!.upos === 'PUNCT') continue
    if (firstIdx < 0 || idx < firstIdx) firstIdx = idx
    if (idx > lastIdx) lastIdx = idx
  }
  if (firstIdx < 0) return { firstIdx: triggerIdx, lastIdx: triggerIdx }
  const { upos } = words[firstIdx]!
  if (firstIdx === triggerIdx || (upos !== 'CCONJ' && upos !== 'SCONJ')) return { firstIdx, lastIdx }
  let next = lastIdx + 1
  for (let i = 0; i < idxs.length; i++) if (idxs[i]! > firstIdx && idxs[i]! < next) next = idxs[i]!
  return next > lastIdx ? { firstIdx: triggerIdx, lastIdx: triggerIdx } : { firstIdx: next, lastIdx }
}
