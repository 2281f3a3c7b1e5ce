import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Report, reportFromText } from '../../src/acquire/index.ts'
import type { CodedEvent, CodedReport, EventType, Participant, Status } from '../../src/code/index.ts'

/** A party of the gold: a name with its country, or a bare code. */
export type GoldParty = string | { readonly name: string; readonly country?: string }

export interface GoldEvent {
  readonly key: string
  readonly types: readonly EventType[]
  readonly cameo: readonly string[]
  readonly sources: readonly GoldParty[]
  readonly targets: readonly GoldParty[]
  readonly date: { readonly start: string; readonly end: string } | null
  readonly status: readonly Status[]
  readonly evidence: string
  readonly place: string | null
  readonly optional: boolean
}

export interface GoldReport {
  readonly id: string
  readonly published: string
  readonly events: readonly GoldEvent[]
}

/** What may be done with the reports of a set: those of `open` may be read and fitted to, the others only scored. */
export type GoldSet = 'open' | 'kept' | 'groups'

/** The hand-coded reports with their texts, and the set that each belongs to. */
export function readGold(): { gold: GoldReport[]; reports: Map<string, Report>; setOf: Map<string, GoldSet> } {
  const samples = readLines('eval/gold/samples.gold.jsonl')
  const sets: readonly (readonly [GoldSet, readonly GoldReport[]])[] = [
    ['kept', readLines('eval/gold/affairs.gold.jsonl')],
    ['open', samples.filter((_, idx) => idx % 2 === 0)],
    ['kept', samples.filter((_, idx) => idx % 2 === 1)],
    ['open', readLines('../shared/eval/seeds.gold.jsonl')],
    ['groups', readLines('eval/gold/groups.gold.jsonl')],
  ]
  const files = ['examples', '../shared/seeds', 'eval/gold/groups']
    .filter((dir) => existsSync(dir))
    .flatMap((dir) => readdirSync(dir).map((name) => join(dir, name)))
  const reports = new Map(
    files.map((file) => [basename(file), reportFromText(readFileSync(file), { origin: file })] as const),
  )
  const gold = sets.flatMap(([, some]) => some)
  return { gold, reports, setOf: new Map(sets.flatMap(([set, some]) => some.map(({ id }) => [id, set] as const))) }
}

function readLines(file: string): GoldReport[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as GoldReport)
}

/** The rows of eval/gold/apart.tsv: two acts, each as report and key. */
export function readApart(): { readonly a: string; readonly b: string }[] {
  return readFileSync('eval/gold/apart.tsv', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('report_a'))
    .map((line) => {
      const [reportA, keyA, reportB, keyB] = line.split('\t')
      return { a: `${reportA}#${keyA}`, b: `${reportB}#${keyB}` }
    })
}

/** What a perfect coder would hand to linking: each key of a report once, in its first required telling. */
export function codedGold(gold: GoldReport, report: Report): CodedReport {
  const tellings = new Map<string, GoldEvent>()
  for (const event of gold.events.toSorted((a, b) => Number(a.optional) - Number(b.optional)))
    if (!tellings.has(event.key)) tellings.set(event.key, event)
  return {
    report: { ...report, sentences: [], published: { value: gold.published, from: 'text' } },
    events: [...tellings.values()].map((event) => codedEvent(gold.id, event, report.text)),
    quotations: [],
    offices: [],
    times: [],
    counts: [],
    problems: [],
    version: 'gold',
  }
}

function codedEvent(id: string, event: GoldEvent, text: string): CodedEvent {
  const start = Math.max(0, text.indexOf(event.evidence))
  const evidence = { start, end: start + event.evidence.length }
  const mode = modeOf(event)
  return {
    id: `${id}#${event.key}`,
    eventType: event.types[0]!,
    ...(mode === undefined ? {} : { mode }),
    contexts: [],
    cameo: event.cameo[0] ?? '',
    quad: 1,
    intensity: 0,
    actors: participants(event.sources),
    recipients: participants(event.targets),
    ...(event.date === null ? {} : { date: { value: event.date.start, ...event.date, from: 'text' } }),
    ...(event.place === null ? {} : { location: { name: event.place, precision: 'region', span: evidence } }),
    ...weaponOf(event),
    status: event.status[0]!,
    accordingTo: [],
    sentence: 0,
    trigger: evidence,
    evidence,
    mentions: [{ sentence: 0, trigger: evidence, evidence }],
    rule: 'gold',
    confidence: 1,
  }
}

/** The gold tells modes only by CAMEO code. */
function modeOf({ cameo }: GoldEvent): string | undefined {
  if (cameo.includes('041')) return 'phone'
  return cameo.includes('042') || cameo.includes('043') ? 'visit' : undefined
}

/** The gold tells weapons only in its words. */
function weaponOf({ evidence }: GoldEvent): Pick<CodedEvent, 'weapon'> {
  const kind = /missile|rocket|drone|artillery/i.exec(evidence)?.[0].toLowerCase()
  const designation = /\b\p{Lu}\p{L}+-\d+\b/u.exec(evidence)?.[0]
  if (kind === undefined && designation === undefined) return {}
  return { weapon: { kind: kind ?? 'missile', ...(designation === undefined ? {} : { designation }) } }
}

/** Accepted codes of one body, such as UN and UNSC, stand side by side in the gold of the seeds. */
function participants(parties: readonly GoldParty[]): Participant[] {
  const isBody = (party: GoldParty) => typeof party === 'string' && ['UNO', 'UNSC', 'UNS', 'IGO'].includes(party)
  return parties.filter((party) => !isBody(party)).map(participant)
}

function participant(party: GoldParty): Participant {
  const { name, country } = typeof party === 'string' ? { name: party, country: party } : party
  return {
    name,
    kind: typeof party === 'string' ? 'country' : kindOf(name),
    ...(country === undefined ? {} : { country }),
    entity: name,
    span: { start: 0, end: 0 },
    mention: name,
    resolvedBy: 'name',
  }
}

const BODY = /ministry|department|council|command|union|government|agency|staff|forces|office|committee|party|bank/i
const STATE_WORDS = /^(?:north|south|saudi|united|czech|new|sri|burkina|el|costa|sierra) /i

/** The gold does not tell persons from states; a person's name has two words or more. */
function kindOf(name: string): Participant['kind'] {
  if (BODY.test(name)) return 'organization'
  return !name.includes(' ') || STATE_WORDS.test(name) ? 'country' : 'person'
}
