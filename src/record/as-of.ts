import { sql } from 'kysely'
import { ReadoutError } from '../errors.ts'
import { byLeast, type LinkMention, linkMentions } from '../link/index.ts'
import { registerAsOf } from './as-of-register.ts'
import { eventKeys } from './assemble.ts'
import { among, type Backend, insertRows, selectLists } from './dialect.ts'
import { EVENT_COLUMNS, eventRow, partiesOf, toldIn } from './events.ts'
import { factsOf } from './forms.ts'
import { packClause, readMentions, type StoredMention } from './mentions.ts'
import { ROOM } from './numbers.ts'
import { type OpenRecord, openRecord } from './open.ts'

/**
 * Opens the record as it stood on a day: what a record built from the reports published until then says, and no other.
 * Reports without a date of publication are left out. It reads the file as it is now, and must be closed.
 * @throws ReadoutError `usage` for a record in memory, which cannot be opened twice.
 */
export async function openAsOf({ database }: OpenRecord, day: string): Promise<OpenRecord> {
  if (database === ':memory:')
    throw new ReadoutError('usage', 'a record in memory keeps no past: give it a file to ask how it stood on a day')
  const record = await openRecord(database)
  try {
    // One state of the file for as long as it is read: what others write meanwhile is not seen.
    await sql`begin`.execute(record.backend.db)
    await shadowReports(record.backend, day)
    await shadowEvents(record.backend, day)
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
  await sql`create temp view form_reports as select * from main.form_reports where ${isThen('report')}`.execute(db)
}

/**
 * Events whose component had all of its reports by then are as they are now; those of a component that later reports
 * belong to as well are linked anew from the mentions of that time.
 */
async function shadowEvents(backend: Backend, day: string): Promise<void> {
  const { db } = backend
  const until = sql.lit(day)
  await sql`create temp table gone (n integer primary key)`.execute(db)
  await sql`create temp table then_mentions (n integer primary key, words text, component integer, part integer,
    event integer)`.execute(db)
  await sql`create temp table then_events as select * from main.events where false`.execute(db)
  await sql`create temp table then_parties as select * from main.parties where false`.execute(db)
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
  await relinkThen(
    backend,
    await readMentions(
      db,
      'n',
      rows.map(([n]) => n),
    ),
  )
  await sql`create index temp.then_mentions_by_event on then_mentions (event)`.execute(db)
  await sql`create temp view mentions as select n, words, component, part, event from main.mentions
    where event not in (select n from temp.gone) union all select * from temp.then_mentions`.execute(db)
  await sql`create temp view events as select * from main.events
    where published <= ${until} and published <> '' and n not in (select n from temp.gone)
    union all select * from temp.then_events`.execute(db)
  await sql`create temp view parties as select * from main.parties where event not in (select n from temp.gone)
    union all select * from temp.then_parties`.execute(db)
}

/** Writes the events of mentions as linking them alone makes them, numbered below zero. */
async function relinkThen({ db }: Backend, mentions: readonly StoredMention[]): Promise<void> {
  const byId = new Map<string, StoredMention>(mentions.map((one) => [one.mention.id, one]))
  const clusters = linkMentions(mentions.map(({ mention }) => mention))
  const events = clusters.map(({ id, mentions: ids }, i) => {
    const members = ids.map((one) => byId.get(one)!).sort((a, b) => byLeast(a.mention, b.mention))
    const keys = eventKeys(members.map(({ coded }) => factsOf(coded)))
    return { n: -1 - i, id, keys, ...toldIn(members.map(({ mention }) => mention)), members }
  })
  const forms = new Map(
    (
      await db
        .selectFrom('forms')
        .select(['id', 'n'])
        .where('id', 'in', among([...new Set(events.flatMap(formIds))]))
        .execute()
    ).map(({ id, n }) => [id, n]),
  )
  await insertRows(
    db,
    'then_mentions',
    { columns: ['n', 'words', 'component', 'part', 'event'] },
    events.flatMap(({ n: event, members }) => members.map(({ n, mention }) => [n, wordsOf(mention), 0, 0, event])),
  )
  await insertRows(db, 'then_events', { columns: EVENT_COLUMNS }, events.map(eventRow))
  await insertRows(db, 'then_parties', { columns: ['event', 'role', 'form'] }, partiesOf(events, forms))
}

const wordsOf = (mention: LinkMention) => packClause(mention)

function formIds({ keys: { actors, recipients } }: { keys: ReturnType<typeof eventKeys> }): string[] {
  return [...actors, ...recipients].map((party) => party.id)
}
