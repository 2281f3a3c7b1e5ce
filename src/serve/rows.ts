import {
  type ActorRow,
  type EventRow,
  type EventSummary,
  type Filters,
  type Listing,
  listActors,
  listEvents,
  listOffices,
  listQuotations,
  listReports,
  type OfficeRow,
  type OfficeSummary,
  type OpenRecord,
  type Page,
  type QuotationRow,
  type ReportRow,
  summariseEvents,
  summariseOffices,
} from '../record/index.ts'

/** The row of each listing. */
export interface Rows {
  readonly events: EventRow
  readonly quotations: QuotationRow
  readonly actors: ActorRow
  readonly offices: OfficeRow
  readonly reports: ReportRow
}

type Lists<Of> = {
  readonly [Name in keyof Of]: List<Of[Name]>
}
/** Lists rows of a record. */
export type List<Row> = (record: OpenRecord, filters?: Filters, page?: Page) => Promise<Listing<Row>>

export const LIST: Lists<Rows> = {
  events: listEvents,
  quotations: listQuotations,
  actors: listActors,
  offices: listOffices,
  reports: listReports,
}

/** What tables tell of each row. */
export interface TableRows extends Omit<Rows, 'events' | 'offices'> {
  readonly events: EventSummary
  readonly offices: OfficeSummary
}

export const LIST_FOR_TABLE: Lists<TableRows> = { ...LIST, events: summariseEvents, offices: summariseOffices }

/** Rows read at a time: enough to be quick, few enough that a record of any size fits in memory. */
const PAGE = 1000

/** Yields the rows of a listing in pages, `limit` rows at most. */
export async function* listPages<Row>(
  record: OpenRecord,
  { list, filters, limit = Number.POSITIVE_INFINITY }: { list: List<Row>; filters: Filters; limit?: number },
): AsyncIterable<Listing<Row>> {
  let left = limit
  let after: string | undefined
  do {
    const page = { limit: Math.min(PAGE, left), ...(after === undefined ? {} : { after }) }
    const found = await list(record, filters, page)
    yield found
    left -= found.rows.length
    after = found.next
  } while (after !== undefined && left > 0)
}
