import { formIn, lemmaIn, MARK, NOMINAL, PART, PLACE, type Rule, rule, SMALL } from './beginnings.ts'
import { mendPhraseBeforeSubject } from './fronted.ts'
import { HAVE, hasBelow } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { SMALL_WORDS, SUBJECTS } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * Subjects that parsers lose where news puts something between them and their verb: a name in apposition, a date, a second owner.
 */
export function subjectRules(): readonly Rule[] {
  return [
    rule({ at: NOMINAL, now: PLACE.root }, mendTop),
    rule({ at: NOMINAL, now: PLACE.other }, mendAddressed),
    rule({ at: NOMINAL, by: REL.nsubj, head: MARK.right }, mendPhraseAsSubject),
    rule({ at: PART.name, now: REL.nsubj }, mendNamedSubject),
    rule({ at: PART.noun, by: REL.nsubj, head: MARK.right }, mendPredicateSubject),
    rule({ at: PART.noun, by: REL.nsubj, own: lemmaIn(SPANS) }, mendBeforeTime),
    rule({ at: PART.noun, by: REL.nsubj, after: MARK.comma, head: MARK.right }, mendApposedRole),
    rule({ at: NOMINAL, now: REL.obl, before: MARK.opening }, mendOpeningName),
    rule({ at: PART.name, after: MARK.possessive }, mendJointOwners),
    rule({ at: PART.verb, own: lemmaIn(HAVE) }, mendDatedPerfect),
    rule({ at: PART.verb, by: REL.acl }, mendTold),
    rule({ at: PART.verb, by: REL.acl, before: MARK.comma }, mendListedPlaces),
    rule({ at: PART.conjunction, before: MARK.comma }, mendNewClause),
    rule({ at: SMALL, own: formIn(SMALL_WORDS) }, mendWhom),
  ]
}

function mendTop(words: readonly Growing[], idx: number): void {
  mendVerbless(words, idx)
  mendRelativeRoot(words, idx)
}

function mendNamedSubject(words: readonly Growing[], idx: number): void {
  if (words[idx + 1]?.form === ',') mendPlaceAsSubject(words, idx)
  if (words[idx]!.head > idx) mendApposedSubject(words, idx)
  else mendSecondSubject(words, idx)
}

/** How far a rule looks. */
const REACH = 16

/** "The bloc ECOWAS last weekend lifted sanctions": the time before the verb is no subject, but the name before the time. */
function mendBeforeTime(words: readonly Growing[], idx: number): void {
  const time = words[idx]!
  const last = words[idx - 1]
  const name = words[idx - 2]
  if (last === undefined || !/^(?:last|this|next)$/.test(last.form) || last.head !== idx) return
  if (name?.upos !== 'PROPN' || name.head !== idx || words[time.head]?.upos !== 'VERB') return
  hang(name, time.head, time.deprel)
  hang(time, time.head, 'obl')
  for (let at = Math.max(0, idx - REACH); at < idx - 2; at++)
    if (words[at]?.head === idx) hang(words[at]!, idx - 2, words[at]!.deprel)
}

const SPANS = new Set([
  'week',
  'weekend',
  'month',
  'year',
  'night',
  'evening',
  'spring',
  'summer',
  'autumn',
  'fall',
  'winter',
  'decade',
  'quarter',
])

/** "The group's leader, Antonio Garcia, replied by": a sentence whose head is a name has a verb, which parsers hang below the name. */
function mendVerbless(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  for (let i = idx + 1; i < idx + 2 * REACH && words[i]?.sentIdx === noun.sentIdx; i++) {
    const verb = words[i]!
    if (isTakingPlace(words, i, idx)) {
      hang(verb, -1, 'root')
      hang(noun, i, 'nsubj')
      verb.features = (verb.features & ~(FEAT.participle | FEAT.passive)) | FEAT.finite | FEAT.past
      return
    }
    if (verb.upos !== 'VERB') continue
    // "Police in the Lao capital used batons": a past form with an object of its own is no participle of the place.
    const isOfPlace = noun.upos === 'NOUN' && words[verb.head]?.head === idx && words[verb.head]!.relation === REL.nmod
    if (verb.head !== idx && !isOfPlace && !isApposed(words, verb.head, idx)) continue
    // "A man accused of it" has no verb of its own; "leaders, X, discussed it" has.
    let before = i - 1
    while (before > idx && words[before]!.upos === 'ADV') before--
    const isAfterName = words[before]!.form === ',' && hasBelow(words, idx, REL.appos | REL.nmodDesc, idx - REACH, i)
    const hasObject = hasBelow(words, i, REL.obj, i, i + REACH)
    if ((verb.relation & REL.acl) === 0 || !(verb.form.endsWith('ed') || PAST.test(verb.form))) return
    const isParticiple = verb.deprel === 'acl' && (verb.head === idx || (isOfPlace && !GIVING.has(verb.lemma)))
    if (!isParticiple && (!isAfterName || hasRelative(words, idx, i))) return
    if (!(isAfterName || hasObject) || hasBelow(words, i, REL.nsubj | REL.aux | REL.mark, idx, i)) return
    if (words[i + 1]?.form === 'by' && !isGerund(words[i + 2])) return
    hang(verb, -1, 'root')
    hang(noun, i, 'nsubj')
    verb.features = (verb.features & ~(FEAT.participle | FEAT.passive)) | FEAT.finite | FEAT.past
    const behind = words[i + 1]
    if (!hasObject && behind?.head === i && behind.upos === 'PROPN' && behind.deprel === 'xcomp') hang(behind, i, 'obj')
    return
  }
}

/** "The trial of Ana Lind on charges of fraud opened in Lima": behind the noun of an occasion such a verb tells that it took place. */
function isTakingPlace(words: readonly Growing[], verbIdx: number, nounIdx: number): boolean {
  const verb = words[verbIdx]!
  if (verb.upos !== 'VERB' || (verb.relation & REL.acl) === 0 || !TAKING_PLACE.test(verb.form)) return false
  if (verb.head < nounIdx || !OCCASION.has(words[nounIdx]!.lemma) || words[verbIdx + 1]?.form === 'by') return false
  return !hasBelow(words, verbIdx, REL.nsubj | REL.aux | REL.mark | REL.obj, nounIdx, verbIdx + REACH)
}

const TAKING_PLACE = /^(?:opened|began|started|resumed|ended|concluded|closed)$/
const OCCASION = new Set([
  'assembly', 'conference', 'congress', 'drill', 'exercise', 'hearing', 'meeting', 'negotiation', 'rally', 'session', 'strike', 'summit', 'talk', 'trial', 'visit', 'war',
]) // biome-ignore format: one glance

/** "The council, a body that Lind chaired, pushed members to act": behind the comma that closes a relative clause the noun before it has its verb. */
function mendRelativeRoot(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  for (let i = idx + 2; i < idx + 2 * REACH && words[i]?.sentIdx === noun.sentIdx; i++) {
    const verb = words[i]!
    if (verb.deprel !== 'conj' || verb.upos !== 'VERB' || (verb.features & FEAT.past) === 0) continue
    const relative = words[verb.head]!
    if (relative.deprel !== 'acl:relcl' || (relative.head !== idx && !isApposed(words, relative.head, idx))) continue
    if (words[i - 1]!.form !== ',' || hasBelow(words, i, SUBJECTS | REL.cc | REL.mark, verb.head, i)) return
    hang(verb, -1, 'root')
    hang(noun, i, 'nsubj')
    return
  }
}

/** "A couple claiming allegiance to the group shot 14 people": a name that a preposition opens is no subject beside the one before it. */
function mendPhraseAsSubject(words: readonly Growing[], idx: number): void {
  const { head, sentIdx } = words[idx]!
  if (head <= idx || mendPhraseBeforeSubject(words, idx)) return
  let first = idx
  while (first > idx - 5 && words[first - 1]?.head === idx && words[first - 1]!.upos !== 'ADP') first--
  const preposition = words[first - 1]
  if (preposition?.head !== idx || (preposition.relation & REL.case) === 0 || !OPENING.has(preposition.form)) return
  let own = first - 2
  while (own > first - REACH && words[own]?.sentIdx === sentIdx && !isSubjectOf(words[own]!, head)) own--
  if (words[own]?.sentIdx !== sentIdx || !isSubjectOf(words[own]!, head)) return
  let above = first - 2
  while (above > own && words[above]!.upos !== 'VERB') above--
  hang(words[idx]!, above, above === own ? 'nmod' : 'obl')
}

const OPENING = new Set(['against', 'at', 'by', 'for', 'from', 'in', 'into', 'near', 'of', 'on', 'to', 'with'])

function isSubjectOf({ head, relation }: Growing, verb: number): boolean {
  return head === verb && (relation & REL.nsubj) !== 0
}

/** "Lind was not the only senator whom Diaz refused to back": who stands before "whom" is in another clause than the one behind it. */
function mendWhom(words: readonly Growing[], idx: number): void {
  const { head, form, lemma } = words[idx]!
  const noun = words[idx - 1]
  if (form !== 'whom' || (lemma !== 'whom' && lemma !== 'who') || head < idx || words[head]!.upos !== 'VERB') return
  if ((noun?.upos !== 'NOUN' && noun?.upos !== 'PROPN' && noun?.upos !== 'ADJ') || noun.sentIdx !== words[idx]!.sentIdx)
    return
  if (!hasBelow(words, head, REL.nsubj, idx, head)) return
  for (let i = idx - 2; i > idx - REACH && words[i]?.sentIdx === noun.sentIdx; i--) {
    if (!isSubjectOf(words[i]!, head)) continue
    const verb = words[head]!
    if (noun.head !== i) hang(noun, verb.head, verb.deprel)
    if (noun.head !== i) hang(words[i]!, idx - 1, 'nsubj')
    hang(verb, idx - 1, 'acl:relcl')
    words[idx]!.features |= FEAT.relative
    return
  }
}

/** "Bulgaria, once one of its most loyal allies, has expelled": news addresses nobody; what opens a sentence before a comma is its subject. */
function mendAddressed(words: readonly Growing[], idx: number): void {
  const name = words[idx]!
  if (name.deprel !== 'vocative' || name.head < idx || words[idx + 1]?.form !== ',') return
  const verb = words[name.head]!
  if (verb.upos !== 'VERB') return
  if (!(verb.features & FEAT.finite) && !hasBelow(words, name.head, REL.aux, idx, name.head)) return
  for (let i = idx + 2; i < name.head; i++)
    if (words[i]!.head === name.head && (words[i]!.relation & SUBJECTS) !== 0) {
      if (words[i]!.upos === 'PRON' || !isClosedBefore(words, i, name.head)) return
      hang(words[i]!, idx, 'appos')
    }
  hang(name, name.head, 'nsubj')
}

/** "France, the former colonial power, condemned it": of two subjects the one between commas right behind the other is in apposition to it. */
function mendApposedRole(words: readonly Growing[], idx: number): void {
  const { head, sentIdx } = words[idx]!
  if (head < idx) return
  let start = idx
  for (let i = idx - 1; i > idx - 8 && words[i]?.sentIdx === sentIdx && words[i]!.form !== ','; i--) start = i
  if (words[start - 1]?.form !== ',' || words[start - 2]?.upos !== 'PROPN') return
  let top = start - 2
  for (let steps = 0; steps < 4 && (words[top]!.relation & (REL.flat | REL.compound)) !== 0; steps++)
    top = words[top]!.head
  if (words[top]!.head === head && (words[top]!.relation & REL.nsubj) !== 0) hang(words[idx]!, top, 'appos')
}

/** "Hunt spoke by phone": a capital word that opens a sentence before its verb is the subject, though it is a common noun elsewhere. */
function mendOpeningName(words: readonly Growing[], idx: number): void {
  const name = words[idx]!
  if (name.deprel !== 'obl:unmarked') return
  const verb = words[idx + 1]
  if (words[idx - 1]?.sentIdx === name.sentIdx || name.head !== idx + 1 || verb?.upos !== 'VERB') return
  if (!(verb.features & FEAT.finite) || CALENDAR_NAME.test(name.form)) return
  if (!hasBelow(words, idx + 1, SUBJECTS, idx + 1, idx + REACH)) hang(name, idx + 1, 'nsubj')
}

const CALENDAR_NAME =
  /(?:day|time|week|month|year)s?$|^(?:Tomorrow|Overnight|Tonight|January|February|March|April|May|June|July|August|September|October|November|December)$/

/** Whether a comma stands between a word and the verb's own words. */
function isClosedBefore(words: readonly Growing[], idx: number, verbIdx: number): boolean {
  let first = verbIdx
  while (
    first > idx &&
    words[first - 1]!.upos !== 'PUNCT' &&
    words[first - 1]!.upos !== 'NOUN' &&
    words[first - 1]!.upos !== 'PROPN'
  )
    first--
  return words[first - 1]?.form === ','
}

/** Whether a word is in apposition to another. */
function isApposed(words: readonly Growing[], idx: number, to: number): boolean {
  const word = words[idx]
  return word !== undefined && word.head === to && (word.relation & REL.appos) !== 0
}

function hasRelative(words: readonly Growing[], from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if ((words[i]!.features & FEAT.relative) !== 0) return true
  return false
}

/** "A boy in the camp given a toy": of these a participle has an object too. */
const GIVING = new Set([
  'give',
  'award',
  'grant',
  'offer',
  'hand',
  'send',
  'show',
  'teach',
  'allot',
  'name',
  'call',
  'dub',
])

/** Past forms without the regular ending that are no participles, or stand for both. */
const PAST =
  /^(?:spoke|met|said|told|held|began|gave|took|went|came|saw|made|sent|wrote|chose|led|left|won|hit|shot|fought|flew|drew|rose)$/i

function isGerund(word: Growing | undefined): boolean {
  return word?.upos === 'VERB' && word.form.endsWith('ing')
}

/** "The ministers of the two, Faisal and Hossein, will meet": of two subjects the names between commas are an apposition to the first. */
function mendApposedSubject(words: readonly Growing[], idx: number): void {
  const name = words[idx]!
  const { head } = name
  if (head < idx || words[idx - 1]?.form !== ',' || words[head]?.upos !== 'VERB') return
  for (let i = idx - 2; i >= 0 && i > idx - REACH && words[i]!.sentIdx === name.sentIdx; i--) {
    const first = words[i]!
    if (first.head !== head || (first.relation & REL.nsubj) === 0 || first.upos !== 'NOUN') continue
    let comma = idx + 1
    while (comma < head && words[comma]!.form !== ',') comma++
    if (comma < head) hang(name, i, 'appos')
    return
  }
}

/** "decried ideas of his rivals, Cruz and Rubio": behind a verb that has its subject and a comma, a name is an apposition to the noun before it. */
function mendSecondSubject(words: readonly Growing[], idx: number): void {
  const name = words[idx]!
  const { head } = name
  const before = words[idx - 2]
  if (words[idx - 1]?.form !== ',' || words[head]?.upos !== 'VERB' || before?.upos !== 'NOUN') return
  if (before.head < head || !hasBelow(words, head, REL.nsubj, head - REACH, head)) return
  hang(name, idx - 2, 'appos')
}

/** "In downtown Washington, about 200 protesters gathered": a name that a preposition opens is no subject beside the one behind the comma. */
function mendPlaceAsSubject(words: readonly Growing[], idx: number): void {
  const { head } = words[idx]!
  let before = idx - 1
  while (before > idx - 4 && before >= 0 && (words[before]!.upos === 'NOUN' || words[before]!.upos === 'ADJ')) before--
  if (head <= idx || head > idx + 2 * REACH || !AT_PLACE.has(words[before]?.form ?? '')) return
  if (words[idx + 2]?.upos === 'PROPN' || !hasBelow(words, head, REL.nsubj, idx + 2, head)) return
  hang(words[idx]!, head, 'obl')
  hang(words[before]!, idx, 'case')
}

const AT_PLACE = new Set(['in', 'In', 'near', 'Near', 'outside', 'Outside', 'across', 'Across'])

/** "Denmark's and Germany's leaders met": both own the noun, of which parsers leave the first without a place. */
function mendJointOwners(words: readonly Growing[], idx: number): void {
  const first = words[idx]!
  if (words[idx + 2]?.form !== 'and') return
  for (let i = idx + 3; i < idx + 6 && words[i]?.sentIdx === first.sentIdx; i++) {
    const second = words[i]!
    if (second.upos !== 'PROPN' || second.deprel !== 'nmod:poss' || !/^['’]s?$/.test(words[i + 1]?.form ?? '')) continue
    const noun = words[second.head]
    if (noun === undefined || second.head < i || first.head === second.head) return
    if (noun.head === idx) hang(noun, first.head, first.deprel)
    hang(first, second.head, 'nmod:poss')
    hang(second, idx, 'conj')
    return
  }
}

/** "Islamabad had on Wednesday recalled its envoy": a day between "had" and its participle makes no verb of "had". */
function mendDatedPerfect(words: readonly Growing[], idx: number): void {
  const have = words[idx]!
  if (!/^(?:had|has|have)$/i.test(have.form) || words[idx + 1]?.upos !== 'ADP') return
  for (let i = idx + 2; i < idx + 8 && words[i]?.sentIdx === have.sentIdx; i++) {
    const verb = words[i]!
    if (verb.upos !== 'VERB') {
      if (!WITHIN_DATE.has(verb.upos)) return
      continue
    }
    if (verb.head !== idx || (verb.features & FEAT.past) === 0 || words[i - 1]!.upos === 'ADP') return
    hang(verb, have.head, have.deprel)
    for (let k = Math.max(0, idx - REACH); k < i + 2 * REACH && k < words.length; k++)
      if (words[k]!.head === idx && k !== i) hang(words[k]!, i, words[k]!.deprel)
    hang(have, i, 'aux')
    return
  }
}

const WITHIN_DATE = new Set(['PROPN', 'NUM', 'NOUN', 'DET', 'ADV', 'ADP'])

/** "The blasts in Nairobi, Kenya, and Arusha, Tanzania, killed 110": behind a list of places the verb is that of the noun before it. */
function mendListedPlaces(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if (verb.deprel !== 'acl' || words[idx - 1]?.form !== ',' || words[verb.head]?.upos !== 'PROPN') return
  if (!hasBelow(words, idx, REL.obj, idx, idx + REACH) || words[idx + 1]?.form === 'by') return
  let top = verb.head
  for (let steps = 0; steps < 6 && top >= 0 && (words[top]!.relation & BELOW_NOUN) !== 0; steps++)
    top = words[top]!.head
  if (top >= 0 && top !== verb.head && words[top]!.upos === 'NOUN') hang(verb, top, 'acl')
}

const BELOW_NOUN = REL.conj | REL.appos | REL.nmod | REL.flat

/** "told the nation he had spoken to X": what somebody is told is no relative clause about them. */
function mendTold(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if (verb.deprel !== 'acl:relcl' || verb.head < 0) return
  const listener = words[verb.head]!
  const telling = words[listener.head]
  if (telling === undefined || !TELLING.has(telling.lemma) || (listener.relation & (REL.obj | REL.iobj)) === 0) return
  let subject = verb.head + 1
  while (subject < idx && words[subject]!.head !== idx) subject++
  if (subject === idx || (words[subject]!.relation & REL.nsubj) === 0) return
  if ((words[subject]!.features & FEAT.relative) !== 0 || /^(?:who|which|that)$/i.test(words[subject]!.form)) return
  hang(verb, listener.head, 'ccomp')
}

const TELLING = new Set(['tell', 'inform', 'assure', 'warn', 'remind', 'notify'])

/** "condemned the raid, and Peru, which has its own quarrel, regretted it": behind comma and conjunction a name with a verb of its own is its subject. */
function mendNewClause(words: readonly Growing[], idx: number): void {
  const nameIdx = words[idx]!.head
  const name = words[nameIdx]
  if (name === undefined || nameIdx < idx || name.head >= idx) return
  if ((name.upos !== 'PROPN' && name.upos !== 'NOUN') || (name.relation & JOINED) === 0) return
  // "was ready, but the party, which has its own quarrel, ruled it out": only without a preposition.
  if ((name.relation & REL.obl) !== 0 && hasBelow(words, nameIdx, REL.case, idx, nameIdx)) return
  let main = name.head
  for (let steps = 0; steps < REACH && main >= 0 && words[main]!.upos !== 'VERB'; steps++) main = words[main]!.head
  if (main < 0 || main > idx) return
  for (let i = nameIdx + 1; i < idx + 2 * REACH && words[i]?.sentIdx === name.sentIdx; i++) {
    const verb = words[i]!
    if (verb.upos !== 'VERB' || words[i - 1]!.form !== ',' || words[i + 1]?.form === 'by') continue
    if ((verb.features & (FEAT.finite | FEAT.past)) === 0) continue
    if (hasBelow(words, i, REL.nsubj | REL.nsubjPass | REL.mark, idx, i)) continue
    for (let k = Math.max(0, main - REACH); k < idx; k++)
      if (words[k]!.head === i && (words[k]!.relation & REL.nsubj) !== 0) hang(words[k]!, main, 'obl')
    hang(verb, main, 'conj')
    hang(name, i, 'nsubj')
    return
  }
}

const JOINED = REL.conj | REL.appos | REL.nmod | REL.obl

/** "The bloc, of which Chad is a member, appealed": of two subjects the one with a copula is what a relative clause says. */
function mendPredicateSubject(words: readonly Growing[], idx: number): void {
  const predicate = words[idx]!
  const { head } = predicate
  if (head < idx || words[head]?.upos !== 'VERB' || !hasBelow(words, idx, REL.cop, idx - REACH, idx)) return
  for (let i = idx - 2; i >= 0 && i > idx - 2 * REACH && words[i]!.sentIdx === predicate.sentIdx; i--) {
    if (words[i]!.head !== head || (words[i]!.relation & REL.nsubj) === 0) continue
    hang(predicate, i, 'acl:relcl')
    return
  }
}
