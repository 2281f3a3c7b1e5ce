export { openAsOf } from './as-of.ts'
export { type Forgotten, forgetReport, listForgotten, unforgetReport } from './forget.ts'
export { type IngestOptions, type IngestProgress, ingest } from './ingest.ts'
export { getActor, listActors } from './list-actors.ts'
export { countDyads, type DyadCount, type DyadLevel, type DyadSide, nameSides } from './list-dyads.ts'
export {
  countByPeriod,
  type Finding,
  type FoundEvent,
  findEvents,
  getEvent,
  listEvents,
  type PeriodCount,
  readTold,
  type Told,
  toldByMany,
} from './list-events.ts'
export { listOffices } from './list-offices.ts'
export { countPlaces, type PlaceCount, type PlaceCounts } from './list-places.ts'
export { listQuotations } from './list-quotations.ts'
export { countRows, getReport, listCounting, listReports, oldCodings, recordedEvents } from './list-reports.ts'
export { listSpeakers, type SpeakerCount } from './list-speakers.ts'
export { type OpenRecord, openRecord } from './open.ts'
export type { PeriodLength } from './periods.ts'
export type * from './rows.ts'
export { type Suggestion, suggest } from './suggest.ts'
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
