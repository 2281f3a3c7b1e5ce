import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { plainReport } from '../src/acquire/index.ts'
import { type CoreferenceLayer, resolve } from '../src/annotate/coreference/resolve.ts'
import { readCoreferenceRules } from '../src/annotate/coreference/rules.ts'
import type { TimedDoc } from '../src/annotate/coreference/view.ts'
import type { Mention, Referent } from '../src/annotate/doc.ts'
import { readGazetteer } from '../src/annotate/gazetteer-index.ts'
import { analyse, readLanguageModels } from '../src/annotate/language/analyse.ts'
import { findNames, readNamesModel } from '../src/annotate/names/find.ts'
import { findTimes } from '../src/annotate/times/find.ts'
import { readTimeRules } from '../src/annotate/times/rules.ts'
import { readMarked } from './marked.ts'

const RULES_DIR = fileURLToPath(new URL('../rules/annotate/', import.meta.url))
const MODELS_DIR = fileURLToPath(new URL('../models/', import.meta.url))

const rulesFiles = new Map(
  readdirSync(RULES_DIR).map((name) => [name, readFileSync(`${RULES_DIR}${name}`, 'utf8')] as const),
)
const modelFiles = new Map(
  readdirSync(MODELS_DIR, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:bin|tsv|txt)$/u.test(name))
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(`${MODELS_DIR}${name}`)] as const),
)

export const GAZETTEER = readGazetteer(rulesFiles)
export const COREFERENCE_RULES = readCoreferenceRules(rulesFiles)
const language = readLanguageModels(modelFiles)
const namesModel = readNamesModel(modelFiles)
const timeRules = readTimeRules(rulesFiles)

/** The text, whose lines are paragraphs, as far as the steps before coreference take it. */
export function timedDoc(text: string): TimedDoc {
  const blocks = [...text.matchAll(/[^\n]+/gu)].map(({ index, 0: line }) => {
    return { kind: 'paragraph', start: index, end: index + line.length } as const
  })
  const report = { ...plainReport(text, 'test', '2022-02-02'), blocks }
  const { sents, tokens } = analyse(report, language)
  const ents = findNames(report, sents, tokens, namesModel, GAZETTEER)
  const parsed = { report, sents, tokens, ents, problems: [] }
  return { ...parsed, times: findTimes(parsed, timeRules) }
}

/** The mentions and referents of a text. */
export function resolved(text: string): CoreferenceLayer & { doc: TimedDoc } {
  const doc = timedDoc(text)
  return { doc, ...resolve(doc, GAZETTEER, COREFERENCE_RULES) }
}

/**
 * Checks an example such as `{who="Ned Price":He} met {who=KOR:Seoul}.`: the marked words must be a mention of whoever
 * the value names, by name or by country code, several between plus signs, `nobody` for none.
 */
export function checkReferents(marked: string): void {
  const { text, found } = answers(marked)
  for (const { words, wanted, got } of found) expect(got, `${words} in: ${text}`).toBe(wanted)
}

/** Checks that the marked words do not refer to what their value names. */
export function checkNotReferents(marked: string): void {
  const { text, found } = answers(marked)
  for (const { words, wanted, got } of found) expect(got, `${words} in: ${text}`).not.toBe(wanted)
}

interface Answer {
  readonly words: string
  readonly wanted: string
  readonly got: string
}

function answers(marked: string): { text: string; found: readonly Answer[] } {
  const { text, spans } = readMarked(marked)
  const { mentions, referents } = resolved(text)
  const found = spans.map((span): Answer => {
    const wanted = span.value ?? ''
    const mention = mentionAt(mentions, span)
    const got = (mention?.referentIdxs ?? []).map((idx) => written(referents[idx]!, wanted)).join('+') || 'nobody'
    return { words: span.text, wanted, got }
  })
  return { text, found }
}

/** The mention with these very characters, else the longest that ends with them. */
function mentionAt(mentions: readonly Mention[], span: { start: number; end: number }): Mention | undefined {
  const exact = mentions.find((m) => m.start === span.start && m.end === span.end)
  if (exact) return exact
  return mentions
    .filter((m) => (m.end === span.end || m.start === span.start) && m.start < span.end && m.end > span.start)
    .sort((a, b) => b.end - b.start - (a.end - a.start))[0]
}

function written(referent: Referent, wanted: string): string {
  return /^[A-Z]{2,5}(?:\+[A-Z]{2,5})*$/u.test(wanted) ? (referent.country ?? referent.name) : referent.name
}
