// Builds dist/ from src/ and dist/web from web/: what `npm ci` calls through `prepare`, and what the `readout` command runs. Plain JavaScript,
// since it must start where the development dependencies, and so a TypeScript runner, are not installed.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { load } from 'js-yaml'

const root = join(import.meta.dirname, '..')
const entry = join(root, 'dist', 'serve', 'cli', 'main.js')
const compiler = findCompiler()
/** Packages of many files that most commands load. */
const BUNDLED = ['commander', 'hono', '@hono/node-server', 'kysely', 'zod']

if (compiler !== undefined) {
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
  // npm links the command to this file before it is built, and sets the executable bit only where the file is there.
  await bundleCommand()
  chmodSync(entry, 0o755)
  await buildPage()
  for (const stage of ['annotate', 'code']) compileRules(stage)
  await compileTables()
} else if (!existsSync(entry)) {
  console.error('dist/ is missing and TypeScript is not installed: run npm ci without --omit=dev once.')
  process.exit(1)
}

/** Writes the YAML of a stage's rules to dist/ as JSON, which starts faster; src/load.ts prefers it while it is newer. */
function compileRules(stage) {
  const folder = join(root, 'rules', stage)
  const target = join(root, 'dist', 'rules', stage)
  mkdirSync(target, { recursive: true })
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.yaml'))) {
    const value = load(readFileSync(join(folder, name), 'utf8'), { filename: `rules/${stage}/${name}` })
    const json = JSON.stringify(value)
    // A date or another value that JSON cannot hold stays YAML.
    if (isDeepStrictEqual(JSON.parse(json), value)) writeFileSync(join(target, name), json)
  }
}

/** Writes the tables of names as one file that opens in a tenth of the time. */
async function compileTables() {
  const module = pathToFileURL(join(root, 'dist', 'annotate', 'index.js')).href
  const { COMPILED_GAZETTEER, GAZETTEER_FILES, compileGazetteer } = await import(module)
  const files = new Map(
    GAZETTEER_FILES.map((name) => [name, readFileSync(join(root, 'rules', 'annotate', name), 'utf8')]),
  )
  writeFileSync(join(root, 'dist', 'rules', 'annotate', COMPILED_GAZETTEER), compileGazetteer(files))
}

function findCompiler() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}

/**
 * Puts what the `readout` command is made of into few files: to find and read seven hundred takes longer than most commands. Modules at the same depth
 * as before find what lies beside dist/. Of the packages those that every command loads go along, with their licences.
 */
async function bundleCommand() {
  const { build } = await import('vite')
  const [serve, bundle] = [join(root, 'dist', 'serve'), join(root, 'dist', 'bundle')]
  await build({
    configFile: false,
    logLevel: 'warn',
    root,
    ssr: { noExternal: BUNDLED },
    build: {
      ssr: entry,
      outDir: bundle,
      copyPublicDir: false,
      chunkSizeWarningLimit: 4096,
      rollupOptions: {
        // A stage's index.js names all of its modules; a command loads those alone that it uses something of.
        treeshake: { moduleSideEffects: false },
        output: { entryFileNames: 'main.js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  const licences = BUNDLED.map((name) => {
    const folder = join(root, 'node_modules', name)
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
    return `${name}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
  })
  writeFileSync(join(bundle, 'LICENSES.txt'), licences.join('\n----\n\n'))
  rmSync(serve, { recursive: true })
  mkdirSync(serve)
  renameSync(bundle, join(serve, 'cli'))
}

/** Bundles the page that `readout serve` shows. */
async function buildPage() {
  const { build } = await import('vite')
  await build({ configFile: join(root, 'web', 'vite.config.ts'), logLevel: 'warn' })
}
