import type { Transaction } from 'kysely'
import type { Tables } from './schema.ts'

/** Reserves numbers for rows, from `least` on; returns the first. A number is never given twice, even after its row is deleted. */
export async function nextNumbers(
  tx: Transaction<Tables>,
  name: 'event' | 'form' | 'judgement' | 'report',
  count: number,
  least = 1,
): Promise<number> {
  const row = await tx.selectFrom('counters').select('n').where('name', '=', name).executeTakeFirst()
  const n = (row?.n ?? least - 1) + count
  await tx
    .insertInto('counters')
    .values({ name, n })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ n }))
    .execute()
  return n - count + 1
}
