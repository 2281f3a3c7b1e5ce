import { stringify } from 'csv-stringify/sync'
import type { RowParticipant } from '../../record/index.ts'
import type { ListingName } from '../filters.ts'
import type { Rows } from '../rows.ts'

type Cell = string | number | undefined
type Columns<Row> = readonly (readonly [string, (row: Row) => Cell])[]

/** The columns of each listing with `--format csv`, one line a row; several values in one cell are parted by "; ". */
const COLUMNS: { readonly [Name in ListingName]: Columns<Rows[Name]> } = {
  events: [
    ['event', ({ id }) => id],
    ['event_type', ({ eventType }) => eventType],
    ['mode', ({ mode }) => mode],
    ['contexts', ({ contexts }) => contexts.join('; ')],
    ['cameo', ({ cameo }) => cameo],
    ['quad', ({ quad }) => quad],
    ['intensity', ({ intensity }) => intensity],
    ['status', ({ status }) => status],
    ['actors', ({ actors }) => names(actors)],
    ['actor_countries', ({ actors }) => countries(actors)],
    ['recipients', ({ recipients }) => names(recipients)],
    ['recipient_countries', ({ recipients }) => countries(recipients)],
    ['date', ({ date }) => date?.value],
    ['date_start', ({ date }) => date?.start],
    ['date_end', ({ date }) => date?.end],
    ['location', ({ location }) => location?.name],
    ['location_country', ({ location }) => location?.country],
    ['according_to', ({ accordingTo }) => [...new Set(accordingTo.map(({ name }) => name))].join('; ')],
    ['weapon', ({ weapon }) => weapon?.kind],
    ['weapon_designation', ({ weapon }) => weapon?.designation],
    ['killed', ({ casualties }) => casualties?.killed],
    ['injured', ({ casualties }) => casualties?.injured],
    ['topic', ({ topic }) => topic],
    ['relations', ({ relations }) => relations.map(({ kind, to }) => `${kind} ${to}`).join('; ')],
    ['n_reports', ({ reports }) => reports.length],
    ['n_independent', ({ nIndependent }) => nIndependent],
    ['reports', ({ reports }) => reports.map(({ id }) => id).join('; ')],
    ['rule', ({ rule }) => rule],
    ['confidence', ({ confidence }) => confidence],
  ],
  quotations: [
    ['quotation', ({ id }) => id],
    ['speaker', ({ speaker }) => speaker?.name],
    ['speaker_country', ({ speaker }) => speaker?.country],
    ['addressee', ({ addressee }) => addressee?.name],
    ['cue', ({ cue }) => cue],
    ['kind', ({ kind }) => kind],
    ['content', ({ content }) => content],
    ['medium', ({ medium }) => medium],
    ['date', ({ date }) => date?.value],
    ['report', ({ report }) => report.id],
    ['published', ({ report }) => report.published?.value],
  ],
  actors: [
    ['actor', ({ id }) => id],
    ['name', ({ name }) => name],
    ['names', (row) => row.names.join('; ')],
    ['kind', ({ kind }) => kind],
    ['country', ({ country }) => country],
    ['offices', ({ offices }) => offices.map(({ title }) => title).join('; ')],
    ['n_reports', ({ nReports }) => nReports],
  ],
  offices: [
    ['actor', ({ actor }) => actor],
    ['person', ({ person }) => person],
    ['title', ({ title }) => title],
    ['country', ({ country }) => country],
    ['organization', ({ organization }) => organization],
    ['former', ({ former }) => (former ? 'true' : undefined)],
    ['from', ({ from }) => from],
    ['to', ({ to }) => to],
    ['n_reports', ({ reports }) => reports.length],
    ['reports', ({ reports }) => reports.map(({ id }) => id).join('; ')],
  ],
  reports: [
    ['report', ({ id }) => id],
    ['origin', ({ origin }) => origin],
    ['title', ({ title }) => title],
    ['publisher', ({ publisher }) => publisher],
    ['url', ({ url }) => url],
    ['published', ({ published }) => published?.value],
    ['language', ({ language }) => language],
    ['n_events', ({ nEvents }) => nEvents],
    ['n_quotations', ({ nQuotations }) => nQuotations],
    ['problems', ({ problems }) => problems.map(({ code }) => code).join('; ')],
    ['version', ({ version }) => version],
    ['copy_of', ({ copyOf }) => copyOf],
    ['copies', ({ copies = [] }) => copies.map(({ id }) => id).join('; ')],
    ['also_by', ({ alsoBy = [] }) => alsoBy.join('; ')],
  ],
}

/** Returns the header line of a listing in CSV. */
export function rowsHeader(listing: ListingName): string {
  return stringify([COLUMNS[listing].map(([name]) => name)])
}

/** Returns rows of a listing in CSV. */
export function rowsCsv(listing: ListingName, rows: readonly Rows[ListingName][]): string {
  const columns = COLUMNS[listing] as Columns<Rows[ListingName]>
  return stringify(rows.map((row) => columns.map(([, cell]) => cell(row))))
}

function names(participants: readonly RowParticipant[]): string {
  return participants.map(({ name }) => name).join('; ')
}

/** In the order of the names; a participant without a known country leaves its place empty. */
function countries(participants: readonly RowParticipant[]): string {
  return participants.map(({ country }) => country ?? '').join('; ')
}
