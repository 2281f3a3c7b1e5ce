import type { Context } from 'hono'
import { z } from 'zod'
import { ReadoutError } from '../../errors.ts'
import type { OpenRecord, Page } from '../../record/index.ts'
import { FILTERS, type ListingName, readFilters } from '../filters.ts'
import { LIST, listPages } from '../rows.ts'
import { refuseUnknown } from './parameters.ts'
import { viewOf } from './view.ts'

/** Parameters of a listing that are no filters. */
const pageSchema = z.object({
  limit: z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(1)
    .max(10_000)
    .optional(),
  after: z.string().max(500).optional(),
  order: z.enum(['oldest', 'newest'], { error: 'must be oldest or newest' }).optional(),
})
const PAGE_NAMES: readonly string[] = Object.keys(pageSchema.shape)

/**
 * `GET /api/events` and so on: a JSON array of rows. With `limit`, one page of them and in `Link` the address of the
 * next; without, all. `X-Total-Count` tells how many rows pass the filters.
 */
export async function answerListing(context: Context, record: OpenRecord, listing: ListingName): Promise<Response> {
  const query = context.req.queries()
  refuseUnknown(context, [...FILTERS, ...PAGE_NAMES])
  const filters = readFilters(flat(query), (name) => name)
  const { order, ...page } = readPageOf(flat(query))
  const { view, close } = await viewOf(context, record)
  if (page.limit === undefined && page.after === undefined && order === undefined)
    return streamed(listPages<unknown>(view, { list: LIST[listing], filters }), close)
  try {
    const found = await LIST[listing](view, filters, { ...page, ...(order === undefined ? {} : { order }) })
    if (found.next !== undefined) {
      const next = new URL(context.req.url)
      next.searchParams.set('after', found.next)
      context.header('Link', `<${next.pathname}${next.search}>; rel="next"`)
    }
    context.header('X-Total-Count', String(found.total))
    return context.json(found.rows)
  } finally {
    await close()
  }
}

function flat(query: Record<string, string[]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(query).map(([name, values]) => [name, values.length === 1 ? values[0]! : values]),
  )
}

function readPageOf(query: Record<string, string | string[]>): Page {
  const parsed = pageSchema.safeParse(query)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw new ReadoutError('usage', `${String(issue.path[0])}: ${issue.message}`)
  }
  return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined))
}

/** All rows as one array, read and sent in pages, so that a record of any size can be answered. */
async function streamed(
  pages: AsyncIterable<{ readonly rows: readonly unknown[]; readonly total: number }>,
  close: () => Promise<void>,
) {
  const reader = pages[Symbol.asyncIterator]()
  // What is wrong with the request shows with the first page, before anything is sent.
  let next = await reader.next().catch(async (error: unknown) => {
    await close()
    throw error
  })
  const total = next.done ? 0 : next.value.total
  let nSent = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next.done) {
        controller.enqueue(encoder.encode(nSent === 0 ? '[]' : ']'))
        controller.close()
        await close()
        return
      }
      const rows = next.value.rows.map((row) => JSON.stringify(row)).join(',')
      next = await reader.next()
      if (rows === '') return controller.enqueue(encoder.encode(''))
      controller.enqueue(encoder.encode(`${nSent === 0 ? '[' : ','}${rows}`))
      nSent += 1
    },
    async cancel() {
      await reader.return?.()
      await close()
    },
  })
  return new Response(body, {
    headers: { 'Content-Type': 'application/json', 'X-Total-Count': String(total) },
  })
}

const encoder = new TextEncoder()
