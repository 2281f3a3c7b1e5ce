import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../src/acquire/index.ts'
import type { ParsedDoc, Sent, Timex, Token } from '../src/annotate/doc.ts'
import { findTimes } from '../src/annotate/times/find.ts'
import { readTimeRules, type TimeRules } from '../src/annotate/times/rules.ts'
import { readMarked } from './marked.ts'

// What the tests of the time rules share. Documents made here have words and sentences but no tags and no parse,
// so that an example runs without models.

/** An expected expression, with offsets into the text without marks. */
export interface Marked {
  readonly start: number
  readonly end: number
  readonly type: string
  readonly value: string
}

/** The shipped rules. */
export function shippedRules(): TimeRules {
  const folder = join(import.meta.dirname, '../rules/annotate')
  const names = readdirSync(folder).filter((name) => name.startsWith('times'))
  return readTimeRules(new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])))
}

/** Reads `[2022-02-02] He met her on {DATE=2022-02-01:Tuesday}.`: publication date, text, expected expressions. */
export function readMarkedTimes(source: string): {
  readonly text: string
  readonly dct?: string
  readonly marks: readonly Marked[]
} {
  const head = /^\[(\d{4}-\d\d-\d\d)\] /.exec(source)
  const { text, spans } = readMarked(head ? source.slice(head[0].length) : source)
  const marks = spans.map(({ start, end, label, value }) => ({ start, end, type: label, value: value ?? '' }))
  return { text, marks, ...(head ? { dct: head[1]! } : {}) }
}

/** The expressions that the shipped rules find in a text without tags or parse. */
export function timesIn(text: string, rules: TimeRules, dct?: string): Timex[] {
  return findTimes(plainDoc(text, dct), rules)
}

/** A document of one paragraph block a line, with sentences cut after a stop and words by white space and marks. */
export function plainDoc(text: string, dct?: string): ParsedDoc {
  const report: Report = {
    id: 'test',
    origin: 'test',
    language: 'en',
    text,
    blocks: blocksOf(text),
    problems: [],
    ...(dct === undefined ? {} : { published: { value: dct, from: 'option' as const } }),
  }
  const tokens: Token[] = []
  const sents: Sent[] = []
  for (const [blockIdx, block] of report.blocks.entries()) {
    const body = text.slice(block.start, block.end)
    for (const match of body.matchAll(
      /\S.*?(?:(?<![A-Z]|\b(?:[A-Z][a-z]{1,3}|[ap]\.m|C))[.!?]["”]?(?=\s+["“]?[A-Z{])|$)/gs,
    )) {
      const start = block.start + match.index
      const firstTokenIdx = tokens.length
      pushTokens(tokens, { text: match[0], start, sentIdx: sents.length })
      sents.push({ start, end: start + match[0].length, firstTokenIdx, endTokenIdx: tokens.length, blockIdx })
    }
  }
  return { report, tokens, sents, ents: [], problems: [] }
}

function blocksOf(text: string): Report['blocks'] {
  return [...text.matchAll(/[^\n]*\S[^\n]*/g)].map((m) => ({
    kind: 'paragraph',
    start: m.index,
    end: m.index + m[0].length,
  }))
}

interface Stretch {
  readonly text: string
  readonly start: number
  readonly sentIdx: number
}

function pushTokens(tokens: Token[], { text, start, sentIdx }: Stretch): void {
  for (const word of text.matchAll(/\p{L}[\p{L}\p{M}.]*|\d[\d.,:]*\d|\S/gu)) {
    const form = word[0]
    tokens.push({
      start: start + word.index,
      end: start + word.index + form.length,
      form,
      lemma: form.toLowerCase(),
      upos: 'X',
      feats: '_',
      head: -1,
      deprel: '_',
      sentIdx,
    })
  }
}
