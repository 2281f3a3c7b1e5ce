import { ReadoutError } from '../../errors.ts'
import type { ArcState, Nodes } from './arcfeatures.ts'
import { type FormTables, readForms } from './forms.ts'
import { makeArcState, type Parser, readParser } from './parse.ts'
import { makeTagWork, readTagger, type Tagger, type TagWork } from './tag.ts'
import { type Clusters, makeWordFeatures, PAD, readClusters, type WordFeatures } from './words.ts'

/** The trained parts of the language core. */
export interface LanguageModels {
  readonly clusters: Clusters
  readonly tagger: Tagger
  readonly parser: Parser
  readonly forms: FormTables
}

/**
 * The language models among `files`, whose keys are paths that end in `language/words.bin`, `tagger.bin`,
 * `parser.bin`, `forms.tsv` and `verbs.txt`. The weights stay where they are: reading them makes views of the bytes.
 */
export function readLanguageModels(files: ReadonlyMap<string, Uint8Array>): LanguageModels {
  return {
    clusters: readClusters(find(files, 'language/words.bin')),
    tagger: readTagger(find(files, 'language/tagger.bin')),
    parser: readParser(find(files, 'language/parser.bin')),
    forms: readForms(text(files, 'language/forms.tsv'), text(files, 'language/verbs.txt')),
  }
}

function text(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  return new TextDecoder().decode(find(files, name))
}

function find(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  for (const [path, bytes] of files) if (path.replaceAll('\\', '/').endsWith(name)) return bytes
  throw new ReadoutError('bad-model', `The model file ${name} is missing; run "npm run train" or install Readout anew`)
}

/** Arrays for one sentence after another; the results of the last one lie in `tags`, `heads` and `labels`. */
export interface Workspace {
  capacity: number
  words: WordFeatures
  tagWork: TagWork
  /** Tag numbers, padded as the words are. */
  tags: Int32Array
  nodes: Nodes
  mirrored: Nodes
  state: ArcState
  guideState: ArcState
  guideHeads: Int32Array
  /** Head of each word by its index in the sentence, -1 for the root. */
  heads: Int32Array
  labels: Int32Array
}

export function makeWorkspace(capacity: number): Workspace {
  const make = () => new Int32Array(capacity + 2 * PAD)
  const makeNodes = (): Nodes => ({ n: 0, form: make(), tag: make(), fine: make(), coarse: make() })
  return {
    capacity,
    words: makeWordFeatures(capacity),
    tagWork: makeTagWork(capacity),
    tags: make(),
    nodes: makeNodes(),
    mirrored: makeNodes(),
    state: makeArcState(capacity),
    guideState: makeArcState(capacity),
    guideHeads: make(),
    heads: make(),
    labels: make(),
  }
}

/** Makes room for a sentence of `n` words. */
export function prepare(workspace: Workspace, n: number): void {
  if (n > workspace.capacity) Object.assign(workspace, makeWorkspace(2 * n))
}
