import type { CharSpan } from '../../acquire/index.ts'
import { remembered, rememberedWords } from '../remembered.ts'
import type { Entry, Lexicon } from './lexicon.ts'
import type { Layer, Starts } from './rules.ts'

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
  /** What can begin with the item, by layer; nothing for what a rule has found. */
  readonly starts: ItemType['starts']
  readonly node: Node | undefined
}

/** What the rules know of a word, number or mark. */
export interface ItemType {
  readonly entries: readonly Entry[]
  /** For each layer of rules the patterns that can begin with the item, undefined where none can. */
  readonly starts: readonly (readonly ItemStart[] | undefined)[]
}

/** Patterns that can begin with an item, if the words after it are those of the phrase that it opens. */
export interface ItemStart {
  readonly rest: readonly string[]
  readonly starts: Starts
}

// What begins with a figure or an apostrophe, in order: dates and clocks, decades, ordinals, numbers, the genitive.
const FIGURE =
  /\d{4}-\d\d-\d\d(?!\d)|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?!\d)|\d{1,2}:\d\d(?::\d\d)?|['’‘]?\d{2,4}['’]?s\b|\d+(?:st|nd|rd|th)\b|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|['’‘]\d\d(?!\d)|\d+|['’](?:s|S)\b/y
// Abbreviations with inner stops: "U.S.", "p.m", "a.m.".
const DOTTED = /(?:[A-Za-z]\.){2,}|[apAP]\.[mM]\b/y

/** A word with what the rules know of it. */
interface WordType extends ItemType {
  readonly lower: string
  readonly isCapital: boolean
  /** What the word is as an abbreviation, with the stop that may follow it; undefined where it is none. */
  readonly dotted: WordType | undefined
}

/** What items are cut by. */
export interface ItemTypes {
  /** What the rules know of words, phrases' first words and marks where they stand in a text. */
  readonly ofWord: (text: string, start: number, end: number) => WordType
  readonly ofFigure: (lower: string) => ItemType
}

/** The types by the lexicon and the patterns of each layer. */
export function itemTypes(lexicon: Lexicon, layers: readonly Layer[]): ItemTypes {
  const typeOf = (lower: string, entries: readonly Entry[]): ItemType => ({
    entries,
    starts: layers.map((layer) => startsIn(layer, lower, entries)),
  })
  const words = new Set([...lexicon.keys(), ...layers.flatMap(({ byWord }) => [...byWord.keys()])])
  const listed = new Map([...words].map((word) => [word, typeOf(word, lexicon.get(word) ?? [])]))
  const ofFigure = remembered((lower) => typeOf(lower, shapes(lower) ?? lexicon.get(lower) ?? []), 4096)
  return { ofWord: rememberedWords((word) => wordType(word, listed)), ofFigure }
}

function wordType(word: string, listed: ReadonlyMap<string, ItemType>): WordType {
  const lower = word.toLowerCase()
  const code = word.charCodeAt(0)
  const isCapital = code >= 65 && code <= 90
  const { entries, starts } = listed.get(lower) ?? PLAIN
  const dotted = listed.get(`${lower}.`)
  const isAbbreviation = dotted !== undefined && dotted.entries.length > 0
  return {
    entries,
    starts,
    lower,
    isCapital,
    dotted: isAbbreviation ? { ...dotted, lower: `${lower}.`, isCapital, dotted: undefined } : undefined,
  }
}

function startsIn(layer: Layer, lower: string, entries: readonly Entry[]): readonly ItemStart[] | undefined {
  const found: ItemStart[] = []
  const byWord = layer.byWord.get(lower)
  if (byWord) found.push({ rest: [], starts: byWord })
  for (const { cls, rest } of entries) {
    const starts = layer.byClass.get(cls)
    if (starts) found.push({ rest, starts })
  }
  return found.length > 0 ? found : undefined
}

/** The items of `text.slice(start, end)`, with offsets into `text`. */
export function cutItems(text: string, span: CharSpan, types: ItemTypes): Item[] {
  const items: Item[] = []
  let at = span.start
  while (at < span.end) {
    const code = text.charCodeAt(at)
    if (isSpace(code)) {
      at++
      continue
    }
    const item = isLetter(code) ? cutWord(text, at, span.end, types) : cutFigureOrMark(text, at, span.end, types)
    items.push(item)
    at = item.end
  }
  return items
}

const PLAIN: ItemType = { entries: [], starts: [] }

/** An item that begins nothing: an expression found, or what a rule says is no time. */
export function foundItem(found: Pick<Item, 'start' | 'end' | 'isCapital' | 'entries' | 'node'>): Item {
  const { start, end, isCapital, entries, node } = found
  return { start, end, lower: '', isCapital, entries, starts: PLAIN.starts, node }
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

function cutWord(text: string, start: number, limit: number, { ofWord }: ItemTypes): Item {
  let end = start + 1
  while (end < limit && isLetter(text.charCodeAt(end))) end++
  if (end === start + 1 && text.charCodeAt(end) === STOP) {
    DOTTED.lastIndex = start
    if (DOTTED.test(text)) end = Math.min(DOTTED.lastIndex, limit)
  }
  const type = ofWord(text, start, end)
  // An abbreviation's stop belongs to it ("Jan.", "Sept."), wherever the tokeniser put it.
  const isDotted = type.dotted !== undefined && end < limit && text.charCodeAt(end) === STOP
  return isDotted ? itemOf(start, end + 1, type.dotted) : itemOf(start, end, type)
}

function itemOf(start: number, end: number, { lower, isCapital, entries, starts }: WordType): Item {
  return { start, end, lower, isCapital, entries, starts, node: undefined }
}

function cutFigureOrMark(text: string, start: number, limit: number, types: ItemTypes): Item {
  const code = text.charCodeAt(start)
  const isFigure = code >= 48 && code <= 57
  const isMark = !isFigure && code !== 39 && code !== 0x2018 && code !== 0x2019
  if (isMark) return itemOf(start, start + 1, types.ofWord(text, start, start + 1))
  FIGURE.lastIndex = start
  const end = FIGURE.test(text) ? Math.min(FIGURE.lastIndex, limit) : start + 1
  const lower = text.slice(start, end).toLowerCase()
  // Four figures grown onto letters are part of a name.
  const isGrown = isFigure && end - start === 4 && start > 0 && isLetter(text.charCodeAt(start - 1))
  const { entries, starts } = isGrown ? PLAIN : types.ofFigure(lower)
  return { start, end, lower, isCapital: false, entries, starts, node: undefined }
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

/** The classes of a figure: 1989 may be a year, a count and a clock time. */
function shapes(lower: string): readonly Entry[] | undefined {
  const code = lower.charCodeAt(lower.length > 1 && (lower[0] === "'" || lower[0] === '’' || lower[0] === '‘') ? 1 : 0)
  if (code < 48 || code > 57) return undefined
  for (const [pattern, classes] of SHAPES) {
    const match = pattern.exec(lower)
    if (match) return classes(match)
  }
  return undefined
}
