import { ReadoutError } from '../../errors.ts'

/** One word or phrase of the lexicon: what class of expression it belongs to, and what it stands for there. */
export interface Entry {
  readonly cls: string
  readonly value: string
  /** The words after the first, in lower case; none for a single word. */
  readonly rest: readonly string[]
  /** Whether the text must begin the word with a capital: "May" and "March" are months, "may" and "march" are not. */
  readonly isCapital: boolean
}

/** Entries by their first word in lower case, longer phrases first. */
export type Lexicon = ReadonlyMap<string, readonly Entry[]>

const HEADER = 'term\tclass\tvalue\tcase'

/** The lexicon held in tables of `term class value case`; throws where a line is malformed, naming file and line. */
export function readLexicon(files: ReadonlyMap<string, string>): Lexicon {
  const lexicon = new Map<string, Entry[]>()
  for (const [name, text] of files) {
    let isHeaderSeen = false
    for (const [idx, line] of text.split('\n').entries()) {
      if (line === '' || line.startsWith('#')) continue
      if (isHeaderSeen) addEntry(lexicon, line, `${name}:${idx + 1}`)
      else if (line === HEADER) isHeaderSeen = true
      else throw malformed(`${name}:${idx + 1}`, `expected the header "${HEADER}"`)
    }
  }
  for (const entries of lexicon.values()) entries.sort((a, b) => b.rest.length - a.rest.length)
  return lexicon
}

function addEntry(lexicon: Map<string, Entry[]>, line: string, where: string): void {
  const [term, cls, value, letterCase] = line.split('\t')
  if (!term || !cls || value === undefined) throw malformed(where, `"${line}" needs term, class and value`)
  if (letterCase !== undefined && letterCase !== '' && letterCase !== 'capital') {
    throw malformed(where, `"${letterCase}" is no case; write "capital" or nothing`)
  }
  const [first, ...rest] = term.split(' ')
  const entries = lexicon.get(first!) ?? []
  if (entries.some((e) => e.cls === cls && e.rest.join(' ') === rest.join(' '))) {
    throw malformed(where, `"${term}" is listed twice as ${cls}`)
  }
  entries.push({ cls, value, rest, isCapital: letterCase === 'capital' })
  lexicon.set(first!, entries)
}

function malformed(where: string, message: string): ReadoutError {
  return new ReadoutError('bad-rule', `${where}: ${message}`)
}
