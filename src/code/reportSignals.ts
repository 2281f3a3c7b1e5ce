import { type Doc, mapped, type Referent } from '../annotate/index.ts'
import type { Clauses } from './clause.ts'
import { type Signal, signal, signalsOf } from './signals.ts'

/**
 * What kind of report it is: an interview asks questions, what tells of few states and officials tells little politics, and chronicles and
 * interviews are long.
 */
export function reportSignals({ doc, memo }: Clauses): readonly Signal[] {
  memo.reportSignals ??= signalsOfReport(doc)
  return memo.reportSignals
}

function signalsOfReport(doc: Doc): Signal[] {
  let nQuestions = 0
  for (const { endTokenIdx } of doc.sents) if (doc.tokens[endTokenIdx - 1]?.form === '?') nQuestions++
  const arePolitical = mapped(doc.referents, isPolitical)
  let nPolitical = 0
  for (const { referentIdxs } of doc.mentions)
    if (referentIdxs.length > 0 && arePolitical[referentIdxs[0]!]) nPolitical++
  const density = nPolitical / Math.max(1, doc.tokens.length)
  const found = nQuestions > 2 ? [ASKS] : []
  found.push(
    OF_LENGTH(lengthOf(doc)),
    density > DENSE ? OF_STATES.many : density > SPARSE ? OF_STATES.some : OF_STATES.few,
  )
  return found
}

function isPolitical({ kind, sector }: Referent): boolean {
  return kind === 'country' || (sector !== undefined && STATE.has(sector))
}

const OF_LENGTH = signalsOf((length) => `report ${length}`)
const OF_STATES = {
  many: signal('report of states'),
  some: signal('report of some politics'),
  few: signal('report of little politics'),
}

function lengthOf({ tokens }: Doc): string {
  return LENGTHS.find(([words]) => tokens.length < words)![1]
}

/** In words. */
const LENGTHS = [
  [300, 'short'],
  [700, 'middling'],
  [1500, 'long'],
  [Number.POSITIVE_INFINITY, 'very long'],
] as const

/** Mentions of states and those who act for them, a word of the report. */
const DENSE = 0.1
const SPARSE = 0.06

const ASKS = signal('report asks')

/** Sectors of the state and of those who would lead it. */
export const STATE = new Set(['COP', 'GOV', 'JUD', 'LEG', 'MIL', 'PTY', 'SPY'])

/** How long the report is, or that it is a sentence by itself. */
export function extentOf(doc: Doc): string {
  return doc.sents.length <= FEW_SENTENCES ? 'single-sentence' : lengthOf(doc)
}

/** A headline may stand above the sentence. */
const FEW_SENTENCES = 2

/** Whether a party without a state says anything: where the report names no state at all, or hardly anything, nobody is likely to have one. */
export function knowsCountries({ doc, memo }: Clauses): boolean {
  memo.knowsCountries ??= doc.sents.length > FEW_SENTENCES && namesCountry(doc)
  return memo.knowsCountries
}

function namesCountry({ referents }: Doc): boolean {
  for (const { country } of referents) if (country !== undefined) return true
  return false
}
