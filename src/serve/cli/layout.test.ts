import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import wrapAnsi from 'wrap-ansi'
import { displayWidth, wrapped } from './layout.ts'

const word = fc.string({
  unit: fc.constantFrom('a', 'W', '-', '·', 'é', '“', '”', '’', '…', '→', '–', '©', '日', '👍', '\u0301'),
  maxLength: 30,
})
/** Words without wide letters, and rows of blanks. */
const plain = fc.string({ unit: fc.constantFrom('a', '-', '·', 'é'), maxLength: 9 })
const text = fc.oneof(
  fc.array(word, { maxLength: 20 }).map((words) => words.join(' ')),
  fc.array(plain, { maxLength: 60 }).map((words) => words.join(' ')),
)

test('text is wrapped as by the general way, which knows wide letters and escapes', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 30, max: 90 }), (words, indent, width) => {
      const pad = ' '.repeat(indent)
      const lines = wrapAnsi(words, Math.max(24, width - indent), { trim: true, hard: true }).split('\n')
      expect(wrapped(words, indent, { width, hasColor: false })).toBe(lines.map((line) => pad + line).join('\n'))
      expect(displayWidth(words)).toBe(stringWidth(words))
    }),
    { seed: 2022, numRuns: 1000 },
  )
})
