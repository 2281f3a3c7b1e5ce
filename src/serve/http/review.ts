import type { Context } from 'hono'
import { z } from 'zod'
import { ReadoutError } from '../../errors.ts'
import { loadWordingLexicon } from '../../load-review.ts'
import type { OpenRecord } from '../../record/index.ts'
import { readSeries, readWordings, type WordingLexicon } from '../../review/index.ts'
import { type CheckName, runCheck } from '../checks.ts'
import { type RawFilters, readFilters } from '../filters.ts'
import { seriesSvg } from '../seriesSvg.ts'
import { limitOf, parsed, words } from './parameters.ts'

let lexicon: WordingLexicon | undefined

const wordingSchema = z.object({
  speaker: words,
  office: words,
  topic: words,
  limit: limitOf(5, 50),
})

/** `GET /api/wordings`: statements of one speaker and what changed between them. */
export async function answerWordings(context: Context, record: OpenRecord): Promise<Response> {
  const { speaker, office, topic, limit } = parsed(wordingSchema, context.req.query())
  if (speaker === undefined && office === undefined) throw new ReadoutError('usage', 'speaker or office must be given')
  const { from, to } = rangeOf(context)
  lexicon ??= loadWordingLexicon()
  const query = {
    ...(speaker === undefined ? {} : { speaker }),
    ...(office === undefined ? {} : { office }),
    ...(topic === undefined ? {} : { topic }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    limit,
  }
  return context.json(await readWordings(record, query, lexicon))
}

const limitSchema = z.object({ limit: limitOf(50, 500) })

/** `GET /api/claims`, `/api/conflicts`, `/api/plans`: what checking the record against itself finds. */
export async function answerCheck(context: Context, record: OpenRecord, check: CheckName): Promise<Response> {
  const { limit } = parsed(limitSchema, context.req.query())
  const filters = readFilters(context.req.query(), (name) => name)
  return context.json(await runCheck(record, { check, filters, limit }))
}

const seriesSchema = z.object({
  by: z.enum(['day', 'week', 'month', 'year'], { error: 'must be day, week, month or year' }).default('month'),
  format: z.enum(['json', 'svg'], { error: 'must be json or svg' }).default('json'),
})

/** `GET /api/series`: acts by period, as JSON or drawn. */
export async function answerSeries(context: Context, record: OpenRecord): Promise<Response> {
  const { by, format } = parsed(seriesSchema, context.req.query())
  const rows = await readSeries(
    record,
    readFilters(context.req.query(), (name) => name),
    by,
  )
  if (format === 'json') return context.json(rows)
  return context.body(seriesSvg(rows, `Acts by ${by}`), 200, { 'Content-Type': 'image/svg+xml' })
}

function rangeOf(context: Context) {
  const { from, to } = context.req.query()
  return readFilters({ from, to } as RawFilters, (name) => name)
}
