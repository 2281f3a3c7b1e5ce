import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CodedEvent, CodedReport, EventType, Participant } from '../src/code/index.ts'
import { countRows, ingest, openRecord } from '../src/record/index.ts'
import { random } from '../train/random.ts'

/**
 * Measures what recording and linking a coded report costs: as the record grows to 100,000 reports (or the number given)
 * of ten years, at a tenth of it and at its end; and 10,000 reports of one pair of states in one week, the worst case.
 * `--freeze` keeps the figures.
 */
export async function run(args: readonly string[]): Promise<void> {
  const nReports = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 100_000)
  const growth = await measure(stream(nReports), nReports)
  const worst = await measure(oneWeek(WORST), WORST)
  const tenth = nReports / TENTHS
  const rows = [
    ['reports', nReports, 'coded, seed 2022, ten years'],
    ['at a tenth', growth.tenths[1]!, `CPU-ms a report, ${tenth} to ${2 * tenth}`],
    ['at the end', growth.tenths.at(-1)!, `CPU-ms a report, ${nReports - tenth} to ${nReports}`],
    ['growth', round(growth.tenths.at(-1)! / growth.tenths[1]!), 'times'],
    ['events', growth.nEvents, `of ${nReports} reports`],
    ['one pair in one week', worst.seconds, `CPU-s for ${WORST} reports`],
    ['events then', worst.nEvents, `of ${WORST} reports`],
  ] as const
  console.table(rows)
  if (args.includes('--freeze'))
    writeFileSync(
      'bench/link-frozen.tsv',
      `${['measure\tvalue\tunit', ...rows.map((row) => row.join('\t'))].join('\n')}\n`,
    )
}

const WORST = 10_000
const TENTHS = 10

async function measure(reports: Iterable<CodedReport>, nReports: number) {
  const folder = mkdtempSync(join(tmpdir(), 'readout-bench-'))
  const record = await openRecord(join(folder, 'record.db'))
  const started = cpuMs()
  const tenths: number[] = []
  let last = { n: 0, ms: cpuMs() }
  await ingest(record, reports, {
    onProgress({ nReports: n }) {
      if (n - last.n < nReports / TENTHS && n < nReports) return
      const ms = cpuMs()
      tenths.push(round((ms - last.ms) / (n - last.n)))
      last = { n, ms }
    },
  })
  const seconds = round((cpuMs() - started) / 1000)
  const { events } = await countRows(record)
  await record.close()
  rmSync(folder, { recursive: true })
  return { tenths, seconds, nEvents: events }
}

const DAY_MS = 86_400_000
const FIRST_DAY = Date.UTC(2012, 0, 1)
const N_DAYS = 3650
const day = (n: number) => new Date(FIRST_DAY + n * DAY_MS).toISOString().slice(0, 10)

const TYPES: readonly EventType[] = [
  'CONSULT',
  'ACCUSE',
  'MOBILIZE',
  'AGREE',
  'SANCTION',
  'ASSAULT',
  'REQUEST',
  'SUPPORT',
]
const STATES = [
  'USA',
  'JPN',
  'KOR',
  'PRK',
  'CHN',
  'RUS',
  'UKR',
  'FRA',
  'DEU',
  'GBR',
  'IRN',
  'SAU',
  'ISR',
  'TUR',
  'IND',
  'PAK',
]
const WORDS =
  'talks border missile trade accord troops island reactor tariff convoy harbour prisoners truce grain radar bridge'.split(
    ' ',
  )

/** Reports of ten years in order of days, two acts each; two acts of five were told by one of the reports before. */
function* stream(nReports: number): Generator<CodedReport> {
  const rng = random(2022)
  const pick = <T>(items: readonly T[]) => items[Math.floor(rng() * items.length)]!
  const recent: Act[] = []
  for (let n = 0; n < nReports; n++) {
    const today = Math.floor((n / nReports) * N_DAYS)
    const acts = Array.from({ length: 2 }, () => {
      if (recent.length > 0 && rng() < RETOLD) return pick(recent)
      const [type, actor, recipient] = [pick(TYPES), pick(STATES), pick(STATES)]
      return { type, actor, recipient, day: day(today - Math.floor(rng() * 3)), words: [pick(WORDS), pick(WORDS)] }
    })
    recent.push(...acts)
    recent.splice(0, recent.length - N_RECENT)
    yield codedReport(n, day(today), acts)
  }
}

const RETOLD = 0.4
/** Acts that the next reports may tell again. */
const N_RECENT = 40

/** Reports of one week about two states that do all kinds of things. */
function* oneWeek(nReports: number): Generator<CodedReport> {
  const rng = random(2022)
  const pick = <T>(items: readonly T[]) => items[Math.floor(rng() * items.length)]!
  for (let n = 0; n < nReports; n++) {
    const today = Math.floor(rng() * 7)
    const words = [pick(WORDS), pick(WORDS)]
    yield codedReport(n, day(today), [{ type: pick(TYPES), actor: 'USA', recipient: 'CHN', day: day(today), words }])
  }
}

interface Act {
  readonly type: EventType
  readonly actor: string
  readonly recipient: string
  readonly day: string
  readonly words: readonly string[]
}

function codedReport(n: number, published: string, acts: readonly Act[]): CodedReport {
  const id = `r${String(n).padStart(7, '0')}`
  const clauses = acts.map(
    ({ actor, recipient, words }) => `${actor} did it to ${recipient} over the ${words.join(' and the ')}`,
  )
  const text = clauses.join('\n')
  let start = 0
  const events = acts.map((act, i) => {
    const span = { start, end: start + clauses[i]!.length }
    start = span.end + 1
    return codedEvent(`${id}-${i}`, act, span)
  })
  return {
    report: {
      id, origin: id, title: id, published: { value: published, from: 'text' }, language: 'en', text, blocks: [],
      sentences: events.map(({ evidence }) => evidence),
    },
    events, quotations: [], offices: [], times: [], counts: [], problems: [], version: '0.0.0',
  } // biome-ignore format: one glance
}

function codedEvent(id: string, act: Act, evidence: { start: number; end: number }): CodedEvent {
  return {
    id, eventType: act.type, contexts: [], cameo: '01', quad: 1, intensity: 1,
    actors: [state(act.actor)], recipients: [state(act.recipient)],
    date: { value: act.day, start: act.day, end: act.day, from: 'text' },
    status: 'occurred', accordingTo: [], sentence: 0, trigger: evidence, evidence,
    mentions: [{ sentence: 0, trigger: evidence, evidence }], rule: 'bench', confidence: 0.9,
  } // biome-ignore format: one glance
}

function state(code: string): Participant {
  const span = { start: 0, end: 0 }
  return { name: code, kind: 'country', country: code, entity: code, span, mention: code, resolvedBy: 'name' }
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const round = (x: number) => Math.round(x * 100) / 100
