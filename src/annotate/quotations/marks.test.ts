import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findQuotedRegions } from './marks.ts'

/** Square brackets in the case mark each quoted stretch that must be found; they are no part of the text. */
function check(marked: string): void {
  const expected: string[] = []
  const starts: number[] = []
  let text = ''
  for (const char of marked) {
    if (char === '⟦') starts.push(text.length)
    else if (char === '⟧') expected.push(`${starts.pop()}-${text.length}`)
    else text += char
  }
  const found = findQuotedRegions(text, { start: 0, end: text.length }).map(({ start, end }) => `${start}-${end}`)
  expect(found.sort(), text).toEqual(expected.sort())
}

test.each([
  ['curly', '“⟦We will go,⟧” Price said. “⟦And stay.⟧”'],
  ['straight', '"⟦We will go,⟧" Price said. "⟦And stay.⟧"'],
  ['curly open, straight close', '“⟦discussed cooperation on the Peninsula,⟧" Price’s statement read.'],
  ['straight open, curly close', '"⟦We will go,⟧” he said.'],
  ['typewriter pairs', "``⟦We will go,⟧'' he said, ''⟦now.⟧''"],
  ['guillemets', '«⟦We will go,⟧» he said.'],
  ['low-high', '„⟦We will go,⟧“ he said.'],
  ['single', "The minister said: '⟦We will go.⟧'"],
  ['single curly with an apostrophe', '‘⟦We don’t know the ministers’ plans,⟧’ she said.'],
  ['plural possessive is no close', "He spoke of the workers' rights and the ministers' duties."],
  ['plural possessive inside', "'⟦The workers' rights matter,⟧' she said."],
  ['clipped words', "In the '90s and the ’80s they played rock 'n' roll."],
  ['nested', '“⟦He told me, ‘⟦Go home,⟧’ and left,⟧” she said.'],
  ['nested in straight', '"⟦An episode of “⟦Shark Tank,⟧” it seems,⟧" he said.'],
  ['close missing', '“⟦We will go. And we will stay.⟧'],
  ['open missing', 'It rained. ⟦We will go,⟧” he said.'],
  ['inches', 'The 6\' 2" guard spoke.'],
  ['in brackets', 'The talks ("⟦frank and open⟧") ended.'],
  ['possessive after a name in marks', 'On "⟦Face the Nation⟧"\'s set.'],
  ['blank on the wrong side', 'Price said,"⟦ We will go⟧".'],
  ['empty', 'He wrote "" twice.'],
  ['dash after', '"⟦We will⟧"—he paused—"⟦go.⟧"'],
])('%s', (_name, marked) => check(marked))

const MARKS = fc.string({
  unit: fc.constantFrom('"', '“', '”', '‘', '’', "'", '«', '»', ' ', 'a', 'S', '.', ',', '7'),
  maxLength: 60,
})

test('regions lie in bounds and nest', () => {
  fc.assert(
    fc.property(fc.oneof(MARKS, fc.string({ unit: 'binary' })), (text) => {
      const regions = findQuotedRegions(text, { start: 0, end: text.length })
      for (const a of regions) {
        expect(a.start).toBeLessThan(a.end)
        expect(a.openStart).toBeGreaterThanOrEqual(0)
        expect(a.closeEnd).toBeLessThanOrEqual(text.length)
        for (const b of regions)
          expect(
            a.end <= b.start ||
              b.end <= a.start ||
              (a.start <= b.start && b.end <= a.end) ||
              (b.start <= a.start && a.end <= b.end),
          ).toBe(true)
      }
    }),
    { numRuns: 500, seed: 2022 },
  )
})

test.each(['“', '"', "'a ", '” ', '“a ', " 's"])('time is linear in a run of %s', (unit) => {
  const text = unit.repeat(20_000)
  const before = performance.now()
  findQuotedRegions(text, { start: 0, end: text.length })
  expect(performance.now() - before).toBeLessThan(2000)
})
