import { useEffect, useRef, useState } from 'react'
import type { EventRow, WholeReport } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay, formatLong } from '../../dates.ts'
import { useCommands } from '../../keys.ts'
import { eventMarks, WholeText } from '../../parts/evidence.tsx'
import { Fields, overline, siglaMarks } from '../../parts/fields.tsx'
import { type Linked, Related } from '../../parts/related.tsx'
import { Link } from '../../router.tsx'
import { eventTitle, reportName } from '../../words.ts'

/** The chosen event: its fields beside a report that tells it, with the evidence marked in place. */
export function Detail({ event, linked }: { event: EventRow; linked: Linked }) {
  const [at, setAt] = useState({ event: event.id, idx: 0 })
  const [lit, setLit] = useState<string>()
  const idx = at.event === event.id ? at.idx : 0
  const row = event.reports[idx]!
  const { data, error } = useApi<WholeReport>(`/api/reports/${row.id}`)
  const report = data?.report.id === row.id ? data : undefined
  const told = report?.events.filter(({ recorded }) => recorded === event.id) ?? []
  const step = (by: number) =>
    setAt({ event: event.id, idx: Math.min(Math.max(idx + by, 0), event.reports.length - 1) })
  useCommands({ earlier: () => step(-1), later: () => step(1) })
  return (
    <section className="detail" aria-label={t.record.chosen}>
      <header>
        <p className="over">{overline(event)}</p>
        <h2>
          <Link to={`/events/${event.id}`}>
            <bdi>{eventTitle(event)}</bdi>
          </Link>
        </h2>
        <p className="quiet">{event.date === undefined ? t.record.textsDoNotDate : formatLong(event.date)}</p>
      </header>
      <div className="split">
        <section className="fields" tabIndex={-1} aria-label={t.views.event}>
          <Fields event={event} told={told} onLit={setLit} {...(lit === undefined ? {} : { lit })} />
          <Related linked={linked} />
        </section>
        <Told {...{ event, row, report, error, idx, onStep: step, lit, onLit: setLit }} />
      </div>
    </section>
  )
}

interface ToldProps {
  readonly event: EventRow
  readonly row: EventRow['reports'][number]
  readonly report: WholeReport | undefined
  readonly error: string | undefined
  readonly idx: number
  readonly onStep: (by: number) => void
  readonly lit: string | undefined
  readonly onLit: (sigil: string | undefined) => void
}

function Told({ event, row, report, error, idx, onStep, lit, onLit }: ToldProps) {
  const pane = useRef<HTMLElement>(null)
  const key = report === undefined ? '' : `${event.id} ${report.report.id}`
  // The sentence that tells the event comes into sight; the rest of the page stays where it is.
  useEffect(() => {
    const mark = key === '' ? undefined : pane.current?.querySelector('mark.on')
    if (pane.current === null || mark === null || mark === undefined) return
    const [box, spot] = [pane.current.getBoundingClientRect(), mark.getBoundingClientRect()]
    if (pane.current.scrollHeight <= pane.current.clientHeight) return
    if (spot.top < box.top || spot.bottom > box.bottom) pane.current.scrollTop += spot.top - box.top - box.height / 3
  }, [key])
  return (
    <section className="report" ref={pane} aria-label={t.record.report} tabIndex={-1} data-lit={lit}>
      <p className="src">
        <span>
          <bdi>{row.publisher ?? t.words.publisherUnknown}</bdi>
          {row.published !== undefined && `, ${formatDay(row.published.value)}`}
        </span>
        {event.reports.length > 1 && <Steps n={idx + 1} of={event.reports.length} onStep={onStep} />}
      </p>
      <h3>
        <Link to={`/reports/${row.id}?event=${event.id}`}>
          <bdi>{reportName(row)}</bdi>
        </Link>
      </h3>
      {error !== undefined && <p className="quiet">{t.frame.said(error)}</p>}
      {report !== undefined && <MarkedReport report={report} chosen={event.id} onLit={onLit} />}
    </section>
  )
}

function Steps({ n, of, onStep }: { n: number; of: number; onStep: (by: number) => void }) {
  return (
    <span className="steps">
      <button type="button" disabled={n === 1} onClick={() => onStep(-1)} aria-label={t.record.earlierReport}>
        ←
      </button>
      {t.record.reportOf(n, of)}
      <button type="button" disabled={n === of} onClick={() => onStep(1)} aria-label={t.record.laterReport}>
        →
      </button>
    </span>
  )
}

interface MarkedReportProps {
  readonly report: WholeReport
  readonly chosen: string
  readonly onLit: (sigil: string | undefined) => void
}

/** A report with one of its events marked, its parties and times underlined with their letters. */
function MarkedReport({ report, chosen, onLit }: MarkedReportProps) {
  const own = report.events.filter(({ recorded }) => recorded === chosen)
  // The headline stands over the text already.
  const body = { ...report.report, blocks: report.report.blocks.filter(({ kind }) => kind !== 'title') }
  return (
    <WholeText
      report={body}
      reportId={report.report.id}
      marks={[...eventMarks(own, chosen), ...siglaMarks(own)]}
      onLit={onLit}
    />
  )
}
