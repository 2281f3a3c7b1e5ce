import type { Context } from 'hono'
import { z } from 'zod'
import { ReadoutError } from '../../errors.ts'
import {
  type Choice,
  type Chosen,
  chooseEvents,
  countMonths,
  countReports,
  datedOf,
  dayNumber,
  type EventColumns,
  FACETS,
  findStart,
  layLanes,
  type OpenRecord,
  passing,
  topValues,
} from '../../record/index.ts'
import { readFilters } from '../filters.ts'
import { columnsOf, rowsAt } from './columns.ts'
import type { BrowsedEvents, EventRow, Facets, Timeline, TimelineMark } from './types.ts'

/** The filters that are asked of the record itself; the others are values of facets. */
const WORDS = ['text', 'actor', 'recipient'] as const

/** The parameters that choose events. */
export const CHOICE: readonly string[] = [...WORDS, 'from', 'to', ...FACETS]

/** The events that an address chooses. */
export interface Selection {
  readonly columns: EventColumns
  readonly chosen: Chosen
  readonly choice: Choice
}

/** Reads from an address what is chosen, and chooses: `chosen.indices` are places in the columns, whose `ns` and `ids` name the events. */
export async function select(context: Context, record: OpenRecord): Promise<Selection> {
  const query = context.req.queries()
  const first = (name: string) => query[name]?.[0]
  const given = Object.fromEntries([...WORDS, 'from', 'to'].map((name) => [name, first(name)]))
  const { from, to, ...words } = readFilters(given, (name) => name)
  const choice = Object.fromEntries(FACETS.map((facet) => [facet, query[facet] ?? []])) as Choice
  const columns = await columnsOf(record)
  const key = JSON.stringify([words, from, to, choice])
  const known = selections.get(columns)?.get(key)
  if (known !== undefined) return known
  const chosen = chooseEvents(columns, choice, {
    bounds: {
      passing: await passing(record, columns, words),
      ...(from === undefined ? {} : { from: dayNumber(from) }),
      ...(to === undefined ? {} : { to: dayNumber(to) }),
    },
  })
  const selection = { columns, chosen, choice }
  const kept = selections.get(columns) ?? new Map<string, Selection>()
  selections.set(columns, kept)
  if (kept.size >= MAX_SELECTIONS) kept.delete(kept.keys().next().value!)
  kept.set(key, selection)
  return selection
}

/** A view asks for one choice several times: facets, rows, lanes. */
const MAX_SELECTIONS = 24
const selections = new WeakMap<EventColumns, Map<string, Selection>>()

/** The strip of months shows ten years. */
const MAX_MONTHS = 120
/** The stretch of days to begin with. */
const START_DAYS = 60
/** Places that are named at once; their names are read from an event each. */
const MAX_PLACES = 24

/** `GET /api/facets`: how many events a choice leaves, and how many each other value would. */
export async function answerFacets(context: Context, record: OpenRecord): Promise<Response> {
  const { columns, chosen, choice } = await select(context, record)
  const { indices, facets } = chosen
  const start = findStart(columns, indices, START_DAYS)
  const dated = datedOf(indices, columns.firstUndated)
  const place = { ...facets.place, values: facets.place.values.slice(0, MAX_PLACES + (choice.place ?? []).length) }
  const months = countMonths(columns, indices, MAX_MONTHS)
  return context.json({
    total: indices.length,
    nReports: countReports(columns, indices),
    nFailed: columns.nFailed,
    ...(dated.length === 0
      ? {}
      : { days: { first: dayOf(columns.starts[dated[0]!]!), last: dayOf(columns.ends[dated.at(-1)!]!) } }),
    ...(start === undefined
      ? {}
      : {
          start: {
            from: dayOf(start.from),
            to: dayOf(start.to),
            event: columns.ids[start.event]!,
            position: indices.indexOf(start.event),
          },
        }),
    ...(months === undefined ? {} : { months }),
    facets: { ...facets, place },
    places: await placeNames(
      record,
      columns,
      place.values.map(({ value }) => value),
    ),
  } satisfies Facets)
}

/** Reads what every first question needs, so that whoever comes first need not wait for it. */
export async function warmUp(record: OpenRecord): Promise<void> {
  const columns = await columnsOf(record)
  const { facets } = chooseEvents(columns, {})
  await placeNames(
    record,
    columns,
    facets.place.values.map(({ value }) => value),
  )
}

/** The names of places as an event's row has them, by their values in the facet. */
async function placeNames(
  record: OpenRecord,
  columns: EventColumns,
  values: readonly string[],
): Promise<Record<string, string>> {
  const samples = samplesOf(columns)
  const asked = values.flatMap((value) => samples.get(value) ?? [])
  const rows = await rowsAt(record, columns, asked)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const nameOf = (value: string) => byId.get(columns.ids[samples.get(value) ?? -1] ?? '')?.location?.name ?? value
  return Object.fromEntries(values.map((value) => [value, nameOf(value)]))
}

const samplesByColumns = new WeakMap<EventColumns, ReadonlyMap<string, number>>()

/** An event of every place, by the place's value. */
function samplesOf(columns: EventColumns): ReadonlyMap<string, number> {
  const known = samplesByColumns.get(columns)
  if (known !== undefined) return known
  const { names, offsets, values } = columns.facets.place
  const samples = new Map<string, number>()
  for (let i = columns.size - 1; i >= 0; i--)
    if (offsets[i] !== offsets[i + 1]) samples.set(names[values[offsets[i]!]!]!, i)
  samplesByColumns.set(columns, samples)
  return samples
}

const browseSchema = z.object({
  offset: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  at: z.string().max(100).optional(),
})

/**
 * `GET /api/browse`: the rows of a choice in order of days, the undated last: `limit` of them from `offset` on, or, with
 * `at`, those around that event.
 */
export async function answerBrowse(context: Context, record: OpenRecord): Promise<Response> {
  const { offset, limit, at } = checked(browseSchema, context)
  const { columns, chosen } = await select(context, record)
  const { indices } = chosen
  const idx = at === undefined ? -1 : columns.ids.indexOf(at)
  const position = idx === -1 ? -1 : indices.indexOf(idx)
  const from = offset ?? Math.max(position - Math.floor(limit / 2), 0)
  const rows = await rowsAt(record, columns, [...indices.subarray(from, from + limit)])
  return context.json({
    total: indices.length,
    offset: from,
    ...(position === -1 ? {} : { position }),
    rows,
  } satisfies BrowsedEvents)
}

const DAY = /^\d{4}-\d\d-\d\d$/
const timelineSchema = z.object({
  first: z.string().regex(DAY, 'must be a day as YYYY-MM-DD'),
  last: z.string().regex(DAY, 'must be a day as YYYY-MM-DD'),
  lanes: z.enum(['type', 'actor']).default('type'),
  bins: z.coerce.number().int().min(1).max(2000).default(120),
  marks: z.coerce.number().int().min(0).max(100).default(24),
  event: z.string().max(100).optional(),
})

/** Lanes from top to bottom: words with, deeds with, words against, deeds against. */
const TYPE_LANES: readonly { readonly key: string; readonly values: readonly string[] }[] = [
  { key: 'talks', values: ['CONSULT'] },
  { key: 'agree', values: ['AGREE', 'SUPPORT', 'CONCEDE'] },
  { key: 'help', values: ['COOPERATE', 'AID', 'RETREAT'] },
  { key: 'demand', values: ['REQUEST', 'REJECT', 'THREATEN'] },
  { key: 'accuse', values: ['ACCUSE'] },
  { key: 'force', values: ['MOBILIZE', 'PROTEST'] },
  { key: 'sanction', values: ['SANCTION', 'COERCE'] },
  { key: 'attack', values: ['ASSAULT'] },
]
const MAX_ACTOR_LANES = 8

/** `GET /api/timeline`: a window's events in lanes: counts of all, marks of those most told. */
export async function answerTimeline(context: Context, record: OpenRecord): Promise<Response> {
  const { first, last, lanes: by, bins, marks, event } = checked(timelineSchema, context)
  const { columns, chosen } = await select(context, record)
  const [from, to] = [dayNumber(first), dayNumber(last)]
  if (!(from <= to)) throw new ReadoutError('usage', `first ${first} lies after last ${last}`)
  const facet = by === 'type' ? 'type' : 'who'
  const lanes =
    by === 'type'
      ? TYPE_LANES
      : topValues(columns, chosen.indices, { by: 'who', from, to, limit: MAX_ACTOR_LANES }).map((value) => ({
          key: value,
          values: [value],
        }))
  const idx = event === undefined ? -1 : columns.ids.indexOf(event)
  const laid = layLanes(columns, chosen.indices, {
    ...{ from, to, nBins: bins, maxMarks: marks, lanes, by: facet },
    ...(idx === -1 ? {} : { chosen: idx }),
  }).filter(({ total }) => total > 0)
  const rows = await rowsAt(
    record,
    columns,
    laid.flatMap(({ marked }) => marked),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const markOf = (i: number) => byId.get(columns.ids[i]!)
  return context.json({
    lanes: laid.map(({ key, total, marked, done, ahead }) => ({
      key,
      values: lanes.find((lane) => lane.key === key)!.values,
      total,
      marks: marked.flatMap((i) => markOf(i) ?? []).map(toMark),
      done,
      ahead,
    })),
  } satisfies Timeline)
}

function toMark({
  id,
  eventType,
  mode,
  actors,
  recipients,
  date,
  status,
  quad,
  rule,
  weapon,
  reports,
}: EventRow): TimelineMark {
  return {
    ...{ id, eventType, actors, recipients, status, quad, rule, nReports: reports.length },
    ...(mode === undefined ? {} : { mode }),
    ...(date === undefined ? {} : { date }),
    ...(weapon === undefined ? {} : { weapon }),
  }
}

function checked<Shape extends z.ZodObject>(schema: Shape, context: Context): z.infer<Shape> {
  const parsed = schema.safeParse(context.req.query())
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  throw new ReadoutError('usage', `${issue.path.join('.')}: ${issue.message}`)
}

const dayOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)
