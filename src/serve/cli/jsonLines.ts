import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { z } from 'zod'
import { ReadoutError } from '../../errors.ts'
import type { Io } from './io.ts'

/**
 * Reads the records of a JSONL file, or of standard input for `-`, one a line; one that does not fit is told on standard
 * error and given as undefined.
 * @throws ReadoutError `usage` where the file cannot be read.
 */
export async function* readJsonLines<T>(path: string, schema: z.ZodType<T>, io: Io): AsyncGenerator<T | undefined> {
  const input = path === '-' ? Readable.from(io.stdin) : createReadStream(path)
  let lineNumber = 0
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      lineNumber += 1
      if (line.trim() === '') continue
      const found = parseLine(line, schema)
      if (typeof found === 'string') io.warn(`readout: line ${lineNumber} of ${path} ${found}; it was left out.`)
      yield typeof found === 'string' ? undefined : found.value
    }
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause
    throw new ReadoutError('usage', `${path} could not be read: ${cause.message}`, { cause })
  }
}

/** The record of one line, or what is wrong with it. */
function parseLine<T>(line: string, schema: z.ZodType<T>): { readonly value: T } | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return 'is no JSON'
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return { value: parsed.data }
  const { path, message } = parsed.error.issues[0]!
  return `does not fit: ${[path.join('.'), message].filter(Boolean).join(': ')}`
}
