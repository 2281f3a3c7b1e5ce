import { type Clauses, dependents } from './clause.ts'
import type { CodedEvent, EventDate, Participant, Status } from './event.ts'
import { REL } from './relations.ts'
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
  readonly event: Omit<CodedEvent, 'id' | 'mentions' | 'confidence' | 'actors' | 'recipients' | 'status' | 'date'>
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
  const heads = [triggered.triggerIdx, ...(triggered.args.get('obj') ?? [])]
  return heads.some((head) =>
    dependents(clauses, head, REL.det | REL.amod | REL.advmod).some((idx) => OTHERNESS.has(clauses.lemmas[idx]!)),
  )
}

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
