import { REL } from '../annotate/index.ts'
import { type Clauses, hasDependent } from './clause.ts'
import type { CodedEvent, EventDate, Participant, Status } from './event.ts'
import type { Triggered } from './triggers.ts'

/** One mention of an act, before the mentions of one act are folded. */
export interface Draft {
  readonly triggered: Triggered
  readonly sentIdx: number
  readonly actors: readonly Participant[]
  readonly recipients: readonly Participant[]
  readonly status: Status
  readonly date: EventDate | undefined
  /** Whether the clause only tells how an attack told beside it went: "…, killing two". */
  readonly isOutcome: boolean
  readonly event: DraftedEvent
}

/** What an act will be printed with; every draft has all fields, so that they are of one shape and quick to read. */
export interface DraftedEvent extends Omit<CodedEvent, Told | Perhaps> {
  readonly mode: CodedEvent['mode'] | undefined
  readonly location: CodedEvent['location'] | undefined
  readonly weapon: CodedEvent['weapon'] | undefined
  readonly casualties: CodedEvent['casualties'] | undefined
}

type Told = 'id' | 'mentions' | 'confidence' | 'actors' | 'recipients' | 'status' | 'date'
type Perhaps = 'mode' | 'location' | 'weapon' | 'casualties'

/** The draft with another status, date or place in what it tells; all drafts are of one shape. */
export function redrafted(
  { triggered, sentIdx, actors, recipients, status, date, isOutcome, event }: Draft,
  change: { readonly status?: Status; readonly date?: EventDate; readonly isOutcome?: boolean },
): Draft {
  return {
    triggered,
    sentIdx,
    actors,
    recipients,
    status: change.status ?? status,
    date: change.date ?? date,
    isOutcome: change.isOutcome ?? isOutcome,
    event,
  }
}

/** A record while its optional fields are filled in: spreading `{}` or another record for each of them takes far longer. */
export type Building<T> = { -readonly [K in keyof T]: T[K] }

/** Types of acts that are done together: who is named first acts, the others receive (CONTRACT, What is coded 4). */
export const TOGETHER: ReadonlySet<string> = new Set(['AGREE', 'CONSULT', 'COOPERATE'])

/** What the codebook says of the act: the type of the act. */
export function typeOf({ event }: Draft): CodedEvent['eventType'] {
  return event.eventType
}

/** "another missile", "a second round", "a separate call": words that say the act is not the one told before. */
export function isSaidToBeAnother(clauses: Clauses, { triggered }: Draft): boolean {
  if (isOther(clauses, triggered.triggerIdx)) return true
  const objects = triggered.args.get('obj')
  if (objects !== undefined) for (const idx of objects) if (isOther(clauses, idx)) return true
  return false
}

function isOther(clauses: Clauses, headIdx: number): boolean {
  if (!hasDependent(clauses, headIdx, OPENERS)) return false
  const { words, lemmas } = clauses
  for (let idx = words[headIdx]!.firstChild; idx >= 0; idx = words[idx]!.nextSibling)
    if ((words[idx]!.relation & OPENERS) !== 0 && OTHERNESS.has(lemmas[idx]!)) return true
  return false
}

const OPENERS = REL.det | REL.amod | REL.advmod

const OTHERNESS = new Set([
  'another',
  'separate',
  'separately',
  'second',
  'further',
  'new',
  'subsequent',
  'other',
  'previous',
  'earlier',
  'last',
  'again',
])
