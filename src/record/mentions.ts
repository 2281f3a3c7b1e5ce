import type { Kysely } from 'kysely'
import type { CodedEvent, CodedReport } from '../code/index.ts'
import { byLeast, type Clause, type LinkMention, mentionOf, type Told } from '../link/index.ts'
import { among } from './dialect.ts'
import type { Body } from './ledger.ts'
import { isAdded, placeOf, reportOf } from './numbers.ts'
import { unpack, unpackActs } from './pack.ts'
import type { Tables } from './schema.ts'

/** A mention on record: what linking compares, the coded act, and where it belongs. */
export interface StoredMention {
  readonly n: number
  readonly mention: LinkMention
  readonly coded: CodedEvent
  readonly event: number
  readonly component: number
}

/** What a clause told, as the `words` of a row. */
export function packClause({ words, isSeries }: Clause): string {
  return (isSeries ? '*' : '') + words.join(' ')
}

function unpackClause(packed: string): Clause {
  const isSeries = packed.startsWith('*')
  const words = isSeries ? packed.slice(1) : packed
  return { isSeries, words: words === '' ? [] : words.split(' ') }
}

/** Reads mentions by number, or all of components or events. */
export async function readMentions(
  db: Kysely<Tables>,
  key: 'n' | 'component' | 'event',
  values: readonly number[],
): Promise<StoredMention[]> {
  const rows = await db
    .selectFrom('mentions')
    .select(['n', 'words', 'event', 'component'])
    .where(key, 'in', among([...new Set(values)]))
    .execute()
  const reports = await readActs(
    db,
    rows.map(({ n }) => reportOf(n)),
  )
  const added = await readAdded(
    db,
    rows.map(({ n }) => n),
  )
  return rows.map(({ n, words, event, component }) => {
    const whole = reports.get(reportOf(n))!
    const coded = added.get(n) ?? whole.events[placeOf(n)]!
    return { n, mention: mentionOf(coded, whole, unpackClause(words)), coded, event, component }
  })
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

/** Reads what reports tell, by number. */
async function readActs(db: Kysely<Tables>, ns: readonly number[]): Promise<Map<number, Told>> {
  const rows = await db
    .selectFrom('reports')
    .select(['n', 'id', 'published', 'published_from', 'coded'])
    .where('n', 'in', among([...new Set(ns)]))
    .execute()
  return new Map(
    rows.map(({ n, id, published, published_from, coded }) => {
      const dated = published === '' ? {} : { published: { value: published, from: published_from as 'text' } }
      return [n, { report: { id, ...dated }, events: unpackActs(coded) }]
    }),
  )
}

/** Reads coded reports whole, by number. */
export async function readPacked(db: Kysely<Tables>, ns: readonly number[]): Promise<Map<number, CodedReport>> {
  const rows = await db
    .selectFrom('reports')
    .select(['n', 'coded'])
    .where('n', 'in', among([...new Set(ns)]))
    .execute()
  return new Map(rows.map(({ n, coded }) => [n, unpack(coded)]))
}
