import type { Context } from 'hono'
import { z } from 'zod'
import { ReadoutError } from '../../errors.ts'
import { addWatch, markSeen, type OpenRecord, removeWatch } from '../../record/index.ts'
import { type RawFilters, readFilters } from '../filters.ts'
import { readWatchlist } from '../watchlist.ts'
import { parsed } from './parameters.ts'

/** Matches answered of each saved search. */
const WATCHED = 50

/** `GET /api/watchlist`: what saved searches found since they were looked at. */
export async function answerWatchlist(context: Context, record: OpenRecord): Promise<Response> {
  return context.json(await readWatchlist(record, WATCHED))
}

const watchSchema = z.object({
  name: z
    .string({ error: 'must be given' })
    .trim()
    .min(1, 'must not be empty')
    .max(200, 'must have at most 200 characters'),
  filters: z.record(z.string(), z.union([z.string(), z.array(z.string())]), { error: 'must be given' }),
})

/** `POST /api/watchlist`: saves a search under a name. */
export async function saveWatch(context: Context, record: OpenRecord): Promise<Response> {
  const { name, filters } = parsed(watchSchema, await bodyOf(context))
  const checked = readFilters(filters as RawFilters, (filter) => filter)
  if (Object.keys(checked).length === 0)
    throw new ReadoutError('usage', 'a saved search needs a filter: what finds every event tells nothing new')
  await addWatch(record, { name, filters: checked })
  return context.json({ name, filters: checked }, 201)
}

/** `DELETE /api/watchlist/:name`: forgets a saved search. */
export async function dropWatch(context: Context, record: OpenRecord): Promise<Response> {
  const name = context.req.param('name') ?? ''
  const isThere = await removeWatch(record, name)
  return isThere ? context.body(null, 204) : context.json({ error: `there is no saved search "${name}"` }, 404)
}

const seenSchema = z.object({ name: z.string().optional() })

/** `POST /api/watchlist/seen`: counts what is on record now as seen, by one saved search or by all. */
export async function seeWatches(context: Context, record: OpenRecord): Promise<Response> {
  const { name } = parsed(seenSchema, await bodyOf(context))
  await markSeen(record, name)
  return context.body(null, 204)
}

async function bodyOf(context: Context): Promise<unknown> {
  return context.req.json().catch((cause: unknown) => {
    throw new ReadoutError('usage', 'the request must be JSON', { cause })
  })
}
