import { stringify } from 'csv-stringify/sync'
import type { CodedEvent, CodedReport, Participant } from '../../code/index.ts'

/** The columns of `code --format csv`, one row an event; several values in one cell are parted by "; ". */
const COLUMNS: readonly (readonly [string, (event: CodedEvent, coded: CodedReport) => string | number | undefined])[] =
  [
    ['report', (_, { report }) => report.id],
    ['origin', (_, { report }) => report.origin],
    ['published', (_, { report }) => report.published?.value],
    ['event', (event) => event.id],
    ['event_type', (event) => event.eventType],
    ['mode', (event) => event.mode],
    ['contexts', (event) => event.contexts.join('; ')],
    ['cameo', (event) => event.cameo],
    ['quad', (event) => event.quad],
    ['intensity', (event) => event.intensity],
    ['status', (event) => event.status],
    ['actors', (event) => names(event.actors)],
    ['actor_countries', (event) => countries(event.actors)],
    ['recipients', (event) => names(event.recipients)],
    ['recipient_countries', (event) => countries(event.recipients)],
    ['date', (event) => event.date?.value],
    ['date_start', (event) => event.date?.start],
    ['date_end', (event) => event.date?.end],
    ['location', (event) => event.location?.name],
    ['location_country', (event) => event.location?.country],
    ['according_to', (event) => event.accordingTo.map((sayer) => sayer.name).join('; ')],
    ['weapon', (event) => event.weapon?.kind],
    ['weapon_designation', (event) => event.weapon?.designation],
    ['killed', (event) => event.casualties?.killed],
    ['injured', (event) => event.casualties?.injured],
    ['topic', (event) => event.topic],
    ['trigger', (event, { report }) => report.text.slice(event.trigger.start, event.trigger.end)],
    ['evidence', (event, { report }) => report.text.slice(event.evidence.start, event.evidence.end)],
    ['n_mentions', (event) => event.mentions.length],
    ['rule', (event) => event.rule],
    ['confidence', (event) => event.confidence],
    ['version', (_, { version }) => version],
  ]

/** Returns the header line of the CSV output. */
export function csvHeader(): string {
  return stringify([COLUMNS.map(([name]) => name)])
}

/** Returns the rows of one report, one an event; none for a report without events. */
export function csvRows(coded: CodedReport): string {
  return stringify(coded.events.map((event) => COLUMNS.map(([, cell]) => cell(event, coded))))
}

function names(participants: readonly Participant[]): string {
  return participants.map((participant) => participant.name).join('; ')
}

/** In the order of the names; a participant without a known country leaves its place empty. */
function countries(participants: readonly Participant[]): string {
  return participants.map((participant) => participant.country ?? '').join('; ')
}
