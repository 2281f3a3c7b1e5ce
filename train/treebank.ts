import { readFileSync } from 'node:fs'
import type { WordSpans } from '../src/annotate/language/words.ts'

/** One annotated sentence; `heads` count from 0 with -1 for the root. */
export interface TreebankSentence {
  readonly doc: string
  readonly forms: readonly string[]
  readonly lemmas: readonly string[]
  readonly upos: readonly string[]
  readonly xpos: readonly string[]
  readonly feats: readonly string[]
  readonly heads: readonly number[]
  readonly deprels: readonly string[]
  readonly spans: WordSpans
}

/** Every sentence of a CoNLL-U file; empty nodes and ranges are passed over. */
export function readTreebank(file: string): TreebankSentence[] {
  return parseTreebank(readFileSync(file, 'utf8'))
}

export function parseTreebank(text: string): TreebankSentence[] {
  const sentences: TreebankSentence[] = []
  let doc = ''
  let rows: string[][] = []
  for (const line of text.split('\n')) {
    if (line.startsWith('# newdoc')) doc = line.replace(/^.*id = /, '')
    else if (line.startsWith('#')) continue
    else if (line.trim() !== '') rows.push(line.split('\t'))
    else if (rows.length > 0) {
      sentences.push(makeSentence(doc, rows))
      rows = []
    }
  }
  if (rows.length > 0) sentences.push(makeSentence(doc, rows))
  return sentences
}

function makeSentence(doc: string, rows: readonly string[][]): TreebankSentence {
  const words = rows.filter((row) => /^\d+$/.test(row[0]!))
  return sentenceOf({
    doc,
    forms: words.map((row) => row[1]!),
    lemmas: words.map((row) => row[2]!),
    upos: words.map((row) => row[3]!),
    xpos: words.map((row) => row[4]!),
    feats: words.map((row) => row[5]!),
    heads: words.map((row) => Number(row[6]) - 1),
    deprels: words.map((row) => row[7]!),
  })
}

/** Completes a sentence with the spans of its words in a text of its own. */
export function sentenceOf(words: Omit<TreebankSentence, 'spans'>): TreebankSentence {
  const text = words.forms.join(' ')
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const form of words.forms) {
    starts.push(at)
    ends.push(at + form.length)
    at += form.length + 1
  }
  return { ...words, spans: { text, starts, ends, first: 0, end: words.forms.length } }
}
