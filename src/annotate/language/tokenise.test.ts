import { describe, expect, test } from 'vitest'
import { splitSentences } from './sentences.ts'
import { tokenise } from './tokenise.ts'

/** The words of each sentence, with ` ` between words and one string a sentence. */
function cut(text: string): string[] {
  const words = tokenise(text, 0, text.length)
  const ends = splitSentences(text, words)
  return ends.map((end, i) => {
    const first = i === 0 ? 0 : ends[i - 1]!
    return words.starts
      .slice(first, end)
      .map((start, k) => text.slice(start, words.ends[first + k]!))
      .join(' ')
  })
}

/** Text, and the words that it must be cut into; ` ‖ ` parts sentences. */
const CASES: readonly (readonly [string, string])[] = [
  ['He hasn’t met the president’s envoy.', 'He has n’t met the president ’s envoy .'],
  ["They can't, won't and cannot.", "They ca n't , wo n't and can not ."],
  [
    'The US-led talks, co-chaired by pro-Russian ex-members',
    'The US - led talks , co-chaired by pro-Russian ex-members',
  ],
  ['the 1950-53 war and the 22-year-old', 'the 1950 - 53 war and the 22 - year - old'],
  [
    'Foreign Minister Chung Eui-yong met Blinken-Hayashi aides',
    'Foreign Minister Chung Eui-yong met Blinken - Hayashi aides',
  ],
  [
    'Seoul (Feb. 1) said $1.5 billion, or 20%, went to No. 2.',
    'Seoul ( Feb. 1 ) said $ 1.5 billion , or 20 % , went to No. 2 .',
  ],
  ['The U.S.-Japan talks at 5:30 p.m. on 9/11', 'The U.S. - Japan talks at 5:30 p.m. on 9/11'],
  [
    'Mail a.b@example.org or see https://example.org/a?b=1, he said.',
    'Mail a.b@example.org or see https://example.org/a?b=1 , he said .',
  ],
  ['and/or 40km 1970s 20th 1,000', 'and / or 40 km 1970s 20th 1,000'],
  ['Wait... what?! “Yes,” she said—again.', 'Wait ... what ?! ‖ “ Yes , ” she said — again .'],
  ['face global challenges.Blinken condemned it.', 'face global challenges . ‖ Blinken condemned it .'],
  ['Mr. J. Smith of the U.S. Navy met Gen. Li. He left.', 'Mr. J. Smith of the U.S. Navy met Gen. Li . ‖ He left .'],
  ['It left the U.S. The army stayed.', 'It left the U.S. ‖ The army stayed .'],
  ['They sold arms, fuel, etc. The deal ended.', 'They sold arms , fuel , etc . ‖ The deal ended .'],
  ['"Stop!" he said. "Why?" asked Kim.', '" Stop ! " he said . ‖ " Why ? " asked Kim .'],
  ['He said, “We won.” Then he left.', 'He said , “ We won . ” ‖ Then he left .'],
  ['1. Sign the accord.', '1. Sign the accord .'],
  ['"Go." (He went.) Fine.', '" Go . " ‖ ( He went . ) ‖ Fine .'],
  ['👍🏽 done 🇰🇷', '👍🏽 done 🇰🇷'],
  ['Tom & Jerry, AT&T and R&D', 'Tom & Jerry , AT&T and R&D'],
  ['the ministers’ talks', 'the ministers ’ talks'],
  ['', ''],
  [' \n\t ', ''],
]

describe('words and sentences', () => {
  test.each(CASES)('%s', (text, expected) => {
    expect(cut(text).join(' ‖ ')).toBe(expected)
  })

  test.each(['a', 'x. ', 'x. X ', 'a.-', '( ', "a'", '.', '1,', 'http://a'])(
    '%j repeated takes linear time',
    (unit) => {
      const cut = (n: number) => {
        const text = unit.repeat(n)
        const before = process.cpuUsage().user
        splitSentences(text, tokenise(text, 0, text.length))
        return process.cpuUsage().user - before
      }
      cut(1000)
      const few = cut(5000)
      // Ten times the text in a hundred times the time would be quadratic; the half second forgives a busy machine.
      expect(cut(50_000)).toBeLessThan(30 * few + 500_000)
    },
  )
})
