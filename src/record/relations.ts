import { findCopies, type LinkMention, type RelationKind, relationOf } from '../link/index.ts'
import { getEvent, listEvents } from './list-events.ts'
import { getReport } from './list-reports.ts'
import type { OpenRecord } from './open.ts'
import type { EventRow, Filters } from './rows.ts'

/** Another event and how it stands to this one. */
export interface EventRelation {
  readonly to: string
  readonly kind: RelationKind
}

/** A report that prints what another had printed before; ids of reports. */
export interface ReportCopy {
  readonly report: string
  readonly of: string
}

/** Related acts are looked for within so many days. */
const REACH_DAYS = 60
/** Of the acts of one party within reach so many are looked at, the oldest first. */
const MAX_CANDIDATES = 500
const DAY_MS = 86_400_000

/** Returns the relations of an event to others that share a party with it, by day; a function of the record's events. */
export async function relationsOf(record: OpenRecord, id: string): Promise<EventRelation[]> {
  const event = await getEvent(record, id)
  if (event === undefined) return []
  const found = new Map<string, EventRow>()
  for (const filters of filtersOf(event)) {
    const { rows } = await listEvents(record, filters, { limit: MAX_CANDIDATES })
    for (const row of rows) found.set(row.id, row)
  }
  return [...found.values()]
    .flatMap((row) => {
      const kind = relationOf(event, row)
      return kind === undefined ? [] : [{ to: row.id, kind, day: row.date?.start ?? '' }]
    })
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.to < b.to ? -1 : 1))
    .map(({ to, kind }) => ({ to, kind }))
}

/** What the related acts of an event can be found by: a party on either side, and the days about it. */
function filtersOf({ actors, recipients, date, reports }: EventRow): Filters[] {
  const published = reports.flatMap((report) => (report.published === undefined ? [] : [report.published.value])).sort()
  const [first, last] = [date?.start ?? published[0], date?.end ?? published[0]]
  if (first === undefined || last === undefined) return []
  const days = { from: shifted(first, -REACH_DAYS), to: shifted(last, REACH_DAYS) }
  const parties = new Set([...actors, ...recipients].map(({ country, name }) => country ?? name))
  return [...parties].flatMap((party) => [
    { actor: party, ...days },
    { recipient: party, ...days },
  ])
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(day.slice(0, 10)) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Returns which of the reports behind mentions print the text of another, the mentions being least first. */
export async function copiesOf(record: OpenRecord, mentions: readonly LinkMention[]): Promise<ReportCopy[]> {
  const ids = [...new Set(mentions.map(({ reportId }) => reportId))]
  if (ids.length < 2) return []
  const texts = []
  for (const id of ids) texts.push({ id, text: (await getReport(record, id))!.report.text })
  return [...findCopies(texts)].map(([report, of]) => ({ report, of }))
}
