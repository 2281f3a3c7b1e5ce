import type { CodedEvent, Participant } from '../../src/code/index.ts'
import type { GoldEvent, GoldParty } from './gold.ts'

/** A coded act and the gold key it tells. */
export interface Match {
  readonly event: CodedEvent
  readonly key: string
}

/** Matches the coded acts of one report to its gold one to one, best first, as the contract's score does. */
export function matchGold(gold: readonly GoldEvent[], events: readonly CodedEvent[], text: string): Match[] {
  const candidates = gold.flatMap((act, i) =>
    events.flatMap((event, j) => {
      const level = grade(act, event, text)
      const status = act.status.includes(event.status) ? 0.5 : 0
      return level === 0 ? [] : [{ i, j, rank: level + status - (act.optional ? 0.1 : 0) }]
    }),
  )
  candidates.sort((a, b) => b.rank - a.rank || a.i - b.i || a.j - b.j)
  const matches: Match[] = []
  for (const { i, j } of candidates) {
    const [event, key] = [events[j]!, gold[i]!.key]
    if (!matches.some((one) => one.event === event || one.key === key)) matches.push({ event, key })
  }
  return matches
}

/** 1: what and who did it; 2: and to whom; 3: and when. */
function grade(act: GoldEvent, event: CodedEvent, text: string): number {
  if (!act.types.includes(event.eventType) || !isSeen(act, event, text)) return 0
  const [actors, recipients] = [codes(act.sources), codes(act.targets)]
  const [eventActors, eventRecipients] = [codes(event.actors), codes(event.recipients)]
  const [all, eventAll] = [new Set([...actors, ...recipients]), new Set([...eventActors, ...eventRecipients])]
  if (all.size === 0) return isThen(act, event) ? 3 : 2
  let toWhom: boolean
  if (['CONSULT', 'AGREE', 'COOPERATE'].includes(event.eventType)) {
    const hits = shared(all, eventAll)
    if (hits === 0) return 0
    toWhom = hits >= Math.min(2, all.size)
  } else {
    if (actors.size > 0 ? shared(actors, eventActors) === 0 : shared(recipients, eventRecipients) === 0) return 0
    toWhom = recipients.size === 0 || shared(recipients, eventRecipients) > 0
  }
  const union = new Set([...all, ...eventAll]).size
  if (!toWhom || shared(all, eventAll) / union < 0.5) return 1
  return isThen(act, event) ? 3 : 2
}

const CODES: Readonly<Record<string, string>> = { UNO: 'UN', UNSC: 'UN', UNS: 'UN', EUR: 'EU', GSEV: 'G7' }

function codes(parties: readonly (GoldParty | Participant)[]): Set<string> {
  return new Set(
    parties.flatMap((party) => {
      const code = typeof party === 'string' ? party : party.country
      return code === undefined ? [] : [CODES[code] ?? code]
    }),
  )
}

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].filter((one) => b.has(one)).length

function isSeen({ evidence }: GoldEvent, event: CodedEvent, text: string): boolean {
  const wanted = words(evidence)
  return [event, ...event.mentions].some(({ evidence: span }) => {
    const told = new Set(words(text.slice(span.start, span.end)))
    return wanted.filter((word) => told.has(word)).length >= wanted.length / 2
  })
}

function isThen({ date }: GoldEvent, event: CodedEvent): boolean {
  if (date === null) return event.date?.from !== 'text'
  return event.date !== undefined && event.date.start <= date.end && event.date.end >= date.start
}

function words(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
