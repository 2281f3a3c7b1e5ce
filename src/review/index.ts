export { type Conflict, conflictOf, type Dispute, findConflicts } from './conflicts.ts'
export {
  type CheckedCount,
  type CountCheck,
  type CountedKind,
  checkCount,
  checkCounts,
  readCountedKinds,
} from './counts.ts'
export { type Dyad, type DyadPeriod, type Network, type Quads, readNetwork } from './network.ts'
export { followPlans, type Outcome, type OutcomeForms, type Plan, readOutcomes } from './plans.ts'
export { nextPeriod, readSeries, type SeriesRow } from './series.ts'
export { whyMatched } from './whyMatched.ts'
export { type AlignedPhrase, type Change, compareWordings, type PhraseSpan } from './wording/align.ts'
export { readWordingLexicon, type WordingLexicon } from './wording/lexicon.ts'
export {
  readWordings,
  type SourcedSpan,
  type Statement,
  type WordingChange,
  type WordingQuery,
  type Wordings,
} from './wording/statements.ts'
