import type { CharSpan, Dateline, Problem, Published, Report } from '../acquire/index.ts'

/** PLOVER's 16 event types (PLOVER manual, draft 2.0). */
export const EVENT_TYPES = [
  'AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST',
  'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT',
] as const // biome-ignore format: one glance
export type EventType = (typeof EVENT_TYPES)[number]

export type Status = 'occurred' | 'ongoing' | 'planned' | 'called-for' | 'hypothetical' | 'denied'

export interface Participant {
  /** The fullest form known in the report. */
  readonly name: string
  readonly kind: 'person' | 'organization' | 'country' | 'group'
  readonly country?: string | undefined
  readonly sector?: string | undefined
  /** CAMEO actor code. */
  readonly actorCode?: string | undefined
  /** Correlates of War country code. */
  readonly cow?: number | undefined
  readonly title?: string | undefined
  /** Names the same entity within one report. */
  readonly entity: string
  readonly span: CharSpan
  readonly mention: string
  readonly resolvedBy: 'name' | 'pronoun' | 'nominal' | 'title' | 'metonym'
}

export interface EventDate {
  /** TIMEX3 value. */
  readonly value: string
  /** Closed interval, ISO 8601 dates. */
  readonly start: string
  readonly end: string
  readonly from: 'text' | 'discourse' | 'dct'
  readonly span?: CharSpan
}

export interface EventMention {
  readonly sentence: number
  readonly trigger: CharSpan
  readonly evidence: CharSpan
}

export interface Attribution {
  readonly name: string
  readonly country?: string | undefined
  readonly cue: string
  /** Index into `CodedReport.quotations`. */
  readonly quotation?: number | undefined
}

export interface Location {
  readonly name: string
  readonly country?: string
  readonly admin1?: string
  readonly lat?: number
  readonly lon?: number
  readonly geonamesId?: number
  readonly precision: 'point' | 'city' | 'region' | 'country' | 'water'
  readonly span: CharSpan
}

export interface Weapon {
  readonly kind: string
  readonly designation?: string | undefined
  readonly class?: string | undefined
}

export interface Casualties {
  readonly killed?: number | undefined
  readonly injured?: number | undefined
  readonly arrested?: number | undefined
}

/** One coded act, as docs/contract.md has it; what may be absent may also be undefined. */
export interface CodedEvent extends EventMention {
  readonly id: string
  readonly eventType: EventType
  readonly mode?: string | undefined
  readonly contexts: readonly string[]
  readonly cameo: string
  readonly quad: 1 | 2 | 3 | 4
  readonly intensity: number
  readonly actors: readonly Participant[]
  readonly recipients: readonly Participant[]
  readonly date?: EventDate | undefined
  readonly location?: Location | undefined
  readonly status: Status
  readonly accordingTo: readonly Attribution[]
  readonly weapon?: Weapon | undefined
  readonly casualties?: Casualties | undefined
  readonly topic?: string
  readonly mentions: readonly EventMention[]
  /** Id of the codebook entry. */
  readonly rule: string
  readonly confidence: number
}

export interface Quotation {
  readonly speaker?: Participant | undefined
  readonly addressee?: Participant | undefined
  readonly cue?: string | undefined
  readonly content: string
  readonly span: CharSpan
  readonly kind: 'direct' | 'indirect' | 'mixed'
  readonly medium?: string | undefined
  readonly date?: EventDate | undefined
}

export interface CodedOffice {
  readonly person: string
  readonly title: string
  readonly country?: string | undefined
  readonly organization?: string | undefined
  readonly former?: true | undefined
  readonly span: CharSpan
}

export interface CodedTimex {
  readonly span: CharSpan
  readonly type: 'DATE' | 'TIME' | 'DURATION' | 'SET'
  readonly value: string
  readonly start?: string | undefined
  readonly end?: string | undefined
  readonly zone?: string | undefined
  readonly rule: string
}

/** A claim that counts acts, such as "the seventh missile test this year". */
export interface Count {
  readonly what: string
  readonly actor?: Participant | undefined
  readonly ordinal?: number
  readonly cardinal?: number
  readonly period?: string | undefined
  readonly span: CharSpan
}

/** What leaves the program for one report. */
export interface CodedReport {
  readonly report: {
    readonly id: string
    readonly origin: string
    readonly title?: string
    readonly publisher?: string
    readonly url?: string
    readonly published?: Published
    readonly language: string
    readonly text: string
    readonly dateline?: Dateline
    readonly blocks: Report['blocks']
    readonly sentences: readonly CharSpan[]
  }
  readonly events: readonly CodedEvent[]
  readonly quotations: readonly Quotation[]
  readonly offices: readonly CodedOffice[]
  readonly times: readonly CodedTimex[]
  readonly counts: readonly Count[]
  readonly problems: readonly Problem[]
  readonly version: string
}
