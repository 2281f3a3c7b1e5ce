import type { Report } from '../../acquire/index.ts'
import { ReadoutError } from '../../errors.ts'
import type { Ent, Sent, Token } from '../doc.ts'
import type { Gazetteer } from '../gazetteer.ts'
import { type Clusters, readClusters } from '../language/words.ts'
import { agree, join } from './agree.ts'
import { decode, spansOf } from './decode.ts'
import { describe, type NameDoc, type TaggedName } from './describe.ts'
import { gather } from './evidence.ts'
import { NAME_LABELS } from './labels.ts'
import { type NameTables, unpackNames } from './model.ts'
import { findPatterns } from './patterns.ts'

/** What the entity tagger has learned, and the word clusters that it shares with the language core. */
export interface NamesModel {
  readonly tables: NameTables
  readonly clusters: Clusters
}

/**
 * The names model among `files`, whose keys are paths that end in `names/names.bin` and `language/words.bin`.
 * @throws ReadoutError `bad-model` where one is missing.
 */
export function readNamesModel(files: ReadonlyMap<string, Uint8Array>): NamesModel {
  const find = (name: string): Uint8Array => {
    for (const [path, bytes] of files) if (path.replaceAll('\\', '/').endsWith(name)) return bytes
    throw new ReadoutError('bad-model', `The model file ${name} is missing; run "npm run train -- names".`)
  }
  return {
    tables: unpackNames(find('names/names.bin'), 'names/names.bin'),
    clusters: readClusters(find('language/words.bin')),
  }
}

/**
 * The names of a document: sorted, without overlap, each within one sentence, without article, title and possessive.
 * Weapons, laws and events by pattern win over what the tagger has at the same place.
 */
export function findNames(
  _report: Report,
  sents: readonly Sent[],
  tokens: readonly Token[],
  model: NamesModel,
  gazetteer: Gazetteer,
): Ent[] {
  const { innerWords, nameWords } = model.tables
  const doc = describe(tokens, sents, { gazetteer, clusters: model.clusters, innerWords, nameWords })
  const patterns = sents.flatMap((sent) => findPatterns(tokens, sent, gazetteer))
  return join(tokens.length, patterns, agree(doc, tagNames(doc, model), gazetteer)).map(
    ({ firstTokenIdx, endTokenIdx, label }) => ({
      label, start: tokens[firstTokenIdx]!.start, end: tokens[endTokenIdx - 1]!.end, firstTokenIdx, endTokenIdx,
    }), // biome-ignore format: one record
  )
}

/** What the trained tagger alone finds. */
export function tagNames(doc: NameDoc, model: NamesModel): TaggedName[] {
  const states = decode(doc, gather(doc), model.tables.weights)
  const names: TaggedName[] = []
  spansOf(states, (firstTokenIdx, endTokenIdx, label) => {
    names.push({ firstTokenIdx, endTokenIdx, label: NAME_LABELS[label]! })
  })
  return names
}
