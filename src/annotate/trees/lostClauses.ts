import { ending, MARK, PART, type Rule, rename, rule } from './beginnings.ts'
import { hasBelow } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { SUBJECTS } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * Clauses that parsers take for parts of a noun: what is said, and sentences
 * whose verb is read as an adjective or noun.
 */
export function lostClauseRules(): readonly Rule[] {
  return [
    rule({ at: PART.verb, by: REL.conj, among: MARK.relative }, mendOwnWho),
    rule({ at: PART.verb, by: REL.acl, head: MARK.left }, mendSaid),
    rule({ at: PART.verb, by: REL.acl, head: MARK.left }, mendWhen),
    rule({ at: PART.verb, by: REL.amod, own: ending('ed'), head: MARK.right }, mendPeopleAct),
    rule({ at: PART.verb, by: REL.ccomp, head: MARK.right }, mendStatementList),
    rule({ at: PART.verb, now: REL.ccomp, head: MARK.left }, mendNextClause),
    rule({ at: PART.verb }, mendNounForVerb),
    rule({ at: PART.verb, before: MARK.by, own: ending('s'), head: MARK.left }, mendPeopleForVerb),
  ]
}

/** "had been warned by aides that it might fail": right behind "by" a plural is no verb; what hangs on it hangs on the verb. */
function mendPeopleForVerb(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  if (!word.form.endsWith('s') || words[idx - 1]!.head !== idx || word.head < 0 || word.head > idx) return
  const verb = word.head
  if (words[verb]!.upos !== 'VERB') return
  word.upos = 'NOUN'
  word.features = FEAT.plural
  hang(word, verb, 'obl:agent')
  for (let i = idx + 1; i < idx + REACH && i < words.length; i++)
    if (words[i]!.head === idx && words[i]!.upos === 'VERB') hang(words[i]!, verb, words[i]!.deprel)
}

/** "Hundreds marched on the palace, and police detained ten": behind a comma and "and" a clause with a subject is no content of the one before. */
function mendNextClause(words: readonly Growing[], idx: number): void {
  const { head } = words[idx]!
  let comma = idx - 1
  while (comma > head && !(words[comma]!.form === ',' && words[comma + 1]?.upos === 'CCONJ')) comma--
  if (comma <= head + 1 || hasBelow(words, idx, REL.mark, comma, idx)) return
  let subject = comma + 2
  while (subject < idx && (words[subject]!.head !== idx || (words[subject]!.relation & SUBJECTS) === 0)) subject++
  const joint = words[comma + 1]!.head
  if (subject === idx || (joint !== subject && joint !== idx)) return
  hang(words[idx]!, head, 'conj')
  // "Peru demanded an apology, and Chile refused": what stands before the comma was asked for and does nothing.
  for (let i = head + 1; i < comma; i++)
    if (words[i]!.head === idx && (words[i]!.relation & SUBJECTS) !== 0) hang(words[i]!, head, 'obj')
}

/** "Peru condemns the raid, calls for talks and stands ready": of verbs in a row with one subject the first tells no less than the next. */
function mendStatementList(words: readonly Growing[], idx: number): void {
  const first = words[idx]!
  const secondIdx = first.head
  if (secondIdx <= idx) return
  const second = words[secondIdx]!
  if (words[secondIdx - 1]?.form !== ',' || second.upos !== 'VERB' || second.deprel !== 'root') return
  if ((first.features & FEAT.present) === 0 || (second.features & FEAT.present) === 0) return
  if (!hasBelow(words, idx, SUBJECTS, idx - 3 * REACH, idx)) return
  // "The raid failed, the ministry says", "says the ministry".
  if (hasBelow(words, secondIdx, SUBJECTS | REL.mark, idx - 3 * REACH, secondIdx + REACH)) return
  if (words[secondIdx + 1]?.upos === 'PUNCT') return
  hang(first, -1, 'root')
  hang(second, idx, 'conj')
}

/** How far a rule looks. */
const REACH = 14

/** "said X, the group's founder, has been killed", "said spies hacked into the servers": what is said is a clause, and no thing. */
function mendSaid(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const noun = words[verb.head]
  if (noun === undefined || verb.head > idx || (noun.relation & REL.obj) === 0 || noun.head > verb.head) return
  const telling = words[noun.head]
  if (telling === undefined || !SAYING.has(telling.lemma)) return
  if (!hasBelow(words, noun.head, REL.nsubj, noun.head - 2 * REACH, noun.head)) return
  for (let i = verb.head + 1; i < idx; i++)
    if ((words[i]!.features & FEAT.relative) !== 0 || words[i]!.form === 'that') return
  const hasAuxiliary = hasBelow(words, idx, REL.aux, verb.head, idx)
  const isBare =
    verb.form.endsWith('ed') && idx === endOfName(words, verb.head) && !BEHIND_PASSIVE.has(words[idx + 1]!.form)
  if (!hasAuxiliary && !isBare) return
  const nounIdx = verb.head
  hang(verb, noun.head, 'ccomp')
  hang(noun, idx, isPassive(words, nounIdx, idx) ? 'nsubj:pass' : 'nsubj')
  if (!hasAuxiliary) verb.features = FEAT.finite | FEAT.past
}

function isPassive(words: readonly Growing[], from: number, verbIdx: number): boolean {
  for (let i = from + 1; i < verbIdx; i++)
    if (words[i]!.head === verbIdx && words[i]!.deprel === 'aux:pass') return true
  return false
}

const SAYING = new Set(['say', 'claim', 'allege', 'argue', 'believe', 'add', 'assert', 'contend', 'maintain', 'insist'])
/** "said a man identified as X", "a statement issued by Y": what follows a participle that tells which one. */
const BEHIND_PASSIVE = new Set(['by', 'as', 'with'])

/** The word behind a noun and the rest of its name. */
function endOfName(words: readonly Growing[], idx: number): number {
  let end = idx + 1
  while (end < words.length && words[end]!.upos === 'PROPN' && words[end]!.head === idx) end++
  return end
}

/** "is a liar and showman who has pledged it": a verb whose subject is the "who" before it is joined to no verb, but tells of the noun before. */
function mendOwnWho(words: readonly Growing[], idx: number): void {
  let who = idx - 1
  while (who > idx - 6 && who > 0 && words[who]!.form !== 'who') who--
  const noun = words[who - 1]
  if (words[who]?.form !== 'who' || words[who]!.head !== idx || (noun?.upos !== 'NOUN' && noun?.upos !== 'PROPN'))
    return
  hang(words[idx]!, who - 1, 'acl:relcl')
}

/** "topped the agenda when Obama met Xi": a clause with "when" tells of a noun only where that is a time. */
function mendWhen(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const noun = words[verb.head]
  if (noun === undefined || verb.head > idx || OF_TIME.test(noun.lemma) || noun.head < 0 || noun.head > verb.head)
    return
  if (words[noun.head]!.upos !== 'VERB') return
  for (let i = verb.head + 1; i < idx; i++) {
    if (words[i]!.form !== 'when' || words[i]!.head !== idx) continue
    hang(verb, noun.head, 'advcl')
    return
  }
}

const OF_TIME =
  /^(?:time|day|date|moment|hour|minute|week|weekend|month|year|decade|century|night|morning|afternoon|evening|period|era|age|season|spring|summer|autumn|fall|winter|case|occasion|point|stage|situation|instance|.*day|january|february|march|april|may|june|july|august|september|october|november|december|\d+)$/i

/** "The British relinquished control": a people's name behind its article, before a past form, is who did it. */
function mendPeopleAct(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const people = words[idx - 1]
  const nounIdx = verb.head
  if (people === undefined || nounIdx < idx || people.head !== nounIdx || !PEOPLE.test(people.form)) return
  if (words[idx - 2]?.form.toLowerCase() !== 'the' || words[nounIdx]!.head >= 0) return
  if (!verb.form.endsWith('ed') || hasBelow(words, nounIdx, REL.cop | REL.nsubj, idx, nounIdx + REACH)) return
  hang(words[nounIdx]!, idx, 'obj')
  hang(verb, -1, 'root')
  verb.features = FEAT.finite | FEAT.past
  hang(people, idx, 'nsubj')
  hang(words[idx - 2]!, idx - 1, 'det')
}

/** Peoples that are called by their adjective. */
const PEOPLE = /^\p{Lu}\p{L}*(?:ish|ch|ese|iss)$/u

/** "hit by multiple drone strikes": what stands behind a preposition and before a noun is no verb. */
function mendNounForVerb(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  const noun = words[idx + 1]
  if (noun?.upos !== 'NOUN' || noun.head !== idx || (noun.relation & REL.obj) === 0 || word.head < 0) return
  if (/(?:ed|ing)$/.test(word.form) || !hasBelow(words, idx, REL.case, idx - 4, idx)) return
  if (hasBelow(words, idx, REL.nsubj | REL.aux | REL.mark, idx - REACH, idx)) return
  word.upos = 'NOUN'
  rename(word, word.form.toLowerCase())
  word.features = 0
  const isAgent = words[word.head]!.upos === 'VERB'
  hang(noun, word.head, isAgent ? 'obl' : 'nmod')
  for (let i = Math.max(0, idx - 4); i < idx + REACH && i < words.length; i++)
    if (words[i]!.head === idx) hang(words[i]!, idx + 1, words[i]!.deprel === 'obl' ? 'nmod' : words[i]!.deprel)
  hang(word, idx + 1, 'compound')
}
