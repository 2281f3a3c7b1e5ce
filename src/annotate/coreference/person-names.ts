import { remembered } from '../remembered.ts'

/** Words that may stand in a name but tell nothing about whose it is. */
const PARTICLES: ReadonlySet<string> = new Set([
  'al',
  'el',
  'bin',
  'ibn',
  'bint',
  'abu',
  'de',
  'da',
  'dos',
  'van',
  'von',
  'der',
  'den',
  'di',
  'la',
  'le',
  'y',
])
const SUFFIXES: ReadonlySet<string> = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'qc', 'mp', 'phd', 'md', 'esq'])

/** Lower case without diacritics, periods, apostrophes and hyphens: "Jong-Un" and "Jong Un" differ by a space alone. */
export function foldWord(word: string): string {
  if (/^[a-z]+$/u.test(word)) return word
  return word
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}.'’‘`ʼ\-‐‑‒–]/gu, '')
}

/**
 * The words of a person's name, folded, without suffixes ("Jr."). "al-Assad" gives "assad": reports drop the article.
 */
export const nameWords: (name: string) => readonly string[] = remembered((name) => {
  const words: string[] = []
  for (const raw of name.split(/[\s,]+/u)) {
    const word = foldWord(raw.replace(/^(?:al|el|ash|as|an|ad|ar|az)[-‐‑–]/iu, ''))
    if (word && !SUFFIXES.has(word) && /\p{L}/u.test(word)) words.push(word)
  }
  return words
})

/**
 * True if two names can be one person's: the same words in any order and however hyphenated, or one name's words all
 * found in the other's, initials and nicknames allowed, if at least one is a full word of at least two in both.
 */
export function sameName(
  a: readonly string[],
  b: readonly string[],
  nicknames: ReadonlyMap<string, readonly string[]>,
): boolean {
  if (a.length === 0 || b.length === 0) return false
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length === 1) return long.includes(short[0]!)
  return sameJoined(a, b) || contains(long, short, nicknames)
}

/** "Kim Jong Un", "Kim Jong-un", "Jong-Un Kim": the same letters when one word is moved from an end to the other. */
function sameJoined(a: readonly string[], b: readonly string[]): boolean {
  const length = (words: readonly string[]) => words.reduce((sum, word) => sum + word.length, 0)
  if (length(a) !== length(b)) return false
  const other = b.join('')
  return rotations(a).includes(other) || rotations(b).includes(a.join(''))
}

/** The name's letters as written, with the last word first, and with the first word last. */
function rotations(words: readonly string[]): readonly string[] {
  const [first = '', ...rest] = words
  const last = words.at(-1) ?? ''
  return [words.join(''), last + words.slice(0, -1).join(''), rest.join('') + first]
}

function contains(
  long: readonly string[],
  short: readonly string[],
  nicknames: ReadonlyMap<string, readonly string[]>,
): boolean {
  const used = new Set<number>()
  let nFull = 0
  for (const word of short) {
    if (PARTICLES.has(word)) continue
    const at = long.findIndex((other, i) => !used.has(i) && sameGivenName(word, other, nicknames))
    if (at < 0) return false
    used.add(at)
    if (long[at] === word && word.length > 1) nFull += 1
  }
  // The surname must be told in full: "J. D." is nobody in particular.
  return nFull > 0 && (short.at(-1) === long.at(-1) || short[0] === long[0] || nFull > 1)
}

function sameGivenName(a: string, b: string, nicknames: ReadonlyMap<string, readonly string[]>): boolean {
  if (a === b) return true
  if (a.length === 1 || b.length === 1) return a[0] === b[0]
  return nicknames.get(a)?.includes(b) === true || nicknames.get(b)?.includes(a) === true
}

/**
 * True if the names look like two spellings of one: one letter changed, added or dropped, or two neighbours swapped,
 * in names of at least six letters; two such changes in names of at least twelve.
 */
export function isNearName(a: readonly string[], b: readonly string[]): boolean {
  if (a.length < 2 || b.length < 2 || !sameInitials(a, b)) return false
  const other = b.join('')
  if (Math.min(a.join('').length, other.length) < 6) return false
  const allowed = Math.min(a.join('').length, other.length) >= 12 ? 2 : 1
  return rotations(a).some((joined) => editDistance(joined, other, allowed) <= allowed)
}

/** "George H. Bush" and "George W. Bush" differ in no slip. */
function sameInitials(a: readonly string[], b: readonly string[]): boolean {
  const of = (words: readonly string[]) => words.filter((word) => word.length === 1).join('')
  return of(a) === of(b) || of(a) === '' || of(b) === ''
}

/** Damerau-Levenshtein distance (adjacent swaps count one), cut off above `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? beforeLast[j - 2]! + 1 : Infinity
      const substitute = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(row[j - 1]! + 1, last[j]! + 1, substitute, swap))
    }
    if (Math.min(...row) > limit) return limit + 1
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
