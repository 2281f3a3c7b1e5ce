import type { Context } from 'hono'
import { z } from 'zod'
import { ReadoutError } from '../../errors.ts'

/** The record as it stood on a day, and what was judged of it since. */
const PAST = ['as-of', 'judgements']

/** @throws ReadoutError `usage` where an address has a parameter besides these and those that choose a day. */
export function refuseUnknown(context: Context, names: readonly string[]): void {
  const known = [...names, ...PAST]
  const unknown = Object.keys(context.req.queries()).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new ReadoutError('usage', `there is no parameter "${unknown}"; ${context.req.path} has ${known.join(', ')}`)
}

/** Reads parameters; @throws ReadoutError `usage` that names the first that is wrong. */
export function parsed<T>(schema: z.ZodType<T>, query: unknown): T {
  const result = schema.safeParse(query)
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  throw new ReadoutError('usage', `${issue.path.length === 0 ? 'the request' : String(issue.path[0])} ${issue.message}`)
}

/** A whole number between 1 and `max`. */
export const limitOf = (usual: number, max: number) =>
  z.coerce.number({ error: 'must be a whole number' }).int('must be a whole number').min(1).max(max).default(usual)

/** Words that a reader wrote; absent where they are none. */
export const words = z
  .string()
  .trim()
  .max(500, 'must have at most 500 characters')
  .optional()
  .transform((text) => (text === '' ? undefined : text))
