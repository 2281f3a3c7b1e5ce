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
  const value = parsedJson(line)
  return value instanceof SyntaxError ? malformed(`is no JSON (${value.message})`) : toRecord(value, place)
}

/** Returns the records of a whole JSON file, one object or an array of them; undefined where it is no such file. */
export function readJsonFile(text: string, origin: string): ReadRecord[] | undefined {
  if (!/^\s*[[{]\s*["{\]]/.test(text.slice(0, 1000))) return undefined
  const value = parsedJson(text)
  if (value instanceof SyntaxError) return undefined
  return Array.isArray(value)
    ? value.map((each, idx) => toRecord(each, `${origin}:${idx + 1}`))
    : [toRecord(value, origin)]
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return error
    throw error
  }
}

function malformed(why: string): ReadRecord {
  return { problem: { code: 'malformed-record', message: `The record ${why}; it was left out.` } }
}

function toRecord(value: unknown, place: string): ReadRecord {
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
  return /^\s*\{[ \t]*"(?:[^"\\]|\\.)*"\s*:/.test(firstLine)
}

/** A number is a Unix time, in seconds or milliseconds, or an ISO date without its hyphens. */
function dateText(when: string | number): string {
  if (typeof when === 'string') return when
  if (when >= 17_000_101 && when <= 21_001_231) return String(when)
  const ms = when > 100_000_000_000 ? when : when * 1000
  return Number.isFinite(ms) && Math.abs(ms) < 8e15 ? new Date(ms).toISOString() : String(when)
}
