import { formIn, lemmaIn, MARK, NO_VERB, PART, type Rule, rename, rule } from './beginnings.ts'
import { hasBelow } from './misreadings.ts'
import { featureBits, REL } from './relations.ts'
import { isNoun } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * What somebody or something is called, in quotation marks, and infinitives that look like nouns: parsers learned from texts with few
 * marks lose both.
 */
export function quotedWordRules(): readonly Rule[] {
  return [rule({ at: PART.verb, own: lemmaIn(CALLING_OR_FINDING) }, mendQuotedWords)]
}

function mendQuotedWords(words: readonly Growing[], idx: number): void {
  const { lemma } = words[idx]!
  if (CALLING.has(lemma)) mendCalled(words, idx)
  else if (lemma === 'describe' || lemma === 'dismiss') mendDescribedAs(words, idx)
  else if (lemma === 'find') mendFoundGuilty(words, idx)
}

/** "found former officer Derek Chauvin guilty of murder": the name is who is found so, and no part of "guilty". */
function mendFoundGuilty(words: readonly Growing[], verb: number): void {
  let guilty = verb + 2
  while (guilty < verb + 14 && words[guilty]?.sentIdx === words[verb]!.sentIdx && !GUILTY.has(words[guilty]!.form))
    guilty++
  if (words[guilty]?.sentIdx !== words[verb]!.sentIdx || !GUILTY.has(words[guilty]!.form)) return
  if (isAbove(words, guilty, verb)) return
  partObject(words, verb, guilty)
}

const GUILTY = new Set(['guilty', 'liable'])

/** Parts the words between a verb and a predicate from the predicate, under which they hang: they are the object. */
function partObject(words: readonly Growing[], verb: number, predicate: number): void {
  const object = words.findIndex(
    (word, i) => i > verb && i < predicate && word.head === predicate && (isNoun(word) || word.form.endsWith('ing')),
  )
  if (object >= 0) {
    for (let i = verb + 1; i < predicate; i++)
      if (words[i]!.head === predicate && i !== object) hang(words[i]!, object, words[i]!.deprel)
    hang(words[object]!, verb, 'obj')
    if (!isNoun(words[object])) words[object]!.upos = 'NOUN'
  }
  words[predicate]!.upos = 'ADJ'
  hang(words[predicate]!, verb, 'xcomp')
}

const CALLING = new Set(['call', 'brand', 'label', 'dub', 'term', 'deem'])
const CALLING_OR_FINDING = new Set([...CALLING, 'describe', 'dismiss', 'find'])
/** How far a rule looks: what is called so may have a clause of its own. */
const REACH = 26
const QUOTE = new Set(['"', '“', '”', "''", '``', '‘', "'"])
/** What follows a verb of another sense: "called for", "called on". */
const OTHER_SENSE = new Set(['for', 'on', 'upon', 'to', 'off', 'out', 'in', 'up', 'from', 'at'])

/** "called Clinton's use of servers ''extremely careless''": the quoted words are said of the object, wherever the parser hangs them. */
function mendCalled(words: readonly Growing[], verb: number): void {
  const { sentIdx } = words[verb]!
  if (OTHER_SENSE.has(words[verb + 1]?.form ?? '')) return
  let quote = verb + 2
  while (quote < verb + REACH && words[quote]?.sentIdx === sentIdx && !isQuote(words[quote])) {
    if (words[quote]!.form === ',' || words[quote]!.form === ';') break
    quote++
  }
  if (words[quote]?.sentIdx !== sentIdx || !isQuote(words[quote])) {
    mendNamed(words, verb)
    return
  }
  const before = words[quote - 1]!
  if ((before.upos === 'ADP' && before.form !== 'as') || before.upos === 'VERB' || before.upos === 'AUX') return
  if (!hasNounBetween(words, verb, quote)) return
  const said = saidWords(words, quote)
  for (const one of said) if (!isAbove(words, one, verb)) hang(words[one]!, verb, 'xcomp')
  if (said.length > 0) mendReceiver(words, verb, quote)
}

/** "called the president a clown": of two objects the second is what the first is called. */
function mendNamed(words: readonly Growing[], verb: number): void {
  let called = -1
  for (let i = verb + 1; i < verb + 12 && words[i]?.sentIdx === words[verb]!.sentIdx; i++) {
    const word = words[i]!
    if (word.head !== verb) continue
    if ((word.relation & REL.ccomp) !== 0 && called < 0 && (word.upos === 'VERB' || word.upos === 'ADJ')) {
      mendSaidOf(words, verb, i)
      return
    }
    if ((word.relation & (REL.iobj | REL.obj)) === 0) return
    if (called >= 0) {
      hang(words[called]!, verb, 'obj')
      hang(word, verb, 'xcomp')
      return
    }
    called = i
  }
  // "called the ruling arbitrary": what ends as adjectives do and has a noun right before it is said of that noun.
  if (called > verb + 2 && ADJECTIVES.test(words[called]!.form) && words[called - 1]!.head === called)
    partObject(words, verb, called)
}

/** "called Mr. Trump unhinged": a participle with a subject and no auxiliary is said of that subject. */
function mendSaidOf(words: readonly Growing[], verb: number, predicate: number): void {
  let subject = -1
  for (let i = verb + 1; i < predicate; i++) {
    if (words[i]!.head !== predicate) continue
    if ((words[i]!.relation & (REL.aux | REL.mark | REL.cop)) !== 0) return
    if ((words[i]!.relation & (REL.nsubj | REL.nsubjPass)) !== 0) subject = i
  }
  if (subject < 0 || !words[predicate]!.form.endsWith('ed')) return
  hang(words[subject]!, verb, 'obj')
  hang(words[predicate]!, verb, 'xcomp')
  words[predicate]!.upos = 'ADJ'
}

const ADJECTIVES = /(?:ary|ous|ful|ible|able|istic|ical|less)$/

/** "described it as ''a mess''": behind "as" the quoted noun is what somebody is described as. */
function mendDescribedAs(words: readonly Growing[], verb: number): void {
  let as = verb + 1
  while (as < verb + REACH && words[as]?.sentIdx === words[verb]!.sentIdx && words[as]!.form !== 'as') as++
  if (words[as]?.form !== 'as' || words[as]!.sentIdx !== words[verb]!.sentIdx) return
  const quote = words[as + 1]?.upos === 'DET' ? as + 2 : as + 1
  if (!isQuote(words[quote])) return
  for (const one of saidWords(words, quote)) {
    if (isAbove(words, one, verb)) continue
    hang(words[one]!, verb, 'obl')
    hang(words[as]!, one, 'case')
    return
  }
}

/** The mark of a possessor looks like one, and is none. */
function isQuote(word: Growing | undefined): boolean {
  return word?.upos === 'PUNCT' && QUOTE.has(word.form)
}

function hasNounBetween(words: readonly Growing[], verb: number, quote: number): boolean {
  for (let i = verb + 1; i < quote; i++) if (isNoun(words[i]) || words[i]!.upos === 'PRON') return true
  return false
}

/** The noun or adjective that quoted words end in, and the adjective before the noun: "a “ridiculous proposition”" says both. */
function saidWords(words: readonly Growing[], quote: number): number[] {
  const found: number[] = []
  let last = -1
  const { sentIdx } = words[quote]!
  for (let i = quote + 1; i < quote + 6 && words[i]?.sentIdx === sentIdx && WITHIN.has(words[i]!.upos); i++) {
    if (words[i]!.upos === 'ADJ') found.push(i)
    if (words[i]!.upos === 'ADJ' || words[i]!.upos === 'NOUN') last = i
  }
  if (last >= 0 && !found.includes(last)) found.push(last)
  return found
}

const WITHIN = new Set(['DET', 'ADV', 'ADJ', 'NOUN'])

/** Of "called Trump a ''blowhard''" the name is the object, and no receiver. */
function mendReceiver(words: readonly Growing[], verb: number, quote: number): void {
  for (let i = verb + 1; i < quote; i++) {
    const word = words[i]!
    if (word.head !== verb) continue
    if ((word.relation & (REL.iobj | REL.nsubj | REL.xcomp)) !== 0) hang(word, verb, 'obj')
    if ((word.relation & REL.obj) !== 0) return
  }
}

function isAbove(words: readonly Growing[], above: number, below: number): boolean {
  let idx = below
  for (let steps = 0; steps < 40 && idx >= 0; steps++, idx = words[idx]!.head) if (idx === above) return true
  return false
}

/** Infinitives that look like nouns: what stands behind "to" and is no verb to the parser. */
export function infinitiveRules(): readonly Rule[] {
  return [
    rule({ at: PART.noun, before: MARK.to }, mendGovernedInfinitive),
    rule({ at: NO_VERB, before: MARK.to, own: formIn(VERBS) }, mendInfinitive),
  ]
}

/** "threatened to blockade the strait", "vowed to march on Bara": behind "to" these verbs have nothing but a verb. */
function mendGovernedInfinitive(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  const to = words[idx - 1]!
  const { head, form, lemma, sentIdx } = word
  const isPartOfNoun = head > idx && (word.relation & (REL.compound | REL.nmod)) !== 0
  // "threatened to annex Guyana's western region": the owner is part of the noun too.
  const owned = isPartOfNoun && (words[head]!.relation & REL.nmodPoss) !== 0 ? words[head]!.head : head
  const { head: verbIdx, relation } = isPartOfNoun ? words[owned]! : word
  if (form !== lemma || verbIdx < 0 || verbIdx >= idx - 1 || to.sentIdx !== sentIdx || (relation & REL.obl) === 0)
    return
  if (words[verbIdx]!.upos !== 'VERB' || !WITH_INFINITIVE.has(words[verbIdx]!.lemma)) return
  if (hasBelow(words, verbIdx, REL.obj, verbIdx, idx)) return
  beVerb(word)
  if (isPartOfNoun) hang(words[owned]!, idx, 'obj')
  hang(word, verbIdx, 'xcomp')
  to.upos = 'PART'
  hang(to, idx, 'mark')
  for (let i = idx + 1; i < idx + REACH && words[i]?.sentIdx === sentIdx; i++) {
    if (words[i]!.head === verbIdx && (words[i]!.relation & (REL.obj | REL.obl)) !== 0)
      hang(words[i]!, idx, words[i]!.deprel)
    else if (words[i]!.head === idx && (words[i]!.relation & REL.nmod) !== 0) hang(words[i]!, idx, 'obl')
  }
}

const WITH_INFINITIVE = new Set([
  'attempt', 'dare', 'decide', 'decline', 'fail', 'hesitate', 'hope', 'intend', 'manage', 'plan', 'refuse', 'seek', 'swear', 'threaten', 'try', 'vow',
]) // biome-ignore format: one glance

/** "vowed to block Mr. Obama's nominee", "called on the network to fire him": what stands between "to" and a name or article is a verb. */
function mendInfinitive(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  const to = words[idx - 1]
  if (to?.form !== 'to' || to.sentIdx !== word.sentIdx || !VERBS.has(word.form)) return
  if (!OPENS.has(words[idx + 1]?.upos ?? '')) return
  if (to.head === idx && word.upos === 'NOUN' && (word.relation & CLAUSES) !== 0) {
    beVerb(word)
    return
  }
  if (to.head === idx && words[idx + 1]!.upos === 'DET' && (word.relation & (REL.obl | REL.nmod)) !== 0) {
    mendPurpose(words, idx)
    return
  }
  if ((word.relation & (REL.compound | REL.nmod)) === 0) return
  const noun = topNoun(words, idx)
  if (noun <= idx || to.head !== noun) return
  const { head } = words[noun]!
  if (head < 0 || head >= idx) return
  beVerb(word)
  hang(word, head, words[head]!.upos === 'VERB' ? 'xcomp' : 'acl')
  hang(words[noun]!, idx, 'obj')
  to.upos = 'PART'
  hang(to, idx, 'mark')
}

/** "sent a destroyer to tail a Peruvian carrier": no noun has an article right behind it. */
function mendPurpose(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  const above = words[word.head]!
  const verbIdx = above.upos === 'VERB' || above.head < 0 ? word.head : above.head
  if (words[verbIdx]!.upos !== 'VERB' || verbIdx > idx) return
  beVerb(word)
  hang(word, verbIdx, 'advcl')
  words[idx - 1]!.upos = 'PART'
  hang(words[idx - 1]!, idx, 'mark')
  const noun = words[idx + 1]!.head
  if (noun > idx && (words[noun]!.head === idx || words[noun]!.head === verbIdx)) hang(words[noun]!, idx, 'obj')
}

const CLAUSES = REL.advcl | REL.xcomp | REL.ccomp | REL.acl

function beVerb(word: Growing): void {
  word.upos = 'VERB'
  rename(word, word.form)
  word.feats = 'VerbForm=Inf'
  word.features = featureBits(word.feats)
}

function topNoun(words: readonly Growing[], idx: number): number {
  let top = idx
  for (let steps = 0; steps < 4 && (words[top]!.relation & (REL.compound | REL.nmodDesc | REL.nmod)) !== 0; steps++)
    top = words[top]!.head
  return top
}

const OPENS = new Set(['PROPN', 'DET', 'PRON'])
/** Verbs that are nouns too, and that parsers take for nouns before a name. */
const VERBS = new Set([
  'arm', 'attack', 'ban', 'block', 'bomb', 'boycott', 'challenge', 'cut', 'ease', 'fire', 'force', 'free', 'fund', 'halt', 'jail', 'lift', 'oust',
  'aid', 'contest', 'counter', 'curb', 'escort', 'fight', 'guard', 'help', 'monitor', 'mourn', 'patrol', 'police', 'probe', 'protest', 'raid',
  'recall', 'release', 'rescue', 'search', 'shadow', 'shell', 'shield', 'storm', 'strike', 'support', 'tail', 'target', 'veto', 'visit',
]) // biome-ignore format: one glance
