import { type Doc, FEAT, REL, type Word } from '../annotate/index.ts'
import { type Clauses, hasDependent, token } from './clause.ts'
import { type Signal, signal, signals, signalsOf } from './signals.ts'
import type { Triggered } from './triggers.ts'

const FACTS = signals('long sentence', 'first person', 'auxiliary', 'question mark', 'quotation marks', 'semicolon')

/** Where the act's clause stands in its sentence, and how long that is. */
export function addTree(found: Signal[], clauses: Clauses, { triggerIdx, supportIdx }: Triggered): void {
  const headIdx = supportIdx ?? triggerIdx
  const { deprel, sentIdx } = token(clauses, headIdx)
  const { firstTokenIdx, endTokenIdx } = clauses.doc.sents[sentIdx]!
  found.push(formOf(token(clauses, triggerIdx)), DEPTHS[depthOf(clauses, headIdx)]!)
  const marks = marksOf(clauses, sentIdx)
  for (let i = 0; i < marks.length; i++) found.push(marks[i]!)
  found.push(RELATIONS(deprel))
  if (endTokenIdx - firstTokenIdx > LONG_SENTENCE) found.push(FACTS['long sentence'])
  if (hasFirstPerson(clauses, headIdx)) found.push(FACTS['first person'])
  if (hasDependent(clauses, headIdx, REL.aux)) found.push(FACTS.auxiliary)
}

const LONG_SENTENCE = 35

/** Whether the subject is "I" or "we". */
function hasFirstPerson(clauses: Clauses, headIdx: number): boolean {
  if (!hasDependent(clauses, headIdx, REL.nsubj)) return false
  const { words, forms } = clauses
  for (let idx = words[headIdx]!.firstChild; idx >= 0; idx = words[idx]!.nextSibling)
    if ((words[idx]!.relation & REL.nsubj) !== 0 && (forms[idx] === 'i' || forms[idx] === 'we')) return true
  return false
}

/** The marks of punctuation in a sentence that tell how it speaks. */
function marksOf({ doc, memo }: Clauses, sentIdx: number): readonly Signal[] {
  memo.marks[sentIdx] ??= findMarks(doc, sentIdx)
  return memo.marks[sentIdx]
}

function findMarks({ report: { text }, sents }: Doc, sentIdx: number): readonly Signal[] {
  const { start, end } = sents[sentIdx]!
  let marks = 0
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === QUESTION) marks |= 1
    else if (code === STRAIGHT || code === OPENING || code === CLOSING) marks |= 2
    else if (code === SEMICOLON) marks |= 4
  }
  return MARKS[marks]!
}

const [QUESTION, STRAIGHT, OPENING, CLOSING, SEMICOLON] = ['?', '"', '“', '”', ';'].map((mark) => mark.charCodeAt(0))

/** The marks of a sentence, by a bit for each of the three. */
const MARKS = [0, 1, 2, 3, 4, 5, 6, 7].map((marks) =>
  [FACTS['question mark'], FACTS['quotation marks'], FACTS.semicolon].filter((_, i) => ((marks >> i) & 1) === 1),
)

/** The part of speech with what the trigger's features say of tense and finiteness: "form VERB finite past". */
function formOf({ upos, features }: Word): Signal {
  const known = FORM_NAMES.get(upos) ?? []
  FORM_NAMES.set(upos, known)
  known[features] ??= signal(
    FORMS.reduce((form, [name, bit]) => ((features & bit) !== 0 ? form + name : form), `form ${upos}`),
  )
  return known[features]
}

/** By part of speech and bits of FEAT. */
const FORM_NAMES = new Map<string, Signal[]>()

const FORMS = [
  [' finite', FEAT.finite],
  [' participle', FEAT.participle],
  [' gerund', FEAT.gerund],
  [' infinitive', FEAT.infinitive],
  [' past', FEAT.past],
  [' present', FEAT.present],
] as const

/** How many words govern the word, one above the other; four stand for more. */
function depthOf({ words }: Clauses, tokenIdx: number): number {
  let depth = 0
  for (let idx = words[tokenIdx]!.head; idx >= 0 && depth < DEEP; idx = words[idx]!.head) depth++
  return depth
}

const DEEP = 4
const DEPTHS = [0, 1, 2, 3, DEEP].map((n) => signal(`depth ${n}`))

const RELATIONS = signalsOf((deprel) => `relation ${deprel.split(':')[0]}`)
