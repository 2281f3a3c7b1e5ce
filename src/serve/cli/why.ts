import { ReadoutError } from '../../errors.ts'
import type {
  ComparedPair,
  Decisive,
  EventRow,
  JudgementRow,
  OpenRecord,
  SimilarEvent,
  Told,
} from '../../record/index.ts'
import type { Io } from './io.ts'
import { judgementText } from './judge.ts'
import { type Look, printable, styled, wrapped } from './layout.ts'
import { openExisting } from './list.ts'
import { eventRow } from './rowTable.ts'

export interface WhyOptions {
  readonly database: string
  readonly format: 'text' | 'jsonl'
  readonly limit?: number
  readonly asOf?: string
  readonly laterJudgements?: true
}

type Asked = readonly [event: string, other?: string | undefined]

/** How many events like it are told unless asked for more. */
const LIMIT = 5

/**
 * `readout why EVENT [OTHER]`: prints why acts are one event or two; returns the exit status.
 * @throws ReadoutError `missing` where an id is unknown or its event struck out.
 */
export async function whyCommand(asked: Asked, options: WhyOptions, io: Io): Promise<number> {
  const { database, format, limit, asOf } = options
  const { readAsOf } = await import('../filters.ts')
  const record = await openExisting(io, database, readAsOf(asOf, '--as-of'), options)
  try {
    const answer = await findReasons(record, asked, limit ?? LIMIT)
    if (format === 'jsonl') await io.write(`${JSON.stringify(answer)}\n`)
    else if ('event' in answer) await io.write(oneText(answer, io))
    else await io.write(await apartText(answer, io))
    return 0
  } finally {
    await record.close()
  }
}

/** One report's telling of an event. */
interface Telling {
  /** Id of the coded act, as reasons name it. */
  readonly id: string
  readonly report: Told['report']
  /** The id of the first report of the event that prints the same text. */
  readonly copyOf?: string
  readonly clause: string
}

interface OneEvent {
  readonly event: EventRow
  readonly tellings: readonly Telling[]
  readonly joins: readonly ComparedPair[]
  readonly similar: readonly SimilarEvent[]
  /** Those in force that made it one, or keep others from it. */
  readonly judgements: readonly JudgementRow[]
}

interface TwoEvents {
  readonly events: readonly [EventRow, EventRow]
  /** Of each of the two. */
  readonly tellings: readonly [readonly Telling[], readonly Telling[]]
  readonly comparisons: readonly ComparedPair[]
  readonly judgements: readonly JudgementRow[]
}

async function findReasons(record: OpenRecord, [first, other]: Asked, limit: number): Promise<OneEvent | TwoEvents> {
  const { listSimilar, readTold, whyEvent } = await import('../../record/index.ts')
  const event = await findRow(record, first)
  const second = other === undefined ? undefined : await findRow(record, other)
  const reasons = (await whyEvent(record, event.id, second?.id))!
  const told = await readTold(record, [event.id, second?.id ?? event.id])
  const tellingsOf = ({ id }: EventRow): Telling[] =>
    told.get(id)!.map(({ event: act, ...told }) => ({ ...told, id: act.id }))
  const judgements = await readLinking(record, event.id)
  if ('joins' in reasons || second === undefined) {
    const joins = 'joins' in reasons ? reasons.joins : []
    return {
      event,
      tellings: tellingsOf(event),
      joins,
      similar: await listSimilar(record, event.id, limit),
      judgements,
    }
  }
  return {
    events: [event, second],
    tellings: [tellingsOf(event), tellingsOf(second)],
    comparisons: reasons.comparisons,
    judgements: judgements.filter((judgement) => keepsApart(judgement, second)),
  }
}

async function findRow(record: OpenRecord, id: string): Promise<EventRow> {
  const { findStruck, getEvent } = await import('../../record/index.ts')
  const event = await getEvent(record, id)
  if (event !== undefined) return event
  if ((await findStruck(record, id)) === undefined)
    throw new ReadoutError(
      'missing',
      `there is no event "${id}" on record: readout events --format jsonl has their ids`,
    )
  throw new ReadoutError('missing', `event "${id}" is struck out: readout history ${id} tells by whom`)
}

/** Judgements in force by which an event is one with others or is not. */
async function readLinking(record: OpenRecord, event: string): Promise<JudgementRow[]> {
  const { listJudgements } = await import('../../record/index.ts')
  const { rows } = await listJudgements(record, { event, state: 'in-force' })
  return rows.filter(({ kind }) => kind === 'same' || kind === 'apart')
}

const keepsApart = ({ kind, events }: JudgementRow, { id }: EventRow) => kind === 'apart' && events.includes(id)

const INDENT = 2
const DEEPER = 6

function oneText({ event, tellings, joins, similar, judgements }: OneEvent, look: Look): string {
  const places = placesOf(tellings)
  const joined = joins.flatMap((join) => [
    wrapped(`${joinText(join, places)}: ${sumText(join)}`, INDENT, look),
    ...reasonLines(join, look),
  ])
  const alike = similar.flatMap(({ event: other, ...decisive }) => [
    `${' '.repeat(INDENT)}${styled(other.id, 'bold', look)}`,
    ...rowLines(other, look),
    ...relationLines(event, other, look),
    ...(judgements.some((judgement) => keepsApart(judgement, other))
      ? [wrapped('an analyst judged that the two are not one', DEEPER, look)]
      : []),
    ...apartLines(decisive, places, look),
  ])
  const lone = [wrapped('One report tells it.', INDENT, look)]
  return textOf([
    ...headLines(event, look),
    ...section('Told by', tellingLines(tellings, places, look), look),
    ...section('One act because', joins.length === 0 ? lone : joined, look),
    ...section('Alike, and another act', alike, look),
    ...judgedLines(judgements, look),
  ])
}

async function apartText({ events, tellings, comparisons, judgements }: TwoEvents, look: Look): Promise<string> {
  const { decisiveOf } = await import('../../record/index.ts')
  const places = placesOf(tellings.flat())
  const decisive = decisiveOf(comparisons)
  const about = ({ a, b }: ComparedPair) => `${places.get(a)} and ${places.get(b)}`
  const lines = [
    wrapped(`${about(decisive.nearest)} agree most: ${sumText(decisive.nearest)}`, INDENT, look),
    ...reasonLines(decisive.nearest, look),
    ...(decisive.parting === undefined
      ? []
      : [
          wrapped(`${about(decisive.parting)} speak most against it: ${sumText(decisive.parting)}`, INDENT, look),
          ...reasonLines(decisive.parting, look),
        ]),
  ]
  return textOf([
    ...events.flatMap((event, i) => [
      ...headLines(event, look),
      ...section('Told by', tellingLines(tellings[i]!, places, look), look),
    ]),
    ...section('Two acts because', [...relationLines(events[0], events[1], look), ...lines], look),
    ...judgedLines(judgements, look),
  ])
}

const textOf = (lines: readonly string[]) => `${lines.join('\n')}\n`

function section(head: string, lines: readonly string[], look: Look): string[] {
  return lines.length === 0 ? [] : [styled(head, 'bold', look), ...lines]
}

function headLines(event: EventRow, look: Look): string[] {
  return [styled(event.id, 'bold', look), eventRow(event, look).trimEnd()]
}

function rowLines(event: EventRow, look: Look): string[] {
  const narrower = { ...look, width: look.width - INDENT }
  const lines = eventRow(event, narrower).trimEnd().split('\n')
  return lines.map((line) => ' '.repeat(INDENT) + line)
}

/** Tellings by number, so that reasons can name them. */
function placesOf(tellings: readonly Telling[]): ReadonlyMap<string, string> {
  return new Map(tellings.map(({ id }, i) => [id, `[${i + 1}]`]))
}

function tellingLines(tellings: readonly Telling[], places: ReadonlyMap<string, string>, look: Look): string[] {
  const first = new Map(
    tellings.map(({ id, report }) => [report.id, places.get(id)]).toReversed() as [string, string][],
  )
  return tellings.map(({ id, report, copyOf, clause }) => {
    const name = [report.publisher, report.title ?? report.origin].filter(Boolean).join(': ')
    const day = report.published?.value ?? 'undated'
    const copied = copyOf === undefined ? '' : ` (prints the text of ${first.get(copyOf)}, and confirms nothing)`
    return wrapped(`${places.get(id)} ${day} ${printable(name)}${copied}: “${printable(clause)}”`, INDENT, look)
  })
}

function relationLines({ relations }: EventRow, other: EventRow, look: Look): string[] {
  return relations
    .filter(({ to }) => to === other.id)
    .map(({ kind }) => wrapped(`related: ${kind.replaceAll('-', ' ')} the other`, DEEPER, look))
}

function apartLines({ nearest, parting }: Decisive, places: ReadonlyMap<string, string>, look: Look): string[] {
  const pair = parting ?? nearest
  const by = `${parting === undefined ? 'likest' : 'least like'} is ${places.get(pair.a)}`
  return [wrapped(`${by}: ${sumText(pair)}`, DEEPER, look), ...reasonLines(pair, look)]
}

/** A judgement, or what others tell, can make two one that do not agree enough. */
function joinText({ a, b, score, forbidding }: ComparedPair, places: ReadonlyMap<string, string>): string {
  const [one, other] = [places.get(b), places.get(a)]
  return forbidding.length > 0 || score < 0
    ? `${one} agrees most with ${other}, and not enough`
    : `${one} is what ${other} tells`
}

/** What the facts come to, and what they must come to. */
function sumText({ score, weighed, forbidding }: ComparedPair): string {
  const sum = weighed.reduce((total, { weight = 0 }) => total + weight, 0)
  const sums = `${sum.toFixed(2)} of the ${(sum - score).toFixed(2)} needed`
  return forbidding.length > 0 ? `forbidden, whatever agrees (${sums})` : sums
}

function reasonLines({ a, b, weighed, forbidding }: ComparedPair, look: Look): string[] {
  const byWeight = weighed.toSorted((x, y) => Math.abs(y.weight ?? 0) - Math.abs(x.weight ?? 0))
  const lines = [
    ['forbids', forbidding],
    ['for', byWeight.filter(({ weight = 0 }) => weight >= 0)],
    ['against', byWeight.filter(({ weight = 0 }) => weight < 0)],
  ] as const
  return lines
    .filter(([, reasons]) => reasons.length > 0)
    .map(([head, reasons]) =>
      wrapped(`${head}: ${reasons.map((reason) => reasonText(reason, { isTurned: a > b })).join(' · ')}`, DEEPER, look),
    )
}

/**
 * "same day 2022-01-05 +2.50", "other mode phone | visit -1.20". Reasons have the value of the lesser id first; people
 * want that of the first telling.
 */
function reasonText(
  { feature, weight, detail }: ComparedPair['weighed'][number],
  { isTurned }: { readonly isTurned: boolean },
): string {
  const sides = detail.split(' | ').map(printable)
  const values = [...new Set(isTurned ? sides.toReversed() : sides)].join(' | ')
  const weighs = weight === undefined ? '' : ` ${weight < 0 ? '' : '+'}${weight.toFixed(2)}`
  return `${feature.replaceAll('-', ' ')} ${values}${weighs}`
}

function judgedLines(judgements: readonly JudgementRow[], look: Look): string[] {
  return section(
    'Judged',
    judgements.map((judgement) => judgementText(judgement, look)),
    look,
  )
}
