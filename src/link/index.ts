export { LAST_DAY, NEVER, type Stretch } from './agglomerate.ts'
export {
  byLeast,
  type Cluster,
  componentsOf,
  eventId,
  type Group,
  groupUnits,
  isCandidate,
  type Join,
  joinsOf,
  linkMentions,
  MAX_COMPONENT,
  partKey,
  type Unit,
  unitsOf,
} from './cluster.ts'
export { type Comparison, compareMentions, countFeatures, type Reason, scoreMentions } from './compare.ts'
export { type Constraints, UNCONSTRAINED } from './constraints.ts'
export {
  areCopies,
  COPY_DAYS,
  type CopyKeys,
  copyKeys,
  type FiledPrintings,
  filePrinting,
  type Printing,
  type Sketch,
  sketchText,
  uniteCopies,
} from './copies.ts'
export { dayNumber } from './days.ts'
export { areAlwaysCandidates, type BlockingKeys, blockingKeys } from './keys.ts'
export {
  type Clause,
  isOnlyOf,
  type LinkedAct,
  type LinkMention,
  mentionOf,
  mentionsOf,
  type PartyKey,
  readClause,
  type Teller,
} from './mention.ts'
export {
  compareNames,
  countEdits,
  foldText,
  isMisspelling,
  isSlip,
  misspellingKeys,
  nameTokens,
} from './names.ts'
export {
  type ActorForm,
  actorForm,
  actorId,
  type Days,
  type FormDays,
  formWith,
  isRegistered,
  linkActors,
  type RegisteredActor,
  type Role,
  registerKey,
  roleOf,
} from './register.ts'
export { type MarkedAct, toldMention } from './told.ts'
