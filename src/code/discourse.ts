import type { Doc } from '../annotate/index.ts'
import type { Draft } from './draft.ts'
import type { EventDate } from './event.ts'

/**
 * Gives acts without a date of their own the date of the narrative: what the same people did last on a day that the text tells,
 * else, for an act told as done, the publication date, said to be that (`from`). Planned and supposed acts stay undated.
 */
export function dateByDiscourse(doc: Doc, drafts: readonly Draft[]): Draft[] {
  const last = new Map<string, EventDate>()
  const dct = doc.report.published?.value
  const bySentence = new Map<number, Draft[]>()
  for (const draft of drafts) {
    const told = bySentence.get(draft.sentIdx)
    if (told) told.push(draft)
    else bySentence.set(draft.sentIdx, [draft])
  }
  return drafts.map((draft) => {
    const keys = draft.actors.map(({ entity }) => entity)
    if (draft.date) {
      if (draft.status === 'occurred') for (const key of keys) advance(last, key, draft.date)
      return draft
    }
    if (draft.status !== 'occurred' || !IN_NARRATIVE.has(draft.event.eventType)) return draft
    const told =
      dateBeside(bySentence.get(draft.sentIdx)!, draft) ??
      keys.map((key) => last.get(key)).find((date) => date !== undefined)
    if (told) return { date: { ...told, from: 'discourse' }, ...draft }
    return dct === undefined ? draft : { date: { value: dct, start: dct, end: dct, from: 'dct' }, ...draft }
  })
}

/** The story goes on from the latest day told: a look back ("she had met him on Feb. 1") does not move it. */
function advance(last: Map<string, EventDate>, key: string, date: EventDate): void {
  const known = last.get(key)
  if (known === undefined || known.start <= date.start) last.set(key, date)
}

/** The date of another act of the same people in the same sentence: "denounced it in a call on the day". */
function dateBeside(inSentence: readonly Draft[], { actors }: Draft): EventDate | undefined {
  const beside = inSentence.find(
    (other) =>
      other.date &&
      other.status === 'occurred' &&
      other.actors.some(({ entity }) => actors.some((actor) => actor.entity === entity)),
  )
  return beside?.date
}

/** Acts of saying and meeting happen in the story being told; launches, attacks and arrests are often its background. */
const IN_NARRATIVE = new Set(['ACCUSE', 'REQUEST', 'SUPPORT', 'AGREE', 'CONSULT', 'REJECT', 'THREATEN', 'CONCEDE'])
