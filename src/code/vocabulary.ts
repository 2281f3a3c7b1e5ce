import { interned, type Word } from '../annotate/index.ts'
import { readOrdinal } from './numbers.ts'
import type { HeadTriggers } from './triggerIndex.ts'

/**
 * The words of the codebook by number, so that the words of a report are looked up once each and compared as numbers. Number 0 stands
 * for every word that the codebook does not know.
 */
export interface Vocabulary {
  /** The words by number. */
  readonly words: readonly string[]
  /**
   * A table to find them in, which takes one look at the memory for a word that the codebook does not know, as most are not: the hash of
   * a word and its number side by side, at the first free place from the hash on; a power of two of places, more than half of them free.
   */
  readonly places: Int32Array
  /** What each word is there for, in bits of USE, by number. */
  readonly uses: Uint16Array
  /**
   * For each word where `sets` says in which sets of words of the demands it is: a bit for each set, from there on. Many words are in the
   * same sets, and share their place; 0 is the place of the words that are in none.
   */
  readonly setsOf: Int32Array
  readonly sets: Int32Array
  /**
   * Words of reports met so far, at the place that the last bits of their hash say or at its neighbour: most come again in the next report.
   * A word that finds both taken takes the place of the one met earlier.
   */
  readonly met: MetWord[]
}

/** A form of a report with a lemma that it has had: both in lower case, and their numbers. */
export interface MetWord {
  readonly form: string
  readonly lemma: string
  readonly lowerLemma: string
  readonly lowerForm: string
  readonly lemmaNumber: number
  readonly formNumber: number
  /** Bits of USE of either, and whether the form is an ordinal. */
  readonly uses: number
}

/**
 * What the words of a report are in the codebook's eyes. They lie all over the memory: looked for one after another before any is looked at,
 * the processor waits for several at a time.
 */
export function meetAll(vocabulary: Vocabulary, words: readonly Word[]): readonly MetWord[] {
  const { met } = vocabulary
  const found: MetWord[] = new Array(words.length)
  for (let idx = 0; idx < found.length; idx++) found[idx] = met[words[idx]!.hash & (N_PLACES - 1)]!
  for (let idx = 0; idx < found.length; idx++) {
    const { form, lemma } = found[idx]!
    if (form !== words[idx]!.form || lemma !== words[idx]!.lemma) found[idx] = meet(vocabulary, words[idx]!)
  }
  return found
}

function meet(vocabulary: Vocabulary, { form, lemma, hash }: Word): MetWord {
  const { met } = vocabulary
  const place = hash & (N_PLACES - 1)
  const last = met[place]!
  // It may have been met since.
  if (last.form === form && last.lemma === lemma) return last
  const other = met[place ^ 1]!
  if (other.form === form && other.lemma === lemma) return other
  met[place ^ 1] = last
  met[place] = look(vocabulary, form, lemma)
  return met[place]
}

/** A day of the world's news has some hundred thousand words, most of them rare. */
const N_PLACES = 2 ** 16

function look(vocabulary: Vocabulary, form: string, lemma: string): MetWord {
  const lowerLemma = lowerOf(lemma)
  const lowerForm = lowerOf(form)
  const lemmaNumber = numberOf(vocabulary, lowerLemma)
  const formNumber = numberOf(vocabulary, lowerForm)
  const isOrdinal = readOrdinal(form) !== undefined
  // Triggers are headed by lemmas.
  const ofForm = vocabulary.uses[formNumber]! & ~(USE.verb | USE.noun)
  const uses = vocabulary.uses[lemmaNumber]! | ofForm | (isOrdinal ? USE.ordinal : 0)
  return { form, lemma, lowerLemma, lowerForm, lemmaNumber, formNumber, uses }
}

/** The language core gives words interned, and to intern one again takes as long as all the rest. */
function lowerOf(word: string): string {
  const lower = word.toLowerCase()
  return lower === word ? word : interned(lower)
}

const NO_WORD: MetWord = { form: '', lemma: '', lowerLemma: '', lowerForm: '', lemmaNumber: 0, formNumber: 0, uses: 0 }

/** The number of a word. */
export function numberOf({ words, places }: Pick<Vocabulary, 'words' | 'places'>, word: string): number {
  const hash = hashOf(word)
  const last = places.length / 2 - 1
  for (let place = hash & last; ; place = (place + 1) & last) {
    const number = places[2 * place + 1]!
    if (number === 0 || (places[2 * place] === hash && words[number] === word)) return number
  }
}

/** The number of the words `[first, end)` of `words` with a space between each two, which are never put together. */
export function numberOfRun(vocabulary: Vocabulary, words: readonly string[], first: number, end: number): number {
  const { places, words: known } = vocabulary
  let hash = hashOf(words[first]!)
  for (let i = first + 1; i < end; i++) hash = hashOn(Math.imul(hash ^ SPACE, FNV_PRIME), words[i]!)
  const last = places.length / 2 - 1
  for (let place = hash & last; ; place = (place + 1) & last) {
    const number = places[2 * place + 1]!
    if (number === 0 || (places[2 * place] === hash && isRun(known[number]!, words, first, end))) return number
  }
}

function isRun(phrase: string, words: readonly string[], first: number, end: number): boolean {
  let at = 0
  for (let i = first; i < end; i++) {
    if (i > first && phrase.charCodeAt(at++) !== SPACE) return false
    if (!phrase.startsWith(words[i]!, at)) return false
    at += words[i]!.length
  }
  return at === phrase.length
}

/** The number of "state of siege". */
export function numberOfOf(vocabulary: Vocabulary, head: string, below: string): number {
  return numberOfRun(vocabulary, [head, 'of', below], 0, 3)
}

const SPACE = 32

/** FNV-1a over UTF-16 code units. */
function hashOf(word: string): number {
  return hashOn(0x811c9dc5 | 0, word)
}

function hashOn(before: number, text: string): number {
  let hash = before
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME)
  return hash
}

const FNV_PRIME = 0x01000193

export const USE = {
  /** The lemma of the head of a verb or noun trigger. */
  verb: 1 << 0,
  noun: 1 << 1,
  /** Stands beside the head in a trigger of several words. */
  neighbour: 1 << 2,
  /** Begins a phrase of contexts.yaml. */
  context: 1 << 3,
  /** Is in a set of words. */
  listed: 1 << 4,
  /** A longer phrase of a set ends in it, or begins with it, or begins with it and goes on with "of". */
  phraseEnd: 1 << 5,
  phraseStart: 1 << 8,
  ofHead: 1 << 6,
  /** Of words of a report: ranks something ("seventh"). */
  ordinal: 1 << 7,
  /** The last word of a phrase for a kind of weapon, and a word for a missile. */
  weapon: 1 << 9,
  missile: 1 << 10,
  /** Changes the status of what it governs; see rules/code/status.yaml. */
  operator: 1 << 11,
  /** Is of shares and takeovers. */
  share: 1 << 12,
  /** A light verb that carries nouns. */
  support: 1 << 14,
  /** Of words of a report: an entry may be triggered here, for the lemma and the part of speech are those of a head, or a copula is there. */
  trigger: 1 << 13,
} as const

/** Numbers words as they come. */
export interface Numbering {
  readonly numbers: ReadonlyMap<string, number>
  readonly of: (word: string) => number
}

export function makeNumbering(): Numbering {
  const numbers = new Map<string, number>()
  const of = (word: string) => {
    const known = numbers.get(word)
    if (known !== undefined) return known
    numbers.set(word, numbers.size + 1)
    return numbers.size
  }
  return { numbers, of }
}

/** What a codebook uses words for. */
export interface WordUses {
  readonly verbTriggers: ReadonlyMap<string, HeadTriggers>
  readonly nounTriggers: ReadonlyMap<string, HeadTriggers>
  readonly contexts: ReadonlyMap<number, unknown>
  readonly wordSets: readonly ReadonlySet<string>[]
  /** Words by the bit of USE that tells them. */
  readonly told: readonly (readonly [use: number, words: Iterable<string>])[]
}

export function makeVocabulary(
  { numbers, of }: Numbering,
  { verbTriggers, nounTriggers, contexts, wordSets, told }: WordUses,
): Vocabulary {
  const uses: number[] = []
  const mark = (number: number, use: number) => {
    uses[number] = (uses[number] ?? 0) | use
  }
  for (const head of verbTriggers.keys()) mark(of(head), USE.verb)
  for (const head of nounTriggers.keys()) mark(of(head), USE.noun)
  for (const triggers of [...verbTriggers.values(), ...nounTriggers.values()])
    for (const neighbour of [...triggers.byNext.numbers, ...triggers.byPrevious.numbers]) mark(neighbour, USE.neighbour)
  for (const first of contexts.keys()) mark(first, USE.context)
  for (const [use, words] of told) for (const word of words) mark(of(word), use)
  const numbersOf = wordSets.map((words) => {
    const found: number[] = []
    for (const word of words) found.push(of(word))
    return found
  })
  for (const [set, words] of wordSets.entries()) {
    let i = 0
    for (const word of words) {
      const number = numbersOf[set]![i++]!
      // Most words are in many sets.
      if (((uses[number] ?? 0) & USE.listed) !== 0) continue
      mark(number, USE.listed)
      for (const end of partsAfter(word)) mark(of(end), USE.phraseEnd)
      for (const start of partsBefore(word, / of /g)) mark(of(start), USE.ofHead)
      for (const start of partsBefore(word, /[ -]/g)) mark(of(start), USE.phraseStart)
    }
  }
  const words = ['', ...numbers.keys()]
  return {
    words,
    places: placesOf(words),
    uses: Uint16Array.from(words, (_, i) => uses[i] ?? 0),
    ...layOutSets(numbersOf, words.length),
    met: new Array(N_PLACES).fill(NO_WORD),
  }
}

/** The sets that each word is in, from the numbers of the words of each set. */
function layOutSets(members: readonly (readonly number[])[], nWords: number): Pick<Vocabulary, 'setsOf' | 'sets'> {
  const length = (members.length >> 5) + 1
  const bits = new Map<number, number[]>()
  for (const [set, numbers] of members.entries())
    for (const number of numbers) {
      const own = bits.get(number) ?? new Array<number>(length).fill(0)
      own[set >> 5]! |= 1 << (set & 31)
      bits.set(number, own)
    }
  const setsOf = new Int32Array(nWords)
  const sets = new Array<number>(length).fill(0)
  const places = new Map<string, number>()
  for (const [number, own] of bits) {
    const key = own.join()
    const place = places.get(key) ?? sets.length
    if (place === sets.length) {
      places.set(key, place)
      sets.push(...own)
    }
    setsOf[number] = place
  }
  return { setsOf, sets: Int32Array.from(sets) }
}

function placesOf(words: readonly string[]): Int32Array {
  let nPlaces = 16
  while (nPlaces < 2 * words.length) nPlaces *= 2
  const places = new Int32Array(2 * nPlaces)
  for (let number = 1; number < words.length; number++) {
    const hash = hashOf(words[number]!)
    let place = hash & (nPlaces - 1)
    while (places[2 * place + 1] !== 0) place = (place + 1) & (nPlaces - 1)
    places[2 * place] = hash
    places[2 * place + 1] = number
  }
  return places
}

/** What a phrase goes on with behind each of its spaces and hyphens. */
function partsAfter(phrase: string): string[] {
  const found: string[] = []
  for (let i = 0; i < phrase.length; i++) if (phrase[i] === ' ' || phrase[i] === '-') found.push(phrase.slice(i + 1))
  return found
}

/** What stands before each mark of a phrase. */
function partsBefore(phrase: string, mark: RegExp): string[] {
  return [...phrase.matchAll(mark)].map(({ index }) => phrase.slice(0, index))
}
