import type { Context } from 'hono'
import { ReadoutError } from '../../errors.ts'
import { type OpenRecord, openAsOf, recordVersion } from '../../record/index.ts'
import { readAsOf } from '../filters.ts'
import { refuseUnknown } from './parameters.ts'

/** A record to answer from, and what to do when that is done. */
export interface View {
  readonly view: OpenRecord
  close(): Promise<void>
}

/** The record as it stood on a day, kept open for the next question about that day. */
interface Past {
  readonly version: string
  readonly open: Promise<OpenRecord>
  nUsers: number
  isDropped: boolean
  timer?: ReturnType<typeof setTimeout>
}

/** How long a day that nobody asks about is kept: an open view holds the state of the file that it reads. */
const IDLE_MS = 20_000
const MAX_DAYS = 4
const pasts = new WeakMap<OpenRecord, Map<string, Past>>()

/**
 * The record, or with `as-of` in the address the record as it stood on that day; `judgements=all` applies those that were
 * made later, too.
 */
export async function viewOf(context: Context, record: OpenRecord): Promise<View> {
  const day = readAsOf(context.req.query('as-of'), 'as-of')
  const hasLaterJudgements = readJudgements(context.req.query('judgements'))
  if (day === undefined) return { view: record, close: async () => {} }
  const asked = hasLaterJudgements ? `${day} ${ALL}` : day
  const days = pasts.get(record) ?? new Map<string, Past>()
  pasts.set(record, days)
  const { own, others } = await recordVersion(record)
  const version = `${own} ${others}`
  const known = days.get(asked)
  if (known !== undefined && known.version !== version) drop(days, asked)
  const open = () => openAsOf(record, day, { hasLaterJudgements })
  const past = days.get(asked) ?? { version, open: open(), nUsers: 0, isDropped: false }
  days.delete(asked)
  days.set(asked, past)
  past.nUsers += 1
  clearTimeout(past.timer)
  while (days.size > MAX_DAYS) drop(days, days.keys().next().value!)
  const close = async () => {
    past.nUsers -= 1
    if (past.nUsers > 0) return
    if (past.isDropped) await shut(past)
    else {
      past.timer = setTimeout(() => drop(days, asked), IDLE_MS)
      past.timer.unref()
    }
  }
  try {
    return { view: await past.open, close }
  } catch (error) {
    days.delete(asked)
    throw error
  }
}

const ALL = 'all'

/** Whether judgements that were made after the day count. @throws ReadoutError `usage` for another word than "all". */
function readJudgements(value: string | undefined): boolean {
  if (value === undefined || value === ALL) return value === ALL
  throw new ReadoutError('usage', `judgements must be ${ALL}, not "${value}"`)
}

/** Forgets a day; it is closed when the last question about it is answered. */
function drop(days: Map<string, Past>, day: string): void {
  const past = days.get(day)
  if (past === undefined) return
  days.delete(day)
  past.isDropped = true
  clearTimeout(past.timer)
  if (past.nUsers === 0) void shut(past)
}

async function shut(past: Past): Promise<void> {
  await (await past.open).close()
}

/** Closes every day of a record that is kept open. */
export async function closeViews(record: OpenRecord): Promise<void> {
  for (const day of [...(pasts.get(record)?.keys() ?? [])]) drop(pasts.get(record)!, day)
}

/** What answers a question from a record, and the parameters that it has besides those that choose a day. */
export interface Answering {
  readonly answer: (context: Context, view: OpenRecord) => Promise<Response>
  readonly parameters: readonly string[]
}

/** Answers from the record that the address asks for. */
export async function answering(
  context: Context,
  record: OpenRecord,
  { answer, parameters }: Answering,
): Promise<Response> {
  refuseUnknown(context, parameters)
  const { view, close } = await viewOf(context, record)
  try {
    return await answer(context, view)
  } finally {
    await close()
  }
}
