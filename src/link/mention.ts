import type { CodedEvent, EventDate, Participant, Status } from '../code/index.ts'

/** One side's party as linking compares it: facts of its own report alone, never ids of the register. */
export interface PartyKey {
  readonly kind: Participant['kind']
  readonly country?: string
  /** Name words without case, diacritics, hyphens and order; none where only the country names the party. */
  readonly tokens: readonly string[]
}

/** One coded act of one report, reduced to what linking looks at. */
export interface LinkMention {
  /** The id of the coded event, unique over all reports. */
  readonly id: string
  readonly reportId: string
  /** Event types that coders and outlets use for one act share a family. */
  readonly family: string
  readonly eventType: CodedEvent['eventType']
  readonly mode?: string
  readonly status: Status
  readonly actors: readonly PartyKey[]
  readonly recipients: readonly PartyKey[]
  /** Publication date of the report, ISO 8601. */
  readonly published?: string
  /** Closed interval of the act; `dct` where only the publication date tells it. */
  readonly date?: Pick<EventDate, 'start' | 'end' | 'from'>
  readonly place?: { readonly name: string; readonly country?: string; readonly isPoint: boolean }
  readonly weapon?: { readonly kind: string; readonly designation?: string; readonly class?: string }
  /** Content words of the clause that tells the act, sorted, without the parties' names. */
  readonly words: readonly string[]
}
