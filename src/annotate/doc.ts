import type { CharSpan, Problem, Report } from '../acquire/index.ts'

/** The universal part-of-speech tags (Universal Dependencies v2). */
export const UPOS = [
  'ADJ', 'ADP', 'ADV', 'AUX', 'CCONJ', 'DET', 'INTJ', 'NOUN', 'NUM',
  'PART', 'PRON', 'PROPN', 'PUNCT', 'SCONJ', 'SYM', 'VERB', 'X',
] as const // biome-ignore format: one glance
export type Upos = (typeof UPOS)[number]

/** A syntactic word with its analysis; indices count the words of the whole document from 0. */
export interface Token extends CharSpan {
  /** The text of the span, or the expansion of a contraction's part; `text.slice(start, end)` is what the report has. */
  readonly form: string
  readonly lemma: string
  readonly upos: Upos
  /** `Key=Value|…` of the Universal Dependencies, `_` for none. */
  readonly feats: string
  /** Index of the governing token in the document, -1 for the root of the sentence. */
  readonly head: number
  /** Universal Dependencies relation with subtype, such as `nsubj:pass`. */
  readonly deprel: string
  /** Index of the sentence in `Doc.sents`. */
  readonly sentIdx: number
}

/**
 * A token as the stages of the walk read it: its relation and features in bits, which are asked for many times an act, and its dependents.
 * All words have the same fields in the same order, so that reading them stays quick.
 */
export interface Word extends Token {
  /** Bits of REL for `deprel`. */
  readonly relation: number
  /** Bits of FEAT for `feats`. */
  readonly features: number
  /** What rules that mend trees ask of the form and lemma, and of the form of a neighbour; see trees/beginnings.ts. */
  readonly traits: number
  readonly marks: number
  /** A hash of form and lemma, by which what has been worked out of the word is found again. */
  readonly hash: number
  /** The bits of REL that any dependent has. */
  readonly below: number
  /** The first dependent in text order, and the next dependent of the same head; -1 for none. */
  readonly firstChild: number
  readonly nextSibling: number
}

/** A half-open range of token indices of the document, with the characters it covers. */
export interface TokenSpan extends CharSpan {
  readonly firstTokenIdx: number
  readonly endTokenIdx: number
}

export interface Sent extends TokenSpan {
  /** Index into `report.blocks`. */
  readonly blockIdx: number
}

/** OntoNotes labels found by the model, and the three that rules find (WEAPON, LAW, EVENT). */
export type EntLabel = 'PERSON' | 'NORP' | 'ORG' | 'GPE' | 'LOC' | 'FAC' | 'WEAPON' | 'LAW' | 'EVENT'

export interface Ent extends TokenSpan {
  readonly label: EntLabel
}

export type TimexType = 'DATE' | 'TIME' | 'DURATION' | 'SET'

/** A temporal expression (TIMEX3). */
export interface Timex extends TokenSpan {
  readonly type: TimexType
  /** TIMEX3 value at the precision stated, such as `2022-02-01`, `2022-W05`, `P3D`, `PAST_REF`. */
  readonly value: string
  /** First and last day, ISO 8601, inclusive; present for DATE and TIME that name a bounded time. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly mod?: string | undefined
  readonly quant?: string | undefined
  readonly freq?: string | undefined
  /** IANA zone or offset where the text names one. */
  readonly zone?: string | undefined
  /** What a relative value was reckoned from. */
  readonly anchor: 'none' | 'dct' | 'dateline' | 'discourse'
  /** Id of the rule in rules/annotate/. */
  readonly rule: string
}

/** How a mention names what it refers to. */
export type MentionKind = 'name' | 'pronoun' | 'nominal' | 'title' | 'metonym'

/** A phrase that refers to a person, body, state or group. */
export interface Mention extends TokenSpan {
  /** The token whose dependency relation places the phrase in its clause. */
  readonly headTokenIdx: number
  readonly kind: MentionKind
  /** Indices into `Doc.referents`; several for "the two ministers", none where nothing is known to answer it. */
  readonly referentIdxs: readonly number[]
}

export type ReferentKind = 'person' | 'organization' | 'country' | 'group'

/** An office as one place of the document gives it to a person. */
export interface StatedOffice {
  /** As stated, less the nationality. */
  readonly title: string
  readonly country?: string | undefined
  readonly organization?: string | undefined
  readonly former?: true | undefined
  readonly span: CharSpan
}

/** What the mentions of one document refer to. */
export interface Referent {
  /** The fullest form known in the document. */
  readonly name: string
  readonly kind: ReferentKind
  /** Every distinct form in the document, in text order. */
  readonly names: readonly string[]
  /** ISO 3166-1 alpha-3, or the code of an international body (UN, EU, NATO …); absent where unknown. */
  readonly country?: string | undefined
  /** PLOVER sector where the lexicons or a title tell it. */
  readonly sector?: string | undefined
  /** CAMEO actor code where the gazetteers hold one. */
  readonly actorCode?: string | undefined
  /** The title borne in the document, as stated. */
  readonly title?: string | undefined
  /** Every place that gives the person an office, in text order. */
  readonly offices?: readonly StatedOffice[] | undefined
}

export type QuotationKind = 'direct' | 'indirect' | 'mixed'

/** What somebody is reported to have said; speaker and addressee are indices into `Doc.mentions`. */
export interface QuotationLayer extends TokenSpan {
  readonly kind: QuotationKind
  /** Without quotation marks, with the comma or stop inside them. */
  readonly content: string
  readonly cueTokenIdx?: number | undefined
  /** Class of the cue in rules/annotate/quotations-cues.tsv: say, ask, demand, promise, deny, belief or show. */
  readonly cueClass?: string | undefined
  /** The content is what is spoken of, "denied [the report]", "called for [restraint]", not what is said. */
  readonly isTopic?: true | undefined
  readonly speakerMentionIdx?: number | undefined
  readonly addresseeMentionIdx?: number | undefined
  readonly medium?: string | undefined
  /** Index into `Doc.times`. */
  readonly timeIdx?: number | undefined
}

/** An office as the document states it; each is given once. */
export interface Office {
  readonly person: string
  /** Index into `Doc.referents` of the person. */
  readonly referentIdx: number
  readonly title: string
  readonly country?: string | undefined
  readonly organization?: string | undefined
  readonly former?: true | undefined
  readonly span: CharSpan
}

/**
 * An annotated report. Each layer is added by one step and never edited after, but for trees, which mentions complete. What a record may lack is undefined in it rather
 * than left out, for engines read objects of one shape several times as fast.
 */
export interface Doc {
  readonly report: Report
  readonly sents: readonly Sent[]
  readonly tokens: readonly Word[]
  readonly ents: readonly Ent[]
  readonly times: readonly Timex[]
  readonly mentions: readonly Mention[]
  readonly referents: readonly Referent[]
  readonly quotations: readonly QuotationLayer[]
  readonly offices: readonly Office[]
  readonly problems: readonly Problem[]
}

/** The document before names are resolved: what the language core alone gives. */
export type ParsedDoc = Pick<Doc, 'report' | 'sents' | 'ents' | 'problems'> & { readonly tokens: readonly Token[] }
