import type { Problem, Report } from '../../acquire/index.ts'
import type { Sent, Token } from '../doc.ts'
import { makeTokens } from './maketokens.ts'
import { type LanguageModels, makeWorkspace, prepare, type Workspace } from './models.ts'
import { guideFrom, parseGreedily, setGuide, startSentence } from './parse.ts'
import { attachPunctuation, type PunctTree } from './punct.ts'
import { splitSentences } from './sentences.ts'
import { tagSentence } from './tag.ts'
import { tokenise, type Words } from './tokenise.ts'
import { describeWords, PAD } from './words.ts'

export { type LanguageModels, readLanguageModels } from './models.ts'

/** What the language core finds in a report. */
export interface Analysis {
  readonly sents: readonly Sent[]
  readonly tokens: readonly Token[]
  readonly problems: readonly Problem[]
}

/** Past this many words a sentence is told as a problem: it is analysed all the same. */
const LONG_SENTENCE = 1000

/** Sentences, words, tags, features, lemmas and dependencies of every paragraph, heading and title of the report. */
export function analyse(report: Report, models: LanguageModels): Analysis {
  const sents: Sent[] = []
  const tokens: Token[] = []
  const problems: Problem[] = []
  const workspace = makeWorkspace(128)
  report.blocks.forEach((block, blockIdx) => {
    if (block.kind !== 'paragraph' && block.kind !== 'heading' && block.kind !== 'title') return
    const words = tokenise(report.text, block.start, block.end)
    let first = 0
    for (const end of splitSentences(report.text, words)) {
      const span = { start: words.starts[first]!, end: words.ends[end - 1]! }
      const firstTokenIdx = tokens.length
      const sentence = { text: report.text, words, first, end, dateline: datelineEnd(report, words, first, end) }
      analyseSentence(sentence, models, workspace)
      makeTokens(sentence, workspace, models, { sentIdx: sents.length, tokens })
      sents.push({ ...span, firstTokenIdx, endTokenIdx: tokens.length, blockIdx })
      if (end - first > LONG_SENTENCE) problems.push(longSentence(span, end - first))
      first = end
    }
  })
  return { sents, tokens, problems }
}

function longSentence(span: { start: number; end: number }, nWords: number): Problem {
  return {
    code: 'long-sentence',
    message: `A sentence of ${nWords} words was analysed as it stands; its parse is a guess.`,
    span,
  }
}

/** One sentence on its way through the core. */
export interface RawSentence {
  readonly text: string
  readonly words: Words
  readonly first: number
  readonly end: number
  /** Words before this one are the dateline and parsed apart; `first` where there is none. */
  readonly dateline: number
}

function datelineEnd(report: Report, words: Words, first: number, end: number): number {
  const span = report.dateline?.span
  if (!span || words.starts[first]! >= span.end || words.starts[first]! < span.start) return first
  let at = first
  while (at < end && words.starts[at]! < span.end) at++
  return at < end ? at : first
}

/** Tags and parses the sentence; leaves the result in the workspace. */
export function analyseSentence(sentence: RawSentence, models: LanguageModels, workspace: Workspace): void {
  const { text, words, first, end, dateline } = sentence
  prepare(workspace, end - first)
  describeWords({ text, starts: words.starts, ends: words.ends, first, end }, models.clusters, workspace.words)
  tagSentence(models.tagger, workspace.words, workspace.tagWork, workspace.tags)
  const n = end - first
  const cut = dateline - first
  if (cut > 0) {
    parsePart(models, workspace, 0, cut)
    parsePart(models, workspace, cut, n)
    joinDateline(models, workspace, cut, n)
  } else parsePart(models, workspace, 0, n)
  attachPunctuation(punctTree(models, workspace, n), models.parser.punct)
}

function punctTree(models: LanguageModels, workspace: Workspace, n: number): PunctTree {
  const { heads, labels, words, tags } = workspace
  const isPunct = (i: number) => models.tagger.tags[tags[i + PAD]!]!.startsWith('PUNCT/')
  return { n, heads, labels, form: words.form, tag: tags, pad: PAD, isPunct }
}

/** Parses words `from` to `to` of the sentence as one tree; heads count from the sentence's first word, -1 is the root. */
function parsePart(models: LanguageModels, workspace: Workspace, from: number, to: number): void {
  const { parser } = models
  const { nodes, mirrored, state, guideState, heads, labels } = workspace
  fillNodes(workspace, from, to)
  guideFrom(parser.guide, mirrored, guideState, workspace.guideHeads)
  startSentence(state, to - from)
  setGuide(state, workspace.guideHeads)
  parseGreedily(parser.arcs, parser.label, nodes, state)
  for (let i = from; i < to; i++) {
    const at = i - from + PAD
    heads[i] = state.heads[at]! < PAD ? -1 : state.heads[at]! - PAD + from
    labels[i] = state.labels[at]!
  }
}

/** The tag of the artificial root, which no word bears. */
export const ROOT_TAG = 126

function fillNodes(workspace: Workspace, from: number, to: number): void {
  const { words, tags, nodes, mirrored } = workspace
  const n = to - from
  nodes.n = n
  mirrored.n = n
  const part = { from, n, last: words.n + PAD }
  fillOne(words.form, nodes.form, mirrored.form, part)
  fillOne(tags, nodes.tag, mirrored.tag, part)
  fillOne(words.fine, nodes.fine, mirrored.fine, part)
  fillOne(words.coarse, nodes.coarse, mirrored.coarse, part)
  nodes.tag[0] = ROOT_TAG
  mirrored.tag[0] = ROOT_TAG
}

interface Part {
  readonly from: number
  readonly n: number
  /** Place of the pad after the last word of the sentence. */
  readonly last: number
}

/** Copies the words with the pads of the whole sentence, once in reading order and once mirrored. */
function fillOne(source: Int32Array, to: Int32Array, mirror: Int32Array, part: Part): void {
  const { from, n, last } = part
  for (let i = 0; i < n; i++) {
    const value = source[from + i + PAD]!
    to[i + PAD] = value
    mirror[n - 1 - i + PAD] = value
  }
  to[0] = mirror[0] = source[0]!
  to[1] = mirror[1] = source[1]!
  to[n + PAD] = mirror[n + PAD] = source[last]!
  to[n + PAD + 1] = mirror[n + PAD + 1] = source[last + 1]!
}

/** Hangs the tree of the dateline on the root of the sentence. */
function joinDateline(models: LanguageModels, workspace: Workspace, cut: number, n: number): void {
  const { heads, labels } = workspace
  let root = cut
  for (let i = cut; i < n; i++) if (heads[i] === -1) root = i
  for (let i = 0; i < cut; i++) {
    if (heads[i] !== -1) continue
    heads[i] = root
    labels[i] = models.parser.label.labels.indexOf('parataxis')
  }
}
