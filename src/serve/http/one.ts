import type { Context } from 'hono'
import { z } from 'zod'
import {
  countRows,
  findStruck,
  getActor,
  getEvent,
  getReport,
  listSimilar,
  type OpenRecord,
  readTold,
  recordedEvents,
  whyEvent,
} from '../../record/index.ts'
import { conflictOf, type Dispute } from '../../review/index.ts'
import { limitOf, parsed } from './parameters.ts'
import type { ReportEvent, SimilarEvent, WholeReport } from './types.ts'

/** `GET /api/counts`: how much the record holds. */
export async function answerCounts(context: Context, record: OpenRecord): Promise<Response> {
  return context.json(await countRows(record))
}

/** `GET /api/events/:id`: one row; an id that was merged into another redirects there. */
export async function answerEvent(context: Context, record: OpenRecord): Promise<Response> {
  const id = idOf(context)
  const event = await getEvent(record, id)
  if (event === undefined) {
    const isStruck = (await findStruck(record, id)) !== undefined
    if (!isStruck) return missing(context, 'event', id)
    return context.json({ error: `event "${id}" is struck out: see /api/events/${id}/history` }, 410)
  }
  // Not for ever: another report may part the two again.
  if (event.id !== id) return context.redirect(`/api/events/${event.id}${new URL(context.req.url).search}`, 307)
  return context.json(event)
}

/** `GET /api/events/:id/why`: why its mentions are one event; with `other`, why those of two are apart. */
export async function answerWhy(context: Context, record: OpenRecord): Promise<Response> {
  const id = idOf(context)
  const reasons = await whyEvent(record, id, context.req.query('other'))
  return reasons === undefined ? missing(context, 'event', id) : context.json(reasons)
}

const similarSchema = z.object({ limit: limitOf(5, 50) })

/** `GET /api/events/:id/similar`: the events that are most like it and are not it, with what keeps them apart. */
export async function answerSimilar(context: Context, record: OpenRecord): Promise<Response> {
  const id = idOf(context)
  const { limit } = parsed(similarSchema, { limit: context.req.query('limit') })
  return context.json((await listSimilar(record, id, limit)) satisfies readonly SimilarEvent[])
}

/** `GET /api/events/:id/conflicts`: what the reports of one event disagree on; none where they agree. */
export async function answerConflicts(context: Context, record: OpenRecord): Promise<Response> {
  const id = idOf(context)
  const event = await getEvent(record, id)
  if (event === undefined) return missing(context, 'event', id)
  const told = (await readTold(record, [event.id])).get(event.id) ?? []
  return context.json((conflictOf(event.id, event.eventType, told)?.disputes ?? []) satisfies readonly Dispute[])
}

/** `GET /api/actors/:id`: one row. */
export async function answerActor(context: Context, record: OpenRecord): Promise<Response> {
  const id = idOf(context)
  const actor = await getActor(record, id)
  if (actor !== undefined) return context.json(actor)
  return missing(context, 'actor', id)
}

/** `GET /api/reports/:id`: the report whole, as coded; each event with the id of the row it is part of. */
export async function answerReport(context: Context, record: OpenRecord): Promise<Response> {
  const id = idOf(context)
  const coded = await getReport(record, id)
  if (coded === undefined) return missing(context, 'report', id)
  const told = await recordedEvents(record, id)
  const events: ReportEvent[] = coded.events.map((event, idx) => ({ ...event, recorded: told[idx]! }))
  return context.json({ ...coded, events } satisfies WholeReport)
}

const idOf = (context: Context) => context.req.param('id') ?? ''

function missing(context: Context, what: string, id: string): Response {
  return context.json({ error: `there is no ${what} "${id}" on record` }, 404)
}
