import { COMMON } from './common.ts'
import { foldText, isAscii } from './names.ts'

/** The content words of clauses in their order, stemmed, each once, without those of `names`, dates, numbers and function words. */
export function contentWords(clauses: readonly string[], names: readonly (readonly string[])[] = []): string[] {
  const words: string[] = []
  for (const clause of clauses) {
    const folded = foldText(clause)
    for (const word of folded.match(isAscii(folded) ? ASCII_WORD : WORD) ?? []) {
      const stemmed = contentStem(word)
      if (stemmed === '' || words.includes(stemmed) || isNamed(word, names)) continue
      words.push(stemmed)
    }
  }
  // Without the room that a list is filled in: mentions are kept by the thousand.
  return words.slice()
}

function isNamed(word: string, names: readonly (readonly string[])[]): boolean {
  for (const tokens of names) if (tokens.includes(word)) return true
  return false
}

/** The stem of a word; '' of function words. */
function contentStem(word: string): string {
  let stemmed = contentStems.get(word)
  if (stemmed === undefined) {
    stemmed = FUNCTION_WORDS.has(word) ? '' : stem(word)
    if (contentStems.size >= MAX_REMEMBERED) contentStems.clear()
    contentStems.set(word, stemmed)
  }
  return stemmed
}

/** Words looked at before. */
const contentStems = new Map<string, string>()

/** Words of one or two letters tell nothing. */
const WORD = /\p{L}{3,}/gu
/** The same, quicker, where the text has no other letters. */
const ASCII_WORD = /[a-z]{3,}/g

/** The content words of a text with its numbers, stemmed, each once. */
export function storyWords(text: string): string[] {
  const words = new Set<string>()
  for (const word of foldText(text).split(/[^\p{L}\p{N}]+/u)) {
    const isContent = /^\p{N}/u.test(word) || (word.length > 1 && !FUNCTION_WORDS.has(word))
    if (isContent) words.add(stem(word))
  }
  return [...words]
}

/** Light English stemming: enough that "launches", "launched" and "launching" meet. */
export function stem(word: string): string {
  if (word.length < 5) return word
  let stemmed = stems.get(word)
  if (stemmed === undefined) {
    const bare = word.replace(/(?:ies|ied)$/, 'y').replace(/(?:ings?|ed|es|s)$/, '')
    stemmed = bare.length < 3 ? word : bare.replace(/(.)\1$/, '$1').replace(/e$/, '')
    if (stems.size >= MAX_REMEMBERED) stems.clear()
    stems.set(word, stemmed)
  }
  return stemmed
}

/** Words stemmed before. */
const stems = new Map<string, string>()
const MAX_REMEMBERED = 20_000

/** How little a stem is used in news: the logarithm of how many reports there are to one that has it, at most `MAX_RARITY`. */
export function rarity(word: string): number {
  return rarities.get(word) ?? MAX_RARITY
}

const rarities = new Map(COMMON.flatMap(([value, words]) => words.split(/\s+/).map((word) => [word, value] as const)))
/** The rarity of the words that the table leaves out. */
export const MAX_RARITY = 5.5

/**
 * A set of stems made ready to be compared: numbers in place of words, in ascending order, since a mention is compared
 * with many others. Two stems of one number (one pair in two thousand million) would count as one.
 */
export interface WordBag {
  readonly numbers: readonly number[]
  /** The square of each one's rarity. */
  readonly squares: readonly number[]
  /** The length of the set by rarities. */
  readonly norm: number
}

/** The bag of distinct stems. */
export function bagOf(words: readonly string[]): WordBag {
  const numbers: number[] = []
  const squares: number[] = []
  for (const word of words) {
    const { number, square } = weightOf(word)
    let i = numbers.length
    for (; i > 0 && numbers[i - 1]! > number; i--) {
      numbers[i] = numbers[i - 1]!
      squares[i] = squares[i - 1]!
    }
    numbers[i] = number
    squares[i] = square
  }
  let sum = 0
  for (const square of squares) sum += square
  return { numbers: numbers.slice(), squares: squares.slice(), norm: Math.sqrt(sum) }
}

interface Weight {
  readonly number: number
  readonly square: number
}

function weightOf(word: string): Weight {
  let weight = weights.get(word)
  if (weight === undefined) {
    weight = { number: numberOf(word), square: rarity(word) ** 2 }
    if (weights.size >= MAX_REMEMBERED) weights.clear()
    weights.set(word, weight)
  }
  return weight
}

/** Stems weighed before. */
const weights = new Map<string, Weight>()

/** A number of 30 bits for a stem, the same wherever it is read. */
function numberOf(word: string): number {
  let bits = 0x811c9dc5
  for (let i = 0; i < word.length; i++) bits = Math.imul(bits ^ word.charCodeAt(i), 0x01000193)
  return (bits ^ (bits >>> 15)) & 0x3fffffff
}

/** How alike two sets of stems are: the cosine of their rarities, 0 where either is empty. */
export function likeness(a: WordBag, b: WordBag): number {
  const [x, y] = [a.numbers, b.numbers]
  let shared = 0
  for (let i = 0, j = 0; i < x.length && j < y.length; ) {
    const [one, other] = [x[i]!, y[j]!]
    if (one === other) shared += a.squares[i]!
    if (one <= other) i++
    if (other <= one) j++
  }
  return shared === 0 ? 0 : shared / (a.norm * b.norm)
}

// Words that say nothing about which act is told: grammar, reporting, and the calendar, which dates already compare.
const FUNCTION_WORDS = new Set(
  `the and for with that this these those from into onto over under after before during about against between among
  amid through until since while when where which who whom whose what how why because though although than then them
  they their theirs there here its his her hers him she our ours your you are was were been being has have had having
  will would shall should can could may might must not nor but also only just more most much many some any all both
  each other another such same own very too yet still already again once ever never said says saying told tell according
  statement announced announce reported report reportedly official officials ministry government president minister
  foreign prime secretary state spokesman spokesperson spokeswoman mr mrs ms one two three four five six seven eight
  nine ten first second third day days week weeks month months year years time today yesterday tomorrow morning
  afternoon evening night late early earlier later last next ago monday tuesday wednesday thursday friday saturday
  sunday january february march april june july august september october november december jan feb mar apr jun jul aug
  sep sept oct nov dec`.split(/\s+/),
)
