import { COMMON } from './common.ts'
import { foldText } from './names.ts'

/** The content words of clauses, stemmed and sorted, without those of `names`, dates, numbers and function words. */
export function contentWords(clauses: readonly string[], names: readonly string[] = []): string[] {
  const left = new Set(names)
  const words = new Set<string>()
  for (const clause of clauses) {
    for (const word of foldText(clause).match(WORD) ?? []) {
      if (!FUNCTION_WORDS.has(word) && !left.has(word)) words.add(stem(word))
    }
  }
  return [...words].sort()
}

/** Words of one or two letters tell nothing. */
const WORD = /\p{L}{3,}/gu

/** The content words of a text with its numbers, stemmed and sorted. */
export function storyWords(text: string): string[] {
  const words = new Set<string>()
  for (const word of foldText(text).split(/[^\p{L}\p{N}]+/u)) {
    const isContent = /^\p{N}/u.test(word) || (word.length > 1 && !FUNCTION_WORDS.has(word))
    if (isContent) words.add(stem(word))
  }
  return [...words].sort()
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

/** How alike two sorted sets of stems are: the cosine of their rarities, 0 where either is empty; `norms` is the product of theirs. */
export function likeness(a: readonly string[], b: readonly string[], norms = norm(a) * norm(b)): number {
  if (a.length === 0 || b.length === 0) return 0
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i]!, b[j]!]
    if (x === y) shared += rarity(x) ** 2
    if (x <= y) i++
    if (y <= x) j++
  }
  return shared === 0 ? 0 : shared / norms
}

/** The length of a set of stems by their rarities. */
export function norm(words: readonly string[]): number {
  return Math.sqrt(words.reduce((sum, word) => sum + rarity(word) ** 2, 0))
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
