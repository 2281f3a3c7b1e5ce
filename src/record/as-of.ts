import { type Kysely, type RawBuilder, sql } from 'kysely'
import { ReadoutError } from '../errors.ts'
import {
  byLeast,
  componentsOf,
  eventId,
  groupUnits,
  type LinkMention,
  MAX_COMPONENT,
  type Unit,
  unitsOf,
} from '../link/index.ts'
import { registerAsOf } from './as-of-register.ts'
import { type ActFacts, eventKeys } from './assemble.ts'
import { copiesAsOf } from './copies.ts'
import { patchKeys } from './corrections.ts'
import { among, insertCells, insertRows, selectLists } from './dialect.ts'
import { EVENT_COLUMNS, eventRow, partiesOf, toldIn } from './events.ts'
import { isJudged, readLedger } from './ledger.ts'
import { MAPPED } from './leftovers.ts'
import {
  isSeriesIn,
  type MentionLine,
  packClause,
  readStored,
  type StoredAct,
  type StoredMention,
  toMention,
  toStored,
} from './mentions.ts'
import { isAdded, ROOM } from './numbers.ts'
import { type Opening, type OpenRecord, openRecord } from './open.ts'
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
  { database }: Pick<OpenRecord, 'database'>,
  day: string,
  { hasLaterJudgements = false, onUpgrade }: AsOf & Opening = {},
): Promise<OpenRecord> {
  if (database === ':memory:')
    throw new ReadoutError('usage', 'a record in memory keeps no past: give it a file to ask how it stood on a day')
  const record = await openRecord(database, { onUpgrade })
  const { backend } = record
  try {
    // What is read is looked at where the file has it: nobody cuts it short while its state is held.
    await sql`pragma mmap_size = ${sql.lit(MAPPED)}`.execute(backend.db)
    // One state of the file for as long as it is read: what others write meanwhile is not seen.
    await sql`begin`.execute(backend.db)
    await shadowReports(backend.db, day)
    const rulings = await shadowJudgements(backend.db, hasLaterJudgements ? '9999' : day)
    // What takes long is made for those who ask it.
    backend.putOff({ tables: /\bsketches\b/, make: (db) => copiesAsOf(db, day) })
    backend.putOff({
      tables: /\b(?:mentions|events|parties|judged|struck)\b/,
      make: (db) => shadowEvents(db, day, rulings),
    })
    backend.putOff({ tables: /\b(?:forms|form_names|actors|misspelt)\b/, make: registerAsOf })
    return { ...record, isPast: true }
  } catch (cause) {
    await record.close()
    throw cause
  }
}

/**
 * Temporary views and tables of the same names come before those of the file, so that every query reads them instead:
 * here those whose rows belong to one report.
 */
async function shadowReports(db: Kysely<Tables>, day: string): Promise<void> {
  // A report's row is long: its number and day are read from the index.
  await sql`create temp table then_reports (n integer primary key)`.execute(db)
  await sql`insert into then_reports select n from main.reports
    where published <= ${day} and published > ''`.execute(db)
  // Behind a sign that does nothing a report is looked at, and not each of thousands looked up.
  const isThen = (report: string) => sql`${sql.raw(report)} in (select n from temp.then_reports)`
  await sql`create temp view reports as select * from main.reports
    where published <= ${sql.lit(day)} and published > ''`.execute(db)
  await sql`create temp view quotations as select * from main.quotations
    where ${isThen(`n / ${ROOM}`)}`.execute(db)
  await sql`create temp view offices as select * from main.offices where ${isThen('+report')}`.execute(db)
  await sql`create temp view publishers as select * from main.publishers where published <= ${sql.lit(day)}`.execute(db)
  await sql`create temp view form_reports as select * from main.form_reports where ${isThen('+report')}`.execute(db)
}

/** Judgements made until then, on what reports told then; returns what they come to. */
async function shadowJudgements(db: Kysely<Tables>, day: string): Promise<Rulings> {
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
 * Events whose component had all of its reports by then are as they are now, and so are those that no report changed since, or none had by
 * then; others of a component that later reports belong to as well are linked anew from the mentions of that time, and so are those that somebody judged.
 */
async function shadowEvents(db: Kysely<Tables>, day: string, rulings: Rulings): Promise<void> {
  const until = sql.lit(day)
  await sql`create temp table gone (n integer primary key)`.execute(db)
  for (const table of SHADOWED)
    await sql.raw(`create temp table then_${table} as select * from main.${table} where false`).execute(db)
  const straddling = await selectLists<[n: number, isSteady: number]>(
    db,
    sql`n, steady`,
    sql`components where settled > first and settled > ${day} and first <= ${day} and stirred <= ${day}`,
  )
  const components = straddling.map(([n]) => n)
  const lines = await readThen(db, sql`component in ${among(components)}`)
  await insertRows(
    db,
    'gone',
    { columns: ['n'], conflict: 'on conflict do nothing' },
    lines.map(([, , event]) => [event]),
  )
  const acts = await readStored(db, await withoutLaterActs(db, lines))
  const steady = new Set(straddling.flatMap(([n, isSteady]) => (isSteady === 1 ? [n] : [])))
  const apart = acts.filter(({ component }) => !steady.has(component)).map(toMention)
  const judged = await readJudgedUnits(db, new Set(components))
  const units = [...linkedApart(apart), ...judged.units]
  const events = [
    ...groupsOf(acts.filter(({ component }) => steady.has(component))),
    ...linkThen([...apart, ...judged.mentions], units, rulings),
  ]
  await writeThen(db, events, rulings)
  await sql`create index temp.then_mentions_by_n on then_mentions (n)`.execute(db)
  await sql`create index temp.then_mentions_by_event on then_mentions (event)`.execute(db)
  await sql`create index temp.then_parties_by_event on then_parties (event)`.execute(db)
  const isLeft = await leftOf(db)
  await sql`create temp view mentions as select n, words, component, part, event from main.mentions
    where ${isLeft('event')} and n / ${sql.lit(ROOM)} in (select n from temp.then_reports)
    union all select * from temp.then_mentions`.execute(db)
  await sql`create temp view events as select * from main.events
    where published <= ${until} and published <> '' and ${isLeft('n')}
    union all select * from temp.then_events`.execute(db)
  for (const [table, column] of [
    ['parties', 'event'],
    ['judged', 'event'],
    ['struck', 'n'],
  ] as const)
    await sql`create temp view ${sql.raw(table)} as select * from main.${sql.raw(table)} where ${isLeft(column)}
        union all select * from temp.${sql.raw(`then_${table}`)}`.execute(db)
}

/** A condition that a column does not name one of the events that are gone: as a day has them, these are few and near one another. */
async function leftOf(db: Kysely<Tables>): Promise<(column: string) => RawBuilder<unknown>> {
  const { rows } = await sql<{ first: number | null; last: number }>`select min(n) as first, max(n) as last
    from temp.gone`.execute(db)
  const { first, last } = rows[0]!
  if (first === null) return () => sql`true`
  return (column) =>
    sql.raw(`(+${column} < ${first} or +${column} > ${last} or ${column} not in (select n from temp.gone))`)
}

/** Mentions that reports of that time tell, as the file has them. */
async function readThen(db: Kysely<Tables>, where: RawBuilder<unknown>): Promise<MentionLine[]> {
  const isThen = sql`n / ${sql.lit(ROOM)} in (select n from temp.then_reports)`
  return selectLists<MentionLine>(db, sql`n, words, event, component`, sql`main.mentions where ${where} and ${isThen}`)
}

/** What of each component the mentions of that time connect: nothing else connects them, for then later ones would, too. */
function linkedApart(mentions: readonly StoredMention[]): Unit[] {
  const components = new Map<number, LinkMention[]>()
  for (const { component, mention } of mentions) {
    const own = components.get(component)
    if (own === undefined) components.set(component, [mention])
    else own.push(mention)
  }
  return [...components.values()].flatMap((own) => componentsOf(own).flatMap((one) => unitsOf(one, one.length)))
}

/** Acts less those that were added by judgements that do not hold then. */
async function withoutLaterActs(db: Kysely<Tables>, lines: readonly MentionLine[]): Promise<MentionLine[]> {
  const asked = lines.map(([n]) => n).filter(isAdded)
  if (asked.length === 0) return [...lines]
  // The view of judgements has those alone that were made by then.
  const rows = await db
    .selectFrom('added')
    .innerJoin('judgements', 'judgements.id', 'added.judgement')
    .select('mention')
    .where('mention', 'in', among(asked))
    .execute()
  const there = new Set(rows.map(({ mention }) => mention))
  return lines.filter(([n]) => !isAdded(n) || there.has(n))
}

/** What stands around the acts that anybody judged, in components that all reports were there of; their events are gone. */
async function readJudgedUnits(db: Kysely<Tables>, straddling: ReadonlySet<number>) {
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
    const found = await toStored(db, await withoutLaterActs(db, await readThen(db, own)))
    mentions.push(...found)
    if (found.length > 0) units.push({ mentions: found.map(({ mention }) => mention), isPart })
  }
  return { mentions, units }
}

/** A mention as far as its event needs it. */
interface Member extends Pick<LinkMention, 'id' | 'published' | 'isSeries'> {
  readonly n: number
  readonly facts: ActFacts
  /** As the row has them. */
  readonly words: string
}

/** The events of components whose mentions are on every day the events that they are now. */
function groupsOf(acts: readonly StoredAct[]): Member[][] {
  const groups = new Map<number, Member[]>()
  for (const { n, event, facts, words, teller } of acts) {
    const { id, published } = teller
    const member = { n, facts, words, id, published, isSeries: isSeriesIn(words) }
    const own = groups.get(event)
    if (own === undefined) groups.set(event, [member])
    else own.push(member)
  }
  return [...groups.values()].map((group) => group.sort(byLeast))
}

/** The events of mentions as linking them alone makes them. */
function linkThen(mentions: readonly StoredMention[], units: readonly Unit[], { constraints }: Rulings): Member[][] {
  const stored = new Map(mentions.map((one) => [one.mention, one]))
  return groupUnits(units, constraints).map((group) =>
    group.mentions.map((mention) => {
      const { n, facts } = stored.get(mention)!
      const { id, published, isSeries } = mention
      return { n, facts, words: packClause(mention), id, published, isSeries }
    }),
  )
}

/** Writes events of these mentions, least first, numbered below zero. */
async function writeThen(db: Kysely<Tables>, groups: readonly (readonly Member[])[], rulings: Rulings): Promise<void> {
  const events = groups.map((members, i) => {
    const keys = eventKeys(members.map(({ facts }) => facts))
    const shape = shapeEvent(
      members.map(({ n }) => n),
      rulings,
    )
    const id = eventId(members[0]!.id)
    return {
      n: -1 - i,
      id,
      keys: shape === undefined ? keys : patchKeys(keys, shape.patch),
      ...toldIn(members),
      members,
      shape,
    }
  })
  const told = events.filter(({ shape }) => !shape?.isStruck)
  const forms = new Map(
    await selectLists<[id: string, n: number]>(
      db,
      sql`id, n`,
      sql`main.forms where id in ${among([...new Set(told.flatMap(formIds))])}`,
    ),
  )
  await insertRows(
    db,
    'then_mentions',
    { columns: ['n', 'words', 'component', 'part', 'event'] },
    events.flatMap(({ n: event, members }) => members.map(({ n, words }) => [n, words, 0, 0, event])),
  )
  await insertRows(db, 'then_events', { columns: EVENT_COLUMNS }, told.map(eventRow))
  await insertCells(db, 'then_parties', { columns: ['event', 'role', 'form'] }, partiesOf(told, forms))
  const judged = events.flatMap(({ n, shape }) => (shape?.judgements ?? []).map((judgement) => [n, judgement]))
  await insertRows(db, 'then_judged', { columns: ['event', 'judgement'] }, judged)
  const struck = events.filter(({ shape }) => shape?.isStruck).map(({ n, id }) => [n, id])
  await insertRows(db, 'then_struck', { columns: ['n', 'id'] }, struck)
}

function formIds({ keys: { actors, recipients } }: { keys: ReturnType<typeof eventKeys> }): string[] {
  return [...actors, ...recipients].map((party) => party.id)
}
