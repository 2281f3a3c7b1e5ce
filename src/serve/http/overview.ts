import type { Context } from 'hono'
import { z } from 'zod'
import { countDyads, countPlaces, listSpeakers, type OpenRecord, suggest } from '../../record/index.ts'
import { readNetwork } from '../../review/index.ts'
import { select } from './browse.ts'
import { limitOf, parsed, words } from './parameters.ts'

const networkSchema = z.object({
  by: z.enum(['day', 'week', 'month', 'year'], { error: 'must be day, week, month or year' }).default('month'),
  level: z.enum(['country', 'actor'], { error: 'must be country or actor' }).default('country'),
  limit: limitOf(150, 2000),
})

/** `GET /api/network`: who deals with whom, period by period. */
export async function answerNetwork(context: Context, record: OpenRecord): Promise<Response> {
  const options = parsed(networkSchema, context.req.query())
  const { columns, chosen } = await select(context, record)
  return context.json(await readNetwork(record, countDyads(columns, chosen.indices, options), options))
}

/** The numbers of the events that the address chooses, as `/api/facets` does; undefined where it chooses all. */
async function chosenNumbers(context: Context, record: OpenRecord): Promise<number[] | undefined> {
  const { columns, chosen: found } = await select(context, record)
  if (found.indices.length === columns.size) return undefined
  return [...found.indices].map((idx) => columns.ns[idx]!)
}

const placesSchema = z.object({ limit: limitOf(1500, 10_000) })

/** `GET /api/places`: where acts took place, and how many of them. */
export async function answerPlaces(context: Context, record: OpenRecord): Promise<Response> {
  const { limit } = parsed(placesSchema, context.req.query())
  return context.json(await countPlaces(record, await chosenNumbers(context, record), limit))
}

const speakersSchema = z.object({ topic: words, text: words, limit: limitOf(20, 200) })

/** `GET /api/speakers`: who is quoted, on most days first. */
export async function answerSpeakers(context: Context, record: OpenRecord): Promise<Response> {
  const { topic, text, limit } = parsed(speakersSchema, context.req.query())
  const asked = { ...(topic === undefined ? {} : { topic }), ...(text === undefined ? {} : { text }), limit }
  return context.json(await listSpeakers(record, asked))
}

const suggestSchema = z.object({ text: words, limit: limitOf(5, 50) })

/** `GET /api/suggestions`: names, places, publishers and offices that begin with what a reader wrote. */
export async function answerSuggestions(context: Context, record: OpenRecord): Promise<Response> {
  const { text = '', limit } = parsed(suggestSchema, context.req.query())
  return context.json(await suggest(record, text, limit))
}
