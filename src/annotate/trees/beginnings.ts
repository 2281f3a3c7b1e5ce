import { hashOfWord } from '../remembered.ts'
import { PERIODS } from './treeSearch.ts'
import type { Growing } from './words.ts'

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
  /** Traits of the word: all of them; see formIn, lemmaIn and ending. */
  readonly own: number
  /** What stands around the word: all of it; see around. */
  readonly near: number
  readonly mend: Mend
}

/** What a rule does, beginning at the word `idx`. */
export type Mend = (words: readonly Growing[], idx: number) => void

/** What a word must be for a rule to begin there. */
interface Beginning {
  readonly at: number
  readonly by: number
  readonly now: number
  readonly own: number
  /** What the word before, the word behind or any word of the sentence is, in bits of MARK: one of them. */
  readonly before: number
  readonly after: number
  readonly among: number
  /** On which side the head stands, in bits of MARK. */
  readonly head: number
}

/** A rule and what a word must be for it to begin there; what is not stated may be anything. */
export function rule(
  { at = ANY, by = ANY, now = ANY, own = 0, before = 0, after = 0, among = 0, head = 0 }: Partial<Beginning>,
  mend: Mend,
): Rule {
  const near = around('before', before) | around('after', after) | around('among', among) | around('head', head)
  return { at, by, now, own, near, mend }
}

/** All parts of speech, or all relations. */
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

function placeOf({ relation, head }: Pick<Growing, 'relation' | 'head'>): number {
  const place = head < 0 ? relation | PLACE.root : relation
  return place === 0 ? PLACE.other : place
}

/** What a word is to rules that begin beside it. */
export const MARK = {
  comma: 1 << 0, to: 1 << 1, by: 1 << 2, of: 1 << 3, and: 1 << 4, hyphen: 1 << 5, that: 1 << 6, between: 1 << 7, with: 1 << 8, for: 1 << 9,
  semicolon: 1 << 10, non: 1 << 11, dead: 1 << 12, possessive: 1 << 13,
  /** "Who" and "which". */
  relative: 1 << 14,
  /** A length of time. */
  period: 1 << 15,
  /** The word before stands in another sentence. */
  opening: 1 << 16,
  /** The head stands before the word, or behind it. */
  left: 1 << 17, right: 1 << 18,
} as const // biome-ignore format: one glance

const MARKS: ReadonlyMap<string, number> = new Map([
  [',', MARK.comma], ['to', MARK.to], ['by', MARK.by], ['of', MARK.of], ['and', MARK.and], ['-', MARK.hyphen], ['that', MARK.that],
  ['between', MARK.between], ['with', MARK.with], ['for', MARK.for], [';', MARK.semicolon], ['non', MARK.non], ['dead', MARK.dead],
  ["'s", MARK.possessive], ['’s', MARK.possessive], ["'", MARK.possessive], ['’', MARK.possessive], ['who', MARK.relative],
  ['which', MARK.relative],
]) // biome-ignore format: one glance

/** Where a mark stands that some rule asks for, a bit each, so that one look answers for all that stands around a word. */
interface Asked {
  readonly where: 'before' | 'after' | 'among' | 'head'
  readonly marks: number
}

const ASKED: Asked[] = []
/** The bits of each place. */
const BITS = { before: 0, after: 0, among: 0, head: 0 }

/** The bit of some marks at a place: one of them must stand there. */
function around(where: Asked['where'], marks: number): number {
  if (marks === 0) return 0
  let at = ASKED.findIndex((one) => one.where === where && one.marks === marks)
  if (at < 0) at = ASKED.push({ where, marks }) - 1
  if (at >= MAX_BITS) throw new Error('Rules of trees ask for more around a word than a number has bits')
  BITS[where] |= 1 << at
  return 1 << at
}

const MAX_BITS = 31

/** What a form with a lemma is to rules that begin around it, in the bits of all places. */
export function marksOf(form: string, lemma: string): number {
  return asked((MARKS.get(form) ?? 0) | (PERIODS.has(lemma) ? MARK.period : 0))
}

function asked(marks: number): number {
  let bits = 0
  for (let at = 0; at < ASKED.length; at++) if ((ASKED[at]!.marks & marks) !== 0) bits |= 1 << at
  return bits
}

/** What stands in a sentence, from its first word on. */
export function marksAmong(words: readonly Growing[], first: number): number {
  const { sentIdx } = words[first]!
  let marks = 0
  for (let idx = first; idx < words.length && words[idx]!.sentIdx === sentIdx; idx++) marks |= words[idx]!.marks
  return marks & BITS.among
}

/** What stands around a word; `among` is what stands in its sentence. */
function aroundWord({ opening, left, right }: Rules, words: readonly Growing[], idx: number, among: number): number {
  const { head, sentIdx } = words[idx]!
  let bits = among | (head < 0 ? 0 : head < idx ? left : right)
  if (idx + 1 < words.length) bits |= words[idx + 1]!.marks & BITS.after
  if (idx === 0) return bits | opening
  const before = words[idx - 1]!
  bits |= before.marks & BITS.before
  return before.sentIdx === sentIdx ? bits : bits | opening
}

/** What rules ask of a form and its lemma: a bit for each set of words and each ending. Read once a form for all reports. */
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
  if (at >= MAX_BITS) throw new Error('Rules of trees ask for more traits than a number has bits')
  return 1 << at
}

/** The traits of a form with a lemma. */
export function traitsOf(form: string, lemma: string): number {
  let traits = 0
  for (let at = 0; at < TRAITS.length; at++) {
    const { forms, lemmas, end } = TRAITS[at]!
    if (forms?.has(form) || lemmas?.has(lemma) || (end !== undefined && form.endsWith(end))) traits |= 1 << at
  }
  return traits
}

/** Gives a word another lemma. */
export function rename(word: Growing, lemma: string): void {
  word.lemma = lemma
  word.hash = hashOfWord(word.form, lemma)
  word.traits = traitsOf(word.form, lemma)
  word.marks = marksOf(word.form, lemma)
}

/** A rule at its place in the order of all. */
interface Placed extends Rule {
  readonly number: number
  /** The number of the first rule of the next group. */
  readonly nextGroup: number
}

/** Rules that can begin at words of a part of speech, a relation and some traits, in order, and what each needs around the word. */
interface Listed {
  readonly rules: readonly Placed[]
  readonly near: Int32Array
}

/** By relation and by traits: few of both occur together. */
type ByPlace = Map<number, Map<number, Listed>>

/** All rules in their order, and those of each part of speech. */
export interface Rules {
  readonly all: readonly Placed[]
  readonly verbs: ByPlace
  readonly nouns: ByPlace
  readonly names: ByPlace
  readonly others: Map<string, ByPlace>
  /** What stands around a word that opens its sentence, and around one whose head stands before or behind it. */
  readonly opening: number
  readonly left: number
  readonly right: number
}

/** Puts groups of rules in order. */
export function inOrder(groups: readonly (readonly Rule[])[]): Rules {
  const all: Placed[] = []
  for (const group of groups) {
    const nextGroup = all.length + group.length
    for (const { at, by, now, own, near, mend } of group)
      all.push({ at, by, now, own, near, mend, number: all.length, nextGroup })
  }
  const opening = asked(MARK.opening)
  const [left, right] = [asked(MARK.left), asked(MARK.right)]
  return { all, verbs: new Map(), nouns: new Map(), names: new Map(), others: new Map(), opening, left, right }
}

function rulesFor(rules: Rules, upos: string, place: number, traits: number): Listed {
  const byPlace =
    upos === 'VERB' ? rules.verbs : upos === 'NOUN' ? rules.nouns : upos === 'PROPN' ? rules.names : others(rules, upos)
  return byPlace.get(place)?.get(traits) ?? listRules(rules, byPlace, { part: partOf(upos), place, traits })
}

function listRules(
  { all }: Rules,
  byPlace: ByPlace,
  { part, place, traits }: Pick<Found, 'part' | 'place' | 'traits'>,
): Listed {
  const rules = all.filter(
    ({ at, by, now, own }) => (at & part) !== 0 && (by & place) !== 0 && (now & place) !== 0 && (own & traits) === own,
  )
  const listed = { rules, near: Int32Array.from(rules, ({ near }) => near) }
  const byTraits = byPlace.get(place)
  if (byTraits === undefined) byPlace.set(place, new Map([[traits, listed]]))
  else byTraits.set(traits, listed)
  return listed
}

function others({ others: byUpos }: Rules, upos: string): ByPlace {
  const known = byUpos.get(upos)
  if (known !== undefined) return known
  const found: ByPlace = new Map()
  byUpos.set(upos, found)
  return found
}

/** Calls the rules that can begin at a word, in their order; each looks at the word as those before it have left it. `among` is what stands in its sentence. */
export function mendWord(rules: Rules, words: readonly Growing[], idx: number, among: number): void {
  let next = 0
  while (next < rules.all.length) next = mendFrom(rules, words, idx, among, next)
}

/** Calls the rules from one on until one has changed what rules begin by, and the rest of its group; the number of the rule to go on with. */
function mendFrom(rules: Rules, words: readonly Growing[], idx: number, among: number, next: number): number {
  const word = words[idx]!
  const { upos, relation, head, traits } = word
  const near = aroundWord(rules, words, idx, among)
  const { rules: listed, near: needed } = rulesFor(rules, upos, placeOf(word), traits)
  for (let i = 0; i < needed.length; i++) {
    const around = needed[i]!
    if ((around & near) !== around || listed[i]!.number < next) continue
    listed[i]!.mend(words, idx)
    if (word.relation === relation && word.head === head && word.upos === upos && word.traits === traits) continue
    mendGroup(rules, words, idx, {
      rule: listed[i]!,
      part: partOf(upos),
      place: placeOf({ relation, head }),
      traits,
      among,
    })
    return listed[i]!.nextGroup
  }
  return rules.all.length
}

/** What a group found a word to be, and the rule of it that changed the word. */
interface Found {
  readonly rule: Placed
  readonly part: number
  readonly place: number
  readonly traits: number
  readonly among: number
}

/** Calls the rest of a group behind a rule that has changed the word. */
function mendGroup(rules: Rules, words: readonly Growing[], idx: number, found: Found): void {
  const { rule: changing, part, place, traits, among } = found
  for (let number = changing.number + 1; number < changing.nextGroup; number++) {
    const { at, by, now, own, near, mend } = rules.all[number]!
    if ((at & part) === 0 || (by & place) === 0 || (now & placeOf(words[idx]!)) === 0 || (own & traits) !== own)
      continue
    if ((near & aroundWord(rules, words, idx, among)) === near) mend(words, idx)
  }
}
