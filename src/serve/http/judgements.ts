import type { Context } from 'hono'
import { z } from 'zod'
import { ReadoutError } from '../../errors.ts'
import {
  type Asked,
  CORRECTABLE,
  JUDGEMENT_KINDS,
  type JudgementFilters,
  listJudgements,
  listUnsure,
  type OpenRecord,
  readHistory,
} from '../../record/index.ts'
import { readFilters } from '../filters.ts'
import { sayJudgement } from '../judging.ts'
import { limitOf, parsed, words } from './parameters.ts'

const text = z.string({ error: 'must be given' }).trim().min(1, 'must not be empty').max(2000, 'is too long')
const id = text.max(200)
const said = { reason: text, author: text.max(200).optional() }
const pair = z.tuple([id, id], { error: 'must be the ids of two events' })
const fields = z.partialRecord(z.enum(CORRECTABLE), z.string().max(2000))
const span = z.object({ start: z.number().int(), end: z.number().int() })

const kinds = {
  same: z.object({ kind: z.literal('same'), events: pair, ...said }),
  apart: z.union([
    z.object({ kind: z.literal('apart'), events: pair, ...said }),
    z.object({ kind: z.literal('apart'), event: id, reports: z.array(id).min(1), ...said }),
  ]),
  correct: z.object({
    kind: z.literal('correct'),
    event: id,
    field: z.enum(CORRECTABLE, { error: `must be one of ${CORRECTABLE.join(', ')}` }),
    value: z.string({ error: 'must be given' }).max(2000),
    ...said,
  }),
  strike: z.object({ kind: z.literal('strike'), event: id, ...said }),
  add: z.object({
    kind: z.literal('add'),
    report: id,
    evidence: z.union([span, text], { error: 'must be {start, end} or words of the report' }),
    fields,
    ...said,
  }),
  undo: z.object({ kind: z.literal('undo'), judgement: id, ...said }),
  explain: z.object({ kind: z.literal('explain'), judgement: id, ...said }),
} as const

const kindSchema = z.object({
  kind: z.enum(JUDGEMENT_KINDS, { error: `must be one of ${JUDGEMENT_KINDS.join(', ')}` }),
})

/** `POST /api/judgements`: records what an analyst says; answers 201 with its row. */
export async function takeJudgement(context: Context, record: OpenRecord): Promise<Response> {
  const body = await context.req.json().catch((cause: unknown) => {
    throw new ReadoutError('usage', 'the request must be JSON', { cause })
  })
  const { kind } = parsed(kindSchema, body)
  const { reason, author, ...asked } = parsed<Asked & { reason: string; author?: string | undefined }>(
    kinds[kind] as z.ZodType<Asked & { reason: string; author?: string | undefined }>,
    body,
  )
  const row = await sayJudgement(record, asked as Asked, { reason, author })
  return context.json(row, 201)
}

const listSchema = z.object({
  event: words,
  author: words,
  kind: z.enum(JUDGEMENT_KINDS, { error: `must be one of ${JUDGEMENT_KINDS.join(', ')}` }).optional(),
  state: z
    .enum(['in-force', 'undone', 'overruled', 'stale'], {
      error: 'must be in-force, undone, overruled or stale',
    })
    .optional(),
  limit: limitOf(500, 10_000),
})

/** `GET /api/judgements`: rows, the latest first; `X-Total-Count` tells how many pass. */
export async function answerJudgements(context: Context, record: OpenRecord): Promise<Response> {
  const asked = parsed(listSchema, context.req.query())
  const filters = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  const { rows, total } = await listJudgements(record, filters as JudgementFilters)
  context.header('X-Total-Count', String(total))
  return context.json(rows)
}

/** `GET /api/events/:id/history`: how the row came to be, also of an event that is struck out. */
export async function answerHistory(context: Context, record: OpenRecord): Promise<Response> {
  const event = context.req.param('id') ?? ''
  const history = await readHistory(record, event)
  if (history === undefined) return context.json({ error: `there is no event "${event}" on record` }, 404)
  return context.json(history)
}

const unsureSchema = z.object({ limit: limitOf(50, 500) })

/** `GET /api/unsure`: pairs of tellings that linking was unsure of, the least sure first. */
export async function answerUnsure(context: Context, record: OpenRecord): Promise<Response> {
  const query = context.req.query()
  const filters = readFilters(query, (name) => name)
  const { limit } = parsed(unsureSchema, query)
  return context.json(await listUnsure(record, filters, limit))
}
