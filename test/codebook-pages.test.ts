import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { codebookPages } from '../scripts/codebookPages.ts'
import { EVENT_TYPES } from '../src/code/index.ts'
import { loadCodebook } from '../src/load.ts'

const DOCS = join(import.meta.dirname, '..', 'docs')
const codebook = loadCodebook()
const pages = codebookPages({ codebook, contract: readFileSync(join(DOCS, 'contract.md'), 'utf8') })

describe('docs/codebook', () => {
  test.each([...pages.keys()])('%s is current: else run npm run docs', (path) => {
    expect(readFileSync(join(DOCS, path), 'utf8') === pages.get(path)).toBe(true)
  })

  test('holds no page that is none', () => {
    const found = readdirSync(join(DOCS, 'codebook')).map((name) => `codebook/${name}`)
    expect(found.filter((path) => !pages.has(path))).toEqual([])
  })

  test('has every type with what it is for, and every entry', () => {
    const index = pages.get('codebook.md')!
    expect(EVENT_TYPES.filter((type) => !new RegExp(`^\\| \\[${type}\\]\\([^)]*\\) \\| \\w`, 'm').test(index))).toEqual(
      [],
    )
    const all = [...pages.values()].join('\n')
    expect(codebook.entries.filter(({ id }) => !all.includes(`\n## ${id}\n`))).toEqual([])
  })

  test('tells contexts by their words', () => {
    expect(pages.get('codebook.md')).toMatch(/^\| asylum \| [^|\d]*\brefugee status\b[^|\d]* \|$/m)
  })

  test('all links to word classes lead to one', () => {
    const ids = [...pages.values()].flatMap((page) =>
      [...page.matchAll(/\(classes\.md#([^)]+)\)/g)].map((match) => match[1]!),
    )
    expect([...new Set(ids)].filter((id) => !codebook.classes.has(id))).toEqual([])
  })
})
