import { expect, test } from 'vitest'
import { reportFromText } from '../../acquire/index.ts'
import { loadAnnotateResources } from '../../load-annotate.ts'
import { annotate } from '../annotate.ts'
import { hashOfWord } from '../remembered.ts'
import { marksOf, traitsOf } from './mendedTree.ts'
import { relationBits } from './relations.ts'

const resources = loadAnnotateResources()

function wordsOf(text: string) {
  return annotate(reportFromText(text), resources).tokens
}

test.each([
  // Of two kinds of drills the first is no object.
  ['The army staged air and sea drills.', 'air', 'compound', 'drills'],
  ['The army staged air and sea drills.', 'drills', 'obj', 'staged'],
  ['They lived by fishing and subsistence agriculture.', 'agriculture', 'conj', 'fishing'],
  // The last of three names goes with the names.
  ['Norway signed agreements with companies from Chile, Peru, and Bolivia.', 'Bolivia', 'conj', 'Chile'],
  // What a preposition of its own opens is joined to no noun.
  ['Peru imposed curbs, including asset freezes, on two Bolivian generals.', 'generals', 'obl', 'imposed'],
  [
    'Peru imposed new targeted sanctions over the border crisis, including travel bans and asset freezes, on Bolivian army officers.',
    'officers',
    'obl',
    'imposed',
  ],
  [
    'Peru imposed new targeted sanctions over the border crisis, including travel bans and asset freezes, on Bolivian army officers.',
    'bans',
    'nmod',
    'sanctions',
  ],
  // What a hyphen joins is an adjective, and its noun the object.
  ['Peru unveiled hard-hitting tariffs on Monday.', 'hitting', 'amod', 'tariffs'],
  ['Peru unveiled hard-hitting tariffs on Monday.', 'tariffs', 'obj', 'unveiled'],
  // A clause behind a date that opens the sentence does not tell of the date, but one may tell of what time is spoken.
  ['Last week the government suspended flights, and Egypt has told the council.', 'suspended', 'root', undefined],
  ['The one time I rented a car there I did not get the one I had paid for.', 'rented', 'acl:relcl', 'time'],
  ['Last night while we slept, the dog ran off.', 'ran', 'root', undefined],
  // The label of a transcript takes no part in the sentence.
  ['Spokesperson: China urges Canada to stop.', 'urges', 'root', undefined],
])('%s: %s', (text, form, deprel, head) => {
  const words = wordsOf(text)
  const word = words.find((one) => one.form === form)!
  expect([word.deprel, words[word.head]?.form]).toEqual([deprel, head])
})

test('what words tell in bits is what they tell in letters', () => {
  const words = wordsOf(
    "Norway's army threatened to blockade the ports of Chile. Detained by Norway on Monday, two envoys of Chile were freed, the ministry said.",
  )
  for (const { form, lemma, deprel, relation, traits, marks, hash } of words) {
    expect(relation).toBe(relationBits(deprel))
    expect([traits, marks, hash]).toEqual([traitsOf(form, lemma), marksOf(form, lemma), hashOfWord(form, lemma)])
  }
  words.forEach(({ head }, idx) => {
    if (head < 0) return
    const siblings: number[] = []
    for (let at = words[head]!.firstChild; at >= 0; at = words[at]!.nextSibling) siblings.push(at)
    expect(siblings).toContain(idx)
    expect(words[head]!.below & words[idx]!.relation).toBe(words[idx]!.relation)
  })
})
