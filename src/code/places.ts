import { type Ent, type Gazetteer, nameAt } from '../annotate/index.ts'
import { type Clauses, MAX_CLIMB, prepositionOf, token } from './clause.ts'
import type { Location, Participant } from './event.ts'
import type { Triggered } from './triggers.ts'

/** Where the act took place as its own clause says: a place name after a preposition of place that depends on the act (CONTRACT, What is coded 6). */
export function placeOf(clauses: Clauses, gazetteer: Gazetteer, triggered: Triggered): Location | undefined {
  const { doc } = clauses
  const sent = doc.sents[token(clauses, triggered.triggerIdx).sentIdx]!
  const heads = new Set([triggered.triggerIdx, ...(triggered.supportIdx === undefined ? [] : [triggered.supportIdx])])
  let best: { ent: Ent; steps: number } | undefined
  for (const ent of doc.ents) {
    if (ent.firstTokenIdx < sent.firstTokenIdx || ent.endTokenIdx > sent.endTokenIdx) continue
    if (ent.label !== 'GPE' && ent.label !== 'LOC' && ent.label !== 'FAC') continue
    const steps = stepsTo(clauses, ent.endTokenIdx - 1, heads)
    if (steps !== undefined && (!best || steps < best.steps)) best = { ent, steps }
  }
  return best && toLocation(clauses, gazetteer, best.ent)
}

/** Steps from a place name up to the act through prepositional phrases of place; undefined where another relation lies between. */
function stepsTo(clauses: Clauses, tokenIdx: number, heads: ReadonlySet<number>): number | undefined {
  let idx = tokenIdx
  let placed = false
  for (let steps = 0; steps < MAX_CLIMB; steps++) {
    const { deprel, head } = token(clauses, idx)
    if (head < 0) return undefined
    const preposition = /^(obl|nmod)/.test(deprel) ? prepositionOf(clauses, idx) : undefined
    if (preposition !== undefined) {
      if (PLACE_PREPOSITIONS.has(preposition)) placed = true
      else if (preposition !== 'of') return undefined
    } else if (!/^(flat|compound|appos|nmod:poss|conj|xcomp|obl|amod)/.test(deprel)) return undefined
    if (heads.has(head)) return placed ? steps : undefined
    if (token(clauses, head).upos === 'VERB' && deprel !== 'xcomp' && deprel !== 'conj') return undefined
    idx = head
  }
  return undefined
}

const PLACE_PREPOSITIONS = new Set([
  'in',
  'at',
  'near',
  'off',
  'over',
  'outside',
  'inside',
  'around',
  'along',
  'across',
  'into',
  'toward',
  'towards',
  'north_of',
  'south_of',
  'east_of',
  'west_of',
  'above',
  'beyond',
  'between',
  'throughout',
  'within',
])

function toLocation(clauses: Clauses, gazetteer: Gazetteer, ent: Ent): Location {
  const { doc } = clauses
  const forms = doc.tokens.slice(ent.firstTokenIdx, ent.endTokenIdx).map(({ form }) => form)
  const entry = nameAt(gazetteer, doc.tokens, ent.firstTokenIdx, ent.endTokenIdx)?.entries[0]
  const country = entry?.country
  return {
    name: doc.report.text.slice(ent.start, ent.end),
    ...(country === undefined ? {} : { country }),
    precision: precisionOf(ent, entry?.how, forms),
    span: { start: ent.start, end: ent.end },
  }
}

function precisionOf(ent: Ent, how: string | undefined, forms: readonly string[]): Location['precision'] {
  if (how === 'water' || forms.some((form) => WATERS.has(form.toLowerCase()))) return 'water'
  if (ent.label === 'FAC') return 'point'
  if (how === 'name' || how === 'abbreviation') return 'country'
  if (how === 'city' || how === 'capital') return 'city'
  return ent.label === 'LOC' || how === 'region' ? 'region' : 'city'
}

const WATERS = new Set(['sea', 'ocean', 'strait', 'straits', 'gulf', 'bay', 'channel', 'lake', 'river'])

/** Place names outside all mentions whose country the gazetteer knows, as participants, by the token that heads them. */
export function placesAsReceivers(clauses: Clauses, gazetteer: Gazetteer): Map<number, Participant> {
  const { doc } = clauses
  const found = new Map<number, Participant>()
  for (const ent of doc.ents) {
    if (ent.label !== 'GPE' && ent.label !== 'LOC' && ent.label !== 'FAC') continue
    const entry = nameAt(gazetteer, doc.tokens, ent.firstTokenIdx, ent.endTokenIdx)?.entries[0]
    if (entry?.country === undefined || entry.how === 'water') continue
    const mention = doc.report.text.slice(ent.start, ent.end)
    const participant: Participant = {
      name: mention,
      kind: 'country',
      country: entry.country,
      entity: `p${entry.id}`,
      span: { start: ent.start, end: ent.end },
      mention,
      resolvedBy: 'metonym',
    }
    for (let idx = ent.firstTokenIdx; idx < ent.endTokenIdx; idx++)
      if (!clauses.mentionAt.has(idx)) found.set(idx, participant)
  }
  return found
}
