import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadWordingLexicon } from '../../load-review.ts'
import { compareWordings } from './align.ts'

const lexicon = loadWordingLexicon()
const changes = (before: string, after: string) =>
  compareWordings(before, after, lexicon).map(({ change, before: a, after: b }) =>
    [change, a?.text ?? '-', b?.text ?? '-'].join(' | '),
  )

describe('wordings', () => {
  test('of two readouts of calls', () => {
    expect(
      changes(
        'Secretary Blinken condemned the DPRK’s launch and stressed US commitment to the defence of Japan remains ironclad',
        'Secretary Blinken condemned North Korea’s launches, which were in violation of multiple resolutions, and committed to trilateral cooperation',
      ),
    ).toEqual([
      'kept | Secretary Blinken condemned | Secretary Blinken condemned',
      'kept | the DPRK’s launch | North Korea’s launches',
      'added | - | which were in violation of multiple resolutions',
      'added | - | and committed',
      'added | - | to trilateral cooperation',
      'dropped | and stressed | -',
      'dropped | US commitment to the defence of Japan remains ironclad | -',
    ])
  })

  test.each([
    ['We expressed concern over the attack', 'We strongly condemn the attack', 'strengthened'],
    ['We strongly condemn the attack', 'We condemn the attack', 'weakened'],
    ['Sanctions may follow', 'Sanctions will follow', 'strengthened'],
    ['We demand the release of the crew', 'We ask for the release of the crew', 'weakened'],
    ['We support the defence programme', 'We support the defense program', 'kept'],
  ])('"%s" then "%s": %s', (before, after, change) => {
    expect(compareWordings(before, after, lexicon)[0]!.change).toBe(change)
  })

  test('of any text with itself are kept, and every phrase of both sides is told once', () => {
    fc.assert(
      fc.property(sentences(), sentences(), (before, after) => {
        expect(compareWordings(after, after, lexicon).every(({ change }) => change === 'kept')).toBe(true)
        const aligned = compareWordings(before, after, lexicon)
        for (const [side, text] of [['before', before] as const, ['after', after] as const]) {
          const spans = aligned.flatMap((one) => one[side] ?? []).sort((a, b) => a.start - b.start)
          for (const [k, span] of spans.entries()) {
            expect(span.text).toBe(text.slice(span.start, span.end))
            expect(span.start).toBeGreaterThanOrEqual(spans[k - 1]?.end ?? 0)
          }
        }
      }),
      { seed: 2022 },
    )
  })
})

function sentences(): fc.Arbitrary<string> {
  const word = fc.constantFrom(
    ...'we condemn strongly urge the launch of missiles and which were in violation with Japan, U.S. to meet may follow. 🚀'.split(
      ' ',
    ),
  )
  return fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(word, { maxLength: 25 }).map((words) => words.join(' ')),
  )
}
