import type { Growing } from '../words.ts'
import { PERIODS } from './treeSearch.ts'

/**
 * Where the rules that mend trees can begin. Two hundred rules look at each word, and hardly any has anything to do: so each states beside
 * its name what a word must be for it to begin there at all, in bits, and is called for such words only. What else it needs it asks itself.
 */
export interface Rule {
  /** The part of speech, in bits of PART, and the relation, in bits of REL and of PLACE, as the first rule of the group found them. */
  readonly at: number
  readonly by: number
  /** The relation as the rules before have left it. */
  readonly now: number
  /** One of some traits of the word; see formIn, lemmaIn and ending. */
  readonly own: number
  /** What the word before, the word behind or any word of the sentence is, in bits of MARK. */
  readonly before: number
  readonly after: number
  readonly among: number
  readonly mend: Mend
}

/** What a rule does, beginning at the word `idx`. */
export type Mend = (words: readonly Growing[], idx: number) => void

/** A rule and what a word must be for it to begin there; what is not stated may be anything. */
export function rule(
  { at = ANY, by = ANY, now = ANY, own = ANY, before = ANY, after = ANY, among = ANY }: Partial<Omit<Rule, 'mend'>>,
  mend: Mend,
): Rule {
  return { at, by, now, own, before, after, among, mend }
}

/** All bits. Every word has some bit of each kind, so that one test does for rules that demand something and rules that do not. */
const ANY = -1

/** Parts of speech. */
export const PART = {
  verb: 1 << 0, noun: 1 << 1, name: 1 << 2, pronoun: 1 << 3, adjective: 1 << 4, conjunction: 1 << 5, other: 1 << 6,
} as const // biome-ignore format: one glance

/** A noun or a name. */
export const NOMINAL = PART.noun | PART.name
export const NO_VERB = ~PART.verb
/** Neither verb nor noun. */
export const SMALL = ~(PART.verb | NOMINAL)

function partOf(upos: string): number {
  if (upos === 'VERB') return PART.verb
  if (upos === 'NOUN') return PART.noun
  if (upos === 'PROPN') return PART.name
  if (upos === 'PRON') return PART.pronoun
  if (upos === 'ADJ') return PART.adjective
  return upos === 'CCONJ' ? PART.conjunction : PART.other
}

/** Words without any relation of REL: those above which nothing stands, and others, such as marks. */
export const PLACE = { other: 1 << 30, root: 1 << 31 } as const
/** Relations of the verb of a sentence. */
export const TOP = PLACE.root | PLACE.other

function placeOf({ relation, head }: Growing): number {
  const place = head < 0 ? relation | PLACE.root : relation
  return place === 0 ? PLACE.other : place
}

/** What a word is to rules that begin beside it. */
export const MARK = {
  any: 1 << 0, comma: 1 << 1, to: 1 << 2, by: 1 << 3, of: 1 << 4, and: 1 << 5, hyphen: 1 << 6, that: 1 << 7, between: 1 << 8, with: 1 << 9,
  for: 1 << 10, semicolon: 1 << 11, non: 1 << 12, dead: 1 << 13, possessive: 1 << 14,
  /** "Who" and "which". */
  relative: 1 << 15,
  /** The word before stands in another sentence. */
  opening: 1 << 16,
  /** A length of time. */
  period: 1 << 17,
} as const // biome-ignore format: one glance

const MARKS: ReadonlyMap<string, number> = new Map([
  [',', MARK.comma], ['to', MARK.to], ['by', MARK.by], ['of', MARK.of], ['and', MARK.and], ['-', MARK.hyphen], ['that', MARK.that],
  ['between', MARK.between], ['with', MARK.with], ['for', MARK.for], [';', MARK.semicolon], ['non', MARK.non], ['dead', MARK.dead],
  ["'s", MARK.possessive], ['’s', MARK.possessive], ["'", MARK.possessive], ['’', MARK.possessive], ['who', MARK.relative],
  ['which', MARK.relative],
]) // biome-ignore format: one glance

/** The bits of MARK of a form with a lemma. */
export function marksOf(form: string, lemma: string): number {
  return MARK.any | (MARKS.get(form) ?? 0) | (PERIODS.has(lemma) ? MARK.period : 0)
}

/** The marks of all words of a sentence, from its first word on. */
export function marksAmong(words: readonly Growing[], first: number): number {
  const { sentIdx } = words[first]!
  let marks: number = MARK.any
  for (let idx = first; idx < words.length && words[idx]!.sentIdx === sentIdx; idx++) marks |= words[idx]!.marks
  return marks
}

/** What rules ask of a form and its lemma: a bit for each set of words and each ending. Read once a form for all reports; bit 0 is everybody's. */
interface Trait {
  readonly forms: ReadonlySet<string> | undefined
  readonly lemmas: ReadonlySet<string> | undefined
  readonly end: string | undefined
}

const TRAITS: Trait[] = []

/** The trait of having one of some forms. */
export function formIn(forms: ReadonlySet<string>): number {
  return traitFor({ forms, lemmas: undefined, end: undefined })
}

/** The trait of having one of some lemmas. */
export function lemmaIn(lemmas: ReadonlySet<string>): number {
  return traitFor({ forms: undefined, lemmas, end: undefined })
}

/** The trait of a form that ends so. */
export function ending(end: string): number {
  return traitFor({ forms: undefined, lemmas: undefined, end })
}

function traitFor(trait: Trait): number {
  const { forms, lemmas, end } = trait
  let at = TRAITS.findIndex((one) => one.forms === forms && one.lemmas === lemmas && one.end === end)
  if (at < 0) at = TRAITS.push(trait) - 1
  if (at >= MAX_TRAITS) throw new Error('More traits of words than a number has bits')
  return 1 << (at + 1)
}

/** A number has 32 bits, and bit 0 is everybody's. */
const MAX_TRAITS = 31

/** The traits of a form with a lemma. */
export function traitsOf(form: string, lemma: string): number {
  let traits = 1
  for (let at = 0; at < TRAITS.length; at++) {
    const { forms, lemmas, end } = TRAITS[at]!
    if (forms?.has(form) || lemmas?.has(lemma) || (end !== undefined && form.endsWith(end))) traits |= 1 << (at + 1)
  }
  return traits
}

/** Gives a word another lemma. */
export function rename(word: Growing, lemma: string): void {
  word.lemma = lemma
  word.traits = traitsOf(word.form, lemma)
  word.marks = marksOf(word.form, lemma)
}

/** A rule at its place in the order of all. */
interface Placed extends Rule {
  readonly number: number
  /** The number of the first rule of the next group. */
  readonly nextGroup: number
}

/** All rules in their order, and those of them that can begin at words of a part of speech and a relation: few of both occur. */
export interface Rules {
  readonly all: readonly Placed[]
  readonly verbs: Map<number, readonly Placed[]>
  readonly nouns: Map<number, readonly Placed[]>
  readonly names: Map<number, readonly Placed[]>
  readonly others: Map<string, Map<number, readonly Placed[]>>
}

/** Puts groups of rules in order. */
export function inOrder(groups: readonly (readonly Rule[])[]): Rules {
  const all: Placed[] = []
  for (const group of groups) {
    const nextGroup = all.length + group.length
    for (const { at, by, now, own, before, after, among, mend } of group)
      all.push({ at, by, now, own, before, after, among, mend, number: all.length, nextGroup })
  }
  return { all, verbs: new Map(), nouns: new Map(), names: new Map(), others: new Map() }
}

function rulesFor(rules: Rules, upos: string, place: number): readonly Placed[] {
  const byPlace =
    upos === 'VERB' ? rules.verbs : upos === 'NOUN' ? rules.nouns : upos === 'PROPN' ? rules.names : others(rules, upos)
  const known = byPlace.get(place)
  if (known !== undefined) return known
  const part = partOf(upos)
  const found = rules.all.filter(({ at, by, now }) => (at & part) !== 0 && (by & place) !== 0 && (now & place) !== 0)
  byPlace.set(place, found)
  return found
}

function others({ others: byUpos }: Rules, upos: string): Map<number, readonly Placed[]> {
  const known = byUpos.get(upos)
  if (known !== undefined) return known
  const found = new Map<number, readonly Placed[]>()
  byUpos.set(upos, found)
  return found
}

/** Calls the rules that can begin at a word, in their order; each looks at the word as those before it have left it. `among` are the marks of its sentence. */
export function mendWord(rules: Rules, words: readonly Growing[], idx: number, among: number): void {
  for (let next = 0; next < rules.all.length; ) next = mendFrom(rules, words, idx, { among, next })
}

/** Where the rules have come to at a word. */
interface Course {
  readonly among: number
  /** The number of the rule to go on with. */
  readonly next: number
}

/** Calls the rules from one on until one has changed what rules begin by, and the rest of its group; the number of the rule to go on with. */
function mendFrom(rules: Rules, words: readonly Growing[], idx: number, { among, next }: Course): number {
  const word = words[idx]!
  const { upos, relation, traits } = word
  const place = placeOf(word)
  const before = marksBefore(words, idx)
  const after = idx + 1 < words.length ? words[idx + 1]!.marks : MARK.any
  const found = rulesFor(rules, upos, place)
  for (let i = 0; i < found.length; i++) {
    const one = found[i]!
    if ((one.own & traits) === 0 || (one.after & after) === 0 || (one.before & before) === 0) continue
    if ((one.among & among) === 0 || one.number < next) continue
    one.mend(words, idx)
    if (word.relation === relation && word.upos === upos && word.traits === traits && word.head < 0 === place < 0)
      continue
    for (let number = one.number + 1; number < one.nextGroup; number++) {
      const { at, by, now, own, before: left, after: right, among: any, mend } = rules.all[number]!
      if ((at & partOf(upos)) === 0 || (by & place) === 0 || (now & placeOf(word)) === 0) continue
      if ((own & traits) !== 0 && (right & after) !== 0 && (left & before) !== 0 && (any & among) !== 0)
        mend(words, idx)
    }
    return one.nextGroup
  }
  return rules.all.length
}

function marksBefore(words: readonly Growing[], idx: number): number {
  if (idx === 0) return MARK.any | MARK.opening
  const { marks, sentIdx } = words[idx - 1]!
  return sentIdx === words[idx]!.sentIdx ? marks : marks | MARK.opening
}
