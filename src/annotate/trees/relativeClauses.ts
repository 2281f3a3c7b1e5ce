import { ending, formIn, lemmaIn, MARK, NO_VERB, PART, type Rule, rename, rule, TOP } from './beginnings.ts'
import { hasBelow } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import {
  firstBelow,
  IN_FRONT_OF_VERB,
  isNoun,
  RELATIVE,
  SMALL_WORDS,
  SUBJECTS,
  topOfPhrase,
  verbAbove,
} from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * Relative clauses that parsers take for the sentence, for a part of another clause, or whose subject and object they exchange.
 */
export function relativeClauseRules(): readonly Rule[] {
  return [
    rule({ at: PART.verb, among: MARK.relative }, mendTwoSubjects),
    rule({ at: PART.verb, by: REL.acl, head: MARK.left }, mendContrast),
    rule({ at: PART.verb, by: REL.acl }, mendCalledBare),
    rule({ at: PART.verb, by: REL.acl, own: lemmaIn(HARMING), head: MARK.left }, mendKillingBlow),
    rule({ at: PART.verb, before: MARK.comma, own: ending('ed'), now: MODIFYING }, mendBehindRelative),
    rule({ at: PART.verb, by: REL.parataxis, own: lemmaIn(HARMING) }, mendBlowBeforePlace),
    rule({ at: PART.verb, by: REL.advcl | REL.parataxis | REL.acl, after: MARK.comma }, mendSourceWithin),
    rule({ at: PART.verb, by: REL.conj, head: MARK.left }, mendRelativePair),
    rule({ at: PART.verb, by: REL.amod, head: MARK.right }, mendPerfect),
    rule({ at: PART.verb, now: REL.ccomp | REL.parataxis | REL.advcl | TOP }, mendSubjectBeforeAside),
    rule({ at: NO_VERB, own: formIn(SMALL_WORDS) }, mendWhoseOrWhat),
  ]
}

function mendWhoseOrWhat(words: readonly Growing[], idx: number): void {
  const { form } = words[idx]!
  if (form === 'whose') {
    mendWhoseVerb(words, idx)
    mendWhoseClause(words, idx)
    mendWhoseObject(words, idx)
  } else if (form === 'what') mendSoCalled(words, idx)
}

/** How far a rule looks. */
const REACH = 18

/**
 * "Norway, which accuses Peru of harassing ships, deployed jets": where a noun with a relative clause is all that parsers find of a sentence, the
 * past verb behind the comma that closes the clause is the verb of the sentence.
 */
function mendBehindRelative(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if ((verb.relation & MODIFYING) === 0 || !verb.form.endsWith('ed')) return
  if (verb.head >= 0 && words[verb.head]!.upos === 'VERB') return
  let comma = idx - 2
  while (comma > idx - REACH && words[comma]?.sentIdx === verb.sentIdx && words[comma]!.form !== ',') comma--
  const noun = words[comma - 1]
  if (noun === undefined || noun.head >= 0 || !isNoun(noun) || noun.sentIdx !== verb.sentIdx) return
  if (!/^(?:which|who)$/.test(words[comma + 1]!.form) || verb.head <= comma) return
  if (hasBelow(words, idx, SUBJECTS | REL.mark, comma, idx)) return
  hang(verb, -1, 'root')
  hang(noun, idx, 'nsubj')
  verb.features = FEAT.finite | FEAT.past
}

const MODIFYING = REL.acl | REL.amod | REL.advcl

/** "voiced support for a truce, while Peru sided with Chile": what such a word opens is told beside the sentence, and of no noun in it. */
function mendContrast(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const { head } = verb
  if (head < 0 || head > idx) return
  const mark = firstBelow(words, idx, REL.mark | REL.advmod, head)
  if (mark === undefined || !CONTRASTING.test(words[mark]!.form) || words[mark - 1]?.form !== ',') return
  const above = verbAbove(words, head)
  if (above !== undefined && above < head) hang(verb, above, 'advcl')
}

const CONTRASTING = /^(?:although|but|though|whereas|while|whilst)$/

/** "a general, whom it blamed": a clause with such a pronoun is relative, whatever it was called. */
function mendCalledBare(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if (verb.deprel !== 'acl' || verb.head > idx) return
  for (let i = idx - 1; i > verb.head; i--)
    if (words[i]!.head === idx && /^(?:who|whom|which)$/.test(words[i]!.form)) {
      hang(verb, verb.head, 'acl:relcl')
      return
    }
}

/** "an attack on a convoy near the port, which killed two", "attacks in Benghazi, Libya, that killed four": what is struck kills nobody, but the blow. */
function mendKillingBlow(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if (!HARMING.has(verb.lemma) || verb.head < 0 || verb.head > idx) return
  const which = firstBelow(words, idx, SUBJECTS, verb.head)
  if (which === undefined) return
  const { form } = words[which]!
  if (form !== 'that' && (form !== 'which' || words[which - 1]?.form !== ',')) return
  let at = verb.head
  for (let steps = 0; steps < 4 && at >= 0 && !BLOWS.has(words[at]!.lemma); steps++) {
    if ((words[at]!.relation & (REL.nmod | REL.obl | REL.appos | REL.compound)) === 0) return
    at = words[at]!.head
  }
  if (at >= 0 && at !== verb.head && at < idx && words[at]!.upos === 'NOUN' && BLOWS.has(words[at]!.lemma))
    hang(verb, at, 'acl:relcl')
}

/** "the attacks in Benghazi, Libya, that killed four": the land between commas is where the blow fell, not what kills. */
function mendBlowBeforePlace(words: readonly Growing[], idx: number): void {
  let that = idx - 1
  while (IN_FRONT_OF_VERB.has(words[that]?.upos ?? '')) that--
  const place = words[that - 2]
  if (!/^(?:that|which)$/.test(words[that]?.form ?? '') || words[that - 1]!.form !== ',' || place?.head !== idx) return
  if (place.upos !== 'PROPN' || words[that - 3]?.form !== ',' || words[that - 4]?.upos !== 'PROPN') return
  for (let at = that - 5; at > that - REACH && at >= 0 && words[at]!.upos !== 'VERB'; at--) {
    if (!BLOWS.has(words[at]!.lemma) || words[at]!.upos !== 'NOUN') continue
    hang(place, that - 4, 'appos')
    hang(words[idx]!, at, 'acl:relcl')
    words[that]!.features |= FEAT.relative
    return
  }
}

const HARMING = new Set(['damage', 'destroy', 'hurt', 'injure', 'kill', 'maim', 'wound'])
const BLOWS = new Set([
  'airstrike', 'ambush', 'assault', 'attack', 'bombardment', 'bombing', 'clash', 'explosion', 'blast', 'incursion', 'raid', 'shelling', 'shooting',
  'stabbing', 'strike',
]) // biome-ignore format: one glance

/** "a jet which, Kigali said, had violated its airspace": who says so stands within the clause, and the clause is about the jet. */
function mendSourceWithin(words: readonly Growing[], idx: number): void {
  const saying = words[idx]!
  if (!SAYING.has(saying.lemma) || words[idx + 1]?.form !== ',') return
  let relative = idx - 1
  while (relative > idx - 7 && words[relative]?.sentIdx === saying.sentIdx && !RELATIVE.test(words[relative]!.form))
    relative--
  if (!RELATIVE.test(words[relative]?.form ?? '') || words[relative + 1]?.form !== ',') return
  let told = idx + 2
  while (IN_FRONT_OF_VERB.has(words[told]?.upos ?? '')) told++
  const verb = words[told]
  const antecedent = words[relative - 1]?.form === ',' ? relative - 2 : relative - 1
  if (verb?.upos !== 'VERB' || verb.sentIdx !== saying.sentIdx || !isNoun(words[antecedent])) return
  hang(verb, antecedent, 'acl:relcl')
  hang(words[relative]!, told, 'nsubj')
  words[relative]!.features |= FEAT.relative
  hang(saying, told, 'parataxis')
}

const SAYING = new Set([
  'say',
  'claim',
  'allege',
  'argue',
  'insist',
  'maintain',
  'report',
  'believe',
  'assert',
  'contend',
])

/**
 * "against the group, which murdered hundreds and still holds hostages": a relative clause that parsers join to the verb of the sentence
 * belongs to the noun before its comma, and so does the verb that "and" joins to it before the next comma.
 */
function mendRelativePair(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const mainIdx = verb.head
  if (mainIdx < 0 || mainIdx > idx) return
  const relative = firstBelow(words, idx, SUBJECTS, mainIdx)
  if (relative !== undefined && RELATIVE.test(words[relative]!.form) && words[relative]!.form !== 'that') {
    const noun = words[relative - 1]?.form === ',' ? relative - 2 : -1
    if (noun < 0 || noun <= mainIdx || !isNoun(words[noun])) return
    hang(verb, topOfPhrase(words, noun), 'acl:relcl')
    words[relative]!.features |= FEAT.relative
    return
  }
  if (relative !== undefined || hasBelow(words, idx, REL.mark, mainIdx, idx)) return
  let and = idx - 1
  while (and > mainIdx && IN_FRONT_OF_VERB.has(words[and]!.upos)) and--
  if (words[and]?.upos !== 'CCONJ' || words[and - 1]?.form === ',') return
  for (let at = and - 1; at > mainIdx && words[at]!.form !== ','; at--) {
    const { upos, deprel, head } = words[at]!
    if (upos !== 'VERB' || deprel !== 'acl:relcl' || head < mainIdx) continue
    const subject = firstBelow(words, at, SUBJECTS, head)
    if (subject === undefined || words[subject - 1]?.form !== ',' || !RELATIVE.test(words[subject]!.form)) continue
    hang(verb, at, 'conj')
    return
  }
}

/** "The bloc ECOWAS, after Mali promised elections, lifted the embargo": the noun before the comma that opens the aside is the subject. */
function mendSubjectBeforeAside(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if ((verb.features & FEAT.finite) === 0 || (verb.features & FEAT.past) === 0) return
  let start = idx
  while (words[start - 1]?.upos === 'ADV') start--
  const before = words[start - 1]
  if (before?.form !== ',') return
  if (verb.deprel !== 'root' && (verb.relation & (REL.ccomp | REL.parataxis | REL.advcl)) === 0) return
  if (hasBelow(words, idx, SUBJECTS | REL.expl, idx - 2 * REACH, idx + 2)) return
  for (let at = start - 3; at > idx - REACH && at > 0 && words[at]!.sentIdx === verb.sentIdx; at--) {
    if (words[at]!.form !== ',') continue
    if (!OPENS_ASIDE.has(words[at + 1]!.lemma) || !isNoun(words[at - 1])) continue
    const subject = topOfPhrase(words, at - 1)
    if (hasBelow(words, subject, REL.case, subject - 8, subject)) return
    hang(words[subject]!, idx, 'nsubj')
    return
  }
}

const OPENS_ASIDE = new Set([
  'who',
  'which',
  'whose',
  'where',
  'after',
  'before',
  'while',
  'when',
  'as',
  'although',
  'though',
  'because',
  'despite',
  'following',
  'since',
  'once',
  'like',
  'unlike',
])

/** "Iran, whose border runs along the river, offered": behind "whose" and its noun stands a verb, though its form is a plural's too. */
function mendWhoseVerb(words: readonly Growing[], idx: number): void {
  let noun = idx + 1
  while (words[noun]?.upos === 'ADJ') noun++
  const [owned, verb, next] = [words[noun], words[noun + 1], words[noun + 2]]
  if (owned?.upos !== 'NOUN' || verb?.upos !== 'NOUN' || !verb.form.endsWith('s') || owned.head !== noun + 1) return
  if ((owned.features & FEAT.plural) !== 0 || (next?.upos !== 'ADP' && next?.upos !== 'DET')) return
  const antecedent = words[idx - 1]?.form === ',' ? idx - 2 : idx - 1
  if (!isNoun(words[antecedent])) return
  const top = words[antecedent]!.head === noun + 1 ? { head: verb.head, deprel: verb.deprel } : undefined
  verb.upos = 'VERB'
  rename(verb, verb.form.slice(0, -1))
  verb.features = FEAT.finite | FEAT.present
  if (top) hang(words[antecedent]!, top.head, top.deprel)
  hang(verb, antecedent, 'acl:relcl')
  hang(owned, noun + 1, 'nsubj')
  hang(words[idx]!, noun, 'nmod:poss')
}

/**
 * "Oslo, whose network was breached by hackers, condemned it": the clause that "whose" opens is told of the noun before its comma, and the next
 * verb behind a comma is the noun's.
 */
function mendWhoseClause(words: readonly Growing[], idx: number): void {
  const whose = words[idx]!
  const nounIdx = words[idx - 1]?.form === ',' ? topOfPhrase(words, idx - 2) : -1
  if (nounIdx < 0 || !isNoun(words[nounIdx])) return
  let verb = idx + 2
  while (verb < idx + 8 && words[verb]?.sentIdx === whose.sentIdx && words[verb]!.upos !== 'VERB') verb++
  const inner = words[verb]
  if (inner?.upos !== 'VERB' || inner.sentIdx !== whose.sentIdx || words[nounIdx]!.head !== verb) return
  for (let at = verb + 2; at < verb + REACH && words[at]?.sentIdx === whose.sentIdx; at++) {
    const main = words[at]!
    if (main.upos !== 'VERB' || (main.features & (FEAT.finite | FEAT.past)) === 0) continue
    if (startsBehindComma(words, at) === undefined || !isAbove(words, verb, at)) continue
    hang(main, inner.head, inner.deprel)
    hang(words[nounIdx]!, at, 'nsubj')
    hang(inner, nounIdx, 'acl:relcl')
    return
  }
}

/** Where a verb's auxiliaries and adverbs begin, if a comma stands before them. */
function startsBehindComma(words: readonly Growing[], verbIdx: number): number | undefined {
  let first = verbIdx
  while (IN_FRONT_OF_VERB.has(words[first - 1]?.upos ?? '')) first--
  return words[first - 1]?.form === ',' ? first : undefined
}

/** "the court, whose jurisdiction Caracas rejects", "whose mediation Blinken also praised": what is owned is the object of a verb with a subject of its own. */
function mendWhoseObject(words: readonly Growing[], idx: number): void {
  let nounIdx = idx + 1
  while (words[nounIdx]?.upos === 'ADJ') nounIdx++
  const next = words[nounIdx + 1]
  if (words[nounIdx]?.upos !== 'NOUN' || (next?.upos !== 'PROPN' && next?.upos !== 'DET')) return
  let verb = nounIdx + 2
  while (
    verb < nounIdx + 12 &&
    words[verb]?.sentIdx === words[idx]!.sentIdx &&
    words[verb]!.upos !== 'VERB' &&
    words[verb]!.form !== ','
  )
    verb++
  const antecedent = words[idx - 1]?.form === ',' ? idx - 2 : idx - 1
  if (words[verb]?.upos !== 'VERB' || (words[verb]!.features & FEAT.finite) === 0 || !isNoun(words[antecedent])) return
  if (hasBelow(words, verb, REL.obj, nounIdx + 1, verb + REACH)) return
  let subject = verb - 1
  while (subject > nounIdx && !isNoun(words[subject])) subject--
  if (subject === nounIdx) return
  for (let steps = 0; steps < 5 && words[subject]!.head > nounIdx && words[subject]!.head < verb; steps++)
    subject = words[subject]!.head
  hang(words[verb]!, topOfPhrase(words, antecedent), 'acl:relcl')
  hang(words[subject]!, verb, 'nsubj')
  hang(words[nounIdx]!, verb, 'obj')
  hang(words[idx]!, nounIdx, 'nmod:poss')
}

/** "ECOWAS, which has imposed sanctions": behind "has" a participle is the verb, and what it seems to qualify its object. */
function mendPerfect(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const nounIdx = verb.head
  const noun = words[nounIdx]
  if (noun === undefined || nounIdx < idx || words[idx - 1]?.lemma !== 'have' || words[idx - 1]!.head !== idx) return
  const subject = firstBelow(words, idx, SUBJECTS, idx - REACH)
  if (subject === undefined) return
  const isRelative = RELATIVE.test(words[subject]!.form)
  const antecedent = words[subject - 1]?.form === ',' ? subject - 2 : subject - 1
  if (isRelative && isNoun(words[antecedent])) hang(verb, topOfPhrase(words, antecedent), 'acl:relcl')
  else hang(verb, noun.head, noun.head < 0 ? 'root' : 'conj')
  hang(noun, idx, 'obj')
  verb.features |= FEAT.past
  for (let at = nounIdx + 1; at < nounIdx + 6 && words[at]?.sentIdx === verb.sentIdx; at++)
    if (words[at]!.deprel === 'conj' && words[at]!.upos === 'VERB' && words[at - 1]!.upos === 'CCONJ')
      hang(words[at]!, idx, 'conj')
}

/**
 * "NATO's troops, who on Sunday sealed off the area, have stepped up patrols": of a verb with a noun and "who" for subjects the clause is
 * about the noun, and the next verb behind a comma is the noun's.
 */
function mendTwoSubjects(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const relative = firstRelative(words, idx)
  if (relative === undefined || words[relative - 1]?.form !== ',') return
  const nounIdx = firstBelow(words, idx, SUBJECTS, relative - REACH)
  if (nounIdx === undefined || nounIdx >= relative || !isNoun(words[nounIdx])) return
  for (let at = idx + 2; at < idx + 2 * REACH && words[at]?.sentIdx === verb.sentIdx; at++) {
    const main = words[at]!
    if (main.upos !== 'VERB' || (main.features & (FEAT.finite | FEAT.past)) === 0) continue
    let before = at - 1
    while (IN_FRONT_OF_VERB.has(words[before]!.upos)) before--
    if (words[before]!.form !== ',' || (main.form.endsWith('ing') && before === at - 1)) continue
    const own = firstBelow(words, at, SUBJECTS, idx)
    if (own !== undefined && own > before) continue
    if (own !== undefined) hang(words[own]!, idx, 'obl')
    if (isAbove(words, idx, at)) hang(main, verb.head, verb.deprel)
    hang(words[nounIdx]!, at, 'nsubj')
    hang(verb, nounIdx, 'acl:relcl')
    words[relative]!.features |= FEAT.relative
    return
  }
}

function firstRelative(words: readonly Growing[], verbIdx: number): number | undefined {
  for (let at = verbIdx - 1; at > verbIdx - 10 && at >= 0; at--) {
    if (words[at]!.head !== verbIdx || (words[at]!.relation & SUBJECTS) === 0) continue
    return words[at]!.form === 'who' || words[at]!.form === 'which' ? at : undefined
  }
  return undefined
}

/** Whether `idx` is on the way up from `below`. */
function isAbove(words: readonly Growing[], idx: number, below: number): boolean {
  for (let at = words[below]!.head, steps = 0; at >= 0 && steps < 12; at = words[at]!.head, steps++)
    if (at === idx) return true
  return false
}

/** "fired at what it called a spy centre": what something is called stands for it. */
function mendSoCalled(words: readonly Growing[], idx: number): void {
  const what = words[idx]!
  let verb = idx + 1
  while (verb < idx + 6 && words[verb]?.sentIdx === what.sentIdx && words[verb]!.upos !== 'VERB') verb++
  if (!CALLING.test(words[verb]?.lemma ?? '') || (words[verb]!.features & FEAT.participle & ~FEAT.past) !== 0) return
  for (let at = verb + 1; at < verb + 10 && words[at]?.sentIdx === what.sentIdx; at++) {
    const { head, upos, relation } = words[at]!
    if (head !== verb || (upos !== 'NOUN' && upos !== 'PROPN') || (relation & (REL.obj | REL.obl | REL.xcomp)) === 0)
      continue
    if (what.head === verb) {
      if (words[verb]!.head < 0 || words[verb]!.head > idx) return
      hang(words[at]!, words[verb]!.head, words[verb]!.deprel === 'ccomp' ? 'obj' : 'obl')
    } else hang(words[at]!, what.head, what.deprel)
    for (let k = Math.max(0, idx - 4); k < idx; k++)
      if (words[k]!.head === idx || (words[k]!.head === verb && words[k]!.upos === 'ADP')) hang(words[k]!, at, 'case')
    hang(words[verb]!, at, 'acl:relcl')
    hang(what, verb, 'iobj')
    rename(words[verb]!, 'term')
    return
  }
}

const CALLING = /^(?:call|term|describe|label|dub|regard|brand|deem)$/
