import type { Doc } from '../annotate/index.ts'
import { type Clauses, dependents, hasDependent, token } from './clause.ts'
import type { Codebook } from './codebook.ts'
import type { Draft } from './draft.ts'
import type { Participant } from './event.ts'
import { leadOf } from './merge.ts'
import { REL } from './relations.ts'
import type { Triggered } from './triggers.ts'

/** The weights of rules/code/confidence.tsv by signal; `bias` stands for none, `floor` is what an event needs to be told. */
export type ConfidenceWeights = ReadonlyMap<string, number>

/**
 * The share of events of such signals that a careful reader would let stand: a logistic sum, fitted on events judged by hand
 * (`npm run train -- confidence`). Between 0 and 1, in hundredths.
 */
export function confidenceOfAct(clauses: Clauses, codebook: Codebook, mentions: readonly Draft[]): number {
  const weights = codebook.confidence
  const signals = signalsOfAct(clauses, codebook, mentions)
  const sum = signals.reduce((total, signal) => total + (weights.get(signal) ?? 0), weights.get('bias') ?? 0)
  return Math.round(100 / (1 + Math.exp(-sum))) / 100
}

/** Whether an event of this confidence is told: an analyst forgives a missed act sooner than a wrong one. */
export function isSure({ confidence: weights }: Codebook, confidence: number): boolean {
  return confidence >= (weights.get('floor') ?? 0)
}

/**
 * What speaks for and against an act: facts of its clearest mention, each named once; what the model does not know counts for
 * nothing.
 */
export function signalsOfAct(clauses: Clauses, codebook: Codebook, mentions: readonly Draft[]): string[] {
  const { triggered, actors, recipients, status, sentIdx, date, event } = leadOf(mentions)
  const { entry, part, supportIdx, wordIdxs } = triggered
  return [
    `type ${entry.gives.eventType}`,
    `status ${status}`,
    `trigger ${supportIdx !== undefined ? 'supported noun' : part}`,
    `words ${wordIdxs.length > 1 ? 'many' : 'one'}`,
    `demands ${Math.min(3, entry.where.size + (entry.whereAny.length > 0 ? 1 : 0))}`,
    ...rivalSignals(clauses, codebook, triggered),
    ...treeSignals(clauses, triggered),
    ...sideSignals('actor', actors, clauses, triggered),
    ...sideSignals('recipient', recipients, clauses, triggered),
    ...pairSignals(actors, recipients),
    ...(actors.length === 0 || recipients.length === 0 ? [`one side of ${entry.gives.eventType}`] : []),
    ...reportSignals(clauses),
    `sentence ${sentIdx === 0 ? 'first' : sentIdx < 4 ? 'early' : 'late'}`,
    ...(date !== undefined ? ['dated'] : []),
    ...(event.location !== undefined ? ['placed'] : []),
    ...(event.accordingTo.length > 0 ? ['attributed'] : []),
    ...(mentions.length > 1 ? ['told again'] : []),
  ]
}

/** How many readings the trigger has besides this one, and whether an everyday one is among them. */
function rivalSignals(clauses: Clauses, codebook: Codebook, { triggerIdx, part }: Triggered): string[] {
  const index = part === 'verb' ? codebook.verbTriggers : codebook.nounTriggers
  const triggers = index.get(clauses.lemmas[triggerIdx]!)?.all ?? []
  const n = new Set(triggers.map(({ entry }) => entry.gives.eventType)).size
  return [
    `senses ${n > 3 ? 'many' : n > 1 ? 'few' : 'one'}`,
    ...(triggers.some(({ entry }) => entry.gives.eventType === 'NONE') ? ['everyday sense'] : []),
  ]
}

/** Where the act's clause stands in its sentence, and how long that is. */
function treeSignals(clauses: Clauses, { triggerIdx, supportIdx }: Triggered): string[] {
  const headIdx = supportIdx ?? triggerIdx
  const { deprel, sentIdx } = token(clauses, headIdx)
  const { firstTokenIdx, endTokenIdx } = clauses.doc.sents[sentIdx]!
  const isFirstPerson = dependents(clauses, headIdx, REL.nsubj).some((idx) =>
    /^(i|we)$/i.test(token(clauses, idx).form),
  )
  return [
    `relation ${deprel.split(':')[0]}`,
    ...(endTokenIdx - firstTokenIdx > LONG_SENTENCE ? ['long sentence'] : []),
    ...(isFirstPerson ? ['first person'] : []),
    ...(hasDependent(clauses, headIdx, REL.aux) ? ['auxiliary'] : []),
  ]
}

const LONG_SENTENCE = 35

/** Who is on one side, how the text names them, and how far from the trigger. */
function sideSignals(side: string, parties: readonly Participant[], clauses: Clauses, triggered: Triggered): string[] {
  const [first] = parties
  if (first === undefined) return [`no ${side}`]
  const { start, end, sentIdx } = token(clauses, triggered.triggerIdx)
  const sent = clauses.doc.sents[sentIdx]!
  const gap = Math.max(start - first.span.end, first.span.start - end)
  const isHere = first.span.start >= sent.start && first.span.end <= sent.end
  return [
    `${side} ${first.kind}`,
    `${side} by ${first.resolvedBy}`,
    `${side} ${first.kind} by ${first.resolvedBy}`,
    `${side} ${first.sector === undefined ? 'of no sector' : STATE.has(first.sector) ? 'of the state' : 'of society'}`,
    ...(first.country === undefined ? [`${side} of no country`] : []),
    `${side} ${!isHere ? 'elsewhere' : gap > FAR ? 'far' : gap > NEAR ? 'apart' : 'near'}`,
    ...(parties.length > 1 ? [`${side}s many`] : []),
  ]
}

const STATE = new Set(['COP', 'GOV', 'JUD', 'LEG', 'MIL', 'PTY', 'SPY'])
/** In characters between party and trigger. */
const NEAR = 25
const FAR = 80

/** What kind of report it is: an interview asks questions, and what tells of few states and officials tells little politics. */
function reportSignals({ doc, memo }: Clauses): readonly string[] {
  memo.reportSignals ??= signalsOfReport(doc)
  return memo.reportSignals
}

function signalsOfReport(doc: Doc): string[] {
  const nQuestions = doc.sents.filter(({ endTokenIdx }) => doc.tokens[endTokenIdx - 1]?.form === '?').length
  const nPolitical = doc.mentions.filter(({ referentIdxs }) => {
    const referent = doc.referents[referentIdxs[0] ?? -1]
    return referent?.kind === 'country' || STATE.has(referent?.sector ?? '')
  }).length
  const density = nPolitical / Math.max(1, doc.tokens.length)
  return [
    ...(nQuestions > 2 ? ['report asks'] : []),
    `report ${density > DENSE ? 'of states' : density > SPARSE ? 'of some politics' : 'of little politics'}`,
  ]
}

/** Mentions of states and those who act for them, a word of the report. */
const DENSE = 0.1
const SPARSE = 0.06

function pairSignals(actors: readonly Participant[], recipients: readonly Participant[]): string[] {
  const [actor, recipient] = [actors[0]?.country, recipients[0]?.country]
  if (actor === undefined || recipient === undefined) return []
  return [actor === recipient ? 'one country' : 'two countries']
}
