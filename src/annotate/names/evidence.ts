import type { NameDoc } from './describe.ts'
import { formCapacity, HAS_UPPER, IS_ALL_UPPER, IS_FIRST_NAME, IS_SPEAKING } from './forms.ts'

/** What a document as a whole says of each form, for names are told by context only once or twice in a report. */
export interface Evidence {
  /** By form: bits that say in what company the form occurs anywhere. */
  readonly bits: Int32Array
  /** By token: the next token of the same form, or else the one before, -1 where there is none. */
  readonly other: Int32Array
}

/** Arrays by form number that are used from document to document. */
export interface EvidenceWork {
  bits: Int32Array
  last: Int32Array
  /** By folded number: 1 where the form stands in small letters. */
  isSmall: Uint8Array
}

export function makeEvidenceWork(): EvidenceWork {
  return { bits: new Int32Array(0), last: new Int32Array(0), isSmall: new Uint8Array(0) }
}

const AFTER_FIRST_NAME = 1
const AFTER_TITLE = 2
const CAPITAL_INSIDE = 4
const SMALL_ELSEWHERE = 8
const BEFORE_SPEAKING = 16
const IS_INITIALS = 32

/** Gathers the evidence of a document; it holds until the next is gathered in the same `work`. */
export function gather(doc: NameDoc, work: EvidenceWork): Evidence {
  const { forms, form, sents } = doc
  const { flags, foldedNumber } = forms
  const { bits, last, isSmall } = cleared(doc, work)
  const other = new Int32Array(form.length).fill(-1)
  for (const { firstTokenIdx, endTokenIdx } of sents) {
    for (let i = firstTokenIdx; i < endTokenIdx; i += 1) {
      const at = form[i]!
      const seen = last[at]!
      if (seen >= 0) {
        other[i] = seen
        other[seen] = i
      }
      last[at] = i
      if ((flags[at]! & HAS_UPPER) === 0) isSmall[foldedNumber[at]!] = 1
      else bits[at]! |= companyOf(doc, i, firstTokenIdx)
    }
  }
  markInitials(doc, bits)
  for (let i = 0; i < form.length; i += 1) {
    const at = form[i]!
    if ((flags[at]! & HAS_UPPER) !== 0 && isSmall[foldedNumber[at]!] === 1) bits[at]! |= SMALL_ELSEWHERE
  }
  return { bits, other }
}

/** The work's arrays with room for all forms and nothing in them of the forms of this document. */
function cleared({ forms, form }: NameDoc, work: EvidenceWork): EvidenceWork {
  const capacity = formCapacity(forms)
  if (work.bits.length < capacity) {
    work.bits = new Int32Array(capacity)
    work.last = new Int32Array(capacity)
    work.isSmall = new Uint8Array(capacity)
  }
  for (let i = 0; i < form.length; i += 1) {
    const at = form[i]!
    work.bits[at] = 0
    work.last[at] = -1
    work.isSmall[forms.foldedNumber[at]!] = 0
  }
  return work
}

function companyOf(doc: NameDoc, i: number, first: number): number {
  const { forms, form } = doc
  let bits = 0
  if (doc.afterTitle[i]! !== 0) bits |= AFTER_TITLE
  if (i > first) {
    bits |= CAPITAL_INSIDE
    if ((forms.flags[form[i - 1]!]! & IS_FIRST_NAME) !== 0) bits |= AFTER_FIRST_NAME
  }
  if (i + 1 < form.length && (forms.flags[form[i + 1]!]! & IS_SPEAKING) !== 0) bits |= BEFORE_SPEAKING
  return bits
}

const MAX_INITIALS = 6

/** Marks forms that abbreviate a run of capitalised words ("Federal Security Service" and "FSB"). */
function markInitials(doc: NameDoc, bits: Int32Array): void {
  const { forms, form, tokens, sents } = doc
  const wanted = new Map<string, number[]>()
  for (let i = 0; i < form.length; i += 1) {
    if ((forms.flags[form[i]!]! & IS_ALL_UPPER) === 0) continue
    const bare = tokens[i]!.form.replaceAll('.', '')
    if (bare.length >= 2 && bare.length <= MAX_INITIALS + 1) wanted.set(bare, [...(wanted.get(bare) ?? []), form[i]!])
  }
  if (wanted.size === 0) return
  const lastLetters = new Set([...wanted.keys()].map((bare) => bare.at(-1)))
  const tell = (initials: string): void => {
    for (const at of wanted.get(initials) ?? []) bits[at]! |= IS_INITIALS
  }
  for (const { firstTokenIdx, endTokenIdx } of sents) {
    let run = ''
    for (let i = firstTokenIdx; i < endTokenIdx; i += 1) {
      const flags = forms.flags[form[i]!]!
      if ((flags & HAS_UPPER) !== 0 && (flags & IS_ALL_UPPER) === 0) {
        run = (run + tokens[i]!.form[0]).slice(-MAX_INITIALS)
        if (!lastLetters.has(run.at(-1))) continue
        for (let length = 2; length <= run.length; length += 1) tell(run.slice(-length))
      } else if (run !== '' && isJoint(tokens[i]!.form)) {
        if (tokens[i]!.form === 'of') tell(`${run}O`)
      } else run = ''
    }
  }
}

const JOINTS: ReadonlySet<string> = new Set(['of', 'the', 'for', 'and', 'on', 'in', '&', '-'])

function isJoint(form: string): boolean {
  return JOINTS.has(form)
}
