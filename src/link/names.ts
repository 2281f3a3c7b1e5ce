/**
 * The words of a name in the order written, without case, diacritics and punctuation: "Chung Eui-yong" gives
 * `chung euiyong`. Initials and generational suffixes are left out, since reports add and drop them.
 */
export function nameTokens(name: string): readonly string[] {
  let tokens = tokenLists.get(name)
  if (tokens === undefined) {
    tokens = findTokens(name)
    if (tokenLists.size >= MAX_REMEMBERED) tokenLists.clear()
    tokenLists.set(name, tokens)
  }
  return tokens
}

/** Names cut up before: the same few stand in most reports. */
const tokenLists = new Map<string, readonly string[]>()
const MAX_REMEMBERED = 20_000

function findTokens(name: string): readonly string[] {
  const words = foldText(name)
    .replaceAll(/['’‘`´-]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !IGNORED.has(word))
  return [...new Set(words)]
}

/** Lower case without diacritics; letters that decompose into nothing smaller (ø, ł, ı) get their usual base. */
export function foldText(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[‐‑‒–]/g, '-')
    .toLowerCase()
    .replaceAll(/[øłıđßæœð]/g, (letter) => BASES[letter] ?? letter)
}

/** Whether no character has anything to fold but its case. */
export function isAscii(text: string): boolean {
  return ASCII.test(text)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is meant
const ASCII = /^[\u0000-\u007f]*$/
const BASES: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', ı: 'i', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ð: 'd' }
const IGNORED = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'the', 'of', 'and', 'mr', 'mrs', 'ms', 'dr'])

/**
 * One spelling for the romanisations of a word that differ by convention: y, j, i and doubled letters (Zelenskyy,
 * Zelenskiy, Zelensky), x and ks, ph and f. Short words stay as they are, for there one letter tells people apart.
 */
export function foldSpelling(token: string): string {
  if (token.length < 5) return token
  let folded = spellings.get(token)
  if (folded === undefined) {
    folded = token
      .replaceAll('ks', 'x')
      .replaceAll('ph', 'f')
      .replaceAll(/[yj]/g, 'i')
      .replaceAll(/(.)\1+/g, '$1')
      .replace(/(?<=..)i$/, 'i')
    if (spellings.size >= MAX_REMEMBERED) spellings.clear()
    spellings.set(token, folded)
  }
  return folded
}

/** Spellings folded before. */
const spellings = new Map<string, string>()

/** How two names relate as word lists in any order: the same words, one within the other, or neither. */
export function compareNames(a: readonly string[], b: readonly string[]): NameRelation {
  if (a.length === 0 || b.length === 0) return 'different'
  if (a === b) return 'equal'
  const known = relations.get(a)?.get(b)
  if (known !== undefined) return known
  if (++nRelations > MAX_RELATIONS) {
    relations.clear()
    nRelations = 1
  }
  const relation = relateNames(a, b)
  const others = relations.get(a)
  if (others === undefined) relations.set(a, new Map([[b, relation]]))
  else others.set(b, relation)
  return relation
}

/** The same words, the words of one within those of the other, or neither. */
export type NameRelation = 'equal' | 'part' | 'different'

/** Names compared before, by the lists that `nameTokens` gives for them. */
const relations = new Map<readonly string[], Map<readonly string[], NameRelation>>()
let nRelations = 0
const MAX_RELATIONS = 100_000

function relateNames(a: readonly string[], b: readonly string[]): NameRelation {
  if (a.length === b.length && a.every((token, i) => token === b[i])) return 'equal'
  const restA = a.filter((token) => !holds(b, token))
  const restB = b.filter((token) => !holds(a, token))
  if (restA.length === 0 && restB.length === 0) return 'equal'
  // "Kim Jong Un" and "Kim Jong-un": what is left spells the same word.
  if (foldSpelling(restA.join('')) === foldSpelling(restB.join(''))) return 'equal'
  return restA.length === 0 || restB.length === 0 ? 'part' : 'different'
}

function holds(tokens: readonly string[], token: string): boolean {
  if (tokens.includes(token)) return true
  const folded = foldSpelling(token)
  return tokens.some((other) => foldSpelling(other) === folded)
}

/** Letters that a slip may change in a name of so many: one, and two in a long name. */
const [LONG_NAME, SHORT_NAME] = [12, 6]

/** Whether two names are near enough for one to be a misspelling of the other; names of one word tell too little. */
export function isSlip(a: readonly string[], b: readonly string[]): boolean {
  if (a.length < 2 || b.length < 2 || compareNames(a, b) !== 'different') return false
  const [x, y] = [a.toSorted().join(''), b.toSorted().join('')]
  const length = Math.min(x.length, y.length)
  if (length < SHORT_NAME) return false
  const allowed = length < LONG_NAME ? 1 : 2
  return countEdits(x, y) <= allowed || countEdits(a.join(''), b.join('')) <= allowed
}

/** How many letters must be put in, left out or changed to make one word of another (Levenshtein 1965). */
export function countEdits(a: string, b: string): number {
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++)
      row.push(Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    last = row
  }
  return last[b.length]!
}
