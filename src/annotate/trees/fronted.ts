import { MARK, PART, type Rule, rule } from './beginnings.ts'
import { hasBelow } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { isNoun, SUBJECTS } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * What the news of calls and visits puts before the subject or behind a noun ("In a call with her counterpart, X, Y urged"), over which
 * parsers lose the clause.
 */
export function frontedRules(): readonly Rule[] {
  return [
    rule({ at: PART.verb, by: REL.acl | REL.parataxis | REL.advcl | REL.appos }, mendOpeningRoot),
    rule({ at: PART.verb, by: REL.parataxis, head: MARK.left }, mendContentClause),
    rule({ at: PART.verb, among: MARK.comma }, mendNameBehindPhrase),
    rule({ at: PART.verb }, mendTwoTitles),
    rule({ at: PART.verb }, mendCountedSubject),
    rule({ at: PART.name, by: REL.obl, before: MARK.comma }, mendNamedNoun),
    rule({ at: PART.name, now: REL.obl }, mendSettingOut),
    rule({ at: PART.name, before: MARK.period }, mendOpeningPeriod),
  ]
}

/** "After the talks the president thanked his host": behind a phrase that opens the sentence without a comma comes the subject. */
export function mendPhraseBeforeSubject(words: readonly Growing[], idx: number): boolean {
  const noun = words[idx]!
  const verbIdx = noun.head
  const own = verbIdx - 1
  const subject = words[own]!
  if (own <= idx || subject.head !== idx || (subject.relation & (REL.nmod | REL.appos)) === 0) return false
  if (!isNoun(subject) || words[verbIdx]!.upos !== 'VERB' || hasBelow(words, own, REL.case, idx, own)) return false
  if (!hasBelow(words, idx, REL.case, idx - 5, idx)) return false
  for (let at = idx + 1; at < own; at++) if (words[at]!.form === ',') return false
  hang(subject, verbIdx, 'nsubj')
  hang(noun, verbIdx, 'obl')
  return true
}

/** "said three of its soldiers had been killed": what is counted right behind a verb of saying is the subject of what is said. */
function mendCountedSubject(words: readonly Growing[], verbIdx: number): void {
  const counted = words[verbIdx + 1]
  if (
    counted?.upos !== 'NUM' ||
    counted.head !== verbIdx ||
    counted.relation !== REL.obj ||
    words[verbIdx + 2]?.form !== 'of'
  )
    return
  let verb = verbIdx + 3
  while (verb < verbIdx + REACH && words[verb] !== undefined && words[verb]!.upos !== 'VERB') verb++
  const said = words[verb]
  if (said?.head !== verbIdx || (said.relation & REL.ccomp) === 0 || words[verb - 1]!.upos !== 'AUX') return
  if (hasBelow(words, verb, SUBJECTS, verbIdx, verb)) return
  hang(counted, verb, words[verb - 1]!.deprel === 'aux:pass' ? 'nsubj:pass' : 'nsubj')
}

/** "Member of the Political Bureau and Foreign Minister Wang Yi visited Chile": a title without an article, and a second, stand before the name that acts. */
function mendTwoTitles(words: readonly Growing[], verbIdx: number): void {
  const nameIdx = nameBefore(words, verbIdx)
  const name = nameIdx === undefined ? undefined : words[nameIdx]!
  if (nameIdx === undefined || name === undefined || name.head === verbIdx) return
  let titleIdx = nameIdx
  while (titleIdx > 0 && titleIdx > nameIdx - REACH && !opensPhrase(words, titleIdx)) titleIdx--
  const title = words[titleIdx]!
  if (!TITLES.has(title.form) || words[titleIdx + 1]?.form !== 'of') return
  let and = nameIdx - 1
  while (and > titleIdx && words[and]!.form !== 'and') and--
  if (and === titleIdx || !hasBelow(words, nameIdx, REL.nmodDesc, and, nameIdx)) return
  hang(name, verbIdx, 'nsubj')
  hang(title, nameIdx, 'nmod:desc')
  hang(words[and]!, nameIdx, 'dep')
}

/** Whether a word stands first in its sentence or behind a comma. */
function opensPhrase(words: readonly Growing[], idx: number): boolean {
  const before = words[idx - 1]
  return before === undefined || before.sentIdx !== words[idx]!.sentIdx || before.form === ','
}

/** The first word of a name that ends right before a verb. */
function nameBefore(words: readonly Growing[], verbIdx: number): number | undefined {
  let last = startOfVerb(words, verbIdx) - 1
  while (words[last]?.upos === 'PROPN' && (words[last]!.relation & REL.flat) !== 0) last = words[last]!.head
  return words[last]?.upos === 'PROPN' && words[last]!.sentIdx === words[verbIdx]!.sentIdx ? last : undefined
}

/** Offices of which readouts tell two in a row. */
const TITLES = new Set([
  'Member',
  'Director',
  'Secretary',
  'Councilor',
  'Councillor',
  'Chairman',
  'Chairperson',
  'Commissioner',
  'Head',
  'Adviser',
  'Advisor',
])

/** "Last month Canada delivered": the period before the name is no part of it, does nothing and heads no clause. */
function mendOpeningPeriod(words: readonly Growing[], nameIdx: number): void {
  const name = words[nameIdx]!
  const period = words[nameIdx - 1]!
  if (!POINTERS.test(words[nameIdx - 2]?.form ?? '')) return
  const isSubject = name.head === nameIdx - 1 && (period.relation & SUBJECTS) !== 0
  const verbIdx = isSubject ? period.head : name.head
  const verb = words[verbIdx]
  if (verb?.upos !== 'VERB' || verbIdx < nameIdx) return
  if (isSubject) hang(name, verbIdx, period.deprel)
  else if (verb.head === nameIdx - 1 && (name.relation & SUBJECTS) !== 0) hang(verb, period.head, period.deprel)
  else return
  hang(period, verbIdx, 'obl:unmarked')
  for (let i = nameIdx + 1; i < verbIdx && words[i]!.upos === 'PROPN'; i++)
    if (words[i]!.head === nameIdx - 1) hang(words[i]!, nameIdx, 'flat')
}

const POINTERS = /^(?:last|next|this|that)$/i

/** How far a rule looks. */
const REACH = 24

/** Where a verb's own words begin: its auxiliaries and adverbs stand before it. */
function startOfVerb(words: readonly Growing[], verbIdx: number): number {
  let first = verbIdx
  while (first > 0 && isBeforeVerb(words[first - 1]!) && words[first - 1]!.sentIdx === words[verbIdx]!.sentIdx) first--
  return first
}

function isBeforeVerb({ upos }: Growing): boolean {
  return upos === 'AUX' || upos === 'ADV'
}

/** The first word of the run of such words that ends before a word; that word itself where none stands there. */
function startOfRun(words: readonly Growing[], end: number, parts: ReadonlySet<string>): number {
  let first = end
  while (first > 0 && parts.has(words[first - 1]!.upos) && words[first - 1]!.sentIdx === words[end]!.sentIdx) first--
  return first
}

const OF_SUBJECTS = new Set(['PROPN', 'NOUN', 'ADJ', 'ADP', 'PART'])
const OF_NAMES = new Set(['PROPN', 'CCONJ', 'ADJ'])

/**
 * "In separate calls with his counterparts, X and Y, Z expressed regret": what opens the sentence behind a preposition is not its root;
 * the finite verb with a subject of its own behind the comma is.
 */
function mendOpeningRoot(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const nounIdx = openingNoun(words, idx)
  const noun = nounIdx < 0 ? undefined : words[nounIdx]
  const isPast = !isFiniteVerb(words, idx) && verb.form.endsWith('ed') && words[idx + 1]?.form !== 'by'
  if (noun === undefined || !(isPast || isFiniteVerb(words, idx))) return
  // "X expressed regret and urged Y to return": the opening may have gone to the second verb.
  const main = noun.head
  if (main >= 0 && (main < idx || !isBareConjunct(words, main, idx))) return
  let subject = nounIdx + 1
  while (subject < idx && !(words[subject]!.head === idx && (words[subject]!.relation & SUBJECTS) !== 0)) subject++
  if (subject === idx || hasRelative(words, idx, subject)) return
  let comma = subject - 1
  while (comma > nounIdx && words[comma]!.head >= comma && words[comma]!.form !== ',') comma--
  if (words[comma]!.form !== ',') return
  if (main < 0) hang(verb, -1, 'root')
  else {
    hang(verb, words[main]!.head, words[main]!.deprel)
    hang(words[main]!, idx, 'conj')
  }
  if (isPast) verb.features = FEAT.finite | FEAT.past
  hang(noun, idx, 'obl')
  for (let i = idx + 1; i < words.length && words[i]!.sentIdx === verb.sentIdx; i++)
    if (words[i]!.head === nounIdx) hang(words[i]!, idx, words[i]!.deprel)
}

/** The noun above a verb whose preposition opens the sentence; -1 for none. */
function openingNoun(words: readonly Growing[], verbIdx: number): number {
  const { sentIdx } = words[verbIdx]!
  let first = verbIdx
  while (first > 0 && first > verbIdx - LONGEST_OPENING && words[first - 1]!.sentIdx === sentIdx) first--
  if (words[first]!.upos !== 'ADP' || (first > 0 && words[first - 1]!.sentIdx === sentIdx)) return -1
  let at = words[verbIdx]!.head
  for (let steps = 0; steps < 4 && at >= 0 && at < verbIdx && isNoun(words[at]!); steps++, at = words[at]!.head)
    if (words[first]!.head === at) return at
  return -1
}

/** In words; no longer phrase opens a sentence of news. */
const LONGEST_OPENING = 60

/** Whether a verb is joined by a conjunction to what stands before it and has no subject of its own. */
function isBareConjunct(words: readonly Growing[], verbIdx: number, from: number): boolean {
  return (
    words[verbIdx]!.upos === 'VERB' &&
    hasBelow(words, verbIdx, REL.cc, from, verbIdx) &&
    !hasBelow(words, verbIdx, SUBJECTS, from - LONGEST_OPENING, verbIdx)
  )
}

/** Whether the subject of a clause, or a word that the clause begins with, is a relative one. */
function hasRelative(words: readonly Growing[], verbIdx: number, subjectIdx: number): boolean {
  for (let i = Math.max(0, subjectIdx - 3); i < verbIdx; i++)
    if (words[i]!.head === verbIdx && (words[i]!.features & FEAT.relative) !== 0) return true
  return false
}

function isFiniteVerb(words: readonly Growing[], verbIdx: number): boolean {
  return (words[verbIdx]!.features & FEAT.finite) !== 0 || hasBelow(words, verbIdx, REL.aux, verbIdx - 4, verbIdx)
}

/** "The Kremlin denies that it tried to kill him": a finite clause behind "that" is what the verb before it says. */
function mendContentClause(words: readonly Growing[], idx: number): void {
  const { head } = words[idx]!
  if (head < 0 || head > idx || words[head]!.upos !== 'VERB' || words[head + 1]?.form !== 'that') return
  if (words[head + 1]!.head === idx && words[head + 1]!.deprel === 'mark') hang(words[idx]!, head, 'ccomp')
}

/**
 * "In a call with her counterpart, Wang Yi, Baerbock urged restraint": of two names in a row that a comma parts the first belongs to the
 * noun before it, and the second, right before the verb, is the subject.
 */
function mendNameBehindPhrase(words: readonly Growing[], idx: number): void {
  const { sentIdx } = words[idx]!
  const end = startOfVerb(words, idx)
  // Most verbs have something else right before them.
  if (end === 0 || !OF_SUBJECTS.has(words[end - 1]!.upos)) return
  const second = startOfRun(words, end, OF_SUBJECTS)
  if (second === end || words[second - 1]?.form !== ',' || words[second - 1]!.sentIdx !== sentIdx) return
  const first = startOfRun(words, second - 1, OF_NAMES)
  if (
    first < 2 ||
    words[first]!.upos !== 'PROPN' ||
    words[first - 1]?.form !== ',' ||
    words[first - 2]?.upos !== 'NOUN'
  )
    return
  const nounIdx = first - 2
  if (words[nounIdx]!.sentIdx !== sentIdx || !isFronted(words, nounIdx) || !isFiniteVerb(words, idx)) return
  // Somebody else is the subject: "the envoy, X, Y's deputy, said".
  for (let i = Math.max(0, idx - REACH); i < first; i++)
    if (words[i]!.head === idx && (words[i]!.relation & SUBJECTS) !== 0) return
  const subject = headOf(words, second, end)
  if (words[subject]!.head === idx && (words[subject]!.relation & SUBJECTS) !== 0) return
  hang(words[headOf(words, first, second - 1)]!, nounIdx, 'appos')
  hang(words[subject]!, idx, 'nsubj')
  for (let i = subject + 1; i < end; i++) if (words[i]!.head < second) hang(words[i]!, subject, 'flat')
}

/** Whether a noun stands in the phrase that opens its sentence behind a preposition, or a participle does. */
function isFronted(words: readonly Growing[], nounIdx: number): boolean {
  let first = nounIdx
  while (first > 0 && words[first - 1]!.sentIdx === words[nounIdx]!.sentIdx) {
    first--
    const isLong = nounIdx - first > (words[first]!.upos === 'VERB' ? REACH : LONGEST_OPENING)
    if (words[first]!.form === ',' || (first > 0 && isLong)) return false
  }
  const { upos, form } = words[first]!
  return upos === 'ADP' || (upos === 'VERB' && form.endsWith('ing'))
}

/** The word of a stretch that hangs outside it; its first, if all do. */
function headOf(words: readonly Growing[], first: number, end: number): number {
  for (let i = first; i < end; i++) if (words[i]!.head < first || words[i]!.head >= end) return i
  return first
}

/** "summoned the charge d'affaires, Joost Reintjes, and": a name between commas behind an object with its article says who that is. */
function mendNamedNoun(words: readonly Growing[], idx: number): void {
  const name = words[idx]!
  const nounIdx = idx - 2
  const noun = words[nounIdx]
  if (noun?.upos !== 'NOUN' || noun.head !== name.head || noun.head > nounIdx || (noun.relation & OBJECTS) === 0) return
  if (hasBelow(words, idx, REL.case, idx - 1, idx) || !hasBelow(words, nounIdx, OPENERS, nounIdx - 6, nounIdx)) return
  hang(name, nounIdx, 'appos')
}

const OBJECTS = REL.obj | REL.obl | REL.iobj
const OPENERS = REL.det | REL.nmodPoss | REL.nmod

/** "was arrested on arrival from Germany": where one comes from or goes to belongs to the journey right before it. */
function mendSettingOut(words: readonly Growing[], idx: number): void {
  const place = words[idx]!
  const preposition = words[idx - 1]
  if (preposition?.upos !== 'ADP') return
  const journey = words[idx - 2]
  if (journey?.upos !== 'NOUN' || !JOURNEYS.has(journey.lemma) || preposition.head !== idx) return
  if (!DIRECTIONS.has(preposition.form) || (place.relation & REL.obl) === 0 || place.head !== journey.head) return
  hang(place, idx - 2, 'nmod')
}

/** Nouns that tell whence or where to one goes. */
const JOURNEYS = new Set([
  'arrival',
  'departure',
  'flight',
  'journey',
  'return',
  'trip',
  'way',
  'withdrawal',
  'exit',
  'escape',
])
const DIRECTIONS = new Set(['from', 'to', 'for', 'in', 'into'])
