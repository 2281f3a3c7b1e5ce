/** The shapes that /api answers with: all that the page imports from the program. */
import type { CodedEvent, CodedReport } from '../../code/index.ts'
import type { Asked, EventRow, Facet, FacetCounts, MonthCounts } from '../../record/index.ts'

export type { CodedEvent, CodedReport, Participant, Status } from '../../code/index.ts'
export type {
  ActorRow,
  Anchor,
  AnchorRow,
  Asked,
  CorrectableField,
  EventHistory,
  EventReasons,
  EventReport,
  EventRow,
  Facet,
  FacetCounts,
  JudgementKind,
  JudgementRow,
  JudgementState,
  MonthCounts,
  OfficeRow,
  PlaceCount,
  PlaceCounts,
  QuotationRow,
  RecordCounts as Counts,
  ReportRef,
  ReportRow,
  RowParticipant,
  SimilarEvent,
  SpeakerCount,
  Suggestion,
  UnsureLink,
  UnsureTelling,
} from '../../record/index.ts'
export type {
  CheckedCount,
  Conflict,
  Dispute,
  Dyad,
  Network,
  Plan,
  SeriesRow,
  SourcedSpan,
  Statement,
  WordingChange,
  Wordings,
} from '../../review/index.ts'
export type { UploadNews } from '../uploadQueue.ts'
export type { Noticed } from '../watchlist.ts'

/** An event as one report tells it, with the id of the `events` row it is part of. */
export interface ReportEvent extends CodedEvent {
  readonly recorded: string
}

/** What `/api/reports/:id` answers: the report whole, as coded. */
export interface WholeReport extends Omit<CodedReport, 'events'> {
  readonly events: readonly ReportEvent[]
}

/** What `POST /api/judgements` takes: what is judged, why, and by whom; without `author` the server's own user. */
export type JudgementRequest = Asked & { readonly reason: string; readonly author?: string }

/** What an error of /api answers. */
export interface Failure {
  readonly error: string
}

/** What `/api/facets` answers: what a choice leaves, and what another would. */
export interface Facets {
  readonly total: number
  readonly nReports: number
  /** Reports of the record that could not be read whole, whatever is chosen. */
  readonly nFailed: number
  /** First and last day; absent where nothing is dated. */
  readonly days?: { readonly first: string; readonly last: string }
  /** Where to begin reading: the sixty days with most acts, the act of them that most reports tell, and its place in the list. */
  readonly start?: { readonly from: string; readonly to: string; readonly event: string; readonly position: number }
  readonly months?: MonthCounts
  readonly facets: Readonly<Record<Facet, FacetCounts>>
  /** What the values of the facet of places are called. */
  readonly places: Readonly<Record<string, string>>
}

/** What `/api/browse` answers: part of the events of a choice. */
export interface BrowsedEvents {
  readonly total: number
  readonly offset: number
  /** Where among them the event asked for stands; absent where it does not. */
  readonly position?: number
  readonly rows: readonly EventRow[]
}

/** An event as a timeline draws it. */
export interface TimelineMark
  extends Pick<
    EventRow,
    'id' | 'eventType' | 'mode' | 'actors' | 'recipients' | 'date' | 'status' | 'quad' | 'rule' | 'weapon'
  > {
  readonly nReports: number
}

/** What `/api/timeline` answers: the lanes that have events in the window. */
export interface Timeline {
  readonly lanes: readonly {
    readonly key: string
    /** The types, or the parties, whose events it has. */
    readonly values: readonly string[]
    readonly total: number
    readonly marks: readonly TimelineMark[]
    /** Events that begin in each of the window's stretches, `bins` of equal length; those ahead were not done yet. */
    readonly done: readonly number[]
    readonly ahead: readonly number[]
  }[]
}
