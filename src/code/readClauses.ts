import type { Doc, Mention, Token } from '../annotate/index.ts'
import type { Clauses, Known } from './clause.ts'
import type { Codebook } from './codebook.ts'
import { REL } from './relations.ts'
import { readWords } from './words.ts'

/** Builds the view of `doc` that the codebook's frames are matched on. */
export function readClauses(
  found: Doc,
  { vocabulary: { numbers } }: Pick<Codebook, 'vocabulary'>,
  anyKind: ReadonlySet<string> = new Set(),
): Clauses {
  const words = readWords(found)
  const doc: Doc = { ...found, tokens: words }
  const copulaOf = new Map<number, number>()
  words.forEach(({ head, relation, lemma }, tokenIdx) => {
    if (head >= 0 && (relation & REL.cop) !== 0 && lemma === 'be' && !copulaOf.has(head)) copulaOf.set(head, tokenIdx)
  })
  const [lemmas, forms] = [words.map(({ lemma }) => lowerCase(lemma)), words.map(({ form }) => lowerCase(form))]
  const lemmaNumbers = Int32Array.from(lemmas, (lemma) => numbers.get(lemma) ?? 0)
  const formNumbers = Int32Array.from(forms, (form, i) =>
    form === lemmas[i] ? lemmaNumbers[i]! : (numbers.get(form) ?? 0),
  )
  const mentionAt = new Map<number, Mention>()
  const namedFrom = new Map<number, Mention>()
  for (const mention of doc.mentions) {
    if (mention.kind !== 'pronoun' && !namedFrom.has(mention.firstTokenIdx))
      namedFrom.set(mention.firstTokenIdx, mention)
    const known = mentionAt.get(mention.headTokenIdx)
    if (!known || mention.end - mention.start > known.end - known.start) mentionAt.set(mention.headTokenIdx, mention)
  }
  return {
    doc,
    words,
    mentionAt,
    mentionsFrom: byStart(doc.mentions),
    listed: readLists(doc, mentionAt),
    anyKind,
    copulaOf,
    lemmas,
    forms,
    lemmaNumbers,
    formNumbers,
    namedFrom,
    coveredBy: coverage(doc),
    isPlaceAt: placeTokens(doc),
    isTimeAt: timeTokens(doc),
    memo: {
      subtree: unknown(words.length),
      arguments: unknown(words.length),
      participants: unknown(words.length),
      owners: unknown(words.length),
      words: unknown(words.length),
      heads: unknown(words.length),
      matched: unknown(words.length),
      kinds: new Uint32Array(words.length),
    },
  }
}

function unknown<T>(n: number): Known<T> {
  return new Array(n).fill(undefined)
}

/** Most words are in lower case, and looking is quicker than making a copy. */
function lowerCase(word: string): string {
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i)
    if (unit > 127 || (unit >= 65 && unit <= 90)) return word.toLowerCase()
  }
  return word
}

function byStart(mentions: readonly Mention[]): Map<number, Mention[]> {
  const found = new Map<number, Mention[]>()
  for (const mention of mentions) {
    const known = found.get(mention.start)
    if (known) known.push(mention)
    else found.set(mention.start, [mention])
  }
  return found
}

function coverage({ tokens, mentions }: Doc): (Mention | undefined)[] {
  const covered: (Mention | undefined)[] = new Array(tokens.length).fill(undefined)
  const length = (mention: Mention) => mention.endTokenIdx - mention.firstTokenIdx
  for (const mention of mentions) {
    if (mention.kind === 'pronoun') continue
    for (let idx = mention.firstTokenIdx; idx < mention.endTokenIdx; idx++) {
      const known = covered[idx]
      if (!known || length(mention) < length(known)) covered[idx] = mention
    }
  }
  return covered
}

function placeTokens({ tokens, ents }: Doc): Uint8Array {
  const inPlace = new Uint8Array(tokens.length)
  for (const { label, firstTokenIdx, endTokenIdx } of ents)
    if (label === 'GPE' || label === 'LOC') inPlace.fill(1, firstTokenIdx, endTokenIdx)
  return inPlace
}

function timeTokens({ tokens, times }: Doc): Uint8Array {
  const inTime = new Uint8Array(tokens.length)
  for (const { firstTokenIdx, endTokenIdx } of times) inTime.fill(1, firstTokenIdx, endTokenIdx)
  return inTime
}

/**
 * Lists of mentions side by side ("Foreign Minister X and Defence Minister Y"), by head token. Parsers often make one member a
 * modifier of the other; where one head governs the other and only commas and conjunctions stand between, they are coordinated.
 */
function readLists({ tokens, mentions }: Doc, mentionAt: ReadonlyMap<number, Mention>): Map<number, number[]> {
  const listed = new Map<number, number[]>()
  const outer = mentions
    .filter((m) => mentionAt.get(m.headTokenIdx) === m && m.kind !== 'pronoun')
    .sort((a, b) => a.firstTokenIdx - b.firstTokenIdx)
  for (let i = 0; i + 1 < outer.length; i++) {
    const members = [outer[i]!]
    let hasConjunction = false
    for (let k = i + 1; k < outer.length; k++) {
      const gap = tokens.slice(members.at(-1)!.endTokenIdx, outer[k]!.firstTokenIdx)
      if (gap.length === 0 || gap.length > 2 || !gap.every(({ upos, form }) => upos === 'CCONJ' || form === ',')) break
      if (!members.some((m) => isGovernedBy(tokens, m, outer[k]!) || isGovernedBy(tokens, outer[k]!, m))) break
      hasConjunction ||= gap.some(({ upos }) => upos === 'CCONJ')
      members.push(outer[k]!)
    }
    if (!hasConjunction) continue
    const heads = members.map(({ headTokenIdx }) => headTokenIdx)
    for (const head of heads)
      listed.set(head, [...new Set([...(listed.get(head) ?? []), ...heads.filter((other) => other !== head)])])
  }
  return listed
}

/** Whether the head of `below` hangs within three steps on a word of `above`, or both hang on one word as conjuncts do. */
function isGovernedBy(tokens: readonly Token[], below: Mention, above: Mention): boolean {
  let idx = below.headTokenIdx
  for (let steps = 0; steps < 3; steps++) {
    idx = tokens[idx]!.head
    if (idx < 0) return false
    if (idx >= above.firstTokenIdx && idx < above.endTokenIdx) return true
    if (tokens[idx]!.upos === 'VERB') return false
  }
  return false
}
