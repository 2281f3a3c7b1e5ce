import { FEAT, mapped, REL } from '../annotate/index.ts'
import { type Clauses, dependents, hasFeature, token } from './clause.ts'
import { type Draft, redrafted, TOGETHER, typeOf } from './draft.ts'
import type { EventDate, Participant } from './event.ts'

/**
 * Gives acts without a date of their own the date of the narrative: what the same people did last on a day that the text tells,
 * else, for an act told as done, the publication date, said to be that (`from`). Planned and supposed acts stay undated, and so do acts of
 * force, help and law that are told as background.
 */
export function dateByDiscourse(clauses: Clauses, drafts: readonly Draft[]): Draft[] {
  const last = new Map<string, EventDate>()
  const dct = clauses.doc.report.published?.value
  const firstSentIdx = drafts.length > 0 ? drafts[0]!.sentIdx : 0
  return mapped(drafts, (draft, at) => {
    if (draft.date) {
      if (draft.status === 'occurred' && !isLongAgo(draft.date, dct)) advanceAll(last, draft, draft.date)
      return draft
    }
    // What goes on runs to the day of publication (CONTRACT, What is coded 5).
    if (draft.status === 'ongoing' && draft.triggered.part === 'verb' && dct !== undefined)
      return redrafted(draft, { date: today(dct) })
    const isSaying = IN_NARRATIVE.has(draft.event.eventType)
    if (draft.status !== 'occurred' || !(isSaying || isNarrated(clauses, draft))) return draft
    // "The Netherlands calls on Russia": the present is of the day of the report, whatever day was told before.
    if (isSaying && dct !== undefined && isPresent(clauses, draft)) return redrafted(draft, { date: today(dct) })
    const told = dateBeside(drafts, at) ?? lastOf(last, draft, isSaying)
    if (told) return redrafted(draft, { date: { ...told, from: 'discourse' } })
    // Further down an act of force may be of any day.
    const isOfToday = isSaying || draft.sentIdx <= firstSentIdx + 1
    return dct === undefined || !isOfToday ? draft : redrafted(draft, { date: today(dct) })
  })
}

function today(dct: string): EventDate {
  return { value: dct, start: dct, end: dct, from: 'dct' }
}

/** A season before the report what is told is its background and no part of the story. */
function isLongAgo({ end }: EventDate, dct: string | undefined): boolean {
  return dct !== undefined && Date.parse(dct) - Date.parse(end.slice(0, 10)) > LONG_AGO_MS
}

const LONG_AGO_MS = 90 * 86_400_000

function isPresent(clauses: Clauses, { triggered: { part, triggerIdx, supportIdx } }: Draft): boolean {
  const verbIdx = part === 'verb' ? triggerIdx : supportIdx
  if (verbIdx === undefined || token(clauses, verbIdx).upos !== 'VERB') return false
  return (
    hasFeature(clauses, verbIdx, FEAT.finite) &&
    !hasFeature(clauses, verbIdx, FEAT.past) &&
    dependents(clauses, verbIdx, REL.aux).length === 0
  )
}

/** "Police detained 66", "they were released": a verb in the simple past tells the story; "had seized it" looks back. */
function isNarrated(clauses: Clauses, { triggered: { part, triggerIdx, supportIdx } }: Draft): boolean {
  const verbIdx = part === 'verb' ? triggerIdx : supportIdx
  if (verbIdx === undefined || token(clauses, verbIdx).upos !== 'VERB') return false
  const auxiliaries = dependents(clauses, verbIdx, REL.aux)
  if (auxiliaries.some((idx) => clauses.lemmas[idx] === 'have')) return false
  if (auxiliaries.some((idx) => /^(?:was|were|did)$/.test(clauses.forms[idx]!))) return true
  return (
    auxiliaries.length === 0 && hasFeature(clauses, verbIdx, FEAT.finite) && hasFeature(clauses, verbIdx, FEAT.past)
  )
}

/** What the actors did last: what they say follows what they did themselves, what a ministry does also what its state has done. */
function lastOf(last: ReadonlyMap<string, EventDate>, { actors }: Draft, isSaying: boolean): EventDate | undefined {
  if (last.size === 0) return undefined
  for (const { entity, country } of actors) {
    const date = last.get(entity) ?? (isSaying || country === undefined ? undefined : last.get(country))
    if (date !== undefined) return date
  }
  return undefined
}

/** A call or an accord is of one day for all who take part. */
function advanceAll(last: Map<string, EventDate>, draft: Draft, date: EventDate): void {
  for (const party of draft.actors) advanceFor(last, party, date)
  if (TOGETHER.has(typeOf(draft))) for (const party of draft.recipients) advanceFor(last, party, date)
}

function advanceFor(last: Map<string, EventDate>, { entity, country }: Participant, date: EventDate): void {
  advance(last, entity, date)
  if (country !== undefined) advance(last, country, date)
}

/** The story goes on from the latest day told: a look back ("she had met him on Feb. 1") does not move it. */
function advance(last: Map<string, EventDate>, key: string, date: EventDate): void {
  const known = last.get(key)
  if (known === undefined || known.start <= date.start) last.set(key, date)
}

/** The date of another act of the same people in the same sentence: "denounced it in a call on the day". */
function dateBeside(drafts: readonly Draft[], at: number): EventDate | undefined {
  const { actors, sentIdx } = drafts[at]!
  let first = at
  while (first > 0 && drafts[first - 1]!.sentIdx === sentIdx) first--
  for (let i = first; i < drafts.length && drafts[i]!.sentIdx === sentIdx; i++) {
    const other = drafts[i]!
    if (other.date === undefined || other.status !== 'occurred') continue
    for (const { entity } of other.actors) if (actors.some((actor) => actor.entity === entity)) return other.date
  }
  return undefined
}

/** Acts of saying and meeting happen in the story being told; launches, attacks and arrests are often its background. */
const IN_NARRATIVE = new Set(['ACCUSE', 'REQUEST', 'SUPPORT', 'AGREE', 'CONSULT', 'REJECT', 'THREATEN', 'CONCEDE'])
