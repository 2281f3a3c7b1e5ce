import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { ReadoutError } from '../../errors.ts'
import type { OpenRecord } from '../../record/index.ts'
import { type Upload, UploadQueue } from '../uploadQueue.ts'
import { parsed } from './parameters.ts'

/** Bytes that one upload may have in all. */
export const MAX_UPLOAD = 32_000_000
/** Files that one upload may have. */
const MAX_FILES = 2000

const pastedSchema = z.object({
  text: z.string().optional(),
  title: z.string().trim().max(500, 'must have at most 500 characters').optional(),
  publisher: z.string().trim().max(200, 'must have at most 200 characters').optional(),
  published: z
    .union([z.literal(''), z.iso.date({ error: 'must be a date as YYYY-MM-DD' })])
    .optional()
    .transform((day) => (day === '' ? undefined : day)),
})

/** The uploads of one record: reports are coded one after another, however many pages send them. */
export function uploadsOf(record: OpenRecord) {
  const queue = new UploadQueue(record)
  return {
    /** `POST /api/uploads`: takes files and pasted text; the answer names where news of them is told. */
    async add(context: Context): Promise<Response> {
      const upload = await readUpload(context)
      const id = randomUUID()
      queue.add(id, upload)
      context.header('Location', `/api/uploads/${id}`)
      return context.json({ id, news: `/api/uploads/${id}` }, 202)
    },

    /** `GET /api/uploads/:id`: what became of each report, as server-sent events from the first on, or after `Last-Event-ID`. */
    news(context: Context): Response {
      const id = context.req.param('id') ?? ''
      const job = queue.find(id)
      if (job === undefined) return context.json({ error: `there is no upload "${id}"` }, 404)
      const last = Number(context.req.header('last-event-id') ?? -1)
      return streamSSE(context, async (stream) => {
        for (let n = Number.isInteger(last) ? last + 1 : 0; !stream.aborted; n++) {
          const news = await job.at(n)
          if (news === undefined) break
          await stream.writeSSE({ id: String(n), event: news.kind, data: JSON.stringify(news) })
        }
      })
    },
  }
}

/** Reads the form that a page sends. @throws ReadoutError `usage` where it holds nothing, or too much. */
async function readUpload(context: Context): Promise<Upload> {
  const type = context.req.header('content-type') ?? ''
  if (!type.startsWith('multipart/form-data'))
    throw new ReadoutError('usage', `an upload is a form (multipart/form-data), not "${type}"`)
  const form = await context.req.formData().catch((cause: unknown) => {
    throw new ReadoutError('usage', 'the form could not be read: it was cut short, or is not well formed', { cause })
  })
  const files = form.getAll('file').filter((entry) => typeof entry !== 'string')
  if (files.length > MAX_FILES)
    throw new ReadoutError('usage', `${files.length} files are more than the ${MAX_FILES} of one upload`)
  const fields = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'))
  const { text = '', title, publisher, published } = parsed(pastedSchema, fields)
  const pasted = text.trim() === '' ? undefined : { text, ...given({ title, publisher }) }
  if (files.length === 0 && pasted === undefined)
    throw new ReadoutError('usage', 'there is nothing to read: give a file or a text')
  return {
    files: await Promise.all(
      files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
    ),
    ...(pasted === undefined ? {} : { pasted }),
    ...(published === undefined ? {} : { published }),
  }
}

function given(fields: Readonly<Record<'title' | 'publisher', string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1])))
}
