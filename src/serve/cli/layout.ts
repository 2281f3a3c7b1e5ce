import { styleText } from 'node:util'
import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

/** How wide and how coloured a table is. */
export interface Look {
  readonly width: number
  readonly hasColor: boolean
}

export type Style = 'bold' | 'dim' | 'underline' | 'cyan' | 'green' | 'yellow' | 'red'

/** Text wider than this is hard to read, however wide the terminal. */
const MAX_WIDTH = 100
const MIN_WIDTH = 24

/** Returns `text` in the style where the look has colour, else as it is. */
export function styled(text: string, style: Style | Style[], look: Look): string {
  return look.hasColor ? styleText(style, text, { validateStream: false }) : text
}

/** Returns `text` wrapped to the look's width, each line after `indent` blanks; wide characters count as two columns. */
export function wrapped(text: string, indent: number, look: Look): string {
  const columns = Math.max(MIN_WIDTH, Math.min(look.width, MAX_WIDTH) - indent)
  const pad = ' '.repeat(indent)
  if (PLAIN.test(text)) {
    const words = text.split(' ')
    if (words.every((word) => word.length <= columns)) return filled(words, columns, pad)
  }
  return wrapAnsi(text, columns, { trim: true, hard: true })
    .split('\n')
    .map((line) => pad + line)
    .join('\n')
}

/** Words as lines of so many columns, none of them longer than that; an empty word stands for a further blank, which no line begins or ends with. */
function filled(words: readonly string[], columns: number, pad: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of words) {
    if (line !== '') line += ' '
    if (word !== '' && line.length + word.length > columns) {
      lines.push(pad + line.trimEnd())
      line = word
    } else line += word
  }
  lines.push(pad + line.trimEnd())
  return lines.join('\n')
}

/** Returns rows as columns as wide as their widest cell, parted by two blanks; the last one is wrapped under itself. */
export function columns(rows: readonly (readonly string[])[], look: Look): string {
  const widths: number[] = []
  const shown = rows.map((row) => row.map((cell, idx) => (idx === row.length - 1 ? cell : clipped(cell))))
  for (const row of shown) {
    for (const [idx, cell] of row.slice(0, -1).entries()) widths[idx] = Math.max(widths[idx] ?? 0, displayWidth(cell))
  }
  const indent = widths.reduce((sum, width) => sum + width + 2, 0)
  return shown
    .map((row) => {
      const leading = row.slice(0, -1).map((cell, idx) => `${padded(cell, widths[idx]!)}  `)
      return `${leading.join('')}${wrapped(row.at(-1) ?? '', indent, look).slice(indent)}`.trimEnd()
    })
    .join('\n')
}

/** Cells before the last are for names and codes; a longer one is cut short. */
const MAX_CELL = 30

function clipped(cell: string): string {
  return displayWidth(cell) <= MAX_CELL ? cell : `${[...cell].slice(0, MAX_CELL - 1).join('')}…`
}

/** Columns that `text` takes on a terminal. */
export function displayWidth(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text)
}

/** Letters and marks that take one column each, which most cells have no others than. */
const PLAIN = /^[\x20-\x7e¡-¨ª-¬¯-ÿ‐-―‘-‟…→]*$/

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - displayWidth(cell)))
}

/** Characters that move the cursor or hide text; a report that holds them must not command the terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g

/** Returns a stretch of a report's text on one line, safe to print on a terminal. */
export function printable(text: string): string {
  return text.replace(CONTROL, ' ').replace(/\s+/g, ' ').toWellFormed().trim()
}
