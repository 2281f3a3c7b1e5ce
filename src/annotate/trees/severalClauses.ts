import { ending, formIn, lemmaIn, MARK, NOMINAL, PART, type Rule, rule, SMALL } from './beginnings.ts'
import { TIMES } from './lostArguments.ts'
import { hasBelow } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { firstBelow, isNoun, SMALL_WORDS, SUBJECTS } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * Several clauses of one sentence, told apart by semicolons, commas and the forms of their verbs, where parsers make one a part of another.
 */
export function severalClauseRules(): readonly Rule[] {
  const modifying = REL.acl | REL.advcl
  return [
    rule({ at: PART.verb, by: REL.ccomp | REL.advcl, among: MARK.semicolon }, mendVerbOverSemicolon),
    rule({ at: PART.verb, by: REL.ccomp | REL.advcl, now: REL.ccomp, head: MARK.right }, mendClauseBefore),
    rule({ at: PART.verb, after: MARK.with }, mendAlliedSubject),
    rule({ at: PART.verb, by: REL.conj, own: ending('ed'), head: MARK.left }, mendSaidBesides),
    rule({ at: PART.verb, by: REL.amod, head: MARK.right }, mendResumedVerb),
    rule({ at: PART.verb, by: REL.acl, head: MARK.left }, mendModifier),
    rule({ at: PART.verb, by: REL.advcl, head: MARK.left }, mendJoinedPast),
    rule({ at: PART.verb, by: modifying, before: MARK.comma, own: ending('ed') }, mendListedPast),
    rule({ at: NOMINAL, own: lemmaIn(TIMES), head: MARK.right }, mendTimeFirst),
    rule({ at: NOMINAL, by: SUBJECTS, among: MARK.semicolon, head: MARK.right }, mendOverSemicolon),
    rule({ at: PART.name, by: ~SUBJECTS, after: MARK.comma }, mendListedSubject),
    rule({ at: SMALL, own: formIn(SMALL_WORDS) }, mendAfterSemicolon),
  ]
}

function mendModifier(words: readonly Growing[], idx: number): void {
  const isPast = (words[idx]!.features & FEAT.past) !== 0
  mendNameAndVerb(words, idx)
  if (isPast) mendJoinedClause(words, idx)
}

function mendJoinedPast(words: readonly Growing[], idx: number): void {
  if ((words[idx]!.features & FEAT.past) !== 0) mendJoinedClause(words, idx)
}

/** How far a rule looks. */
const REACH = 18
const PAST = FEAT.finite | FEAT.past

/** "thanked him for his search for a compromise but again accused NATO": behind "and" or "but" a past verb goes with the past verb before. */
function mendJoinedClause(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if (verb.head < 0 || verb.head > idx || verb.deprel === 'acl:relcl') return
  const isJoined = [1, 2, 3].some((back) => words[idx - back]?.upos === 'CCONJ' && words[idx - back]!.head === idx)
  const isTold =
    (verb.features & PAST) === PAST ||
    words.slice(idx, idx + REACH).some(({ head, deprel }) => head === idx && deprel === 'obj')
  if (!isJoined || !isTold) return
  for (let at = verb.head, steps = 0; at >= 0 && steps < REACH; at = words[at]!.head, steps++) {
    const above = words[at]!
    if (above.upos !== 'VERB' || (above.features & PAST) !== PAST) continue
    hang(verb, at, 'conj')
    verb.features = above.features
    return
  }
}

/** "but again accused Chile of fraud": a past form behind conjunction and adverb is a verb, and the noun behind it its object. */
function mendResumedVerb(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const object = words[verb.head]!
  if (
    words[idx - 1]?.upos !== 'ADV' ||
    words[idx - 2]?.upos !== 'CCONJ' ||
    verb.head < idx ||
    (object.relation & SUBJECTS) !== 0
  )
    return
  for (let at = object.head, steps = 0; at >= 0 && at < idx && steps < REACH; at = words[at]!.head, steps++) {
    const above = words[at]!
    if (above.upos !== 'VERB' || (above.features & PAST) !== PAST) continue
    hang(object, idx, 'obj')
    hang(verb, at, 'conj')
    verb.features = above.features
    return
  }
}

/** "Last week the government suspended flights, and Egypt has told the UN": a clause behind a date that opens the sentence does not tell of the date. */
function mendTimeFirst(words: readonly Growing[], idx: number): void {
  const time = words[idx]!
  const { head, sentIdx } = time
  if (head < idx || words[idx - 3]?.sentIdx === sentIdx) return
  let at = idx + 1
  while (at < head && words[at]!.head !== idx && words[at]!.upos !== 'PUNCT') at++
  const verb = words[at]
  const top = words[head]!
  if (at >= head || verb?.upos !== 'VERB' || verb.deprel !== 'acl:relcl' || top.upos !== 'VERB') return
  if (firstBelow(words, at, SUBJECTS, idx + 1) === undefined || /^(?:who|which|that|when)$/.test(words[idx + 1]!.form))
    return
  // "the one time it did", "last night while they slept": such clauses do say of what time the sentence tells.
  if (time.lemma === 'time' || firstBelow(words, at, REL.mark, idx + 1) !== undefined) return
  hang(verb, top.head, top.deprel)
  hang(top, at, 'conj')
  hang(time, at, 'obl:unmarked')
  if (firstBelow(words, head, SUBJECTS, at + 1) !== undefined) return
  for (let i = at + 1; i < head; i++)
    if (words[i]!.head === at && words[i]!.deprel === 'conj' && isNoun(words[i])) {
      hang(words[i]!, head, 'nsubj')
      return
    }
}

/** "joined by Chad, Mali and Niger; Togo went further": a subject stands on its verb's side of a semicolon. */
function mendOverSemicolon(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  const { head } = noun
  if (head < idx) return
  for (let at = idx + 1; at < head; at++) {
    if (words[at]!.form !== ';') continue
    const before = words[idx - 1]?.form === ',' ? idx - 2 : -1
    if (before >= 0 && hasBelow(words, head, SUBJECTS, at, head)) hang(noun, before, 'conj')
    return
  }
}

/** "which met on Friday; Brazil, alarmed, moved troops": behind a semicolon a name and a comma the next verb of its own is the name's. */
function mendAfterSemicolon(words: readonly Growing[], semicolon: number): void {
  if (words[semicolon]!.form !== ';') return
  let nameIdx = semicolon + 1
  while (words[nameIdx]?.upos === 'DET' || words[nameIdx]?.upos === 'ADJ' || words[nameIdx]?.deprel === 'compound')
    nameIdx++
  const name = words[nameIdx]
  if (!isNoun(name) || name!.sentIdx !== words[semicolon]!.sentIdx || words[nameIdx + 1]?.form !== ',') return
  if (name!.head > nameIdx && (name!.relation & SUBJECTS) !== 0) return
  for (let at = nameIdx + 2; at < nameIdx + REACH && words[at]?.sentIdx === name!.sentIdx; at++) {
    const verb = words[at]!
    if (verb.upos !== 'VERB' || words[at - 1]!.form !== ',' || (verb.features & (FEAT.finite | FEAT.past)) === 0)
      continue
    if (hasBelow(words, at, SUBJECTS | REL.mark, nameIdx, at)) continue
    let main = verb.head
    for (let steps = 0; steps < 6 && main > semicolon; steps++) main = words[main]!.head
    if (main < 0) return
    hang(verb, main, 'conj')
    hang(name!, at, 'nsubj')
    return
  }
}

/** "recalled its envoy from Tehran, barred his counterpart and called off visits": a past form with an object behind a comma is the second of several acts. */
function mendListedPast(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if (
    !verb.form.endsWith('ed') ||
    !hasBelow(words, idx, REL.obj, idx, idx + REACH) ||
    hasBelow(words, idx, SUBJECTS | REL.mark | REL.aux, idx - REACH, idx)
  )
    return
  let main = verb.head
  for (let steps = 0; steps < 5 && main >= 0 && words[main]!.upos !== 'VERB'; steps++) main = words[main]!.head
  if (main < 0 || main > idx || (words[main]!.features & FEAT.past) === 0) return
  for (let at = idx + 1; at < idx + 2 * REACH && words[at]?.sentIdx === verb.sentIdx; at++) {
    if (
      words[at]!.upos !== 'VERB' ||
      words[at - 1]!.upos !== 'CCONJ' ||
      (words[at]!.head !== idx && words[at]!.head !== main)
    )
      continue
    hang(verb, main, 'conj')
    verb.features = FEAT.finite | FEAT.past
    return
  }
}

/** "said that five had been killed and vowed to retaliate": a plain past of speech goes on with who speaks, not with the passive that they report. */
function mendSaidBesides(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const told = words[verb.head]
  if (
    told === undefined ||
    verb.head > idx ||
    told.deprel !== 'ccomp' ||
    !VOWS.has(verb.lemma) ||
    !verb.form.endsWith('ed')
  )
    return
  const saying = words[told.head]
  if (saying?.upos !== 'VERB' || told.head > verb.head || words[idx - 1]?.upos !== 'CCONJ') return
  const isReported = hasBelow(words, verb.head, REL.nsubjPass, told.head, verb.head) || hasModal(words, verb.head)
  if (isReported && !hasBelow(words, idx, SUBJECTS | REL.aux | REL.mark, verb.head, idx)) hang(verb, told.head, 'conj')
}

function hasModal(words: readonly Growing[], verbIdx: number): boolean {
  for (let at = verbIdx - 1; at > verbIdx - 4 && at >= 0; at--)
    if (words[at]!.head === verbIdx && /^(?:would|will|could|must|should)$/.test(words[at]!.form)) return true
  return false
}

const VOWS = new Set([
  'vow',
  'pledge',
  'warn',
  'threaten',
  'call',
  'urge',
  'demand',
  'accuse',
  'condemn',
  'reject',
  'promise',
  'denounce',
  'thank',
  'praise',
  'ask',
])

/** "…, and Brussels suspended visits": a name behind comma and conjunction, and the past form with an object right behind it, are a clause. */
function mendNameAndVerb(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const nameIdx = verb.head
  const name = words[nameIdx]
  if (
    nameIdx !== idx - 1 ||
    name?.upos !== 'PROPN' ||
    words[nameIdx - 1]?.upos !== 'CCONJ' ||
    words[nameIdx - 2]?.form !== ','
  )
    return
  if (!hasBelow(words, idx, REL.obj, idx, idx + REACH) || words[idx + 1]?.form === 'by') return
  let main = name.head
  for (let steps = 0; steps < 8 && main >= 0 && words[main]!.upos !== 'VERB'; steps++) main = words[main]!.head
  if (main < 0 || main > idx) return
  hang(verb, main, 'conj')
  hang(name, idx, 'nsubj')
  verb.features = FEAT.finite | FEAT.past
}

/** "announced aid; Trump telephoned Aoun": a verb with a subject of its own behind a semicolon is no report within the one before. */
function mendVerbOverSemicolon(words: readonly Growing[], idx: number): void {
  const { head } = words[idx]!
  if (head < 0 || !hasBelow(words, idx, SUBJECTS, Math.min(idx, head) - REACH, idx)) return
  for (let at = Math.min(idx, head) + 1; at < Math.max(idx, head); at++) {
    if (words[at]!.form !== ';') continue
    if (head < idx) hang(words[idx]!, head, 'parataxis')
    else joinClauses(words, idx, head)
    return
  }
}

/** "X called on the cabinet to resign, Y demanded elections": a clause is what somebody says only before a verb of saying. */
function mendClauseBefore(words: readonly Growing[], idx: number): void {
  const { head, relation } = words[idx]!
  const second = words[head]
  if (relation !== REL.ccomp || second?.upos !== 'VERB' || head < idx || REPORTING.has(second.lemma)) return
  const subject = firstBelow(words, head, SUBJECTS, idx)
  if (
    subject === undefined ||
    !hasBelow(words, idx, SUBJECTS, idx - REACH, idx) ||
    hasBelow(words, idx, REL.mark, idx - REACH, idx)
  )
    return
  for (let at = idx + 1; at < subject; at++)
    if (words[at]!.form === ',') {
      joinClauses(words, idx, head)
      return
    }
}

/** Makes the first of two clauses the head of the second. */
function joinClauses(words: readonly Growing[], firstIdx: number, secondIdx: number): void {
  const { head, deprel } = words[secondIdx]!
  hang(words[firstIdx]!, head, deprel)
  hang(words[secondIdx]!, firstIdx, 'conj')
}

const REPORTING = new Set([
  'acknowledge', 'add', 'admit', 'agree', 'allege', 'announce', 'answer', 'argue', 'assert', 'believe', 'boast', 'claim', 'comment', 'complain', 'conclude',
  'confirm', 'declare', 'estimate', 'explain', 'find', 'hear', 'hope', 'insist', 'joke', 'know', 'learn', 'mean', 'note', 'promise', 'quote', 'read', 'recall',
  'remark', 'remember', 'reply', 'report', 'respond', 'reveal', 'say', 'see', 'show', 'state', 'stress', 'suggest', 'tell', 'testify', 'think', 'tweet', 'vow',
  'warn', 'wonder', 'write',
]) // biome-ignore format: one glance

/** "…, and Kuwait, the Emirates and Turkey delivered medicine": the first of a list of subjects is no part of the clause before. */
function mendListedSubject(words: readonly Growing[], idx: number): void {
  const name = words[idx]!
  if (
    words[idx - 1]?.upos !== 'CCONJ' ||
    words[idx - 2]?.form !== ',' ||
    words[idx + 1]?.form !== ',' ||
    name.head > idx
  )
    return
  let next = idx + 2
  while (words[next] !== undefined && !isNoun(words[next])) {
    if (!/^(?:DET|ADJ)$/.test(words[next]!.upos)) return
    next++
  }
  const second = words[next]
  const verb = second === undefined ? undefined : words[second.head]
  if (
    second?.sentIdx !== name.sentIdx ||
    verb?.upos !== 'VERB' ||
    second.head < next ||
    (second.relation & SUBJECTS) === 0
  )
    return
  if (!hasBelow(words, next, REL.conj, next, second.head)) return
  const verbIdx = second.head
  let main = name.head
  for (let steps = 0; steps < 6 && main >= 0 && words[main]!.upos !== 'VERB'; steps++) main = words[main]!.head
  hang(name, verbIdx, 'nsubj')
  hang(second, idx, 'conj')
  if (main >= 0 && main < idx && (verb.relation & (REL.ccomp | REL.advcl)) !== 0) hang(verb, main, 'conj')
}

/**
 * "Lawmakers aligned with the president blocked it": the participle modifies the noun before it, and the finite verb behind its phrase,
 * which parsers give to whom they are aligned with, is the noun's.
 */
function mendAlliedSubject(words: readonly Growing[], idx: number): void {
  const participle = words[idx]!
  const noun = words[idx - 1]
  if (!ALLIED.has(participle.lemma) || noun === undefined || !isNoun(noun)) return
  const verbIdx = verbBehindPhrase(words, idx)
  const verb = words[verbIdx]
  const isAbove = participle.head === verbIdx
  if (verb === undefined || !(isAbove || isBelow(words, verbIdx, idx))) return
  let subject = idx - 1
  while (
    subject >= 0 &&
    subject > idx - REACH_BACK &&
    !(words[subject]!.head === idx && (words[subject]!.relation & REL.nsubj) !== 0)
  )
    subject--
  if (subject <= idx - REACH_BACK) subject = -1
  if (isAbove) {
    if (subject >= 0) hang(words[subject]!, verbIdx, 'nsubj')
    if (subject >= 0) hang(participle, subject, 'acl')
    return
  }
  const owner = subject >= 0 ? subject : idx - 1
  const above = subject >= 0 ? participle : words[owner]!
  const [head, deprel] = [above.head, above.deprel]
  if (subject < 0 && participle.head !== owner) return
  for (let i = idx + 1; i < verbIdx; i++)
    if (words[i]!.head === verbIdx && (words[i]!.relation & (REL.nsubj | REL.obl)) !== 0) {
      hang(words[i]!, idx, 'obl')
      if (words[idx + 1]!.head === verbIdx) hang(words[idx + 1]!, i, 'case')
    }
  for (let i = verbIdx + 1; i < words.length && i < verbIdx + 2 * REACH_BACK; i++)
    if (words[i]!.head === idx || words[i]!.head === owner) words[i]!.head = verbIdx
  hang(verb, head, deprel)
  hang(words[owner]!, verbIdx, 'nsubj')
  hang(participle, owner, 'acl')
}

/** The finite past verb that ends a run of nouns behind a participle; -1 where something else stands there. */
function verbBehindPhrase(words: readonly Growing[], idx: number): number {
  for (let i = idx + 2; i < idx + REACH_BACK && words[i]?.sentIdx === words[idx]!.sentIdx; i++) {
    const { upos, features } = words[i]!
    if (upos === 'VERB') return (features & FEAT.past) !== 0 && (features & FEAT.finite) !== 0 ? i : -1
    if (!OF_PHRASE.has(upos)) return -1
  }
  return -1
}

function isBelow(words: readonly Growing[], idx: number, above: number): boolean {
  let at = words[idx]!.head
  for (let steps = 0; steps < 6 && at >= 0; steps++, at = words[at]!.head) if (at === above) return true
  return false
}

const ALLIED = new Set(['affiliate', 'align', 'ally', 'associate'])
const OF_PHRASE = new Set(['ADJ', 'ADP', 'CCONJ', 'DET', 'NOUN', 'NUM', 'PART', 'PROPN'])
const REACH_BACK = 16
