import type { CharSpan } from './report.ts'

/** A line, or several lines of one hard-wrapped paragraph, without the white space around it; never empty. */
export interface Piece extends CharSpan {
  /** Whether an empty line, or the start of the text, stands before it. */
  readonly isAfterGap: boolean
}

/**
 * Returns the pieces of `text` in order. A single line break parts two paragraphs, as an empty line does, unless the
 * lines around it are of one hard-wrapped paragraph: long, of like length, and broken off in mid-sentence.
 */
export function splitPieces(text: string): Piece[] {
  const pieces: Piece[] = []
  let run: CharSpan[] = []
  const flush = () => {
    if (run.length === 0) return
    const spans = isHardWrapped(text, run) ? unwrap(text, run) : run
    for (const [idx, { start, end }] of spans.entries()) pieces.push({ start, end, isAfterGap: idx === 0 })
    run = []
  }
  for (const line of lines(text)) {
    if (line.start === line.end) flush()
    else run.push(line)
  }
  flush()
  return pieces
}

// The line breaks of every system; a vertical tab or form feed parts pages in plain text made from PDF.
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g
const BLANK = /[\s\u200b\ufeff]/

function lines(text: string): CharSpan[] {
  const found: CharSpan[] = []
  let start = 0
  LINE_BREAK.lastIndex = 0
  while (LINE_BREAK.test(text)) {
    const next = LINE_BREAK.lastIndex
    const isPair = next > 1 && text[next - 1] === '\n' && text[next - 2] === '\r'
    found.push(trim(text, start, isPair ? next - 2 : next - 1))
    start = next
  }
  found.push(trim(text, start, text.length))
  return found
}

function trim(text: string, start: number, end: number): CharSpan {
  while (start < end && isBlank(text, start)) start += 1
  while (start < end && isBlank(text, end - 1)) end -= 1
  return { start, end }
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code < 33 || code > 126 ? BLANK.test(text[at]!) : false
}

/** Plain text is wrapped at 60 to 100 columns; what lies beyond is one line a paragraph. */
const MAX_WRAPPED = 110
const MIN_WRAPPED = 45

function isHardWrapped(text: string, run: readonly CharSpan[]): boolean {
  const inner = run.slice(0, -1)
  if (inner.length === 0 || run.some((line) => line.end - line.start > MAX_WRAPPED)) return false
  const long = inner.filter((line) => line.end - line.start >= MIN_WRAPPED)
  const broken = inner.filter((line, idx) => continues(text, line, run[idx + 1]!))
  if (inner.length === 1) return broken.length === 1 && /^\p{Ll}/u.test(text.slice(run[1]!.start, run[1]!.start + 2))
  return long.length * 3 >= inner.length * 2 && broken.length * 2 > inner.length
}

/** Whether the sentence of one line runs on in the next: no final stop here, and the line is not a short last one. */
function continues(text: string, line: CharSpan, next: CharSpan): boolean {
  if (line.end - line.start < MIN_WRAPPED) return false
  return !/[.!?:]["'”’)\]]*$/.test(text.slice(Math.max(line.start, line.end - 8), line.end)) && next.end > next.start
}

/** Joins the lines of a hard-wrapped run; a line that ends well short of the others ends its paragraph. */
function unwrap(text: string, run: readonly CharSpan[]): CharSpan[] {
  const width = Math.max(...run.map((line) => line.end - line.start))
  const joined: CharSpan[] = []
  let start = run[0]!.start
  for (const [idx, line] of run.entries()) {
    const isLast = idx === run.length - 1
    const isStop = /[.!?]["'”’)\]]*$/.test(text.slice(Math.max(line.start, line.end - 8), line.end))
    if (!isLast && !(isStop && line.end - line.start < width * 0.8)) continue
    joined.push({ start, end: line.end })
    if (!isLast) start = run[idx + 1]!.start
  }
  return joined
}
