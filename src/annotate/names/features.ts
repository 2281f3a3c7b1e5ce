import { mix } from '../language/hash.ts'
import type { NameDoc } from './describe.ts'
import type { Evidence } from './evidence.ts'
import { AFTER, BEFORE, type Forms, HAS_LETTER, HAS_UPPER, IS_ALL_UPPER, IS_FIRST_NAME, N_AFFIXES } from './forms.ts'

/** Room that one token's features need. */
export const MAX_FEATURES = 160

/**
 * Features come in three kinds, by what must be known to write them: of one form at one place of the window, of the tags
 * around, and of things together. Weights of the first two are summed once and kept (`sums.ts`), since forms and tags recur.
 * Each template mixes its own number, so that the same word before and after counts apart.
 */
export const REACH = 3

/** The token looked at and the sentence it stands in, as a half-open range of tokens; `share` is `capitalShare`. */
export interface Place {
  i: number
  first: number
  end: number
  share: number
}

/** Writes all hashed features of a token to `out` and returns how many there are. */
export function featuresOf(doc: NameDoc, evidence: Evidence, place: Place, out: Int32Array): number {
  let n = 0
  for (let offset = -REACH; offset <= REACH; offset += 1)
    n = addForm(doc.forms, formAt(doc, place.i + offset, place), offset, out, n)
  n = addTags(tagAt(doc, place.i - 1, place), doc.upos[place.i]!, tagAt(doc, place.i + 1, place), out, n)
  n = addFarTag(-1, tagAt(doc, place.i - 2, place), out, n)
  n = addFarTag(1, tagAt(doc, place.i + 2, place), out, n)
  return addJoint(doc, evidence, place, out, n)
}

/** The form of token `k`, or what stands for the place before or after the sentence. */
export function formAt(doc: NameDoc, k: number, { first, end }: Place): number {
  return k < first ? BEFORE : k < end ? doc.form[k]! : AFTER
}

/** The tag of token `k` as a number below 32. */
export function tagAt(doc: NameDoc, k: number, { first, end }: Place): number {
  return k < first ? 30 : k < end ? doc.upos[k]! : 31
}

/** A value of token `k`, 0 outside the sentence. */
function tokenValue(values: Int32Array, k: number, { first, end }: Place): number {
  return k < first || k >= end ? 0 : values[k]!
}

function put(out: Int32Array, n: number, template: number, value: number): number {
  out[n] = mix(Math.imul(template + 1, 0x9e3779b1), value)
  return n + 1
}

/** Features of a form that stands `offset` places from the token: word, shape, clusters and affixes. */
export function addForm(forms: Forms, form: number, offset: number, out: Int32Array, from: number): number {
  const { folded, shape, fine, coarse, prefixes, suffixes } = forms
  let n = put(out, from, offset === 0 ? 2 : 6 + offset, folded[form]!)
  if (offset < -2 || offset > 2) return n
  n = put(out, n, 12 + offset, shape[form]!)
  n = put(out, n, 17 + offset, fine[form]!)
  n = put(out, n, 22 + offset, coarse[form]!)
  if (offset === -1 || offset === 1) return put(out, n, 140 + offset, suffixes[form * N_AFFIXES + 2]!)
  if (offset !== 0) return n
  n = put(out, n, 0, 0)
  n = put(out, n, 1, forms.exact[form]!)
  n = put(out, n, 60, mix(fine[form]!, shape[form]!))
  for (let k = 0; k < N_AFFIXES; k += 1) {
    n = put(out, n, 35 + k, prefixes[form * N_AFFIXES + k]!)
    n = put(out, n, 39 + k, suffixes[form * N_AFFIXES + k]!)
  }
  return n
}

/** Features of the tags of the token and its neighbours. */
export function addTags(before: number, own: number, after: number, out: Int32Array, from: number): number {
  let n = put(out, from, 26, before)
  n = put(out, n, 27, own)
  n = put(out, n, 28, after)
  n = put(out, n, 53, mix(before, own))
  n = put(out, n, 54, mix(own, after))
  return put(out, n, 55, mix(mix(before, own), after))
}

/** The feature of a tag two places before (`side` -1) or after (1) the token. */
export function addFarTag(side: -1 | 1, tag: number, out: Int32Array, from: number): number {
  return put(out, from, 27 + 2 * side, tag)
}

/** Features of several things together, and of what only this place of this document tells. */
export function addJoint(doc: NameDoc, evidence: Evidence, place: Place, out: Int32Array, from: number): number {
  let n = addPairs(doc, place, out, from)
  n = addKnown(doc, place, out, n)
  n = addTitles(doc, place, out, n)
  n = addRun(doc, place, out, n)
  return addEvidence(doc, evidence, place, out, n)
}

/** Two and three neighbours together. */
function addPairs(doc: NameDoc, place: Place, out: Int32Array, from: number): number {
  const { folded, shape, fine, coarse } = doc.forms
  const { i, first } = place
  const g = formAt(doc, i - 1, place)
  const h = doc.form[i]!
  const k = formAt(doc, i + 1, place)
  const wg = folded[g]!
  const wh = folded[h]!
  const wk = folded[k]!
  const sg = shape[g]!
  const sh = shape[h]!
  const sk = shape[k]!
  const cg = fine[g]!
  const ch = fine[h]!
  const ck = fine[k]!
  let n = put(out, from, 45, mix(wg, wh))
  n = put(out, n, 46, mix(wh, wk))
  n = put(out, n, 47, mix(sg, sh))
  n = put(out, n, 48, mix(sh, sk))
  n = put(out, n, 49, mix(mix(sg, sh), sk))
  n = put(out, n, 50, mix(cg, ch))
  n = put(out, n, 51, mix(ch, ck))
  n = put(out, n, 52, mix(mix(coarse[g]!, coarse[h]!), coarse[k]!))
  n = put(out, n, 56, mix(wg, sh))
  n = put(out, n, 57, mix(wk, sh))
  n = put(out, n, 58, mix(cg, sh))
  n = put(out, n, 59, mix(ck, sh))
  n = put(out, n, 61, mix(folded[formAt(doc, i - 2, place)]!, wg))
  n = put(out, n, 62, mix(wk, folded[formAt(doc, i + 2, place)]!))
  return put(out, n, 79, mix(i === first ? 1 : i === first + 1 ? 2 : 0, sh))
}

/** Names that the gazetteer knows, here and around. */
function addKnown(doc: NameDoc, place: Place, out: Int32Array, from: number): number {
  const { folded, shape, fine } = doc.forms
  const { i } = place
  const g = formAt(doc, i - 1, place)
  const at = doc.form[i]!
  const k = formAt(doc, i + 1, place)
  const known = doc.known[i]!
  let n = from
  for (let offset = -2; offset <= 2; offset += 1) {
    const other = tokenValue(doc.known, i + offset, place)
    if (other !== 0) n = put(out, n, 32 + offset, other)
  }
  const before = tokenValue(doc.known, i - 1, place)
  const after = tokenValue(doc.known, i + 1, place)
  n = put(out, n, 65, mix(known, shape[at]!))
  if (known !== 0) {
    n = put(out, n, 66, mix(known, doc.upos[i]!))
    n = put(out, n, 67, mix(known, folded[g]!))
    n = put(out, n, 68, mix(known, folded[k]!))
    n = put(out, n, 69, mix(known, fine[g]!))
    n = put(out, n, 70, mix(known, fine[k]!))
    n = put(out, n, 71, mix(known, folded[at]!))
  }
  if (before !== 0) n = put(out, n, 72, mix(before, known))
  if (after !== 0) n = put(out, n, 73, mix(known, after))
  const small = doc.small[i]!
  if (small === 0) return n
  n = put(out, n, 98, small)
  n = put(out, n, 99, mix(small, folded[g]!))
  n = put(out, n, 100, mix(small, fine[g]!))
  return put(out, n, 101, mix(small, doc.upos[i]!))
}

/** First names and titles. */
function addTitles(doc: NameDoc, place: Place, out: Int32Array, from: number): number {
  const { shape, flags } = doc.forms
  const { i } = place
  const g = formAt(doc, i - 1, place)
  const at = doc.form[i]!
  const k = formAt(doc, i + 1, place)
  let n = from
  const given = (flags[g]! & IS_FIRST_NAME) | ((flags[at]! & IS_FIRST_NAME) << 1) | ((flags[k]! & IS_FIRST_NAME) << 2)
  if (given !== 0) {
    n = put(out, n, 74, given)
    n = put(out, n, 75, mix(given, mix(shape[at]!, shape[k]!)))
  }
  const title = doc.afterTitle[i]! | (doc.title[i]! << 3) | (tokenValue(doc.title, i - 1, place) << 6)
  if (title === 0) return n
  n = put(out, n, 76, title)
  n = put(out, n, 77, mix(title, shape[at]!))
  return put(out, n, 78, mix(title, shape[k]!))
}

/** How far a run of capitals is followed either way. */
const MAX_RUN = 8

/** The run of capitalised words around the token: its length, its ends and the small words beside it. */
function addRun(doc: NameDoc, place: Place, out: Int32Array, from: number): number {
  const { forms, form } = doc
  const { flags, folded, fine } = forms
  const { i, first, end, share } = place
  let start = i
  while (start > first && i - start < MAX_RUN && (flags[form[start - 1]!]! & HAS_UPPER) !== 0) start -= 1
  let stop = i + 1
  while (stop < end && stop - i < MAX_RUN && (flags[form[stop]!]! & HAS_UPPER) !== 0) stop += 1
  const s0 = forms.shape[form[i]!]!
  const beforeForm = formAt(doc, start - 1, place)
  const afterForm = formAt(doc, stop, place)
  const lastForm = form[stop - 1]!
  const part = Math.min(i - start, 3) | (Math.min(stop - 1 - i, 3) << 2)
  let n = put(out, from, 80, mix(folded[beforeForm]!, part))
  n = put(out, n, 81, mix(folded[afterForm]!, part))
  n = put(out, n, 82, mix(folded[lastForm]!, part))
  n = put(out, n, 83, mix(folded[form[start]!]!, part))
  n = put(out, n, 84, mix(part, s0))
  n = put(out, n, 85, mix(fine[lastForm]!, part))
  n = put(out, n, 87, mix(fine[beforeForm]!, mix(part >> 2 ? 1 : 0, s0)))
  // A headline or a line of capitals says nothing by its capitals.
  return put(out, n, 89, mix(share, s0))
}

/** 3 for a sentence of capitals, 2 for one without any, 1 for one that capitalises most words, else 0. */
export function capitalShare(doc: NameDoc, first: number, end: number): number {
  const { forms, form } = doc
  let nUpper = 0
  let nAll = 0
  let nWords = 0
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
function addEvidence(
  { forms, form }: NameDoc,
  evidence: Evidence,
  { i }: Place,
  out: Int32Array,
  from: number,
): number {
  const at = form[i]!
  const bits = evidence.bits[at]!
  let n = put(out, from, 91, bits)
  n = put(out, n, 92, mix(bits, forms.shape[at]!))
  const other = evidence.other[i]!
  if (other < 0) return n
  n = put(out, n, 93, other > 0 ? forms.folded[form[other - 1]!]! : 0)
  return put(out, n, 94, other + 1 < form.length ? forms.folded[form[other + 1]!]! : 0)
}
