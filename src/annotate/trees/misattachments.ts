import { ending, formIn, MARK, NOMINAL, PART, type Rule, rule, SMALL } from './beginnings.ts'
import { mendAccused, mendAccusedOf, mendIncluded, mendKin } from './deedsOfOthers.ts'
import { hasBelow } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { isNoun, SMALL_WORDS, topOfPhrase } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * Clauses and subjects that parsers hang on the wrong verb in the idioms of news, mended where the words themselves tell the right
 * one.
 */
export function attachmentRules(): readonly Rule[] {
  return [
    rule({ at: PART.verb, before: MARK.to }, mendAsked),
    rule({ at: PART.verb, by: REL.advcl, before: MARK.to }, mendVoted),
    rule({ at: PART.verb, by: REL.advcl, before: MARK.comma, head: MARK.right }, mendGerundSubject),
    rule({ at: PART.verb, by: REL.advcl, before: MARK.comma, own: ending('ing'), head: MARK.left }, mendAccused),
    rule({ at: PART.verb, by: REL.ccomp | REL.advcl, head: MARK.right }, mendListOfVerbs),
    rule({ at: PART.verb, by: REL.amod, head: MARK.right }, mendSince),
    rule({ at: PART.verb, by: REL.acl, before: MARK.to }, mendPlanned),
    rule({ at: PART.verb, by: REL.acl, before: MARK.of, own: ending('ing') }, mendAccusedOf),
    rule({ at: PART.verb, by: REL.acl, own: ending('ed'), head: MARK.left }, mendActiveModifier),
    rule({ at: PART.verb, by: REL.acl }, mendKin),
    rule({ at: NOMINAL, by: LOOSE, now: LOOSE, head: MARK.left }, mendTimedSubject),
    rule({ at: PART.name, by: REL.conj, head: MARK.left }, mendJoinedName),
    rule({ at: PART.name, now: REL.conj, head: MARK.left }, mendEndOfNames),
    rule({ at: NOMINAL, by: REL.conj, after: MARK.for, head: MARK.left }, mendGapped),
    rule({ at: PART.noun, after: MARK.and }, mendSharedHead),
    rule({ at: NOMINAL, by: REL.nmod, among: MARK.for, head: MARK.left }, mendAskedFor),
    rule({ at: NOMINAL, own: formIn(SMALL_WORDS) }, mendInTurn),
    rule({ at: NOMINAL, by: REL.obl, among: MARK.by, head: MARK.left }, mendDoer),
    rule({ at: NOMINAL, by: REL.obl }, mendBack),
    rule({ at: NOMINAL, by: REL.obj }, mendIncluded),
    rule({ at: SMALL, own: formIn(SMALL_WORDS) }, mendSmallWord),
  ]
}

/** "voted by 60 to 40 to remove him": what is voted is done by the vote, and no purpose of it. */
function mendVoted(words: readonly Growing[], idx: number): void {
  const { head } = words[idx]!
  if (head >= 0 && words[head]!.lemma === 'vote') hang(words[idx]!, head, 'xcomp')
}

/** "plans to station troops there": an infinitive modifies no verb, but says what is planned. */
function mendPlanned(words: readonly Growing[], idx: number): void {
  const { head } = words[idx]!
  if (head >= 0 && words[head]!.upos === 'VERB') hang(words[idx]!, head, 'xcomp')
}

function mendSmallWord(words: readonly Growing[], idx: number): void {
  const { form } = words[idx]!
  if (form === 'whom') mendWhom(words, idx)
  else if (form === 'who') mendWho(words, idx)
  else if (form === 'Both' || form === 'both') mendBoth(words, idx)
  else if (form === 'each' && words[idx + 1]?.form === 'other') mendEachOther(words, idx)
  // "accused one another of violating it": the words are one pronoun, and "another" is of no noun behind.
  else if (form === 'one' && words[idx + 1]?.form === 'another') hang(words[idx + 1]!, idx, 'fixed')
}

/** How far a rule looks. */
const REACH = 16

/**
 * "called on Iran earlier in the day to stop", "urged both leaders by telephone to prevent it": the infinitive says what is asked, and
 * belongs to the verb of asking, not to a verb further up nor to the noun right before it.
 */
function mendAsked(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if (words[idx - 1]!.head !== idx) return
  let asker = idx - 2
  while (asker > idx - REACH && words[asker]?.sentIdx === verb.sentIdx && !isPredicate(words[asker]!)) asker--
  const asking = words[asker]
  if (asking?.sentIdx !== verb.sentIdx || !isPredicate(asking) || verb.head === asker) return
  const follows = words[asker + 1]?.lemma ?? ''
  const isCalled = asking.lemma === 'call' && (follows === 'on' || follows === 'upon')
  const isAdjunct = (ASKING.has(asking.lemma) || VOWING.has(asking.lemma)) && isInAdjunct(words, verb.head, asker)
  if ((isCalled || isAdjunct) && !isBelow(words, asker, idx))
    hang(verb, asker, VOWING.has(asking.lemma) ? 'xcomp' : 'advcl')
}

const ASKING = new Set([
  'urge', 'ask', 'tell', 'order', 'warn', 'press', 'invite', 'advise', 'implore', 'instruct', 'direct', 'command', 'request', 'beseech',
]) // biome-ignore format: one glance

/** "threatened in an interview to arrest him". */
const VOWING = new Set([
  'threaten',
  'vow',
  'pledge',
  'promise',
  'offer',
  'refuse',
  'agree',
  'decide',
  'decline',
  'swear',
  'undertake',
])

function isPredicate({ upos, deprel }: Growing): boolean {
  return upos === 'VERB' && deprel !== 'amod'
}

/** Whether a noun is the "telephone" of "urged them by telephone". */
function isInAdjunct(words: readonly Growing[], nounIdx: number, verbIdx: number): boolean {
  const noun = words[nounIdx]
  if (noun === undefined || nounIdx < verbIdx || noun.upos !== 'NOUN' || (noun.relation & REL.obl) === 0) return false
  for (let idx = nounIdx - 1; idx > verbIdx; idx--)
    if (words[idx]!.head === nounIdx && words[idx]!.upos === 'ADP') return ADJOINING.has(words[idx]!.lemma)
  return false
}

const ADJOINING = new Set(['by', 'in', 'during', 'at', 'via', 'through', 'after', 'on', 'over'])

/** "Tajikistan in turn accused him": what parsers hang on the "turn" is the verb of the sentence. */
function mendInTurn(words: readonly Growing[], turnIdx: number): void {
  const turn = words[turnIdx]!
  if (turn.form !== 'turn') return
  const [before, verb] = [words[turnIdx - 1], words[turnIdx + 1]]
  const subjectIdx = turn.head
  const subject = words[subjectIdx]
  if (before?.form !== 'in' || verb?.upos !== 'VERB' || verb.head !== turnIdx) return
  if (subject === undefined || subjectIdx > turnIdx || subject.upos === 'VERB') return
  hang(verb, subject.head, subject.deprel)
  hang(subject, turnIdx + 1, 'nsubj')
  hang(turn, turnIdx + 1, 'obl')
}

/** "whom soldiers have held": the relative word is the object, and no article of the subject. */
function mendWhom(words: readonly Growing[], idx: number): void {
  const whom = words[idx]!
  for (let verb = idx + 1; verb < idx + REACH && words[verb]?.sentIdx === whom.sentIdx; verb++) {
    if (words[verb]!.upos !== 'VERB') continue
    if (whom.head !== verb && words[whom.head]?.head !== verb) return
    whom.features |= FEAT.relative
    if (words[idx - 1]?.upos !== 'ADP') hang(whom, verb, 'obj')
    const named =
      words[verb]!.relation === REL.advcl && words[idx - 1]?.form === ',' ? nameAbove(words, idx - 2) : undefined
    const before = words[idx - 1]
    const isTold = words[verb]!.deprel === 'ccomp' && words[verb]!.head < idx && before !== undefined && isNoun(before)
    if (named !== undefined && !isBelow(words, named, verb)) hang(words[verb]!, named, 'acl:relcl')
    else if (isTold && !isBelow(words, idx - 1, verb)) hang(words[verb]!, topOfPhrase(words, idx - 1), 'acl:relcl')
    else if (words[idx - 1]!.head === verb) mendBeforeWhom(words, idx - 1, verb)
    else mendWho(words, idx)
    return
  }
}

/** "ordered out two Russians whom it accused": the noun before the relative word is no argument of its verb, but of the verb before. */
function mendBeforeWhom(words: readonly Growing[], nounIdx: number, verbIdx: number): void {
  const noun = words[nounIdx]!
  const { head } = words[verbIdx]!
  if ((noun.upos !== 'NOUN' && noun.upos !== 'PROPN') || head < 0 || head > nounIdx || words[head]!.upos !== 'VERB')
    return
  hang(noun, head, 'obj')
  hang(words[verbIdx]!, nounIdx, 'acl:relcl')
}

/** The topmost name of a phrase that ends at `idx`: "Juma" of "Juma, a general in West Darfur". */
function nameAbove(words: readonly Growing[], idx: number): number | undefined {
  let top: number | undefined
  for (let at = idx, steps = 0; at >= 0 && steps < 6; at = words[at]!.head, steps++) {
    const { upos, relation } = words[at]!
    if (upos === 'PROPN') top = at
    if (upos === 'VERB' || (relation & (IN_LIST | REL.nmod | REL.appos)) === 0) break
  }
  return top
}

/** "the leaders of Japan and Australia, who condemned it": persons are meant, not the last state of the list. */
function mendWho(words: readonly Growing[], idx: number): void {
  const { head } = words[idx]!
  const verb = words[head]
  if (verb?.upos !== 'VERB' || head < idx || words[idx - 1]?.form !== ',') return
  let at = idx - 2
  for (let steps = 0; steps < REACH && at >= 0 && (words[at]!.relation & IN_LIST) !== 0; steps++) at = words[at]!.head
  const { head: above, relation } = words[at] ?? verb
  const noun = words[above]
  if ((relation & REL.nmod) === 0 || noun?.upos !== 'NOUN' || above > at || !PERSONS.test(noun.lemma)) return
  words[idx]!.features |= FEAT.relative
  if (!isBelow(words, above, head)) hang(verb, above, 'acl:relcl')
}

const IN_LIST = REL.conj | REL.flat | REL.compound

const PERSONS =
  /^(?:leader|minister|president|premier|envoy|ambassador|chief|official|head|diplomat|representative|delegate|spokes\w+|general|king)$/

/** "Both agreed that": with no noun behind it the word is the subject itself. */
function mendBoth(words: readonly Growing[], idx: number): void {
  const both = words[idx]!
  const { head } = both
  let verb = idx + 1
  while (words[verb]?.upos === 'AUX' || words[verb]?.upos === 'ADV') verb++
  if (head !== verb || words[verb]!.upos !== 'VERB' || (both.relation & REL.nsubj) !== 0) return
  if (hasBelow(words, verb, REL.nsubj | REL.nsubjPass, idx - REACH, verb)) return
  hang(both, verb, 'nsubj')
}

/** "blamed each other": the second word is the head. */
function mendEachOther(words: readonly Growing[], idx: number): void {
  const [each, other] = [words[idx]!, words[idx + 1]!]
  if (other.head !== idx) return
  hang(other, each.head, each.deprel)
  hang(each, idx + 1, 'det')
}

/** "The bloc, meeting in Abuja, suspended trade": what stands before the comma is the subject of the sentence's own verb. */
function mendGerundSubject(words: readonly Growing[], idx: number): void {
  const gerund = words[idx]!
  const { head } = gerund
  if ((gerund.features & FEAT.gerund) === 0 && !gerund.form.endsWith('ing')) return
  if (head < idx || words[idx - 1]?.form !== ',' || words[head]!.upos !== 'VERB') return
  if (hasBelow(words, head, REL.nsubj | REL.nsubjPass, idx - REACH, head)) return
  for (let subject = idx - 2; subject >= 0 && subject > idx - REACH; subject--) {
    if (words[subject]!.head !== idx || (words[subject]!.relation & REL.nsubj) === 0) continue
    hang(words[subject]!, head, 'nsubj')
    return
  }
}

const BEFORE_PARTICIPLE = new Set(['since', 'last', 'first', 'once', 'long', 'twice'])

/** "Ottawa has since suspended talks", "had last swapped prisoners": the participle is the verb, and no adjective of what it has for object. */
function mendSince(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const objectIdx = verb.head
  const [have, since, object] = [words[idx - 2], words[idx - 1]!, words[objectIdx]]
  if (!BEFORE_PARTICIPLE.has(since?.form ?? '') || have?.lemma !== 'have' || object === undefined || objectIdx < idx)
    return
  if (object.head !== idx - 2) return
  hang(verb, have.head, have.deprel)
  hang(have, idx, 'aux')
  hang(since, idx, 'advmod')
  hang(object, idx, 'obj')
  for (let i = Math.max(0, idx - REACH); i < idx + REACH && i < words.length; i++)
    if (words[i]!.head === idx - 2 && i !== idx) hang(words[i]!, idx, words[i]!.deprel)
  verb.features |= FEAT.past
}

/** "staged air and sea drills": the first noun is no object, but shares the head of the second. */
function mendSharedHead(words: readonly Growing[], idx: number): void {
  const first = words[idx]!
  const [second, headNoun] = [words[idx + 2], words[idx + 3]]
  if (first.upos !== 'NOUN' || second?.head !== idx + 3 || second.deprel !== 'compound') return
  // "living by fishing and subsistence agriculture" names two things.
  if (!KINDS_OF_MEANS.has(first.form) || !KINDS_OF_MEANS.has(second.form)) return
  if (headNoun?.upos !== 'NOUN') return
  const isJoined = headNoun.head === idx && headNoun.deprel === 'conj'
  if (!isJoined && (headNoun.head !== first.head || (headNoun.relation & (REL.obj | REL.obl)) === 0)) return
  if (hasBelow(words, idx, REL.det | REL.amod | REL.nummod | REL.compound, idx - 4, idx)) return
  hang(headNoun, first.head, first.deprel)
  hang(first, idx + 3, 'compound')
  for (let i = idx + 4; i < idx + REACH && i < words.length; i++)
    if (words[i]!.head === idx) hang(words[i]!, idx + 3, words[i]!.deprel)
}

/** Nouns that say of what kind forces, means and measures are, and hardly ever stand for themselves beside another of them. */
const KINDS_OF_MEANS = new Set([
  'air', 'ammunition', 'anti-aircraft', 'anti-tank', 'army', 'arms', 'artillery', 'asset', 'battle', 'bomb', 'border', 'car', 'ceasefire', 'cluster', 'combat', 'cruise',
  'cyber', 'defence', 'defense', 'drone', 'emergency', 'energy', 'export', 'food', 'fuel', 'gas', 'ground', 'gun', 'helicopter', 'hostage', 'import', 'infantry', 'intelligence',
  'land', 'media', 'missile', 'mortar', 'navy', 'oil', 'peace', 'police', 'power', 'prisoner', 'rescue', 'rifle', 'rocket', 'sea', 'search', 'security', 'space', 'suicide',
  'tank', 'tariff', 'trade', 'training', 'transit', 'transport', 'travel', 'troop', 'truce', 'tunnel', 'visa', 'war', 'water', 'weapons',
]) // biome-ignore format: one glance

/** "condemned the repression by the Communist Party": of a verb with a subject and an object of its own, "by" tells whose deed the object is. */
function mendDoer(words: readonly Growing[], idx: number): void {
  const { head, deprel } = words[idx]!
  const verb = words[head]
  if (verb?.upos !== 'VERB' || head > idx || deprel === 'obl:agent') return
  let by = idx - 1
  while (by > head + 1 && words[by]!.form !== 'by') by--
  const deed = words[by - 1]
  if (words[by]!.form !== 'by' || words[by]!.head !== idx || deed?.upos !== 'NOUN') return
  if (deed.head !== head || (deed.relation & REL.obj) === 0) return
  const isNamed = words.slice(by + 1, idx + 1).some(({ upos }) => upos === 'PROPN' || upos === 'ADJ')
  if (isNamed && hasBelow(words, head, REL.nsubj, head - REACH, head)) hang(words[idx]!, by - 1, 'nmod')
}

/** "sent its envoy back to Lima", "flew home to Chile": whither somebody goes or is sent hangs on the verb, not on its adverb. */
function mendBack(words: readonly Growing[], idx: number): void {
  const adverb = words[words[idx]!.head]
  if (adverb?.upos !== 'ADV' || !BACKWARDS.has(adverb.form) || words[adverb.head]?.upos !== 'VERB') return
  hang(words[idx]!, adverb.head, 'obl')
}

const BACKWARDS = new Set(['back', 'home', 'over', 'away', 'out'])

/** "talked with Sung Kim, U.S. envoy, and Kim Gunn": a name is joined to the name before, not to the verb. */
function mendJoinedName(words: readonly Growing[], idx: number): void {
  const name = words[idx]!
  const { head } = name
  if (name.upos !== 'PROPN' || head < 0 || head > idx || words[head]!.upos !== 'VERB') return
  if (!hasBelow(words, idx, REL.cc, idx - 4, idx)) return
  for (let i = idx - 2; i > head; i--) {
    const one = words[i]!
    if (one.upos === 'VERB' && one.deprel !== 'amod') return
    if (one.upos !== 'PROPN' || (one.relation & (REL.obl | REL.nmod | REL.obj)) === 0) continue
    const isParty = words.slice(Math.max(0, i - 5), i).some((word) => word.head === i && word.form === 'with')
    if (!isParty && (one.relation & REL.obj) === 0) continue
    hang(name, i, 'conj')
    return
  }
}

/** "companies from Chile, Peru, and Bolivia": the last of several names goes with the names, not with the noun that they tell of. */
function mendEndOfNames(words: readonly Growing[], idx: number): void {
  const { head: nounIdx, deprel } = words[idx]!
  if (deprel !== 'conj' || words[nounIdx]!.upos !== 'NOUN' || hasBelow(words, idx, REL.case, nounIdx, idx)) return
  let before = idx - 1
  while (before > nounIdx && words[before]!.upos !== 'PROPN' && words[before]!.upos !== 'NOUN') before--
  if (before === nounIdx || words[before]!.upos !== 'PROPN') return
  const last = topOfPhrase(words, before)
  const first = words[last]!.deprel === 'conj' ? words[last]!.head : last
  if (first <= nounIdx || words[first]!.upos !== 'PROPN' || words[first]!.head !== nounIdx) return
  // "a minister from Chile and Juan Soto" has a person beside a person.
  if (first === last || !hasBelow(words, first, REL.case, nounIdx, first)) return
  hang(words[idx]!, first, 'conj')
}

/** "thanked Chile for its help and Brazil for its patience": the second is thanked too, and "for" tells of each what for. */
function mendGapped(words: readonly Growing[], idx: number): void {
  const reasonIdx = words[idx]!.head
  const reason = words[reasonIdx]
  if (reason === undefined || reasonIdx > idx || (reason.relation & (REL.obl | REL.nmod)) === 0) return
  if (words[idx + 1]?.form !== 'for' || !hasBelow(words, reasonIdx, REL.case, reasonIdx - 6, reasonIdx)) return
  let thanked = reasonIdx - 1
  while (thanked > 0 && thanked > reasonIdx - 6 && words[thanked]!.form !== 'for') thanked--
  thanked -= 1
  if (words[thanked + 1]?.form !== 'for' || !isNoun(words[thanked])) return
  const object = topOfPhrase(words, thanked)
  const verbIdx = words[object]!.head
  if ((words[object]!.relation & REL.obj) === 0 || words[verbIdx]?.upos !== 'VERB' || verbIdx > object) return
  hang(words[idx]!, object, 'conj')
  for (let at = idx + 2; at < idx + 8 && words[at]?.sentIdx === reason.sentIdx; at++)
    if (words[at]!.head === idx && words[at]!.deprel === 'nmod') hang(words[at]!, verbIdx, 'obl')
}

/** "asked the bloc for help", "appealed to the sides for dialogue": what is asked for belongs to the verb. */
function mendAskedFor(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  const { head } = noun
  const asked = words[head]
  if (asked === undefined || head > idx || (asked.relation & (REL.obj | REL.iobj | REL.obl)) === 0) return
  const verb = words[asked.head]
  if (verb?.upos !== 'VERB' || !ASKING_FOR.has(verb.lemma)) return
  for (let i = head + 1; i < idx; i++)
    if (words[i]!.head === idx && words[i]!.form === 'for' && (words[i]!.relation & REL.case) !== 0)
      hang(noun, asked.head, 'obl')
}

const ASKING_FOR = new Set([
  'ask',
  'appeal',
  'press',
  'beg',
  'lobby',
  'petition',
  'call',
  'plead',
  'blame',
  'thank',
  'criticise',
  'criticize',
])

/** "The bloc suspended trade, closed its borders and threatened war": the first of three acts is no report within the second. */
function mendListOfVerbs(words: readonly Growing[], idx: number): void {
  const first = words[idx]!
  const { head } = first
  const second = words[head]
  if (second === undefined || head < idx || second.upos !== 'VERB' || words[head - 1]?.form !== ',') return
  const isTensed = (first.features & FEAT.finite) !== 0 || hasBelow(words, idx, REL.aux, idx - 4, idx)
  if (!isTensed || (second.features & FEAT.finite) === 0 || hasBelow(words, idx, REL.mark, idx - REACH, idx)) return
  if (!hasBelow(words, idx, REL.nsubj, idx - 2 * REACH, idx)) return
  if (hasBelow(words, head, REL.nsubj | REL.nsubjPass | REL.mark, idx - 2 * REACH, head + REACH)) return
  if (!hasBelow(words, head, REL.obj, head, head + REACH)) return
  hang(first, second.head, second.deprel)
  hang(second, idx, 'conj')
}

/**
 * "Opposition parties called on their supporters to rally and demanded his release": a verb that has an object, or "on", behind the
 * plural before it is no participle of the subject but the first of two acts.
 */
function mendActiveModifier(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const nounIdx = verb.head
  const noun = words[nounIdx]
  if (nounIdx !== idx - 1 || noun === undefined || !verb.form.endsWith('ed')) return
  const mainIdx = noun.head
  const main = words[mainIdx]
  if (
    main?.upos !== 'VERB' ||
    mainIdx < idx ||
    (noun.relation & REL.nsubj) === 0 ||
    words[mainIdx - 1]?.upos !== 'CCONJ'
  )
    return
  const isCalled = verb.lemma === 'call' && words[idx + 1]?.lemma === 'on'
  if (!isCalled && !hasBelow(words, idx, REL.obj, idx, mainIdx)) return
  verb.features = FEAT.finite | FEAT.past
  hang(verb, main.head, main.deprel)
  hang(noun, idx, 'nsubj')
  hang(main, idx, 'conj')
}

/** "In June the Treasury targeted them", "In April China held drills": a noun behind a month or day is no part of it, but the subject. */
function mendTimedSubject(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  const { head } = noun
  if (head < 0 || head >= idx || head < idx - 4 || (noun.relation & LOOSE) === 0) return
  const time = words[head]!
  if (!CALENDAR.has(time.lemma) && !/^(?:19|20)\d\d$/.test(time.form)) return
  if (words[head + 1]?.upos === 'ADP' || words[head + 1]?.upos === 'NUM') return
  let verb = idx + 1
  while (words[verb]?.upos === 'ADV' || words[verb]?.upos === 'AUX') verb++
  if (words[verb]?.upos !== 'VERB' || hasBelow(words, verb, REL.nsubj | REL.nsubjPass, idx - REACH, verb)) return
  if (!isBelow(words, verb, idx)) hang(noun, verb, 'nsubj')
}

const LOOSE = REL.flat | REL.appos | REL.nmod | REL.conj | REL.compound
const CALENDAR = new Set([
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December', 'Monday', 'Tuesday',
  'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday', 'week', 'month', 'year', 'day',
]) // biome-ignore format: one glance

/** Whether a word hangs, at whatever depth, on another. */
function isBelow(words: readonly Growing[], wordIdx: number, ancestorIdx: number): boolean {
  let idx = wordIdx
  for (let steps = 0; steps < 2 * REACH && idx >= 0; steps++) {
    if (idx === ancestorIdx) return true
    idx = words[idx]!.head
  }
  return false
}
