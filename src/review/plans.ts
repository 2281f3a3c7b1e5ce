import type { CodedEvent, Participant } from '../code/index.ts'
import { ReadoutError } from '../errors.ts'
import { compareNames, nameTokens } from '../link/index.ts'
import {
  type Filters,
  type FoundEvent,
  findEvents,
  type KnownParties,
  type OpenRecord,
  type ReportRef,
  readTold,
  readToldFacts,
  type Told,
} from '../record/index.ts'
import { stemsOf } from './wording/words.ts'

/** What became of a plan. */
export type Outcome = 'took-place' | 'put-off' | 'dropped' | 'not-yet-known'

/** Verbs that tell an outcome, by their stems. */
export type OutcomeForms = readonly { readonly outcome: Outcome; readonly stems: readonly string[] }[]

/** An act that was planned or called for, and what became of it. */
export interface Plan {
  readonly event: string
  readonly eventType: CodedEvent['eventType']
  readonly rule: string
  readonly quad: CodedEvent['quad']
  readonly status: 'planned' | 'called-for'
  readonly parties: readonly string[]
  readonly place?: string
  /** The days that it was planned for; absent where none is said. */
  readonly plannedFor?: { readonly start: string; readonly end: string }
  readonly announced: ReportRef
  /** The clause that announces it, and the index of its sentence. */
  readonly clause: string
  readonly sentence: number
  readonly outcome: Outcome
  /** The event that shows it, the report that tells so first and its clause; the days of the act where they are told. */
  readonly by?: {
    readonly event: string
    readonly report: ReportRef
    readonly clause: string
    readonly sentence: number
    readonly when?: { readonly start: string; readonly end: string }
  }
  /** The new day of what was put off. */
  readonly movedTo?: string
}

/**
 * Reads `outcomes.tsv` of rules/review.
 * @throws ReadoutError `bad-rule` that names the line.
 */
export function readOutcomes(text: string): OutcomeForms {
  const [header, ...lines] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  if (header !== 'outcome\tform')
    throw new ReadoutError('bad-rule', `outcomes.tsv: the header must be outcome, form, not "${header}"`)
  return lines.map((line) => {
    const [outcome = '', form = ''] = line.split('\t')
    if ((outcome !== 'put-off' && outcome !== 'dropped') || form === '')
      throw new ReadoutError('bad-rule', `outcomes.tsv: "${line}" must have put-off or dropped, and a form`)
    return { outcome, stems: stemsOf(form) }
  })
}

/** Lists plans by the day that they are for, newest first, `limit` at most. */
export async function followPlans(
  record: OpenRecord,
  { filters, limit, forms }: { readonly filters: Filters; readonly limit: number; readonly forms: OutcomeForms },
): Promise<Plan[]> {
  const events = await findEvents(record, filters, { isForeseen: true, order: 'newest', limit })
  const told = await readTold(
    record,
    events.map(({ id }) => id),
  )
  const known: KnownParties = new Map()
  const later: FoundEvent[][] = []
  for (const { id, type } of events) later.push(await findLater(record, foreseenIn(told.get(id)!), { type, known }))
  // What an act tells in few words says whether it is the matter of the plan: the texts of most others need not be read.
  const facts = await readToldFacts(
    record,
    later.flat().map(({ n }) => n),
  )
  const about = events.map(({ id }, i) => {
    const { event } = foreseenIn(told.get(id)!)
    return later[i]!.filter((other) => isSameMatter(event, facts.get(other.n)![0]!.event))
      .map((other) => other.id)
      .sort()
  })
  const others = await readTold(record, [...new Set(about.flat())])
  return events.map(({ id }, i) => {
    const matter = new Map(about[i]!.map((other) => [other, others.get(other)!]))
    return planOf(id, told.get(id)!, matter, forms)
  })
}

const foreseenIn = (own: readonly Told[]) => own.find(({ event }) => isForeseen(event))!

const isForeseen = ({ status }: CodedEvent) => status === 'planned' || status === 'called-for'
const isDone = ({ status }: CodedEvent) => status === 'occurred' || status === 'ongoing'

/** How long after its day, or after its announcement where it has none, an act still is the one that was planned. */
const LATE_DAYS = 7
const OPEN_DAYS = 60
/** A plan that is put off moves within a quarter. */
const MOVED_DAYS = 90
const MAX_OTHERS = 12

/** Acts of the kind by a party of the plan, around and after its day: what it may have become. */
async function findLater(
  record: OpenRecord,
  { report, event }: Told,
  { type, known }: { readonly type: string; readonly known: KnownParties },
): Promise<FoundEvent[]> {
  const parties = [...event.actors, ...event.recipients]
  const published = report.published?.value
  const start = event.date !== undefined && event.date.from !== 'dct' ? event.date.start : published
  if (start === undefined || parties.length === 0) return []
  const [actor, recipient] = [event.actors[0], event.recipients[0]].map((party) => party?.country ?? party?.name)
  const filters = {
    type: [type as never],
    ...(actor === undefined ? {} : { actor }),
    ...(recipient === undefined ? {} : { recipient }),
  }
  return findEvents(
    record,
    { ...filters, from: addDays(start, -1), to: addDays(start, MOVED_DAYS) },
    { limit: MAX_OTHERS, known },
  )
}

/** What became of one plan, by what its own reports and those of other acts tell. */
export function planOf(
  id: string,
  own: readonly Told[],
  others: ReadonlyMap<string, readonly Told[]>,
  forms: OutcomeForms,
): Plan {
  const foreseen = foreseenIn(own)
  const { event, report } = foreseen
  const date = event.date !== undefined && event.date.from !== 'dct' ? event.date : undefined
  return {
    event: id,
    eventType: event.eventType,
    rule: event.rule,
    quad: event.quad,
    status: event.status as Plan['status'],
    parties: [...event.actors, ...event.recipients].map(({ name }) => name),
    ...(event.location === undefined ? {} : { place: event.location.name }),
    ...(date === undefined ? {} : { plannedFor: { start: date.start, end: date.end } }),
    announced: report,
    clause: foreseen.clause,
    sentence: event.sentence,
    ...outcomeOf(id, { foreseen, own, others, forms }),
  }
}

interface Followed {
  readonly foreseen: Told
  readonly own: readonly Told[]
  readonly others: ReadonlyMap<string, readonly Told[]>
  readonly forms: OutcomeForms
}

type Found = Pick<Plan, 'outcome' | 'by' | 'movedTo'>

/** Said outright before shown: a denial, a verb that puts off, the act itself, the same plan for a later day. */
function outcomeOf(id: string, { foreseen, own, others, forms }: Followed): Found {
  const later = own.filter(({ report }) => dayOf(report) >= dayOf(foreseen.report))
  const about = [...others].filter(([other, told]) => other !== id && isSameMatter(foreseen.event, told[0]!.event))
  const all: readonly (readonly [string, readonly Told[]])[] = [[id, later], ...about]
  for (const [event, told] of all)
    for (const one of told) {
      const verdict = saidOf(one, foreseen, forms)
      if (verdict !== undefined) return { outcome: verdict, by: shownBy(event, one) }
    }
  for (const [event, told] of all) {
    const done = told.find((one) => isDone(one.event) && isInTime(foreseen, one))
    if (done !== undefined) return { outcome: 'took-place', by: shownBy(event, done) }
  }
  for (const [event, told] of all) {
    const moved = told.find((one) => isForeseen(one.event) && isMoved(foreseen, one))
    if (moved !== undefined) return { outcome: 'put-off', by: shownBy(event, moved), movedTo: moved.event.date!.start }
  }
  return { outcome: 'not-yet-known' }
}

function shownBy(event: string, { report, clause, event: { date, sentence } }: Told): NonNullable<Plan['by']> {
  const when = date === undefined || date.from === 'dct' ? {} : { when: { start: date.start, end: date.end } }
  return { event, report, clause, sentence, ...when }
}

function saidOf(one: Told, foreseen: Told, forms: OutcomeForms): Outcome | undefined {
  if (dayOf(one.report) < dayOf(foreseen.report)) return undefined
  if (one.event.status === 'denied' && isInTime(foreseen, one)) return 'dropped'
  const stems = stemsOf(one.clause)
  return forms.find((form) => stems.some((_, i) => form.stems.every((stem, k) => stems[i + k] === stem)))?.outcome
}

/** The same states, or the same people where persons meet: one party in common is another meeting of his. */
function isSameMatter(a: Act, b: Act): boolean {
  const [few, many] = [partiesOf(a), partiesOf(b)].sort((x, y) => x.length - y.length) as [Party[], Party[]]
  return few.length > 0 && few.every((one) => many.some((other) => isSameParty(one, other)))
}

type Party = Pick<Participant, 'name' | 'kind' | 'country'>
interface Act {
  readonly actors: readonly Party[]
  readonly recipients: readonly Party[]
}

const partiesOf = ({ actors, recipients }: Act) => [...actors, ...recipients]

function isSameParty(a: Party, b: Party): boolean {
  if (compareNames(nameTokens(a.name), nameTokens(b.name)) !== 'different') return true
  const isPair = a.kind === 'person' && b.kind === 'person'
  return !isPair && a.country !== undefined && a.country === b.country
}

function isInTime(foreseen: Told, { event: { date }, report }: Told): boolean {
  const done = date === undefined || date.from === 'dct' ? dayOf(report) : date.start
  const planned = foreseen.event.date
  if (done === '') return false
  if (planned === undefined || planned.from === 'dct')
    return done >= dayOf(foreseen.report) && done <= addDays(dayOf(foreseen.report), OPEN_DAYS)
  return done >= addDays(planned.start, -1) && done <= addDays(planned.end, LATE_DAYS)
}

function isMoved(foreseen: Told, { event: { date }, report }: Told): boolean {
  const planned = foreseen.event.date
  if (date === undefined || planned === undefined || date.from === 'dct' || planned.from === 'dct') return false
  return dayOf(report) > dayOf(foreseen.report) && date.start > planned.end
}

const dayOf = ({ published }: ReportRef) => published?.value ?? ''

function addDays(day: string, n: number): string {
  return new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10)
}
