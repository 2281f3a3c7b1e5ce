import type { ParsedDoc, Token } from '../doc.ts'
import { HYPHEN, POSSESSIVE, type WordTypes } from './words.ts'

/**
 * A base noun phrase: what stands from its determiner to its last noun, without what follows the noun.
 * Found by tags rather than by the parse, because tags are right more often and a mention needs its extent first.
 */
export interface Chunk {
  readonly first: number
  readonly end: number
  /** The last noun. */
  readonly head: number
  /** Index of the chunk whose possessive opens this one ("South Korea's"), -1 for none. */
  readonly possessor: number
  /** True if a possessive marker follows. */
  readonly isPossessor: boolean
}

interface ChunkContext {
  readonly isRead: Uint8Array
  readonly isTime: Uint8Array
  readonly types: WordTypes
  readonly lower: readonly string[]
  /** 1 on the words of a nationality: "South Korean", "U.S.". */
  readonly isNational: Uint8Array
  /** 1 on names that the tagger passed over: proper nouns whatever their tag. */
  readonly isGivenName: Uint8Array
  /** 1 on the last word of a person's name. */
  readonly isPersonEnd: Uint8Array
}

/** All base noun phrases in text order. Temporal expressions belong to none. */
export function findChunks(doc: ParsedDoc, context: ChunkContext): readonly Chunk[] {
  const chunks: Chunk[] = []
  doc.sents.forEach((sent, s) => {
    if (!context.isRead[s]) return
    for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; ) {
      // "at least 29 civilians", "shot dead seven people": the first word belongs to what stands before.
      if (i > sent.firstTokenIdx && isBefore(context.lower, i)) i++
      const end = context.isTime[i] ? i : runEnd(doc.tokens, context, i, sent.endTokenIdx)
      const head = lastNominal(doc.tokens, context, i, end)
      if (head < 0) {
        i = Math.max(i + 1, end)
        continue
      }
      const isPossessor = isGenitive(context.lower[head + 1], doc.tokens[head + 1])
      const previous = chunks.length > 0 ? chunks[chunks.length - 1]! : undefined
      const follows = previous?.isPossessor === true && previous.end + 1 === i
      chunks.push({ first: i, end: head + 1, head, possessor: follows ? chunks.length - 1 : -1, isPossessor })
      i = isPossessor ? head + 2 : head + 1
    }
  })
  return chunks
}

function isBefore(lower: readonly string[], i: number): boolean {
  return lower[i] === 'least' || lower[i] === 'most'
    ? lower[i - 1] === 'at'
    : lower[i] === 'dead' && lower[i - 1] === 'shot'
}

/** True for the possessive marker as a token of its own. */
export function isGenitive(lower: string | undefined, token: Token | undefined): boolean {
  return token !== undefined && (lower === "'s" || lower === "'") && token.upos === 'PART'
}

function runEnd(tokens: readonly Token[], context: ChunkContext, first: number, limit: number): number {
  let seenNoun = false
  let i = first
  for (; i < limit; i += 1) {
    const token = tokens[i]!
    if (context.isTime[i]) break
    if (i > first && context.isPersonEnd[i - 1] && !mayFollowName(token, context, i)) break
    if (token.upos === 'NOUN' && (isVerbPart(tokens, context, i) || isPresentVerb(tokens, i))) break
    if (i > first && isReceiver(tokens, i - 1, first) && (token.upos === 'ADJ' || token.upos === 'NUM')) break
    const opens = token.upos === 'DET' || (context.types.formBits[i]! & POSSESSIVE) !== 0
    if (opens) {
      if (i > first && (seenNoun || token.upos !== 'DET' || !isPredeterminer(context.lower[i - 1]!))) break
      continue
    }
    if (token.upos === 'NOUN' || token.upos === 'PROPN' || context.isGivenName[i]) seenNoun = true
    else if (!continues(tokens, context, i, first, limit)) break
  }
  return i
}

/** "the Biden administration", "Blinken-Hayashi": only a noun or a hyphen goes on with the phrase of a name. */
function mayFollowName({ upos }: Token, context: ChunkContext, i: number): boolean {
  return upos === 'NOUN' || upos === 'PROPN' || isHyphen(context, i)
}

function isHyphen({ types }: ChunkContext, i: number): boolean {
  return ((types.formBits[i] ?? 0) & HYPHEN) !== 0
}

/** "Pyongyang | test-fired two missiles": a noun joined to a verb by a hyphen belongs to the verb. */
function isVerbPart(tokens: readonly Token[], context: ChunkContext, i: number): boolean {
  const verb = tokens[i + 2]
  if (!isHyphen(context, i + 1) || verb?.upos !== 'VERB') return false
  const hyphen = tokens[i + 1]!
  const isJoined = tokens[i]!.end === hyphen.start && hyphen.end === verb.start
  return isJoined && verb.deprel !== 'amod' && verb.deprel !== 'compound'
}

/** "Chile | sanctions | three Russian generals", "Spain | summons | Israel's envoy": the verb of a state and its object, which taggers take for a noun. */
function isPresentVerb(tokens: readonly Token[], i: number): boolean {
  if (!/^(?:sanctions|summons)$/.test(tokens[i]!.form) || tokens[i - 1]?.upos !== 'PROPN') return false
  const next = tokens[i + 1]?.upos
  return next === 'PROPN' || next === 'NUM' || next === 'DET'
}

/** "sent Ukraine | more tanks": a name that the verb before takes for itself opens no phrase of what is sent. */
function isReceiver(tokens: readonly Token[], i: number, first: number): boolean {
  const { upos, deprel, head } = tokens[i]!
  return upos === 'PROPN' && (deprel === 'obj' || deprel === 'iobj') && head >= 0 && head < first
}

/** "all the king's men", "both the ministers": a determiner that another may follow. */
function isPredeterminer(lower: string): boolean {
  return lower === 'all' || lower === 'both' || lower === 'half' || lower === 'such'
}

function continues(tokens: readonly Token[], context: ChunkContext, i: number, first: number, limit: number): boolean {
  const token = tokens[i]!
  const next = i + 1 < limit ? tokens[i + 1] : undefined
  switch (token.upos) {
    case 'ADJ':
    case 'NUM':
    case 'SYM':
    case 'X':
      return true
    case 'VERB':
      return (token.deprel === 'amod' || token.deprel === 'compound') && next !== undefined
    case 'ADV':
      return (
        i > first && next !== undefined && (next.upos === 'ADJ' || (next.upos === 'VERB' && next.deprel === 'amod'))
      )
    case 'PUNCT':
      if (token.form === ',') return joinsNationalities(tokens, context, i, limit)
      return isHyphen(context, i) && i > first && tokens[i - 1]!.end === token.start && token.end === next?.start
    case 'CCONJ':
      return joinsNationalities(tokens, context, i, limit) || joinsModifiers(tokens, context, i, first, limit)
    default:
      return false
  }
}

/** "U.S., Japanese and South Korean officials": what stands between two nationalities before one noun. */
function joinsNationalities(tokens: readonly Token[], context: ChunkContext, i: number, limit: number): boolean {
  if (!context.isNational[i - 1] || !context.isNational[i + 1]) return false
  for (let j = i + 1; j < limit && j < i + 12; j += 1) {
    const token = tokens[j]!
    if (context.isNational[j]) continue
    if (token.upos === 'NOUN') return true
    if (token.upos !== 'ADJ' && token.upos !== 'PROPN' && token.upos !== 'CCONJ' && token.form !== ',') return false
    if (token.upos === 'CCONJ' && !context.isNational[j + 1]) return false
  }
  return false
}

/** "political and military leaders": a conjunction between two adjectives before their noun. */
function joinsModifiers(
  tokens: readonly Token[],
  context: ChunkContext,
  i: number,
  first: number,
  limit: number,
): boolean {
  const before = tokens[i - 1]
  if (i === first || !before || before.upos !== 'ADJ') return false
  const isProper = /^\p{Lu}/u.test(before.form)
  for (let j = i + 1; j < limit && j < i + 5 && !context.isTime[j]; j += 1) {
    const token = tokens[j]!
    if (token.upos === 'NOUN') return j > i + 1 || (j + 1 < limit && tokens[j + 1]!.upos === 'NOUN')
    if (token.upos === 'ADJ' && isProper === /^\p{Lu}/u.test(token.form)) continue
    if (token.upos !== 'PROPN' || !isProper) return false
  }
  return false
}

function lastNominal(tokens: readonly Token[], context: ChunkContext, first: number, end: number): number {
  for (let i = end - 1; i >= first; i -= 1) {
    const { upos } = tokens[i]!
    if (upos === 'NOUN' || upos === 'PROPN' || context.isGivenName[i]) return i
  }
  // "the two", "the wounded", "the North" where the tagger reads an adjective.
  const opener = tokens[first]?.upos === 'DET'
  for (let i = end - 1; opener && i > first; i -= 1) {
    const { upos } = tokens[i]!
    if (upos === 'NUM' || upos === 'ADJ') return i
  }
  return -1
}
