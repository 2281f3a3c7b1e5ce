import { readFileSync } from 'node:fs'
import { loadWordingLexicon } from '../../src/load-review.ts'
import { type AlignedPhrase, type Change, compareWordings } from '../../src/review/index.ts'

interface Expected {
  readonly kind: Change
  readonly before?: string
  readonly after?: string
}

interface Case {
  readonly id: string
  readonly before: string
  readonly after: string
  readonly expected: readonly Expected[]
}

/** Counts phrases of which the alignment by hand says the same: the kind, and most of the words on each side. */
export function scoreWordings(showErrors: boolean) {
  const lexicon = loadWordingLexicon()
  const cases = readFileSync('eval/insight/wordings.jsonl', 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Case)
  let [nFound, nExpected, nRight, nGiven] = [0, 0, 0, 0]
  for (const { id, before, after, expected } of cases) {
    const given = compareWordings(before, after, lexicon)
    const found: readonly Expected[] = expected.filter((one: Expected) =>
      given.some((phrase) => isTold(phrase, one, 'expected')),
    )
    const right = given.filter((phrase) => expected.some((one) => isTold(phrase, one, 'given')))
    nExpected += expected.length
    nGiven += given.length
    nFound += found.length
    nRight += right.length
    if (!showErrors) continue
    for (const one of expected) if (!found.includes(one)) console.log(id, 'missed', one)
    for (const one of given)
      if (!right.includes(one)) console.log(id, 'wrong', one.change, one.before?.text, '→', one.after?.text)
  }
  const [precision, recall] = [nRight / nGiven, nFound / nExpected]
  return { cases: cases.length, precision, recall, f1: (2 * precision * recall) / (precision + recall) }
}

/** An expected phrase is found if half of its words are in one of that kind; a given one is right if half of its own lie in it. */
function isTold(phrase: AlignedPhrase, expected: Expected, whose: 'given' | 'expected'): boolean {
  if (phrase.change !== expected.kind) return false
  return (['before', 'after'] as const).every((side) => {
    const [ours, theirs] = [words(phrase[side]?.text), words(expected[side])]
    if (expected[side] === undefined) return true
    const shared = ours.filter((word) => theirs.includes(word)).length
    return shared > 0 && shared >= (whose === 'given' ? ours : theirs).length / 2
  })
}

const words = (text = ''): string[] => text.toLowerCase().match(/[\p{L}\p{N}.'’-]+/gu) ?? []
