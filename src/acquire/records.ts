import { z } from 'zod'
import type { Problem } from './report.ts'
import type { TextOptions } from './text.ts'

/** One line of JSONL as a text and what the record says of it; `html` where its body is a page. */
export type ReadRecord = { readonly text: string; readonly options: TextOptions } | { readonly problem: Problem }

/** Fields that other programs give a report; any others are left alone. `null` counts as absent. */
const Text = z.string().nullish()
const RecordShape = z.looseObject({
  text: Text,
  body: Text,
  content: Text,
  title: Text,
  date: z.union([z.string(), z.number()]).nullish(),
  published: z.union([z.string(), z.number()]).nullish(),
  url: Text,
  publisher: Text,
  source: Text,
  id: z.union([z.string(), z.number()]).nullish(),
})

/** Returns what one line of JSONL holds; `place` is its origin where it has no id. A line that is no record is a problem. */
export function readRecord(line: string, place: string): ReadRecord {
  const malformed = (why: string): ReadRecord => ({
    problem: { code: 'malformed-record', message: `The line ${why}; it was left out.` },
  })
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return malformed(`is no JSON (${error.message})`)
  }
  const parsed = RecordShape.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    return malformed(`does not fit: ${issue.path.join('.') || 'the record'}: ${issue.message}`)
  }
  const { text, body, content, title, date, published, url, publisher, source, id } = parsed.data
  const found = text ?? body ?? content
  if (found === undefined || found === null) return malformed('has no field text, body or content')
  const when = published ?? date
  return {
    text: found,
    options: {
      origin: id === undefined || id === null ? place : String(id),
      ...(title ? { title } : {}),
      ...(when === undefined || when === null ? {} : { date: dateText(when) }),
      ...(url ? { url } : {}),
      ...(publisher || source ? { publisher: (publisher || source)! } : {}),
    },
  }
}

/** Whether the first line of an input is a JSON object, so that the input is read as JSONL. */
export function isRecord(firstLine: string): boolean {
  return /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:/.test(firstLine)
}

/** A number is a Unix time, in seconds or milliseconds, or an ISO date without its hyphens. */
function dateText(when: string | number): string {
  if (typeof when === 'string') return when
  if (when >= 17_000_101 && when <= 21_001_231) return String(when)
  const ms = when > 100_000_000_000 ? when : when * 1000
  return Number.isFinite(ms) && Math.abs(ms) < 8e15 ? new Date(ms).toISOString() : String(when)
}
