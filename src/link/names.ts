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

/** The last word of what stands before a name's place: of "official of Seoul" and "Ministry of Unification" the first. */
export function headOf(name: string): string {
  return name
    .split(/ (?:of|in|at|to|for|from|on) /)[0]!
    .split(/\s/)
    .at(-1)!
}

/** Whether what a person is called is an office and nobody's name: "U.S. Secretary of State". */
export function isOffice(name: string): boolean {
  return OFFICES.test(headOf(name))
}

/** Last words of titles that stand for whoever holds them; those that are family names too are left out. */
const OFFICES =
  /^(?:president|(?:vice-)?chair(?:man|woman|person)?|(?:vice-|co-)?minister|premier|secretar(?:y|y-general)|ambassador|envoy|representative|spokes(?:man|woman|person)|governor|commander|chief|director|adviser|advisor|counterpart|official|delegate|leader|diplomat|general-secretary)$/i

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

/** A word of so many letters may be misspelt, and one of so many in two places: in short words one letter tells people apart. */
const [MISSPELT, TWICE_MISSPELT] = [5, 9]

/**
 * Whether one name is likely the other misspelt: all words are the same but one, and that one, of five letters at least,
 * differs by a letter, or two neighbours changed places; a long one by two.
 */
export function isMisspelling(a: readonly string[], b: readonly string[]): boolean {
  if (a.length < 2 || a.length !== b.length) return false
  const restA = a.filter((token) => !holds(b, token))
  const restB = b.filter((token) => !holds(a, token))
  if (restA.length !== 1 || restB.length !== 1) return false
  const [x, y] = [restA[0]!, restB[0]!]
  const length = Math.min(x.length, y.length)
  if (length < MISSPELT) return false
  const nEdits = countEdits(x, y)
  return nEdits <= (length < TWICE_MISSPELT ? 1 : 2) || (nEdits === 2 && areSwapped(x, y))
}

function areSwapped(x: string, y: string): boolean {
  if (x.length !== y.length) return false
  const i = [...x].findIndex((letter, at) => letter !== y[at])
  return x[i] === y[i + 1] && x[i + 1] === y[i] && x.slice(i + 2) === y.slice(i + 2)
}

/** What names share of which one may be the other misspelt: all of their words but one, each in turn, with the letters of that one. */
export function misspellingKeys(tokens: readonly string[]): { readonly rest: string; readonly length: number }[] {
  if (tokens.length < 2) return []
  return tokens.flatMap((token, i) => {
    if (token.length < MISSPELT) return []
    const rest = tokens.filter((_, j) => j !== i).map(foldSpelling)
    return [{ rest: rest.sort().join(' '), length: token.length }]
  })
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
