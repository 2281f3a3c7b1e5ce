/**
 * Checks the hand-coded gold beside it against the reports in `examples/` and `groups/`; prints one line a fault.
 * Usage: `npx tsx eval/gold/check.ts`; exits 1 if anything is wrong. It reads no output of the program.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { EVENT_TYPES } from '../../src/code/event.ts'

type Party = string | { readonly name: string; readonly country?: string }

interface GoldEvent {
  readonly key: string
  readonly types: readonly string[]
  readonly sources: readonly Party[]
  readonly targets: readonly Party[]
  readonly date: { readonly start: string; readonly end: string } | null
  readonly status: readonly string[]
  readonly evidence: string
  readonly place: string | null
  readonly optional: boolean
}

interface GoldReport {
  readonly id: string
  readonly published: string
  readonly events: readonly GoldEvent[]
  readonly statements: readonly { readonly speaker: string; readonly quote: string }[]
  readonly offices: readonly { readonly person: string; readonly title: string }[]
  readonly times: readonly { readonly text: string; readonly value: string }[]
  readonly counts?: readonly { readonly what: string; readonly actor: string }[]
}

const STATUSES = ['occurred', 'ongoing', 'planned', 'called-for', 'hypothetical', 'denied']
const GOLD = fileURLToPath(new URL('.', import.meta.url))
const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url))
const GROUPS = `${GOLD}groups/`

const reports = readGold()
const faults = [...reports.flatMap(faultsOfReport), ...faultsOfCoverage(reports), ...faultsOfApart(reports)]
for (const fault of faults) console.log(fault)
console.log(`${reports.length} reports, ${faults.length} faults`)
if (faults.length > 0) process.exitCode = 1

function readGold(): GoldReport[] {
  return readdirSync(GOLD)
    .filter((file) => file.endsWith('.gold.jsonl'))
    .sort()
    .flatMap((file) => readFileSync(GOLD + file, 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as GoldReport)
}

function faultsOfReport(gold: GoldReport): string[] {
  const text = readFileSync((existsSync(GROUPS + gold.id) ? GROUPS : EXAMPLES) + gold.id, 'utf8')
  const found = gold.events.flatMap((event) => faultsOfEvent(event, text))
  const verbatim = [...gold.statements.map((statement) => statement.quote), ...gold.times.map((time) => time.text)]
  for (const words of verbatim) if (!text.includes(words)) found.push(`not verbatim: ${words}`)
  for (const words of quotedWords(text)) {
    if (!gold.statements.some((statement) => statement.quote === words)) {
      found.push(`quotation without an entry: ${words}`)
    }
  }
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
  if (!text.includes(event.evidence)) found.push(`not verbatim: ${event.evidence}`)
  if (event.place && !text.includes(event.place)) found.push(`not verbatim: ${event.place}`)
  if (event.date && !isInterval(event.date)) found.push(`bad date in ${event.key}`)
  return found
}

function isInterval(date: { readonly start: string; readonly end: string }): boolean {
  const isDay = (day: string) => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  return isDay(date.start) && isDay(date.end) && date.start <= date.end
}

function quotedWords(text: string): string[] {
  return [...text.matchAll(/“([^”]+)”|"([^"]+)"/g)].map((match) => match[1] ?? match[2] ?? '')
}

function faultsOfCoverage(all: readonly GoldReport[]): string[] {
  const ids = new Set(all.map((gold) => gold.id))
  const files = [EXAMPLES, GROUPS].flatMap((folder) => readdirSync(folder)).filter((file) => file.endsWith('.txt'))
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
