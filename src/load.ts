import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnnotateResources } from './annotate/index.ts'
import { type Codebook, type CodeRules, readCodebook } from './code/index.ts'
import { loadAnnotateResources, PACKAGE_DIR, readRules } from './load-annotate.ts'
import {
  type CountedKind,
  type OutcomeForms,
  readCountedKinds,
  readOutcomes,
  readWordingLexicon,
  type WordingLexicon,
} from './review/index.ts'

/** Everything the walk needs besides reports: models and rules, read once. */
export interface Resources {
  readonly annotate: AnnotateResources
  readonly code: CodeRules
}

/**
 * Reads the models and rules that ship with the package, or those under `dir` in the same layout.
 * @throws ReadoutError `bad-model` or `bad-rule` that names the file.
 */
export function loadResources(dir: string = PACKAGE_DIR): Resources {
  const annotate = loadAnnotateResources(dir)
  const codebook = loadCodebook(dir)
  return { annotate, code: { codebook, gazetteer: annotate.gazetteer, version: readVersion(dir) } }
}

/** The codebook of rules/code/ alone. */
export function loadCodebook(dir: string = PACKAGE_DIR): Codebook {
  return readCodebook(readRules(dir, 'code'))
}

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

/** The version of the package. */
export function readVersion(dir: string = PACKAGE_DIR): string {
  const { version } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string }
  return version
}
