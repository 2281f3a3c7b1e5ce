import { nameTokens } from '../link/index.ts'
import type { EventRow, Filters, RowParticipant } from '../record/index.ts'

/** Why an event passes filters: for each of them what of the event answers to it, in the order of the filters. */
export function whyMatched(event: EventRow, filters: Filters): string[] {
  const { actor, recipient, type, status, from, to, place, text } = filters
  const parties = [...event.actors, ...event.recipients]
  const when = event.date === undefined ? 'undated' : event.date.value
  return [
    ...(actor === undefined ? [] : [`actor ${named(actor, parties)}`]),
    ...(recipient === undefined ? [] : [`recipient ${named(recipient, parties)}`]),
    ...(type === undefined ? [] : [`type ${event.eventType}`]),
    ...(status === undefined ? [] : [`status ${event.status}`]),
    ...(from === undefined && to === undefined ? [] : [`day ${when}`]),
    ...(place === undefined ? [] : [`place ${event.location?.name ?? place}`]),
    ...(text === undefined ? [] : [`words ${text}`]),
  ]
}

/** Who of the parties answers to a name or code; one known by another name answers as the register has it. */
function named(query: string, parties: readonly RowParticipant[]): string {
  const words = nameTokens(query)
  const found = parties.filter(({ name, country }) => {
    const tokens = nameTokens(name)
    return country === query || (words.length > 0 && words.every((word) => tokens.includes(word)))
  })
  return found.length === 0 ? `${query}, under another name` : found.map(({ name }) => name).join(', ')
}
