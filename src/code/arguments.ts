import { REL } from '../annotate/index.ts'
import { ArgumentMap, type Arguments } from './argumentMap.ts'
import {
  type Clauses,
  dependents,
  hasDependent,
  isInfinitive,
  isPassive,
  isTime,
  memoOf,
  prepositionOf,
  relativeAntecedent,
  token,
} from './clause.ts'
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
  addTakenNoun(clauses, found)
  if (passive && !found.has('subj')) addStrandedAgent(clauses, found, verbIdx)
  for (const idx of argumentClauses(clauses, found, verbIdx)) {
    add(found, 'comp', idx)
    add(found, 'xcomp', idx)
  }
  // "was given a loan": in the passive of giving, the subject receives.
  if (passive && found.get('obj') !== undefined && HANDING.has(clauses.lemmas[verbIdx]!))
    addReceiver(clauses, found, verbIdx)
  mendObjectPronoun(clauses, found)
  addMissingSubject(clauses, found, verbIdx, passive)
  return resolveRelatives(clauses, found)
}

/** "Are being flown to the Middle East by the United States": parsers hang the agent on the place before it. */
function addStrandedAgent(clauses: Clauses, found: ArgumentMap, verbIdx: number): void {
  for (const idx of dependents(clauses, verbIdx, REL.obl)) {
    if (token(clauses, idx).upos !== 'PROPN' || prepositionOf(clauses, idx) === 'by') continue
    for (const agent of dependents(clauses, idx, REL.nmod))
      if (prepositionOf(clauses, agent) === 'by') {
        add(found, 'subj', agent)
        add(found, 'by', agent)
        return
      }
  }
}

/** "Called off a round of talks": behind a verb and its particle a noun is the object, whatever the parser calls it. */
function addTakenNoun(clauses: Clauses, found: ArgumentMap): void {
  if (!found.has('prt') || found.has('obj')) return
  const noun = found.get('xcomp')?.find((idx) => token(clauses, idx).upos === 'NOUN')
  if (noun !== undefined) add(found, 'obj', noun)
}

function addReceiver(clauses: Clauses, found: ArgumentMap, verbIdx: number): void {
  const receiver = dependents(clauses, verbIdx, REL.nsubjPass)[0]
  const things = found.get('obj')!
  if (receiver !== undefined && things.length > 1 && !found.has('iobj')) found.set('iobj', [receiver])
}

const HANDING = new Set([
  'allocate',
  'award',
  'give',
  'grant',
  'hand',
  'lend',
  'loan',
  'offer',
  'pay',
  'promise',
  'send',
])

function addVerbChild(clauses: Clauses, found: ArgumentMap, childIdx: number, passive: boolean): void {
  const { deprel, relation } = token(clauses, childIdx)
  const name = (relation & OF_FUNCTIONS) === 0 ? undefined : VERB_FUNCTIONS.get(deprel)
  // "the missile it tested a day earlier": a bare time is no object, whatever the parser calls it.
  // But "gave him 48 hours to resign" gives time.
  if (name === 'obj' && isTime(clauses, childIdx) && !GIVING.has(token(clauses, token(clauses, childIdx).head).lemma))
    return
  if (name !== undefined) add(found, name === 'subj' && passive ? 'obj' : name, childIdx)
  // Entries may ask for an infinitive and a content clause apart.
  if (deprel === 'xcomp' || deprel === 'ccomp') add(found, deprel, childIdx)
  if ((relation & (REL.obl | REL.nmod)) === 0) return
  const preposition = prepositionOf(clauses, childIdx)
  if (preposition === 'by' && passive && !isTime(clauses, childIdx)) add(found, 'subj', childIdx)
  // "at 8:10 a.m.", "on Sunday" are dates, not arguments.
  if (preposition && (preposition === 'until' || !isTime(clauses, childIdx))) add(found, preposition, childIdx)
}

const GIVING = new Set(['give', 'allow', 'grant', 'hand', 'leave'])

/** "Trump, who he blasted as a bully": of a relative word and a pronoun right behind it the pronoun acts. */
function mendObjectPronoun(clauses: Clauses, found: ArgumentMap): void {
  const subjects = found.get('subj') as number[] | undefined // made by add
  if (subjects?.length !== 2 || found.has('obj')) return
  const [relative, pronoun] = subjects as [number, number]
  if (clauses.forms[relative] !== 'who' || pronoun !== relative + 1 || !SUBJECT_FORMS.has(clauses.forms[pronoun]!))
    return
  subjects.shift()
  add(found, 'obj', relative)
}

const SUBJECT_FORMS = new Set(['he', 'she', 'they', 'it', 'we', 'i'])

const VERB_FUNCTIONS = new Map([
  ['nsubj', 'subj'], ['nsubj:outer', 'subj'], ['csubj', 'subj'], ['nsubj:pass', 'subj'], ['csubj:pass', 'subj'], ['obj', 'obj'], ['iobj', 'iobj'],
  ['xcomp', 'comp'], ['ccomp', 'comp'], ['compound:prt', 'prt'], ['advmod', 'advmod'],
]) // biome-ignore format: one glance

/** The relations of VERB_FUNCTIONS, of which most dependents have none. */
const OF_FUNCTIONS = REL.nsubj | REL.csubj | REL.obj | REL.iobj | REL.xcomp | REL.ccomp | REL.compound | REL.advmod

/** Clauses that the verb asks for but the parse hangs elsewhere: adverbial ones, and for "urged X to leave" one on the object. */
function argumentClauses(clauses: Clauses, found: Arguments, verbIdx: number): readonly number[] {
  const hasAdverbial = hasDependent(clauses, verbIdx, REL.advcl)
  if (!hasAdverbial && !hasClauseOnObject(clauses, found)) return NONE
  const adverbial = hasAdverbial ? adverbialArguments(clauses, found, verbIdx) : NONE
  if (!OBJECT_CONTROL.has(token(clauses, verbIdx).lemma)) return adverbial
  const objects = [...(found.get('obj') ?? []), ...(found.get('iobj') ?? [])]
  if (objects.length === 0) return adverbial
  const infinitives = [
    ...dependents(clauses, verbIdx, REL.advcl),
    ...objects.flatMap((idx) => dependents(clauses, idx, REL.acl)),
  ]
  return [...new Set([...adverbial, ...infinitives.filter((idx) => isInfinitive(clauses, idx))])]
}

function hasClauseOnObject(clauses: Clauses, found: Arguments): boolean {
  return isClauseOnAny(clauses, found.get('obj') ?? NONE) || isClauseOnAny(clauses, found.get('iobj') ?? NONE)
}

function isClauseOnAny(clauses: Clauses, idxs: readonly number[]): boolean {
  for (let i = 0; i < idxs.length; i++) if (hasDependent(clauses, idxs[i]!, REL.acl)) return true
  return false
}

const NONE: readonly number[] = []

function adverbialArguments(clauses: Clauses, found: Arguments, verbIdx: number): readonly number[] {
  const isPledge = PLEDGING.has(token(clauses, verbIdx).lemma)
  return dependents(clauses, verbIdx, REL.advcl).filter(
    (idx) => isArgumentClause(clauses, found, idx) || (isPledge && isInfinitive(clauses, idx)),
  )
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
  if (marks[0] !== 'to') return false
  if (found.has('on') || found.has('upon') || found.has('to') || found.has('for')) return true
  // "pleaded with X to send help".
  return found.has('with') && PLEADING.has(clauses.lemmas[token(clauses, clauseIdx).head]!)
}

const PLEADING = new Set(['plead', 'intercede', 'reason', 'remonstrate'])

function nounArguments(clauses: Clauses, nounIdx: number): Arguments {
  const found = new ArgumentMap()
  const { words } = clauses
  for (let childIdx = words[nounIdx]!.firstChild; childIdx >= 0; childIdx = words[childIdx]!.nextSibling) {
    const { deprel, relation } = words[childIdx]!
    if (deprel === 'nmod:poss') add(found, 'poss', childIdx)
    else if ((relation & MODIFYING) !== 0 && MODIFIERS.has(deprel)) addModifiers(clauses, found, childIdx)
    else if ((relation & (REL.nmod | REL.obl)) !== 0) add(found, prepositionOf(clauses, childIdx) ?? 'mod', childIdx)
    // "said the remarks were unacceptable": of whom or what an adjective is said; "it is unacceptable that" is said of nothing before.
    else if ((relation & REL.nsubj) !== 0 && words[nounIdx]!.upos === 'ADJ' && words[childIdx]!.lemma !== 'it')
      add(found, 'subj', childIdx)
    else if (deprel === 'acl' || (deprel === 'acl:relcl' && CONTENTFUL.has(words[nounIdx]!.lemma)))
      add(found, 'comp', childIdx)
  }
  const agents = found.get('by')
  if (agents !== undefined) addBehindAgent(clauses, found, agents[0]!)
  return resolveRelatives(clauses, found)
}

/** "A visit by the crown prince to Tehran": what stands behind the agent of a noun is the noun's, unless the agent is posted there. */
function addBehindAgent(clauses: Clauses, found: ArgumentMap, agentIdx: number): void {
  if (POSTED.has(clauses.lemmas[agentIdx]!)) return
  for (const idx of dependents(clauses, agentIdx, REL.nmod)) {
    const preposition = idx > agentIdx ? prepositionOf(clauses, idx) : undefined
    if (preposition !== undefined && BEHIND_AGENT.has(preposition) && !found.has(preposition))
      add(found, preposition, idx)
  }
}

const BEHIND_AGENT = new Set(['against', 'from', 'to', 'with'])
const POSTED = new Set([
  'adviser',
  'advisor',
  'ambassador',
  'candidate',
  'delegate',
  'emissary',
  'envoy',
  'heir',
  'immigrant',
  'representative',
  'witness',
])

/** Nouns whose "that" opens what is said, which parsers take for a relative clause. */
const CONTENTFUL = new Set(['accusation', 'allegation', 'claim', 'complaint', 'criticism'])

const MODIFIERS = new Set(['compound', 'amod', 'nmod:unmarked', 'nmod:desc'])
/** The relations of MODIFIERS, of which many dependents have none. */
const MODIFYING = REL.compound | REL.amod | REL.nmod

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
  if (!known) found.push(name, [tokenIdx])
  else if (!known.includes(tokenIdx)) known.push(tokenIdx)
}
