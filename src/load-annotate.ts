import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type AnnotateResources, COMPILED_GAZETTEER, GAZETTEER_FILES, readAnnotateResources } from './annotate/index.ts'
import { ReadoutError } from './errors.ts'
import { PACKAGE_DIR } from './package-dir.ts'

/** Rules that `npm run build` compiled, laid out as rules/ is. */
const COMPILED = join('dist', 'rules')

/**
 * The models and rules of annotation that ship with the package, or those under `dir` in the same layout.
 * @throws ReadoutError `bad-model` or `bad-rule` that names the file.
 */
export function loadAnnotateResources(dir: string = PACKAGE_DIR): AnnotateResources {
  return readAnnotateResources({ models: readBytes(join(dir, 'models')), rules: readRules(dir, 'annotate') })
}

/** The rules of a stage by file name, compiled where `npm run build` did so after they were edited. */
export function readRules(dir: string, stage: 'annotate' | 'code'): Map<string, string> {
  const folder = join(dir, 'rules', stage)
  const compiledFolder = join(dir, COMPILED, stage)
  const names = listFiles(folder)
  const listed = names.filter((name) => (GAZETTEER_FILES as readonly string[]).includes(name))
  const gazetteer = compiledRule(join(compiledFolder, COMPILED_GAZETTEER), folder, listed)
  const rules = new Map<string, string>()
  if (gazetteer !== undefined) rules.set(COMPILED_GAZETTEER, gazetteer)
  for (const name of names) {
    if (gazetteer !== undefined && listed.includes(name)) continue
    const compiled = name.endsWith('.yaml') ? compiledRule(join(compiledFolder, name), folder, [name]) : undefined
    rules.set(name, compiled ?? readFileSync(join(folder, name), 'utf8'))
  }
  return rules
}

/** The compiled form of rule files; undefined where there is none or one of them was edited since. */
function compiledRule(path: string, folder: string, names: readonly string[]): string | undefined {
  const compiled = statSync(path, { throwIfNoEntry: false })
  if (compiled === undefined || names.length === 0) return undefined
  for (const name of names) if (compiled.mtimeMs < statSync(join(folder, name)).mtimeMs) return undefined
  return readFileSync(path, 'utf8')
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
