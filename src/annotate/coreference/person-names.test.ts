import { expect, test } from 'vitest'
import { isNearName, nameWords, sameName } from './person-names.ts'

const NICKNAMES = new Map([
  ['bill', ['william']],
  ['joe', ['joseph']],
])
const same = (a: string, b: string) => sameName(nameWords(a), nameWords(b), NICKNAMES)

test.each([
  ['Yoshimasa Hayashi', 'Hayashi Yoshimasa'],
  ['Kim Jong Un', 'Kim Jong-un'],
  ['Kim Jong Un', 'Jong-Un Kim'],
  ['Chung Eui-yong', 'Chung Eui Yong'],
  ['Mohammad Javad Zarif', 'Mohammad Zarif'],
  ['Donald J. Trump', 'Donald Trump'],
  ['J. Smith', 'John Smith'],
  ['Bill Clinton', 'William Clinton'],
  ['Recep Tayyip Erdogan', 'Tayyip Erdoğan'],
  ['Bashar al-Assad', 'Bashar Assad'],
  ['Martin Luther King Jr.', 'Martin Luther King'],
  ['António Guterres', 'Antonio Guterres'],
  ['Blinken', 'Antony Blinken'],
])('takes %s and %s for one person', (a, b) => {
  expect(same(a, b)).toBe(true)
  expect(same(b, a)).toBe(true)
})

test.each([
  ['Bill Clinton', 'Hillary Clinton'],
  ['Sung Kim', 'Kim Jong Un'],
  ['George Bush', 'Barbara Bush'],
  ['Lee Hsien Loong', 'Lee Jae-myung'],
  ['', 'Antony Blinken'],
])('keeps %s and %s apart', (a, b) => {
  expect(same(a, b)).toBe(false)
  expect(same(b, a)).toBe(false)
})

test.each([
  ['Jim Jong-Un', 'Kim Jong Un'],
  ['Anthony Blinken', 'Antony Blinken'],
  ['Volodymyr Zelenskiy', 'Volodymyr Zelensky'],
])('hears %s in %s', (a, b) => expect(isNearName(nameWords(a), nameWords(b))).toBe(true))

test.each([
  ['Kim', 'Jim'],
  ['Kim Jong Il', 'Kim Yo Jong'],
  ['John Kerry', 'John Kelly'],
  ['George H. Bush', 'George W. Bush'],
])('does not hear %s in %s', (a, b) => expect(isNearName(nameWords(a), nameWords(b))).toBe(false))
