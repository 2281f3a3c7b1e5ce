import { expect, test } from 'vitest'
import { isMisspelling, likeName, nameTokens } from './index.ts'

test.each([
  ['Hayashi', 'Yoshimasa Hayashi', 'part'],
  ['Yoshimasa Hayashi', 'Hayashi Yoshimasa', 'same'],
  ['Zelensky', 'Volodymyr Zelenskyy', 'part'],
  ['Hayahsi', 'Yoshimasa Hayashi', 'similar'],
  ['Blinken', 'Antony Blinker', 'similar'],
  ['Kim', 'Sung Kin', undefined],
  ['Antony John Blinken', 'Antony Blinken', undefined],
])('who asks for "%s" means "%s": %s', (asked, name, likeness) => {
  expect(likeName(nameTokens(asked), nameTokens(name))).toBe(likeness)
})

test('a misspelling is one word wrong in a letter or two', () => {
  const isWrong = (a: string, b: string) => isMisspelling(nameTokens(a), nameTokens(b))
  expect(isWrong('Hayahsi Yoshimasa', 'Yoshimasa Hayashi')).toBe(true)
  expect(isWrong('Yoshimasa Hayashi', 'Hayashi Yoshimasa')).toBe(false)
  expect(isWrong('Kim Jong Il', 'Kim Jong Un')).toBe(false)
})
