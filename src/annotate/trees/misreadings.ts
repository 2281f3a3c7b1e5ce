import { ending, lemmaIn, MARK, NOMINAL, PART, PLACE, type Rule, rename, rule } from './beginnings.ts'
import { FEAT, featureBits, REL } from './relations.ts'
import { SUBJECTS } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * Misreadings that parsers learned from little news fall into again and again, each known by the words that stand there and mended where
 * it is met.
 */
export function misreadingRules(): readonly Rule[] {
  const ed = ending('ed')
  const named = PART.name | PART.pronoun
  return [
    rule({ at: named, now: REL.obj, head: MARK.left }, mendReceiver),
    rule({ at: named, now: REL.compound | REL.nmodDesc | REL.amod, head: MARK.right }, mendStrandedName),
    rule({ at: named, now: REL.flat }, mendDatedName),
    rule({ at: PART.verb, after: MARK.that }, mendDemonstrative),
    rule({ at: PART.verb, own: ending('ing') }, mendNamedEvent),
    rule({ at: PART.verb, own: ed, now: REL.advcl | REL.ccomp | REL.xcomp | REL.acl, head: MARK.left }, mendParticiple),
    rule({ at: PART.verb, own: ed, among: MARK.possessive }, mendOwnedParticiple),
    rule({ at: PART.verb, own: ed, now: REL.advcl }, mendPostmodifier),
    rule({ at: PART.verb, own: ed, before: MARK.comma, after: MARK.by | MARK.for }, mendReducedClause),
    rule({ at: PART.verb, now: REL.acl, head: MARK.left }, mendKin),
    rule({ at: PART.verb, own: lemmaIn(DENYING) }, mendDeniedCharge),
    rule({ at: PART.verb, own: lemmaIn(HOLDING) }, mendHostage),
    rule({ at: NOMINAL, now: REL.nsubj | REL.obl, head: MARK.left }, mendLateSubject),
    rule({ at: NOMINAL, now: REL.nsubj | REL.obl, after: MARK.comma, head: MARK.right }, mendList),
    rule({ at: NOMINAL, now: REL.obj | REL.obl, head: MARK.left }, mendJoinedPhrase),
    rule({ at: NOMINAL, now: PLACE.root, after: MARK.comma }, mendSwallowedClause),
    rule({ at: NOMINAL, now: REL.nsubj, head: MARK.right }, mendRelativeClause),
    rule({ after: MARK.non }, mendPersonaNonGrata),
    rule({ own: lemmaIn(HAVE) }, mendHyphenatedVerb),
    rule({ own: lemmaIn(HAVE), after: MARK.to }, mendHaveTo),
  ]
}

export const HAVE: ReadonlySet<string> = new Set(['have'])

/** How far a rule looks. */
const REACH = 12

/** "rejected that claim, saying": "that" between a verb and a noun behind which the phrase is over points, and opens no clause. */
function mendDemonstrative(words: readonly Growing[], verbIdx: number): void {
  const idx = verbIdx + 1
  const noun = words[idx + 1]
  if (noun?.upos !== 'NOUN' || noun.form !== noun.lemma) return
  const next = words[idx + 2]
  const isOver = next === undefined || next.upos === 'PUNCT' || next.upos === 'ADP' || next.upos === 'CCONJ'
  // "said that talks with Peru failed": a subject has its verb behind the phrase.
  if (!isOver || (noun.relation & SUBJECTS) !== 0) return
  hang(words[idx]!, idx + 1, 'det')
  hang(noun, idx - 1, 'obj')
}

/** Makes a form in -ing the noun that it is. */
export function makeNoun(word: Growing): void {
  word.upos = 'NOUN'
  rename(word, word.form.toLowerCase())
  word.feats = 'Number=Sing'
  word.features = featureBits(word.feats)
}

/** "Workers held hostage by Iran", "took Americans hostage": a bare word for a captive behind such a verb says as what, and is no object. */
function mendHostage(words: readonly Growing[], verbIdx: number): void {
  for (let idx = verbIdx + 1; idx < verbIdx + REACH && idx < words.length; idx++) {
    const word = words[idx]!
    if (word.head === verbIdx && CAPTIVE.test(word.form) && (word.relation & (REL.obj | REL.iobj)) !== 0) {
      if (hasBelow(words, idx, REL.det | REL.amod | REL.nummod | REL.nmodPoss, verbIdx, idx)) return
      hang(word, verbIdx, 'xcomp')
      for (let i = verbIdx + 1; i < idx; i++)
        if (words[i]!.head === verbIdx && words[i]!.deprel === 'iobj') hang(words[i]!, verbIdx, 'obj')
      const by = words[idx + 1]
      if (by?.form === 'by' && by.head > idx && words[by.head]!.head === idx) hang(words[by.head]!, verbIdx, 'obl')
      return
    }
    if (word.upos === 'VERB' || word.upos === 'PUNCT') return
  }
}

const HOLDING = new Set(['hold', 'keep', 'take'])
const CAPTIVE = /^(?:hostage|captive|prisoner)$/

/** "warned that it would have to respond": what has to be done is the verb, as behind any modal one. */
function mendHaveTo(words: readonly Growing[], idx: number): void {
  const have = words[idx]!
  const verb = words[idx + 2]
  if (verb?.upos !== 'VERB' || verb.head !== idx || (verb.relation & REL.xcomp) === 0) return
  if ((have.relation & REL.ccomp) === 0) return
  hang(verb, have.head, have.deprel)
  verb.features = have.features
  hang(have, idx + 2, 'aux')
  for (let i = Math.max(0, idx - REACH); i < idx + REACH && i < words.length; i++)
    if (words[i]!.head === idx) hang(words[i]!, idx + 2, words[i]!.deprel)
}

/** "will send Ukraine more tanks": of two objects side by side the first, a name or pronoun, is the receiver. */
function mendReceiver(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  const { head } = word
  if (word.deprel !== 'obj' || head < 0 || head > idx) return
  for (let i = idx + 1; i < idx + REACH && i < words.length; i++) {
    const next = words[i]!
    if (next.deprel === 'obj' && next.head === head && next.upos === 'NOUN') {
      hang(word, head, 'iobj')
      return
    }
    if (next.upos === 'VERB' || next.upos === 'PUNCT' || next.upos === 'CCONJ') return
  }
}

/** "had met Burhan in Khartoum hours before": a name modifies no noun behind the next preposition; it is the object of the verb before. */
function mendStrandedName(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  const { head, deprel, sentIdx } = word
  if (head < idx || head > idx + REACH || !STRANDED.has(deprel)) return
  let i = idx + 1
  while (i < head && words[i]!.upos !== 'ADP') i++
  if (i === head) return
  let verb = idx - 1
  while (verb >= 0 && (words[verb]!.head === idx || BEFORE_NAME.has(words[verb]!.upos))) verb--
  if (words[verb]?.upos !== 'VERB' || words[verb]!.sentIdx !== sentIdx) return
  for (let k = verb + 1; k < head + REACH && k < words.length; k++)
    if (k !== head && words[k]!.head === verb && words[k]!.deprel === 'obj') return
  hang(word, verb, 'obj')
  const noun = words[head]!
  if (noun.head === verb && noun.deprel === 'obj') hang(noun, verb, 'obl:unmarked')
}

const STRANDED = new Set(['compound', 'nmod:desc', 'amod'])
const BEFORE_NAME = new Set(['PROPN', 'ADJ', 'DET'])

/** "called for a Security Council meeting to be held": what has an article is a noun, and the body before it whose it is. */
function mendNamedEvent(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  if (!word.form.endsWith('ing')) return
  let article = idx - 1
  while (article > idx - 8 && article >= 0 && !(words[article]!.head === idx && words[article]!.deprel === 'det'))
    article--
  if (article <= idx - 8 || article < 0) {
    // "expressed full backing for Chile".
    const before = words[idx - 1]
    if (before?.head === idx && before.deprel === 'amod' && word.deprel === 'obj') makeNoun(word)
    return
  }
  makeNoun(word)
  if (word.deprel === 'advcl' || word.deprel === 'xcomp' || word.deprel === 'ccomp') {
    const mark = words.findIndex(
      ({ head, upos }, i) => i < article && i > article - 3 && head === idx && upos === 'ADP',
    )
    hang(word, word.head, mark >= 0 ? 'obl' : 'obj')
    if (mark >= 0) hang(words[mark]!, idx, 'case')
  }
  for (let i = article + 1; i < idx; i++)
    if (words[i]!.head === idx && words[i]!.deprel === 'nsubj') hang(words[i]!, idx, 'compound')
}

/** "On Tuesday Biden warned": a name behind a day is no part of it, but the subject of the verb that follows. */
function mendDatedName(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  if (word.deprel !== 'flat' || word.head !== idx - 1 || !DAYS.has(words[idx - 1]!.lemma)) return
  let verb = idx + 1
  while (words[verb]?.upos === 'PROPN' || words[verb]?.upos === 'ADV' || words[verb]?.upos === 'AUX') verb++
  if (words[verb]?.upos !== 'VERB' || hasBelow(words, verb, REL.nsubj | REL.nsubjPass, verb - REACH, verb)) return
  hang(word, verb, 'nsubj')
}

const DAYS = new Set(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])

/** "of wrongfully detained citizens", "met exiled leader X": a participle right before a noun, with nothing of a clause but it, modifies it. */
function mendParticiple(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const { head, deprel } = verb
  if (head < 0 || head > idx || !CLAUSAL.has(deprel) || !verb.form.endsWith('ed')) return
  let before = idx - 1
  while (before > head && words[before]!.upos === 'ADV') before--
  const isOf = words[before]!.upos === 'ADP' && words[before]!.head === idx
  if (!isOf && before !== head) return
  let noun = idx + 1
  while (noun < idx + REACH && words[noun]?.head !== idx && PREMODIFIERS.has(words[noun]?.upos ?? '')) noun++
  const object = words[noun]
  if (object === undefined || object.head !== idx || object.deprel !== 'obj' || noun === idx + 1 + REACH) return
  if (!isOf && words[head]!.upos !== 'VERB') return
  if (hasBelow(words, idx, REL.nsubj | REL.nsubjPass | REL.aux | REL.mark, idx - REACH, idx) && !isOf) return
  for (let i = idx - REACH < 0 ? 0 : idx - REACH; i < idx + 2 * REACH && i < words.length; i++) {
    const one = words[i]!
    if (one.head !== idx || i === noun) continue
    if (i === before && isOf) hang(one, noun, 'case')
    else if (i > noun) hang(one, head, one.deprel)
  }
  hang(object, head, isOf ? (words[head]!.upos === 'VERB' ? 'obl' : 'nmod') : 'obj')
  hang(verb, noun, 'amod')
}

/** "Obama's highly criticized press conference": a participle between an owner and a noun modifies it. */
function mendOwnedParticiple(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  let mark = idx - 1
  while (mark > 0 && words[mark]!.upos === 'ADV') mark--
  const sign = words[mark]
  if (sign?.upos !== 'PART' || !verb.form.endsWith('ed') || !/^['’]s?$/.test(sign.form)) return
  const owner = words[sign.head]
  if (owner === undefined || sign.head >= mark || owner.head !== idx || (owner.relation & REL.nsubj) === 0) return
  let noun = idx + 1
  while (noun < idx + REACH && words[noun]?.head !== idx && PREMODIFIERS.has(words[noun]?.upos ?? '')) noun++
  const object = words[noun]
  if (object?.head !== idx || object.deprel !== 'obj') return
  hang(
    object,
    verb.head,
    verb.head >= 0 && words[verb.head]!.upos === 'VERB' && verb.relation === REL.ccomp ? 'obj' : verb.deprel,
  )
  hang(owner, noun, 'nmod:poss')
  hang(verb, noun, 'amod')
}

/** "handed them to a militia allied with the junta": a participle right behind a noun, with a phrase of its own, modifies it. */
function mendPostmodifier(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const noun = words[idx - 1]
  if (verb.deprel !== 'advcl' || !verb.form.endsWith('ed') || verb.head !== noun?.head || noun.upos !== 'NOUN') return
  if (!BEHIND_PARTICIPLE.has(words[idx + 1]?.lemma ?? '')) return
  if (hasBelow(words, idx, REL.nsubj | REL.nsubjPass | REL.aux | REL.mark, idx - REACH, idx)) return
  hang(verb, idx - 1, 'acl')
  verb.features = FEAT.participle | FEAT.past | FEAT.passive
}

const BEHIND_PARTICIPLE = new Set(['by', 'with', 'to', 'in', 'from', 'against', 'near', 'on', 'at'])

const CLAUSAL = new Set(['advcl', 'ccomp', 'xcomp', 'acl'])
const PREMODIFIERS = new Set(['NOUN', 'PROPN', 'ADJ', 'NUM'])

/** "Riyadh, criticized by Washington, voted in favor": a participle with its agent between commas is not the verb of the sentence. */
function mendReducedClause(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if (words[idx - 1]?.form !== ',' || !verb.form.endsWith('ed')) return
  if (words[idx + 1]?.form !== 'by' && words[idx + 1]?.form !== 'for') return
  const subject = idx - 2
  let top = subject
  while (top >= 0 && words[top]!.head >= 0 && words[top]!.head < idx && words[top]!.head > idx - REACH)
    top = words[top]!.head
  if (top < 0 || words[top]!.head !== idx || (words[top]!.relation & REL.nsubj) === 0) return
  for (let i = idx + 2; i < idx + 3 * REACH && words[i]?.sentIdx === verb.sentIdx; i++) {
    const main = words[i]!
    const isResumed = main.deprel === 'conj' || (main.deprel === 'advcl' && words[i - 1]!.form === ',')
    if (main.head !== idx || main.upos !== 'VERB' || !isResumed || (main.features & FEAT.finite) === 0) continue
    if (hasBelow(words, i, REL.cc | REL.nsubj, idx, i)) return
    hang(main, verb.head, verb.deprel)
    hang(words[top]!, i, 'nsubj')
    hang(verb, top, 'acl')
    verb.features = FEAT.participle | FEAT.past | FEAT.passive
    return
  }
}

/** "the parents of two men killed in the raid": the participle right behind tells of the men. */
function mendKin(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const victim = words[idx - 1]
  if (verb.deprel !== 'acl' || verb.head < 0 || verb.head >= idx - 1 || !KIN.has(words[verb.head]!.lemma)) return
  if (victim?.head === verb.head && (victim.relation & REL.nmod) !== 0) hang(verb, idx - 1, 'acl')
}

const KIN = new Set([
  'brother', 'child', 'colleague', 'daughter', 'family', 'father', 'friend', 'husband', 'lawyer', 'mother', 'parent', 'relative', 'sister', 'son',
  'supporter', 'widow', 'wife',
]) // biome-ignore format: one glance

/** "accused the United States of it": behind a verb that has its subject, a second one is the object. */
function mendLateSubject(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  const { head } = noun
  if (head < 0 || head > idx || words[head]!.upos !== 'VERB') return
  // "asked the United Nations": an agent has its "by".
  const isAgent = noun.deprel === 'obl:agent' && !hasBelow(words, idx, REL.case, head, idx)
  if (!isAgent && noun.deprel !== 'nsubj') return
  if (!hasBelow(words, head, REL.nsubj, head - 2 * REACH, head) || hasBelow(words, head, REL.obj, head, idx + REACH))
    return
  hang(noun, head, 'obj')
}

/** "The UAE, China and France asked": the first of a list is one of it, though no conjunction stands behind it. */
function mendList(words: readonly Growing[], idx: number): void {
  const first = words[idx]!
  const { head } = first
  if (head < idx || head > idx + 2 * REACH || (first.relation & (REL.obl | REL.nsubj)) === 0) return
  if (words[idx + 1]?.form !== ',' || hasBelow(words, idx, REL.case, idx - 4, idx)) return
  let second = idx + 2
  while (second < head && words[second]!.head !== head && words[second]!.upos !== 'CCONJ') second++
  const next = words[second]
  if (next === undefined || second >= head || next.head !== head || (next.relation & REL.nsubj) === 0) return
  if (!hasBelow(words, second, REL.conj, second, head)) return
  hang(first, head, next.deprel)
  hang(next, idx, 'conj')
}

/** "spoke with A's minister, X, and B's, Y": what a conjunction joins to the phrase before is no object of its own. */
function mendJoinedPhrase(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  const { head } = word
  if (head < 0 || head > idx || (word.relation & (REL.obj | REL.obl)) === 0 || words[head]!.upos !== 'VERB') return
  if (hasBelow(words, idx, REL.case, idx - REACH, idx) || !hasBelow(words, idx, REL.cc, idx - REACH, idx)) return
  for (let i = idx - 1; i > head; i--) {
    const one = words[i]!
    if (one.upos === 'VERB' && one.deprel !== 'amod') return
    if (one.head !== head || (one.relation & (REL.obj | REL.obl)) === 0 || DAYS.has(one.lemma)) continue
    hang(word, i, 'conj')
    return
  }
}

/** "Poland, which expelled three diplomats, thanked its allies": the relative clause ends at its comma, and its noun goes on. */
function mendSwallowedClause(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  if (noun.head >= 0 || words[idx + 1]?.form !== ',' || ((words[idx + 2]?.features ?? 0) & FEAT.relative) === 0) return
  let relative = idx + 3
  while (relative < idx + REACH && words[relative]?.head !== idx) relative++
  if (words[relative]?.deprel !== 'acl:relcl') return
  for (let i = relative + 2; i < relative + 2 * REACH && words[i]?.sentIdx === noun.sentIdx; i++) {
    const main = words[i]!
    if (main.head !== relative || main.upos !== 'VERB' || (main.features & FEAT.finite) === 0) continue
    let comma = i - 1
    while (comma > relative && words[comma]!.form !== ',') comma--
    if (comma === relative || hasBelow(words, i, REL.nsubj | REL.cc | REL.mark, comma, i)) return
    for (let k = relative + 1; k < comma; k++)
      if (words[k]!.head === i && (words[k]!.relation & REL.nsubj) !== 0) hang(words[k]!, relative, 'obj')
    hang(main, -1, 'root')
    hang(noun, i, 'nsubj')
    return
  }
}

/** "The bishop, who heads it, demanded a vote": a relative clause is no report, and its noun is the subject of the verb behind it. */
function mendRelativeClause(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  const { head } = noun
  if (head < idx || head > idx + REACH || (noun.relation & REL.nsubj) === 0) return
  const verb = words[head]!
  const mainIdx = verb.head
  if (verb.upos !== 'VERB' || !SUBORDINATE.has(verb.deprel) || mainIdx < head || words[mainIdx]?.upos !== 'VERB') return
  let relative = idx + 1
  while (relative < head && (words[relative]!.features & FEAT.relative) === 0) relative++
  if (relative === head || words[relative - 1]!.form !== ',') return
  let comma = mainIdx - 1
  while (comma > head && words[comma]!.form !== ',') comma--
  if (comma === head || hasBelow(words, mainIdx, REL.nsubj, comma, mainIdx)) return
  hang(verb, idx, 'acl:relcl')
  hang(noun, mainIdx, 'nsubj')
  for (let i = mainIdx + 1; i < mainIdx + REACH && i < words.length; i++)
    if (words[i]!.head === mainIdx && (words[i]!.relation & REL.nsubj) !== 0) hang(words[i]!, mainIdx, 'obj')
}

const SUBORDINATE = new Set(['ccomp', 'advcl', 'parataxis'])

/** "declared the envoy, X, persona non grata": what somebody is declared belongs to the verb, however many commas stand between. */
function mendPersonaNonGrata(words: readonly Growing[], idx: number): void {
  if (!/^personae?$/.test(words[idx]!.form)) return
  for (let i = idx - 1; i >= 0 && i > idx - 2 * REACH && words[i]!.sentIdx === words[idx]!.sentIdx; i--) {
    if (!/^(?:declare|name|label|call)$/.test(words[i]!.lemma)) continue
    hang(words[idx]!, i, 'xcomp')
    mendBeforeLatin(words, idx)
    return
  }
}

/** "the embassy in Lima personae non gratae": what stands before the Latin is no part of it. */
function mendBeforeLatin(words: readonly Growing[], idx: number): void {
  for (let i = idx + 1; i < idx + 3 && i < words.length; i++) hang(words[i]!, idx, 'fixed')
  let before = idx - 1
  while (words[before]?.upos === 'PROPN') before--
  const place = words[idx - 1]!
  const preposition = words[before]
  if (before === idx - 1 || preposition?.upos !== 'ADP' || words[before - 1]?.upos !== 'NOUN') return
  if (place.head < idx && preposition.head < idx) return
  hang(preposition, idx - 1, 'case')
  hang(place, before - 1, 'nmod')
}

/** Whether a word between two places hangs on another by one of some relations. */
export function hasBelow(
  words: readonly Growing[],
  head: number,
  relations: number,
  from: number,
  to: number,
): boolean {
  for (let i = Math.max(0, from); i < to && i < words.length; i++)
    if (words[i]!.head === head && (words[i]!.relation & relations) !== 0) return true
  return false
}

/** "has test-fired a rocket": the noun before the hyphen is no object of "has", which helps the verb behind it. */
function mendHyphenatedVerb(words: readonly Growing[], idx: number): void {
  const have = words[idx]!
  const nounIdx = words[idx + 1]?.upos === 'ADV' ? idx + 2 : idx + 1
  const [noun, hyphen, verb] = [words[nounIdx], words[nounIdx + 1], words[nounIdx + 2]]
  if (noun?.upos !== 'NOUN' || hyphen?.form !== '-' || verb?.upos !== 'VERB' || !verb.form.endsWith('ed')) return
  if (noun.end !== hyphen.start || hyphen.end !== verb.start || (have.relation & REL.aux) !== 0) return
  const verbIdx = nounIdx + 2
  if (have.head !== verbIdx) hang(verb, have.head, have.deprel)
  for (let i = Math.max(0, idx - REACH); i < idx + 2 * REACH && i < words.length; i++)
    if (words[i]!.head === idx && i !== verbIdx) hang(words[i]!, verbIdx, words[i]!.deprel)
  hang(noun, verbIdx, 'compound')
  hang(have, verbIdx, 'aux')
  verb.features |= FEAT.past
}

/** "accused Iran of the raid, a charge Tehran denied": the last clause tells of the charge; it reports nothing. */
function mendDeniedCharge(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  let charge = idx - 1
  while (charge > 1 && WITHIN_PHRASE.has(words[charge]!.upos) && !CHARGES.has(words[charge]!.lemma)) charge--
  const [article, comma] = [words[charge - 1], words[charge - 2]]
  if (charge < 2 || !CHARGES.has(words[charge]!.lemma) || article?.upos !== 'DET' || comma?.form !== ',') return
  if (comma.sentIdx !== verb.sentIdx) return
  let subject = charge + 1
  const isInside = (head: number) => head > charge && head < idx
  while (subject < idx && (words[subject]!.upos === 'AUX' || isInside(words[subject]!.head))) subject++
  if (subject === idx) return
  let told = comma.head
  for (let i = charge - 3; i >= 0 && words[i]!.sentIdx === verb.sentIdx; i--) if (words[i]!.head === idx) told = i
  if (words[told]?.head === idx) hang(words[told]!, verb.head, verb.deprel)
  else told = verb.head
  hang(words[charge]!, told, 'appos')
  hang(words[subject]!, idx, 'nsubj')
  hang(verb, charge, 'acl:relcl')
}

const DENYING = new Set([
  'deny', 'reject', 'dismiss', 'dispute', 'refute', 'denounce', 'condemn', 'criticise', 'criticize', 'describe', 'call', 'welcome', 'oppose', 'deplore', 'decry',
]) // biome-ignore format: one glance
const CHARGES = new Set([
  'charge', 'claim', 'accusation', 'allegation', 'assertion', 'exercise', 'move', 'step', 'decision', 'demand', 'measure', 'attack', 'strike', 'launch', 'test',
  'proposal', 'offer', 'plan', 'act', 'raid', 'visit', 'statement', 'remark', 'ruling', 'accord', 'deal', 'law', 'vote', 'incursion', 'killing', 'arrest',
]) // biome-ignore format: one glance
const WITHIN_PHRASE = new Set(['DET', 'PROPN', 'NOUN', 'ADJ', 'AUX', 'ADV'])
