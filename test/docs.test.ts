import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { EVENT_TYPES } from '../src/code/index.ts'
import { buildProgram, main } from '../src/serve/cli/program.ts'
import { testIo } from './io.ts'

const ROOT = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const program = buildProgram(testIo().io, () => {})

describe('docs/cli.md', () => {
  const cli = read('docs/cli.md')
  const commands = allCommands(program)

  test.each(commands.map(({ name, command }) => [name, command] as const))(
    'has the command "%s" and its flags',
    (name, command) => {
      expect(cli).toContain(`readout${name}`)
      const flags = command.options
        .flatMap((option) => [option.long, option.short])
        .filter((flag) => flag !== undefined)
      expect(
        flags.filter((flag) => flag !== null && !new RegExp(`\`[^\`]*(?<![\\w-])${flag}(?![\\w-])[^\`]*\``).test(cli)),
      ).toEqual([])
    },
  )

  test('has every output format', () => {
    const formats = commands.flatMap(({ command }) => command.options.flatMap((option) => option.argChoices ?? []))
    expect(formats.filter((format) => !cli.includes(`\`${format}\``))).toEqual([])
  })

  test('has every environment variable that the program reads', () => {
    const names = new Set(
      filesOf('src', /\.ts$/).flatMap((file) =>
        [...read(file).matchAll(/\benv\['([A-Z_]+)'\]/g)].map((match) => match[1]!),
      ),
    )
    expect([...names].filter((name) => !cli.includes(`\`${name}\``) && name !== 'TERM')).toEqual([])
  })
})

describe('docs/contract.md', () => {
  // The codes of problems stand with the command line, which prints them.
  const contract = read('docs/contract.md') + read('docs/cli.md')

  test('has every event type', () => {
    expect(EVENT_TYPES.filter((type) => !contract.includes(`\`${type}\``))).toEqual([])
  })

  test.each(['src/code/event.ts', 'src/acquire/report.ts'])(
    'has every field and every word of a union in %s',
    (file) => {
      const code = read(file)
        .replace(/\/\*\*[\s\S]*?\*\//g, '')
        .replace(/ {2}'[A-Z]+',.*/g, '')
      const fields = [...code.matchAll(/readonly (\w+)\??:/g)].map((match) => match[1]!)
      const words = [...code.matchAll(/'([a-z][a-z-]*)'/g)].map((match) => match[1]!)
      const missing = [...new Set([...fields, ...words])].filter(
        (word) => !new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(contract),
      )
      expect(missing).toEqual([])
    },
  )
})

test('README.md shows what the program prints', async () => {
  const { io, out } = testIo()
  expect(await main(['code', 'docs/sample.txt'], io)).toBe(0)
  expect(read('README.md')).toContain(`$ npx readout code docs/sample.txt\n${out().trimEnd()}\n`)
})

describe('all documents', () => {
  const documents = [...filesOf('.', /\.md$/, false), ...filesOf('docs', /\.md$/), ...filesOf('models', /\.md$/)]

  test.each(documents)('%s links only to what is there', (file) => {
    const links = [...read(file).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1]!)
    const local = links.filter((link) => !/^[a-z]+:/.test(link))
    expect(local.filter((link) => !existsSync(join(ROOT, dirname(file), link)))).toEqual([])
  })

  test.each(documents)('%s names only npm scripts that there are', (file) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = [...read(file).matchAll(/\bnpm run ([\w:]+)/g)].map((match) => match[1]!)
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
  })

  test('ARCHITECTURE.md has every folder of the tree', () => {
    const map = read('ARCHITECTURE.md')
    const inSrc = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const top = ['rules', 'models', 'train', 'eval', 'bench', 'examples', 'test', 'docs', 'scripts']
    const folders = [...inSrc.map(({ name }) => `src/${name}/`), ...top.map((name) => `${name}/`)]
    expect(folders.filter((folder) => !map.includes(`\`${folder}`))).toEqual([])
  })
})

function allCommands(command: Command, prefix = ''): { name: string; command: Command }[] {
  const below = command.commands.flatMap((sub) => allCommands(sub, `${prefix} ${sub.name()}`))
  return [{ name: prefix, command }, ...below]
}

function filesOf(folder: string, pattern: RegExp, recursive = true): string[] {
  const found = readdirSync(join(ROOT, folder), { recursive, encoding: 'utf8' })
  return found
    .filter((path) => pattern.test(path) && !path.includes('node_modules'))
    .map((path) => join(folder, path))
    .sort()
}
