export { type IngestOptions, type IngestProgress, ingest } from './ingest.ts'
export {
  countRows,
  getEvent,
  getReport,
  listActors,
  listEvents,
  listOffices,
  listQuotations,
  listReports,
} from './list.ts'
export { type OpenRecord, openRecord } from './open.ts'
export type * from './rows.ts'
export { type EventReasons, whyEvent } from './why.ts'
