/**
 * Checks the hand-coded gold beside it against the reports in `examples/`, `groups/` and the folders of `breadth` and the news under `../shared/data`;
 * prints one line a fault.
 * Usage: `npx tsx eval/gold/check.ts`; exits 1 if anything is wrong. It reads no output of the program.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { EVENT_TYPES } from '../../src/code/event.ts'
import type { GoldEvent, GoldReport } from '../reports/gold.ts'
import { readNews } from '../reports/news.ts'

const STATUSES = ['occurred', 'ongoing', 'planned', 'called-for', 'hypothetical', 'denied']
const GOLD = fileURLToPath(new URL('.', import.meta.url))
const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url))
const FOLDERS = [`${GOLD}groups/`, `${GOLD}breadth/`, `${GOLD}breadth-second/`, `${GOLD}breadth-third/`, `${GOLD}breadth-fourth/`, `${GOLD}breadth-fifth/`, `${GOLD}breadth-kept/`, EXAMPLES]

const news = goldFiles((file) => file.startsWith('news-')).map((file) => readNews(GOLD + file))
const reports = readGold()
const faults = [...reports.flatMap(faultsOfReport), ...news.flatMap(faultsOfNews), ...faultsOfCoverage(reports), ...faultsOfApart(reports)]
for (const fault of faults) console.log(fault)
console.log(`${reports.length + news.flatMap(({ gold }) => gold).length} reports, ${faults.length} faults`)
if (faults.length > 0) process.exitCode = 1

function goldFiles(isWanted: (file: string) => boolean): string[] {
  return readdirSync(GOLD)
    .filter((file) => file.endsWith('.gold.jsonl') && isWanted(file))
    .sort()
}

function readGold(): GoldReport[] {
  return goldFiles((file) => !file.startsWith('news-'))
    .flatMap((file) => readFileSync(GOLD + file, 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as GoldReport)
}

function faultsOfReport(gold: GoldReport): string[] {
  const folder = FOLDERS.find((one) => existsSync(one + gold.id)) ?? EXAMPLES
  const text = readFileSync(folder + gold.id, 'utf8')
  const found = quotedWords(text)
    .filter((words) => !gold.statements.some(({ quote }) => quote === words))
    .map((words) => `quotation without an entry: ${words}`)
  return [...found.map((fault) => `${gold.id}: ${fault}`), ...faultsInText(gold, text)]
}

/** Texts of others close a quotation with either mark and hold marks that quote nothing. */
function faultsOfNews({ gold, reports: texts, left }: ReturnType<typeof readNews>): string[] {
  const faults = gold.flatMap((one) => {
    const { text } = texts.get(one.id)!
    const missing = [...text.matchAll(/[“"]([^“”"\n]*\p{L}[^“”"\n]*)[”"]/gu)]
      .map((match) => match[1]!)
      .filter((words) => !one.statements.some(({ quote }) => quote.includes(words)))
    return [...missing.map((words) => `${one.id}: quotation without an entry: ${words}`), ...faultsInText(one, text)]
  })
  return [...left, ...faults]
}

function faultsInText(gold: GoldReport, text: string): string[] {
  const found = gold.events.flatMap((event) => faultsOfEvent(event, text))
  const verbatim = [...gold.statements.map((statement) => statement.quote), ...gold.times.map((time) => time.text)]
  for (const words of verbatim) if (!text.includes(words)) found.push(`not verbatim: ${words}`)
  for (const key of new Set(gold.events.map((event) => event.key))) {
    const required = gold.events.filter((event) => event.key === key && !event.optional)
    if (required.length > 1) found.push(`two required mentions: ${key}`)
  }
  return found.map((fault) => `${gold.id}: ${fault}`)
}

function faultsOfEvent(event: GoldEvent, text: string): string[] {
  const found: string[] = []
  const types = event.types.filter((type) => !(EVENT_TYPES as readonly string[]).includes(type))
  for (const type of types) found.push(`unknown type ${type}`)
  for (const status of event.status) {
    if (!STATUSES.includes(status)) found.push(`unknown status ${status}`)
  }
  if (event.evidence === '' || !text.includes(event.evidence)) found.push(`not verbatim: ${event.evidence}`)
  if (event.place && !text.includes(event.place)) found.push(`not verbatim: ${event.place}`)
  if (event.date && !isInterval(event.date)) found.push(`bad date in ${event.key}`)
  return found
}

function isInterval({ start, end = start }: NonNullable<GoldEvent['date']>): boolean {
  const isDay = (day: string) => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  return isDay(start) && isDay(end) && start <= end
}

function quotedWords(text: string): string[] {
  return [...text.matchAll(/“([^”]+)”|"([^"]+)"/g)].map((match) => match[1] ?? match[2] ?? '')
}

function faultsOfCoverage(all: readonly GoldReport[]): string[] {
  const ids = new Set(all.map((gold) => gold.id))
  const files = FOLDERS.flatMap((folder) => readdirSync(folder)).filter((file) => file.endsWith('.txt'))
  return files.filter((file) => !ids.has(file)).map((file) => `${file}: no gold`)
}

/** Every row of apart.tsv must name two coded acts that have different keys. */
function faultsOfApart(all: readonly GoldReport[]): string[] {
  const rows = readdirSync(GOLD).includes('apart.tsv')
    ? readFileSync(`${GOLD}apart.tsv`, 'utf8').split('\n').slice(1)
    : []
  const known = new Set(all.flatMap((gold) => gold.events.map((event) => `${gold.id}\t${event.key}`)))
  return rows
    .filter((row) => row !== '' && !row.startsWith('#'))
    .flatMap((row) => {
      const [idA, keyA, idB, keyB] = row.split('\t')
      const unknown = [`${idA}\t${keyA}`, `${idB}\t${keyB}`].filter((side) => !known.has(side))
      const same = keyA === keyB ? [`apart.tsv: the same key twice: ${row}`] : []
      return [...same, ...unknown.map((side) => `apart.tsv: no such act: ${side}`)]
    })
}
