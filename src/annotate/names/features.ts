import { mix } from '../language/hash.ts'
import { HAS_UPPER, IS_ALL_UPPER, IS_FIRST_NAME, IS_UPPER_FIRST, type NameDoc } from './describe.ts'
import type { Evidence } from './evidence.ts'

/** Room that one token's features need. */
export const MAX_FEATURES = 128

/** Values that stand for places before and after a sentence. */
const BEFORE = 0x51ed27
const AFTER = 0x3c6ef3

/**
 * Writes the hashed features of token `i`, which lies in the sentence from `first` to `end`, to `out` and returns how
 * many there are. Each template mixes its own number, so that the same word before and after counts apart.
 */
export function featuresOf(
  doc: NameDoc,
  evidence: Evidence,
  i: number,
  first: number,
  end: number,
  out: Int32Array,
): number {
  const { forms, form, upos, known } = doc
  const { folded, shape, fine, coarse, flags } = forms
  const at = form[i]!
  let n = 0
  const add = (template: number, value: number): void => {
    out[n] = mix(Math.imul(template + 1, 0x9e3779b1), value)
    n += 1
  }
  const word = (k: number): number => (k < first ? BEFORE : k < end ? folded[form[k]!]! : AFTER)
  const shapeAt = (k: number): number => (k < first ? BEFORE : k < end ? shape[form[k]!]! : AFTER)
  const fineAt = (k: number): number => (k < first ? BEFORE : k < end ? fine[form[k]!]! : AFTER)
  const coarseAt = (k: number): number => (k < first ? BEFORE : k < end ? coarse[form[k]!]! : AFTER)
  const tagAt = (k: number): number => (k < first ? 30 : k < end ? upos[k]! : 31)
  const knownAt = (k: number): number => (k < first || k >= end ? 0 : known[k]!)
  const flagsAt = (k: number): number => (k < first || k >= end ? 0 : flags[form[k]!]!)

  const w0 = folded[at]!
  const s0 = shape[at]!
  const g0 = known[i]!
  const t0 = upos[i]!
  add(0, 0)
  add(1, forms.exact[at]!)
  add(2, w0)
  for (let k = -3; k <= 3; k += 1) if (k !== 0) add(3 + k + 3, word(i + k))
  for (let k = -2; k <= 2; k += 1) {
    add(10 + k + 2, shapeAt(i + k))
    add(15 + k + 2, fineAt(i + k))
    add(20 + k + 2, coarseAt(i + k))
    add(25 + k + 2, tagAt(i + k))
    const g = knownAt(i + k)
    if (g !== 0) add(30 + k + 2, g)
  }
  for (let k = 0; k < 4; k += 1) {
    add(35 + k, forms.prefixes[at * 4 + k]!)
    add(39 + k, forms.suffixes[at * 4 + k]!)
  }
  if (i > first) add(43, forms.suffixes[form[i - 1]! * 4 + 2]!)
  if (i + 1 < end) add(44, forms.suffixes[form[i + 1]! * 4 + 2]!)

  add(45, mix(word(i - 1), w0))
  add(46, mix(w0, word(i + 1)))
  add(47, mix(shapeAt(i - 1), s0))
  add(48, mix(s0, shapeAt(i + 1)))
  add(49, mix(mix(shapeAt(i - 1), s0), shapeAt(i + 1)))
  add(50, mix(fineAt(i - 1), fine[at]!))
  add(51, mix(fine[at]!, fineAt(i + 1)))
  add(52, mix(mix(coarseAt(i - 1), coarse[at]!), coarseAt(i + 1)))
  add(53, mix(tagAt(i - 1), t0))
  add(54, mix(t0, tagAt(i + 1)))
  add(55, mix(mix(tagAt(i - 1), t0), tagAt(i + 1)))
  add(56, mix(word(i - 1), s0))
  add(57, mix(word(i + 1), s0))
  add(58, mix(fineAt(i - 1), s0))
  add(59, mix(fineAt(i + 1), s0))
  add(60, mix(fine[at]!, s0))
  add(61, mix(word(i - 2), word(i - 1)))
  add(62, mix(word(i + 1), word(i + 2)))
  add(63, mix(mix(shapeAt(i - 2), shapeAt(i - 1)), s0))
  add(64, mix(mix(s0, shapeAt(i + 1)), shapeAt(i + 2)))
  add(65, mix(g0, s0))
  if (g0 !== 0) {
    add(66, mix(g0, t0))
    add(67, mix(g0, word(i - 1)))
    add(68, mix(g0, word(i + 1)))
    add(69, mix(g0, fineAt(i - 1)))
    add(70, mix(g0, fineAt(i + 1)))
    add(71, mix(g0, w0))
  }
  if (knownAt(i - 1) !== 0) add(72, mix(knownAt(i - 1), g0))
  if (knownAt(i + 1) !== 0) add(73, mix(g0, knownAt(i + 1)))
  const names =
    (flagsAt(i - 1) & IS_FIRST_NAME) | ((flagsAt(i) & IS_FIRST_NAME) << 1) | ((flagsAt(i + 1) & IS_FIRST_NAME) << 2)
  if (names !== 0) {
    add(74, names)
    add(75, mix(names, mix(s0, shapeAt(i + 1))))
  }
  const title = doc.afterTitle[i]! | (doc.title[i]! << 3) | ((i > first ? doc.title[i - 1]! : 0) << 6)
  if (title !== 0) {
    add(76, title)
    add(77, mix(title, s0))
    add(78, mix(title, shapeAt(i + 1)))
  }
  add(79, mix(i === first ? 1 : i === first + 1 ? 2 : 0, s0))
  n = addRun(doc, i, first, end, out, n)
  return addEvidence(doc, evidence, i, s0, out, n)
}

/** The run of capitalised words around the token: its length, ends and the small words beside it. */
function addRun(doc: NameDoc, i: number, first: number, end: number, out: Int32Array, n: number): number {
  const { forms, form } = doc
  const isCapital = (k: number): boolean => (forms.flags[form[k]!]! & HAS_UPPER) !== 0
  let from = i
  while (from > first && i - from < 8 && isCapital(from - 1)) from -= 1
  let to = i + 1
  while (to < end && to - i < 8 && isCapital(to)) to += 1
  const put = (template: number, value: number): void => {
    out[n] = mix(Math.imul(template + 1, 0x9e3779b1), value)
    n += 1
  }
  const s0 = forms.shape[form[i]!]!
  const before = from > first ? forms.folded[form[from - 1]!]! : BEFORE
  const after = to < end ? forms.folded[form[to]!]! : AFTER
  const place = Math.min(i - from, 3) | (Math.min(to - 1 - i, 3) << 2)
  put(80, mix(before, place))
  put(81, mix(after, place))
  put(82, mix(forms.folded[form[to - 1]!]!, place))
  put(83, mix(forms.folded[form[from]!]!, place))
  put(84, mix(place, s0))
  put(85, mix(forms.fine[form[to - 1]!]!, place))
  put(86, mix(to < end ? forms.fine[form[to]!]! : AFTER, mix(place & 3 ? 1 : 0, s0)))
  put(87, mix(from > first ? forms.fine[form[from - 1]!]! : BEFORE, mix(place >> 2 ? 1 : 0, s0)))
  put(88, mix(before, after))
  // A headline or a line of capitals says nothing by its capitals.
  const sentUpper = doc.tokens.length > 0 ? capitalShare(doc, first, end) : 0
  put(89, mix(sentUpper, s0))
  put(90, mix(sentUpper, forms.flags[form[i]!]! & (IS_ALL_UPPER | IS_UPPER_FIRST)))
  return n
}

/** 0 to 3: how many of the words of the sentence are capitalised or all capitals. */
function capitalShare(doc: NameDoc, first: number, end: number): number {
  const { forms, form } = doc
  let [nUpper, nAll, nWords] = [0, 0, 0]
  const last = Math.min(end, first + 60)
  for (let k = first; k < last; k += 1) {
    const flags = forms.flags[form[k]!]!
    if (flags & HAS_UPPER) nUpper += 1
    if (flags & IS_ALL_UPPER) nAll += 1
    if (flags & 128) nWords += 1
  }
  if (nWords > 2 && nAll > 0.7 * nWords) return 3
  if (nUpper === 0) return 2
  return nWords > 2 && nUpper > 0.7 * nWords ? 1 : 0
}

/** What the rest of the document says of the same form. */
function addEvidence(doc: NameDoc, evidence: Evidence, i: number, s0: number, out: Int32Array, n: number): number {
  const put = (template: number, value: number): void => {
    out[n] = mix(Math.imul(template + 1, 0x9e3779b1), value)
    n += 1
  }
  const at = doc.form[i]!
  const bits = evidence.bits[at]!
  put(91, bits)
  put(92, mix(bits, s0))
  const other = evidence.otherOf(i)
  if (other >= 0) {
    put(93, evidence.previous(other))
    put(94, evidence.next(other))
  }
  const vote = evidence.votes[i]!
  if (vote !== 0) {
    put(95, vote)
    put(96, mix(vote, s0))
    put(97, mix(vote, doc.known[i]!))
  }
  return n
}
