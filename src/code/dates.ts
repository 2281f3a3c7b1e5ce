import { FEAT, REL, type Timex } from '../annotate/index.ts'
import { hasFormBelow, hasLemmaBelow } from './below.ts'
import {
  type Clauses,
  dependents,
  firstDependent,
  hasDependent,
  hostClause,
  MAX_CLIMB,
  prepositionOf,
  subtree,
  token,
} from './clause.ts'
import { type Distance, dateAt, distanceOf } from './distances.ts'
import type { EventDate, Status } from './event.ts'
import type { Triggered } from './triggers.ts'

/**
 * The time that syntax gives an act: the expression that depends on its trigger or support verb, else on the clause it stands in.
 * Undefined where none does (CONTRACT, What is coded 5).
 */
export function dateBySyntax(
  clauses: Clauses,
  triggered: Triggered,
  otherTriggers: readonly number[],
): EventDate | undefined {
  const { sentIdx } = token(clauses, triggered.triggerIdx)
  const distance = distanceOf(clauses, triggered.supportIdx ?? triggered.triggerIdx)
  // Most sentences tell no time.
  if (clauses.timesIn[sentIdx]!.length === 0 && distance === undefined) return undefined
  const day = dayOfWhen(clauses, triggered)
  if (day) return day
  const chain = timeBearers(clauses, triggered)
  // "on Tuesday, a day after X asked for it": what stands before the distance dates the other act.
  const own = nearestTime(clauses, chain, { sentIdx, otherTriggers, fromIdx: distance?.markIdx ?? 0 })
  if (own) return isSharedByConjunct(clauses, triggered, own) ? { ...own, from: 'discourse' } : own
  const announced = announcerOf(clauses, triggered)
  if (announced !== undefined) {
    const told = nearestTime(clauses, [announced], { sentIdx, otherTriggers, fromIdx: 0 })
    if (told) return told
  }
  if (distance === undefined) return sinceThen(clauses, triggered)
  const anchor = anchorOf(clauses, distance)
  return anchor && dateAt(clauses, anchor, distance)
}

/** As `dateBySyntax`, but that the day to come of what somebody has said or agreed is not the day on which he did. */
export function dateOfAct(
  clauses: Clauses,
  triggered: Triggered,
  otherTriggers: readonly number[],
): EventDate | undefined {
  const stated = dateBySyntax(clauses, triggered, otherTriggers)
  return isOfWhatIsSaid(clauses, triggered, stated) ? undefined : stated
}

/** "called for a truce next week", "agreed to meet on Friday": who has said so has said it, and the day to come is of what is said. */
function isOfWhatIsSaid({ doc, words }: Clauses, { entry, part, triggerIdx }: Triggered, date: EventDate | undefined) {
  const dct = doc.report.published?.value
  if (date === undefined || dct === undefined || date.start <= dct) return false
  return part === 'verb' && SAID.has(entry.gives.eventType) && (words[triggerIdx]!.features & FEAT.past) !== 0
}

const SAID: ReadonlySet<string> = new Set(['ACCUSE', 'AGREE', 'REJECT', 'REQUEST', 'SUPPORT', 'THREATEN'])

/**
 * "imposed a curfew on Friday but lifted it later", "On Monday A met B, and C had left": what is joined to a dated clause goes on from
 * there, but the text gives the day of the other clause alone. A time that opens the sentence is for all verbs of its subject.
 */
function isSharedByConjunct(clauses: Clauses, { triggerIdx, supportIdx }: Triggered, { span }: EventDate): boolean {
  const verbIdx = supportIdx ?? triggerIdx
  const { deprel, head, upos } = token(clauses, verbIdx)
  if (span === undefined || deprel !== 'conj' || upos !== 'VERB' || token(clauses, head).upos !== 'VERB') return false
  const { start } = token(clauses, verbIdx)
  const { start: startOfHead } = token(clauses, head)
  if (span.start > start || !hasConjunctionBetween(clauses, head, verbIdx)) return false
  return span.start > startOfHead || hasDependent(clauses, verbIdx, REL.nsubj | REL.nsubjPass)
}

/** Whether the time before a conjunct stands on the other side of its conjunction or comma. */
function hasConjunctionBetween(clauses: Clauses, headIdx: number, verbIdx: number): boolean {
  const { words } = clauses
  for (let idx = headIdx; idx < verbIdx; idx++)
    if (words[idx]!.upos === 'CCONJ' || words[idx]!.form === ',') return true
  return false
}

/** "announced yesterday she was endorsing him": who announces that she is doing it does it then. */
function announcerOf(clauses: Clauses, { triggerIdx, part }: Triggered): number | undefined {
  const { relation, head, features } = token(clauses, triggerIdx)
  if (part !== 'verb' || (relation & REL.ccomp) === 0 || head < 0 || !ANNOUNCING.has(clauses.lemmas[head]!))
    return undefined
  const subject = firstDependent(clauses, triggerIdx, REL.nsubj)
  if (subject === undefined || token(clauses, subject).upos !== 'PRON') return undefined
  const isProgressive =
    (features & (FEAT.gerund | FEAT.participle)) !== 0 && hasLemmaBelow(clauses, triggerIdx, REL.aux, 'be')
  return isProgressive ? head : undefined
}

const ANNOUNCING = new Set(['announce', 'declare', 'reveal', 'confirm', 'state', 'say'])

/**
 * The date of what has happened or goes on, which no later day can belong to: "throughout 2020" in a report of November ends with that
 * (CONTRACT, What is coded 5).
 */
export function untilPublished({ doc }: Clauses, date: EventDate | undefined, status: Status): EventDate | undefined {
  const dct = doc.report.published?.value
  if (date === undefined || dct === undefined || (status !== 'occurred' && status !== 'ongoing')) return date
  return date.start <= dct && dct < date.end ? { ...date, end: dct } : date
}

/** "since October 7, when gunmen killed them": the clause tells what happened on the day before it. */
function dayOfWhen(clauses: Clauses, { triggerIdx, supportIdx }: Triggered): EventDate | undefined {
  const verbIdx = supportIdx ?? triggerIdx
  if (!hasFormBelow(clauses, verbIdx, REL.advmod | REL.mark, 'when')) return undefined
  const when = dependents(clauses, verbIdx, REL.advmod | REL.mark).find((idx) => clauses.forms[idx] === 'when')!
  const end = clauses.forms[when - 1] === ',' ? when - 1 : when
  const time = clauses.timesIn[token(clauses, verbIdx).sentIdx]!.find(
    ({ type, endTokenIdx }) => type === 'DATE' && endTokenIdx === end,
  )
  return time && toEventDate(time, 'text')
}

/** "have held him since Wednesday": what has gone on since runs to the day of publication (CONTRACT, What is coded 5). */
function sinceThen(clauses: Clauses, { triggerIdx, part }: Triggered): EventDate | undefined {
  const dct = clauses.doc.report.published?.value
  if (part !== 'verb' || dct === undefined) return undefined
  if (!hasLemmaBelow(clauses, triggerIdx, REL.aux, 'have')) return undefined
  for (const time of clauses.timesIn[token(clauses, triggerIdx).sentIdx]!) {
    const start = time.from
    if (start === undefined || start > dct || clauses.forms[time.firstTokenIdx - 1] !== 'since') continue
    if (attachmentRank(clauses, [triggerIdx], time, []) === undefined) continue
    return { value: `${start}/${dct}`, start, end: dct, from: 'text', span: { start: time.start, end: time.end } }
  }
  return undefined
}

/** The date of the clause before the distance: the time of its verb, else the day of publication. */
function anchorOf(clauses: Clauses, { bearerIdx, firstIdx }: Distance): EventDate | undefined {
  const { sentIdx } = token(clauses, bearerIdx)
  let verbIdx = firstIdx - 1
  while (verbIdx >= 0 && token(clauses, verbIdx).sentIdx === sentIdx && token(clauses, verbIdx).upos !== 'VERB')
    verbIdx--
  if (verbIdx < 0 || token(clauses, verbIdx).sentIdx !== sentIdx) return undefined
  const told = nearestTime(clauses, [verbIdx], { sentIdx, otherTriggers: [bearerIdx], fromIdx: 0 })
  const dct = clauses.doc.report.published?.value
  return told ?? (dct === undefined ? undefined : { value: dct, start: dct, end: dct, from: 'dct' })
}

interface Where {
  readonly sentIdx: number
  readonly otherTriggers: readonly number[]
  /** The first token that may tell the time. */
  readonly fromIdx: number
}

function nearestTime(
  clauses: Clauses,
  chain: readonly number[],
  { sentIdx, otherTriggers, fromIdx }: Where,
): EventDate | undefined {
  let best: { time: Timex; rank: number } | undefined
  for (const time of clauses.timesIn[sentIdx]!) {
    if ((time.type !== 'DATE' && time.type !== 'TIME') || time.firstTokenIdx < fromIdx) continue
    if (time.from === undefined || isBoundary(clauses, time) || isOfAnother(clauses, time, chain)) continue
    const rank = followsNoun(clauses, time, chain[0]!)
      ? 0
      : followsAny(clauses, time, otherTriggers)
        ? undefined
        : attachmentRank(clauses, chain, time, otherTriggers)
    if (rank !== undefined && (!best || rank < best.rank)) best = { time, rank }
  }
  return best && toEventDate(best.time, 'text')
}

/**
 * "condemned the North's firing of a missile on Thursday": a time right behind an act's noun and its of-phrase is when that act took
 * place, though parsers hang it on the verb.
 */
function followsNoun(clauses: Clauses, { firstTokenIdx }: Timex, nounIdx: number): boolean {
  if (nounIdx >= firstTokenIdx || nounIdx < firstTokenIdx - MAX_NOUN_WORDS) return false
  if (!hasDependent(clauses, nounIdx, REL.nmodPoss)) return false
  const of = dependents(clauses, nounIdx, REL.nmod).find((idx) => prepositionOf(clauses, idx) === 'of')
  const end = of === undefined ? undefined : subtree(clauses, of).findLast((idx) => idx < firstTokenIdx)
  return end !== undefined && clauses.doc.tokens.slice(end + 1, firstTokenIdx).every(({ upos }) => upos === 'ADP')
}

const MAX_NOUN_WORDS = 12

function followsAny(clauses: Clauses, time: Timex, nounIdxs: readonly number[]): boolean {
  for (const nounIdx of nounIdxs) if (followsNoun(clauses, time, nounIdx)) return true
  return false
}

/**
 * "the accords of 2015", "met on the test of Jan. 5", "after Monday's attack": a time behind "of" or before a possessive is that of its
 * noun alone, and a year or month in a phrase that gives the reason is no date of what it gives the reason of.
 */
function isOfAnother(clauses: Clauses, time: Timex, chain: readonly number[]): boolean {
  const { firstTokenIdx, endTokenIdx, value } = time
  const behind = clauses.forms[endTokenIdx]
  const isOwned = clauses.forms[firstTokenIdx - 1] === 'of' || behind === "'s" || behind === '’s'
  const isCoarse = (value.length === 4 || value.length === 7) && /^\d{4}(-\d\d)?$/.test(value)
  if (!isOwned && !isCoarse) return false
  let noun = firstTokenIdx
  while (noun >= firstTokenIdx && noun < endTokenIdx) noun = token(clauses, noun).head
  // "the 2015 accord": a year before its noun is that of the noun.
  if (isCoarse && noun >= endTokenIdx && token(clauses, noun).upos === 'NOUN') return noun !== chain[0]
  for (let steps = 0; steps < MAX_CLIMB && noun >= 0 && token(clauses, noun).upos !== 'VERB'; steps++) {
    if (chain.includes(noun)) return false
    if (isOwned && chain[0] !== undefined && token(clauses, chain[0]).upos === 'VERB') return true
    if (isCoarse && REASONS.has(prepositionOf(clauses, noun) ?? '')) return true
    noun = token(clauses, noun).head
  }
  return isOwned && noun >= 0 && !chain.slice(0, 1).includes(noun) && token(clauses, chain[0]!).upos !== 'VERB'
}

const REASONS = new Set(['over', 'for', 'about', 'because_of'])

/**
 * "since March", "until Friday", "before 2019": a time that bounds the act is not when it took place; "before dawn on Friday" is still of
 * that day.
 */
function isBoundary(clauses: Clauses, { type, firstTokenIdx, endTokenIdx }: Timex): boolean {
  const isOfDay = type === 'TIME' && /^(?:before|after|past|through)$/.test(clauses.forms[firstTokenIdx - 1] ?? '')
  if (isOfDay) return false
  for (let idx = firstTokenIdx; idx < endTokenIdx; idx++) {
    const preposition = prepositionOf(clauses, idx)
    if (preposition !== undefined) return BOUNDARIES.has(preposition)
  }
  return BOUNDARIES.has(clauses.doc.tokens[firstTokenIdx - 1]?.lemma.toLowerCase() ?? '')
}

const BOUNDARIES = new Set(['since', 'until', 'till', 'before', 'after', 'through', 'past'])

/** The date of the contract for a time expression that has an interval. */
export function toEventDate(time: Timex, from: EventDate['from']): EventDate | undefined {
  if (time.from === undefined) return undefined
  return {
    value: time.value,
    start: time.from,
    end: time.to ?? time.from,
    from,
    span: { start: time.start, end: time.end },
  }
}

/**
 * The predicates whose time is the act's time, nearest first: itself, its support verb, the verb whose adjunct it is, and those it
 * is coordinated with or a complement of. What a verb is about has a time of its own: "condemned the launch on Tuesday" dates no launch.
 */
function timeBearers(clauses: Clauses, { triggerIdx, supportIdx, part }: Triggered): number[] {
  const chain = [triggerIdx]
  if (supportIdx !== undefined) chain.push(supportIdx)
  const host = part === 'noun' && supportIdx === undefined ? hostClause(clauses, triggerIdx) : undefined
  if (host !== undefined) chain.push(host)
  let idx = host ?? supportIdx ?? triggerIdx
  for (let steps = 0; steps < MAX_CLIMB; steps++) {
    const { deprel, head, features } = token(clauses, idx)
    if (head < 0) break
    const isVerb = token(clauses, idx).upos === 'VERB'
    const shares = isVerb
      ? deprel === 'xcomp' ||
        deprel === 'conj' ||
        (deprel === 'advcl' && (features & (FEAT.gerund | FEAT.participle)) !== 0 && !isCharge(clauses, idx))
      : deprel === 'nsubj:pass' || deprel === 'appos' || (deprel === 'nsubj' && HAPPEN.has(token(clauses, head).lemma))
    if (!shares) break
    chain.push(head)
    idx = head
  }
  return chain
}

/** "accused him of deporting children", "thanked her for sending them": what was done before is of another day. */
function isCharge(clauses: Clauses, verbIdx: number): boolean {
  for (const idx of dependents(clauses, verbIdx, REL.mark | REL.case)) if (OF_PAST.has(clauses.forms[idx]!)) return true
  return false
}

const OF_PAST = new Set(['of', 'for', 'over', 'about', 'against', 'with'])

/** Verbs that only say that, or when, an act took place. */
const HAPPEN = new Set([
  'take',
  'occur',
  'happen',
  'begin',
  'start',
  'open',
  'resume',
  'end',
  'conclude',
  'follow',
  'be',
  'continue',
  'last',
  'come',
])

/** How far up the act's chain the expression hangs; undefined where it hangs elsewhere. */
function attachmentRank(
  clauses: Clauses,
  chain: readonly number[],
  time: Timex,
  otherTriggers: readonly number[],
): number | undefined {
  let idx = governorOf(clauses, time)
  for (let steps = 0; steps < MAX_CLIMB && idx >= 0; steps++) {
    const at = chain.indexOf(idx)
    if (at >= 0) return at
    // A time may hang on a name or a noun beside the predicate ("with his counterpart on Tuesday"); not on another clause or act.
    if (token(clauses, idx).upos === 'VERB' || otherTriggers.includes(idx) || isJudged(clauses, idx)) return undefined
    idx = token(clauses, idx).head
  }
  return undefined
}

/** "welcomed the call of ministers on February 1": a time in the phrase of what is judged tells when that was. */
function isJudged(clauses: Clauses, nounIdx: number): boolean {
  const { upos, head, relation } = token(clauses, nounIdx)
  return upos === 'NOUN' && (relation & REL.obj) !== 0 && head >= 0 && JUDGING.has(clauses.lemmas[head]!)
}

const JUDGING = new Set([
  'applaud', 'commend', 'condemn', 'criticise', 'criticize', 'decry', 'denounce', 'deplore', 'discuss', 'hail', 'laud', 'mark', 'mourn', 'praise',
  'recall', 'regret', 'salute', 'welcome',
]) // biome-ignore format: one glance

/**
 * The token that a time expression depends on. A time behind one verb and before the next clause belongs to the first, though
 * parsers reach forward for it: "fired a missile on Thursday, the army said", "is to meet him on Friday and will call".
 */
function governorOf(clauses: Clauses, { firstTokenIdx, endTokenIdx }: Timex): number {
  let governor = firstTokenIdx
  while (governor >= firstTokenIdx && governor < endTokenIdx) governor = token(clauses, governor).head
  if (governor < endTokenIdx || token(clauses, governor).upos !== 'VERB' || !startsNewClause(clauses, endTokenIdx))
    return governor
  const { sentIdx } = token(clauses, firstTokenIdx)
  for (let idx = firstTokenIdx - 1; idx >= 0 && token(clauses, idx).sentIdx === sentIdx; idx--) {
    const { upos, deprel } = token(clauses, idx)
    if (upos === 'VERB' && deprel !== 'amod') return idx
    if (upos === 'SCONJ' || upos === 'CCONJ') break
  }
  return governor
}

/** Whether a comma, a conjunction, a subordinator or the "to" of an infinitive stands at this token. */
function startsNewClause(clauses: Clauses, tokenIdx: number): boolean {
  const next = clauses.doc.tokens[tokenIdx]
  if (next === undefined) return false
  return next.form === ',' || next.upos === 'CCONJ' || next.upos === 'SCONJ' || next.upos === 'PART'
}
