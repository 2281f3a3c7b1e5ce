import { mix } from '../language/hash.ts'
import {
  HAS_LETTER,
  HAS_UPPER,
  IS_ALL_UPPER,
  IS_FIRST_NAME,
  IS_UPPER_FIRST,
  N_AFFIXES,
  type NameDoc,
} from './describe.ts'
import type { Evidence } from './evidence.ts'

/** Room that one token's features need. */
export const MAX_FEATURES = 160

/** Values that stand for places before and after a sentence. */
const BEFORE = 0x51ed27
const AFTER = 0x3c6ef3

/** The sentence that a token stands in, as a half-open range of tokens. */
interface Place {
  readonly i: number
  readonly first: number
  readonly end: number
}

/**
 * Writes the hashed features of token `i`, which lies in the sentence from `first` to `end`, to `out` and returns how
 * many there are. Each template mixes its own number, so that the same word before and after counts apart.
 */
export function featuresOf(doc: NameDoc, evidence: Evidence, place: Place, out: Int32Array): number {
  let n = addOwn(doc, place, out)
  n = addWindow(doc, place, out, n)
  n = addPairs(doc, place, out, n)
  n = addLexicons(doc, place, out, n)
  n = addRun(doc, place, out, n)
  return addEvidence(doc, evidence, place.i, out, n)
}

function put(out: Int32Array, n: number, template: number, value: number): number {
  out[n] = mix(Math.imul(template + 1, 0x9e3779b1), value)
  return n + 1
}

/** A value of the form of token `k`, or of the place before or after the sentence. */
function formValue(doc: NameDoc, values: Int32Array, k: number, { first, end }: Place): number {
  return k < first ? BEFORE : k < end ? values[doc.form[k]!]! : AFTER
}

/** A value of token `k`, 0 outside the sentence. */
function tokenValue(values: Int32Array, k: number, { first, end }: Place): number {
  return k < first || k >= end ? 0 : values[k]!
}

function tagValue(doc: NameDoc, k: number, { first, end }: Place): number {
  return k < first ? 30 : k < end ? doc.upos[k]! : 31
}

/** The word by itself: form, case, shape, affixes. */
function addOwn(doc: NameDoc, { i, first }: Place, out: Int32Array): number {
  const { forms, form } = doc
  const at = form[i]!
  const s0 = forms.shape[at]!
  let n = put(out, 0, 0, 0)
  n = put(out, n, 1, forms.exact[at]!)
  n = put(out, n, 2, forms.folded[at]!)
  for (let k = 0; k < N_AFFIXES; k += 1) {
    n = put(out, n, 35 + k, forms.prefixes[at * N_AFFIXES + k]!)
    n = put(out, n, 39 + k, forms.suffixes[at * N_AFFIXES + k]!)
  }
  n = put(out, n, 60, mix(forms.fine[at]!, s0))
  return put(out, n, 79, mix(i === first ? 1 : i === first + 1 ? 2 : 0, s0))
}

/** Words, shapes, clusters, tags and known names around. */
function addWindow(doc: NameDoc, place: Place, out: Int32Array, from: number): number {
  const { forms, form } = doc
  const { i, first, end } = place
  let n = from
  for (let k = -3; k <= 3; k += 1) if (k !== 0) n = put(out, n, 6 + k, formValue(doc, forms.folded, i + k, place))
  for (let k = -2; k <= 2; k += 1) {
    n = put(out, n, 12 + k, formValue(doc, forms.shape, i + k, place))
    n = put(out, n, 17 + k, formValue(doc, forms.fine, i + k, place))
    n = put(out, n, 22 + k, formValue(doc, forms.coarse, i + k, place))
    n = put(out, n, 27 + k, tagValue(doc, i + k, place))
    const known = tokenValue(doc.known, i + k, place)
    if (known !== 0) n = put(out, n, 32 + k, known)
  }
  if (i > first) n = put(out, n, 43, forms.suffixes[form[i - 1]! * N_AFFIXES + 2]!)
  if (i + 1 < end) n = put(out, n, 44, forms.suffixes[form[i + 1]! * N_AFFIXES + 2]!)
  return n
}

/** Two and three neighbours together. */
function addPairs(doc: NameDoc, place: Place, out: Int32Array, from: number): number {
  const { folded, shape, fine, coarse } = doc.forms
  const { i } = place
  const word = (k: number): number => formValue(doc, folded, i + k, place)
  const form = (k: number): number => formValue(doc, shape, i + k, place)
  const cluster = (k: number): number => formValue(doc, fine, i + k, place)
  const broad = (k: number): number => formValue(doc, coarse, i + k, place)
  const tag = (k: number): number => tagValue(doc, i + k, place)
  let n = put(out, from, 45, mix(word(-1), word(0)))
  n = put(out, n, 46, mix(word(0), word(1)))
  n = put(out, n, 47, mix(form(-1), form(0)))
  n = put(out, n, 48, mix(form(0), form(1)))
  n = put(out, n, 49, mix(mix(form(-1), form(0)), form(1)))
  n = put(out, n, 50, mix(cluster(-1), cluster(0)))
  n = put(out, n, 51, mix(cluster(0), cluster(1)))
  n = put(out, n, 52, mix(mix(broad(-1), broad(0)), broad(1)))
  n = put(out, n, 53, mix(tag(-1), tag(0)))
  n = put(out, n, 54, mix(tag(0), tag(1)))
  n = put(out, n, 55, mix(mix(tag(-1), tag(0)), tag(1)))
  n = put(out, n, 56, mix(word(-1), form(0)))
  n = put(out, n, 57, mix(word(1), form(0)))
  n = put(out, n, 58, mix(cluster(-1), form(0)))
  n = put(out, n, 59, mix(cluster(1), form(0)))
  n = put(out, n, 61, mix(word(-2), word(-1)))
  n = put(out, n, 62, mix(word(1), word(2)))
  n = put(out, n, 63, mix(mix(form(-2), form(-1)), form(0)))
  return put(out, n, 64, mix(mix(form(0), form(1)), form(2)))
}

/** Known names, first names and titles. */
function addLexicons(doc: NameDoc, place: Place, out: Int32Array, from: number): number {
  const { folded, shape, fine, flags } = doc.forms
  const { i, first } = place
  const word = (k: number): number => formValue(doc, folded, i + k, place)
  const cluster = (k: number): number => formValue(doc, fine, i + k, place)
  const s0 = formValue(doc, shape, i, place)
  const s1 = formValue(doc, shape, i + 1, place)
  const known = doc.known[i]!
  const [before, after] = [tokenValue(doc.known, i - 1, place), tokenValue(doc.known, i + 1, place)]
  let n = put(out, from, 65, mix(known, s0))
  if (known !== 0) {
    n = put(out, n, 66, mix(known, doc.upos[i]!))
    n = put(out, n, 67, mix(known, word(-1)))
    n = put(out, n, 68, mix(known, word(1)))
    n = put(out, n, 69, mix(known, cluster(-1)))
    n = put(out, n, 70, mix(known, cluster(1)))
    n = put(out, n, 71, mix(known, word(0)))
  }
  if (before !== 0) n = put(out, n, 72, mix(before, known))
  if (after !== 0) n = put(out, n, 73, mix(known, after))
  const small = doc.small[i]!
  if (small !== 0) {
    n = put(out, n, 98, small)
    n = put(out, n, 99, mix(small, word(-1)))
    n = put(out, n, 100, mix(small, cluster(-1)))
    n = put(out, n, 101, mix(small, doc.upos[i]!))
  }
  const given = (k: number): number =>
    i + k < first || i + k >= place.end ? 0 : flags[doc.form[i + k]!]! & IS_FIRST_NAME
  const names = given(-1) | (given(0) << 1) | (given(1) << 2)
  if (names !== 0) {
    n = put(out, n, 74, names)
    n = put(out, n, 75, mix(names, mix(s0, s1)))
  }
  const title = doc.afterTitle[i]! | (doc.title[i]! << 3) | (tokenValue(doc.title, i - 1, place) << 6)
  if (title === 0) return n
  n = put(out, n, 76, title)
  n = put(out, n, 77, mix(title, s0))
  return put(out, n, 78, mix(title, s1))
}

/** How far a run of capitals is followed either way. */
const MAX_RUN = 8

/** The run of capitalised words around the token: its length, its ends and the small words beside it. */
function addRun(doc: NameDoc, { i, first, end }: Place, out: Int32Array, from: number): number {
  const { forms, form } = doc
  const isCapital = (k: number): boolean => (forms.flags[form[k]!]! & HAS_UPPER) !== 0
  let start = i
  while (start > first && i - start < MAX_RUN && isCapital(start - 1)) start -= 1
  let stop = i + 1
  while (stop < end && stop - i < MAX_RUN && isCapital(stop)) stop += 1
  const s0 = forms.shape[form[i]!]!
  const [beforeIdx, afterIdx, lastIdx] = [form[start - 1] ?? -1, form[stop] ?? -1, form[stop - 1]!]
  const before = start > first ? forms.folded[beforeIdx]! : BEFORE
  const after = stop < end ? forms.folded[afterIdx]! : AFTER
  const part = Math.min(i - start, 3) | (Math.min(stop - 1 - i, 3) << 2)
  let n = put(out, from, 80, mix(before, part))
  n = put(out, n, 81, mix(after, part))
  n = put(out, n, 82, mix(forms.folded[lastIdx]!, part))
  n = put(out, n, 83, mix(forms.folded[form[start]!]!, part))
  n = put(out, n, 84, mix(part, s0))
  n = put(out, n, 85, mix(forms.fine[lastIdx]!, part))
  n = put(out, n, 86, mix(stop < end ? forms.fine[afterIdx]! : AFTER, mix(part & 3 ? 1 : 0, s0)))
  n = put(out, n, 87, mix(start > first ? forms.fine[beforeIdx]! : BEFORE, mix(part >> 2 ? 1 : 0, s0)))
  n = put(out, n, 88, mix(before, after))
  // A headline or a line of capitals says nothing by its capitals.
  const share = capitalShare(doc, first, end)
  n = put(out, n, 89, mix(share, s0))
  return put(out, n, 90, mix(share, forms.flags[form[i]!]! & (IS_ALL_UPPER | IS_UPPER_FIRST)))
}

/** 3 for a sentence of capitals, 2 for one without any, 1 for one that capitalises most words, else 0. */
function capitalShare(doc: NameDoc, first: number, end: number): number {
  const { forms, form } = doc
  let [nUpper, nAll, nWords] = [0, 0, 0]
  const last = Math.min(end, first + 60)
  for (let k = first; k < last; k += 1) {
    const flags = forms.flags[form[k]!]!
    if (flags & HAS_UPPER) nUpper += 1
    if (flags & IS_ALL_UPPER) nAll += 1
    if (flags & HAS_LETTER) nWords += 1
  }
  if (nWords > 2 && nAll > 0.7 * nWords) return 3
  if (nUpper === 0) return 2
  return nWords > 2 && nUpper > 0.7 * nWords ? 1 : 0
}

/** What the rest of the document says of the same form. */
function addEvidence(doc: NameDoc, evidence: Evidence, i: number, out: Int32Array, from: number): number {
  const at = doc.form[i]!
  const bits = evidence.bits[at]!
  let n = put(out, from, 91, bits)
  n = put(out, n, 92, mix(bits, doc.forms.shape[at]!))
  const other = evidence.otherOf(i)
  if (other < 0) return n
  n = put(out, n, 93, evidence.previous(other))
  return put(out, n, 94, evidence.next(other))
}
