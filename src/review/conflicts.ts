import type { CodedEvent, EventType } from '../code/index.ts'
import { compareNames, type LinkedAct, nameTokens } from '../link/index.ts'
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
  type ToldFacts,
  toldByMany,
} from '../record/index.ts'

/** What reports of one act can disagree on. */
export type DisputedField = 'date' | 'place' | 'number' | 'weapon' | 'status' | 'actor'

/** A field on which reports of one act disagree, with what each side says. */
export interface Dispute {
  readonly field: DisputedField
  readonly values: readonly {
    readonly value: string
    readonly reports: readonly ReportRef[]
    /** The clause of each of the reports, and the index of its sentence. */
    readonly clauses: readonly { readonly text: string; readonly sentence: number }[]
  }[]
}

/** An act on which reports disagree, and who came when. */
export interface Conflict {
  readonly event: string
  readonly eventType: EventType
  /** The entry of the codebook that the first report answers to, and whom that report names. */
  readonly rule: string
  readonly actors: readonly string[]
  readonly recipients: readonly string[]
  readonly disputes: readonly Dispute[]
  /**
   * Who reported it first, who told the same after in words of their own, who denies it, and who printed the text of one
   * of them, which confirms nothing; each in order of publication.
   */
  readonly first: ReportRef
  readonly confirmed: readonly ReportRef[]
  readonly denied: readonly ReportRef[]
  readonly copies: readonly ReportRef[]
}

/** Acts looked at before the search ends: what is asked for is mostly recent. */
const MAX_EVENTS = 3000
const PAGE = 200

/** Lists acts on which reports disagree, newest first, `limit` at most. */
export async function findConflicts(record: OpenRecord, filters: Filters, limit: number): Promise<Conflict[]> {
  const found: Conflict[] = []
  const known: KnownParties = new Map()
  let after: FoundEvent | undefined
  for (let nSeen = 0; nSeen < MAX_EVENTS; nSeen += PAGE) {
    const events = await findEvents(record, filters, { order: 'newest', limit: PAGE, after, known })
    after = events.at(-1)
    const many = await toldByMany(
      record,
      events.map(({ n }) => n),
    )
    const shared = events.filter(({ n }) => many.has(n))
    const facts = await readToldFacts(
      record,
      shared.map(({ n }) => n),
    )
    const disputed = shared.filter(({ n }) => isDisputed(facts.get(n)!)).slice(0, limit - found.length)
    const told = await readTold(
      record,
      disputed.map(({ id }) => id),
    )
    // The table holds the types of coded events.
    for (const { id, type } of disputed) {
      const conflict = conflictOf(id, type as EventType, told.get(id)!)
      if (conflict !== undefined) found.push(conflict)
    }
    if (found.length === limit) return found
    if (events.length < PAGE) break
  }
  return found
}

/** Whether reports disagree in telling one act, earliest report first. */
function isDisputed(told: readonly ToldFacts[]): boolean {
  return FIELDS.some(([, sayingOf, agree]) => {
    const samples: Disputable[] = []
    const reports = new Set<string>()
    for (const { report, event } of told) {
      if (sayingOf(event) === undefined) continue
      reports.add(report)
      if (!samples.some((sample) => agree(sample, event))) samples.push(event)
    }
    return samples.length > 1 && reports.size > 1
  })
}

/** What reports disagree on in telling one act, earliest report first; undefined where they agree. */
export function conflictOf(event: string, eventType: EventType, told: readonly Told[]): Conflict | undefined {
  const disputes = FIELDS.flatMap(([field, sayingOf, agree]) => {
    const groups: Group[] = []
    for (const { report, event: telling, clause: text } of told) {
      const value = sayingOf(telling)
      if (value === undefined) continue
      const clause = { text, sentence: telling.sentence }
      const group = groups.find((other) => agree(other.sample, telling))
      if (group === undefined) groups.push({ value, sample: telling, reports: [report], clauses: [clause] })
      else if (!group.reports.some(({ id }) => id === report.id)) {
        group.reports.push(report)
        group.clauses.push(clause)
      }
    }
    const reports = new Set(groups.flatMap((group) => group.reports.map(({ id }) => id)))
    return groups.length < 2 || reports.size < 2
      ? []
      : [{ field, values: groups.map(({ value, reports, clauses }) => ({ value, reports, clauses })) }]
  })
  if (disputes.length === 0) return undefined
  const isDenial = ({ event: { status } }: Told) => status === 'denied'
  const own = told.filter(({ copyOf }) => copyOf === undefined)
  const { report: first, event: firstTold } = told[0]!
  return {
    event,
    eventType,
    rule: firstTold.rule,
    actors: firstTold.actors.map(({ name }) => name),
    recipients: firstTold.recipients.map(({ name }) => name),
    disputes,
    first,
    confirmed: reportsOf(own.filter((one) => !isDenial(one))).filter(({ id }) => id !== first.id),
    denied: reportsOf(own.filter(isDenial)),
    copies: reportsOf(told.filter(({ copyOf }) => copyOf !== undefined)),
  }
}

/** Reports that say the same of a field. */
interface Group {
  readonly value: string
  readonly sample: CodedEvent
  readonly reports: ReportRef[]
  readonly clauses: { readonly text: string; readonly sentence: number }[]
}

/** What of a telling can be disputed. */
interface Disputable extends LinkedAct {
  readonly casualties?: CodedEvent['casualties'] | undefined
}

type Field = readonly [
  DisputedField,
  /** What a telling says; undefined where it is silent. */
  (event: Disputable) => string | undefined,
  /** Whether two tellings can both be true. */
  (a: Disputable, b: Disputable) => boolean,
]

const FIELDS: readonly Field[] = [
  [
    'date',
    ({ date }) => (date === undefined || date.from === 'dct' ? undefined : date.value),
    // Reports that reckon in one zone or another are still at odds on the day; a period holds its days.
    ({ date: a }, { date: b }) => a!.start <= b!.end && b!.start <= a!.end,
  ],
  ['place', ({ location }) => location?.name, samePlace],
  ['number', ({ casualties }) => (casualties === undefined ? undefined : numbers(casualties)), sameNumbers],
  ['weapon', ({ weapon }) => weapon && [weapon.designation, weapon.kind].filter(Boolean).join(', '), sameWeapon],
  [
    'status',
    ({ status }) => (CLAIMS.has(status) ? status : undefined),
    (a, b) => (a.status === 'denied') === (b.status === 'denied'),
  ],
  ['actor', ({ actors }) => (actors.length === 0 ? undefined : actors.map(({ name }) => name).join(', ')), sameActors],
]

/** A plan and its outcome are no contradiction. */
const CLAIMS: ReadonlySet<CodedEvent['status']> = new Set(['occurred', 'ongoing', 'denied', 'hypothetical'])

function samePlace({ location: a }: Disputable, { location: b }: Disputable): boolean {
  if (a!.country !== undefined && b!.country !== undefined && a!.country !== b!.country) return false
  // A town lies in its region, a region in its country.
  if (a!.precision !== b!.precision) return true
  return compareNames(nameTokens(a!.name), nameTokens(b!.name)) !== 'different'
}

type Casualties = NonNullable<CodedEvent['casualties']>

function numbers({ killed, injured }: Casualties): string {
  return [killed === undefined ? '' : `${killed} killed`, injured === undefined ? '' : `${injured} injured`]
    .filter(Boolean)
    .join(', ')
}

function sameNumbers({ casualties: a }: Disputable, { casualties: b }: Disputable): boolean {
  const same = (x?: number, y?: number) => x === undefined || y === undefined || x === y
  return same(a!.killed, b!.killed) && same(a!.injured, b!.injured)
}

/** A finer name for the same weapon does not contradict a coarser one. */
function sameWeapon({ weapon: a }: Disputable, { weapon: b }: Disputable): boolean {
  if (a!.designation !== undefined && b!.designation !== undefined)
    return compareNames(nameTokens(a!.designation), nameTokens(b!.designation)) !== 'different'
  const [x, y] = [a!.kind.split(' '), b!.kind.split(' ')]
  return x.some((word) => y.includes(word))
}

/** Contract, clause 4: in acts done together who is named first is the report's choice. */
const MUTUAL: ReadonlySet<EventType> = new Set(['CONSULT', 'AGREE', 'COOPERATE'])

const doersOf = ({ eventType, actors, recipients }: Disputable) =>
  MUTUAL.has(eventType) ? [...actors, ...recipients] : actors

/** Parties of one state act for it; two that no state and no name joins are two. */
function sameActors(a: Disputable, b: Disputable): boolean {
  return doersOf(a).some((one) =>
    doersOf(b).some((other) => {
      if (compareNames(nameTokens(one.name), nameTokens(other.name)) !== 'different') return true
      if (one.kind === 'group' || other.kind === 'group') return false
      return one.country !== undefined && one.country === other.country
    }),
  )
}

/** The reports of some tellings, each once. */
function reportsOf(told: readonly Told[]): ReportRef[] {
  return [...new Map(told.map(({ report }) => [report.id, report])).values()]
}
