import { type Gazetteer, REL } from '../annotate/index.ts'
import { hasFormBelow } from './below.ts'
import { type Clauses, dependents, MAX_CLIMB, token } from './clause.ts'
import { countryOfPlace } from './places.ts'
import type { Triggered } from './triggers.ts'

/** "In Okinawa, where cases have surged, the governor …": the one country of the places named before the act in its sentence. */
export function placeBefore(clauses: Clauses, gazetteer: Gazetteer, { triggerIdx }: Triggered): string | undefined {
  const { doc, entsIn } = clauses
  let only: string | undefined
  for (const ent of entsIn[doc.tokens[triggerIdx]!.sentIdx]!) {
    if (ent.endTokenIdx > triggerIdx) continue
    if (ent.label !== 'GPE' && ent.label !== 'LOC' && ent.label !== 'FAC') continue
    if (!IN_PLACE.has(doc.tokens[beforePlace(clauses, ent.firstTokenIdx)]?.lemma ?? '')) continue
    if (!isAround(clauses, ent.endTokenIdx - 1, triggerIdx) || isAside(clauses, ent.endTokenIdx - 1)) continue
    const country = countryOfPlace(doc, gazetteer, ent)
    if (country === undefined || country === only) continue
    if (only !== undefined) return undefined
    only = country
  }
  return only
}

const IN_PLACE = new Set(['in', 'at', 'near', 'across', 'outside'])

/** "In neighbouring Uganda", "in the nearby Comoros": the preposition stands before the adjective. */
function beforePlace({ forms }: Clauses, placeIdx: number): number {
  let idx = placeIdx - 1
  if (BESIDE.has(forms[idx] ?? '')) idx--
  return forms[idx] === 'the' ? idx - 1 : idx
}

const BESIDE = new Set(['neighbouring', 'neighboring', 'nearby', 'adjacent'])

/** "Lind, a general in the wars in Iraq and Syria, was sentenced": where somebody served whom an apposition describes is not where it was. */
function isAside(clauses: Clauses, placeIdx: number): boolean {
  let idx = placeIdx
  for (let steps = 0; steps < MAX_CLIMB && idx >= 0; steps++) {
    const { relation, head, upos, lemma } = token(clauses, idx)
    // "Lind, who lives in exile in Chad, was tried": nor where somebody lives or has been.
    if (upos === 'VERB') return (relation & REL.acl) !== 0 && DWELLING.has(lemma)
    if ((relation & REL.appos) !== 0 && steps > 0) return true
    idx = head
  }
  return false
}

const DWELLING = new Set([
  'base', 'bear', 'educate', 'escape', 'exile', 'flee', 'grow', 'hide', 'live', 'raise', 'reside', 'settle', 'shelter', 'study', 'train', 'work',
]) // biome-ignore format: one glance

/** "Talks resumed in Mexico City after the rebels freed him": the place of the main clause is not that of one with a subject of its own. */
function isAround(clauses: Clauses, placeIdx: number, triggerIdx: number): boolean {
  const verb = verbAbove(clauses, placeIdx)
  if (verb === undefined) return true
  let idx = triggerIdx
  for (let steps = 0; steps < MAX_CLIMB && idx >= 0; steps++) {
    if (idx === verb) return true
    if (clauses.words[idx]!.upos === 'VERB' && isApart(clauses, idx)) return false
    idx = token(clauses, idx).head
  }
  return true
}

function verbAbove(clauses: Clauses, tokenIdx: number): number | undefined {
  let idx = tokenIdx
  for (let steps = 0; steps < MAX_CLIMB && idx >= 0; steps++) {
    if (clauses.words[idx]!.upos === 'VERB') return idx
    idx = token(clauses, idx).head
  }
  return undefined
}

/** An adverbial or relative clause with a subject of its own. */
function isApart(clauses: Clauses, verbIdx: number): boolean {
  const { relation } = token(clauses, verbIdx)
  return (relation & (REL.advcl | REL.acl)) !== 0 && dependents(clauses, verbIdx, REL.nsubj | REL.nsubjPass).length > 0
}

/** "took him to Baku, where a court charged him": the place that the clause is about. */
export function placeWhere(clauses: Clauses, gazetteer: Gazetteer, { triggerIdx }: Triggered): string | undefined {
  let idx = triggerIdx
  for (let steps = 0; steps < MAX_CLIMB && idx >= 0; steps++) {
    const { deprel, head } = token(clauses, idx)
    if (hasFormBelow(clauses, idx, REL.advmod, 'where'))
      return deprel === 'acl:relcl' && head >= 0
        ? countryAt(clauses, gazetteer, head)
        : placeBeforeWhere(clauses, gazetteer, idx)
    idx = head
  }
  return undefined
}

/** "flew to Niamey on Monday, where she met generals": the place right before, over a time. */
function placeBeforeWhere(clauses: Clauses, gazetteer: Gazetteer, verbIdx: number): string | undefined {
  const where = dependents(clauses, verbIdx, REL.advmod).find((i) => clauses.forms[i] === 'where')!
  const { sentIdx } = token(clauses, where)
  for (let idx = where - 1; idx >= 0 && idx > where - 6 && token(clauses, idx).sentIdx === sentIdx; idx--) {
    if (token(clauses, idx).upos === 'VERB') return undefined
    const country = clauses.isPlaceAt[idx] === 1 ? countryAt(clauses, gazetteer, idx) : undefined
    if (country !== undefined) return country
  }
  return undefined
}

function countryAt({ doc, entsIn }: Clauses, gazetteer: Gazetteer, tokenIdx: number): string | undefined {
  const ent = entsIn[doc.tokens[tokenIdx]!.sentIdx]!.find(
    ({ firstTokenIdx, endTokenIdx }) => firstTokenIdx <= tokenIdx && tokenIdx < endTokenIdx,
  )
  return ent && countryOfPlace(doc, gazetteer, ent)
}
