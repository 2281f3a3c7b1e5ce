import { type Kysely, sql } from 'kysely'
import type { CodedEvent, CodedReport } from '../code/index.ts'
import { byLeast, type Clause, isOnlyOf, type LinkMention, mentionOf, type Teller } from '../link/index.ts'
import { readActs, type ToldAct, type ToldActs } from './acts.ts'
import type { ActFacts, KeptFacts } from './assemble.ts'
import { among, selectLists } from './dialect.ts'
import { factsOf } from './forms.ts'
import type { Body } from './ledger.ts'
import { isAdded, placeOf, reportOf } from './numbers.ts'
import { type Packed, unpack, unpackTellings } from './pack.ts'
import type { Tables } from './schema.ts'

/** A mention on record: what linking compares, what finds its event, and where it belongs. */
export interface StoredMention {
  readonly n: number
  readonly mention: LinkMention
  readonly facts: ActFacts
  readonly event: number
  readonly component: number
}

/** What a clause told, as the `words` of a row. */
export function packClause({ words, isSeries }: Clause): string {
  return (isSeries ? '*' : '') + words.join(' ')
}

function unpackClause(packed: string): Clause {
  const isSeries = isSeriesIn(packed)
  const words = isSeries ? packed.slice(1) : packed
  return { isSeries, words: words === '' ? [] : words.split(' ') }
}

/** What the table says of a mention. */
export type MentionLine = readonly [n: number, words: string, event: number, component: number]

/** Reads mentions by number, or all of components or events. */
export async function readMentions(
  db: Kysely<Tables>,
  key: 'n' | 'component' | 'event',
  values: readonly number[],
): Promise<StoredMention[]> {
  const lines = await selectLists<MentionLine>(
    db,
    sql`n, words, event, component`,
    sql`mentions where ${sql.ref(key)} in ${among([...new Set(values)])}`,
  )
  return toStored(db, lines)
}

/** Reads what reports tell of mentions that the table was asked for. */
export async function toStored(db: Kysely<Tables>, lines: readonly MentionLine[]): Promise<StoredMention[]> {
  return (await readStored(db, lines)).map(toMention)
}

/** A mention on record before linking looks at it. */
export interface StoredAct extends Omit<StoredMention, 'mention'> {
  readonly facts: KeptFacts
  readonly teller: Teller
  /** As the row has them. */
  readonly words: string
}

/** Reads the acts of mentions that the table was asked for. */
export async function readStored(db: Kysely<Tables>, lines: readonly MentionLine[]): Promise<StoredAct[]> {
  const ns = lines.map(([n]) => n)
  const reports = await readActs(db, ns.map(reportOf))
  const added = await readAdded(db, ns)
  return lines.map(([n, words, event, component]) => {
    const acts = reports.get(reportOf(n))!
    const { id, facts, isOnly } = added.has(n) ? addedTo(acts, added.get(n)!) : acts.act(placeOf(n))
    const teller = { id, reportId: acts.report, published: acts.published, isOnly }
    return { n, facts, teller, words, event, component }
  })
}

/** The acts that tell events, least first, by the number of the event. */
export async function readActsOf(db: Kysely<Tables>, events: readonly number[]): Promise<Map<number, StoredAct[]>> {
  const lines = await selectLists<MentionLine>(
    db,
    sql`n, words, event, component`,
    sql`mentions where event in ${among(events)}`,
  )
  const told = new Map<number, StoredAct[]>()
  for (const act of await readStored(db, lines)) {
    const own = told.get(act.event)
    if (own === undefined) told.set(act.event, [act])
    else own.push(act)
  }
  for (const acts of told.values()) acts.sort((a, b) => byLeast(a.teller, b.teller))
  return told
}

/** A mention as linking looks at it. */
export function toMention({ n, facts, teller, words, event, component }: StoredAct): StoredMention {
  return { n, mention: mentionOf(facts, teller, unpackClause(words)), facts, event, component }
}

/** Whether the `words` of a row are of several acts told as one. */
export const isSeriesIn = (words: string) => words.startsWith('*')

/** An act that an analyst added to those of a report. */
function addedTo(acts: ToldActs, coded: CodedEvent): ToldAct {
  const facts = factsOf(coded)
  const others = Array.from({ length: acts.size }, (_, idx) => acts.act(idx).facts)
  return { id: coded.id, facts, isOnly: isOnlyOf(facts, others) }
}

/** The mentions of one event, least first. */
export async function readEventMentions(db: Kysely<Tables>, event: number): Promise<LinkMention[]> {
  const mentions = await readMentions(db, 'event', [event])
  return mentions.map(({ mention }) => mention).sort(byLeast)
}

/** A coded act, the clause that tells it and the id of its report. */
export interface Coded {
  readonly report: string
  readonly event: CodedEvent
  readonly clause: string
  /** The text of the report. */
  readonly text: string
  /** The number of the mention. */
  readonly n: number
  /** All acts of its report. */
  readonly acts: readonly CodedEvent[]
}

/** Reads the tellings of events, least first, by the number of the event. */
export async function readTellings(db: Kysely<Tables>, events: readonly number[]): Promise<Map<number, Coded[]>> {
  const rows = await db
    .selectFrom('mentions')
    .select(['n', 'event'])
    .where('event', 'in', among([...new Set(events)]))
    .execute()
  const reports = await readPacked(
    db,
    rows.map(({ n }) => reportOf(n)),
    unpackTellings,
  )
  const added = await readAdded(
    db,
    rows.map(({ n }) => n),
  )
  const tellings = new Map<number, (Coded & { id: string; published?: string })[]>()
  for (const { n, event } of rows) {
    const { report, events: coded } = reports.get(reportOf(n))!
    const own = added.get(n) ?? coded[placeOf(n)]!
    const published = report.published === undefined ? {} : { published: report.published.value }
    const clause = report.text.slice(own.evidence.start, own.evidence.end)
    const telling = {
      report: report.id,
      event: own,
      clause,
      text: report.text,
      n,
      acts: coded,
      id: own.id,
      ...published,
    }
    const others = tellings.get(event)
    if (others === undefined) tellings.set(event, [telling])
    else others.push(telling)
  }
  for (const some of tellings.values()) some.sort(byLeast)
  return tellings
}

/** Those of some acts that analysts added, by number. */
async function readAdded(db: Kysely<Tables>, ns: readonly number[]): Promise<Map<number, CodedEvent>> {
  const asked = ns.filter(isAdded)
  if (asked.length === 0) return new Map()
  const rows = await db
    .selectFrom('added')
    .innerJoin('judgements', 'judgements.id', 'added.judgement')
    .select(['mention', 'body'])
    .where('mention', 'in', among(asked))
    .execute()
  return new Map(rows.map(({ mention, body }) => [mention, (JSON.parse(body) as Body).coded!]))
}

/** Reads coded acts whole, by number. */
export async function readCoded(db: Kysely<Tables>, ns: readonly number[]): Promise<Map<number, CodedEvent>> {
  const reports = await readPacked(db, ns.map(reportOf))
  const added = await readAdded(db, ns)
  return new Map(ns.map((n) => [n, added.get(n) ?? reports.get(reportOf(n))!.events[placeOf(n)]!]))
}

/** Reads coded reports by number, whole unless another way to unpack them is given. */
export async function readPacked(db: Kysely<Tables>, ns: readonly number[]): Promise<Map<number, CodedReport>>
export async function readPacked<T>(
  db: Kysely<Tables>,
  ns: readonly number[],
  read: (packed: Packed) => T,
): Promise<Map<number, T>>
export async function readPacked(
  db: Kysely<Tables>,
  ns: readonly number[],
  read: (packed: Packed) => unknown = unpack,
): Promise<Map<number, unknown>> {
  const rows = await db
    .selectFrom('reports')
    .select(['n', 'coded'])
    .where('n', 'in', among([...new Set(ns)]))
    .execute()
  return new Map(rows.map(({ n, coded }) => [n, read(coded)]))
}
