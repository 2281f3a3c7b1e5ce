import type { Problem, Report } from '../../acquire/index.ts'
import type { Sent } from '../doc.ts'
import { mendTrees } from '../trees/mendedTree.ts'
import type { Growing } from '../trees/words.ts'
import { N_PLACES, type Nodes } from './arcfeatures.ts'
import { isUpper } from './chars.ts'
import { KEYS } from './hash.ts'
import { lexemeRow } from './lexemes.ts'
import { makeTokens } from './maketokens.ts'
import { type LanguageModels, ROOT_TAG, type Workspace, workspaceFor } from './models.ts'
import { guideFrom, parseGreedily, setGuide, startSentence } from './parse.ts'
import { attachPunctuation } from './punct.ts'
import { splitSentences } from './sentences.ts'
import { padCandidates, tagSentence } from './tag.ts'
import { isRomanised, tokenise, type Words } from './tokenise.ts'
import { PAD, padWords } from './words.ts'
import { wordRow } from './wordtable.ts'

export { type LanguageModels, readLanguageModels } from './models.ts'

/** What the language core finds in a report. */
export interface Analysis {
  readonly sents: readonly Sent[]
  /** What mentions show to be wrong of their trees is still to be mended, and they do not know their dependents yet. */
  readonly tokens: readonly Growing[]
  readonly problems: readonly Problem[]
}

/** Past this many words a sentence is told as a problem: it is analysed all the same. */
const LONG_SENTENCE = 1000

/** Sentences, words, tags, features, lemmas and dependencies of every paragraph, heading and title of the report. */
export function analyse(report: Report, models: LanguageModels): Analysis {
  const sents: Sent[] = []
  const tokens: Growing[] = []
  const problems: Problem[] = []
  report.blocks.forEach((block, blockIdx) => {
    if (block.kind !== 'paragraph' && block.kind !== 'heading' && block.kind !== 'title') return
    const words = tokenise(report.text, block.start, block.end)
    let first = 0
    for (const end of splitSentences(report.text, words)) {
      const [start, stop] = [words.starts[first]!, words.ends[end - 1]!]
      const firstTokenIdx = tokens.length
      const sentence = { text: report.text, words, first, end, dateline: datelineEnd(report, words, first, end) }
      makeTokens(sentence, analyseSentence(sentence, models), models, { sentIdx: sents.length, tokens })
      // Written out: a copy that begins with a spread has a shape of its own each time, and all that reads it is slow.
      sents.push({ start, end: stop, firstTokenIdx, endTokenIdx: tokens.length, blockIdx })
      if (end - first > LONG_SENTENCE) problems.push(longSentence({ start, end: stop }, end - first))
      first = end
    }
  })
  // The first word of a title has nothing to mend; a rule that has once looked before the first word of all is slow for good at looking back.
  mendTrees(tokens, report.blocks[sents[0]?.blockIdx ?? 0]?.kind === 'paragraph' ? 0 : 1)
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

/** Tags and parses the sentence; the result lies in the workspace that is returned. */
export function analyseSentence(sentence: RawSentence, models: LanguageModels): Workspace {
  const n = sentence.end - sentence.first
  const workspace = workspaceFor(models, n)
  describeSentence(sentence, models, workspace)
  const { table, words, lists, tagWork, tags } = workspace
  tagSentence(models.tagger.weights, words, { lists, pool: table.pool }, tagWork, tags)
  nameSources(sentence, models, tags)
  nameDrones(sentence, models, tags)
  nameSyllables(sentence, models, tags)
  findLexemes(models, workspace)
  const cut = sentence.dateline - sentence.first
  if (cut > 0) {
    parsePart(models, workspace, 0, cut)
    parsePart(models, workspace, cut, n)
    joinDateline(models, workspace, cut, n)
  } else parsePart(models, workspace, 0, n)
  const { heads, labels } = workspace
  const tree = { n, heads, labels, form: words.form, tag: tags, pad: PAD, isPunct: models.isPunct }
  attachPunctuation(tree, models.parser.punct, workspace.punctWork)
  return workspace
}

/** "according to Price", "according to state media": no verb follows these two words, whatever the tagger makes of what does. */
function nameSources(
  { text, words: { starts, ends }, first, end }: RawSentence,
  models: LanguageModels,
  tags: Int32Array,
): void {
  for (let i = first; i + 2 < end; i++) {
    if (ends[i]! - starts[i]! !== 9 || ends[i + 1]! - starts[i + 1]! !== 2) continue
    if (!/^according to$/i.test(text.slice(starts[i]!, ends[i + 1]!).replace(/\s+/g, ' '))) continue
    const at = i + 2 - first + PAD
    if (models.upos[tags[at]!] !== 'VERB') continue
    const tag = models.tagger.tags.indexOf(isUpper(text.charCodeAt(starts[i + 2]!)) ? 'PROPN/NNP' : 'NOUN/NN')
    if (tag >= 0) tags[at] = tag
  }
}

/** "a U.S. drone strike", "the drones circled": in the treebanks a drone is hardly ever the machine, and taggers take the word for the verb ("droned on"). */
function nameDrones(
  { text, words: { starts, ends }, first, end }: RawSentence,
  models: LanguageModels,
  tags: Int32Array,
): void {
  for (let i = first; i < end; i++) {
    const length = ends[i]! - starts[i]!
    if (length !== 5 && length !== 6) continue
    const at = i - first + PAD
    if (models.upos[tags[at]!] !== 'VERB' || !/^drones?$/i.test(text.slice(starts[i]!, ends[i]!))) continue
    const isVerb = i + 1 < end && text.slice(starts[i + 1]!, ends[i + 1]!) === 'on'
    const tag = models.tagger.tags.indexOf(length === 5 ? 'NOUN/NN' : 'NOUN/NNS')
    if (!isVerb && tag >= 0) tags[at] = tag
  }
}

const HYPHEN = 45

/** "Noh Kyu-duk": a given name of two syllables and the surname before it are names, though no treebank holds them. */
function nameSyllables(
  { text, words: { starts, ends }, first, end }: RawSentence,
  models: LanguageModels,
  tags: Int32Array,
): void {
  for (let i = first; i < end; i++) {
    const length = ends[i]! - starts[i]!
    if (length < 4 || length > 13 || !isUpper(text.charCodeAt(starts[i]!))) continue
    let hyphen = starts[i]! + 1
    while (hyphen < ends[i]! && text.charCodeAt(hyphen) !== HYPHEN) hyphen++
    if (hyphen >= ends[i]! - 1 || isUpper(text.charCodeAt(hyphen + 1))) continue
    if (!isRomanised(text.slice(starts[i]!, ends[i]!))) continue
    const name = models.tagger.tags.indexOf('PROPN/NNP')
    if (name < 0) return
    tags[i - first + PAD] = name
    const before = i - 1
    if (before < first || !isUpper(text.charCodeAt(starts[before]!))) continue
    const isLoose = /^(?:INTJ|X|NOUN|ADJ|VERB)$/.test(models.upos[tags[before - first + PAD]!] ?? '')
    if (isLoose && isRomanised(text.slice(starts[before]!, ends[before]!))) tags[before - first + PAD] = name
  }
}

/** Looks the words up in the table and fills in what the tagger and the parser look at. */
function describeSentence(
  { text, words: spans, first, end }: RawSentence,
  models: LanguageModels,
  into: Workspace,
): void {
  const { table, words, rows, lists, tagWork } = into
  const { features } = table
  words.n = end - first
  padWords(words)
  padCandidates(tagWork.candidates, words.n)
  for (let i = first, at = PAD; i < end; i++, at++) {
    const row = wordRow(table, text, spans.starts[i]!, spans.ends[i]!, models)
    rows[at] = row
    lists[at] = table.lists[row]!
    tagWork.candidates[at] = table.candidates[row]!
    words.form[at] = features.form[row]!
    words.shape[at] = features.shape[row]!
    words.suffix2[at] = features.suffix2[row]!
    words.suffix3[at] = features.suffix3[row]!
    words.fine[at] = features.fine[row]!
    words.coarse[at] = features.coarse[row]!
    words.verb[at] = features.verb[row]!
  }
}

function findLexemes(models: LanguageModels, { words, rows, tags, table, lexemes, lexemeTable }: Workspace): void {
  for (let at = PAD; at < words.n + PAD; at++) {
    const row = rows[at]!
    lexemes[at] = lexemeRow(lexemeTable, row, tags[at]!, table, models)
  }
  lexemes[0] = 0
  lexemes[1] = 1
  lexemes[words.n + PAD] = 2
  lexemes[words.n + PAD + 1] = 3
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

/** Copies the words with the pads of the whole sentence, once in reading order and once mirrored. */
function fillNodes(workspace: Workspace, from: number, to: number): void {
  const { words, nodes, mirrored } = workspace
  const n = to - from
  nodes.n = mirrored.n = n
  for (let i = 0; i < n; i++) {
    fillNode(workspace, nodes, i + PAD, from + i + PAD)
    fillNode(workspace, mirrored, n - 1 - i + PAD, from + i + PAD)
  }
  for (const part of [nodes, mirrored]) {
    fillNode(workspace, part, 0, 0)
    fillNode(workspace, part, 1, 1)
    fillNode(workspace, part, n + PAD, words.n + PAD)
    fillNode(workspace, part, n + PAD + 1, words.n + PAD + 1)
    part.tag[0] = ROOT_TAG
    part.tagKey[0] = KEYS[ROOT_TAG]!
  }
  const { arcSums, guideSums } = workspace.lexemeTable
  for (let at = 0; at < n + 2 * PAD; at++) {
    const source = at < PAD ? at : at < n + PAD ? at + from : at - n + words.n
    copySums(arcSums, workspace.lexemes[source]!, nodes.sums, at)
    const mirror = at < PAD || at >= n + PAD ? source : n + 2 * PAD - 1 - at + from
    copySums(guideSums, workspace.lexemes[mirror]!, mirrored.sums, at)
  }
}

function fillNode({ words, tags }: Workspace, part: Nodes, to: number, from: number): void {
  part.form[to] = words.form[from]!
  part.tag[to] = tags[from]!
  part.tagKey[to] = KEYS[tags[from]!]!
  part.fine[to] = words.fine[from]!
  part.coarse[to] = words.coarse[from]!
}

function copySums(from: Int32Array, row: number, to: Int32Array, at: number): void {
  for (let place = 0; place < N_PLACES; place++) to[N_PLACES * at + place] = from[N_PLACES * row + place]!
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
