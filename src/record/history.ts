import { joinsOf } from '../link/index.ts'
import { readReports } from './hydrate.ts'
import type { EventHistory } from './judgements.ts'
import { readLedger } from './ledger.ts'
import { findAnyEvent, toRows } from './list-events.ts'
import { bearingOn, judgementRows } from './list-judgements.ts'
import { readEventMentions, readTellings } from './mentions.ts'
import type { OpenRecord } from './open.ts'

/** Returns how the row of an event came to be; undefined where the id is unknown. */
export async function readHistory({ backend: { db } }: OpenRecord, id: string): Promise<EventHistory | undefined> {
  const event = await findAnyEvent(db, id)
  if (event === undefined) return undefined
  const tellings = (await readTellings(db, [event.n])).get(event.n) ?? []
  const reports = await readReports(
    db,
    tellings.map(({ report }) => report),
  )
  const versions = await db
    .selectFrom('reports')
    .select(['id', 'version'])
    .where('id', 'in', [...reports.keys(), ''])
    .execute()
  const versionOf = new Map(versions.map((row) => [row.id, row.version]))
  const aliases = await db
    .selectFrom('aliases')
    .innerJoin('mentions', 'mentions.n', 'aliases.mention')
    .select('aliases.id')
    .where('mentions.event', '=', event.n)
    .where('aliases.id', '<>', event.id)
    .orderBy('aliases.id')
    .execute()
  const ledger = await readLedger(db)
  const bearing = await bearingOn(db, event.id, ledger)
  const ids = ledger.filter((judgement) => bearing.has(judgement.id)).map((judgement) => judgement.id)
  return {
    id: event.id,
    row: (await toRows(db, [event]))[0]!,
    isStruck: event.isStruck,
    coded: (await toRows(db, [event], { isCodedAlone: true }))[0]!,
    tellings: tellings.map(({ report, event: { rule, confidence }, clause }) => ({
      report: reports.get(report)!,
      ...(rule === 'judgement' ? {} : { version: versionOf.get(report)! }),
      rule,
      clause,
      confidence,
    })),
    joins: joinsOf(await readEventMentions(db, event.n)),
    formerIds: aliases.map((alias) => alias.id),
    judgements: await judgementRows(db, ids),
  }
}
