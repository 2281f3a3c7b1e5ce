import type { Dispute, EventRow } from '../../../src/serve/http/types.ts'
import { useApi } from '../api.ts'
import { t } from '../catalogue/index.ts'
import { formatDay } from '../dates.ts'
import { Link } from '../router.tsx'
import { readable } from './reasons.ts'

/** Where the server tells what the reports of an event disagree on. */
export const conflictsOf = (id: string) => `/api/events/${id}/conflicts`

/** What the reports of the event disagree on, with the clause of each side. */
export function Differ({ event }: { event: EventRow }) {
  const { data } = useApi<readonly Dispute[]>(event.reports.length < 2 ? undefined : conflictsOf(event.id))
  if (data === undefined || data.length === 0) return null
  return (
    <section>
      <h2>
        {t.event.differ} <small>{data.length}</small>
      </h2>
      <ul>
        {data.map(({ field, values }) => (
          <li key={field}>
            <p className="t">{t.event.disputed[field]}</p>
            {values.map(({ value, reports, clauses }) => (
              <p key={value} className="why">
                <b>
                  <bdi>{readable(value)}</bdi>
                </b>
                {': '}
                <Link to={`/reports/${reports[0]!.id}?event=${event.id}#s${clauses[0]!.sentence + 1}`} className="link">
                  <bdi>
                    {reports[0]!.publisher ??
                      (reports[0]!.published === undefined ? t.views.report : formatDay(reports[0]!.published.value))}
                  </bdi>
                </Link>
                {reports.length > 1 && ` ${t.event.andOthers(reports.length - 1)}`} “<bdi>{clauses[0]!.text}</bdi>”
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
