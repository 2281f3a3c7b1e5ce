import { ReadoutError } from '../../errors.ts'
import { UPOS, type Upos } from '../doc.ts'
import { relationBits as bitsOfRelation } from '../trees/relations.ts'
import { type Children, makeChildren, relationBits, tagBits } from './agreement.ts'
import { type ArcState, makeNodes, type Nodes } from './arcfeatures.ts'
import { type FormTables, readForms } from './forms.ts'
import { clearLexemeTable, type LexemeTable, makeLexemeTable } from './lexemes.ts'
import { makeArcState, type Parser, readParser } from './parse.ts'
import { makePunctWork, type PunctWork } from './punct.ts'
import { makeTagWork, readTagger, type Tagger, type TagWork } from './tag.ts'
import { makeWordFeatures, PAD, readClusters, type WordFeatures, type WordKnowledge } from './words.ts'
import { clearWordTable, makeWordTable, type WordTable } from './wordtable.ts'

/** The trained parts of the language core. */
export interface LanguageModels {
  readonly knowledge: WordKnowledge
  readonly tagger: Tagger
  readonly parser: Parser
  readonly forms: FormTables
  /** The universal tag of each tag number. */
  readonly upos: readonly Upos[]
  /** Whether the tag is one of punctuation marks, by its number. */
  readonly isPunct: Uint8Array
  /** What each tag and each relation tells of features, by its number. */
  readonly tagBits: Uint8Array
  readonly relationBits: Uint16Array
  /** The bits of REL of each relation, by its number. */
  readonly relations: Int32Array
}

/** The tag of the artificial root, which no word bears. */
export const ROOT_TAG = 126

/**
 * The language models among `files`, whose keys are paths that end in `language/words.bin`, `tagger.bin`,
 * `parser.bin`, `forms.tsv` and `verbs.txt`. Most weights stay where they are: reading them makes views of the bytes.
 */
export function readLanguageModels(files: ReadonlyMap<string, Uint8Array>): LanguageModels {
  const tagger = readTagger(find(files, 'language/tagger.bin'))
  const parser = readParser(find(files, 'language/parser.bin'))
  const forms = readForms(text(files, 'language/forms.tsv'), text(files, 'language/verbs.txt'))
  return {
    knowledge: { clusters: readClusters(find(files, 'language/words.bin')), verbs: forms },
    tagger,
    parser,
    forms,
    upos: tagger.tags.map(uposOf),
    isPunct: Uint8Array.from(tagger.tags, (tag) => (tag.startsWith('PUNCT/') ? 1 : 0)),
    tagBits: Uint8Array.from(tagger.tags, tagBits),
    relationBits: Uint16Array.from(parser.label.labels, relationBits),
    relations: Int32Array.from(parser.label.labels, bitsOfRelation),
  }
}

/** Tags are `UPOS/XPOS`; the empty tag, which no word bears, is X. */
function uposOf(tag: string): Upos {
  const name = tag.slice(0, tag.indexOf('/'))
  return UPOS.find((upos) => upos === name) ?? 'X'
}

function text(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  return new TextDecoder().decode(find(files, name))
}

function find(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  for (const [path, bytes] of files) if (path.replaceAll('\\', '/').endsWith(name)) return bytes
  throw new ReadoutError('bad-model', `The model file ${name} is missing; run "npm run train" or install Readout anew`)
}

/** Arrays for one sentence after another; the results of the last one lie in `tags`, `lexemes`, `heads` and `labels`. */
export interface Workspace {
  /** Words of the longest sentence that there is room for. */
  readonly capacity: number
  readonly table: WordTable
  readonly lexemeTable: LexemeTable
  readonly words: WordFeatures
  /** Rows of the words in `table`, padded as they are. */
  readonly rows: Int32Array
  /** Where each word's possible tags lie in `table.pool`, padded. */
  readonly lists: Int32Array
  readonly tagWork: TagWork
  /** Tag numbers, padded. */
  readonly tags: Int32Array
  /** Rows of the words in `lexemeTable`, padded. */
  readonly lexemes: Int32Array
  readonly nodes: Nodes
  readonly mirrored: Nodes
  readonly state: ArcState
  readonly guideState: ArcState
  readonly guideHeads: Int32Array
  readonly punctWork: PunctWork
  readonly children: Children
  /** Head of each word by its index in the sentence, -1 for the root. */
  readonly heads: Int32Array
  readonly labels: Int32Array
}

/** Rows of the tables of words and lexemes: a few hundred reports have as many words. */
const TABLE = 8192

const workspaces = new WeakMap<LanguageModels, Workspace>()

/**
 * The workspace that goes with the models, with room for a sentence of `n` words. It is kept from report to report,
 * since what it remembers of words follows from the models alone.
 */
export function workspaceFor(models: LanguageModels, n: number): Workspace {
  let workspace = workspaces.get(models)
  if (!workspace || n > workspace.capacity) {
    // One report with a sentence of 100,000 words must not make all that follow pay for its room.
    workspace = makeWorkspace(models, Math.max(n, SENTENCE))
    if (n <= LARGEST_KEPT) workspaces.set(models, workspace)
  }
  const { table, lexemeTable } = workspace
  if (table.hasLong || table.n + n > table.capacity || lexemeTable.n + n > lexemeTable.capacity) {
    clearWordTable(table)
    clearLexemeTable(lexemeTable, models, ROOT_TAG)
  }
  return workspace
}

const SENTENCE = 256
const LARGEST_KEPT = 4096

function makeWorkspace(models: LanguageModels, capacity: number): Workspace {
  const make = () => new Int32Array(capacity + 2 * PAD)
  const tableSize = Math.max(TABLE, capacity)
  const lexemeTable = makeLexemeTable(tableSize)
  clearLexemeTable(lexemeTable, models, ROOT_TAG)
  return {
    capacity,
    table: makeWordTable(tableSize, models.tagger),
    lexemeTable,
    words: makeWordFeatures(capacity),
    rows: make(),
    lists: make(),
    tagWork: makeTagWork(capacity),
    tags: make(),
    lexemes: make(),
    nodes: makeNodes(capacity),
    mirrored: makeNodes(capacity),
    state: makeArcState(capacity),
    guideState: makeArcState(capacity),
    guideHeads: make(),
    punctWork: makePunctWork(capacity),
    children: makeChildren(capacity),
    heads: make(),
    labels: make(),
  }
}
