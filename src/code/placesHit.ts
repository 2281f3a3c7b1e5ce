import { REL } from '../annotate/index.ts'
import { asParticipant } from './asParticipant.ts'
import { type Clauses, token } from './clause.ts'
import type { Codebook } from './codebook.ts'
import type { Participant } from './event.ts'
import type { Triggered } from './triggers.ts'

/**
 * The building, works or place that a blow strikes or a measure of force is laid on where the text names nobody there: "shelled a
 * suburb", "put four townships under martial law". Its words alone tell it; nobody for other acts.
 */
export function placesHit(
  clauses: Clauses,
  { classes }: Codebook,
  { entry, part, args }: Triggered,
): readonly Participant[] {
  const { id } = entry
  const { eventType, mode } = entry.gives
  const isMeasure = eventType === 'COERCE' && (mode === 'curfew' || mode === 'martial-law')
  const isSearch = id.includes('search')
  const isBlow = eventType === 'ASSAULT' || id === 'assault/blockade'
  if (!isBlow && !isMeasure && !isSearch) return NOBODY
  const names = entry.frame[part === 'verb' ? 'verb' : 'noun'].recipient
  for (const { name, inside, ofOwner } of names) {
    if (inside !== undefined || ofOwner || !(HITTING.has(name) || (isMeasure && name === 'in'))) continue
    for (const idx of args.get(name) ?? NOWHERE) {
      const lemma = clauses.lemmas[idx]!
      if (token(clauses, idx).upos !== 'NOUN' || clauses.mentionAt[idx] !== undefined) continue
      const kinds = isMeasure ? LANDS : isSearch ? BUILDINGS : TARGETS
      if (kinds.some((one) => classes.get(one)?.has(lemma))) return [byPhrase(clauses, idx)]
    }
  }
  return NOBODY
}

const NOBODY: readonly Participant[] = []
const NOWHERE: readonly number[] = []
const HITTING = new Set(['obj', 'on', 'at', 'into', 'inside', 'outside', 'against'])
const LANDS = ['territory']
const BUILDINGS = ['building']
const TARGETS = ['territory', 'building', 'infrastructure']

/** Known by its words from the first that stands before the noun: "a rebel-held suburb". */
function byPhrase({ doc, words }: Clauses, headIdx: number): Participant {
  let first = headIdx
  while (first > 0 && isDescribing(words, first - 1, headIdx)) first--
  const span = { start: doc.tokens[first]!.start, end: doc.tokens[headIdx]!.end }
  const mention = doc.report.text.slice(span.start, span.end)
  const name = mention.replace(/^(?:an?|the|its|his|her|their)\s+/i, '')
  return asParticipant({ name, kind: 'group', entity: `m${span.start}`, span, mention, resolvedBy: 'nominal' })
}

/** Whether a word describes the noun, itself or through others: "rebel" and the hyphen of "rebel-held" too. */
function isDescribing(words: Clauses['words'], tokenIdx: number, headIdx: number): boolean {
  for (let idx = tokenIdx, steps = 0; idx >= 0 && steps < DEEP; steps++) {
    if (idx === headIdx) return true
    const { head, relation, deprel } = words[idx]!
    if (deprel !== 'punct' && (relation & DESCRIBING) === 0) return false
    idx = head
  }
  return false
}

const DEEP = 4
const DESCRIBING = REL.amod | REL.compound | REL.det | REL.nmodPoss | REL.nummod
