import type { Transaction } from 'kysely'
import type { CodedEvent } from '../code/index.ts'
import { blockingKeys, type LinkMention } from '../link/index.ts'
import { inChunks } from './chunks.ts'
import { deleteEvents } from './events.ts'
import { removeForms } from './register.ts'
import type { LooseMention } from './relink.ts'
import { type NumberedReport, unpackReport } from './reports.ts'
import type { Tables } from './schema.ts'
import { removeSearch } from './search.ts'

/**
 * Takes reports out with all that rests on them alone. Returns the mentions of other reports that were connected with
 * theirs: they must be linked again, since what connected them may be gone.
 */
export async function takeOut(tx: Transaction<Tables>, ids: readonly string[]): Promise<LooseMention[]> {
  if (ids.length === 0) return []
  const rows = await inChunks(ids, 500, (part) =>
    tx.selectFrom('reports').selectAll().where('id', 'in', part).execute(),
  )
  const ns = rows.map(({ n }) => n)
  const mentions = await inChunks(ns, 500, (part) =>
    tx.selectFrom('mentions').selectAll().where('report', 'in', part).execute(),
  )
  const connected = await inChunks([...new Set(mentions.map(({ component }) => component))], 500, (part) =>
    tx.selectFrom('mentions').selectAll().where('component', 'in', part).execute(),
  )
  const events = new Map(mentions.map(({ id, coded }) => [id, JSON.parse(coded) as CodedEvent]))
  const reports = rows.map(
    (row): NumberedReport => ({ n: row.n, digest: row.digest, coded: unpackReport(row, events) }),
  )
  const broken = new Set(mentions.map(({ event }) => event))
  await deleteEvents(tx, [...broken])
  for (const { n, facts } of mentions) await deleteBlocks(tx, n, JSON.parse(facts) as LinkMention)
  await deleteRows(
    tx,
    ns,
    mentions.map(({ n }) => n),
  )
  await removeForms(tx, reports)
  const gone = new Set(mentions.map(({ n }) => n))
  return connected
    .filter(({ n }) => !gone.has(n))
    .map(({ n, facts, coded, event }) => ({
      n,
      mention: JSON.parse(facts) as LinkMention,
      coded: JSON.parse(coded) as CodedEvent,
      // An event that lost a mention is written again even if the rest of its mentions stay together.
      event: broken.has(event) ? '' : event,
    }))
}

async function deleteBlocks(tx: Transaction<Tables>, n: number, mention: LinkMention): Promise<void> {
  const { filed } = blockingKeys(mention)
  if (filed.length === 0) return
  await tx.deleteFrom('blocks').where('key', 'in', filed).where('mention', '=', n).execute()
}

async function deleteRows(tx: Transaction<Tables>, reports: readonly number[], mentions: readonly number[]) {
  await removeSearch(tx, 'mention', mentions)
  for (const report of reports) {
    const quotations = await tx.selectFrom('quotations').select('n').where('report', '=', report).execute()
    await removeSearch(
      tx,
      'quotation',
      quotations.map(({ n }) => n),
    )
    await tx.deleteFrom('quotations').where('report', '=', report).execute()
    await tx.deleteFrom('offices').where('report', '=', report).execute()
    await tx.deleteFrom('mentions').where('report', '=', report).execute()
    await tx.deleteFrom('reports').where('n', '=', report).execute()
  }
  await removeSearch(tx, 'report', reports)
}
