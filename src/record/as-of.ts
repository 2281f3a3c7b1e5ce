import { type Kysely, sql } from 'kysely'
import { ReadoutError } from '../errors.ts'
import {
  componentsOf,
  eventId,
  groupUnits,
  type LinkMention,
  MAX_COMPONENT,
  type Unit,
  unitsOf,
} from '../link/index.ts'
import { registerAsOf } from './as-of-register.ts'
import { eventKeys } from './assemble.ts'
import { copiesAsOf } from './copies.ts'
import { patchKeys } from './corrections.ts'
import { among, type Backend, insertRows, selectLists } from './dialect.ts'
import { EVENT_COLUMNS, eventRow, partiesOf, toldIn } from './events.ts'
import { factsOf } from './forms.ts'
import { isJudged, readLedger } from './ledger.ts'
import { packClause, readMentions, type StoredMention } from './mentions.ts'
import { isAdded, ROOM } from './numbers.ts'
import { type OpenRecord, openRecord } from './open.ts'
import { NO_RULINGS, type Rulings, ruleOn } from './rulings.ts'
import type { Tables } from './schema.ts'
import { shapeEvent } from './shapes.ts'

/** How to show the past. */
export interface AsOf {
  /** Whether judgements that were made after the day count, too. */
  readonly hasLaterJudgements?: boolean
}

/**
 * Opens the record as it stood on a day: what a record built from the reports published and the judgements made until
 * then says, and no other. What was undone since never held. Reports without a date of publication are left out. It reads the file as it is now, and must be closed.
 * @throws ReadoutError `usage` for a record in memory, which cannot be opened twice.
 */
export async function openAsOf(
  { database }: OpenRecord,
  day: string,
  { hasLaterJudgements = false }: AsOf = {},
): Promise<OpenRecord> {
  if (database === ':memory:')
    throw new ReadoutError('usage', 'a record in memory keeps no past: give it a file to ask how it stood on a day')
  const record = await openRecord(database)
  try {
    // One state of the file for as long as it is read: what others write meanwhile is not seen.
    await sql`begin`.execute(record.backend.db)
    await shadowReports(record.backend, day)
    const rulings = await shadowJudgements(record.backend, hasLaterJudgements ? '9999' : day)
    await shadowEvents(record.backend, day, rulings)
    await registerAsOf(record.backend)
    return record
  } catch (cause) {
    await record.close()
    throw cause
  }
}

/**
 * Temporary views and tables of the same names come before those of the file, so that every query reads them instead:
 * here those whose rows belong to one report.
 */
async function shadowReports({ db }: Backend, day: string): Promise<void> {
  // A report's row is long: its number and day are read from the index.
  await sql`create temp table then_reports (n integer primary key)`.execute(db)
  await sql`insert into then_reports select n from main.reports
    where published <= ${day} and published > ''`.execute(db)
  const isThen = (report: string) => sql`${sql.raw(report)} in (select n from temp.then_reports)`
  await sql`create temp view reports as select * from main.reports
    where published <= ${sql.lit(day)} and published > ''`.execute(db)
  await sql`create temp view quotations as select * from main.quotations
    where ${isThen(`n / ${ROOM}`)}`.execute(db)
  await sql`create temp view offices as select * from main.offices where ${isThen('report')}`.execute(db)
  await sql`create temp view publishers as select * from main.publishers where published <= ${sql.lit(day)}`.execute(db)
  await copiesAsOf(db, day)
  await sql`create temp view form_reports as select * from main.form_reports where ${isThen('report')}`.execute(db)
}

/** Judgements made until then, on what reports told then; returns what they come to. */
async function shadowJudgements({ db }: Backend, day: string): Promise<Rulings> {
  if (!(await isJudged(db))) return NO_RULINGS
  await sql`create temp view judgements as select * from main.judgements
    where kind = 'undo' or substr(time, 1, 10) <= ${sql.lit(day)}`.execute(db)
  const isThen = sql`mention / ${sql.lit(ROOM)} in (select n from temp.then_reports)`
  await sql`create temp view anchors as select judgement, side, idx, report, act, type, trigger_start, trigger_end, start,
    "end", case when ${isThen} then mention end as mention, case when ${isThen} then told end as told
    from main.anchors`.execute(db)
  const ledger = await readLedger(db)
  const rulings = ruleOn(ledger)
  const holding = ledger.filter(({ id }) => rulings.rulings.get(id)?.state === 'in-force')
  // Names that judgements use are counted as if reports numbered below zero used them.
  await sql`insert into temp.then_reports select -value from json_each(${JSON.stringify(holding.map(({ n }) => n))})`.execute(
    db,
  )
  return rulings
}

const SHADOWED = ['mentions', 'events', 'parties', 'judged', 'struck'] as const

/**
 * Events whose component had all of its reports by then are as they are now; those of a component that later reports
 * belong to as well are linked anew from the mentions of that time, and so are those that somebody judged.
 */
async function shadowEvents(backend: Backend, day: string, rulings: Rulings): Promise<void> {
  const { db } = backend
  const until = sql.lit(day)
  await sql`create temp table gone (n integer primary key)`.execute(db)
  for (const table of SHADOWED)
    await sql.raw(`create temp table then_${table} as select * from main.${table} where false`).execute(db)
  const straddling = await db
    .selectFrom('components')
    .select('n')
    .where('first', '<=', day)
    .where('last', '>', day)
    .execute()
  const components = straddling.map(({ n }) => n)
  await sql`insert into temp.gone select distinct event from main.mentions
    where component in ${among(components)}`.execute(db)
  const rows = await selectLists<[n: number]>(
    db,
    sql`mentions.n`,
    sql`main.mentions where component in ${among(components)}
      and n / ${sql.lit(ROOM)} in (select n from temp.then_reports)`,
  )
  const apart = await readMentions(
    db,
    'n',
    await withoutLaterActs(
      db,
      rows.map(([n]) => n),
    ),
  )
  const units = componentsOf(apart.map(({ mention }) => mention)).flatMap((one) => unitsOf(one, one.length))
  const judged = await readJudgedUnits(backend, new Set(components))
  await relinkThen(backend, [...apart, ...judged.mentions], { units: [...units, ...judged.units], rulings })
  await sql`create index temp.then_mentions_by_n on then_mentions (n)`.execute(db)
  await sql`create index temp.then_mentions_by_event on then_mentions (event)`.execute(db)
  await sql`create temp view mentions as select n, words, component, part, event from main.mentions
    where event not in (select n from temp.gone) union all select * from temp.then_mentions`.execute(db)
  await sql`create temp view events as select * from main.events
    where published <= ${until} and published <> '' and n not in (select n from temp.gone)
    union all select * from temp.then_events`.execute(db)
  for (const [table, column] of [
    ['parties', 'event'],
    ['judged', 'event'],
    ['struck', 'n'],
  ])
    await sql
      .raw(`create temp view ${table} as select * from main.${table} where ${column} not in (select n from temp.gone)
        union all select * from temp.then_${table}`)
      .execute(db)
}

/** Acts less those that were added by judgements that do not hold then. */
async function withoutLaterActs(db: Kysely<Tables>, ns: readonly number[]): Promise<number[]> {
  const asked = ns.filter(isAdded)
  if (asked.length === 0) return [...ns]
  // The view of judgements has those alone that were made by then.
  const rows = await db
    .selectFrom('added')
    .innerJoin('judgements', 'judgements.id', 'added.judgement')
    .select('mention')
    .where('mention', 'in', among(asked))
    .execute()
  const there = new Set(rows.map(({ mention }) => mention))
  return ns.filter((n) => !isAdded(n) || there.has(n))
}

/** What stands around the acts that anybody judged, in components that all reports were there of; their events are gone. */
async function readJudgedUnits({ db }: Backend, straddling: ReadonlySet<number>) {
  const anchored = await selectLists<[component: number, part: number, size: number]>(
    db,
    sql`component, part, size`,
    sql`(select distinct mentions.component, mentions.part, components.size from main.anchors
      cross join main.mentions on mentions.n = anchors.mention cross join main.components on components.n = mentions.component)`,
  )
  const mentions: StoredMention[] = []
  const units: Unit[] = []
  const done = new Set<string>()
  for (const [component, part, size] of anchored) {
    const isPart = size > MAX_COMPONENT
    const key = isPart ? `${component} ${part}` : `${component}`
    if (straddling.has(component) || done.has(key)) continue
    done.add(key)
    const own = isPart ? sql`component = ${component} and part = ${part}` : sql`component = ${component}`
    await sql`insert or ignore into temp.gone select distinct event from main.mentions where ${own}`.execute(db)
    const isThen = sql`n / ${sql.lit(ROOM)} in (select n from temp.then_reports)`
    const rows = await selectLists<[n: number]>(db, sql`n`, sql`main.mentions where ${own} and ${isThen}`)
    const ns = await withoutLaterActs(
      db,
      rows.map(([n]) => n),
    )
    const found = await readMentions(db, 'n', ns)
    mentions.push(...found)
    if (found.length > 0) units.push({ mentions: found.map(({ mention }) => mention), isPart })
  }
  return { mentions, units }
}

interface Relinking {
  readonly units: readonly Unit[]
  readonly rulings: Rulings
}

/** Writes the events of mentions as linking them alone makes them, numbered below zero. */
async function relinkThen(
  { db }: Backend,
  mentions: readonly StoredMention[],
  { units, rulings }: Relinking,
): Promise<void> {
  const stored = new Map(mentions.map((one) => [one.mention, one]))
  const events = groupUnits(units, rulings.constraints).map((cluster, i) => {
    const members = cluster.map((mention) => stored.get(mention)!)
    const keys = eventKeys(members.map(({ coded }) => factsOf(coded)))
    const shape = shapeEvent(
      members.map(({ n }) => n),
      rulings,
    )
    const told = toldIn(members.map(({ mention }) => mention))
    return {
      n: -1 - i,
      id: eventId(members[0]!.mention.id),
      keys: patchKeys(keys, shape?.patch ?? {}),
      ...told,
      members,
      shape,
    }
  })
  const told = events.filter(({ shape }) => !shape?.isStruck)
  const forms = new Map(
    (
      await db
        .selectFrom('forms')
        .select(['id', 'n'])
        .where('id', 'in', among([...new Set(told.flatMap(formIds))]))
        .execute()
    ).map(({ id, n }) => [id, n]),
  )
  await insertRows(
    db,
    'then_mentions',
    { columns: ['n', 'words', 'component', 'part', 'event'] },
    events.flatMap(({ n: event, members }) => members.map(({ n, mention }) => [n, wordsOf(mention), 0, 0, event])),
  )
  await insertRows(db, 'then_events', { columns: EVENT_COLUMNS }, told.map(eventRow))
  await insertRows(db, 'then_parties', { columns: ['event', 'role', 'form'] }, partiesOf(told, forms))
  const judged = events.flatMap(({ n, shape }) => (shape?.judgements ?? []).map((judgement) => [n, judgement]))
  await insertRows(db, 'then_judged', { columns: ['event', 'judgement'] }, judged)
  const struck = events.filter(({ shape }) => shape?.isStruck).map(({ n, id }) => [n, id])
  await insertRows(db, 'then_struck', { columns: ['n', 'id'] }, struck)
}

const wordsOf = (mention: LinkMention) => packClause(mention)

function formIds({ keys: { actors, recipients } }: { keys: ReturnType<typeof eventKeys> }): string[] {
  return [...actors, ...recipients].map((party) => party.id)
}
