import { z } from 'zod'
import { type CharSpan, plainReport } from '../../acquire/index.ts'
import { annotate } from '../../annotate/index.ts'
import { codePair } from '../../code/index.ts'
import { loadResources, type Resources } from '../../run.ts'
import type { Io } from './io.ts'
import { readJsonLines } from './jsonLines.ts'

const Pair = z.looseObject({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  actor: z.string(),
  recipient: z.string(),
})

/** `readout code --pairs FILE`: prints `{id, eventType}` for each line; one that names no act has no `eventType`. */
export async function codePairs(path: string, io: Io): Promise<number> {
  let resources: Resources | undefined
  let nFailed = 0
  for await (const pair of readJsonLines(path, Pair, io)) {
    if (pair === undefined) {
      nFailed += 1
      continue
    }
    resources ??= loadResources()
    await io.write(`${JSON.stringify({ id: pair.id, eventType: typeOfPair(pair, resources) })}\n`)
  }
  return nFailed > 0 ? 1 : 0
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
