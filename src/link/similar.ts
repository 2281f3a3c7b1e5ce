import { foldSpelling } from './names.ts'

/** How a name that is asked for answers to one on record: all of its words, some of them, or words that look like them. */
export type LikeName = 'same' | 'part' | 'similar'

/** Shorter words differ in one letter without being misspelt. */
const MIN_LENGTH = 5
/** Longer words may be wrong in two letters. */
const LONG = 8

/** How the words asked for answer to those of a name, in any order; undefined where they do not. */
export function likeName(asked: readonly string[], name: readonly string[]): LikeName | undefined {
  if (asked.length === 0 || asked.length > name.length) return undefined
  const folded = name.map(foldSpelling)
  const isHeld = asked.every((word) => folded.includes(foldSpelling(word)))
  if (isHeld) return asked.length === name.length ? 'same' : 'part'
  return asked.every((word) => name.some((other) => isSlip(word, other))) ? 'similar' : undefined
}

/** Whether two names of as many words are alike but for slips of the pen in one of them. */
export function isMisspelling(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length || a.length < 2) return false
  const [x, y] = [a.toSorted(), b.toSorted()]
  const others = x.filter((word) => !y.includes(word))
  const rest = y.filter((word) => !x.includes(word))
  return others.length === 1 && rest.length === 1 && others[0] !== rest[0] && isSlip(others[0]!, rest[0]!)
}

/** Whether two words are one, or one but for a letter or two: left out, put in, changed, or two that changed places. */
function isSlip(a: string, b: string): boolean {
  if (a === b) return true
  if (Math.min(a.length, b.length) < MIN_LENGTH) return false
  return distance(a, b) <= (Math.min(a.length, b.length) >= LONG ? 2 : 1)
}

/** The fewest such steps from one word to the other (optimal string alignment). */
function distance(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let steps = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1))
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwapped) steps = Math.min(steps, before[j - 2]! + 1)
      row.push(steps)
    }
    ;[before, last] = [last, row]
  }
  return last[b.length]!
}
