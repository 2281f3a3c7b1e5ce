import type { Report } from '../../acquire/index.ts'
import type { Ent, EntLabel, Sent, Token } from '../doc.ts'
import { type Gazetteer, nameAt, titleAt } from '../gazetteer.ts'

/** What the entity tagger has learned. */
export type NamesModel = Readonly<Record<never, never>>

/** The names model among `files`. */
export function readNamesModel(_files: ReadonlyMap<string, Uint8Array>): NamesModel {
  return {}
}

/** The names of a document: sorted, without overlap, each within one sentence. */
export function findNames(
  _report: Report,
  sents: readonly Sent[],
  tokens: readonly Token[],
  _model: NamesModel,
  gazetteer: Gazetteer,
): Ent[] {
  const ents: Ent[] = []
  for (const sent of sents) {
    for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; ) {
      const known = nameAt(gazetteer, tokens, i, sent.endTokenIdx)
      let end = i
      while (end < sent.endTokenIdx && tokens[end]!.upos === 'PROPN') end += 1
      const entry = known?.entries[0]
      let first = i
      let label: EntLabel = 'PERSON'
      if (known && entry && known.endTokenIdx >= end) {
        end = known.endTokenIdx
        label = entry.label
        if (/^the$/iu.test(tokens[first]!.form)) first += 1
      } else {
        first = titleAt(gazetteer, tokens, i, end)?.endTokenIdx ?? i
        if (
          tokens[end - 1]?.form.match(
            /(ry|ment|Council|Party|Agency|Committee|Commission|Group|Court|Force|Corp|Inc\.?)$/u,
          )
        )
          label = 'ORG'
      }
      if (end > first)
        ents.push({
          label, start: tokens[first]!.start, end: tokens[end - 1]!.end, firstTokenIdx: first, endTokenIdx: end,
        }) // biome-ignore format: one record
      i = Math.max(end, i + 1)
    }
  }
  return ents
}
