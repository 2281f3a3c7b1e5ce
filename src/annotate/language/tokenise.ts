import { APOSTROPHE, charClass, DIGIT, isLower, isUpper, LETTER, SPACE } from './chars.ts'
import { BEFORE_NUMBERS, FUSED, OTHERS, PREFIXES, SUFFIXES, TITLES, UNITS } from './lexicon.ts'

/** Word boundaries of one stretch of text: word `i` is `text.slice(starts[i], ends[i])`. */
export interface Words {
  readonly starts: number[]
  readonly ends: number[]
}

const HYPHEN = 45
const DOLLAR_SIGN = 36
const STOP = 46
const COLON = 58
/** A chunk longer than this is no word that a pattern could know; it is cut by character class alone. */
const LONGEST_CHUNK = 500

const LINK =
  /(?:https?:\/\/|ftp:\/\/|www\.|mailto:)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}'’]|[\w.+%-]+@[\w-]+(?:\.[\w-]+)*|[a-z][\w-]*(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|mil|int|info|co\.uk|doc|xls|pdf|jpg|html?)(?:\/[^\s<>"“”]*)?(?![\w])/iy
const EMOTICON = /(?:[:;=8][-^']?[)(\]DPpOo/\\|*]+|<3|\^_+\^|-_+-|[)(][:;])(?!\w)/y
const HANDLE = /[#@][\p{L}_][\p{L}\d_]*/uy
const PHONE =
  /\+?\d{1,3}(?:-\d{3}-\d{3}-\d{4})|\d{3}-\d{3}-\d{4}|\d{3}-\d{4}(?![\d-])|\d{1,2}-\d{1,2}-\d{4}(?!\d)|\d{4}-\d{2}-\d{2}(?!\d)/y
const NUMBER = /[+]?(?:\d+(?:[.,:/]\d+)*|\.\d+)/y
/** "US$" and its like before a sum. */
const DOLLAR = /(?:US|AU|NZ|HK|CA|A|C|S)\$(?=\d|$|\s)/y
const DOTTED = /(?:\p{L}{1,2}\.)+\p{L}{0,2}(?!\p{L})/uy
const CLITIC = /^(?:['’`´](?:s|m|d|re|ve|ll)|n['’`´]t)$/i
const KOREAN =
  /^(?:kk|k|g|n|d|t|r|l|m|b|p|ss|sh|s|j|ch|h|hw|w|y|ky|gy|hy|ts|tz|x|q|z|zh)?(?:a|ae|ai|ah|e|ee|eo|eu|eui|i|ie|o|oe|oo|ou|u|ui|uk|wa|we|wi|wo|won|ya|ye|yeo|yo|you|yu|yoo|young|ao|iu|ia|iao|ua|uo)(?:ng|n|k|l|m|p|b|g|h|ck|t|i)?$/i

/** The words of `text` between `start` and `end`, by the conventions of the English Universal Dependencies treebanks. */
export function tokenise(text: string, start: number, end: number): Words {
  const words: Words = { starts: [], ends: [] }
  let i = start
  while (i < end) {
    if (charClass(text.charCodeAt(i)) === SPACE) {
      i++
      continue
    }
    let j = i + 1
    let plain = charClass(text.charCodeAt(i)) === LETTER
    while (j < end) {
      const kind = charClass(text.charCodeAt(j))
      if (kind === SPACE) break
      if (kind !== LETTER) plain = false
      j++
    }
    if (plain) addWord(text, i, j, words)
    else cutChunk(text, i, j, words)
    i = j
  }
  return words
}

/** Cuts one stretch without spaces into words, from left to right, always taking the longest known shape. */
function cutChunk(text: string, start: number, end: number, words: Words): void {
  const short = end - start <= LONGEST_CHUNK
  let i = start
  while (i < end) {
    const next = short ? cutShape(text, i, end, i === start) : 0
    if (next > i) {
      push(words, i, next)
      i = next
      continue
    }
    const kind = charClass(text.charCodeAt(i))
    if (kind === LETTER || kind === DIGIT) i = cutWord(text, i, end, words)
    else i = cutMark(text, i, end, words)
  }
}

/** End of a link, emoticon, telephone number or handle that begins at `i`, or 0. */
function cutShape(text: string, i: number, end: number, atStart: boolean): number {
  const unit = text.charCodeAt(i)
  const kind = charClass(unit)
  const boundary = atStart || charClass(text.charCodeAt(i - 1)) !== LETTER
  if (kind === LETTER || kind === DIGIT) {
    if (!boundary) return 0
    if (hasLinkMark(text, i, end)) {
      const link = matchAt(LINK, text, i, end)
      if (link) return link
    }
    return kind === DIGIT ? matchAt(PHONE, text, i, end) : 0
  }
  if (unit === 35 || unit === 64) return matchAt(HANDLE, text, i, end)
  return atStart ? matchAt(EMOTICON, text, i, end) : 0
}

function hasLinkMark(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 64 || unit === COLON || (unit === STOP && i + 1 < end && charClass(text.charCodeAt(i + 1)) === LETTER))
      return true
  }
  return false
}

function matchAt(pattern: RegExp, text: string, i: number, end: number): number {
  pattern.lastIndex = i
  return pattern.test(text) && pattern.lastIndex <= end ? pattern.lastIndex : 0
}

/** Cuts a word that begins with a letter or digit; returns where the rest begins. */
function cutWord(text: string, start: number, end: number, words: Words): number {
  if (charClass(text.charCodeAt(start)) === DIGIT) return cutNumber(text, start, end, words)
  const dotted = cutAbbreviation(text, start, end) || cutDollar(text, start, end)
  let i = dotted || wordEnd(text, start, end)
  while (!dotted && i < end && text.charCodeAt(i) === HYPHEN && keepsHyphen(text, start, i, end))
    i = wordEnd(text, i + 1, end)
  addWord(text, start, i, words)
  return i
}

/** End of "US$" and its like that begins at `start`, or 0. */
function cutDollar(text: string, start: number, end: number): number {
  const isNear = text.charCodeAt(start + 1) === DOLLAR_SIGN || text.charCodeAt(start + 2) === DOLLAR_SIGN
  return isNear ? matchAt(DOLLAR, text, start, end) : 0
}

/** End of an abbreviation with its stop that begins at `start`, or 0. */
function cutAbbreviation(text: string, start: number, end: number): number {
  let i = start
  while (i < end && i - start < 12 && charClass(text.charCodeAt(i)) === LETTER) i++
  if (i >= end || text.charCodeAt(i) !== STOP || text.charCodeAt(i + 1) === STOP) return 0
  const dotted = i - start <= 2 ? matchAt(DOTTED, text, start, end) : 0
  if (dotted > i + 1)
    return text.charCodeAt(dotted) === STOP && charClass(text.charCodeAt(dotted - 1)) === LETTER ? dotted + 1 : dotted
  if (i - start === 1 && (isUpper(text.charCodeAt(start)) || /[cvpd]/.test(text[start]!))) return i + 1
  const lower = text.slice(start, i).toLowerCase()
  if (!TITLES.has(lower) && !OTHERS.has(lower) && !BEFORE_NUMBERS.has(lower)) return 0
  // "may.The", "no." at the end of a line and words in capitals such as "LA." are words with a full stop.
  if (lower === 'no' && !/^\s*[\d#]/.test(text.slice(i + 1, i + 4))) return 0
  if (AMBIGUOUS.has(lower) && !isUpper(text.charCodeAt(start))) return 0
  if (AMBIGUOUS.has(lower) && !/^\s+[\d\p{Lu}]/u.test(text.slice(i + 1, i + 4))) return 0
  return i + 1
}

/** Abbreviations that are also everyday words: they count only when capitalised and followed by a name or number. */
const AMBIGUOUS = new Set(
  'sat sun mon wed fri mar jun art fig sec min co in la miss mass wash ill pa ark del gov rep ref dir det est ga ed ind mo mt pt ch op pres col rev cos dist ext sen fr hon v p c'.split(
    ' ',
  ),
)

/** End of a run of letters, digits and word-internal apostrophes; the clitics are cut off later. */
function wordEnd(text: string, start: number, end: number): number {
  let i = start
  while (i < end) {
    const unit = text.charCodeAt(i)
    const kind = charClass(unit)
    if (kind === LETTER || kind === DIGIT || unit === 95) {
      i++
      continue
    }
    const next = i + 1 < end ? charClass(text.charCodeAt(i + 1)) : SPACE
    if (kind === APOSTROPHE && next === LETTER && i > start) i++
    else if (unit === 38 && next === LETTER && i > start && i - start <= 3 && isUpper(text.charCodeAt(i - 1))) i++
    else if (unit === 42 && next === LETTER && i > start) i++
    else break
  }
  return i === start ? Math.min(start + 1, end) : i
}

/** Whether the hyphen at `i` stays inside the word: prefixes, suffixes, romanised given names. */
function keepsHyphen(text: string, start: number, i: number, end: number): boolean {
  const after = i + 1 < end ? charClass(text.charCodeAt(i + 1)) : SPACE
  if (after !== LETTER && after !== DIGIT) return false
  const first = text.slice(start, i)
  const lower = first.toLowerCase()
  if (PREFIXES.has(lower)) return after === LETTER || lower === 'mid' || lower === 'pre' || lower === 'post'
  const rest = text.slice(i + 1, wordEnd(text, i + 1, end))
  if (SUFFIXES.has(rest)) return true
  return isGivenName(text, start, first, rest)
}

/** First syllables of Korean given names in "-in". */
const BEFORE_IN = new Set([
  'Chang',
  'Chul',
  'Chung',
  'Dong',
  'Hae',
  'Hong',
  'Hye',
  'Hyo',
  'Hyun',
  'Jae',
  'Jeong',
  'Jong',
  'Jung',
  'Kyung',
  'Myung',
  'Sang',
  'Seok',
  'Soo',
  'Sung',
  'Tae',
  'Yong',
  'Young',
])

/** Whether a word is a given name of two romanised syllables ("Kyu-duk") or one syllable that may be a surname ("Noh"). */
export function isRomanised(word: string): boolean {
  const hyphen = word.indexOf('-')
  if (hyphen < 0) return word.length < 7 && KOREAN.test(word)
  return KOREAN.test(word.slice(0, hyphen)) && KOREAN.test(word.slice(hyphen + 1))
}

/** Korean and Chinese given names: two romanised syllables, after or before a capitalised surname. */
function isGivenName(text: string, start: number, first: string, rest: string): boolean {
  if (!isUpper(first.charCodeAt(0)) || first.length > 6 || rest.length > 6) return false
  if (!isLower(first.charCodeAt(1)) || !KOREAN.test(first)) return false
  const second = rest.replace(/['’]s$/, '')
  if (!KOREAN.test(second) || second === 'up') return false
  // "Moon Jae-in", but no "sit-in".
  if (
    second === 'in' &&
    !(BEFORE_IN.has(first) && /\p{Lu}\p{Ll}+\s$/u.test(text.slice(Math.max(0, start - 16), start)))
  )
    return false
  if (isLower(second.charCodeAt(0))) return true
  const before = start >= 2 && charClass(text.charCodeAt(start - 1)) === SPACE ? text.charCodeAt(start - 2) : 0
  return isLower(before) && /\p{Lu}\p{L}*\s$/u.test(text.slice(Math.max(0, start - 16), start))
}

/** Cuts "1,000", "5:30", "9/11", "20th", "1970s" whole and "40K", "5pm", "24C" before the unit. */
function cutNumber(text: string, start: number, end: number, words: Words): number {
  let i = matchAt(NUMBER, text, start, end)
  if (!i) i = start + 1
  const unitEnd = wordEnd(text, i, end)
  if (i < end && charClass(text.charCodeAt(i)) === LETTER) {
    const unit = text.slice(i, unitEnd).toLowerCase()
    if (!UNITS.has(unit)) {
      addWord(text, start, unitEnd, words)
      return unitEnd
    }
  } else if (isEnumerator(text, start, i, end, words)) i++
  push(words, start, i)
  return i
}

/** "1." and "2)" that open a line number it; the stop stays with the number. */
function isEnumerator(text: string, start: number, i: number, end: number, words: Words): boolean {
  return i - start <= 2 && text.charCodeAt(i) === STOP && i + 1 === end && words.starts.length === 0
}

/** Cuts a punctuation mark or a run of the same marks; returns where the rest begins. */
function cutMark(text: string, start: number, end: number, words: Words): number {
  const unit = text.charCodeAt(start)
  let i = start + 1
  if (charClass(unit) === APOSTROPHE) {
    const word = wordEnd(text, i, end)
    const rest = text.slice(start, word)
    const previous = start > 0 ? charClass(text.charCodeAt(start - 1)) : SPACE
    if (CLITIC.test(rest) && previous !== SPACE) i = word
    else if (/^['’]\d\ds?$/.test(rest) || /^['’](?:em|til|cause|bout|n)$/i.test(rest)) i = word
    else while (i < end && text.charCodeAt(i) === unit) i++
  } else if (isNumberSign(text, start, end)) i = matchAt(NUMBER, text, start, end)
  else if (unit === 33 || unit === 63) while (i < end && (text.charCodeAt(i) === 33 || text.charCodeAt(i) === 63)) i++
  else if (RUNS.has(unit)) while (i < end && text.charCodeAt(i) === unit) i++
  push(words, start, i)
  return i
}

/** Marks of which several in a row are one token: . - * = _ ~ # < > + … — */
const RUNS = new Set([STOP, HYPHEN, 42, 61, 95, 126, 35, 60, 62, 43, 0x2026, 0x2014])

function isNumberSign(text: string, i: number, end: number): boolean {
  const unit = text.charCodeAt(i)
  if ((unit !== 43 && unit !== STOP) || i + 1 >= end || charClass(text.charCodeAt(i + 1)) !== DIGIT) return false
  const before = i > 0 ? charClass(text.charCodeAt(i - 1)) : SPACE
  return before !== DIGIT && before !== LETTER
}

/** Adds a word, cutting off what English writes together with it: clitics, negation, fused verbs. */
function addWord(text: string, start: number, end: number, words: Words): void {
  const length = end - start
  if (length >= 2 && length <= 8 && mayBeFused(text.charCodeAt(start), text.charCodeAt(end - 1))) {
    const cut = FUSED.get(text.slice(start, end).toLowerCase())
    if (cut !== undefined && !(length <= 2 && isUpper(text.charCodeAt(end - 1)))) {
      push(words, start, start + cut)
      push(words, start + cut, end)
      return
    }
  }
  const cut = clitic(text, start, end)
  if (cut > start && cut < end) {
    addWord(text, start, cut, words)
    push(words, cut, end)
  } else push(words, start, end)
}

/** First and last letters of the fused words, by the low bits that both cases share. */
const FUSED_ENDS = new Uint8Array(1024)
for (const word of FUSED.keys()) FUSED_ENDS[endsOf(word.charCodeAt(0), word.charCodeAt(word.length - 1))] = 1

function endsOf(first: number, last: number): number {
  return ((first & 31) << 5) | (last & 31)
}

function mayBeFused(first: number, last: number): boolean {
  return FUSED_ENDS[endsOf(first, last)] === 1 && charClass(last) === LETTER
}

/** Where a clitic begins at the end of the word: "'s", "'ll", "n't"; `end` where there is none. */
function clitic(text: string, start: number, end: number): number {
  for (let i = end - 1; i > start && i >= end - 4; i--) {
    if (charClass(text.charCodeAt(i)) !== APOSTROPHE) continue
    const from = i - 1 > start && /n/i.test(text[i - 1]!) && /^t$/i.test(text.slice(i + 1, end)) ? i - 1 : i
    return CLITIC.test(text.slice(from, end)) ? from : end
  }
  return end
}

function push(words: Words, start: number, end: number): void {
  words.starts.push(start)
  words.ends.push(end)
}
