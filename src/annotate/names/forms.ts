import type { Gazetteer } from '../gazetteer.ts'
import { isLower, isUpper } from '../language/chars.ts'
import { finish, fold, hashFolded } from '../language/hash.ts'
import { type Clusters, findCluster } from '../language/words.ts'
import { ownCopy } from '../remembered.ts'
import { type FormToken, mayOpen } from './form-index.ts'

/** What names are recognised by, besides trained weights. */
export interface NameLexicons {
  readonly gazetteer: Gazetteer
  readonly clusters: Clusters
  /** Folded hashes of words in small letters that training saw inside names, such as "of" and "tampa". */
  readonly innerWords: ReadonlySet<number>
  /** Of those, the words that can be a name by themselves or begin one. */
  readonly nameWords: ReadonlySet<number>
}

/**
 * Distinct forms, each described once however often and in however many documents it occurs: a memory that changes no answer.
 * Arrays are by form number and grow; forms 0 and 1 stand for the places before and after a sentence.
 */
export interface Forms {
  readonly lexicons: NameLexicons
  readonly numbers: Map<string, number>
  /** The forms as the gazetteer's names are looked up with them. */
  readonly words: FormToken[]
  /** Numbers of the forms without regard to case. */
  readonly foldedNumbers: Map<number, number>
  /** How often the table began anew, so that what is kept beside it can do the same. */
  generation: number
  exact: Int32Array
  folded: Int32Array
  foldedNumber: Int32Array
  prefixes: Int32Array
  suffixes: Int32Array
  shape: Int32Array
  fine: Int32Array
  coarse: Int32Array
  /** Bits: see `IS_…`. */
  flags: Int32Array
  /** The lemma that the form had last, and whether a title may begin with it. */
  readonly lemmas: string[]
  opensByLemma: Uint8Array
}

export const BEFORE = 0
export const AFTER = 1

export const IS_UPPER_FIRST = 1
export const IS_ALL_UPPER = 2
export const HAS_UPPER = 4
export const IS_FIRST_NAME = 8
export const IS_INNER_WORD = 16
export const IS_NAME_WORD = 32
/** A digit and no letter. */
export const HAS_DIGIT = 64
export const HAS_LETTER = 128
/** A verb of speaking, or "who", which persons stand before. */
export const IS_SPEAKING = 256
/** What of the gazetteer may begin with the word: names, names in small letters, and titles, which its lemma may begin too. */
export const OPENS_NAME = 512
export const OPENS_SMALL = 1024
export const OPENS_TITLE = 2048
/** Weapons, and laws and events, begun or told by the word. */
export const OPENS_WEAPON = 4096
export const OPENS_LAW = 8192
export const OPENS_WITH_LETTER = 16384

/** Prefixes and suffixes of one to so many letters are features. */
export const N_AFFIXES = 4
/** A token of 100,000 letters is described by its first 40. */
const MAX_SHAPE = 40
/** The table begins anew with the document after the one that fills it. */
const MAX_FORMS = 1 << 13
const FIRST_CAPACITY = 1 << 10

export function makeForms(lexicons: NameLexicons): Forms {
  const make = (width = 1) => new Int32Array(FIRST_CAPACITY * width)
  const forms: Forms = {
    lexicons, numbers: new Map(), words: [], foldedNumbers: new Map(), generation: 0,
    exact: make(), folded: make(), foldedNumber: make(), prefixes: make(N_AFFIXES), suffixes: make(N_AFFIXES), shape: make(),
    fine: make(), coarse: make(), flags: make(), lemmas: [], opensByLemma: new Uint8Array(FIRST_CAPACITY),
  } // biome-ignore format: one record
  addEnds(forms)
  return forms
}

/** Makes the table ready for a document. */
export function beginForms(forms: Forms): void {
  if (forms.numbers.size < MAX_FORMS) return
  forms.numbers.clear()
  forms.foldedNumbers.clear()
  forms.flags.fill(0)
  forms.lemmas.length = forms.words.length = 0
  forms.generation += 1
  addEnds(forms)
}

/** Room that arrays by form number need. */
export function formCapacity(forms: Forms): number {
  return forms.flags.length
}

/** The number of a form, which is described where it is new. */
export function formNumber(forms: Forms, form: string): number {
  const known = forms.numbers.get(form)
  if (known !== undefined) return known
  const number = forms.numbers.size
  if (number >= formCapacity(forms)) grow(forms)
  const own = ownCopy(form)
  forms.numbers.set(own, number)
  forms.words[number] = { form: own, pieced: forms.lexicons.gazetteer.names.table.wordOf(own) }
  describeForm(own, number, forms)
  return number
}

/** Whether a title may begin with form `number`, or with its lemma as in "ministers". */
export function mayOpenTitle(forms: Forms, number: number, token: FormToken): boolean {
  if ((forms.flags[number]! & OPENS_TITLE) !== 0) return true
  if (token.lemma === undefined || token.lemma === token.form) return false
  if (forms.lemmas[number] !== token.lemma) {
    forms.lemmas[number] = token.lemma
    forms.opensByLemma[number] = mayOpen(forms.lexicons.gazetteer.titles, token, 'folded') ? 1 : 0
  }
  return forms.opensByLemma[number] === 1
}

function grow(forms: Forms): void {
  const wider = (old: Int32Array): Int32Array => {
    const wide = new Int32Array(2 * old.length)
    wide.set(old)
    return wide
  }
  forms.exact = wider(forms.exact)
  forms.folded = wider(forms.folded)
  forms.foldedNumber = wider(forms.foldedNumber)
  forms.prefixes = wider(forms.prefixes)
  forms.suffixes = wider(forms.suffixes)
  forms.shape = wider(forms.shape)
  forms.fine = wider(forms.fine)
  forms.coarse = wider(forms.coarse)
  forms.flags = wider(forms.flags)
  const opensByLemma = new Uint8Array(formCapacity(forms))
  opensByLemma.set(forms.opensByLemma)
  forms.opensByLemma = opensByLemma
}

/** The places before and after a sentence have values that no word has, and no letters. */
function addEnds(forms: Forms): void {
  for (const [number, key, value] of [
    [BEFORE, '\n', 0x51ed27],
    [AFTER, '\n\n', 0x3c6ef3],
  ] as const) {
    // biome-ignore format: one glance
    forms.numbers.set(key, number)
    for (const values of [forms.folded, forms.shape, forms.fine, forms.coarse]) values[number] = value
  }
}

function describeForm(form: string, at: number, table: Forms): void {
  const { lexicons } = table
  const length = form.length
  let exact = 0x811c9dc5
  for (let k = 0; k < length; k += 1) exact = Math.imul(exact ^ form.charCodeAt(k), 0x01000193)
  table.exact[at] = finish(exact)
  const folded = hashFolded(form, 0, length)
  table.folded[at] = folded
  const foldedNumber = table.foldedNumbers.get(folded) ?? table.foldedNumbers.size
  table.foldedNumbers.set(folded, foldedNumber)
  table.foldedNumber[at] = foldedNumber
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
  table.flags[at]! |= lexiconFlags(form, folded, table.flags[at]!, lexicons)
}

/** The run-length shape ("Xx", "X.X.", "d-x") as a hash, and the flags that follow from it. */
function describeShape(form: string, at: number, table: Forms): void {
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
  table.flags[at] = flags
}

const SPEAKING = /^(said|says|told|added|tweeted|wrote|who|whose)$/u

function lexiconFlags(form: string, folded: number, shape: number, lexicons: NameLexicons): number {
  const { gazetteer, innerWords, nameWords } = lexicons
  const token = { form }
  let flags = 0
  if (gazetteer.firstNames.has(form)) flags |= IS_FIRST_NAME
  if ((shape & HAS_UPPER) === 0) {
    if (innerWords.has(folded)) flags |= IS_INNER_WORD
    if (nameWords.has(folded)) flags |= IS_NAME_WORD
    if ((shape & HAS_LETTER) !== 0 && mayOpen(gazetteer.names, token, 'small')) flags |= OPENS_SMALL
  }
  if (/^\p{L}/u.test(form)) flags |= OPENS_WITH_LETTER
  if ((shape & HAS_LETTER) === 0 && /\d/.test(form)) flags |= HAS_DIGIT
  if (SPEAKING.test(form)) flags |= IS_SPEAKING
  if (mayOpen(gazetteer.names, token, 'exact')) flags |= OPENS_NAME
  if (mayOpen(gazetteer.titles, token, 'folded')) flags |= OPENS_TITLE
  // A designation may hold its number ("Hwasong-12"); whether its stem is known is asked where it stands.
  if (/^\p{L}.*\d[A-Za-z]*$/u.test(form) || mayOpen(gazetteer.weapons, token, 'exact')) flags |= OPENS_WEAPON
  if (mayOpen(gazetteer.lawsAndEvents, token, 'exact')) flags |= OPENS_LAW
  return flags
}
