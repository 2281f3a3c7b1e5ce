import { MARK, NOMINAL, PART, type Rule, rule } from './beginnings.ts'
import { hasBelow } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { type Growing, hang } from './words.ts'

/**
 * Names that "and" and commas join. "President A of Peru and Prime Minister B of Chile met": titles and countries part two names so far that parsers take each for a subject by
 * itself, or the second for a partner of the first one's country.
 */
export function joinedNameRules(): readonly Rule[] {
  return [
    rule({ at: NOMINAL, now: REL.nmodDesc | REL.compound, head: MARK.right }, mendTitleOfFirstName),
    rule({ at: PART.name, now: REL.conj, head: MARK.left }, mendTitleInList),
    rule({ at: PART.name, now: REL.conj, head: MARK.left }, mendTitledConjunct),
    rule({ at: PART.name, now: REL.appos, head: MARK.left }, mendSharedTitle),
    rule({ at: PART.name, now: REL.appos, before: MARK.comma, head: MARK.left }, mendListedOwner),
    rule({ at: PART.name, now: REL.nsubj, head: MARK.right }, mendSecondSubject),
  ]
}

/** How far a rule looks. */
const REACH = 24

/** "Ambassador Wu Jianghao": a title is of the whole name, of whose words the last has been taken for the head. */
function mendTitleOfFirstName(words: readonly Growing[], idx: number): void {
  const { head, deprel, form } = words[idx]!
  const first = words[head]!
  if ((first.relation & REL.compound) === 0 || first.head !== head + 1 || head !== idx + 1) return
  if (first.upos !== 'PROPN' || words[head + 1]!.upos !== 'PROPN') return
  if (deprel !== 'compound' || TITLES.has(form)) hang(words[idx]!, head + 1, deprel)
}

const TITLES = new Set([
  'Ambassador',
  'Chairman',
  'Chancellor',
  'Consul',
  'Envoy',
  'General',
  'Governor',
  'Minister',
  'Premier',
  'President',
  'Secretary',
  'Spokesman',
  'Spokeswoman',
])

/** "President A of the Republic of Peru and President B": a person with a title stands beside a person, not beside a country. */
function mendTitledConjunct(words: readonly Growing[], idx: number): void {
  const name = words[idx]!
  const place = words[name.head]!
  if ((place.relation & REL.nmod) === 0 || place.head < 0 || place.head > name.head || !hasTitle(words, idx)) return
  const person = words[place.head]!
  if (person.upos !== 'PROPN' || !hasTitle(words, place.head)) return
  hang(name, (person.relation & REL.conj) === 0 ? place.head : person.head, 'conj')
}

/** "Minister A of Peru and President B": a title is no partner of the country before it, and the name behind it no part of the name before. */
function mendTitleInList(words: readonly Growing[], idx: number): void {
  const title = words[idx]!
  const place = words[title.head]!
  const next = words[idx + 1]
  if ((place.relation & REL.nmod) === 0 || place.head < 0 || next?.head !== place.head || next.deprel !== 'flat') return
  if (!hasTitle(words, place.head)) return
  hang(next, place.head, 'conj')
  hang(title, idx + 1, 'nmod:desc')
  for (let i = idx - 1; i > title.head; i--)
    if (words[i]!.head === idx && words[i]!.deprel === 'cc') hang(words[i]!, idx + 1, 'cc')
}

/** "Foreign ministers A of Peru and B of Chile met": the names are those who meet, and the noun is their title. */
function mendSharedTitle(words: readonly Growing[], idx: number): void {
  const name = words[idx]!
  const title = words[idx - 1]!
  if (name.head !== idx - 1 || title.upos !== 'NOUN' || (title.features & FEAT.plural) === 0 || title.head < 0) return
  const others = REL.conj | REL.appos
  if (!hasBelow(words, idx, others, idx + 1, idx + REACH) && !hasBelow(words, idx - 1, others, idx + 1, idx + REACH))
    return
  hang(name, title.head, title.deprel)
  for (let i = Math.max(0, idx - REACH); i < idx + REACH && i < words.length; i++)
    if (words[i]!.head === idx - 1 && (words[i]!.relation & OF_TITLE) === 0)
      hang(words[i]!, idx, words[i]!.deprel === 'appos' ? 'conj' : words[i]!.deprel)
  hang(title, idx, 'nmod:desc')
  for (let i = idx + 1; i < idx + REACH && i < words.length; i++) {
    const { head, deprel } = words[i]!
    if (deprel === 'conj' && head > idx && words[head]!.deprel === 'conj' && words[head]!.head === idx)
      hang(words[i]!, idx, 'conj')
  }
}

/** What a title keeps: "the Nordic foreign ministers". */
const OF_TITLE = REL.amod | REL.compound | REL.det | REL.nmodPoss | REL.nummod

/** "Prime Minister A of Peru and President B of Chile met": two subjects that "and" or a comma joins are one. */
function mendSecondSubject(words: readonly Growing[], idx: number): void {
  const second = words[idx]!
  const { head } = second
  if (head < 0 || !hasTitle(words, idx)) return
  let start = idx - 1
  while (start > 0 && words[start]!.form !== 'and' && isIn(words, start, idx)) start--
  const joint = words[start]!.form
  if (joint !== 'and' && joint !== ',') return
  for (let i = start - 1; i >= 0 && i > idx - REACH && words[i]!.sentIdx === second.sentIdx; i--) {
    const first = words[i]!
    if (first.upos === 'VERB') return
    if (first.head !== head || (first.relation & (REL.nsubj | REL.obl)) === 0) continue
    if (first.upos !== 'PROPN' || !hasTitle(words, i) || hasBelow(words, i, REL.case, i - 6, i)) return
    hang(first, head, second.deprel)
    hang(second, i, 'conj')
    for (let k = idx + 1; k < head; k++)
      if (words[k]!.head === idx && (words[k]!.relation & REL.conj) !== 0) hang(words[k]!, i, 'conj')
    return
  }
}

function hasTitle(words: readonly Growing[], idx: number): boolean {
  if (hasBelow(words, idx, REL.nmodDesc, idx - 6, idx)) return true
  const first = words[idx - 1]
  return first?.head === idx && first.deprel === 'compound' && hasBelow(words, idx - 1, REL.nmodDesc, idx - 6, idx)
}

function isIn(words: readonly Growing[], from: number, idx: number): boolean {
  let at = from
  for (let steps = 0; steps < 4 && at >= 0 && at !== idx; steps++) at = words[at]!.head
  return at === idx && words[from]!.form !== ','
}

/** "The embassies of Chile, Peru and eight other countries": in a list of whose they are the second is no other name of theirs. */
function mendListedOwner(words: readonly Growing[], idx: number): void {
  const { head: nounIdx } = words[idx]!
  const noun = words[nounIdx]!
  if (noun.upos !== 'NOUN' || (noun.features & FEAT.plural) === 0 || hasBelow(words, idx, REL.flat, idx, idx + 3))
    return
  if (!hasBelow(words, idx, REL.conj, idx + 1, idx + REACH)) return
  let first = idx - 2
  if (words[first]?.deprel === 'flat') first = words[first]!.head
  const owner = words[first]
  if (owner?.head !== nounIdx || owner.upos !== 'PROPN' || (owner.relation & REL.nmod) === 0) return
  hang(words[idx]!, first, 'conj')
  for (let i = idx + 1; i < idx + REACH && words[i]?.sentIdx === noun.sentIdx; i++)
    if (words[i]!.head === idx && words[i]!.deprel === 'conj') hang(words[i]!, first, 'conj')
}
