import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnnotateResources } from './annotate/index.ts'
import { type Codebook, type CodeRules, readCodebook } from './code/index.ts'
import { loadAnnotateResources, PACKAGE_DIR, readRules } from './load-annotate.ts'

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

/** The version of the package. */
export function readVersion(dir: string = PACKAGE_DIR): string {
  const { version } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string }
  return version
}
