import type { CodedEvent, CodedReport } from '../../src/code/index.ts'
import { codesOf, jaccard, overlap, wordsOf } from './compare.ts'
import type { GoldEvent, GoldReport } from './gold.ts'

/** How far a coded event agrees with a gold one: 0 not at all, 1 what and who, 2 and to whom, 3 and when. */
export type Grade = 0 | 1 | 2 | 3

/** One pairing of a coded event with a gold one. */
export interface Pairing {
  readonly grade: Grade
  readonly gold: GoldEvent
  readonly coded: CodedEvent
  readonly isStatusRight: boolean
}

export interface EventMatch {
  /** One gold event of every act that must be found, with what was paired to the act. */
  readonly required: readonly { readonly gold: GoldEvent; readonly pairing?: Pairing }[]
  /** The coded events that count, with what they were paired to; those paired to optional acts alone count neither way. */
  readonly predicted: readonly { readonly coded: CodedEvent; readonly pairing?: Pairing }[]
}

/** Pairs coded events to acts one to one, the best agreement first. */
export function matchEvents(gold: GoldReport, coded: CodedReport | undefined): EventMatch {
  const events = coded?.events ?? []
  const keys = gold.events.map((event, idx) => event.key ?? String(idx))
  const byKey = new Map<string, Pairing>()
  const byCoded = new Map<number, { key: string; pairing: Pairing }>()
  for (const { goldIdx, codedIdx, pairing } of rankedPairings(gold, events, coded?.report.text ?? '')) {
    const key = keys[goldIdx]!
    if (byKey.has(key) || byCoded.has(codedIdx)) continue
    byKey.set(key, pairing)
    byCoded.set(codedIdx, { key, pairing })
  }
  const required = new Map<string, GoldEvent>()
  gold.events.forEach((event, idx) => {
    const key = keys[idx]!
    if (!event.optional && !required.has(key)) required.set(key, event)
  })
  return {
    required: [...required].map(([key, event]) => ({ gold: event, ...pairingOf(byKey.get(key)) })),
    predicted: events.flatMap((event, idx) => {
      const match = byCoded.get(idx)
      return match && !required.has(match.key) ? [] : [{ coded: event, ...pairingOf(match?.pairing) }]
    }),
  }
}

const pairingOf = (pairing: Pairing | undefined) => (pairing === undefined ? {} : { pairing })

interface Ranked {
  readonly goldIdx: number
  readonly codedIdx: number
  readonly pairing: Pairing
  readonly rank: number
}

/** Every pairing that agrees at all; of equal agreement the right status and the required telling come first. */
function rankedPairings(gold: GoldReport, events: readonly CodedEvent[], text: string): Ranked[] {
  const ranked: Ranked[] = []
  gold.events.forEach((one, goldIdx) => {
    events.forEach((event, codedIdx) => {
      const grade = gradeOf(one, event, text)
      if (grade === 0) return
      const isStatusRight = one.status.includes(event.status)
      const rank = grade + (isStatusRight ? 0.5 : 0) - (one.optional ? 0.1 : 0)
      ranked.push({ goldIdx, codedIdx, rank, pairing: { grade, gold: one, coded: event, isStatusRight } })
    })
  })
  return ranked.sort((a, b) => b.rank - a.rank || a.goldIdx - b.goldIdx || a.codedIdx - b.codedIdx)
}

/** Types whose parties act together, so that it does not matter who is named first. */
const SYMMETRIC: ReadonlySet<string> = new Set(['CONSULT', 'AGREE', 'COOPERATE'])

function gradeOf(gold: GoldEvent, event: CodedEvent, text: string): Grade {
  if (!gold.types.includes(event.eventType) || !tells(gold, event, text)) return 0
  const [actors, recipients] = [codesOf(gold.sources), codesOf(gold.targets)]
  const [codedActors, codedRecipients] = [codesOf(event.actors), codesOf(event.recipients)]
  const all = new Set([...actors, ...recipients])
  const codedAll = new Set([...codedActors, ...codedRecipients])
  if (all.size > 0) {
    let isWhom: boolean
    if (SYMMETRIC.has(event.eventType)) {
      const nShared = [...all].filter((code) => codedAll.has(code)).length
      if (nShared === 0) return 0
      isWhom = nShared >= Math.min(2, all.size)
    } else {
      if (actors.size > 0 ? !overlap(actors, codedActors) : !overlap(recipients, codedRecipients)) return 0
      isWhom = recipients.size === 0 || overlap(recipients, codedRecipients)
    }
    if (!isWhom || jaccard(all, codedAll) < 0.5) return 1
  }
  return hasRightDate(gold, event) ? 3 : 2
}

/** Whether a telling of the coded event holds half of the gold evidence's words; whole paragraphs are no evidence. */
function tells(gold: GoldEvent, event: CodedEvent, text: string): boolean {
  const wanted = wordsOf(gold.evidence)
  return [event, ...event.mentions].some(({ evidence: { start, end } }) => {
    if (end - start > 1000) return false
    const found = new Set(wordsOf(text.slice(start, end)))
    return wanted.filter((word) => found.has(word)).length >= wanted.length / 2
  })
}

const DAY_MS = 86_400_000

/** A date read from the text where the gold has none is wrong; else the intervals meet and ours is no vaguer by over two days. */
function hasRightDate(gold: GoldEvent, { date }: CodedEvent): boolean {
  if (gold.date === null) return date?.from !== 'text'
  if (date === undefined) return false
  const ms = (day: string) => Date.parse(day.slice(0, 10))
  const [from, to] = [ms(gold.date.start), ms(gold.date.end ?? gold.date.start)]
  const [start, end] = [ms(date.start), ms(date.end)]
  return start <= to && end >= from && end - start <= to - from + 2 * DAY_MS
}
