import { mapped } from '../mapped.ts'
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
  /** Drafts resolved so far, all and by sentence. */
  readonly read: Draft[]
  readonly readOfSent: readonly Draft[][]
  /** Index into `read` of the draft that each token places, -1 for none. */
  readonly placedAt: Int32Array
  /** Index into `read` of the draft that covers each token, -1 for none; of several the innermost. */
  readonly coverAt: Int32Array
  /** Index into `read` of the draft that each chunk is, -1 for none. */
  readonly chunkDraftAt: Int32Array
  /** Drafts of names, read or not; the index of the one that each token places, -1 for none; and those of each sentence. */
  readonly names: readonly Draft[]
  readonly nameAt: Int32Array
  readonly namesOfSent: readonly (readonly Draft[])[]
  /** What `groupsOf` found in sentences that are read to their end. */
  readonly groups: Map<number, readonly (readonly Entity[])[]>
}

/** The walk over a document of which nothing is read yet; `drafts` are all phrases in text order. */
export function startWalk(
  view: View,
  registry: Registry,
  speakers: Speakers,
  { drafts, home }: { readonly drafts: readonly Draft[]; readonly home: string | undefined },
): Walk {
  const nTokens = view.doc.tokens.length
  const names = drafts.filter(({ as }) => as === 'known' || as === 'person')
  const nameAt = new Int32Array(nTokens).fill(-1)
  const namesOfSent: Draft[][] = mapped(view.doc.sents, () => [])
  names.forEach((draft, i) => {
    nameAt[draft.head] = i
    namesOfSent[draft.sentIdx]!.push(draft)
  })
  return {
    view, registry, speakers, home, read: [], readOfSent: mapped(view.doc.sents, () => []), placedAt: new Int32Array(nTokens).fill(-1),
    coverAt: new Int32Array(nTokens).fill(-1), chunkDraftAt: new Int32Array(view.chunks.length).fill(-1), names, nameAt, namesOfSent, groups: new Map(),
  } // biome-ignore format: one record
}

/** Records that the draft has been resolved, and that its referents were mentioned here. */
export function settle(walk: Walk, draft: Draft, chunkIdx: number): void {
  const idx = walk.read.length
  for (let i = draft.first; i < draft.end; i += 1) if (walk.coverAt[i]! < 0) walk.coverAt[i] = idx
  walk.read.push(draft)
  walk.readOfSent[draft.sentIdx]!.push(draft)
  if (walk.placedAt[draft.head]! < 0 || draft.as !== 'thing') walk.placedAt[draft.head] = idx
  if (chunkIdx >= 0) walk.chunkDraftAt[chunkIdx] = idx
  for (const entity of draft.entities) {
    entity.lastTokenIdx = draft.end
    entity.nMentions += 1
  }
}

/** The resolved draft that the token places in its clause, else the one that covers it. */
export function draftAt(walk: Walk, tokenIdx: number): Draft | undefined {
  if (tokenIdx < 0) return undefined
  const placed = draftPlacedBy(walk, tokenIdx)
  const idx = walk.coverAt[tokenIdx] ?? -1
  return placed ?? (idx < 0 ? undefined : walk.read[idx])
}

/** The resolved draft that the token places in its clause. */
export function draftPlacedBy(walk: Walk, tokenIdx: number): Draft | undefined {
  const idx = walk.placedAt[tokenIdx]!
  return idx < 0 ? undefined : walk.read[idx]
}

/** The resolved draft that the chunk is; none for -1. */
export function draftOfChunk(walk: Walk, chunkIdx: number): Draft | undefined {
  const idx = chunkIdx < 0 ? -1 : walk.chunkDraftAt[chunkIdx]!
  return idx < 0 ? undefined : walk.read[idx]
}

/** The draft of a name that the token places, read or not. */
export function nameDraftAt(walk: Walk, tokenIdx: number): Draft | undefined {
  const idx = tokenIdx < 0 ? -1 : walk.nameAt[tokenIdx]!
  return idx < 0 ? undefined : walk.names[idx]
}

/** Of an endless sentence only the last phrases are looked at, so that time stays linear. */
const SENT_LIMIT = 80

/** The resolved drafts of one sentence, in text order. */
export function draftsOfSent(walk: Walk, sentIdx: number): readonly Draft[] {
  const drafts = walk.readOfSent[sentIdx]!
  return drafts.length > SENT_LIMIT ? drafts.slice(-SENT_LIMIT) : drafts
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
  const countries: string[] = []
  for (const { country } of entities) if (country && !countries.includes(country)) countries.push(country)
  return countries
}
