import type { Report } from '../acquire/index.ts'
import { placeOfficeHolders } from './coreference/office-holders.ts'
import { resolve } from './coreference/resolve.ts'
import { type CoreferenceRules, readCoreferenceRules } from './coreference/rules.ts'
import type { Doc } from './doc.ts'
import type { Gazetteer } from './gazetteer.ts'
import { readGazetteer } from './gazetteer-index.ts'
import { type Analysis, analyse, type LanguageModels, readLanguageModels } from './language/analyse.ts'
import { analyseTokens, readConllu } from './language/conllu.ts'
import { mapped } from './mapped.ts'
import { findNames, type NamesModel, readNamesModel } from './names/find.ts'
import { findOffices } from './offices/find.ts'
import { findQuotations } from './quotations/find.ts'
import { type QuotationRules, readQuotationRules } from './quotations/rules.ts'
import { findTimes } from './times/find.ts'
import { readTimeRules, type TimeRules } from './times/rules.ts'
import { mendPhrases } from './trees/phrases.ts'
import { linkWords } from './trees/words.ts'

/** The models and rules that annotation works by. */
export interface AnnotateResources {
  readonly language: LanguageModels
  readonly names: NamesModel
  readonly gazetteer: Gazetteer
  readonly times: TimeRules
  readonly coreference: CoreferenceRules
  readonly quotations: QuotationRules
}

/** The files of models/ by path and of rules/annotate/ by name, as read from disk or fetched by a page. */
export interface AnnotateFiles {
  readonly models: ReadonlyMap<string, Uint8Array>
  readonly rules: ReadonlyMap<string, string>
}

/**
 * Reads weights and rules.
 * @throws ReadoutError `bad-model` or `bad-rule` that names the file.
 */
export function readAnnotateResources({ models, rules }: AnnotateFiles): AnnotateResources {
  return {
    language: readLanguageModels(models),
    names: readNamesModel(models),
    gazetteer: readGazetteer(rules),
    times: readTimeRules(rules),
    coreference: readCoreferenceRules(rules),
    quotations: readQuotationRules(rules),
  }
}

/**
 * The document of one report: sentences, words and parse, then names, times, who is who, who said what, and offices.
 * Any text gives a document; a report in another language gives one without layers, for English rules would only invent.
 */
export function annotate(report: Report, resources: AnnotateResources): Doc {
  return annotateAll([report], resources)[0]!
}

/**
 * The documents of several reports, each as `annotate` gives it. A step is taken for all of them before the next, so that
 * its models and rules stay in the processor's reach: a few dozen reports together take more than a quarter less time than one by one.
 */
export function annotateAll(reports: readonly Report[], resources: AnnotateResources): Doc[] {
  const analyses = mapped(reports, (report) => (isCoded(report) ? analyse(report, resources.language) : NOTHING))
  return addLayers(reports, analyses, resources)
}

/** The document of CoNLL-U input, whose sentences and words are kept exactly. */
export function annotateConllu(conllu: string, origin: string, resources: AnnotateResources): Doc {
  const { report, ...analysis } = analyseTokens(readConllu(conllu), resources.language, origin)
  return addLayers([report], [analysis], resources)[0]!
}

const NOTHING: Analysis = { sents: [], tokens: [], problems: [] }

function isCoded({ language }: Report): boolean {
  return language === 'en' || language === 'und'
}

function addLayers(reports: readonly Report[], analyses: readonly Analysis[], resources: AnnotateResources): Doc[] {
  const { gazetteer } = resources
  // Written out: a copy that begins with a spread has a shape of its own each time, and all that reads it is slow.
  const named = mapped(reports, (report, i) => {
    const { sents, tokens, problems } = analyses[i]!
    const ents = findNames(report, sents, tokens, resources.names, gazetteer)
    return { report, sents, tokens, ents, problems: [...report.problems, ...problems] }
  })
  const timed = mapped(named, ({ report, sents, tokens, ents, problems }) => {
    const times = findTimes({ report, sents, tokens }, resources.times)
    return { report, sents, tokens, ents, problems, times }
  })
  const resolved = mapped(timed, (doc) => {
    const { mentions, referents: found, problems: told } = resolve(doc, gazetteer, resources.coreference)
    const { report, sents, tokens, ents, times } = doc
    const referents = placeOfficeHolders(report, found, resources.coreference.officeHolders)
    return { report, sents, tokens, ents, problems: [...doc.problems, ...told], times, mentions, referents }
  })
  for (const { tokens, mentions } of resolved) {
    mendPhrases(tokens, mentions)
    linkWords(tokens)
  }
  return mapped(resolved, (doc) => {
    const { report, sents, tokens, ents, problems, times, mentions, referents } = doc
    const quotations = findQuotations(doc, resources.quotations)
    const offices = findOffices(doc)
    return { report, sents, tokens, ents, problems, times, mentions, referents, quotations, offices }
  })
}
