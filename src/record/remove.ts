import type { Transaction } from 'kysely'
import { blockingKeys, type LinkMention } from '../link/index.ts'
import { among } from './dialect.ts'
import { deleteEvents } from './events.ts'
import { readMentions } from './mentions.ts'
import { unpack } from './pack.ts'
import { removeForms } from './register.ts'
import type { LooseMention } from './relink.ts'
import type { Tables } from './schema.ts'
import { removeSearch } from './search.ts'

/**
 * Takes reports out with all that rests on them alone. Returns the mentions of other reports that were connected with
 * theirs: they must be linked again, since what connected them may be gone.
 */
export async function takeOut(tx: Transaction<Tables>, ids: readonly string[]): Promise<LooseMention[]> {
  if (ids.length === 0) return []
  const rows = await tx.selectFrom('reports').select(['n', 'coded']).where('id', 'in', among(ids)).execute()
  const ns = rows.map(({ n }) => n)
  const own = await tx
    .selectFrom('mentions')
    .select(['n', 'component', 'event'])
    .where('report', 'in', among(ns))
    .execute()
  const gone = new Set(own.map(({ n }) => n))
  const broken = new Set(own.map(({ event }) => event))
  const connected = await readMentions(
    tx,
    'component',
    own.map(({ component }) => component),
  )
  const reports = rows.map(({ n, coded }) => ({ n, coded: unpack(coded) }))
  for (const { n, mention } of connected) if (gone.has(n)) await deleteBlocks(tx, n, mention)
  await deleteEvents(tx, [...broken])
  await deleteRows(tx, ns, [...gone])
  await removeForms(tx, reports)
  // An event that lost a mention is written again even if the rest of its mentions stay together.
  return connected
    .filter(({ n }) => !gone.has(n))
    .map(({ n, mention, coded, event }) => ({ n, mention, coded, event: broken.has(event) ? '' : event }))
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
