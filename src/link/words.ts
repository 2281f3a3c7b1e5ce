import { foldText } from './names.ts'

/** The content words of clauses, stemmed and sorted, without those of `names`, dates, numbers and function words. */
export function contentWords(clauses: readonly string[], names: readonly string[]): string[] {
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

/** Light English stemming: enough that "launches", "launched" and "launching" meet. */
function stem(word: string): string {
  if (word.length < 5) return word
  const bare = word.replace(/(?:ies|ied)$/, 'y').replace(/(?:ings?|ed|es|s)$/, '')
  return bare.length < 3 ? word : bare.replace(/(.)\1$/, '$1').replace(/e$/, '')
}

/** Share of words that two sorted sets have in common (Dice), 0 where either is empty. */
export function wordOverlap(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i]!, b[j]!]
    if (x === y) shared++
    if (x <= y) i++
    if (y <= x) j++
  }
  return (2 * shared) / (a.length + b.length)
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
