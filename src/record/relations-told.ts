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

/** Words that say of any act that it answers another. */
const IN_ANSWER =
  /\b(?:in (?:response|retaliation|reaction|answer|reply|reprisal|retribution|revenge)\b|in protest (?:at|against|over)\b|retaliat|in the wake of\b)/i

/** What an act is called when it is spoken of again: "the launch", "this attack". */
const CALLED: { readonly [Type in EventType]?: string } = {
  MOBILIZE:
    'launch|test|test-firing|firing|missile|rocket|drill|exercise|manoeuvre|maneuver|deployment|provocation|move|act',
  ASSAULT:
    'attack|strike|airstrike|raid|bombing|bombardment|shelling|assault|offensive|invasion|incursion|killing|murder|massacre|violence|aggression|act',
  SANCTION: 'sanction|expulsion|embargo|ban|tariff|withdrawal|measure|move|step|decision',
  COERCE:
    'arrest|detention|jailing|imprisonment|sentence|sentencing|verdict|conviction|trial|crackdown|seizure|blockade|move|decision',
  THREATEN: 'threat|ultimatum|warning|statement|remark',
  ACCUSE: 'accusation|allegation|claim|charge|criticism|remark|comment|statement|protest',
  REJECT: 'rejection|refusal|veto|decision|move|statement',
  PROTEST: 'protest|demonstration|rally|march|strike',
  AGREE: 'agreement|accord|deal|pact|truce|ceasefire|pledge|decision|move',
  CONSULT: 'meeting|talks|visit|summit|trip|call|conversation',
  AID: 'delivery|shipment|aid|assistance|help|move|decision',
  CONCEDE: 'decision|move|step|pardon|apology|concession',
  RETREAT: 'withdrawal|pullout|release|exchange|truce|ceasefire|decision|move|step',
}
const AGAIN = new Map(
  Object.entries(CALLED).map(([type, nouns]) => [
    type,
    // Up to three words may stand between: "the latest ballistic missile launch".
    new RegExp(
      `\\b(?:the|this|that|these|those|its|their|his|her)\\s+(?:[\\w-]+\\s+){0,3}?(?:${nouns})(?:e?s)?\\b`,
      'i',
    ),
  ]),
)

/** Finds what events are to others by the reports that tell both: one act within the clause that tells the other, or spoken of in it. */
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
  // Several acts of one report may be asked of.
  const wholes = new Map<string, Whole>()
  for (const [event, told] of tellings)
    for (const { n, report, event: own, acts, text } of told) {
      const whole = wholes.get(report) ?? { acts, text, answers: new Map() }
      wholes.set(report, whole)
      acts.forEach((act, idx) => {
        if (idx === placeOf(n)) return
        const other = numberIn(reportOf(n), idx)
        const kind = kindOf(own, act, whole)
        if (kind !== undefined) found.push({ event, kind, other, isFirst: true })
        const inverse = kindOf(act, own, whole)
        if (inverse !== undefined) found.push({ event, kind: inverse, other, isFirst: false })
      })
    }
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

/** The report that tells two acts. */
interface Whole extends Pick<Coded, 'acts' | 'text'> {
  /** Which of its acts answer others, as far as that was asked. */
  readonly answers: Map<CodedEvent, boolean>
}

/** What one act of a report is to another; undefined where the text does not tell one in the clause of the other. */
function kindOf(a: CodedEvent, b: CodedEvent, whole: Whole): Directed | undefined {
  // Whom acts are meant for takes long to tell: it is asked last.
  if (isDemand(a, b)) return holds(a, b) && isAimedAt(a, b) ? 'demand-for' : undefined
  if (!isFact(b) || !isAnswer(a, whole) || isEarlier(a, b)) return undefined
  return isAimedAt(a, b) && (holds(a, b) || takesUp(a, b, whole)) ? 'response-to' : undefined
}

/** Whether an act is one that answers others, or its clause says that it does. */
function isAnswer(act: CodedEvent, { answers, text }: Whole): boolean {
  if (ANSWERS.has(act.eventType)) return true
  let known = answers.get(act)
  if (known === undefined) {
    known = clausesOf(act, text).some((clause) => IN_ANSWER.test(clause))
    answers.set(act, known)
  }
  return known
}

/** Whether a clause of one act speaks again of the other: of those that it may mean the last that the text tells of before. */
function takesUp(a: CodedEvent, b: CodedEvent, { acts, text }: Whole): boolean {
  // To whom praise is said the text need not say; blame without whom it is for may be for anybody.
  if (a.recipients.length === 0 && a.eventType !== 'SUPPORT') return false
  const before = startBefore(b, a)
  if (before === undefined) return false
  const clauses = clausesOf(a, text)
  const isMeant = (other: CodedEvent) =>
    isFact(other) && clauses.some((clause) => AGAIN.get(other.eventType)?.test(clause)) && isAimedAt(a, other)
  if (!isMeant(b)) return false
  return !acts.some((other) => other !== b && (startBefore(other, a) ?? 0) > before && isMeant(other))
}

/** Where a text last tells one act before it first tells another; undefined where it does not. */
function startBefore(act: CodedEvent, other: CodedEvent): number | undefined {
  const starts = act.mentions.map(({ trigger }) => trigger.start).filter((start) => start < other.trigger.start)
  return starts.length === 0 ? undefined : Math.max(...starts)
}

const clausesOf = ({ mentions }: CodedEvent, text: string) =>
  mentions.map(({ evidence }) => text.slice(evidence.start, evidence.end))

/** Whether texts put one act on days before the other. */
const isEarlier = ({ date: a }: CodedEvent, { date: b }: CodedEvent) =>
  a !== undefined && b !== undefined && b.from !== 'dct' && a.end.slice(0, 10) < b.start.slice(0, 10)

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
