import type { Draft, Entity } from './draft.ts'
import { wordsOf } from './rules.ts'
import { baseRelation, caseOf } from './view.ts'
import { clauseOf, countriesOf, draftAt, draftsOfSent, subjectOf, type Walk } from './walk.ts'

/** What is asked of the parties that "both sides", "the two ministers" or "the trio" refers back to. */
export interface PartiesAsked {
  readonly count: number | undefined
  readonly isFit: (entity: Entity) => boolean
  /** True where the parties must be of different countries ("the two counterparts", "both countries"). */
  readonly areForeign: boolean
}

const WINDOW = 5
/** "The two leaders" of a readout are the same to its end. */
const COUNTED_WINDOW = 9
/** How far back those may stand whom the report keeps naming; all of most reports. */
const FAR_WINDOW = 60

/**
 * The parties named together last before a sentence's token: joined by "and", by "with", or by a verb of meeting. Where none of them has been
 * named besides ("the envoys of Peru and Chile attended"), those of before whom the report keeps naming are meant.
 * Empty where no such group has the number and kind asked.
 */
export function partiesBefore(walk: Walk, sentIdx: number, asked: PartiesAsked): readonly Entity[] {
  const window = asked.count === 2 ? COUNTED_WINDOW : WINDOW
  let last: readonly Entity[] = []
  for (let s = sentIdx; s >= 0 && s > sentIdx - FAR_WINDOW; s -= 1) {
    if (last.length === 0 && s <= sentIdx - window && !asked.areForeign) return last
    for (const group of groupsOf(walk, s).toReversed().sort(byKind)) {
      const fit = [...new Set(group)].filter(asked.isFit)
      if (asked.count === undefined ? fit.length < 2 : fit.length !== asked.count) continue
      if (asked.areForeign && countriesOf(fit).length < Math.min(fit.length, 2)) continue
      const isNear = s > sentIdx - window
      if (last.length === 0 && isNear && (!asked.areForeign || !areNew(walk, sentIdx, fit))) return fit
      if (last.length === 0 && isNear) last = fit
      else if (!areNew(walk, sentIdx, fit)) return fit
    }
  }
  return last
}

/** Whether no land of theirs is spoken of besides: each is named once, by itself or with whoever is from there. */
function areNew(walk: Walk, sentIdx: number, parties: readonly Entity[]): boolean {
  return countriesOf(parties).some((country) => {
    let nSents = 0
    for (let s = sentIdx; s >= 0 && s > sentIdx - FAR_WINDOW && nSents < 2; s -= 1)
      if ((walk.readOfSent[s] ?? []).some(({ entities }) => entities.some((one) => one.country === country)))
        nSents += 1
    return nSents < 2
  })
}

/** Persons and states are "the two" before the bodies of the same sentence. */
function byKind(a: readonly Entity[], b: readonly Entity[]): number {
  const isOfBodies = (group: readonly Entity[]) => (group.every(({ kind }) => kind === 'organization') ? 1 : 0)
  return isOfBodies(a) - isOfBodies(b)
}

/** Every set of parties that the sentence puts together so far, in text order. */
export function groupsOf(walk: Walk, sentIdx: number): readonly (readonly Entity[])[] {
  const isReadToEnd = (walk.read.at(-1)?.sentIdx ?? 0) > sentIdx
  const known = isReadToEnd ? walk.groups.get(sentIdx) : undefined
  const groups = known ?? findGroups(walk, sentIdx)
  if (isReadToEnd && !known) walk.groups.set(sentIdx, groups)
  return groups
}

function findGroups(walk: Walk, sentIdx: number): readonly (readonly Entity[])[] {
  const groups: Entity[][] = []
  const drafts = draftsOfSent(walk, sentIdx)
  for (const draft of drafts) {
    if (draft.entities.length === 0) continue
    if (draft.entities.length > 1) groups.push([...draft.entities])
    const partners = partnersOf(walk, draft)
    if (partners.length > 0) groups.push([...partners, ...draft.entities])
    const listed = listBefore(walk, drafts, draft)
    if (listed.length > 0) groups.push([...listed, ...draft.entities])
  }
  // "Canada, Germany and Japan" are no two.
  return groups.filter(
    (group) => !groups.some((other) => other.length > group.length && group.every((one) => other.includes(one))),
  )
}

/** "Choi, Mori and [Sherman]" by commas and "and" alone: parsers lose the thread in lists of names. */
function listBefore(walk: Walk, drafts: readonly Draft[], draft: Draft): readonly Entity[] {
  const { lower } = walk.view
  const found: Entity[] = []
  let first = draft.first
  let hasAnd = false
  for (let steps = 0; steps < 6; steps += 1) {
    let at = first - 1
    const isAnd = lower[at] === 'and' || lower[at] === '&'
    if (isAnd && lower[at - 1] === ',') at -= 1
    if (!isAnd && !(hasAnd && lower[at] === ',')) break
    hasAnd = true
    const before = endingAt(drafts, at)
    // "Among voters, Clinton and Trump": only like is listed with like.
    if (!before || (!isAnd && before.entities[0]!.kind !== draft.entities[0]!.kind)) break
    found.unshift(...before.entities)
    first = before.first
  }
  return found
}

function endingAt(drafts: readonly Draft[], end: number): Draft | undefined {
  return drafts.find((draft) => draft.end === end && draft.entities.length > 0)
}

function partnersOf(walk: Walk, draft: Draft): readonly Entity[] {
  const { view } = walk
  const relation = baseRelation(view, draft.head)
  if (relation === 'conj') return conjuncts(walk, draft)
  // "Ali, who wore a bracelet, and Maduro shook hands": parsers make two subjects of the list.
  if (relation === 'nsubj' && view.lower[draft.first - 1] === 'and') return firstSubject(walk, draft)
  const preposition = caseOf(view, draft.head, draft.first)
  if (preposition === 'with') return withConjuncts(walk, subjectOf(walk, clauseOf(view, draft.head)), draft)
  if (relation === 'obj') {
    const verb = view.doc.tokens[draft.head]!.head
    if (verb >= 0 && wordsOf(view.rules, 'pair/verbs').has(view.lemmas[verb]!)) {
      return withConjuncts(walk, subjectOf(walk, verb), draft)
    }
  }
  return []
}

function firstSubject(walk: Walk, draft: Draft): readonly Entity[] {
  const verb = walk.view.doc.tokens[draft.head]!.head
  for (let c = verb < 0 ? -1 : walk.view.firstChild[verb]!; c >= 0 && c < draft.first; c = walk.view.nextSibling[c]!)
    if (baseRelation(walk.view, c) === 'nsubj') return draftAt(walk, c)?.entities ?? []
  return []
}

function conjuncts(walk: Walk, draft: Draft): readonly Entity[] {
  const first = draftAt(walk, walk.view.doc.tokens[draft.head]!.head)
  if (!first || first === draft) return []
  const entities = [...first.entities]
  for (let c = walk.view.firstChild[first.head]!; c >= 0 && c < draft.head; c = walk.view.nextSibling[c]!) {
    if (baseRelation(walk.view, c) === 'conj') entities.push(...(draftAt(walk, c)?.entities ?? []))
  }
  return entities
}

function withConjuncts(walk: Walk, subject: Draft | undefined, partner: Draft): readonly Entity[] {
  if (!subject || subject === partner) return []
  const entities = [...subject.entities]
  for (const head of [subject.head, partner.head]) {
    for (let c = walk.view.firstChild[head]!; c >= 0; c = walk.view.nextSibling[c]!) {
      if (baseRelation(walk.view, c) === 'conj') entities.push(...(draftAt(walk, c)?.entities ?? []))
    }
  }
  return entities
}
