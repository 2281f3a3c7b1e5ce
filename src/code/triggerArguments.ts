import { REL } from '../annotate/index.ts'
import { ArgumentMap, type Arguments, argumentBit, argumentBits } from './argumentMap.ts'
import { argumentsOf } from './arguments.ts'
import {
  type Clauses,
  coordinated,
  dependents,
  firstDependent,
  hasDependent,
  isInfinitive,
  isPassive,
  isTime,
  memoOf,
  prepositionOf,
  relativeAntecedent,
  subtree,
  token,
} from './clause.ts'
import { negationsOf } from './mood.ts'
import { participantsAt } from './participants.ts'
import { surfaceSubject } from './subjects.ts'
import { measureOf } from './triggerWords.ts'

/** The arguments of an adjective, noun or phrase that a copula makes a predicate. */
export function copularArguments(clauses: Clauses, predicateIdx: number): Arguments {
  const found = argumentsOf(clauses, predicateIdx).copy()
  const subject = firstDependent(clauses, predicateIdx, REL.nsubj) ?? surfaceSubject(clauses, predicateIdx)
  if (subject !== undefined) found.set('subj', [relativeAntecedent(clauses, subject)])
  const clausal = dependents(clauses, predicateIdx, REL.xcomp | REL.ccomp | REL.advcl)
  if (clausal.length > 0) found.set('comp', clausal)
  for (const idx of dependents(clauses, predicateIdx, REL.obl)) {
    const preposition = prepositionOf(clauses, idx)
    if (preposition !== undefined) found.set(preposition, [...(found.get(preposition) ?? []), idx])
  }
  return withCircumstances(clauses, predicateIdx, found)
}

/**
 * Prepositional phrases that hang below the object or an oblique are the verb's too, where it has none of its own: which noun a
 * phrase hangs on is the parser's commonest error, and often both readings say the same ("approved a loan of 5 million to X").
 */
function addObjectPhrases(clauses: Clauses, merged: ArgumentMap): void {
  const objects = merged.get('obj') ?? NONE
  const open = objects.slice()
  // "suspended aid and cooperation with Chile": what stands behind the last of a list is of all.
  for (const object of objects)
    if (hasDependent(clauses, object, REL.conj)) open.push(...dependents(clauses, object, REL.conj))
  const there = argumentBits(merged)
  for (let at = 0; at < OBLIQUES.length; at++) {
    const phrases = (OBLIQUE_BITS[at]! & there) === 0 ? undefined : merged.get(OBLIQUES[at]!)
    if (phrases !== undefined) open.push(...phrases)
  }
  for (let i = 0; i < open.length && i < MAX_PHRASES; i++) {
    // "arrested on arrival from Chile": whence the journey was, not the arrest.
    if (!hasDependent(clauses, open[i]!, REL.nmod | REL.obl) || MOMENTS.has(clauses.lemmas[open[i]!]!)) continue
    for (const idx of dependents(clauses, open[i]!, REL.nmod | REL.obl)) {
      const preposition = prepositionOf(clauses, idx)
      if (preposition === undefined) continue
      if (!merged.has(preposition)) merged.set(preposition, [idx])
      open.push(idx)
    }
  }
  addParticiples(clauses, objects, merged)
  for (const participle of merged.get('xcomp') ?? NONE)
    if (FILLED.has(clauses.lemmas[participle]!) && isPassive(clauses, participle))
      addPhrasesOf(clauses, participle, merged)
}

/** "sent three planes loaded with medicine to Chile": what hangs on the participle is the verb's. */
function addPhrasesOf(clauses: Clauses, participle: number, merged: ArgumentMap): void {
  for (const idx of dependents(clauses, participle, REL.obl)) {
    const preposition = prepositionOf(clauses, idx)
    if (preposition !== undefined && !merged.has(preposition)) merged.set(preposition, [idx])
  }
}

/** "lifted the sanctions imposed on Mali": on whom a participle says the object lies. */
function addParticiples(clauses: Clauses, objects: readonly number[], merged: ArgumentMap): void {
  for (const object of objects) {
    for (const participle of dependents(clauses, object, REL.acl)) {
      if (token(clauses, participle).deprel !== 'acl' || !isPassive(clauses, participle)) continue
      // "sent planes loaded with medicine to Chile".
      const isFilled = FILLED.has(clauses.lemmas[participle]!)
      for (const idx of dependents(clauses, participle, REL.obl)) {
        const preposition = prepositionOf(clauses, idx)
        if (preposition !== undefined && (isFilled || LAID_UPON.has(preposition)) && !merged.has(preposition))
          merged.set(preposition, [idx])
      }
    }
  }
}

/** Ends of journeys that only say when: a trip or a withdrawal may be what the act is about. */
const MOMENTS = new Set(['arrival', 'departure', 'return'])
const LAID_UPON = new Set(['on', 'upon', 'against'])
const FILLED = new Set(['carry', 'fill', 'load', 'pack', 'stack'])

const OBLIQUES = ['for', 'to', 'on', 'of', 'in', 'with', 'from', 'by', 'via', 'over', 'at', 'worth']
const OBLIQUE_BITS = OBLIQUES.map(argumentBit)
/** A clause has few phrases; the bound keeps lists of hundreds of names linear. */
const MAX_PHRASES = 24

/** The arguments of a noun trigger: its own, its support verb's, and a phrase right behind it. */
export function nounTriggerArguments(clauses: Clauses, nounIdx: number, supportIdx: number | undefined): Arguments {
  const own = argumentsOf(clauses, nounIdx)
  const merged = own.copy()
  if (supportIdx !== undefined) {
    const { names, lists } = argumentsOf(clauses, supportIdx)
    const itself = coordinated(clauses, nounIdx)
    const isJoined = token(clauses, nounIdx).deprel === 'conj'
    for (let at = 0; at < names.length; at++) {
      const name = names[at]!
      // "drew praise from Oslo and scorn from Lima": each of the two has a phrase of its own.
      if (isJoined && own.has(name)) continue
      const others = lists[at]!.filter((i) => !itself.includes(i))
      if (others.length > 0) merged.set(name, [...(merged.get(name) ?? []), ...others])
    }
  }
  if (hasDependent(clauses, nounIdx, REL.conj)) addListPhrases(clauses, nounIdx, merged)
  const measureIdx = measureOf(clauses, nounIdx)
  // "three days of drills in the seas around Chile".
  if (measureIdx !== undefined) {
    const { names, lists } = argumentsOf(clauses, measureIdx)
    for (let at = 0; at < names.length; at++)
      if (names[at] !== 'of' && !merged.has(names[at]!)) merged.set(names[at]!, lists[at]!)
  }
  const next = followingPhrase(clauses, nounIdx)
  if (next && !merged.has(next.preposition)) merged.set(next.preposition, [next.idx])
  const purposes =
    supportIdx === undefined ? [] : purposesOf(clauses, supportIdx, new ArgumentMap(['obj'], [[nounIdx]]))
  if (purposes.length > 0) merged.set('purpose', purposes)
  if (!merged.has('subj')) {
    const subject = own.get('poss') ?? own.get('by') ?? own.get('mod') ?? responder(clauses, nounIdx)
    if (subject) merged.set('subj', subject)
  }
  undergo(clauses, nounIdx, merged)
  const { relation, head } = token(clauses, nounIdx)
  if (head >= 0 && (relation & REL.nsubj) !== 0) merged.set('predicate', [head])
  return withCircumstances(clauses, nounIdx, merged)
}

/** "its condemnation and denunciation of the raid": what stands behind the last of two bare nouns is of both. */
function addListPhrases(clauses: Clauses, nounIdx: number, merged: ArgumentMap): void {
  const last = dependents(clauses, nounIdx, REL.conj).at(-1)!
  if (token(clauses, last).upos !== 'NOUN' || last > nounIdx + 3 || hasDependent(clauses, last, REL.det | REL.nmodPoss))
    return
  for (const idx of dependents(clauses, last, REL.nmod)) {
    const preposition = prepositionOf(clauses, idx)
    if (preposition !== undefined && !merged.has(preposition)) merged.set(preposition, [idx])
  }
}

/** "responded with the launch of five missiles": who answers with an act does it. */
function responder(clauses: Clauses, nounIdx: number): readonly number[] | undefined {
  const { head, relation } = token(clauses, nounIdx)
  if (head < 0 || (relation & REL.obl) === 0 || prepositionOf(clauses, nounIdx) !== 'with') return undefined
  if (!/^(respond|answer|retaliate|react|reply|counter)$/.test(clauses.lemmas[head]!)) return undefined
  const subject = surfaceSubject(clauses, head)
  return subject === undefined ? undefined : [subject]
}

/** "Meng's arrest", "his abduction": a person who possesses such a noun underwent it, unless an of-phrase tells who did. */
function undergo(clauses: Clauses, nounIdx: number, args: ArgumentMap): void {
  const owner = args.get('poss')?.[0]
  if (owner === undefined || args.has('of') || !UNDERGONE.has(clauses.lemmas[nounIdx]!)) return
  const owners = participantsAt(clauses, owner)
  if (owners.some(({ kind }) => kind === 'country' || kind === 'organization')) return
  args.set('of', [owner])
  args.delete('poss')
  if (args.get('subj')?.[0] === owner) args.delete('subj')
}

/** Nouns of acts whose possessor, being a person, is whom they were done to. */
const UNDERGONE = new Set([
  'abduction', 'arrest', 'assassination', 'capture', 'conviction', 'deportation', 'detention', 'dismissal', 'disappearance', 'execution', 'expulsion',
  'extradition', 'imprisonment', 'incarceration', 'indictment', 'kidnapping', 'killing', 'liberation', 'murder', 'ouster', 'overthrow', 'poisoning',
  'prosecution', 'release', 'removal', 'rescue', 'sentencing', 'slaying', 'trial', 'torture',
]) // biome-ignore format: one glance

/** The prepositional phrase right behind the noun that the parser hung higher up ("condemned it in a call | with X"). */
function followingPhrase(clauses: Clauses, nounIdx: number): { preposition: string; idx: number } | undefined {
  let ancestor = token(clauses, nounIdx).head
  for (let steps = 0; steps < 2 && ancestor >= 0; steps++) {
    for (const idx of dependents(clauses, ancestor, REL.nmod | REL.obl)) {
      if (idx <= nounIdx) continue
      const preposition = prepositionOf(clauses, idx)
      if (preposition === undefined || !LICENSED.has(preposition)) continue
      const end = subtree(clauses, nounIdx).at(-1)!
      if (idx > end && subtree(clauses, idx)[0] === end + 1) return { preposition, idx }
    }
    ancestor = token(clauses, ancestor).head
  }
  return undefined
}

/** Prepositions that nouns of acts ask for. */
const LICENSED = new Set(['with', 'between', 'against', 'by', 'among'])

/**
 * A named partner right behind a preposition that acts ask for, in the words after the trigger and before the next verb: what
 * is left when the parse hangs the phrase nowhere near ("will meet virtually with X on January 6").
 */
function addSurfacePartners(clauses: Clauses, triggerIdx: number, args: ArgumentMap): void {
  const { words } = clauses
  const { sentIdx } = words[triggerIdx]!
  const prepositions = partnerPrepositions(clauses)
  let next = triggerIdx + 1
  for (let i = 0; i < prepositions.length; i++) {
    const idx = prepositions[i]!
    if (idx <= triggerIdx) continue
    if (idx > triggerIdx + MAX_PARTNER_REACH || words[idx]!.sentIdx !== sentIdx) return
    for (; next < idx; next++) if (words[next]!.upos === 'VERB' && words[next]!.deprel !== 'amod') return
    const preposition = clauses.lemmas[idx]!
    if (!args.has(preposition)) args.push(preposition, [clauses.namedFrom[idx + 1]!.headTokenIdx])
  }
}

function partnerPrepositions({ words, lemmas, namedFrom, memo }: Clauses): readonly number[] {
  if (memo.partnerPrepositions !== undefined) return memo.partnerPrepositions
  const found: number[] = []
  for (let idx = 0; idx + 1 < words.length; idx++)
    if (namedFrom[idx + 1] !== undefined && words[idx]!.upos === 'ADP' && PARTNER_PREPOSITIONS.has(lemmas[idx]!))
      found.push(idx)
  memo.partnerPrepositions = found
  return found
}

const PARTNER_PREPOSITIONS = new Set(['with', 'between', 'against'])
const MAX_PARTNER_REACH = 12

/** Adds what stands around the act: who says so (`speaker`), the modal it is under (`modal`), and what negates it (`negation`). */
function withCircumstances(clauses: Clauses, predicateIdx: number, merged: ArgumentMap): Arguments {
  addSurfacePartners(clauses, predicateIdx, merged)
  const speaker = speakerOver(clauses, predicateIdx)
  if (speaker !== undefined) merged.set('speaker', [speaker])
  const { head, deprel } = token(clauses, predicateIdx)
  const auxiliaries = dependents(clauses, predicateIdx, REL.aux)
  const negations = hasDependent(clauses, predicateIdx, REL.advmod) ? negationsOf(clauses, predicateIdx) : NONE
  // "decided not to join".
  const governors = negations.length > 0 ? GOVERNING_REFUSAL : GOVERNING
  const isUnderModal = deprel === 'xcomp' && head >= 0 && governors.test(token(clauses, head).lemma)
  const modals = isUnderModal ? [...auxiliaries, head] : auxiliaries
  if (modals.length > 0) merged.set('modal', modals)
  if (negations.length > 0) merged.set('negation', negations)
  return merged
}

const GOVERNING = /^(?:have|need|ought)$/
const GOVERNING_REFUSAL = /^(?:have|need|ought|decide|choose|opt|vote|resolve)$/

/** Head token of the innermost quotation's speaker, whether its words stand in quotation marks or not. */
function speakerOver({ doc }: Clauses, tokenIdx: number): number | undefined {
  let best: { length: number; headTokenIdx: number } | undefined
  for (const { firstTokenIdx, endTokenIdx, speakerMentionIdx } of doc.quotations) {
    if (firstTokenIdx > tokenIdx || endTokenIdx <= tokenIdx || speakerMentionIdx === undefined) continue
    const mention = doc.mentions[speakerMentionIdx]
    const length = endTokenIdx - firstTokenIdx
    if (mention && (!best || length < best.length)) best = { length, headTokenIdx: mention.headTokenIdx }
  }
  return best?.headTokenIdx
}

/** The arguments of a verb trigger with those of its object. */
export function verbTriggerArguments(clauses: Clauses, verbIdx: number): Arguments {
  const known = memoOf(clauses, verbIdx)
  known.verbArguments ??= findVerbArguments(clauses, verbIdx)
  return known.verbArguments
}

function findVerbArguments(clauses: Clauses, verbIdx: number): Arguments {
  const own = argumentsOf(clauses, verbIdx)
  const merged = own.copy()
  if (!own.has('obj')) {
    // A lone receiver is the object ("warned Israel against it"), and so is an oblique that no preposition marks.
    const stray = own.get('iobj') ?? bareOblique(clauses, verbIdx)
    if (stray && !isPassive(clauses, verbIdx)) merged.push('obj', stray)
  }
  addObjectPhrases(clauses, merged)
  if (!merged.has('subj')) addLostAgent(clauses, verbIdx, merged)
  if (!merged.has('in')) addSharedPlace(clauses, verbIdx, merged)
  addInnerArguments(clauses, merged)
  const purposes = purposesOf(clauses, verbIdx, merged)
  if (purposes.length > 0) merged.set('purpose', purposes)
  return withCircumstances(clauses, verbIdx, merged)
}

/** Arguments of the arguments that entries ask for. */
function addInnerArguments(clauses: Clauses, merged: ArgumentMap): void {
  const complements = merged.get('comp')
  if (complements !== undefined) {
    // "threatened to cut aid": what the act in the complement is done to.
    const inner = innerArguments(clauses, complements, 'obj')
    if (inner.length > 0) merged.set('comp.obj', inner)
    // "called it a hostile act": of what sort the thing is that somebody is called.
    const sorts = innerArguments(clauses, complements, 'mod')
    if (sorts.length > 0) merged.set('comp.mod', sorts)
  }
  const objects = merged.get('obj')
  if (objects === undefined || !isOwned(clauses, objects)) return
  // "praised Norway's reaction": whose the object is.
  const owners = innerArguments(clauses, objects, 'poss')
  if (owners.length > 0) merged.set('obj.poss', owners)
}

function isOwned(clauses: Clauses, idxs: readonly number[]): boolean {
  for (let i = 0; i < idxs.length; i++) if (hasDependent(clauses, idxs[i]!, REL.nmodPoss)) return true
  return false
}

/**
 * "was lifted for two bishops by the court", "has been acknowledged as head of state by the bloc": who does what is told in the passive
 * may hang on the nominal right before, as if it were whose that is.
 */
function addLostAgent(clauses: Clauses, verbIdx: number, merged: ArgumentMap): void {
  if (!isPassive(clauses, verbIdx)) return
  for (const host of dependents(clauses, verbIdx, REL.obl | REL.obj | REL.xcomp)) {
    // "was given shelter by Chile", "was allowed to print by the court".
    if ((clauses.words[host]!.relation & REL.obl) !== 0 && !BEFORE_AGENT.has(prepositionOf(clauses, host) ?? ''))
      continue
    for (const idx of dependents(clauses, host, REL.nmod | REL.obl)) {
      if (prepositionOf(clauses, idx) !== 'by' || isTime(clauses, idx) || participantsAt(clauses, idx).length === 0)
        continue
      merged.set('subj', [idx])
      return
    }
  }
}

/** Prepositions of what may stand between a passive and its agent; behind others a "by" tells mostly whose deed the noun is. */
const BEFORE_AGENT = new Set(['as', 'for', 'to', 'with'])

/** "two were killed and eight injured in a bombing": the phrase behind the last of such verbs is for all of them. */
function addSharedPlace(clauses: Clauses, verbIdx: number, merged: ArgumentMap): void {
  if (!hasDependent(clauses, verbIdx, REL.conj) || !isPassive(clauses, verbIdx)) return
  const last = dependents(clauses, verbIdx, REL.conj).at(-1)!
  if (token(clauses, last).upos !== 'VERB' || !isPassive(clauses, last)) return
  const shared = argumentsOf(clauses, last).get('in')
  if (shared) merged.set('in', shared)
}

/** The arguments called `name` of each of some arguments. */
function innerArguments(clauses: Clauses, outer: readonly number[], name: string): readonly number[] {
  if (outer.length === 1) return argumentsOf(clauses, outer[0]!).get(name) ?? NONE
  return outer.flatMap((idx) => argumentsOf(clauses, idx).get(name) ?? NONE)
}

const NONE: readonly number[] = []

/** "sent troops to help X", "gave a million to fight hunger in X": infinitives that say what the act is for. */
function purposesOf(clauses: Clauses, verbIdx: number, args: Arguments): readonly number[] {
  const complements = args.get('comp')
  let found = withInfinitives(clauses, verbIdx, complements, NONE)
  for (const name of BEFORE_PURPOSE)
    for (const headIdx of args.get(name) ?? NONE) found = withInfinitives(clauses, headIdx, complements, found)
  return found
}

function withInfinitives(
  clauses: Clauses,
  headIdx: number,
  complements: readonly number[] | undefined,
  found: readonly number[],
): readonly number[] {
  if (!hasDependent(clauses, headIdx, PURPOSES)) return found
  const infinitives = dependents(clauses, headIdx, PURPOSES).filter(
    (idx) => isInfinitive(clauses, idx) && !complements?.includes(idx),
  )
  return infinitives.length === 0 ? found : [...found, ...infinitives]
}

const PURPOSES = REL.advcl | REL.acl | REL.xcomp

/** Behind whom or what, and what else is said of the verb, an infinitive of purpose may stand that parsers hang there. */
const BEFORE_PURPOSE = ['obj', 'in', 'of']

/**
 * The arguments with the nominal that the last word of a phrase marks, wherever the parser hung it: whom one stands shoulder to
 * shoulder "with".
 */
export function withLastWord(clauses: Clauses, args: Arguments, wordIdxs: readonly number[]): Arguments {
  const last = wordIdxs.at(-1)!
  const { deprel, head, upos } = token(clauses, last)
  // "stood ready to help": what somebody is ready for hangs on the adjective.
  if (upos === 'ADJ' && wordIdxs.length > 1 && !args.has('comp')) {
    const clausal = dependents(clauses, last, REL.xcomp | REL.ccomp)
    if (clausal.length > 0) return args.copy().set('comp', clausal)
  }
  if (wordIdxs.length < 2 || deprel !== 'case' || head <= last) return args
  const name = clauses.lemmas[last]!
  return args.get(name)?.[0] === head ? args : args.copy().set(name, [head])
}

/** A nominal behind the verb that the parser called oblique though nothing marks it so; dates aside. */
function bareOblique(clauses: Clauses, verbIdx: number): number[] | undefined {
  for (const idx of dependents(clauses, verbIdx, REL.obl))
    if (idx > verbIdx && prepositionOf(clauses, idx) === undefined && !isTime(clauses, idx)) return [idx]
  return undefined
}
