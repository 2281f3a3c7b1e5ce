import type { ReportRow } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay } from '../../dates.ts'
import { Missing, useTitle, Waiting } from '../../frame/states.tsx'
import { Link } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import '../../../styles/pages.css'
import { reportName } from '../../words.ts'

const MAX_ROWS = 1000

/** The reports on record, latest first. */
export default function ReportsView({ query }: ViewProps) {
  const text = query.get('text') ?? ''
  const asked = new URLSearchParams({ limit: String(MAX_ROWS), order: 'newest', ...(text === '' ? {} : { text }) })
  const { data, total, error } = useApi<ReportRow[]>(`/api/reports?${asked}`)
  useTitle(t.views.reports)
  if (error !== undefined) return <Missing error={error} />
  if (data === undefined) return <Waiting />
  // The address of the failed ones, from the facets of the record.
  const isFailed = query.has('problems')
  const rows = isFailed ? data.filter(({ problems }) => problems.length > 0) : data
  return (
    <main className="page" id="main" tabIndex={-1}>
      <header>
        <h1>{t.counted.report(isFailed ? rows.length : (total ?? rows.length))}</h1>
        <p className="lede small">
          {isFailed ? t.reports.failed : text === '' ? t.reports.latest : `“${text}”. ${t.reports.latest}`}
          {rows.length < (total ?? 0) && !isFailed && ` ${t.actors.shown(rows.length)}`}
        </p>
        <p className="screen">
          <Link to="/add" className="link">
            {t.add.action}
          </Link>
        </p>
      </header>
      <ul className="register reports">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="why">
              {row.published === undefined ? t.words.undated : formatDay(row.published.value)}
            </span>
            <Link to={`/reports/${row.id}`}>
              <b>
                <bdi>{reportName(row)}</bdi>
              </b>
            </Link>
            <span className="why">
              <bdi>{[row.publisher, row.problems[0]?.message].filter(Boolean).join(' · ')}</bdi>
            </span>
            <span className="n">{t.counted.event(row.nEvents)}</span>
          </li>
        ))}
      </ul>
    </main>
  )
}
