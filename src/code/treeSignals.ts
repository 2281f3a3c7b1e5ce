import { type Doc, FEAT, REL, type Word } from '../annotate/index.ts'
import { type Clauses, hasDependent, type Known, token } from './clause.ts'
import { type Signal, signal, signals, signalsOf } from './signals.ts'
import type { Triggered } from './triggers.ts'

const FACTS = signals('long sentence', 'first person', 'auxiliary', 'question mark', 'quotation marks', 'semicolon')

/** Where the act's clause stands in its sentence, and how long that is. */
export function addTree(found: Signal[], clauses: Clauses, { triggerIdx, supportIdx }: Triggered): void {
  const headIdx = supportIdx ?? triggerIdx
  const { deprel, relation, sentIdx } = token(clauses, headIdx)
  const { firstTokenIdx, endTokenIdx } = clauses.doc.sents[sentIdx]!
  found.push(formOf(token(clauses, triggerIdx)), DEPTHS[depthOf(clauses, headIdx)]!)
  const marks = marksOf(clauses, sentIdx)
  for (let i = 0; i < marks.length; i++) found.push(marks[i]!)
  found.push(ofRelation(deprel, relation))
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
function marksOf({ doc, memo: { marks } }: Clauses, sentIdx: number): readonly Signal[] {
  if (marks[sentIdx] === undefined) findMarks(doc, marks)
  return marks[sentIdx]!
}

/** Fills in the marks of all sentences: a mark is found sooner in the whole text than in one sentence, for most texts hold few or none. */
function findMarks({ report: { text }, sents }: Doc, marks: Known<readonly Signal[]>): void {
  const bits: number[] = new Array(sents.length).fill(0)
  for (const [mark, bit] of SOUGHT) {
    let sentIdx = 0
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
      while (sentIdx < sents.length && sents[sentIdx]!.end <= at) sentIdx++
      if (sentIdx < sents.length && sents[sentIdx]!.start <= at) bits[sentIdx]! |= bit
    }
  }
  for (let i = 0; i < bits.length; i++) marks[i] = MARKS[bits[i]!]!
}

const SOUGHT = [
  ['?', 1],
  ['"', 2],
  ['“', 2],
  ['”', 2],
  [';', 4],
] as const

/** The marks of a sentence, by a bit for each of the three. */
const MARKS = [0, 1, 2, 3, 4, 5, 6, 7].map((marks) =>
  [FACTS['question mark'], FACTS['quotation marks'], FACTS.semicolon].filter((_, i) => ((marks >> i) & 1) === 1),
)

/** The part of speech with what the trigger's features say of tense and finiteness: "form VERB finite past". */
function formOf({ upos, features }: Word): Signal {
  const known = formNames(upos)
  known[features] ??= signal(
    FORMS.reduce((form, [name, bit]) => ((features & bit) !== 0 ? form + name : form), `form ${upos}`),
  )
  return known[features]
}

/** Of a part of speech by bits of FEAT. Most triggers are verbs and nouns. */
function formNames(upos: string): Signal[] {
  if (upos === 'VERB') return OF_VERBS
  if (upos === 'NOUN') return OF_NOUNS
  const known = FORM_NAMES.get(upos) ?? []
  FORM_NAMES.set(upos, known)
  return known
}

const OF_VERBS: Signal[] = []
const OF_NOUNS: Signal[] = []
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

/** The signal of the relation without what a colon sets apart: known by its bit, but of those that the coder never asks for. */
function ofRelation(deprel: string, relation: number): Signal {
  const bits = relation & PLAIN
  return bits === 0 ? RELATIONS(deprel) : BY_BIT[31 - Math.clz32(bits)]!
}

const RELATIONS = signalsOf((deprel) => `relation ${deprel.split(':')[0]}`)
/** The relations that have no colon, and their signals by the places of their bits. */
const PLAIN_NAMES = (Object.keys(REL) as (keyof typeof REL)[]).filter((name) => /^[a-z]+$/.test(name))
const PLAIN = PLAIN_NAMES.reduce((bits, name) => bits | REL[name], 0)
const BY_BIT: Signal[] = []
for (const name of PLAIN_NAMES) BY_BIT[31 - Math.clz32(REL[name])] = signal(`relation ${name}`)
