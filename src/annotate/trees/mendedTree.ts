import { asideRules } from './asides.ts'
import { formIn, inOrder, lemmaIn, MARK, marksAmong, mendWord, type Rule, rule } from './beginnings.ts'
import { causativeRules } from './causatives.ts'
import { doubleObjectRules } from './doubleObjects.ts'
import { frontedRules } from './fronted.ts'
import { headlineRules } from './headlines.ts'
import { hyphenRules } from './hyphens.ts'
import { joinedNameRules } from './joinedNames.ts'
import { lostArgumentRules } from './lostArguments.ts'
import { lostClauseRules } from './lostClauses.ts'
import { attachmentRules } from './misattachments.ts'
import { subjectRules } from './misplacedSubjects.ts'
import { HAVE, hasBelow, misreadingRules } from './misreadings.ts'
import { neighbourRules } from './neighbours.ts'
import { nounPhraseRules } from './nounPhrases.ts'
import { presentTenseRules } from './presentTense.ts'
import { infinitiveRules, quotedWordRules } from './quotedWords.ts'
import { agentRules, reducedClauseRules } from './reducedClauses.ts'
import { FEAT, REL } from './relations.ts'
import { relativeClauseRules } from './relativeClauses.ts'
import { severalClauseRules } from './severalClauses.ts'
import { speakerRules } from './speakers.ts'
import { strayObjectRules } from './strayObjects.ts'
import { betweenRules, subjunctiveRules } from './subjunctives.ts'
import { isNoun, MAX_CLIMB, verbAbove } from './treeSearch.ts'
import { asParsed, type Growing, hang, undoFaults } from './words.ts'

// From here, so that whoever reads traits has all rules that ask for them.
export { marksOf, traitsOf } from './beginnings.ts'

/**
 * Mends what parsers misread again and again, by the words and their order: the words of a document as the parser left them. `first` is the
 * word to begin at.
 */
export function mendTrees(words: readonly Growing[], first = 0): void {
  const parsed = asParsed(words)
  let among = 0
  for (let tokenIdx = first; tokenIdx < words.length; tokenIdx++) {
    const word = words[tokenIdx]!
    const isOpening = tokenIdx === 0 || words[tokenIdx - 1]!.sentIdx !== word.sentIdx
    if (isOpening || tokenIdx === first) among = marksAmong(words, tokenIdx)
    if (isOpening || !(isPassedOver(word) || isQuiet(words, tokenIdx))) mendWord(RULES, words, tokenIdx, among)
  }
  undoFaults(words, parsed)
}

/** What has something between it and its place: "up to", owners, and what "and" joins. */
function lastRules(): readonly Rule[] {
  return [
    rule({ own: lemmaIn(UP) }, mendCounted),
    ...betweenRules(),
    rule({ now: REL.conj, head: MARK.left }, mendConjunct),
    rule({ now: CORE, among: MARK.possessive }, mendOwner),
    rule({ now: REL.advcl, head: MARK.right }, mendToldClause),
  ]
}

const UP = new Set(['up'])
const CORE = REL.nsubj | REL.obj | REL.iobj

/** The rules in their order. Those of one group begin by the part of speech and the relation that the first of them finds. */
const RULES = inOrder([
  nounPhraseRules(),
  causativeRules(),
  headlineRules(),
  hyphenRules(),
  misreadingRules(),
  attachmentRules(),
  joinedNameRules(),
  subjectRules(),
  lostArgumentRules(),
  reducedClauseRules(),
  lostClauseRules(),
  presentTenseRules(),
  strayObjectRules(),
  asideRules(),
  relativeClauseRules(),
  severalClauseRules(),
  frontedRules(),
  [...doubleObjectRules(), ...quotedWordRules(), ...speakerRules(), ...subjunctiveRules(), ...infinitiveRules()],
  neighbourRules(),
  agentRules(),
  lastRules(),
])

/** Marks and small words that no rule begins at, but for the first word of a sentence: a third of all. */
function isPassedOver({ upos, form }: Growing): boolean {
  if (upos === 'DET') return form === 'the' || form === 'a' || form === 'an'
  if (upos === 'PUNCT') return form !== ';'
  return upos === 'PART' || (upos === 'ADP' && form !== 'up')
}

/**
 * Whether no rule begins at a word that is neither verb nor noun: most adjectives, numbers, adverbs and auxiliaries stand where they belong. A
 * rule that begins at another of them needs its relation or form below, or it is never called.
 */
function isQuiet(words: readonly Growing[], idx: number): boolean {
  const { upos, relation, traits } = words[idx]!
  if (upos === 'VERB' || upos === 'NOUN' || upos === 'PROPN' || upos === 'PRON' || upos === 'SYM') return false
  if ((relation & BEGUN_AT) !== 0 || (traits & TRAITS_BEGUN_AT) !== 0) return false
  const { form: before } = words[idx - 1]!
  return before !== 'to' && before !== '-' && (upos !== 'CCONJ' || before !== ',')
}

const BEGUN_AT = REL.nsubj | REL.obj | REL.iobj | REL.obl | REL.nmod | REL.appos | REL.conj | REL.advcl
const FORMS_BEGUN_AT = new Set([
  ';', 'Both', 'and', 'both', 'each', 'front', 'persona', 'personae', 'what', 'when', 'who', 'whom', 'whose',
]) // biome-ignore format: one glance
const TRAITS_BEGUN_AT = formIn(FORMS_BEGUN_AT) | lemmaIn(UP) | lemmaIn(HAVE)

function mendConjunct(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  if (word.deprel !== 'conj') return
  const verb =
    joinedVerb(words, idx) ??
    joinedObject(words, idx) ??
    resumedClause(words, idx) ??
    likeVerb(words, idx) ??
    resumedTelling(words, idx) ??
    likeInfinitive(words, idx)
  if (verb !== undefined) hang(word, verb, 'conj')
}

function mendOwner(words: readonly Growing[], idx: number): void {
  const owned = ownedNoun(words, idx)
  if (owned !== undefined) hang(words[idx]!, owned, 'nmod:poss')
}

function mendToldClause(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  const told = word.deprel === 'advcl' ? tellingClause(words, idx) : undefined
  if (told !== undefined) hang(word, told, word.deprel)
}

/** "condemned the launch and stressed the commitment": a past verb is joined to the verb before, not to its object. */
function joinedVerb(words: readonly Growing[], conjunctIdx: number): number | undefined {
  const { head, upos, features } = words[conjunctIdx]!
  if (upos !== 'VERB' || head < 0 || head > conjunctIdx || (features & FEAT.past) === 0) return undefined
  const { upos: joined, relation } = words[head]!
  // "called it unacceptable and summoned the envoy"
  const isPredicate = joined === 'ADJ' && relation === REL.xcomp
  if (!isPredicate && (!isNoun(words[head]!) || (relation & (REL.obj | REL.obl | REL.nmod)) === 0)) return undefined
  const verb = verbAbove(words, head)
  return verb === undefined || verb > head ? undefined : verb
}

/** "drew praise from Oslo and scorn from Lima": a noun with nothing of a clause is joined to the object of the verb, not to the verb. */
function joinedObject(words: readonly Growing[], conjunctIdx: number): number | undefined {
  const { head, upos } = words[conjunctIdx]!
  if (upos !== 'NOUN' || head < 0 || head > conjunctIdx || words[head]!.upos !== 'VERB') return undefined
  if (hasBelow(words, conjunctIdx, REL.nsubj | REL.cop | REL.case | REL.mark, head, conjunctIdx)) return undefined
  for (let idx = head + 1; idx < conjunctIdx; idx++)
    if (words[idx]!.head === head && (words[idx]!.relation & REL.obj) !== 0) return idx
  return undefined
}

/**
 * "rejected the charge that it was shelling them and blamed others", "refused to meet him and recalled its envoy": what is joined has one
 * form, so that a past verb goes with the past verb above, not with the participle or infinitive between.
 */
function likeVerb(words: readonly Growing[], conjunctIdx: number): number | undefined {
  const { head, upos, features } = words[conjunctIdx]!
  if (upos !== 'VERB' || head < 0 || head > conjunctIdx || (features & PAST) !== PAST) return undefined
  const joined = words[head]!
  const isBare = (joined.features & (FEAT.gerund | FEAT.infinitive)) !== 0 || joined.form.endsWith('ing')
  if (joined.upos !== 'VERB' || !(isBare || isUnderModal(words, head))) return undefined
  if (hasBelow(words, conjunctIdx, REL.nsubj | REL.nsubjPass | REL.aux, head, conjunctIdx)) return undefined
  let idx = joined.head
  for (let steps = 0; steps < MAX_CLIMB && idx >= 0; steps++, idx = words[idx]!.head) {
    const above = words[idx]!
    if (idx < head && above.upos === 'VERB' && (above.features & PAST) === PAST) return idx
  }
  return undefined
}

const PAST = FEAT.finite | FEAT.past

/** "it would respond": no past verb can be joined to such a one, whatever form the tagger sees in it. */
function isUnderModal(words: readonly Growing[], verbIdx: number): boolean {
  const before = words[verbIdx - 1]
  return (
    before?.upos === 'AUX' && before.head === verbIdx && /^(?:will|would|shall|could|may|might|must)$/.test(before.form)
  )
}

/** "said the island had been hers for a century, and called for dialogue": behind a comma whoever said so goes on, not what it was said of. */
function resumedTelling(words: readonly Growing[], conjunctIdx: number): number | undefined {
  const { head, upos, features, lemma } = words[conjunctIdx]!
  if (upos !== 'VERB' || !UTTERING.has(lemma) || head < 0 || head > conjunctIdx || (features & PAST) !== PAST)
    return undefined
  const said = words[head]!
  if (words[conjunctIdx - 1]?.upos !== 'CCONJ' || words[conjunctIdx - 2]?.form !== ',' || said.deprel !== 'ccomp')
    return undefined
  if (hasBelow(words, conjunctIdx, REL.nsubj | REL.nsubjPass | REL.aux, head, conjunctIdx)) return undefined
  const teller = words[said.head]
  if (teller?.upos !== 'VERB' || said.head > head || (teller.features & PAST) !== PAST) return undefined
  return hasBelow(words, head, REL.aux | REL.cop, head - MAX_CLIMB, head) ? said.head : undefined
}

/** Verbs of what speakers do besides telling. */
const UTTERING = new Set([
  'accuse', 'add', 'appeal', 'ask', 'blame', 'call', 'condemn', 'criticise', 'criticize', 'demand', 'denounce', 'express', 'insist', 'invite', 'offer', 'pledge', 'praise', 'promise',
  'reiterate', 'reject', 'stress', 'thank', 'threaten', 'urge', 'voice', 'vow', 'warn', 'welcome',
]) // biome-ignore format: one glance

/** "Is promising to bomb them, bring back the law and deport X": a bare verb goes with the infinitive before it, not with the form above. */
function likeInfinitive(words: readonly Growing[], conjunctIdx: number): number | undefined {
  const { head, upos, features, form, lemma } = words[conjunctIdx]!
  if (upos !== 'VERB' || form !== lemma || head < 0 || head > conjunctIdx || (features & FEAT.past) !== 0)
    return undefined
  const joined = words[head]!
  if (joined.upos !== 'VERB' || !/(?:ing|ed|s)$/.test(joined.form) || joined.form === joined.lemma) return undefined
  if (hasBelow(words, conjunctIdx, REL.nsubj | REL.nsubjPass | REL.aux | REL.mark, head, conjunctIdx)) return undefined
  for (let idx = conjunctIdx - 1; idx > head; idx--) {
    const { head: above, relation, upos: part } = words[idx]!
    if (part === 'VERB' && above === head && (relation & (REL.xcomp | REL.advcl)) !== 0)
      return words[idx - 1]?.form === 'to' ? idx : undefined
  }
  return undefined
}

/** "supply up to one million tonnes": "up to" before a number is no particle and no preposition, and the noun it counts is the object. */
function mendCounted(words: readonly Growing[], upIdx: number): void {
  const [up, to, number] = [words[upIdx]!, words[upIdx + 1], words[upIdx + 2]]
  if (to?.form !== 'to' || number?.upos !== 'NUM' || to.deprel !== 'case') return
  const counted = words[to.head]!
  if ((counted.relation & REL.obl) === 0 || counted.head < 0 || words[counted.head]!.upos !== 'VERB') return
  hang(counted, counted.head, 'obj')
  hang(up, to.head, 'advmod')
  hang(to, to.head, 'advmod')
}

/**
 * "paid tribute to X, who died in jail, and held Y responsible": behind a relative clause between commas the sentence goes on, though
 * parsers join the second verb to the relative clause.
 */
function resumedClause(words: readonly Growing[], conjunctIdx: number): number | undefined {
  const { head } = words[conjunctIdx]!
  if (head < 0 || !RESUMED.has(words[head]!.deprel)) return undefined
  let conjunction = conjunctIdx - 1
  while (conjunction > head && words[conjunction]!.upos !== 'CCONJ') conjunction--
  let relative = words[head]!.head + 1
  while (relative < head && (words[relative]!.features & FEAT.relative) === 0) relative++
  if (conjunction <= head || relative >= head) return undefined
  if (words[conjunction - 1]!.form !== ',' || words[relative - 1]?.form !== ',') return undefined
  return verbAbove(words, head)
}

const RESUMED = new Set(['acl:relcl', 'parataxis', 'advcl'])

/**
 * "Seoul's council expressed regret": what bears the possessive is no subject beside the one it owns. The noun it owns is the
 * next one under the same verb; undefined for all other tokens.
 */
function ownedNoun(words: readonly Growing[], ownerIdx: number): number | undefined {
  const { head, sentIdx } = words[ownerIdx]!
  if (!bearsPossessive(words, ownerIdx)) return undefined
  for (let idx = ownerIdx + 2; idx < ownerIdx + MAX_OWNED_REACH && words[idx]?.sentIdx === sentIdx; idx++) {
    const next = words[idx]!
    if (next.head === head && (isCore(next) || isBareNoun(words, idx))) return idx
    if (idx === head) return undefined
  }
  return undefined
}

const MAX_OWNED_REACH = 12

/** A common noun that no preposition marks, which is no adjunct: "discuss North Korea's January 5 missile launch". */
function isBareNoun(words: readonly Growing[], idx: number): boolean {
  const { upos, relation } = words[idx]!
  return upos === 'NOUN' && (relation & REL.obl) !== 0 && !hasBelow(words, idx, REL.case, idx - MAX_OWNED_REACH, idx)
}

function bearsPossessive(words: readonly Growing[], ownerIdx: number): boolean {
  for (let idx = ownerIdx + 1; idx < ownerIdx + 6 && idx < words.length; idx++) {
    const mark = words[idx]!
    if (!isPossessive(mark)) continue
    // "the Republic of Korea's launch": the mark stands at the end of the phrase.
    if (mark.head === ownerIdx || words[mark.head]?.head === ownerIdx) return true
  }
  return false
}

function isPossessive({ form, deprel }: Growing): boolean {
  return deprel === 'case' && (form === "'s" || form === '’s' || form === "'" || form === '’')
}

/**
 * "Jets struck the port, killing two, the ministry reported": a participle before the subject of the reporting verb belongs to
 * the clause reported, though parsers hang it on the reporting verb. Undefined for all others.
 */
function tellingClause(words: readonly Growing[], clauseIdx: number): number | undefined {
  const { head, features, sentIdx } = words[clauseIdx]!
  if (head < clauseIdx || (features & (FEAT.gerund | FEAT.participle)) === 0) return undefined
  let reported: number | undefined
  let subject: number | undefined
  for (let idx = clauseIdx - 1; idx >= 0 && words[idx]!.sentIdx === sentIdx; idx--)
    if (words[idx]!.head === head && (words[idx]!.relation & (REL.ccomp | REL.parataxis)) !== 0) reported = idx
  for (let idx = clauseIdx + 1; idx < head; idx++)
    if (words[idx]!.head === head && words[idx]!.deprel === 'nsubj') subject = idx
  return subject === undefined ? undefined : reported
}

function isCore({ relation }: Growing): boolean {
  return (relation & CORE) !== 0
}
