import type { CharSpan } from '../src/acquire/index.ts'

/** One expected span of a marked example. */
export interface MarkedSpan extends CharSpan {
  readonly label: string
  /** What stands between `=` and `:`, absent where there is no `=`. */
  readonly value?: string
  /** The plain text of the span. */
  readonly text: string
}

/** A marked example without its marks: the plain text, and the spans in order of start, the outer of two first. */
export interface Marked {
  readonly text: string
  readonly spans: readonly MarkedSpan[]
}

/**
 * Returns the plain text and the expected spans of an example such as `{DATE=2024-03-05:Last Tuesday} the {ORG:Senate} sat.`
 * Offsets are UTF-16 code units of the plain text. Marks may nest. A value that holds a colon is quoted:
 * `{TIME="2022-02-01T10:00":10 a.m.}`. A literal brace or backslash is written with a backslash before it.
 * Throws on a mark that is malformed or not closed, so that a slip in an example never passes for plain text.
 */
export function readMarked(marked: string): Marked {
  let text = ''
  const open: { label: string; value?: string; start: number }[] = []
  const spans: MarkedSpan[] = []
  for (let i = 0; i < marked.length; i++) {
    const char = marked[i]!
    if (char === '\\' && i + 1 < marked.length) {
      i += 1
      text += marked[i]
    } else if (char === '{') {
      const head = readHead(marked, i)
      open.push({ ...head.mark, start: text.length })
      i = head.end - 1
    } else if (char === '}') {
      const mark = open.pop()
      if (mark === undefined) throw new Error(`A brace closes nothing at ${i} in: ${marked}`)
      spans.push({ ...mark, end: text.length, text: text.slice(mark.start) })
    } else {
      text += char
    }
  }
  if (open.length > 0) throw new Error(`The mark ${open[0]!.label} is not closed in: ${marked}`)
  return { text, spans: spans.sort((a, b) => a.start - b.start || b.end - a.end) }
}

/**
 * Returns `text` with `spans` written into it as marks, the inverse of `readMarked`: what a failing test prints,
 * so that found and expected can be compared by eye. Spans that cross instead of nesting are written in order of start.
 */
export function writeMarked(text: string, spans: readonly (CharSpan & { label: string; value?: string })[]): string {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end)
  let out = ''
  const ends: number[] = []
  let next = 0
  for (let i = 0; i <= text.length; i++) {
    while (ends.length > 0 && ends.at(-1)! <= i) {
      ends.pop()
      out += '}'
    }
    for (; next < sorted.length && sorted[next]!.start === i; next++) {
      const { label, value, end } = sorted[next]!
      out += value === undefined ? `{${label}:` : `{${label}=${value.includes(':') ? `"${value}"` : value}:`
      ends.push(Math.min(end, ends.at(-1) ?? end))
    }
    const char = text[i] ?? ''
    out += /[{}\\]/.test(char) ? `\\${char}` : char
  }
  return out
}

const HEAD = /\{([A-Za-z][\w-]*)(?:=(?:"([^"]*)"|([^":{}]*)))?:/y

function readHead(marked: string, at: number): { mark: { label: string; value?: string }; end: number } {
  HEAD.lastIndex = at
  const match = HEAD.exec(marked)
  if (match === null) throw new Error(`A brace opens no mark at ${at} in: ${marked}`)
  const value = match[2] ?? match[3]
  const mark = value === undefined ? { label: match[1]! } : { label: match[1]!, value }
  return { mark, end: HEAD.lastIndex }
}
