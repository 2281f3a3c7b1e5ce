import type { CharSpan } from '../../acquire/index.ts'
import type { Entry, Lexicon } from './lexicon.ts'

/** A captured part of a match: the value of a lexicon entry, a number, or the text itself in lower case. */
export type Captured = string | number | Node

/** What the items of one match were, by name. */
export type Captures = Readonly<Record<string, Captured | undefined>>

/** A time expression found by a rule, not yet reckoned; later rules may take it as a part. */
export interface Node {
  /** Index of the rule. */
  readonly ruleIdx: number
  readonly captures: Captures
}

/**
 * What patterns run over: a word, number or mark of the text, or an expression found by an earlier layer of rules.
 * These are cut from the text and not from the document's tokens, since treebanks differ on "third-quarter",
 * "1950-53" and "9pm", and the rules must not.
 */
export interface Item extends CharSpan {
  readonly lower: string
  readonly isCapital: boolean
  /** The classes that the item belongs to by its shape or by the lexicon. */
  readonly entries: readonly Entry[]
  readonly node?: Node
}

// What begins with a figure or an apostrophe, in order: dates and clocks, decades, ordinals, numbers, the genitive.
const FIGURE =
  /\d{4}-\d\d-\d\d(?!\d)|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?!\d)|\d{1,2}:\d\d(?::\d\d)?|['’‘]?\d{2,4}['’]?s\b|\d+(?:st|nd|rd|th)\b|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|['’‘]\d\d(?!\d)|\d+|['’](?:s|S)\b/y
// Abbreviations with inner stops: "U.S.", "p.m", "a.m.".
const DOTTED = /(?:[A-Za-z]\.){2,}|[apAP]\.[mM]\b/y

const NO_ENTRIES: readonly Entry[] = []

/** The items of `text.slice(start, end)`, with offsets into `text`. */
export function cutItems(text: string, span: CharSpan, lexicon: Lexicon): Item[] {
  const items: Item[] = []
  let at = span.start
  while (at < span.end) {
    const code = text.charCodeAt(at)
    if (isSpace(code)) {
      at++
      continue
    }
    const item = isLetter(code) ? cutWord(text, at, span.end, lexicon) : cutFigureOrMark(text, at, span.end, lexicon)
    items.push(item)
    at = item.end
  }
  return items
}

const isSpace = (code: number): boolean =>
  code === 32 ||
  (code > 8 && code < 14) ||
  code === 160 ||
  (code >= 0x2000 && code <= 0x200b) ||
  code === 0x202f ||
  code === 0x3000

const isLetter = (code: number): boolean => {
  const lower = code | 32
  return (lower >= 97 && lower <= 122) || (code >= 0xc0 && code <= 0x24f)
}

const STOP = 46

function cutWord(text: string, start: number, limit: number, lexicon: Lexicon): Item {
  let end = start + 1
  while (end < limit && isLetter(text.charCodeAt(end))) end++
  if (end === start + 1 && text.charCodeAt(end) === STOP) {
    DOTTED.lastIndex = start
    if (DOTTED.test(text)) end = Math.min(DOTTED.lastIndex, limit)
  }
  const code = text.charCodeAt(start)
  const isCapital = code >= 65 && code <= 90
  const lower = text.slice(start, end).toLowerCase()
  // An abbreviation's stop belongs to it ("Jan.", "Sept."), wherever the tokeniser put it.
  if (end < limit && text.charCodeAt(end) === STOP) {
    const dotted = lexicon.get(`${lower}.`)
    if (dotted) return { lower: `${lower}.`, isCapital, entries: dotted, start, end: end + 1 }
  }
  return { lower, isCapital, entries: lexicon.get(lower) ?? NO_ENTRIES, start, end }
}

function cutFigureOrMark(text: string, start: number, limit: number, lexicon: Lexicon): Item {
  const code = text.charCodeAt(start)
  let end = start + 1
  if ((code >= 48 && code <= 57) || code === 39 || code === 0x2018 || code === 0x2019) {
    FIGURE.lastIndex = start
    if (FIGURE.test(text)) end = Math.min(FIGURE.lastIndex, limit)
  }
  const lower = text.slice(start, end).toLowerCase()
  // Four figures grown onto letters are part of a name.
  if (end - start === 4 && start > 0 && isLetter(text.charCodeAt(start - 1)) && code <= 57 && code >= 48) {
    return { lower, isCapital: false, entries: NO_ENTRIES, start, end }
  }
  return { lower, isCapital: false, entries: shapes(lower) ?? lexicon.get(lower) ?? NO_ENTRIES, start, end }
}

const entry = (cls: string, value: string): Entry => ({ cls, value, rest: [], isCapital: false })

const SHAPES: readonly (readonly [RegExp, (m: RegExpExecArray) => readonly Entry[]])[] = [
  [/^\d{4}-\d\d-\d\d$/, (m) => [entry('isodate', m[0])]],
  [/^\d{1,2}([/.])\d{1,2}\1(?:\d{4}|\d\d)$/, (m) => [entry(m[1] === '/' ? 'slashdate' : 'dotdate', m[0])]],
  [/^\d{1,2}:\d\d(?::\d\d)?$/, (m) => [entry('hhmm', m[0])]],
  [/^(\d{3})0['’]?s$/, (m) => [entry('decade', m[1]!)]],
  [/^['’‘]?([2-9])0['’]?s$/, (m) => [entry('decade', `19${m[1]}`)]],
  [/^(\d{1,2})(?:st|nd|rd|th)$/, (m) => [entry('ord', m[1]!), ...domEntry('domth', m[1]!)]],
  [/^['’‘](\d\d)$/, (m) => [entry('yy', m[1]!)]],
  [/^\d{1,2}\.\d\d$/, (m) => [entry('n', m[0]), entry('hhdotmm', m[0].replace('.', ':'))]],
  // Figures that are a year wherever they stand, and those that only a preposition makes one.
  [/^(?:19\d\d|20[0-3]\d)$/, (m) => ['lateyear', 'year', 'n', 'hhmm4'].map((cls) => entry(cls, m[0]))],
  [/^(?:1\d|20|21)\d\d$/, (m) => [entry('year', m[0]), entry('n', m[0]), entry('hhmm4', m[0])]],
  [/^\d{4}$/, (m) => [entry('hhmm4', m[0]), entry('n', m[0])]],
  [/^\d{1,2}$/, (m) => [entry('n', m[0]), entry('digits', m[0]), ...domEntry('dom', m[0])]],
  [/^\d[\d,]*(?:\.\d+)?$/, (m) => [entry('n', m[0].replaceAll(',', ''))]],
]

const domEntry = (cls: string, digits: string): Entry[] =>
  Number(digits) >= 1 && Number(digits) <= 31 ? [entry(cls, String(Number(digits)))] : []

const shapeCache = new Map<string, readonly Entry[] | undefined>()
const CACHE_BOUND = 4096

/** The classes of a figure: 1989 may be a year, a count and a clock time. */
function shapes(lower: string): readonly Entry[] | undefined {
  const code = lower.charCodeAt(lower.length > 1 && (lower[0] === "'" || lower[0] === '’' || lower[0] === '‘') ? 1 : 0)
  if (code < 48 || code > 57) return undefined
  if (shapeCache.has(lower)) return shapeCache.get(lower)
  let found: readonly Entry[] | undefined
  for (const [pattern, classes] of SHAPES) {
    const match = pattern.exec(lower)
    if (match) {
      found = classes(match)
      break
    }
  }
  if (shapeCache.size < CACHE_BOUND) shapeCache.set(lower, found)
  return found
}
