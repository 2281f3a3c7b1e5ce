import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportFromText } from '../src/acquire/index.ts'
import { type CoreferenceLayer, resolve } from '../src/annotate/coreference/resolve.ts'
import { annotate, type Doc } from '../src/annotate/index.ts'
import { loadResources } from '../src/load.ts'
import { scoreDoc } from './coreference/anaphors.ts'
import { readGum } from './coreference/gum.ts'
import { rowOf, rowsOf, type Tally } from './coreference/tally.ts'

const DATA = join(import.meta.dirname, '../../shared/data')
/** The second is only scored: nothing was changed after looking at its errors. */
const GOLDS = ['gold/coreference.tsv', 'gold/coreference-scored.tsv']
const FROZEN = join(import.meta.dirname, 'coreference-frozen.tsv')
const HEADER = 'kind\tgold\tanswered\tright\tprecision\trecall\tf1'

/**
 * `npm run eval -- coreference [--data DIR] [--errors] [--all] [--freeze]`: how many anaphors of GUM's news (dev, gold
 * parse and names; `--all` for all its genres) are linked to a right antecedent, and how many phrases of our own gold
 * (raw text) mean whom they should.
 */
export async function run(args: readonly string[]): Promise<void> {
  const dataIdx = args.indexOf('--data')
  const data = dataIdx < 0 ? DATA : (args[dataIdx + 1] ?? DATA)
  const resources = loadResources().annotate
  const errors: string[] = []
  const tables = [
    ['GUM dev', gumRows(data, { resources, isAll: args.includes('--all'), errors })],
    ['own gold, developed on', goldRows(data, GOLDS[0]!, { resources, errors })],
    ['own gold, only scored', goldRows(data, GOLDS[1]!, { resources, errors: [] })],
  ] as const
  if (args.includes('--errors')) for (const line of errors) console.log(line)
  const lines = tables.flatMap(([name, rows]) => [`# ${name}`, HEADER, ...rows])
  for (const line of lines) console.log(line)
  if (args.includes('--freeze')) writeFileSync(FROZEN, `${lines.join('\n')}\n`)
}

type Resources = ReturnType<typeof loadResources>['annotate']

interface GumOptions {
  readonly resources: Resources
  readonly isAll: boolean
  readonly errors: string[]
}

function gumRows(data: string, { resources, isAll, errors }: GumOptions): readonly string[] {
  const file = join(data, 'ud/en_gum-dev.conllu')
  if (!existsSync(file)) return []
  const docs = readGum(readFileSync(file, 'utf8')).filter(({ id }) => isAll || id.startsWith('GUM_news'))
  const tallies = new Map<string, Tally>()
  for (const gold of docs) {
    const layer = resolve({ ...gold.doc, times: [] }, resources.gazetteer, resources.coreference)
    errors.push(...scoreDoc(gold, layer, tallies))
  }
  return rowsOf(tallies)
}

interface GoldAnswer {
  readonly start: number
  readonly end: number
  readonly who: string
  /** ISO code of the referent, empty where the coder gave none. */
  readonly country: string
}

/** Phrases of our own gold whose referents have the name or the country that the coder gave. */
function goldRows(
  data: string,
  gold: string,
  { resources, errors }: Pick<GumOptions, 'resources' | 'errors'>,
): readonly string[] {
  const tallies = new Map<string, Tally>()
  for (const [document, answers] of readGold(gold)) {
    const text = textOf(data, document)
    if (text === undefined) continue
    const doc = annotate(reportFromText(text, { origin: document }), resources)
    for (const answer of answers) errors.push(...scoreAnswer(doc, answer, tallies))
  }
  const countries = tallies.get(COUNTRY)
  tallies.delete(COUNTRY)
  return [...rowsOf(tallies), ...(countries ? [rowOf(COUNTRY, countries)] : [])]
}

function readGold(gold: string): ReadonlyMap<string, readonly GoldAnswer[]> {
  const byDocument = new Map<string, GoldAnswer[]>()
  const lines = readFileSync(join(import.meta.dirname, gold), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
  for (const line of lines.slice(1)) {
    const [document = '', start, end, who = '', country = ''] = line.split('\t')
    const answers = byDocument.get(document) ?? []
    byDocument.set(document, answers)
    answers.push({ start: Number(start), end: Number(end), who, country })
  }
  return byDocument
}

/** The text of a gold document: a file, or the row of a table whose address stands after the hash sign. */
function textOf(data: string, document: string): string | undefined {
  const [path = '', url] = document.split('#')
  const file = join(data, path)
  if (!existsSync(file)) return undefined
  const text = readFileSync(file, 'utf8')
  if (url === undefined) return text
  const row = Math.max(text.indexOf(`\n${url},`), text.indexOf(`\n"${url}",`))
  const open = row < 0 ? -1 : lastCell(text, row + 1)
  return open < 0 ? undefined : cellAt(text, open)
}

/** Where the fourth cell of a quoted CSV row begins. */
function lastCell(text: string, row: number): number {
  let nCommas = 0
  let isQuoted = false
  for (let i = row; i < text.length; i += 1) {
    if (text[i] === '"') isQuoted = !isQuoted
    else if (text[i] === ',' && !isQuoted && ++nCommas === 3) return i + 1
  }
  return -1
}

function cellAt(text: string, start: number): string {
  if (text[start] !== '"') return text.slice(start, text.indexOf('\n', start))
  let end = start + 1
  while (end < text.length && !(text[end] === '"' && text[end + 1] !== '"')) end += text[end] === '"' ? 2 : 1
  return text.slice(start + 1, end).replaceAll('""', '"')
}

const PRONOUN =
  /^(?:i|he|she|it|they|me|him|her|his|hers|its|them|their|my|we|us|our|who|whom|whose|which|(?:him|her|it)self|themselves)$/iu

/** Of the phrases answered right, those whose referent has the country that the coder gave; no part of all. */
const COUNTRY = 'country of the right'

function tallyOf(tallies: Map<string, Tally>, kind: string): Tally {
  const tally = tallies.get(kind) ?? { nGold: 0, nAnswered: 0, nRight: 0 }
  tallies.set(kind, tally)
  return tally
}

function scoreAnswer(doc: Doc, answer: GoldAnswer, tallies: Map<string, Tally>): readonly string[] {
  const words = doc.report.text.slice(answer.start, answer.end)
  const tally = tallyOf(tallies, PRONOUN.test(words) ? 'pronoun' : 'other')
  tally.nGold += 1
  const referents = mentionFor(doc, answer)?.referentIdxs.map((idx) => doc.referents[idx]!) ?? []
  if (referents.length > 0) tally.nAnswered += 1
  const wanted = answer.who.split('+')
  const isRight =
    referents.length === wanted.length && wanted.every((who) => referents.some((referent) => isWho(referent, who)))
  if (isRight) tally.nRight += 1
  if (isRight && answer.country && !answer.country.includes('+')) {
    const countries = tallyOf(tallies, COUNTRY)
    countries.nGold += 1
    if (referents[0]!.country) countries.nAnswered += 1
    if (referents[0]!.country === answer.country) countries.nRight += 1
  }
  const got = referents.map(({ name }) => name).join('+') || 'nobody'
  const context = doc.report.text.slice(Math.max(0, answer.start - 60), answer.end + 30).replace(/\s+/gu, ' ')
  return isRight ? [] : [['GOLD', words, `want: ${answer.who}`, `got: ${got}`, `| ${context}`].join('\t')]
}

/** The mention with these characters, else the shortest that ends with them. */
function mentionFor(
  doc: CoreferenceLayer,
  { start, end }: GoldAnswer,
): CoreferenceLayer['mentions'][number] | undefined {
  const exact = doc.mentions.find((mention) => mention.start === start && mention.end === end)
  if (exact) return exact
  return doc.mentions
    .filter((mention) => mention.start < end && mention.end > start && (mention.end === end || mention.start === start))
    .sort((a, b) => a.end - a.start - (b.end - b.start))[0]
}

function isWho(referent: CoreferenceLayer['referents'][number], who: string): boolean {
  if (/^[A-Z]{3}$/u.test(who)) return referent.country === who
  const folded = who.toLowerCase()
  return [referent.name, ...referent.names].some((name) => name.toLowerCase() === folded)
}
