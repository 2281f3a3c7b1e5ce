import type { EventType, Status } from '../code/index.ts'
import { dayNumber } from './days.ts'
import { familyOf } from './mention.ts'

/**
 * How one act stands to another that is not the same: `outcome`, what became of a plan or demand; `done`, what was
 * agreed and is now done; `whole`, what it is a part of; `response`, what answers it; and the same seen from the other.
 */
export type RelationKind = 'outcome' | 'planned' | 'done' | 'announced' | 'whole' | 'part' | 'response' | 'prompted-by'

/** What relations are told by. */
export interface RelatedAct {
  readonly id: string
  readonly eventType: EventType
  readonly status: Status
  readonly actors: readonly RelatedParty[]
  readonly recipients: readonly RelatedParty[]
  /** First and last day of the act, ISO 8601. */
  readonly date?: { readonly start: string; readonly end: string }
  /** Ids and publication days of the reports that tell it. */
  readonly reports: readonly { readonly id: string; readonly published?: { readonly value: string } }[]
}

export interface RelatedParty {
  readonly entity: string
  readonly country?: string
}

const INVERSE: Readonly<Record<RelationKind, RelationKind>> = {
  outcome: 'planned',
  planned: 'outcome',
  done: 'announced',
  announced: 'done',
  whole: 'part',
  part: 'whole',
  response: 'prompted-by',
  'prompted-by': 'response',
}

/** How `b` stands to `a`; undefined where nothing says so. What relates is not joined, and what is joined does not relate. */
export function relationOf(a: RelatedAct, b: RelatedAct): RelationKind | undefined {
  if (a.id === b.id) return undefined
  const ahead = forward(a, b)
  if (ahead !== undefined) return ahead
  const back = forward(b, a)
  return back === undefined ? undefined : INVERSE[back]
}

function forward(a: RelatedAct, b: RelatedAct): RelationKind | undefined {
  if (isOutcome(a, b)) return 'outcome'
  if (isDone(a, b)) return 'done'
  if (isPart(a, b)) return 'whole'
  return isResponse(a, b) ? 'response' : undefined
}

const hasHappened = ({ status }: RelatedAct) => status === 'occurred' || status === 'ongoing'

/** Undated plans come true within this many days. */
const PLAN_DAYS = 45
/** Plans are put off by some days. */
const DELAY_DAYS = 7

function isOutcome(a: RelatedAct, b: RelatedAct): boolean {
  if (a.status !== 'planned' && a.status !== 'called-for') return false
  if (!hasHappened(b) || familyOf(a.eventType) !== familyOf(b.eventType) || !haveSameSides(a, b)) return false
  const [told, done] = [toldDay(a), startDay(b)]
  if (told === undefined || done === undefined || done < told) return false
  return done <= (a.date === undefined ? told + PLAN_DAYS : dayNumber(a.date.end) + DELAY_DAYS)
}

/** What follows from an agreement: help that was promised, a withdrawal, a release. */
const DEEDS: ReadonlySet<EventType> = new Set(['AID', 'RETREAT', 'CONCEDE'])
const DEED_DAYS = 60

function isDone(a: RelatedAct, b: RelatedAct): boolean {
  if (a.eventType !== 'AGREE' || !DEEDS.has(b.eventType) || !hasHappened(a) || !hasHappened(b)) return false
  if (a.recipients.length === 0 || b.recipients.length === 0 || !haveSameSides(a, b)) return false
  const [agreed, done] = [startDay(a), startDay(b)]
  return agreed !== undefined && done !== undefined && done > agreed && done - agreed <= DEED_DAYS
}

/** A series or campaign lasts longer than this, and thrice as long as its part. */
const WHOLE_DAYS = 3
const TIMES_LONGER = 3

function isPart(a: RelatedAct, b: RelatedAct): boolean {
  if (a.eventType !== b.eventType || !hasHappened(a) || !hasHappened(b) || !haveSameSides(a, b)) return false
  if (a.date === undefined || b.date === undefined || a.date.start < b.date.start || a.date.end > b.date.end)
    return false
  const [part, whole] = [daysOf(a.date), daysOf(b.date)]
  return whole > WHOLE_DAYS && whole >= TIMES_LONGER * part
}

const PROVOKING: ReadonlySet<EventType> = new Set(['MOBILIZE', 'ASSAULT', 'COERCE', 'SANCTION', 'THREATEN'])
const ANSWERING: ReadonlySet<EventType> = new Set(['ACCUSE', 'REQUEST', 'REJECT', 'SANCTION', 'PROTEST', 'THREATEN'])
const ANSWER_DAYS = 3

/** An act against who acted before, told in one report with it. */
function isResponse(a: RelatedAct, b: RelatedAct): boolean {
  if (!PROVOKING.has(a.eventType) || !ANSWERING.has(b.eventType) || !hasHappened(a) || !hasHappened(b)) return false
  if (!share(a.actors, b.recipients) || share(a.actors, b.actors)) return false
  if (!a.reports.some(({ id }) => b.reports.some((other) => other.id === id))) return false
  const [acted, answered] = [startDay(a), startDay(b)]
  return acted !== undefined && answered !== undefined && answered >= acted && answered - acted <= ANSWER_DAYS
}

/** The same actors, and the same recipients where both name some. */
function haveSameSides(a: RelatedAct, b: RelatedAct): boolean {
  const isOpen = a.recipients.length === 0 || b.recipients.length === 0
  if (share(a.actors, b.actors)) return isOpen || share(a.recipients, b.recipients)
  return !isOpen && share(a.actors, b.recipients) && share(a.recipients, b.actors)
}

function share(a: readonly RelatedParty[], b: readonly RelatedParty[]): boolean {
  return a.some((x) => b.some((y) => x.entity === y.entity || (x.country !== undefined && x.country === y.country)))
}

function toldDay({ reports }: RelatedAct): number | undefined {
  const days = reports.flatMap(({ published }) => (published === undefined ? [] : [published.value])).sort()
  return days[0] === undefined ? undefined : dayNumber(days[0])
}

const startDay = (act: RelatedAct) => (act.date === undefined ? toldDay(act) : dayNumber(act.date.start))
const daysOf = ({ start, end }: { start: string; end: string }) => dayNumber(end) - dayNumber(start) + 1
