import type { CharSpan } from '../acquire/index.ts'
import type { EventType } from '../code/index.ts'
import type { Comparison, Join } from '../link/index.ts'
import type { EventRow, ReportRef } from './rows.ts'

/**
 * What an analyst may say of the record: two events are the same; two are not, or what some reports tell is not what the
 * others tell; a field is another; an event is none; an act was not coded; a judgement no longer holds; a judgement has
 * this reason, too.
 */
export const JUDGEMENT_KINDS = ['same', 'apart', 'correct', 'strike', 'add', 'undo', 'explain'] as const
export type JudgementKind = (typeof JUDGEMENT_KINDS)[number]

/** The fields of an event that can be corrected. */
export const CORRECTABLE = [
  'type',
  'mode',
  'status',
  'date',
  'place',
  'actors',
  'recipients',
  'weapon',
  'topic',
  'killed',
  'injured',
] as const
export type CorrectableField = (typeof CORRECTABLE)[number]

/** What is judged, in the words of whoever judges; values are written as docs/cli.md has them. */
export type Asked =
  | { readonly kind: 'same'; readonly events: readonly [string, string] }
  | { readonly kind: 'apart'; readonly events: readonly [string, string] }
  /** The tellings of these reports are not of the act that the event's other reports tell. */
  | { readonly kind: 'apart'; readonly event: string; readonly reports: readonly string[] }
  /** An empty value takes the field away. */
  | { readonly kind: 'correct'; readonly event: string; readonly field: CorrectableField; readonly value: string }
  | { readonly kind: 'strike'; readonly event: string }
  | {
      readonly kind: 'add'
      readonly report: string
      /** The clause that tells the act: a span of the report's text, or words that occur in it. */
      readonly evidence: CharSpan | string
      /** `type` and one of `actors`, `recipients` and `weapon` must be given. */
      readonly fields: Partial<Readonly<Record<CorrectableField, string>>>
    }
  | { readonly kind: 'undo'; readonly judgement: string }
  /** The reason is given later than the judgement, by whoever made it or another; it changes no row. */
  | { readonly kind: 'explain'; readonly judgement: string }

/** Who judges, when and why. */
export interface Judging {
  readonly author: string
  /** ISO 8601, UTC. */
  readonly time: string
  readonly reason: string
}

/** An act of a report as it was when it was judged: found again in another coding of the same text. */
export interface Anchor {
  /** Id of the report: a hash of its content. */
  readonly report: string
  /** Id of the coded act. */
  readonly act: string
  readonly eventType: EventType
  readonly trigger: CharSpan
  readonly evidence: CharSpan
}

/** An anchor, and what it is held by now. */
export interface AnchorRow extends Anchor {
  /** The words of the evidence; absent where the report is not on record. */
  readonly words?: string
  /** Id of the event that the act is part of now; absent where it is told no more. */
  readonly event?: string
}

/** What became of a judgement: it shapes the record, was undone, gave way to a later one, or what it was about is gone. */
export type JudgementState = 'in-force' | 'undone' | 'overruled' | 'stale'

/** A row of `readout judgements`. */
export interface JudgementRow extends Judging {
  readonly id: string
  readonly kind: JudgementKind
  readonly state: JudgementState
  /** Why it is not in force, or no longer fits all that it was about: one sentence. */
  readonly note?: string
  /** The judgement that undid or overruled it. */
  readonly by?: string
  /** Ids of the events that it bears on now. */
  readonly events: readonly string[]
  /** What it was about; of `same` and `apart` one side, and `others` the other. */
  readonly anchors: readonly AnchorRow[]
  readonly others?: readonly AnchorRow[]
  readonly field?: CorrectableField
  readonly value?: string
  /** Of an added act. */
  readonly fields?: Partial<Readonly<Record<CorrectableField, string>>>
  /** The judgement that an undo takes back. */
  readonly undoes?: string
  /** The judgement that a later reason is of. */
  readonly explains?: string
  /** Reasons that were given later, earliest first, less those taken back; absent where there are none. */
  readonly laterReasons?: readonly (Judging & { readonly id: string })[]
}

/** How a row came to be. */
export interface EventHistory {
  readonly id: string
  /** The row as it is listed; one that is struck out is not listed. */
  readonly row: EventRow
  readonly isStruck: boolean
  /** The row as the program alone makes it of these tellings. */
  readonly coded: EventRow
  /** What each report says, earliest first. */
  readonly tellings: readonly {
    readonly report: ReportRef
    /** Of the program that coded it; absent for acts that an analyst added. */
    readonly version?: string
    readonly rule: string
    readonly clause: string
    readonly confidence: number
  }[]
  /** Why the tellings are one event: each one's strongest tie to those before it. */
  readonly joins: readonly Join[]
  /** Ids that lead here. */
  readonly formerIds: readonly string[]
  /** Every judgement that bears or bore on it, earliest first. */
  readonly judgements: readonly JudgementRow[]
}

/** Two tellings that linking was unsure of. */
export interface UnsureLink {
  /** Above 0 they speak for one act; the nearer to 0, the less sure. */
  readonly score: number
  /** Whether they are one event now. */
  readonly isOne: boolean
  readonly a: UnsureTelling
  readonly b: UnsureTelling
  /** What speaks for and against. */
  readonly why: Pick<Comparison, 'weighed' | 'forbidding'>
}

/** One side of an unsure link. */
export interface UnsureTelling {
  /** Id of the event that it is part of. */
  readonly event: string
  readonly row: EventRow
  readonly report: ReportRef
  readonly clause: string
}
