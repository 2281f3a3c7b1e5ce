import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readVerbs } from '../src/annotate/language/forms.ts'
import { readClusters } from '../src/annotate/language/words.ts'
import { languageCode } from './language.ts'
import { namesCode } from './names.ts'
import { changedSince } from './trained.ts'

const folder = join(import.meta.dirname, '../models/language')
const known = {
  clusters: readClusters(readFileSync(join(folder, 'words.bin'))),
  verbs: readVerbs(readFileSync(join(folder, 'verbs.txt'), 'utf8')),
}

// What fails here learns otherwise than what the committed weights were learned with: CONTRIBUTING.md tells what to do.

test('the language models are what the code learns', { timeout: 60_000 }, () => {
  expect(changedSince('language', languageCode(known))).toEqual([])
})

test('the names model is what the code learns', { timeout: 60_000 }, () => {
  // A gazetteer that is edited moves the weights within a few tenths of a point: they follow when they are next learned.
  expect(changedSince('names', namesCode()).filter((what) => what !== 'gazetteer')).toEqual([])
})
