import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { AnnotateResources } from './annotate/index.ts'
import { type Codebook, type CodeRules, readCodebook } from './code/index.ts'
import { ReadoutError } from './errors.ts'
import { loadAnnotateResources, readRules } from './load-annotate.ts'
import { PACKAGE_DIR } from './package-dir.ts'

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
  try {
    return readCodebook(readRules(dir, 'code'))
  } catch (error) {
    throw isBadRule(error) && isBuiltBefore(join(dir, 'rules', 'code'))
      ? new ReadoutError('bad-rule', `${error.message}; rules changed since the program was built: run npm run build`, {
          cause: error,
        })
      : error
  }
}

function isBadRule(error: unknown): error is ReadoutError {
  return error instanceof ReadoutError && error.code === 'bad-rule'
}

/** Whether this is the build, and older than some rule: a checkout that is updated is not built anew by itself. */
function isBuiltBefore(folder: string): boolean {
  if (import.meta.filename.endsWith('.ts')) return false
  const { mtimeMs } = statSync(import.meta.filename)
  return readdirSync(folder).some((name) => statSync(join(folder, name)).mtimeMs > mtimeMs)
}

/** The version of the package. */
export function readVersion(dir: string = PACKAGE_DIR): string {
  const { version } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string }
  return version
}
