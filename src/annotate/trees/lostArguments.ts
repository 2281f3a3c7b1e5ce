import { ending, formIn, lemmaIn, MARK, NO_VERB, PART, type Rule, rename, rule, TOP } from './beginnings.ts'
import { hasBelow } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { isNoun, SMALL_WORDS } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * Subjects and objects that parsers lose to a phrase beside them, given back to their verb where the order of the words tells that they
 * are its own.
 */
export function lostArgumentRules(): readonly Rule[] {
  return [
    rule({ own: formIn(SMALL_WORDS) }, mendAtForm),
    rule({ by: REL.appos | REL.obj, head: MARK.left }, mendDelayedObject),
    rule({ at: PART.name, by: REL.xcomp }, mendNameAsPredicate),
    rule({ at: PART.verb, now: OWN_CLAUSE | TOP }, mendOpeningPhrase),
    rule({ at: PART.verb, now: COUNTED, own: ending('ed') }, mendCountedParticiple),
    rule({ at: PART.verb, now: REL.parataxis, head: MARK.left }, mendInterruptedSubject),
    rule({ at: PART.verb, now: REL.ccomp, head: MARK.left }, mendSecondSubject),
    rule({ at: PART.verb, by: REL.conj, own: ending('ed'), head: MARK.left }, mendListedVerb),
    rule({ at: PART.verb, by: REL.acl }, mendNamedSubject),
    rule({ at: PART.verb, own: lemmaIn(NAMING_OR_WANTING) }, mendNamingVerb),
    rule({ at: PART.verb, by: REL.advcl, before: MARK.opening, own: ending('ing') }, mendGerundAtHead),
    rule({ at: PART.verb, after: MARK.dead }, mendShotDead),
    rule({ at: PART.noun, by: REL.obl }, mendCountedAbout),
    rule({ at: PART.noun | PART.other, by: REL.nmod, head: MARK.left }, mendGift),
    rule({ at: NO_VERB, by: REL.nmod, head: MARK.left }, mendBehindTime),
    rule({ at: NO_VERB, by: REL.nmod, head: MARK.left }, mendDelayedObject),
  ]
}

function mendAtForm(words: readonly Growing[], idx: number): void {
  const { form } = words[idx]!
  if (form === 'front') mendInFrontOf(words, idx)
  else if (form === 'when') mendWhenClause(words, idx)
}

function mendNamingVerb(words: readonly Growing[], idx: number): void {
  if (NAMING.has(words[idx]!.lemma)) mendNaming(words, idx)
  else mendNamed(words, idx)
}

/** How far a rule looks. */
const REACH = 14

/** "killed around twenty assailants": right behind a verb that has an object such a word before a number says how many, and not where. */
function mendCountedAbout(words: readonly Growing[], idx: number): void {
  const counted = words[idx]!
  const { head } = counted
  if (head < 0 || words[head + 2]?.upos !== 'NUM' || !/^(?:about|around|over|under)$/.test(words[head + 1]!.form))
    return
  if (words[head + 1]!.head !== idx || !TAKING_MANY.has(words[head]!.lemma)) return
  if ((counted.features & FEAT.plural) === 0 || hasBelow(words, head, OBJECTS, head, idx)) return
  hang(counted, head, 'obj')
  hang(words[head + 1]!, head + 2, 'advmod')
}

const OBJECTS = REL.obj | REL.nsubjPass
/** What is done to many at once. */
const TAKING_MANY = new Set([
  'abduct', 'arrest', 'capture', 'deploy', 'deport', 'destroy', 'detain', 'dispatch', 'displace', 'evacuate', 'execute', 'expel', 'free', 'have', 'hit', 'injure', 'intercept',
  'kidnap', 'kill', 'lose', 'massacre', 'pardon', 'release', 'rescue', 'sanction', 'seize', 'send', 'sentence', 'strike', 'take', 'wound',
]) // biome-ignore format: one glance

/** "In return Addis Ababa promised", "Under the deal the rebels will": a noun phrase right before the verb, behind the opening phrase, is its subject. */
function mendOpeningPhrase(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if ((verb.relation & OWN_CLAUSE) === 0 && verb.deprel !== 'root') return
  let last = idx - 1
  while (BEFORE_VERB.has(words[last]?.upos ?? '')) last--
  const noun = words[last]
  // Most verbs have their subject right before them.
  if (noun?.sentIdx !== verb.sentIdx || !isNoun(noun) || (noun.head === idx && (noun.relation & SUBJECTS) !== 0)) return
  if (!isAsserting(words, idx) || hasBelow(words, idx, SUBJECTS, idx - 2 * REACH, idx + REACH)) return
  let first = last
  while (first > 0 && IN_PHRASE.has(words[first - 1]!.upos) && !isNewPhrase(words, first)) first--
  const host = words[first - 1]
  if (host === undefined || host.sentIdx !== verb.sentIdx || host.upos !== 'NOUN' || first - 2 < 0) return
  if (words[first]!.upos !== 'DET' && words[first]!.upos !== 'PROPN') return
  const opening = phraseUnder(words, first - 1, idx)
  if (opening === undefined || !hasBelow(words, opening, REL.case, opening - REACH, opening)) return
  const head = headWithin(words, first, last)
  if (head === undefined || words[head]!.head >= first || words[head]!.head < opening - REACH) return
  hang(words[head]!, idx, 'nsubj')
}

const SUBJECTS = REL.nsubj | REL.nsubjPass | REL.csubj | REL.expl
const OWN_CLAUSE = REL.ccomp | REL.conj | REL.parataxis
const BEFORE_VERB = new Set(['AUX', 'ADV', 'PART'])
const IN_PHRASE = new Set(['PROPN', 'NOUN', 'ADJ', 'DET', 'NUM', 'PART'])

/** Whether a phrase begins at a word: an article or a name behind a common noun. */
function isNewPhrase(words: readonly Growing[], idx: number): boolean {
  const { upos } = words[idx]!
  return (upos === 'DET' || upos === 'PROPN') && words[idx - 1]!.upos === 'NOUN'
}

/** The noun of the phrase that hangs on the verb and holds a word; undefined where none does. */
function phraseUnder(words: readonly Growing[], wordIdx: number, verbIdx: number): number | undefined {
  let idx = wordIdx
  for (let steps = 0; steps < 4; steps++) {
    const { head, relation } = words[idx]!
    if (head === verbIdx) return (relation & (REL.obl | REL.advmod)) !== 0 ? idx : undefined
    if (head < 0) return undefined
    idx = head
  }
  return undefined
}

/** The word of a stretch that hangs outside it. */
function headWithin(words: readonly Growing[], first: number, last: number): number | undefined {
  for (let idx = last; idx >= first; idx--) {
    const { head } = words[idx]!
    if (head < first || head > last) return isNoun(words[idx]!) ? idx : undefined
  }
  return undefined
}

const COUNTED = REL.ccomp | REL.xcomp | REL.acl | REL.advcl | REL.conj

/** "shot down three unarmed drones": a participle between a number and its noun modifies it. */
function mendCountedParticiple(words: readonly Growing[], idx: number): void {
  const participle = words[idx]!
  const number = words[idx - 1]
  const verbIdx = participle.head
  if (number?.upos !== 'NUM' || verbIdx < 0 || verbIdx > idx || !/ed$/.test(participle.form)) return
  if ((participle.relation & COUNTED) === 0) return
  if (number.head !== verbIdx && verbIdx !== idx - 1) return
  const nounIdx = firstBelow(words, idx, REL.obj)
  if (nounIdx === undefined || nounIdx > idx + 5) return
  const place = verbIdx === idx - 1 ? number : undefined
  hang(words[nounIdx]!, place ? number.head : verbIdx, place ? number.deprel : 'obj')
  hang(number, nounIdx, 'nummod')
  hang(participle, nounIdx, 'amod')
}

function firstBelow(words: readonly Growing[], head: number, relations: number): number | undefined {
  for (let idx = head + 1; idx < head + REACH && idx < words.length; idx++)
    if (words[idx]!.head === head && (words[idx]!.relation & relations) !== 0) return idx
  return undefined
}

/** "Pelosi, who met him on Thursday, had promised it": the verb behind the clause between commas is that of the noun before it. */
function mendInterruptedSubject(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const nounIdx = verb.head
  if (verb.deprel !== 'parataxis' || nounIdx < 0 || nounIdx > idx) return
  const noun = words[nounIdx]!
  if (noun.head >= 0 || !isNoun(noun)) return
  if (
    words[nounIdx + 1]?.form !== ',' ||
    !isAsserting(words, idx) ||
    hasBelow(words, idx, SUBJECTS | REL.mark, nounIdx, idx)
  )
    return
  let before = idx - 1
  while (BEFORE_VERB.has(words[before]!.upos)) before--
  if (words[before]!.form !== ',' || before === nounIdx + 1) return
  hang(verb, -1, 'root')
  hang(noun, idx, 'nsubj')
  for (let i = before + 1; i < words.length && words[i]!.sentIdx === verb.sentIdx; i++)
    if (words[i]!.head === nounIdx && i !== idx) hang(words[i]!, idx, words[i]!.deprel)
}

/** "summoned the envoys over a statement in which the bloc urged it": what stands right behind a verb is no subject of the relative clause. */
function mendSecondSubject(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const outerIdx = verb.head
  if (verb.relation !== REL.ccomp || outerIdx < 0 || outerIdx > idx || words[outerIdx]!.upos !== 'VERB') return
  let relative = idx - 1
  while (relative > outerIdx && (words[relative]!.features & FEAT.relative) === 0) relative--
  if (relative === outerIdx || words[relative - 1]?.upos !== 'ADP' || !isNoun(words[relative - 2]!)) return
  const first = subjectBetween(words, idx, outerIdx, relative)
  if (first === undefined || subjectBetween(words, idx, relative, idx) === undefined) return
  hang(words[first]!, outerIdx, 'obj')
  hang(verb, relative - 2, 'acl:relcl')
}

function subjectBetween(words: readonly Growing[], verbIdx: number, from: number, to: number): number | undefined {
  for (let idx = from + 1; idx < to; idx++)
    if (words[idx]!.head === verbIdx && (words[idx]!.relation & REL.nsubj) !== 0) return idx
  return undefined
}

/** "announced sanctions on Iran, asked the allies to join and called him": a past form with an object of its own, joined to a past verb, is no participle. */
function mendListedVerb(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const joined = words[verb.head]
  if (joined === undefined || verb.head > idx || joined.upos !== 'VERB' || (joined.features & PAST) !== PAST) return
  if ((verb.features & FEAT.finite) !== 0 || !verb.form.endsWith('ed')) return
  if (hasBelow(words, idx, REL.aux | SUBJECTS, verb.head, idx)) return
  if (hasBelow(words, idx, REL.obj | REL.iobj | REL.xcomp | REL.ccomp, idx, idx + REACH)) verb.features = PAST
}

const PAST = FEAT.finite | FEAT.past

/** "lent its neighbour $4 billion", "granted Tunisia 150 million euros": a sum right behind the receiver is the gift. */
function mendGift(words: readonly Growing[], idx: number): void {
  const gift = words[idx]!
  if (gift.upos !== 'SYM' && gift.upos !== 'NOUN') return
  const receiverIdx = gift.head
  const receiver = words[receiverIdx]
  if (receiver === undefined || receiverIdx > idx || (receiver.relation & (REL.obj | REL.iobj)) === 0) return
  const verb = words[receiver.head]
  if (verb?.upos !== 'VERB' || receiver.head > receiverIdx || !GIVING.has(verb.lemma)) return
  if (hasBelow(words, idx, REL.case, receiverIdx, idx)) return
  if (gift.upos !== 'SYM' && !hasBelow(words, idx, REL.nummod, receiverIdx, idx)) return
  hang(gift, receiver.head, 'obj')
  hang(receiver, receiver.head, 'iobj')
}

/** Verbs with two objects. */
const GIVING = new Set([
  'advance', 'allocate', 'allot', 'allow', 'assign', 'award', 'bring', 'deny', 'feed', 'fine', 'give', 'grant', 'guarantee', 'hand', 'lease', 'leave', 'lend',
  'loan', 'offer', 'owe', 'pay', 'promise', 'provide', 'refuse', 'sell', 'send', 'serve', 'ship', 'show', 'supply', 'wire',
]) // biome-ignore format: one glance

/** "rallied for months against the cabinet", "met on Monday with the envoy": what follows a time belongs to the verb. */
function mendBehindTime(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  const timeIdx = noun.head
  const time = words[timeIdx]
  if (time === undefined || timeIdx > idx || (time.relation & REL.obl) === 0 || !TIMES.has(time.lemma)) return
  if (time.head < 0 || words[time.head]!.upos !== 'VERB' || time.head > timeIdx) return
  for (let i = timeIdx + 1; i < idx; i++) {
    const word = words[i]!
    if (word.head !== idx || (word.relation & REL.case) === 0) continue
    if (word.form !== 'of' && word.form !== 'in') hang(noun, time.head, 'obl')
    return
  }
}

/** Nouns that say when. */
export const TIMES = new Set([
  'minute', 'hour', 'day', 'night', 'week', 'weekend', 'month', 'year', 'decade', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday',
  'Sunday', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December', 'morning',
  'afternoon', 'evening', 'today', 'yesterday', 'time',
]) // biome-ignore format: one glance

/** "The aircraft carrier Liaoning steamed past": a noun with its name before a past form that has nothing passive about it is the subject. */
function mendNamedSubject(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const nounIdx = verb.head
  const noun = words[nounIdx]
  if (noun === undefined || noun.head >= 0 || noun.upos !== 'NOUN' || nounIdx > idx) return
  let first = idx
  while (first - 1 > nounIdx && words[first - 1]!.upos === 'PROPN') first--
  if (first === idx || first !== nounIdx + 1 || words[idx + 1]?.form === 'by') return
  for (let i = first; i < idx; i++)
    if (words[i]!.head === idx || words[i]!.head === nounIdx) hang(words[i]!, nounIdx, 'flat')
  hang(verb, -1, 'root')
  hang(noun, idx, 'nsubj')
  verb.features = PAST
}

/** "called the vote a sham", "called the closure of the road reckless": what somebody is called stands behind the object and is no part of it. */
function mendNaming(words: readonly Growing[], idx: number): void {
  const object = firstBelow(words, idx, REL.obj)
  if (object === undefined) {
    mendNamed(words, idx)
    return
  }
  for (let i = object + 1; i < idx + REACH && words[i]?.sentIdx === words[idx]!.sentIdx; i++) {
    const { head, upos, relation, deprel } = words[i]!
    const isSecond = head === idx && deprel === 'obj' && upos === 'NOUN'
    const isInObject = head === object || (head < i && words[head]?.head === object)
    const isBehind = isInObject && upos === 'ADJ' && (relation & REL.amod) !== 0
    if (!isSecond && !isBehind) continue
    hang(words[i]!, idx, 'xcomp')
    return
  }
}

/**
 * "declared the treaty null and void", "wants the troops gone", "helped Italy find him": what is called or wanted so, and who is helped, is the object
 * of the verb, and no subject of the word that says how.
 */
function mendNamed(words: readonly Growing[], idx: number): void {
  const named = firstBelow(words, idx, REL.xcomp)
  if (named === undefined) return
  const isHelped = words[idx]!.lemma === 'help' && words[named]!.upos === 'VERB'
  if (!isHelped && words[named]!.upos !== 'ADJ' && words[named]!.form !== 'gone') return
  for (let i = idx + 1; i < named; i++)
    if (words[i]!.head === named && (words[i]!.relation & REL.nsubj) !== 0) hang(words[i]!, idx, 'obj')
}

/** "called out his rival Donald Trump", "criticised Norway": a name right behind a verb that names nobody anything is the object. */
function mendNameAsPredicate(words: readonly Growing[], idx: number): void {
  const { head } = words[idx]!
  const verb = words[head]
  if (verb?.upos !== 'VERB' || head > idx || LINKING.has(verb.lemma)) return
  const hasParticle = words[head + 1]?.deprel === 'compound:prt'
  if (
    (NAMING.has(verb.lemma) && !hasParticle) ||
    hasBelow(words, head, REL.obj | REL.iobj | REL.cop, head, idx + REACH)
  )
    return
  if (!hasBelow(words, idx, REL.case | REL.mark | REL.cop, head, idx)) hang(words[idx]!, head, 'obj')
}

/** Verbs of being and becoming. */
const LINKING = new Set([
  'become', 'remain', 'stay', 'seem', 'appear', 'be', 'look', 'sound', 'feel', 'prove', 'turn', 'rename', 'name', 'elect', 'appoint', 'make', 'choose', 'nominate',
  'christen', 'baptise', 'title', 'nickname', 'entitle', 'represent', 'act', 'play', 'go', 'get', 'keep', 'run', 'win', 'come', 'finish', 'say', 'read',
]) // biome-ignore format: one glance

const NAMING = new Set(['call', 'brand', 'label', 'deem', 'term', 'dub', 'declare', 'consider', 'find'])
const NAMING_OR_WANTING = new Set([...NAMING, 'want', 'help'])

/** "massed in front of parliament": one preposition of three words, though no treebank word. */
function mendInFrontOf(words: readonly Growing[], idx: number): void {
  const [before, front, of] = [words[idx - 1], words[idx]!, words[idx + 1]]
  if (before?.form !== 'in' || of?.form !== 'of' || front.upos !== 'NOUN' || front.head < 0) return
  const nounIdx = of.head
  const noun = words[nounIdx]
  if (noun?.head !== idx || nounIdx < idx) return
  const { head, deprel } = front
  hang(noun, head, deprel)
  hang(before, nounIdx, 'case')
  hang(front, idx - 1, 'fixed')
  hang(of, idx - 1, 'fixed')
  for (let i = idx + 2; i < idx + REACH && i < words.length; i++)
    if (words[i]!.head === idx) hang(words[i]!, nounIdx, 'nmod')
}

/** "Fighting between the army and the rebels raged": what opens the sentence and is the verb's only subject is a noun. */
function mendGerundAtHead(words: readonly Growing[], idx: number): void {
  const gerund = words[idx]!
  const { head, sentIdx } = gerund
  if (words[idx - 1]?.sentIdx === sentIdx || !gerund.form.endsWith('ing') || head < idx) return
  if (words[head]?.upos !== 'VERB' || !isAsserting(words, head) || hasBelow(words, head, SUBJECTS, idx, head)) return
  for (let i = idx + 1; i < head; i++)
    if (words[i]!.form === ',' || (words[i]!.head === idx && (words[i]!.relation & REL.obj) !== 0)) return
  gerund.upos = 'NOUN'
  rename(gerund, gerund.form.toLowerCase())
  gerund.features = 0
  hang(gerund, head, 'nsubj')
  for (let i = idx + 1; i < head; i++)
    if (words[i]!.head === idx && (words[i]!.relation & REL.obl) !== 0) hang(words[i]!, idx, 'nmod')
}

/** "condemns in the strongest terms the arrest", "lifted with immediate effect the ban": a noun with an article right behind the manner is the object. */
function mendDelayedObject(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  const manner = words[noun.head]
  if (manner === undefined || noun.head > idx || !MANNERS.has(manner.lemma) || (manner.relation & REL.obl) === 0) return
  const verb = words[manner.head]
  if (verb?.upos !== 'VERB' || hasBelow(words, manner.head, REL.obj, manner.head, idx)) return
  if (!hasBelow(words, idx, REL.det, noun.head, idx) || words[noun.head + 1]?.form === ',') return
  if (hasBelow(words, idx, REL.case, noun.head, idx)) return
  hang(noun, manner.head, 'obj')
}

const MANNERS = new Set([
  'term',
  'terms',
  'way',
  'manner',
  'language',
  'word',
  'possible',
  'voice',
  'effect',
  'unison',
  'principle',
])

/** "Lorries brought food, the most since the war began, when gunmen killed many": a clause with "when" is not the sentence, and its verb has no subject before it. */
function mendWhenClause(words: readonly Growing[], when: number): void {
  const idx = words[when]!.head
  if (idx < when || idx > when + REACH || words[idx]?.upos !== 'VERB') return
  const second = subjectBetween(words, idx, when, idx)
  const first = subjectBetween(words, idx, Math.max(0, when - 3 * REACH), when)
  if (first === undefined || second === undefined || words[first]!.sentIdx !== words[idx]!.sentIdx) return
  for (let main = first + 1; main < when; main++) {
    if (words[main]!.head !== first || words[main]!.upos !== 'VERB') continue
    hang(words[main]!, words[idx]!.head, words[idx]!.deprel)
    words[main]!.features = PAST
    hang(words[first]!, main, 'nsubj')
    hang(words[idx]!, main, 'advcl')
    return
  }
}

/** "shot dead two villagers": the villagers are no second state of theirs, but the object. */
function mendShotDead(words: readonly Growing[], idx: number): void {
  if (
    words[idx + 1]?.form !== 'dead' ||
    words[idx + 1]!.head !== idx ||
    hasBelow(words, idx, REL.obj, idx, idx + REACH)
  )
    return
  for (let i = idx + 2; i < idx + REACH && words[i]?.sentIdx === words[idx]!.sentIdx; i++) {
    if (words[i]!.head !== idx || (words[i]!.relation & (REL.xcomp | REL.obl)) === 0 || !isNoun(words[i]!)) continue
    if (!hasBelow(words, i, REL.case, idx, i)) hang(words[i]!, idx, 'obj')
    return
  }
}

/** Whether a verb tells something in a clause of its own: a finite form, or one with an auxiliary. */
function isAsserting(words: readonly Growing[], idx: number): boolean {
  return (words[idx]!.features & FEAT.finite) !== 0 || hasBelow(words, idx, REL.aux, idx - REACH, idx)
}
