import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadCodebook } from '../src/load.ts'
import { codebookPages } from './codebookPages.ts'

/** Writes docs/codebook.md and docs/codebook/ anew from rules/code/. */
const docs = join(import.meta.dirname, '..', 'docs')
const contract = readFileSync(join(docs, 'contract.md'), 'utf8')
const pages = codebookPages({ codebook: loadCodebook(), contract })
mkdirSync(join(docs, 'codebook'), { recursive: true })
for (const name of readdirSync(join(docs, 'codebook')))
  if (!pages.has(`codebook/${name}`)) rmSync(join(docs, 'codebook', name))
for (const [path, text] of pages) writeFileSync(join(docs, path), text)
console.log(`docs/codebook.md and ${pages.size - 1} pages in docs/codebook/ are written`)
