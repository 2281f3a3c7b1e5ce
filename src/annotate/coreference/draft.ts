import type { MentionKind, ReferentKind } from '../doc.ts'
import type { Chunk } from './chunks.ts'

export type Gender = 'f' | 'm'
export type GramNumber = 'one' | 'many'

/** An office as words and what they tell. */
export interface TitleFact {
  /** As stated, less the nationality. */
  readonly title: string
  readonly country: string | undefined
  readonly organization: string | undefined
  readonly sector: string | undefined
  readonly isFormer: boolean
  /** True for what somebody is without holding it ("protester", "victim"): no office. */
  readonly isRole: boolean
  /** Its words as they are compared, and the offices that it can stand for. */
  readonly words: readonly string[]
  readonly offices: readonly string[]
  /** Tokens that state it, with the name where it stands beside it. */
  readonly first: number
  readonly end: number
}

/** An office as words and as what it stands for. */
export type ListedOffice = Pick<TitleFact, 'words' | 'offices' | 'isFormer'> & { readonly country: string }

/**
 * What a mention may refer to, while the document is being read. Mutable: names, titles and countries accrue as the
 * text gives them; it becomes a `Referent` at the end. Every field is there from the start, as in all records that a
 * document has many of: engines read objects of one shape several times as fast.
 */
export interface Entity {
  readonly kind: ReferentKind
  name: string
  readonly names: string[]
  /** Folded words of the fullest name, for persons. */
  nameWords: readonly string[]
  gender: Gender | undefined
  readonly number: GramNumber
  country: string | undefined
  sector: string | undefined
  actorCode: string | undefined
  readonly titles: TitleFact[]
  /** Offices that a yearbook gives the person and the text need not: found by, never written out. */
  listed: readonly ListedOffice[]
  /** True for states and bodies whose name is the gazetteer's. */
  readonly isCanonical: boolean
  /** Token index of the latest mention read so far, -1 before the first. */
  lastTokenIdx: number
  nMentions: number
  /** Head noun of an unnamed referent, lower-case lemma. */
  readonly headNoun: string | undefined
  /** Its index among the referents of the document alone in a list, which all its mentions share; undefined until it is written out. */
  asReferent: readonly [number] | undefined
}

/** A phrase found before it is known what it refers to. */
export interface Draft {
  readonly first: number
  readonly end: number
  /** The token that places the phrase in its clause. */
  readonly head: number
  /** Characters, where a phrase is a part of one token ("US" of "US-Japan"). */
  readonly start: number | undefined
  readonly stop: number | undefined
  readonly kind: MentionKind
  readonly sentIdx: number
  readonly chunk: Chunk | undefined
  /** End of the phrase with what follows its noun ("troops | from Chad"), where that is more. */
  readonly fullEnd: number | undefined
  /** The word tokens of a name within the phrase, without titles. */
  readonly nameFirst: number | undefined
  readonly nameEnd: number | undefined
  /** Resolved referents; several for a plural. */
  entities: readonly Entity[]
  /** What step finds its referent. */
  readonly as: DraftUse
  /** Whether it stands where a subject does; undefined until a pronoun asks. */
  isSubject: boolean | undefined
}

const NOBODY: readonly Entity[] = []

/** A draft of which nothing is known; others are made of it, so that all have the same shape. */
export const BLANK_DRAFT: Draft = {
  first: 0, end: 0, head: 0, start: undefined, stop: undefined, kind: 'name', sentIdx: 0, chunk: undefined, fullEnd: undefined,
  nameFirst: undefined, nameEnd: undefined, entities: NOBODY, as: 'known', isSubject: undefined,
} // biome-ignore format: one record

export type DraftUse =
  /** Resolved when it was found: states, bodies. */
  | 'known'
  | 'person'
  | 'nominal'
  | 'pronoun'
  /** A phrase that is no participant, but that "it" and "they" may well mean. Never written out. */
  | 'thing'
