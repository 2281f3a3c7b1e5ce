import { sql, type Transaction } from 'kysely'
import type { CodedEvent } from '../code/index.ts'
import { actorForm, eventId, foldText, type LinkMention } from '../link/index.ts'
import { type EventKeys, eventKeys, type StoredParticipant } from './assemble.ts'
import { chunks } from './chunks.ts'
import { among } from './dialect.ts'
import type { EventTable, PartyRole, Tables } from './schema.ts'

/** An event that is new or whose mentions changed, least mention first. */
export interface ChangedEvent {
  readonly id: string
  readonly mentions: readonly { readonly n: number; readonly published: string; readonly coded: CodedEvent }[]
}

type IdentifiedKeys = EventKeys & { readonly id: string }

const CHUNK = 800

/** Takes events out. */
export async function deleteEvents(tx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.deleteFrom('events').where('id', 'in', among(ids)).execute()
  await tx.deleteFrom('parties').where('event', 'in', among(ids)).execute()
}

/** Keeps the ids of events that are no more: each leads to the mention that it was made from, wherever that is told now. */
export async function retireEvents(
  tx: Transaction<Tables>,
  gone: ReadonlyMap<string, readonly { readonly n: number; readonly mention: LinkMention }[]>,
): Promise<void> {
  const aliases = [...gone].flatMap(([id, members]) => {
    const least = members.find(({ mention }) => eventId(mention.id) === id)
    return least === undefined ? [] : [{ id, mention: least.n }]
  })
  for (const part of chunks(aliases, CHUNK))
    await tx
      .insertInto('aliases')
      .values(part)
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ mention: sql`excluded.mention` }))
      .execute()
}

/** Writes events anew from all of their mentions; the forms of their participants must be on record. */
export async function writeEvents(tx: Transaction<Tables>, changed: readonly ChangedEvent[]): Promise<void> {
  await deleteEvents(
    tx,
    changed.map(({ id }) => id),
  )
  const events = changed.map(({ id, mentions }) => {
    return {
      event: { id, ...eventKeys(mentions.map(({ coded }) => coded)) },
      published: mentions[0]!.published,
      ns: mentions.map(({ n }) => n),
    }
  })
  for (const part of chunks(events, CHUNK)) await tx.insertInto('events').values(part.map(eventRow)).execute()
  const parties = await partyRows(
    tx,
    events.map(({ event }) => event),
  )
  for (const part of chunks(parties, CHUNK)) await tx.insertInto('parties').values(part).execute()
}

function eventRow({ event, published, ns }: { event: IdentifiedKeys; published: string; ns: number[] }): EventTable {
  const { id, eventType, status, date, location } = event
  return {
    id,
    day: date?.start ?? published,
    last_day: date?.end ?? published,
    type: eventType,
    status,
    place: location === undefined ? '' : ` ${foldText(`${location.name} ${location.country ?? ''}`)} `,
    mentions: ns.join(','),
  }
}

/** The parties of events by form; acts done together are filed under both roles. */
async function partyRows(tx: Transaction<Tables>, events: readonly IdentifiedKeys[]) {
  const wanted = events.flatMap((event) => [
    ...event.actors.flatMap((party) => rolesOf(event, 'actor').map((role) => ({ event: event.id, role, party }))),
    ...event.recipients.flatMap((party) =>
      rolesOf(event, 'recipient').map((role) => ({ event: event.id, role, party })),
    ),
  ])
  const formId = (party: StoredParticipant) => actorForm(party).id
  const ids = [...new Set(wanted.map(({ party }) => formId(party)))]
  const rows = await tx.selectFrom('forms').select(['id', 'n']).where('id', 'in', among(ids)).execute()
  const numbers = new Map(rows.map(({ id, n }) => [id, n]))
  const unique = new Map<string, { event: string; role: PartyRole; form: number }>()
  for (const { event, role, party } of wanted) {
    const form = numbers.get(formId(party))!
    unique.set(`${event} ${role} ${form}`, { event, role, form })
  }
  return [...unique.values()]
}

const MUTUAL = new Set(['CONSULT', 'AGREE', 'COOPERATE'])

/** Contract, clause 4: in acts done together `actors` only holds who is named first. */
function rolesOf({ eventType }: EventKeys, role: PartyRole): readonly PartyRole[] {
  return MUTUAL.has(eventType) ? ['actor', 'recipient'] : [role]
}
