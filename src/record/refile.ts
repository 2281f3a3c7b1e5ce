import type { Transaction } from 'kysely'
import { blockingKeys } from '../link/index.ts'
import { fillActs } from './acts.ts'
import { insertRows } from './dialect.ts'
import { readMentions } from './mentions.ts'
import type { Tables } from './schema.ts'

/** Mentions read at a time. */
const BATCH = 2000

/** Files all mentions anew, for a version that makes their keys otherwise. */
export async function refileMentions(tx: Transaction<Tables>): Promise<void> {
  await fillActs(tx)
  await tx.deleteFrom('blocks').execute()
  let last = -1
  for (;;) {
    const rows = await tx.selectFrom('mentions').select('n').where('n', '>', last).orderBy('n').limit(BATCH).execute()
    if (rows.length === 0) return
    last = rows.at(-1)!.n
    const mentions = await readMentions(
      tx,
      'n',
      rows.map(({ n }) => n),
    )
    const blocks = mentions.flatMap(({ n, mention }) => blockingKeys(mention).filed.map((key) => [key, n]))
    await insertRows(tx, 'blocks', { columns: ['key', 'mention'] }, blocks)
  }
}
