import type { Draft, Entity } from './draft.ts'
import type { Registry } from './registry.ts'
import type { Speakers } from './speakers.ts'
import { baseRelation, type View } from './view.ts'

/** Where the reading of a document stands: everything resolved so far, in text order. */
export interface Walk {
  readonly view: View
  readonly registry: Registry
  readonly speakers: Speakers
  /** The country that the document is about, where it leaves no doubt. */
  readonly home: string | undefined
  /** Drafts resolved so far. */
  readonly read: Draft[]
  /** Resolved drafts by the token that places them. */
  readonly draftAtHead: Map<number, Draft>
  /** Index into `read` of the draft that covers each token, -1 for none; of several the innermost. */
  readonly coverAt: Int32Array
  /** Resolved drafts by the index of the chunk that they are. */
  readonly draftOfChunk: Map<number, Draft>
  /** Drafts of names by the token that places them, read or not. */
  readonly named: ReadonlyMap<number, Draft>
  /** Drafts of names by sentence, read or not. */
  readonly namedOfSent: ReadonlyMap<number, readonly Draft[]>
}

/** Records that the draft has been resolved, and that its referents were mentioned here. */
export function settle(walk: Walk, draft: Draft, chunkIdx: number): void {
  for (let i = draft.first; i < draft.end; i += 1) if (walk.coverAt[i]! < 0) walk.coverAt[i] = walk.read.length
  walk.read.push(draft)
  if (!walk.draftAtHead.has(draft.head) || draft.as !== 'thing') walk.draftAtHead.set(draft.head, draft)
  if (chunkIdx >= 0) walk.draftOfChunk.set(chunkIdx, draft)
  for (const entity of draft.entities) {
    entity.lastTokenIdx = draft.end
    entity.nMentions += 1
  }
}

/** The resolved draft that the token places in its clause, else the one that covers it. */
export function draftAt(walk: Walk, tokenIdx: number): Draft | undefined {
  return walk.draftAtHead.get(tokenIdx) ?? walk.read[walk.coverAt[tokenIdx] ?? -1]
}

/** Of an endless sentence only the last phrases are looked at, so that time stays linear. */
const SENT_LIMIT = 80

/** The resolved drafts of one sentence, in text order; the sentences nearest the end are found at once. */
export function draftsOfSent(walk: Walk, sentIdx: number): readonly Draft[] {
  let end = walk.read.length
  while (end > 0 && walk.read[end - 1]!.sentIdx > sentIdx) end -= 1
  let first = end
  while (first > 0 && end - first < SENT_LIMIT && walk.read[first - 1]!.sentIdx === sentIdx) first -= 1
  return walk.read.slice(first, end)
}

/** The draft that is the subject of the verb, looked for at the verb and at the verb that it is coordinated with. */
export function subjectOf(walk: Walk, verbIdx: number): Draft | undefined {
  let verb = verbIdx
  for (let steps = 0; verb >= 0 && steps < 6; steps += 1) {
    for (let c = walk.view.firstChild[verb]!; c >= 0; c = walk.view.nextSibling[c]!) {
      if (baseRelation(walk.view, c) === 'nsubj') return draftAt(walk, c)
    }
    const relation = baseRelation(walk.view, verb)
    if (relation !== 'conj' && relation !== 'xcomp' && relation !== 'advcl') return undefined
    verb = walk.view.doc.tokens[verb]!.head
  }
  return undefined
}

/** The nearest verb, or other predicate, above the token. */
export function clauseOf(view: View, tokenIdx: number): number {
  let at = view.doc.tokens[tokenIdx]!.head
  for (let steps = 0; at >= 0 && steps < 30; steps += 1) {
    const { upos } = view.doc.tokens[at]!
    if (upos === 'VERB' || upos === 'AUX' || CLAUSAL.has(baseRelation(view, at))) return at
    at = view.doc.tokens[at]!.head
  }
  return at
}

/** Relations of a clause's predicate, also where it is a noun or an adjective ("that he is the exception"). */
const CLAUSAL: ReadonlySet<string> = new Set(['root', 'ccomp', 'advcl', 'acl', 'csubj', 'parataxis', 'xcomp'])

/** Distinct countries of the referents, in order. */
export function countriesOf(entities: readonly Entity[]): readonly string[] {
  return [...new Set(entities.flatMap((entity) => (entity.country ? [entity.country] : [])))]
}
