import { useEffect } from 'react'
import type { ReportRow } from '../../src/serve/http/types.ts'
import { useApi } from './api.ts'
import { formatDay } from './dates.ts'
import { Missing } from './missing.tsx'
import { Link } from './router.tsx'
import { counted, reportName } from './words.ts'

const MAX_ROWS = 1000

/** The reports on record, latest first. */
export function ReportsPage({ query }: { query: URLSearchParams }) {
  const text = query.get('text') ?? ''
  const asked = new URLSearchParams({ limit: String(MAX_ROWS), order: 'newest', ...(text === '' ? {} : { text }) })
  const { data, total, error } = useApi<ReportRow[]>(`/api/reports?${asked}`)
  useEffect(() => {
    document.title = 'Reports · Readout'
  }, [])
  if (error !== undefined) return <Missing error={error} />
  if (data === undefined) return <main className="page" aria-busy="true" />
  return (
    <main className="page">
      <header>
        <h1>{counted(total ?? data.length, 'report')}</h1>
        <p className="lede small">
          {text === '' ? 'Latest first.' : `“${text}”, latest first.`}
          {data.length < (total ?? 0) && ` ${data.length} are shown: search for the others.`}
        </p>
      </header>
      <ul className="register reports">
        {data.map((row) => (
          <li key={row.id}>
            <span className="why">{row.published === undefined ? 'undated' : formatDay(row.published.value)}</span>
            <Link to={`/reports/${row.id}`}>
              <b>{reportName(row)}</b>
            </Link>
            <span className="why">
              {row.publisher ?? 'publisher not stated'}
              {row.problems.length > 0 && ` · ${row.problems[0]!.message}`}
            </span>
            <span className="n">{counted(row.nEvents, 'event')}</span>
          </li>
        ))}
      </ul>
    </main>
  )
}
