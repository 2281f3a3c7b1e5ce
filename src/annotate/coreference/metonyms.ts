import { wordsOf } from './rules.ts'
import { baseRelation, caseOf, chunkOver, entOver, isBeforeVerb, type View } from './view.ts'

/**
 * True if a phrase that names a place stands in its clause as somebody who acts or is acted on: "Seoul said",
 * "Seoul's ministry", "talks with Seoul", "urged Seoul", but not "in Seoul" or "visited a camp near Seoul".
 */
export function isActor(view: View, head: number, first: number, end: number): boolean {
  if (view.lower[end] === "'s" || view.lower[end] === "'") return !opensPlace(view, end + 1)
  const preposition = caseOf(view, head, first)
  if (preposition) return isActorAfter(view, preposition, head, first)
  const relation = baseRelation(view, head)
  const governor = view.doc.tokens[head]!.head
  if (relation === 'nsubj') return true
  // An oblique without a preposition is an object that the parser misread.
  if (relation === 'obj' || relation === 'iobj' || relation === 'obl') {
    return governor < 0 || !wordsOf(view.rules, 'metonym/place-verbs').has(view.lemmas[governor]!)
  }
  if (relation === 'conj' && governor >= 0 && governor !== head) return isActor(view, governor, governor, governor + 1)
  return isBeforeVerb(view, first, end)
}

function isActorAfter(view: View, preposition: string, head: number, first: number): boolean {
  if (wordsOf(view.rules, 'metonym/actor-prepositions').has(preposition)) return true
  const governor = view.doc.tokens[head]!.head
  const before = governor >= 0 && governor < head ? governor : first - 2
  if (before < 0) return false
  if (preposition === 'to') return wordsOf(view.rules, 'metonym/to').has(view.lemmas[before]!)
  if (preposition === 'at') return wordsOf(view.rules, 'metonym/at').has(view.lemmas[before]!)
  if (preposition === 'from') return wordsOf(view.rules, 'metonym/from').has(view.lemmas[before]!)
  if (preposition === 'of') return wordsOf(view.rules, 'metonym/of').has(view.lemmas[before]!)
  return false
}

/** "Seoul's streets", "Moscow's Red Square": what is owned is itself a place. */
function opensPlace(view: View, tokenIdx: number): boolean {
  const chunk = chunkOver(view, tokenIdx)
  if (!chunk) return false
  if (wordsOf(view.rules, 'metonym/owned-places').has(view.lemmas[chunk.head]!)) return true
  const ent = entOver(view, chunk.head)
  return ent?.label === 'FAC' || ent?.label === 'LOC'
}
