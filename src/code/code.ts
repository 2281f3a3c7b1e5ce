import { type Doc, type Gazetteer, REL } from '../annotate/index.ts'
import { antecedentActors, captorsOf, keepersOf } from './antecedents.ts'
import { isAsked, isHabitual, isOccasionOfWords, isOfUnadoptedText, isOwnEffort, isPerformative } from './asserted.ts'
import { attributionBySyntax, attributionOf } from './attribution.ts'
import { blameIn } from './blamed.ts'
import { casualtiesOf } from './casualties.ts'
import { type Clauses, dependents } from './clause.ts'
import { evidenceSpan, triggerSpan } from './clauseSpan.ts'
import { isCodable, withoutOutlets, withoutPosts } from './codable.ts'
import type { Codebook } from './codebook.ts'
import { confidenceOfAct, isSure } from './confidence.ts'
import { contextsOf } from './contexts.ts'
import { findCounts } from './counts.ts'
import { dateOfAct, untilPublished } from './dates.ts'
import { withDenials } from './denials.ts'
import { dateByDiscourse } from './discourse.ts'
import type { Draft, DraftedEvent } from './draft.ts'
import type { CodedEvent, CodedReport, EventType, Participant } from './event.ts'
import { foldMentions } from './fold.ts'
import { type Setting, settle } from './home.ts'
import { codedOffices, codedQuotations, codedTimes, reportHead } from './layers.ts'
import { mergeMentions } from './merge.ts'
import type { Standing } from './mood.ts'
import { pairTakenUp } from './opposedPairs.ts'
import {
  isAskedByPress,
  isBlowOfWords,
  isBusiness,
  isEntrusted,
  isOfOneself,
  isPartOfWord,
  isStandingParticiple,
  isStatement,
} from './otherSenses.ts'
import { placeAsReceiver, placeOf } from './places.ts'
import { readClauses } from './readClauses.ts'
import { receivers } from './receivers.ts'
import { countryOf } from './reportCountry.ts'
import { fillRoles, type RoleContext } from './roles.ts'
import { type ComplementStatus, statusOf } from './status.ts'
import { findTriggers, type Triggered } from './triggers.ts'
import { understoodState } from './understood.ts'
import { weaponOf } from './weapons.ts'

/** What the coder works by: the codebook of rules/code/ and the gazetteer of rules/annotate/. */
export interface CodeRules {
  readonly codebook: Codebook
  readonly gazetteer: Gazetteer
  /** Version of the program, echoed in every coded report. */
  readonly version: string
}

/** The events of one annotated report with its quotations, offices, times and counts, as docs/contract.md has them. */
export function code(doc: Doc, rules: CodeRules): CodedReport {
  const { context, groups } = draftReport(doc, rules)
  const telling = { clauses: context.clauses, codebook: rules.codebook, nActs: groups.length }
  const merging = { reportId: doc.report.id, gazetteer: rules.gazetteer }
  const events: CodedEvent[] = []
  for (const mentions of groups) {
    const confidence = confidenceOfAct(telling, mentions)
    if (isSure(telling, confidence)) events.push(mergeMentions(merging, mentions, confidence))
  }
  return {
    report: reportHead(doc),
    events,
    quotations: codedQuotations(doc, context.clauses, rules.gazetteer),
    offices: codedOffices(doc),
    times: codedTimes(doc),
    counts: findCounts(context),
    problems: doc.problems,
    version: rules.version,
  }
}

/** The acts of a report before they are events, and the triggers that tell none. */
export interface DraftedReport {
  readonly context: RoleContext
  /** The mentions of each act. */
  readonly groups: readonly (readonly Draft[])[]
  readonly leftOut: readonly LeftOut[]
}

/** A trigger for which an entry applies and that still tells no act. */
export interface LeftOut {
  readonly triggered: Triggered
  readonly why: Reason
}

/**
 * Why a trigger tells no act: it is used in an everyday sense, it is part of a name, the noun that it supports tells the act, the
 * sentence asks, the text says that no act took place, what it tells is a standing state, it says too little of who takes part, or
 * too much speaks against the reading.
 */
export type Reason =
  | 'everyday-sense'
  | 'in-name'
  | 'told-by-noun'
  | 'question'
  | 'not-asserted'
  | 'standing-state'
  | 'nobody'
  | 'unsure'

/** Drafts the acts of a report: what `code` prints is merged from them. */
export function draftReport(doc: Doc, rules: CodeRules): DraftedReport {
  const clauses = readClauses(doc, rules.codebook)
  const leftOut: LeftOut[] = []
  const drafts: Draft[] = []
  const { home, onlyState } = countryOf(doc, rules.gazetteer)
  const context: CodeContext = {
    clauses,
    codebook: rules.codebook,
    antecedents: (idx) => antecedentActors(clauses, rules.codebook, drafts, idx),
    pairMeant: (found) => pairTakenUp(clauses, rules.gazetteer, drafts, found),
    placeAt: (idx) => placeAsReceiver(clauses, rules.gazetteer, idx),
    home,
    onlyState,
    settled: new Map(),
    drafts,
  }
  for (const [sentIdx, sent] of doc.sents.entries()) {
    if (doc.report.blocks[sent.blockIdx]?.kind !== 'paragraph') continue
    const found = findTriggers(clauses, rules.codebook, sent.firstTokenIdx, sent.endTokenIdx)
    if (found.length === 0) continue
    const named = found.filter((one) => isInsideName(clauses, one))
    const { first, second } = withoutSupports(named.length === 0 ? found : found.filter((one) => !named.includes(one)))
    const triggers = withoutVows(first)
    const complements = complementStatuses(clauses, triggers)
    const nounTriggers = triggers.some(isNoun) ? triggers.filter(isNoun) : NO_TRIGGERS
    const toldSecond: Triggered[] = []
    for (const triggered of triggers) {
      const draft = draftEvent(context, rules, { triggered, sentIdx, complements, nounTriggers })
      if (typeof draft !== 'string') {
        drafts.push(draft)
        continue
      }
      leftOut.push({ triggered, why: draft })
      const other = draft === 'nobody' ? second.get(triggered) : undefined
      if (other === undefined) continue
      const again = draftEvent(context, rules, { triggered: other, sentIdx, complements, nounTriggers })
      if (typeof again === 'string') continue
      toldSecond.push(other)
      drafts.push(again)
    }
    if (triggers.length < found.length)
      for (const triggered of found)
        if (!triggers.includes(triggered) && !toldSecond.includes(triggered))
          leftOut.push({ triggered, why: named.includes(triggered) ? 'in-name' : 'told-by-noun' })
    blameIn(clauses, drafts, sentIdx)
  }
  return { context, groups: foldMentions(clauses, withDenials(clauses, dateByDiscourse(clauses, drafts))), leftOut }
}

/**
 * "held a telephone talk" is told by its noun: the support verb tells no second act of the same type. `second` has the reading that gave
 * way by the one that is kept, for where that one tells of nobody: in "approved a loan for Peru" the verb has who receives.
 */
function withoutSupports(triggers: readonly Triggered[]): {
  readonly first: readonly Triggered[]
  readonly second: ReadonlyMap<Triggered, Triggered>
} {
  if (!triggers.some(isSupported)) return { first: triggers, second: NO_SECOND }
  const nouns = triggers.filter(isSupported)
  const second = new Map<Triggered, Triggered>()
  const told = new Set<Triggered>()
  for (const verb of triggers) {
    if (verb.part !== 'verb') continue
    for (const noun of nouns) {
      if (noun.supportIdx !== verb.triggerIdx || !verb.args.get('obj')?.includes(noun.triggerIdx)) continue
      // "imposed visa restrictions": one act, and where the two read it differently the surer reading tells it.
      const isSame = noun.entry.gives.eventType === verb.entry.gives.eventType
      const areAlike = ALIKE.has(noun.entry.gives.eventType) && ALIKE.has(verb.entry.gives.eventType)
      if (!isSame && !areAlike) continue
      const [kept, dropped] = isSame || noun.weight > verb.weight ? [noun, verb] : [verb, noun]
      told.add(dropped)
      second.set(kept, dropped)
    }
  }
  return { first: told.size === 0 ? triggers : triggers.filter((one) => !told.has(one)), second }
}

function isSupported({ supportIdx }: Triggered): boolean {
  return supportIdx !== undefined
}

const NO_SECOND: ReadonlyMap<Triggered, Triggered> = new Map()

/** Types of measures that a verb and its object may read differently. */
const ALIKE = new Set(['SANCTION', 'COERCE'])

/** "vowed that it would not go unanswered": what is vowed is a threat, and no promise besides. */
function withoutVows(triggers: readonly Triggered[]): readonly Triggered[] {
  if (!triggers.some(isThreat)) return triggers
  const threats = new Set(triggers.filter(isThreat).map(({ triggerIdx }) => triggerIdx))
  return triggers.filter(
    ({ entry, args }) => entry.gives.eventType !== 'AGREE' || !args.get('comp')?.some((idx) => threats.has(idx)),
  )
}

/** "Promised not to use force" is a promise. */
function isThreat({ entry, args }: Triggered): boolean {
  return entry.gives.eventType === 'THREATEN' && !args.has('negation')
}

interface Found {
  readonly triggered: Triggered
  readonly sentIdx: number
  readonly complements: ComplementStatus
  /** The nouns of the sentence that tell acts of their own. */
  readonly nounTriggers: readonly Triggered[]
}

/** What drafting one act needs besides the act: the report's country, and what it has told so far. */
export interface CodeContext extends RoleContext {
  readonly home: string | undefined
  readonly onlyState: string | undefined
  readonly settled: Map<number, string>
  readonly drafts: readonly Draft[]
}

function draftEvent(
  context: CodeContext,
  { codebook, gazetteer }: CodeRules,
  { triggered, sentIdx, complements, nounTriggers }: Found,
): Draft | Reason {
  const { clauses } = context
  const { entry } = triggered
  const { quad } = entry
  const { eventType, mode } = entry.gives
  if (eventType === 'NONE' || quad === 0) return 'everyday-sense'
  if (isAsked(clauses, triggered.triggerIdx)) return 'question'
  if (isOccasionOfWords(clauses, triggered) || isOwnEffort(clauses, triggered)) return 'not-asserted'
  if (isEntrusted(clauses, triggered)) return 'everyday-sense'
  if (isStatement(clauses, triggered) || isOfUnadoptedText(clauses, triggered)) return 'not-asserted'
  if (isStandingParticiple(clauses, triggered)) return 'standing-state'
  if (isPartOfWord(clauses, triggered)) return 'in-name'
  const standing = isPerformative(clauses, triggered) ? 'occurred' : statusOf(clauses, codebook, triggered, complements)
  if (standing === 'drop') return 'not-asserted'
  // "It will not go unpunished" threatens now.
  const status =
    eventType === 'THREATEN' && standing === 'planned' && entry.complement === undefined ? 'occurred' : standing
  if (status === 'occurred' && isHabitual(clauses, triggered)) return 'standing-state'
  // "urged it to hold them to account": what others ask for threatens nobody.
  if (status === 'called-for' && eventType === 'THREATEN') return 'not-asserted'
  const location = placeOf(clauses, gazetteer, triggered)
  const roles = fillRoles(context, triggered)
  const { home, onlyState, settled } = context
  const setting = { clauses, gazetteer, triggered, location, home, onlyState, settled }
  const named = settle(setting, withoutPosts(withoutOutlets(clauses, roles.actors)), roles.recipients)
  const told = settle(setting, withoutOutlets(clauses, roles.recipients), named)
  const actors = named.length > 0 ? named : unsaidActors(context, setting, told)
  const recipients = receivers(context, { triggered, setting, sentIdx, actors, told })
  if (isAskedByPress(clauses, triggered, actors, recipients)) return 'everyday-sense'
  if (isBusiness(clauses, triggered, actors, recipients)) return 'everyday-sense'
  if (isOfOneself(clauses, triggered, actors)) return 'not-asserted'
  if (isBlowOfWords(clauses, triggered, actors, recipients)) return 'everyday-sense'
  const weapon = WITH_WEAPON.has(eventType) ? weaponOf(clauses, codebook, triggered) : undefined
  if (!isCodable({ clauses, triggered, actors, recipients, hasWeapon: weapon !== undefined })) return 'nobody'
  const date = untilPublished(clauses, dateOfAct(clauses, triggered, otherActs(triggered, nounTriggers)), status)
  const casualties = casualtiesOf(clauses, triggered)
  const trigger = triggerSpan(clauses, triggered)
  const quoted = attributionOf(clauses, trigger)
  const evidence = evidenceSpan(clauses, triggered, { actors, recipients, date })
  const event: DraftedEvent = {
    eventType,
    mode,
    contexts: contextsOf(clauses, codebook, triggered),
    cameo: entry.gives.cameo,
    quad,
    intensity: entry.intensity,
    accordingTo: quoted.length > 0 ? quoted : attributionBySyntax(clauses, triggered.triggerIdx),
    sentence: sentIdx,
    trigger,
    evidence,
    rule: entry.id,
    location,
    weapon,
    casualties,
  }
  return {
    triggered,
    sentIdx,
    actors,
    recipients,
    status: futureIfLater(clauses, status, date?.start),
    date,
    isOutcome: false,
    event,
  }
}

/** Who acts where the clause leaves it out: whoever holds those to be freed, and the state for what authorities alone do. */
function unsaidActors({ drafts }: CodeContext, setting: Setting, told: readonly Participant[]): readonly Participant[] {
  const captors = captorsOf(drafts, setting.triggered, told)
  if (captors.length > 0) return captors
  const keepers = keepersOf(drafts, setting.triggered, told)
  return keepers.length > 0 ? keepers : understoodState(setting, told)
}

/** The nouns that tell acts of their own, which have times of their own; "signed a pact on Friday" is one act, and its object no other. */
function otherActs({ entry, args }: Triggered, nouns: readonly Triggered[]): readonly number[] {
  if (nouns.length === 0) return NO_NOUNS
  const objects = args.get('obj') ?? NO_NOUNS
  const others: number[] = []
  for (const { entry: told, triggerIdx } of nouns) {
    const isSame = told.gives.eventType === entry.gives.eventType && objects.includes(triggerIdx)
    if (!isSame) others.push(triggerIdx)
  }
  return others
}

const NO_NOUNS: readonly number[] = []

function isNoun({ part }: Triggered): boolean {
  return part === 'noun'
}

const NO_TRIGGERS: readonly Triggered[] = []

const WITH_WEAPON = new Set<EventType>(['MOBILIZE', 'ASSAULT', 'AID', 'COERCE', 'RETREAT', 'THREATEN'])

/** "talks on Friday" in a report of Monday are yet to come, whatever the tense around them. */
function futureIfLater({ doc }: Clauses, status: Draft['status'], start: string | undefined): Draft['status'] {
  const dct = doc.report.published?.value
  return status === 'occurred' && dct !== undefined && start !== undefined && start > dct ? 'planned' : status
}

/** A trigger inside a name ("Ministry of Defence") or a title tells no act; the last word of an event's own name does ("the Freedom Shield drills"). */
function isInsideName({ doc, entsIn }: Clauses, { triggerIdx, part }: Triggered): boolean {
  if (part !== 'noun') return false
  const { start, end, sentIdx } = doc.tokens[triggerIdx]!
  // "the special envoy for Ukraine negotiations".
  if (doc.offices.some(({ span }) => span.start <= start && end <= span.end)) return true
  return entsIn[sentIdx]!.some(({ label, firstTokenIdx, endTokenIdx }) => {
    if (label === 'WEAPON' || endTokenIdx - firstTokenIdx < 2) return false
    const isEventHead = label === 'EVENT' && triggerIdx === endTokenIdx - 1
    return !isEventHead && firstTokenIdx <= triggerIdx && triggerIdx < endTokenIdx
  })
}

/** The tokens in the complements of matched operators, with the status that the codebook gives acts there. */
function complementStatuses(clauses: Clauses, triggers: readonly Triggered[]): ComplementStatus {
  if (triggers.every(({ entry }) => entry.complement === undefined)) return NO_COMPLEMENTS
  const found = new Map<number, Standing>()
  for (const { entry, args, triggerIdx } of triggers) {
    if (entry.complement === undefined) continue
    for (const name of ['comp', 'obj', 'for', 'of', 'to', 'on']) {
      for (const idx of args.get(name) ?? []) {
        if (idx === triggerIdx) continue
        found.set(idx, entry.complement)
        for (const conjunct of dependents(clauses, idx, REL.conj)) found.set(conjunct, entry.complement)
      }
    }
  }
  return found
}

const NO_COMPLEMENTS: ComplementStatus = new Map()
