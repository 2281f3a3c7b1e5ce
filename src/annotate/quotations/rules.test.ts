import { expect, test } from 'vitest'
import { checkMarked, QUOTATION_FILES, quotationsIn } from '../../../test/quotations.ts'
import { ReadoutError } from '../../errors.ts'
import { WAYS } from './attach.ts'
import { NOT_QUOTED_WAYS } from './named.ts'
import { REPORTED_WAYS } from './reported.ts'
import { readQuotationRules } from './rules.ts'

const { rules, verbs, nouns } = readQuotationRules(QUOTATION_FILES)

test.each(rules.map((rule) => [rule.id, rule] as const))('%s: examples', (_id, rule) => {
  const kinds = rule.kind === 'reported' ? ['indirect'] : ['direct', 'mixed']
  for (const example of rule.kind === 'not-quoted' ? [] : rule.yes) checkMarked(example, kinds)
  for (const example of rule.kind === 'not-quoted' ? rule.no : []) checkMarked(example, kinds)
  for (const example of rule.kind === 'not-quoted' ? rule.yes : rule.no)
    expect(
      quotationsIn(example).filter((found) => kinds.includes(found.kind)),
      example,
    ).toEqual([])
})

test('every way is a function and every function a way', () => {
  const ways = { 'not-quoted': NOT_QUOTED_WAYS, attach: WAYS, reported: REPORTED_WAYS }
  for (const [kind, functions] of Object.entries(ways))
    expect(rules.filter((rule) => rule.kind === kind).map((rule) => rule.way)).toEqual(Object.keys(functions))
})

test('the lexicon is sorted', () => {
  const text = QUOTATION_FILES.get('quotations-cues.tsv') ?? ''
  const lines = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
  expect(lines).toEqual([...lines].sort())
  expect(verbs.get('say')?.takes).toContain('quote')
  expect(nouns.get('claim')?.cueClass).toBe('say')
})

test.each([
  ['quotations.yaml', '- id: quotation/x\n  kind: attach\n  way: cue-after\n  why: because of this\n  yes: []\n'],
  ['quotations.yaml', '- id: quotation/x\n  colour: red\n'],
  ['quotations-cues.tsv', 'cue\tpos\tclass\ttakes\naver\tverb\tmurmur\tquote\n'],
  ['quotations-cues.tsv', 'cue\tpos\tclass\ttakes\naver\tverb\tsay\tquote\naver\tverb\tsay\tquote\n'],
])('a bad line of %s is refused', (name, text) => {
  expect(() => readQuotationRules(new Map([...QUOTATION_FILES, [name, text]]))).toThrow(ReadoutError)
})

test('a missing file is named', () => {
  expect(() => readQuotationRules(new Map())).toThrow('quotations-cues.tsv')
})
