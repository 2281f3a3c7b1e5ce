import { HAS_UPPER, IS_ALL_UPPER, IS_FIRST_NAME, type NameDoc } from './describe.ts'

/** What a document as a whole says of each form, for names are told by context only once or twice in a report. */
export interface Evidence {
  /** By form: bits that say in what company the form occurs anywhere. */
  readonly bits: Int32Array
  /** The next token of the same form, or else the one before, -1 where there is none. */
  readonly otherOf: (i: number) => number
  /** Folded hash of the word before and after a token. */
  readonly previous: (i: number) => number
  readonly next: (i: number) => number
}

const AFTER_FIRST_NAME = 1
const AFTER_TITLE = 2
const CAPITAL_INSIDE = 4
const SMALL_ELSEWHERE = 8
const BEFORE_SPEAKING = 16
const IS_INITIALS = 32

/** Gathers the evidence of a document. */
export function gather(doc: NameDoc): Evidence {
  const { forms, form, tokens } = doc
  const bits = new Int32Array(forms.n)
  const last = new Int32Array(forms.n).fill(-1)
  const previousSame = new Int32Array(tokens.length).fill(-1)
  const nextSame = new Int32Array(tokens.length).fill(-1)
  const smallForms = new Set<number>()
  const initials = new Set<string>()
  for (const sent of doc.sents) {
    for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; i += 1) {
      const at = form[i]!
      const seen = last[at]!
      if (seen >= 0) {
        previousSame[i] = seen
        nextSame[seen] = i
      }
      last[at] = i
      const flags = forms.flags[at]!
      if ((flags & HAS_UPPER) === 0) smallForms.add(forms.folded[at]!)
      else bits[at]! |= companyOf(doc, i, sent.firstTokenIdx)
    }
    addInitials(doc, sent.firstTokenIdx, sent.endTokenIdx, initials)
  }
  for (let at = 0; at < forms.n; at += 1) {
    if ((forms.flags[at]! & HAS_UPPER) !== 0 && smallForms.has(forms.folded[at]!)) bits[at]! |= SMALL_ELSEWHERE
  }
  for (let at = 0; at < forms.n; at += 1) {
    const i = last[at]!
    if (i >= 0 && (forms.flags[at]! & IS_ALL_UPPER) !== 0 && initials.has(tokens[i]!.form.replaceAll('.', '')))
      bits[at]! |= IS_INITIALS
  }
  return {
    bits,
    otherOf: (i) => (nextSame[i]! >= 0 ? nextSame[i]! : previousSame[i]!),
    previous: (i) => (i > 0 ? forms.folded[form[i - 1]!]! : 0),
    next: (i) => (i + 1 < form.length ? forms.folded[form[i + 1]!]! : 0),
  }
}

const SPEAKING = /^(said|says|told|added|tweeted|wrote|who|whose)$/u

function companyOf(doc: NameDoc, i: number, first: number): number {
  const { forms, form } = doc
  let bits = 0
  if (doc.afterTitle[i]! !== 0) bits |= AFTER_TITLE
  if (i > first) {
    bits |= CAPITAL_INSIDE
    if ((forms.flags[form[i - 1]!]! & IS_FIRST_NAME) !== 0) bits |= AFTER_FIRST_NAME
  }
  if (i + 1 < doc.tokens.length && SPEAKING.test(doc.tokens[i + 1]!.form)) bits |= BEFORE_SPEAKING
  return bits
}

const MAX_INITIALS = 6

/** Initials of runs of capitalised words ("Federal Security Service"), for the forms that abbreviate them. */
function addInitials(doc: NameDoc, first: number, end: number, initials: Set<string>): void {
  const { forms, form, tokens } = doc
  let run = ''
  for (let i = first; i <= end; i += 1) {
    const flags = i < end ? forms.flags[form[i]!]! : 0
    if ((flags & HAS_UPPER) !== 0 && (flags & IS_ALL_UPPER) === 0) {
      run = (run + tokens[i]!.form[0]).slice(-MAX_INITIALS)
      for (let length = 2; length <= run.length; length += 1) initials.add(run.slice(-length))
    } else if (i < end && run !== '' && /^(of|the|for|and|on|in|&|-)$/u.test(tokens[i]!.form)) {
      if (tokens[i]!.form === 'of') initials.add(`${run}O`)
    } else run = ''
  }
}
