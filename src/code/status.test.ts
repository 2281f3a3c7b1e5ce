import { describe, expect, test } from 'vitest'
import { plainReport } from '../acquire/index.ts'
import { annotate } from '../annotate/index.ts'
import { loadResources, run } from '../run.ts'
import type { Standing } from './mood.ts'
import { readClauses } from './readClauses.ts'
import { standingAt } from './status.ts'

const all = loadResources()
const { annotate: resources, code } = all
const operators = [...new Set(code.codebook.statusOperators.values())]

/** The standing of the word in braces. */
function standingIn(example: string): Standing {
  const start = example.indexOf('{')
  const text = example.replace(/[{}]/g, '')
  const doc = annotate(plainReport(text, 'example', '2024-03-08'), resources)
  const tokenIdx = doc.tokens.findIndex((token) => token.start === start)
  return standingAt(readClauses(doc, code.codebook), code.codebook, tokenIdx)
}

describe.each(operators)('$id', ({ gives, yes, no }) => {
  const expected = gives === 'keep' ? 'occurred' : gives
  test.each(yes)('yes: %s', (example) => expect(standingIn(example)).toBe(expected))
  if (no.length > 0) test.each(no)('no: %s', (example) => expect(standingIn(example)).not.toBe(expected))
})

describe('what has not happened', () => {
  test.each([
    ['They ask what Norway wants before it {attacks} Chile.', 'planned'],
    ['Ana Lind said that she would have had to {resign}.', 'hypothetical'],
    ['Norway said that it would have {attacked} Chile.', 'hypothetical'],
    ['The opposition will not take part in any talks until Norway has {freed} its leaders.', 'hypothetical'],
    ['The union refused to negotiate until Norway {freed} its leaders.', 'hypothetical'],
    ['Crowds in Oslo marched to {denounce} the vote.', 'occurred'],
    ['Norway rejected calls to {free} its captives.', 'drop'],
    ['Norway heeded calls to {free} its captives.', 'called-for'],
    ['The union waited until Norway {freed} its leaders.', 'occurred'],
    ['Ana Lind said that Chile has to {approve} the accord with Peru.', 'called-for'],
  ])('%s', (example, expected) => expect(standingIn(example)).toBe(expected))
})

test.each(['Norway plans talks with Chile.', 'Norway is preparing a lawsuit against Chile.'])(
  '%s: is to come',
  (text) => {
    const [event] = run(plainReport(text, 'example', '2024-03-08'), all).events
    expect(event?.status).toBe('planned')
  },
)
