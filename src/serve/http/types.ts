/** The shapes that /api answers with: all that the page imports from the program. */
import type { CodedEvent, CodedReport } from '../../code/index.ts'

export type { CodedEvent, CodedReport, Participant, Status } from '../../code/index.ts'
export type {
  ActorRow,
  EventReasons,
  EventReport,
  EventRow,
  OfficeRow,
  PlaceCount,
  PlaceCounts,
  QuotationRow,
  RecordCounts as Counts,
  ReportRef,
  ReportRow,
  RowParticipant,
  SpeakerCount,
  Suggestion,
} from '../../record/index.ts'
export type {
  CheckedCount,
  Conflict,
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

/** What an error of /api answers. */
export interface Failure {
  readonly error: string
}
