import { useEffect, useRef, useState } from 'react'
import type { EventRow, WholeReport } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay, formatLong } from '../../dates.ts'
import { useCommands } from '../../keys.ts'
import { Chain } from '../../parts/chain.tsx'
import { Differ } from '../../parts/differ.tsx'
import { eventMarks, WholeText } from '../../parts/evidence.tsx'
import { Fields, overline, siglaMarks } from '../../parts/fields.tsx'
import type { Judging } from '../../parts/judge.tsx'
import { type Layer, Layers, layerMarks, layersIn } from '../../parts/layers.tsx'
import { type Linked, Related } from '../../parts/related.tsx'
import { Similar } from '../../parts/similar.tsx'
import { Link } from '../../router.tsx'
import { eventTitle, reportName } from '../../words.ts'
import { Acts } from './acts.tsx'

/** What is marked beside the chosen event's own words unless the reader chooses. */
const USUAL: readonly Layer[] = []
const MAX_SIMILAR = 3

interface DetailProps {
  readonly event: EventRow
  readonly linked: Linked
  readonly query: URLSearchParams
  readonly onSelect: (id: string) => void
}

/** The chosen event: its fields beside a report that tells it, with the evidence marked in place; to be judged there. */
export function Detail({ event, linked, query, onSelect }: DetailProps) {
  const [at, setAt] = useState({ event: event.id, idx: 0 })
  const [lit, setLit] = useState<string>()
  const [judging, setJudging] = useState<Judging>()
  const idx = at.event === event.id ? at.idx : 0
  const row = event.reports[idx]!
  const { data, error } = useApi<WholeReport>(`/api/reports/${row.id}`)
  const report = data?.report.id === row.id ? data : undefined
  const told = report?.events.filter(({ recorded }) => recorded === event.id) ?? []
  const step = (by: number) =>
    setAt({ event: event.id, idx: Math.min(Math.max(idx + by, 0), event.reports.length - 1) })
  useCommands({ earlier: () => step(-1), later: () => step(1) })
  const isToldByMany = event.reports.length > 1
  const isRested = useRest(event.id)
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
        <Acts {...{ event, row, judging, onSelect }} onJudge={setJudging} />
      </header>
      <div className="split">
        <section className="fields" tabIndex={-1} aria-label={t.views.event}>
          <Fields event={event} told={told} onLit={setLit} {...(lit === undefined ? {} : { lit })} />
          {isToldByMany && <Chain event={event} />}
          <Related linked={linked} />
          {isRested && (
            <>
              <Differ event={event} />
              <Similar event={event} limit={MAX_SIMILAR} onJudge={setJudging} />
            </>
          )}
        </section>
        <Told {...{ event, row, report, error, idx, query, onStep: step, lit, onLit: setLit }} />
      </div>
    </section>
  )
}

/** How long an event stays chosen before more is asked of it than its words. */
const REST_MS = 350

/** Whether the same is chosen for a while: what takes the server long is not asked of events that are passed by. */
function useRest(chosen: string): boolean {
  const [rested, setRested] = useState<string>()
  useEffect(() => {
    const timer = setTimeout(() => setRested(chosen), REST_MS)
    return () => clearTimeout(timer)
  }, [chosen])
  return rested === chosen
}

interface ToldProps {
  readonly event: EventRow
  readonly row: EventRow['reports'][number]
  readonly report: WholeReport | undefined
  readonly error: string | undefined
  readonly idx: number
  readonly query: URLSearchParams
  readonly onStep: (by: number) => void
  readonly lit: string | undefined
  readonly onLit: (sigil: string | undefined) => void
}

function Told({ event, row, report, error, idx, query, onStep, lit, onLit }: ToldProps) {
  const pane = useRef<HTMLElement>(null)
  const key = report === undefined ? '' : `${event.id} ${report.report.id}`
  const layers = layersIn(query, USUAL)
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
      <Layers {...{ layers, query }} usual={USUAL} path="/" />
      <h3>
        <Link to={`/reports/${row.id}?event=${event.id}`}>
          <bdi>{reportName(row)}</bdi>
        </Link>
      </h3>
      {error !== undefined && <p className="quiet">{t.frame.said(error)}</p>}
      {report !== undefined && <MarkedReport {...{ report, layers, onLit }} chosen={event.id} />}
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
  readonly layers: ReadonlySet<Layer>
  readonly chosen: string
  readonly onLit: (sigil: string | undefined) => void
}

/** A report with one of its events marked, its parties and times underlined with their letters; and with what else is to be. */
function MarkedReport({ report, layers, chosen, onLit }: MarkedReportProps) {
  const own = report.events.filter(({ recorded }) => recorded === chosen)
  // The headline stands over the text already.
  const body = { ...report.report, blocks: report.report.blocks.filter(({ kind }) => kind !== 'title') }
  return (
    <WholeText
      report={body}
      reportId={report.report.id}
      marks={[...eventMarks(own, chosen), ...siglaMarks(own), ...layerMarks(report, layers, chosen)]}
      onLit={onLit}
    />
  )
}
