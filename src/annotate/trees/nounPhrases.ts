import { ending, formIn, MARK, NOMINAL, PART, type Rule, rename, rule } from './beginnings.ts'
import { makeNoun } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { isNoun, SUBJECTS, topOfPhrase } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/** Noun phrases whose head or parts parsers take for something else. */
export function nounPhraseRules(): readonly Rule[] {
  return [
    rule({ at: PART.verb, own: ending('ing'), after: MARK.of }, mendArticleGerund),
    rule({ at: PART.verb, own: formIn(TAKEN_FOR_VERBS) }, mendTakenForVerb),
    rule({ at: PART.name, now: REL.compound }, mendBuilding),
    rule({ at: PART.name, now: REL.obj | REL.iobj, head: MARK.left }, mendNamedHolder),
    rule({ at: PART.name, now: REL.conj, before: MARK.and, head: MARK.left }, mendSharedOffice),
    rule({ at: PART.noun | PART.adjective, now: REL.obl, after: MARK.comma }, mendCalling),
    rule({ at: PART.noun | PART.adjective, now: REL.nmod, head: MARK.left }, mendPlacedDeed),
    rule({ at: PART.noun | PART.adjective, own: formIn(SPANS) }, mendSpan),
    rule({ at: NOMINAL, own: formIn(NO_NOUNS) }, mendNoNoun),
  ]
}

/** What taggers take for nouns: an adverb, and dollars of other states than America, which stand for money. */
const NO_NOUNS = new Set([
  'meanwhile', 'A$', 'AU$', 'B$', 'C$', 'CA$', 'FJ$', 'HK$', 'J$', 'NT$', 'NZ$', 'R$', 'S$', 'TT$', 'Z$',
]) // biome-ignore format: one glance

function mendNoNoun(words: readonly Growing[], idx: number): void {
  if (words[idx]!.form === 'meanwhile') mendMeanwhile(words, idx)
  else mendCurrency(words, idx)
}

/** "Peru meanwhile has shut its border": the adverb stands behind the subject and is none. */
function mendMeanwhile(words: readonly Growing[], idx: number): void {
  const adverb = words[idx]!
  const subject = words[idx - 1]
  if ((adverb.relation & SUBJECTS) === 0 || subject?.head !== idx) return
  if (subject.upos !== 'PROPN' && subject.upos !== 'NOUN') return
  hang(subject, adverb.head, adverb.deprel)
  for (let i = idx - 2; i >= 0 && words[i]!.sentIdx === adverb.sentIdx; i--)
    if (words[i]!.head === idx) hang(words[i]!, idx - 1, words[i]!.deprel)
  adverb.upos = 'ADV'
  hang(adverb, adverb.head, 'advmod')
}

/** "Will contribute NZ$6.5 million to Fiji": the sign is the noun that the numbers behind it count. */
function mendCurrency(words: readonly Growing[], idx: number): void {
  let last = idx
  while (words[last + 1]?.upos === 'NUM') last++
  if (last === idx) return
  const isInside = (at: number) => at >= idx && at <= last
  let outer = idx
  while (outer < last && isInside(words[outer]!.head)) outer++
  const { head, relation, deprel } = words[outer]!
  if (head < 0 || isInside(head)) return
  hang(
    words[idx]!,
    head,
    (relation & (REL.obj | REL.obl | REL.nmod | REL.nsubj | REL.conj | REL.nsubjPass)) !== 0 ? deprel : 'obj',
  )
  words[idx]!.upos = 'SYM'
  rename(words[idx]!, '$')
  for (let i = idx + 1; i <= last; i++) hang(words[i]!, i === last ? idx : last, i === last ? 'nummod' : 'compound')
  for (let i = last + 1; i < last + 12 && words[i]?.sentIdx === words[idx]!.sentIdx; i++)
    if (words[i]!.head > idx && words[i]!.head <= last) hang(words[i]!, idx, words[i]!.deprel)
}

const TAKEN_FOR_VERBS = new Set(['drone', 'Drone', 'drones', 'Drones', 'warning'])

function mendTakenForVerb(words: readonly Growing[], idx: number): void {
  if (words[idx]!.form !== 'warning') mendDrone(words, idx)
  else if (/^shots?$/.test(words[idx + 1]?.form ?? '')) mendWarningShot(words, idx)
}

/** "the detention in Lima of two reporters": whom a deed befell hangs on the deed, and not on the place between. */
function mendPlacedDeed(words: readonly Growing[], idx: number): void {
  const { head: placeIdx } = words[idx]!
  const place = words[placeIdx]
  if (
    place?.upos !== 'PROPN' ||
    placeIdx > idx ||
    words[placeIdx + 1]?.form !== 'of' ||
    words[placeIdx + 1]!.head !== idx
  )
    return
  const deed = words[place.head]
  // "in the Republic of": a name with an article may go on behind "of".
  if (deed?.upos === 'NOUN' && place.head === placeIdx - 2 && words[placeIdx - 1]!.form === 'in')
    hang(words[idx]!, place.head, 'nmod')
}

/** "called off the talks hours before they were due": a length of time behind a noun with its article is how long before, and no part of the phrase. */
function mendSpan(words: readonly Growing[], idx: number): void {
  const span = words[idx]!
  const noun = words[idx - 1]
  const next = words[idx + 1]?.form
  if (noun?.upos !== 'NOUN' || noun.head !== idx || (noun.relation & REL.compound) === 0) return
  if (next !== 'before' && next !== 'after' && next !== 'ago' && next !== 'later' && next !== 'earlier') return
  const { head, deprel } = span
  if (head < 0) return
  hang(noun, head, deprel)
  hang(span, head, 'obl:unmarked')
  for (let i = idx - 2; i >= 0 && i > idx - 8; i--)
    if (words[i]!.head === idx) hang(words[i]!, idx - 1, words[i]!.deprel)
}

const SPANS = new Set(['minutes', 'hours', 'days', 'weeks', 'months', 'years'])

/** "condemned the shelling of Lima by Chile": a form in -ing between an article and "of" is a noun. */
function mendArticleGerund(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  const articleIdx = words[idx - 1]?.upos === 'ADJ' ? idx - 2 : idx - 1
  const article = words[articleIdx]
  if (article?.upos !== 'DET' || article.sentIdx !== word.sentIdx) return
  const isArticleHeld = (article.relation & REL.det) !== 0
  const holder =
    isArticleHeld && article.head !== idx ? words[article.head]! : word.head === articleIdx ? article : undefined
  if (holder !== undefined) {
    const { head, deprel } = holder
    hang(word, head, deprel === 'obl' ? 'obj' : deprel)
    if (holder !== article) hang(holder, idx, 'nmod')
  }
  hang(article, idx, 'det')
  makeNoun(word)
}

/** "shot down a Turkish Bayraktar drone": news knows drones that fly, and none that speak; the name before is the make. */
function mendDrone(words: readonly Growing[], idx: number): void {
  const drone = words[idx]!
  const make = words[idx - 1]
  if (make === undefined || !(isNoun(make) || make.upos === 'ADJ' || make.upos === 'NUM')) return
  drone.upos = 'NOUN'
  rename(drone, 'drone')
  drone.features = drone.form.endsWith('s') ? FEAT.plural : 0
  const top = topOfPhrase(words, idx - 1)
  const { head, deprel } = words[top]!
  // "downed an MQ-9 Reaper drone": the make was the object.
  if (head !== idx && head >= 0) hang(drone, head, deprel)
  else if (drone.head >= 0 && words[drone.head]!.upos === 'VERB') hang(drone, drone.head, 'obj')
  // "was hit by a suspected Iranian drone": what follows "by" there is no clause, but who did it.
  const by = words.findIndex(({ form, head: of }, at) => at > idx - 6 && at < idx && form === 'by' && of === idx)
  if (by >= 0 && drone.deprel === 'obj') {
    hang(words[by]!, idx, 'case')
    hang(drone, drone.head, 'obl:agent')
  }
  for (let i = Math.max(0, idx - 8); i < idx; i++) {
    const word = words[i]!
    if (word.head === top && (word.relation & (REL.det | REL.amod | REL.nummod)) !== 0) hang(word, idx, word.deprel)
    else if (by >= 0 && word.head === idx && word.deprel === 'advcl') hang(word, idx, 'amod')
  }
  hang(words[top]!, idx, 'compound')
}

/** "fired warning shots on Friday at a trawler": the shots warn, whoever fires them. */
function mendWarningShot(words: readonly Growing[], idx: number): void {
  const { head } = words[idx]!
  for (let i = idx + 1; i < idx + 24 && words[i]?.sentIdx === words[idx]!.sentIdx; i++)
    if (words[i]!.head === idx) hang(words[i]!, head, words[i]!.deprel)
  hang(words[idx]!, idx + 1, 'compound')
  makeNoun(words[idx]!)
}

/** "the Kenya embassy bombing": the name says where the building stands, not who did it. */
function mendBuilding(words: readonly Growing[], idx: number): void {
  const name = words[idx]!
  const building = words[idx + 1]
  if (building === undefined || (name.relation & REL.compound) === 0 || name.head !== building.head) return
  if ((building.relation & REL.compound) !== 0 && BUILDING.has(building.lemma)) hang(name, idx + 1, 'compound')
}

const BUILDING = new Set([
  'airport', 'barracks', 'base', 'church', 'consulate', 'embassy', 'hospital', 'hotel', 'mission', 'mosque', 'parliament', 'prison', 'school', 'synagogue', 'temple',
]) // biome-ignore format: one glance

/** "between the army chief, General Omar Sid, and …": a name that a comma parts from an office is whoever holds it, and no object of the verb. */
function mendNamedHolder(words: readonly Growing[], idx: number): void {
  const name = words[idx]!
  if ((name.relation & (REL.obj | REL.iobj)) === 0 || name.head < 0 || name.head > idx) return
  let first = idx
  while (words[first - 1]?.head === idx && words[first - 1]!.upos !== 'PUNCT') first--
  const holder = words[first - 2]
  if (words[first - 1]?.form !== ',' || holder?.upos !== 'NOUN' || holder.head === idx || first - 2 <= name.head) return
  hang(name, first - 2, 'appos')
}

/** "the presidents of Peru and Chile": of several who hold an office the second state is one of theirs, and nobody beside them. */
function mendSharedOffice(words: readonly Growing[], idx: number): void {
  const name = words[idx]!
  if ((name.relation & REL.conj) === 0 || words[idx - 1]?.form !== 'and' || name.head < 0 || name.head > idx) return
  const office = words[name.head]!
  const first = words[idx - 2]
  if (office.upos !== 'NOUN' || (office.features & FEAT.plural) === 0 || first?.upos !== 'PROPN') return
  if (first.head === name.head && first.deprel === 'nmod') hang(name, idx - 2, 'conj')
}

/** "on Ana Lind, a general, whom it blamed": a calling between commas behind a name says who that is. */
function mendCalling(words: readonly Growing[], idx: number): void {
  const word = words[idx]!
  if ((word.relation & REL.obl) === 0 || word.head > idx || words[idx + 1]?.form !== ',') return
  if (words[idx - 1]?.upos !== 'DET' || words[idx - 2]?.form !== ',') return
  const last = words[idx - 3]
  if (last?.upos !== 'PROPN' || last.sentIdx !== word.sentIdx) return
  hang(word, last.deprel === 'flat' ? last.head : idx - 3, 'appos')
  word.upos = 'NOUN'
}
