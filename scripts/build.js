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
/** Packages that stay as they are, for they are of much code that few commands need. All others go into the bundle. */
const UNBUNDLED = ['linkedom', 'eld', '@mozilla/readability']
const TARGET = join(root, 'scripts', 'nativeTarget.js')
/** What packages make when they are loaded that takes long and is asked for seldom, with its one method: letters of the simplest kind need neither. */
const LATE = [
  ['new Intl.Segmenter()', 'segment'],
  ['/^\\p{RGI_Emoji}$/v', 'test'],
]
/** What starts the command, and the modules that it loads first. */
const [LAUNCHER, ENTRIES] = [
  ['main.js', 'bundle.js'],
  ['io', 'program'],
]

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
  keepCode()
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
 * Puts what the `readout` command is made of into few files: to find and read seven hundred takes longer than most commands. Of the packages those
 * that every command loads go along, with their licences.
 */
async function bundleCommand() {
  const { build } = await import('vite')
  const [cli, bundle] = [join(root, 'dist', 'serve', 'cli'), join(root, 'dist', 'bundle')]
  const { output } = await build({
    configFile: false,
    logLevel: 'warn',
    root,
    ssr: { noExternal: true, external: UNBUNDLED },
    resolve: { alias: { '@neon-rs/load': TARGET, 'detect-libc': TARGET } },
    plugins: [{ name: 'command', transform: makeLate, renderChunk: importAsModules }],
    build: {
      ssr: true,
      outDir: bundle,
      copyPublicDir: false,
      minify: false,
      chunkSizeWarningLimit: 4096,
      rollupOptions: {
        input: ENTRIES.map((name) => join(cli, `${name}.js`)),
        // A stage's index.js names all of its modules; a command loads those alone that it uses something of.
        treeshake: { moduleSideEffects: false },
        // Of CommonJS the compiled code can be kept (src/serve/cli/bundle.ts).
        output: { format: 'cjs', comments: false, entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  })
  writeFileSync(join(bundle, 'LICENSES.txt'), licencesOf(output))
  for (const name of LAUNCHER) renameSync(join(cli, name), join(bundle, name))
  const serve = join(root, 'dist', 'serve')
  rmSync(serve, { recursive: true })
  mkdirSync(serve)
  // Modules at the same depth as before find what lies beside dist/.
  renameSync(bundle, cli)
}

/** Has it made when it is first asked. */
function makeLate(code, id) {
  if (!/node_modules\/(?:string-width|wrap-ansi)\//.test(id)) return undefined
  const late = LATE.map(([made, method]) => [
    made,
    `({ ${method}(text) { return (this.made ??= ${made}).${method}(text) } })`,
  ])
  return { code: late.reduce((changed, [made, lazily]) => changed.replaceAll(made, lazily), code), map: null }
}

/** Packages that are loaded late are modules, which the file that loads the bundle imports for it. */
function importAsModules(code) {
  const changed = code.replaceAll(/\bimport\((?=["'`](?![./]))/g, 'importPackage(')
  return { code: changed, map: null }
}

/** The licences of the packages that went into a bundle. */
function licencesOf(chunks) {
  const paths = chunks.flatMap(({ moduleIds = [] }) => moduleIds)
  const names = paths.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(path)?.[1] ?? [])
  const licences = [...new Set(names)].sort().map((name) => {
    const folder = join(root, 'node_modules', name)
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
    return `${name}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
  })
  return licences.join('\n----\n\n')
}

/** Keeps the code that commands compile: it need not be compiled again each time by the Node that builds. */
function keepCode() {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'keepCode.js')], { stdio: 'inherit' })
  if (status !== 0) console.error('The code of commands could not be kept: they start slower.')
}

/** Bundles the page that `readout serve` shows. */
async function buildPage() {
  const { build } = await import('vite')
  await build({ configFile: join(root, 'web', 'vite.config.ts'), logLevel: 'warn' })
}
