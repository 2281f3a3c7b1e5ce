import type { CodedReport } from '../code/index.ts'
import type { OpenRecord } from './open.ts'
import type { ActorRow, EventRow, Filters, Listing, OfficeRow, Page, QuotationRow, ReportRow } from './rows.ts'

const NONE = { rows: [], total: 0 }

/** Lists events by day, then id. */
export async function listEvents(
  _record: OpenRecord,
  _filters: Filters = {},
  _page: Page = {},
): Promise<Listing<EventRow>> {
  return NONE
}

/** Lists quotations by publication date, report and position. */
export async function listQuotations(
  _record: OpenRecord,
  _filters: Filters = {},
  _page: Page = {},
): Promise<Listing<QuotationRow>> {
  return NONE
}

/** Lists the register by name, then id. */
export async function listActors(
  _record: OpenRecord,
  _filters: Filters = {},
  _page: Page = {},
): Promise<Listing<ActorRow>> {
  return NONE
}

/** Lists offices by person, title and country. */
export async function listOffices(
  _record: OpenRecord,
  _filters: Filters = {},
  _page: Page = {},
): Promise<Listing<OfficeRow>> {
  return NONE
}

/** Lists reports by publication date, then id. */
export async function listReports(
  _record: OpenRecord,
  _filters: Filters = {},
  _page: Page = {},
): Promise<Listing<ReportRow>> {
  return NONE
}

/** Returns one event; an id that was merged into another event finds that one. */
export async function getEvent(_record: OpenRecord, _id: string): Promise<EventRow | undefined> {
  return undefined
}

/** Returns a report whole, as coded, with its text; its events bear their own ids, not those of the record. */
export async function getReport(_record: OpenRecord, _id: string): Promise<CodedReport | undefined> {
  return undefined
}

/** Counts what the record holds. */
export async function countRows(
  _record: OpenRecord,
): Promise<{ reports: number; events: number; quotations: number; actors: number; offices: number }> {
  return { reports: 0, events: 0, quotations: 0, actors: 0, offices: 0 }
}
