import { type Gazetteer, type GazetteerEntry, nameAt, titleAt } from '../gazetteer.ts'
import { isLower, isUpper } from '../language/chars.ts'
import { finish, fold, hashFolded } from '../language/hash.ts'
import { type Clusters, findCluster } from '../language/words.ts'
import { type FormToken, longestMatch } from './form-index.ts'
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

/** What names are recognised by, besides trained weights. */
export interface NameLexicons {
  readonly gazetteer: Gazetteer
  readonly clusters: Clusters
  /** Folded hashes of words in small letters that training saw inside names, such as "of" and "tampa". */
  readonly innerWords: ReadonlySet<number>
  /** Of those, the words that can be a name by themselves or begin one. */
  readonly nameWords: ReadonlySet<number>
}

/** Distinct forms of one document, described once however often they occur. */
export interface FormTable {
  n: number
  readonly exact: Int32Array
  readonly folded: Int32Array
  readonly prefixes: Int32Array
  readonly suffixes: Int32Array
  readonly shape: Int32Array
  readonly fine: Int32Array
  readonly coarse: Int32Array
  /** Bits: see `IS_…`. */
  readonly flags: Int32Array
}

export const IS_UPPER_FIRST = 1
export const IS_ALL_UPPER = 2
export const HAS_UPPER = 4
export const IS_FIRST_NAME = 8
export const IS_INNER_WORD = 16
export const IS_NAME_WORD = 32
export const IS_HYPHEN = 64
export const HAS_LETTER = 128

/** One document as the features see it; arrays of tokens unless said otherwise. */
export interface NameDoc {
  readonly tokens: readonly NameToken[]
  readonly sents: readonly NameSent[]
  readonly forms: FormTable
  /** Index of the token's form in `forms`. */
  readonly form: Int32Array
  readonly upos: Int32Array
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

/** Describes the tokens of a document. */
export function describe(tokens: readonly NameToken[], sents: readonly NameSent[], lexicons: NameLexicons): NameDoc {
  const n = tokens.length
  const form = new Int32Array(n)
  const upos = new Int32Array(n)
  const seen = new Map<string, number>()
  for (let i = 0; i < n; i += 1) {
    const token = tokens[i]!
    upos[i] = UPOS_CODES.get(token.upos) ?? 0
    const known = seen.get(token.form)
    form[i] = known ?? seen.size
    if (known === undefined) seen.set(token.form, seen.size)
  }
  const forms = describeForms([...seen.keys()], lexicons)
  const doc: NameDoc = {
    tokens, sents, forms, form, upos,
    known: new Int32Array(n), small: new Int32Array(n), title: new Int32Array(n), afterTitle: new Int32Array(n), isCandidate: new Uint8Array(n),
  } // biome-ignore format: one record
  for (const sent of sents) {
    markKnown(doc, sent, lexicons.gazetteer)
    markSmall(doc, sent, lexicons.gazetteer)
    markTitles(doc, sent, lexicons.gazetteer)
    markCandidates(doc, sent)
  }
  return doc
}

/** Prefixes and suffixes of one to so many letters are features. */
export const N_AFFIXES = 4
/** A token of 100,000 letters is described by its first 40. */
const MAX_SHAPE = 40

function describeForms(forms: readonly string[], lexicons: NameLexicons): FormTable {
  const n = forms.length
  const make = (width = 1) => new Int32Array(n * width)
  const table: FormTable = {
    n, exact: make(), folded: make(), prefixes: make(N_AFFIXES), suffixes: make(N_AFFIXES), shape: make(),
    fine: make(), coarse: make(), flags: make(),
  } // biome-ignore format: one record
  for (let i = 0; i < n; i += 1) describeForm(forms[i]!, i, table, lexicons)
  return table
}

function describeForm(form: string, at: number, table: FormTable, lexicons: NameLexicons): void {
  const length = form.length
  let exact = 0x811c9dc5
  for (let k = 0; k < length; k += 1) exact = Math.imul(exact ^ form.charCodeAt(k), 0x01000193)
  table.exact[at] = finish(exact)
  const folded = hashFolded(form, 0, length)
  table.folded[at] = folded
  let prefix = 13
  let suffix = 7
  for (let k = 0; k < N_AFFIXES; k += 1) {
    prefix = Math.imul(prefix ^ (k < length ? fold(form.charCodeAt(k)) : 0), 0x01000193)
    suffix = Math.imul(suffix ^ (k < length ? fold(form.charCodeAt(length - 1 - k)) : 0), 0x01000193)
    table.prefixes[at * N_AFFIXES + k] = finish(prefix)
    table.suffixes[at * N_AFFIXES + k] = finish(suffix)
  }
  const fine = findCluster(lexicons.clusters, folded)
  table.fine[at] = fine
  table.coarse[at] = lexicons.clusters.coarseOf[fine]!
  describeShape(form, at, table)
  if (lexicons.gazetteer.firstNames.has(form)) table.flags[at]! |= IS_FIRST_NAME
  if ((table.flags[at]! & HAS_UPPER) === 0) {
    if (lexicons.innerWords.has(folded)) table.flags[at]! |= IS_INNER_WORD
    if (lexicons.nameWords.has(folded)) table.flags[at]! |= IS_NAME_WORD
  }
}

/** The run-length shape ("Xx", "X.X.", "d-x") as a hash, and the flags that follow from it. */
function describeShape(form: string, at: number, table: FormTable): void {
  let shape = 17
  let last = 0
  let nUpper = 0
  let nLower = 0
  const length = Math.min(form.length, MAX_SHAPE)
  for (let k = 0; k < length; k += 1) {
    const unit = form.charCodeAt(k)
    let kind = unit
    if (isUpper(unit)) kind = 1
    else if (isLower(unit)) kind = 2
    else if (unit >= 48 && unit <= 57) kind = 3
    else if (unit > 127) kind = 4
    if (kind === 1) nUpper += 1
    else if (kind === 2) nLower += 1
    if (kind !== last) shape = Math.imul(shape ^ kind, 0x01000193)
    last = kind
  }
  // One capital, two to four and many are told apart: "A", "USA", "PYONGYANG".
  table.shape[at] = finish(shape ^ (nLower === 0 ? Math.min(nUpper, 5) << 8 : 0))
  let flags = 0
  if (nUpper > 0) flags |= HAS_UPPER
  if (nUpper > 0 && isUpper(form.charCodeAt(0))) flags |= IS_UPPER_FIRST
  if (nUpper > 1 && nLower === 0) flags |= IS_ALL_UPPER
  if (nUpper + nLower > 0) flags |= HAS_LETTER
  if (form === '-' || form === '–') flags |= IS_HYPHEN
  table.flags[at] = flags
}

const KIND_CODES = { country: 1, organization: 2, group: 3, place: 4 } as const
const HOW_CODES = {
  name: 1, abbreviation: 2, demonym: 3, adjective: 4, capital: 5, seat: 6, nickname: 7, city: 8, region: 9, water: 10,
} as const // biome-ignore format: one glance
const LABEL_CODES = { PERSON: 1, NORP: 2, ORG: 3, GPE: 4, LOC: 5, FAC: 6 } as const

/** Kind, manner and label of the best entry, whether it is ambiguous, and the kind of the second best. */
function codeOf(entries: readonly GazetteerEntry[]): number {
  const [first, second] = entries
  if (!first) return 0
  const rival = second && second.label !== first.label ? LABEL_CODES[second.label] : 0
  const own = KIND_CODES[first.kind] | (HOW_CODES[first.how] << 3) | (LABEL_CODES[first.label] << 7)
  return own | (first.isAmbiguous ? 1 << 10 : 0) | (rival << 11)
}

/** Names in small letters, which only words that have none of their own can be. */
function markSmall(doc: NameDoc, sent: NameSent, gazetteer: Gazetteer): void {
  const { forms, form, tokens, small } = doc
  for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; ) {
    const isSmall = (forms.flags[form[i]!]! & (HAS_UPPER | HAS_LETTER)) === HAS_LETTER
    const match = isSmall ? longestMatch(gazetteer.names, tokens, i, sent.endTokenIdx, 'small') : undefined
    const entries = match?.entries.filter(isPlainName) ?? []
    const last = match && entries.length > 0 ? match.endTokenIdx - 1 : i
    if (entries.length > 0) {
      const code = codeOf(entries) << 2
      for (let k = i; k <= last; k += 1) small[k] = code | placeIn(k, i, last)
    }
    i = last + 1
  }
}

/** Whether a form still is a name without its capitals: "who" and "us" are none, "chad" is somebody. */
function isPlainName({ form, how, isAmbiguous }: GazetteerEntry): boolean {
  return !isAmbiguous && how !== 'abbreviation' && form.length >= 4 && !form.startsWith('the ')
}

function placeIn(at: number, first: number, last: number): number {
  return first === last ? 3 : at === first ? 0 : at === last ? 2 : 1
}

function markKnown(doc: NameDoc, sent: NameSent, gazetteer: Gazetteer): void {
  for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; ) {
    const match = nameAt(gazetteer, doc.tokens, i, sent.endTokenIdx)
    if (!match) {
      i += 1
      continue
    }
    const code = codeOf(match.entries) << 2
    const last = match.endTokenIdx - 1
    for (let k = i; k <= last; k += 1) doc.known[k] = code | placeIn(k, i, last)
    i = match.endTokenIdx
  }
}

const TITLE_CODES = { office: 1, rank: 2, honorific: 3, profession: 4 } as const

function markTitles(doc: NameDoc, sent: NameSent, gazetteer: Gazetteer): void {
  for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; ) {
    const match = titleAt(gazetteer, doc.tokens, i, sent.endTokenIdx)
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
const REACH = 3

function markCandidates(doc: NameDoc, sent: NameSent): void {
  const { forms, form, isCandidate } = doc
  const isStrong = (i: number): boolean =>
    (forms.flags[form[i]!]! & (HAS_UPPER | IS_NAME_WORD)) !== 0 || doc.known[i]! !== 0 || doc.small[i]! !== 0
  for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; i += 1) {
    if (isStrong(i)) {
      isCandidate[i] = 1
      continue
    }
    const flags = forms.flags[form[i]!]!
    // Figures and marks occur inside names too ("Flight 752", "AT&T", "St. John 's").
    if ((flags & IS_INNER_WORD) === 0 && (flags & HAS_LETTER) !== 0) continue
    let [before, after] = [false, false]
    for (let k = 1; k <= REACH; k += 1) {
      if (i - k >= sent.firstTokenIdx && isStrong(i - k)) before = true
      if (i + k < sent.endTokenIdx && isStrong(i + k)) after = true
    }
    // A figure or an "'s" may end a name, other small words only join capitalised ones.
    if (before && (after || (flags & HAS_LETTER) === 0)) isCandidate[i] = 1
  }
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
