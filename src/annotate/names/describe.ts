import { type Gazetteer, type GazetteerEntry, nameAt, titleAt } from '../gazetteer.ts'
import { type FormMatch, type FormToken, longestMatch } from './form-index.ts'
import {
  beginForms,
  type Forms,
  formNumber,
  HAS_DIGIT,
  HAS_LETTER,
  HAS_UPPER,
  IS_ALL_UPPER,
  IS_INNER_WORD,
  IS_NAME_WORD,
  mayOpenTitle,
  OPENS_NAME,
  OPENS_SMALL,
} from './forms.ts'
import type { NameLabel } from './labels.ts'

/** What the tagger needs of a token. */
export interface NameToken extends FormToken {
  readonly upos: string
  readonly start?: number
  readonly end?: number
}

/** A sentence as a half-open range of tokens. */
export interface NameSent {
  readonly firstTokenIdx: number
  readonly endTokenIdx: number
}

/** One document as the features see it; arrays of tokens unless said otherwise. */
export interface NameDoc {
  readonly tokens: readonly NameToken[]
  /** The same as they are looked up among the gazetteer's names. */
  readonly words: readonly FormToken[]
  readonly sents: readonly NameSent[]
  readonly forms: Forms
  /** Number of the token's form in `forms`. */
  readonly form: Int32Array
  readonly upos: Int32Array
  /** The gazetteer's names, leftmost longest, in text order. */
  readonly matches: readonly FormMatch<GazetteerEntry>[]
  /** Place in and kind of a gazetteer match, 0 for none. */
  readonly known: Int32Array
  /** The same for a name written in small letters. */
  readonly small: Int32Array
  /** 0, or the kind of the title that the token is part of, and the same for one that ends just before the token. */
  readonly title: Int32Array
  readonly afterTitle: Int32Array
  /** 1 where the token may be part of a name at all. */
  readonly isCandidate: Uint8Array
}

const UPOS_CODES: ReadonlyMap<string, number> = new Map(
  'ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X'
    .split(' ')
    .map((tag, i) => [tag, i + 1]),
)

const FUNCTION_TAGS: ReadonlySet<number> = new Set(
  ['ADP', 'ADV', 'AUX', 'CCONJ', 'DET', 'PART', 'PRON', 'SCONJ'].map((tag) => UPOS_CODES.get(tag)!),
)

/** Whether a token is a function word that no lexicon has for a name, such as the "The" and "He" that open sentences. */
export function isFunctionWord({ forms, form, upos, known, small }: NameDoc, i: number): boolean {
  const isAllUpper = (forms.flags[form[i]!]! & IS_ALL_UPPER) !== 0
  return FUNCTION_TAGS.has(upos[i]!) && known[i] === 0 && small[i] === 0 && !isAllUpper
}

/** Describes the tokens of a document; what it says of forms holds until the next document is described with `forms`. */
export function describe(tokens: readonly NameToken[], sents: readonly NameSent[], forms: Forms): NameDoc {
  const n = tokens.length
  const { gazetteer } = forms.lexicons
  const matches: FormMatch<GazetteerEntry>[] = []
  beginForms(forms)
  const form = new Int32Array(n)
  const words: FormToken[] = []
  for (let i = 0; i < n; i += 1) {
    form[i] = formNumber(forms, tokens[i]!.form)
    words.push(forms.words[form[i]!]!)
  }
  const doc: NameDoc = {
    tokens, words, sents, forms, matches, form, upos: new Int32Array(n), known: new Int32Array(n),
    small: new Int32Array(n), title: new Int32Array(n), afterTitle: new Int32Array(n), isCandidate: new Uint8Array(n),
  } // biome-ignore format: one record
  for (let i = 0; i < n; i += 1) doc.upos[i] = UPOS_CODES.get(tokens[i]!.upos) ?? 0
  for (const sent of sents) {
    markKnown(doc, sent, gazetteer, matches)
    markSmall(doc, sent, gazetteer)
    markTitles(doc, sent, gazetteer)
    markCandidates(doc, sent)
  }
  return doc
}

const KIND_CODES = { country: 1, organization: 2, group: 3, place: 4 } as const
const HOW_CODES = {
  name: 1, abbreviation: 2, demonym: 3, adjective: 4, capital: 5, seat: 6, nickname: 7, city: 8, region: 9, water: 10,
} as const // biome-ignore format: one glance
const LABEL_CODES = { PERSON: 1, NORP: 2, ORG: 3, GPE: 4, LOC: 5, FAC: 6 } as const

/** Kind, manner and label of the best entry, whether it is ambiguous, and the kind of the second best. */
function codeOf(entries: readonly GazetteerEntry[]): number {
  const first = entries[0]
  const second = entries[1]
  if (!first) return 0
  const rival = second && second.label !== first.label ? LABEL_CODES[second.label] : 0
  const own = KIND_CODES[first.kind] | (HOW_CODES[first.how] << 3) | (LABEL_CODES[first.label] << 7)
  return own | (first.isAmbiguous ? 1 << 10 : 0) | (rival << 11)
}

/** Names in small letters, which only words that have none of their own can be. */
function markSmall(doc: NameDoc, sent: NameSent, gazetteer: Gazetteer): void {
  const { forms, form, words, small } = doc
  for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; ) {
    const mayBegin = (forms.flags[form[i]!]! & OPENS_SMALL) !== 0
    const match = mayBegin ? longestMatch(gazetteer.names, words, i, sent.endTokenIdx, 'small') : undefined
    const entries = match?.entries.filter(isPlainName) ?? NO_ENTRIES
    const last = match && entries.length > 0 ? match.endTokenIdx - 1 : i
    if (entries.length > 0) {
      const code = codeOf(entries) << 2
      for (let k = i; k <= last; k += 1) small[k] = code | placeIn(k, i, last)
    }
    i = last + 1
  }
}

const NO_ENTRIES: readonly GazetteerEntry[] = []

/** Whether a form still is a name without its capitals: "who" and "us" are none, "chad" is somebody. */
function isPlainName({ form, how, isAmbiguous }: GazetteerEntry): boolean {
  return !isAmbiguous && how !== 'abbreviation' && form.length >= 4 && !form.startsWith('the ')
}

function placeIn(at: number, first: number, last: number): number {
  return first === last ? 3 : at === first ? 0 : at === last ? 2 : 1
}

function markKnown(doc: NameDoc, sent: NameSent, gazetteer: Gazetteer, matches: FormMatch<GazetteerEntry>[]): void {
  const { forms, form, words } = doc
  for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; ) {
    const mayBegin = (forms.flags[form[i]!]! & OPENS_NAME) !== 0
    const match = mayBegin ? nameAt(gazetteer, words, i, sent.endTokenIdx) : undefined
    if (!match) {
      i += 1
      continue
    }
    const code = codeOf(match.entries) << 2
    const last = match.endTokenIdx - 1
    for (let k = i; k <= last; k += 1) doc.known[k] = code | placeIn(k, i, last)
    matches.push(match)
    i = match.endTokenIdx
  }
}

const TITLE_CODES = { office: 1, rank: 2, honorific: 3, profession: 4 } as const

function markTitles(doc: NameDoc, sent: NameSent, gazetteer: Gazetteer): void {
  const { forms, form, tokens } = doc
  for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; ) {
    const mayBegin = mayOpenTitle(forms, form[i]!, tokens[i]!)
    const match = mayBegin ? titleAt(gazetteer, tokens, i, sent.endTokenIdx) : undefined
    if (!match) {
      i += 1
      continue
    }
    const code = TITLE_CODES[match.entries[0]!.type]
    for (let k = i; k < match.endTokenIdx; k += 1) doc.title[k] = code
    i = match.endTokenIdx
    if (i < sent.endTokenIdx) doc.afterTitle[i] = code
  }
}

/** How far a small word of a name may stand from a capitalised one: "Bank of the West". */
const REACH = 2

function markCandidates(doc: NameDoc, sent: NameSent): void {
  const { forms, form, isCandidate } = doc
  const { firstTokenIdx: first, endTokenIdx: end } = sent
  const isStrong = (i: number): boolean =>
    i >= first &&
    i < end &&
    ((forms.flags[form[i]!]! & (HAS_UPPER | IS_NAME_WORD)) !== 0 || doc.known[i]! !== 0 || doc.small[i]! !== 0)
  for (let i = first; i < end; i += 1) {
    if (isStrong(i)) {
      isCandidate[i] = 1
      continue
    }
    const flags = forms.flags[form[i]!]!
    // Marks join what stands right beside them ("AT&T"), figures may end a name ("Flight 752"), small words only join.
    const isMark = (flags & (HAS_LETTER | HAS_DIGIT)) === 0
    const reach = isMark && !isHyphen(doc.tokens[i]!.form) ? 1 : REACH
    if ((flags & (IS_INNER_WORD | HAS_DIGIT)) === 0 && !isMark) continue
    let before = false
    let after = (flags & HAS_DIGIT) !== 0
    for (let k = 1; k <= reach; k += 1) {
      before ||= isStrong(i - k)
      after ||= isStrong(i + k)
    }
    if (before && after) isCandidate[i] = 1
  }
}

/** "Muqtada al - Sadr": a hyphen stands beside small words too. */
function isHyphen(form: string): boolean {
  return form === '-' || form === '–'
}

/** A name that the tagger or a lexicon gave. */
export interface TaggedName {
  readonly firstTokenIdx: number
  readonly endTokenIdx: number
  readonly label: NameLabel
}

/** The bit of `NameDoc.known` that says the form may be something else. */
export function isAmbiguousCode(code: number): boolean {
  return ((code >> 2) & (1 << 10)) !== 0
}
