import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { type CharSpan, plainReport } from '../../acquire/index.ts'
import { annotate } from '../../annotate/index.ts'
import { codePair } from '../../code/index.ts'
import { ReadoutError } from '../../errors.ts'
import { loadResources, type Resources } from '../../run.ts'
import type { Io } from './io.ts'

const Pair = z.looseObject({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  actor: z.string(),
  recipient: z.string(),
})

/** `readout code --pairs FILE`: prints `{id, eventType}` for each line; one that names no act has no `eventType`. */
export async function codePairs(path: string, io: Io): Promise<number> {
  const input = path === '-' ? Readable.from(io.stdin) : createReadStream(path)
  let resources: Resources | undefined
  let lineNumber = 0
  let nFailed = 0
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      lineNumber += 1
      if (line.trim() === '') continue
      const pair = readPair(line)
      if (typeof pair === 'string') {
        nFailed += 1
        io.warn(`readout: line ${lineNumber} of ${path} ${pair}; it was left out.`)
        continue
      }
      resources ??= loadResources()
      await io.write(`${JSON.stringify({ id: pair.id, eventType: typeOfPair(pair, resources) })}\n`)
    }
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause
    throw new ReadoutError('usage', `${path} could not be read: ${cause.message}`, { cause })
  }
  return nFailed > 0 ? 1 : 0
}

/** Returns the record of one line, or what is wrong with it. */
function readPair(line: string): z.infer<typeof Pair> | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return 'is no JSON'
  }
  const parsed = Pair.safeParse(value)
  return parsed.success ? parsed.data : `does not fit {id, text, actor, recipient}: ${parsed.error.issues[0]!.message}`
}

function typeOfPair({ id, text, actor, recipient }: z.infer<typeof Pair>, resources: Resources): string | undefined {
  const report = plainReport(text, String(id))
  // A name that the text has in other words still stands for a party: then the first or last word is taken for it.
  const actorSpan = spanOf(report.text, actor) ?? { start: 0, end: 1 }
  const recipientSpan = spanOf(report.text, recipient, actorSpan) ?? {
    start: report.text.length - 1,
    end: report.text.length,
  }
  return codePair(annotate(report, resources.annotate), actorSpan, recipientSpan, resources.code)
}

/** The first place where `text` has `name` as words of its own and not inside `taken`; letter case is let go at last. */
function spanOf(text: string, name: string, taken?: CharSpan): CharSpan | undefined {
  const pattern = name
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+')
  if (pattern === '') return undefined
  for (const [before, after, flags] of [
    ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])', 'gu'],
    ['', '', 'giu'],
  ] as const) {
    const found = [...text.matchAll(new RegExp(before + pattern + after, flags))].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    }))
    const free = found.find(({ start, end }) => taken === undefined || end <= taken.start || start >= taken.end)
    if (free !== undefined) return free
  }
  return undefined
}
