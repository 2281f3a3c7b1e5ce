import type { Context } from 'hono'
import { type OpenRecord, openAsOf } from '../../record/index.ts'
import { readAsOf } from '../filters.ts'

/** A record to answer from, and what to do when that is done. */
export interface View {
  readonly view: OpenRecord
  close(): Promise<void>
}

/** The record, or with `as-of` in the address the record as it stood on that day. */
export async function viewOf(context: Context, record: OpenRecord): Promise<View> {
  const day = readAsOf(context.req.query('as-of'), 'as-of')
  if (day === undefined) return { view: record, close: async () => {} }
  const view = await openAsOf(record, day)
  return { view, close: () => view.close() }
}

/** Answers from the record that the address asks for. */
export async function answering<T>(
  context: Context,
  record: OpenRecord,
  answer: (view: OpenRecord) => Promise<T>,
): Promise<T> {
  const { view, close } = await viewOf(context, record)
  try {
    return await answer(view)
  } finally {
    await close()
  }
}
