import { isTitleChunk, titleEnd } from './appositions.ts'
import type { TitleFact } from './draft.ts'
import { possessorOf } from './gazetteer-names.ts'
import { addTitle } from './registry.ts'
import { wordsOf } from './rules.ts'
import { readTitle } from './titles.ts'
import { baseRelation, caseOf, type View } from './view.ts'
import { draftPlacedBy, type Walk } from './walk.ts'

/**
 * Gives persons the offices that a clause tells: "X is the foreign minister", "who serves as …", "was appointed …",
 * "resigned as …". Runs once everything is resolved, so that "he" counts as well as a name.
 */
export function learnStatedTitles(walk: Walk): void {
  const { view, registry } = walk
  view.chunks.forEach((chunk, idx) => {
    if (!isTitleChunk(view, chunk)) return
    const link = linkOf(view, chunk.head, chunk.first)
    const entities = link ? (draftPlacedBy(walk, link.personTokenIdx)?.entities ?? []) : []
    const person = entities.length === 1 ? entities[0]! : undefined
    if (!link || person?.kind !== 'person' || isUnreal(view, link.verbIdx)) return
    const end = titleEnd(view, idx)
    const { fact } = readTitle(view, chunk.first, end, possessorOf(view, chunk))
    if (!fact || fact.isRole || !isSpecific(view, chunk.first, fact)) return
    const first = Math.min(link.personTokenIdx, chunk.first)
    const last = Math.max(end, link.personTokenIdx + 1)
    addTitle(registry, person, { ...fact, first, end: last, isFormer: fact.isFormer || link.isPast })
    if (fact.country && !person.country && !link.isPast) person.country = fact.country
  })
}

/** "would be president", "if he is elected", "is not the minister": nobody holds that office. */
function isUnreal(view: View, verbIdx: number): boolean {
  for (let c = view.firstChild[verbIdx]!; c >= 0; c = view.nextSibling[c]!) {
    const { upos, deprel } = view.doc.tokens[c]!
    if (upos === 'AUX' && UNREAL.test(view.lemmas[c]!)) return true
    if (deprel === 'mark' && UNREAL.test(view.lower[c]!)) return true
    if (view.lower[c] === 'not' || view.lower[c] === "n't" || view.lower[c] === 'never') return true
  }
  return false
}

const UNREAL = /^(?:would|could|might|may|should|can|will|if|unless|whether|to)$/u

interface Link {
  readonly personTokenIdx: number
  /** The verb, or the noun of the office itself where a copula links it. */
  readonly verbIdx: number
  /** True where the clause says that the office is no longer held. */
  readonly isPast: boolean
}

/** The person to whom the clause gives the office whose noun is at `head`. */
function linkOf(view: View, head: number, first: number): Link | undefined {
  const copula = child(view, head, 'cop')
  if (copula >= 0) {
    const subject = child(view, head, 'nsubj')
    return subject < 0 ? undefined : { personTokenIdx: subject, verbIdx: head, isPast: false }
  }
  const verb = view.doc.tokens[head]!.head
  if (verb < 0 || view.doc.tokens[verb]!.upos !== 'VERB') return undefined
  const relation = baseRelation(view, head)
  const preposition = caseOf(view, head, first)
  const lemma = view.lemmas[verb]!
  const isAs = preposition === 'as'
  if (preposition !== undefined && !isAs) return undefined
  if (isAs && wordsOf(view.rules, 'office/leave-verbs').has(lemma))
    return linkTo(child(view, verb, 'nsubj'), verb, true)
  if (wordsOf(view.rules, 'office/hold-verbs').has(lemma) && (isAs || relation === 'xcomp' || relation === 'obj')) {
    return linkTo(child(view, verb, 'nsubj'), verb, false)
  }
  if (wordsOf(view.rules, 'office/appoint-verbs').has(lemma) && (isAs || relation === 'xcomp' || relation === 'obj')) {
    const passive =
      view.doc.tokens[child(view, verb, 'nsubj')]?.deprel === 'nsubj:pass' ? child(view, verb, 'nsubj') : -1
    const object = child(view, verb, 'obj')
    return linkTo(passive >= 0 ? passive : object === head ? child(view, verb, 'iobj') : object, verb, false)
  }
  return undefined
}

function linkTo(personTokenIdx: number, verbIdx: number, isPast: boolean): Link | undefined {
  return personTokenIdx < 0 ? undefined : { personTokenIdx, verbIdx, isPast }
}

function child(view: View, tokenIdx: number, relation: string): number {
  for (let c = view.firstChild[tokenIdx]!; c >= 0; c = view.nextSibling[c]!)
    if (baseRelation(view, c) === relation) return c
  return -1
}

/** "a politician" says nothing that a register could keep; "a spokesman for the army" and "the president" do. */
function isSpecific(view: View, first: number, fact: TitleFact): boolean {
  if (fact.country || fact.organization) return true
  const opener = view.lower[first]!
  return opener !== 'a' && opener !== 'an'
}
