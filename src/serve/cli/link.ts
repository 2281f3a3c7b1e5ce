import { z } from 'zod'
import { plainReport } from '../../acquire/index.ts'
import { annotate, type Doc } from '../../annotate/index.ts'
import { type LinkMention, linkMentions, toldMention } from '../../link/index.ts'
import { loadAnnotateResources } from '../../run.ts'
import type { Io } from './io.ts'
import { readJsonLines } from './jsonLines.ts'

const key = z.union([z.string(), z.number()])

const Marked = z.looseObject({
  id: key,
  doc: key,
  text: z.string(),
  published: z.string().optional(),
  trigger: z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() }),
})

/**
 * `readout link --mentions FILE`: prints `{id, cluster}` for each marked act, in the order given; acts with one cluster
 * are one. An act whose span lies outside its text, and a second one of an id, are told and left out.
 */
export async function linkCommand({ mentions }: { readonly mentions: string }, io: Io): Promise<number> {
  const marked = new Map<string, { id: string | number; mention: LinkMention }>()
  const docs = new Map<string, Doc>()
  let nFailed = 0
  let resources: ReturnType<typeof loadAnnotateResources> | undefined
  for await (const act of readJsonLines(mentions, Marked, io)) {
    const fault = act === undefined ? undefined : faultOf(act, marked)
    if (act === undefined || fault !== undefined) {
      nFailed += 1
      if (fault !== undefined) io.warn(`readout: ${fault}; it was left out.`)
      continue
    }
    resources ??= loadAnnotateResources()
    const textKey = `${act.doc}\n${act.text}`
    const doc = docs.get(textKey) ?? annotate(plainReport(act.text, String(act.doc)), resources)
    docs.set(textKey, doc)
    const { id, published, trigger } = act
    const told = {
      id: String(id),
      reportId: String(act.doc),
      trigger,
      ...(published === undefined ? {} : { published }),
    }
    marked.set(String(id), { id, mention: toldMention(told, doc) })
  }
  const clusters = linkMentions([...marked.values()].map(({ mention }) => mention))
  const clusterOf = new Map(clusters.flatMap(({ id, mentions }) => mentions.map((mention) => [mention, id] as const)))
  for (const [name, { id }] of marked) await io.write(`${JSON.stringify({ id, cluster: clusterOf.get(name) })}\n`)
  return nFailed > 0 ? 1 : 0
}

function faultOf({ id, text, trigger }: z.infer<typeof Marked>, marked: ReadonlyMap<string, unknown>) {
  if (marked.has(String(id))) return `there is another act "${id}"`
  const isInside = trigger.start < trigger.end && trigger.end <= text.length
  return isInside ? undefined : `the trigger of "${id}", ${trigger.start}-${trigger.end}, lies outside its text`
}
