import { useEffect, useMemo, useState } from 'react'
import type { ReportEvent, WholeReport } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay, formatInterval } from '../../dates.ts'
import { Missing, useTitle, Waiting } from '../../frame/states.tsx'
import { useCommands } from '../../keys.ts'
import { detailMarks, eventMarks, type Marked, WholeText } from '../../parts/evidence.tsx'
import { drawn, Glyph } from '../../parts/marks.tsx'
import { go, Link } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import '../../../styles/pages.css'
import { actWords, names, reportName } from '../../words.ts'

const LAYERS = ['events', 'people', 'times', 'quotations'] as const
type Layer = (typeof LAYERS)[number]

/** One report: its whole text with the evidence marked, its coded events beside it. */
export default function ReportView({ params, query }: ViewProps) {
  const id = params['id']!
  const chosen = query.get('event') ?? undefined
  const { data, error } = useApi<WholeReport>(`/api/reports/${id}`)
  useTitle(data && reportName(data.report))
  const [layers, setLayers] = useState<ReadonlySet<Layer>>(new Set(['events']))
  useEffect(() => {
    if (data === undefined) return
    const target =
      location.hash === '' ? document.querySelector('.text mark.on') : document.getElementById(location.hash.slice(1))
    target?.scrollIntoView({ block: 'center' })
  }, [data])
  const events = data?.events ?? []
  const move = (by: number) => {
    const idx = events.findIndex(({ recorded }) => recorded === chosen)
    const next = events[Math.min(Math.max(idx + by, 0), events.length - 1)]
    if (next !== undefined) go(`/reports/${id}?event=${next.recorded}`, { isReplaced: true })
  }
  useCommands({
    next: () => move(1),
    previous: () => move(-1),
    open: () => chosen !== undefined && go(`/events/${chosen}`),
  })
  useEffect(() => {
    const mark = chosen === undefined ? null : document.querySelector('.text mark.on')
    mark?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const marks = useMemo(() => (data === undefined ? [] : marksOf(data, layers, chosen)), [data, layers, chosen])
  if (error !== undefined) return <Missing error={error} />
  if (data === undefined) return <Waiting />
  const { report, problems } = data
  return (
    <main className="page" id="main" tabIndex={-1}>
      <header>
        <p className="over">
          {report.publisher ?? 'Publisher not stated'} ·{' '}
          {report.published === undefined ? 'undated' : formatDay(report.published.value)}
        </p>
        <h1>{reportName(report)}</h1>
        <p className="lede small">
          {t.counted.event(events.length)}, {t.counted.quotation(data.quotations.length)}.{' '}
          {report.url === undefined ? report.origin : report.url}
        </p>
        {problems.map(({ code, message }) => (
          <p key={code + message} className="note">
            {message}
          </p>
        ))}
      </header>
      <div className="two report-page">
        <div>
          <Layers layers={layers} onChange={setLayers} />
          <WholeText report={report} reportId={id} marks={marks} />
        </div>
        <div className="aside">
          <h2>
            Coded events <small>{events.length}</small>
          </h2>
          {events.length === 0 && <p className="quiet">No act between political actors was found in it.</p>}
          <ol className="coded">
            {events.map((event) => (
              <Coded key={event.id} {...{ event, reportId: id }} isChosen={event.recorded === chosen} />
            ))}
          </ol>
        </div>
      </div>
    </main>
  )
}

function marksOf(
  { events, times, quotations }: WholeReport,
  layers: ReadonlySet<Layer>,
  chosen: string | undefined,
): Marked[] {
  const own = events.filter(({ recorded }) => recorded === chosen)
  return [
    ...(layers.has('events') ? eventMarks(events, chosen) : eventMarks(own, chosen)),
    ...(layers.has('people') ? detailMarks(events).filter(({ as }) => as === 'party') : detailMarks(own)),
    ...(layers.has('times') ? times.map(({ span }) => ({ ...span, as: 'time' as const })) : []),
    ...(layers.has('quotations') ? quotations.map(({ span }) => ({ ...span, as: 'quotation' as const })) : []),
  ]
}

function Layers({ layers, onChange }: { layers: ReadonlySet<Layer>; onChange: (layers: ReadonlySet<Layer>) => void }) {
  return (
    <fieldset className="layers">
      <legend className="sr">What is marked in the text</legend>
      <span>Mark</span>
      {LAYERS.map((layer) => (
        <label key={layer} className={layers.has(layer) ? 'on' : ''}>
          <input
            type="checkbox"
            className="sr"
            checked={layers.has(layer)}
            onChange={() => {
              const next = new Set(layers)
              if (!next.delete(layer)) next.add(layer)
              onChange(next)
            }}
          />
          {layer}
        </label>
      ))}
    </fieldset>
  )
}

function Coded({ event, reportId, isChosen }: { event: ReportEvent; reportId: string; isChosen: boolean }) {
  const { actors, recipients, date, status, recorded } = event
  return (
    <li className={isChosen ? 'on' : ''}>
      <Glyph mark={drawn(event)} />
      <div>
        <Link to={`/reports/${reportId}?event=${recorded}`} current={isChosen}>
          <b>
            <bdi>{named(actors)}</bdi>
          </b>
          {recipients.length > 0 && (
            <>
              {' → '}
              <bdi>{named(recipients)}</bdi>
            </>
          )}
          : {actWords(event)}
        </Link>
        <p className="why">
          {[date === undefined ? 'undated' : formatInterval(date), t.statuses[status]].join(' · ')} ·{' '}
          <Link to={`/events/${recorded}`} className="link">
            the event
          </Link>
        </p>
      </div>
    </li>
  )
}

const named = (participants: ReportEvent['actors']) => names(participants)
