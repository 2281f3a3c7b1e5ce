import { writeFileSync } from 'node:fs'
import type { Report } from '../src/acquire/index.ts'
import type { CodedEvent, CodedReport } from '../src/code/index.ts'
import { linkMentions, mentionsOf } from '../src/link/index.ts'
import { run as code, loadResources } from '../src/run.ts'
import { codedGold, type GoldReport, readApart, readGold } from './link/gold.ts'
import { matchGold } from './link/match.ts'

/**
 * Measures linking across reports on the gold of the samples: pairs of reports' acts with one key, of the gold's own
 * acts (what linking could reach behind a perfect coder) and of coded acts that match a gold act; and the share of
 * the similar pairs of apart.tsv that are kept apart. `--errors` lists the pairs that are wrong.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { gold, reports } = readGold()
  const ofGold = gold.map((one) => codedGold(one, reports.get(fileOf(one))!))
  const resources = loadResources()
  const coded = gold.map((one) => code(reports.get(fileOf(one))!, resources))
  const rows = [
    { set: 'gold acts', ...measure(ofGold, keysOfGold(ofGold), args) },
    { set: 'coded acts', ...measure(coded, keysOfCoded(gold, coded, reports), args) },
  ]
  console.table(rows)
  const header = Object.keys(rows[0]!).join('\t')
  if (args.includes('--freeze'))
    writeFileSync(
      'eval/link-frozen.tsv',
      `${[header, ...rows.map((row) => Object.values(row).join('\t'))].join('\n')}\n`,
    )
}

/** Report and gold key of each act's id; acts that match nothing in the gold have none. */
type Keys = ReadonlyMap<string, { readonly report: string; readonly key: string }>

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
      const text = reports.get(fileOf(one))!.text
      const matched = matchGold(one.events, coded[i]!.events, text)
      return matched.map(({ event, key }) => [event.id, { report: one.id, key }] as const)
    }),
  )
}

function measure(reports: readonly CodedReport[], keys: Keys, args: readonly string[]) {
  const clusters = linkMentions(reports.flatMap(mentionsOf))
  const clusterOf = new Map(clusters.flatMap(({ id, mentions }) => mentions.map((mention) => [mention, id] as const)))
  const events = new Map(
    reports.flatMap((one) => one.events.map((event) => [event.id, { event, report: one }] as const)),
  )
  const ids = [...keys.keys()]
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
        if (args.includes('--errors'))
          console.log(joined ? 'JOINED' : 'APART ', show(events, a, keys), '<>', show(events, b, keys))
      }
    }
  const apart = keptApart(keys, clusterOf)
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
function keptApart(keys: Keys, clusterOf: ReadonlyMap<string, string>): { n: number; kept: number } {
  const idOf = new Map<string, string>([...keys].map(([id, { report, key }]) => [`${report}#${key}`, id] as const))
  const pairs = readApart().flatMap(({ a, b }) => {
    const [x, y] = [idOf.get(a), idOf.get(b)]
    return x === undefined || y === undefined ? [] : [[x, y] as const]
  })
  return { n: pairs.length, kept: pairs.filter(([x, y]) => clusterOf.get(x) !== clusterOf.get(y)).length }
}

function show(events: ReadonlyMap<string, { event: CodedEvent; report: CodedReport }>, id: string, keys: Keys): string {
  const { event, report } = events.get(id)!
  const names = (parties: CodedEvent['actors']) => parties.map(({ name }) => name).join('+')
  const { value, from } = event.date ?? { value: '-', from: '' }
  return `${keys.get(id)!.key} ${event.eventType} ${event.mode ?? ''} ${event.status} ${names(event.actors)}>${names(event.recipients)} ${value}${from.slice(0, 1)} (${report.report.published?.value})`
}

const fileOf = ({ id }: GoldReport) => (id.endsWith('.txt') ? id : `${id}.txt`)
const percent = (a: number, b: number) => (b === 0 ? 0 : Math.round((1000 * a) / b) / 10)
