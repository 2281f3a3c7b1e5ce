import type { Report } from '../../acquire/index.ts'
import { ReadoutError } from '../../errors.ts'
import type { Doc, Token } from '../doc.ts'
import { mendTrees } from '../trees/mendedTree.ts'
import type { Growing } from '../trees/words.ts'
import { type Analysis, analyseSentence } from './analyse.ts'
import { makeTokens } from './maketokens.ts'
import type { LanguageModels } from './models.ts'

/** What the writer needs of a document; entities are optional. */
export type ConlluDoc = Pick<Doc, 'report' | 'sents'> & { readonly tokens: readonly Token[] } & Partial<
    Pick<Doc, 'ents'>
  >

/** Clitics that English writes together with the word before them: the two are one multiword token. */
const CLITIC = /^(?:['’`´](?:s|m|d|re|ve|ll)|['’]|n['’`´]?t|not|na|ta|me|m|ve|s|re)$/i

/** The document in CoNLL-U: `SpaceAfter=No` and entities (`NE=B-PERSON`) in MISC, multiword tokens as ranges. */
export function docToConllu(doc: ConlluDoc): string {
  const names = entityColumn(doc)
  const lines: string[] = [`# newdoc id = ${doc.report.id}`]
  let block = -1
  doc.sents.forEach((sent, sentIdx) => {
    if (sent.blockIdx !== block) lines.push('# newpar')
    block = sent.blockIdx
    lines.push(
      `# sent_id = ${sentIdx + 1}`,
      `# text = ${doc.report.text.slice(sent.start, sent.end).replace(/\s+/g, ' ')}`,
    )
    for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; i++) {
      const range = rangeLine(doc, i, sent)
      if (range) lines.push(range)
      lines.push(wordLine(doc, i, sent, names[i]!))
    }
    lines.push('')
  })
  return `${lines.join('\n')}\n`
}

interface Bounds {
  readonly firstTokenIdx: number
  readonly endTokenIdx: number
}

function wordLine(doc: ConlluDoc, i: number, { firstTokenIdx, endTokenIdx }: Bounds, name: string): string {
  const token = doc.tokens[i]!
  const misc: string[] = []
  if (name !== 'O') misc.push(`NE=${name}`)
  const inRange = isClitic(doc, i) || (i + 1 < endTokenIdx && isClitic(doc, i + 1))
  if (!inRange && isGlued(doc, i)) misc.push('SpaceAfter=No')
  const head = token.head < 0 ? 0 : token.head - firstTokenIdx + 1
  const id = i - firstTokenIdx + 1
  const form = token.form.replace(/\s+/g, ' ')
  return [
    id,
    form,
    token.lemma.replace(/\s+/g, ' ') || '_',
    token.upos,
    '_',
    token.feats,
    head,
    token.deprel,
    '_',
    misc.join('|') || '_',
  ].join('\t')
}

/** The line `3-4	don't` that stands before the first word of a multiword token. */
function rangeLine(doc: ConlluDoc, i: number, { firstTokenIdx, endTokenIdx }: Bounds): string | undefined {
  if (isClitic(doc, i)) return undefined
  let last = i
  while (last + 1 < endTokenIdx && isClitic(doc, last + 1)) last++
  if (last === i) return undefined
  const form = doc.report.text.slice(doc.tokens[i]!.start, doc.tokens[last]!.end)
  const misc = isGlued(doc, last) ? 'SpaceAfter=No' : '_'
  return [`${i - firstTokenIdx + 1}-${last - firstTokenIdx + 1}`, form, '_', '_', '_', '_', '_', '_', '_', misc].join(
    '\t',
  )
}

/** Whether the word is a clitic written together with the word before it. */
function isClitic(doc: ConlluDoc, i: number): boolean {
  const token = doc.tokens[i]!
  const before = doc.tokens[i - 1]
  if (!before || before.sentIdx !== token.sentIdx || before.end !== token.start || token.upos === 'PUNCT') return false
  return before.upos !== 'PUNCT' && before.upos !== 'SYM' && CLITIC.test(token.form)
}

function isGlued(doc: ConlluDoc, i: number): boolean {
  const next = doc.tokens[i + 1]
  return next !== undefined && next.start === doc.tokens[i]!.end
}

function entityColumn(doc: ConlluDoc): string[] {
  const names: string[] = new Array(doc.tokens.length).fill('O')
  for (const ent of doc.ents ?? []) {
    for (let i = ent.firstTokenIdx; i < ent.endTokenIdx; i++)
      names[i] = `${i === ent.firstTokenIdx ? 'B' : 'I'}-${ent.label}`
  }
  return names
}

/** Words given by hand: the forms of one sentence, and whether a space follows each. */
export interface GivenSentence {
  readonly words: readonly { readonly form: string; readonly spaceAfter: boolean }[]
}

/** Sentences and words of a CoNLL-U text; every other column is passed over. */
export function readConllu(text: string): GivenSentence[] {
  const sentences: GivenSentence[] = []
  let words: { form: string; spaceAfter: boolean }[] = []
  let rangeEnd = 0
  let rangeSpace = true
  const lines = text.split(/\r?\n/)
  lines.push('')
  for (const line of lines) {
    if (line.startsWith('#')) continue
    if (line.trim() === '') {
      if (words.length > 0) sentences.push({ words })
      words = []
      rangeEnd = 0
      continue
    }
    const columns = line.split('\t')
    const id = columns[0]!
    if (columns.length < 2)
      throw new ReadoutError('bad-input', `"${line}" is no line of CoNLL-U: its columns stand apart by tabs`)
    const space = !/(?:^|\|)SpaceAfter=No(?:\||$)/.test(columns[9] ?? '')
    if (/^\d+-\d+$/.test(id)) {
      rangeEnd = Number(id.split('-')[1])
      rangeSpace = space
    } else if (/^\d+$/.test(id)) {
      const n = Number(id)
      words.push({ form: columns[1]!, spaceAfter: n < rangeEnd ? false : n === rangeEnd ? rangeSpace : space })
    }
  }
  return sentences
}

/** The given sentences as a report and its analysis: sentences and words are kept exactly. */
export function analyseTokens(
  sentences: readonly GivenSentence[],
  models: LanguageModels,
  origin = 'tokens',
): Analysis & { report: Report } {
  let text = ''
  const laid = sentences.map(({ words }) => {
    const starts: number[] = []
    const ends: number[] = []
    for (const word of words) {
      starts.push(text.length)
      text += word.form
      ends.push(text.length)
      if (word.spaceAfter) text += ' '
    }
    if (!text.endsWith(' ')) text += ' '
    return { starts, ends }
  })
  const tokens: Growing[] = []
  const sents = laid.map((words, sentIdx) => {
    const firstTokenIdx = tokens.length
    const sentence = { text, words, first: 0, end: words.starts.length, dateline: 0 }
    makeTokens(sentence, analyseSentence(sentence, models), models, { sentIdx, tokens })
    return { start: words.starts[0]!, end: words.ends.at(-1)!, firstTokenIdx, endTokenIdx: tokens.length, blockIdx: 0 }
  })
  mendTrees(tokens)
  const blocks = [{ kind: 'paragraph' as const, start: 0, end: text.length }]
  const report: Report = { id: origin, origin, language: 'en', text, blocks, problems: [] }
  return { report, sents, tokens, problems: [] }
}
