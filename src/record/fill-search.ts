import type { Transaction } from 'kysely'
import type { CodedReport } from '../code/index.ts'
import { codedPages } from './coded-pages.ts'
import { readLedger } from './ledger.ts'
import { numberIn, reportOf } from './numbers.ts'
import { unpack } from './pack.ts'
import type { Tables } from './schema.ts'
import { actText, addSearch, dropSearch, type SearchText } from './search.ts'

/** Indexes every text anew, for a record of a version that had one index of all; what that had is dropped before. */
export async function fillSearch(tx: Transaction<Tables>): Promise<void> {
  await dropSearch(tx)
  const added = await readAdded(tx)
  for await (const rows of codedPages(tx))
    await addSearch(
      tx,
      rows.flatMap(({ n, coded }) => textsOf(n, unpack(coded), added.get(n) ?? [])),
    )
}

/** An act that an analyst added to a report. */
interface AddedAct {
  readonly n: number
  readonly act: CodedReport['events'][number]
}

/** The acts that analysts added, by the number of their report. */
async function readAdded(tx: Transaction<Tables>): Promise<Map<number, AddedAct[]>> {
  const rows = await tx.selectFrom('added').selectAll().execute()
  const ledger = await readLedger(
    tx,
    rows.map(({ judgement }) => judgement),
  )
  const acts = new Map(ledger.map(({ id, body }) => [id, body.coded!]))
  const added = new Map<number, AddedAct[]>()
  for (const { mention, judgement } of rows) {
    const own = { n: mention, act: acts.get(judgement)! }
    added.set(reportOf(mention), [...(added.get(reportOf(mention)) ?? []), own])
  }
  return added
}

/** What full-text search finds a report, its acts and its quotations by. */
function textsOf(n: number, { report, events, quotations }: CodedReport, added: readonly AddedAct[]): SearchText[] {
  const { text } = report
  const acts = [...events.map((act, i) => ({ n: numberIn(n, i), act })), ...added]
  return [
    { kind: 'report', n, text },
    ...acts.map(({ n, act }) => ({ kind: 'mention', n, text: actText(act, text) }) as const),
    ...quotations.map(({ content }, i) => ({ kind: 'quotation', n: numberIn(n, i), text: content }) as const),
  ]
}
