import type { ParsedDoc, Token } from '../doc.ts'
import type { Gazetteer } from '../gazetteer.ts'

interface NameContext {
  readonly gazetteer: Gazetteer
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
  for (let i = 0; i + 1 < tokens.length; i += 1) {
    const [given, surname] = [tokens[i]!, tokens[i + 1]!]
    if (!context.isRead[given.sentIdx] || given.sentIdx !== surname.sentIdx) continue
    if (!isCapitalised(given) || !isCapitalised(surname) || !context.gazetteer.firstNames.has(given.form)) continue
    if (!isFree(doc, context, i) || !isFree(doc, context, i + 1)) continue
    const isHeadline = isCapitalised(tokens[i + 2]) && isCapitalised(tokens[i + 3])
    const isOpening = tokens[i - 1]?.sentIdx !== given.sentIdx
    if (isHeadline || (isOpening && given.upos !== 'PROPN' && surname.upos !== 'PROPN' && surname.upos !== 'NOUN'))
      continue
    found.push({ first: i, end: i + 2 })
    i += 1
  }
  return found
}

function isCapitalised(token: Token | undefined): boolean {
  // Most words are lower-case ASCII, which one comparison tells.
  if (!token || (token.form.charCodeAt(0) >= 97 && token.form.charCodeAt(0) <= 122)) return false
  return /^\p{Lu}[\p{Ll}\p{Lu}'’-]+$/u.test(token.form)
}

function isFree(doc: ParsedDoc, { entAt, nameAt, titleAt }: NameContext, i: number): boolean {
  if (nameAt[i]! >= 0 || titleAt[i]! >= 0) return false
  const ent = doc.ents[entAt[i]!]
  if (!ent) return true
  // "ambassador to Japan Rahm Emanuel": the tagger ran the country and the name into one body.
  const opensWithName = nameAt[ent.firstTokenIdx]! >= 0 && nameAt[ent.firstTokenIdx] !== nameAt[i]
  return (
    ent.label !== 'PERSON' &&
    opensWithName &&
    ent.firstTokenIdx > 0 &&
    doc.tokens[ent.firstTokenIdx - 1]!.upos === 'ADP'
  )
}
