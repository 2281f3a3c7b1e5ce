import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportFromText } from '../src/acquire/index.ts'
import type { Ent, Sent, Token } from '../src/annotate/doc.ts'
import { type Gazetteer, readGazetteer } from '../src/annotate/gazetteer.ts'
import { analyse, type LanguageModels, readLanguageModels } from '../src/annotate/language/analyse.ts'
import { analyseTokens } from '../src/annotate/language/conllu.ts'
import { findNames, type NamesModel, readNamesModel } from '../src/annotate/names/find.ts'
import { readMarked } from '../test/marked.ts'

/**
 * Names with exact spans. UNER-EWT dev: gold sentences and words, own tags; PERSON, ORG and places (GPE, LOC and FAC as
 * one, as UNER has them), micro F1; once document by document, once all documents as one text. Own gold: Wikinews
 * articles marked by hand (eval/gold-names), from raw text; the same three classes, then peoples and each label.
 */
export interface NamesCount {
  readonly right: number
  readonly found: number
  readonly gold: number
}

export type NamesFigures = ReadonlyMap<string, NamesCount>

/** What finds names, loaded once. */
export interface NamesResources {
  readonly language: LanguageModels
  readonly names: NamesModel
  readonly gazetteer: Gazetteer
}

const FROZEN = 'eval/names-frozen.tsv'
/** Articles on which the rules were looked at, and articles that are scored only. */
export const NAMES_GOLD = ['eval/gold-names', 'eval/gold-names/scored'] as const

/** `npm run eval -- names [--data DIR] [--errors] [--freeze]`. */
export async function run(args: readonly string[]): Promise<void> {
  const dataAt = args.indexOf('--data')
  const data = dataAt < 0 ? '../shared/data' : (args[dataAt + 1] ?? '')
  const errors: string[] | undefined = args.includes('--errors') ? [] : undefined
  const resources = loadNamesResources()
  const lines = ['set\tlabel\tgold\tfound\tright\tP\tR\tF1']
  for (const [set, figures] of [
    ['uner-ewt-dev', measureUner(data, resources, 'documents', errors)],
    ['uner-ewt-dev as one text', measureUner(data, resources, 'one')],
    ['wikinews (own gold)', measureGold(resources, NAMES_GOLD[0], errors)],
    ['wikinews (scored only)', measureGold(resources, NAMES_GOLD[1])],
  ] as const)
    lines.push(...rowsOf(set, figures))
  console.log(lines.join('\n').replaceAll('\t', '  '))
  if (errors) console.log(errors.join('\n'))
  if (args.includes('--freeze')) writeFileSync(FROZEN, `${lines.join('\n')}\n`)
}

/** Models and gazetteers as they ship, or with other weights of the tagger. */
export function loadNamesResources(namesFile = 'models/names/names.bin'): NamesResources {
  const files = readdirSync('models', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(bin|tsv|txt)$/u.test(name),
  )
  const models = new Map(files.map((name) => [name, new Uint8Array(readFileSync(join('models', name)))]))
  models.set('names/names.bin', new Uint8Array(readFileSync(namesFile)))
  return { language: readLanguageModels(models), names: readNamesModel(models), gazetteer: loadGazetteer() }
}

/** The gazetteers of rules/annotate. */
export function loadGazetteer(): Gazetteer {
  const folder = 'rules/annotate'
  const files = readdirSync(folder).filter((name) => name.endsWith('.tsv'))
  return readGazetteer(new Map(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')])))
}

function rowsOf(set: string, figures: NamesFigures): string[] {
  return [...figures].map(([label, { gold, found, right }]) => {
    const [p, r] = [(100 * right) / Math.max(1, found), (100 * right) / Math.max(1, gold)]
    const f = (2 * p * r) / Math.max(1e-9, p + r)
    return [set, label, gold, found, right, p.toFixed(1), r.toFixed(1), f.toFixed(1)].join('\t')
  })
}

interface UnerSentence {
  readonly forms: readonly string[]
  /** `first end TYPE`. */
  readonly names: ReadonlySet<string>
}

/** Figures on UNER-EWT dev; documents apart or the file as one. */
export function measureUner(
  data: string,
  resources: NamesResources,
  by: 'documents' | 'one',
  errors?: string[],
): NamesFigures {
  const documents = readUner(join(data, 'ner', 'uner_ewt-dev.iob2'))
  const count = makeCounter(errors)
  for (const document of by === 'one' ? [documents.flat()] : documents) {
    const given = document.map(({ forms }) => ({ words: forms.map((form) => ({ form, spaceAfter: true })) }))
    const { report, sents, tokens } = analyseTokens(given, resources.language)
    const ents = findNames(report, sents, tokens, resources.names, resources.gazetteer)
    const found = bySentence(ents, sents, tokens)
    document.forEach(({ forms, names }, i) => {
      const base = sents[i]!.firstTokenIdx
      const keys = new Set<string>()
      for (const ent of found[i]!) {
        const type = UNER_TYPES[ent.label]
        if (type) keys.add(`${ent.firstTokenIdx - base} ${ent.endTokenIdx - base} ${type}`)
      }
      count.add(names, keys, (key) => {
        const [first, end] = key.split(' ').map(Number)
        return `${forms.slice(first, end).join(' ')}  <<  ${forms.slice(0, 40).join(' ')}`
      })
    })
  }
  return count.figures()
}

const UNER_TYPES: Readonly<Partial<Record<Ent['label'], string>>> = {
  PERSON: 'PERSON',
  ORG: 'ORG',
  GPE: 'PLACE',
  LOC: 'PLACE',
  FAC: 'PLACE',
}

function bySentence(ents: readonly Ent[], sents: readonly Sent[], tokens: readonly Token[]): Ent[][] {
  const rows: Ent[][] = sents.map(() => [])
  for (const ent of ents) rows[tokens[ent.firstTokenIdx]!.sentIdx]!.push(ent)
  return rows
}

function readUner(file: string): UnerSentence[][] {
  const documents: UnerSentence[][] = []
  let forms: string[] = []
  let tags: string[] = []
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('# newdoc')) documents.push([])
    else if (line.startsWith('#')) continue
    else if (line !== '') {
      const cells = line.split('\t')
      forms.push(cells[1]!)
      tags.push(cells[2]!)
    } else if (forms.length > 0) {
      documents.at(-1)!.push({ forms, names: namesOf(tags) })
      forms = []
      tags = []
    }
  }
  return documents
}

const GOLD_TYPES: Readonly<Record<string, string>> = { PER: 'PERSON', ORG: 'ORG', LOC: 'PLACE' }

function namesOf(tags: readonly string[]): Set<string> {
  const names = new Set<string>()
  let first = -1
  for (let i = 0; i <= tags.length; i += 1) {
    const tag = tags[i] ?? 'O'
    if (first >= 0 && tag !== `I-${tags[first]!.slice(2)}`) {
      const type = GOLD_TYPES[tags[first]!.slice(2)]
      if (type) names.add(`${first} ${i} ${type}`)
      first = -1
    }
    if (tag.startsWith('B-')) first = i
  }
  return names
}

/** Figures on the Wikinews articles marked by hand, from raw text. */
export function measureGold(resources: NamesResources, folder: string, errors?: string[]): NamesFigures {
  const count = makeCounter(errors)
  const exact = makeCounter()
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()) {
    const marked = readFileSync(join(folder, file), 'utf8').replace(/^#.*\n/gmu, '')
    const { text, spans } = readMarked(marked)
    const report = reportFromText(text, { origin: file })
    const { sents, tokens } = analyse(report, resources.language)
    const ents = findNames(report, sents, tokens, resources.names, resources.gazetteer)
    const shift = report.text.indexOf(text.slice(0, 40))
    const keys = (mapped: boolean, list: readonly { start: number; end: number; label: string }[], by: number) =>
      new Set(
        list.flatMap(({ start, end, label }) => {
          const type = mapped ? (UNER_TYPES[label as Ent['label']] ?? (label === 'NORP' ? 'NORP' : undefined)) : label
          return type ? [`${start + by} ${end + by} ${type}`] : []
        }),
      )
    const show = (key: string): string => {
      const [start, end] = key.split(' ').map(Number)
      return `${report.text.slice(start, end)}  <<  ${report.text.slice(Math.max(0, start! - 60), end! + 40).replaceAll('\n', ' ')}`
    }
    count.add(keys(true, spans, shift), keys(true, ents, 0), show)
    exact.add(keys(false, spans, shift), keys(false, ents, 0), show)
  }
  const labels = [...exact.figures()]
    .filter(([label]) => label !== 'micro')
    .map(([label, n]) => [`${label} itself`, n] as const)
  return new Map([...count.figures(), ...labels])
}

interface Counter {
  readonly add: (gold: ReadonlySet<string>, found: ReadonlySet<string>, show: (key: string) => string) => void
  readonly figures: () => NamesFigures
}

/** Counts by label; `micro` is over PERSON, ORG and PLACE. */
function makeCounter(errors?: string[]): Counter {
  const counts = new Map<string, { right: number; found: number; gold: number }>([
    ['micro', { right: 0, found: 0, gold: 0 }],
  ])
  const cells = (key: string) => {
    const label = key.split(' ')[2]!
    const own = counts.get(label) ?? { right: 0, found: 0, gold: 0 }
    counts.set(label, own)
    return /^(PERSON|ORG|PLACE)$/u.test(label) ? [own, counts.get('micro')!] : [own]
  }
  return {
    add(gold, found, show) {
      for (const key of gold) {
        for (const cell of cells(key)) cell.gold += 1
        if (!found.has(key)) errors?.push(`missed ${key.split(' ')[2]}: ${show(key)}`)
      }
      for (const key of found) {
        for (const cell of cells(key)) {
          cell.found += 1
          if (gold.has(key)) cell.right += 1
        }
        if (!gold.has(key)) errors?.push(`wrong ${key.split(' ')[2]}: ${show(key)}`)
      }
    },
    figures: () => counts,
  }
}
