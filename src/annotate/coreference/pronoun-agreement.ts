import type { Draft, Entity } from './draft.ts'
import { type Asked, share } from './pronoun-scores.ts'
import { WEIGHTS as W } from './pronoun-weights.ts'
import { baseRelation, type View } from './view.ts'
import { subjectOf, type Walk } from './walk.ts'
import { AGENTIVE_VERB } from './words.ts'

/** Points for agreement in gender, number and kind; undefined for none. */
export function agreement(walk: Walk, asked: Asked, candidate: Draft): number | undefined {
  const { form } = asked
  const first = candidate.entities[0]
  const second = candidate.entities[1]
  if (form.number === 'many') return pluralAgreement(walk, asked, candidate)
  if (second) return undefined
  if (form.gender === 'thing') {
    if (!first) return candidate.as === 'thing' ? thingAgreement(walk, asked, candidate) : undefined
    if (first.kind === 'person') return undefined
    // "The Clinton campaign … its": a group that its noun makes one.
    if (first.number === 'many') return isSingularNoun(walk.view, candidate) ? W.singularNoun : undefined
    return first.kind === 'group' ? W.singleGroup : 0
  }
  if (first?.kind !== 'person' || first.number === 'many') return undefined
  if (first.gender && first.gender !== form.gender) return undefined
  // "No reasonable prosecutor would …" names nobody whom a later sentence could go on with.
  if (candidate.sentIdx !== asked.draft.sentIdx && NOBODY_YET.has(walk.view.lower[candidate.first]!)) return undefined
  return first.gender ? W.gender : 0
}

const NOBODY_YET: ReadonlySet<string> = new Set(['no', 'any', 'every', 'each'])

function pluralAgreement(walk: Walk, asked: Asked, candidate: Draft): number | undefined {
  const first = candidate.entities[0]
  if (candidate.entities.length > 1) return W.several + W.member * Math.min(4, candidate.entities.length)
  if (!first) {
    if (candidate.as !== 'thing' || isAgentive(walk, asked)) return undefined
    return isPluralThing(walk.view, candidate) ? W.manyThings : undefined
  }
  if (first.number === 'many') return W.many
  if (first.kind === 'person') return isMaybeBody(first) ? W.maybeBody : undefined
  return first.kind === 'organization' || first.kind === 'group' ? W.bodyAsMany : undefined
}

/** One word that was taken for a surname, and of which nothing tells that it is one: it may as well name a body. */
function isMaybeBody({ nameWords, name, gender, titles }: Entity): boolean {
  const nWords = nameWords.length || name.split(' ').length
  return nWords === 1 && gender === undefined && titles.length === 0
}

/** A thing competes for "it" unless the verb wants somebody who acts ("it said", "it launched"). */
function thingAgreement(walk: Walk, asked: Asked, candidate: Draft): number | undefined {
  if (isAgentive(walk, asked) || isPluralThing(walk.view, candidate)) return undefined
  const { deprel, head } = walk.view.doc.tokens[asked.draft.head]!
  const acts = deprel === 'nsubj' && walk.view.doc.tokens[head]?.upos === 'VERB'
  return asked.form.isPossessive || acts ? W.thingActs : W.thing
}

function isSingularNoun(view: View, { chunk, kind }: Draft): boolean {
  if (!chunk || kind !== 'nominal') return false
  const { upos, feats } = view.doc.tokens[chunk.head]!
  return upos === 'NOUN' && feats.includes('Number=Sing')
}

function isPluralThing(view: View, candidate: Draft): boolean {
  return view.doc.tokens[candidate.chunk?.head ?? candidate.head]!.feats.includes('Number=Plur')
}

/** True if the verb has the auxiliary of a passive. */
export function isPassive(view: View, verbIdx: number): boolean {
  for (let c = view.firstChild[verbIdx]!; c >= 0; c = view.nextSibling[c]!)
    if (view.doc.tokens[c]!.deprel === 'aux:pass') return true
  return false
}

/** True if the pronoun is the subject of an active verb whose subject is a person, a body or a state. */
function isAgentive(walk: Walk, asked: Asked): boolean {
  const { view } = walk
  const token = view.doc.tokens[asked.draft.head]!
  if (baseRelation(view, asked.draft.head) !== 'nsubj' || token.head < 0) return false
  if (token.deprel === 'nsubj:pass' && isPassive(view, token.head)) return false
  return (view.types.lemmaBits[token.head]! & AGENTIVE_VERB) !== 0
}

/** An object is not its own subject; a pronoun does not mean the phrase that it stands in. */
export function isBound(walk: Walk, asked: Asked, candidate: Draft): boolean {
  const { draft, form, clause } = asked
  if (candidate.first <= draft.first && draft.end <= candidate.end) return true
  if (form.isPossessive || candidate.sentIdx !== draft.sentIdx) return false
  const relation = baseRelation(walk.view, draft.head)
  const governor = walk.view.doc.tokens[candidate.head]!.head
  if (relation === 'nsubj')
    return (
      (baseRelation(walk.view, candidate.head) === 'nsubj' && governor === clause) || isGap(walk, clause, candidate)
    )
  if (candidate.entities.length === 0) return false
  const subject = subjectOf(walk, clause)
  return subject !== undefined && share(subject.entities, candidate.entities)
}

/** "The aides whom they accused": the subject of a relative clause is another than the noun that the clause is about. */
function isGap({ view }: Walk, clause: number, candidate: Draft): boolean {
  const verb = view.doc.tokens[clause]
  if (verb?.deprel !== 'acl:relcl' || verb.head !== candidate.head) return false
  for (let c = view.firstChild[clause]!; c >= 0; c = view.nextSibling[c]!)
    if (baseRelation(view, c) === 'obj' && RELATIVE.test(view.lower[c]!)) return true
  return false
}

const RELATIVE = /^(?:whom|which|that|who)$/

/** True for "her" of "her party". */
export function isPossessiveHer(view: View, draft: Draft): boolean {
  return view.lower[draft.first] === 'her' && view.doc.tokens[draft.first]!.deprel === 'nmod:poss'
}
