import type { Published } from '../acquire/index.ts'
import type {
  Attribution,
  CodedEvent,
  CodedReport,
  EventDate,
  EventMention,
  EventType,
  Location,
  Participant,
  Quotation,
  Status,
} from '../code/index.ts'

/** A report as rows refer to it. */
export interface ReportRef {
  readonly id: string
  /** Of several places the same report was read from, the least. */
  readonly origin: string
  readonly title?: string
  readonly publisher?: string
  readonly published?: Published
}

/** A report that tells an event, with the spans in its text. */
export interface EventReport extends ReportRef {
  readonly mentions: readonly EventMention[]
  /** The id of the first report of the event that prints the same text, as wire stories are: it confirms nothing. */
  readonly copyOf?: string
  /** Other publishers of the very same text, sorted. */
  readonly alsoBy?: readonly string[]
}

/** A participant as the record knows it: `name` is the register's, `entity` the id of its `actors` row. */
export type RowParticipant = Omit<Participant, 'span' | 'mention' | 'resolvedBy'>

/** A row of `readout events`: one real act with all reports of it, earliest first. */
export interface EventRow
  extends Omit<
    CodedEvent,
    'actors' | 'recipients' | 'date' | 'location' | 'accordingTo' | 'sentence' | 'trigger' | 'evidence' | 'mentions'
  > {
  readonly actors: readonly RowParticipant[]
  readonly recipients: readonly RowParticipant[]
  /** From `judgement` where an analyst corrected it. */
  readonly date?: Omit<EventDate, 'span' | 'from'> & { readonly from: EventDate['from'] | 'judgement' }
  readonly location?: Omit<Location, 'span'>
  /** Who is named as having said so, with the report that names them. */
  readonly accordingTo: readonly (Omit<Attribution, 'quotation'> & { readonly report: string })[]
  /** Other events that this one belongs with, by kind, then id. */
  readonly relations: readonly Relation[]
  readonly reports: readonly EventReport[]
  /** How many of the reports tell it in a text of their own: printings of one text count once. */
  readonly nIndependent: number
  /** Ids of the judgements that shape it, earliest first; absent where there are none. */
  readonly judgements?: readonly string[]
}

/** An event by itself: to find what it is to others takes as long as all the rest. */
export type LoneEventRow = Omit<EventRow, 'relations'>

/** What an event is to another: the plan of what was done, a part of what is told as several acts, an answer, a demand. */
export type RelationKind =
  | 'plan-of'
  | 'outcome-of'
  | 'part-of'
  | 'whole-of'
  | 'response-to'
  | 'answered-by'
  | 'demand-for'
  | 'demanded-by'

/** What an event is to the one whose id is `to`. */
export interface Relation {
  readonly kind: RelationKind
  readonly to: string
}

/** A row of `readout quotations`: `span` points into the text of `report`. */
export interface QuotationRow extends Omit<Quotation, 'speaker' | 'addressee'> {
  readonly id: string
  readonly speaker?: RowParticipant
  readonly addressee?: RowParticipant
  readonly report: ReportRef
}

/** An office as reports state it for one actor; `from` and `to` are the first and last day of publication that do. */
export interface ActorOffice {
  readonly title: string
  readonly country?: string
  readonly organization?: string
  readonly former?: true
  readonly from?: string
  readonly to?: string
  /** Ids of the reports, sorted. */
  readonly reports: readonly string[]
}

/** A row of `readout actors`: every name under which reports know one actor. */
export interface ActorRow {
  readonly id: string
  readonly name: string
  /** Every spelling, most frequent first. */
  readonly names: readonly string[]
  readonly kind: Participant['kind']
  readonly country?: string
  readonly offices: readonly ActorOffice[]
  readonly nReports: number
  /** What speaks against taking the register at its word; absent where nothing does. */
  readonly problems?: readonly NameProblem[]
}

/** A name that is taken for a misspelling and joined, or one that may be and is not: then `actor` is the other's id. */
export interface NameProblem {
  readonly code: 'misspelling' | 'possible-misspelling'
  readonly message: string
  readonly actor?: string
}

/** A row of `readout offices`: a title borne by an actor, with the reports that state it. */
export interface OfficeRow extends Omit<ActorOffice, 'reports'> {
  readonly person: string
  /** Id of the `actors` row. */
  readonly actor: string
  readonly reports: readonly (ReportRef & { readonly spans: readonly { start: number; end: number }[] })[]
}

/** A row of `readout reports`. */
export interface ReportRow extends ReportRef {
  readonly url?: string
  readonly language: string
  readonly nEvents: number
  readonly nQuotations: number
  readonly problems: CodedReport['problems']
  readonly version: string
  /** The earliest report on record that prints the same text. */
  readonly copyOf?: string
  /** The other reports that do, earliest first. */
  readonly copies?: readonly ReportRef[]
  /** Other publishers of the very same text, sorted. */
  readonly alsoBy?: readonly string[]
}

/** The contract's filters; all that are given must hold. */
export interface Filters {
  /** A name in any spelling, part of one, or a country code: events' actors, quotations' speakers, actors, offices' persons. */
  readonly actor?: string
  /** As `actor`, for recipients and addressees. In acts done together either side answers to both. */
  readonly recipient?: string
  /**
   * Of events. Reports and quotations: those of reports that tell an event with this type, status and place; actors
   * and offices: those of people who do an act with this type, status and recipient.
   */
  readonly type?: readonly EventType[]
  readonly status?: readonly Status[]
  /** ISO dates: rows whose day (the act's, else publication) overlaps the closed interval. */
  readonly from?: string
  readonly to?: string
  /** Part of the place's name, or a country code. */
  readonly place?: string
  /** Words that all occur in the sentence (events), content (quotations), title (offices), name (actors), text (reports). */
  readonly text?: string
  /** Quotations: words of the report's text, or somebody that the report names. */
  readonly about?: string
}

/** Which part of a listing: at most `limit` rows (all, if absent) after the row that `after` names. */
export interface Page {
  readonly limit?: number
  /** `next` of the listing before. */
  readonly after?: string
  /** By day, then id; `oldest` first unless given. Actors and offices are in order of names. */
  readonly order?: 'oldest' | 'newest'
}

/** Rows in stable order; `total` counts all that pass the filters, `next` is absent on the last page. */
export interface Listing<Row> {
  readonly rows: readonly Row[]
  readonly total: number
  readonly next?: string
}

/** How much a record holds. */
export interface RecordCounts {
  readonly reports: number
  readonly events: number
  readonly quotations: number
  readonly actors: number
  /** The first and the last day of publication; absent where no report bears a date. */
  readonly published?: { readonly first: string; readonly last: string }
}
