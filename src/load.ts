import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type AnnotateResources, readAnnotateResources } from './annotate/index.ts'
import { type CodeRules, readCodebook } from './code/index.ts'
import { ReadoutError } from './errors.ts'

/** Everything the walk needs besides reports: models and rules, read once. */
export interface Resources {
  readonly annotate: AnnotateResources
  readonly code: CodeRules
}

/** The folder of the package: rules/ and models/ lie beside src/ and dist/. */
const PACKAGE_DIR = join(dirname(fileURLToPath(import.meta.url)), '..')

/**
 * Reads the models and rules that ship with the package, or those under `dir` in the same layout.
 * @throws ReadoutError `bad-model` or `bad-rule` that names the file.
 */
export function loadResources(dir: string = PACKAGE_DIR): Resources {
  const annotate = readAnnotateResources({
    models: readBytes(join(dir, 'models')),
    rules: readTexts(join(dir, 'rules', 'annotate')),
  })
  const codebook = readCodebook(readTexts(join(dir, 'rules', 'code')))
  return { annotate, code: { codebook, gazetteer: annotate.gazetteer, version: readVersion(dir) } }
}

/** The version of the package. */
export function readVersion(dir: string = PACKAGE_DIR): string {
  const { version } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string }
  return version
}

function readTexts(dir: string): Map<string, string> {
  return new Map(listFiles(dir).map((name) => [name, readFileSync(join(dir, name), 'utf8')]))
}

/** Weights by their path below models/, such as `language/parser.bin`. */
function readBytes(dir: string): Map<string, Uint8Array> {
  return new Map(
    listFiles(dir)
      .filter((name) => !name.endsWith('.yaml'))
      .map((name) => [name, readFileSync(join(dir, name))]),
  )
}

function listFiles(dir: string): string[] {
  try {
    return readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsv|yaml|bin|txt)$/.test(name))
      .map((name) => name.replaceAll('\\', '/'))
      .sort()
  } catch (cause) {
    throw new ReadoutError('bad-model', `${dir} cannot be read: is the package installed whole?`, { cause })
  }
}
