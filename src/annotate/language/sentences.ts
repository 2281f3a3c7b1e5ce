import { mapped } from '../mapped.ts'
import { APOSTROPHE, charClass, DIGIT, isLower, isUpper, LETTER, SPACE } from './chars.ts'
import { BEFORE_NUMBERS, OTHERS, SAYING, STARTERS, TITLES } from './lexicon.ts'
import type { Words } from './tokenise.ts'

const STOP = 46
/** Abbreviations that keep their stop at the end of a sentence, as readers and gazetteers expect. */
const KEEPS_STOP = new Set(['u.s.', 'u.n.', 'u.k.', 'e.u.', 'd.c.'])

/**
 * Ends of the sentences of one block, as indices into `words`, ascending; the last is the number of words.
 * A sentence-final abbreviation gives up its stop ("etc" + "."), as in the treebanks, so `words` may grow.
 */
export function splitSentences(text: string, words: Words): number[] {
  const ends: number[] = []
  const cuts: number[] = []
  const n = words.starts.length
  let first = 0
  for (let i = 0; i < n; i++) {
    if (i > first && isCaption(text, words, i)) {
      ends.push(i)
      first = i
    }
    const kind = terminal(text, words, i)
    if (kind === NONE) continue
    const last = closeSentence(text, words, i)
    if (last + 1 < words.starts.length && !breaksAfter(text, words, { kind, first, stop: i, last })) continue
    if (kind === ABBREVIATION && last === i && givesUpStop(text, words, i)) cuts.push(i)
    i = last
    ends.push(i + 1)
    first = i + 1
  }
  if (n > 0 && ends[ends.length - 1] !== n) ends.push(n)
  return cuts.length > 0 ? cutStops(words, cuts, ends) : ends
}

/** "Image: …" credits a picture; it stands after text without a stop. */
function isCaption(text: string, words: Words, i: number): boolean {
  const start = words.starts[i]!
  const end = words.ends[i]!
  if (end - start !== 5 || text.charCodeAt(end) !== 58) return false
  const word = text.slice(start, end)
  return word === 'Image' || word === 'Photo'
}

const NONE = 0
const FULL_STOP = 1
const QUESTION = 2
const ELLIPSIS = 3
const ABBREVIATION = 4

/** What the word could end a sentence as. */
function terminal(text: string, words: Words, i: number): number {
  const start = words.starts[i]!
  const end = words.ends[i]!
  const last = text.charCodeAt(end - 1)
  if (end - start === 1) {
    if (last === STOP) return FULL_STOP
    if (last === 0x2026) return ELLIPSIS
    return last === 33 || last === 63 || last === 0x3002 ? QUESTION : NONE
  }
  if (last === STOP) return text.charCodeAt(start) === STOP ? ELLIPSIS : ABBREVIATION
  if (last === 33 || last === 63) return text.charCodeAt(start) === last || end - start > 1 ? QUESTION : NONE
  return last === 0x2026 ? ELLIPSIS : NONE
}

/** Last word of the sentence that stops at `i`: closing quotation marks and brackets belong to it. */
function closeSentence(text: string, words: Words, i: number): number {
  let last = i
  while (last + 1 < words.starts.length) {
    const next = last + 1
    if (words.starts[next]! > words.ends[last]!) {
      if (!isTerminalMark(text, words, next)) break
    } else if (!isClosing(text, words, next) && !isTerminalMark(text, words, next)) break
    last = next
  }
  return last
}

function isTerminalMark(text: string, words: Words, i: number): boolean {
  const kind = terminal(text, words, i)
  return kind === QUESTION || kind === FULL_STOP
}

/** Closing quotation marks and brackets, joined to what stands before them. */
function isClosing(text: string, words: Words, i: number): boolean {
  const start = words.starts[i]!
  const end = words.ends[i]!
  if (end - start > 2) return false
  const unit = text.charCodeAt(start)
  if (unit === 0x201d || unit === 41 || unit === 93 || unit === 0x2019 || unit === 0xbb) return true
  if (unit !== 34 && unit !== 39) return false
  // A straight mark closes where a space, the end or another mark follows it.
  return end >= text.length || charClass(text.charCodeAt(end)) !== LETTER
}

interface Stop {
  readonly kind: number
  readonly first: number
  readonly stop: number
  readonly last: number
}

/** Whether a new sentence begins after word `last`, by what the stop is and what follows. */
function breaksAfter(text: string, words: Words, at: Stop): boolean {
  const { kind, stop, last } = at
  const next = last + 1
  const spaced = words.starts[next]! > words.ends[last]!
  if (last > stop && isDash(text, words, next)) return false
  const begin = openingWord(text, words, next)
  const unit = text.charCodeAt(words.starts[begin]!)
  const upper = charClass(unit) === LETTER ? !isLower(unit) : false
  if (kind === ABBREVIATION && last === stop) return spaced && upper && abbreviationEnds(text, words, at, begin)
  if (kind === FULL_STOP && !spaced) return upper && isWordLike(text, words, stop - 1)
  if (isListNumber(text, words, at)) return false
  if (inBrackets(text, words, at) || inMixedQuotation(text, words, at)) return false
  if (kind === ELLIPSIS && !upper) return false
  if (isLetteredItem(text, words, next)) return false
  if (kind === QUESTION && last > stop && isSaidNext(text, words, next)) return false
  if (upper) return true
  if (charClass(unit) === DIGIT) return kind !== ELLIPSIS
  // A new sentence in lower case is a habit of the web; after a closing quotation mark the old one goes on.
  if (charClass(unit) === LETTER) return last === stop && kind !== ELLIPSIS && stop - at.first > 2
  return !isLower(unit) && (unit === 40 || unit === 35 || unit === 64 || unit === 42 || unit === 58 || unit > 0x2190)
}

/** "1." and "a." that open a sentence number it. */
function isListNumber(text: string, words: Words, at: Stop): boolean {
  if (at.kind !== FULL_STOP || at.stop !== at.first + 1 || at.last !== at.stop) return false
  const start = words.starts[at.first]!
  return words.ends[at.first]! - start <= 2 && charClass(text.charCodeAt(start)) === DIGIT
}

/** A dash after a closing quotation mark brings in whom it is by. */
function isDash(text: string, words: Words, i: number): boolean {
  const unit = text.charCodeAt(words.starts[i]!)
  return (unit === 45 || unit === 0x2013 || unit === 0x2014) && words.ends[i]! - words.starts[i]! <= 2
}

/** "b)": an item of a list that runs on in the sentence. */
function isLetteredItem(text: string, words: Words, i: number): boolean {
  if (i + 1 >= words.starts.length || words.ends[i]! - words.starts[i]! !== 1) return false
  return isLower(text.charCodeAt(words.starts[i]!)) && text.charCodeAt(words.starts[i + 1]!) === 41
}

/** The first word of the next sentence that is no opening quotation mark or bracket. */
function openingWord(text: string, words: Words, i: number): number {
  let next = i
  while (next < words.starts.length - 1) {
    const unit = text.charCodeAt(words.starts[next]!)
    const opens =
      unit === 34 || unit === 0x201c || unit === 40 || unit === 91 || unit === 0xab || unit === 45 || unit === 0x2014
    if (!opens && !(charClass(unit) === APOSTROPHE && words.ends[next]! - words.starts[next]! === 1)) break
    next++
  }
  return next
}

function isWordLike(text: string, words: Words, i: number): boolean {
  return i >= 0 && words.ends[i]! - words.starts[i]! >= 2 && charClass(text.charCodeAt(words.ends[i]! - 1)) !== SPACE
}

/** A stop inside brackets that opened in this sentence and are still open does not end it. */
function inBrackets(text: string, words: Words, at: Stop): boolean {
  let depth = 0
  for (let i = Math.max(at.first, at.last - 60); i <= at.last; i++) {
    const unit = text.charCodeAt(words.starts[i]!)
    if (words.ends[i]! - words.starts[i]! !== 1) continue
    if (unit === 40 || unit === 91) depth++
    else if ((unit === 41 || unit === 93) && depth > 0) depth--
  }
  if (depth === 0) return false
  for (let i = at.last + 1; i < Math.min(words.starts.length, at.last + 40); i++) {
    const unit = text.charCodeAt(words.starts[i]!)
    if (unit === 41 || unit === 93) return true
  }
  return false
}

/**
 * A quotation that goes on a clause ("he wrote that “…”") belongs to it whole, however many sentences are quoted:
 * a stop within it, where it closes later on, does not end the sentence. After a comma or colon it stands alone.
 */
function inMixedQuotation(text: string, words: Words, at: Stop): boolean {
  let open = -1
  for (let i = Math.max(at.first, at.last - 120); i <= at.last; i++) {
    const unit = quotationMark(text, words, i)
    if (unit === 0x201c || (unit === 34 && open < 0)) open = i
    else if (unit === 0x201d || unit === 34) open = -1
  }
  if (open <= at.first || charClass(text.charCodeAt(words.ends[open - 1]! - 1)) !== LETTER) return false
  for (let i = at.last + 1; i < Math.min(words.starts.length, at.last + 24); i++) {
    const unit = quotationMark(text, words, i)
    if (unit === 0x201d || unit === 34) return true
    if (unit === 0x201c) return false
  }
  return false
}

/** The code of a double quotation mark, 0 for any other word. */
function quotationMark(text: string, words: Words, i: number): number {
  const unit = text.charCodeAt(words.starts[i]!)
  return unit === 34 || unit === 0x201c || unit === 0x201d ? unit : 0
}

function isSaidNext(text: string, words: Words, next: number): boolean {
  for (let i = next; i < Math.min(next + 5, words.starts.length); i++) {
    if (SAYING.has(text.slice(words.starts[i]!, words.ends[i]!).toLowerCase())) return true
    if (charClass(text.charCodeAt(words.starts[i]!)) !== LETTER) return false
  }
  return false
}

/** Whether an abbreviation before the capitalised word `begin` ends the sentence. */
function abbreviationEnds(text: string, words: Words, at: Stop, begin: number): boolean {
  const word = text.slice(words.starts[at.stop]!, words.ends[at.stop]! - 1)
  const lower = word.toLowerCase()
  if (TITLES.has(lower)) return false
  const next = text.slice(words.starts[begin]!, words.ends[begin]!)
  const starts = STARTERS.has(next.toLowerCase())
  if (word.length === 1 && isUpper(word.charCodeAt(0))) return starts && next !== 'A' && at.stop - at.first > 3
  if (charClass(word.charCodeAt(0)) === DIGIT) return false
  if (begin > at.last + 1) return lower === 'etc' || OTHERS.has(lower)
  if (BEFORE_NUMBERS.has(lower) || OTHERS.has(lower)) return starts || lower === 'etc'
  return starts
}

/** Whether the sentence-final abbreviation is cut before its stop. */
function givesUpStop(text: string, words: Words, i: number): boolean {
  const start = words.starts[i]!
  const end = words.ends[i]!
  if (end - start < 3 || charClass(text.charCodeAt(start)) === DIGIT) return false
  return !KEEPS_STOP.has(text.slice(start, end).toLowerCase())
}

/** Cuts the stops off the words `cuts`, all in one pass; returns the ends of the sentences in the longer list. */
function cutStops(words: Words, cuts: readonly number[], ends: readonly number[]): number[] {
  const { starts, ends: wordEnds } = words
  let to = starts.length + cuts.length - 1
  let cut = cuts.length - 1
  for (let from = starts.length - 1; from >= 0 && cut >= 0; from--) {
    const end = wordEnds[from]!
    const isCut = cuts[cut] === from
    if (isCut) {
      starts[to] = end - 1
      wordEnds[to--] = end
      cut--
    }
    starts[to] = starts[from]!
    wordEnds[to--] = isCut ? end - 1 : end
  }
  let passed = 0
  return mapped(ends, (end) => {
    while (passed < cuts.length && cuts[passed]! < end) passed++
    return end + passed
  })
}
