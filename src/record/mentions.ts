import type { Kysely } from 'kysely'
import type { CodedEvent } from '../code/index.ts'
import { type Clause, type LinkMention, mentionOf } from '../link/index.ts'
import { inChunks } from './chunks.ts'
import { unpack } from './pack.ts'
import type { Tables } from './schema.ts'

/** A mention on record: what linking compares, and the coded act. */
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

type Key = 'n' | 'component'

/** Reads mentions by number, or all of components. */
export async function readMentions(db: Kysely<Tables>, key: Key, values: readonly number[]): Promise<StoredMention[]> {
  const rows = await inChunks([...new Set(values)], 4000, (part) =>
    db
      .selectFrom('mentions')
      .innerJoin('reports', 'reports.n', 'mentions.report')
      .select(['mentions.n', 'words', 'mentions.coded', 'event', 'component', 'reports.id as report', 'published'])
      .where(`mentions.${key}`, 'in', part)
      .execute(),
  )
  return rows.map(({ n, words, coded, event, component, report, published }) => {
    const act = unpack<CodedEvent>(coded)
    const clause = unpackClause(words)
    return {
      n,
      mention: mentionOf(act, { id: report, ...publishedOn(published) }, clause),
      coded: act,
      event,
      component,
    }
  })
}

function publishedOn(published: string) {
  return published === '' ? {} : { published: { value: published, from: 'text' as const } }
}

/** Reads coded acts by the number of their mention. */
export async function readCoded(db: Kysely<Tables>, ns: readonly number[]): Promise<Map<number, Coded>> {
  const rows = await inChunks([...new Set(ns)], 4000, (part) =>
    db
      .selectFrom('mentions')
      .innerJoin('reports', 'reports.n', 'mentions.report')
      .select(['mentions.n', 'mentions.coded', 'reports.id as report'])
      .where('mentions.n', 'in', part)
      .execute(),
  )
  return new Map(rows.map(({ n, coded, report }) => [n, { report, event: unpack<CodedEvent>(coded) }]))
}

/** A coded act and the id of its report. */
export interface Coded {
  readonly report: string
  readonly event: CodedEvent
}

/** The numbers in the `mentions` of an event's row. */
export function mentionNumbers(mentions: string): number[] {
  return mentions.split(',').map(Number)
}
