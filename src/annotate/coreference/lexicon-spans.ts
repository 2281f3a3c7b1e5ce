import type { ParsedDoc, Token } from '../doc.ts'
import { type Agent, agentAt, type Gazetteer, type GazetteerEntry, nameAt, type Title, titleAt } from '../gazetteer.ts'
import type { FormIndex, FormMatch } from '../names/form-index.ts'

/** Leftmost longest matches of a lexicon in a document, without overlap, and which of them covers each token. */
export interface LexiconSpans<T> {
  readonly spans: readonly FormMatch<T>[]
  /** Index into `spans` for every token, -1 for none. */
  readonly at: Int32Array
}

/** The span that covers the token, undefined for none. */
export function spanAt<T>(lexicon: LexiconSpans<T>, tokenIdx: number): FormMatch<T> | undefined {
  return lexicon.spans[lexicon.at[tokenIdx] ?? -1]
}

interface Words {
  readonly doc: ParsedDoc
  readonly gazetteer: Gazetteer
  readonly lower: readonly string[]
  readonly lemmas: readonly string[]
  readonly isRead: Uint8Array
}

type Finder<T> = (tokenIdx: number, endTokenIdx: number) => FormMatch<T> | undefined

/** Names of the gazetteer; "North Korean" rather than "the North" in "the North Korean territory". */
export function findNameSpans({ doc, gazetteer, lower, isRead }: Words): LexiconSpans<GazetteerEntry> {
  const { tokens } = doc
  return findSpans(doc, isRead, (i, end) => {
    const isArticle = lower[i] === 'the'
    if (!mayOpenName(tokens[i]!, isArticle ? tokens[i + 1] : undefined, lower[i]!)) return undefined
    const match = nameAt(gazetteer, tokens, i, end)
    const bare = match && isArticle ? nameAt(gazetteer, tokens, i + 1, end) : undefined
    return bare && match && bare.endTokenIdx > match.endTokenIdx ? bare : match
  })
}

/** Names open with a capital or a digit, with an article before one, or with a particle ("al-Qaeda"). */
function mayOpenName(token: Token, next: Token | undefined, lower: string): boolean {
  if (token.form !== lower) return true
  if (next) return next.form !== next.form.toLowerCase()
  const first = lower.charCodeAt(0)
  if (first < 97 || first > 122) return /^[\d\p{L}]/u.test(lower)
  return (first === 97 || first === 101) && /^(?:al|el|ash|an|as|e)(?:[-‐‑]|$)/u.test(lower)
}

/** Titles, honorifics included, whatever their case. */
export function findTitleSpans(words: Words): LexiconSpans<Title> {
  return findFolded(words, words.gazetteer.titles, titleAt)
}

/** Common nouns for those who can take part in an act. */
export function findAgentSpans(words: Words): LexiconSpans<Agent> {
  return findFolded(words, words.gazetteer.agents, agentAt)
}

function findFolded<T>(
  { doc, gazetteer, lower, lemmas, isRead }: Words,
  index: FormIndex<T>,
  at: (gazetteer: Gazetteer, tokens: readonly Token[], first: number, end: number) => FormMatch<T> | undefined,
): LexiconSpans<T> {
  const openers = index.root.next
  return findSpans(doc, isRead, (i, end) => {
    const { upos } = doc.tokens[i]!
    if (upos !== 'NOUN' && upos !== 'PROPN' && upos !== 'ADJ' && upos !== 'X' && upos !== 'VERB') return undefined
    const word = lower[i]!
    const isPlain = /^[a-z]+$/u.test(word)
    if (!isPlain || openers.has(word) || openers.has(lemmas[i]!)) {
      const match = at(gazetteer, doc.tokens, i, end)
      if (match) return match
    }
    // "troops" is its own lemma to the treebanks.
    const singular = isPlain && word.endsWith('s') ? word.slice(0, -1) : ''
    const entries = singular === lemmas[i] ? undefined : openers.get(singular)?.entries
    return entries && entries.length > 0 ? { firstTokenIdx: i, endTokenIdx: i + 1, entries } : undefined
  })
}

function findSpans<T>(doc: ParsedDoc, isRead: Uint8Array, find: Finder<T>): LexiconSpans<T> {
  const spans: FormMatch<T>[] = []
  const at = new Int32Array(doc.tokens.length).fill(-1)
  doc.sents.forEach((sent, s) => {
    if (!isRead[s]) return
    for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; ) {
      const match = find(i, sent.endTokenIdx)
      if (match) {
        at.fill(spans.length, match.firstTokenIdx, match.endTokenIdx)
        spans.push(match)
      }
      i = match ? match.endTokenIdx : i + 1
    }
  })
  return { spans, at }
}
