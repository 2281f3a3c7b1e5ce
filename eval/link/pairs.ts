import type { Report } from '../../src/acquire/index.ts'
import type { CodedEvent, CodedReport } from '../../src/code/index.ts'
import { compareMentions, type LinkMention, linkMentions, mentionsOf } from '../../src/link/index.ts'
import { run as code, type Resources } from '../../src/run.ts'
import { codedGold, type GoldReport, type GoldSet, readApart, readGold } from './gold.ts'
import { matchGold } from './match.ts'

/** How well linking does on the pairs of acts of one set of reports. */
export interface PairScores {
  readonly set: string
  readonly acts: number
  readonly pairs: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly similar: number
  readonly apart: number
}

/**
 * Scores linking on pairs of acts of different reports that have one key: of the gold's own acts (what linking could
 * reach behind a perfect coder) and of coded acts that match a gold act; with the share of similar pairs of apart.tsv
 * kept apart. All reports are linked at once. `onError` gets the wrong pairs of the open set, as one line each.
 */
export function scorePairs(resources: Resources, onError?: (line: string) => void): PairScores[] {
  const { gold, reports, setOf } = readGold()
  const ofGold = gold.map((one) => codedGold(one, reports.get(fileOf(one))!))
  const coded = gold.map((one) => code(reports.get(fileOf(one))!, resources))
  const sides = [
    { name: 'gold', linked: link(ofGold, keysOfGold(ofGold)) },
    { name: 'coded', linked: link(coded, keysOfCoded(gold, coded, reports)) },
  ]
  return sides.flatMap(({ name, linked }) => {
    const sets = new Map<GoldSet | 'samples' | 'all', Set<string>>()
    for (const [id, set] of setOf)
      for (const one of [set, ...(set === 'groups' ? [] : ['samples' as const]), 'all' as const])
        sets.set(one, (sets.get(one) ?? new Set()).add(id))
    return [...sets].map(([set, ids]) => {
      const tell = onError !== undefined && set === 'open' ? onError : undefined
      return { set: `${name} acts, ${set}`, ...measure(linked, ids, tell) }
    })
  })
}

/** Report and gold key of each act's id; acts that match nothing in the gold have none. */
type Keys = ReadonlyMap<string, { readonly report: string; readonly key: string }>

interface Linked {
  readonly keys: Keys
  readonly mentions: ReadonlyMap<string, LinkMention>
  readonly clusterOf: ReadonlyMap<string, string>
  readonly events: ReadonlyMap<string, { readonly event: CodedEvent; readonly report: CodedReport }>
}

function link(reports: readonly CodedReport[], keys: Keys): Linked {
  const mentions = reports.flatMap(mentionsOf)
  const clusters = linkMentions(mentions)
  return {
    keys,
    mentions: new Map(mentions.map((mention) => [mention.id, mention])),
    clusterOf: new Map(clusters.flatMap(({ id, mentions }) => mentions.map((mention) => [mention, id] as const))),
    events: new Map(reports.flatMap((report) => report.events.map((event) => [event.id, { event, report }] as const))),
  }
}

function keysOfGold(reports: readonly CodedReport[]): Keys {
  return new Map(
    reports.flatMap(({ events }) =>
      events.map(({ id }) => {
        const [report, key] = id.split('#') as [string, string]
        return [id, { report, key }] as const
      }),
    ),
  )
}

function keysOfCoded(
  gold: readonly GoldReport[],
  coded: readonly CodedReport[],
  reports: ReadonlyMap<string, Report>,
): Keys {
  return new Map(
    gold.flatMap((one, i) => {
      const matched = matchGold(one.events, coded[i]!.events, reports.get(fileOf(one))!.text)
      return matched.map(({ event, key }) => [event.id, { report: one.id, key }] as const)
    }),
  )
}

function measure(linked: Linked, reports: ReadonlySet<string>, onError?: (line: string) => void) {
  const { keys, clusterOf } = linked
  const ids = [...keys].filter(([, { report }]) => reports.has(report)).map(([id]) => id)
  let [hit, missed, wrong] = [0, 0, 0]
  for (const [i, a] of ids.entries())
    for (const b of ids.slice(i + 1)) {
      const [x, y] = [keys.get(a)!, keys.get(b)!]
      if (x.report === y.report) continue
      const joined = clusterOf.get(a) === clusterOf.get(b)
      if (joined && x.key === y.key) hit++
      else if (joined || x.key === y.key) {
        if (joined) wrong++
        else missed++
        onError?.(`${joined ? 'JOINED' : 'APART '} ${show(linked, a)} <> ${show(linked, b)}: ${weighed(linked, a, b)}`)
      }
    }
  const apart = keptApart(linked, reports)
  return {
    acts: ids.length,
    pairs: hit + missed,
    precision: percent(hit, hit + wrong),
    recall: percent(hit, hit + missed),
    f1: percent(2 * hit, 2 * hit + wrong + missed),
    similar: apart.n,
    apart: percent(apart.kept, apart.n),
  }
}

/** Similar acts of which both are there, and how many of those are in different events. */
function keptApart({ keys, clusterOf }: Linked, reports: ReadonlySet<string>): { n: number; kept: number } {
  const idOf = new Map<string, string>([...keys].map(([id, { report, key }]) => [`${report}#${key}`, id] as const))
  const pairs = readApart().flatMap(({ a, b }) => {
    const [x, y] = [idOf.get(a), idOf.get(b)]
    if (x === undefined || y === undefined) return []
    return [x, y].every((id) => reports.has(keys.get(id)!.report)) ? [[x, y] as const] : []
  })
  return { n: pairs.length, kept: pairs.filter(([x, y]) => clusterOf.get(x) !== clusterOf.get(y)).length }
}

function show({ events, keys }: Linked, id: string): string {
  const { event, report } = events.get(id)!
  const names = (parties: CodedEvent['actors']) => parties.map(({ name }) => name).join('+')
  const { value, from } = event.date ?? { value: '-', from: '' }
  return `${keys.get(id)!.key} ${event.eventType} ${event.mode ?? ''} ${event.status} ${names(event.actors)}>${names(event.recipients)} ${value}${from.slice(0, 1)} (${report.report.published?.value})`
}

/** What the two acts have in common and what keeps them apart, by themselves. */
function weighed({ mentions }: Linked, a: string, b: string): string {
  const { score, weighed, forbidding } = compareMentions(mentions.get(a)!, mentions.get(b)!)
  const reasons = [...forbidding, ...weighed].map(({ feature, weight }) => `${feature} ${weight ?? 'forbids'}`)
  return `${score} (${reasons.join(', ')})`
}

const fileOf = ({ id }: GoldReport) => (id.endsWith('.txt') ? id : `${id}.txt`)
const percent = (a: number, b: number) => (b === 0 ? 0 : Math.round((1000 * a) / b) / 10)
