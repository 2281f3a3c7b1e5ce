import type { EventReasons, EventRow } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { dayNumber, dayOf, formatInterval } from '../../dates.ts'
import type { Judging } from '../../parts/judge.tsx'
import { reasonWords } from '../../parts/reasons.ts'
import { Link } from '../../router.tsx'
import { eventTitle, names } from '../../words.ts'

/** Days before and after in which another act is worth a look. */
const NEAR_DAYS = 45
const MAX_SIMILAR = 4

/** Acts like this one that are not this one, and why. */
export function Similar({ event, onJudge }: { event: EventRow; onJudge: (judging: Judging) => void }) {
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
        {t.event.similar} <small>{others.length}</small>
      </h2>
      <ul>
        {others.map((other) => (
          <li key={other.id}>
            <Link to={`/events/${other.id}`} className="link">
              <bdi>{eventTitle(other)}</bdi>
            </Link>
            <p className="why">
              {formatInterval(other.date!)}. <Apart event={event} other={other} />
            </p>
            <button type="button" className="act" onClick={() => onJudge({ kind: 'same', event, other })}>
              {t.event.same}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Apart({ event, other }: { event: EventRow; other: EventRow }) {
  const { data } = useApi<EventReasons>(`/api/events/${event.id}/why?other=${other.id}`)
  if (data === undefined || !('comparisons' in data)) return null
  const [comparison] = data.comparisons
  const first = comparison?.forbidding[0] ?? comparison?.weighed.find(({ weight }) => (weight ?? 0) < 0)
  if (first !== undefined) return t.event.apartBecause(reasonWords(first))
  return other.recipients.length > 0 ? t.event.with(names(other.recipients)) : null
}
