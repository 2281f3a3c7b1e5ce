import type { Doc } from '../annotate/index.ts'
import { type Clauses, dependents, hasDependent, token } from './clause.ts'
import type { Codebook } from './codebook.ts'
import type { Draft } from './draft.ts'
import { EVENT_TYPES, type EventType, type Participant } from './event.ts'
import { leadOf } from './merge.ts'
import { addDoubts, type DoubtNames, doubtNames } from './partySignals.ts'
import { FEAT, REL } from './relations.ts'
import { type Signal, signal, signalName, signals, signalsOf } from './signals.ts'
import type { Triggered } from './triggers.ts'
import type { Word } from './words.ts'

/** The weights of rules/code/confidence.tsv by signal; `bias` stands for none, `floor` is what an event needs to be told. */
export type ConfidenceWeights = ReadonlyMap<string, number>

/** The report that an act is told in, and how many acts were found in it, told or not. */
export interface Telling {
  readonly clauses: Clauses
  readonly codebook: Codebook
  readonly nActs: number
}

/**
 * The share of events of such signals that a careful reader would let stand: a logistic sum, fitted on events judged by hand
 * (`npm run train -- confidence`). Between 0 and 1, in hundredths.
 */
export function confidenceOfAct(telling: Telling, mentions: readonly Draft[]): number {
  const weights = telling.codebook.confidence
  const known = knownWeights(weights)
  let sum = weights.get('bias') ?? 0
  for (const one of signalsOfAct(telling, mentions)) {
    known[one] ??= weights.get(signalName(one)) ?? 0
    sum += known[one]
  }
  return Math.round(100 / (1 + Math.exp(-sum))) / 100
}

/** The weights by signal, as far as they have been asked for. */
function knownWeights(weights: ConfidenceWeights): number[] {
  const known = KNOWN.get(weights) ?? []
  KNOWN.set(weights, known)
  return known
}

const KNOWN = new WeakMap<ConfidenceWeights, number[]>()

/**
 * Whether an event of this confidence is told: an analyst forgives a missed act sooner than a wrong one, the more so where a long report
 * tells of much in passing, and less where a sentence is given by itself: whoever gives it knows that it tells of an act.
 */
export function isSure({ clauses, codebook: { confidence: weights } }: Telling, confidence: number): boolean {
  return confidence >= (weights.get(`floor in a ${extentOf(clauses.doc)} report`) ?? weights.get('floor') ?? 0)
}

function extentOf(doc: Doc): string {
  return doc.sents.length <= FEW_SENTENCES ? 'single-sentence' : lengthOf(doc)
}

/** A headline may stand above the sentence. */
const FEW_SENTENCES = 2

/**
 * What speaks for and against an act: facts of its clearest mention, each named once; what the model does not know counts for
 * nothing.
 */
export function signalsOfAct({ clauses, codebook, nActs }: Telling, mentions: readonly Draft[]): Signal[] {
  const { triggered, actors, recipients, status, sentIdx, date, event } = leadOf(mentions)
  const { entry, part, supportIdx, wordIdxs } = triggered
  const nDemands = Math.min(3, entry.where.size + (entry.whereAny.length > 0 ? 1 : 0))
  const { type, words, oneSide, by, to, bySector, toSector, modes } = TYPES.get(entry.gives.eventType)!
  const found = [
    type,
    CAMEO(entry.gives.cameo),
    modes(entry.gives.mode ?? 'no mode'),
    words(clauses.lemmas[triggered.triggerIdx]!),
    STATUSES[status],
    supportIdx !== undefined
      ? FACTS['trigger supported noun']
      : part === 'verb'
        ? FACTS['trigger verb']
        : FACTS['trigger noun'],
    wordIdxs.length > 1 ? FACTS['words many'] : FACTS['words one'],
    DEMANDS[nDemands]!,
  ]
  addRivals(found, clauses, codebook, triggered)
  addTree(found, clauses, triggered)
  addSide(found, SIDES.actor, actors, { clauses, triggered })
  addSide(found, SIDES.recipient, recipients, { clauses, triggered })
  const isPaired = actors[0]?.country !== undefined && recipients[0]?.country !== undefined
  if (isPaired || knowsCountries(clauses)) addPair(found, entry.gives.eventType, actors, recipients)
  if (actors[0]) found.push(by[actors[0].kind], bySector(actors[0].sector ?? 'no sector'))
  if (recipients[0]) found.push(to[recipients[0].kind], toSector(recipients[0].sector ?? 'no sector'))
  if (actors.length === 0 || recipients.length === 0) found.push(oneSide)
  for (const signal of reportSignals(clauses)) found.push(signal)
  found.push(ACTS_A_SENTENCE[Math.min(4, Math.floor((4 * nActs) / clauses.doc.sents.length))]!)
  found.push(sentIdx === 0 ? FACTS['sentence first'] : sentIdx < 4 ? FACTS['sentence early'] : FACTS['sentence late'])
  found.push(QUARTERS[Math.floor((4 * sentIdx) / clauses.doc.sents.length)]!)
  if (date !== undefined) found.push(FACTS.dated)
  if (event.location !== undefined) found.push(FACTS.placed)
  if (event.accordingTo.length > 0) found.push(FACTS.attributed)
  if (mentions.length > 1) found.push(FACTS['told again'])
  return found
}

function kindNames(name: string): Readonly<Record<Participant['kind'], Signal>> {
  return {
    person: signal(`${name} person`),
    organization: signal(`${name} organization`),
    country: signal(`${name} country`),
    group: signal(`${name} group`),
  }
}

const FACTS = signals(
  'trigger supported noun',
  'trigger verb',
  'trigger noun',
  'words many',
  'words one',
  'sentence first',
  'sentence early',
  'sentence late',
  'dated',
  'placed',
  'attributed',
  'told again',
  'senses many',
  'senses few',
  'senses one',
  'everyday sense',
  'long sentence',
  'first person',
  'auxiliary',
  'question mark',
  'quotation marks',
  'semicolon',
  'report asks',
  'one country',
  'two countries',
)

const TYPES = new Map(
  [...EVENT_TYPES, 'NONE' as const].map((type) => [
    type,
    {
      type: signal(`type ${type}`),
      oneSide: signal(`one side of ${type}`),
      by: kindNames(`${type} by`),
      to: kindNames(`${type} to`),
      bySector: signalsOf((sector) => `${type} by ${sector}`),
      toSector: signalsOf((sector) => `${type} to ${sector}`),
      modes: signalsOf((mode) => `mode ${mode} of ${type}`),
      words: signalsOf((lemma) => `word ${lemma} for ${type}`),
      pairs: signalsOf((pair) => `${type} of ${pair}`),
    },
  ]),
)
const CAMEO = signalsOf((cameo) => `cameo ${cameo.slice(0, 3)}`)
const RELATIONS = signalsOf((deprel) => `relation ${deprel.split(':')[0]}`)
const ACTS_A_SENTENCE = [0, 1, 2, 3, 4].map((n) => signal(`acts a sentence ${n} of 4`))
const STATUSES = {
  occurred: signal('status occurred'),
  ongoing: signal('status ongoing'),
  planned: signal('status planned'),
  'called-for': signal('status called-for'),
  hypothetical: signal('status hypothetical'),
  denied: signal('status denied'),
} satisfies Record<Draft['status'], Signal>
const QUARTERS = [1, 2, 3, 4].map((n) => signal(`quarter ${n} of the report`))
const DEMANDS = [0, 1, 2, 3].map((n) => signal(`demands ${n}`))

/** How many readings the trigger has besides this one, and whether an everyday one is among them. */
function addRivals(found: Signal[], clauses: Clauses, codebook: Codebook, { triggerIdx, part }: Triggered): void {
  const index = part === 'verb' ? codebook.verbTriggers : codebook.nounTriggers
  const triggers = index[clauses.lemmaNumbers[triggerIdx]!]
  const nSenses = triggers?.nSenses ?? 0
  found.push(nSenses > 3 ? FACTS['senses many'] : nSenses > 1 ? FACTS['senses few'] : FACTS['senses one'])
  if (triggers?.hasEverydaySense) found.push(FACTS['everyday sense'])
}

/** Where the act's clause stands in its sentence, and how long that is. */
function addTree(found: Signal[], clauses: Clauses, { triggerIdx, supportIdx }: Triggered): void {
  const headIdx = supportIdx ?? triggerIdx
  const { deprel, sentIdx } = token(clauses, headIdx)
  const { firstTokenIdx, endTokenIdx } = clauses.doc.sents[sentIdx]!
  found.push(formOf(token(clauses, triggerIdx)), DEPTHS[depthOf(clauses, headIdx)]!)
  for (const mark of marksOf(clauses, sentIdx)) found.push(mark)
  found.push(RELATIONS(deprel))
  if (endTokenIdx - firstTokenIdx > LONG_SENTENCE) found.push(FACTS['long sentence'])
  if (dependents(clauses, headIdx, REL.nsubj).some((idx) => FIRST_PERSON.has(clauses.forms[idx]!)))
    found.push(FACTS['first person'])
  if (hasDependent(clauses, headIdx, REL.aux)) found.push(FACTS.auxiliary)
}

const LONG_SENTENCE = 35
const FIRST_PERSON = new Set(['i', 'we'])

/** The marks of punctuation in a sentence that tell how it speaks. */
function marksOf({ doc, memo }: Clauses, sentIdx: number): readonly Signal[] {
  memo.marks[sentIdx] ??= findMarks(doc, sentIdx)
  return memo.marks[sentIdx]
}

function findMarks({ report, sents }: Doc, sentIdx: number): Signal[] {
  const { start, end } = sents[sentIdx]!
  const sentence = report.text.slice(start, end)
  return MARKS.flatMap(([mark, name]) => (mark.test(sentence) ? [name] : []))
}

const MARKS = [
  [/\?/, FACTS['question mark']],
  [/["“”]/, FACTS['quotation marks']],
  [/;/, FACTS.semicolon],
] as const

/** The part of speech with what the trigger's features say of tense and finiteness: "form VERB finite past". */
function formOf({ upos, features }: Word): Signal {
  const known = FORM_NAMES.get(upos) ?? []
  FORM_NAMES.set(upos, known)
  known[features] ??= signal(
    FORMS.reduce((form, [name, bit]) => ((features & bit) !== 0 ? form + name : form), `form ${upos}`),
  )
  return known[features]
}

/** By part of speech and bits of FEAT. */
const FORM_NAMES = new Map<string, Signal[]>()

const FORMS = [
  [' finite', FEAT.finite],
  [' participle', FEAT.participle],
  [' gerund', FEAT.gerund],
  [' infinitive', FEAT.infinitive],
  [' past', FEAT.past],
  [' present', FEAT.present],
] as const

/** How many words govern the word, one above the other; four stand for more. */
function depthOf({ words }: Clauses, tokenIdx: number): number {
  let depth = 0
  for (let idx = words[tokenIdx]!.head; idx >= 0 && depth < DEEP; idx = words[idx]!.head) depth++
  return depth
}

const DEEP = 4
const DEPTHS = [0, 1, 2, 3, DEEP].map((n) => signal(`depth ${n}`))

interface SideNames {
  readonly none: Signal
  readonly byKind: Readonly<Record<Participant['kind'], Signal>>
  readonly byMention: Readonly<Record<Participant['resolvedBy'], Signal>>
  readonly byBoth: Readonly<Record<Participant['kind'], Readonly<Record<Participant['resolvedBy'], Signal>>>>
  readonly bySector: (sector: string) => Signal
  readonly ofNoSector: Signal
  readonly ofState: Signal
  readonly ofSociety: Signal
  readonly ofNoCountry: Signal
  readonly elsewhere: Signal
  readonly far: Signal
  readonly apart: Signal
  readonly near: Signal
  readonly as: (path: string) => Signal
  readonly many: Signal
  readonly doubts: DoubtNames
}

function sideNames(side: string): SideNames {
  const byMention = (name: string) => ({
    name: signal(`${name} by name`),
    pronoun: signal(`${name} by pronoun`),
    nominal: signal(`${name} by nominal`),
    title: signal(`${name} by title`),
    metonym: signal(`${name} by metonym`),
  })
  const kinds = kindNames(side)
  return {
    none: signal(`no ${side}`),
    byKind: kinds,
    byMention: byMention(side),
    byBoth: {
      person: byMention(`${side} person`),
      organization: byMention(`${side} organization`),
      country: byMention(`${side} country`),
      group: byMention(`${side} group`),
    },
    bySector: signalsOf((sector) => `${side} of sector ${sector}`),
    ofNoSector: signal(`${side} of no sector`),
    ofState: signal(`${side} of the state`),
    ofSociety: signal(`${side} of society`),
    ofNoCountry: signal(`${side} of no country`),
    elsewhere: signal(`${side} elsewhere`),
    far: signal(`${side} far`),
    apart: signal(`${side} apart`),
    near: signal(`${side} near`),
    as: signalsOf((path) => `${side} as ${path}`),
    many: signal(`${side}s many`),
    doubts: doubtNames(side),
  }
}

const SIDES = { actor: sideNames('actor'), recipient: sideNames('recipient') }

interface At {
  readonly clauses: Clauses
  readonly triggered: Triggered
}

/** Who is on one side, how the text names them, and how far from the trigger. */
function addSide(found: Signal[], names: SideNames, parties: readonly Participant[], { clauses, triggered }: At): void {
  const first = parties[0]
  if (first === undefined) {
    found.push(names.none)
    return
  }
  const { kind, resolvedBy, sector, country, span } = first
  const { start, end, sentIdx } = token(clauses, triggered.triggerIdx)
  const sent = clauses.doc.sents[sentIdx]!
  const gap = Math.max(start - span.end, span.start - end)
  const isHere = span.start >= sent.start && span.end <= sent.end
  found.push(names.byKind[kind], names.byMention[resolvedBy], names.byBoth[kind][resolvedBy])
  found.push(names.bySector(sector ?? 'none'))
  found.push(sector === undefined ? names.ofNoSector : STATE.has(sector) ? names.ofState : names.ofSociety)
  if (country === undefined && knowsCountries(clauses)) found.push(names.ofNoCountry)
  found.push(!isHere ? names.elsewhere : gap > FAR ? names.far : gap > NEAR ? names.apart : names.near)
  found.push(names.as(pathOf(first, clauses, triggered)))
  if (parties.length > 1) found.push(names.many)
  addDoubts(found, names.doubts, parties, { clauses, triggered })
}

/** Whether a party without a state says anything: where the report names no state at all, or hardly anything, nobody is likely to have one. */
function knowsCountries({ doc, memo }: Clauses): boolean {
  memo.knowsCountries ??= doc.sents.length > FEW_SENTENCES && doc.referents.some(({ country }) => country !== undefined)
  return memo.knowsCountries
}

/** The argument of the trigger that names a party: a function, "preposition", or that it is understood or told further off. */
function pathOf({ span }: Participant, { doc }: Clauses, { args, triggerIdx }: Triggered): string {
  const isNaming = (idx: number) => {
    const { start, end } = doc.tokens[idx]!
    return span.start <= start && end <= span.end
  }
  if (isNaming(triggerIdx)) return 'understood'
  const at = args.lists.findIndex((idxs) => idxs.some(isNaming))
  const name = args.names[at]
  if (name === undefined) return 'told elsewhere'
  return FUNCTIONS.has(name) ? name : 'preposition'
}

const FUNCTIONS = new Set(['subj', 'obj', 'comp', 'poss', 'mod', 'by', 'of', 'to', 'with', 'against', 'between'])

const STATE = new Set(['COP', 'GOV', 'JUD', 'LEG', 'MIL', 'PTY', 'SPY'])
/** In characters between party and trigger. */
const NEAR = 25
const FAR = 80

/**
 * What kind of report it is: an interview asks questions, what tells of few states and officials tells little politics, and chronicles and
 * interviews are long.
 */
function reportSignals({ doc, memo }: Clauses): readonly Signal[] {
  memo.reportSignals ??= signalsOfReport(doc)
  return memo.reportSignals
}

function signalsOfReport(doc: Doc): Signal[] {
  const nQuestions = doc.sents.filter(({ endTokenIdx }) => doc.tokens[endTokenIdx - 1]?.form === '?').length
  const nPolitical = doc.mentions.filter(({ referentIdxs }) => {
    const referent = referentIdxs.length === 0 ? undefined : doc.referents[referentIdxs[0]!]
    return referent?.kind === 'country' || STATE.has(referent?.sector ?? '')
  }).length
  const density = nPolitical / Math.max(1, doc.tokens.length)
  return [
    ...(nQuestions > 2 ? [FACTS['report asks']] : []),
    signal(`report ${lengthOf(doc)}`),
    signal(`report ${density > DENSE ? 'of states' : density > SPARSE ? 'of some politics' : 'of little politics'}`),
  ]
}

function lengthOf({ tokens }: Doc): string {
  return LENGTHS.find(([words]) => tokens.length < words)![1]
}

/** In words. */
const LENGTHS = [
  [300, 'short'],
  [700, 'middling'],
  [1500, 'long'],
  [Number.POSITIVE_INFINITY, 'very long'],
] as const

/** Mentions of states and those who act for them, a word of the report. */
const DENSE = 0.1
const SPARSE = 0.06

/** Which sides are named, with a country or without, and whether both are of one; of the type besides. */
function addPair(
  found: Signal[],
  type: EventType | 'NONE',
  actors: readonly Participant[],
  recipients: readonly Participant[],
): void {
  const actor = actors[0]?.country
  const recipient = recipients[0]?.country
  const { pairs } = TYPES.get(type)!
  if (actor === undefined || recipient === undefined) {
    found.push(pairs(PAIRS[sideOf(actors)][sideOf(recipients)]))
    return
  }
  const pair = actor === recipient ? 'one country' : 'two countries'
  found.push(FACTS[pair], pairs(pair))
}

function sideOf([first]: readonly Participant[]): keyof typeof PAIRS {
  return first === undefined ? 'none' : first.country === undefined ? 'stateless' : 'some'
}

const PAIRS = {
  none: { none: 'no actor, no recipient', stateless: 'no actor, a stateless recipient', some: 'no actor, a recipient' },
  stateless: {
    none: 'a stateless actor, no recipient',
    stateless: 'a stateless actor, a stateless recipient',
    some: 'a stateless actor, a recipient',
  },
  some: { none: 'a actor, no recipient', stateless: 'a actor, a stateless recipient', some: 'a actor, a recipient' },
} as const
