import { ending, formIn, MARK, NOMINAL, PART, type Rule, rule } from './beginnings.ts'
import { TIMES } from './lostArguments.ts'
import { hasBelow, makeNoun } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { firstBelow, isNoun, SUBJECTS } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/** Participles that parsers take for the verb of the sentence, and nouns in -ing that they take for participles. */
export function reducedClauseRules(): readonly Rule[] {
  return [
    rule({ at: PART.verb }, mendReducedSubject),
    rule({ at: PART.verb, own: formIn(BLOWS) }, mendBlowAsNoun),
    rule({ at: PART.verb, own: ending('ing'), after: MARK.between }, mendFighting),
  ]
}

/**
 * "Inmates armed with knives seized nine guards", "Students demanding higher grants clashed with the police": a participle right behind the
 * noun that it modifies, which parsers take for the verb of the sentence, and the verb for something that hangs on it. `idx` is the participle.
 */
function mendReducedSubject(words: readonly Growing[], idx: number): void {
  if (!isNoun(words[idx - 1]) || !canModify(words, idx)) return
  const subject = firstBelow(words, idx, REL.nsubj, idx - REACH)
  if (subject === undefined || !isOfPhrase(words, idx - 1, subject)) return
  const main = verbBehind(words, idx)
  if (main === undefined) return
  const participle = words[idx]!
  const [head, deprel] = [participle.head, participle.deprel]
  if (head !== main) hang(words[main]!, head, deprel)
  hang(words[subject]!, main, 'nsubj')
  hang(participle, subject, 'acl')
  participle.features = FEAT.participle | (participle.form.endsWith('ing') ? FEAT.present : FEAT.past | FEAT.passive)
}

/** "Fighting between the army and the rebels has displaced thousands": what is between two sides is a noun, and no clause. */
function mendFighting(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  if (words[idx + 1]?.form !== 'between' || !word.form.endsWith('ing')) return
  const main = word.head < 0 ? secondClause(words, idx) : word.head
  if (main === undefined || main < idx || words[main]!.upos !== 'VERB') return
  const isOpening = word.head < 0 || word.relation === REL.csubj || (word.relation & REL.advcl) !== 0
  if (!isOpening) return
  const other = firstBelow(words, main, SUBJECTS, idx + 1)
  if (other !== undefined && !hasBelow(words, main, REL.cc, idx, other)) return
  makeNoun(word)
  if (word.head < 0) hang(words[main]!, -1, 'root')
  hang(word, main, 'nsubj')
  let first: number | undefined
  for (let i = idx + 1; i < idx + REACH && i < main; i++) {
    if (i !== other && (words[i]!.head !== idx || (words[i]!.relation & REL.obl) === 0)) continue
    const isJoined = first !== undefined && (i === other || hasBelow(words, i, REL.cc, first, i))
    if (isJoined) hang(words[i]!, first!, 'conj')
    else hang(words[i]!, idx, 'nmod')
    first ??= i
  }
}

/** The verb that a conjunction joins to a sentence's own, before the next comma. */
function secondClause(words: readonly Growing[], idx: number): number | undefined {
  for (let i = idx + 3; i < idx + REACH && words[i]?.sentIdx === words[idx]!.sentIdx && words[i]!.form !== ','; i++)
    if (words[i]!.head === idx && words[i]!.deprel === 'conj' && words[i]!.upos === 'VERB') return i
  return undefined
}

/** "died in shelling by rebels", "was wounded in shooting near the wall": behind such a preposition, and with no object, the deed is a noun. */
function mendBlowAsNoun(words: readonly Growing[], idx: number): void {
  const deed = words[idx]!
  const preposition = words[idx - 1]
  if (preposition?.head !== idx || !AMID.has(preposition.form) || !BLOWS.has(deed.form)) return
  if (deed.head < 0 || words[deed.head]!.upos !== 'VERB' || hasBelow(words, idx, REL.obj | REL.ccomp, idx, idx + 4))
    return
  makeNoun(deed)
  hang(deed, deed.head, 'obl')
  hang(preposition, idx, 'case')
  for (let at = idx + 1; at < words.length && at < idx + 8; at++)
    if (words[at]!.head === idx && (words[at]!.relation & REL.obl) !== 0) hang(words[at]!, idx, 'nmod')
}

const AMID = new Set(['in', 'during', 'by', 'amid'])
const BLOWS = new Set(['bombing', 'fighting', 'shelling', 'shooting'])

/** Agents that parsers take for a part of a place or of a gerund. */
export function agentRules(): readonly Rule[] {
  return [rule({ at: NOMINAL, among: MARK.by, head: MARK.left }, mendAgent)]
}

/** Whether "by" stands among the three words before a noun. */
function hasBy(words: readonly Growing[], idx: number): boolean {
  for (let i = idx - 1; i >= 0 && i >= idx - 3; i--) if (words[i]!.form === 'by') return true
  return false
}

/** "were kept from reaching the town by militiamen", "was dragged from a bus by soldiers": of a passive verb without one it is the agent. */
function mendAgent(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  if (noun.head < 0 || !hasBy(words, idx)) return
  const above = words[noun.head]
  if (above === undefined || noun.head > idx || !hasBelow(words, idx, REL.case, noun.head + 1, idx)) return
  if (words.slice(noun.head + 1, idx).every(({ form, head }) => form !== 'by' || head !== idx)) return
  const isGerund =
    above.upos === 'VERB' && above.form.endsWith('ing') && hasBelow(words, noun.head, REL.obj, noun.head, idx)
  if (!isGerund && !(noun.relation === REL.nmod && (above.upos === 'PROPN' || PLACES.has(above.lemma)))) return
  if (!(noun.features & FEAT.plural) && !hasBelow(words, idx, REL.det, noun.head, idx) && noun.upos !== 'PROPN') return
  const verb = above.head
  if (verb < 0 || verb > noun.head || words[verb]!.upos !== 'VERB' || TIMES.has(noun.lemma)) return
  if (!words.slice(Math.max(0, verb - 6), verb).some(({ head, deprel }) => head === verb && deprel === 'aux:pass'))
    return
  for (let i = verb + 1; i < idx; i++) if (words[i]!.head === verb && words[i]!.deprel === 'obl:agent') return
  hang(noun, verb, 'obl:agent')
}

/** Where people are when something is done to them; no word of them tells an act with an agent of its own. */
const PLACES = new Set([
  'airport', 'apartment', 'base', 'bus', 'camp', 'car', 'checkpoint', 'church', 'city', 'flat', 'hearing', 'highway', 'home', 'hospital', 'hotel', 'house', 'island',
  'market', 'mosque', 'office', 'park', 'plane', 'prison', 'region', 'restaurant', 'road', 'school', 'session', 'square', 'station', 'street', 'town', 'train', 'van',
  'vehicle', 'village',
]) // biome-ignore format: one glance

/** How far a rule looks. */
const REACH = 18
const PAST = FEAT.finite | FEAT.past

/** A form in -ing without "is", or a participle with a phrase and without an object: "backed by", "armed with", but not "spoke to", "marched with". */
function canModify(words: readonly Growing[], idx: number): boolean {
  const { form, lemma } = words[idx]!
  if (!form.endsWith('ing')) {
    const next = words[idx + 1]?.form ?? ''
    if (
      next === 'by'
        ? words[idx + 2]?.form.endsWith('ing') === true
        : !(DESCRIBING.has(lemma) && BEHIND_PARTICIPLE.has(next))
    )
      return false
    if (hasBelow(words, idx, REL.obj, idx + 1, idx + REACH)) return false
  }
  return !hasBelow(words, idx, REL.aux | REL.mark | REL.cc | REL.cop, idx - REACH, idx)
}

const BEHIND_PARTICIPLE = new Set([
  'against',
  'as',
  'at',
  'for',
  'from',
  'in',
  'near',
  'of',
  'on',
  'over',
  'to',
  'with',
])

/** What participles say of people and things in news: how they look, where they are, what is thought of them. */
const DESCRIBING = new Set([
  'accuse', 'allege', 'anger', 'arm', 'base', 'believe', 'bind', 'camp', 'charge', 'clothe', 'convict', 'cover', 'crowd', 'disguise', 'displace', 'dress', 'encamp',
  'enrage', 'equip', 'expel', 'fire', 'fit', 'garrison', 'head', 'hide', 'hire', 'hole', 'identify', 'infuriate', 'injure', 'jail', 'launch', 'lay', 'link', 'load', 'mask', 'mount', 'oppose',
  'pack', 'perch', 'post', 'recruit', 'release', 'ring', 'station', 'strand', 'strap', 'suspect', 'tie', 'train', 'trap', 'uproot', 'want', 'wrap',
]) // biome-ignore format: one glance

/** Whether the word before the participle belongs to the phrase of its subject: "Hundreds of farmers angered by it". */
function isOfPhrase(words: readonly Growing[], idx: number, subject: number): boolean {
  let at = idx
  for (let steps = 0; steps < 6 && at > subject; steps++) at = words[at]!.head
  return at === subject
}

/** The finite past verb behind the participle's phrase that hangs on it, or it on that, and has no subject, conjunction or comma of its own. */
function verbBehind(words: readonly Growing[], idx: number): number | undefined {
  const { sentIdx, head } = words[idx]!
  for (let i = idx + 2; i < idx + REACH && words[i]?.sentIdx === sentIdx; i++) {
    const word = words[i]!
    if (word.form === ',' || word.upos === 'CCONJ' || word.upos === 'SCONJ' || word.form === ';') return undefined
    if (word.upos !== 'VERB' || (word.features & PAST) !== PAST) continue
    if (word.head !== idx && head !== i) return undefined
    return hasBelow(words, i, SUBJECTS | REL.mark | REL.cc, idx, i) ? undefined : i
  }
  return undefined
}
