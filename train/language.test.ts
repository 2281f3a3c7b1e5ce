import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLanguageModels } from '../src/annotate/language/analyse.ts'
import { analyseTokens } from '../src/annotate/language/conllu.ts'
import { readVerbs } from '../src/annotate/language/forms.ts'
import { readClusters } from '../src/annotate/language/words.ts'
import { newsIdioms } from './idioms.ts'
import { trainLanguage } from './language.ts'
import { SMALL } from './plan.ts'
import { readTreebank } from './treebank.ts'

const folder = join(import.meta.dirname, '../models/language')
const words = new Uint8Array(readFileSync(join(folder, 'words.bin')))
const verbs = new Uint8Array(readFileSync(join(folder, 'verbs.txt')))
const known = { clusters: readClusters(words), verbs: readVerbs(new TextDecoder().decode(verbs)) }
const sentences = readTreebank(join(import.meta.dirname, 'fixture/news.conllu'))

test('training on the fixture gives the same bytes twice, and models that know its trees', { timeout: 120_000 }, () => {
  const first = trainLanguage({ treebank: sentences, silver: [] }, known, SMALL)
  const second = trainLanguage({ treebank: sentences, silver: [] }, known, SMALL)
  for (const [name, bytes] of first) expect(Buffer.compare(bytes, second.get(name)!), name).toBe(0)
  const files = [...first].map(([name, bytes]) => [`language/${name}`, bytes] as const)
  const models = readLanguageModels(new Map([...files, ['language/words.bin', words], ['language/verbs.txt', verbs]]))
  const given = sentences.map(({ forms }) => ({ words: forms.map((form) => ({ form, spaceAfter: true })) }))
  const { tokens, sents } = analyseTokens(given, models)
  let right = 0
  sentences.forEach(({ heads }, s) => {
    const first = sents[s]!.firstTokenIdx
    heads.forEach((head, i) => {
      if ((tokens[first + i]!.head < 0 ? -1 : tokens[first + i]!.head - first) === head) right++
    })
  })
  expect(right / tokens.length).toBeGreaterThan(0.9)
})

test('news made of treebank sentences are trees with one root', () => {
  const made = newsIdioms(sentences, 1)
  expect(made.length).toBeGreaterThan(10)
  for (const { heads, forms, deprels } of made) {
    expect(heads.filter((head) => head === -1)).toHaveLength(1)
    expect(deprels[heads.indexOf(-1)]).toBe('root')
    for (let i = 0; i < forms.length; i++) {
      let at = i
      for (let step = 0; step <= forms.length && at >= 0; step++) at = heads[at]!
      expect(at).toBe(-1)
    }
  }
})
