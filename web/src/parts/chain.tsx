import type { EventRow } from '../../../src/serve/http/types.ts'
import { t } from '../catalogue/index.ts'
import { formatDay } from '../dates.ts'
import { Link } from '../router.tsx'
import { reportName } from '../words.ts'

/** Who said so first, and who after: each report with whom it names. */
export function Chain({ event }: { event: EventRow }) {
  return (
    <section className="first">
      <h2>
        {t.event.first}{' '}
        <small>
          {event.nIndependent < event.reports.length ? t.event.independent(event.nIndependent) : t.event.inOrder}
        </small>
      </h2>
      <ol className="chain">
        {event.reports.map((row) => {
          const sayers = [
            ...new Set(event.accordingTo.filter(({ report }) => report === row.id).map(({ name }) => name)),
          ]
          return (
            <li key={row.id}>
              <span className="d">
                {row.published === undefined ? t.words.undated : formatDay(row.published.value)}
              </span>
              <span>
                <Link to={`/reports/${row.id}?event=${event.id}`}>
                  <bdi>{row.publisher ?? reportName(row)}</bdi>
                </Link>
                {row.alsoBy !== undefined && (
                  <span className="quiet">
                    , <bdi>{row.alsoBy.join(', ')}</bdi>
                  </span>
                )}
                {row.copyOf !== undefined && (
                  <span className="quiet">
                    {' '}
                    {t.event.copies} <bdi>{nameOf(event, row.copyOf)}</bdi>
                  </span>
                )}
                {sayers.length > 0 && (
                  <span className="quiet">
                    {' '}
                    {t.event.citing} <bdi>{sayers.join(', ')}</bdi>
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function nameOf({ reports }: EventRow, id: string): string {
  const report = reports.find((one) => one.id === id)!
  return report.publisher ?? reportName(report)
}
