import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GAZETTEER_FILES } from '../src/annotate/index.ts'

/** What weights are learned for. */
export type Kind = 'language' | 'names'

/** A sum of something that the weights of a kind follow from, or of a file that came out. */
interface Row {
  readonly kind: Kind
  /** A file of the checkout; `code` or `gazetteer`. */
  readonly what: string
  readonly sha256: string
}

const ROOT = join(import.meta.dirname, '..')
const TABLE = join(import.meta.dirname, 'trained.tsv')

/** `code` is what the code makes of the fixture: comments, names and order may change, what is learned may not. */
const ROWS: Readonly<Record<Kind, readonly string[]>> = {
  language: [
    'code',
    'train/data.sha256',
    'models/language/words.bin',
    'models/language/verbs.txt',
    'models/language/tagger.bin',
    'models/language/parser.bin',
    'models/language/forms.tsv',
  ],
  names: [
    'code',
    'gazetteer',
    'train/data.sha256',
    'models/language/words.bin',
    'models/language/tagger.bin',
    'models/names/names.bin',
  ],
}

/** Writes down what the weights of a kind, which stand in models/ now, were learned from; `code` is what the code makes of the fixture. */
export function noteTrained(kind: Kind, code: string): void {
  const rows = [...readRows().filter((row) => row.kind !== kind), ...rowsNow(kind, code)]
  const lines = rows.map((row) => `${row.kind}\t${row.what}\t${row.sha256}`).sort()
  const head =
    '# Written by npm run train: sums of what the committed weights follow from, and of the files that came out.'
  writeFileSync(TABLE, [head, 'model\twhat\tsha256', ...lines, ''].join('\n'))
}

/** What has changed since the weights of a kind were learned, with what they were learned from. */
export function changedSince(kind: Kind, code: string): string[] {
  const noted = new Map(readRows().flatMap((row) => (row.kind === kind ? [[row.what, row.sha256] as const] : [])))
  return rowsNow(kind, code).flatMap(({ what, sha256 }) => (noted.get(what) === sha256 ? [] : [what]))
}

/** The sum of anything that JSON or bytes can tell. */
export function sumOf(...parts: readonly (Uint8Array | object)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part instanceof Uint8Array ? part : JSON.stringify(part))
  return hash.digest('hex')
}

function rowsNow(kind: Kind, code: string): Row[] {
  return ROWS[kind].map((what) => ({ kind, what, sha256: what === 'code' ? code : sumNow(what) }))
}

function sumNow(what: string): string {
  const files = what === 'gazetteer' ? [...GAZETTEER_FILES].sort().map((name) => `rules/annotate/${name}`) : [what]
  return sumOf(...files.map((file) => readFileSync(join(ROOT, file))))
}

function readRows(): Row[] {
  const lines = readFileSync(TABLE, 'utf8').split('\n')
  return lines.slice(2).flatMap((line) => {
    const [kind, what, sha256] = line.split('\t')
    return sha256 === undefined ? [] : [{ kind: kind as Kind, what: what!, sha256 }] // written above
  })
}
