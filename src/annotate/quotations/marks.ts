import type { CharSpan } from '../../acquire/index.ts'
import { mapped } from '../mapped.ts'

/** A stretch between quotation marks, or with one mark missing; `start` and `end` leave the marks out. */
export interface QuotedRegion extends CharSpan {
  /** Where the opening mark starts; equals `start` where it is missing. */
  readonly openStart: number
  /** Where the closing mark ends; equals `end` where it is missing. */
  readonly closeEnd: number
  readonly isSingle: boolean
  /** 0 for the outermost marks. */
  readonly depth: number
  readonly isOpenMissing: boolean
  readonly isCloseMissing: boolean
}

interface Mark {
  readonly start: number
  readonly end: number
  readonly side: 'open' | 'close'
  readonly char: string
  readonly isSingle: boolean
  /** A closing mark that may as well be the apostrophe of a plural possessive. */
  readonly isWeak: boolean
  /** Of an opening mark the first doubtful close behind it. */
  weakClose: Mark | undefined
}

/** More marks open at once than this are noise; the bound keeps the work linear. */
const DEEPEST = 4
/** Clipped words written with a leading apostrophe, which typewriters and editors turn into an opening mark. */
const CLIPPED = /^(?:\d0s|\d\ds?\b|em\b|til\b|till\b|cause\b|n\b|tis\b|twas\b|bout\b|round\b|cuz\b|tude\b)/i
const DOUBLE = '"“”„‟«»″＂'
const SINGLE = "'‘’‚‛‹›`´"
const MARK = /["“”„‟«»″＂'‘’‚‛‹›`´]/g
const WORD = /[\p{L}\p{N}]/u
const OPENS_BEFORE = /[\s([{—–―\-/]/
const STOP = /[.,!?;:…—–)\]]/

/**
 * Returns the quoted stretches of `text.slice(start, end)`, which is one paragraph, in order of their starts and nested.
 * Straight and curly marks pair with each other, since editors mix them; apostrophes are told from single marks by their
 * neighbours. A mark without its fellow gives a region with one side missing, ending at the paragraph's or sentence's bound.
 * Time is linear in the paragraph.
 */
export function findQuotedRegions(text: string, paragraph: CharSpan): QuotedRegion[] {
  // A paragraph by itself: searches in the whole text would run on to its end from every paragraph.
  const { start } = paragraph
  const regions = regionsOf(text.slice(start, paragraph.end))
  if (start === 0) return regions
  return mapped(regions, (region) => ({
    ...region,
    start: region.start + start,
    end: region.end + start,
    openStart: region.openStart + start,
    closeEnd: region.closeEnd + start,
  }))
}

function regionsOf(text: string): QuotedRegion[] {
  const paragraph = { start: 0, end: text.length }
  const regions: QuotedRegion[] = []
  const stack: Mark[] = []
  let lastEnd = paragraph.start
  let nStraightLeft = countStraight(text, paragraph)
  MARK.lastIndex = paragraph.start
  for (let found = MARK.exec(text); found; found = MARK.exec(text)) {
    const at = found.index
    if (found[0] === '"') nStraightLeft--
    const mark = readMark(text, at, paragraph, { stack, nStraightLeft })
    if (!mark) continue
    lastEnd = apply(text, mark, { regions, stack, paragraph, lastEnd })
    MARK.lastIndex = mark.end
  }
  while (stack.length > 0) closeUnfinished(text, stack, regions, paragraph.end)
  return regions.filter((region) => region.end > region.start).sort((a, b) => a.start - b.start || b.end - a.end)
}

function countStraight(text: string, { start, end }: CharSpan): number {
  let n = 0
  for (let at = text.indexOf('"', start); at >= 0 && at < end; at = text.indexOf('"', at + 1)) n++
  return n
}

interface Pairing {
  readonly regions: QuotedRegion[]
  readonly stack: Mark[]
  readonly paragraph: CharSpan
  readonly lastEnd: number
}

/** Opens or closes a region; returns where the last closed outermost region ended. */
function apply(text: string, mark: Mark, pairing: Pairing): number {
  const { regions, stack, paragraph, lastEnd } = pairing
  if (mark.side === 'open') {
    const top = stack.at(-1)
    // The same opening mark again: a quotation whose close was lost, for nested ones change their marks.
    if (top && top.char === mark.char && top.isSingle === mark.isSingle && mark.char !== '"') {
      if (!hasTwoClosesAhead(text, mark, paragraph.end)) closeUnfinished(text, stack, regions, mark.start)
    }
    if (stack.length < DEEPEST) stack.push(mark)
    return lastEnd
  }
  const top = stack.at(-1)
  if (top && mark.isWeak) {
    top.weakClose ??= mark
    return lastEnd
  }
  const openIdx = stack.findLastIndex((open) => open.isSingle === mark.isSingle)
  if (openIdx < 0) {
    if (mark.isSingle) return lastEnd
    // A single mark opened in there closes nothing that could nest.
    stack.length = 0
    regions.push(openless(text, mark, lastEnd))
    return mark.end
  }
  while (stack.length - 1 > openIdx) closeUnfinished(text, stack, regions, mark.start)
  const open = stack.pop()
  if (open) regions.push(closed(open, mark, stack.length))
  return mark.end
}

function closed(open: Mark, close: Mark, depth: number): QuotedRegion {
  return {
    start: open.end,
    end: close.start,
    openStart: open.start,
    closeEnd: close.end,
    isSingle: open.isSingle,
    depth,
    isOpenMissing: false,
    isCloseMissing: false,
  }
}

/** A close without an open: the quotation began at the sentence's start, for words lost their mark in front, not behind. */
function openless(text: string, close: Mark, from: number): QuotedRegion {
  const before = text.slice(from, close.start)
  const start = from + sentenceStart(before)
  return {
    start,
    end: close.start,
    openStart: start,
    closeEnd: close.end,
    isSingle: false,
    depth: 0,
    isOpenMissing: true,
    isCloseMissing: false,
  }
}

function sentenceStart(before: string): number {
  let start = 0
  for (const match of before.matchAll(/[.!?]["”’']?\s+(?=[\p{Lu}\p{N}“"])/gu)) {
    const after = match.index + match[0].length
    // An abbreviation's stop ends no sentence: "U.S. ", "Mr. ".
    if (
      !/(?:\b\p{L}|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|St|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.$/u.test(
        before.slice(Math.max(0, match.index - 5), match.index + 1),
      )
    )
      start = after
  }
  return start + (before.slice(start).match(/^\s*/)?.[0].length ?? 0)
}

/** Takes the innermost open mark off: closed at its doubtful close if it has one, else a region that ends at `end`. */
function closeUnfinished(text: string, stack: Mark[], regions: QuotedRegion[], end: number): void {
  const open = stack.pop()
  if (!open) return
  if (open.weakClose) {
    regions.push(closed(open, open.weakClose, stack.length))
    return
  }
  // A single mark that nothing closes is an apostrophe.
  if (open.isSingle) return
  const trimmed = open.end + text.slice(open.end, end).trimEnd().length
  regions.push({
    start: open.end,
    end: trimmed,
    openStart: open.start,
    closeEnd: trimmed,
    isSingle: false,
    depth: stack.length,
    isOpenMissing: false,
    isCloseMissing: true,
  })
}

/** Whether two closing marks come before the next opening one; looks at most 600 characters ahead, to stay linear. */
function hasTwoClosesAhead(text: string, mark: Mark, end: number): boolean {
  let nCloses = 0
  for (let at = mark.end; at < Math.min(end, mark.end + 600); at++) {
    const char = text.charAt(at)
    if (char === mark.char) return false
    if (char === closerOf(mark.char) && ++nCloses === 2) return true
  }
  return false
}

function closerOf(char: string): string {
  if (char === '“' || char === '„') return '”'
  if (char === '«') return '»'
  return char === '‘' ? '’' : char
}

interface MarkState {
  readonly stack: readonly Mark[]
  /** Straight double marks that follow in the paragraph. */
  readonly nStraightLeft: number
}

/** Reads the quotation mark at an offset, or nothing where the character is none or an apostrophe. */
function readMark(text: string, at: number, paragraph: CharSpan, state: MarkState): Mark | undefined {
  const char = text.charAt(at)
  const isDouble = DOUBLE.includes(char)
  if (!isDouble && !SINGLE.includes(char)) return undefined
  // Two single marks in a row are a typewriter's double mark.
  const isPair =
    !isDouble &&
    text.charAt(at + 1) === char &&
    at + 1 < paragraph.end &&
    (char === "'" || char === '`' || char === '’' || char === '‘')
  const end = at + (isPair ? 2 : 1)
  const before = at > paragraph.start ? text.charAt(at - 1) : ' '
  const after = end < paragraph.end ? text.charAt(end) : ' '
  const mark = { start: at, end, char: isPair ? '"' : char }
  const neighbours = { before, after, stack: state.stack, nStraightLeft: state.nStraightLeft }
  return isDouble || isPair ? readDouble(mark, neighbours) : readSingle(text, mark, neighbours)
}

interface Neighbours extends MarkState {
  readonly before: string
  readonly after: string
}

function readDouble(mark: Pick<Mark, 'start' | 'end' | 'char'>, neighbours: Neighbours): Mark | undefined {
  const { before, after, stack } = neighbours
  const isOpen = stack.some((open) => !open.isSingle)
  // An inch or second mark.
  if (/\d/.test(before) && !isOpen && /["″]/.test(mark.char)) return undefined
  const side = doubleSide(mark.char, { before, after, isOpen, isPaired: neighbours.nStraightLeft % 2 === 1 })
  return {
    start: mark.start,
    end: mark.end,
    side,
    char: mark.char,
    isSingle: false,
    isWeak: false,
    weakClose: undefined,
  }
}

interface DoubleSide {
  readonly before: string
  readonly after: string
  readonly isOpen: boolean
  /** True if the straight marks that follow are odd in number, so that one of them is this one's fellow. */
  readonly isPaired: boolean
}

function doubleSide(char: string, at: DoubleSide): 'open' | 'close' {
  const looksOpening = isOpening(at.before) && !/\s/.test(at.after)
  const looksClosing = !/\s/.test(at.before) && (/\s/.test(at.after) || STOP.test(at.after))
  if ('“„«‟'.includes(char)) return at.isOpen && looksClosing && !looksOpening ? 'close' : 'open'
  if ('”»'.includes(char)) return !at.isOpen && looksOpening ? 'open' : 'close'
  if (looksOpening && !looksClosing) return 'open'
  // 'Price said," We will go."': the blank slipped to the wrong side.
  if (looksClosing && !looksOpening)
    return !at.isOpen && at.isPaired && char === '"' && /[,:\p{L}]/u.test(at.before) ? 'open' : 'close'
  return at.isOpen ? 'close' : 'open'
}

function isOpening(before: string): boolean {
  return OPENS_BEFORE.test(before) || DOUBLE.includes(before) || SINGLE.includes(before)
}

function readSingle(
  text: string,
  mark: Pick<Mark, 'start' | 'end' | 'char'>,
  neighbours: Neighbours,
): Mark | undefined {
  const { before, after, stack } = neighbours
  const isOpen = stack.at(-1)?.isSingle === true
  const isBeforeWord = WORD.test(before)
  const isAfterWord = WORD.test(after)
  if (isBeforeWord && isAfterWord) return undefined
  if (isOpening(before) && /\S/.test(after) && !STOP.test(after)) {
    if (CLIPPED.test(text.slice(mark.end, mark.end + 6))) return undefined
    if (mark.char === '’' && !isOpen && !DOUBLE.includes(after)) return undefined
    return {
      start: mark.start,
      end: mark.end,
      side: 'open',
      char: mark.char,
      isSingle: true,
      isWeak: false,
      weakClose: undefined,
    }
  }
  if (!isOpen || /\s/.test(before)) return undefined
  // "the workers' rights": an s, then a small letter; "goin' home" is rarer than a close and is let be.
  const isWeak = /s/i.test(before) && /^\s\p{Ll}/u.test(text.slice(mark.end, mark.end + 3))
  return {
    start: mark.start,
    end: mark.end,
    side: 'close',
    char: mark.char,
    isSingle: true,
    isWeak,
    weakClose: undefined,
  }
}
