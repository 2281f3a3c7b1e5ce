import type { Problem } from './report.ts'
import type { TextOptions } from './text.ts'

/** One line of JSONL as a text and what the record says of it; `html` where its body is a page. */
export type ReadRecord = { readonly text: string; readonly options: TextOptions } | { readonly problem: Problem }

/** Fields that other programs give a report; any others are left alone. `null` counts as absent. */
const TEXT_FIELDS = ['text', 'body', 'content', 'title', 'url', 'publisher', 'source'] as const
const TEXT_OR_NUMBER_FIELDS = ['date', 'published', 'id'] as const

type RecordFields = Readonly<
  Partial<
    Record<(typeof TEXT_FIELDS)[number], string> & Record<(typeof TEXT_OR_NUMBER_FIELDS)[number], string | number>
  >
>

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
  const fields = readFields(value)
  if (typeof fields === 'string') return malformed(`does not fit: ${fields}`)
  const { text, body, content, title, date, published, url, publisher, source, id } = fields
  const found = text ?? body ?? content
  if (found === undefined) return malformed('has no field text, body or content')
  const when = published ?? date
  return {
    text: found,
    options: {
      origin: id === undefined ? place : String(id),
      ...(title ? { title } : {}),
      ...(when === undefined ? {} : { date: dateText(when) }),
      ...(url ? { url } : {}),
      ...(publisher || source ? { publisher: (publisher || source)! } : {}),
    },
  }
}

/** The known fields of a record, or what is wrong with one of them. */
function readFields(value: unknown): RecordFields | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'the record: is no object'
  const record = value as Readonly<Record<string, unknown>>
  const fields: Record<string, string | number> = {}
  for (const name of [...TEXT_FIELDS, ...TEXT_OR_NUMBER_FIELDS]) {
    const field = record[name] ?? undefined
    const mayBeNumber = (TEXT_OR_NUMBER_FIELDS as readonly string[]).includes(name)
    if (field === undefined) continue
    if (typeof field === 'string' || (mayBeNumber && typeof field === 'number')) fields[name] = field
    else return `${name}: is no text${mayBeNumber ? ' or number' : ''}`
  }
  return fields
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
