import type { ParsedDoc } from '../doc.ts'
import { type Agent, agentAt, type Gazetteer, type GazetteerEntry, nameAt, type Title, titleAt } from '../gazetteer.ts'
import type { FormMatch, FormToken } from '../names/form-index.ts'
import {
  HAS_CAPITAL, OPENS_AGENT, OPENS_NAME, OPENS_TITLE, SINGULAR_AGENT, SINGULAR_TITLE, type WordType, type WordTypes,
} from './words.ts' // biome-ignore format: one glance

/** Leftmost longest matches of a lexicon in a document, without overlap, and which of them covers each token. */
export interface LexiconSpans<T> {
  readonly spans: readonly FormMatch<T>[]
  /** Index into `spans` for every token, -1 for none. */
  readonly at: Int32Array
}

/** The span that covers the token, undefined for none. */
export function spanAt<T>(lexicon: LexiconSpans<T>, tokenIdx: number): FormMatch<T> | undefined {
  const idx = lexicon.at[tokenIdx] ?? -1
  return idx < 0 ? undefined : lexicon.spans[idx]
}

interface Words {
  readonly doc: ParsedDoc
  readonly gazetteer: Gazetteer
  readonly types: WordTypes
  readonly isRead: Uint8Array
}

type Finder<T> = (tokenIdx: number, endTokenIdx: number) => FormMatch<T> | undefined

/** Names of the gazetteer; "North Korean" rather than "the North" in "the North Korean territory". */
export function findNameSpans({ doc, gazetteer, types, isRead }: Words): LexiconSpans<GazetteerEntry> {
  const { forms } = types
  return findSpans({ doc, types, isRead }, { form: OPENS_NAME, lemma: 0 }, (i, end) => {
    const isArticle = forms[i]!.lower === 'the'
    if (!mayOpenName(forms[i]!, isArticle ? forms[i + 1] : undefined)) return undefined
    return onlyWord(forms[i]!.names, i) ?? nameAt(gazetteer, forms, i, end)
  })
}

/** The match of a form of one word with which no longer form begins. */
function onlyWord<T>(entries: readonly T[] | undefined, i: number): FormMatch<T> | undefined {
  return entries && { firstTokenIdx: i, endTokenIdx: i + 1, entries }
}

/** Names open with a capital or a digit, with an article before one, or with a particle ("al-Qaeda"). */
function mayOpenName({ bits, lower }: WordType, next: WordType | undefined): boolean {
  if (bits & HAS_CAPITAL) return true
  if (next) return (next.bits & HAS_CAPITAL) !== 0
  const first = lower.charCodeAt(0)
  if (first < 97 || first > 122) return /^[\d\p{L}]/u.test(lower)
  return (first === 97 || first === 101) && /^(?:al|el|ash|an|as|e)(?:[-‐‑]|$)/u.test(lower)
}

/** Titles, honorifics included, whatever their case. */
export function findTitleSpans(words: Words): LexiconSpans<Title> {
  return findFolded(words, {
    at: titleAt,
    opens: OPENS_TITLE,
    hasSingular: SINGULAR_TITLE,
    only: (type) => type.titles,
    singular: (type) => type.singularTitles,
  })
}

/** Common nouns for those who can take part in an act. */
export function findAgentSpans(words: Words): LexiconSpans<Agent> {
  return findFolded(words, {
    at: agentAt,
    opens: OPENS_AGENT,
    hasSingular: SINGULAR_AGENT,
    only: (type) => type.agents,
    singular: (type) => type.singularAgents,
  })
}

interface Folded<T> {
  readonly at: (
    gazetteer: Gazetteer,
    forms: readonly FormToken[],
    first: number,
    end: number,
    lemmas: readonly FormToken[],
  ) => FormMatch<T> | undefined
  /** The bit of words with which a form may begin, and of words whose singular is a form. */
  readonly opens: number
  readonly hasSingular: number
  readonly only: (type: WordType) => readonly T[] | undefined
  readonly singular: (type: WordType) => readonly T[] | undefined
}

function findFolded<T>({ doc, gazetteer, types, isRead }: Words, lexicon: Folded<T>): LexiconSpans<T> {
  const { forms, lemmas, formBits, lemmaBits } = types
  const mayBegin = { form: lexicon.opens | lexicon.hasSingular, lemma: lexicon.opens }
  return findSpans({ doc, types, isRead }, mayBegin, (i, end) => {
    const type = forms[i]!
    const opens = (formBits[i]! | lemmaBits[i]!) & lexicon.opens
    const entries = lexicon.singular(type)
    const { upos } = doc.tokens[i]!
    if (upos !== 'NOUN' && upos !== 'PROPN' && upos !== 'ADJ' && upos !== 'X' && upos !== 'VERB') return undefined
    const match = opens ? (onlyWord(lexicon.only(type), i) ?? lexicon.at(gazetteer, forms, i, end, lemmas)) : undefined
    if (match) return match
    // "troops" is its own lemma to the treebanks, and "workers" begins a longer form.
    if (!entries || entries.length === 0) return undefined
    return { firstTokenIdx: i, endTokenIdx: i + 1, entries }
  })
}

/** The bits of a word, or of its lemma, with which a form of the lexicon may begin. */
interface Openers {
  readonly form: number
  readonly lemma: number
}

function findSpans<T>(
  { doc, types: { formBits, lemmaBits }, isRead }: Omit<Words, 'gazetteer'>,
  mayBegin: Openers,
  find: Finder<T>,
): LexiconSpans<T> {
  const spans: FormMatch<T>[] = []
  const at = new Int32Array(doc.tokens.length).fill(-1)
  const { form, lemma } = mayBegin
  doc.sents.forEach((sent, s) => {
    if (!isRead[s]) return
    for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; ) {
      const match = formBits[i]! & form || lemmaBits[i]! & lemma ? find(i, sent.endTokenIdx) : undefined
      if (match) {
        at.fill(spans.length, match.firstTokenIdx, match.endTokenIdx)
        spans.push(match)
      }
      i = match ? match.endTokenIdx : i + 1
    }
  })
  return { spans, at }
}
