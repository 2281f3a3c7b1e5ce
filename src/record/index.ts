export { openAsOf } from './as-of.ts'
export { type Forgotten, forgetReport, listForgotten, unforgetReport } from './forget.ts'
export { type IngestOptions, type IngestProgress, ingest } from './ingest.ts'
export { getActor, listActors } from './list-actors.ts'
export {
  countByPeriod,
  type Finding,
  type FoundEvent,
  findEvents,
  getEvent,
  listEvents,
  type PeriodCount,
  type PeriodLength,
  readTold,
  type Told,
  toldByMany,
} from './list-events.ts'
export { listOffices } from './list-offices.ts'
export { listQuotations } from './list-quotations.ts'
export { countRows, getReport, listCounting, listReports, oldCodings, recordedEvents } from './list-reports.ts'
export { type OpenRecord, openRecord } from './open.ts'
export type * from './rows.ts'
export {
  addWatch,
  markSeen,
  readWatches,
  removeWatch,
  type Watch,
  type WatchMatch,
  type WatchMatches,
} from './watch.ts'
export { type EventReasons, whyEvent } from './why.ts'
