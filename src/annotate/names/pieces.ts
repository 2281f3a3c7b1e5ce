import { remembered } from '../remembered.ts'

const HYPHENS = /[-‐‑‒–]/u
const PLAIN_WORD = /^[A-Za-z0-9]+$/
const CAPITALS = /^[A-Z]{4,}$/
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D', ı: 'i', ß: 'ss', æ: 'ae', Æ: 'Ae', œ: 'oe', Œ: 'Oe', ð: 'd', þ: 'th',
} // biome-ignore format: one glance

/** The pieces of one word: empty for punctuation. */
export function piecesOf(word: string): readonly string[] {
  // The article is one whether it opens a sentence or belongs to the name ("The Hague").
  if (PLAIN_WORD.test(word)) return word === 'The' ? ['the'] : [word]
  // Treebank tokens have "'s" apart; text split at spaces alone does not.
  const bare = word.replace(/(?<=.)['’]s$/u, '').replace(/['’‘ʼ.`]/gu, '')
  const plain = bare
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łŁøØđĐıßæÆœŒðþ]/gu, (letter) => UNDECOMPOSED[letter] ?? letter)
  return plain.split(HYPHENS).filter((piece) => /[\p{L}\p{N}&]/u.test(piece))
}

/** Numbers of the pieces of a word in order; undefined where it has none, or one that no form has. */
export type PieceNumbers = readonly number[] | undefined

/** A word of a text as the indexes read it, in each way of heeding capitals. */
export interface PiecedWord {
  /** A hyphen or a possessive marker, which forms pass over. */
  readonly isPassed: boolean
  readonly exact: PieceNumbers
  /** "SEOUL" as "Seoul", for where the word as it is leads nowhere. */
  readonly capitals: PieceNumbers
  /** "florida" as "Florida". */
  readonly raised: PieceNumbers
  readonly lower: PieceNumbers
}

/** The pieces of all forms of a set of lexicons by number, and how words read in them. */
export interface PieceTable {
  readonly numbers: Map<string, number>
  readonly wordOf: (form: string) => PiecedWord
}

/** A table to which pieces are added before words are asked for. */
export function makePieceTable(numbers: Map<string, number>): PieceTable {
  return { numbers, wordOf: remembered((form) => readWord(numbers, form)) }
}

function readWord(numbers: ReadonlyMap<string, number>, form: string): PiecedWord {
  const pieces = piecesOf(form)
  const isPlain = PLAIN_WORD.test(form)
  const isCapitals = isPlain ? CAPITALS.test(form) : /^[\p{Lu}\p{M}'’.-]{4,}$/u.test(form)
  const raised = isPlain ? piecesOf(withCapital(form)) : pieces.map(withCapital)
  return {
    isPassed: isHyphen(form) || isGenitive(form),
    exact: numbersOf(numbers, pieces),
    capitals: isCapitals ? numbersOf(numbers, pieces.map(capitalised)) : undefined,
    raised: numbersOf(numbers, raised),
    lower: numbersOf(numbers, piecesOf(form.toLowerCase())),
  }
}

function numbersOf(numbers: ReadonlyMap<string, number>, pieces: readonly string[]): PieceNumbers {
  const out: number[] = []
  for (const piece of pieces) {
    const number = numbers.get(piece)
    if (number === undefined) return undefined
    out.push(number)
  }
  return out.length === 0 ? undefined : out
}

/** The possessive marker as a token: "People 's Republic" is one name, whose listed form lost its "'s" too. */
function isGenitive(form: string): boolean {
  return form === "'s" || form === '’s' || form === "'" || form === '’'
}

function isHyphen(form: string): boolean {
  return form.length === 1 && HYPHENS.test(form)
}

function withCapital(piece: string): string {
  return piece.slice(0, 1).toUpperCase() + piece.slice(1)
}

function capitalised(piece: string): string {
  return piece.slice(0, 1) + piece.slice(1).toLowerCase()
}
