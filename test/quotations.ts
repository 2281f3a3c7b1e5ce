import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { Block, Report } from '../src/acquire/index.ts'
import type { Mention, QuotationLayer, Token } from '../src/annotate/doc.ts'
import { analyse, type LanguageModels, readLanguageModels } from '../src/annotate/language/analyse.ts'
import { findQuotations } from '../src/annotate/quotations/find.ts'
import { readQuotationRules } from '../src/annotate/quotations/rules.ts'
import { findTimes } from '../src/annotate/times/find.ts'
import { readTimeRules } from '../src/annotate/times/rules.ts'
import { readMarked, writeMarked } from './marked.ts'
import { nominalMentions } from './nominals.ts'

const RULES_DIR = fileURLToPath(new URL('../rules/annotate/', import.meta.url))
const MODELS_DIR = fileURLToPath(new URL('../models/', import.meta.url))

const rulesFiles = new Map(
  readdirSync(RULES_DIR)
    .filter((name) => /\.(?:tsv|yaml)$/.test(name))
    .map((name) => [name, readFileSync(`${RULES_DIR}${name}`, 'utf8')]),
)

/** The rule files of quotations by name. */
export const QUOTATION_FILES: ReadonlyMap<string, string> = new Map(
  [...rulesFiles].filter(([name]) => name.startsWith('quotations')),
)

const quotationRules = readQuotationRules(QUOTATION_FILES)
const timeRules = readTimeRules(rulesFiles)
let language: LanguageModels | undefined

/** A quotation with its phrases written out. */
export interface Found {
  readonly kind: string
  readonly content: string
  readonly start: number
  readonly end: number
  readonly speaker: string
  readonly cue: string
  readonly addressee: string
  readonly medium: string
  readonly time: string
}

/** The quotations of a text whose lines are paragraphs; every noun phrase is a mention, so coreference has no part in it. */
export function quotationsIn(text: string): Found[] {
  language ??= readLanguageModels(readModels())
  const report = reportOf(text)
  const { sents, tokens } = analyse(report, language)
  const parsed = { report, sents, tokens, ents: [], problems: [] }
  const times = findTimes(parsed, timeRules)
  const mentions = nominalMentions(tokens)
  const layers = findQuotations({ ...parsed, times, mentions, referents: [] }, quotationRules)
  return layers.map((layer) => written(layer, { text, tokens, mentions, times }))
}

function readModels(): ReadonlyMap<string, Uint8Array> {
  const names = readdirSync(MODELS_DIR, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:bin|tsv|txt)$/.test(name),
  )
  return new Map(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(`${MODELS_DIR}${name}`)]))
}

function reportOf(text: string): Report {
  const blocks: Block[] = []
  for (const line of text.matchAll(/[^\n]+/g))
    blocks.push({ kind: 'paragraph', start: line.index, end: line.index + line[0].length })
  return {
    id: 'test',
    origin: 'test',
    language: 'en',
    text,
    blocks,
    problems: [],
    published: { value: '2022-02-02', from: 'option' },
  }
}

interface Parts {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly mentions: readonly Mention[]
  readonly times: readonly { start: number; end: number }[]
}

function written(layer: QuotationLayer, { text, tokens, mentions, times }: Parts): Found {
  const said = (span: { start: number; end: number } | undefined): string =>
    span ? text.slice(span.start, span.end) : '-'
  return {
    kind: layer.kind,
    content: layer.content,
    start: layer.start,
    end: layer.end,
    speaker: said(mentions[layer.speakerMentionIdx ?? -1]),
    cue: tokens[layer.cueTokenIdx ?? -1]?.form ?? '-',
    addressee: said(mentions[layer.addresseeMentionIdx ?? -1]),
    medium: layer.medium ?? '-',
    time: said(times[layer.timeIdx ?? -1]),
  }
}

/**
 * Checks that the quotations of the given kinds are those marked `{direct:…}`, `{mixed:…}`, `{indirect:…}`, and that every one
 * has the one `{speaker:…}`, `{cue:…}`, `{addressee:…}`, `{time:…}` and `{medium=…:…}` marked, where there is such a mark.
 */
export function checkMarked(marked: string, kinds: readonly string[] = ['direct', 'mixed', 'indirect']): void {
  const { text, spans } = readMarked(marked)
  const all = quotationsIn(text)
  const found = all.filter(({ kind }) => kinds.includes(kind))
  const wanted = spans.filter(({ label }) => kinds.includes(label))
  const shown = writeMarked(
    text,
    all.map(({ kind, start, end }) => ({ label: kind, start, end })),
  )
  expect(
    found.map(({ kind, content }) => `${kind}: ${content}`),
    shown,
  ).toEqual(wanted.map(({ label, text: said }) => `${label}: ${said}`))
  for (const role of ['speaker', 'cue', 'addressee', 'time'] as const) {
    const mark = spans.find(({ label }) => label === role)
    if (mark)
      for (const quotation of found)
        expect(
          isPart(mark.text, quotation[role]),
          `${role} of "${quotation.content}" is ${quotation[role]} in ${shown}`,
        ).toBe(true)
  }
  const medium = spans.find(({ label }) => label === 'medium')?.value
  if (medium !== undefined) for (const quotation of found) expect(quotation.medium, shown).toBe(medium)
}

/** A phrase found may be shorter or longer than the one marked, as "Price" in "Ned Price", but not without a word of it. */
function isPart(wanted: string, found: string): boolean {
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .includes(found.toLowerCase().split(/\s+/).at(-1) ?? '')
}
