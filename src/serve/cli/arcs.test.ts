import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawArcs } from './arcs.ts'

function draw(sentence: string): string {
  const words = sentence.split(' ').map((word) => {
    const [form, head, deprel = 'dep'] = word.split('/')
    return { form, head: Number(head), deprel }
  })
  return drawArcs(words)
    .map((line, idx) => `${line} ${words[idx]!.form}`)
    .join('\n')
}

test('arcs run from head to dependent, short ones nearest to the words', () => {
  expect(draw('The/2 envoy/3 met/0 him/3 in/6 Oslo/3 ./3/punct')).toBe(
    `
  ┌──▶ The
  ├──▶ envoy
┌─┼──● met
│ └──▶ him
│ ┌──▶ in
└─┴──▶ Oslo
       .`.slice(1),
  )
})

test('one word has no arc', () => {
  expect(draw('Yes/0')).toBe(' ● Yes')
})

test('any heads give a line a word, all of one width', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 40 }), (numbers) => {
      const heads = numbers.map((number, idx) =>
        number % (numbers.length + 1) === idx + 1 ? 0 : number % (numbers.length + 1),
      )
      const lines = drawArcs(heads.map((head) => ({ head, deprel: 'dep' })))
      expect(lines).toHaveLength(heads.length)
      expect(new Set(lines.map((line) => line.length)).size).toBe(1)
    }),
  )
})
