import { readFileSync } from 'node:fs'
import { readVerbs } from '../src/annotate/language/forms.ts'
import { readClusters } from '../src/annotate/language/words.ts'
import { languageCode } from './language.ts'
import { namesCode } from './names.ts'
import { changedSince } from './trained.ts'

/** `npm run train -- check`: names what has changed since the committed weights were learned, and fails where anything has. */
export function run(): void {
  const known = {
    clusters: readClusters(readFileSync('models/language/words.bin')),
    verbs: readVerbs(readFileSync('models/language/verbs.txt', 'utf8')),
  }
  const changed = [
    ...changedSince('language', languageCode(known)).map((what) => `language: ${what}`),
    ...changedSince('names', namesCode()).map((what) => `names: ${what}`),
  ]
  console.log(changed.length === 0 ? 'the weights are what the code makes' : `learn anew, for these have changed:`)
  for (const what of changed) console.log(what)
  if (changed.length > 0) process.exitCode = 1
}
