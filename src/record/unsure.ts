import { sql } from 'kysely'
import { blockingKeys, compareMentions, type LinkMention, scoreMentions } from '../link/index.ts'
import { among, selectLists } from './dialect.ts'
import { eventConditions } from './filters.ts'
import { readReports } from './hydrate.ts'
import type { UnsureLink } from './judgements.ts'
import { readLedger } from './ledger.ts'
import { toRows } from './list-events.ts'
import { readMentions, readTellings } from './mentions.ts'
import type { OpenRecord } from './open.ts'
import type { Filters } from './rows.ts'
import { ruleOn } from './rulings.ts'

/** Events that are looked at, the latest that pass the filters: each is compared with what is filed near it. */
const MAX_EVENTS = 300

/** Mentions of one block that are compared: fuller blocks are of acts told everywhere. */
const MAX_MENTIONS = 4000

/** Scores further from 0 than this are sure: an agreement in one fact more or less. */
const UNSURE = 1

interface Pair {
  readonly score: number
  readonly isOne: boolean
  readonly a: Found
  readonly b: Found
}

interface Found {
  readonly n: number
  readonly event: number
  readonly mention: LinkMention
}

/**
 * Lists pairs of tellings that linking was unsure of, the least sure first: of two events one pair, the nearest to being
 * one, of one event those that hold it together least. What somebody judged is left out.
 */
export async function listUnsure(
  { backend: { db } }: OpenRecord,
  filters: Filters,
  limit: number,
): Promise<UnsureLink[]> {
  const conditions = await eventConditions(db, filters)
  const where = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
  const events = await selectLists<[n: number]>(
    db,
    sql`n`,
    sql`(select n from events where ${where} order by day desc, id desc limit ${MAX_EVENTS})`,
  )
  const own = await readMentions(
    db,
    'event',
    events.map(([n]) => n),
  )
  const near = await selectLists<[n: number]>(
    db,
    sql`mention`,
    sql`(select distinct mention from blocks
      where key in ${among([...new Set(own.flatMap(({ mention }) => blockingKeys(mention).sought))])}
      limit ${MAX_MENTIONS})`,
  )
  const there = new Set(own.map(({ n }) => n))
  const others = await readMentions(
    db,
    'n',
    near.map(([n]) => n).filter((n) => !there.has(n)),
  )
  const told = new Set(await shownEvents(db, [...own, ...others]))
  const pairs = unsurePairs(
    own.filter(({ event }) => told.has(event)),
    [...own, ...others].filter(({ event }) => told.has(event)),
  )
  const judged = await judgedPairs(db)
  const open = pairs.filter(({ a, b }) => !judged.has(pairKey(a.n, b.n)))
  return toLinks(db, open.slice(0, limit))
}

/** Those of the events of mentions that are not struck out. */
async function shownEvents(db: OpenRecord['backend']['db'], mentions: readonly Found[]): Promise<number[]> {
  const ns = [...new Set(mentions.map(({ event }) => event))]
  const rows = await selectLists<[n: number]>(db, sql`n`, sql`events where n in ${among(ns)}`)
  return rows.map(([n]) => n)
}

/** The least sure pair of any two events, and the weakest tie of any two tellings of one. */
function unsurePairs(own: readonly Found[], all: readonly Found[]): Pair[] {
  const byKey = new Map<number, Found[]>()
  for (const one of all)
    for (const key of blockingKeys(one.mention).filed) {
      const block = byKey.get(key)
      if (block === undefined) byKey.set(key, [one])
      else block.push(one)
    }
  const best = new Map<string, Pair>()
  for (const a of own) {
    const candidates = new Set(blockingKeys(a.mention).sought.flatMap((key) => byKey.get(key) ?? []))
    for (const b of candidates) {
      if (a.n === b.n) continue
      const score = scoreMentions(a.mention, b.mention)
      if (Math.abs(score) > UNSURE) continue
      const isOne = a.event === b.event
      const key = isOne ? pairKey(a.n, b.n) : pairKey(a.event, b.event)
      const known = best.get(key)
      const pair = a.mention.id < b.mention.id ? { score, isOne, a, b } : { score, isOne, a: b, b: a }
      if (known === undefined || isLessSure(pair, known)) best.set(key, pair)
    }
  }
  return [...best.values()].sort((x, y) => (isLessSure(x, y) ? -1 : 1))
}

function isLessSure(x: Pair, y: Pair): boolean {
  const difference = Math.abs(x.score) - Math.abs(y.score)
  if (difference !== 0) return difference < 0
  return `${x.a.mention.id} ${x.b.mention.id}` < `${y.a.mention.id} ${y.b.mention.id}`
}

const pairKey = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`)

/** Pairs of mentions that a judgement is about, in force or overruled: somebody has looked at them. What was taken back is open again. */
async function judgedPairs(db: OpenRecord['backend']['db']): Promise<Set<string>> {
  const judged = new Set<string>()
  const ledger = await readLedger(db)
  const { rulings } = ruleOn(ledger)
  for (const { id, kind, anchors } of ledger) {
    if ((kind !== 'same' && kind !== 'apart') || rulings.get(id)?.state === 'undone') continue
    const ns = anchors.flatMap(({ mention }) => mention ?? [])
    for (const a of ns) for (const b of ns) judged.add(pairKey(a, b))
  }
  return judged
}

async function toLinks(db: OpenRecord['backend']['db'], pairs: readonly Pair[]): Promise<UnsureLink[]> {
  const ns = [...new Set(pairs.flatMap(({ a, b }) => [a.event, b.event]))]
  const keys = await db.selectFrom('events').select(['id', 'n']).where('n', 'in', among(ns)).execute()
  const rows = new Map((await toRows(db, keys)).map((row, i) => [keys[i]!.n, row]))
  const tellings = await readTellings(db, ns)
  const reports = await readReports(
    db,
    pairs.flatMap(({ a, b }) => [a.mention.reportId, b.mention.reportId]),
  )
  const sideOf = ({ event, mention }: Found) => ({
    event: rows.get(event)!.id,
    row: rows.get(event)!,
    report: reports.get(mention.reportId)!,
    clause: tellings.get(event)!.find((telling) => telling.event.id === mention.id)!.clause,
  })
  return pairs.map(({ score, isOne, a, b }) => {
    const { weighed, forbidding } = compareMentions(a.mention, b.mention)
    return { score, isOne, a: sideOf(a), b: sideOf(b), why: { weighed, forbidding } }
  })
}
