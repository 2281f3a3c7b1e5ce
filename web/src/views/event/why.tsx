import type { EventReasons, EventRow } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { dayNumber, dayOf, formatDay, formatInterval } from '../../dates.ts'
import { Link } from '../../router.tsx'
import { eventTitle, names } from '../../words.ts'

type Comparison = Extract<EventReasons, { joins: unknown }>['joins'][number]

/** Why the sentences are told of one act: what linking found in common. */
export function Why({ event }: { event: EventRow }) {
  const { data } = useApi<EventReasons>(`/api/events/${event.id}/why`)
  if (data === undefined || !('joins' in data)) return null
  const facts = new Map<string, string>()
  for (const { weighed } of data.joins)
    for (const { feature, weight, detail } of weighed)
      if ((weight ?? 0) > 0 && feature !== 'words' && !facts.has(feature)) facts.set(feature, detail)
  return (
    <section>
      <h2>Why one event?</h2>
      <ul className="reasons">
        {[...facts].slice(0, 8).map(([feature, detail]) => (
          <li key={feature}>
            <span className="t">{feature.replaceAll('-', ' ')}</span>
            <span className="why">
              <bdi>{readable(detail)}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Days before and after in which another act is worth a look. */
const NEAR_DAYS = 45
const MAX_SIMILAR = 4

/** Acts like this one that are not this one. */
export function Similar({ event }: { event: EventRow }) {
  const lead = event.actors[0]
  const path =
    event.date === undefined || lead === undefined
      ? undefined
      : `/api/events?${new URLSearchParams({
          type: event.eventType,
          actor: lead.name,
          from: dayOf(dayNumber(event.date.start) - NEAR_DAYS),
          to: dayOf(dayNumber(event.date.end) + NEAR_DAYS),
          limit: '200',
        })}`
  const { data } = useApi<EventRow[]>(path)
  const own = new Set(event.recipients.map(({ entity }) => entity))
  const shared = (other: EventRow) => other.recipients.filter(({ entity }) => own.has(entity)).length
  const others = (data ?? [])
    .filter(({ id, date }) => id !== event.id && date !== undefined)
    .sort((a, b) => shared(b) - shared(a) || b.reports.length - a.reports.length)
    .slice(0, MAX_SIMILAR)
  if (others.length === 0) return null
  return (
    <section>
      <h2>
        Similar, but not this one <small>{others.length}</small>
      </h2>
      <ul>
        {others.map((other) => (
          <li key={other.id}>
            <Link to={`/events/${other.id}`} className="link">
              {eventTitle(other)}
            </Link>
            <p className="why">
              {formatInterval(other.date!)}. <Apart event={event} other={other} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Apart({ event, other }: { event: EventRow; other: EventRow }) {
  const { data } = useApi<EventReasons>(`/api/events/${event.id}/why?other=${other.id}`)
  if (data === undefined || !('comparisons' in data)) return null
  const comparison: Comparison | undefined = data.comparisons[0]
  if (comparison === undefined) return null
  const [first] = comparison.forbidding
  if (first !== undefined) return apartBecause(first)
  const against = comparison.weighed.filter(({ weight }) => (weight ?? 0) < 0)[0]
  if (against !== undefined) return apartBecause(against)
  return other.recipients.length > 0 ? `With ${names(other.recipients)}.` : null
}

function apartBecause({ feature, detail }: { readonly feature: string; readonly detail: string }): string {
  if (feature === 'same-report') return 'Apart because one report tells both.'
  return `Apart because of ${feature.replaceAll('-', ' ')}: ${readable(detail)}.`
}

/** What linking compared, with dates as the page writes them. */
function readable(detail: string): string {
  return detail.replaceAll(' | ', ' / ').replace(/\d{4}-\d\d-\d\d/g, (day) => formatDay(day))
}
