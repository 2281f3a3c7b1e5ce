import { z } from 'zod'
import { ReadoutError } from '../../errors.ts'

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
