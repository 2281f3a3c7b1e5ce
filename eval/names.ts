import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportFromText } from '../src/acquire/index.ts'
import { type AnnotateResources, annotate } from '../src/annotate/annotate.ts'
import type { Doc, Ent, Sent, Token } from '../src/annotate/doc.ts'
import { type Gazetteer, nameAt } from '../src/annotate/gazetteer.ts'
import { analyseTokens } from '../src/annotate/language/conllu.ts'
import { findNames, readNamesModel } from '../src/annotate/names/find.ts'
import { loadAnnotateResources } from '../src/load-annotate.ts'
import { readMarked } from '../test/marked.ts'

/**
 * Names with exact spans. UNER-EWT dev: gold sentences and words, own tags; PERSON, ORG and places (GPE, LOC and FAC as
 * one, as UNER has them), micro F1; once document by document, once all documents as one text. Own gold: Wikinews
 * articles marked by hand (eval/gold-names), from raw text; the same three classes, then peoples and each label, and
 * `with country`: span and class right, and the country that the gold gives, or none where it gives none.
 */
export interface NamesCount {
  readonly right: number
  readonly found: number
  readonly gold: number
}

export type NamesFigures = ReadonlyMap<string, NamesCount>

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

/** Models and rules as they ship, or with other weights of the tagger. */
export function loadNamesResources(namesFile?: string): AnnotateResources {
  const resources = loadAnnotateResources()
  if (namesFile === undefined) return resources
  const files = ['names/names.bin', 'language/words.bin'] as const
  const bytes = files.map((file, i) => readFileSync(i === 0 ? namesFile : join('models', file)))
  return { ...resources, names: readNamesModel(new Map(files.map((file, i) => [file, bytes[i]!]))) }
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
  resources: AnnotateResources,
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
export function measureGold(resources: AnnotateResources, folder: string, errors?: string[]): NamesFigures {
  const [count, exact, placed] = [makeCounter(errors), makeCounter(), makeCounter(errors)]
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()) {
    const marked = readFileSync(join(folder, file), 'utf8').replace(/^#.*\n/gmu, '')
    const { text, spans } = readMarked(marked)
    const doc = annotate(reportFromText(text, { origin: file }), resources)
    const shift = doc.report.text.indexOf(text.slice(0, 40))
    const gold = spans.map(({ start, end, label, value }) => ({ start: start + shift, end: end + shift, label, value }))
    const show = (key: string): string => {
      const [start, end] = key.split(' ').map(Number)
      return `${doc.report.text.slice(start, end)}  <<  ${doc.report.text.slice(Math.max(0, start! - 60), end! + 40).replaceAll('\n', ' ')}`
    }
    count.add(keysOf(gold, classOf), keysOf(doc.ents, classOf), show)
    exact.add(keysOf(gold, ({ label }) => label), keysOf(doc.ents, ({ label }) => label), show) // biome-ignore format: beside the one above
    const open = new Set(gold.filter(({ value }) => value === '?').map(({ start, end }) => `${start} ${end}`))
    const countryOf = (ent: Ent): string =>
      open.has(`${ent.start} ${ent.end}`) ? '?' : (countryOfEnt(doc, ent, resources.gazetteer) ?? 'none')
    const withCountry = (cls: string | undefined, country: string) => cls && `${cls} ${country}`
    placed.add(
      keysOf(gold, (span) => withCountry(classOf(span), span.value ?? 'none')),
      keysOf(doc.ents, (ent) => withCountry(classOf(ent), countryOf(ent))),
      (key) => `${key.split(' ')[3]}: ${show(key)}`,
    )
  }
  const rows = (counter: Counter, name: string) => [...counter.figures()].map(([label, n]) => [`${label}${name}`, n] as const) // biome-ignore format: one line
  return new Map([
    ...count.figures(),
    ...rows(placed, ' with country'),
    ...rows(exact, ' itself').filter(([label]) => label !== 'micro itself'),
  ])
}

function classOf({ label }: { readonly label: string }): string | undefined {
  return UNER_TYPES[label as Ent['label']] ?? (label === 'NORP' ? 'NORP' : undefined)
}

function keysOf<T extends { readonly start: number; readonly end: number }>(
  spans: readonly T[],
  typeOf: (span: T) => string | undefined,
): Set<string> {
  return new Set(
    spans.flatMap((span) => {
      const type = typeOf(span)
      return type ? [`${span.start} ${span.end} ${type}`] : []
    }),
  )
}

/** The country of whom a name means, or else of the first gazetteer entry that the whole name matches. */
function countryOfEnt({ mentions, referents, tokens }: Doc, ent: Ent, gazetteer: Gazetteer): string | undefined {
  const { firstTokenIdx: first, endTokenIdx: end } = ent
  const mention = mentions.find(({ headTokenIdx }) => headTokenIdx >= first && headTokenIdx < end)
  const referent = mention?.referentIdxs.length === 1 ? referents[mention.referentIdxs[0]!] : undefined
  if (referent) return referent.country
  const match = nameAt(gazetteer, tokens, first, end)
  return match?.endTokenIdx === end ? match.entries[0]!.country : undefined
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
