import type { EventRow, SimilarEvent } from '../../../src/serve/http/types.ts'
import { useApi } from '../api.ts'
import { t } from '../catalogue/index.ts'
import { formatInterval } from '../dates.ts'
import { Link, useAsOf } from '../router.tsx'
import { eventTitle, names } from '../words.ts'
import type { Judging } from './judge.tsx'
import { reasonWords } from './reasons.ts'

/** Where the server tells what is most like an event. */
export const similarTo = (id: string, limit: number) => `/api/events/${id}/similar?limit=${limit}`

interface SimilarProps {
  readonly event: EventRow
  readonly limit: number
  readonly onJudge: (judging: Judging) => void
}

/** Acts like this one that are not this one, and why. */
export function Similar({ event, limit, onJudge }: SimilarProps) {
  const isPast = useAsOf() !== undefined
  const { data } = useApi<readonly SimilarEvent[]>(similarTo(event.id, limit))
  if (data === undefined || data.length === 0) return null
  return (
    <section>
      <h2>
        {t.event.similar} <small>{data.length}</small>
      </h2>
      <ul>
        {data.map((similar) => (
          <li key={similar.event.id}>
            <Link to={`/events/${similar.event.id}`} className="link">
              <bdi>{eventTitle(similar.event)}</bdi>
            </Link>
            <p className="why">
              {similar.event.date === undefined ? t.words.undated : formatInterval(similar.event.date)}.{' '}
              {apart(similar)}
            </p>
            {!isPast && (
              <button
                type="button"
                className="act"
                onClick={() => onJudge({ kind: 'same', event, other: similar.event })}
              >
                {t.event.same}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What keeps the two apart: of the tellings that agree most, or else of those that speak against it. */
function apart({ event, nearest, parting }: SimilarEvent): string | undefined {
  const pair = parting ?? nearest
  const first = pair.forbidding[0] ?? pair.weighed.toSorted((a, b) => (a.weight ?? 0) - (b.weight ?? 0))[0]
  if (first !== undefined && (first.weight ?? -1) < 0) return t.event.apartBecause(reasonWords(first))
  return event.recipients.length > 0 ? t.event.with(names(event.recipients)) : undefined
}
