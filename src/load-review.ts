import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PACKAGE_DIR } from './package-dir.ts'
import {
  type CountedKind,
  type OutcomeForms,
  readCountedKinds,
  readOutcomes,
  readWordingLexicon,
  type WordingLexicon,
} from './review/index.ts'

/** What comparing the words of statements needs: quick to read, since it has no models. */
export function loadWordingLexicon(dir: string = PACKAGE_DIR): WordingLexicon {
  const read = (...path: string[]) => readFileSync(join(dir, 'rules', ...path), 'utf8')
  return readWordingLexicon({ scales: read('review', 'scales.tsv'), countries: read('annotate', 'countries.tsv') })
}

/** What checking counts and following plans needs to know of words. */
export function loadReviewRules(dir: string = PACKAGE_DIR): { kinds: CountedKind[]; forms: OutcomeForms } {
  const read = (name: string) => readFileSync(join(dir, 'rules', 'review', name), 'utf8')
  return { kinds: readCountedKinds(read('counted.tsv')), forms: readOutcomes(read('outcomes.tsv')) }
}
