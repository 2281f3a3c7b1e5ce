import type { Kysely } from 'kysely'
import type { CodedEvent, CodedReport } from '../code/index.ts'
import { type Clause, type LinkMention, mentionOf } from '../link/index.ts'
import { among } from './dialect.ts'
import { unpack } from './pack.ts'
import type { Tables } from './schema.ts'

/** A mention on record: what linking compares, the coded act, and where it belongs. */
export interface StoredMention {
  readonly n: number
  readonly mention: LinkMention
  readonly coded: CodedEvent
  readonly event: string
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

/** Reads mentions by number, or all of components. */
export async function readMentions(
  db: Kysely<Tables>,
  key: 'n' | 'component',
  values: readonly number[],
): Promise<StoredMention[]> {
  const rows = await db
    .selectFrom('mentions')
    .selectAll()
    .where(key, 'in', among([...new Set(values)]))
    .execute()
  const reports = await readPacked(
    db,
    rows.map(({ report }) => report),
  )
  return rows.map(({ n, report, idx, words, event, component }) => {
    const whole = reports.get(report)!
    const coded = whole.events[idx]!
    return { n, mention: mentionOf(coded, whole.report, unpackClause(words)), coded, event, component }
  })
}

/** A coded act and the id of its report. */
export interface Coded {
  readonly report: string
  readonly event: CodedEvent
}

/** Reads coded acts by the number of their mention. */
export async function readCoded(db: Kysely<Tables>, ns: readonly number[]): Promise<Map<number, Coded>> {
  const rows = await db
    .selectFrom('mentions')
    .select(['n', 'report', 'idx'])
    .where('n', 'in', among([...new Set(ns)]))
    .execute()
  const reports = await readPacked(
    db,
    rows.map(({ report }) => report),
  )
  return new Map(
    rows.map(({ n, report, idx }) => {
      const whole = reports.get(report)!
      return [n, { report: whole.report.id, event: whole.events[idx]! }]
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

/** The numbers in the `mentions` of an event's row. */
export function mentionNumbers(mentions: string): number[] {
  return mentions.split(',').map(Number)
}
