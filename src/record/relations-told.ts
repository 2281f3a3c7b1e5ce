import { type Kysely, sql } from 'kysely'
import type { CodedEvent, EventType, Participant } from '../code/index.ts'
import { covers } from './assemble.ts'
import { among, selectLists } from './dialect.ts'
import type { Coded } from './mentions.ts'
import { numberIn, placeOf, reportOf } from './numbers.ts'
import type { Directed, Related } from './relations.ts'
import type { Tables } from './schema.ts'

/** Acts that answer another where their clause tells it: "condemned the launch". */
const ANSWERS: ReadonlySet<EventType> = new Set(['ACCUSE', 'REJECT', 'PROTEST', 'SANCTION', 'THREATEN', 'SUPPORT'])

/** Finds what events are to others by the reports that tell both: one act within the clause that tells the other. */
export async function relateTold(
  db: Kysely<Tables>,
  tellings: ReadonlyMap<number, readonly Coded[]>,
): Promise<Related[]> {
  const found: {
    readonly event: number
    readonly kind: Directed
    readonly other: number
    readonly isFirst: boolean
  }[] = []
  for (const [event, told] of tellings)
    for (const { n, event: own, acts } of told)
      acts.forEach((act, idx) => {
        if (idx === placeOf(n)) return
        const other = numberIn(reportOf(n), idx)
        const kind = kindOf(own, act)
        if (kind !== undefined) found.push({ event, kind, other, isFirst: true })
        const inverse = kindOf(act, own)
        if (inverse !== undefined) found.push({ event, kind: inverse, other, isFirst: false })
      })
  const events = await readEventsOf(db, [...new Set(found.map(({ other }) => other))])
  return found.flatMap(({ event, kind, other, isFirst }) => {
    const one = events.get(other)!
    if (one === event) return []
    return [isFirst ? { a: event, kind, b: one } : { a: one, kind, b: event }]
  })
}

async function readEventsOf(db: Kysely<Tables>, mentions: readonly number[]): Promise<Map<number, number>> {
  if (mentions.length === 0) return new Map()
  return new Map(await selectLists<[number, number]>(db, sql`n, event`, sql`mentions where n in ${among(mentions)}`))
}

/** What one act of a report is to another; undefined where the text does not tell one within the clause of the other. */
function kindOf(a: CodedEvent, b: CodedEvent): Directed | undefined {
  const kind = ANSWERS.has(a.eventType) && isFact(b) ? 'response-to' : isDemand(a, b) ? 'demand-for' : undefined
  if (kind === undefined || !isAimedAt(a, b) || !holds(a, b)) return undefined
  return kind
}

const isFact = ({ status }: CodedEvent) => status === 'occurred' || status === 'ongoing'
const isDemand = (a: CodedEvent, b: CodedEvent) => a.eventType === 'REQUEST' && b.status === 'called-for'

/** Whether an act is meant for who does the other, and not done by the same. */
function isAimedAt(a: CodedEvent, b: CodedEvent): boolean {
  if (shares(a.actors, b.actors)) return false
  return a.recipients.length === 0 || shares(a.recipients, b.actors)
}

const shares = (some: readonly Participant[], others: readonly Participant[]) =>
  some.some((one) => others.some((other) => covers(one, other)))

/** Whether a clause that tells one act has the word that tells the other, besides its own. */
function holds(a: CodedEvent, b: CodedEvent): boolean {
  return a.mentions.some(({ evidence, trigger }) =>
    b.mentions.some(
      ({ trigger: { start, end } }) =>
        start >= evidence.start && end <= evidence.end && (start >= trigger.end || end <= trigger.start),
    ),
  )
}
