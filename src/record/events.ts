import type { Transaction } from 'kysely'
import { type ActorForm, eventId, foldText, type LinkMention } from '../link/index.ts'
import type { EventKeys } from './assemble.ts'
import { nextNumbers } from './counters.ts'
import { among, insertRows } from './dialect.ts'
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

/** Writes what events are found by; the forms of their participants must be on record. */
export async function writeEvents(tx: Transaction<Tables>, changed: readonly ChangedEvent[]): Promise<void> {
  await deleteEvents(
    tx,
    changed.filter(({ isNew }) => !isNew).map(({ n }) => n),
  )
  await insertRows(tx, 'events', { columns: EVENT_COLUMNS }, changed.map(eventRow))
  await insertRows(tx, 'parties', { columns: ['event', 'role', 'form'] }, await partyRows(tx, changed))
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

/** The rows of the parties of events; the numbers of their forms are looked up. */
async function partyRows(tx: Transaction<Tables>, events: readonly ChangedEvent[]): Promise<number[][]> {
  const parties = events.flatMap(({ keys: { actors, recipients } }) => [...actors, ...recipients])
  const ids = [...new Set(parties.map(({ id }) => id))]
  const rows = await tx.selectFrom('forms').select(['id', 'n']).where('id', 'in', among(ids)).execute()
  return partiesOf(events, new Map(rows.map(({ id, n }) => [id, n])))
}

/** The rows of the parties of events by the numbers of their forms; acts done together are filed under both roles. */
export function partiesOf(
  events: readonly Pick<ChangedEvent, 'n' | 'keys'>[],
  numbers: ReadonlyMap<string, number>,
): number[][] {
  const rows: number[][] = []
  for (const { n, keys } of events) {
    const first = rows.length
    const file = (party: ActorForm, role: PartyRole) => {
      const form = numbers.get(party.id)!
      for (const one of rolesOf(keys, role)) {
        let i = first
        while (i < rows.length && (rows[i]![1] !== one || rows[i]![2] !== form)) i++
        if (i === rows.length) rows.push([n, one, form])
      }
    }
    for (const party of keys.actors) file(party, 0)
    for (const party of keys.recipients) file(party, 1)
  }
  return rows
}

const BOTH: readonly PartyRole[] = [0, 1]
const MUTUAL = new Set(['CONSULT', 'AGREE', 'COOPERATE'])

/** Contract, clause 4: in acts done together `actors` only holds who is named first. */
function rolesOf({ eventType }: EventKeys, role: PartyRole): readonly PartyRole[] {
  return MUTUAL.has(eventType) ? BOTH : [role]
}
