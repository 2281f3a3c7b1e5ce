import type { ParsedDoc } from '../doc.ts'
import { CAPITALISED, GIVEN, type WordTypes } from './words.ts'

interface NameContext {
  readonly types: WordTypes
  readonly isRead: Uint8Array
  /** Index of the entity or of the gazetteer's name at each token, -1 for none. */
  readonly entAt: Int32Array
  readonly nameAt: Int32Array
  readonly titleAt: Int32Array
}

export interface GivenName {
  readonly first: number
  readonly end: number
}

/**
 * Names that the tagger passed over because a surname is also a common word: "Ned Price", "Condoleezza Rice". A listed
 * given name before a capitalised word, neither of them part of any other name or title.
 */
export function findGivenNames(doc: ParsedDoc, context: NameContext): readonly GivenName[] {
  const { tokens } = doc
  const found: GivenName[] = []
  const { formBits } = context.types
  for (let i = 0; i + 1 < tokens.length; i += 1) {
    if ((formBits[i]! & GIVEN) === 0 || !isCapitalised(context, i) || !isCapitalised(context, i + 1)) continue
    const [given, surname] = [tokens[i]!, tokens[i + 1]!]
    if (!context.isRead[given.sentIdx] || given.sentIdx !== surname.sentIdx) continue
    if (!isFree(doc, context, i) || !isFree(doc, context, i + 1)) continue
    const isHeadline = isCapitalised(context, i + 2) && isCapitalised(context, i + 3)
    const isOpening = tokens[i - 1]?.sentIdx !== given.sentIdx
    if (isHeadline || (isOpening && given.upos !== 'PROPN' && surname.upos !== 'PROPN' && surname.upos !== 'NOUN'))
      continue
    found.push({ first: i, end: i + 2 })
    i += 1
  }
  return found
}

function isCapitalised({ types }: NameContext, i: number): boolean {
  return ((types.formBits[i] ?? 0) & CAPITALISED) !== 0
}

function isFree(doc: ParsedDoc, { entAt, nameAt, titleAt }: NameContext, i: number): boolean {
  if (nameAt[i]! >= 0 || titleAt[i]! >= 0) return false
  const entIdx = entAt[i]!
  if (entIdx < 0) return true
  const ent = doc.ents[entIdx]!
  // "ambassador to Japan Rahm Emanuel": the tagger ran the country and the name into one body.
  const opensWithName = nameAt[ent.firstTokenIdx]! >= 0 && nameAt[ent.firstTokenIdx] !== nameAt[i]
  return (
    ent.label !== 'PERSON' &&
    opensWithName &&
    ent.firstTokenIdx > 0 &&
    doc.tokens[ent.firstTokenIdx - 1]!.upos === 'ADP'
  )
}
