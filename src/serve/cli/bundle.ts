import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Script } from 'node:vm'

/** What the build makes of the command: modules in few files, of which a command loads those alone that it needs. */
export interface Bundle {
  /** Loads a file of the bundle, `program.cjs` say, and returns what it exports. */
  load(name: string): unknown
  /** Keeps the code of all that was loaded, as compiled as it is by now, for later runs by this version of Node. */
  keepCode(): void
}

/** A module of the bundle as CommonJS has it. */
interface Loaded {
  readonly exports: object
}

/** Opens the bundle in a folder. Where compiled code was kept there for this version of Node, files are not compiled again. */
export function openBundle(folder: string): Bundle {
  const kept = join(folder, `${process.version}-${process.arch}`)
  const require = createRequire(join(folder, 'program.cjs'))
  const [loaded, scripts] = [new Map<string, Loaded>(), new Map<string, Script>()]
  const requireFrom = (id: string) => (id.startsWith('./') ? load(id.slice(2)) : requirePackage(id, require))
  const load = (name: string): unknown => {
    const known = loaded.get(name)
    if (known !== undefined) return known.exports
    const file = join(folder, name)
    // What V8 cannot use, because it was started in another way, it rejects, and compiles the file.
    const cachedData = keptCode(join(kept, name))
    const script = new Script(`${HEAD}${readFileSync(file, 'utf8')}${FOOT}`, {
      filename: file,
      ...(cachedData === undefined ? {} : { cachedData }),
    })
    scripts.set(name, script)
    const module: Loaded = { exports: {} }
    loaded.set(name, module)
    const run = script.runInThisContext() as (...values: unknown[]) => void
    run(module.exports, requireFrom, module, file, folder, importPackage)
    return module.exports
  }
  const keepCode = () => {
    rmSync(kept, { recursive: true, force: true })
    mkdirSync(kept, { recursive: true })
    for (const [name, script] of scripts) writeFileSync(join(kept, name), script.createCachedData())
  }
  return { load, keepCode }
}

const HEAD = '(function (exports, require, module, __filename, __dirname, importPackage) {'
const FOOT = '\n})'

/** The package that comes with native code, of which a package of its own has that of each machine. */
const WITH_NATIVE = 'libsql'

function requirePackage(id: string, require: NodeJS.Require): unknown {
  // Some package managers show what a package needs to nobody else.
  const isNative = id.startsWith(`@${WITH_NATIVE}/`)
  return isNative ? createRequire(require.resolve(WITH_NATIVE))(id) : require(id)
}

/** Modules cannot be required in every version of Node. */
const importPackage = (name: string) => import(name)

function keptCode(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    // Another version of Node than that of the build, or a file that the build had no use of.
    return undefined
  }
}
