import { ArgumentMap, type Arguments } from './argumentMap.ts'
import {
  type Clauses,
  dependents,
  isInfinitive,
  isPassive,
  isTime,
  memoOf,
  prepositionOf,
  relativeAntecedent,
  token,
} from './clause.ts'
import { REL } from './relations.ts'
import { isGapped, isLooseConjunct, nameBefore, OBJECT_CONTROL, suppliedSubject } from './subjects.ts'

/** The arguments of a verb or noun; where the surface leaves the subject out, the one its construction supplies. */
export function argumentsOf(clauses: Clauses, predicateIdx: number): Arguments {
  const known = memoOf(clauses, predicateIdx)
  known.arguments ??= findArguments(clauses, predicateIdx)
  return known.arguments
}

function findArguments(clauses: Clauses, predicateIdx: number): Arguments {
  const { upos } = token(clauses, predicateIdx)
  return upos === 'VERB' || upos === 'AUX' ? verbArguments(clauses, predicateIdx) : nounArguments(clauses, predicateIdx)
}

function verbArguments(clauses: Clauses, verbIdx: number): Arguments {
  const found = new ArgumentMap()
  const passive = isPassive(clauses, verbIdx)
  const { words } = clauses
  for (let idx = words[verbIdx]!.firstChild; idx >= 0; idx = words[idx]!.nextSibling)
    addVerbChild(clauses, found, idx, passive)
  for (const idx of argumentClauses(clauses, found, verbIdx)) {
    add(found, 'comp', idx)
    add(found, 'xcomp', idx)
  }
  addMissingSubject(clauses, found, verbIdx, passive)
  return resolveRelatives(clauses, found)
}

function addVerbChild(clauses: Clauses, found: ArgumentMap, childIdx: number, passive: boolean): void {
  const { deprel, relation } = token(clauses, childIdx)
  const name = VERB_FUNCTIONS.get(deprel)
  // "the missile it tested a day earlier": a bare time is no object, whatever the parser calls it.
  if (name === 'obj' && isTime(clauses, childIdx)) return
  if (name !== undefined) add(found, name === 'subj' && passive ? 'obj' : name, childIdx)
  // Entries may ask for an infinitive and a content clause apart.
  if (deprel === 'xcomp' || deprel === 'ccomp') add(found, deprel, childIdx)
  if ((relation & (REL.obl | REL.nmod)) === 0) return
  const preposition = prepositionOf(clauses, childIdx)
  if (preposition === 'by' && passive && !isTime(clauses, childIdx)) add(found, 'subj', childIdx)
  // "at 8:10 a.m.", "on Sunday" are dates, not arguments.
  if (preposition && !isTime(clauses, childIdx)) add(found, preposition, childIdx)
}

const VERB_FUNCTIONS = new Map([
  ['nsubj', 'subj'], ['nsubj:outer', 'subj'], ['csubj', 'subj'], ['nsubj:pass', 'subj'], ['csubj:pass', 'subj'], ['obj', 'obj'], ['iobj', 'iobj'],
  ['xcomp', 'comp'], ['ccomp', 'comp'], ['compound:prt', 'prt'], ['advmod', 'advmod'],
]) // biome-ignore format: one glance

/** Clauses that the verb asks for but the parse hangs elsewhere: adverbial ones, and for "urged X to leave" one on the object. */
function argumentClauses(clauses: Clauses, found: Arguments, verbIdx: number): number[] {
  const isPledge = PLEDGING.has(token(clauses, verbIdx).lemma)
  const adverbial = dependents(clauses, verbIdx, REL.advcl).filter(
    (idx) => isArgumentClause(clauses, found, idx) || (isPledge && isInfinitive(clauses, idx)),
  )
  if (!OBJECT_CONTROL.has(token(clauses, verbIdx).lemma)) return adverbial
  const objects = [...(found.get('obj') ?? []), ...(found.get('iobj') ?? [])]
  if (objects.length === 0) return adverbial
  const infinitives = [
    ...dependents(clauses, verbIdx, REL.advcl),
    ...objects.flatMap((idx) => dependents(clauses, idx, REL.acl)),
  ]
  return [...new Set([...adverbial, ...infinitives.filter((idx) => isInfinitive(clauses, idx))])]
}

/** "pledged on Tuesday to support Kyiv": verbs of which an infinitive says what is meant, however far behind. */
const PLEDGING = new Set([
  'pledge', 'vow', 'promise', 'agree', 'threaten', 'refuse', 'offer', 'decide', 'plan', 'commit', 'undertake', 'decline', 'consent',
]) // biome-ignore format: one glance

/** "accused of bombing", "barred from entering", "called on X to stop", "called for X to be freed": adverbial clauses in the parse that the verb asks for. */
function isArgumentClause(clauses: Clauses, found: Arguments, clauseIdx: number): boolean {
  const marks = dependents(clauses, clauseIdx, REL.mark | REL.case).map((idx) => clauses.lemmas[idx]!)
  if (marks.some((mark) => mark === 'of' || mark === 'from' || mark === 'against')) return true
  // "called for the bill to be dropped".
  if (marks[0] === 'for' && marks.includes('to')) return true
  return marks[0] === 'to' && (found.has('on') || found.has('upon') || found.has('to') || found.has('for'))
}

function nounArguments(clauses: Clauses, nounIdx: number): Arguments {
  const found = new ArgumentMap()
  const { words } = clauses
  for (let childIdx = words[nounIdx]!.firstChild; childIdx >= 0; childIdx = words[childIdx]!.nextSibling) {
    const { deprel, relation } = words[childIdx]!
    if (deprel === 'nmod:poss') add(found, 'poss', childIdx)
    else if (MODIFIERS.has(deprel)) addModifiers(clauses, found, childIdx)
    else if ((relation & (REL.nmod | REL.obl)) !== 0) add(found, prepositionOf(clauses, childIdx) ?? 'mod', childIdx)
    else if (deprel === 'acl' || (deprel === 'acl:relcl' && CONTENTFUL.has(words[nounIdx]!.lemma)))
      add(found, 'comp', childIdx)
  }
  return resolveRelatives(clauses, found)
}

/** Nouns whose "that" opens what is said, which parsers take for a relative clause. */
const CONTENTFUL = new Set(['accusation', 'allegation', 'claim', 'complaint', 'criticism'])

const MODIFIERS = new Set(['compound', 'amod', 'nmod:unmarked', 'nmod:desc'])

/** "U.S.-Japan talks", "Chinese and Russian drills": each side of the modifier is a `mod`. */
function addModifiers(clauses: Clauses, found: ArgumentMap, modifierIdx: number): void {
  add(found, 'mod', modifierIdx)
  // "The Kenya embassy bombing": where the thing stands tells nobody's act.
  if (STRUCK.has(clauses.lemmas[modifierIdx]!)) return
  for (const childIdx of dependents(clauses, modifierIdx, REL.conj | REL.compound | REL.nmod | REL.amod))
    add(found, 'mod', childIdx)
}

const STRUCK = new Set([
  'embassy', 'consulate', 'church', 'mosque', 'synagogue', 'temple', 'airport', 'hotel', 'school', 'hospital', 'clinic', 'market', 'base', 'station',
  'theatre', 'theater', 'subway', 'metro', 'bus', 'train', 'nightclub', 'club', 'marathon', 'university', 'college', 'bridge', 'refinery', 'city',
]) // biome-ignore format: one glance

function addMissingSubject(clauses: Clauses, found: ArgumentMap, verbIdx: number, passive: boolean): void {
  const surface = passive ? 'obj' : 'subj'
  if (found.has(surface)) {
    if (surface === 'subj' && !found.has('obj') && isGapped(clauses, verbIdx))
      add(found, 'obj', token(clauses, verbIdx).head)
    return
  }
  const supplied = isLooseConjunct(clauses, verbIdx) ? undefined : suppliedSubject(clauses, verbIdx, passive)
  if (supplied !== undefined) add(found, surface, supplied)
  else if (token(clauses, verbIdx).deprel === 'acl:relcl') {
    const antecedent = token(clauses, verbIdx).head
    add(found, found.has('subj') ? 'obj' : surface, antecedent)
  } else {
    const before = nameBefore(clauses, verbIdx)
    if (before !== undefined) add(found, surface, before)
  }
}

function resolveRelatives(clauses: Clauses, found: ArgumentMap): Arguments {
  for (const indices of found.lists as number[][]) // made by add
    for (let i = 0; i < indices.length; i++) indices[i] = relativeAntecedent(clauses, indices[i]!)
  return found
}

function add(found: ArgumentMap, name: string, tokenIdx: number): void {
  const known = found.get(name) as number[] | undefined // made here
  if (!known) found.set(name, [tokenIdx])
  else if (!known.includes(tokenIdx)) known.push(tokenIdx)
}
