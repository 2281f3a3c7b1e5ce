import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { ReportEvent, WholeReport } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay, formatInterval } from '../../dates.ts'
import { Missing, useTitle, Waiting } from '../../frame/states.tsx'
import { useCommands } from '../../keys.ts'
import { detailMarks, eventMarks, type Marked, WholeText } from '../../parts/evidence.tsx'
import { type Layer, Layers, layerMarks, layersIn } from '../../parts/layers.tsx'
import { drawn, Glyph } from '../../parts/marks.tsx'
import { go, Link, withQuery } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import { actWords, names, reportName } from '../../words.ts'
import '../../../styles/pages.css'

/** What is marked unless the reader chooses. */
const USUAL: readonly Layer[] = ['events']

/** One report: its whole text with the layers that are switched on, its coded events beside it. */
export default function ReportView({ params, query }: ViewProps) {
  const id = params['id']!
  const chosen = query.get('event') ?? undefined
  const { data, error } = useApi<WholeReport>(`/api/reports/${encodeURIComponent(id)}`)
  const layers = useMemo(() => layersIn(query, USUAL), [query])
  const path = `/reports/${id}`
  useTitle(data && reportName(data.report))
  const events = data?.events ?? []
  const move = (by: number) => {
    const idx = events.findIndex(({ recorded }) => recorded === chosen)
    const next = events[Math.min(Math.max(idx + by, 0), events.length - 1)]
    if (next !== undefined) go(withQuery(query, { event: next.recorded }, path), { isReplaced: true })
  }
  useCommands({
    next: () => move(1),
    previous: () => move(-1),
    ...(chosen === undefined ? {} : { open: () => go(`/events/${chosen}`) }),
  })
  useArrival(data !== undefined, chosen)
  const here = useSentence()
  const marks = useMemo(
    () => (data === undefined ? [] : [...marksOf(data, layers, chosen), ...hereMarks(data, here)]),
    [data, layers, chosen, here],
  )
  if (error !== undefined) return <Missing error={error} />
  if (data === undefined) return <Waiting />
  return (
    <main className="page" id="main" tabIndex={-1}>
      <Head report={data} />
      <div className="two report-page">
        <div>
          <Layers {...{ layers, path, query }} usual={USUAL} />
          <WholeText report={data.report} reportId={id} marks={marks} here={here} />
        </div>
        <div className="aside">
          <h2>
            {t.reportView.coded} <small>{events.length}</small>
          </h2>
          {events.length === 0 && <p className="quiet">{t.reportView.none}</p>}
          <ol className="coded">
            {events.map((event) => (
              <Coded
                key={event.id}
                event={event}
                to={withQuery(query, { event: event.recorded }, path)}
                isChosen={event.recorded === chosen}
              />
            ))}
          </ol>
        </div>
      </div>
    </main>
  )
}

/** Brings the sentence that the address names into sight, or else what tells the chosen event. */
function useArrival(isThere: boolean, chosen: string | undefined): void {
  useEffect(() => {
    if (!isThere) return
    const target =
      location.hash === '' ? document.querySelector('.text mark.on') : document.getElementById(location.hash.slice(1))
    target?.scrollIntoView({ block: 'center' })
  }, [isThere])
  useEffect(() => {
    const mark = chosen === undefined ? null : document.querySelector('.text mark.on')
    mark?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
}

/** The place of the sentence that the address names; follows. */
function useSentence(): number | undefined {
  const hash = useSyncExternalStore(
    (listener) => {
      addEventListener('hashchange', listener)
      return () => removeEventListener('hashchange', listener)
    },
    () => location.hash,
  )
  const number = /^#s(\d+)$/.exec(hash)?.[1]
  return number === undefined ? undefined : Number(number) - 1
}

function hereMarks({ report }: WholeReport, here: number | undefined): Marked[] {
  const sentence = here === undefined ? undefined : report.sentences[here]
  return sentence === undefined ? [] : [{ start: sentence.start, end: sentence.end, as: 'here' }]
}

function Head({ report: { report, events, quotations, problems } }: { report: WholeReport }) {
  return (
    <header>
      <p className="over">
        <bdi>{report.publisher ?? t.words.publisherUnknown}</bdi> ·{' '}
        {report.published === undefined ? t.words.undated : formatDay(report.published.value)}
      </p>
      <h1>
        <bdi>{reportName(report)}</bdi>
      </h1>
      <p className="lede small">
        {t.counted.event(events.length)}, {t.counted.quotation(quotations.length)}.{' '}
        <bdi>{report.url === undefined ? report.origin : report.url}</bdi>
      </p>
      {problems.map(({ code, message }) => (
        <p key={code + message} className="note">
          {message}
        </p>
      ))}
    </header>
  )
}

/** As the layers have it; of the chosen event its words stand out whatever is on. */
function marksOf(report: WholeReport, layers: ReadonlySet<Layer>, chosen: string | undefined): Marked[] {
  const own = report.events.filter(({ recorded }) => recorded === chosen)
  return [...layerMarks(report, layers, chosen), ...eventMarks(own, chosen), ...detailMarks(own)]
}

function Coded({ event, to, isChosen }: { event: ReportEvent; to: string; isChosen: boolean }) {
  const { actors, recipients, date, status, recorded } = event
  return (
    <li className={isChosen ? 'on' : ''}>
      <Glyph mark={drawn(event)} />
      <div>
        <Link to={to} current={isChosen}>
          <b>
            <bdi>{names(actors)}</bdi>
          </b>
          {recipients.length > 0 && (
            <>
              {' → '}
              <bdi>{names(recipients)}</bdi>
            </>
          )}
          : {actWords(event)}
        </Link>
        <p className="why">
          {[date === undefined ? t.words.undated : formatInterval(date), t.statuses[status]].join(' · ')} ·{' '}
          <Link to={`/events/${recorded}`} className="link">
            {t.reportView.theEvent}
          </Link>
        </p>
      </div>
    </li>
  )
}
