import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type AnnotateResources, readAnnotateResources } from './annotate/index.ts'
import { type Codebook, type CodeRules, readCodebook } from './code/index.ts'
import { ReadoutError } from './errors.ts'
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

/** The folder of the package: rules/ and models/ lie beside src/ and dist/. */
const PACKAGE_DIR = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Rules that `npm run build` compiled, laid out as rules/ is. */
const COMPILED = join('dist', 'rules')

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

/** The models and rules of annotation alone: half the time for what codes nothing. */
export function loadAnnotateResources(dir: string = PACKAGE_DIR): AnnotateResources {
  return readAnnotateResources({ models: readBytes(join(dir, 'models')), rules: readRules(dir, 'annotate') })
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

function readRules(dir: string, stage: 'annotate' | 'code'): Map<string, string> {
  const folder = join(dir, 'rules', stage)
  return new Map(
    listFiles(folder).map((name) => {
      const compiled = name.endsWith('.yaml') ? compiledRule(folder, join(dir, COMPILED, stage), name) : undefined
      return [name, compiled ?? readFileSync(join(folder, name), 'utf8')]
    }),
  )
}

/** The compiled form of a rule file; undefined where there is none or the rules were edited since. */
function compiledRule(folder: string, compiledFolder: string, name: string): string | undefined {
  const compiled = statSync(join(compiledFolder, name), { throwIfNoEntry: false })
  if (compiled === undefined || compiled.mtimeMs < statSync(join(folder, name)).mtimeMs) return undefined
  return readFileSync(join(compiledFolder, name), 'utf8')
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
