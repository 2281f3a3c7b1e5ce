import { expect, test } from 'vitest'
import { COREFERENCE_RULES, checkNotReferents, checkReferents } from '../../../test/coreference.ts'
import { readCoreferenceRules } from './rules.ts'

const examples = (key: 'yes' | 'no') =>
  COREFERENCE_RULES.wordRules.flatMap((rule) => rule[key].map((example) => ({ id: rule.id, example })))

test.each(examples('yes'))('$id: $example', ({ example }) => checkReferents(example))
test.each(examples('no'))('$id is not: $example', ({ example }) => checkNotReferents(example))

test.each([
  ['- id: a\n  why: b\n  word: [c]\n', 'unknown key "word"'],
  ['- id: a\n  why: b\n- id: a\n  why: c\n', '"a" is given twice'],
  ['- id: a\n', '"id" and "why"'],
  ['- id: a\n  why: b\n  words: [true]\n', '"words" must be a list of texts'],
  ['a: b\n', 'must be a list of rules'],
])('refuses %j', (yaml, message) => {
  expect(() => readCoreferenceRules(new Map([['coreference.yaml', yaml]]))).toThrow(message)
})

test('names file and line of a bad row', () => {
  const files = new Map([['coreference-genders.tsv', 'name\tgender\nann\tx\n']])
  expect(() => readCoreferenceRules(files)).toThrow('coreference-genders.tsv:2')
})
