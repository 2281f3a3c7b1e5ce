import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMarked, writeMarked } from './marked.ts'

test('spans point into the text without its marks', () => {
  const { text, spans } = readMarked('{DATE=2024-03-05:Last Tuesday} the {ORG:Chad Assembly} sat.')
  expect(text).toBe('Last Tuesday the Chad Assembly sat.')
  expect(spans).toEqual([
    { label: 'DATE', value: '2024-03-05', start: 0, end: 12, text: 'Last Tuesday' },
    { label: 'ORG', start: 17, end: 30, text: 'Chad Assembly' },
  ])
})

test('marks nest, the outer first; a value with a colon is quoted; braces are escaped', () => {
  const { text, spans } = readMarked('{A:{B:x} y} {TIME="T10:00":at 10} \\{z\\}')
  expect(text).toBe('x y at 10 {z}')
  expect(spans.map((span) => [span.label, span.value, span.text])).toEqual([
    ['A', undefined, 'x y'],
    ['B', undefined, 'x'],
    ['TIME', 'T10:00', 'at 10'],
  ])
})

test.each(['{A:x', 'x}', '{x}', '{A=b}', '{:x}'])('a malformed mark is refused: %s', (marked) => {
  expect(() => readMarked(marked)).toThrow()
})

test('writing and reading are inverse', () => {
  const unit = fc.constantFrom('a', ' ', '{', '}', '\\', 'é', '😀', ':')
  fc.assert(
    fc.property(fc.array(unit), fc.nat(), fc.nat(), (units, a, b) => {
      const text = units.join('')
      const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [number, number]
      if (start === end) return
      const spans = [{ label: 'A', value: '1:2', start, end, text: text.slice(start, end) }]
      expect(readMarked(writeMarked(text, spans))).toEqual({ text, spans })
    }),
    { seed: 20220201 },
  )
})
