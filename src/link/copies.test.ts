import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areCopies, dayNumber, type Printing, sketchText, uniteCopies } from './index.ts'

const STORY = [
  'The foreign ministers of Chad and Sudan met in the border town of Adre on Sunday to discuss the refugees who fled the fighting in Darfur.',
  'Both sides agreed to open two more crossings for food convoys before the rains begin in June, a joint statement said.',
  'The United Nations counts half a million people in camps on the Chadian side, most of them women and children.',
  'Aid workers told reporters that stocks of grain will last until the middle of May at the present rate.',
  'Officials of the two governments will meet again in Khartoum next month to look at what has become of the plan.',
]
const OTHER = [
  'Sudan and Chad will let more aid across their frontier, their top diplomats announced after talks in Adre on Sunday.',
  'The deal foresees two new crossing points for convoys with food, which humanitarian agencies have asked for since winter.',
  'Some 500,000 refugees from Darfur live in camps in eastern Chad, according to the UN.',
  'Relief groups warn that supplies are running out fast, and that roads are about to turn to mud.',
]
const sketch = (text: readonly string[]) => sketchText(text)!

describe('printings of one text', () => {
  test.each<[string, readonly string[]]>([
    ['as it is', STORY],
    ['with another beginning', ['ADRE, Chad — Ministers met here, our correspondent writes.', ...STORY]],
    ['with a word changed here and there', STORY.map((one) => one.replace('Sunday', 'May 5').replace('said', 'read'))],
    ['in capitals and with other quotation marks', STORY.map((one) => one.toUpperCase())],
    ['cut after the third sentence', STORY.slice(0, 3)],
    ['with a sentence of its own', [...STORY, 'Reporting by our staff; editing by the night desk.']],
  ])('%s', (_, text) => {
    expect(areCopies(sketch(STORY), sketch(text))).toBe(true)
    expect(areCopies(sketch(text), sketch(STORY))).toBe(true)
  })
})

test.each<[string, readonly string[]]>([
  ['a report in its own words', OTHER],
  ['a report with one paragraph of the story', [...OTHER, STORY[2]!]],
])('%s is no printing', (_, text) => {
  expect(areCopies(sketch(STORY), sketch(text))).toBe(false)
})

test('a text of a few words is not told from others', () => {
  expect(sketchText(['North Korea fired a missile on Sunday.'])).toBeUndefined()
  expect(sketchText([])).toBeUndefined()
})

/** Which of some texts are one story, by place among them. */
function storiesOf(texts: readonly { readonly text: readonly string[]; readonly day?: string }[], order: number[]) {
  const printings = texts.map(({ text, day }, i): Printing => {
    return { day: day === undefined ? undefined : dayNumber(day), sketch: sketch(text), story: i }
  })
  uniteCopies(
    order.map((i) => printings[i]!),
    new Map(),
  )
  return printings.map((one) => printings.map((other) => one.story === other.story))
}

test('a text printed again weeks later is another notice', () => {
  const texts = ['2023-05-07', '2023-05-14', '2023-06-20', undefined].map((day) => {
    return { text: STORY, ...(day === undefined ? {} : { day }) }
  })
  expect(storiesOf(texts, [0, 1, 2, 3])[0]).toEqual([true, true, false, false])
})

test('stories do not depend on the order of texts', () => {
  const sentences = [...STORY, ...OTHER]
  const text = fc.record({
    text: fc.subarray(sentences, { minLength: 3 }),
    day: fc.constantFrom('2023-05-07', '2023-05-12', '2023-05-19', '2023-05-25'),
  })
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 2, maxLength: 12 }).chain((texts) => {
        const places = texts.map((_, i) => i)
        return fc.tuple(fc.constant(texts), fc.shuffledSubarray(places, { minLength: places.length }))
      }),
      ([texts, order]) => {
        const stories = storiesOf(texts, order)
        expect(stories).toEqual(
          storiesOf(
            texts,
            texts.map((_, i) => i),
          ),
        )
      },
    ),
    { seed: 2022, numRuns: 300 },
  )
})
