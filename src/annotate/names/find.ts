import type { Report } from '../../acquire/index.ts'
import { ReadoutError } from '../../errors.ts'
import type { Ent, Sent, Token } from '../doc.ts'
import type { Gazetteer } from '../gazetteer.ts'
import { type Clusters, readClusters } from '../language/words.ts'
import { mapped } from '../mapped.ts'
import { agree, join } from './agree.ts'
import { type DecodeWork, decode, makeDecodeWork, spansOf } from './decode.ts'
import { describe, type NameDoc, type TaggedName } from './describe.ts'
import { type EvidenceWork, gather, makeEvidenceWork } from './evidence.ts'
import { type Forms, makeForms } from './forms.ts'
import { NAME_LABELS } from './labels.ts'
import { type NameTables, unpackNames } from './model.ts'
import { findPatterns } from './patterns.ts'
import { makeSums } from './sums.ts'

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
  const work = workOf(model, gazetteer)
  const doc = describe(tokens, sents, work.forms)
  const patterns = findPatterns(doc, gazetteer)
  const names = join(tokens.length, patterns, agree(doc, tagNames(doc, work), gazetteer))
  return mapped(
    names,
    ({ firstTokenIdx, endTokenIdx, label }) => ({
      label, start: tokens[firstTokenIdx]!.start, end: tokens[endTokenIdx - 1]!.end, firstTokenIdx, endTokenIdx,
    }), // biome-ignore format: one record
  )
}

/** What is kept from document to document: descriptions of forms and sums of weights, which save time and change no answer. */
interface NamesWork {
  readonly forms: Forms
  readonly evidence: EvidenceWork
  readonly decode: DecodeWork
}

const WORK = new WeakMap<NamesModel, NamesWork>()

function workOf(model: NamesModel, gazetteer: Gazetteer): NamesWork {
  const known = WORK.get(model)
  if (known?.forms.lexicons.gazetteer === gazetteer) return known
  const { weights, innerWords, nameWords } = model.tables
  const forms = makeForms({ gazetteer, clusters: model.clusters, innerWords, nameWords })
  const work = { forms, evidence: makeEvidenceWork(), decode: makeDecodeWork(makeSums(weights, forms)) }
  WORK.set(model, work)
  return work
}

/** What the trained tagger alone finds. */
function tagNames(doc: NameDoc, work: NamesWork): TaggedName[] {
  const states = decode(doc, gather(doc, work.evidence), work.decode)
  const names: TaggedName[] = []
  spansOf(states, (firstTokenIdx, endTokenIdx, label) => {
    names.push({ firstTokenIdx, endTokenIdx, label: NAME_LABELS[label]! })
  })
  return names
}
