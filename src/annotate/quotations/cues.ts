import type { Token } from '../doc.ts'
import type { CueEntry } from './rules.ts'
import { findChild, headOf, relation } from './tree.ts'
import type { View } from './view.ts'

/** A word that reports, with the one token that places it: the verb, the noun, or `according` of "according to". */
export interface Cue {
  readonly tokenIdx: number
  readonly entry: CueEntry
  /** For "according to X": the head of X. */
  readonly objectIdx: number | undefined
}

/** The cues of a document by token, and by the clause that a hanging one reports: ", Price said," or "according to Price". */
export interface CueIndex {
  readonly at: ReadonlyMap<number, Cue>
  readonly hanging: ReadonlyMap<number, readonly Cue[]>
}

/** What "according to" does; it is grammar, so no line of the lexicon. */
const ACCORDING: CueEntry = {
  lemma: 'according to', pos: 'noun', cueClass: 'say', takes: new Set(['quote', 'clause']), addressee: undefined, medium: undefined,
} // biome-ignore format: one record

/** Forms of the two commonest cues, which no tagger's mistake should hide. */
const ALWAYS_VERBS: ReadonlyMap<string, string> = new Map([
  ['said', 'say'],
  ['says', 'say'],
  ['saying', 'say'],
  ['told', 'tell'],
  ['tells', 'tell'],
  ['telling', 'tell'],
  ['tweeted', 'tweet'],
])

/** One acts according to these; they say nothing. */
const NO_SPEAKERS = new Set([
  'plan',
  'schedule',
  'custom',
  'tradition',
  'protocol',
  'need',
  'age',
  'size',
  'taste',
  'type',
  'how',
  'whether',
])

/** Returns the reporting words of the document in text order; whether each reports anything here is for others to find. */
export function findCues(view: View): Cue[] {
  const cues: Cue[] = []
  for (let tokenIdx = 0; tokenIdx < view.tokens.length; tokenIdx++) {
    const token = view.tokens[tokenIdx]!
    const isAccording = token.form === 'according' || token.form === 'According'
    const objectIdx = isAccording ? accordingTo(view, tokenIdx) : -1
    const entry = objectIdx >= 0 ? ACCORDING : entryFor(view, token, tokenIdx)
    if (entry) cues.push({ tokenIdx, entry, objectIdx: objectIdx >= 0 ? objectIdx : undefined })
  }
  return cues
}

/** Returns the index of cues; a clause keeps a few hanging ones, for more come only of broken parses. */
export function indexCues(view: View, cues: readonly Cue[]): CueIndex {
  const hanging = new Map<number, Cue[]>()
  for (const cue of cues) {
    const top = cue.objectIdx ?? cue.tokenIdx
    const isHanging =
      isAccording(cue) ||
      (relation(view.tokens[top]) === 'parataxis' && childBy(view, top, 'nsubj') >= 0 && cue.entry.takes.has('quote'))
    const head = isHanging ? headOf(view.tokens, top) : -1
    if (head < 0) continue
    const others = hanging.get(head) ?? []
    if (others.length < 8) hanging.set(head, [...others, cue])
  }
  return { at: new Map(cues.map((cue) => [cue.tokenIdx, cue])), hanging }
}

/** Whether the cue is "according to". */
export function isAccording(cue: Cue): boolean {
  return cue.objectIdx !== undefined
}

function entryFor(view: View, token: Token, tokenIdx: number): CueEntry | undefined {
  const { nouns, adjectives } = view.rules
  switch (token.upos) {
    case 'VERB':
      return verbEntry(view, token, tokenIdx)
    case 'NOUN':
      return mistakenVerb(view, token, tokenIdx) ?? nouns.get(token.lemma)
    case 'ADJ':
      return mistakenVerb(view, token, tokenIdx) ?? adjectives.get(token.lemma)
    case 'PROPN':
    case 'X':
      return mistakenVerb(view, token, tokenIdx)
    default:
      return undefined
  }
}

function verbEntry(view: View, token: Token, tokenIdx: number): CueEntry | undefined {
  const { verbs, phrasalVerbs } = view.rules
  const phrasal = phrasalVerbs.has(token.lemma) ? phrasalEntry(view, token, tokenIdx) : undefined
  if (phrasal) return phrasal
  const entry = verbs.get(token.lemma) ?? mistakenVerb(view, token, tokenIdx)
  if (!entry) return undefined
  // "alleged crimes" alleges nothing, and a "think tank" thinks nothing.
  if (token.deprel === 'amod' || token.deprel === 'compound') return ALWAYS_VERBS.has(token.form) ? entry : undefined
  return token.lemma === 'think' && /^tanks?$/i.test(view.tokens[tokenIdx + 1]?.form ?? '') ? undefined : entry
}

/** "pointed out": the particle by the parse, else the next word. */
function phrasalEntry(view: View, token: Token, tokenIdx: number): CueEntry | undefined {
  const particle = findChild(view.tree, tokenIdx, (child) => view.tokens[child]!.deprel === 'compound:prt')
  const { form } = view.tokens[particle >= 0 ? particle : tokenIdx + 1] ?? {}
  return view.rules.verbs.get(`${token.lemma} ${form?.toLowerCase()}`)
}

function mistakenVerb(view: View, token: Token, tokenIdx: number): CueEntry | undefined {
  const always = ALWAYS_VERBS.get(token.form)
  if (always !== undefined) return view.rules.verbs.get(always)
  return readsOut(view, tokenIdx) ? view.rules.verbs.get('read') : undefined
}

/** "the statement read": taggers take the verb for a noun. */
function readsOut(view: View, tokenIdx: number): boolean {
  const token = view.tokens[tokenIdx]!
  return (
    (token.form === 'read' || token.form === 'reads') && view.rules.media.has(view.tokens[tokenIdx - 1]?.lemma ?? '')
  )
}

/** The head of X in "according to X", or -1 where this "according" does not begin one. */
function accordingTo(view: View, tokenIdx: number): number {
  const { tokens } = view
  if (tokens[tokenIdx + 1]?.form !== 'to') return -1
  if (NO_SPEAKERS.has(tokens[tokenIdx + 2]?.lemma ?? '')) return -1
  // A name alone, whatever the tagger takes it for: "According to Price, …".
  if (/^\p{Lu}/u.test(tokens[tokenIdx + 2]?.form ?? '') && tokens[tokenIdx + 3]?.form === ',') return tokenIdx + 2
  const head = headOf(tokens, tokenIdx)
  if (head > tokenIdx + 1 && isNominal(tokens[head])) return head
  const governed = findChild(view.tree, tokenIdx, (child) => child > tokenIdx + 1 && isNominal(tokens[child]))
  if (governed >= 0) return governed
  for (let i = tokenIdx + 2; i < Math.min(tokens.length, tokenIdx + 8); i++) {
    const mention = view.mentionAt[i]!
    if (mention >= 0) return view.doc.mentions[mention]!.headTokenIdx
  }
  return firstNominalHead(view, tokenIdx + 2)
}

/** The last noun of the first run of nominal words, which is its head in English unless the parse says otherwise. */
function firstNominalHead(view: View, from: number): number {
  let head = -1
  for (let i = from; i < Math.min(view.tokens.length, from + 10); i++) {
    const token = view.tokens[i]!
    if (isNominal(token)) head = i
    else if (head >= 0 || token.upos === 'VERB') break
  }
  return head
}

export function isNominal(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    (token.upos === 'NOUN' || token.upos === 'PROPN' || token.upos === 'PRON' || token.upos === 'NUM')
  )
}

/** Whether a verb is in the passive; a passive subject without an auxiliary is a slip of the parser. */
export function isPassive(view: View, verbIdx: number): boolean {
  return findChild(view.tree, verbIdx, (child) => view.tokens[child]!.deprel === 'aux:pass') >= 0
}

/** The first child with a relation, subtypes aside, or -1. */
export function childBy(view: View, tokenIdx: number, name: string): number {
  return findChild(view.tree, tokenIdx, (child) => relation(view.tokens[child]) === name)
}

/** The first nominal child that a preposition marks, or -1: `by` for the agent of a passive. */
export function childByCase(view: View, tokenIdx: number, preposition: string): number {
  return findChild(view.tree, tokenIdx, (child) => {
    const name = relation(view.tokens[child])
    if (name !== 'obl' && name !== 'nmod') return false
    return caseOf(view, child) === preposition
  })
}

/** The preposition of a nominal, lower-case, or undefined. */
export function caseOf(view: View, nominalIdx: number): string | undefined {
  const marker = findChild(
    view.tree,
    nominalIdx,
    (child) => view.tokens[child]?.deprel === 'case' && child < nominalIdx,
  )
  return marker < 0 ? undefined : view.tokens[marker]?.form.toLowerCase()
}
