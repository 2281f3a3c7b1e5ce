import {
  type ActorRow,
  type EventRow,
  type Filters,
  type Listing,
  listActors,
  listEvents,
  listOffices,
  listQuotations,
  listReports,
  type OfficeRow,
  type OpenRecord,
  type Page,
  type QuotationRow,
  type ReportRow,
} from '../record/index.ts'
import type { ListingName } from './filters.ts'

/** The row of each listing. */
export interface Rows {
  readonly events: EventRow
  readonly quotations: QuotationRow
  readonly actors: ActorRow
  readonly offices: OfficeRow
  readonly reports: ReportRow
}

export const LIST: {
  readonly [Name in ListingName]: (record: OpenRecord, filters?: Filters, page?: Page) => Promise<Listing<Rows[Name]>>
} = {
  events: listEvents,
  quotations: listQuotations,
  actors: listActors,
  offices: listOffices,
  reports: listReports,
}

/** Rows read at a time: enough to be quick, few enough that a record of any size fits in memory. */
const PAGE = 1000

/** Yields the rows of a listing in pages, `limit` rows at most. */
export async function* listPages<Name extends ListingName>(
  record: OpenRecord,
  { listing, filters, limit = Number.POSITIVE_INFINITY }: { listing: Name; filters: Filters; limit?: number },
): AsyncIterable<Listing<Rows[Name]>> {
  let left = limit
  let after: string | undefined
  do {
    const page = { limit: Math.min(PAGE, left), ...(after === undefined ? {} : { after }) }
    const found = await LIST[listing](record, filters, page)
    yield found
    left -= found.rows.length
    after = found.next
  } while (after !== undefined && left > 0)
}
