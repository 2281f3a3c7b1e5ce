import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { expect, test } from 'vitest'

/** The stages in the order in which data flows; each may import from those before it, through their index.ts. */
const STAGES = ['acquire', 'annotate', 'code', 'link', 'record', 'review', 'serve']
/** Stages that touch no file, network, clock or randomness: what they need is an argument. */
const PURE = ['annotate', 'code', 'link']
const IMPURE =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bfetch\(|\bperformance\.|\bglobalThis\b|\bsetTimeout\b|\bcrypto\.(?:random|getRandom)/

const ROOT = join(import.meta.dirname, '..')
const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .sort()

test.each(files)('src/%s imports only what lies before it', (file) => {
  const code = readFileSync(join(ROOT, 'src', file), 'utf8')
  expect(
    importsOf(code)
      .map((path) => faultOf(file, path))
      .filter((fault) => fault !== undefined),
  ).toEqual([])
})

test.each(files.filter((file) => PURE.includes(stageOf(file))))(
  'src/%s touches nothing outside its arguments',
  (file) => {
    const lines = readFileSync(join(ROOT, 'src', file), 'utf8').split('\n')
    const faults = lines.flatMap((line, idx) =>
      IMPURE.test(uncommented(line)) ? [`line ${idx + 1}: ${line.trim()}`] : [],
    )
    expect(faults).toEqual([])
  },
)

test('every folder of src is a stage', () => {
  const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.map((entry) => entry.name).filter((name) => !STAGES.includes(name))).toEqual([])
})

test('the web page imports types alone, from src/serve/http alone', () => {
  const faults = filesUnder('web').flatMap((file) => {
    const statements =
      readFileSync(join(ROOT, file), 'utf8').match(/^(?:import|export)\b[^'"\n]*from '[^']*\/src\/[^']+'/gm) ?? []
    return statements
      .filter((line) => !/^(?:import|export) type\b.*\/src\/serve\/http\//.test(line))
      .map((line) => `${file}: ${line}`)
  })
  expect(faults).toEqual([])
})

function stageOf(file: string): string {
  return file.includes('/') ? file.split('/')[0]! : ''
}

function uncommented(line: string): string {
  return line.replace(/^\s*(?:\/\/|\/?\*).*|\s\/\/ .*/, '')
}

function importsOf(code: string): string[] {
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!)
}

/** Says what is wrong with one import, naming it; undefined where nothing is. */
function faultOf(file: string, path: string): string | undefined {
  const from = stageOf(file)
  if (!path.startsWith('.')) {
    return PURE.includes(from) && path.startsWith('node:') ? `${file} is pure and imports ${path}` : undefined
  }
  const target = normalize(relative('.', join(dirname(file), path)))
  const to = stageOf(target)
  if (to === from)
    return from !== '' && target === `${from}/index.ts` ? `${file} imports its own stage's index.ts` : undefined
  // Files beside the stages: errors.ts serves all, run.ts and load.ts call the stages and are called by serve alone.
  if (from === '')
    return target.endsWith('/index.ts') ? undefined : `${file} imports ${target}, not its stage's index.ts`
  if (to === '') return target === 'errors.ts' || from === 'serve' ? undefined : `${file} imports ${target}`
  if (STAGES.indexOf(to) > STAGES.indexOf(from)) return `${file} imports ${target}, a later stage`
  return target === `${to}/index.ts` ? undefined : `${file} imports ${target}, not ${to}/index.ts`
}

function filesUnder(folder: string): string[] {
  try {
    const found = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    return found
      .filter((path) => /\.tsx?$/.test(path) && !path.includes('node_modules'))
      .map((path) => join(folder, path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
