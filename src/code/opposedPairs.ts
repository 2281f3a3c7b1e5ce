import { type Doc, type Gazetteer, mapped } from '../annotate/index.ts'
import { asParticipant } from './asParticipant.ts'
import type { Clauses } from './clause.ts'
import { type Draft, TOGETHER, typeOf } from './draft.ts'
import type { Participant } from './event.ts'
import { beginsWithOneOf, lettersOf } from './letters.ts'

/**
 * Whom "both sides", "the two" and "the two countries" mean: the two parties of the last act that the report tells as done together,
 * or their states. What coreference has found stands where no such act is told.
 */
export function pairTakenUp(
  { doc }: Clauses,
  { countries }: Gazetteer,
  drafts: readonly Draft[],
  found: readonly Participant[],
): readonly Participant[] {
  const first = found[0]
  if (first === undefined || first.resolvedBy === 'name' || !mayBePair(first.mention)) return found
  const words = first.mention.toLowerCase().split(/\s+/)
  const head = words.at(-1)!
  const isTwo = words[0] === 'both' || (words[0] === 'the' && words[1] === 'two')
  const isUnknown = first.country === undefined && found.length === 1 && words.length < 4 && PERSONS.has(head)
  const isThree =
    words[1] === 'three' && (isUnknown || (words.length === 2 && (words[0] === 'the' || words[0] === 'all')))
  const isPair = isTwo
    ? words.length < 4 &&
      (ANY_PAIR.has(head) ||
        STATES.has(head) ||
        FORCES.has(head) ||
        (OF_PERSONS.has(head) && found.length === 1) ||
        isUnknown)
    : words.length === 2 && words[0] === 'the' && ALONE.has(head)
  if (!isPair && !isThree) {
    const isOfTwo = isTwo && words.length < 4 && OF_PERSONS.has(head) && found.length === 2
    return isOfTwo ? personsWhoMet(doc, drafts, found) : found
  }
  const sentIdx = doc.sents.findLastIndex(({ start }) => start <= first.span.start)
  if (OF_PERSONS.has(head)) return personsPaired(drafts, sentIdx, found)
  const last = drafts.findLast(
    (draft) =>
      TOGETHER.has(typeOf(draft)) &&
      draft.actors.length > 0 &&
      draft.recipients.length > 0 &&
      draft.sentIdx >= sentIdx - MAX_SENTENCES_BACK,
  )
  // Behind another paragraph "the sides" are those of the quarrel that the report tells of.
  // In a readout they are those who met, whomever else they condemned.
  const isFar =
    last !== undefined &&
    last.sentIdx > LEAD &&
    doc.sents[last.sentIdx]!.blockIdx !== doc.sents[sentIdx]!.blockIdx &&
    OF_QUARREL.has(head)
  if (isFar) {
    const opposed = opposedStates(countries, drafts.filter(isHostile), found)
    if (opposed !== found) return opposed
  }
  // "Both armies" are those that fight, whoever has met since.
  if (FORCES.has(head)) {
    const opposed = opposedStates(
      countries,
      drafts.filter((draft) => typeOf(draft) === 'ASSAULT'),
      found,
    )
    if (opposed !== found) return opposed
  }
  if (last === undefined)
    return STATES.has(head) || OF_QUARREL.has(head) ? opposedStates(countries, drafts, found) : found
  const parties = [...last.actors, ...last.recipients]
  const pair = STATES.has(head) ? statesOf(countries, parties) : parties
  const { span, mention } = first
  // Of three who conferred no two are "both countries": then the two that the report sets against one another are.
  if (isTwo && pair.length > 2 && STATES.has(head)) return opposedStates(countries, drafts, found)
  return pair.length < (isThree ? 3 : 2)
    ? found
    : mapped(pair, (one) => asParticipant({ ...one, span, mention, resolvedBy: 'nominal' }))
}

/** Heads of phrases for those who are set against one another. */
const OF_QUARREL = new Set(['sides', 'parties', 'rivals', 'foes', 'neighbours', 'neighbors'])

const FORCES = new Set(['armies', 'forces', 'militaries', 'navies', 'troops'])

/** Blows, charges and threats; a demand may be made of a friend. */
function isHostile(draft: Draft): boolean {
  return draft.event.quad >= 3 && typeOf(draft) !== 'REQUEST'
}

function mayBePair(mention: string): boolean {
  return beginsWithOneOf(OPENING_PAIRS, mention) && OF_PAIRS.test(mention)
}

/** What all words for a pair or three begin with, and how many more they have at most: most phrases are none. */
const OF_PAIRS = /^(?:both|all(?=\s+three\b)|the\s+(?:two|three|pair|parties|duo|sides|neighbou?rs))(?:\s+\S+){0,2}$/i
const OPENING_PAIRS = lettersOf(['both', 'all', 'the'])

/** Heads of phrases for two of any kind; "the parties" are those of the accord. */
const ANY_PAIR = new Set(['both', 'two', 'pair', 'sides', 'parties', 'duo', 'delegations', 'rivals', 'foes'])
/** Heads of phrases for the persons who met. */
const PERSONS = new Set([
  'officials',
  'envoys',
  'diplomats',
  'negotiators',
  'ministers',
  'leaders',
  'presidents',
  'chiefs',
  'representatives',
])
/** Heads of phrases for two persons, whatever they did to one another. */
const OF_PERSONS = new Set(['men', 'women', 'leaders', 'presidents', 'ministers'])
/** What is a pair with nothing but an article. */
const ALONE = new Set(['pair', 'parties', 'duo', 'sides', 'neighbours', 'neighbors'])
const STATES = new Set([
  'countries', 'nations', 'states', 'governments', 'capitals', 'neighbours', 'neighbors', 'allies', 'powers', 'armies',
]) // biome-ignore format: one glance
/** "The two men are to meet": the two persons of the last act that has one on either side. */
function personsPaired(
  drafts: readonly Draft[],
  sentIdx: number,
  found: readonly Participant[],
): readonly Participant[] {
  for (let i = drafts.length - 1; i >= 0 && drafts[i]!.sentIdx >= sentIdx - MAX_SENTENCES_BACK; i--) {
    const { actors, recipients } = drafts[i]!
    const persons = [...actors, ...recipients].filter(({ kind }) => kind === 'person')
    if (persons.length !== 2 || persons[0]!.country === persons[1]!.country) continue
    const { span, mention } = found[0]!
    return mapped(persons, (one) => asParticipant({ ...one, span, mention, resolvedBy: 'nominal' }))
  }
  return found
}

/** "The two leaders" of whom the report tells no act together, where one of them has met somebody else: that one is the other. */
function personsWhoMet(doc: Doc, drafts: readonly Draft[], found: readonly Participant[]): readonly Participant[] {
  const isOf = (draft: Draft, { entity }: Participant) =>
    [...draft.actors, ...draft.recipients].some((one) => one.entity === entity)
  const together = drafts.filter((draft) => TOGETHER.has(typeOf(draft)))
  if (together.some((draft) => found.every((one) => isOf(draft, one)))) return found
  const sentIdx = doc.sents.findLastIndex(({ start }) => start <= found[0]!.span.start)
  const paired = personsPaired(together, sentIdx, found)
  return paired.some(({ entity }) => found.some((one) => one.entity === entity)) ? paired : found
}

/** The two states that the report has oftenest told of as acting upon one another: "the two countries" of a quarrel. */
function opposedStates(
  countries: Gazetteer['countries'],
  drafts: readonly Draft[],
  found: readonly Participant[],
): readonly Participant[] {
  const oftenest = oftenestOpposed(countries, drafts)
  const within = sidesOfOneLand(drafts)
  if (within !== undefined && within.n > (oftenest?.n ?? 0)) {
    const { span, mention } = found[0]!
    return mapped(within.pair, (one) => asParticipant({ ...one, span, mention, resolvedBy: 'nominal' }))
  }
  if (oftenest === undefined) return found
  // "Troops exchanged fire, and both sides blamed one another": two who have just been told to fight are a pair at once.
  const best = oftenest.n < 2 && isFight(drafts.at(-1)) ? oftenestOpposed(countries, drafts.slice(-1)) : oftenest
  if (best === undefined || (best.n < 2 && best === oftenest)) return found
  const { span, mention } = found[0]!
  return mapped(best.pair, (one) => asParticipant({ ...one, span, mention }))
}

function isFight(draft: Draft | undefined): boolean {
  return draft !== undefined && typeOf(draft) === 'ASSAULT'
}

/**
 * The state with which the one of `actors` is at odds, where the report has told of hostile acts between those two oftener than of any others':
 * "accused its neighbour", "shelled Goris" of two that fight.
 */
export function opponentOf(
  countries: Gazetteer['countries'],
  drafts: readonly Draft[],
  actors: readonly Participant[],
  nTimes = 1,
): Participant | undefined {
  const [actor] = actors
  if (actor?.country === undefined) return undefined
  const best = oftenestOpposed(countries, drafts.filter(isHostile))
  if (best === undefined || best.n < nTimes || !best.pair.some(({ country }) => country === actor.country))
    return undefined
  return best.pair.find(({ country }) => country !== actor.country)
}

/** The two states of whose hostile acts upon one another the report has told oftenest; undefined where it has told of none. */
export function pairAtOdds(
  countries: Gazetteer['countries'],
  drafts: readonly Draft[],
): readonly Participant[] | undefined {
  const pair = oftenestOpposed(countries, drafts.filter(isHostile))?.pair
  return pair?.every(({ country }) => STATE_CODE.test(country!)) ? pair : undefined
}

/** The codes of bodies of states are shorter or longer. */
const STATE_CODE = /^[A-Z]{3}$/

/** "Offered to mediate between the two neighbours": those at odds, of whom no mediator is one. */
export function opposedWithout(
  countries: Gazetteer['countries'],
  drafts: readonly Draft[],
  actors: readonly Participant[],
  found: readonly Participant[],
): readonly Participant[] {
  const isOfActors = ({ country }: Participant) => actors.some((actor) => actor.country === country)
  const others = drafts.filter(
    (draft) =>
      isHostile(draft) && !draft.actors.slice(0, 1).some(isOfActors) && !draft.recipients.slice(0, 1).some(isOfActors),
  )
  const best = oftenestOpposed(countries, others)
  if (best === undefined) return found
  const { span, mention } = found[0]!
  return mapped(best.pair, (one) => asParticipant({ ...one, span, mention }))
}

function oftenestOpposed(
  countries: Gazetteer['countries'],
  drafts: readonly Draft[],
): { n: number; pair: Participant[] } | undefined {
  const opposed: Opposed[] = []
  for (const draft of drafts) addOpposed(opposed, countries, draft)
  let best: Opposed | undefined
  for (const one of opposed) if (best === undefined || one.n > best.n) best = one
  return best && { n: best.n, pair: statesOf(countries, [best.actor, best.recipient]) }
}

/** Two of different countries who act upon one another, as the report has told last, and how often. */
interface Opposed {
  n: number
  actor: Participant
  recipient: Participant
}

function addOpposed(opposed: Opposed[], countries: Gazetteer['countries'], { actors, recipients }: Draft): void {
  if (actors.length === 0 || recipients.length === 0) return
  const [actor, recipient] = [actors[0]!, recipients[0]!]
  const [by, upon] = [actor.country, recipient.country]
  if (by === undefined || upon === undefined || by === upon || !countries.has(by) || !countries.has(upon)) return
  for (const one of opposed) {
    const isSame = one.actor.country === by && one.recipient.country === upon
    if (!isSame && !(one.actor.country === upon && one.recipient.country === by)) continue
    one.n++
    one.actor = actor
    one.recipient = recipient
    return
  }
  opposed.push({ n: 1, actor, recipient })
}

/** "Both sides" of a civil war: those who bear arms for the state and those who bear them against it, as the report tells oftenest of blows between them. */
function sidesOfOneLand(drafts: readonly Draft[]): { n: number; pair: Participant[] } | undefined {
  let best: { n: number; pair: Participant[] } | undefined
  const counts = new Map<string, { n: number; pair: Participant[] }>()
  for (const draft of drafts) {
    const [actor, recipient] = [draft.actors[0], draft.recipients[0]]
    if (actor?.country === undefined || actor.country !== recipient?.country || typeOf(draft) !== 'ASSAULT') continue
    const isOfState = FOR_STATE.has(actor.sector ?? '') && AGAINST_STATE.has(recipient.sector ?? '')
    const isOfRebels = AGAINST_STATE.has(actor.sector ?? '') && FOR_STATE.has(recipient.sector ?? '')
    if (!isOfState && !isOfRebels) continue
    const pair = isOfState ? [actor, recipient] : [recipient, actor]
    const one = { n: (counts.get(actor.country)?.n ?? 0) + 1, pair: counts.get(actor.country)?.pair ?? pair }
    counts.set(actor.country, one)
    if (best === undefined || one.n > best.n) best = one
  }
  return best
}

const FOR_STATE = new Set(['COP', 'GOV', 'MIL'])
const AGAINST_STATE = new Set(['PRM', 'REB', 'UAF'])

/** The states of the parties that have one, each once. */
function statesOf(countries: Gazetteer['countries'], parties: readonly Participant[]): Participant[] {
  const states: Participant[] = []
  for (const { country, span, mention } of parties) {
    const name = country === undefined ? undefined : countries.get(country)?.name
    if (country === undefined || name === undefined || states.some((one) => one.country === country)) continue
    const entity = `s${country}`
    states.push(asParticipant({ name, kind: 'country', country, entity, span, mention, resolvedBy: 'nominal' }))
  }
  return states
}

/** How far back a reader still takes the last act told for the one meant. */
const MAX_SENTENCES_BACK = 4
/** The title and the first sentence tell what the report is about. */
const LEAD = 1
