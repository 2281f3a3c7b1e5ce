import type { Transaction } from 'kysely'
import { eventId, foldText, type LinkMention } from '../link/index.ts'
import type { EventKeys } from './assemble.ts'
import { nextNumbers } from './counters.ts'
import { among, insertCells, insertRows } from './dialect.ts'
import type { PartyRole, Tables } from './schema.ts'

/** An event that is new or found by other facts than before. */
export interface ChangedEvent {
  readonly n: number
  readonly id: string
  /** Whether it has no row yet. */
  readonly isNew: boolean
  readonly keys: EventKeys
  /** When the first report of it was published; '' where it bears no date. */
  readonly published: string
  /** Whether every telling tells several acts as one. */
  readonly isSeveral: boolean
}

/** What the mentions of an event, least first, tell of it besides its keys. */
export function toldIn(
  mentions: readonly Pick<LinkMention, 'published' | 'isSeries'>[],
): Pick<ChangedEvent, 'published' | 'isSeveral'> {
  return { published: mentions[0]!.published ?? '', isSeveral: mentions.every(({ isSeries }) => isSeries) }
}

/** Takes events out. */
export async function deleteEvents(tx: Transaction<Tables>, ns: readonly number[]): Promise<void> {
  if (ns.length === 0) return
  await tx.deleteFrom('events').where('n', 'in', among(ns)).execute()
  await tx.deleteFrom('parties').where('event', 'in', among(ns)).execute()
  await tx.deleteFrom('judged').where('event', 'in', among(ns)).execute()
  await tx.deleteFrom('struck').where('n', 'in', among(ns)).execute()
}

/** Reserves numbers for new events. */
export async function newEventNumbers(tx: Transaction<Tables>, count: number): Promise<Iterator<number, undefined>> {
  const first = count === 0 ? 0 : await nextNumbers(tx, 'event', count)
  return Array.from({ length: count }, (_, i) => first + i).values()
}

/** Keeps the ids of events that are no more: each leads to the mention that it was made from, wherever that is told now. */
export async function retireEvents(
  tx: Transaction<Tables>,
  gone: ReadonlyMap<number, readonly { readonly n: number; readonly mention: LinkMention }[]>,
): Promise<void> {
  // Members come least first.
  const aliases = [...gone.values()].map(([least]) => [eventId(least!.mention.id), least!.n])
  const conflict = 'on conflict (id) do update set mention = excluded.mention'
  await insertRows(tx, 'aliases', { columns: ['id', 'mention'], conflict }, aliases)
}

/** Writes what events are found by; the forms of their participants must be on record, and the numbers of some may be given by their ids. */
export async function writeEvents(
  tx: Transaction<Tables>,
  changed: readonly ChangedEvent[],
  forms: ReadonlyMap<string, number>,
): Promise<void> {
  await deleteEvents(
    tx,
    changed.filter(({ isNew }) => !isNew).map(({ n }) => n),
  )
  await insertCells(tx, 'events', { columns: EVENT_COLUMNS }, eventCells(changed))
  const columns = ['event', 'role', 'form'] as const
  await insertCells(tx, 'parties', { columns }, partiesOf(changed, await withForms(tx, changed, forms)))
}

function eventCells(changed: readonly ChangedEvent[]): (string | number)[] {
  const cells: (string | number)[] = []
  for (const event of changed) for (const cell of eventRow(event)) cells.push(cell)
  return cells
}

/** The columns of `eventRow`. */
export const EVENT_COLUMNS = [
  'n',
  'id',
  'day',
  'last_day',
  'type',
  'status',
  'place',
  'mode',
  'weapon',
  'quad',
  'intensity',
  'foreseen',
  'published',
  'stated',
  'several',
] as const

/** The row of an event. */
export function eventRow({ n, id, keys, published, isSeveral }: Omit<ChangedEvent, 'isNew'>): (string | number)[] {
  const { eventType, status, date, location, mode = '', weapon, quad, intensity, isForeseen } = keys
  const place = location === undefined ? '' : ` ${foldText(`${location.name} ${location.country ?? ''}`)} `
  const days = [date?.start ?? published, date?.end ?? published]
  const kind = [mode, weapon?.kind ?? '', quad, intensity, isForeseen ? 1 : 0]
  return [n, id, ...days, eventType, status, place, ...kind, published, date?.value ?? '', isSeveral ? 1 : 0]
}

/** The numbers of the forms of events' parties by their ids: those that are given, and the others looked up. */
async function withForms(
  tx: Transaction<Tables>,
  events: readonly ChangedEvent[],
  given: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const unknown = unknownForms(events, given)
  if (unknown.length === 0) return given
  const rows = await tx.selectFrom('forms').select(['id', 'n']).where('id', 'in', among(unknown)).execute()
  const numbers = new Map(given)
  for (const { id, n } of rows) numbers.set(id, n)
  return numbers
}

function unknownForms(events: readonly ChangedEvent[], given: ReadonlyMap<string, number>): string[] {
  const unknown = new Set<string>()
  for (const { keys } of events) {
    for (const { id } of keys.actors) if (!given.has(id)) unknown.add(id)
    for (const { id } of keys.recipients) if (!given.has(id)) unknown.add(id)
  }
  return [...unknown]
}

/** The event, the role and the form of each party of events, one after the other, by the numbers of forms; acts done together are filed under both roles. */
export function partiesOf(
  events: readonly Pick<ChangedEvent, 'n' | 'keys'>[],
  numbers: ReadonlyMap<string, number>,
): number[] {
  const cells: number[] = []
  for (const event of events) fileParties(event, numbers, cells)
  return cells
}

function fileParties(
  { n, keys }: Pick<ChangedEvent, 'n' | 'keys'>,
  numbers: ReadonlyMap<string, number>,
  cells: number[],
): void {
  const filing = { n, first: cells.length, cells }
  for (const { id } of keys.actors) for (const role of rolesOf(keys, 0)) fileParty(numbers.get(id)!, role, filing)
  for (const { id } of keys.recipients) for (const role of rolesOf(keys, 1)) fileParty(numbers.get(id)!, role, filing)
}

interface Filing {
  /** The event. */
  readonly n: number
  /** Where its parties begin. */
  readonly first: number
  readonly cells: number[]
}

/** Adds a party to those of its event, unless it is there. */
function fileParty(form: number, role: PartyRole, { n, first, cells }: Filing): void {
  for (let i = first; i < cells.length; i += 3) if (cells[i + 1] === role && cells[i + 2] === form) return
  cells.push(n, role, form)
}

const BOTH: readonly PartyRole[] = [0, 1]
const [ACTOR, RECIPIENT]: readonly [readonly PartyRole[], readonly PartyRole[]] = [[0], [1]]
const MUTUAL = new Set(['CONSULT', 'AGREE', 'COOPERATE'])

/** Contract, clause 4: in acts done together `actors` only holds who is named first. */
function rolesOf({ eventType }: EventKeys, role: PartyRole): readonly PartyRole[] {
  if (MUTUAL.has(eventType)) return BOTH
  return role === 0 ? ACTOR : RECIPIENT
}
