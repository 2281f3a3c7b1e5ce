export { type AsOf, openAsOf } from './as-of.ts'
export {
  dayNumber,
  type EventColumns,
  FACETS,
  type Facet,
  NO_PUBLISHER,
  passing,
  type RecordVersion,
  recordVersion,
  refreshColumns,
} from './columns.ts'
export {
  type Bounds,
  type Choice,
  type Chosen,
  chooseEvents,
  countMonths,
  countReports,
  datedOf,
  type FacetCounts,
  findStart,
  type MonthCounts,
} from './facets.ts'
export type { KnownParties } from './filters.ts'
export { type FoundActor, findActors } from './find-actors.ts'
export { type Forgotten, forgetReport, forgetReports, listForgotten, unforgetReport } from './forget.ts'
export { readHistory } from './history.ts'
export { type IngestOptions, type IngestProgress, ingest } from './ingest.ts'
export { exportJudgements, judge, type PortableJudgement, recordJudgements } from './judge.ts'
export {
  type Anchor,
  type AnchorRow,
  type Asked,
  CORRECTABLE,
  type CorrectableField,
  type EventHistory,
  JUDGEMENT_KINDS,
  type JudgementKind,
  type JudgementRow,
  type JudgementState,
  type Judging,
  type UnsureLink,
  type UnsureTelling,
} from './judgements.ts'
export { type Lane, layLanes, topValues } from './lanes.ts'
export { getActor, listActors } from './list-actors.ts'
export { countDyads, type DyadCount, type DyadLevel, type DyadSide, nameSides } from './list-dyads.ts'
export {
  countByPeriod,
  type Finding,
  type FoundEvent,
  findEvents,
  findStruck,
  getEvent,
  listEventNumbers,
  listEvents,
  type PeriodCount,
  readEvents,
  readLoneEvents,
  readTold,
  readToldFacts,
  type Told,
  type ToldFacts,
  toldByMany,
} from './list-events.ts'
export { type JudgementFilters, listJudgements } from './list-judgements.ts'
export { listOffices, type OfficeSummary, summariseOffices } from './list-offices.ts'
export { countPlaces, type PlaceCount, type PlaceCounts } from './list-places.ts'
export { listQuotations } from './list-quotations.ts'
export { countRows, getReport, listCounting, listReports, oldCodings, recordedEvents } from './list-reports.ts'
export { listSpeakers, type SpeakerCount } from './list-speakers.ts'
export { type OpenRecord, openRecord } from './open.ts'
export type { PeriodLength } from './periods.ts'
export { readColumns } from './read-columns.ts'
export type * from './rows.ts'
export { listSimilar, type SimilarEvent } from './similar.ts'
export { type Suggestion, suggest } from './suggest.ts'
export { type EventSummary, summariseEvents } from './summarise-events.ts'
export { noteTouched, takeTouched } from './touched.ts'
export { listUnsure } from './unsure.ts'
export type { EventOntology } from './values.ts'
export {
  addWatch,
  markSeen,
  readWatches,
  removeWatch,
  type Watch,
  type WatchMatch,
  type WatchMatches,
} from './watch.ts'
export { type ComparedPair, type Decisive, decisiveOf, type EventReasons, whyEvent } from './why.ts'
